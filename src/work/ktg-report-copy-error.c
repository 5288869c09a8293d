/* ktg-report-copy-error.c - why a report was not copied, by what can be done
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-report-copy-error.h"

#include <ktg-seal-error.h>
#include <ktg-store.h>

G_DEFINE_QUARK (ktg - report - copy - error - quark, ktg_report_copy_error)

static gboolean
is_damaged_here (const GError *error)
{
  return g_error_matches (error, KTG_STORE_ERROR, KTG_STORE_ERROR_DAMAGED);
}

static KtgReportCopyError
find_code (const GError *error)
{
  if (g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOSPC))
    return KTG_REPORT_COPY_ERROR_NO_SPACE;
  if (g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_ROFS)
      || g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_ACCES)
      || g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_PERM))
    return KTG_REPORT_COPY_ERROR_READ_ONLY;
  if (is_damaged_here (error))
    return KTG_REPORT_COPY_ERROR_DAMAGED;
  if (error->domain == KTG_SEAL_ERROR)
    return KTG_REPORT_COPY_ERROR_MISREAD;

  return KTG_REPORT_COPY_ERROR_GONE;
}

/**
 * ktg_report_copy_error_restate:
 * @error: (inout): what the place, the seal or the store answered to a step
 *
 * In the words of #KtgReportCopyError, by what can be done; what else the store says stays as it
 * said it.
 */
void
ktg_report_copy_error_restate (GError **error)
{
  g_autoptr (GError) lower = NULL;

  if ((*error)->domain != G_FILE_ERROR && (*error)->domain != KTG_SEAL_ERROR
      && !is_damaged_here (*error))
    return;

  lower = g_steal_pointer (error);
  g_set_error_literal (error, KTG_REPORT_COPY_ERROR, (int)find_code (lower), lower->message);
}
