/* ktg-window-size.c - how large the window was when it was left
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-window-size.h"

#include <stdlib.h>

#define WIDTH_KEY "width"
#define HEIGHT_KEY "height"
#define MAXIMIZED_KEY "maximized"

/**
 * ktg_window_size_restore:
 * @window: a window that is not shown yet
 * @view_file: where its size is remembered
 */
void
ktg_window_size_restore (GtkWindow *window, KtgViewFile *view_file)
{
  g_autofree char *width = ktg_view_file_dup (view_file, WIDTH_KEY);
  g_autofree char *height = ktg_view_file_dup (view_file, HEIGHT_KEY);
  g_autofree char *is_maximized = ktg_view_file_dup (view_file, MAXIMIZED_KEY);

  if (width != NULL && height != NULL)
    gtk_window_set_default_size (window,
                                 CLAMP (atoi (width), 360, 8192),
                                 CLAMP (atoi (height), 400, 8192));

  if (g_strcmp0 (is_maximized, "yes") == 0)
    gtk_window_maximize (window);
}

/**
 * ktg_window_size_remember:
 * @window: a window
 * @view_file: where its size is remembered
 */
void
ktg_window_size_remember (GtkWindow *window, KtgViewFile *view_file)
{
  g_autofree char *width_text = NULL;
  g_autofree char *height_text = NULL;
  int              width, height;

  gtk_window_get_default_size (window, &width, &height);
  width_text = g_strdup_printf ("%d", width);
  height_text = g_strdup_printf ("%d", height);
  ktg_view_file_set (view_file, WIDTH_KEY, width_text);
  ktg_view_file_set (view_file, HEIGHT_KEY, height_text);
  ktg_view_file_set (view_file, MAXIMIZED_KEY, gtk_window_is_maximized (window) ? "yes" : "no");
}
