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
break_after (Fixture *fixture, guint64 n_bytes, KtgFailure failure, gint64 now_us)
{
  g_autoptr (KtgStep) step = ktg_planner_next (fixture->planner, fixture->owed, &policy, now_us);

  g_assert_cmpint (step->kind, ==, KTG_STEP_FETCH);
  g_assert_cmpuint (step->n_bytes, ==, n_bytes);
  ktg_planner_failed (fixture->planner, step, failure, now_us, 0, 0);
}

static void
assert_next_at (Fixture *fixture, KtgStepKind kind, gint64 now_us)
{
  g_autoptr (KtgStep) step = ktg_planner_next (fixture->planner, fixture->owed, &policy, now_us);

  g_assert_cmpint (step->kind, ==, kind);
}

/* Each piece is half as long, until the packs rest; the next round begins where this one ended. */
static void
test_a_pack_that_breaks_rests_and_holds_no_report_up (Fixture *fixture, gconstpointer data)
{
  add_file (fixture->owed, "original", 900, "2024-11-01", 1);
  ktg_planner_file_missing (fixture->planner, "original", 0);
  add_pack (fixture->owed, "2022-09-22.2", 'a');
  exchange (fixture);
  for (guint i = 0; i < 4; i++)
    break_after (fixture, (32 * 1024) >> i, KTG_FAILURE_LINK, i * G_TIME_SPAN_HOUR);

  assert_next_at (fixture, KTG_STEP_UPLOAD, 3 * G_TIME_SPAN_HOUR); /* and waits for nothing */
  ktg_planner_uploaded (fixture->planner, "original");
  g_ptr_array_set_size (fixture->owed->files, 0);
  assert_next_at (fixture, KTG_STEP_LEVEL, 4 * G_TIME_SPAN_HOUR);
  ktg_planner_wake (fixture->planner);
  exchange (fixture);
  break_after (fixture, 4 * 1024, KTG_FAILURE_LINK, 5 * G_TIME_SPAN_HOUR);
}

static void
test_a_pack_of_which_pieces_come_goes_on (Fixture *fixture, gconstpointer data)
{
  gint64 now_us = 0;

  add_pack (fixture->owed, "2022-09-22.2", 'a');
  exchange (fixture);
  for (guint i = 0; i < 40; i++)
    {
      g_autoptr (KtgStep) step
          = ktg_planner_next (fixture->planner, fixture->owed, &policy, now_us);

      g_assert_cmpint (step->kind, ==, KTG_STEP_FETCH);
      if (i % 4 == 3)
        ktg_planner_fetched_piece (fixture->planner);
      else
        ktg_planner_failed (fixture->planner, step, KTG_FAILURE_LINK, now_us, 0, 0);
      now_us += G_TIME_SPAN_HOUR;
    }
}

/* Of its packs: it may well take reports. */
static void
test_a_server_that_asks_to_wait_is_asked_for_no_pack (Fixture *fixture, gconstpointer data)
{
  add_pack (fixture->owed, "2022-09-22.2", 'a');
  exchange (fixture);
  fetch (fixture, "2022-09-22.2", KTG_FAILURE_SERVER);
  assert_next (fixture, KTG_STEP_LEVEL);
}

static void
test_no_pack_is_asked_for_without_room (Fixture *fixture, gconstpointer data)
{
  add_pack (fixture->owed, "2022-09-22.2", 'a');
  fixture->owed->has_no_room_for_packs = TRUE;
  exchange (fixture);
  assert_next (fixture, KTG_STEP_LEVEL);
  fixture->owed->has_no_room_for_packs = FALSE;
  fetch (fixture, "2022-09-22.2", KTG_FAILURE_NONE);
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
  ADD ("a-pack-that-breaks-rests-and-holds-no-report-up",
       test_a_pack_that_breaks_rests_and_holds_no_report_up);
  ADD ("a-pack-of-which-pieces-come-goes-on", test_a_pack_of_which_pieces_come_goes_on);
  ADD ("a-server-that-asks-to-wait-is-asked-for-no-pack",
       test_a_server_that_asks_to_wait_is_asked_for_no_pack);
  ADD ("no-pack-is-asked-for-without-room", test_no_pack_is_asked_for_without_room);
  ADD ("one-pack-is-under-way-at-a-time", test_one_pack_is_under_way_at_a_time);

  return g_test_run ();
}
