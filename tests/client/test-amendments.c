/* test-amendments.c - what was filed is amended on the page, and nothing else of it changes
 *
 * The reports are those of practice: every form, every state.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "writing-desk.h"

#include "ktg-report-page.h"
#include "ktg-signing-sheet.h"
#include "ktg-version-row.h"

#include <adwaita.h>
#include <string.h>

#define N_REPORTS 12
#define REASON "The name was mistaken."

static gboolean
has_all (gpointer user_data)
{
  return g_list_model_get_n_items (ktg_store_get_summaries (user_data)) == N_REPORTS;
}

static void
close_page (WritingDesk *desk)
{
  gtk_window_destroy (desk->window);
  g_clear_pointer (&desk->filed_id, g_free);
}

static void
flushed_cb (gboolean *is_flushed)
{
  *is_flushed = TRUE;
}

static gboolean
is_true (gpointer user_data)
{
  return *(gboolean *)user_data;
}

static void
flush (WritingDesk *desk)
{
  KtgDraftKeeper *keeper = ktg_editor_page_get_keeper (desk->page);
  gboolean        is_flushed = FALSE;
  gulong id = g_signal_connect_swapped (keeper, "flushed", G_CALLBACK (flushed_cb), &is_flushed);

  if (ktg_draft_keeper_flush (keeper))
    session_fixture_wait (is_true, &is_flushed);
  g_signal_handler_disconnect (keeper, id);
}

/* The draft that amends it, or NULL. */
static const char *
find_draft (WritingDesk *desk, const char *report_id)
{
  GListModel *summaries = ktg_store_get_summaries (desk->fixture->store);

  for (guint i = 0; i < g_list_model_get_n_items (summaries); i++)
    {
      g_autoptr (KtgSummary) summary = g_list_model_get_item (summaries, i);

      if (g_strcmp0 (ktg_summary_get (summary)->amends, report_id) == 0)
        return ktg_summary_get (summary)->id; /* the model keeps it */
    }

  return NULL;
}

static void
amend_elsewhere (WritingDesk *desk, const char *report_id, const char *account)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgReportHeld) held = session_fixture_load_report (desk->fixture, report_id);
  g_autoptr (KtgReport) version = ktg_report_copy (ktg_history_get_report (held->history));

  g_free (version->account);
  version->account = g_strdup (account);
  ktg_store_amend_report_async (desk->fixture->store,
                                report_id,
                                version,
                                "Elsewhere.",
                                &session_fixture_now,
                                session_fixture_answered_cb,
                                &result);
  session_fixture_await (&result);
  g_assert_true (ktg_store_amend_report_finish (desk->fixture->store, result, &error));
}

static char *
dup_report (SessionFixture *fixture, const char *number)
{
  GListModel *summaries = ktg_store_get_summaries (fixture->store);

  session_fixture_wait (has_all, fixture->store);
  for (guint i = 0; i < N_REPORTS; i++)
    {
      g_autoptr (KtgSummary) summary = g_list_model_get_item (summaries, i);
      const KtgSummaryFields *row = ktg_summary_get (summary);

      if (row->state != KTG_STATE_DRAFT && !row->is_withdrawn
          && (number == NULL || g_strcmp0 (row->number, number) == 0))
        return g_strdup (row->id);
    }

  g_assert_not_reached ();
}

static void
write_account (WritingDesk *desk, const char *text)
{
  GtkWidget *view = session_fixture_find (GTK_WIDGET (desk->page), GTK_TYPE_TEXT_VIEW, NULL);

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), text, -1);
}

static GtkWidget *
ask_to_sign (WritingDesk *desk)
{
  GListModel *windows = gtk_window_get_toplevels ();

  gtk_widget_activate_action (GTK_WIDGET (desk->page), "editor.file", NULL);
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (KTG_IS_SIGNING_SHEET (window))
        return window;
    }

  return NULL;
}

static void
write_reason (GtkWidget *sheet)
{
  GtkWidget *entry = session_fixture_find (sheet, ADW_TYPE_ENTRY_ROW, "Reason for the amendment");

  gtk_editable_set_text (GTK_EDITABLE (entry), REASON);
}

static void
sign (GtkWidget *sheet)
{
  GtkWidget *rest;

  while ((rest = session_fixture_find (sheet, GTK_TYPE_BUTTON, "See the Rest")) != NULL)
    {
      g_signal_emit_by_name (rest, "clicked");
      g_main_context_iteration (NULL, FALSE);
    }

  g_signal_emit_by_name (session_fixture_find (sheet, GTK_TYPE_BUTTON, "Sign"), "clicked");
}

