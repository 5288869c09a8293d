/* ktg-limit-button.h - how long a report that is being written may still be filed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KTG_TYPE_LIMIT_BUTTON (ktg_limit_button_get_type ())
G_DECLARE_FINAL_TYPE (KtgLimitButton, ktg_limit_button, KTG, LIMIT_BUTTON, AdwBin)

void ktg_limit_button_show (KtgLimitButton *self, KtgSession *session, const KtgReport *report);

G_END_DECLS
