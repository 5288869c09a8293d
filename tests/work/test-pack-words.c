/* test-pack-words.c - what a pack changed is said by its names
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-language.h"
#include "ktg-pack-words.h"

#include <locale.h>
#include <stdlib.h>

static void
name (KtgWords *words, const char *en)
{
  words->en = g_strdup (en);
  words->id = g_strdup_printf ("%s (id)", en);
}

static void
add_election (KtgPackPart *part, const char *words, int report_days)
{
  KtgElection   *election = ktg_record_new (&ktg_election_record);
  KtgChoice     *choice = ktg_choice_new ();
  KtgChoiceList *list = (KtgChoiceList *)ktg_choice_lists_find (part->lists, "elections");

  if (list == NULL)
    {
      list = ktg_record_new (&ktg_choice_list_record);
      list->code = g_strdup ("elections");
      g_ptr_array_add (part->lists, list);
    }

  election->code = g_strdup (words);
  election->report_days = report_days;
  name (&election->name, words);
  g_ptr_array_add (part->elections, election);
  choice->code = g_strdup (words);
  name (&choice->name, words);
  g_ptr_array_add (list->choices, choice);
}

static void
add_violation (KtgPackPart *part, const char *code, const char *until)
{
  KtgViolation *violation = ktg_record_new (&ktg_violation_record);

  violation->code = g_strdup (code);
  violation->period.until = g_strdup (until);
  name (&violation->short_name, "A banner");
  g_ptr_array_add (part->violations, violation);
}

static void
assert_changes (const KtgPackPart *part, const KtgPackPart *before, const char *words)
{
  g_autofree char *said = ktg_pack_words_dup_changes (part, before);

  g_assert_cmpstr (said, ==, words);
}

static void
test_what_changed_has_its_names (void)
{
  g_autoptr (KtgPackPart) before = ktg_record_new (&ktg_pack_part_record);
  g_autoptr (KtgPackPart) after = ktg_record_new (&ktg_pack_part_record);

  add_election (before, "Regional election", 7);
  add_violation (before, "DS-01", NULL);
  add_violation (before, "DS-02", NULL);
  add_election (after, "Regional election", 5);
  add_election (after, "Election that came", 7);
  add_violation (after, "DS-01", "2026-01-01");
  add_violation (after, "DS-02", NULL);

  assert_changes (after, before, "Changed: DS-01 A banner, Regional election, Election that came");
  assert_changes (after, after, NULL);
  assert_changes (after, NULL, NULL);
}

static void
add_holiday (KtgPackPart *part, const char *day, const char *words)
{
  KtgHolidayYear *year = ktg_record_new (&ktg_holiday_year_record);
  KtgHoliday     *holiday = ktg_record_new (&ktg_holiday_record);

  year->year = atoi (day);
  holiday->day = g_strdup (day);
  name (&holiday->name, words);
  g_ptr_array_add (year->days, holiday);
  g_ptr_array_add (part->holiday_years, year);
}

static void
test_a_holiday_is_named_with_its_day (void)
{
  g_autoptr (KtgPackPart) before = ktg_record_new (&ktg_pack_part_record);
  g_autoptr (KtgPackPart) after = ktg_record_new (&ktg_pack_part_record);

  add_holiday (before, "2025-12-25", "Christmas");
  add_holiday (after, "2025-12-25", "Christmas");
  add_holiday (after, "2026-12-25", "Christmas");

  assert_changes (after, before, "Changed: 25 Dec 2026 Christmas");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/pack-words/what-changed-has-its-names", test_what_changed_has_its_names);
  g_test_add_func ("/pack-words/a-holiday-is-named-with-its-day",
                   test_a_holiday_is_named_with_its_day);

  return g_test_run ();
}
