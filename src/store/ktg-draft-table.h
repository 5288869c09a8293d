/* ktg-draft-table.h - reports being written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-draft.h"
#include "ktg-ledger.h"

G_BEGIN_DECLS

gboolean ktg_draft_table_put (KtgLedger *ledger,
                              KtgDraft  *draft,
                              gint64     saved_us,
                              gboolean  *is_put,
                              GError   **error);
gboolean
ktg_draft_table_remove (KtgLedger *ledger, const char *id, gboolean *was_there, GError **error);
KtgDraft *
ktg_draft_table_load (KtgLedger *ledger, const char *id, gint64 *saved_us, GError **error);
GPtrArray *ktg_draft_table_list_ids (KtgLedger *ledger, GError **error);

G_END_DECLS
