/* test-report-row.c - a row says what time the law leaves, and looks for its picture where somebody
 * can see it
 *
 * When the list thinks of pictures is kept from it, and done here.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-fixture.h"

#include "ktg-deadline-pill.h"
#include "ktg-report-list.h"
#include "ktg-report-row.h"

#include <dlfcn.h>
#include <string.h>

#define PICTURE_DELAY_MS 60 /* no other timer of the app has it */
#define PICTURES_ID 1000000

static struct
{
  GSourceFunc callback; /* NULL: the list does not want to think of them */
  gpointer    data;
} pictures;

guint
g_timeout_add (guint interval_ms, GSourceFunc callback, gpointer data)
{
  guint (*add) (guint, GSourceFunc, gpointer) = dlsym (RTLD_NEXT, "g_timeout_add");

  if (interval_ms != PICTURE_DELAY_MS)
    return add (interval_ms, callback, data);

  pictures.callback = callback;
  pictures.data = data;
  return PICTURES_ID;
}

gboolean
g_source_remove (guint id)
{
  gboolean (*remove) (guint) = dlsym (RTLD_NEXT, "g_source_remove");

  return id == PICTURES_ID || remove (id);
}

/* Today is Tuesday, 12 November 2024, in the campaign of Pilkada 2024. */
static GtkWidget *
row_new (SessionFixture *fixture, const char *kind, const char *known)
{
  const KtgSummaryFields fields = { .id = (char *)"3f0c",
                                    .state = KTG_STATE_QUEUED,
                                    .kind = (char *)kind,
                                    .place_region = (char *)"34.71.06.1002",
                                    .known = (char *)known };
  g_autoptr (KtgSummary) summary = ktg_summary_new (&fields);
  GtkWidget *row = g_object_ref_sink (g_object_new (KTG_TYPE_REPORT_ROW, NULL));

  ktg_report_row_show (KTG_REPORT_ROW (row), fixture->session, summary);
  return row;
}

/* Instead of the screen's. */
void
gtk_tooltip_set_text (GtkTooltip *tooltip, const char *text)
{
  g_object_set_data_full (G_OBJECT (tooltip), "text", g_strdup (text), g_free);
}

/* As GTK asks where one points at it. */
static char *
ask_tooltip (GtkWidget *widget)
{
  g_autoptr (GObject) tooltip = g_object_new (GTK_TYPE_TOOLTIP, NULL);
  gboolean is_shown = FALSE;

  g_assert_true (gtk_widget_get_has_tooltip (widget));
  g_signal_emit_by_name (widget, "query-tooltip", 1, 1, FALSE, tooltip, &is_shown);
  g_assert_true (is_shown);
  return g_object_steal_data (tooltip, "text");
}

static void
assert_left (SessionFixture *fixture,
             const char     *known,
             const char     *state,
             const char     *left,
             const char     *reading)
{
  g_autoptr (GtkWidget) row = row_new (fixture, "finding", known);
  GtkWidget       *pill = session_fixture_find (row, KTG_TYPE_DEADLINE_PILL, NULL);
  g_autofree char *text = ktg_deadline_pill_dup_text (KTG_DEADLINE_PILL (pill));
  g_autofree char *tooltip = ask_tooltip (pill);

  g_assert_cmpstr (text, ==, left);
  g_assert_true (gtk_widget_get_visible (pill));
  g_assert_true (gtk_widget_has_css_class (pill, state));
  g_assert_true (g_str_has_prefix (tooltip, left));
  g_assert_nonnull (strstr (tooltip, reading));
  g_assert_nonnull (strstr (tooltip, "\nLegal basis: "));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (pill), GTK_ACCESSIBLE_PROPERTY_LABEL, left);
}

static void
test_days_left (SessionFixture *fixture, gconstpointer data)
{
  assert_left (fixture,
               "2024-11-08",
               "soon",
               "3 days left · until Fri 15 Nov",
               "until the end of 15 Nov 2024, WIB");
  assert_left (fixture,
               "2024-11-05",
               "today",
               "last day today · until Tue 12 Nov",
               "until the end of 14 Nov 2024, WIB");
  assert_left (fixture,
               "2024-11-03",
               "today",
               "last day today if working days count · until Tue 12 Nov",
               "until the end of 12 Nov 2024, WIB");
  assert_left (fixture,
               "2024-10-31",
               "past",
               "5 days over · until Thu 7 Nov",
               "until the end of 7 Nov 2024, WIB");
}

