/* test-place-of-draft.c - the place of a draft gives it its clock, and has the code of today
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-fixture.h"

#include "ktg-choice-row.h"
#include "ktg-deadline-pill.h"
#include "ktg-editor-page.h"
#include "ktg-found-row.h"
#include "ktg-place-section.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define HALF_PAST_MIDNIGHT_US (G_GINT64_CONSTANT (1731346200) * G_USEC_PER_SEC) /* in WIB */
#define DRAFT_ID "7f3b9c1e-5a54-4c1f-9a54-0123456789ab"
#define NOTOPRAJAN "34.71.06.1002"

typedef struct
{
  SessionFixture *fixture;
  GtkWindow      *window;
  KtgEditorPage  *page;
} Desk;

static gboolean
is_open (gpointer user_data)
{
  return gtk_widget_get_sensitive (GTK_WIDGET (((Desk *)user_data)->page));
}

static void
open_page (Desk *desk, const char *id)
{
  desk->page = ktg_editor_page_new (desk->fixture->session);
  desk->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_child (desk->window, GTK_WIDGET (desk->page));
  ktg_editor_page_open (desk->page, id);
  gtk_window_present (desk->window);
  session_fixture_wait (is_open, desk);
}

static void
open_draft (Desk *desk, KtgReport *report)
{
  g_autoptr (KtgDraft) draft = ktg_draft_new (DRAFT_ID, report);

  session_fixture_save_draft (desk->fixture, draft);
  open_page (desk, DRAFT_ID);
}

/* What the store has once the page is left. */
static KtgDraft *
close_page (Desk *desk)
{
  GListModel *summaries = ktg_store_get_summaries (desk->fixture->store);
  g_autoptr (KtgSummary) summary = NULL;

  ktg_draft_keeper_flush (ktg_editor_page_get_keeper (desk->page));
  gtk_window_destroy (desk->window);
  while (g_list_model_get_n_items (summaries) == 0)
    g_main_context_iteration (NULL, TRUE);

  summary = g_list_model_get_item (summaries, 0);
  return session_fixture_load_draft (desk->fixture, ktg_summary_get (summary)->id);
}

static GtkWidget *
find (Desk *desk, GType type, const char *name)
{
  GtkWidget *widget = session_fixture_find (GTK_WIDGET (desk->page), type, name);

  g_assert_nonnull (widget);
  return widget;
}

static GtkEditable *
find_entry (Desk *desk, const char *title)
{
  return GTK_EDITABLE (find (desk, ADW_TYPE_ENTRY_ROW, title));
}

static void
choose_notoprajan (Desk *desk)
{
  GtkWidget *row;

  gtk_editable_set_text (find_entry (desk, _ ("Search village, district or regency")),
                         "notoprajan");
  row = find (desk, KTG_TYPE_FOUND_ROW, "Notoprajan");
  g_signal_emit_by_name (session_fixture_find (row, GTK_TYPE_BUTTON, NULL), "clicked");
}

static GtkEditable *
find_known (Desk *desk)
{
  return find_entry (desk, _ ("It became known"));
}

/* A laptop in UTC, where it is still yesterday. */
static void
set_up_early (SessionFixture *fixture, gconstpointer user_data)
{
  session_fixture_set_up (fixture, user_data);
  session_fixture_now = (KtgMoment){ .wall_us = HALF_PAST_MIDNIGHT_US, .boot_ms = 1000 };
}

static void
press (Desk *desk, const char *chip)
{
  GtkWidget *button = find (desk, GTK_TYPE_TOGGLE_BUTTON, chip);

  g_signal_emit_by_name (button, "clicked");
}

static GtkWidget *
get_focus (Desk *desk)
{
  return gtk_root_get_focus (GTK_ROOT (desk->window));
}

static gboolean
has_limit (Desk *desk, const char *words)
{
  GtkWidget       *pill = find (desk, KTG_TYPE_DEADLINE_PILL, NULL);
  g_autofree char *text = ktg_deadline_pill_dup_text (KTG_DEADLINE_PILL (pill));

  return g_str_has_prefix (text, words);
}

