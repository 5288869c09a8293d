/* ktg-report-table.h - one summary of each report, worked out from its events
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-ledger.h"
#include "ktg-owed.h"

#include <ktg-summary.h>

G_BEGIN_DECLS

/* Where a report stands. */
typedef struct
{
  gint64 number;
  char  *id; /* as the list calls it */
} KtgReportPlace;

void ktg_report_place_free (KtgReportPlace *place);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgReportPlace, ktg_report_place_free)

GPtrArray      *ktg_report_table_list_places (KtgLedger *ledger, const char *uuid, GError **error);
KtgReportPlace *ktg_report_table_take_place (KtgLedger  *ledger,
                                             const char *uuid,
                                             const char *filing,
                                             gboolean    is_filed_here,
                                             GError    **error);
gboolean
ktg_report_table_place_events (KtgLedger *ledger, gint64 number, GPtrArray *rows, GError **error);
gboolean
ktg_report_table_place_rest (KtgLedger *ledger, gint64 number, const char *uuid, GError **error);
gboolean ktg_report_table_set_procedure (KtgLedger  *ledger,
                                         gint64      number,
                                         const char *procedure,
                                         GError    **error);
gboolean ktg_report_table_collect_unsettled (KtgLedger  *ledger,
                                             const char *procedure,
                                             GHashTable *uuids,
                                             GError    **error);
gboolean ktg_report_table_count_filed_here (KtgLedger *ledger, guint *n_reports, GError **error);

gboolean ktg_report_table_put (KtgLedger              *ledger,
                               gint64                  number,
                               const KtgSummaryFields *fields,
                               GError                **error);
gboolean
ktg_report_table_count (KtgLedger *ledger, gint64 number, KtgSummaryFields *fields, GError **error);
KtgSummary *ktg_report_table_load (KtgLedger *ledger, const char *id, GError **error);
GPtrArray  *ktg_report_table_load_all (KtgLedger *ledger, GError **error);
gboolean    ktg_report_table_add_dues (KtgLedger *ledger, GArray *dues, GError **error);
gboolean    ktg_report_table_remove_strays (KtgLedger *ledger, GError **error);

gboolean   ktg_report_table_clear_files (KtgLedger *ledger, gint64 number, GError **error);
gboolean   ktg_report_table_add_file (KtgLedger *ledger,
                                      gint64     number,
                                      gint64     event,
                                      gint64     original,
                                      gint64     file,
                                      GError   **error);
char      *ktg_report_table_dup_file_list (KtgLedger *ledger, const char *id, GError **error);
gboolean   ktg_report_table_collect_of_file (KtgLedger  *ledger,
                                             gint64      file,
                                             GHashTable *uuids,
                                             GError    **error);
gboolean   ktg_report_table_collect_parked (KtgLedger  *ledger,
                                            const char *report_id,
                                            GHashTable *uuids,
                                            GError    **error);
GPtrArray *ktg_report_table_list_owed_files (KtgLedger *ledger, GError **error);

G_END_DECLS
