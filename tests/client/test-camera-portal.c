/* test-camera-portal.c - in a sandbox a camera is asked of the system, which may say no
 *
 * The test itself answers as the portal does; what it opens is a pipe, and the program that has the
 * camera a script that says what it finds there.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-fixture.h"

#include "ktg-camera-portal.h"
#include "ktg-camera-presence.h"
#include "ktg-camera-program.h"
#include "ktg-camera-view.h"

#include <adwaita.h>
#include <gio/gunixfdlist.h>
#include <unistd.h>

#define LONG_MS 240000 /* no machine is so slow */
#define NEVER 1000     /* what no portal answers: nothing at all */
#define REFUSED_AT_ONCE 1001

/* It says that the camera is busy, if the pipe says the word. */
static const char script[]
    = "#!/bin/sh\n"
      "[ \"$1\" = --remote ] && read -r word <&\"$2\" && [ \"$word\" = remote ] || exit 1\n"
      "printf "
      "'KtgCam1\\0\\2\\0\\0\\0\\2\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0'\n";

static const char interface[]
    = "<node><interface name='" KTG_CAMERA_PORTAL_INTERFACE "'>"
      "<method name='AccessCamera'><arg type='a{sv}' direction='in'/>"
      "<arg type='o' direction='out'/></method>"
      "<method name='OpenPipeWireRemote'><arg type='a{sv}' direction='in'/>"
      "<arg type='h' direction='out'/></method>"
      "<property name='IsCameraPresent' type='b' access='read'/>"
      "</interface></node>";

typedef struct
{
  GDBusConnection *bus;
  guint            object_id, name_id;
  gboolean         is_named;
  gboolean         is_present;
  guint            response; /* to whoever asks */
  guint            n_asked;
} Portal;

static Portal portal;

static void
respond (const char *sender, const char *token, GDBusMethodInvocation *invocation)
{
  g_autofree char *name = g_strdup (sender + 1);
  g_autofree char *path = NULL;

  g_strdelimit (name, ".", '_');
  path = g_strdup_printf (KTG_CAMERA_PORTAL_PATH "/request/%s/%s", name, token);
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(o)", path));
  if (portal.response != NEVER)
    g_dbus_connection_emit_signal (portal.bus,
                                   sender,
                                   path,
                                   "org.freedesktop.portal.Request",
                                   "Response",
                                   g_variant_new ("(ua{sv})", portal.response, NULL),
                                   NULL);
}

static void
give_remote (GDBusMethodInvocation *invocation)
{
  int ends[2];
  g_autoptr (GUnixFDList) descriptors = NULL;

  g_assert_cmpint (pipe (ends), ==, 0);
  g_assert_cmpint (write (ends[1], "remote\n", 7), ==, 7);
  close (ends[1]);
  descriptors = g_unix_fd_list_new_from_array (ends, 1);
  g_dbus_method_invocation_return_value_with_unix_fd_list (invocation,
                                                           g_variant_new ("(h)", 0),
                                                           descriptors);
}

static void
called_cb (GDBusConnection       *bus,
           const char            *sender,
           const char            *path,
           const char            *interface_name,
           const char            *method,
           GVariant              *arguments,
           GDBusMethodInvocation *invocation,
           gpointer               user_data)
{
  g_autoptr (GVariant) options = g_variant_get_child_value (arguments, 0);
  const char *token = NULL;

  if (g_str_equal (method, "OpenPipeWireRemote"))
    {
      give_remote (invocation);
      return;
    }

  portal.n_asked++;
  g_assert_true (g_variant_lookup (options, "handle_token", "&s", &token));
  if (portal.response == REFUSED_AT_ONCE)
    g_dbus_method_invocation_return_error (invocation,
                                           G_DBUS_ERROR,
                                           G_DBUS_ERROR_ACCESS_DENIED,
                                           "no camera");
  else
    respond (sender, token, invocation);
}

static GVariant *
property_cb (GDBusConnection *bus,
             const char      *sender,
             const char      *path,
             const char      *interface_name,
             const char      *name,
             GError         **error,
             gpointer         user_data)
{
  return g_variant_new_boolean (portal.is_present);
}

static void
named_cb (GDBusConnection *bus, const char *name, gpointer user_data)
{
  portal.is_named = TRUE;
}

static gboolean
is_named (gpointer user_data)
{
  return portal.is_named;
}

