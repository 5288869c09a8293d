/* ktg-verb-snapshot.c - snapshot: the first half of `backup`
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-snapshot.h"
#include "ktg-verb.h"

/**
 * ktg_verb_snapshot:
 * @words: "snapshot"
 *
 * Says the name of the file.
 *
 * Returns: an exit status
 */
int
ktg_verb_snapshot (KtgVerb *self, char **words)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = ktg_snapshot_take (self->archive, self->cancellable, &error);

  if (name == NULL)
    return ktg_verb_fail (self, error);

  g_string_append (self->out, name);
  return 0;
}