/* A legal clock starts then: a day that nobody said would be wrong in silence. */
static void
when_it_became_known_nobody_says_for_her (SessionFixture *fixture, gconstpointer user_data)
{
  Desk       desk = { .fixture = fixture };
  GtkWidget *page;
  g_autoptr (KtgDraft) draft = NULL;

  open_page (&desk, NULL);
  page = GTK_WIDGET (desk.page);
  gtk_editable_set_text (find_entry (&desk, _ ("It happened")), "10 Nov 2024 19.30");
  g_assert_cmpstr (gtk_editable_get_text (find_known (&desk)), ==, "");
  g_assert_true (session_fixture_has_words (page, _ ("not filled in: Date found")));
  g_assert_true (has_limit (&desk, _ ("time limit")));
  press (&desk, _ ("Yesterday"));
  g_assert_true (GTK_IS_TEXT_VIEW (get_focus (&desk)));
  g_assert_true (has_limit (&desk, "6 days left"));
  gtk_editable_set_text (find_known (&desk), "");
  draft = close_page (&desk);
  g_assert_null (ktg_draft_get_report (draft)->known);
}

static void
what_became_known_today_is_the_day_of_the_place (SessionFixture *fixture, gconstpointer user_data)
{
  Desk desk = { .fixture = fixture };
  g_autoptr (KtgDraft) draft = NULL;

  open_page (&desk, NULL);
  press (&desk, _ ("Today"));
  g_assert_cmpstr (gtk_editable_get_text (find_known (&desk)), ==, "11 Nov 2024");
  choose_notoprajan (&desk);
  g_assert_cmpstr (gtk_editable_get_text (find_known (&desk)), ==, "12 Nov 2024");
  draft = close_page (&desk);
  g_assert_cmpstr (ktg_draft_get_report (draft)->known, ==, "2024-11-12");
}

static void
a_day_that_was_written_stays (SessionFixture *fixture, gconstpointer user_data)
{
  Desk desk = { .fixture = fixture };
  g_autoptr (KtgDraft) draft = NULL;

  open_page (&desk, NULL);
  gtk_editable_set_text (find_known (&desk), "");
  gtk_editable_set_text (find_known (&desk), "11 Nov 2024");
  choose_notoprajan (&desk);
  draft = close_page (&desk);
  g_assert_cmpstr (ktg_draft_get_report (draft)->known, ==, "2024-11-11");
}

static void
a_draft_that_is_opened_again_keeps_its_day (SessionFixture *fixture, gconstpointer user_data)
{
  Desk desk = { .fixture = fixture };
  g_autoptr (KtgReport) report = ktg_report_new ();
  g_autoptr (KtgDraft) draft = NULL;

  report->kind = g_strdup ("lhp");
  report->known = g_strdup ("2024-11-11");
  open_draft (&desk, report);
  choose_notoprajan (&desk);
  draft = close_page (&desk);
  g_assert_cmpstr (ktg_draft_get_report (draft)->known, ==, "2024-11-11");
}

static KtgEvidence *
new_post (void)
{
  KtgEvidence *evidence = ktg_evidence_new ();

  evidence->sha256 = g_strnfill (64, 'a');
  evidence->original_name = g_strdup ("post.png");
  evidence->media_type = g_strdup ("image/png");
  evidence->posted = ktg_posted_new ();
  evidence->posted->where = g_strdup ("Facebook");
  return evidence;
}

/* The place is chosen after the clock was written. */
static void
a_post_has_the_clock_of_the_place (SessionFixture *fixture, gconstpointer user_data)
{
  Desk desk = { .fixture = fixture };
  g_autoptr (KtgReport) report = ktg_report_new ();
  g_autoptr (KtgDraft) draft = NULL;
  const KtgEvidence *post;

  report->kind = g_strdup ("lhp");
  g_ptr_array_add (report->evidence, new_post ());
  open_draft (&desk, report);
  gtk_editable_set_text (find_entry (&desk, _ ("Posted when")), "10 Nov 2024 19.30");
  choose_notoprajan (&desk);
  draft = close_page (&desk);
  post = g_ptr_array_index (ktg_draft_get_report (draft)->evidence, 0);
  g_assert_cmpstr (post->posted->when, ==, "2024-11-10T19:30:00+07:00");
}

