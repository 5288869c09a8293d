/* test-pages.c - every page at every size: nothing is cut off, and no name is shortened
 *
 * The reports are those of practice, on one evening for ever. With KTG_SCREENSHOTS each page is
 * kept there as a picture, for people to look at.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "page-judge.h"
#include "queue-states.h"
#include "session-fixture.h"

#include "ktg-camera-page.h"
#include "ktg-camera-program.h"
#include "ktg-camera-view.h"
#include "ktg-code-camera-window.h"
#include "ktg-code-picture-row.h"
#include "ktg-deadline-pill.h"
#include "ktg-editor-page.h"
#include "ktg-evidence-row.h"
#include "ktg-evidence-view.h"
#include "ktg-filter-bar.h"
#include "ktg-gesture-row.h"
#include "ktg-gesture-tile.h"
#include "ktg-greeting-page.h"
#include "ktg-lack-button.h"
#include "ktg-picture-view.h"
#include "ktg-recap-page.h"
#include "ktg-report-list.h"
#include "ktg-report-page.h"
#include "ktg-report-story.h"
#include "ktg-rules-page.h"
#include "ktg-signing-sheet.h"
#include "ktg-time-section.h"
#include "ktg-timeline-row.h"
#include "ktg-untaken-list.h"
#include "ktg-version-row.h"
#include "ktg-viewer-panel.h"
#include "ktg-violation-browser.h"
#include "ktg-window.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <ktg-language.h>
#include <ktg-photo-error.h>
#include <ktg-sentences.h>
#include <string.h>

#define N_REPORTS 12
#define SETTLED_FRAMES 12 /* what was asked for is drawn, and what it asked for in turn */
#define COLOURS "videotestsrc is-live=true pattern=smpte100 ! video/x-raw,width=1280,height=960"

typedef struct
{
  GtkWindow  *window;
  GtkWidget  *looked_at; /* the window, or what stands over it */
  const char *name;      /* of the page, for people */
  guint       n_frames;
} Tour;

typedef struct
{
  const char *name;
  int         width, height;
  gboolean    is_dark, is_high_contrast; /* the latter as the library's own environment says it */
  double      text_scale;
  guint       step; /* every how many of the reports is looked at */
} Look;

static const Look looks[] = { { "1366x768", 1366, 768, FALSE, FALSE, 1, 1 },
                              { "1366x768-dark", 1366, 768, TRUE, FALSE, 1, 1 },
                              { "1024x600", 1024, 600, FALSE, FALSE, 1, 1 },
                              { "600x900", 600, 900, FALSE, FALSE, 1, 1 },
                              { "600x900-dark", 600, 900, TRUE, FALSE, 1, 1 },
                              { "1366x768-contrast", 1366, 768, FALSE, TRUE, 1, 4 },
                              { "600x900-contrast", 600, 900, TRUE, TRUE, 1, 4 },
                              { "1366x768-large", 1366, 768, FALSE, FALSE, 2, 3 },
                              { "600x900-large", 600, 900, FALSE, FALSE, 2, 3 } };

static const Look     *look;
static GtkApplication *application; /* has the style sheets */

/* --- a page --- */

static gboolean
frame_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  ((Tour *)user_data)->n_frames++;
  return G_SOURCE_CONTINUE;
}

static gboolean
is_settled (gpointer user_data)
{
  return ((Tour *)user_data)->n_frames >= SETTLED_FRAMES;
}

static void
settle (Tour *tour)
{
  guint watch = gtk_widget_add_tick_callback (tour->looked_at, frame_cb, tour, NULL);

  tour->n_frames = 0;
  session_fixture_wait (is_settled, tour);
  gtk_widget_remove_tick_callback (tour->looked_at, watch);
}

