/* test-rounds.c - a device and its server become level, whatever lies between them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "officer.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <ktg-fault-disk.h>
#include <ktg-sync.h>
#include <string.h>

static void
test_filed_reports_arrive_in_the_right_order (void)
{
  g_autoptr (Officer) officer = officer_new ();
  g_autofree char *first = officer_file (officer, "a banner on the wall", 2, 40000);
  g_autofree char *second = officer_file (officer, "two fingers", 1, 40000);
  g_autofree char *log = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (officer_run (officer, &error));
  g_assert_no_error (error);
  officer_assert_level (officer, 2, 6);
  g_assert_cmpuint (ktg_sync_get_progress (officer->sync)->phase, ==, KTG_SYNC_IDLE);
  g_assert_cmpint (ktg_sync_get_progress (officer->sync)->since_us, ==, KTG_DEVICE_NOW_US);

  log = fake_server_dup_log (officer->server);
  g_assert_cmpstr (log,
                   ==,
                   "GET /v1/node 200\n"
                   "POST /v1/enrol 200\n"
                   "POST /v1/exchange 200\n"
                   "PATCH /v1/files 200\nPATCH /v1/files 200\nPATCH /v1/files 200\n"
                   "PATCH /v1/files 200\nPATCH /v1/files 200\nPATCH /v1/files 200\n");
  g_assert_cmpuint (fake_server_get_n_connections (officer->server),
                    ==,
                    3); /* one of them for the enrolment */
}

static void
test_with_nothing_owed_it_asks_once (void)
{
  g_autoptr (Officer) officer = officer_new ();

  g_assert_true (officer_run (officer, NULL));
  g_assert_true (officer_run (officer, NULL));
  g_assert_cmpuint (fake_server_get_n_requests (officer->server), ==, 4);
  g_assert_cmpuint (fake_server_get_n_connections (officer->server), ==, 2);
}

static void
test_a_server_that_always_has_more_is_asked_once (void)
{
  g_autoptr (Officer) officer = officer_new ();

  fake_server_lie (officer->server, FAKE_ALWAYS_MORE, "/v1/exchange", 0, 1000);
  g_assert_true (officer_run (officer, NULL));
  g_assert_cmpuint (fake_server_get_n_requests (officer->server), ==, 3); /* two of them to enrol */
}

static void
test_a_bad_name_among_packs_keeps_no_receipt (void)
{
  g_autoptr (Officer) officer = officer_new ();
  g_autofree char *id = officer_file (officer, "a banner", 1, 3000);
  g_autoptr (KtgOwed) owed = NULL;

  fake_server_lie (officer->server, FAKE_BAD_PACK, "/v1/exchange", 0, 1000);
  g_assert_true (officer_run (officer, NULL));
  officer_assert_level (officer, 1, 2);
  g_assert_true (ktg_sync_get_progress (officer->sync)->has_bad_packs);

  owed = ktg_store_device_load_owed (officer->device);
  g_assert_cmpstr (owed->shelf, ==, "cccccccccccc"); /* which is not told again */
  g_assert_true (officer_run (officer, NULL));
}

/* The fake server's clock is years ahead. */
static void
test_the_servers_clock_is_learnt_and_signed_with (void)
{
  g_autoptr (Officer) officer = officer_new ();
  g_autofree char *id = officer_file (officer, "a banner", 1, 3000);
  gint64           offset_ms = 0;

  g_assert_true (officer_run (officer, NULL));
  g_assert_true (ktg_store_get_server_offset_ms (officer->device->store, &offset_ms));
  g_assert_cmpint (offset_ms, >, G_GINT64_CONSTANT (6) * 365 * 24 * 3600 * 1000);
  g_assert_cmpint (fake_server_get_last_created_s (officer->server),
                   ==,
                   (KTG_DEVICE_NOW_US / 1000 + offset_ms) / 1000);
}

/* Its receipts are of a life that the device did not hear of: in the same round it does. */
static void
start_anew_before_the_second_file_cb (gpointer user_data)
{
  Officer *officer = user_data;

  if (fake_server_get_n_whole_files (officer->server) != 1)
    return;

  fake_server_start_anew (officer->server);
  fake_server_set_on_request (officer->server, NULL, NULL);
}

static void
test_a_server_started_anew_in_a_round_ends_level_in_it (void)
{
  g_autoptr (Officer) officer = officer_new ();
  g_autofree char *id = NULL;

  fake_server_start_anew (officer->server);
  g_assert_true (officer_run (officer, NULL));
  id = officer_file (officer, "a banner", 3, 3000);
  fake_server_set_on_request (officer->server, start_anew_before_the_second_file_cb, officer);
  g_assert_true (officer_run (officer, NULL));
  officer_assert_level (officer, 1, 6);
  g_assert_cmpuint (ktg_store_get_server_notes (officer->device->store)->alarms->len, ==, 0);
}

