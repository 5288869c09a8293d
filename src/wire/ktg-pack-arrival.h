/* ktg-pack-arrival.h - what has come of a pack so far
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-pack-notice.h>

G_BEGIN_DECLS

guint64  ktg_pack_arrival_get_size (const char *folder, const KtgPackNotice *notice);
gboolean ktg_pack_arrival_add (const char         *folder,
                               const KtgPackPiece *piece,
                               guint64            *n_here,
                               GError            **error);
GBytes  *ktg_pack_arrival_put_together (const char *folder, const KtgPackPiece *last);
void     ktg_pack_arrival_drop (const char *folder, const KtgPackNotice *notice);

G_END_DECLS
