/* ktg-mark.h - how far a list of events is known, and which list it is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define KTG_MARK_HASH_HEX 12

/* A node tells each party some lists, its scopes: "d" is what is for that device, a region's code
 * what is for an office there, "*" the whole country. The hash runs along the list, so that a mark
 * says nothing of another list, nor of the same one once it is another (docs/PROTOCOL.md). */
typedef struct
{
  char   *scope;
  guint64 position; /* of the last event that is known, from 1; 0: none is */
  guint64 hash;     /* up to there, 48 bits */
} KtgMark;

KtgMark *ktg_mark_new (const char *scope, guint64 position, guint64 hash);
KtgMark *ktg_mark_parse (const char *text);
char    *ktg_mark_dup_text (const KtgMark *mark);
void     ktg_mark_free (KtgMark *mark);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgMark, ktg_mark_free)

G_END_DECLS