static void
test_without_an_account_it_says_so (void)
{
  g_autoptr (Officer) officer = officer_new_unenrolled ();
  g_autofree char *id = officer_file (officer, "a banner", 1, 1000);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (ktg_sync_get_progress (officer->sync)->phase, ==, KTG_SYNC_UNENROLLED);
  g_assert_false (officer_run (officer, &error));
  g_assert_error (error, KTG_SYNC_ERROR, KTG_SYNC_ERROR_NOT_ENROLLED);
  g_assert_cmpint (ktg_sync_get_progress (officer->sync)->phase, ==, KTG_SYNC_UNENROLLED);
  g_assert_cmpuint (officer_get_n_owed (officer), ==, 3);
}

/* --- the ladder: each lie at each request, until a run meets none --- */

static gboolean
climb_one_step (FakeLie lie, guint step)
{
  g_autoptr (Officer) officer = officer_new ();
  g_autofree char *first = officer_file (officer, "a banner", 1, 90000);
  g_autofree char *second = officer_file (officer, "a post", 1, 50000);
  g_autoptr (GError) error = NULL;
  guint n_before = fake_server_get_n_requests (officer->server);
  guint n_runs = 0;

  fake_server_set_cut_bytes (officer->server, 20000);
  fake_server_lie (officer->server, lie, "/", step, 1);
  while (!officer_run (officer, &error))
    {
      g_assert_cmpuint (++n_runs, <, 4);
      g_clear_error (&error);
    }
  officer_assert_nothing_lost (officer, 2, 4);

  return fake_server_get_n_requests (officer->server) - n_before > step;
}

static void
test_the_ladder (gconstpointer data)
{
  FakeLie lie = GPOINTER_TO_INT (data);
  guint   step = 0;

  while (climb_one_step (lie, step))
    step++;
  g_assert_cmpuint (step, ==, 5); /* one exchange and four files */
}

static const struct
{
  const char *name;
  FakeLie     lie;
} rungs[] = {
  { "a-swallowed-answer", FAKE_SWALLOW },
  { "a-dropped-connection", FAKE_DROP },
  { "a-cut-request", FAKE_CUT },
  { "a-captive-portal", FAKE_PORTAL },
  { "a-redirect", FAKE_REDIRECT },
  { "an-unproven-answer", FAKE_NO_PROOF },
  { "another-server", FAKE_OTHER_KEY },
  { "a-proof-of-another-request", FAKE_REPLAYED },
  { "a-proof-of-another-device's-request", FAKE_SWAPPED },
  { "a-refusal-of-another-device", FAKE_SWAPPED_REFUSAL },
  { "an-altered-offset", FAKE_ALTERED_OFFSET },
  { "an-altered-completeness", FAKE_ALTERED_COMPLETE },
  { "an-altered-encoding", FAKE_ALTERED_ENCODING },
  { "a-busy-server", FAKE_BUSY },
  { "a-busy-proxy", FAKE_BUSY_NGINX },
  { "a-bad-gateway", FAKE_BAD_GATEWAY },
  { "a-forbidding-page", FAKE_FORBIDDEN_PAGE },
  { "a-wrong-clock", FAKE_CLOCK },
  { "nonsense", FAKE_NONSENSE },
  { "a-bomb", FAKE_BOMB },
  { "a-receipt-of-somebody-else", FAKE_FOREIGN_RECEIPT },
};

/* --- a proxy that collects requests, or limits them --- */

static void
assert_arrives_through (FakeLie lie, gsize n_bytes)
{
  g_autoptr (Officer) officer = officer_new ();
  g_autofree char *id = officer_file (officer, "a banner", 1, 3000000);
  g_autoptr (GError) error = NULL;

  fake_server_set_cut_bytes (officer->server, n_bytes);
  fake_server_lie (officer->server, lie, "/v1/files", 0, G_MAXUINT);
  g_assert_true (officer_run (officer, &error));
  g_assert_no_error (error);
  officer_assert_nothing_lost (officer, 1, 2);
}

static void
test_a_photo_passes_a_proxy_that_loses_cut_requests (void)
{
  assert_arrives_through (FAKE_BUFFER, 100000);
}

static void
test_a_photo_passes_a_proxy_that_refuses_large_requests (void)
{
  assert_arrives_through (FAKE_LIMIT, 1000000);
}

/* --- items --- */