/* Its class may stay unsaid, and then more is not claimed. */
static void
a_part_with_an_open_question_is_not_called_complete (SessionFixture *fixture,
                                                     gconstpointer   user_data)
{
  Desk       desk = { .fixture = fixture };
  GtkWidget *place;
  g_autoptr (KtgDraft) draft = NULL;

  open_page (&desk, NULL);
  place = find (&desk, KTG_TYPE_PLACE_SECTION, NULL);
  choose_notoprajan (&desk);
  gtk_editable_set_text (find_entry (&desk, _ ("The place in your words")), "Balai");
  g_assert_true (session_fixture_has_words (place, _ ("requirements met")));
  g_assert_false (session_fixture_has_words (place, _ ("complete")));
  adw_combo_row_set_selected (ADW_COMBO_ROW (
                                  session_fixture_find (place, KTG_TYPE_CHOICE_ROW, NULL)),
                              1);
  g_assert_true (session_fixture_has_words (place, _ ("complete")));
  g_assert_false (session_fixture_has_words (place, _ ("requirements met")));
  draft = close_page (&desk);
}

static gboolean
is_placed (gpointer user_data)
{
  return gtk_widget_get_height (GTK_WIDGET (find_known (user_data))) > 0;
}

/* They stand side by side. */
static void
both_times_are_as_high (SessionFixture *fixture, gconstpointer user_data)
{
  Desk       desk = { .fixture = fixture };
  GtkWidget *happened, *known;

  desk.page = ktg_editor_page_new (fixture->session);
  desk.window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_default_size (desk.window, 1366, 768);
  gtk_window_set_child (desk.window, GTK_WIDGET (desk.page));
  ktg_editor_page_open (desk.page, NULL);
  gtk_window_present (desk.window);
  session_fixture_wait (is_placed, &desk);
  happened = GTK_WIDGET (find_entry (&desk, _ ("It happened")));
  known = GTK_WIDGET (find_known (&desk));
  g_assert_cmpint (gtk_widget_get_height (happened), ==, gtk_widget_get_height (known));
  gtk_window_destroy (desk.window);
}

static GtkWidget *
open_at (Desk *desk, const char *region)
{
  g_autoptr (KtgReport) report = ktg_report_new ();

  report->kind = g_strdup ("lhp");
  report->place_region = g_strdup (region);
  report->region_version = g_strdup ("2024-05-01");
  open_draft (desk, report);
  return find (desk, GTK_TYPE_BUTTON, _ ("Use the New Code"));
}

static void
a_press_takes_the_code_that_came_for_one_that_went (SessionFixture *fixture,
                                                    gconstpointer   user_data)
{
  Desk       desk = { .fixture = fixture };
  GtkWidget *button = open_at (&desk, "92.01.01.2002");
  g_autoptr (KtgDraft) draft = NULL;
  const KtgReport *report;

  g_assert_true (gtk_widget_get_visible (button));
  g_assert_true (session_fixture_has_words (GTK_WIDGET (desk.page), "now it is 96.01.01.2002"));
  g_signal_emit_by_name (button, "clicked");
  g_assert_false (gtk_widget_get_visible (button));
  draft = close_page (&desk);
  report = ktg_draft_get_report (draft);
  g_assert_cmpstr (report->place_region, ==, "96.01.01.2002");
  g_assert_cmpstr (report->region_version,
                   ==,
                   ktg_region_tree_get_version (ktg_session_get_regions (desk.fixture->session)));
}

static void
assert_no_offer (SessionFixture *fixture, const char *region)
{
  Desk desk = { .fixture = fixture };
  g_autoptr (KtgDraft) draft = NULL;

  g_assert_false (gtk_widget_get_visible (open_at (&desk, region)));
  draft = close_page (&desk);
  g_assert_cmpstr (ktg_draft_get_report (draft)->place_region, ==, region);
}

static void
where_nothing_came_for_it_nothing_is_offered (SessionFixture *fixture, gconstpointer user_data)
{
  assert_no_offer (fixture, "92.01.53");
  assert_no_offer (fixture, "99.01.01.2004");
  assert_no_offer (fixture, NOTOPRAJAN);
}

