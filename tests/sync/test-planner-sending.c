/* test-planner-sending.c - what the officer's rules let go, and what waits for them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "planner-fixture.h"

#include <ktg-pieces.h>

/* A text, a preview and an original of 200,000 bytes; the server lacks all. */
static void
owe_a_report (Fixture *fixture)
{
  add_event (fixture->owed, "text", 100);
  add_file (fixture->owed, "preview", 30, "2024-11-02", 1)->is_preview = TRUE;
  add_file (fixture->owed, "original", 200000, "2024-11-02", 1);
  ktg_planner_file_missing (fixture->planner, "preview", 0);
  ktg_planner_file_missing (fixture->planner, "original", 0);
}

static KtgPolicy
with_rules (KtgSendingRules rules)
{
  KtgPolicy made = policy;

  made.sending.rules = rules;

  return made;
}

static KtgStep *
next_by (Fixture *fixture, const KtgPolicy *by)
{
  return ktg_planner_next (fixture->planner, fixture->owed, by, 0);
}

/* "T", "P", "O" as they go, one after the other, until nothing may. */
static char *
play (Fixture *fixture, const KtgPolicy *by)
{
  GString *gone = g_string_new (NULL);

  for (;;)
    {
      g_autoptr (KtgStep) step = next_by (fixture, by);

      if (step->kind == KTG_STEP_LEVEL)
        return g_string_free (gone, FALSE);
      if (step->kind == KTG_STEP_UPLOAD)
        {
          g_string_append_c (gone, step->is_preview ? 'P' : 'O');
          remove_file (fixture->owed, step->sha256);
          ktg_planner_uploaded (fixture->planner, step->sha256);
          continue;
        }
      if (step->event_ids->len > 0)
        {
          g_string_append_c (gone, 'T');
          remove_event (fixture->owed, "text");
        }
      ktg_planner_exchanged (fixture->planner, step, FALSE);
    }
}

static void
assert_goes (const KtgPolicy *by, const char *expected)
{
  Fixture          fixture;
  g_autofree char *gone = NULL;

  fixture_set_up (&fixture, NULL);
  owe_a_report (&fixture);
  gone = play (&fixture, by);
  g_assert_cmpstr (gone, ==, expected);
  fixture_tear_down (&fixture, NULL);
}

static void
test_no_rule_holds_a_text_and_only_a_pause_a_preview (void)
{
  KtgPolicy paused
      = with_rules ((KtgSendingRules){ .is_paused = TRUE, .day_bytes = KTG_SENDING_NO_LIMIT });
  KtgPolicy held = with_rules (
      (KtgSendingRules){ .holds_originals = TRUE, .day_bytes = KTG_SENDING_NO_LIMIT });
  KtgPolicy unmetered
      = with_rules ((KtgSendingRules){ .only_unmetered = TRUE, .day_bytes = KTG_SENDING_NO_LIMIT });
  KtgPolicy spent = with_rules ((KtgSendingRules){ .day_bytes = 1000 });
  KtgPolicy none_a_day = with_rules ((KtgSendingRules){ .day_bytes = 0 });

  spent.sending.spent_bytes = 1000;
  assert_goes (&policy, "TPO");
  assert_goes (&paused, "T");
  assert_goes (&held, "TP");
  assert_goes (&unmetered, "TPO");
  unmetered.sending.is_metered = TRUE;
  assert_goes (&unmetered, "TP");
  assert_goes (&spent, "TP");
  assert_goes (&none_a_day, "TP");
}

static void
test_what_she_wishes_now_goes_against_all_her_rules (void)
{
  KtgPolicy now = with_rules ((KtgSendingRules){ TRUE, TRUE, TRUE, 0 });

  now.sending.is_metered = TRUE;
  assert_goes (&now, "T");
  now.sending.is_now = TRUE;
  assert_goes (&now, "TPO");
}