static void
keep_picture (Tour *tour)
{
  const char *folder = g_getenv ("KTG_SCREENSHOTS");
  GtkWidget  *widget = tour->looked_at;
  int         width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  g_autoptr (GdkPaintable) paintable = NULL;
  g_autoptr (GtkSnapshot) snapshot = NULL;
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) picture = NULL;
  g_autofree char *path = NULL;

  if (folder == NULL)
    return;

  paintable = gtk_widget_paintable_new (widget);
  snapshot = gtk_snapshot_new ();
  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_to_node (snapshot);
  picture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (widget)),
                                         node,
                                         &GRAPHENE_RECT_INIT (0, 0, width, height));
  path = g_strdup_printf ("%s/%s-%s-%s.png", folder, tour->name, look->name, ktg_language_get ());
  gdk_texture_save_to_png (picture, path);
}

static void
look_at (Tour *tour, const char *name)
{
  tour->name = name;
  settle (tour);
  page_judge_look (&(const PageJudge){ tour->looked_at,
                                       look->name,
                                       name,
                                       look->width,
                                       look->height,
                                       g_str_equal (ktg_language_get (), "en") });
  keep_picture (tour);
}

/* Whoever opens the page sees it and need not scroll. Twice the text has no room for that. */
static void
judge_in_sight (Tour *tour, GtkWidget *widget)
{
  GtkWidget *page = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  double     y = 0;

  g_assert_true (gtk_widget_translate_coordinates (widget, page, 0, 0, NULL, &y));
  if (look->text_scale > 1 || y + gtk_widget_get_height (widget) <= gtk_widget_get_height (page))
    return;

  g_test_message ("%s, %s: below what is seen: %s",
                  look->name,
                  tour->name,
                  G_OBJECT_TYPE_NAME (widget));
  g_test_fail ();
}

/* --- the tour --- */

static gboolean
has_all (gpointer user_data)
{
  return g_list_model_get_n_items (ktg_store_get_summaries (user_data)) == N_REPORTS;
}

static void
open_window (Tour *tour, KtgSession *session)
{
  AdwStyleManager *style = adw_style_manager_get_default ();

  adw_style_manager_set_color_scheme (style,
                                      look->is_dark ? ADW_COLOR_SCHEME_FORCE_DARK
                                                    : ADW_COLOR_SCHEME_FORCE_LIGHT);
  g_object_set (gtk_settings_get_default (),
                "gtk-xft-dpi",
                (int)(96 * 1024 * look->text_scale),
                "gtk-enable-animations",
                FALSE,
                NULL);
  g_assert_cmpint (adw_style_manager_get_high_contrast (style), ==, look->is_high_contrast);
  tour->window = GTK_WINDOW (ktg_window_new (application));
  tour->looked_at = GTK_WIDGET (tour->window);
  gtk_window_set_default_size (tour->window, look->width, look->height);
  ktg_window_show (KTG_WINDOW (tour->window), session);
  gtk_window_present (tour->window);
}

static gboolean
shows_photo (gpointer user_data)
{
  GtkWidget *view = session_fixture_find (GTK_WIDGET (((Tour *)user_data)->window),
                                          KTG_TYPE_PICTURE_VIEW,
                                          NULL);

  return ktg_picture_view_get_zoom (KTG_PICTURE_VIEW (view)) > 0;
}

static gboolean
can_cover (gpointer user_data)
{
  GtkWidget *button = session_fixture_find (GTK_WIDGET (((Tour *)user_data)->window),
                                            GTK_TYPE_BUTTON,
                                            _ ("Add a Cover"));

  return gtk_widget_is_sensitive (button);
}

/* Its photo, closely, and a copy of it for others. */
static void
look_at_photo (Tour *tour)
{
  GtkWidget *window = GTK_WIDGET (tour->window);
  GtkWidget *button;

  g_signal_emit_by_name (session_fixture_find (window, KTG_TYPE_EVIDENCE_VIEW, NULL), "opened", 0);
  session_fixture_wait (shows_photo, tour);
  look_at (tour, "viewer");
  g_signal_emit_by_name (session_fixture_find (window, KTG_TYPE_VIEWER_PANEL, NULL), "covered");
  session_fixture_wait (can_cover, tour);
  button = session_fixture_find (window, GTK_TYPE_BUTTON, _ ("Add a Cover"));
  g_signal_emit_by_name (button, "clicked");
  look_at (tour, "cover");
  gtk_widget_activate_action (window, "win.back", NULL);
  gtk_widget_activate_action (window, "win.back", NULL);
}

