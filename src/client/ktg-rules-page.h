/* ktg-rules-page.h - which rules, forms, words and places are here, and since when they hold
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KTG_TYPE_RULES_PAGE (ktg_rules_page_get_type ())
G_DECLARE_FINAL_TYPE (KtgRulesPage, ktg_rules_page, KTG, RULES_PAGE, AdwPreferencesPage)

void ktg_rules_page_show (KtgRulesPage *self, KtgSession *session);

G_END_DECLS
