/* test-report-clock.c - which law leaves how much time for which report
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-report-due.h>
#include <ktg-test-zone.h>

#define WIB_S (7 * 3600)
#define WIT "WIT"
#define WIT_MINUTES (9 * 60)

static void
add_term (KtgPackPart *part,
          const char  *regime,
          const char  *code,
          int          days,
          KtgDayKind   day_kind,
          const char  *starts,
          const char  *kind)
{
  KtgTerm *term = ktg_record_new (&ktg_term_record);

  term->regime = g_strdup (regime);
  term->code = g_strdup (code);
  term->days = days;
  term->day_kind = day_kind;
  term->starts = g_strdup (starts);
  if (kind != NULL)
    g_ptr_array_add (term->kinds, g_strdup (kind));
  g_ptr_array_add (part->terms, term);
}

static void
add_election (KtgPackPart *part)
{
  KtgElection *election = ktg_record_new (&ktg_election_record);
  KtgStage    *stage = ktg_record_new (&ktg_stage_record);

  election->code = g_strdup ("pemilu-2024");
  election->regime = g_strdup ("pemilu");
  election->report_days = 5;
  stage->code = g_strdup ("campaign");
  stage->first_day = g_strdup ("2023-11-28");
  stage->last_day = g_strdup ("2024-02-10");
  g_ptr_array_add (election->stages, stage);
  g_ptr_array_add (part->elections, election);
}

/* One file that says all, with or without terms. */
static KtgPack *
pack_new (gboolean has_terms)
{
  KtgPack     *pack = ktg_pack_new ();
  KtgPackPart *part = ktg_record_new (&ktg_pack_part_record);

  part->name = g_strdup ("forms");
  part->version = g_strdup ("2024-01-01");
  add_election (part);
  ktg_test_zone_add (part, WIT, WIT_MINUTES, "91");
  if (has_terms)
    {
      add_term (part, "pemilu", "finding", 7, KTG_DAY_KIND_UNKNOWN, "known", "finding");
      add_term (part, "pemilu", "report", 7, KTG_DAY_KIND_WORKING, "known", "public_report");
      add_term (part, "pilkada", "finding", 3, KTG_DAY_KIND_CALENDAR, "known", "finding");
      add_term (part, "pemilu", "case_review", 7, KTG_DAY_KIND_UNKNOWN, "registered", NULL);
      add_term (part, "pilkada", "case_review", 3, KTG_DAY_KIND_UNKNOWN, "registered", NULL);
      add_term (part, "asn", "check", 7, KTG_DAY_KIND_UNKNOWN, "forwarded", NULL);
    }

  ktg_pack_adopt (pack, part);
  return pack;
}

static KtgDeadline
find (const KtgPack *pack, KtgClockFacts facts)
{
  KtgDeadline deadline;

  g_assert_true (ktg_report_clock_find (pack, &facts, WIB_S, &deadline));
  return deadline;
}

static void
the_law_of_the_election_governs_each_kind (void)
{
  g_autoptr (KtgPack) pack = pack_new (TRUE);
  KtgDeadline finding = find (pack, (KtgClockFacts){ .kind = "finding", .known = "2024-01-15" });
  KtgDeadline report
      = find (pack, (KtgClockFacts){ .kind = "public_report", .known = "2024-01-15" });

  g_assert_cmpint (finding.law_says, ==, KTG_DAY_KIND_UNKNOWN);
  g_assert_cmpstr (finding.calendar.day, ==, "2024-01-22");
  g_assert_cmpstr (finding.election->code, ==, "pemilu-2024");
  g_assert_cmpint (report.law_says, ==, KTG_DAY_KIND_WORKING);
  g_assert_cmpstr (ktg_deadline_get_reading (&report)->day, ==, "2024-01-24");
}

