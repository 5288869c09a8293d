/* test-enrolling.c - a code that is read from a picture is seen before anything is sent
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-code-maker.h"
#include "ktg-code-picture-row.h"
#include "ktg-enrol-dialog.h"
#include "ktg-window.h"
#include "session-fixture.h"

#include <adwaita.h>
#include <sys/stat.h>

#define LETTERS "0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXYZ"

typedef struct
{
  SessionFixture *fixture;
  GtkWidget      *dialog;
} Desk;

static void
open_dialog (Desk *desk)
{
  desk->dialog = GTK_WIDGET (ktg_enrol_dialog_new (desk->fixture->session));
  gtk_window_present (GTK_WINDOW (desk->dialog));
}

static void
offer (Desk *desk, const char *name, GBytes *bytes)
{
  g_autofree char *path = g_build_filename (desk->fixture->folder, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GtkWidget *row = session_fixture_find (desk->dialog, KTG_TYPE_CODE_PICTURE_ROW, NULL);

  if (bytes != NULL)
    g_assert_true (g_file_set_contents (path,
                                        g_bytes_get_data (bytes, NULL),
                                        (gssize)g_bytes_get_size (bytes),
                                        NULL));
  ktg_code_picture_row_read (KTG_CODE_PICTURE_ROW (row), file);
}

static const char *
get_code (Desk *desk)
{
  GtkWidget *row = session_fixture_find (desk->dialog, ADW_TYPE_ENTRY_ROW, "Code from your office");

  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static void
test_read (SessionFixture *fixture, gconstpointer user_data)
{
  const KtgCodeSpec spec = { { LETTERS }, 600, 600, 8, 5, TRUE, FALSE };
  Desk              desk = { .fixture = fixture };
  g_autoptr (GBytes) picture = ktg_code_make (&spec);

  open_dialog (&desk);
  offer (&desk, "code.jpg", picture);
  session_fixture_await_words (desk.dialog, "nothing is sent yet");
  g_assert_cmpstr (get_code (&desk), ==, LETTERS);
  gtk_window_destroy (GTK_WINDOW (desk.dialog));
}

static void
test_not_read (SessionFixture *fixture, gconstpointer user_data)
{
  const KtgCodeSpec other = { { "https://example.org/" }, 600, 600, 8, 0, FALSE, FALSE };
  const KtgCodeSpec empty = { { NULL }, 600, 600, 8, 0, FALSE, FALSE };
  Desk              desk = { .fixture = fixture };
  g_autoptr (GBytes) foreign = ktg_code_make (&other);
  g_autoptr (GBytes) none = ktg_code_make (&empty);
  g_autoptr (GBytes) text = g_bytes_new_static ("no picture", 10);

  open_dialog (&desk);
  offer (&desk, "other.png", foreign);
  session_fixture_await_words (desk.dialog, "is no enrolment code");
  offer (&desk, "none.png", none);
  session_fixture_await_words (desk.dialog, "There is no QR code in this picture");
  offer (&desk, "text.png", text);
  session_fixture_await_words (desk.dialog, "could not be read as a picture");
  offer (&desk, "other.png", foreign);
  session_fixture_await_words (desk.dialog, "is no enrolment code");
  offer (&desk, "missing.png", NULL);
  session_fixture_await_words (desk.dialog, "could not be read as a picture");
  g_assert_cmpstr (get_code (&desk), ==, "");
  gtk_window_destroy (GTK_WINDOW (desk.dialog));
}

/* Whoever closes the dialog meanwhile is not waited for. */
static void
test_closed (SessionFixture *fixture, gconstpointer user_data)
{
  const KtgCodeSpec spec = { { LETTERS }, 600, 600, 8, 0, FALSE, FALSE };
  Desk              desk = { .fixture = fixture };
  g_autoptr (GBytes) picture = ktg_code_make (&spec);

  open_dialog (&desk);
  offer (&desk, "code.png", picture);
  gtk_window_destroy (GTK_WINDOW (desk.dialog));
  open_dialog (&desk);
  offer (&desk, "code.png", picture);
  session_fixture_await_words (desk.dialog, "nothing is sent yet");
  gtk_window_destroy (GTK_WINDOW (desk.dialog));
}

static void
kept_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  *(gboolean *)user_data = ktg_store_set_account_finish (KTG_STORE (object), result, NULL);
}

static gboolean
is_kept (gpointer user_data)
{
  return *(gboolean *)user_data;
}

static void
keep_account (KtgStore *store)
{
  g_autoptr (KtgAccount) account = ktg_account_new ();
  gboolean kept = FALSE;

  account->url = g_strdup ("https://server.example");
  account->device = g_strdup (ktg_store_get_device (store));
  account->officer = g_strdup ("Siti");
  account->role = g_strdup ("officer");
  account->region = g_strdup ("34.71.04");
  account->server_key = g_strdup (ktg_store_get_device (store));
  ktg_store_set_account_async (store, account, kept_cb, &kept);
  session_fixture_wait (is_kept, &kept);
}

