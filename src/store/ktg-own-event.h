/* ktg-own-event.h - words become an event of this device, signed and owed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-profile.h"

#include <ktg-envelope.h>
#include <ktg-event.h>

G_BEGIN_DECLS

gboolean  ktg_own_event_check_evidence (KtgLedger *ledger, KtgReport *report, GError **error);
KtgEvent *ktg_own_event_begin (KtgProfile      *profile,
                               KtgEventKind     kind,
                               const char      *report_id,
                               const KtgMoment *now,
                               GError         **error);
gboolean
ktg_own_event_set_head (KtgProfile *profile, KtgEvent *event, const KtgMoment *now, GError **error);
KtgEnvelope *ktg_own_event_sign (KtgProfile *profile, const KtgEvent *event, GError **error);

/* What else is done in the transaction that keeps an event. */
typedef gboolean (*KtgOwnEventAlso) (KtgLedger    *ledger,
                                     gconstpointer data,
                                     KtgChanges   *changes,
                                     GError      **error);

char *ktg_own_event_keep (KtgProfile     *profile,
                          const KtgEvent *event,
                          KtgOwnEventAlso also,
                          gconstpointer   data,
                          KtgChanges     *changes,
                          GError        **error);
gboolean
ktg_own_event_owe (KtgLedger *ledger, KtgEnvelope *envelope, const KtgEvent *event, GError **error);

G_END_DECLS
