/* ktg-parked-card.h - what could not be sent, why, and what can be done
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KTG_TYPE_PARKED_CARD (ktg_parked_card_get_type ())
G_DECLARE_FINAL_TYPE (KtgParkedCard, ktg_parked_card, KTG, PARKED_CARD, AdwBin)

void ktg_parked_card_show (KtgParkedCard *self, KtgSession *session, const GPtrArray *waiting);

G_END_DECLS
