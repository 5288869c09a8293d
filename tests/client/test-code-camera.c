/* test-code-camera.c - a code that is held in front of the camera is seen before anything is sent
 *
 * What the camera sees is a picture of a code, for as long as it looks.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-camera-program.h"
#include "ktg-camera-view.h"
#include "ktg-code-camera-window.h"
#include "ktg-code-maker.h"
#include "ktg-code-picture-row.h"
#include "ktg-enrol-dialog.h"
#include "session-fixture.h"

#include <adwaita.h>

#define LETTERS "0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXYZ"
#define LONG_MS 240000 /* no machine is so slow */

typedef struct
{
  GtkWidget *dialog;
  GtkWidget *above;
} Desk;

/* From now on the camera sees a code that says @text; NULL: none. */
static void
hold (SessionFixture *fixture, const char *text)
{
  const KtgCodeSpec spec = { { text }, 640, 480, 8, 3, FALSE, FALSE };
  g_autoptr (GBytes) picture = ktg_code_make (&spec);
  g_autofree char *path = g_build_filename (fixture->folder, "held.png", NULL);
  g_autofree char *source
      = g_strdup_printf ("filesrc location=%s ! pngdec ! imagefreeze is-live=true", path);

  g_assert_true (g_file_set_contents (path,
                                      g_bytes_get_data (picture, NULL),
                                      (gssize)g_bytes_get_size (picture),
                                      NULL));
  ktg_camera_program_use (g_getenv ("KENTONGAN_CAMERA"), source, FALSE);
}

static GtkWidget *
find_above (Desk *desk)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *each = windows; each != NULL; each = each->next)
    if (KTG_IS_CODE_CAMERA_WINDOW (each->data))
      return each->data;

  return NULL;
}

static void
open_camera (Desk *desk, SessionFixture *fixture)
{
  GtkWidget *row, *button;

  desk->dialog = GTK_WIDGET (ktg_enrol_dialog_new (fixture->session));
  gtk_window_present (GTK_WINDOW (desk->dialog));
  row = session_fixture_find (desk->dialog, KTG_TYPE_CODE_PICTURE_ROW, NULL);
  button = session_fixture_find (row, GTK_TYPE_BUTTON, "Hold the code in front of the camera");
  g_assert_true (gtk_widget_get_visible (button));
  g_signal_emit_by_name (button, "clicked");
  desk->above = find_above (desk);
}

static void
test_read (SessionFixture *fixture, gconstpointer user_data)
{
  Desk       desk = { NULL };
  GtkWidget *row;

  hold (fixture, LETTERS);
  open_camera (&desk, fixture);
  session_fixture_await_words (desk.dialog, "nothing is sent yet");
  row = session_fixture_find (desk.dialog, ADW_TYPE_ENTRY_ROW, "Code from your office");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, LETTERS);
  g_assert_null (find_above (&desk));
  gtk_window_destroy (GTK_WINDOW (desk.dialog));
}

/* It goes on looking, since the next code may be the office's. */
static void
test_other (SessionFixture *fixture, gconstpointer user_data)
{
  Desk       desk = { NULL };
  GtkWidget *window;

  hold (fixture, "https://example.org/");
  open_camera (&desk, fixture);
  window = desk.above;
  session_fixture_await_words (window, "is no enrolment code");
  hold (fixture, LETTERS);
  ktg_camera_view_start (
      KTG_CAMERA_VIEW (session_fixture_find (window, KTG_TYPE_CAMERA_VIEW, NULL)));
  session_fixture_await_words (desk.dialog, "nothing is sent yet");
  gtk_window_destroy (GTK_WINDOW (desk.dialog));
}

static gboolean
is_live (gpointer user_data)
{
  return ktg_camera_view_is_live (user_data);
}

/* Whoever closes a window while it looks is not waited for. */
static void
test_closed (SessionFixture *fixture, gconstpointer user_data)
{
  Desk desk = { NULL };

  hold (fixture, NULL);
  open_camera (&desk, fixture);
  session_fixture_wait (is_live, session_fixture_find (desk.above, KTG_TYPE_CAMERA_VIEW, NULL));
  gtk_window_close (GTK_WINDOW (desk.above));
  g_assert_null (find_above (&desk));
  gtk_window_destroy (GTK_WINDOW (desk.dialog));
  ktg_camera_program_use (g_getenv ("KENTONGAN_CAMERA"), "nosuchsrc", FALSE);
  open_camera (&desk, fixture);
  session_fixture_await_words (desk.above, "lacks a part of GStreamer");
  gtk_window_destroy (GTK_WINDOW (desk.above));
  gtk_window_destroy (GTK_WINDOW (desk.dialog));
}

static void
test_hidden (SessionFixture *fixture, gconstpointer user_data)
{
  GtkWidget *dialog;
  GtkWidget *button;

  ktg_camera_program_use (NULL, NULL, FALSE);
  dialog = GTK_WIDGET (ktg_enrol_dialog_new (fixture->session));
  button = session_fixture_find (dialog, GTK_TYPE_BUTTON, "Hold the code in front of the camera");
  g_assert_false (gtk_widget_get_visible (button));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ktg_camera_program_wait_at_most (LONG_MS, LONG_MS);
  session_fixture_add ("/code-camera/a-code-that-is-held-up-is-shown-before-it-is-sent",
                       session_fixture_set_up,
                       test_read);
  session_fixture_add ("/code-camera/another-code-is-named-and-the-next-one-is-read",
                       session_fixture_set_up,
                       test_other);
  session_fixture_add ("/code-camera/the-window-may-be-closed-at-any-time",
                       session_fixture_set_up,
                       test_closed);
  session_fixture_add ("/code-camera/without-a-camera-nothing-speaks-of-one",
                       session_fixture_set_up,
                       test_hidden);

  return g_test_run ();
}