static void
test_a_cut_photo_goes_on_where_it_was (void)
{
  g_autoptr (Officer) officer = officer_new ();
  g_autofree char *id = officer_file (officer, "a banner", 1, 3000000);
  g_autoptr (GError) error = NULL;

  fake_server_set_cut_bytes (officer->server, 1000000);
  fake_server_lie (officer->server, FAKE_CUT, "/v1/files", 1, 2);
  officer_run (officer, &error);
  g_assert_no_error (error);
  officer_assert_level (officer, 1, 2);
  g_assert_cmpuint (fake_server_get_n_file_bytes (officer->server), ==, 3000700);
}

static void
test_a_refused_file_is_parked_and_the_others_arrive (void)
{
  g_autoptr (Officer) officer = officer_new ();
  g_autofree char *id = officer_file (officer, "a banner", 2, 3000);

  fake_server_lie (officer->server, FAKE_TOO_LARGE, "/v1/files", 1, 1);
  g_assert_true (officer_run (officer, NULL));
  g_assert_cmpuint (ktg_sync_get_progress (officer->sync)->n_parked, ==, 1);
  g_assert_cmpuint (fake_server_get_n_whole_files (officer->server), ==, 3);
  g_assert_cmpuint (officer_get_n_owed (officer), ==, 0);

  officer_unpark (officer);
  g_assert_true (officer_run (officer, NULL));
  officer_assert_nothing_lost (officer, 1, 4);
}

static void
test_a_refused_text_is_parked_with_its_files_and_the_others_arrive (void)
{
  g_autoptr (Officer) officer = officer_new ();
  g_autofree char *bad = officer_file (officer, "the bad one", 1, 3000);
  g_autofree char *good = officer_file (officer, "the good one", 1, 3000);
  g_autoptr (KtgReportHeld) held = NULL;

  fake_server_refuse_event_with (officer->server, "bad");
  g_assert_true (officer_run (officer, NULL));
  g_assert_cmpuint (ktg_sync_get_progress (officer->sync)->n_parked, >=, 1);
  g_assert_cmpuint (fake_server_get_n_events (officer->server), ==, 1);
  g_assert_cmpuint (fake_server_get_n_whole_files (officer->server), ==, 2);
  held = ktg_store_device_load (officer->device, bad, NULL);
  g_assert_cmpstr (held->parked, ==, "urn:kentongan:problem:not-an-event");

  fake_server_refuse_event_with (officer->server, NULL);
  officer_unpark (officer);
  g_assert_true (officer_run (officer, NULL));
  officer_assert_nothing_lost (officer, 2, 4);
}

static void
test_what_the_server_forgot_is_sent_again (void)
{
  static const FakeLie lies[] = { FAKE_GONE, FAKE_BAD_OFFSET, FAKE_MISMATCH };

  for (guint i = 0; i < G_N_ELEMENTS (lies); i++)
    {
      g_autoptr (Officer) officer = officer_new ();
      g_autofree char *id = officer_file (officer, "a banner", 1, 3000);
      g_autoptr (GError) error = NULL;

      fake_server_lie (officer->server, lies[i], "/v1/files", 1, 1);
      officer_run (officer, &error);
      g_assert_no_error (error);
      officer_assert_nothing_lost (officer, 1, 2);
    }
}