/* "… then try again" stands above it: that is the button that stands out. */
static void
judge_refusal (Tour *tour)
{
  GtkWidget *window = GTK_WIDGET (tour->window);
  GtkWidget *retry = session_fixture_find (window, GTK_TYPE_BUTTON, _ ("Try Again"));
  GtkWidget *refile = session_fixture_find (window, GTK_TYPE_BUTTON, _ ("File Anew…"));

  g_assert_true (gtk_widget_has_css_class (retry, "suggested-action"));
  g_assert_false (gtk_widget_has_css_class (refile, "suggested-action"));
}

/* How long there is, which stands below how the report stands. */
static GtkWidget *
find_limit (Tour *tour)
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
judge_steps (Tour *tour, const KtgSummaryFields *fields)
{
  GtkWidget *story = session_fixture_find (GTK_WIDGET (tour->window), KTG_TYPE_REPORT_STORY, NULL);

  if (fields->case_state != NULL)
    g_assert_cmpuint (count_rows (story), >=, 5);
}

/* The window that stands over the app's, if one does. */
static GtkWidget *
find_above (Tour *tour)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *each = windows; each != NULL; each = each->next)
    if (gtk_window_get_transient_for (each->data) == tour->window)
      return each->data;

  return NULL;
}

static void
look_at_above (Tour *tour, const char *name)
{
  GtkWidget *above = find_above (tour);

  g_assert_nonnull (above);
  tour->looked_at = above;
  look_at (tour, name);
  tour->looked_at = GTK_WIDGET (tour->window);
}

static void
look_at_copying (Tour *tour)
{
  GtkWidget *page = session_fixture_find (GTK_WIDGET (tour->window), KTG_TYPE_REPORT_PAGE, NULL);

  gtk_widget_activate_action (page, "report.copy-out", NULL);
  look_at_above (tour, "copy-out");
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (find_above (tour)), "cancel");
}

static void
close_above (Tour *tour)
{
  gtk_window_destroy (GTK_WINDOW (find_above (tour)));
}

static void
look_at_printing (Tour *tour)
{
  GtkWidget *page = session_fixture_find (GTK_WIDGET (tour->window), KTG_TYPE_REPORT_PAGE, NULL);

  gtk_widget_activate_action (page, "paper.print", NULL);
  look_at_above (tour, "print");
  close_above (tour);
}

static void
look_at_reports (Tour *tour, KtgStore *store)
{
  GListModel *summaries = ktg_store_get_summaries (store);
  GtkWidget  *list = session_fixture_find (GTK_WIDGET (tour->window), KTG_TYPE_REPORT_LIST, NULL);

  for (guint i = 0; i < N_REPORTS; i += look->step)
    {
      g_autoptr (KtgSummary) summary = g_list_model_get_item (summaries, i);
      const KtgSummaryFields *fields = ktg_summary_get (summary);
      g_autofree char        *name
          = g_strdup_printf ("report-%02u-%s", i, ktg_state_get_name (fields->state));

      g_signal_emit_by_name (list, "opened", summary);
      look_at (tour, name);
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
        judge_in_sight (tour, find_limit (tour));
    }
}

static void
look_at_window (Tour *tour, const char *action, const char *name)
{
  gtk_widget_activate_action (GTK_WIDGET (tour->window), action, NULL);
  look_at_above (tour, name);
  close_above (tour);
}