/* What a page shows is what it writes: nobody signs a change that she did not make. */
static void
test_untouched (SessionFixture *fixture, gconstpointer data)
{
  WritingDesk desk = { .fixture = fixture };
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  GListModel *summaries = ktg_store_get_summaries (fixture->store);

  session_fixture_wait (has_all, fixture->store);
  for (guint i = 0; i < N_REPORTS; i++)
    {
      g_autoptr (KtgSummary) summary = g_list_model_get_item (summaries, i);
      const KtgSummaryFields *row = ktg_summary_get (summary);

      if (row->state != KTG_STATE_DRAFT && !row->is_withdrawn)
        g_ptr_array_add (ids, g_strdup (row->id));
    }

  for (guint i = 0; i < ids->len; i++)
    {
      const char *id = g_ptr_array_index (ids, i);
      g_autoptr (KtgReportHeld) held = session_fixture_load_report (fixture, id);
      g_autoptr (KtgDraft) draft = NULL;

      writing_desk_open_amendment (&desk, id);
      g_assert_null (ask_to_sign (&desk));
      g_assert_true (session_fixture_has_words (GTK_WIDGET (desk.page), "Nothing is different"));
      ktg_draft_keeper_note_change (ktg_editor_page_get_keeper (desk.page));
      flush (&desk);
      draft = session_fixture_load_draft (fixture, find_draft (&desk, id));
      g_assert_true (
          ktg_report_equal (ktg_draft_get_report (draft), ktg_history_get_report (held->history)));
      close_page (&desk);
    }
}

/* The old one can be read whole, beside what the new one changed. */
static void
assert_versions (SessionFixture *fixture, const KtgHistory *history, const char *account)
{
  const KtgPlaceClock wib = { 7 * 3600, FALSE };
  g_autoptr (GPtrArray) versions = ktg_version_list_new (history, &wib);

  g_assert_cmpuint (versions->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      const KtgReportVersion *version = g_ptr_array_index (versions, i);
      GtkWidget *row = g_object_ref_sink (ktg_version_row_new (fixture->session, versions, i));
      GtkWidget *expander = session_fixture_find (row, GTK_TYPE_EXPANDER, NULL);

      g_assert_true (
          g_str_has_prefix (version->title, i == 0 ? "Version 1 of 2" : "Version 2 of 2"));
      g_assert_cmpstr (version->reason, ==, i == 0 ? "as it was filed" : REASON);
      g_assert_false (session_fixture_has_words (row, account));
      gtk_expander_set_expanded (GTK_EXPANDER (expander), TRUE);
      g_assert_true (session_fixture_has_words (row, account));
      g_assert_cmpint (session_fixture_has_words (row, "He was only passing."), ==, i == 1);
      g_object_unref (row);
    }
}

static void
test_signed (SessionFixture *fixture, gconstpointer data)
{
  WritingDesk      desk = { .fixture = fixture };
  g_autofree char *id = dup_report (fixture, NULL);
  g_autoptr (KtgReportHeld) before = session_fixture_load_report (fixture, id);
  g_autoptr (KtgReportHeld) after = NULL;
  const KtgReport *was = ktg_history_get_report (before->history);
  const KtgReport *is;
  GtkWidget       *sheet;

  writing_desk_open_amendment (&desk, id);
  g_assert_true (session_fixture_has_words (GTK_WIDGET (desk.page), "Amendment of "));
  g_assert_true (session_fixture_has_words (GTK_WIDGET (desk.page), was->number));
  write_account (&desk, "He was only passing.");
  sheet = ask_to_sign (&desk);
  g_assert_true (session_fixture_has_words (sheet, was->account));
  g_assert_true (session_fixture_has_words (sheet, "He was only passing."));
  g_assert_nonnull (session_fixture_find (sheet, GTK_TYPE_BUTTON, "Write a Reason First"));
  write_reason (sheet);
  sign (sheet);
  session_fixture_wait (writing_desk_has_filed, &desk);
  g_assert_cmpstr (desk.filed_id, ==, id);
  g_assert_null (find_draft (&desk, id));

  after = session_fixture_load_report (fixture, id);
  is = ktg_history_get_report (after->history);
  g_assert_cmpstr (is->account, ==, "He was only passing.");
  g_assert_cmpstr (is->number, ==, was->number);
  g_assert_cmpstr (is->filed, ==, was->filed);
  g_assert_cmpuint (is->evidence->len, ==, was->evidence->len);
  assert_versions (fixture, after->history, was->account);
  close_page (&desk);
}

