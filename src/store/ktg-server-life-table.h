/* ktg-server-life-table.h - the lives of the server that this device heard of, as rows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-ledger.h"

#include <ktg-envelope.h>
#include <ktg-node-life.h>

G_BEGIN_DECLS

/* Whether a row of `event` or `file` with a life has a place that stands. */
#define KTG_EVENT_STANDS                                                                           \
  "EXISTS (SELECT 1 FROM life WHERE life.number = event.life "                                     \
  "AND (last_event IS NULL OR event.server_index <= last_event))"
#define KTG_FILE_STANDS                                                                            \
  "EXISTS (SELECT 1 FROM life WHERE life.number = file.life "                                      \
  "AND (last_file IS NULL OR file.server_index <= last_file))"

#define KTG_LIFE_LAST_EVENT "last_event"
#define KTG_LIFE_LAST_FILE "last_file"

gboolean
ktg_server_life_table_begin (KtgLedger *ledger, const char *life, gint64 *number, GError **error);
gboolean ktg_server_life_table_cut (KtgLedger         *ledger,
                                    gint64             number,
                                    const KtgNodeLife *word,
                                    guint64           *last_event,
                                    GError           **error);
gboolean ktg_server_life_table_stands (KtgLedger  *ledger,
                                       gint64      number,
                                       const char *bound,
                                       guint64     server_index,
                                       gboolean   *stands,
                                       GError    **error);
gboolean ktg_server_life_table_end_all (KtgLedger *ledger, GError **error);
gboolean
ktg_server_life_table_keep (KtgLedger *ledger, const char *life, KtgEnvelope *word, GError **error);
gboolean
ktg_server_life_table_find (KtgLedger *ledger, const char *life, gint64 *number, GError **error);
gboolean
ktg_server_life_table_get_present (KtgLedger *ledger, gint64 *number, char **life, GError **error);
GPtrArray *ktg_server_life_table_list (KtgLedger *ledger, guint max, GError **error);
gboolean   ktg_server_life_table_load_cut (KtgLedger *ledger, KtgEnvelope **word, GError **error);
gboolean   ktg_server_life_table_forget_unused (KtgLedger *ledger, GError **error);

G_END_DECLS
