/* test-printing.c - a report is given to a printer, or saved as a PDF
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-fixture.h"

#include "ktg-filed-toast.h"
#include "ktg-paper-actions.h"
#include "ktg-print-dialog.h"
#include "ktg-print-job.h"
#include "ktg-recap-page.h"

#include <glib/gstdio.h>
#include <gtk/gtkunixprint.h>
#include <ktg-paper-report.h>

#include <signal.h>
#include <string.h>
#include <sys/resource.h>

static KtgSummary *
find_summary (KtgStore *store, KtgState state)
{
  GListModel *summaries = ktg_store_get_summaries (store);

  for (guint i = 0; i < g_list_model_get_n_items (summaries); i++)
    {
      g_autoptr (KtgSummary) summary = g_list_model_get_item (summaries, i);

      if (ktg_summary_get (summary)->state == state)
        return g_steal_pointer (&summary);
    }

  g_assert_not_reached ();
}

static guint
count (const char *bytes, gsize n_bytes, const char *word)
{
  guint n = 0;

  for (const char *p = bytes; (p = memmem (p, n_bytes - (gsize)(p - bytes), word, strlen (word)));
       p++)
    n++;

  return n;
}

/* --- the dialog --- */

typedef struct
{
  KtgPrintDialog *dialog;
  gboolean        is_gone;
} Desk;

static void
gone_cb (gpointer user_data, GObject *where_it_was)
{
  ((Desk *)user_data)->is_gone = TRUE;
}

static gboolean
is_gone (gpointer user_data)
{
  return ((Desk *)user_data)->is_gone;
}

static GtkWidget *
find_button (Desk *desk, const char *name)
{
  return session_fixture_find (GTK_WIDGET (desk->dialog), GTK_TYPE_BUTTON, name);
}

static GtkSwitch *
find_named (Desk *desk)
{
  return GTK_SWITCH (session_fixture_find (GTK_WIDGET (desk->dialog), GTK_TYPE_SWITCH, NULL));
}

static gboolean
is_ready (gpointer user_data)
{
  return gtk_widget_is_sensitive (find_button (user_data, "_Print…"));
}

static void
desk_open (Desk *desk, SessionFixture *fixture, KtgState state)
{
  g_autoptr (KtgSummary) summary = find_summary (fixture->store, state);

  desk->is_gone = FALSE;
  desk->dialog
      = ktg_print_dialog_new_for_report (fixture->session, ktg_summary_get (summary)->id, FALSE);
  g_object_weak_ref (G_OBJECT (desk->dialog), gone_cb, desk);
  g_assert_false (is_ready (desk));
  gtk_window_present (GTK_WINDOW (desk->dialog));
  session_fixture_wait (is_ready, desk);
}

static void
assert_saved (SessionFixture *fixture, KtgState state)
{
  g_autofree char *path = g_build_filename (fixture->folder, "paper.pdf", NULL);
  g_autoptr (GFile) destination = g_file_new_for_path (path);
  g_autofree char *bytes = NULL;
  gsize            n_bytes = 0;
  Desk             desk;

  desk_open (&desk, fixture, state);
  ktg_print_dialog_save_to (desk.dialog, destination);
  session_fixture_wait (is_gone, &desk);
  g_assert_true (g_file_get_contents (path, &bytes, &n_bytes, NULL));
  g_assert_cmpmem (bytes, 5, "%PDF-", 5);
  g_assert_cmpuint (count (bytes, n_bytes, "%%EOF"), ==, 1);
}

static void
test_saved (SessionFixture *fixture, gconstpointer user_data)
{
  assert_saved (fixture, KTG_STATE_COMPLETE);
  assert_saved (fixture, KTG_STATE_DRAFT);
}

static GtkWidget *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (KTG_IS_PRINT_DIALOG (window))
        return window;
    }

  g_assert_not_reached ();
}