static void
look_at_preferences (Tour *tour)
{
  GtkWidget *page;

  gtk_widget_activate_action (GTK_WIDGET (tour->window), "win.preferences", NULL);
  look_at_above (tour, "preferences");
  page = session_fixture_find (find_above (tour), KTG_TYPE_RULES_PAGE, NULL);
  adw_preferences_window_set_visible_page (ADW_PREFERENCES_WINDOW (find_above (tour)),
                                           ADW_PREFERENCES_PAGE (page));
  look_at_above (tour, "rules");
  close_above (tour);
}

static void
look_at_empty_lists (Tour *tour)
{
  GtkWidget *window = GTK_WIDGET (tour->window);
  GtkWidget *list = session_fixture_find (window, KTG_TYPE_REPORT_LIST, NULL);
  GtkWidget *bar = session_fixture_find (list, KTG_TYPE_FILTER_BAR, NULL);
  GtkWidget *search = session_fixture_find (list, GTK_TYPE_SEARCH_ENTRY, NULL);

  gtk_editable_set_text (GTK_EDITABLE (search), "tidak ada yang begini");
  g_signal_emit_by_name (search, "search-changed");
  look_at (tour, "list-no-hit");
  gtk_editable_set_text (GTK_EDITABLE (search), "");
  g_signal_emit_by_name (search, "search-changed");
  ktg_filter_bar_set_filter (KTG_FILTER_BAR (bar), KTG_REPORT_FILTER_DONE);
  gtk_widget_activate_action (list, "list.period", "s", "week");
  look_at (tour, "list-nothing");
  gtk_widget_activate_action (list, "list.period", "s", "all");
  ktg_filter_bar_set_filter (KTG_FILTER_BAR (bar), KTG_REPORT_FILTER_ALL);
}

/* What is lacking opens over the editor, in a surface of its own. */
static void
look_at_lacks (Tour *tour)
{
  GtkWidget *lack_button
      = session_fixture_find (GTK_WIDGET (tour->window), KTG_TYPE_LACK_BUTTON, NULL);
  GtkWidget *button = session_fixture_find (lack_button, GTK_TYPE_MENU_BUTTON, NULL);

  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  tour->looked_at = GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)));
  look_at (tour, "lacks");
  tour->looked_at = GTK_WIDGET (tour->window);
  gtk_menu_button_popdown (GTK_MENU_BUTTON (button));
}

/* @state: of the one that is wanted */
static char *
dup_id (KtgStore *store, KtgState state)
{
  GListModel *summaries = ktg_store_get_summaries (store);

  for (guint i = 0; i < N_REPORTS; i++)
    {
      g_autoptr (KtgSummary) summary = g_list_model_get_item (summaries, i);

      if (ktg_summary_get (summary)->state == state)
        return g_strdup (ktg_summary_get (summary)->id);
    }

  g_assert_not_reached ();
}

static KtgReportHeld *
load_report (SessionFixture *fixture, KtgState state)
{
  g_autofree char *id = dup_id (fixture->store, state);

  return session_fixture_load_report (fixture, id);
}

static void
look_at_signing (Tour *tour, SessionFixture *fixture)
{
  g_autoptr (KtgReportHeld) held = load_report (fixture, KTG_STATE_QUEUED);
  g_autofree char *missing = ktg_sentences_dup_missing (~(KtgConditions)KTG_CONDITION_REPORTER);
  KtgSigningSheet *sheet
      = ktg_signing_sheet_new (fixture->session, ktg_history_get_report (held->history));

  ktg_signing_sheet_say_missing (sheet, missing);
  ktg_signing_sheet_show_over (sheet, tour->window);
  look_at_above (tour, "signing");
  close_above (tour);
}

static gboolean
is_open (gpointer user_data)
{
  GtkWidget *page = session_fixture_find (user_data, KTG_TYPE_EDITOR_PAGE, NULL);

  return page != NULL && gtk_widget_get_sensitive (page);
}

