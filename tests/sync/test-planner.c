/* test-planner.c - one step at a time: what is done next, and what waits
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "planner-fixture.h"

static const KtgPolicy holding = { .sending.rules = { .holds_originals = TRUE },
                                   .max_batch_bytes = 1000,
                                   .max_item_attempts = 3 };

static void
test_with_nothing_owed_it_asks_once (Fixture *fixture, gconstpointer data)
{
  exchange (fixture);
  assert_next (fixture, KTG_STEP_LEVEL);
  ktg_planner_wake (fixture->planner);
  exchange (fixture);
  assert_next (fixture, KTG_STEP_LEVEL);
}

static void
test_what_was_carried_is_asked_for (Fixture *fixture, gconstpointer data)
{
  exchange (fixture);
  g_ptr_array_add (fixture->owed->level, ktg_level_range_new ("", 1));
  exchange (fixture);
  exchange (fixture);
  g_ptr_array_set_size (fixture->owed->level, 0);
  assert_next (fixture, KTG_STEP_LEVEL);
}

static void
test_all_texts_and_questions_go_in_one_exchange (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KtgStep) step = NULL;

  add_event (fixture->owed, "e1", 100);
  add_event (fixture->owed, "e2", 100);
  add_event (fixture->owed, "e3", 100);
  add_file (fixture->owed, "f1", 5, "2024-11-12", 1);
  add_file (fixture->owed, "f2", 5, "2024-11-12", 2)->is_event_received = FALSE;

  step = next (fixture, KTG_STEP_EXCHANGE);
  g_assert_cmpuint (step->event_ids->len, ==, 3);
  g_assert_cmpstr (g_ptr_array_index (step->event_ids, 0), ==, "e1");
  g_assert_cmpstr (g_ptr_array_index (step->event_ids, 2), ==, "e3");
  g_assert_cmpuint (step->files->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (step->files, 0), ==, "f1");
}

static void
test_a_batch_has_a_limit_but_its_first_text_always_fits (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KtgStep) first = NULL;
  g_autoptr (KtgStep) second = NULL;

  add_event (fixture->owed, "big", 5000);
  add_event (fixture->owed, "a", 600);
  add_event (fixture->owed, "b", 400);
  add_event (fixture->owed, "c", 1);

  first = next (fixture, KTG_STEP_EXCHANGE);
  g_assert_cmpuint (first->event_ids->len, ==, 1);
  remove_event (fixture->owed, "big");
  ktg_planner_exchanged (fixture->planner, first, FALSE);

  second = next (fixture, KTG_STEP_EXCHANGE);
  g_assert_cmpuint (second->event_ids->len, ==, 2);
}

static void
test_a_request_has_a_thousand_texts_and_questions_at_most (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KtgStep) step = NULL;

  for (guint i = 0; i < 1001; i++)
    {
      g_autofree char *id = g_strdup_printf ("e%u", i);
      g_autofree char *sha256 = g_strdup_printf ("f%u", i);

      add_event (fixture->owed, id, 0);
      add_file (fixture->owed, sha256, 5, "2024-11-12", 1);
    }

  step = next (fixture, KTG_STEP_EXCHANGE);
  g_assert_cmpuint (step->event_ids->len, ==, 1000);
  g_assert_cmpuint (step->files->len, ==, 1000);
}

static void
test_texts_then_previews_then_originals (Fixture *fixture, gconstpointer data)
{
  add_file (fixture->owed, "original", 900, "2024-11-01", 1);
  add_file (fixture->owed, "preview", 30, "2024-11-30", 9)->is_preview = TRUE;
  ktg_planner_file_missing (fixture->planner, "original", 0);
  ktg_planner_file_missing (fixture->planner, "preview", 0);
  add_event (fixture->owed, "e1", 100);

  exchange (fixture);
  upload (fixture, "preview");
  upload (fixture, "original");
  assert_next (fixture, KTG_STEP_LEVEL);
}

static void
test_the_nearest_deadline_goes_first_then_the_oldest (Fixture *fixture, gconstpointer data)
{
  static const char *const order[]
      = { "early", "same-day-older", "same-day-newer", "late", "unknown" };

  add_file (fixture->owed, "late", 9, "2024-11-20", 1);
  add_file (fixture->owed, "unknown", 9, NULL, 0);
  add_file (fixture->owed, "same-day-newer", 9, "2024-11-12", 5);
  add_file (fixture->owed, "same-day-older", 9, "2024-11-12T23:00:00+07:00", 4);
  add_file (fixture->owed, "early", 9, "2024-11-02", 9);
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    ktg_planner_file_missing (fixture->planner, order[i], 0);

  exchange (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    upload (fixture, order[i]);
}

static void
test_the_photos_of_a_report_go_as_they_came_to_it (Fixture *fixture, gconstpointer data)
{
  static const char *const order[] = { "third", "first", "second" };

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      add_file (fixture->owed, order[i], 9, "2024-11-12", 5);
      ktg_planner_file_missing (fixture->planner, order[i], 0);
    }

  exchange (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    upload (fixture, order[i]);
}

static void
test_a_new_text_goes_before_the_next_file (Fixture *fixture, gconstpointer data)
{
  add_file (fixture->owed, "a", 9, "2024-11-02", 1);
  add_file (fixture->owed, "b", 9, "2024-11-02", 2);
  ktg_planner_file_missing (fixture->planner, "a", 0);
  ktg_planner_file_missing (fixture->planner, "b", 0);
  exchange (fixture);
  upload (fixture, "a");
  add_event (fixture->owed, "e1", 100);
  exchange (fixture);
  upload (fixture, "b");
}

static void
test_a_file_goes_on_where_the_server_has_it (Fixture *fixture, gconstpointer data)
{
  add_file (fixture->owed, "a", 900, "2024-11-02", 1);
  ktg_planner_file_missing (fixture->planner, "a", 300);
  exchange (fixture);
  assert_uploads (fixture, "a", 300);
  ktg_planner_file_missing (fixture->planner, "a", 2000);
  assert_uploads (fixture, "a", 900);
}

static void
test_a_cut_upload_asks_where_to_go_on (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KtgStep) again = NULL;

  add_file (fixture->owed, "a", 900, "2024-11-02", 1);
  ktg_planner_file_missing (fixture->planner, "a", 0);
  exchange (fixture);
  fail_after (fixture, KTG_FAILURE_LINK);
  assert_next (fixture, KTG_STEP_WAIT);

  again = ktg_planner_next (fixture->planner, fixture->owed, &policy, G_TIME_SPAN_HOUR);
  g_assert_cmpint (again->kind, ==, KTG_STEP_UPLOAD);
  g_assert_true (again->is_offset_stale);
  ktg_planner_file_missing (fixture->planner, "a", 500);
  ktg_planner_progressed (fixture->planner);
  assert_uploads (fixture, "a", 500);
}

static void
test_an_exchange_asks_about_cut_uploads_too (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KtgStep) upload_step = NULL;
  g_autoptr (KtgStep) step = NULL;

  add_file (fixture->owed, "a", 900, "2024-11-02", 1);
  ktg_planner_file_missing (fixture->planner, "a", 0);
  exchange (fixture);
  upload_step = next (fixture, KTG_STEP_UPLOAD);
  ktg_planner_interrupted (fixture->planner, upload_step);
  add_event (fixture->owed, "e1", 100);

  step = next (fixture, KTG_STEP_EXCHANGE);
  g_assert_cmpuint (step->files->len, ==, 1);
}

static void
test_a_failing_link_waits_longer_each_time (Fixture *fixture, gconstpointer data)
{
  gint64 now_us = 0;
  gint64 longest_us = 0;

  for (guint i = 1; i <= 20; i++)
    {
      g_autoptr (KtgStep) step
          = ktg_planner_next (fixture->planner, fixture->owed, &policy, now_us);
      g_autoptr (KtgStep) wait = NULL;

      g_assert_cmpint (step->kind, ==, KTG_STEP_EXCHANGE);
      ktg_planner_failed (fixture->planner, step, KTG_FAILURE_LINK, now_us, 0, 0.999);
      g_assert_cmpuint (ktg_planner_get_n_failures (fixture->planner), ==, i);
      wait = ktg_planner_next (fixture->planner, fixture->owed, &policy, now_us);
      g_assert_cmpint (wait->kind, ==, KTG_STEP_WAIT);
      g_assert_cmpint (wait->wait_until_us - now_us, >=, longest_us);
      longest_us = wait->wait_until_us - now_us;
      now_us = wait->wait_until_us;
    }

  g_assert_cmpint (longest_us, >, 14 * G_TIME_SPAN_MINUTE);
  g_assert_cmpint (longest_us, <=, 15 * G_TIME_SPAN_MINUTE);
}

static gint64
get_wait_us (Fixture *fixture, gint64 now_us)
{
  g_autoptr (KtgStep) step = ktg_planner_next (fixture->planner, fixture->owed, &policy, now_us);

  g_assert_cmpint (step->kind, ==, KTG_STEP_WAIT);

  return step->wait_until_us - now_us;
}

/* Most breaks of a link that works last seconds. */
static void
test_after_progress_a_broken_link_is_tried_at_once_a_few_times (Fixture      *fixture,
                                                                gconstpointer data)
{
  static const int expected_ms[]
      = { 300, 300, 300, 300, 300, 300, 300, 300, 1000, 2000, 4000, 8000 };
  gint64 now_us = 0;

  exchange (fixture);
  add_event (fixture->owed, "e", 100);
  for (guint i = 0; i < G_N_ELEMENTS (expected_ms); i++)
    {
      g_autoptr (KtgStep) step
          = ktg_planner_next (fixture->planner, fixture->owed, &policy, now_us);

      ktg_planner_failed (fixture->planner, step, KTG_FAILURE_LINK, now_us, 0, 0.5);
      g_assert_cmpint (get_wait_us (fixture, now_us), ==, expected_ms[i] * G_TIME_SPAN_MILLISECOND);
      now_us += G_TIME_SPAN_HOUR;
    }
  g_assert_cmpuint (ktg_planner_get_n_failures (fixture->planner), ==, 4);
}

