/* test-templates.c - each template is made, shown and destroyed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-fixture.h"

#include "ktg-account-section.h"
#include "ktg-camera-page.h"
#include "ktg-camera-view.h"
#include "ktg-choice-row.h"
#include "ktg-choices-row.h"
#include "ktg-deadline-pill.h"
#include "ktg-editor-page.h"
#include "ktg-enrol-dialog.h"
#include "ktg-evidence-row.h"
#include "ktg-evidence-section.h"
#include "ktg-evidence-stage.h"
#include "ktg-fact-row.h"
#include "ktg-film-strip.h"
#include "ktg-filter-bar.h"
#include "ktg-fold.h"
#include "ktg-form-box.h"
#include "ktg-form-part.h"
#include "ktg-form-row.h"
#include "ktg-found-row.h"
#include "ktg-greeting-page.h"
#include "ktg-kept-section.h"
#include "ktg-kind-section.h"
#include "ktg-lack-button.h"
#include "ktg-law-row.h"
#include "ktg-line-field.h"
#include "ktg-person-row.h"
#include "ktg-persons-section.h"
#include "ktg-picker.h"
#include "ktg-picture-frame.h"
#include "ktg-place-section.h"
#include "ktg-preferences-window.h"
#include "ktg-print-dialog.h"
#include "ktg-queue-page.h"
#include "ktg-region-field.h"
#include "ktg-repeat-box.h"
#include "ktg-report-list.h"
#include "ktg-report-page.h"
#include "ktg-report-row.h"
#include "ktg-report-story.h"
#include "ktg-rules-card.h"
#include "ktg-signing-sheet.h"
#include "ktg-step-mark.h"
#include "ktg-sync-strip.h"
#include "ktg-taken-row.h"
#include "ktg-text-area.h"
#include "ktg-time-field.h"
#include "ktg-time-section.h"
#include "ktg-timeline-row.h"
#include "ktg-viewer-page.h"
#include "ktg-violation-row.h"
#include "ktg-violation-section.h"
#include "ktg-window-size.h"
#include "ktg-window.h"
#include "ktg-yes-no-row.h"

#include <ktg-law-words.h>

typedef GType (*GetType) (void);

/* A row is at home in a list. */
static GtkWindow *
make_window (GtkWidget *widget)
{
  GtkWindow *window;
  GtkWidget *list;

  if (GTK_IS_WINDOW (widget))
    return GTK_WINDOW (widget);

  window = GTK_WINDOW (gtk_window_new ());

  if (!GTK_IS_LIST_BOX_ROW (widget))
    {
      gtk_window_set_child (window, widget);
      return window;
    }

  list = gtk_list_box_new ();
  gtk_list_box_append (GTK_LIST_BOX (list), widget);
  gtk_window_set_child (window, list);
  return window;
}

/* Newer versions of GTK warn of what wants to be higher while its width is not known than it needs
 * to be at some width. */
static void
judge_heights (GtkWidget *widget)
{
  int narrowest, least;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &narrowest, NULL, NULL, NULL);
  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, -1, &least, NULL, NULL, NULL);

  for (int width = narrowest; width < narrowest + 1200; width += 40)
    {
      int minimum, natural;

      gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, width, &minimum, &natural, NULL, NULL);
      g_assert_cmpint (minimum, >=, least);
      g_assert_cmpint (natural, >=, minimum);
    }
}

/* What is not let go when its window goes is a leak. */
static void
show_and_destroy (GtkWidget *widget)
{
  GtkWindow *window = make_window (widget);
  gpointer   watched = widget;

  g_object_add_weak_pointer (G_OBJECT (widget), &watched);
  gtk_window_present (window);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (window));
  g_assert_true (gtk_widget_get_mapped (widget));
  judge_heights (widget);
  gtk_window_destroy (window);

  while (g_main_context_iteration (NULL, FALSE))
    ;

  g_assert_null (watched);
}

static void
parsing_failed_cb (GtkCssProvider *provider, GtkCssSection *section, const GError *error)
{
  g_autofree char *place = gtk_css_section_to_string (section);

  g_error ("%s: %s", place, error->message);
}

/* A block that is left open takes all that follows with it. */
static void
test_style_sheet (gconstpointer user_data)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();
  g_autofree char *path = g_strconcat ("/id/kentongan/Kentongan/", user_data, NULL);

  g_signal_connect (provider, "parsing-error", G_CALLBACK (parsing_failed_cb), NULL);
  gtk_css_provider_load_from_resource (provider, path);
}

