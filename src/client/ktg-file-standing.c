/* ktg-file-standing.c - how a file of a filed report stands, as a badge and in words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-file-standing.h"

#include <glib/gi18n.h>

static gboolean
is_received (const KtgFileHeld *file)
{
  return file != NULL && file->is_received;
}

/**
 * ktg_file_standing_judge:
 * @held: a report
 * @evidence: one of its files
 * @words: (out) (nullable): the same, said; %NULL: nothing is to be said
 *
 * A file that goes with another report now, or from another device, is not said to wait here.
 *
 * Returns: how it stands while it is not being sent
 */
KtgBadge
ktg_file_standing_judge (const KtgReportHeld *held, const KtgEvidence *evidence, const char **words)
{
  const KtgFileHeld *file = ktg_report_held_find_file (held, evidence->sha256);
  const KtgFileHeld *preview = ktg_report_held_find_file (held, evidence->preview_sha256);

  *words = NULL;
  if (ktg_summary_get (held->summary)->state == KTG_STATE_REPLACED)
    return KTG_BADGE_NONE;

  if (file != NULL && file->parked != NULL)
    {
      *words = _ ("could not be sent");
      return KTG_BADGE_PARKED;
    }

  if (file != NULL && !file->is_here && preview != NULL && preview->is_here)
    {
      *words = _ ("only the preview is on this device");
      return KTG_BADGE_PREVIEW_ONLY;
    }

  if (is_received (file))
    {
      *words = _ ("on the server");
      return KTG_BADGE_RECEIVED;
    }

  if (!ktg_summary_fields_knows_files (ktg_summary_get (held->summary)))
    return KTG_BADGE_NONE;

  *words = is_received (preview) ? _ ("the preview is on the server, the file waits to be sent")
                                 : _ ("waits to be sent");
  return KTG_BADGE_WAITING;
}

/**
 * ktg_file_standing_find_part:
 * @progress: what is being sent
 * @sha256: a file
 * @part: (out): how much of it is there, from 0 to 1
 *
 * Returns: whether it is being sent
 */
gboolean
ktg_file_standing_find_part (const KtgSyncProgress *progress, const char *sha256, double *part)
{
  const KtgFileUnderWay *file = ktg_sync_progress_find_file (progress, sha256);

  if (file == NULL || file->total == 0)
    return FALSE;

  *part = CLAMP ((double)file->done / (double)file->total, 0, 1);
  return TRUE;
}