static GtkWidget *
find_dialog (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *link = windows; link != NULL; link = link->next)
    if (KTG_IS_ENROL_DIALOG (link->data))
      return link->data;

  g_assert_not_reached ();
}

static void
assert_practice (KtgWindow *window, gboolean is_offered)
{
  GtkWidget *button
      = session_fixture_find (GTK_WIDGET (window), GTK_TYPE_BUTTON, "Try It in Practice");

  g_assert_cmpint (gtk_widget_get_visible (button), ==, is_offered);
}

static gboolean
has_reports (gpointer store)
{
  return g_list_model_get_n_items (ktg_store_get_summaries (store)) > 0;
}

/* Practice is for whoever has nothing yet. */
static void
test_practised (SessionFixture *fixture, gconstpointer user_data)
{
  KtgWindow *window = ktg_window_new (NULL);

  ktg_window_show (window, fixture->session);
  gtk_window_present (GTK_WINDOW (window));
  session_fixture_wait (has_reports, fixture->store);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.guide", NULL);
  assert_practice (window, FALSE);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Who has given the code is not to wonder whether it was taken. */
static void
test_greeted (SessionFixture *fixture, gconstpointer user_data)
{
  KtgWindow *window = ktg_window_new (NULL);
  GtkWidget *button;

  ktg_window_show (window, fixture->session);
  gtk_window_present (GTK_WINDOW (window));
  button = session_fixture_find (GTK_WIDGET (window), GTK_TYPE_BUTTON, "Enter the Office’s Code");
  g_assert_true (gtk_widget_get_visible (button));
  assert_practice (window, TRUE);

  gtk_widget_activate_action (GTK_WIDGET (window), "win.enrol", NULL);
  keep_account (fixture->store);
  g_signal_emit_by_name (find_dialog (), "enrolled");
  g_assert_false (gtk_widget_get_visible (button));
  gtk_window_destroy (GTK_WINDOW (find_dialog ()));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* What was wrong with what stood there is not said of what is typed now. */
static void
test_typed_again (SessionFixture *fixture, gconstpointer user_data)
{
  Desk       desk = { .fixture = fixture };
  GtkWidget *button, *row;

  open_dialog (&desk);
  button = session_fixture_find (desk.dialog, GTK_TYPE_BUTTON, "Enrol");
  row = session_fixture_find (desk.dialog, ADW_TYPE_ENTRY_ROW, "Code from your office");
  g_signal_emit_by_name (button, "clicked");
  g_assert_true (session_fixture_has_words (desk.dialog, "Enter the code your office gave you."));
  gtk_editable_set_text (GTK_EDITABLE (row), "0123");
  g_assert_false (session_fixture_has_words (desk.dialog, "Enter the code your office gave you."));
  gtk_window_destroy (GTK_WINDOW (desk.dialog));
}

/* Nobody writes into it; who opened it would wait for that for ever. */
static void
test_pipe_is_no_certificate (SessionFixture *fixture, gconstpointer user_data)
{
  Desk             desk = { .fixture = fixture };
  g_autofree char *path = g_build_filename (fixture->folder, "office.pem", NULL);
  g_autoptr (GFile) pipe = g_file_new_for_path (path);

  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  open_dialog (&desk);
  ktg_enrol_dialog_take_certificate (KTG_ENROL_DIALOG (desk.dialog), pipe);
  g_assert_true (session_fixture_has_words (desk.dialog, "no certificate"));
  gtk_window_destroy (GTK_WINDOW (desk.dialog));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  session_fixture_add ("/enrolling/a-code-in-a-picture-is-shown-before-it-is-sent",
                       session_fixture_set_up,
                       test_read);
  session_fixture_add ("/enrolling/a-picture-without-a-code-is-said-and-changes-nothing",
                       session_fixture_set_up,
                       test_not_read);
  session_fixture_add ("/enrolling/a-dialog-may-be-closed-while-a-picture-is-read",
                       session_fixture_set_up,
                       test_closed);
  session_fixture_add ("/enrolling/the-greeting-asks-for-no-code-any-more",
                       session_fixture_set_up,
                       test_greeted);
  session_fixture_add ("/enrolling/practice-is-for-whoever-has-nothing-yet",
                       session_fixture_set_up_practice,
                       test_practised);
  session_fixture_add ("/enrolling/what-was-wrong-is-not-said-of-what-is-typed-now",
                       session_fixture_set_up,
                       test_typed_again);
  session_fixture_add ("/enrolling/a-pipe-is-no-certificate-and-is-not-waited-for",
                       session_fixture_set_up,
                       test_pipe_is_no_certificate);

  return g_test_run ();
}
