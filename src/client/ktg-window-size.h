/* ktg-window-size.h - how large the window was when it was left
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>
#include <ktg-view-file.h>

G_BEGIN_DECLS

void ktg_window_size_restore (GtkWindow *window, KtgViewFile *view_file);
void ktg_window_size_remember (GtkWindow *window, KtgViewFile *view_file);

G_END_DECLS