static void
set_up (SessionFixture *fixture, gconstpointer user_data)
{
  static const GDBusInterfaceVTable table = { called_cb, property_cb, NULL, { NULL } };
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (interface, NULL);
  g_autofree char *program = NULL;

  session_fixture_set_up (fixture, user_data);
  portal = (Portal){ .bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL), .is_present = TRUE };
  portal.object_id = g_dbus_connection_register_object (portal.bus,
                                                        KTG_CAMERA_PORTAL_PATH,
                                                        node->interfaces[0],
                                                        &table,
                                                        NULL,
                                                        NULL,
                                                        NULL);
  portal.name_id = g_bus_own_name_on_connection (portal.bus,
                                                 KTG_CAMERA_PORTAL_NAME,
                                                 G_BUS_NAME_OWNER_FLAGS_NONE,
                                                 named_cb,
                                                 NULL,
                                                 NULL,
                                                 NULL);
  session_fixture_wait (is_named, NULL);
  program = g_build_filename (fixture->folder, "camera", NULL);
  g_assert_true (g_file_set_contents_full (program, script, -1, 0, 0700, NULL));
  ktg_camera_program_use (program, NULL, TRUE);
}

static void
leave_bus (void)
{
  g_bus_unown_name (portal.name_id);
  g_dbus_connection_unregister_object (portal.bus, portal.object_id);
  g_clear_object (&portal.bus);
}

static gboolean
is_as_told (gpointer user_data)
{
  return ktg_camera_presence_is_present (user_data) == portal.is_present;
}

static void
change (KtgCameraPresence *presence, gboolean is_present)
{
  GVariantBuilder changes;

  portal.is_present = is_present;
  g_variant_builder_init (&changes, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&changes, "{sv}", "IsCameraPresent", g_variant_new_boolean (is_present));
  g_dbus_connection_emit_signal (portal.bus,
                                 NULL,
                                 KTG_CAMERA_PORTAL_PATH,
                                 "org.freedesktop.DBus.Properties",
                                 "PropertiesChanged",
                                 g_variant_new ("(sa{sv}as)",
                                                KTG_CAMERA_PORTAL_INTERFACE,
                                                &changes,
                                                NULL),
                                 NULL);
  session_fixture_wait (is_as_told, presence);
}

static void
test_presence (SessionFixture *fixture, gconstpointer user_data)
{
  g_autoptr (KtgCameraPresence) presence = ktg_camera_presence_new ();

  g_assert_false (ktg_camera_presence_is_present (presence));
  session_fixture_wait (is_as_told, presence);
  change (presence, FALSE);
  change (presence, TRUE);
  leave_bus ();
}

typedef struct
{
  GtkWindow *window;
  GtkWidget *view;
} Desk;

static void
look (Desk *desk, guint response)
{
  portal.response = response;
  desk->window = GTK_WINDOW (gtk_window_new ());
  desk->view = g_object_new (KTG_TYPE_CAMERA_VIEW, NULL);
  gtk_window_set_child (desk->window, desk->view);
  gtk_window_present (desk->window);
  ktg_camera_view_start (KTG_CAMERA_VIEW (desk->view));
}

static void
assert_said (guint response, const char *words)
{
  Desk desk = { NULL };

  look (&desk, response);
  session_fixture_await_words (desk.view, words);
  gtk_window_destroy (desk.window);
}

static void
test_answers (SessionFixture *fixture, gconstpointer user_data)
{
  assert_said (0, "Another program is using the camera.");
  assert_said (1, "The system does not let this program use the camera.");
  assert_said (2, "The system does not let this program use the camera.");
  assert_said (REFUSED_AT_ONCE, "No camera could be opened.");
  leave_bus ();
}

static gboolean
has_asked (gpointer user_data)
{
  return portal.n_asked > 0;
}

/* Whoever leaves while the question stands is not waited for, and may ask again. */
static void
test_left (SessionFixture *fixture, gconstpointer user_data)
{
  Desk desk = { NULL };

  look (&desk, NEVER);
  session_fixture_wait (has_asked, NULL);
  gtk_window_destroy (desk.window);
  assert_said (0, "Another program is using the camera.");
  leave_bus ();
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ktg_camera_program_wait_at_most (LONG_MS, LONG_MS);
  session_fixture_add ("/camera-portal/says-whether-there-is-a-camera", set_up, test_presence);
  session_fixture_add ("/camera-portal/each-answer-has-a-sentence", set_up, test_answers);
  session_fixture_add ("/camera-portal/a-question-may-be-left-open", set_up, test_left);

  return g_test_run ();
}
