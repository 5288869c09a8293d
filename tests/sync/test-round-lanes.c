/* test-round-lanes.c - a round with several connections, of which one fails, hangs or must wait
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "officer.h"

#include <ktg-sync.h>
#include <string.h>

static gboolean
has_all_but_one (Officer *officer)
{
  return fake_server_get_n_whole_files (officer->server) == 7;
}

static gboolean
has_all_eight (Officer *officer)
{
  return fake_server_get_n_whole_files (officer->server) == 8
         && ktg_sync_get_progress (officer->sync)->phase == KTG_SYNC_IDLE;
}

static void
test_a_file_that_hangs_holds_no_other_up (void)
{
  g_autoptr (Officer) officer = officer_new ();
  g_autofree char *id = officer_file (officer, "a banner", 4, 3000);

  fake_server_lie (officer->server, FAKE_SILENT, "/v1/files", 2, 1);
  ktg_sync_start (officer->sync);
  officer_wait_for (officer, has_all_but_one);
  officer_let_pass (3 * G_TIME_SPAN_SECOND);
  ktg_sync_wake (officer->sync);
  officer_wait_for (officer, has_all_eight);
  ktg_sync_stop (officer->sync);
  officer_assert_level (officer, 1, 8);
  g_assert_null (strchr (officer->phases->str, 'x'));
}

static void
test_a_break_of_one_connection_costs_the_others_no_byte (void)
{
  g_autoptr (Officer) officer = officer_new ();
  g_autofree char *id = officer_file (officer, "a banner", 4, 300000);
  g_autoptr (GError) error = NULL;

  fake_server_set_cut_bytes (officer->server, 100000);
  fake_server_lie (officer->server, FAKE_CUT, "/v1/files", 5, 1);
  officer_run (officer, &error);
  g_assert_no_error (error);
  officer_assert_level (officer, 1, 8);
  g_assert_cmpuint (fake_server_get_n_file_bytes (officer->server), ==, 4 * 300000 + 4 * 700);
}

/* Four previews are there, so the next request is about an original. */
static void
hold_originals_from_the_first_on_cb (gpointer user_data)
{
  Officer *officer = user_data;

  if (fake_server_get_n_whole_files (officer->server) == 4)
    officer_hold_originals (officer, TRUE);
}

/* What is under way stops, too. */
static void
test_once_originals_are_held_none_goes_on (void)
{
  g_autoptr (Officer) officer = officer_new ();
  g_autofree char *id = officer_file (officer, "a banner", 4, 300000);

  fake_server_set_on_request (officer->server, hold_originals_from_the_first_on_cb, officer);
  g_assert_true (officer_run (officer, NULL));
  g_assert_cmpint (ktg_sync_get_progress (officer->sync)->phase, ==, KTG_SYNC_HELD);
  g_assert_cmpuint (fake_server_get_n_whole_files (officer->server), <=, 4 + 2);
}

static void
test_one_photo_makes_one_connection (void)
{
  g_autoptr (Officer) officer = officer_new ();
  g_autofree char *id = officer_file (officer, "a banner", 1, 300000);

  g_assert_true (officer_run (officer, NULL));
  officer_assert_level (officer, 1, 2);
  g_assert_cmpuint (fake_server_get_n_connections (officer->server), ==, 2); /* one to enrol */
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/round-lanes/a-file-that-hangs-holds-no-other-up",
                   test_a_file_that_hangs_holds_no_other_up);
  g_test_add_func ("/round-lanes/a-break-of-one-connection-costs-the-others-no-byte",
                   test_a_break_of_one_connection_costs_the_others_no_byte);
  g_test_add_func ("/round-lanes/once-originals-are-held-no-other-begins",
                   test_once_originals_are_held_none_goes_on);
  g_test_add_func ("/round-lanes/one-photo-makes-one-connection",
                   test_one_photo_makes_one_connection);

  return g_test_run ();
}