static void
test_a_pause_holds_packs_too (Fixture *fixture, gconstpointer data)
{
  KtgPolicy paused
      = with_rules ((KtgSendingRules){ .is_paused = TRUE, .day_bytes = KTG_SENDING_NO_LIMIT });
  KtgPackNotice *pack = ktg_pack_notice_new ("rules", "2024-01-01", "aa");
  g_autoptr (KtgStep) level = NULL;
  g_autoptr (KtgStep) fetch = NULL;

  g_ptr_array_add (fixture->owed->packs, pack);
  exchange (fixture);
  level = next_by (fixture, &paused);
  g_assert_cmpint (level->kind, ==, KTG_STEP_LEVEL);
  fetch = next_by (fixture, &policy);
  g_assert_cmpint (fetch->kind, ==, KTG_STEP_FETCH);
}

static void
assert_sends (Fixture *fixture, const KtgPolicy *by, guint64 offset, guint64 n_bytes)
{
  g_autoptr (KtgStep) step = next_by (fixture, by);

  g_assert_cmpint (step->kind, ==, KTG_STEP_UPLOAD);
  g_assert_cmpstr (step->sha256, ==, "original");
  g_assert_cmpuint (step->offset, ==, offset);
  g_assert_cmpuint (step->n_bytes, ==, n_bytes);
  ktg_planner_file_missing (fixture->planner, "original", offset + n_bytes);
}

/* A photo that is longer than what is left stops at a piece, and another day it goes on there. */
static void
test_a_photo_stops_where_the_budget_ends_and_goes_on_there (Fixture *fixture, gconstpointer data)
{
  KtgPolicy budget = with_rules ((KtgSendingRules){ .day_bytes = 150000 });
  g_autoptr (KtgStep) level = NULL;

  add_file (fixture->owed, "original", 200000, "2024-11-02", 1);
  ktg_planner_file_missing (fixture->planner, "original", 0);
  exchange (fixture);
  budget.sending.spent_bytes = 50000; /* texts and previews count */
  assert_sends (fixture, &budget, 0, 100000);
  budget.sending.spent_bytes = 149000; /* heads count less than was thought */
  assert_sends (fixture, &budget, 100000, KTG_PIECES_SMALLEST_BYTES);
  budget.sending.spent_bytes = 181768;
  level = next_by (fixture, &budget);
  g_assert_cmpint (level->kind, ==, KTG_STEP_LEVEL);
  budget.sending.spent_bytes = 0;
  assert_sends (fixture, &budget, 132768, 200000 - 132768);
}

static void
test_what_is_under_way_has_its_part_of_the_budget (Fixture *fixture, gconstpointer data)
{
  KtgPolicy budget = with_rules ((KtgSendingRules){ .day_bytes = 150000 });
  g_autoptr (KtgStep) level = NULL;

  add_file (fixture->owed, "original", 200000, "2024-11-02", 1);
  ktg_planner_file_missing (fixture->planner, "original", 0);
  exchange (fixture);
  budget.promised_bytes = 90000;
  assert_sends (fixture, &budget, 0, 60000);
  budget.promised_bytes = 150000;
  level = next_by (fixture, &budget);
  g_assert_cmpint (level->kind, ==, KTG_STEP_LEVEL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, test)                                                                            \
  g_test_add ("/planner/sending/" name, Fixture, NULL, fixture_set_up, test, fixture_tear_down)
  g_test_add_func ("/planner/sending/texts", test_no_rule_holds_a_text_and_only_a_pause_a_preview);
  g_test_add_func ("/planner/sending/now", test_what_she_wishes_now_goes_against_all_her_rules);
  ADD ("packs", test_a_pause_holds_packs_too);
  ADD ("budget", test_a_photo_stops_where_the_budget_ends_and_goes_on_there);
  ADD ("promised", test_what_is_under_way_has_its_part_of_the_budget);
#undef ADD

  return g_test_run ();
}
