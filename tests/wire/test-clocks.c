/* test-clocks.c - sixty dated cases, with the right value of each and its source
 *
 * They stand in tests/data/clocks.tsv and are played over the packs that are installed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-moment.h>
#include <ktg-pack-json.h>
#include <ktg-report-clock.h>

#include <string.h>

#define N_CASES 62

/* Where the table differs from this, what is right is at the place, and this must not matter. */
#define DEVICE_OFFSET_S (9 * 3600 + 1800)

enum
{
  HAPPENED,
  KNOWN,
  HANDED_IN,
  KIND,
  REGION,
  ZONE,
  STEP,
  RULES,
  ELECTION,
  PHASE,
  LAW,
  CALENDAR,
  WORKING,
  HOLIDAYS,
  IN_TIME,
  SOURCE,
  N_COLUMNS
};

static const char *const law_names[] = { "unknown", "calendar", "working" };
static const char *const in_time_names[] = { "no", "if_working_days", "yes" };

static const char *
or_dash (const char *text)
{
  return text != NULL ? text : "-";
}

static KtgClockFacts
facts_of (GStrv row)
{
  return (KtgClockFacts){ row[KIND], row[REGION], row[HAPPENED], row[KNOWN] };
}

static gboolean
find_own (const KtgPack *pack, GStrv row, KtgDeadline *deadline)
{
  KtgClockFacts facts = facts_of (row);

  return ktg_report_clock_find (pack, &facts, DEVICE_OFFSET_S, deadline);
}

/* "registered/pilkada/case_review": what it begins with, whose law, which step. */
static gboolean
find_step (const KtgPack *pack, GStrv row, KtgDeadline *deadline)
{
  g_auto (GStrv) parts = g_strsplit (row[STEP], "/", 3);
  KtgClockFacts facts = facts_of (row);
  g_autoptr (GPtrArray) steps
      = ktg_report_clock_list_steps (pack, &facts, parts[0], row[KNOWN], DEVICE_OFFSET_S);

  for (guint i = 0; i < steps->len; i++)
    {
      const KtgDeadline *step = g_ptr_array_index (steps, i);

      if (strcmp (step->term->regime, parts[1]) == 0 && strcmp (step->term->code, parts[2]) == 0)
        {
          *deadline = *step;
          return TRUE;
        }
    }

  return FALSE;
}

static void
assert_deadline (const KtgDeadline *deadline, GStrv row)
{
  gint64 handed_in_us = 0;

  g_assert_true (ktg_moment_parse (row[HANDED_IN], deadline->utc_offset_s, &handed_in_us));
  g_assert_cmpstr (law_names[deadline->law_says], ==, row[LAW]);
  g_assert_cmpstr (deadline->calendar.day, ==, row[CALENDAR]);
  g_assert_cmpstr (deadline->working.day, ==, row[WORKING]);
  g_assert_cmpstr (deadline->knows_holidays ? "yes" : "no", ==, row[HOLIDAYS]);
  g_assert_cmpstr (in_time_names[ktg_deadline_judge (deadline, handed_in_us)], ==, row[IN_TIME]);
  g_assert_cmpint (deadline->calendar.ends_us, <=, deadline->working.ends_us);
}

static void
assert_no_deadline (const KtgPack *pack, GStrv row)
{
  g_autoptr (KtgReport) report = ktg_report_new ();

  report->kind = g_strdup (row[KIND]);
  report->place_region = g_strdup (row[REGION]);
  report->happened = g_strdup (row[HAPPENED]);
  report->known = g_strdup (row[KNOWN]);
  report->filed = g_strdup (row[HANDED_IN]);
  g_assert_cmpstr (row[LAW], ==, "-");
  g_assert_cmpint (ktg_report_clock_judge (pack, report, 0, DEVICE_OFFSET_S), ==, KTG_IN_TIME_YES);
}

