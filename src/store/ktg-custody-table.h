/* ktg-custody-table.h - what was done with a file on this device, as rows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-ledger.h"

#include <ktg-custody.h>

G_BEGIN_DECLS

gboolean ktg_custody_table_count (KtgLedger    *ledger,
                                  const char   *sha256,
                                  KtgCustodyAct act,
                                  gint64        day,
                                  const char   *device,
                                  GError      **error);
gboolean ktg_custody_table_add_entries (KtgLedger  *ledger,
                                        const char *sha256,
                                        const char *device,
                                        GPtrArray  *entries,
                                        GError    **error);

G_END_DECLS
