/* ktg-data-card.h - what was sent today, and what of the daily limit is left
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KTG_TYPE_DATA_CARD (ktg_data_card_get_type ())
G_DECLARE_FINAL_TYPE (KtgDataCard, ktg_data_card, KTG, DATA_CARD, AdwBin)

void ktg_data_card_show (KtgDataCard *self, KtgSession *session);

G_END_DECLS
