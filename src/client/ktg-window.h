/* ktg-window.h - the app's window: the list, and what is open beside it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KTG_TYPE_WINDOW (ktg_window_get_type ())
G_DECLARE_FINAL_TYPE (KtgWindow, ktg_window, KTG, WINDOW, AdwApplicationWindow)

KtgWindow *ktg_window_new (GtkApplication *application);
void       ktg_window_show (KtgWindow *self, KtgSession *session);
gboolean   ktg_window_is_free (KtgWindow *self);
void       ktg_window_tell_later (KtgWindow *self, gboolean is_later);
void       ktg_window_begin_with_files (KtgWindow *self, GPtrArray *files);
void       ktg_window_show_failure (KtgWindow *self, const char *sentence);

G_END_DECLS