/* Also before the place was said: yesterday is counted at whichever place it is. */
static void
a_press_takes_a_day_of_the_place (SessionFixture *fixture, gconstpointer user_data)
{
  Desk desk = { .fixture = fixture };
  g_autoptr (KtgDraft) draft = NULL;

  open_page (&desk, NULL);
  choose_notoprajan (&desk);
  press (&desk, _ ("Yesterday"));
  g_assert_cmpstr (gtk_editable_get_text (find_known (&desk)), ==, "11 Nov 2024");
  press (&desk, _ ("Today"));
  g_assert_cmpstr (gtk_editable_get_text (find_known (&desk)), ==, "12 Nov 2024");
  press (&desk, _ ("Yesterday"));
  draft = close_page (&desk);
  g_assert_cmpstr (ktg_draft_get_report (draft)->known, ==, "2024-11-11");
}

static void
a_press_answers_and_leads_on (SessionFixture *fixture, gconstpointer user_data)
{
  Desk desk = { .fixture = fixture };
  g_autoptr (KtgDraft) draft = NULL;
  const KtgReport *report;

  open_page (&desk, NULL);
  press (&desk, "Photo with candidate");
  g_assert_true (
      gtk_widget_is_ancestor (get_focus (&desk), find (&desk, ADW_TYPE_ENTRY_ROW, _ ("Name"))));
  press (&desk, "Posts or likes for candidate");
  press (&desk, "Photo with candidate");
  g_assert_true (
      gtk_widget_is_ancestor (get_focus (&desk), find (&desk, ADW_TYPE_ENTRY_ROW, _ ("Name"))));
  draft = close_page (&desk);
  report = ktg_draft_get_report (draft);
  g_assert_cmpuint (report->violations->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (report->violations, 0), ==, "DS-06");
}

static void
all_suspicions_are_browsed_by_category (SessionFixture *fixture, gconstpointer user_data)
{
  Desk       desk = { .fixture = fixture };
  GtkWidget *row;
  g_autoptr (KtgDraft) draft = NULL;
  const KtgReport *report;

  open_page (&desk, NULL);
  g_assert_false (session_fixture_has_words (GTK_WIDGET (desk.page), "Other suspicion"));
  press (&desk, _ ("Browse…"));
  g_assert_true (session_fixture_has_words (GTK_WIDGET (desk.page), "Code of ethics"));
  g_assert_true (session_fixture_has_words (GTK_WIDGET (desk.page), "Other suspicion"));
  row = find (&desk, KTG_TYPE_FOUND_ROW, "Campaigning with state facilities");
  g_assert_true (session_fixture_has_words (row, "DS-15 · After candidates are fixed"));
  g_signal_emit_by_name (session_fixture_find (row, GTK_TYPE_BUTTON, NULL), "clicked");
  g_assert_null (
      session_fixture_find (GTK_WIDGET (desk.page), KTG_TYPE_FOUND_ROW, "Other suspicion"));
  draft = close_page (&desk);
  report = ktg_draft_get_report (draft);
  g_assert_cmpstr (g_ptr_array_index (report->violations, 0), ==, "DS-15");
}

/* By a word that only its keywords have; Enter takes the first. */
static void
what_is_browsed_is_searched_and_enter_takes_the_first (SessionFixture *fixture,
                                                       gconstpointer   user_data)
{
  Desk desk = { .fixture = fixture };
  g_autoptr (KtgDraft) draft = NULL;
  GtkWidget *search, *row;

  open_page (&desk, NULL);
  press (&desk, _ ("Browse…"));
  search = find (&desk, GTK_TYPE_SEARCH_ENTRY, NULL);
  row = find (&desk, KTG_TYPE_FOUND_ROW, "Other suspicion");
  g_assert_true (gtk_widget_get_child_visible (row));
  gtk_editable_set_text (GTK_EDITABLE (search), "state facilities");
  g_signal_emit_by_name (search, "search-changed");
  g_assert_false (gtk_widget_get_child_visible (row));
  g_signal_emit_by_name (search, "activate");
  g_assert_null (
      session_fixture_find (GTK_WIDGET (desk.page), KTG_TYPE_FOUND_ROW, "Other suspicion"));
  draft = close_page (&desk);
  g_assert_cmpstr (g_ptr_array_index (ktg_draft_get_report (draft)->violations, 0), ==, "DS-15");
}

static const char *
get_typed_place (SessionFixture *fixture, const char *typed, int *number)
{
  static char place[128];
  Desk        desk = { .fixture = fixture };
  g_autoptr (KtgDraft) draft = NULL;

  open_page (&desk, NULL);
  choose_notoprajan (&desk);
  gtk_editable_set_text (find_entry (&desk, _ ("Number of the polling place (TPS), if any")),
                         typed);
  draft = close_page (&desk);
  *number = ktg_draft_get_report (draft)->polling_place;
  g_strlcpy (place,
             ktg_draft_get_report (draft)->place_words == NULL
                 ? ""
                 : ktg_draft_get_report (draft)->place_words,
             sizeof place);
  return place;
}

