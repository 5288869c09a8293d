/* ktg-preferences-window.h - the account, the language, what is stored
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KTG_TYPE_PREFERENCES_WINDOW (ktg_preferences_window_get_type ())
G_DECLARE_FINAL_TYPE (KtgPreferencesWindow,
                      ktg_preferences_window,
                      KTG,
                      PREFERENCES_WINDOW,
                      AdwPreferencesWindow)

KtgPreferencesWindow *ktg_preferences_window_new (KtgSession *session);

G_END_DECLS