/* By the store, since what says that it was filed passes by. */
static void
amend (SessionFixture *fixture, const char *id)
{
  g_autoptr (KtgReportHeld) held = session_fixture_load_report (fixture, id);
  g_autoptr (KtgReport) version = ktg_report_copy (ktg_history_get_report (held->history));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_free (version->account);
  version->account = g_strdup ("Pukul 19.30 terlapor memotret surat suara, lalu pergi.");
  ktg_store_amend_report_async (fixture->store,
                                id,
                                version,
                                "Jamnya keliru dicatat; saksi membetulkannya.",
                                &session_fixture_now,
                                session_fixture_answered_cb,
                                &result);
  session_fixture_await (&result);
  g_assert_true (ktg_store_amend_report_finish (fixture->store, result, &error));
}

static gboolean
has_versions (gpointer user_data)
{
  GtkWidget *row = session_fixture_find (user_data, KTG_TYPE_VERSION_ROW, NULL);

  return row != NULL && gtk_widget_get_mapped (row);
}

static void
open_versions (GtkWidget *window)
{
  GtkWidget *first = session_fixture_find (window, KTG_TYPE_VERSION_ROW, NULL);

  for (GtkWidget *row = first; row != NULL; row = gtk_widget_get_next_sibling (row))
    gtk_expander_set_expanded (GTK_EXPANDER (session_fixture_find (row, GTK_TYPE_EXPANDER, NULL)),
                               TRUE);
}

static void
scroll_to (GtkWidget *row)
{
  GtkWidget      *page = gtk_widget_get_ancestor (row, GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment  *place = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (page));
  graphene_rect_t bounds;

  if (gtk_widget_compute_bounds (row, page, &bounds))
    gtk_adjustment_set_value (place, gtk_adjustment_get_value (place) + bounds.origin.y);
}

static void
look_at_gestures (Tour *tour)
{
  GtkWidget *window = GTK_WIDGET (tour->window);
  GtkWidget *file = session_fixture_find (window, KTG_TYPE_EVIDENCE_ROW, NULL);
  GtkWidget *gestures = session_fixture_find (file, KTG_TYPE_GESTURE_ROW, NULL);

  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (file), TRUE);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (gestures), TRUE);
  g_signal_emit_by_name (session_fixture_find (gestures, KTG_TYPE_GESTURE_TILE, NULL), "clicked");
  look_at (tour, "gestures");
  scroll_to (gestures);
  look_at (tour, "gestures");
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (gestures), FALSE);
  look_at (tour, "gestures-folded");
  scroll_to (gestures);
  look_at (tour, "posted");
}

static void
look_at_amending (Tour *tour, SessionFixture *fixture)
{
  GtkWidget       *window = GTK_WIDGET (tour->window);
  g_autofree char *id = dup_id (fixture->store, KTG_STATE_QUEUED);
  GtkWidget       *page, *account;

  gtk_widget_activate_action (window, "win.amend", "s", id);
  session_fixture_wait (is_open, window);
  look_at (tour, "amendment");
  look_at_gestures (tour);
  page = session_fixture_find (window, KTG_TYPE_EDITOR_PAGE, NULL);
  account = session_fixture_find (page, GTK_TYPE_TEXT_VIEW, NULL);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (account)),
                            "Pukul 19.30 terlapor memotret surat suara, lalu pergi.",
                            -1);
  gtk_widget_activate_action (page, "editor.file", NULL);
  look_at_above (tour, "amendment-signing");
  close_above (tour);
  amend (fixture, id);
  gtk_widget_activate_action (window, "win.open", "s", id);
  session_fixture_wait (has_versions, window);
  open_versions (window);
  look_at (tour, "report-versions");
  scroll_to (session_fixture_find (window, KTG_TYPE_VERSION_ROW, NULL));
  look_at (tour, "report-versions");
}

static gboolean
is_taken (gpointer user_data)
{
  return session_fixture_has_words (user_data, "NG-00");
}

static void
add_untaken (KtgUntakenList *list, const char *name, KtgPhotoError code)
{
  g_autoptr (GError) error = g_error_new_literal (KTG_PHOTO_ERROR, (int)code, "");
  g_autofree char *sentence = ktg_sentences_dup_file_error (error);

  ktg_untaken_list_add (list, name, sentence);
}