static void
what_is_no_number_of_a_polling_place_is_kept (SessionFixture *fixture, gconstpointer user_data)
{
  int number;

  g_assert_cmpstr (get_typed_place (fixture, "behind the hall", &number),
                   ==,
                   "TPS: behind the hall");
  g_assert_cmpint (number, ==, 0);
}

static void
a_number_of_a_polling_place_is_understood (SessionFixture *fixture, gconstpointer user_data)
{
  int number;

  g_assert_cmpstr (get_typed_place (fixture, "TPS 03 ", &number), ==, "");
  g_assert_cmpint (number, ==, 3);
}

static void
the_point_of_a_photo_is_written_by_a_press (SessionFixture *fixture, gconstpointer user_data)
{
  Desk desk = { .fixture = fixture };
  g_autoptr (KtgReport) report = ktg_report_new ();
  g_autoptr (KtgDraft) draft = NULL;
  KtgEvidence *photo = new_post ();
  GtkWidget   *button;

  photo->has_position = TRUE;
  photo->latitude = -7.801234;
  photo->longitude = 110.3589;
  report->kind = g_strdup ("lhp");
  report->place_words = g_strdup ("Balai desa");
  g_ptr_array_add (report->evidence, photo);
  open_draft (&desk, report);
  button = find (&desk, GTK_TYPE_BUTTON, _ ("Use This Point"));
  g_assert_true (session_fixture_has_words (GTK_WIDGET (desk.page),
                                            "Coordinates of photo 1: -7.80123, 110.35890"));
  g_assert_true (gtk_widget_get_mapped (button));
  g_signal_emit_by_name (button, "clicked");
  g_assert_false (gtk_widget_get_mapped (button));
  draft = close_page (&desk);
  g_assert_cmpstr (ktg_draft_get_report (draft)->place_words,
                   ==,
                   "Balai desa; -7.80123, 110.35890");
}

static void
open_with_photo (Desk *desk, const char *taken, const char *known)
{
  g_autoptr (KtgReport) report = ktg_report_new ();
  KtgEvidence *photo = new_post ();

  photo->taken = g_strdup (taken);
  report->known = g_strdup (known);
  report->kind = g_strdup ("lhp");
  report->place_region = g_strdup (NOTOPRAJAN);
  g_ptr_array_add (report->evidence, photo);
  open_draft (desk, report);
}

static void
assert_photo_gives (SessionFixture *fixture, const char *taken, const char *button)
{
  Desk desk = { .fixture = fixture };
  g_autoptr (KtgDraft) draft = NULL;

  open_with_photo (&desk, taken, "2024-11-11");
  g_assert_false (session_fixture_has_words (GTK_WIDGET (desk.page), "from photo 1"));
  g_signal_emit_by_name (find (&desk, GTK_TYPE_BUTTON, button), "clicked");
  g_assert_true (GTK_IS_TEXT_VIEW (get_focus (&desk)));
  g_assert_true (session_fixture_has_words (GTK_WIDGET (desk.page), "from photo 1"));
  draft = close_page (&desk);
  g_assert_cmpstr (ktg_draft_get_report (draft)->happened, ==, "2024-11-10T19:30:05+07:00");
}

static void
the_time_of_a_photo_is_taken_to_the_second_and_said_to_be_from_there (SessionFixture *fixture,
                                                                      gconstpointer   user_data)
{
  assert_photo_gives (fixture,
                      "2024-11-10T19:30:05+07:00",
                      "Use the time of photo 1: 10 Nov 2024, 19:30");
}

static void
a_photo_does_not_say_when_it_became_known (SessionFixture *fixture, gconstpointer user_data)
{
  Desk desk = { .fixture = fixture };
  g_autoptr (KtgDraft) draft = NULL;

  open_with_photo (&desk, "2024-11-10T19:30:05+07:00", NULL);
  g_signal_emit_by_name (find (&desk,
                               GTK_TYPE_BUTTON,
                               "Use the time of photo 1: 10 Nov 2024, 19:30"),
                         "clicked");
  g_assert_true (gtk_widget_is_ancestor (get_focus (&desk), GTK_WIDGET (find_known (&desk))));
  draft = close_page (&desk);
  g_assert_cmpstr (ktg_draft_get_report (draft)->happened, ==, "2024-11-10T19:30:05+07:00");
  g_assert_null (ktg_draft_get_report (draft)->known);
}

