/* test-round-sending.c - rounds by the officer's rules, against a server in the same process
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "officer.h"

#include <ktg-pieces.h>

#define PHOTO_BYTES 300000
#define BUDGET_BYTES 400000
#define LONG_BYTES 12000000
#define A_DAY_US (24 * G_TIME_SPAN_HOUR)

static const KtgSyncProgress *
run (Officer *officer)
{
  g_autoptr (GError) error = NULL;

  officer_run (officer, &error);
  g_assert_no_error (error);

  return ktg_sync_get_progress (officer->sync);
}

static void
set_day_bytes (Officer *officer, gint64 day_bytes)
{
  KtgSendingRules rules = { .day_bytes = day_bytes };

  officer_set_rules (officer, &rules);
}

static void
assert_held (Officer *officer, KtgHold hold)
{
  const KtgSyncProgress *progress = run (officer);

  g_assert_cmpint (progress->phase, ==, KTG_SYNC_HELD);
  g_assert_cmpint (progress->hold, ==, hold);
}

static guint64
get_n_spent (Officer *officer)
{
  return ktg_spent_get_total (&ktg_sync_get_progress (officer->sync)->spent);
}

/* A photo is cut where the budget ends, what was sent of it counts, and it goes on there. */
static void
test_a_budget_is_kept_within_a_piece (void)
{
  g_autoptr (Officer) officer = officer_new ();
  g_autofree char *id = officer_file (officer, "a banner", 3, PHOTO_BYTES);
  g_autofree char *other = NULL;
  guint64          n_bytes;

  set_day_bytes (officer, BUDGET_BYTES);
  assert_held (officer, KTG_HOLD_BUDGET);
  g_assert_cmpuint (get_n_spent (officer), >=, BUDGET_BYTES);
  g_assert_cmpuint (get_n_spent (officer), <, BUDGET_BYTES + KTG_PIECES_SMALLEST_BYTES + 4096);
  n_bytes = fake_server_get_n_file_bytes (officer->server);
  g_assert_cmpuint (n_bytes, <, get_n_spent (officer));
  g_assert_cmpuint (ktg_sync_get_progress (officer->sync)->file_bytes_waiting,
                    ==,
                    3 * (PHOTO_BYTES + 700) - n_bytes);

  other = officer_file (officer, "a text that goes all the same", 0, 0);
  assert_held (officer, KTG_HOLD_BUDGET);
  g_assert_cmpuint (fake_server_get_n_events (officer->server), ==, 2);
  g_assert_cmpuint (fake_server_get_n_file_bytes (officer->server), ==, n_bytes);

  officer_let_days_pass (A_DAY_US); /* only here: by the server's clock it is the same day */
  assert_held (officer, KTG_HOLD_BUDGET);
  g_assert_cmpuint (fake_server_get_n_file_bytes (officer->server), ==, n_bytes);
  officer_let_days_pass (-2 * A_DAY_US); /* and as much here alone the other way */
  assert_held (officer, KTG_HOLD_BUDGET);
  g_assert_cmpuint (fake_server_get_n_file_bytes (officer->server), ==, n_bytes);
  fake_server_set_now (officer->server, "2031-05-07T07:08:09.000Z");
  assert_held (officer, KTG_HOLD_BUDGET);
  fake_server_set_now (officer->server, "2031-05-08T07:08:09.000Z");
  run (officer);
  officer_assert_level (officer, 2, 6);
  g_assert_cmpuint (fake_server_get_n_file_bytes (officer->server), ==, 3 * (PHOTO_BYTES + 700));
}

/* A program that starts anew goes on counting where the one before it stopped. */
static void
test_what_was_spent_is_remembered (void)
{
  g_autoptr (Officer) officer = officer_new ();
  g_autofree char *id = officer_file (officer, "a banner", 1, PHOTO_BYTES);
  guint64          n_spent;

  run (officer);
  n_spent = get_n_spent (officer);
  g_assert_cmpuint (n_spent, >, PHOTO_BYTES + 700);
  g_assert_cmpuint (n_spent, <, PHOTO_BYTES + PHOTO_BYTES / 10);
  g_object_unref (officer->sync);
  officer->sync = ktg_sync_new (KTG_PARTY (officer->device->store), &officer_world);
  run (officer);
  g_assert_cmpuint (get_n_spent (officer), >, n_spent);
  g_assert_cmpuint (get_n_spent (officer), <, n_spent + 8192);
}

static void
test_on_a_metered_link_no_byte_of_an_original_goes (void)
{
  g_autoptr (Officer) officer = officer_new ();
  g_autofree char *id = officer_file (officer, "a banner", 2, PHOTO_BYTES);
  KtgSendingRules  rules = { .only_unmetered = TRUE, .day_bytes = KTG_SENDING_NO_LIMIT };

  officer_set_metered (TRUE);
  officer_set_rules (officer, &rules);
  assert_held (officer, KTG_HOLD_METERED);
  g_assert_cmpuint (fake_server_get_n_file_bytes (officer->server), ==, 2 * 700);
  officer_set_metered (FALSE);
  run (officer);
  officer_assert_level (officer, 1, 4);
}

