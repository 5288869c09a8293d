/* ktg-window-dialogs.h - the windows that say something of the app, and know nothing of what is in
 * it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void     ktg_window_dialogs_install (GtkWidgetClass *widget_class);
gboolean ktg_window_dialogs_is_under_one (GtkWindow *self);

G_END_DECLS