static void
test_what_is_always_forgotten_is_parked_in_the_end (void)
{
  static const FakeLie lies[] = { FAKE_GONE, FAKE_MISMATCH };

  for (guint i = 0; i < G_N_ELEMENTS (lies); i++)
    {
      g_autoptr (Officer) officer = officer_new ();
      g_autofree char *id = officer_file (officer, "a banner", 1, 3000);
      g_autoptr (GError) error = NULL;

      fake_server_lie (officer->server, lies[i], "/v1/files", 1, 1000);
      officer_run (officer, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (ktg_sync_get_progress (officer->sync)->n_parked, ==, 1);
      g_assert_cmpuint (fake_server_get_n_requests (officer->server), <, 20);
    }
}

static void
test_a_server_that_is_silent_about_everything_ends (void)
{
  g_autoptr (Officer) officer = officer_new ();
  g_autofree char *id = officer_file (officer, "a banner", 1, 3000);
  g_autoptr (GError) error = NULL;

  fake_server_lie (officer->server, FAKE_FORGETFUL, "/v1/exchange", 0, 1000);
  officer_run (officer, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ktg_sync_get_progress (officer->sync)->n_parked, >=, 1);
  g_assert_cmpuint (fake_server_get_n_requests (officer->server), <, 20);

  fake_server_lie (officer->server, FAKE_HONEST, "/", 0, 0);
  officer_unpark (officer);
  g_assert_true (officer_run (officer, NULL));
  officer_assert_nothing_lost (officer, 1, 2);
}

/* A byte of the first file changes on this device's disk. */
static void
damage_one_file (Officer *officer, goffset size)
{
  g_autofree char *folder = g_build_filename (officer->device->profile, "files", NULL);
  g_autoptr (GFile) root = g_file_new_for_path (folder);
  g_autoptr (GPtrArray) todo = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean is_done = FALSE;

  g_ptr_array_add (todo, g_object_ref (root));
  while (!is_done && todo->len > 0)
    {
      g_autoptr (GFile) next = g_ptr_array_steal_index (todo, 0);
      g_autofree char *path = g_file_get_path (next);
      g_autofree char *contents = NULL;
      g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
      const char *name;
      gsize       n;

      while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
        g_ptr_array_add (todo, g_file_get_child (next, name));
      if (dir != NULL || !g_file_get_contents (path, &contents, &n, NULL) || (goffset)n < size)
        continue;
      contents[n - 100] ^= 1;
      g_assert_true (g_file_set_contents (path, contents, n, NULL));
      is_done = TRUE;
    }
  g_assert_true (is_done);
}

static void
test_a_file_damaged_here_is_parked_and_the_others_arrive (void)
{
  g_autoptr (Officer) officer = officer_new ();
  g_autofree char *id = officer_file (officer, "a banner", 2, 300000);
  g_autoptr (KtgReportHeld) held = NULL;
  g_autoptr (GError) error = NULL;

  damage_one_file (officer, 300000);
  officer_run (officer, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ktg_sync_get_progress (officer->sync)->n_parked, ==, 1);
  g_assert_cmpuint (fake_server_get_n_whole_files (officer->server), ==, 3);
  held = ktg_store_device_load (officer->device, id, NULL);
  g_assert_cmpstr (held->parked, ==, "urn:kentongan:problem:damaged-here");
}

static void
test_a_revoked_device_asks_its_officer (void)
{
  g_autoptr (Officer) officer = officer_new ();
  g_autofree char *id = officer_file (officer, "a banner", 1, 3000);
  g_autoptr (GError) error = NULL;

  fake_server_lie (officer->server, FAKE_REVOKED, "/", 0, 1);
  g_assert_false (officer_run (officer, &error));
  g_assert_error (error, KTG_SYNC_ERROR, KTG_SYNC_ERROR_REFUSED);
  g_assert_cmpint (ktg_sync_get_progress (officer->sync)->phase, ==, KTG_SYNC_ACCOUNT);
  g_assert_true (officer_run (officer, NULL));
  officer_assert_nothing_lost (officer, 1, 2);
}

static void
test_held_originals_wait_and_say_so (void)
{
  g_autoptr (Officer) officer = officer_new ();
  g_autofree char *id = officer_file (officer, "a banner", 2, 3000);

  officer_hold_originals (officer, TRUE);
  g_assert_true (officer_run (officer, NULL));
  g_assert_cmpint (ktg_sync_get_progress (officer->sync)->phase, ==, KTG_SYNC_HELD);
  g_assert_cmpuint (fake_server_get_n_whole_files (officer->server), ==, 2);
  officer_hold_originals (officer, FALSE);
  g_assert_true (officer_run (officer, NULL));
  g_assert_cmpint (ktg_sync_get_progress (officer->sync)->phase, ==, KTG_SYNC_IDLE);
  officer_assert_nothing_lost (officer, 1, 4);
}

static void
test_a_disk_that_fails_is_told_at_once (void)
{
  gboolean was_reached = TRUE;

  for (guint step = 1; was_reached; step++)
    {
      g_autoptr (Officer) officer = officer_new ();
      g_autofree char *id = officer_file (officer, "a banner", 1, 3000);
      g_autoptr (GError) error = NULL;
      guint n_before = fake_server_get_n_requests (officer->server);

      ktg_fault_disk_arm (officer->device->profile, KTG_FAULT_DEAD, step, ENOSPC);
      if (!officer_run (officer, &error))
        g_assert_error (error, KTG_SYNC_ERROR, KTG_SYNC_ERROR_STORE);
      was_reached = ktg_fault_disk_disarm () >= step;
      g_assert_cmpuint (fake_server_get_n_requests (officer->server) - n_before, <=, 3);

      ktg_store_device_reopen (officer->device);
      if (error == NULL)
        g_assert_cmpuint (officer_get_n_owed (officer), ==, 0);
    }
}

static void
test_what_people_are_told_follows_what_happens (void)
{
  g_autoptr (Officer) officer = officer_new ();
  g_autofree char       *id = officer_file (officer, "a banner", 3, 900000);
  const KtgSyncProgress *progress = ktg_sync_get_progress (officer->sync);

  officer_hold_originals (officer, TRUE);
  g_assert_true (officer_run (officer, NULL));
  g_assert_cmpuint (progress->n_texts_waiting, ==, 0);
  g_assert_cmpuint (progress->n_files_waiting, ==, 3);
  g_assert_cmpuint (progress->file_bytes_waiting, ==, 2700000);
  g_assert_no_error (progress->error);

  fake_server_lie (officer->server, FAKE_PORTAL, "/", 0, 1);
  g_assert_false (officer_run (officer, NULL));
  g_assert_cmpint (progress->phase, ==, KTG_SYNC_OFFLINE);
  g_assert_error (progress->error, KTG_SYNC_ERROR, KTG_SYNC_ERROR_NOT_KENTONGAN);

  fake_server_lie (officer->server, FAKE_BUSY, "/", 0, 1);
  g_assert_false (officer_run (officer, NULL));
  g_assert_error (progress->error, KTG_SYNC_ERROR, KTG_SYNC_ERROR_BUSY);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/rounds/filed-reports-arrive-in-the-right-order",
                   test_filed_reports_arrive_in_the_right_order);
  g_test_add_func ("/rounds/a-server-started-anew-in-a-round-ends-level-in-it",
                   test_a_server_started_anew_in_a_round_ends_level_in_it);
  g_test_add_func ("/rounds/with-nothing-owed-it-asks-once", test_with_nothing_owed_it_asks_once);
  g_test_add_func ("/rounds/a-server-that-always-has-more-is-asked-once",
                   test_a_server_that_always_has_more_is_asked_once);
  g_test_add_func ("/rounds/a-bad-name-among-packs-keeps-no-receipt",
                   test_a_bad_name_among_packs_keeps_no_receipt);
  g_test_add_func ("/rounds/the-servers-clock-is-learnt-and-signed-with",
                   test_the_servers_clock_is_learnt_and_signed_with);
  g_test_add_func ("/rounds/without-an-account-it-says-so", test_without_an_account_it_says_so);
  for (guint i = 0; i < G_N_ELEMENTS (rungs); i++)
    {
      g_autofree char *path = g_strconcat ("/rounds/nothing-is-lost-by-", rungs[i].name, NULL);

      g_test_add_data_func (path, GINT_TO_POINTER (rungs[i].lie), test_the_ladder);
    }
  g_test_add_func ("/rounds/a-photo-passes-a-proxy-that-loses-cut-requests",
                   test_a_photo_passes_a_proxy_that_loses_cut_requests);
  g_test_add_func ("/rounds/a-photo-passes-a-proxy-that-refuses-large-requests",
                   test_a_photo_passes_a_proxy_that_refuses_large_requests);
  g_test_add_func ("/rounds/a-cut-photo-goes-on-where-it-was",
                   test_a_cut_photo_goes_on_where_it_was);
  g_test_add_func ("/rounds/a-refused-file-is-parked-and-the-others-arrive",
                   test_a_refused_file_is_parked_and_the_others_arrive);
  g_test_add_func ("/rounds/a-refused-text-is-parked-with-its-files-and-the-others-arrive",
                   test_a_refused_text_is_parked_with_its_files_and_the_others_arrive);
  g_test_add_func ("/rounds/what-the-server-forgot-is-sent-again",
                   test_what_the_server_forgot_is_sent_again);
  g_test_add_func ("/rounds/what-is-always-forgotten-is-parked-in-the-end",
                   test_what_is_always_forgotten_is_parked_in_the_end);
  g_test_add_func ("/rounds/a-server-that-is-silent-about-everything-ends",
                   test_a_server_that_is_silent_about_everything_ends);
  g_test_add_func ("/rounds/a-file-damaged-here-is-parked-and-the-others-arrive",
                   test_a_file_damaged_here_is_parked_and_the_others_arrive);
  g_test_add_func ("/rounds/a-revoked-device-asks-its-officer",
                   test_a_revoked_device_asks_its_officer);
  g_test_add_func ("/rounds/held-originals-wait-and-say-so", test_held_originals_wait_and_say_so);
  g_test_add_func ("/rounds/a-disk-that-fails-is-told-at-once",
                   test_a_disk_that_fails_is_told_at_once);
  g_test_add_func ("/rounds/what-people-are-told-follows-what-happens",
                   test_what_people_are_told_follows_what_happens);

  return g_test_run ();
}
