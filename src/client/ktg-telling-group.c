/* ktg-telling-group.c - what goes on with the window closed, to be switched off
 *
 * Whether a desktop has somebody who shows notifications can be known; whether that one will show
 * ours, or a person has asked it not to, cannot.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-telling-group.h"

#include <glib/gi18n.h>
#include <ktg-flatpak.h>
#include <ktg-habit.h>

struct _KtgTellingGroup
{
  AdwPreferencesGroup parent_instance;

  AdwActionRow *notify_row;
  GtkSwitch    *notify;
  GtkSwitch    *go_on;

  KtgViewFile  *view_file;
  GCancellable *asking;
};

G_DEFINE_FINAL_TYPE (KtgTellingGroup, ktg_telling_group, ADW_TYPE_PREFERENCES_GROUP)

static void
switched_cb (KtgTellingGroup *self)
{
  if (self->view_file == NULL)
    return;

  ktg_habit_set (self->view_file, KTG_HABIT_NOTIFY, gtk_switch_get_active (self->notify));
  ktg_habit_set (self->view_file, KTG_HABIT_GO_ON, gtk_switch_get_active (self->go_on));
}

static void
found_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KtgTellingGroup) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer
      = g_dbus_connection_call_finish (G_DBUS_CONNECTION (object), result, &error);

  if (self->asking != NULL && g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_SERVICE_UNKNOWN))
    adw_action_row_set_subtitle (self->notify_row, _ ("This desktop shows no notifications"));
}

static void
connected_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KtgTellingGroup) self = user_data;
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, NULL);

  if (bus == NULL || self->asking == NULL)
    return;

  g_dbus_connection_call (bus,
                          "org.freedesktop.Notifications",
                          "/org/freedesktop/Notifications",
                          "org.freedesktop.Notifications",
                          "GetCapabilities",
                          NULL,
                          NULL,
                          G_DBUS_CALL_FLAGS_NONE,
                          -1,
                          self->asking,
                          found_cb,
                          g_object_ref (self));
}

static void
ktg_telling_group_dispose (GObject *object)
{
  KtgTellingGroup *self = KTG_TELLING_GROUP (object);

  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  g_clear_object (&self->view_file);

  G_OBJECT_CLASS (ktg_telling_group_parent_class)->dispose (object);
}

static void
ktg_telling_group_class_init (KtgTellingGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ktg_telling_group_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-telling-group.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgTellingGroup, notify_row);
  gtk_widget_class_bind_template_child (widget_class, KtgTellingGroup, notify);
  gtk_widget_class_bind_template_child (widget_class, KtgTellingGroup, go_on);
  gtk_widget_class_bind_template_callback (widget_class, switched_cb);
}

static void
ktg_telling_group_init (KtgTellingGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->asking = g_cancellable_new ();
}

/**
 * ktg_telling_group_show:
 * @self: a group
 * @view_file: where it is remembered; once
 */
void
ktg_telling_group_show (KtgTellingGroup *self, KtgViewFile *view_file)
{
  gtk_switch_set_active (self->notify, ktg_habit_is_on (view_file, KTG_HABIT_NOTIFY));
  gtk_switch_set_active (self->go_on, ktg_habit_is_on (view_file, KTG_HABIT_GO_ON));
  self->view_file = g_object_ref (view_file);

  /* In a sandbox the portal shows them, if anybody does. */
  if (!ktg_flatpak_is_around ())
    g_bus_get (G_BUS_TYPE_SESSION, self->asking, connected_cb, g_object_ref (self));
}
