/* test-clocks.c - sixty dated cases, with the right value of each and its source
 *
 * They stand in tests/data/clocks.tsv and are played over the packs that are installed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-case.h>
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

static const KtgStanding regency
    = { KTG_BELIEF_HELD, KTG_ROLE_OFFICE, KTG_LEVEL_REGENCY, "34.04", "Ani" };
static const KtgStanding officer
    = { KTG_BELIEF_HELD, KTG_ROLE_OFFICER, KTG_LEVEL_VILLAGE, "34.04.07.2001", "Siti" };

static KtgEvent *
new_event (KtgEventKind kind, const char *author)
{
  KtgEvent *event = ktg_event_new ();

  event->kind = kind;
  event->author = g_strdup (author);
  event->report_id = g_strdup ("r");
  event->case_id = g_strdup ("filed");
  return event;
}

static KtgCase *
file_case (const KtgPack *pack, const char *day)
{
  KtgCase *self = ktg_case_new (pack, "filed");
  g_autoptr (KtgEvent) filed = new_event (KTG_EVENT_FILED, "siti");

  filed->report = ktg_report_new ();
  filed->report->kind = g_strdup ("public_report");
  filed->report->place_region = g_strdup (officer.region);
  filed->report->happened = g_strdup (day);
  filed->report->known = g_strdup (day);
  g_assert_true (ktg_case_add (self, "filed", filed, &officer));
  return self;
}

/* All that the procedure may ask for; of a list the last of what can be chosen. */
static void
fill (const KtgPack *pack, const KtgProcedureStep *step, const char *day, KtgCaseStep *said)
{
  said->code = g_strdup (step->code);
  said->version = g_strdup ("filed");
  said->reason = g_strdup ("Alasan.");
  said->number = g_strdup ("1");
  said->date = g_strdup (day);
  said->to = step->hands_over ? g_strdup (regency.region) : NULL;

  for (guint i = 0; i < step->values->len; i++)
    {
      const KtgProcedureValue *value = g_ptr_array_index (step->values, i);
      GPtrArray *choices = value->list != NULL ? ktg_pack_get_choices (pack, value->list) : NULL;

      ktg_values_set_text (said->values,
                           value->code,
                           choices != NULL
                               ? ((KtgChoice *)g_ptr_array_index (choices, choices->len - 1))->code
                               : "Ada.");
    }
}

static const KtgProcedureStep *
find_next (const KtgCase *self, const char *author, const KtgStanding *standing, const char *code)
{
  g_autoptr (GPtrArray) next = ktg_case_list_next (self, author, standing);

  return ktg_procedure_steps_find (next, code);
}

/* The officer does what is the filer's, and the office the rest. */
static void
take_step (const KtgPack *pack, KtgCase *self, const char *code, const char *day)
{
  gboolean           is_filers = g_str_equal (code, "completed");
  const char        *author = is_filers ? "siti" : "ani";
  const KtgStanding *standing = is_filers ? &officer : &regency;
  g_autoptr (KtgEvent) event = new_event (KTG_EVENT_STEP, author);
  g_autoptr (GPtrArray) after = ktg_case_list_after (self);
  const KtgProcedureStep *step = find_next (self, author, standing, code);

  if (step == NULL)
    g_error ("%s may not follow %s", code, ktg_case_get_state (self));

  event->step = ktg_case_step_new ();
  fill (pack, step, day, event->step);
  for (guint i = 0; i < after->len; i++)
    g_ptr_array_add (event->after, g_strdup (g_ptr_array_index (after, i)));
  g_assert_true (ktg_case_add (self, code, event, standing));
  g_assert_cmpstr (ktg_case_get_state (self), ==, ktg_procedure_step_get_state (step));
}

static void
assert_runs (const KtgCase *self, const char *code, const char *day)
{
  g_autoptr (GArray) clocks = ktg_case_list_clocks (self, DEVICE_OFFSET_S);
  const KtgCaseClock *clock = &g_array_index (clocks, KtgCaseClock, 0);

  g_assert_cmpuint (clocks->len, >, 0);
  g_assert_cmpstr (clock->deadline.term->code, ==, code);
  g_assert_cmpstr (clock->deadline.calendar.day, ==, day);
}

/* @days: between registration and the end of the review, then of the longer one. */
static void
play_procedure (const KtgPack *pack, const char *day, const char *reviewed, const char *extended)
{
  static const char *const to_the_end[]
      = { "clarification", "plenary", "violation", "forwarded", "follow_up", "outcome", "done" };
  g_autoptr (KtgCase) self = file_case (pack, day);
  g_autoptr (GArray) clocks = NULL;

  take_step (pack, self, "received", day);
  take_step (pack, self, "initial_review", day);
  take_step (pack, self, "needs_completion", day);
  take_step (pack, self, "completed", day);
  take_step (pack, self, "registered", day);
  assert_runs (self, "case_review", reviewed);
  take_step (pack, self, "extended", day);
  assert_runs (self, "case_review_extended", extended);
  for (gsize i = 0; i < G_N_ELEMENTS (to_the_end); i++)
    take_step (pack, self, to_the_end[i], day);

  clocks = ktg_case_list_clocks (self, DEVICE_OFFSET_S);
  g_assert_cmpuint (clocks->len, ==, 0);
}

static void
a_case_goes_through_the_procedure_of_each_election (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "..", "data", "packs", NULL);
  g_autoptr (KtgPack) pack = ktg_pack_new ();
  g_autoptr (GPtrArray) faults = ktg_pack_json_read_folder (pack, folder, NULL, NULL);

  g_assert_cmpuint (faults->len, ==, 0);
  play_procedure (pack, "2024-01-10", "2024-01-17", "2024-01-24");
  play_procedure (pack, "2024-11-11", "2024-11-14", "2024-11-16");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/clocks/every-case-has-the-value-of-its-source",
                   every_case_has_the_value_of_its_source);
  g_test_add_func ("/clocks/each-step-of-the-procedure-rests-on-what-is-there",
                   each_step_of_the_procedure_rests_on_what_is_there);
  g_test_add_func ("/clocks/a-case-goes-through-the-procedure-of-each-election",
                   a_case_goes_through_the_procedure_of_each_election);

  return g_test_run ();
}