static void
test_plain (gconstpointer user_data)
{
  GetType get_type = (GetType)user_data;

  show_and_destroy (g_object_new (get_type (), NULL));
}

static void
test_resource (gconstpointer user_data)
{
  const char *const *names = user_data;
  g_autofree char   *path = g_strconcat ("/id/kentongan/Kentongan/", names[0], ".ui", NULL);
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource (path);
  GtkWidget *widget = GTK_WIDGET (gtk_builder_get_object (builder, names[1]));

  g_assert_nonnull (widget);
  gtk_window_present (GTK_WINDOW (widget));
  gtk_test_widget_wait_for_draw (widget);
  gtk_window_destroy (GTK_WINDOW (widget));
}

/* From 1.3 on libadwaita warns of a label of its own in a message dialog that has little room. */
static GLogLevelFlags
bear_with_message_dialogs (void)
{
  GLogLevelFlags borne = adw_get_minor_version () > 2 ? G_LOG_LEVEL_WARNING : 0;
  GLogLevelFlags fatal = g_log_set_always_fatal (G_LOG_FATAL_MASK);

  g_log_set_always_fatal (fatal & ~borne);
  return fatal;
}

static void
test_message_dialog (gconstpointer user_data)
{
  GLogLevelFlags fatal = bear_with_message_dialogs ();

  test_resource (user_data);
  g_log_set_always_fatal (fatal);
}

static void
show_signing_sheet (SessionFixture *fixture, const KtgEvidence *evidence)
{
  g_autoptr (KtgReport) report = ktg_report_new ();
  KtgSigningSheet *sheet;

  g_ptr_array_add (report->evidence, ktg_evidence_copy (evidence));
  sheet = ktg_signing_sheet_new (fixture->session, report);
  ktg_signing_sheet_say_missing (sheet, "• evidence");
  show_and_destroy (GTK_WIDGET (sheet));
}

/* Whoever hears the button hears of the server, too. */
static void
test_strip_is_described (void)
{
  GtkWidget *strip = g_object_ref_sink (g_object_new (KTG_TYPE_SYNC_STRIP, NULL));
  GtkWidget *button = session_fixture_find (strip, GTK_TYPE_BUTTON, NULL);

  g_assert_true (gtk_test_accessible_has_relation (GTK_ACCESSIBLE (button),
                                                   GTK_ACCESSIBLE_RELATION_DESCRIBED_BY));
  g_object_unref (strip);
}

/* What a pack here says of it, and what none does. */
static void
show_violation (const KtgReportLaw *law, const char *code)
{
  KtgViolationRow *row = ktg_violation_row_new (code);

  ktg_violation_row_show (row, law);
  show_and_destroy (GTK_WIDGET (row));
}

static void
show_law (const KtgPack *pack)
{
  g_autoptr (KtgReport) report = ktg_report_new ();
  g_autoptr (KtgReportLaw) law = ktg_report_law_new (pack, report);
  KtgFact fact = { .name = (char *)"name", .value = (char *)"value", .detail = (char *)"detail" };
  KtgRulesCard *card = g_object_new (KTG_TYPE_RULES_CARD, NULL);

  fact.below = ktg_law_words_new (law, ktg_report_law_get_violation (law, "KE-05"));
  show_and_destroy (ktg_law_row_new (&fact, TRUE));
  show_and_destroy (ktg_fact_row_new_whole (&fact));
  g_ptr_array_unref (fact.below);
  show_violation (law, "KE-05");
  show_violation (law, "of-tomorrow");
  ktg_rules_card_show (card, law);
  show_and_destroy (GTK_WIDGET (card));
}

