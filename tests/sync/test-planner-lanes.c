/* test-planner-lanes.c - several steps at once: how many, which, and what waits for which
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "owed-fixture.h"

#include <ktg-planner.h>

static const KtgPolicy policy = { .sending.rules.day_bytes = KTG_SENDING_NO_LIMIT,
                                  .max_batch_bytes = 1 << 20,
                                  .max_item_attempts = 3 };
static const KtgPolicy holding = { .sending.rules = { .holds_originals = TRUE },
                                   .max_batch_bytes = 1 << 20,
                                   .max_item_attempts = 3 };

static const KtgLink all_handed_over = { .bytes_per_s = 30000, .n_connections = 4 };
static const KtgLink preview_leaves
    = { .bytes_per_s = 30000, .n_connections = 4, .previews_left = 20000 };
static const KtgLink original_leaves
    = { .bytes_per_s = 30000, .n_connections = 4, .originals_left = 20000 };

typedef struct
{
  KtgPlanner *planner;
  KtgOwed    *owed;
  GPtrArray  *under_way; /* (element-type KtgStep) */
} Fixture;

static void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  fixture->planner = ktg_planner_new ();
  fixture->owed = ktg_owed_new ();
  fixture->under_way = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_step_free);
  ktg_planner_measured (fixture->planner, &all_handed_over);
}

static void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  ktg_planner_free (fixture->planner);
  ktg_owed_free (fixture->owed);
  g_ptr_array_unref (fixture->under_way);
}

/* Begins what comes next and gives it. */
static const KtgStep *
begin (Fixture *fixture, KtgStepKind kind)
{
  KtgStep *step = ktg_planner_next (fixture->planner, fixture->owed, &policy, 0);

  g_ptr_array_add (fixture->under_way, step);
  g_assert_cmpint (step->kind, ==, kind);
  ktg_planner_begun (fixture->planner, step);

  return step;
}

static void
assert_next_at (Fixture *fixture, gint64 now_us, KtgStepKind kind)
{
  g_autoptr (KtgStep) step = ktg_planner_next (fixture->planner, fixture->owed, &policy, now_us);

  g_assert_cmpint (step->kind, ==, kind);
}

static void
assert_next (Fixture *fixture, KtgStepKind kind)
{
  assert_next_at (fixture, 0, kind);
}

static void
assert_begins (Fixture *fixture, const char *sha256)
{
  g_assert_cmpstr (begin (fixture, KTG_STEP_UPLOAD)->sha256, ==, sha256);
}

static void
succeed (Fixture *fixture, const KtgStep *step)
{
  ktg_planner_over (fixture->planner, step);
  if (step->kind == KTG_STEP_UPLOAD)
    {
      remove_file (fixture->owed, step->sha256);
      ktg_planner_uploaded (fixture->planner, step->sha256);
      return;
    }

  for (guint i = 0; i < step->event_ids->len; i++)
    remove_event (fixture->owed, g_ptr_array_index (step->event_ids, i));
  ktg_planner_exchanged (fixture->planner, step, FALSE);
}

static void
fail (Fixture *fixture, const KtgStep *step, KtgFailure failure)
{
  ktg_planner_over (fixture->planner, step);
  ktg_planner_failed (fixture->planner, step, failure, 0, 0, 0.5);
}

/* After an exchange @n files can go, named "a", "b" and so on, in this order. */
static void
let_go (Fixture *fixture, guint n, gboolean is_preview, guint64 size_bytes)
{
  succeed (fixture, begin (fixture, KTG_STEP_EXCHANGE));
  for (guint i = 0; i < n; i++)
    {
      char sha256[] = { 'a' + i, 0 };

      add_file (fixture->owed, sha256, size_bytes, NULL, i)->is_preview = is_preview;
      ktg_planner_file_missing (fixture->planner, sha256, 0);
    }
}

static void
test_the_next_file_begins_when_the_one_before_is_handed_over (Fixture *fixture, gconstpointer data)
{
  let_go (fixture, 5, TRUE, 30000);
  ktg_planner_measured (fixture->planner, &preview_leaves);
  assert_begins (fixture, "a");
  assert_next (fixture, KTG_STEP_BUSY);
  ktg_planner_measured (fixture->planner, &all_handed_over);
  assert_begins (fixture, "b");
  assert_next (fixture, KTG_STEP_BUSY);
  succeed (fixture, g_ptr_array_index (fixture->under_way, 1));
  assert_begins (fixture, "c");
}