/* Its keys are heard from the moment it can be written on, also where it was seen before that. */
static void
test_keyboard (SessionFixture *fixture, gconstpointer data)
{
  WritingDesk      desk = { .fixture = fixture };
  g_autofree char *id = dup_report (fixture, NULL);
  GtkWidget       *focus;

  writing_desk_open_amendment (&desk, id);
  focus = gtk_window_get_focus (desk.window);
  g_assert_nonnull (focus);
  g_assert_true (gtk_widget_is_ancestor (focus, GTK_WIDGET (desk.page)));
  close_page (&desk);
}

/* The reason, too. */
static void
test_left_and_continued (SessionFixture *fixture, gconstpointer data)
{
  WritingDesk      desk = { .fixture = fixture };
  g_autofree char *id = dup_report (fixture, NULL);
  GtkWidget       *sheet;

  writing_desk_open_amendment (&desk, id);
  write_account (&desk, "He was only passing.");
  sheet = ask_to_sign (&desk);
  write_reason (sheet);
  gtk_window_destroy (GTK_WINDOW (sheet));
  flush (&desk);
  close_page (&desk);

  writing_desk_open_amendment (&desk, id);
  sheet = ask_to_sign (&desk);
  g_assert_true (session_fixture_has_words (sheet, "He was only passing."));
  g_assert_null (session_fixture_find (sheet, GTK_TYPE_BUTTON, "Write a Reason First"));
  gtk_window_destroy (GTK_WINDOW (sheet));
  close_page (&desk);
}

static void
test_overtaken (SessionFixture *fixture, gconstpointer data)
{
  WritingDesk      desk = { .fixture = fixture };
  g_autofree char *id = dup_report (fixture, NULL);
  g_autoptr (KtgDraft) draft = NULL;
  GtkWidget *sheet;

  writing_desk_open_amendment (&desk, id);
  write_account (&desk, "He was only passing.");
  flush (&desk);
  amend_elsewhere (&desk, id, "He said so himself.");
  sheet = ask_to_sign (&desk);
  write_reason (sheet);
  g_test_expect_message ("ktg-client", G_LOG_LEVEL_WARNING, "*amended meanwhile*");
  sign (sheet);
  session_fixture_wait (writing_desk_has_failed, &desk);
  g_test_assert_expected_messages ();
  g_assert_true (session_fixture_has_words (GTK_WIDGET (desk.page), "was amended since"));
  flush (&desk);
  draft = session_fixture_load_draft (fixture, find_draft (&desk, id));
  g_assert_cmpstr (ktg_draft_get_report (draft)->account, ==, "He was only passing.");
  close_page (&desk);
}

static gboolean
has_taken (gpointer user_data)
{
  return session_fixture_has_words (GTK_WIDGET (((WritingDesk *)user_data)->page),
                                    "Taken over from NG-");
}

static KtgDraft *
load_new_draft (WritingDesk *desk)
{
  GListModel *summaries = ktg_store_get_summaries (desk->fixture->store);

  flush (desk);
  for (guint i = 0; i < g_list_model_get_n_items (summaries); i++)
    {
      g_autoptr (KtgSummary) summary = g_list_model_get_item (summaries, i);
      const KtgSummaryFields *row = ktg_summary_get (summary);

      if (row->state == KTG_STATE_DRAFT && row->changed_us == session_fixture_now.wall_us)
        return session_fixture_load_draft (desk->fixture, row->id);
    }

  g_assert_not_reached ();
}

