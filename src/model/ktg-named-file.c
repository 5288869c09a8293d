/* ktg-named-file.c - the files that an event names
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-named-file.h"

static const GPtrArray *
get_evidence (const KtgEvent *event)
{
  if (event->report != NULL)
    return event->report->evidence;

  return event->step != NULL ? event->step->documents : NULL;
}

/**
 * ktg_named_file_list:
 * @event: an event; its list borrows from it
 *
 * Returns: (transfer full) (element-type KtgNamedFile): evidence of a report or documents of a
 * step, each with its preview after it; a file that is named twice is there twice
 */
GArray *
ktg_named_file_list (const KtgEvent *event)
{
  const GPtrArray *evidence = get_evidence (event);
  GArray          *files = g_array_new (FALSE, FALSE, sizeof (KtgNamedFile));

  for (guint i = 0; evidence != NULL && i < evidence->len; i++)
    {
      const KtgEvidence *item = g_ptr_array_index (evidence, i);
      const KtgNamedFile original = { item->sha256, item->size_bytes, FALSE, item->original_name };
      const KtgNamedFile preview = { item->preview_sha256, item->preview_size_bytes, TRUE, NULL };

      g_array_append_val (files, original);
      if (preview.sha256 != NULL)
        g_array_append_val (files, preview);
    }

  return files;
}