static void
test_a_busy_server_is_not_tried_at_once (Fixture *fixture, gconstpointer data)
{
  exchange (fixture);
  add_event (fixture->owed, "e", 100);
  fail_after (fixture, KTG_FAILURE_SERVER);
  g_assert_cmpint (get_wait_us (fixture, 0), ==, G_TIME_SPAN_SECOND);
}

/* A call that nobody takes costs next to nothing, and most links come back without a word. Nor does
 * what failed on another link count when the server is within reach again. */
static void
test_a_server_out_of_reach_is_called_within_a_minute (Fixture *fixture, gconstpointer data)
{
  gint64 longest_us = 0;

  for (guint i = 0; i < 20; i++)
    {
      fail_after (fixture, KTG_FAILURE_UNREACHED);
      longest_us = MAX (longest_us, get_wait_us (fixture, 0));
    }
  g_assert_cmpint (longest_us, ==, 30 * G_TIME_SPAN_SECOND); /* half of the longest */
  g_assert_cmpuint (ktg_planner_get_n_failures (fixture->planner), ==, 20);

  fail_after (fixture, KTG_FAILURE_LINK);
  g_assert_cmpint (get_wait_us (fixture, 0), ==, G_TIME_SPAN_SECOND);
  for (guint i = 0; i < 20; i++)
    fail_after (fixture, KTG_FAILURE_LINK);
  g_assert_cmpint (get_wait_us (fixture, 0), ==, 15 * G_TIME_SPAN_MINUTE / 2);
  g_assert_cmpuint (ktg_planner_get_n_failures (fixture->planner), ==, 41);
}

