/* ktg-greeting-page.h - what this is, in three steps, with two doors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define KTG_TYPE_GREETING_PAGE (ktg_greeting_page_get_type ())
G_DECLARE_FINAL_TYPE (KtgGreetingPage, ktg_greeting_page, KTG, GREETING_PAGE, AdwBin)

void ktg_greeting_page_show (KtgGreetingPage *self, gboolean is_first, gboolean is_enrolled);

G_END_DECLS
