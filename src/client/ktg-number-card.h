/* ktg-number-card.h - one number that is large, with its word and what explains it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define KTG_TYPE_NUMBER_CARD (ktg_number_card_get_type ())
G_DECLARE_FINAL_TYPE (KtgNumberCard, ktg_number_card, KTG, NUMBER_CARD, AdwBin)

void ktg_number_card_show (KtgNumberCard *self, guint number, const char *word, const char *note);

G_END_DECLS