static void
test_progress_and_waking_end_a_wait (Fixture *fixture, gconstpointer data)
{
  fail_after (fixture, KTG_FAILURE_LINK);
  assert_next (fixture, KTG_STEP_WAIT);
  ktg_planner_wake (fixture->planner);
  assert_next (fixture, KTG_STEP_EXCHANGE);
  fail_after (fixture, KTG_FAILURE_SERVER);
  assert_next (fixture, KTG_STEP_WAIT);
  ktg_planner_progressed (fixture->planner);
  assert_next (fixture, KTG_STEP_EXCHANGE);
  g_assert_cmpuint (ktg_planner_get_n_failures (fixture->planner), ==, 0);
}

static void
test_a_busy_server_is_left_alone_as_long_as_it_asks (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KtgStep) step = next (fixture, KTG_STEP_EXCHANGE);
  g_autoptr (KtgStep) wait = NULL;

  ktg_planner_failed (fixture->planner, step, KTG_FAILURE_SERVER, 0, 90 * G_TIME_SPAN_SECOND, 0.0);
  wait = next (fixture, KTG_STEP_WAIT);
  g_assert_cmpint (wait->wait_until_us, >=, 90 * G_TIME_SPAN_SECOND);
  g_assert_cmpint (wait->wait_until_us, <, 93 * G_TIME_SPAN_SECOND);
}

