/* ktg-report-copy.h - a report with its originals, copied into a folder that anybody can check
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-library.h"

#include <ktg-store.h>

G_BEGIN_DECLS

/**
 * KtgReportCopyError:
 * @KTG_REPORT_COPY_ERROR_NO_SPACE: there is no room; free some, or take another medium
 * @KTG_REPORT_COPY_ERROR_READ_ONLY: nothing can be written there; choose another place
 * @KTG_REPORT_COPY_ERROR_GONE: the place is not there, or failed; plug it in, and try again
 * @KTG_REPORT_COPY_ERROR_MISREAD: the medium gives back other bytes; take another one
 * @KTG_REPORT_COPY_ERROR_DAMAGED: an original on this device is damaged; verify the profile
 *
 * In each case what was begun is gone, or has a name that no copy has.
 */
typedef enum
{
  KTG_REPORT_COPY_ERROR_NO_SPACE,
  KTG_REPORT_COPY_ERROR_READ_ONLY,
  KTG_REPORT_COPY_ERROR_GONE,
  KTG_REPORT_COPY_ERROR_MISREAD,
  KTG_REPORT_COPY_ERROR_DAMAGED,
} KtgReportCopyError;

#define KTG_REPORT_COPY_ERROR (ktg_report_copy_error_quark ())
GQuark ktg_report_copy_error_quark (void);

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
char       *ktg_report_copy_dup_done (const char *path);
char       *ktg_report_copy_dup_missing (guint n_missing);
char       *ktg_report_copy_dup_trouble (const GError *error);

G_END_DECLS
