/* ktg-window-size.h - how large the window was when it was left
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void ktg_window_size_restore (GtkWindow *window);
void ktg_window_size_remember (GtkWindow *window);

G_END_DECLS