static void
test_a_server_cannot_ask_for_a_year (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KtgStep) step = next (fixture, KTG_STEP_EXCHANGE);
  g_autoptr (KtgStep) wait = NULL;

  ktg_planner_failed (fixture->planner, step, KTG_FAILURE_SERVER, 0, G_MAXINT64 - 1, 0.0);
  wait = next (fixture, KTG_STEP_WAIT);
  g_assert_cmpint (wait->wait_until_us, <=, 2 * G_TIME_SPAN_HOUR);
}

static void
test_a_refused_account_asks_until_somebody_wakes_it (Fixture *fixture, gconstpointer data)
{
  add_event (fixture->owed, "e1", 100);
  fail_after (fixture, KTG_FAILURE_ACCOUNT);
  assert_next (fixture, KTG_STEP_ASK);
  assert_next (fixture, KTG_STEP_ASK);
  ktg_planner_wake (fixture->planner);
  assert_next (fixture, KTG_STEP_EXCHANGE);
}

static void
test_a_parked_file_holds_nobody_back (Fixture *fixture, gconstpointer data)
{
  add_file (fixture->owed, "bad", 9, "2024-11-01", 1);
  add_file (fixture->owed, "good", 9, "2024-11-02", 2);
  ktg_planner_file_missing (fixture->planner, "bad", 0);
  ktg_planner_file_missing (fixture->planner, "good", 0);
  exchange (fixture);
  fail_after (fixture, KTG_FAILURE_ITEM);
  upload (fixture, "good");
  assert_next (fixture, KTG_STEP_LEVEL);
}

/* 404 on a file: an exchange says anew where it stands. */
static void
test_a_file_that_is_gone_begins_again_after_an_exchange (Fixture *fixture, gconstpointer data)
{
  add_file (fixture->owed, "a", 900, "2024-11-01", 1);
  ktg_planner_file_missing (fixture->planner, "a", 300);
  exchange (fixture);
  fail_after (fixture, KTG_FAILURE_GONE);
  g_assert_cmpuint (ktg_planner_get_n_failures (fixture->planner), ==, 0);

  ktg_planner_file_missing (fixture->planner, "a", 0);
  assert_uploads (fixture, "a", 0);
}

static void
assert_parks (Fixture *fixture, const char *id, gboolean is_event)
{
  g_autoptr (KtgStep) step = next (fixture, KTG_STEP_PARK);

  g_assert_cmpstr (step->id, ==, id);
  g_assert_cmpint (step->is_event, ==, is_event);
}

