/* ktg-sending-group.h - the officer's rules of sending, as rows to change them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KTG_TYPE_SENDING_GROUP (ktg_sending_group_get_type ())
G_DECLARE_FINAL_TYPE (KtgSendingGroup, ktg_sending_group, KTG, SENDING_GROUP, AdwBin)

void ktg_sending_group_show (KtgSendingGroup *self, KtgSession *session);

G_END_DECLS
