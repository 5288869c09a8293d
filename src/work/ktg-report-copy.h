/* ktg-report-copy.h - a report with its originals, copied into a folder that anybody can check
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-library.h"
#include "ktg-report-copy-error.h"

#include <ktg-store.h>

G_BEGIN_DECLS

/* Puts a report on paper, as a file at @path; a room above knows how. */
typedef struct
{
  void (*print_async) (KtgStore            *store,
                       KtgLibrary          *library,
                       const KtgReportHeld *held,
                       const char          *path,
                       const KtgMoment     *now,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data);
  gboolean (*print_finish) (GAsyncResult *result, GError **error);
} KtgReportPrinter;

void  ktg_report_copy_async (KtgStore               *store,
                             KtgLibrary             *library,
                             const KtgReportPrinter *printer,
                             const char             *report_id,
                             const char             *place,
                             const KtgMoment        *now,
                             GCancellable           *cancellable,
                             GAsyncReadyCallback     callback,
                             gpointer                user_data);
char *ktg_report_copy_finish (GAsyncResult *result, guint *n_missing, GError **error);

const char *ktg_report_copy_get_warning (void);
const char *ktg_report_copy_get_stopped (void);
char       *ktg_report_copy_dup_done (const char *path);
char       *ktg_report_copy_dup_missing (guint n_missing);
char       *ktg_report_copy_dup_trouble (const GError *error);

G_END_DECLS