static guint
count_begun (Fixture *fixture)
{
  guint n = 0;

  for (;;)
    {
      KtgStep *step = ktg_planner_next (fixture->planner, fixture->owed, &policy, 0);

      g_ptr_array_add (fixture->under_way, step);
      if (step->kind != KTG_STEP_UPLOAD)
        return n;
      ktg_planner_begun (fixture->planner, step);
      n++;
    }
}

static void
test_four_go_side_by_side_where_packets_are_lost (Fixture *fixture, gconstpointer data)
{
  KtgLink lossy = original_leaves;

  lossy.loses_packets = TRUE;
  let_go (fixture, 9, FALSE, 1000000);
  ktg_planner_measured (fixture->planner, &lossy);
  g_assert_cmpuint (count_begun (fixture), ==, 4);
}

static void
test_more_go_where_a_round_trip_carries_more_than_a_file (Fixture *fixture, gconstpointer data)
{
  KtgLink satellite = { .bytes_per_s = 250000, .round_trip_us = 600000, .n_connections = 4 };

  let_go (fixture, 9, TRUE, 30000);
  ktg_planner_measured (fixture->planner, &satellite);
  g_assert_cmpuint (count_begun (fixture), ==, 4);
}

static void
test_two_go_where_a_file_takes_longer_than_a_round_trip (Fixture *fixture, gconstpointer data)
{
  KtgLink thin = { .bytes_per_s = 8000, .round_trip_us = 600000, .n_connections = 4 };

  let_go (fixture, 9, TRUE, 30000);
  ktg_planner_measured (fixture->planner, &thin);
  g_assert_cmpuint (count_begun (fixture), ==, 2);
}

/* While one is sent the answer to the one before arrives. */
static void
test_two_go_where_a_round_trip_carries_less_than_a_file (Fixture *fixture, gconstpointer data)
{
  KtgLink usual = { .bytes_per_s = 32000, .round_trip_us = 300000, .n_connections = 4 };

  let_go (fixture, 9, TRUE, 25000);
  ktg_planner_measured (fixture->planner, &usual);
  g_assert_cmpuint (count_begun (fixture), ==, 2);
}

/* Each that is under way is one more that a cut breaks. */
static void
test_what_is_left_of_broken_files_makes_no_more_go (Fixture *fixture, gconstpointer data)
{
  KtgLink thin = { .bytes_per_s = 8000, .round_trip_us = 600000, .n_connections = 4 };

  let_go (fixture, 9, TRUE, 30000);
  for (const char *sha256 = "a\0b\0c\0"; *sha256 != '\0'; sha256 += 2)
    ktg_planner_file_missing (fixture->planner, sha256, 29000);
  ktg_planner_measured (fixture->planner, &thin);
  g_assert_cmpuint (count_begun (fixture), ==, 2);
}

static void
test_a_photo_and_its_preview_make_no_second_connection (Fixture *fixture, gconstpointer data)
{
  KtgLink one = all_handed_over;

  one.n_connections = 1;
  let_go (fixture, 2, TRUE, 30000);
  ktg_planner_measured (fixture->planner, &one);
  g_assert_cmpuint (count_begun (fixture), ==, 1);
}

static void
test_a_connection_that_stands_is_used_for_a_single_file (Fixture *fixture, gconstpointer data)
{
  let_go (fixture, 2, TRUE, 30000);
  g_assert_cmpuint (count_begun (fixture), ==, 2);
}

static void
test_all_previews_begin_before_the_first_original (Fixture *fixture, gconstpointer data)
{
  let_go (fixture, 3, FALSE, 30000);
  for (guint i = 0; i < 3; i++)
    {
      char sha256[] = { 'x' + i, 0 };

      add_file (fixture->owed, sha256, 30000, NULL, 10 + i)->is_preview = TRUE;
      ktg_planner_file_missing (fixture->planner, sha256, 0);
    }
  assert_begins (fixture, "x");
  assert_begins (fixture, "y");
  succeed (fixture, g_ptr_array_index (fixture->under_way, 1));
  assert_begins (fixture, "z");
  succeed (fixture, g_ptr_array_index (fixture->under_way, 2));
  assert_begins (fixture, "a");
}

static void
test_a_preview_does_not_wait_for_an_original (Fixture *fixture, gconstpointer data)
{
  let_go (fixture, 2, FALSE, 5000000);
  assert_begins (fixture, "a");
  ktg_planner_measured (fixture->planner, &original_leaves);
  assert_next (fixture, KTG_STEP_BUSY);
  add_file (fixture->owed, "preview", 30000, NULL, 9)->is_preview = TRUE;
  ktg_planner_file_missing (fixture->planner, "preview", 0);
  assert_begins (fixture, "preview");
}