static void
test_rows (SessionFixture *fixture, gconstpointer user_data)
{
  g_autoptr (KtgPerson) person = ktg_person_new (KTG_PERSON_WITNESS);
  g_autoptr (KtgEvidence) evidence = ktg_evidence_new ();
  KtgTimelineStep step = { KTG_MARK_UNDER_WAY, (char *)"what", (char *)"when", (char *)"who" };

  g_free (evidence->sha256);
  evidence->sha256 = g_strnfill (64, 'a');
  g_free (evidence->original_name);
  evidence->original_name = g_strdup ("IMG-20241112-WA0003.jpg");
  g_free (evidence->media_type);
  evidence->media_type = g_strdup ("image/jpeg");
  evidence->origin = KTG_ORIGIN_WHATSAPP_PHOTO;

  show_and_destroy (GTK_WIDGET (ktg_person_row_new (fixture->session, person)));
  show_and_destroy (GTK_WIDGET (ktg_evidence_row_new (fixture->session, evidence, "Odd")));
  show_and_destroy (GTK_WIDGET (ktg_taken_row_new ("KE-05", "KE-05", "Photo", "Code of ethics")));
  show_and_destroy (
      GTK_WIDGET (ktg_taken_row_new ("of-tomorrow", "of-tomorrow", "of-tomorrow", NULL)));
  show_and_destroy (ktg_fact_row_new ("name", "value"));
  show_law (ktg_session_get_pack (fixture->session));
  show_and_destroy (ktg_timeline_row_new (&step, 0, 2));
  show_signing_sheet (fixture, evidence);
}

