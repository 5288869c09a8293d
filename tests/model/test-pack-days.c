/* test-pack-days.c - what the packs say depends on the day and the place
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-pack.h"

#include <ktg-test-zone.h>

static KtgPackPart *
new_part (const char *name, const char *version)
{
  KtgPackPart *part = ktg_record_new (&ktg_pack_part_record);

  part->name = g_strdup (name);
  part->version = g_strdup (version);
  return part;
}

static KtgViolation *
add_violation (KtgPackPart *part, const char *code, const char *from, const char *until)
{
  KtgViolation *violation = ktg_record_new (&ktg_violation_record);

  violation->code = g_strdup (code);
  violation->period.from = g_strdup (from);
  violation->period.until = g_strdup (until);
  violation->name.en = g_strdup_printf ("%s of %s", code, part->version);
  g_ptr_array_add (part->violations, violation);
  return violation;
}

static KtgChoice *
add_choice (KtgPackPart *part,
            const char  *list_code,
            const char  *code,
            const char  *from,
            const char  *until)
{
  KtgChoiceList *list = (KtgChoiceList *)ktg_choice_lists_find (part->lists, list_code);
  KtgChoice     *choice = ktg_choice_new ();

  if (list == NULL)
    {
      list = ktg_record_new (&ktg_choice_list_record);
      list->code = g_strdup (list_code);
      g_ptr_array_add (part->lists, list);
    }

  choice->code = g_strdup (code);
  choice->period.from = g_strdup (from);
  choice->period.until = g_strdup (until);
  choice->name.en = g_strdup_printf ("%s of %s", code, part->version);
  g_ptr_array_add (list->choices, choice);
  return choice;
}

static KtgPack *
pack_with_rules (void)
{
  KtgPack     *pack = ktg_pack_new ();
  KtgPackPart *oldest = new_part ("rules", "2010-06-06");
  KtgPackPart *wrong = new_part ("rules", "2022-09-22");
  KtgPackPart *right = new_part ("rules", "2022-09-22.2");

  add_violation (oldest, "DS-90", NULL, NULL);
  add_choice (oldest, "sanctions", "berat", NULL, NULL);
  add_violation (wrong, "DS-03", NULL, NULL);
  add_violation (right, "DS-03", NULL, NULL);
  add_violation (right, "PD-01", NULL, "2026-01-01");
  add_violation (right, "PD-01", "2026-01-02", NULL);
  add_choice (right, "sanctions", "berat", NULL, NULL);

  g_assert_true (ktg_pack_adopt (pack, right));
  g_assert_true (ktg_pack_adopt (pack, oldest));
  g_assert_true (ktg_pack_adopt (pack, wrong));
  return pack;
}

static void
test_the_rules_of_the_day_count (void)
{
  g_autoptr (KtgPack) pack = pack_with_rules ();

  g_assert_cmpstr (ktg_pack_get_rules_version (pack, "2022-09-21"), ==, "2010-06-06");
  g_assert_cmpstr (ktg_pack_get_rules_version (pack, "2022-09-22"), ==, "2022-09-22.2");
  g_assert_cmpstr (ktg_pack_get_rules_version (pack, "2022-09-22T00:00:00+07:00"),
                   ==,
                   "2022-09-22.2");
  g_assert_cmpstr (ktg_pack_get_rules_version (pack, NULL), ==, "2022-09-22.2");
  g_assert_cmpstr (ktg_pack_get_rules_version (pack, "the day before"), ==, "2022-09-22.2");
}

static void
test_before_the_first_rules_the_first_are_shown_and_it_can_be_said (void)
{
  g_autoptr (KtgPack) pack = pack_with_rules ();

  g_assert_cmpstr (ktg_pack_get_rules_version (pack, "2009-07-08"), ==, "2010-06-06");
  g_assert_false (ktg_pack_has_rules_of (pack, "2009-07-08"));
  g_assert_true (ktg_pack_has_rules_of (pack, "2010-06-06"));

  ktg_pack_adopt (pack, new_part ("rules", "2010-06-06.2"));
  g_assert_cmpstr (ktg_pack_get_rules_version (pack, "2009-07-08"), ==, "2010-06-06.2");
}

static void
test_a_report_keeps_the_version_it_names (void)
{
  g_autoptr (KtgPack) pack = pack_with_rules ();

  g_assert_cmpstr (ktg_pack_get_violation (pack, "2022-09-22", "2023-11-12", "DS-03")->name.en,
                   ==,
                   "DS-03 of 2022-09-22");
  g_assert_cmpstr (ktg_pack_get_violation (pack, "2022-09-22.7", "2023-11-12", "DS-03")->name.en,
                   ==,
                   "DS-03 of 2022-09-22.2");
  g_assert_cmpstr (ktg_pack_get_violation (pack, NULL, "2023-11-12", "DS-90")->name.en,
                   ==,
                   "DS-90 of 2010-06-06");
  g_assert_null (ktg_pack_get_violation (pack, NULL, "2023-11-12", "DS-99"));
}

static guint
count_violations (const KtgPack *pack, const char *day)
{
  g_autoptr (GPtrArray) violations = ktg_pack_get_violations (pack, NULL, day);

  return violations->len;
}

static void
test_the_row_of_the_day_counts (void)
{
  g_autoptr (KtgPack) pack = pack_with_rules ();

  g_assert_cmpuint (count_violations (pack, "2026-01-01"), ==, 2);
  g_assert_cmpuint (count_violations (pack, "2026-01-02"), ==, 2);
  g_assert_cmpuint (count_violations (pack, "2011-01-01"), ==, 1);
  g_assert_null (ktg_pack_get_violation (pack, NULL, "2026-01-01", "PD-01")->period.from);
  g_assert_cmpstr (ktg_pack_get_violation (pack, NULL, "2026-01-02", "PD-01")->period.from,
                   ==,
                   "2026-01-02");
}

static void
test_words_of_the_rules_are_those_of_the_version (void)
{
  g_autoptr (KtgPack) pack = pack_with_rules ();
  const KtgChoice *old
      = ktg_pack_get_rules_choice (pack, "2010-06-06", "2023-01-01", "sanctions", "berat");

  g_assert_cmpstr (old->name.en, ==, "berat of 2010-06-06");
  g_assert_cmpstr (ktg_pack_get_choice_on (pack, "sanctions", "2011-01-01", "berat")->name.en,
                   ==,
                   "berat of 2010-06-06");
  g_assert_cmpstr (ktg_pack_get_choice (pack, "sanctions", "berat")->name.en,
                   ==,
                   "berat of 2022-09-22.2");
}

static void
test_a_version_of_tomorrow_waits_for_its_day (void)
{
  g_autoptr (KtgPack) pack = ktg_pack_new ();
  KtgPackPart *today = new_part ("forms", "2024-08-24");
  KtgPackPart *tomorrow = new_part ("forms", "2026-11-27");

  add_choice (today, "kinds", "lhp", NULL, NULL);
  add_choice (tomorrow, "kinds", "new", NULL, NULL);
  ktg_pack_set_today (pack, "2026-11-26");
  ktg_pack_adopt (pack, tomorrow);
  g_assert_cmpstr (ktg_pack_get_version (pack, "forms"), ==, "2026-11-27");
  ktg_pack_adopt (pack, today);

  g_assert_cmpstr (ktg_pack_get_version (pack, "forms"), ==, "2024-08-24");
  g_assert_cmpuint (ktg_pack_get_choices (pack, "kinds")->len, ==, 1);
  ktg_pack_set_today (pack, "2026-11-27");
  g_assert_cmpstr (ktg_pack_get_version (pack, "forms"), ==, "2026-11-27");
  g_assert_cmpstr (ktg_pack_get_choice_name (pack, "kinds", "lhp", "en"), ==, "lhp of 2024-08-24");
}

static void
test_a_choice_is_offered_while_it_holds_and_keeps_its_name (void)
{
  g_autoptr (KtgPack) pack = ktg_pack_new ();
  KtgPackPart *forms = new_part ("forms", "2024-08-24");
  g_autoptr (GPtrArray) before = NULL;

  add_choice (forms, "review_states", "forwarded_kasn", NULL, "2024-08-23");
  add_choice (forms, "review_states", "forwarded_bkn", "2024-08-24", NULL);
  ktg_pack_adopt (pack, forms);
  before = ktg_pack_get_choices_on (pack, "review_states", "2024-08-23");

  g_assert_cmpuint (before->len, ==, 1);
  g_assert_cmpstr (((KtgChoice *)g_ptr_array_index (before, 0))->code, ==, "forwarded_kasn");
  g_assert_cmpuint (ktg_pack_get_choices (pack, "review_states")->len, ==, 1);
  g_assert_nonnull (ktg_pack_get_choice (pack, "review_states", "forwarded_kasn"));
}

static void
test_two_of_one_version_that_differ_are_noticed (void)
{
  g_autoptr (KtgPack) pack = pack_with_rules ();
  KtgPackPart *other = new_part ("rules", "2010-06-06");

  add_violation (other, "DS-91", NULL, NULL);
  g_assert_false (ktg_pack_adopt (pack, other));
  g_assert_true (ktg_pack_adopt (pack, ktg_pack_part_copy (ktg_pack_get_rules (pack, NULL, NULL))));
}

static void
add_stage (KtgElection *election, const char *first_day, const char *last_day, const char *phase)
{
  KtgStage *stage = ktg_record_new (&ktg_stage_record);

  stage->first_day = g_strdup (first_day);
  stage->last_day = g_strdup (last_day);
  stage->phase = g_strdup (phase);
  g_ptr_array_add (election->stages, stage);
}

static KtgElection *
add_election (KtgPackPart *part, const char *code, const char *region)
{
  KtgElection *election = ktg_record_new (&ktg_election_record);

  election->code = g_strdup (code);
  election->regime = g_strdup ("pilkada");
  if (region != NULL)
    g_ptr_array_add (election->regions, g_strdup (region));
  g_ptr_array_add (part->elections, election);
  return election;
}

static KtgPack *
pack_with_calendar (void)
{
  KtgPack     *pack = ktg_pack_new ();
  KtgPackPart *calendar = new_part ("calendar", "2024-07-30");
  KtgElection *everywhere = add_election (calendar, "pilkada-2024", NULL);
  KtgElection *repeated = add_election (calendar, "pilkada-ulang-2025", "19.71");

  add_stage (everywhere, "2024-08-27", "2024-09-21", "bakal_calon");
  add_stage (everywhere, "2024-09-22", "2024-09-22", "calon");
  add_stage (everywhere, "2024-09-25", "2024-11-23", "calon");
  add_stage (everywhere, "2024-11-24", "2024-12-16", NULL);
  add_stage (repeated, "2024-11-01", "2025-08-27", "bakal_calon");
  add_stage (repeated, "2025-08-27", "2025-08-27", "calon");
  ktg_pack_adopt (pack, calendar);
  return pack;
}

static void
test_the_phase_is_that_of_the_place_and_the_day (void)
{
  static const struct
  {
    const char *region, *day, *election, *phase;
  } cases[] = {
    { "34.71", "2024-08-26", NULL, NULL },
    { "34.71", "2024-09-21", "pilkada-2024", "bakal_calon" },
    { "34.71", "2024-09-22", "pilkada-2024", "calon" },
    { "34.71", "2024-09-24", "pilkada-2024", "calon" },
    { "34.71", "2024-11-25", "pilkada-2024", "calon" },
    { "34.71", "2024-12-17", NULL, NULL },
    { "19.71.01", "2024-11-25", "pilkada-ulang-2025", "bakal_calon" },
    { "19.71.01", "2025-08-27", "pilkada-ulang-2025", NULL },
    { "19.01", "2025-08-27", NULL, NULL },
    { NULL, "2024-11-25", "pilkada-2024", "calon" },
    { NULL, NULL, NULL, NULL },
  };
  g_autoptr (KtgPack) pack = pack_with_calendar ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const KtgElection *election = ktg_pack_get_election (pack, cases[i].region, cases[i].day);

      g_assert_cmpstr (election != NULL ? election->code : NULL, ==, cases[i].election);
      g_assert_cmpstr (ktg_pack_suggest_phase (pack, cases[i].region, cases[i].day),
                       ==,
                       cases[i].phase);
    }
}

static void
test_the_legal_day_begins_at_midnight_of_the_place (void)
{
  static const char *const cases[][3] = {
    { "34.71.06", "2024-09-21T23:59:59+07:00", "2024-09-21" },
    { "94.71", "2024-09-21T23:59:59+07:00", "2024-09-22" },
    { "94.71", "2024-09-21", "2024-09-21" },
    { "34.71.06", "2024-09-22T00:30:00+09:00", "2024-09-21" },
    { "71", "2024-09-22T00:30:00+09:00", "2024-09-22" },
    { NULL, "2024-09-22T00:30:00+09:00", "2024-09-22" },
    { "34.71.06", "yesterday", NULL },
  };
  g_autoptr (KtgPack) pack = ktg_pack_new ();
  KtgPackPart *places = new_part ("places", "2022-11");

  ktg_test_zone_add (places, "WIB", 420, "34");
  ktg_test_zone_add (places, "WIT", 540, "94");
  ktg_pack_adopt (pack, places);
  g_assert_cmpint (ktg_pack_get_utc_offset_s (pack, "94.71.01", 7 * 3600), ==, 9 * 3600);
  g_assert_cmpint (ktg_pack_get_utc_offset_s (pack, "51.71", 8 * 3600), ==, 8 * 3600);
  g_assert_cmpint (ktg_pack_get_utc_offset_s (pack, NULL, 8 * 3600), ==, 8 * 3600);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *day = ktg_pack_dup_day (pack, cases[i][0], cases[i][1]);

      g_assert_cmpstr (day, ==, cases[i][2]);
    }
}

static void
assert_fault (KtgPackPart *part, const char *expected_key, const char *expected)
{
  const char      *key = NULL;
  g_autofree char *fault = ktg_pack_part_find_fault (part, &key);

  g_assert_cmpstr (fault, ==, expected);
  g_assert_cmpstr (key, ==, expected_key);
  ktg_pack_part_free (part);
}

static void
test_a_row_that_ends_before_it_begins_is_named (void)
{
  KtgPackPart *rules = new_part ("rules", "2022-09-22");
  KtgPackPart *forms = new_part ("forms", "2022-09-22");

  add_violation (rules, "DS-03", "2022-09-22", "2022-09-21");
  add_choice (forms, "tags", "hoax", "2022-09-22", "2022-09-21");
  assert_fault (rules, "violations", "DS-03 ends before it begins");
  assert_fault (forms, "lists", "tags: hoax ends before it begins");
}

static void
add_apart (KtgPackPart *part, const char *from, const char *until)
{
  KtgViolation     *violation = g_ptr_array_index (part->violations, 0);
  KtgSanctionApart *apart = ktg_record_new (&ktg_sanction_apart_record);

  g_ptr_array_add (apart->statuses, g_strdup ("pppk"));
  apart->period.from = g_strdup (from);
  apart->period.until = g_strdup (until);
  g_ptr_array_add (violation->apart, apart);
}

static void
test_what_is_said_apart_holds_once_on_a_day (void)
{
  KtgPackPart *backward = new_part ("rules", "2022-09-22");
  KtgPackPart *twice = new_part ("rules", "2022-09-22");
  KtgPackPart *following = new_part ("rules", "2022-09-22");

  add_violation (backward, "DS-03", NULL, NULL);
  add_apart (backward, "2023-06-30", "2023-06-29");
  add_violation (twice, "DS-03", NULL, NULL);
  add_apart (twice, NULL, "2023-06-30");
  add_apart (twice, "2023-06-30", NULL);
  add_violation (following, "DS-03", NULL, NULL);
  add_apart (following, NULL, "2023-06-29");
  add_apart (following, "2023-06-30", NULL);
  assert_fault (backward, "violations", "DS-03: pppk ends before it begins");
  assert_fault (twice, "violations", "DS-03: pppk comes twice on the same day");
  assert_fault (following, NULL, NULL);
}

static void
test_a_row_that_holds_twice_on_a_day_is_named (void)
{
  KtgPackPart *twice = new_part ("rules", "2022-09-22");
  KtgPackPart *touching = new_part ("rules", "2022-09-22");
  KtgPackPart *following = new_part ("rules", "2022-09-22");

  add_violation (twice, "DS-03", NULL, NULL);
  add_violation (twice, "DS-03", "2026-01-02", NULL);
  add_violation (touching, "DS-03", NULL, "2026-01-02");
  add_violation (touching, "DS-03", "2026-01-02", NULL);
  add_violation (following, "DS-03", NULL, "2026-01-01");
  add_violation (following, "DS-03", "2026-01-02", NULL);
  assert_fault (twice, "violations", "DS-03 comes twice on the same day");
  assert_fault (touching, "violations", "DS-03 comes twice on the same day");
  assert_fault (following, NULL, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/pack-days/the-rules-of-the-day-count", test_the_rules_of_the_day_count);
  g_test_add_func ("/pack-days/before-the-first-rules-the-first-are-shown-and-it-can-be-said",
                   test_before_the_first_rules_the_first_are_shown_and_it_can_be_said);
  g_test_add_func ("/pack-days/a-report-keeps-the-version-it-names",
                   test_a_report_keeps_the_version_it_names);
  g_test_add_func ("/pack-days/the-row-of-the-day-counts", test_the_row_of_the_day_counts);
  g_test_add_func ("/pack-days/words-of-the-rules-are-those-of-the-version",
                   test_words_of_the_rules_are_those_of_the_version);
  g_test_add_func ("/pack-days/a-version-of-tomorrow-waits-for-its-day",
                   test_a_version_of_tomorrow_waits_for_its_day);
  g_test_add_func ("/pack-days/a-choice-is-offered-while-it-holds-and-keeps-its-name",
                   test_a_choice_is_offered_while_it_holds_and_keeps_its_name);
  g_test_add_func ("/pack-days/two-of-one-version-that-differ-are-noticed",
                   test_two_of_one_version_that_differ_are_noticed);
  g_test_add_func ("/pack-days/the-phase-is-that-of-the-place-and-the-day",
                   test_the_phase_is_that_of_the_place_and_the_day);
  g_test_add_func ("/pack-days/the-legal-day-begins-at-midnight-of-the-place",
                   test_the_legal_day_begins_at_midnight_of_the_place);
  g_test_add_func ("/pack-days/what-is-said-apart-holds-once-on-a-day",
                   test_what_is_said_apart_holds_once_on_a_day);
  g_test_add_func ("/pack-days/a-row-that-ends-before-it-begins-is-named",
                   test_a_row_that_ends_before_it_begins_is_named);
  g_test_add_func ("/pack-days/a-row-that-holds-twice-on-a-day-is-named",
                   test_a_row_that_holds_twice_on_a_day_is_named);

  return g_test_run ();
}
