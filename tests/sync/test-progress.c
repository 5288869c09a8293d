/* test-progress.c - what people are told waits, and how long that takes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "owed-fixture.h"

#include <ktg-progress.h>

static void
add_preview (KtgOwed *owed, const char *sha256, guint64 size_bytes)
{
  add_file (owed, sha256, size_bytes, NULL, 0)->is_preview = TRUE;
}

/* Somebody who attached two photos is told of two, whatever goes over the link for them. */
static void
test_a_photo_and_its_preview_are_one_file (void)
{
  g_autoptr (KtgOwed) owed = ktg_owed_new ();
  KtgSyncProgress progress = { 0 };

  add_preview (owed, "preview 1", 30000);
  add_preview (owed, "preview 2", 40000);
  add_file (owed, "original 1", 1000000, NULL, 0);
  add_file (owed, "original 2", 2000000, NULL, 0);
  ktg_progress_set_owed (&progress, owed);
  g_assert_cmpuint (progress.n_files_waiting, ==, 2);
  g_assert_cmpuint (progress.file_bytes_waiting, ==, 3070000);
}

/* An original that the server had from another report leaves its new preview behind. */
static void
test_a_preview_alone_is_still_a_file_that_waits (void)
{
  g_autoptr (KtgOwed) owed = ktg_owed_new ();
  KtgSyncProgress progress = { 0 };

  add_preview (owed, "preview", 30000);
  ktg_progress_set_owed (&progress, owed);
  g_assert_cmpuint (progress.n_files_waiting, ==, 1);
}

/* --- how fast, and how long --- */

/* For so many seconds bytes arrive at a steady rate, ten times a second. */
static void
let_arrive (KtgRate *rate, gint64 *now_us, guint seconds, guint64 bytes_per_s)
{
  for (guint i = 0; i < seconds * 10; i++)
    {
      *now_us += G_TIME_SPAN_SECOND / 10;
      ktg_rate_add (rate, bytes_per_s / 10, *now_us);
    }
}

static void
assert_seconds_left (const KtgRate *rate, guint64 n_left, gint64 truly)
{
  KtgSyncProgress progress = { .file_bytes_waiting = n_left };

  ktg_progress_set_moved (&progress, 0, 0, rate);
  g_assert_cmpint (progress.seconds_left, >=, truly * 8 / 10);
  g_assert_cmpint (progress.seconds_left, <=, truly * 12 / 10);
}

static void
test_a_burst_into_buffers_is_no_speed (void)
{
  KtgRate rate = { 0 };
  gint64  now_us = G_TIME_SPAN_HOUR;

  ktg_rate_start (&rate, now_us);
  ktg_rate_add (&rate, 16000, now_us + 1000);
  g_assert_cmpfloat (rate.bytes_per_s, ==, 0);
}

static void
test_the_time_left_follows_a_link_that_halves_and_doubles (void)
{
  KtgRate rate = { 0 };
  gint64  now_us = G_TIME_SPAN_HOUR;

  ktg_rate_start (&rate, now_us);
  let_arrive (&rate, &now_us, 3, 8000);
  assert_seconds_left (&rate, 800000, 100);
  let_arrive (&rate, &now_us, 8, 4000);
  assert_seconds_left (&rate, 800000, 200);
  let_arrive (&rate, &now_us, 8, 8000);
  assert_seconds_left (&rate, 800000, 100);
}

static void
test_what_stands_in_this_computers_buffers_is_still_left (void)
{
  KtgSyncProgress progress = { .file_bytes_waiting = 100000 };
  KtgRate         rate = { .bytes_per_s = 1000 };

  ktg_progress_set_moved (&progress, 60000, 0, &rate);
  g_assert_cmpint (progress.seconds_left, ==, 41);
  ktg_progress_set_moved (&progress, 60000, 20000, &rate);
  g_assert_cmpint (progress.seconds_left, ==, 61);
}

static void
test_without_a_rate_no_time_is_named (void)
{
  KtgSyncProgress progress = { .file_bytes_waiting = 100000 };
  KtgRate         rate = { 0 };

  ktg_progress_set_moved (&progress, 60000, 0, &rate);
  g_assert_cmpint (progress.seconds_left, ==, -1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sync/progress/a-photo-and-its-preview-are-one-file",
                   test_a_photo_and_its_preview_are_one_file);
  g_test_add_func ("/sync/progress/a-preview-alone-is-still-a-file-that-waits",
                   test_a_preview_alone_is_still_a_file_that_waits);
  g_test_add_func ("/sync/progress/a-burst-into-buffers-is-no-speed",
                   test_a_burst_into_buffers_is_no_speed);
  g_test_add_func ("/sync/progress/the-time-left-follows-a-link-that-halves-and-doubles",
                   test_the_time_left_follows_a_link_that_halves_and_doubles);
  g_test_add_func ("/sync/progress/what-stands-in-this-computers-buffers-is-still-left",
                   test_what_stands_in_this_computers_buffers_is_still_left);
  g_test_add_func ("/sync/progress/without-a-rate-no-time-is-named",
                   test_without_a_rate_no_time_is_named);
  return g_test_run ();
}
