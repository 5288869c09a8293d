/* ktg-verb-json.h - what a verb says to whoever asked a running server
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A part of what a verb says: a line of its answer. */
typedef struct
{
  char    *out; /* for standard output; or NULL */
  char    *err; /* for standard error; or NULL */
  gboolean is_end;
  int      exit; /* of the last part: the exit status */
} KtgVerbPart;

GBytes      *ktg_verb_part_write (const KtgVerbPart *part);
KtgVerbPart *ktg_verb_part_parse (GBytes *line, GError **error);
void         ktg_verb_part_free (KtgVerbPart *part);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgVerbPart, ktg_verb_part_free)

G_END_DECLS
