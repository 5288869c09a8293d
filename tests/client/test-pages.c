/* test-pages.c - every page at every size: nothing is cut off, and no name is shortened
 *
 * The reports are those of practice, on one evening for ever.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "editor-pages.h"
#include "page-tour.h"
#include "queue-states.h"
#include "session-fixture.h"

#include "ktg-camera-page.h"
#include "ktg-camera-program.h"
#include "ktg-camera-view.h"
#include "ktg-code-camera-window.h"
#include "ktg-code-picture-row.h"
#include "ktg-deadline-pill.h"
#include "ktg-evidence-view.h"
#include "ktg-filter-bar.h"
#include "ktg-greeting-page.h"
#include "ktg-picture-view.h"
#include "ktg-recap-page.h"
#include "ktg-report-list.h"
#include "ktg-report-page.h"
#include "ktg-report-story.h"
#include "ktg-rules-page.h"
#include "ktg-timeline-row.h"
#include "ktg-viewer-panel.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <ktg-language.h>

#define N_REPORTS 12
#define COLOURS "videotestsrc is-live=true pattern=smpte100 ! video/x-raw,width=1280,height=960"

static const PageLook looks[] = { { "1366x768", 1366, 768, FALSE, FALSE, 1, 1 },
                                  { "1366x768-dark", 1366, 768, TRUE, FALSE, 1, 1 },
                                  { "1024x600", 1024, 600, FALSE, FALSE, 1, 1 },
                                  { "600x900", 600, 900, FALSE, FALSE, 1, 1 },
                                  { "600x900-dark", 600, 900, TRUE, FALSE, 1, 1 },
                                  { "1366x768-contrast", 1366, 768, FALSE, TRUE, 1, 4 },
                                  { "600x900-contrast", 600, 900, TRUE, TRUE, 1, 4 },
                                  { "1366x768-large", 1366, 768, FALSE, FALSE, 2, 3 },
                                  { "600x900-large", 600, 900, FALSE, FALSE, 2, 3 } };

static GtkApplication *application; /* has the style sheets */

/* --- the tour --- */

static gboolean
has_all (gpointer user_data)
{
  return g_list_model_get_n_items (ktg_store_get_summaries (user_data)) == N_REPORTS;
}

static gboolean
shows_photo (gpointer user_data)
{
  GtkWidget *view = session_fixture_find (GTK_WIDGET (((PageTour *)user_data)->window),
                                          KTG_TYPE_PICTURE_VIEW,
                                          NULL);

  return ktg_picture_view_get_zoom (KTG_PICTURE_VIEW (view)) > 0;
}

static gboolean
can_cover (gpointer user_data)
{
  GtkWidget *button = session_fixture_find (GTK_WIDGET (((PageTour *)user_data)->window),
                                            GTK_TYPE_BUTTON,
                                            _ ("Add a Cover"));

  return gtk_widget_is_sensitive (button);
}

/* Its photo, closely, and a copy of it for others. */
static void
look_at_photo (PageTour *tour)
{
  GtkWidget *window = GTK_WIDGET (tour->window);
  GtkWidget *button;

  g_signal_emit_by_name (session_fixture_find (window, KTG_TYPE_EVIDENCE_VIEW, NULL), "opened", 0);
  session_fixture_wait (shows_photo, tour);
  page_tour_look_at (tour, "viewer");
  g_signal_emit_by_name (session_fixture_find (window, KTG_TYPE_VIEWER_PANEL, NULL), "covered");
  session_fixture_wait (can_cover, tour);
  button = session_fixture_find (window, GTK_TYPE_BUTTON, _ ("Add a Cover"));
  g_signal_emit_by_name (button, "clicked");
  page_tour_look_at (tour, "cover");
  gtk_widget_activate_action (window, "win.back", NULL);
  gtk_widget_activate_action (window, "win.back", NULL);
}

/* "… then try again" stands above it: that is the button that stands out. */
static void
judge_refusal (PageTour *tour)
{
  GtkWidget *window = GTK_WIDGET (tour->window);
  GtkWidget *retry = session_fixture_find (window, GTK_TYPE_BUTTON, _ ("Try Again"));
  GtkWidget *refile = session_fixture_find (window, GTK_TYPE_BUTTON, _ ("File Anew…"));

  g_assert_true (gtk_widget_has_css_class (retry, "suggested-action"));
  g_assert_false (gtk_widget_has_css_class (refile, "suggested-action"));
}

