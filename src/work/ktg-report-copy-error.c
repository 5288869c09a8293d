/* ktg-report-copy-error.c - why a report was not copied, by what can be done
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-report-copy-error.h"

#include "ktg-destination.h"

#include <ktg-seal-error.h>

G_DEFINE_QUARK (ktg - report - copy - error - quark, ktg_report_copy_error)

/**
 * ktg_report_copy_error_restate:
 * @error: (inout): what the place, the seal or the store answered to a step
 *
 * In the words of #KtgReportCopyError or #KtgDestinationError, by what can be done; what else the
 * store says stays as it said it.
 */
void
ktg_report_copy_error_restate (GError **error)
{
  gboolean is_damaged = g_error_matches (*error, KTG_STORE_ERROR, KTG_STORE_ERROR_DAMAGED);
  g_autoptr (GError) lower = NULL;

  if (!is_damaged && (*error)->domain != KTG_SEAL_ERROR)
    {
      ktg_destination_restate (error);
      return;
    }

  lower = g_steal_pointer (error);
  g_set_error_literal (error,
                       KTG_REPORT_COPY_ERROR,
                       is_damaged ? KTG_REPORT_COPY_ERROR_DAMAGED : KTG_REPORT_COPY_ERROR_MISREAD,
                       lower->message);
}