static void
a_kind_of_which_no_law_speaks_has_all_the_time (void)
{
  g_autoptr (KtgPack) pack = pack_new (TRUE);
  g_autoptr (KtgReport) report = ktg_report_new ();
  const KtgClockFacts facts = { .kind = "prevention", .known = "2024-01-15" };
  KtgDeadline         deadline;

  report->kind = g_strdup ("prevention");
  g_assert_false (ktg_report_clock_find (pack, &facts, WIB_S, &deadline));
  g_assert_cmpint (ktg_report_clock_judge (pack, report, 0, WIB_S), ==, KTG_IN_TIME_NO);
  report->known = g_strdup ("2024-01-15");
  g_assert_cmpint (ktg_report_clock_judge (pack, report, G_MAXINT64, WIB_S), ==, KTG_IN_TIME_YES);
}

static void
without_an_election_the_strictest_law_counts (void)
{
  g_autoptr (KtgPack) pack = pack_new (TRUE);
  KtgDeadline deadline = find (pack, (KtgClockFacts){ .kind = "finding", .known = "2026-01-12" });

  g_assert_null (deadline.election);
  g_assert_cmpint (deadline.law_says, ==, KTG_DAY_KIND_UNKNOWN);
  g_assert_cmpstr (deadline.calendar.day, ==, "2026-01-15");
}

static void
the_election_is_that_of_the_event (void)
{
  g_autoptr (KtgPack) pack = pack_new (TRUE);
  KtgDeadline deadline
      = find (pack,
              (KtgClockFacts){
                  .kind = "finding", .happened = "2024-02-10", .known = "2024-02-20" });

  g_assert_cmpstr (deadline.election->code, ==, "pemilu-2024");
  g_assert_cmpstr (deadline.calendar.day, ==, "2024-02-27");
}

static void
the_zone_of_the_place_counts_and_not_the_devices (void)
{
  g_autoptr (KtgPack) pack = pack_new (TRUE);
  const char *known = "2024-01-15T22:00:00+07:00";
  KtgDeadline here = find (pack, (KtgClockFacts){ .kind = "finding", .known = known });
  KtgDeadline there
      = find (pack, (KtgClockFacts){ .kind = "finding", .known = known, .region = "91.71" });

  g_assert_cmpstr (here.calendar.day, ==, "2024-01-22");
  g_assert_null (here.zone);
  g_assert_cmpstr (there.calendar.day, ==, "2024-01-23");
  g_assert_cmpstr (there.zone->code, ==, WIT);
}

static void
packs_without_terms_say_it_of_the_election (void)
{
  g_autoptr (KtgPack) pack = pack_new (FALSE);
  g_autoptr (KtgPack) empty = ktg_pack_new ();
  KtgDeadline of_election = find (pack, (KtgClockFacts){ .kind = "lhp", .known = "2024-01-15" });
  KtgDeadline of_none = find (empty, (KtgClockFacts){ .known = "2024-01-15" });

  g_assert_null (of_election.term);
  g_assert_cmpstr (of_election.calendar.day, ==, "2024-01-20");
  g_assert_cmpstr (of_none.calendar.day, ==, "2024-01-22");
}

static void
assert_steps (const char *starts, guint n_steps, const char *code)
{
  g_autoptr (KtgPack) pack = pack_new (TRUE);
  const KtgClockFacts facts = { .kind = "finding", .known = "2024-01-15" };
  g_autoptr (GPtrArray) steps
      = ktg_report_clock_list_steps (pack, &facts, starts, "2024-01-22T10:00:00+07:00", WIB_S);

  g_assert_cmpuint (steps->len, ==, n_steps);
  for (guint i = 0; i < n_steps; i++)
    g_assert_cmpstr (((const KtgDeadline *)g_ptr_array_index (steps, i))->term->code, ==, code);
}

static void
the_office_has_the_steps_of_that_law_and_those_after_it (void)
{
  assert_steps ("registered", 1, "case_review");
  assert_steps ("forwarded", 1, "check");
  assert_steps ("received", 0, NULL);
}