/* How long there is, which stands below how the report stands. */
static GtkWidget *
find_limit (PageTour *tour)
{
  GtkWidget *story = session_fixture_find (GTK_WIDGET (tour->window), KTG_TYPE_REPORT_STORY, NULL);

  return session_fixture_find (story, KTG_TYPE_DEADLINE_PILL, NULL);
}

static guint
count_rows (GtkWidget *widget)
{
  guint n = G_TYPE_CHECK_INSTANCE_TYPE (widget, KTG_TYPE_TIMELINE_ROW);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_rows (child);

  return n;
}

/* Of a report that an office decided on there is more than its own way, however soon it is opened.
 */
static void
judge_steps (PageTour *tour, const KtgSummaryFields *fields)
{
  GtkWidget *story = session_fixture_find (GTK_WIDGET (tour->window), KTG_TYPE_REPORT_STORY, NULL);

  if (fields->case_state != NULL)
    g_assert_cmpuint (count_rows (story), >=, 5);
}

static void
look_at_copying (PageTour *tour)
{
  GtkWidget *page = session_fixture_find (GTK_WIDGET (tour->window), KTG_TYPE_REPORT_PAGE, NULL);

  gtk_widget_activate_action (page, "report.copy-out", NULL);
  page_tour_look_at_above (tour, "copy-out");
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (page_tour_find_above (tour)), "cancel");
}

static void
look_at_printing (PageTour *tour)
{
  GtkWidget *page = session_fixture_find (GTK_WIDGET (tour->window), KTG_TYPE_REPORT_PAGE, NULL);

  gtk_widget_activate_action (page, "paper.print", NULL);
  page_tour_look_at_above (tour, "print");
  page_tour_close_above (tour);
}

static void
look_at_reports (PageTour *tour, KtgStore *store)
{
  GListModel *summaries = ktg_store_get_summaries (store);
  GtkWidget  *list = session_fixture_find (GTK_WIDGET (tour->window), KTG_TYPE_REPORT_LIST, NULL);

  for (guint i = 0; i < N_REPORTS; i += tour->look->step)
    {
      g_autoptr (KtgSummary) summary = g_list_model_get_item (summaries, i);
      const KtgSummaryFields *fields = ktg_summary_get (summary);
      g_autofree char        *name
          = g_strdup_printf ("report-%02u-%s", i, ktg_state_get_name (fields->state));

      g_signal_emit_by_name (list, "opened", summary);
      page_tour_look_at (tour, name);
      if (i == 0)
        {
          look_at_photo (tour);
          look_at_printing (tour);
          look_at_copying (tour);
        }
      judge_steps (tour, fields);
      if (fields->state == KTG_STATE_PARKED)
        judge_refusal (tour);
      if (fields->state == KTG_STATE_QUEUED)
        page_tour_judge_in_sight (tour, find_limit (tour));
    }
}

static void
look_at_window (PageTour *tour, const char *action, const char *name)
{
  gtk_widget_activate_action (GTK_WIDGET (tour->window), action, NULL);
  page_tour_look_at_above (tour, name);
  page_tour_close_above (tour);
}

static void
look_at_preferences (PageTour *tour)
{
  GtkWidget *page;

  gtk_widget_activate_action (GTK_WIDGET (tour->window), "win.preferences", NULL);
  page_tour_look_at_above (tour, "preferences");
  page = session_fixture_find (page_tour_find_above (tour), KTG_TYPE_RULES_PAGE, NULL);
  adw_preferences_window_set_visible_page (ADW_PREFERENCES_WINDOW (page_tour_find_above (tour)),
                                           ADW_PREFERENCES_PAGE (page));
  page_tour_look_at_above (tour, "rules");
  page_tour_close_above (tour);
}

static void
look_at_empty_lists (PageTour *tour)
{
  GtkWidget *window = GTK_WIDGET (tour->window);
  GtkWidget *list = session_fixture_find (window, KTG_TYPE_REPORT_LIST, NULL);
  GtkWidget *bar = session_fixture_find (list, KTG_TYPE_FILTER_BAR, NULL);
  GtkWidget *search = session_fixture_find (list, GTK_TYPE_SEARCH_ENTRY, NULL);

  gtk_editable_set_text (GTK_EDITABLE (search), "tidak ada yang begini");
  g_signal_emit_by_name (search, "search-changed");
  page_tour_look_at (tour, "list-no-hit");
  gtk_editable_set_text (GTK_EDITABLE (search), "");
  g_signal_emit_by_name (search, "search-changed");
  ktg_filter_bar_set_filter (KTG_FILTER_BAR (bar), KTG_REPORT_FILTER_DONE);
  gtk_widget_activate_action (list, "list.period", "s", "week");
  page_tour_look_at (tour, "list-nothing");
  gtk_widget_activate_action (list, "list.period", "s", "all");
  ktg_filter_bar_set_filter (KTG_FILTER_BAR (bar), KTG_REPORT_FILTER_ALL);
}

