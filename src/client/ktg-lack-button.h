/* ktg-lack-button.h - how much of what is needed is said, and what is lacking
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>
#include <ktg-form.h>

G_BEGIN_DECLS

#define KTG_TYPE_LACK_BUTTON (ktg_lack_button_get_type ())
G_DECLARE_FINAL_TYPE (KtgLackButton, ktg_lack_button, KTG, LACK_BUTTON, AdwBin)

void ktg_lack_button_show (KtgLackButton   *self,
                           const char      *label,
                           const KtgForm   *form,
                           const KtgReport *report,
                           const char      *law);

G_END_DECLS
