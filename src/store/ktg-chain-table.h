/* ktg-chain-table.h - the signed events that say who is who
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-ledger.h"

#include <ktg-envelope.h>
#include <ktg-event.h>

G_BEGIN_DECLS

gboolean     ktg_chain_table_add (KtgLedger      *ledger,
                                  KtgEnvelope    *envelope,
                                  const KtgEvent *event,
                                  gboolean       *is_new,
                                  GError        **error);
GPtrArray   *ktg_chain_table_list_about (KtgLedger *ledger, const char *key, GError **error);
GPtrArray   *ktg_chain_table_list_ids (KtgLedger *ledger, GError **error);
GPtrArray   *ktg_chain_table_list_forks (KtgLedger *ledger, GError **error);
KtgEnvelope *ktg_chain_table_load (KtgLedger *ledger, const char *id, GError **error);
gboolean     ktg_chain_table_collect_reports (KtgLedger  *ledger,
                                              const char *key,
                                              GHashTable *report_ids,
                                              GError    **error);

G_END_DECLS