static void
what_she_writes_is_not_from_the_photo (SessionFixture *fixture, gconstpointer user_data)
{
  Desk desk = { .fixture = fixture };
  g_autoptr (KtgDraft) draft = NULL;

  open_with_photo (&desk, "2024-11-10T19:30:05+07:00", NULL);
  gtk_editable_set_text (find_entry (&desk, _ ("It happened")), "10 Nov 2024 19.40");
  g_assert_false (session_fixture_has_words (GTK_WIDGET (desk.page), "from photo 1"));
  draft = close_page (&desk);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(set_up, path, function)                                                                \
  g_test_add (path, SessionFixture, NULL, set_up, function, session_fixture_tear_down)
  ADD (session_fixture_set_up,
       "/place-of-draft/when-it-became-known-nobody-says-for-her",
       when_it_became_known_nobody_says_for_her);
  ADD (session_fixture_set_up,
       "/place-of-draft/a-photo-does-not-say-when-it-became-known",
       a_photo_does_not_say_when_it_became_known);
  ADD (set_up_early,
       "/place-of-draft/what-became-known-today-is-the-day-of-the-place",
       what_became_known_today_is_the_day_of_the_place);
  ADD (set_up_early, "/place-of-draft/a-day-that-was-written-stays", a_day_that_was_written_stays);
  ADD (set_up_early,
       "/place-of-draft/a-draft-that-is-opened-again-keeps-its-day",
       a_draft_that_is_opened_again_keeps_its_day);
  ADD (set_up_early,
       "/place-of-draft/a-post-has-the-clock-of-the-place",
       a_post_has_the_clock_of_the_place);
  ADD (session_fixture_set_up,
       "/place-of-draft/a-part-with-an-open-question-is-not-called-complete",
       a_part_with_an_open_question_is_not_called_complete);
  ADD (session_fixture_set_up, "/place-of-draft/both-times-are-as-high", both_times_are_as_high);
  ADD (session_fixture_set_up,
       "/place-of-draft/a-press-takes-the-code-that-came-for-one-that-went",
       a_press_takes_the_code_that_came_for_one_that_went);
  ADD (session_fixture_set_up,
       "/place-of-draft/where-nothing-came-for-it-nothing-is-offered",
       where_nothing_came_for_it_nothing_is_offered);
  ADD (set_up_early,
       "/place-of-draft/a-press-takes-a-day-of-the-place",
       a_press_takes_a_day_of_the_place);
  ADD (session_fixture_set_up,
       "/place-of-draft/the-time-of-a-photo-is-taken-to-the-second-and-said-to-be-from-there",
       the_time_of_a_photo_is_taken_to_the_second_and_said_to_be_from_there);
  ADD (session_fixture_set_up,
       "/place-of-draft/what-she-writes-is-not-from-the-photo",
       what_she_writes_is_not_from_the_photo);
  ADD (session_fixture_set_up,
       "/place-of-draft/what-is-no-number-of-a-polling-place-is-kept",
       what_is_no_number_of_a_polling_place_is_kept);
  ADD (session_fixture_set_up,
       "/place-of-draft/a-number-of-a-polling-place-is-understood",
       a_number_of_a_polling_place_is_understood);
  ADD (session_fixture_set_up,
       "/place-of-draft/the-point-of-a-photo-is-written-by-a-press",
       the_point_of_a_photo_is_written_by_a_press);
  ADD (session_fixture_set_up,
       "/place-of-draft/all-suspicions-are-browsed-by-category",
       all_suspicions_are_browsed_by_category);
  ADD (session_fixture_set_up,
       "/place-of-draft/what-is-browsed-is-searched-and-enter-takes-the-first",
       what_is_browsed_is_searched_and_enter_takes_the_first);
  ADD (session_fixture_set_up,
       "/place-of-draft/a-press-answers-and-leads-on",
       a_press_answers_and_leads_on);
#undef ADD

  return g_test_run ();
}