static void
assert_case (const KtgPack *pack, GStrv row)
{
  g_autofree char   *day = ktg_pack_dup_day (pack, row[REGION], row[HAPPENED]);
  const KtgElection *election = ktg_pack_get_election (pack, row[REGION], day);
  KtgDeadline        deadline;
  gboolean           is_own = strcmp (row[STEP], "own") == 0;

  g_assert_cmpstr (ktg_pack_get_zone (pack, row[REGION])->code, ==, row[ZONE]);
  g_assert_cmpstr (ktg_pack_get_rules_version (pack, day), ==, row[RULES]);
  g_assert_cmpstr (election != NULL ? election->code : "-", ==, row[ELECTION]);
  g_assert_cmpstr (or_dash (ktg_pack_suggest_phase (pack, row[REGION], day)), ==, row[PHASE]);

  if (is_own ? find_own (pack, row, &deadline) : find_step (pack, row, &deadline))
    assert_deadline (&deadline, row);
  else
    assert_no_deadline (pack, row);
}

static char *
dup_table (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "clocks.tsv", NULL);
  char            *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

static void
every_case_has_the_value_of_its_source (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "..", "data", "packs", NULL);
  g_autoptr (KtgPack) pack = ktg_pack_new ();
  g_autoptr (GPtrArray) faults = ktg_pack_json_read_folder (pack, folder, NULL, NULL);
  g_autofree char *text = dup_table ();
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  guint n_cases = 0;

  g_assert_cmpuint (faults->len, ==, 0);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) row = g_strsplit (lines[i], "\t", -1);

      if (*lines[i] == '\0' || *lines[i] == '#')
        continue;

      n_cases++;
      g_test_message ("line %u: %s", i + 1, lines[i]);
      g_assert_cmpuint (g_strv_length (row), ==, N_COLUMNS);
      g_assert_cmpstr (row[SOURCE], !=, "");
      assert_case (pack, row);
    }

  g_assert_cmpuint (n_cases, ==, N_CASES);
}

static void
assert_terms_are_there (const KtgPack *pack, const KtgProcedureStep *step, const GPtrArray *codes)
{
  GPtrArray *terms = ktg_pack_get_terms (pack);

  for (guint i = 0; i < codes->len; i++)
    {
      const char *code = g_ptr_array_index (codes, i);
      gboolean    is_there = FALSE;

      for (guint j = 0; j < terms->len; j++)
        is_there |= g_str_equal (((KtgTerm *)g_ptr_array_index (terms, j))->code, code);
      if (!is_there)
        g_error ("%s: no pack has the term %s", step->code, code);
    }
}

static void
assert_lists_are_there (const KtgPack *pack, const KtgProcedureStep *step)
{
  for (guint i = 0; i < step->values->len; i++)
    {
      const KtgProcedureValue *value = g_ptr_array_index (step->values, i);

      if (value->list != NULL && ktg_pack_get_choices (pack, value->list)->len == 0)
        g_error ("%s: no pack has the list %s", step->code, value->list);
    }
}

/* Of each election, and on each day of it. */
static void
each_step_of_the_procedure_rests_on_what_is_there (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "..", "data", "packs", NULL);
  g_autoptr (KtgPack) pack = ktg_pack_new ();
  g_autoptr (GPtrArray) faults = ktg_pack_json_read_folder (pack, folder, NULL, NULL);

  for (guint i = 0; ktg_election_regimes[i] != NULL; i++)
    {
      g_autoptr (GPtrArray) steps
          = ktg_pack_get_steps (pack, ktg_election_regimes[i], "2024-11-12");

      g_assert_cmpuint (steps->len, ==, 22);
      for (guint j = 0; j < steps->len; j++)
        {
          const KtgProcedureStep *step = g_ptr_array_index (steps, j);

          assert_terms_are_there (pack, step, step->starts);
          assert_terms_are_there (pack, step, step->stops);
          assert_lists_are_there (pack, step);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/clocks/every-case-has-the-value-of-its-source",
                   every_case_has_the_value_of_its_source);
  g_test_add_func ("/clocks/each-step-of-the-procedure-rests-on-what-is-there",
                   each_step_of_the_procedure_rests_on_what_is_there);

  return g_test_run ();
}
