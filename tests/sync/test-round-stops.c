/* test-round-stops.c - a round is stopped, started again and woken, and nothing is lost by it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "officer.h"

#include <ktg-sync.h>

static void
answered_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **)user_data = g_object_ref (result);
}

static void
test_a_run_can_be_stopped_at_any_moment (void)
{
  g_autoptr (Officer) officer = officer_new ();
  g_autofree char *id = officer_file (officer, "a banner", 2, 200000);
  g_autoptr (GError) error = NULL;

  for (guint n_turns = 0; n_turns < 60; n_turns += 3)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) stopped = NULL;

      ktg_sync_run_async (officer->sync, cancellable, answered_cb, &result);
      for (guint i = 0; i < n_turns && result == NULL; i++)
        g_main_context_iteration (NULL, TRUE);
      g_cancellable_cancel (cancellable);
      while (result == NULL)
        g_main_context_iteration (NULL, TRUE);
      if (!ktg_sync_run_finish (officer->sync, result, &stopped))
        g_assert_error (stopped, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }

  officer_run (officer, &error);
  g_assert_no_error (error);
  officer_assert_nothing_lost (officer, 1, 4);
}

static gboolean
is_idle (Officer *officer)
{
  return ktg_sync_get_progress (officer->sync)->phase == KTG_SYNC_IDLE
         && ktg_sync_get_progress (officer->sync)->since_us != 0;
}

static gboolean
has_two_events (Officer *officer)
{
  return fake_server_get_n_events (officer->server) == 2;
}

static gboolean
has_four_files (Officer *officer)
{
  return fake_server_get_n_whole_files (officer->server) == 4 && is_idle (officer);
}

static void
test_once_started_a_new_filing_goes_by_itself (void)
{
  g_autoptr (Officer) officer = officer_new ();
  g_autofree char *first = officer_file (officer, "a banner", 1, 3000);
  g_autofree char *second = NULL;

  ktg_sync_start (officer->sync);
  officer_wait_for (officer, is_idle);
  second = officer_file (officer, "a post", 1, 3000);
  officer_wait_for (officer, has_four_files);
  ktg_sync_stop (officer->sync);
  officer_assert_nothing_lost (officer, 2, 4);
}

static void
test_once_started_it_waits_a_broken_link_out (void)
{
  g_autoptr (Officer) officer = officer_new ();
  g_autofree char *first = officer_file (officer, "a banner", 1, 3000);
  g_autofree char *second = officer_file (officer, "a post", 1, 3000);

  fake_server_lie (officer->server, FAKE_SWALLOW, "/", 0, 12);
  ktg_sync_start (officer->sync);
  officer_wait_for (officer, has_four_files);
  ktg_sync_stop (officer->sync);
  officer_assert_nothing_lost (officer, 2, 4);
  g_assert_nonnull (strchr (officer->phases->str, 'x'));
}

static gboolean
is_told_to_wait (Officer *officer)
{
  return ktg_sync_get_progress (officer->sync)->phase == KTG_SYNC_WAITING;
}

static void
test_once_started_it_leaves_a_busy_server_alone_as_long_as_that_asks (void)
{
  g_autoptr (Officer) officer = officer_new ();
  g_autofree char *id = officer_file (officer, "a banner", 1, 3000);

  fake_server_lie (officer->server, FAKE_BUSY, "/v1/exchange", 0, 1);
  ktg_sync_start (officer->sync);
  officer_wait_for (officer, is_told_to_wait);
  /* It asks for seven seconds; the back-off alone would be a tenth of one. */
  g_assert_cmpint (ktg_sync_get_progress (officer->sync)->until_us - KTG_DEVICE_NOW_US,
                   >,
                   G_TIME_SPAN_SECOND);
  ktg_sync_stop (officer->sync);
}

static void
test_a_server_without_room_is_said_to_have_none (void)
{
  g_autoptr (Officer) officer = officer_new ();
  g_autofree char *id = officer_file (officer, "a banner", 1, 3000);

  fake_server_lie (officer->server, FAKE_FULL, "/v1/files", 0, 1);
  ktg_sync_start (officer->sync);
  officer_wait_for (officer, is_told_to_wait);
  g_assert_error (ktg_sync_get_progress (officer->sync)->error,
                  KTG_SYNC_ERROR,
                  KTG_SYNC_ERROR_SERVER_FULL);
  g_assert_cmpint (ktg_sync_get_progress (officer->sync)->n_parked, ==, 0);
  ktg_sync_stop (officer->sync);
}

