/* ktg-report-told.c - what programs are told of a report
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-report-told.h"

/**
 * ktg_report_told_new:
 * @held: a filed report
 *
 * Returns: (transfer full): what is known of it here, its files in the order of @held
 */
KtgReportStatus *
ktg_report_told_new (const KtgReportHeld *held)
{
  const KtgSummaryFields *fields = ktg_summary_get (held->summary);
  KtgReportStatus        *status = ktg_report_status_new (ktg_summary_fields_get_uuid (fields),
                                                   ktg_state_get_name (fields->state),
                                                   ktg_history_get_n_entries (held->history));

  status->filing = g_strdup (fields->filing);
  status->case_state = g_strdup (fields->case_state);
  status->number = g_strdup (fields->number);
  for (guint i = 0; i < held->files->len; i++)
    {
      const KtgFileHeld *file = g_ptr_array_index (held->files, i);
      KtgFileStatus     *told = ktg_file_status_new (file->sha256,
                                                 file->size_bytes,
                                                 file->is_received,
                                                 file->is_preview);

      told->is_known = file->is_received || ktg_summary_fields_knows_files (fields);
      g_ptr_array_add (status->files, told);
    }

  return status;
}