static void
test_a_new_text_goes_at_once_and_no_file_begins_beside_it (Fixture *fixture, gconstpointer data)
{
  const KtgStep *text;

  let_go (fixture, 5, TRUE, 30000);
  assert_begins (fixture, "a");
  assert_begins (fixture, "b");
  add_event (fixture->owed, "new", 800);
  text = begin (fixture, KTG_STEP_EXCHANGE);
  g_assert_cmpuint (text->event_ids->len, ==, 1);
  assert_next (fixture, KTG_STEP_BUSY);

  succeed (fixture, g_ptr_array_index (fixture->under_way, 1));
  add_event (fixture->owed, "newer", 800);
  assert_next (fixture, KTG_STEP_BUSY);
  succeed (fixture, text);
  g_assert_cmpstr (begin (fixture, KTG_STEP_EXCHANGE)->event_ids->pdata[0], ==, "newer");
}

static void
test_held_originals_wait_beside_previews_too (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KtgStep) preview = NULL;
  g_autoptr (KtgStep) busy = NULL;
  g_autoptr (KtgStep) level = NULL;

  let_go (fixture, 5, FALSE, 30000);
  add_file (fixture->owed, "preview", 30000, NULL, 9)->is_preview = TRUE;
  ktg_planner_file_missing (fixture->planner, "preview", 0);
  preview = ktg_planner_next (fixture->planner, fixture->owed, &holding, 0);
  g_assert_cmpstr (preview->sha256, ==, "preview");
  ktg_planner_begun (fixture->planner, preview);
  busy = ktg_planner_next (fixture->planner, fixture->owed, &holding, 0);
  g_assert_cmpint (busy->kind, ==, KTG_STEP_BUSY);
  succeed (fixture, preview);
  level = ktg_planner_next (fixture->planner, fixture->owed, &holding, 0);
  g_assert_cmpint (level->kind, ==, KTG_STEP_LEVEL);
}

static void
test_what_is_under_way_is_asked_about_by_nobody_else (Fixture *fixture, gconstpointer data)
{
  let_go (fixture, 3, TRUE, 30000);
  assert_begins (fixture, "a");
  ktg_planner_wake (fixture->planner);
  g_assert_cmpuint (begin (fixture, KTG_STEP_EXCHANGE)->files->len, ==, 2);
}

/* --- what fails --- */

static void
test_what_breaks_at_once_is_one_break (Fixture *fixture, gconstpointer data)
{
  let_go (fixture, 9, TRUE, 30000);
  for (guint i = 0; i < 20; i++)
    {
      guint n = fixture->under_way->len;

      ktg_planner_progressed (fixture->planner); /* eight quick tries again */
      begin (fixture, KTG_STEP_UPLOAD);
      begin (fixture, KTG_STEP_UPLOAD);
      fail (fixture, g_ptr_array_index (fixture->under_way, n), KTG_FAILURE_LINK);
      fail (fixture, g_ptr_array_index (fixture->under_way, n + 1), KTG_FAILURE_LINK);
      g_assert_cmpuint (ktg_planner_get_n_failures (fixture->planner), ==, 0);
      assert_next_at (fixture, 0, KTG_STEP_WAIT);
      assert_next_at (fixture, G_TIME_SPAN_SECOND / 2, KTG_STEP_UPLOAD);
    }
}

static void
test_where_one_breaks_and_another_arrives_the_wait_is_over (Fixture *fixture, gconstpointer data)
{
  let_go (fixture, 5, TRUE, 30000);
  assert_begins (fixture, "a");
  assert_begins (fixture, "b");
  fail (fixture, g_ptr_array_index (fixture->under_way, 1), KTG_FAILURE_LINK);
  assert_next (fixture, KTG_STEP_WAIT);
  succeed (fixture, g_ptr_array_index (fixture->under_way, 2));
  g_assert_true (begin (fixture, KTG_STEP_UPLOAD)->is_offset_stale);
}

static void
test_no_arrival_shortens_what_a_busy_server_asked_for (Fixture *fixture, gconstpointer data)
{
  const KtgStep *refused;

  let_go (fixture, 5, TRUE, 30000);
  assert_begins (fixture, "a");
  assert_begins (fixture, "b");
  refused = g_ptr_array_index (fixture->under_way, 1);
  ktg_planner_over (fixture->planner, refused);
  ktg_planner_failed (fixture->planner, refused, KTG_FAILURE_SERVER, 0, G_TIME_SPAN_MINUTE, 0.5);
  succeed (fixture, g_ptr_array_index (fixture->under_way, 2));
  assert_next_at (fixture, G_TIME_SPAN_MINUTE - 1, KTG_STEP_WAIT);
  assert_next_at (fixture, G_TIME_SPAN_MINUTE, KTG_STEP_UPLOAD);
}