/* Its ways are two, and there are no photos to speak of. */
static void
test_recap (SessionFixture *fixture, gconstpointer user_data)
{
  GtkWidget       *window = adw_window_new ();
  GtkWidget       *page = ktg_recap_page_new (fixture->session, NULL);
  g_autofree char *path = g_build_filename (fixture->folder, "recap.pdf", NULL);
  g_autoptr (GFile) destination = g_file_new_for_path (path);
  Desk desk = { 0 };

  adw_window_set_content (ADW_WINDOW (window), page);
  gtk_window_present (GTK_WINDOW (window));
  gtk_widget_activate_action (page, "recap.print", NULL);
  desk.dialog = KTG_PRINT_DIALOG (find_dialog ());
  g_object_weak_ref (G_OBJECT (desk.dialog), gone_cb, &desk);
  g_assert_true (is_ready (&desk));
  g_assert_true (session_fixture_has_words (GTK_WIDGET (desk.dialog), "Recap and list of reports"));
  g_assert_false (
      gtk_widget_get_visible (session_fixture_find (GTK_WIDGET (desk.dialog),
                                                    GTK_TYPE_LABEL,
                                                    "Evidence sheet and photos are on the paper, "
                                                    "each file with its digital fingerprint.")));
  ktg_print_dialog_save_to (desk.dialog, destination);
  session_fixture_wait (is_gone, &desk);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_not_saved (SessionFixture *fixture, gconstpointer user_data)
{
  g_autoptr (GFile) nowhere = g_file_new_for_path ("/proc/paper.pdf");
  Desk desk;

  desk_open (&desk, fixture, KTG_STATE_QUEUED);
  ktg_print_dialog_save_to (desk.dialog, nowhere);
  g_assert_false (is_ready (&desk));
  session_fixture_wait (is_ready, &desk);
  g_assert_true (
      session_fixture_has_words (GTK_WIDGET (desk.dialog), "This folder cannot be written to."));
  gtk_window_destroy (GTK_WINDOW (desk.dialog));
  session_fixture_wait (is_gone, &desk);
}

/* --- the printer --- */

static KtgReportHeld *
load_complete (SessionFixture *fixture)
{
  g_autoptr (KtgSummary) summary = find_summary (fixture->store, KTG_STATE_COMPLETE);

  return session_fixture_load_report (fixture, ktg_summary_get (summary)->id);
}

static KtgPaper *
make_paper (SessionFixture *fixture)
{
  g_autoptr (KtgReportHeld) held = load_complete (fixture);
  KtgPaperSubject subject = ktg_paper_subject_get (fixture->store,
                                                   ktg_session_get_library (fixture->session),
                                                   ktg_summary_get (held->summary));

  subject.held = held;
  subject.report = ktg_history_get_report (held->history);
  subject.form = ktg_pack_get_form_of_report (subject.reader.pack, subject.report);
  subject.now = session_fixture_now;
  return ktg_paper_report_new (&subject);
}

static void
done_cb (GtkPrintOperation *operation, GtkPrintOperationResult result, gpointer user_data)
{
  g_assert_cmpint (result, ==, GTK_PRINT_OPERATION_RESULT_APPLY);
  *(gboolean *)user_data = TRUE;
}

static gboolean
is_true (gpointer user_data)
{
  return *(gboolean *)user_data;
}

/* Returns: of how many photos something is to be seen. */
static guint
print_all (SessionFixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->folder, "printed.pdf", NULL);
  g_autoptr (KtgPaper) paper = make_paper (fixture);
  g_autoptr (GtkPrintOperation) job = ktg_print_job_new (paper, fixture->store);
  g_autoptr (GPtrArray) photos = ktg_paper_list_photos (paper);
  g_autofree char *bytes = NULL;
  gsize            n_bytes = 0;
  gboolean         is_done = FALSE;

  g_assert_cmpuint (ktg_paper_get_n_pages (paper), >, 1);
  g_signal_connect (job, "done", G_CALLBACK (done_cb), &is_done);
  gtk_print_operation_set_export_filename (job, path);
  gtk_print_operation_run (job, GTK_PRINT_OPERATION_ACTION_EXPORT, NULL, NULL);
  session_fixture_wait (is_true, &is_done);
  g_assert_true (g_file_get_contents (path, &bytes, &n_bytes, NULL));
  g_assert_cmpuint (count (bytes, n_bytes, "/Type /Page "), ==, ktg_paper_get_n_pages (paper));
  g_assert_cmpuint (count (bytes, n_bytes, "/DCTDecode"), ==, photos->len);
  return photos->len;
}

/* A photo is fetched between "draw this page" and "it is drawn". */
static void
test_printed (SessionFixture *fixture, gconstpointer user_data)
{
  g_assert_cmpuint (print_all (fixture), >, 0);
}

/* --- a printer --- */

static GtkPrintUnixDialog *
find_printers (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (GTK_IS_PRINT_UNIX_DIALOG (window) && gtk_widget_get_visible (GTK_WIDGET (window)))
        return GTK_PRINT_UNIX_DIALOG (window);
    }

  return NULL;
}

static gboolean
has_printer (gpointer user_data)
{
  GtkPrintUnixDialog *printers = find_printers ();

  return printers != NULL && gtk_print_unix_dialog_get_selected_printer (printers) != NULL;
}

static gboolean
has_printers (gpointer user_data)
{
  return find_printers () != NULL;
}

/* The printer that every computer has writes a file. */
static void
print_to (Desk *desk, const char *path)
{
  g_autoptr (GtkPrintSettings) settings = gtk_print_settings_new ();
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);

  g_signal_emit_by_name (find_button (desk, "_Print…"), "clicked");
  session_fixture_wait (has_printers, NULL);
  gtk_print_settings_set_printer (settings, "Print to File");
  gtk_print_settings_set (settings, GTK_PRINT_SETTINGS_OUTPUT_URI, uri);
  gtk_print_settings_set (settings, GTK_PRINT_SETTINGS_OUTPUT_FILE_FORMAT, "pdf");
  gtk_print_unix_dialog_set_settings (find_printers (), settings);
  session_fixture_wait (has_printer, NULL);
  gtk_dialog_response (GTK_DIALOG (find_printers ()), GTK_RESPONSE_OK);
}

static gboolean
has_answer (gpointer user_data)
{
  return is_gone (user_data) || is_ready (user_data);
}

