/* ktg-recovery.h - what is put in order when a profile is opened
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-draft.h"
#include "ktg-evidence-folder.h"
#include "ktg-ledger.h"

#include <ktg-pack.h>
#include <ktg-summary.h>

G_BEGIN_DECLS

KtgSummary *ktg_recovery_summarise_draft (const KtgPack *pack, KtgDraft *draft, gint64 saved_us);
gboolean    ktg_recovery_add_drafts (KtgLedger *ledger, GPtrArray *summaries, GError **error);
gboolean    ktg_recovery_check_projection (KtgLedger *ledger, GError **error);
GHashTable *ktg_recovery_collect_named (KtgLedger *ledger);
gboolean    ktg_recovery_purge (KtgLedger         *ledger,
                                KtgEvidenceFolder *evidence,
                                gboolean           was_left_open,
                                gint64             now_us,
                                GError           **error);

G_END_DECLS
