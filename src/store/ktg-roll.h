/* ktg-roll.h - who is who, as far as this device was told
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-ledger.h"

#include <ktg-account.h>
#include <ktg-chain.h>

G_BEGIN_DECLS

KtgRoll *ktg_roll_new (void);
void     ktg_roll_free (KtgRoll *self);

void     ktg_roll_set_account (KtgRoll *self, const KtgAccount *account);
void     ktg_roll_forget (KtgRoll *self);
gboolean ktg_roll_knows_root (KtgLedger *ledger);

gboolean ktg_roll_trust (KtgLedger      *ledger,
                         const char     *event_id,
                         const KtgEvent *event,
                         KtgTrust       *trust,
                         KtgStanding    *standing,
                         GError        **error);
gboolean
ktg_roll_get_standing (KtgLedger *ledger, const char *key, KtgStanding *standing, GError **error);
gboolean
ktg_roll_find_node (KtgLedger *ledger, const char *key, KtgNodeStanding *standing, GError **error);
gboolean ktg_roll_is_centre (KtgLedger *ledger, const char *key);
gboolean ktg_roll_judge_link (KtgLedger      *ledger,
                              const char     *id,
                              const KtgEvent *event,
                              KtgTrust       *trust,
                              GError        **error);

G_END_DECLS