static gboolean
is_stalled (Officer *officer)
{
  const KtgSyncProgress *progress = ktg_sync_get_progress (officer->sync);

  return progress->phase == KTG_SYNC_ORIGINALS && progress->under_way != NULL
         && g_array_index (progress->under_way, KtgFileUnderWay, 0).done > 100000;
}

static void
assert_nothing_failed (Officer *officer)
{
  g_assert_no_error (ktg_sync_get_progress (officer->sync)->error);
  g_assert_null (strchr (officer->phases->str, 'x'));
}

static gboolean
has_all_but_the_first_photo (Officer *officer)
{
  return fake_server_get_n_whole_files (officer->server) == 3;
}

/* The photo loses neither its connection nor a byte; its officer's next report does not wait. When
 * it has stood still for long even an original goes beside it. */
static void
test_a_text_does_not_wait_for_a_long_photo (void)
{
  g_autoptr (Officer) officer = officer_new ();
  g_autofree char *first = officer_file (officer, "a banner", 1, 12000000);
  g_autofree char *second = NULL;

  fake_server_set_cut_bytes (officer->server, 100000);
  fake_server_lie (officer->server, FAKE_CLOG, "/v1/files", 1, 1);
  ktg_sync_start (officer->sync);
  officer_wait_for (officer, is_stalled);
  second = officer_file (officer, "a post", 1, 3000);
  officer_wait_for (officer, has_two_events);
  g_assert_cmpuint (fake_server_get_n_whole_files (officer->server), <=, 2);
  officer_let_pass (6 * G_TIME_SPAN_SECOND);
  officer_wait_for (officer, has_all_but_the_first_photo);
  ktg_sync_wake (officer->sync);
  officer_wait_for (officer, has_four_files);
  ktg_sync_stop (officer->sync);
  officer_assert_nothing_lost (officer, 2, 4);
  assert_nothing_failed (officer);
  g_assert_cmpuint (fake_server_get_n_file_bytes (officer->server),
                    ==,
                    12000000 + 700 + 3000 + 700);
}

static guint64
count_arrived (Officer *officer)
{
  GHashTable    *arrived = ktg_sync_get_progress (officer->sync)->arrived;
  GHashTableIter iter;
  gpointer       n_bytes;
  guint64        sum = 0;

  g_hash_table_iter_init (&iter, arrived);
  while (g_hash_table_iter_next (&iter, NULL, &n_bytes))
    sum += *(guint64 *)n_bytes;

  return sum;
}

static gboolean
is_offline (Officer *officer)
{
  return ktg_sync_get_progress (officer->sync)->phase == KTG_SYNC_OFFLINE;
}

/* Before the server can be asked it is known about how much of it is there; then it is known. */
static void
test_how_much_of_a_stopped_photo_is_there_is_known (void)
{
  g_autoptr (Officer) officer = officer_new ();
  g_autofree char *id = officer_file (officer, "a banner", 1, 12000000);

  fake_server_set_cut_bytes (officer->server, 100000);
  fake_server_lie (officer->server, FAKE_CLOG, "/v1/files", 1, 1);
  ktg_sync_start (officer->sync);
  officer_wait_for (officer, is_stalled);
  officer_let_pass (G_TIME_SPAN_SECOND / 5); /* what was handed over is acknowledged meanwhile */
  ktg_sync_stop (officer->sync);
  officer_wait_for (officer, is_offline);
  g_assert_cmpuint (count_arrived (officer), >=, 100000);
  g_assert_cmpuint (count_arrived (officer), <, 12000000);
  g_assert_cmpuint (ktg_sync_get_progress (officer->sync)->file_bytes_waiting,
                    ==,
                    12000000 - count_arrived (officer));

  g_assert_true (officer_run (officer, NULL));
  g_assert_cmpuint (count_arrived (officer), ==, 0);
  officer_assert_level (officer, 1, 2);
}

static gboolean
has_asked (Officer *officer)
{
  return fake_server_get_n_requests (officer->server) == 3; /* two of them to enrol */
}

static gboolean
has_two_files (Officer *officer)
{
  return fake_server_get_n_whole_files (officer->server) == 2 && is_idle (officer);
}

/* Without this it would hang for the minute a silent connection is given. */
static void
test_woken_it_gives_up_an_exchange_that_hangs (void)
{
  g_autoptr (Officer) officer = officer_new ();
  g_autofree char *first = officer_file (officer, "a banner", 1, 3000);
  g_autofree char *second = officer_file (officer, "a post", 1, 3000);

  fake_server_lie (officer->server, FAKE_SILENT, "/v1/exchange", 0, 1);
  ktg_sync_start (officer->sync);
  officer_wait_for (officer, has_asked);
  officer_let_pass (3 * G_TIME_SPAN_SECOND);
  ktg_sync_wake (officer->sync);
  officer_wait_for (officer, has_four_files);
  ktg_sync_stop (officer->sync);
  officer_assert_nothing_lost (officer, 2, 4);
  assert_nothing_failed (officer);
}

