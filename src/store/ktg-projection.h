/* ktg-projection.h - what the events add up to, kept ready
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-changes.h"
#include "ktg-event-table.h"
#include "ktg-ledger.h"

#include <ktg-history.h>
#include <ktg-summary.h>

G_BEGIN_DECLS

/* Changes whenever the same events would give another projection. */
#define KTG_PROJECTION_VERSION 11

KtgHistory *ktg_projection_load_history (KtgLedger  *ledger,
                                         const char *report_id,
                                         GPtrArray **rows,
                                         GError    **error);
gboolean
ktg_projection_trust (KtgLedger *ledger, const KtgEventRow *row, KtgTrust *trust, GError **error);
gboolean
ktg_projection_update (KtgLedger *ledger, const char *uuid, KtgChanges *changes, GError **error);
gboolean ktg_projection_update_all (KtgLedger  *ledger,
                                    GHashTable *uuids,
                                    KtgChanges *changes,
                                    GError    **error);
gboolean ktg_projection_settle (KtgLedger *ledger, KtgChanges *changes, GError **error);
gboolean ktg_projection_rebuild (KtgLedger *ledger, GError **error);

G_END_DECLS