static void
test_a_server_that_was_busy_gets_one_file_at_a_time (Fixture *fixture, gconstpointer data)
{
  let_go (fixture, 5, TRUE, 30000);
  assert_begins (fixture, "a");
  fail (fixture, g_ptr_array_index (fixture->under_way, 1), KTG_FAILURE_SERVER);
  ktg_planner_progressed (fixture->planner);
  g_assert_cmpuint (count_begun (fixture), ==, 1);
}

static void
test_a_refused_account_asks_when_all_has_let_go (Fixture *fixture, gconstpointer data)
{
  let_go (fixture, 5, TRUE, 30000);
  assert_begins (fixture, "a");
  assert_begins (fixture, "b");
  fail (fixture, g_ptr_array_index (fixture->under_way, 1), KTG_FAILURE_ACCOUNT);
  assert_next (fixture, KTG_STEP_BUSY);
  succeed (fixture, g_ptr_array_index (fixture->under_way, 2));
  assert_next (fixture, KTG_STEP_ASK);
}

static void
test_while_one_place_is_asked_for_a_short_file_goes (Fixture *fixture, gconstpointer data)
{
  const KtgStep *step;

  let_go (fixture, 5, TRUE, 30000);
  assert_begins (fixture, "a");
  assert_begins (fixture, "b");
  fail (fixture, g_ptr_array_index (fixture->under_way, 1), KTG_FAILURE_LINK);
  fail (fixture, g_ptr_array_index (fixture->under_way, 2), KTG_FAILURE_LINK);
  ktg_planner_progressed (fixture->planner);
  step = begin (fixture, KTG_STEP_UPLOAD);
  g_assert_cmpstr (step->sha256, ==, "a");
  g_assert_true (step->is_offset_stale);
  assert_begins (fixture, "c");
}

static void
test_three_go_where_a_file_is_carried_until_an_answer (Fixture *fixture, gconstpointer data)
{
  KtgLink link = { .bytes_per_s = 64000, .round_trip_us = 320000, .n_connections = 4 };

  let_go (fixture, 9, TRUE, 26000);
  ktg_planner_measured (fixture->planner, &link);
  g_assert_cmpuint (count_begun (fixture), ==, 3);
}

static void
test_an_original_is_not_begun_for_want_of_a_place (Fixture *fixture, gconstpointer data)
{
  let_go (fixture, 5, FALSE, 5000000);
  assert_begins (fixture, "a");
  assert_begins (fixture, "b");
  fail (fixture, g_ptr_array_index (fixture->under_way, 1), KTG_FAILURE_LINK);
  fail (fixture, g_ptr_array_index (fixture->under_way, 2), KTG_FAILURE_LINK);
  ktg_planner_progressed (fixture->planner);
  assert_begins (fixture, "a");
  assert_begins (fixture, "b");
}

static void
test_where_no_connection_came_about_no_place_is_forgotten (Fixture *fixture, gconstpointer data)
{
  let_go (fixture, 5, TRUE, 30000);
  assert_begins (fixture, "a");
  fail (fixture, g_ptr_array_index (fixture->under_way, 1), KTG_FAILURE_UNREACHED);
  ktg_planner_progressed (fixture->planner);
  g_assert_false (begin (fixture, KTG_STEP_UPLOAD)->is_offset_stale);
}

/* --- how much in one exchange --- */

static void
test_an_exchange_has_at_most_a_thousand_of_each (Fixture *fixture, gconstpointer data)
{
  const KtgStep *step;

  for (guint i = 0; i < 2500; i++)
    {
      g_autofree char *id = g_strdup_printf ("event %u", i);
      g_autofree char *sha256 = g_strdup_printf ("file %u", i);

      add_event (fixture->owed, id, 100);
      add_file (fixture->owed, sha256, 1000, NULL, i);
    }
  step = begin (fixture, KTG_STEP_EXCHANGE);
  g_assert_cmpuint (step->event_ids->len, ==, 1000);
  g_assert_cmpuint (step->files->len, ==, 1000);
}

static void
add_long_events (Fixture *fixture, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("event %u", i);

      add_event (fixture->owed, id, 10000);
    }
}

static void
test_a_batch_is_over_within_a_minute (Fixture *fixture, gconstpointer data)
{
  KtgLink slow = { .bytes_per_s = 2000 };

  add_long_events (fixture, 100);
  ktg_planner_measured (fixture->planner, &slow);
  g_assert_cmpuint (begin (fixture, KTG_STEP_EXCHANGE)->event_ids->len, ==, 12);
}