static void
test_no_clock (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (GtkWidget) row = row_new (fixture, "prevention", "2024-11-08");

  g_assert_false (
      gtk_widget_get_visible (session_fixture_find (row, KTG_TYPE_DEADLINE_PILL, NULL)));
}

/* What lies to its left, in a row of that width. */
static float
get_room_before (GtkWidget *row, GtkWidget *pill, int width)
{
  graphene_rect_t bounds;
  int             height;

  gtk_widget_measure (row, GTK_ORIENTATION_VERTICAL, width, &height, NULL, NULL, NULL);
  gtk_widget_allocate (row, width, height, -1, NULL);
  g_assert_true (gtk_widget_compute_bounds (pill, row, &bounds));
  g_assert_cmpfloat (bounds.origin.x + bounds.size.width, <=, (float)width);
  g_assert_cmpfloat (bounds.origin.y + bounds.size.height, <=, (float)height);
  return bounds.origin.x;
}

/* The words of the pill alone are wider than the picture leaves. */
static void
test_little_room (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (GtkWidget) row = row_new (fixture, "finding", "2024-11-03");
  GtkWidget *pill = session_fixture_find (row, KTG_TYPE_DEADLINE_PILL, NULL);
  float      picture = 64 + 12;

  g_assert_cmpfloat (get_room_before (row, pill, 600), >, picture + 200);
  g_assert_cmpfloat (get_room_before (row, pill, 300), ==, picture);
}

/* A secretary types for eleven. */
static void
test_behalf (SessionFixture *fixture, gconstpointer data)
{
  const KtgSummaryFields fields = { .id = (char *)"3f0c",
                                    .who = (char *)"B. S.",
                                    .position = (char *)"Lurah",
                                    .on_behalf_of = (char *)"Siti Marlina" };
  g_autoptr (KtgSummary) summary = ktg_summary_new (&fields);
  GtkWidget *list = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  GtkWidget *row = g_object_new (KTG_TYPE_REPORT_ROW, NULL);

  gtk_box_append (GTK_BOX (list), row);
  ktg_report_row_show (KTG_REPORT_ROW (row), fixture->session, summary);
  g_assert_true (session_fixture_has_words (row, "for Siti Marlina · B. S., Lurah"));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (list),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Nothing written yet. Draft. for Siti Marlina · B. S., "
                                       "Lurah");
  g_object_unref (list);
}

static void
assert_said (SessionFixture *fixture, const KtgSummaryFields *fields, const char *expected)
{
  g_autoptr (KtgSummary) summary = ktg_summary_new (fields);
  g_autoptr (GtkWidget) row = g_object_ref_sink (g_object_new (KTG_TYPE_REPORT_ROW, NULL));
  g_autofree char *said = NULL;

  ktg_report_row_show (KTG_REPORT_ROW (row), fixture->session, summary);
  said = ktg_report_row_dup_said (KTG_REPORT_ROW (row));
  g_assert_cmpstr (said, ==, expected);
}

static void
test_ended_words (SessionFixture *fixture, gconstpointer data)
{
  const KtgSummaryFields fields = { .id = (char *)"3f0c", .words = (char *)"Seen at the market." };

  assert_said (fixture, &fields, "Seen at the market. Draft");
}

/* It must not look as if nothing had been written. */
static void
test_damaged (SessionFixture *fixture, gconstpointer data)
{
  const KtgSummaryFields fields = { .id = (char *)"3f0c", .is_damaged = TRUE };

  assert_said (fixture, &fields, "A draft that cannot be read. Damaged; it was not deleted");
}

static gboolean
wants_pictures (gpointer list)
{
  return pictures.callback != NULL && pictures.data == list;
}

/* Whether they wait. */
static gboolean
think_of_pictures (void)
{
  return pictures.callback (pictures.data) == G_SOURCE_CONTINUE;
}

