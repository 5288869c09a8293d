/* ktg-wakening.c - the computer slept, and is awake again
 *
 * Timers do not count while it sleeps, so a wait of a quarter of an hour would begin where it
 * stopped. What waits is tried at once instead.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-wakening.h"

/* One subscription, for as long as somebody sends. */
typedef struct
{
  GDBusConnection *bus;
  guint            id;
} Watch;

static void
watch_free (Watch *watch)
{
  if (watch->bus != NULL)
    g_dbus_connection_signal_unsubscribe (watch->bus, watch->id);
  g_clear_object (&watch->bus);
  g_free (watch);
}

/* TRUE: it is going to sleep. */
static void
prepare_for_sleep_cb (GDBusConnection *bus,
                      const char      *sender,
                      const char      *path,
                      const char      *interface,
                      const char      *signal,
                      GVariant        *parameters,
                      gpointer         user_data)
{
  gboolean is_going_to_sleep = TRUE;

  if (g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(b)")))
    g_variant_get (parameters, "(b)", &is_going_to_sleep);
  if (!is_going_to_sleep)
    ktg_sync_wake (user_data);
}

/* Without a system bus, as in some sandboxes, a change of the network tells the same. */
static void
got_bus_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KtgSync) sync = user_data;
  Watch *watch = g_object_get_data (G_OBJECT (sync), "wakening");

  watch->bus = g_bus_get_finish (result, NULL);
  if (watch->bus == NULL)
    return;

  watch->id = g_dbus_connection_signal_subscribe (watch->bus,
                                                  "org.freedesktop.login1",
                                                  "org.freedesktop.login1.Manager",
                                                  "PrepareForSleep",
                                                  "/org/freedesktop/login1",
                                                  NULL,
                                                  G_DBUS_SIGNAL_FLAGS_NONE,
                                                  prepare_for_sleep_cb,
                                                  sync,
                                                  NULL);
}

/**
 * ktg_wakening_watch:
 * @sync: is woken after each sleep of the computer, for as long as it lives
 */
void
ktg_wakening_watch (KtgSync *sync)
{
  g_object_set_data_full (G_OBJECT (sync),
                          "wakening",
                          g_new0 (Watch, 1),
                          (GDestroyNotify)watch_free);
  g_bus_get (G_BUS_TYPE_SYSTEM, NULL, got_bus_cb, g_object_ref (sync));
}
