/* test-planner-packs.c - when a pack is fetched, and what does not wait for it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "planner-fixture.h"

static KtgPackNotice *
add_pack (KtgOwed *owed, const char *version, char letter)
{
  g_autofree char *sha256 = g_strnfill (64, letter);
  KtgPackNotice   *pack = ktg_pack_notice_new ("rules", version, sha256);

  g_ptr_array_add (owed->packs, pack);
  return pack;
}

static void
fetch (Fixture *fixture, const char *version, KtgFailure failure)
{
  g_autoptr (KtgStep) step = next (fixture, KTG_STEP_FETCH);

  g_assert_cmpstr (step->pack->version, ==, version);
  if (failure == KTG_FAILURE_NONE)
    ktg_planner_fetched (fixture->planner, step);
  else
    ktg_planner_failed (fixture->planner, step, failure, 0, 0, 0);
}

/* On a link that holds originals back, too. */
static void
test_a_pack_goes_after_previews_and_before_originals (Fixture *fixture, gconstpointer data)
{
  add_file (fixture->owed, "original", 900, "2024-11-01", 1);
  add_file (fixture->owed, "preview", 30, "2024-11-30", 9)->is_preview = TRUE;
  ktg_planner_file_missing (fixture->planner, "original", 0);
  ktg_planner_file_missing (fixture->planner, "preview", 0);
  add_event (fixture->owed, "e1", 100);
  add_pack (fixture->owed, "2022-09-22.2", 'a');
  add_pack (fixture->owed, "2010-06-06", 'b');

  exchange (fixture);
  upload (fixture, "preview");
  fetch (fixture, "2022-09-22.2", KTG_FAILURE_NONE);
  fetch (fixture, "2010-06-06", KTG_FAILURE_NONE);
  upload (fixture, "original");
  assert_next (fixture, KTG_STEP_LEVEL);
}

static void
test_a_pack_of_which_nothing_comes_holds_nothing_up (Fixture *fixture, gconstpointer data)
{
  add_pack (fixture->owed, "2022-09-22.2", 'a');
  add_pack (fixture->owed, "2010-06-06", 'b');
  exchange (fixture);
  fetch (fixture, "2022-09-22.2", KTG_FAILURE_ITEM);
  fetch (fixture, "2010-06-06", KTG_FAILURE_GONE);
  assert_next (fixture, KTG_STEP_LEVEL);
  ktg_planner_wake (fixture->planner); /* it would only come again as it came */
  exchange (fixture);
  assert_next (fixture, KTG_STEP_LEVEL);
}

static void
test_a_pack_waits_for_the_link_and_is_asked_for_again (Fixture *fixture, gconstpointer data)
{
  add_pack (fixture->owed, "2022-09-22.2", 'a');
  exchange (fixture);
  fetch (fixture, "2022-09-22.2", KTG_FAILURE_LINK);
  assert_next (fixture, KTG_STEP_WAIT);
  ktg_planner_wake (fixture->planner);
  exchange (fixture);
  fetch (fixture, "2022-09-22.2", KTG_FAILURE_NONE);
  assert_next (fixture, KTG_STEP_LEVEL);
}

static void
test_one_pack_is_under_way_at_a_time (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KtgStep) step = NULL;

  add_pack (fixture->owed, "2022-09-22.2", 'a');
  add_pack (fixture->owed, "2010-06-06", 'b');
  exchange (fixture);
  step = next (fixture, KTG_STEP_FETCH);
  ktg_planner_begun (fixture->planner, step);
  assert_next (fixture, KTG_STEP_BUSY);
  ktg_planner_over (fixture->planner, step);
  ktg_planner_fetched (fixture->planner, step);
  fetch (fixture, "2010-06-06", KTG_FAILURE_NONE);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/planner/" name, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("a-pack-goes-after-previews-and-before-originals",
       test_a_pack_goes_after_previews_and_before_originals);
  ADD ("a-pack-of-which-nothing-comes-holds-nothing-up",
       test_a_pack_of_which_nothing_comes_holds_nothing_up);
  ADD ("a-pack-waits-for-the-link-and-is-asked-for-again",
       test_a_pack_waits_for_the_link_and_is_asked_for_again);
  ADD ("one-pack-is-under-way-at-a-time", test_one_pack_is_under_way_at_a_time);

  return g_test_run ();
}