static void
use_camera (const char *source)
{
  ktg_camera_program_use (g_getenv ("KENTONGAN_CAMERA"), source, FALSE);
}

static gboolean
is_live (gpointer user_data)
{
  return ktg_camera_view_is_live (user_data);
}

static gboolean
has_photo (gpointer user_data)
{
  g_autofree char *words = g_strdup_printf (ngettext ("%u photo added", "%u photos added", 1), 1);

  return session_fixture_has_words (user_data, words);
}

static gboolean
can_try_again (gpointer user_data)
{
  return gtk_widget_get_mapped (session_fixture_find (user_data, GTK_TYPE_BUTTON, _ ("Try Again")));
}

/* It stands over the window that stands over the app's. */
static GtkWidget *
open_scanner (PageTour *tour)
{
  GtkWidget *row
      = session_fixture_find (page_tour_find_above (tour), KTG_TYPE_CODE_PICTURE_ROW, NULL);
  GtkWidget *scanner = GTK_WIDGET (ktg_code_camera_window_new (row));

  gtk_window_present (GTK_WINDOW (scanner));
  session_fixture_wait (is_live, session_fixture_find (scanner, KTG_TYPE_CAMERA_VIEW, NULL));
  return scanner;
}

static void
look_at_scanner (PageTour *tour)
{
  gtk_widget_activate_action (GTK_WIDGET (tour->window), "win.enrol", NULL);
  page_tour_look_at_above (tour, "enrol-camera");
  tour->looked_at = open_scanner (tour);
  page_tour_look_at (tour, "enrol-scan");
  gtk_window_destroy (GTK_WINDOW (tour->looked_at));
  tour->looked_at = GTK_WIDGET (tour->window);
  page_tour_close_above (tour);
}

/* A photo is taken, and the camera is pulled out. */
static void
look_at_camera (PageTour *tour)
{
  GtkWidget *window = GTK_WIDGET (tour->window);
  GtkWidget *page, *view;

  gtk_widget_activate_action (window, "win.new-report", NULL);
  page_tour_look_at (tour, "editor-camera");
  gtk_widget_activate_action (window, "win.photograph", NULL);
  page = session_fixture_find (window, KTG_TYPE_CAMERA_PAGE, NULL);
  view = session_fixture_find (page, KTG_TYPE_CAMERA_VIEW, NULL);
  session_fixture_wait (is_live, view);
  page_tour_look_at (tour, "camera");
  ktg_camera_view_take_photo (KTG_CAMERA_VIEW (view), &session_fixture_now);
  session_fixture_wait (has_photo, page);
  page_tour_look_at (tour, "camera-photo");
  use_camera ("videotestsrc is-live=true num-buffers=3");
  ktg_camera_view_start (KTG_CAMERA_VIEW (view));
  session_fixture_wait (can_try_again, page);
  page_tour_look_at (tour, "camera-trouble");
  gtk_widget_activate_action (window, "win.back", NULL);
  page_tour_look_at (tour, "editor-photo");
}

static void
look_through_camera (PageTour *tour)
{
  use_camera (COLOURS);
  look_at_scanner (tour);
  look_at_camera (tour);
}