static gboolean
can_be_scrolled (gpointer adjustment)
{
  return gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment) > 400;
}

/* What goes by is gone before its picture was there, and each picture costs the next frame. */
static void
test_scrolling (SessionFixture *fixture, gconstpointer data)
{
  GtkWindow     *window = GTK_WINDOW (gtk_window_new ());
  KtgReportList *list = g_object_new (KTG_TYPE_REPORT_LIST, NULL);
  GtkAdjustment *adjustment;

  gtk_window_set_default_size (window, 400, 400);
  gtk_window_set_child (window, GTK_WIDGET (list));
  gtk_window_present (window);
  ktg_report_list_show (list, fixture->session);
  session_fixture_wait (wants_pictures, list);
  adjustment = gtk_scrollable_get_vadjustment (
      GTK_SCROLLABLE (session_fixture_find (GTK_WIDGET (list), GTK_TYPE_GRID_VIEW, NULL)));
  session_fixture_wait (can_be_scrolled, adjustment);
  g_assert_false (think_of_pictures ());

  for (double at = 150; at <= 300; at += 150)
    {
      gtk_adjustment_set_value (adjustment, at);
      g_assert_true (think_of_pictures ());
    }

  gtk_adjustment_set_value (adjustment, 350);
  g_assert_false (think_of_pictures ());
  gtk_window_destroy (window);
}

/* What the reports are sorted and filtered by goes with the list: what changes in the store later,
 * as while a window closes, asks nobody who is gone. */
static void
test_gone_list (SessionFixture *fixture, gconstpointer data)
{
  GListModel *summaries = ktg_store_get_summaries (fixture->store);
  GtkWindow  *window = GTK_WINDOW (gtk_window_new ());
  gulong      handler;

  gtk_window_set_child (window, g_object_new (KTG_TYPE_REPORT_LIST, NULL));
  gtk_window_present (window);
  ktg_report_list_show (KTG_REPORT_LIST (gtk_window_get_child (window)), fixture->session);
  gtk_window_destroy (window);
  while (g_main_context_iteration (NULL, FALSE))
    ;

  handler = g_signal_handler_find (summaries,
                                   G_SIGNAL_MATCH_ID,
                                   g_signal_lookup ("items-changed", G_TYPE_LIST_MODEL),
                                   0,
                                   NULL,
                                   NULL,
                                   NULL);
  g_assert_cmpuint (handler, ==, 0);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add ("/report-row/it-says-the-days-that-are-left-and-both-ways-of-counting",
              SessionFixture,
              NULL,
              session_fixture_set_up,
              test_days_left,
              session_fixture_tear_down);
  g_test_add ("/report-row/what-no-law-limits-has-no-days",
              SessionFixture,
              NULL,
              session_fixture_set_up,
              test_no_clock,
              session_fixture_tear_down);
  g_test_add ("/report-row/the-state-has-a-line-of-its-own-where-the-days-leave-no-room",
              SessionFixture,
              NULL,
              session_fixture_set_up,
              test_little_room,
              session_fixture_tear_down);
  g_test_add ("/report-row/on-whose-behalf-is-seen-and-heard",
              SessionFixture,
              NULL,
              session_fixture_set_up,
              test_behalf,
              session_fixture_tear_down);
  g_test_add ("/report-row/a-sentence-that-has-its-end-gets-no-other",
              SessionFixture,
              NULL,
              session_fixture_set_up,
              test_ended_words,
              session_fixture_tear_down);
  g_test_add ("/report-row/a-draft-that-cannot-be-read-says-so",
              SessionFixture,
              NULL,
              session_fixture_set_up,
              test_damaged,
              session_fixture_tear_down);
  g_test_add ("/report-row/pictures-are-not-looked-for-while-rows-go-by",
              SessionFixture,
              NULL,
              session_fixture_set_up_practice,
              test_scrolling,
              session_fixture_tear_down);
  g_test_add ("/report-row/a-list-that-is-gone-sorts-nothing",
              SessionFixture,
              NULL,
              session_fixture_set_up_practice,
              test_gone_list,
              session_fixture_tear_down);

  return g_test_run ();
}