static void
test_a_file_that_is_always_gone_is_given_up (Fixture *fixture, gconstpointer data)
{
  add_file (fixture->owed, "a", 900, "2024-11-01", 1);
  ktg_planner_file_missing (fixture->planner, "a", 0);
  exchange (fixture);
  for (guint i = 0; i < policy.max_item_attempts; i++)
    {
      fail_after (fixture, KTG_FAILURE_GONE);
      ktg_planner_file_missing (fixture->planner, "a", 0);
    }
  assert_parks (fixture, "a", FALSE);
  assert_next (fixture, KTG_STEP_LEVEL);
}

static void
test_a_file_that_gets_farther_has_its_attempts_again (Fixture *fixture, gconstpointer data)
{
  add_file (fixture->owed, "a", 900, "2024-11-01", 1);
  ktg_planner_file_missing (fixture->planner, "a", 0);
  exchange (fixture);
  for (guint i = 1; i < 10 * policy.max_item_attempts; i++)
    {
      fail_after (fixture, KTG_FAILURE_GONE);
      ktg_planner_file_missing (fixture->planner, "a", i);
      assert_uploads (fixture, "a", i);
    }
}

static void
test_what_an_answer_is_silent_about_is_given_up (Fixture *fixture, gconstpointer data)
{
  add_file (fixture->owed, "f", 900, "2024-11-01", 1);
  for (guint i = 0; i < policy.max_item_attempts; i++)
    exchange (fixture);
  assert_parks (fixture, "f", FALSE);

  add_event (fixture->owed, "e", 100);
  for (guint i = 0; i < policy.max_item_attempts; i++)
    {
      g_autoptr (KtgStep) step = next (fixture, KTG_STEP_EXCHANGE);

      ktg_planner_exchanged (fixture->planner, step, FALSE);
    }
  assert_parks (fixture, "e", TRUE);
  assert_next (fixture, KTG_STEP_LEVEL);
}

static void
test_a_failing_link_gives_nothing_up (Fixture *fixture, gconstpointer data)
{
  gint64 now_us = 0;

  add_event (fixture->owed, "e", 100);
  for (guint i = 0; i < 100; i++, now_us += G_TIME_SPAN_HOUR)
    {
      g_autoptr (KtgStep) step
          = ktg_planner_next (fixture->planner, fixture->owed, &policy, now_us);

      g_assert_cmpint (step->kind, ==, KTG_STEP_EXCHANGE);
      g_assert_cmpuint (step->event_ids->len, ==, 1);
      ktg_planner_failed (fixture->planner, step, KTG_FAILURE_LINK, now_us, 0, 0.1);
    }
}

static KtgStep *
steal_park (Fixture *fixture)
{
  g_autoptr (KtgStep) step = ktg_planner_next (fixture->planner, fixture->owed, &policy, 0);

  return step->kind == KTG_STEP_PARK ? g_steal_pointer (&step) : NULL;
}

/* The server refuses the whole exchange because of one text: that one is found, and the others
 * arrive. */
static void
test_one_bad_text_is_found_in_a_refused_batch (Fixture *fixture, gconstpointer data)
{
  static const char *const ids[] = { "e0", "e1", "e2", "e3", "e4", "e5", "bad", "e7" };
  g_autoptr (KtgStep) parked = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    add_event (fixture->owed, ids[i], 10);
  add_file (fixture->owed, "f", 9, "2024-11-01", 1);

  for (guint round = 0; parked == NULL; round++)
    {
      g_autoptr (KtgStep) step = next (fixture, KTG_STEP_EXCHANGE);
      gboolean has_bad
          = g_ptr_array_find_with_equal_func (step->event_ids, "bad", g_str_equal, NULL);

      g_assert_cmpuint (round, <, 20);
      for (guint i = 0; !has_bad && i < step->event_ids->len; i++)
        remove_event (fixture->owed, g_ptr_array_index (step->event_ids, i));
      if (has_bad)
        ktg_planner_failed (fixture->planner, step, KTG_FAILURE_ITEM, 0, 0, 0.0);
      else
        ktg_planner_exchanged (fixture->planner, step, FALSE);
      parked = steal_park (fixture);
    }

  g_assert_cmpstr (parked->id, ==, "bad");
  g_assert_true (parked->is_event);
  remove_event (fixture->owed, "bad");
  while (fixture->owed->events->len > 0)
    exchange (fixture);
  ktg_planner_file_missing (fixture->planner, "f", 0);
  upload (fixture, "f");
}

