/* ktg-outbox-table.h - what this device still owes the other side
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-ledger.h"
#include "ktg-owed.h"

G_BEGIN_DECLS

gboolean ktg_outbox_table_add_event (KtgLedger *ledger, gint64 event, GError **error);
gboolean ktg_outbox_table_add_file (KtgLedger *ledger, gint64 file, GError **error);
gboolean ktg_outbox_table_remove_event (KtgLedger *ledger, const char *event_id, GError **error);
gboolean ktg_outbox_table_remove_file (KtgLedger *ledger, gint64 file, GError **error);
gboolean ktg_outbox_table_park_event (KtgLedger  *ledger,
                                      const char *event_id,
                                      const char *type,
                                      GError    **error);
gboolean
ktg_outbox_table_reject_event (KtgLedger *ledger, gint64 event, const char *type, GError **error);
gboolean
ktg_outbox_table_park_file (KtgLedger *ledger, gint64 file, const char *type, GError **error);
gboolean ktg_outbox_table_unpark (KtgLedger *ledger, const char *report_id, GError **error);
gboolean ktg_outbox_table_unpark_again (KtgLedger *ledger, const char *report_id, GError **error);
gboolean ktg_outbox_table_unpark_returning (KtgLedger *ledger, GHashTable *touched, GError **error);
gboolean ktg_outbox_table_refill (KtgLedger *ledger, GError **error);
gboolean ktg_outbox_table_count_parked (KtgLedger *ledger, guint *n_parked, GError **error);
GPtrArray *ktg_outbox_table_list_events (KtgLedger *ledger, GError **error);
gboolean
      ktg_outbox_table_is_on_its_way (KtgLedger *ledger, gboolean *is_on_its_way, GError **error);
char *ktg_outbox_table_dup_parked_event (KtgLedger *ledger, gint64 event, GError **error);
char *ktg_outbox_table_dup_parked_file (KtgLedger *ledger, gint64 file, GError **error);

G_END_DECLS