static void
test_woken_it_gives_up_a_photo_that_hangs_and_goes_on_where_it_was (void)
{
  g_autoptr (Officer) officer = officer_new ();
  g_autofree char *id = officer_file (officer, "a banner", 1, 12000000);

  fake_server_lie (officer->server, FAKE_STALL, "/v1/files", 1, 1);
  ktg_sync_start (officer->sync);
  officer_wait_for (officer, is_stalled);
  officer_let_pass (3 * G_TIME_SPAN_SECOND);
  ktg_sync_wake (officer->sync);
  officer_wait_for (officer, has_two_files);
  ktg_sync_stop (officer->sync);
  officer_assert_nothing_lost (officer, 1, 2);
  assert_nothing_failed (officer);
}

static void
test_woken_a_request_that_moves_goes_on (void)
{
  g_autoptr (Officer) officer = officer_new ();
  g_autofree char *id = officer_file (officer, "a banner", 1, 12000000);
  g_autoptr (GAsyncResult) result = NULL;
  guint n_before = fake_server_get_n_requests (officer->server);

  ktg_sync_run_async (officer->sync, NULL, answered_cb, &result);
  while (result == NULL)
    {
      g_main_context_iteration (NULL, TRUE);
      if (is_stalled (officer))
        ktg_sync_wake (officer->sync);
    }
  g_assert_true (ktg_sync_run_finish (officer->sync, result, NULL));
  officer_assert_nothing_lost (officer, 1, 2);
  g_assert_cmpuint (fake_server_get_n_file_bytes (officer->server), ==, 12000700);
  g_assert_cmpuint (fake_server_get_n_requests (officer->server) - n_before, <=, 4);
}

/* What the link has every patience for, somebody at a terminal is told at once: a disk does not
 * mend by itself. From whichever step on it takes nothing more. */
static void
test_it_can_go_away_in_the_middle (void)
{
  for (guint n_turns = 0; n_turns < 40; n_turns += 2)
    {
      g_autoptr (Officer) officer = officer_new ();
      g_autofree char *id = officer_file (officer, "a banner", 1, 200000);

      ktg_sync_start (officer->sync);
      for (guint i = 0; i < n_turns; i++)
        g_main_context_iteration (NULL, FALSE);
      ktg_sync_stop (officer->sync);
      g_clear_object (&officer->sync);
      officer->sync = ktg_sync_new (KTG_PARTY (officer->device->store), &officer_world);
      officer_run (officer, NULL);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/round-stops/how-much-of-a-stopped-photo-is-there-is-known",
                   test_how_much_of_a_stopped_photo_is_there_is_known);
  g_test_add_func ("/round-stops/a-run-can-be-stopped-at-any-moment",
                   test_a_run_can_be_stopped_at_any_moment);
  g_test_add_func ("/round-stops/once-started-a-new-filing-goes-by-itself",
                   test_once_started_a_new_filing_goes_by_itself);
  g_test_add_func ("/round-stops/once-started-it-waits-a-broken-link-out",
                   test_once_started_it_waits_a_broken_link_out);
  g_test_add_func ("/round-stops/once-started-it-leaves-a-busy-server-alone-as-long-as-that-asks",
                   test_once_started_it_leaves_a_busy_server_alone_as_long_as_that_asks);
  g_test_add_func ("/round-stops/a-server-without-room-is-said-to-have-none",
                   test_a_server_without_room_is_said_to_have_none);
  g_test_add_func ("/round-stops/a-text-does-not-wait-for-a-long-photo",
                   test_a_text_does_not_wait_for_a_long_photo);
  g_test_add_func ("/round-stops/woken-it-gives-up-an-exchange-that-hangs",
                   test_woken_it_gives_up_an_exchange_that_hangs);
  g_test_add_func ("/round-stops/woken-it-gives-up-a-photo-that-hangs-and-goes-on-where-it-was",
                   test_woken_it_gives_up_a_photo_that_hangs_and_goes_on_where_it_was);
  g_test_add_func ("/round-stops/woken-a-request-that-moves-goes-on",
                   test_woken_a_request_that_moves_goes_on);
  g_test_add_func ("/round-stops/it-can-go-away-in-the-middle", test_it_can_go_away_in_the_middle);

  return g_test_run ();
}