static int
measure_least (const char *value)
{
  GtkWidget *row = g_object_ref_sink (ktg_fact_row_new ("name", value));
  int        minimum;

  gtk_widget_measure (row, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_object_unref (row);
  return minimum;
}

/* A long account is not broken at each letter to know how narrow it can be: that takes seconds. */
static void
test_long_value (void)
{
  g_autofree char *words = g_strnfill (100 * 1000, 'a');

  g_assert_cmpint (measure_least (words), >, measure_least ("a") + 100);
}

static void
test_pages (SessionFixture *fixture, gconstpointer user_data)
{
  KtgEditorPage *editor = ktg_editor_page_new (fixture->session);
  KtgReportList *list = g_object_new (KTG_TYPE_REPORT_LIST, NULL);

  ktg_editor_page_open (editor, NULL);
  show_and_destroy (GTK_WIDGET (editor));
  ktg_report_list_show (list, fixture->session);
  show_and_destroy (GTK_WIDGET (list));
  show_and_destroy (GTK_WIDGET (ktg_queue_page_new (fixture->session)));
  show_and_destroy (GTK_WIDGET (ktg_enrol_dialog_new (fixture->session)));
  show_and_destroy (GTK_WIDGET (ktg_preferences_window_new (fixture->session)));
  show_and_destroy (GTK_WIDGET (ktg_print_dialog_new_for_report (fixture->session, "none", FALSE)));
}

static void
add_plain_tests (void)
{
  static const struct
  {
    const char *name;
    GetType     get_type;
  } rows[] = {
    { "account-section", ktg_account_section_get_type },
    { "camera-page", ktg_camera_page_get_type },
    { "camera-view", ktg_camera_view_get_type },
    { "choice-row", ktg_choice_row_get_type },
    { "choices-row", ktg_choices_row_get_type },
    { "deadline-pill", ktg_deadline_pill_get_type },
    { "editor-page", ktg_editor_page_get_type },
    { "evidence-section", ktg_evidence_section_get_type },
    { "evidence-stage", ktg_evidence_stage_get_type },
    { "film-strip", ktg_film_strip_get_type },
    { "filter-bar", ktg_filter_bar_get_type },
    { "fold", ktg_fold_get_type },
    { "form-box", ktg_form_box_get_type },
    { "form-part", ktg_form_part_get_type },
    { "form-row", ktg_form_row_get_type },
    { "found-row", ktg_found_row_get_type },
    { "greeting-page", ktg_greeting_page_get_type },
    { "kept-section", ktg_kept_section_get_type },
    { "kind-section", ktg_kind_section_get_type },
    { "lack-button", ktg_lack_button_get_type },
    { "line-field", ktg_line_field_get_type },
    { "persons-section", ktg_persons_section_get_type },
    { "picker", ktg_picker_get_type },
    { "picture-frame", ktg_picture_frame_get_type },
    { "place-section", ktg_place_section_get_type },
    { "queue-page", ktg_queue_page_get_type },
    { "region-field", ktg_region_field_get_type },
    { "repeat-box", ktg_repeat_box_get_type },
    { "report-list", ktg_report_list_get_type },
    { "report-page", ktg_report_page_get_type },
    { "report-story", ktg_report_story_get_type },
    { "report-row", ktg_report_row_get_type },
    { "step-mark", ktg_step_mark_get_type },
    { "sync-strip", ktg_sync_strip_get_type },
    { "text-area", ktg_text_area_get_type },
    { "time-field", ktg_time_field_get_type },
    { "time-section", ktg_time_section_get_type },
    { "viewer-page", ktg_viewer_page_get_type },
    { "violation-section", ktg_violation_section_get_type },
    { "window", ktg_window_get_type },
    { "yes-no-row", ktg_yes_no_row_get_type },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path
          = g_strdup_printf ("/templates/%s-is-made-shown-and-destroyed", rows[i].name);

      g_test_add_data_func (path, (gconstpointer)rows[i].get_type, test_plain);
    }
}

/* In each language, with twice the text, in a window that is held in a hand. */
static void
test_persons_at_twice_the_text (void)
{
  GtkSettings *settings = gtk_settings_get_default ();
  int          dpi, minimum;
  GtkWidget   *section;

  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  g_object_set (settings, "gtk-xft-dpi", 2 * 96 * 1024, NULL);
  section = g_object_ref_sink (g_object_new (KTG_TYPE_PERSONS_SECTION, NULL));
  gtk_widget_measure (section, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <, 560);
  g_object_unref (section);
  g_object_set (settings, "gtk-xft-dpi", dpi, NULL);
}

/* Of the computer, so a window of any profile has it. */
static void
test_window_size (void)
{
  GtkWindow *left = GTK_WINDOW (gtk_window_new ());
  GtkWindow *next = GTK_WINDOW (gtk_window_new ());
  GtkWindow *whole = GTK_WINDOW (gtk_window_new ());
  int        width, height;

  gtk_window_set_default_size (left, 701, 502);
  ktg_window_size_remember (left);
  ktg_window_size_restore (next);
  gtk_window_get_default_size (next, &width, &height);
  g_assert_cmpint (width, ==, 701);
  g_assert_cmpint (height, ==, 502);
  g_assert_false (gtk_window_is_maximized (next));

  gtk_window_maximize (left);
  ktg_window_size_remember (left);
  ktg_window_size_restore (whole);
  g_assert_true (gtk_window_is_maximized (whole));

  gtk_window_destroy (left);
  gtk_window_destroy (next);
  gtk_window_destroy (whole);
}

int
main (int argc, char **argv)
{
  static const char *const addition[] = { "ktg-addition-dialog", "addition_dialog" };
  static const char *const withdraw[] = { "ktg-withdraw-dialog", "withdraw_dialog" };
  static const char *const shortcuts[] = { "ktg-shortcuts-window", "shortcuts_window" };

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  add_plain_tests ();
  g_test_add_func ("/templates/what-is-said-of-the-server-is-heard-at-the-strip",
                   test_strip_is_described);
  g_test_add_func ("/templates/twice-the-text-of-people-fits-a-narrow-window",
                   test_persons_at_twice_the_text);
  g_test_add_func ("/templates/the-size-of-the-window-is-kept-for-this-computer", test_window_size);
  g_test_add_func ("/templates/a-long-value-is-not-broken-at-each-letter", test_long_value);
  g_test_add_data_func ("/templates/the-question-before-a-file-is-added-is-shown",
                        addition,
                        test_message_dialog);
  g_test_add_data_func ("/templates/the-question-before-withdrawing-is-shown",
                        withdraw,
                        test_message_dialog);
  g_test_add_data_func ("/templates/the-keyboard-shortcuts-are-shown", shortcuts, test_resource);
  g_test_add ("/templates/rows-are-made-shown-and-destroyed",
              SessionFixture,
              NULL,
              session_fixture_set_up,
              test_rows,
              session_fixture_tear_down);
  g_test_add ("/templates/pages-are-made-shown-and-destroyed",
              SessionFixture,
              NULL,
              session_fixture_set_up,
              test_pages,
              session_fixture_tear_down);

  g_test_add_data_func ("/templates/the-style-is-read-whole", "style.css", test_style_sheet);
  g_test_add_data_func ("/templates/the-dark-style-is-read-whole",
                        "style-dark.css",
                        test_style_sheet);
  g_test_add_data_func ("/templates/the-style-of-high-contrast-is-read-whole",
                        "style-hc.css",
                        test_style_sheet);

  return g_test_run ();
}
