/* test-checklist.c - what the law asks of a report before it may be registered
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-checklist.h>
#include <ktg-moment.h>
#include <ktg-report-clock.h>

#define WIB_S (7 * 3600)

static gint64
time_of (const char *text)
{
  gint64 time_us = 0;

  g_assert_true (ktg_moment_parse (text, WIB_S, &time_us));
  return time_us;
}

static KtgConditions
met_on (const KtgReport *report, const char *day)
{
  g_autoptr (KtgPack) pack = ktg_pack_new ();

  return ktg_checklist_met (report, ktg_report_clock_judge (pack, report, time_of (day), WIB_S));
}

static KtgPerson *
add_person (KtgReport *report, KtgPersonRole role, const char *name, const char *address)
{
  KtgPerson *person = ktg_person_new (role);

  person->name = g_strdup (name);
  person->address = g_strdup (address);
  g_ptr_array_add (report->persons, person);
  return person;
}

static KtgReport *
new_whole_report (void)
{
  KtgReport *report = ktg_report_new ();

  report->kind = g_strdup ("lhp");
  report->place_words = g_strdup ("Balai desa");
  report->happened = g_strdup ("2024-11-12T19:30:00+07:00");
  report->known = g_strdup ("2024-11-12");
  report->account = g_strdup ("Berfoto bersama.");
  add_person (report, KTG_PERSON_REPORTED, "B. S.", NULL);
  g_ptr_array_add (report->evidence, ktg_evidence_new ());
  return report;
}

static void
a_whole_report_meets_all (void)
{
  g_autoptr (KtgReport) report = new_whole_report ();

  g_assert_cmpint (met_on (report, "2024-11-13"),
                   ==,
                   KTG_CONDITIONS_FORMAL | KTG_CONDITIONS_MATERIAL);
}

static void
an_empty_finding_has_only_its_officer (void)
{
  g_autoptr (KtgReport) report = ktg_report_new ();

  g_assert_cmpint (met_on (report, "2024-11-13"), ==, KTG_CONDITION_REPORTER);
}

static void
blanks_are_no_words (void)
{
  g_autoptr (KtgReport) report = new_whole_report ();
  KtgPerson *reported = report->persons->pdata[0];

  g_free (report->account);
  report->account = g_strdup (" \n\t ");
  g_free (reported->name);
  reported->name = g_strdup ("  ");

  g_assert_false (met_on (report, "2024-11-13") & (KTG_CONDITION_ACCOUNT | KTG_CONDITION_REPORTED));
}

static void
a_public_report_needs_its_reporters_address (void)
{
  g_autoptr (KtgReport) report = new_whole_report ();
  KtgPerson *reporter = NULL;

  g_free (report->kind);
  report->kind = g_strdup ("public_report");
  g_assert_false (met_on (report, "2024-11-13") & KTG_CONDITION_REPORTER);

  reporter = add_person (report, KTG_PERSON_REPORTER, "Ani", NULL);
  g_assert_false (met_on (report, "2024-11-13") & KTG_CONDITION_REPORTER);

  reporter->address = g_strdup ("Dusun Krajan");
  g_assert_true (met_on (report, "2024-11-13") & KTG_CONDITION_REPORTER);
}

static void
the_clock_stops_when_it_is_filed (void)
{
  g_autoptr (KtgReport) report = new_whole_report ();

  g_assert_true (met_on (report, "2024-11-19") & KTG_CONDITION_IN_TIME);
  g_assert_false (met_on (report, "2024-11-22") & KTG_CONDITION_IN_TIME);

  report->filed = g_strdup ("2024-11-19T23:00:00+07:00");
  g_assert_true (met_on (report, "2024-12-24") & KTG_CONDITION_IN_TIME);
}

static void
what_is_in_time_only_by_working_days_is_said_and_counts_as_none (void)
{
  g_autoptr (KtgReport) report = new_whole_report ();
  KtgConditions met = met_on (report, "2024-11-20");

  g_assert_false (met & KTG_CONDITION_IN_TIME);
  g_assert_true (met & KTG_CONDITION_IN_TIME_PERHAPS);
  g_assert_false (KTG_CONDITIONS_FORMAL & KTG_CONDITION_IN_TIME_PERHAPS);
  g_assert_false (met_on (report, "2024-11-22") & KTG_CONDITION_IN_TIME_PERHAPS);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/checklist/a-whole-report-meets-all", a_whole_report_meets_all);
  g_test_add_func ("/checklist/an-empty-finding-has-only-its-officer",
                   an_empty_finding_has_only_its_officer);
  g_test_add_func ("/checklist/blanks-are-no-words", blanks_are_no_words);
  g_test_add_func ("/checklist/a-public-report-needs-its-reporters-address",
                   a_public_report_needs_its_reporters_address);
  g_test_add_func ("/checklist/the-clock-stops-when-it-is-filed", the_clock_stops_when_it_is_filed);

  g_test_add_func ("/checklist/what-is-in-time-only-by-working-days-is-said-and-counts-as-none",
                   what_is_in_time_only_by_working_days_is_said_and_counts_as_none);

  return g_test_run ();
}
