/* test-planner-pieces.c - how much of a file goes in one request
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "planner-fixture.h"

static const guint64 photo_bytes = 3000000;

/* A photo whose turn it is. */
static void
owe_photo (Fixture *fixture)
{
  exchange (fixture);
  add_file (fixture->owed, "f", photo_bytes, "2024-11-12", 1);
  ktg_planner_file_missing (fixture->planner, "f", 0);
}

static void
assert_sends (Fixture *fixture, guint64 offset, guint64 n_bytes)
{
  g_autoptr (KtgStep) step
      = ktg_planner_next (fixture->planner, fixture->owed, &policy, G_MAXINT64);

  g_assert_cmpint (step->kind, ==, KTG_STEP_UPLOAD);
  g_assert_cmpuint (step->offset, ==, offset);
  g_assert_cmpuint (step->n_bytes, ==, n_bytes);
}

/* Breaks after @n_sent bytes; then the server says that it has @offset. */
static void
break_upload (Fixture *fixture, guint64 n_sent, guint64 offset)
{
  g_autoptr (KtgStep) step
      = ktg_planner_next (fixture->planner, fixture->owed, &policy, G_MAXINT64);

  g_assert_cmpint (step->kind, ==, KTG_STEP_UPLOAD);
  ktg_planner_broke (fixture->planner, step, n_sent);
  ktg_planner_failed (fixture->planner, step, KTG_FAILURE_LINK, 0, 0, 0);
  ktg_planner_file_missing (fixture->planner, "f", offset);
}

static void
test_a_file_goes_whole_where_what_was_sent_arrives (Fixture *fixture, gconstpointer data)
{
  owe_photo (fixture);
  assert_sends (fixture, 0, photo_bytes);
  break_upload (fixture, 500000, 480000);
  assert_sends (fixture, 480000, photo_bytes - 480000);
  break_upload (fixture, 20000, 480000); /* no more than stands in buffers */
  assert_sends (fixture, 480000, photo_bytes - 480000);
}

static void
test_where_nothing_arrives_of_a_cut_request_pieces_of_twelve_seconds_go (Fixture      *fixture,
                                                                         gconstpointer data)
{
  owe_photo (fixture);
  measure (fixture, 30000);
  break_upload (fixture, 500000, 0);
  assert_sends (fixture, 0, 360000);
  ktg_planner_file_missing (fixture->planner, "f", 360000);
  assert_sends (fixture, 360000, 360000);
}

static void
test_pieces_become_smaller_until_they_get_through_and_then_grow (Fixture      *fixture,
                                                                 gconstpointer data)
{
  owe_photo (fixture);
  measure (fixture, 30000);
  break_upload (fixture, 500000, 0);
  break_upload (fixture, 200000, 0);
  assert_sends (fixture, 0, 180000);
  ktg_planner_file_missing (fixture->planner, "f", 180000);
  assert_sends (fixture, 180000, 225000);
  for (guint i = 0; i < 20; i++)
    break_upload (fixture, 200000, 180000);
  assert_sends (fixture, 180000, 32768);
}

static void
test_the_last_piece_is_what_is_left (Fixture *fixture, gconstpointer data)
{
  owe_photo (fixture);
  measure (fixture, 30000);
  break_upload (fixture, 500000, 0);
  ktg_planner_file_missing (fixture->planner, "f", photo_bytes - 1000);
  assert_sends (fixture, photo_bytes - 1000, 1000);
}

static void
test_a_refusal_by_size_on_the_way_halves_the_pieces (Fixture *fixture, gconstpointer data)
{
  guint n_halvings = 0;

  owe_photo (fixture);
  for (;;)
    {
      g_autoptr (KtgStep) step = ktg_planner_next (fixture->planner, fixture->owed, &policy, 0);

      g_assert_cmpint (step->kind, ==, KTG_STEP_UPLOAD);
      if (!ktg_planner_refused_by_size (fixture->planner, step))
        break;
      n_halvings++;
      assert_sends (fixture, 0, MAX (step->n_bytes / 2, 32768));
    }
  g_assert_cmpuint (n_halvings, ==, 7);

  ktg_planner_file_missing (fixture->planner, "f", 32768);
  assert_sends (fixture, 32768, 32768); /* it does not grow over what was let through */
}

#define ADD(name, function)                                                                        \
  g_test_add ("/planner/" name, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("a-file-goes-whole-where-what-was-sent-arrives",
       test_a_file_goes_whole_where_what_was_sent_arrives);
  ADD ("where-nothing-arrives-of-a-cut-request-pieces-of-twelve-seconds-go",
       test_where_nothing_arrives_of_a_cut_request_pieces_of_twelve_seconds_go);
  ADD ("pieces-become-smaller-until-they-get-through-and-then-grow",
       test_pieces_become_smaller_until_they_get_through_and_then_grow);
  ADD ("the-last-piece-is-what-is-left", test_the_last_piece_is_what_is_left);
  ADD ("a-refusal-by-size-on-the-way-halves-the-pieces",
       test_a_refusal_by_size_on_the_way_halves_the_pieces);

  return g_test_run ();
}
