/* test-queue.c - the queue says what waits, and stays what it is while nothing comes or goes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-fixture.h"

#include "ktg-parked-card.h"
#include "ktg-queue-file-row.h"
#include "ktg-queue-page.h"
#include "ktg-queue-row.h"

typedef struct
{
  GtkWindow    *window;
  KtgQueuePage *page;
} Look;

static void
file (SessionFixture *fixture, const char *account)
{
  KtgReport *report = ktg_report_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;

  report->kind = g_strdup ("lhp");
  report->known = g_strdup ("2024-11-12");
  report->account = g_strdup (account);
  ktg_store_file_report_async (fixture->store,
                               NULL,
                               report,
                               &session_fixture_now,
                               session_fixture_answered_cb,
                               &result);
  session_fixture_await (&result);
  id = ktg_store_file_report_finish (fixture->store, result, &error);
  g_assert_no_error (error);
}

static Look
look_at (SessionFixture *fixture)
{
  Look look = { .window = GTK_WINDOW (gtk_window_new ()) };

  look.page = ktg_queue_page_new (fixture->session);
  gtk_window_set_child (look.window, GTK_WIDGET (look.page));
  gtk_window_present (look.window);
  ktg_queue_page_refresh (look.page);
  return look;
}

static GtkWidget *
find (Look *look, GType type, const char *name)
{
  return session_fixture_find (GTK_WIDGET (look->page), type, name);
}

static gboolean
has_row (gpointer user_data)
{
  return find (user_data, KTG_TYPE_QUEUE_ROW, NULL) != NULL;
}

static gboolean
says_two_wait (gpointer user_data)
{
  return session_fixture_has_words (GTK_WIDGET (((Look *)user_data)->page), "2 reports wait");
}

static gboolean
says_why_it_is_parked (gpointer user_data)
{
  return session_fixture_has_words (find (user_data, KTG_TYPE_PARKED_CARD, NULL),
                                    "The server refused it because it is too large.");
}

static gboolean
has_files (gpointer user_data)
{
  return find (user_data, KTG_TYPE_QUEUE_FILE_ROW, NULL) != NULL;
}

static void
test_empty (SessionFixture *fixture, gconstpointer data)
{
  Look look = look_at (fixture);

  g_assert_true (session_fixture_has_words (GTK_WIDGET (look.page), "Not enrolled yet."));
  g_assert_true (gtk_widget_get_mapped (find (&look, GTK_TYPE_BUTTON, "Enrol This Device…")));
  g_assert_false (gtk_widget_get_visible (find (&look, GTK_TYPE_BUTTON, "Sync Now")));
  g_assert_false (gtk_widget_get_mapped (find (&look, GTK_TYPE_LABEL, "Previews")));
  g_assert_null (find (&look, KTG_TYPE_QUEUE_ROW, NULL));
  gtk_window_destroy (look.window);
}

/* What is asked of the store after the page is answered after it. */
static void
read_anew (SessionFixture *fixture, Look *look)
{
  g_autoptr (GAsyncResult) result = NULL;
  GtkWidget *row = find (look, KTG_TYPE_QUEUE_ROW, NULL);

  ktg_queue_page_refresh (look->page);
  gtk_widget_grab_focus (row);
  ktg_store_load_owed_async (fixture->store, NULL, session_fixture_answered_cb, &result);
  session_fixture_await (&result);
}

/* Whoever is at a row is not thrown out of it twice a second. */
static void
test_rows_stay (SessionFixture *fixture, gconstpointer data)
{
  Look       look = look_at (fixture);
  GtkWidget *row;

  file (fixture, "One.");
  session_fixture_wait (has_row, &look);
  row = find (&look, KTG_TYPE_QUEUE_ROW, NULL);
  g_assert_true (gtk_widget_grab_focus (row));
  g_assert_true (session_fixture_has_words (row, "waits for this device's enrolment"));
  g_assert_true (gtk_widget_get_mapped (find (&look, GTK_TYPE_LABEL, "Previews")));
  g_assert_true (gtk_widget_get_mapped (find (&look, GTK_TYPE_LABEL, "0 of 1")));

  read_anew (fixture, &look);
  g_assert_true (find (&look, KTG_TYPE_QUEUE_ROW, NULL) == row);
  g_assert_true (gtk_widget_is_focus (row));
  file (fixture, "Two.");
  session_fixture_wait (says_two_wait, &look);
  gtk_window_destroy (look.window);
}

static void
test_parked (SessionFixture *fixture, gconstpointer data)
{
  Look look = look_at (fixture);

  session_fixture_wait (says_why_it_is_parked, &look);
  session_fixture_wait (has_files, &look);
  g_assert_true (gtk_widget_get_mapped (find (&look, KTG_TYPE_PARKED_CARD, NULL)));
  g_assert_true (session_fixture_has_words (GTK_WIDGET (look.page), "3 reports wait"));
  gtk_window_destroy (look.window);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  session_fixture_add ("/queue/a-device-that-owes-nothing-is-asked-to-enrol",
                       session_fixture_set_up,
                       test_empty);
  session_fixture_add ("/queue/a-row-stays-while-nothing-comes-or-goes",
                       session_fixture_set_up,
                       test_rows_stay);
  session_fixture_add ("/queue/what-was-refused-stands-on-top-with-its-reason",
                       session_fixture_set_up_practice,
                       test_parked);

  return g_test_run ();
}
