/* ktg-server-life-table.h - the lives of the server that this device heard of, as rows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-ledger.h"

#include <ktg-envelope.h>

G_BEGIN_DECLS

gboolean ktg_server_life_table_put (KtgLedger   *ledger,
                                    const char  *life,
                                    KtgEnvelope *restored,
                                    gint64      *number,
                                    GError     **error);
gboolean
ktg_server_life_table_find (KtgLedger *ledger, const char *life, gint64 *number, GError **error);
gboolean
ktg_server_life_table_get_present (KtgLedger *ledger, gint64 *number, char **life, GError **error);
gboolean ktg_server_life_table_load_restored (KtgLedger    *ledger,
                                              gint64        number,
                                              KtgEnvelope **restored,
                                              GError      **error);

G_END_DECLS