static void
look_at_when (Tour *tour)
{
  scroll_to (session_fixture_find (GTK_WIDGET (tour->window), KTG_TYPE_TIME_SECTION, NULL));
  look_at (tour, "editor-when");
}

static void
look_at_browser (Tour *tour)
{
  GtkWidget *window = GTK_WIDGET (tour->window);
  GtkWidget *browse = session_fixture_find (window, GTK_TYPE_TOGGLE_BUTTON, _ ("Browse…"));
  GtkWidget *browser = session_fixture_find (window, KTG_TYPE_VIOLATION_BROWSER, NULL);

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (browse), TRUE);
  look_at (tour, "editor-browse");
  scroll_to (browser);
  look_at (tour, "editor-browse");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (browse), FALSE);
}

/* A name as long as a disk takes, and one that is not there. */
static void
look_at_untaken (Tour *tour)
{
  GtkWidget *list = session_fixture_find (GTK_WIDGET (tour->window), KTG_TYPE_UNTAKEN_LIST, NULL);
  g_autofree char *name = g_strnfill (251, 'x');
  g_autofree char *long_name = g_strconcat (name, ".jpg", NULL);
  GtkWidget       *all;

  add_untaken (KTG_UNTAKEN_LIST (list), long_name, KTG_PHOTO_ERROR_CHANGED);
  add_untaken (KTG_UNTAKEN_LIST (list), "", KTG_PHOTO_ERROR_MISSING);
  look_at (tour, "untaken");
  all = session_fixture_find (list, GTK_TYPE_BUTTON, NULL);
  g_signal_emit_by_name (all, "clicked");
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
open_scanner (Tour *tour)
{
  GtkWidget *row = session_fixture_find (find_above (tour), KTG_TYPE_CODE_PICTURE_ROW, NULL);
  GtkWidget *scanner = GTK_WIDGET (ktg_code_camera_window_new (row));

  gtk_window_present (GTK_WINDOW (scanner));
  session_fixture_wait (is_live, session_fixture_find (scanner, KTG_TYPE_CAMERA_VIEW, NULL));
  return scanner;
}

static void
look_at_scanner (Tour *tour)
{
  gtk_widget_activate_action (GTK_WIDGET (tour->window), "win.enrol", NULL);
  look_at_above (tour, "enrol-camera");
  tour->looked_at = open_scanner (tour);
  look_at (tour, "enrol-scan");
  gtk_window_destroy (GTK_WINDOW (tour->looked_at));
  tour->looked_at = GTK_WIDGET (tour->window);
  close_above (tour);
}

/* A photo is taken, and the camera is pulled out. */
static void
look_at_camera (Tour *tour)
{
  GtkWidget *window = GTK_WIDGET (tour->window);
  GtkWidget *page, *view;

  gtk_widget_activate_action (window, "win.new-report", NULL);
  look_at (tour, "editor-camera");
  gtk_widget_activate_action (window, "win.photograph", NULL);
  page = session_fixture_find (window, KTG_TYPE_CAMERA_PAGE, NULL);
  view = session_fixture_find (page, KTG_TYPE_CAMERA_VIEW, NULL);
  session_fixture_wait (is_live, view);
  look_at (tour, "camera");
  ktg_camera_view_take_photo (KTG_CAMERA_VIEW (view), &session_fixture_now);
  session_fixture_wait (has_photo, page);
  look_at (tour, "camera-photo");
  use_camera ("videotestsrc is-live=true num-buffers=3");
  ktg_camera_view_start (KTG_CAMERA_VIEW (view));
  session_fixture_wait (can_try_again, page);
  look_at (tour, "camera-trouble");
  gtk_widget_activate_action (window, "win.back", NULL);
  look_at (tour, "editor-photo");
}

static void
look_through_camera (Tour *tour)
{
  use_camera (COLOURS);
  look_at_scanner (tour);
  look_at_camera (tour);
}

/* What is counted as a picture and as a table, and what comes. */
static void
look_at_lookups (Tour *tour)
{
  GtkWidget *window = GTK_WIDGET (tour->window);
  GtkWidget *page;

  gtk_widget_activate_action (window, "win.look-up", "s", "recap");
  look_at (tour, "recap");
  page = session_fixture_find (window, KTG_TYPE_RECAP_PAGE, NULL);
  gtk_widget_activate_action (page, "recap.print", NULL);
  look_at_above (tour, "recap-print");
  close_above (tour);
  g_signal_emit_by_name (session_fixture_find (page, GTK_TYPE_BUTTON, _ ("Show as Table")),
                         "clicked");
  look_at (tour, "recap-table");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (session_fixture_find (page,
                                                                         GTK_TYPE_TOGGLE_BUTTON,
                                                                         _ ("Stage"))),
                                TRUE);
  look_at (tour, "recap-of-nothing");
  gtk_widget_activate_action (window, "win.look-up", "s", "calendar");
  look_at (tour, "calendar");
  gtk_widget_activate_action (window, "win.look-up", "s", "calendar:2024-11-20");
  look_at (tour, "calendar-of-stages");
  gtk_widget_activate_action (window, "win.look-up", "s", "library");
  look_at (tour, "library");
  g_signal_emit_by_name (session_fixture_find (window, GTK_TYPE_BUTTON, _ ("Begin")), "clicked");
  look_at (tour, "self-test");
  gtk_widget_activate_action (window, "win.look-up", "s", "library:KE-05");
  look_at (tour, "library-rule");
  gtk_widget_activate_action (window, "win.look-up", "s", "help:states");
  look_at (tour, "help");
  gtk_widget_activate_action (window, "win.back", NULL);
}

