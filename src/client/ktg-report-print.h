/* ktg-report-print.h - a report or a draft, to be put on paper
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-printable.h"
#include "ktg-session.h"

G_BEGIN_DECLS

#define KTG_TYPE_REPORT_PRINT (ktg_report_print_get_type ())
G_DECLARE_FINAL_TYPE (KtgReportPrint, ktg_report_print, KTG, REPORT_PRINT, GObject)

void          ktg_report_print_load_async (KtgSession         *session,
                                           const char         *id,
                                           gboolean            is_receipt,
                                           GCancellable       *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer            user_data);
KtgPrintable *ktg_report_print_load_finish (GAsyncResult *result, GError **error);

G_END_DECLS