static void
test_an_empty_exchange_that_is_refused_only_waits (Fixture *fixture, gconstpointer data)
{
  fail_after (fixture, KTG_FAILURE_ITEM);
  assert_next (fixture, KTG_STEP_WAIT);
}

static void
test_it_asks_again_while_the_server_has_more (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (KtgStep) step = next (fixture, KTG_STEP_EXCHANGE);

      ktg_planner_exchanged (fixture->planner, step, i < 2);
    }
  assert_next (fixture, KTG_STEP_LEVEL);
}

static void
test_held_originals_wait_and_texts_and_previews_do_not (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KtgStep) preview = NULL;
  g_autoptr (KtgStep) level = NULL;

  add_event (fixture->owed, "e", 10);
  add_file (fixture->owed, "original", 900, "2024-11-01", 1);
  add_file (fixture->owed, "preview", 30, "2024-11-30", 9)->is_preview = TRUE;
  ktg_planner_file_missing (fixture->planner, "original", 0);
  ktg_planner_file_missing (fixture->planner, "preview", 0);
  exchange (fixture);

  preview = ktg_planner_next (fixture->planner, fixture->owed, &holding, 0);
  g_assert_cmpint (preview->kind, ==, KTG_STEP_UPLOAD);
  g_assert_cmpstr (preview->sha256, ==, "preview");
  remove_file (fixture->owed, "preview");
  level = ktg_planner_next (fixture->planner, fixture->owed, &holding, 0);
  g_assert_cmpint (level->kind, ==, KTG_STEP_LEVEL);
  assert_uploads (fixture, "original", 0);
}

/* Its event is parked, so the server will never name it. */
static void
test_a_file_nobody_asked_for_does_not_hold_the_run_up (Fixture *fixture, gconstpointer data)
{
  add_file (fixture->owed, "orphan", 900, "2024-11-01", 1)->is_event_received = FALSE;
  exchange (fixture);
  assert_next (fixture, KTG_STEP_LEVEL);
}

