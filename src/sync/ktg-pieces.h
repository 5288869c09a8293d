/* ktg-pieces.h - how much of a file goes in one request
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define KTG_PIECES_SMALLEST_BYTES G_GUINT64_CONSTANT (32768)

/* Zeroed: as much as is left, which is right unless something on the way keeps requests until they
 * are whole. */
typedef struct
{
  guint64 piece_bytes;   /* 0: no limit */
  guint64 largest_bytes; /* that something on the way lets through; 0: not known */
} KtgPieces;

guint64  ktg_pieces_get_n_bytes (const KtgPieces *self, guint64 n_left);
gboolean ktg_pieces_is_swallowed (guint64 n_sent, guint64 n_arrived);
void     ktg_pieces_swallowed (KtgPieces *self, guint64 bytes_per_s);
void     ktg_pieces_arrived (KtgPieces *self, guint64 bytes_per_s);
gboolean ktg_pieces_refused (KtgPieces *self, guint64 n_bytes);

G_END_DECLS