/* What is counted as a picture and as a table, and what comes. */
static void
look_at_lookups (PageTour *tour)
{
  GtkWidget *window = GTK_WIDGET (tour->window);
  GtkWidget *page;

  gtk_widget_activate_action (window, "win.look-up", "s", "recap");
  page_tour_look_at (tour, "recap");
  page = session_fixture_find (window, KTG_TYPE_RECAP_PAGE, NULL);
  gtk_widget_activate_action (page, "recap.print", NULL);
  page_tour_look_at_above (tour, "recap-print");
  page_tour_close_above (tour);
  g_signal_emit_by_name (session_fixture_find (page, GTK_TYPE_BUTTON, _ ("Show as Table")),
                         "clicked");
  page_tour_look_at (tour, "recap-table");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (session_fixture_find (page,
                                                                         GTK_TYPE_TOGGLE_BUTTON,
                                                                         _ ("Stage"))),
                                TRUE);
  page_tour_look_at (tour, "recap-of-nothing");
  gtk_widget_activate_action (window, "win.look-up", "s", "calendar");
  page_tour_look_at (tour, "calendar");
  gtk_widget_activate_action (window, "win.look-up", "s", "calendar:2024-11-20");
  page_tour_look_at (tour, "calendar-of-stages");
  gtk_widget_activate_action (window, "win.look-up", "s", "library");
  page_tour_look_at (tour, "library");
  g_signal_emit_by_name (session_fixture_find (window, GTK_TYPE_BUTTON, _ ("Begin")), "clicked");
  page_tour_look_at (tour, "self-test");
  gtk_widget_activate_action (window, "win.look-up", "s", "library:KE-05");
  page_tour_look_at (tour, "library-rule");
  gtk_widget_activate_action (window, "win.look-up", "s", "help:states");
  page_tour_look_at (tour, "help");
  gtk_widget_activate_action (window, "win.back", NULL);
}

/* As practice has it, then as a link, a budget, a network that wants a sign-in and a relay would;
 * of the last the list says so, too. */
static void
look_at_queue (PageTour *tour, SessionFixture *fixture)
{
  gtk_widget_activate_action (GTK_WIDGET (tour->window), "win.queue", NULL);
  page_tour_look_at (tour, "queue");
  for (guint state = 0; state < N_QUEUE_STATES; state++)
    page_tour_look_at (tour, queue_states_show (fixture, GTK_WIDGET (tour->window), state));

  gtk_widget_activate_action (GTK_WIDGET (tour->window), "win.back", NULL);
  page_tour_look_at (tour, "list-relay");
  gtk_widget_activate_action (GTK_WIDGET (tour->window), "win.queue", NULL);
  queue_states_end (fixture);
}

static void
look_at_pages (PageTour *tour, SessionFixture *fixture)
{
  GtkWidget *window = GTK_WIDGET (tour->window);
  GtkWidget *greeting;

  look_at_queue (tour, fixture);
  look_at_lookups (tour);
  look_at_preferences (tour);
  look_at_window (tour, "win.shortcuts", "shortcuts");
  look_at_window (tour, "win.enrol", "enrol");
  gtk_widget_activate_action (window, "win.guide", NULL);
  page_tour_look_at (tour, "greeting");
  greeting = session_fixture_find (window, KTG_TYPE_GREETING_PAGE, NULL);
  page_tour_judge_in_sight (tour,
                            session_fixture_find (greeting, GTK_TYPE_BUTTON, _ ("New Report")));
  editor_pages_look_at (tour, fixture);
  if (g_getenv ("KENTONGAN_CAMERA") != NULL)
    look_through_camera (tour);
}

static void
take_the_tour (SessionFixture *fixture, gconstpointer user_data)
{
  PageTour tour = { NULL };

  session_fixture_wait (has_all, fixture->store);
  page_tour_open (&tour, application, user_data, fixture->session);
  page_tour_look_at (&tour, "list");
  look_at_empty_lists (&tour);
  look_at_reports (&tour, fixture->store);
  look_at_pages (&tour, fixture);
  gtk_window_destroy (tour.window);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gtk_disable_setlocale (); /* as in the app: it would take back what is chosen */
  ktg_language_choose (g_getenv ("PAGES_LANGUAGE"), LOCALE_FOLDER);
  application = GTK_APPLICATION (g_object_new (ADW_TYPE_APPLICATION,
                                               "application-id",
                                               "id.kentongan.Pages",
                                               "resource-base-path",
                                               "/id/kentongan/Kentongan",
                                               "flags",
                                               G_APPLICATION_NON_UNIQUE,
                                               NULL));
  g_application_register (G_APPLICATION (application), NULL, NULL);
  g_assert_cmpstr (ktg_language_get (), ==, g_getenv ("PAGES_LANGUAGE"));

  for (gsize i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      g_autofree char *path = g_strconcat ("/client/pages/", looks[i].name, NULL);

      g_test_add (path,
                  SessionFixture,
                  &looks[i],
                  session_fixture_set_up_practice,
                  take_the_tour,
                  session_fixture_tear_down);
    }

  return g_test_run ();
}
