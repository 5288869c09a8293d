/* ktg-event-table.h - signed events, this device's and those it was brought
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-ledger.h"

#include <ktg-envelope.h>
#include <ktg-event.h>

G_BEGIN_DECLS

typedef struct
{
  gint64       number;
  KtgEnvelope *envelope;
  KtgEvent    *event;
  gboolean     is_own;
  guint64      server_index;
  gint64       receipt; /* its number, 0 without one */
  gint64       centre;  /* the number of the centre's, which may be the same; 0 without one */
} KtgEventRow;

void ktg_event_row_free (KtgEventRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgEventRow, ktg_event_row_free)

gint64       ktg_event_table_add (KtgLedger      *ledger,
                                  KtgEnvelope    *envelope,
                                  const KtgEvent *event,
                                  gboolean        is_own,
                                  guint64         server_index,
                                  GError        **error);
gboolean     ktg_event_table_has (KtgLedger *ledger, const char *id, gboolean *has, GError **error);
KtgEventRow *ktg_event_table_load (KtgLedger *ledger, const char *id, GError **error);
gboolean ktg_event_table_find_uuid (KtgLedger *ledger, const char *id, char **uuid, GError **error);
GPtrArray *ktg_event_table_load_uuid (KtgLedger *ledger, const char *uuid, GError **error);
GPtrArray *ktg_event_table_load_report (KtgLedger *ledger, const char *report_id, GError **error);
GPtrArray *ktg_event_table_load_next (KtgLedger *ledger, const KtgEvent *event, GError **error);
gboolean   ktg_event_table_collect_before (KtgLedger      *ledger,
                                           const KtgEvent *event,
                                           GHashTable     *uuids,
                                           GError        **error);
gboolean   ktg_event_table_get_tail (KtgLedger *ledger, guint64 *seq, char **id, GError **error);
gboolean   ktg_event_table_set_received (KtgLedger  *ledger,
                                         const char *id,
                                         guint64     server_index,
                                         gint64      receipt,
                                         gint64      life,
                                         char      **uuid,
                                         GError    **error);
gboolean   ktg_event_table_set_at_centre (KtgLedger  *ledger,
                                          const char *id,
                                          gint64      receipt,
                                          char      **uuid,
                                          GError    **error);
gboolean   ktg_event_table_place (KtgLedger  *ledger,
                                  const char *id,
                                  guint64     server_index,
                                  gint64      life,
                                  GError    **error);
gboolean   ktg_event_table_has_rival (KtgLedger  *ledger,
                                      const char *id,
                                      guint64     server_index,
                                      gboolean   *has_rival,
                                      GError    **error);
gboolean   ktg_event_table_forget_receipts (KtgLedger *ledger, GError **error);
GPtrArray *ktg_event_table_list_ids (KtgLedger *ledger, GError **error);
GPtrArray *ktg_event_table_list_uuids (KtgLedger *ledger, GError **error);

G_END_DECLS