static void
test_like_another (SessionFixture *fixture, gconstpointer data)
{
  WritingDesk      desk = { .fixture = fixture };
  g_autofree char *id = dup_report (fixture, NULL);
  g_autoptr (KtgReportHeld) held = session_fixture_load_report (fixture, id);
  const KtgReport *like = ktg_history_get_report (held->history);
  g_autoptr (KtgDraft) taken = NULL;
  g_autoptr (KtgDraft) undone = NULL;
  g_autoptr (KtgDraft) about = NULL;
  g_autoptr (KtgDraft) without = NULL;
  g_autofree char *with = g_strconcat ("like:", id, NULL);
  GtkWidget       *name;

  writing_desk_open (&desk, NULL);
  ktg_editor_page_begin_with (desk.page, with);
  session_fixture_wait (has_taken, &desk);
  taken = load_new_draft (&desk);
  g_assert_cmpstr (ktg_draft_get_report (taken)->place_region, ==, like->place_region);
  g_assert_cmpuint (ktg_draft_get_report (taken)->violations->len, ==, like->violations->len);
  g_assert_cmpuint (ktg_draft_get_report (taken)->persons->len, ==, 0);
  g_assert_cmpuint (ktg_draft_get_report (taken)->evidence->len, ==, 0);
  g_assert_null (ktg_draft_get_report (taken)->account);

  g_signal_emit_by_name (session_fixture_find (GTK_WIDGET (desk.page), GTK_TYPE_BUTTON, "Undo"),
                         "clicked");
  undone = load_new_draft (&desk);
  g_assert_null (ktg_draft_get_report (undone)->place_region);
  g_assert_cmpuint (ktg_draft_get_report (undone)->violations->len, ==, 0);

  ktg_editor_page_begin_with (desk.page, "about:KE-05");
  about = load_new_draft (&desk);
  g_assert_cmpuint (ktg_draft_get_report (about)->violations->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (ktg_draft_get_report (about)->violations, 0), ==, "KE-05");
  g_assert_true (session_fixture_has_words (GTK_WIDGET (desk.page), "Taken over from the library"));
  g_signal_emit_by_name (session_fixture_find (GTK_WIDGET (desk.page), GTK_TYPE_BUTTON, "Undo"),
                         "clicked");
  without = load_new_draft (&desk);
  g_assert_cmpuint (ktg_draft_get_report (without)->violations->len, ==, 0);

  name = session_fixture_find (GTK_WIDGET (desk.page),
                               ADW_TYPE_ENTRY_ROW,
                               "Whose report it is, if not yours");
  gtk_editable_set_text (GTK_EDITABLE (name), "Rahmat");
  g_assert_true (session_fixture_has_words (GTK_WIDGET (desk.page), "on behalf of Rahmat"));
  close_page (&desk);
}

static const KtgSummaryFields *
find_asked (KtgStore *store)
{
  GListModel *summaries = ktg_store_get_summaries (store);

  session_fixture_wait (has_all, store);
  for (guint i = 0; i < g_list_model_get_n_items (summaries); i++)
    {
      g_autoptr (KtgSummary) summary = g_list_model_get_item (summaries, i);

      if (ktg_summary_fields_is_asked (ktg_summary_get (summary)))
        return ktg_summary_get (summary);
    }

  g_assert_not_reached ();
}

static gboolean
says_what_is_asked (gpointer page)
{
  return session_fixture_has_words (page, "The office asks for more");
}

static void
assert_can_be_pressed (GtkWidget *page, const char *label)
{
  GtkWidget *button = session_fixture_find (page, GTK_TYPE_BUTTON, label);

  g_assert_true (gtk_widget_get_mapped (button));
  g_assert_true (gtk_widget_get_sensitive (button));
}

/* Whoever reads the question need not look for how it is answered. */
static void
test_asked (SessionFixture *fixture, gconstpointer user_data)
{
  const KtgSummaryFields *fields = find_asked (fixture->store);
  KtgReportPage          *page = ktg_report_page_new (fixture->session);
  GtkWindow              *window = GTK_WINDOW (gtk_window_new ());

  gtk_window_set_child (window, GTK_WIDGET (page));
  gtk_window_present (window);
  ktg_report_page_open (page, fields->id);
  session_fixture_wait (says_what_is_asked, page);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (page));
  assert_can_be_pressed (GTK_WIDGET (page), "Amend This Report…");
  assert_can_be_pressed (GTK_WIDGET (page), "Add Evidence…");
  gtk_window_destroy (window);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  session_fixture_add ("/amendments/one-that-is-only-looked-at-changes-nothing",
                       session_fixture_set_up_practice,
                       test_untouched);
  session_fixture_add ("/amendments/one-is-signed-with-its-reason-as-a-version",
                       session_fixture_set_up_practice,
                       test_signed);
  session_fixture_add ("/amendments/one-has-the-keyboard-once-it-is-there",
                       session_fixture_set_up_practice,
                       test_keyboard);
  session_fixture_add ("/amendments/one-that-was-left-goes-on-with-its-reason",
                       session_fixture_set_up_practice,
                       test_left_and_continued);
  session_fixture_add ("/amendments/another-version-is-not-written-over-and-nothing-is-lost",
                       session_fixture_set_up_practice,
                       test_overtaken);
  session_fixture_add ("/amendments/a-new-report-like-another-takes-what-repeats-and-can-be-undone",
                       session_fixture_set_up_practice,
                       test_like_another);
  session_fixture_add ("/amendments/what-an-office-asks-for-is-answered-where-it-stands",
                       session_fixture_set_up_practice,
                       test_asked);

  return g_test_run ();
}
