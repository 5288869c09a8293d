/* ktg-report-copy-error.h - why a report was not copied, though the place would have taken it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * KtgReportCopyError:
 * @KTG_REPORT_COPY_ERROR_MISREAD: the medium gives back other bytes; take another one
 * @KTG_REPORT_COPY_ERROR_DAMAGED: an original on this device is damaged; verify the profile
 *
 * In each case what was begun is gone, or has a name that no copy has.
 */
typedef enum
{
  KTG_REPORT_COPY_ERROR_MISREAD,
  KTG_REPORT_COPY_ERROR_DAMAGED,
} KtgReportCopyError;

#define KTG_REPORT_COPY_ERROR (ktg_report_copy_error_quark ())
GQuark ktg_report_copy_error_quark (void);

void ktg_report_copy_error_restate (GError **error);

G_END_DECLS