static KtgHistory *
history_filed_at (const char *at, const char *says)
{
  KtgHistory *history = ktg_history_new ("3f0c");
  g_autoptr (KtgEvent) event = ktg_event_new ();

  event->kind = KTG_EVENT_FILED;
  event->type = g_strdup (ktg_event_kind_get_type_name (event->kind));
  event->report_id = g_strdup ("3f0c");
  event->author = g_strdup ("key");
  event->seq = 1;
  event->at.utc_offset_s = WIB_S;
  g_assert_true (ktg_moment_parse (at, WIB_S, &event->at.wall_us));
  event->report = ktg_report_new ();
  event->report->filed = g_strdup (says);
  ktg_history_add (history, "id", event, 1);
  return history;
}

/* Now is 25 January 2024; the strict count ended with the 22nd, that of working days the 24th. */
static void
what_runs_is_judged_by_now_and_what_was_filed_by_its_filing (void)
{
  static const struct
  {
    KtgState    state;
    const char *filed, *says;
    gboolean    is_running, is_judged;
    KtgInTime   in_time;
  } cases[] = {
    { KTG_STATE_QUEUED, "2024-01-20T10:00:00+07:00", NULL, TRUE, TRUE, KTG_IN_TIME_NO },
    { KTG_STATE_DELIVERED, "2024-01-20T10:00:00+07:00", NULL, FALSE, TRUE, KTG_IN_TIME_YES },
    { KTG_STATE_DELIVERED,
      "2024-01-23T10:00:00+07:00",
      NULL,
      FALSE,
      TRUE,
      KTG_IN_TIME_IF_WORKING_DAYS },
    { KTG_STATE_COMPLETE, "2024-01-25T10:00:00+07:00", "2024-01-20", FALSE, TRUE, KTG_IN_TIME_YES },
    { KTG_STATE_COMPLETE, NULL, NULL, FALSE, FALSE, KTG_IN_TIME_NO },
  };
  g_autoptr (KtgPack) pack = pack_new (TRUE);
  KtgMoment now = { .utc_offset_s = WIB_S };

  g_assert_true (ktg_moment_parse ("2024-01-25T12:00:00+07:00", WIB_S, &now.wall_us));
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const KtgSummaryFields fields
          = { .state = cases[i].state, .kind = (char *)"finding", .known = (char *)"2024-01-15" };
      g_autoptr (KtgHistory) history
          = cases[i].filed != NULL ? history_filed_at (cases[i].filed, cases[i].says) : NULL;
      KtgReportDue due;

      g_assert_true (ktg_report_due_find (pack, &fields, history, &now, &due));
      g_assert_cmpint (due.is_running, ==, cases[i].is_running);
      g_assert_cmpint (due.is_judged, ==, cases[i].is_judged);
      if (due.is_judged)
        g_assert_cmpint (ktg_deadline_judge (&due.deadline, due.at_us), ==, cases[i].in_time);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/report-clock/what-runs-is-judged-by-now-and-what-was-filed-by-its-filing",
                   what_runs_is_judged_by_now_and_what_was_filed_by_its_filing);
  g_test_add_func ("/report-clock/the-law-of-the-election-governs-each-kind",
                   the_law_of_the_election_governs_each_kind);
  g_test_add_func ("/report-clock/a-kind-of-which-no-law-speaks-has-all-the-time",
                   a_kind_of_which_no_law_speaks_has_all_the_time);
  g_test_add_func ("/report-clock/without-an-election-the-strictest-law-counts",
                   without_an_election_the_strictest_law_counts);
  g_test_add_func ("/report-clock/the-election-is-that-of-the-event",
                   the_election_is_that_of_the_event);
  g_test_add_func ("/report-clock/the-zone-of-the-place-counts-and-not-the-devices",
                   the_zone_of_the_place_counts_and_not_the_devices);
  g_test_add_func ("/report-clock/packs-without-terms-say-it-of-the-election",
                   packs_without_terms_say_it_of_the_election);
  g_test_add_func ("/report-clock/the-office-has-the-steps-of-that-law-and-those-after-it",
                   the_office_has_the_steps_of_that_law_and_those_after_it);

  return g_test_run ();
}
