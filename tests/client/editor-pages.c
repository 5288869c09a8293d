/* editor-pages.c - the editor, empty and full: what is chosen in it, what is lacking, an amendment
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "editor-pages.h"

#include "ktg-editor-page.h"
#include "ktg-evidence-row.h"
#include "ktg-gesture-row.h"
#include "ktg-gesture-tile.h"
#include "ktg-lack-button.h"
#include "ktg-signing-sheet.h"
#include "ktg-time-section.h"
#include "ktg-untaken-list.h"
#include "ktg-version-row.h"
#include "ktg-violation-browser.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <ktg-photo-error.h>
#include <ktg-sentences.h>

/* What is lacking opens over the editor, in a surface of its own. */
static void
look_at_lacks (PageTour *tour)
{
  GtkWidget *lack_button
      = session_fixture_find (GTK_WIDGET (tour->window), KTG_TYPE_LACK_BUTTON, NULL);
  GtkWidget *button = session_fixture_find (lack_button, GTK_TYPE_MENU_BUTTON, NULL);

  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  tour->looked_at = GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)));
  page_tour_look_at (tour, "lacks");
  tour->looked_at = GTK_WIDGET (tour->window);
  gtk_menu_button_popdown (GTK_MENU_BUTTON (button));
}

/* @state: of the one that is wanted */
static char *
dup_id (KtgStore *store, KtgState state)
{
  GListModel *summaries = ktg_store_get_summaries (store);

  for (guint i = 0; i < g_list_model_get_n_items (summaries); i++)
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
look_at_signing (PageTour *tour, SessionFixture *fixture)
{
  g_autoptr (KtgReportHeld) held = load_report (fixture, KTG_STATE_QUEUED);
  g_autofree char *missing = ktg_sentences_dup_missing (~(KtgConditions)KTG_CONDITION_REPORTER);
  KtgSigningSheet *sheet
      = ktg_signing_sheet_new (fixture->session, ktg_history_get_report (held->history));

  ktg_signing_sheet_say_missing (sheet, missing);
  ktg_signing_sheet_show_over (sheet, tour->window);
  page_tour_look_at_above (tour, "signing");
  page_tour_close_above (tour);
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
look_at_gestures (PageTour *tour)
{
  GtkWidget *window = GTK_WIDGET (tour->window);
  GtkWidget *file = session_fixture_find (window, KTG_TYPE_EVIDENCE_ROW, NULL);
  GtkWidget *gestures = session_fixture_find (file, KTG_TYPE_GESTURE_ROW, NULL);

  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (file), TRUE);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (gestures), TRUE);
  g_signal_emit_by_name (session_fixture_find (gestures, KTG_TYPE_GESTURE_TILE, NULL), "clicked");
  page_tour_look_at (tour, "gestures");
  scroll_to (gestures);
  page_tour_look_at (tour, "gestures");
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (gestures), FALSE);
  page_tour_look_at (tour, "gestures-folded");
  scroll_to (gestures);
  page_tour_look_at (tour, "posted");
}

static void
look_at_amending (PageTour *tour, SessionFixture *fixture)
{
  GtkWidget       *window = GTK_WIDGET (tour->window);
  g_autofree char *id = dup_id (fixture->store, KTG_STATE_QUEUED);
  GtkWidget       *page, *account;

  gtk_widget_activate_action (window, "win.amend", "s", id);
  session_fixture_wait (is_open, window);
  page_tour_look_at (tour, "amendment");
  look_at_gestures (tour);
  page = session_fixture_find (window, KTG_TYPE_EDITOR_PAGE, NULL);
  account = session_fixture_find (page, GTK_TYPE_TEXT_VIEW, NULL);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (account)),
                            "Pukul 19.30 terlapor memotret surat suara, lalu pergi.",
                            -1);
  gtk_widget_activate_action (page, "editor.file", NULL);
  page_tour_look_at_above (tour, "amendment-signing");
  page_tour_close_above (tour);
  amend (fixture, id);
  gtk_widget_activate_action (window, "win.open", "s", id);
  session_fixture_wait (has_versions, window);
  open_versions (window);
  page_tour_look_at (tour, "report-versions");
  scroll_to (session_fixture_find (window, KTG_TYPE_VERSION_ROW, NULL));
  page_tour_look_at (tour, "report-versions");
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
look_at_when (PageTour *tour)
{
  scroll_to (session_fixture_find (GTK_WIDGET (tour->window), KTG_TYPE_TIME_SECTION, NULL));
  page_tour_look_at (tour, "editor-when");
}

static void
look_at_browser (PageTour *tour)
{
  GtkWidget *window = GTK_WIDGET (tour->window);
  GtkWidget *browse = session_fixture_find (window, GTK_TYPE_TOGGLE_BUTTON, _ ("Browse…"));
  GtkWidget *browser = session_fixture_find (window, KTG_TYPE_VIOLATION_BROWSER, NULL);

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (browse), TRUE);
  page_tour_look_at (tour, "editor-browse");
  scroll_to (browser);
  page_tour_look_at (tour, "editor-browse");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (browse), FALSE);
}

/* A name as long as a disk takes, and one that is not there. */
static void
look_at_untaken (PageTour *tour)
{
  GtkWidget *list = session_fixture_find (GTK_WIDGET (tour->window), KTG_TYPE_UNTAKEN_LIST, NULL);
  g_autofree char *name = g_strnfill (251, 'x');
  g_autofree char *long_name = g_strconcat (name, ".jpg", NULL);
  GtkWidget       *all;

  add_untaken (KTG_UNTAKEN_LIST (list), long_name, KTG_PHOTO_ERROR_CHANGED);
  add_untaken (KTG_UNTAKEN_LIST (list), "", KTG_PHOTO_ERROR_MISSING);
  page_tour_look_at (tour, "untaken");
  all = session_fixture_find (list, GTK_TYPE_BUTTON, NULL);
  g_signal_emit_by_name (all, "clicked");
}

void
editor_pages_look_at (PageTour *tour, SessionFixture *fixture)
{
  GtkWidget *window = GTK_WIDGET (tour->window);

  gtk_widget_activate_action (window, "win.new-report", NULL);
  page_tour_look_at (tour, "editor");
  look_at_when (tour);
  look_at_browser (tour);
  look_at_untaken (tour);
  look_at_lacks (tour);
  gtk_widget_activate_action (window, "win.new-with", "s", "like:");
  session_fixture_wait (is_taken, window);
  page_tour_look_at (tour, "editor-like");
  look_at_signing (tour, fixture);
  look_at_amending (tour, fixture);
}