/* What she wished is done when nothing is left, and then her rules hold again. */
static void
test_now_ends_with_the_queue (void)
{
  g_autoptr (Officer) officer = officer_new ();
  g_autofree char *first = officer_file (officer, "a banner", 1, PHOTO_BYTES);
  g_autofree char *second = NULL;

  set_day_bytes (officer, 0);
  assert_held (officer, KTG_HOLD_ORIGINALS);
  ktg_sync_send_all_now (officer->sync);
  g_assert_cmpint (run (officer)->phase, ==, KTG_SYNC_IDLE);
  officer_assert_level (officer, 1, 2);
  second = officer_file (officer, "another", 1, PHOTO_BYTES);
  assert_held (officer, KTG_HOLD_ORIGINALS);

  ktg_sync_send_all_now (officer->sync);
  fake_server_set_now (officer->server, "2031-05-07T07:08:09.000Z"); /* and with the day */
  assert_held (officer, KTG_HOLD_ORIGINALS);
}

/* --- what ends in the middle of a photo --- */

static gboolean
is_in_a_photo (Officer *officer)
{
  const KtgSyncProgress *progress = ktg_sync_get_progress (officer->sync);

  return progress->phase == KTG_SYNC_ORIGINALS && progress->spent.bytes[KTG_SENT_ORIGINALS] > 0;
}

static gboolean
is_at_rest (Officer *officer)
{
  const KtgSyncProgress *progress = ktg_sync_get_progress (officer->sync);

  return progress->phase == KTG_SYNC_HELD || progress->phase == KTG_SYNC_IDLE;
}

static void
assert_cut (Officer *officer, KtgHold hold)
{
  officer_wait_for (officer, is_at_rest);
  g_assert_cmpint (ktg_sync_get_progress (officer->sync)->phase, ==, KTG_SYNC_HELD);
  g_assert_cmpint (ktg_sync_get_progress (officer->sync)->hold, ==, hold);
  g_assert_cmpuint (fake_server_get_n_file_bytes (officer->server), <, LONG_BYTES / 2);
}

/* What she wished was for that day: the next one's budget holds what is still on its way. */
static void
test_a_photo_that_is_sent_now_is_cut_by_the_next_day (void)
{
  g_autoptr (Officer) officer = officer_new ();
  g_autofree char *id = officer_file (officer, "a long film", 1, LONG_BYTES);

  set_day_bytes (officer, BUDGET_BYTES);
  assert_held (officer, KTG_HOLD_BUDGET);
  ktg_sync_send_all_now (officer->sync);
  ktg_sync_start (officer->sync);
  officer_wait_for (officer, is_in_a_photo);
  officer_let_days_pass (A_DAY_US);
  assert_cut (officer, KTG_HOLD_BUDGET);
  ktg_sync_stop (officer->sync);
}

/* A sandbox tells nobody that its link is metered from now on; who asks hears it. */
static void
test_a_link_that_becomes_metered_cuts_a_photo (void)
{
  g_autoptr (Officer) officer = officer_new ();
  g_autofree char *id = officer_file (officer, "a long film", 1, LONG_BYTES);
  KtgSendingRules  rules = { .only_unmetered = TRUE, .day_bytes = KTG_SENDING_NO_LIMIT };

  officer_set_metered (TRUE);
  officer_set_rules (officer, &rules);
  assert_held (officer, KTG_HOLD_METERED);
  officer_set_metered (FALSE);
  ktg_sync_start (officer->sync);
  officer_wait_for (officer, is_in_a_photo);
  officer_set_metered (TRUE);
  assert_cut (officer, KTG_HOLD_METERED);
  officer_set_metered (FALSE);
  run (officer);
  officer_assert_level (officer, 1, 2);
  ktg_sync_stop (officer->sync);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/round-sending/budget", test_a_budget_is_kept_within_a_piece);
  g_test_add_func ("/round-sending/remembered", test_what_was_spent_is_remembered);
  g_test_add_func ("/round-sending/metered", test_on_a_metered_link_no_byte_of_an_original_goes);
  g_test_add_func ("/round-sending/now", test_now_ends_with_the_queue);

  g_test_add_func ("/round-sending/now-in-the-middle",
                   test_a_photo_that_is_sent_now_is_cut_by_the_next_day);
  g_test_add_func ("/round-sending/metered-in-the-middle",
                   test_a_link_that_becomes_metered_cuts_a_photo);

  return g_test_run ();
}
