/* ktg-report-table.h - one summary of each report, worked out from its events
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-ledger.h"
#include "ktg-owed.h"

#include <ktg-summary.h>

G_BEGIN_DECLS

gboolean
ktg_report_table_take_number (KtgLedger *ledger, const char *id, gint64 *number, GError **error);
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
                                             GHashTable *report_ids,
                                             GError    **error);
gboolean   ktg_report_table_collect_parked (KtgLedger  *ledger,
                                            const char *report_id,
                                            GHashTable *report_ids,
                                            GError    **error);
GPtrArray *ktg_report_table_list_owed_files (KtgLedger *ledger, GError **error);

G_END_DECLS
