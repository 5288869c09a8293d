/* ktg-window-size.c - how large the window was when it was left
 *
 * It goes by the screen and not by the officer, so it is a setting of this computer's account.
 * Where nobody installed the app's settings there is nothing to remember, and nothing else changes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-window-size.h"

#define SIZE_KEY "window-size"
#define MAXIMIZED_KEY "is-maximized"

/* To ask for what is not installed would end the program. */
static GSettings *
new_settings (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema
      = source != NULL ? g_settings_schema_source_lookup (source, APPLICATION_ID, TRUE) : NULL;

  return schema != NULL ? g_settings_new_full (schema, NULL, NULL) : NULL;
}

/**
 * ktg_window_size_restore:
 * @window: a window that is not shown yet
 */
void
ktg_window_size_restore (GtkWindow *window)
{
  g_autoptr (GSettings) settings = new_settings ();
  int width, height;

  if (settings == NULL)
    return;

  g_settings_get (settings, SIZE_KEY, "(ii)", &width, &height);
  if (width > 0 && height > 0)
    gtk_window_set_default_size (window, CLAMP (width, 360, 8192), CLAMP (height, 400, 8192));
  if (g_settings_get_boolean (settings, MAXIMIZED_KEY))
    gtk_window_maximize (window);
}

/**
 * ktg_window_size_remember:
 * @window: a window
 */
void
ktg_window_size_remember (GtkWindow *window)
{
  g_autoptr (GSettings) settings = new_settings ();
  int width, height;

  if (settings == NULL)
    return;

  gtk_window_get_default_size (window, &width, &height);
  g_settings_set (settings, SIZE_KEY, "(ii)", width, height);
  g_settings_set_boolean (settings, MAXIMIZED_KEY, gtk_window_is_maximized (window));
}
