/* test-report-row.c - a row says what time the law leaves
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-fixture.h"

#include "ktg-report-row.h"

#include <string.h>

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

static void
assert_left (SessionFixture *fixture, const char *known, const char *left, const char *reading)
{
  g_autoptr (GtkWidget) row = row_new (fixture, "finding", known);
  GtkWidget       *label = session_fixture_find (row, GTK_TYPE_LABEL, left);
  g_autofree char *said = NULL;

  g_assert_nonnull (label);
  g_assert_true (gtk_widget_get_visible (label));
  g_assert_nonnull (strstr (gtk_widget_get_tooltip_text (label), reading));
  g_assert_nonnull (strstr (gtk_widget_get_tooltip_text (label), "\nLegal basis: "));
  said = g_strdup_printf ("%s\n%s", left, gtk_widget_get_tooltip_text (label));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL, said);
}

static void
test_days_left (SessionFixture *fixture, gconstpointer data)
{
  assert_left (fixture,
               "2024-11-08",
               "3 days left · until 15 Nov",
               "until the end of 15 Nov 2024, WIB");
  assert_left (fixture,
               "2024-11-05",
               "last day today · until 12 Nov",
               "until the end of 14 Nov 2024, WIB");
  assert_left (fixture,
               "2024-11-03",
               "last day today if working days count · until 12 Nov",
               "until the end of 12 Nov 2024, WIB");
  assert_left (fixture,
               "2024-10-31",
               "5 days over · until 7 Nov",
               "until the end of 7 Nov 2024, WIB");
}

static void
test_no_clock (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (GtkWidget) row = row_new (fixture, "prevention", "2024-11-08");

  g_assert_false (session_fixture_has_words (row, "left"));
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

  return g_test_run ();
}
