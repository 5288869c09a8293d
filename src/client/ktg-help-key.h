/* ktg-help-key.h - F1: the page of the manual about the screen in front
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A screen, by the type of its widget, and what the manual calls it. */
typedef struct
{
  const char *type_name, *topic;
} KtgHelpScreen;

extern const KtgHelpScreen ktg_help_screens[]; /* ended by NULL */

const char *ktg_help_key_find_topic (GtkWidget *window);
void        ktg_help_key_activated_cb (GtkWidget *window, const char *action, GVariant *parameter);
void        ktg_help_key_bind (GtkWidgetClass *widget_class);
void        ktg_help_key_attach (GtkWindow *dialog, const char *topic);

G_END_DECLS
