/* ktg-replacement-table.h - reports that were filed anew, and the devices that this one was before
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-ledger.h"

G_BEGIN_DECLS

gboolean
ktg_replacement_table_find (KtgLedger *ledger, const char *report_id, char **anew, GError **error);
gboolean ktg_replacement_table_add (KtgLedger  *ledger,
                                    const char *report_id,
                                    const char *anew,
                                    GError    **error);

gboolean
ktg_replacement_table_retire_device (KtgLedger *ledger, const char *device, GError **error);
gboolean ktg_replacement_table_knows_device (KtgLedger  *ledger,
                                             const char *device,
                                             gboolean   *knows,
                                             GError    **error);

G_END_DECLS