static void
test_before_anything_is_measured_a_batch_is_half_a_megabyte (Fixture *fixture, gconstpointer data)
{
  KtgLink unknown = { 0 };

  add_long_events (fixture, 100);
  ktg_planner_measured (fixture->planner, &unknown);
  g_assert_cmpuint (begin (fixture, KTG_STEP_EXCHANGE)->event_ids->len, ==, 52);
}

static void
test_a_large_batch_that_broke_is_halved (Fixture *fixture, gconstpointer data)
{
  add_long_events (fixture, 32);
  fail (fixture, begin (fixture, KTG_STEP_EXCHANGE), KTG_FAILURE_LINK);
  ktg_planner_progressed (fixture->planner);
  g_assert_cmpuint (begin (fixture, KTG_STEP_EXCHANGE)->event_ids->len, ==, 16);
}

#define ADD(path, test)                                                                            \
  g_test_add ("/planner-lanes/" path, Fixture, NULL, fixture_set_up, test, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("the-next-file-begins-when-the-one-before-is-handed-over",
       test_the_next_file_begins_when_the_one_before_is_handed_over);
  ADD ("four-go-side-by-side-where-packets-are-lost",
       test_four_go_side_by_side_where_packets_are_lost);
  ADD ("more-go-where-a-round-trip-carries-more-than-a-file",
       test_more_go_where_a_round_trip_carries_more_than_a_file);
  ADD ("two-go-where-a-file-takes-longer-than-a-round-trip",
       test_two_go_where_a_file_takes_longer_than_a_round_trip);
  ADD ("two-go-where-a-round-trip-carries-less-than-a-file",
       test_two_go_where_a_round_trip_carries_less_than_a_file);
  ADD ("what-is-left-of-broken-files-makes-no-more-go",
       test_what_is_left_of_broken_files_makes_no_more_go);
  ADD ("a-photo-and-its-preview-make-no-second-connection",
       test_a_photo_and_its_preview_make_no_second_connection);
  ADD ("a-connection-that-stands-is-used-for-a-single-file",
       test_a_connection_that_stands_is_used_for_a_single_file);
  ADD ("all-previews-begin-before-the-first-original",
       test_all_previews_begin_before_the_first_original);
  ADD ("a-preview-does-not-wait-for-an-original", test_a_preview_does_not_wait_for_an_original);
  ADD ("a-new-text-goes-at-once-and-no-file-begins-beside-it",
       test_a_new_text_goes_at_once_and_no_file_begins_beside_it);
  ADD ("held-originals-wait-beside-previews-too", test_held_originals_wait_beside_previews_too);
  ADD ("what-is-under-way-is-asked-about-by-nobody-else",
       test_what_is_under_way_is_asked_about_by_nobody_else);
  ADD ("what-breaks-at-once-is-one-break", test_what_breaks_at_once_is_one_break);
  ADD ("where-one-breaks-and-another-arrives-the-wait-is-over",
       test_where_one_breaks_and_another_arrives_the_wait_is_over);
  ADD ("no-arrival-shortens-what-a-busy-server-asked-for",
       test_no_arrival_shortens_what_a_busy_server_asked_for);
  ADD ("a-server-that-was-busy-gets-one-file-at-a-time",
       test_a_server_that_was_busy_gets_one_file_at_a_time);
  ADD ("a-refused-account-asks-when-all-has-let-go",
       test_a_refused_account_asks_when_all_has_let_go);
  ADD ("while-one-place-is-asked-for-a-short-file-goes",
       test_while_one_place_is_asked_for_a_short_file_goes);
  ADD ("three-go-where-a-file-is-carried-until-an-answer",
       test_three_go_where_a_file_is_carried_until_an_answer);
  ADD ("an-original-is-not-begun-for-want-of-a-place",
       test_an_original_is_not_begun_for_want_of_a_place);
  ADD ("where-no-connection-came-about-no-place-is-forgotten",
       test_where_no_connection_came_about_no_place_is_forgotten);
  ADD ("an-exchange-has-at-most-a-thousand-of-each",
       test_an_exchange_has_at_most_a_thousand_of_each);
  ADD ("a-batch-is-over-within-a-minute", test_a_batch_is_over_within_a_minute);
  ADD ("before-anything-is-measured-a-batch-is-half-a-megabyte",
       test_before_anything_is_measured_a_batch_is_half_a_megabyte);
  ADD ("a-large-batch-that-broke-is-halved", test_a_large_batch_that_broke_is_halved);

  return g_test_run ();
}
