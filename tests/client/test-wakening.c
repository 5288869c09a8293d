/* test-wakening.c - after a sleep of the computer what waits is tried at once
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-fixture.h"

#include "ktg-wakening.h"

#include <adwaita.h>

/* A system bus of the test's own, and somebody on it who is called as logind is. */
typedef struct
{
  GSubprocess     *bus;
  GDBusConnection *logind;
  guint            n_rounds;
} Night;

static void
phase_told_cb (KtgSync *sync, gpointer user_data)
{
  ((Night *)user_data)->n_rounds++;
}

static void
start_bus (Night *night)
{
  g_autoptr (GDataInputStream) said = NULL;
  g_autofree char *address = NULL;
  g_autoptr (GError) error = NULL;

  night->bus = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                                 &error,
                                 "dbus-daemon",
                                 "--session",
                                 "--nofork",
                                 "--print-address",
                                 NULL);
  g_assert_no_error (error);
  said = g_data_input_stream_new (g_subprocess_get_stdout_pipe (night->bus));
  address = g_data_input_stream_read_line (said, NULL, NULL, &error);
  g_assert_no_error (error);
  g_setenv ("DBUS_SYSTEM_BUS_ADDRESS", address, TRUE);
}

static void
night_begin (Night *night)
{
  g_autoptr (GVariant) answer = NULL;
  g_autoptr (GError) error = NULL;

  start_bus (night);
  night->logind = g_bus_get_sync (G_BUS_TYPE_SYSTEM, NULL, &error);
  g_assert_no_error (error);
  g_dbus_connection_set_exit_on_close (night->logind, FALSE);
  answer = g_dbus_connection_call_sync (night->logind,
                                        "org.freedesktop.DBus",
                                        "/org/freedesktop/DBus",
                                        "org.freedesktop.DBus",
                                        "RequestName",
                                        g_variant_new ("(su)", "org.freedesktop.login1", 4),
                                        NULL,
                                        G_DBUS_CALL_FLAGS_NONE,
                                        -1,
                                        NULL,
                                        &error);
  g_assert_no_error (error);
}

static void
night_end (Night *night)
{
  g_clear_object (&night->logind);
  g_subprocess_force_exit (night->bus);
  g_subprocess_wait (night->bus, NULL, NULL);
  g_clear_object (&night->bus);
}

static void
say (Night *night, gboolean is_going_to_sleep)
{
  g_autoptr (GError) error = NULL;

  g_dbus_connection_emit_signal (night->logind,
                                 NULL,
                                 "/org/freedesktop/login1",
                                 "org.freedesktop.login1.Manager",
                                 "PrepareForSleep",
                                 g_variant_new ("(b)", is_going_to_sleep),
                                 &error);
  g_assert_no_error (error);
}

static gboolean
has_tried (gpointer user_data)
{
  return ((Night *)user_data)->n_rounds > 0;
}

/* Said again until somebody listens: it is not known when the app's subscription has arrived. */
static gboolean
has_tried_when_told (gpointer user_data)
{
  say (user_data, FALSE);
  return has_tried (user_data);
}

static void
test_tries_when_it_wakes (SessionFixture *fixture, gconstpointer data)
{
  KtgSync *sync = ktg_session_get_sync (fixture->session);
  Night    night = { 0 };

  night_begin (&night);
  g_signal_connect (sync, "changed", G_CALLBACK (phase_told_cb), &night);
  ktg_sync_start (sync);
  ktg_wakening_watch (sync);
  session_fixture_wait (has_tried, &night);
  night.n_rounds = 0;
  session_fixture_wait (has_tried_when_told, &night);
  ktg_sync_stop (sync);
  g_signal_handlers_disconnect_by_data (sync, &night);
  night_end (&night);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  session_fixture_add ("/wakening/tries-at-once", session_fixture_set_up, test_tries_when_it_wakes);

  return g_test_run ();
}
