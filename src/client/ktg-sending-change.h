/* ktg-sending-change.h - the officer's rules of sending, changed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-session.h"

G_BEGIN_DECLS

void ktg_sending_change_make (KtgSession *session, const KtgSendingRules *rules);
void ktg_sending_change_pause (KtgSession *session, gboolean is_paused);
void ktg_sending_change_send_now (KtgSession *session);

G_END_DECLS