static void
test_the_wait_is_spread_and_bounded (void)
{
  for (guint attempts = 0; attempts < 70; attempts++)
    for (guint i = 0; i < 100; i++)
      {
        gint64 wait_us = ktg_backoff_next_us (attempts, KTG_BACKOFF_LONGEST_US, i / 100.0);

        g_assert_cmpint (wait_us, >=, 100 * G_TIME_SPAN_MILLISECOND);
        g_assert_cmpint (wait_us, <=, 15 * G_TIME_SPAN_MINUTE);
        if (attempts <= 1)
          g_assert_cmpint (wait_us, <=, 2 * G_TIME_SPAN_SECOND);
      }

  g_assert_cmpint (ktg_backoff_next_us (1, KTG_BACKOFF_LONGEST_US, 0.5), ==, G_TIME_SPAN_SECOND);
  g_assert_cmpint (ktg_backoff_next_us (2, KTG_BACKOFF_LONGEST_US, 0.5),
                   ==,
                   2 * G_TIME_SPAN_SECOND);
  g_assert_cmpint (ktg_backoff_next_us (5, KTG_BACKOFF_LONGEST_US, 0.5),
                   ==,
                   16 * G_TIME_SPAN_SECOND);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/planner/" name, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("with-nothing-owed-it-asks-once", test_with_nothing_owed_it_asks_once);
  ADD ("what-was-carried-is-asked-for", test_what_was_carried_is_asked_for);
  ADD ("all-texts-and-questions-go-in-one-exchange",
       test_all_texts_and_questions_go_in_one_exchange);
  ADD ("a-batch-has-a-limit-but-its-first-text-always-fits",
       test_a_batch_has_a_limit_but_its_first_text_always_fits);
  ADD ("a-request-has-a-thousand-texts-and-questions-at-most",
       test_a_request_has_a_thousand_texts_and_questions_at_most);
  ADD ("texts-then-previews-then-originals", test_texts_then_previews_then_originals);
  ADD ("the-nearest-deadline-goes-first-then-the-oldest",
       test_the_nearest_deadline_goes_first_then_the_oldest);
  ADD ("the-photos-of-a-report-go-as-they-came-to-it",
       test_the_photos_of_a_report_go_as_they_came_to_it);
  ADD ("a-new-text-goes-before-the-next-file", test_a_new_text_goes_before_the_next_file);
  ADD ("a-file-goes-on-where-the-server-has-it", test_a_file_goes_on_where_the_server_has_it);
  ADD ("a-cut-upload-asks-where-to-go-on", test_a_cut_upload_asks_where_to_go_on);
  ADD ("an-exchange-asks-about-cut-uploads-too", test_an_exchange_asks_about_cut_uploads_too);
  ADD ("a-failing-link-waits-longer-each-time", test_a_failing_link_waits_longer_each_time);
  ADD ("after-progress-a-broken-link-is-tried-at-once-a-few-times",
       test_after_progress_a_broken_link_is_tried_at_once_a_few_times);
  ADD ("a-busy-server-is-not-tried-at-once", test_a_busy_server_is_not_tried_at_once);
  ADD ("a-server-out-of-reach-is-called-within-a-minute",
       test_a_server_out_of_reach_is_called_within_a_minute);
  ADD ("progress-and-waking-end-a-wait", test_progress_and_waking_end_a_wait);
  ADD ("a-busy-server-is-left-alone-as-long-as-it-asks",
       test_a_busy_server_is_left_alone_as_long_as_it_asks);
  ADD ("a-server-cannot-ask-for-a-year", test_a_server_cannot_ask_for_a_year);
  ADD ("a-refused-account-asks-until-somebody-wakes-it",
       test_a_refused_account_asks_until_somebody_wakes_it);
  ADD ("a-parked-file-holds-nobody-back", test_a_parked_file_holds_nobody_back);
  ADD ("a-file-that-is-gone-begins-again-after-an-exchange",
       test_a_file_that_is_gone_begins_again_after_an_exchange);
  ADD ("a-file-that-is-always-gone-is-given-up", test_a_file_that_is_always_gone_is_given_up);
  ADD ("a-file-that-gets-farther-has-its-attempts-again",
       test_a_file_that_gets_farther_has_its_attempts_again);
  ADD ("what-an-answer-is-silent-about-is-given-up",
       test_what_an_answer_is_silent_about_is_given_up);
  ADD ("a-failing-link-gives-nothing-up", test_a_failing_link_gives_nothing_up);
  ADD ("one-bad-text-is-found-in-a-refused-batch", test_one_bad_text_is_found_in_a_refused_batch);
  ADD ("an-empty-exchange-that-is-refused-only-waits",
       test_an_empty_exchange_that_is_refused_only_waits);
  ADD ("it-asks-again-while-the-server-has-more", test_it_asks_again_while_the_server_has_more);
  ADD ("held-originals-wait-and-texts-and-previews-do-not",
       test_held_originals_wait_and_texts_and_previews_do_not);
  ADD ("a-file-nobody-asked-for-does-not-hold-the-run-up",
       test_a_file_nobody_asked_for_does_not_hold_the_run_up);
  g_test_add_func ("/backoff/the-wait-is-spread-and-bounded", test_the_wait_is_spread_and_bounded);

  return g_test_run ();
}