/* As practice has it, then as a link, a budget and a network that wants a sign-in would. */
static void
look_at_queue (Tour *tour, SessionFixture *fixture)
{
  gtk_widget_activate_action (GTK_WIDGET (tour->window), "win.queue", NULL);
  look_at (tour, "queue");
  for (guint state = 0; state < N_QUEUE_STATES; state++)
    look_at (tour, queue_states_show (fixture, GTK_WIDGET (tour->window), state));

  queue_states_end (fixture);
}

static void
look_at_pages (Tour *tour, SessionFixture *fixture)
{
  GtkWidget *window = GTK_WIDGET (tour->window);
  GtkWidget *greeting;

  look_at_queue (tour, fixture);
  look_at_lookups (tour);
  look_at_preferences (tour);
  look_at_window (tour, "win.shortcuts", "shortcuts");
  look_at_window (tour, "win.enrol", "enrol");
  gtk_widget_activate_action (window, "win.guide", NULL);
  look_at (tour, "greeting");
  greeting = session_fixture_find (window, KTG_TYPE_GREETING_PAGE, NULL);
  judge_in_sight (tour, session_fixture_find (greeting, GTK_TYPE_BUTTON, _ ("New Report")));
  gtk_widget_activate_action (window, "win.new-report", NULL);
  look_at (tour, "editor");
  look_at_when (tour);
  look_at_browser (tour);
  look_at_untaken (tour);
  look_at_lacks (tour);
  gtk_widget_activate_action (window, "win.new-with", "s", "like:");
  session_fixture_wait (is_taken, window);
  look_at (tour, "editor-like");
  look_at_signing (tour, fixture);
  look_at_amending (tour, fixture);
  if (g_getenv ("KENTONGAN_CAMERA") != NULL)
    look_through_camera (tour);
}

static void
take_the_tour (SessionFixture *fixture, gconstpointer user_data)
{
  Tour tour = { NULL };

  look = user_data;
  session_fixture_wait (has_all, fixture->store);
  open_window (&tour, fixture->session);
  look_at (&tour, "list");
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
