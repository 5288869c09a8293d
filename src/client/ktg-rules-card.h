/* ktg-rules-card.h - the rules that a draft stands under, and whether others hold
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>
#include <ktg-report-law.h>

G_BEGIN_DECLS

#define KTG_TYPE_RULES_CARD (ktg_rules_card_get_type ())
G_DECLARE_FINAL_TYPE (KtgRulesCard, ktg_rules_card, KTG, RULES_CARD, AdwBin)

void ktg_rules_card_show (KtgRulesCard *self, const KtgReportLaw *law);

G_END_DECLS
