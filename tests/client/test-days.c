/* test-days.c - what can be chosen goes by the day of the event, and what is counted by today
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-fixture.h"

#include "ktg-choice-row.h"
#include "ktg-choices-row.h"
#include "ktg-deadline-pill.h"
#include "ktg-editor-page.h"
#include "ktg-filter-bar.h"
#include "ktg-report-list.h"

#include <adwaita.h>

#define MIDNIGHT_US (G_GINT64_CONSTANT (1731430800) * G_USEC_PER_SEC) /* after 12 Nov 2024, WIB */

static void
add_choice (KtgChoiceList *list, const char *code, const char *from, const char *until)
{
  KtgChoice *choice = ktg_choice_new ();

  choice->code = g_strdup (code);
  choice->name.en = g_strdup (code);
  choice->name.id = g_strdup (code);
  choice->period.from = g_strdup (from);
  choice->period.until = g_strdup (until);
  g_ptr_array_add (list->choices, choice);
}

/* Until June "before", from July on "after"; "always" ever. */
static void
add_dated_list (SessionFixture *fixture)
{
  KtgPackPart   *part = ktg_record_new (&ktg_pack_part_record);
  KtgChoiceList *list = ktg_record_new (&ktg_choice_list_record);

  part->name = g_strdup ("of_the_test");
  part->version = g_strdup ("2024-01");
  list->code = g_strdup ("offices");
  add_choice (list, "before", NULL, "2024-06-30");
  add_choice (list, "after", "2024-07-01", NULL);
  add_choice (list, "always", NULL, NULL);
  g_ptr_array_add (part->lists, list);
  ktg_pack_adopt ((KtgPack *)ktg_session_get_pack (fixture->session), part);
}

static char *
dup_offer (GtkWidget *row)
{
  GListModel *model = adw_combo_row_get_model (ADW_COMBO_ROW (row));
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 1; i < g_list_model_get_n_items (model); i++)
    g_string_append_printf (names,
                            "%s%s",
                            i > 1 ? " " : "",
                            gtk_string_list_get_string (GTK_STRING_LIST (model), i));

  return g_string_free (g_steal_pointer (&names), FALSE);
}

static void
assert_row (GtkWidget *row, const char *offer, const char *chosen)
{
  g_autofree char *offered = dup_offer (row);
  g_autofree char *code = ktg_choice_row_dup_code (KTG_CHOICE_ROW (row));

  g_assert_cmpstr (offered, ==, offer);
  g_assert_cmpstr (code, ==, chosen);
}

static void
test_one_choice (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (GtkWidget) row = g_object_ref_sink (g_object_new (KTG_TYPE_CHOICE_ROW, NULL));

  add_dated_list (fixture);
  ktg_session_set_event_day (fixture->session, "2024-06-30");
  ktg_choice_row_show_list (KTG_CHOICE_ROW (row), fixture->session, "offices", "before");
  assert_row (row, "before always", "before");

  ktg_session_set_event_day (fixture->session, "2024-07-01");
  assert_row (row, "after always before", "before");

  ktg_choice_row_show_list (KTG_CHOICE_ROW (row), fixture->session, "offices", "always");
  assert_row (row, "after always", "always");
}

static void
test_several_choices (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (GtkWidget) row = g_object_ref_sink (ktg_choices_row_new ("Offices"));
  g_autoptr (GPtrArray) codes = g_ptr_array_new ();
  g_autoptr (GPtrArray) kept = NULL;

  add_dated_list (fixture);
  g_ptr_array_add (codes, (gpointer) "before");
  ktg_session_set_event_day (fixture->session, "2024-06-30");
  ktg_choices_row_show_list (KTG_CHOICES_ROW (row), fixture->session, "offices", codes);
  g_assert_false (session_fixture_has_words (row, "after"));

  ktg_session_set_event_day (fixture->session, "2024-07-01");
  g_assert_true (session_fixture_has_words (row, "after"));
  kept = ktg_choices_row_dup_codes (KTG_CHOICES_ROW (row));
  g_assert_cmpuint (kept->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (kept, 0), ==, "before");
}

static gboolean
says_left (gpointer page, const char *words)
{
  GtkWidget       *pill = session_fixture_find (page, KTG_TYPE_DEADLINE_PILL, NULL);
  g_autofree char *text = ktg_deadline_pill_dup_text (KTG_DEADLINE_PILL (pill));

  return g_str_has_prefix (text, words);
}

static gboolean
says_six_days (gpointer page)
{
  return says_left (page, "6 days left");
}

