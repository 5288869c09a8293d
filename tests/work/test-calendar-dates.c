/* test-calendar-dates.c - which dates a calendar has, and how far the polling is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-calendar-dates.h"
#include "ktg-recap-span.h"

#include <ktg-summary.h>

#define WIB_S (7 * 60 * 60)
#define WIT_REGION "91.71.01.1001"

static KtgMoment
at (const char *time)
{
  KtgMoment moment = { .utc_offset_s = WIB_S };

  g_assert_true (ktg_moment_parse (time, WIB_S, &moment.wall_us));
  return moment;
}

static GListModel *
new_summaries (KtgState state, const char *known)
{
  GListStore      *summaries = g_list_store_new (KTG_TYPE_SUMMARY);
  KtgSummaryFields fields = { .id = (char *)"r1",
                              .kind = (char *)"lhp",
                              .state = state,
                              .words = (char *)"Lurah berfoto.",
                              .place_region = (char *)"34.71.06.1002",
                              .happened = (char *)known,
                              .known = (char *)known };
  g_autoptr (KtgSummary) summary = ktg_summary_new (&fields);

  g_list_store_append (summaries, summary);
  return G_LIST_MODEL (summaries);
}

/* Returns: (nullable): the first of @kind on @day */
static const KtgDate *
find (GPtrArray *dates, KtgDateKind kind, const char *day)
{
  for (guint i = 0; i < dates->len; i++)
    {
      const KtgDate *date = g_ptr_array_index (dates, i);

      if (date->kind == kind && ktg_date_is_on (date, day))
        return date;
    }

  return NULL;
}

static void
days_are_counted_down_by_the_clock_of_the_place (void)
{
  static const struct
  {
    const char *now;
    const char *region;
    const char *countdown;
  } cases[] = {
    { "2024-11-12T20:00:00+07:00", "34.71", "D-15" },
    { "2024-11-12T22:00:00+07:00", WIT_REGION, "D-14" },
    { "2024-07-30T00:00:00+07:00", NULL, "D-120" },
    { "2024-11-27T23:59:59+07:00", "34.71", "D-0" },
    { "2024-11-28T00:00:00+07:00", "34.71", NULL },
  };
  g_autoptr (KtgLibrary) library = ktg_library_new (PACKS_FOLDER, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      KtgMoment        now = at (cases[i].now);
      g_autofree char *countdown
          = ktg_calendar_dates_dup_countdown (library, cases[i].region, &now);

      g_assert_cmpstr (countdown, ==, cases[i].countdown);
    }
}

static void
stages_holidays_and_limits_stand_on_their_days (void)
{
  g_autoptr (KtgLibrary) library = ktg_library_new (PACKS_FOLDER, NULL);
  g_autoptr (GListModel) summaries = new_summaries (KTG_STATE_QUEUED, "2024-11-12");
  KtgMoment now = at ("2024-11-13T08:00:00+07:00");
  g_autoptr (GPtrArray) dates = ktg_calendar_dates_list (library, "34.71", summaries, &now);
  const KtgDate *limit = find (dates, KTG_DATE_LIMIT, "2024-11-19");

  g_assert_nonnull (find (dates, KTG_DATE_STAGE, "2024-11-20"));
  g_assert_nonnull (find (dates, KTG_DATE_POLLING, "2024-11-27"));
  g_assert_null (find (dates, KTG_DATE_POLLING, "2024-11-28"));
  g_assert_nonnull (find (dates, KTG_DATE_COUNTDOWN, "2024-07-30"));
  g_assert_nonnull (find (dates, KTG_DATE_HOLIDAY, "2024-12-25"));
  g_assert_nonnull (limit);
  g_assert_cmpstr (limit->report_id, ==, "r1");
  for (guint i = 1; i < dates->len; i++)
    g_assert_cmpstr (((const KtgDate *)g_ptr_array_index (dates, i - 1))->day,
                     <=,
                     ((const KtgDate *)g_ptr_array_index (dates, i))->day);
}

static void
what_the_office_has_ends_on_no_day (void)
{
  g_autoptr (KtgLibrary) library = ktg_library_new (PACKS_FOLDER, NULL);
  g_autoptr (GListModel) summaries = new_summaries (KTG_STATE_COMPLETE, "2024-11-12");
  KtgMoment now = at ("2024-11-13T08:00:00+07:00");
  g_autoptr (GPtrArray) dates = ktg_calendar_dates_list (library, "34.71", summaries, &now);

  g_assert_null (find (dates, KTG_DATE_LIMIT, "2024-11-19"));
}

static void
an_election_elsewhere_is_not_in_it (void)
{
  g_autoptr (KtgLibrary) library = ktg_library_new (PACKS_FOLDER, NULL);
  g_autoptr (GListModel) summaries = new_summaries (KTG_STATE_COMPLETE, NULL);
  KtgMoment now = at ("2025-08-01T08:00:00+07:00");
  g_autoptr (GPtrArray) here = ktg_calendar_dates_list (library, "34.71", summaries, &now);
  g_autoptr (GPtrArray) there = ktg_calendar_dates_list (library, "19.71.01", summaries, &now);

  g_assert_null (find (here, KTG_DATE_POLLING, "2025-08-27"));
  g_assert_nonnull (find (there, KTG_DATE_POLLING, "2025-08-27"));
}

static void
a_year_without_holidays_is_said (void)
{
  g_autoptr (KtgLibrary) library = ktg_library_new (PACKS_FOLDER, NULL);
  const KtgPack   *pack = ktg_library_get_pack (library);
  g_autofree char *known = ktg_calendar_dates_dup_holidays_note (pack, 2024);
  g_autofree char *unknown = ktg_calendar_dates_dup_holidays_note (pack, 2061);

  g_assert_null (known);
  g_assert_nonnull (strstr (unknown, "2061"));
  g_assert_nonnull (strstr (unknown, "Monday to Friday"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/calendar-dates/days-are-counted-down-by-the-clock-of-the-place",
                   days_are_counted_down_by_the_clock_of_the_place);
  g_test_add_func ("/calendar-dates/stages-holidays-and-limits-stand-on-their-days",
                   stages_holidays_and_limits_stand_on_their_days);
  g_test_add_func ("/calendar-dates/what-the-office-has-ends-on-no-day",
                   what_the_office_has_ends_on_no_day);
  g_test_add_func ("/calendar-dates/an-election-elsewhere-is-not-in-it",
                   an_election_elsewhere_is_not_in_it);
  g_test_add_func ("/calendar-dates/a-year-without-holidays-is-said",
                   a_year_without_holidays_is_said);

  return g_test_run ();
}