static void
assert_not_taken (Desk *desk)
{
  session_fixture_wait (has_answer, desk);
  g_assert_false (is_gone (desk));
  g_assert_true (session_fixture_has_words (GTK_WIDGET (desk->dialog),
                                            "The printer did not take it. Your reports are as they "
                                            "were. Try again or another printer, "
                                            "or save a PDF and print it elsewhere."));
}

static void
set_most_written (rlim_t n_bytes)
{
  struct rlimit limit;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  limit.rlim_cur = MIN (n_bytes, limit.rlim_max);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

/* The pages are drawn, and from now on there is no room for them. */
static gboolean
drawn_cb (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer user_data)
{
  set_most_written (1);
  return G_SOURCE_REMOVE;
}

static void
test_printer_fails (SessionFixture *fixture, gconstpointer user_data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "printer.pdf", NULL);
  Desk             desk;

  desk_open (&desk, fixture, KTG_STATE_COMPLETE);
  gtk_switch_set_active (find_named (&desk), TRUE);
  print_to (&desk, "/proc/printer.pdf");
  assert_not_taken (&desk);

  signal (SIGXFSZ, SIG_IGN);
  g_signal_add_emission_hook (g_signal_lookup ("done", GTK_TYPE_PRINT_OPERATION),
                              0,
                              drawn_cb,
                              NULL,
                              NULL);
  print_to (&desk, path);
  assert_not_taken (&desk);
  set_most_written (RLIM_INFINITY);
  g_assert_true (gtk_switch_get_active (find_named (&desk)));

  g_unlink (path);
  print_to (&desk, path);
  session_fixture_wait (is_gone, &desk);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
}

/* --- the actions of a page --- */

static gboolean
is_enabled (GtkWidget *button)
{
  return gtk_widget_get_sensitive (button);
}

static void
file_public_report (SessionFixture *fixture, const char *id)
{
  KtgReport *report = ktg_report_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *filed = NULL;

  report->kind = g_strdup ("public_report");
  report->account = g_strdup ("Dilaporkan warga.");
  ktg_store_file_report_async (fixture->store,
                               id,
                               report,
                               &session_fixture_now,
                               session_fixture_answered_cb,
                               &result);
  session_fixture_await (&result);
  filed = ktg_store_file_report_finish (fixture->store, result, &error);
  g_assert_cmpstr (filed, ==, id);
}

#define RECEIPT "Print the Receipt…"

/* Of what was just filed: who reported it still stands there. */
static void
test_receipt (SessionFixture *fixture, gconstpointer user_data)
{
  static const char id[] = "3f0c2f5e-6f0e-4c0e-8f43-2f5b6a3d9c10";
  g_autoptr (KtgSummary) other = find_summary (fixture->store, KTG_STATE_QUEUED);
  GtkWidget *button = gtk_button_new_with_label ("Page");
  GtkWidget *toasts = adw_toast_overlay_new ();
  GtkWidget *window = adw_window_new ();
  Desk       desk = { 0 };

  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (toasts), button);
  adw_window_set_content (ADW_WINDOW (window), toasts);
  gtk_window_set_default_size (GTK_WINDOW (window), 360, 300);
  gtk_window_present (GTK_WINDOW (window));
  ktg_paper_actions_attach (button, fixture->session, NULL);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "paper.receipt");
  g_assert_false (is_enabled (button));
  file_public_report (fixture, id);
  ktg_paper_actions_set_report (button, ktg_summary_get (other)->id);
  g_assert_false (is_enabled (button));
  ktg_filed_toast_say (ADW_TOAST_OVERLAY (toasts), "Filed.", button);
  g_assert_null (session_fixture_find (toasts, GTK_TYPE_BUTTON, RECEIPT));

  ktg_paper_actions_set_report (button, id);
  g_assert_true (is_enabled (button));
  ktg_filed_toast_say (ADW_TOAST_OVERLAY (toasts), "Filed.", button);
  session_fixture_await_words (toasts, RECEIPT);
  g_signal_emit_by_name (session_fixture_find (toasts, GTK_TYPE_BUTTON, RECEIPT), "clicked");
  desk.dialog = KTG_PRINT_DIALOG (find_dialog ());
  session_fixture_wait (is_ready, &desk);
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (
                        session_fixture_find (GTK_WIDGET (desk.dialog), ADW_TYPE_COMBO_ROW, NULL))),
                    ==,
                    1);
  gtk_window_destroy (GTK_WINDOW (desk.dialog));
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(name, function)                                                                        \
  session_fixture_add ("/printing/" name, session_fixture_set_up_practice, function)
  ADD ("a-report-and-a-draft-are-saved-as-pdf", test_saved);
  ADD ("a-recap-is-saved-as-pdf-from-its-page", test_recap);
  ADD ("what-cannot-be-saved-is-said-in-place", test_not_saved);
  ADD ("a-printer-gets-each-page-with-its-photos", test_printed);
  ADD ("a-printer-that-fails-is-said-and-may-be-asked-again", test_printer_fails);
  ADD ("a-receipt-is-offered-where-one-is-handed-out", test_receipt);
#undef ADD

  return g_test_run ();
}
