/* test-errands.c - what the app is asked for from outside while its officer does something else
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-fixture.h"

#include "ktg-editor-page.h"
#include "ktg-errands.h"

#include <adwaita.h>

#include <string.h>

#define N_MANY 12
#define WAITS "What you opened comes when this is done."
#define NOT_HERE "This report is not on this device."
#define NAMES_NONE "This link names no report."
#define FILED "Filed and safe here. To be sent it needs the code from your office."

typedef struct
{
  SessionFixture *fixture;
  KtgWindow      *window;
  KtgErrands     *errands;
} Door;

static void
door_open (Door *self)
{
  self->window = ktg_window_new (NULL);
  self->errands = ktg_errands_new ();
  ktg_window_show (self->window, self->fixture->session);
  gtk_window_present (GTK_WINDOW (self->window));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (self->window));
  ktg_errands_use (self->errands, self->window);
}

static void
door_close (Door *self)
{
  g_object_unref (self->errands);
  gtk_window_destroy (GTK_WINDOW (self->window));
}

static void
bring_files (Door *self, const char *name, guint n_files)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n_files; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%s-%u.pdf", self->fixture->folder, name, i);
      g_autofree char *text = g_strdup_printf ("%%PDF-1.4\n%s %u", name, i);
      g_autoptr (GError) error = NULL;

      g_file_set_contents (path, text, -1, &error);
      g_assert_no_error (error);
      g_ptr_array_add (files, g_file_new_for_path (path));
    }

  ktg_errands_open (self->errands, (GFile **)files->pdata, files->len);
}

static void
follow_link (Door *self, const char *uri)
{
  g_autoptr (GFile) link = g_file_new_for_uri (uri);

  ktg_errands_open (self->errands, &link, 1);
}

static gboolean
has_words (Door *self, const char *words)
{
  return session_fixture_has_words (GTK_WIDGET (self->window), words);
}

/* What is written last is on its way to the store when a page is left. */
static gboolean
has_two_drafts_with_all (gpointer door)
{
  GListModel *summaries = ktg_store_get_summaries (((Door *)door)->fixture->store);
  guint       n_drafts = g_list_model_get_n_items (summaries);
  guint       n_whole = 0;

  for (guint i = 0; i < n_drafts; i++)
    {
      g_autoptr (KtgSummary) summary = g_list_model_get_item (summaries, i);

      n_whole += ktg_summary_get (summary)->n_files == N_MANY;
    }

  return n_drafts == 2 && n_whole == 2;
}

static void
await_words (Door *self, const char *words)
{
  session_fixture_await_words (GTK_WIDGET (self->window), words);
}

/* The first ones are still being added when the others come: two reports, and a link after them. */
static void
test_one_after_the_other (SessionFixture *fixture, gconstpointer user_data)
{
  Door door = { .fixture = fixture };

  door_open (&door);
  bring_files (&door, "first", N_MANY);
  g_assert_false (has_words (&door, WAITS));
  follow_link (&door, "kentongan:report/0193-shown-by-none");
  bring_files (&door, "second", N_MANY);
  follow_link (&door, "kentongan:report/0193-not-here");
  g_assert_true (has_words (&door, WAITS));

  await_words (&door, NOT_HERE);
  gtk_widget_activate_action (GTK_WIDGET (door.window), "win.back", NULL);
  session_fixture_wait (has_two_drafts_with_all, &door);
  door_close (&door);
}

/* Whoever is asked something answers it first. */
static void
test_after_a_dialog (SessionFixture *fixture, gconstpointer user_data)
{
  Door       door = { .fixture = fixture };
  GtkWindow *dialog = GTK_WINDOW (gtk_window_new ());

  door_open (&door);
  gtk_window_set_transient_for (dialog, GTK_WINDOW (door.window));
  gtk_window_set_modal (dialog, TRUE);
  gtk_window_present (dialog);
  follow_link (&door, "kentongan:nothing");
  g_assert_true (has_words (&door, WAITS));
  g_assert_false (has_words (&door, NAMES_NONE));
  gtk_window_destroy (dialog);
  await_words (&door, NAMES_NONE);
  door_close (&door);
}

static guint
count_labels (GtkWidget *root, const char *words)
{
  guint n = GTK_IS_LABEL (root) && strcmp (gtk_label_get_label (GTK_LABEL (root)), words) == 0;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_labels (child, words);

  return n;
}

static gboolean
says_it_once (gpointer door)
{
  return count_labels (GTK_WIDGET (((Door *)door)->window), NAMES_NONE) == 1;
}

static void
close_toast (Door *self)
{
  GType      type = g_type_from_name ("AdwToastWidget");
  GtkWidget *toast = session_fixture_find (GTK_WIDGET (self->window), type, NULL);

  g_signal_emit_by_name (session_fixture_find (toast, GTK_TYPE_BUTTON, NULL), "clicked");
}

/* A web page can send a hundred; none of them hides what is said after it for minutes. */
static void
test_said_once (SessionFixture *fixture, gconstpointer user_data)
{
  Door door = { .fixture = fixture };

  door_open (&door);
  for (guint i = 0; i < 100; i++)
    follow_link (&door, "kentongan:nothing");
  follow_link (&door, "kentongan:report/0193-not-here");
  session_fixture_wait (says_it_once, &door);
  close_toast (&door);
  await_words (&door, NOT_HERE);
  door_close (&door);
}

/* On a slow disk its officer is elsewhere before it is filed, and stays there. */
static void
test_filed_after_it_was_left (SessionFixture *fixture, gconstpointer user_data)
{
  Door           door = { .fixture = fixture };
  KtgEditorPage *page;
  GtkWidget     *text;

  door_open (&door);
  gtk_widget_activate_action (GTK_WIDGET (door.window), "win.new-report", NULL);
  page = KTG_EDITOR_PAGE (
      session_fixture_find (GTK_WIDGET (door.window), KTG_TYPE_EDITOR_PAGE, NULL));
  text = session_fixture_find (GTK_WIDGET (page), GTK_TYPE_TEXT_VIEW, NULL);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (text)), "Spanduk.", -1);
  ktg_draft_keeper_file (ktg_editor_page_get_keeper (page));
  follow_link (&door, "kentongan:nothing");
  g_assert_true (has_words (&door, WAITS));
  gtk_widget_activate_action (GTK_WIDGET (door.window), "win.queue", NULL);
  await_words (&door, FILED);
  close_toast (&door);
  await_words (&door, NAMES_NONE);
  door_close (&door);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  session_fixture_add ("/errands/one-after-the-other",
                       session_fixture_set_up,
                       test_one_after_the_other);
  session_fixture_add ("/errands/after-a-dialog", session_fixture_set_up, test_after_a_dialog);
  session_fixture_add ("/errands/said-once", session_fixture_set_up, test_said_once);
  session_fixture_add ("/errands/filed-after-it-was-left",
                       session_fixture_set_up,
                       test_filed_after_it_was_left);

  return g_test_run ();
}