static void
test_midnight (SessionFixture *fixture, gconstpointer data)
{
  GtkWindow     *window = GTK_WINDOW (gtk_window_new ());
  KtgEditorPage *page = ktg_editor_page_new (fixture->session);
  GtkWidget     *today;

  session_fixture_now.wall_us = MIDNIGHT_US - 100 * 1000;
  gtk_window_set_child (window, GTK_WIDGET (page));
  gtk_window_present (window);
  ktg_editor_page_open (page, NULL);
  today = session_fixture_find (GTK_WIDGET (page), GTK_TYPE_TOGGLE_BUTTON, "Today");
  g_signal_emit_by_name (today, "clicked");
  g_assert_true (says_left (page, "7 days left"));

  ktg_session_watch_midnight (fixture->session);
  session_fixture_now.wall_us = MIDNIGHT_US;
  session_fixture_wait (says_six_days, page);
  gtk_window_destroy (window);
}

static gboolean
says_fourteen_days (gpointer list)
{
  return session_fixture_has_words (list, "14 days to the polling");
}

static void
test_countdown (SessionFixture *fixture, gconstpointer data)
{
  GtkWindow     *window = GTK_WINDOW (gtk_window_new ());
  KtgReportList *list = g_object_new (KTG_TYPE_REPORT_LIST, NULL);

  session_fixture_now.wall_us = MIDNIGHT_US - 100 * 1000;
  gtk_window_set_child (window, GTK_WIDGET (list));
  gtk_window_present (window);
  ktg_report_list_show (list, fixture->session);
  g_assert_true (session_fixture_has_words (GTK_WIDGET (list), "15 days to the polling"));

  ktg_session_watch_midnight (fixture->session);
  session_fixture_now.wall_us = MIDNIGHT_US;
  session_fixture_wait (says_fourteen_days, list);
  gtk_window_destroy (window);
}

static void
save_draft (SessionFixture *fixture, const char *id, const char *happened)
{
  g_autoptr (KtgReport) report = ktg_report_new ();
  g_autoptr (KtgDraft) draft = NULL;

  report->kind = g_strdup ("lhp");
  report->happened = g_strdup (happened);
  draft = ktg_draft_new (id, report);
  session_fixture_save_draft (fixture, draft);
}

static gboolean
says_two (gpointer list)
{
  return session_fixture_has_words (list, "All 2");
}

static gboolean
says_one (gpointer list)
{
  return session_fixture_has_words (list, "All 1") && session_fixture_has_words (list, "Drafts 1");
}

static void
test_period (SessionFixture *fixture, gconstpointer data)
{
  GtkWindow     *window = GTK_WINDOW (gtk_window_new ());
  KtgReportList *list = g_object_new (KTG_TYPE_REPORT_LIST, NULL);
  GtkWidget     *bar;

  save_draft (fixture, "019312f0-7d36-7c1a-9f5e-2d7e5a6b7c8d", "2024-11-11");
  save_draft (fixture, "019312f0-7d36-7c1a-9f5e-2d7e5a6b7c8e", "2024-02-01");
  gtk_window_set_child (window, GTK_WIDGET (list));
  gtk_window_present (window);
  ktg_report_list_show (list, fixture->session);
  session_fixture_wait (says_two, list);

  gtk_widget_activate_action (GTK_WIDGET (list), "list.period", "s", "week");
  session_fixture_wait (says_one, list);
  bar = session_fixture_find (GTK_WIDGET (list), KTG_TYPE_FILTER_BAR, NULL);
  ktg_filter_bar_set_filter (KTG_FILTER_BAR (bar), KTG_REPORT_FILTER_DONE);
  g_assert_true (session_fixture_has_words (GTK_WIDGET (list),
                                            "No report of the last seven days is of this kind. All "
                                            "your reports are still there."));
  gtk_window_destroy (window);
}

#define ADD(name, test)                                                                            \
  g_test_add ("/days/" name,                                                                       \
              SessionFixture,                                                                      \
              NULL,                                                                                \
              session_fixture_set_up,                                                              \
              test,                                                                                \
              session_fixture_tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("what-can-be-chosen-is-of-the-day-of-the-event", test_one_choice);
  ADD ("of-several-what-was-chosen-stays", test_several_choices);
  ADD ("at-midnight-the-days-to-the-polling-are-counted-anew", test_countdown);
  ADD ("what-is-counted-is-of-the-period-that-is-shown", test_period);
  ADD ("at-midnight-the-days-that-are-left-are-counted-anew", test_midnight);

  return g_test_run ();
}
