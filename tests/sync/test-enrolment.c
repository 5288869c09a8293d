/* test-enrolment.c - a device is enrolled, or is told why it is not
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "officer.h"

#include <ktg-enrolment-code.h>
#include <ktg-sync.h>

#include <string.h>

#define WHOLE "7K3M-7K3M-7K3M-7K3M-7K3M-7K3M-7K3M-7K3M"

static void
test_an_enrolment_fails_for_the_reason_it_fails_for (void)
{
  static const struct
  {
    FakeLie lie;
    int     code;
  } lies[] = {
    { FAKE_CODE_WRONG, KTG_SYNC_ERROR_CODE_WRONG },
    { FAKE_CODE_USED, KTG_SYNC_ERROR_CODE_USED },
    { FAKE_CODE_EXPIRED, KTG_SYNC_ERROR_CODE_EXPIRED },
    { FAKE_CODE_CANCELLED, KTG_SYNC_ERROR_CODE_CANCELLED },
    { FAKE_REVOKED, KTG_SYNC_ERROR_KEY_REVOKED },
    { FAKE_NOT_READ, KTG_SYNC_ERROR_NOT_UNDERSTOOD },
    { FAKE_PORTAL, KTG_SYNC_ERROR_NOT_KENTONGAN },
    { FAKE_REDIRECT, KTG_SYNC_ERROR_NOT_KENTONGAN },
    { FAKE_OTHER_KEY, KTG_SYNC_ERROR_WRONG_SERVER },
    { FAKE_NO_PROOF, KTG_SYNC_ERROR_NOT_KENTONGAN },
    { FAKE_REPLAYED, KTG_SYNC_ERROR_WRONG_SERVER },
    { FAKE_SWALLOW, KTG_SYNC_ERROR_NO_LINK },
    { FAKE_FORBIDDEN_PAGE, KTG_SYNC_ERROR_NOT_KENTONGAN },
    { FAKE_BAD_GATEWAY, KTG_SYNC_ERROR_NO_LINK },
    { FAKE_BUSY, KTG_SYNC_ERROR_BUSY },
    { FAKE_ROOTLESS, KTG_SYNC_ERROR_WRONG_SERVER },
    { FAKE_UNSIGNED_ROLE, KTG_SYNC_ERROR_WRONG_SERVER },
    { FAKE_FORGED_ROLE, KTG_SYNC_ERROR_WRONG_SERVER },
    { FAKE_OTHER_ROLE, KTG_SYNC_ERROR_WRONG_SERVER },
    { FAKE_OF_RELAY, KTG_SYNC_ERROR_CODE_OF_OTHER_KIND },
    { FAKE_CODE_OF_OTHER_KIND, KTG_SYNC_ERROR_CODE_OF_OTHER_KIND },
  };
  g_autoptr (Officer) officer = officer_new_unenrolled ();
  g_autofree char *code = fake_server_new_code (officer->server);

  for (guint i = 0; i < G_N_ELEMENTS (lies); i++)
    {
      g_autoptr (GError) error = NULL;

      fake_server_lie (officer->server, lies[i].lie, "/v1/enrol", 0, 2);
      g_assert_false (officer_enrol (officer, fake_server_get_url (officer->server), code, &error));
      g_assert_error (error, KTG_SYNC_ERROR, lies[i].code);
      g_assert_null (ktg_store_get_account (officer->device->store));
    }
}

static guint64
load_n_spent (Officer *officer, gint64 day)
{
  KtgSpent nothing = { .day = day };
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree KtgSpent *spent = NULL;

  ktg_store_note_spent_async (officer->device->store,
                              &nothing,
                              ktg_store_device_answered_cb,
                              &result);
  spent = ktg_store_note_spent_finish (officer->device->store,
                                       ktg_store_device_wait_for (&result),
                                       NULL);
  return ktg_spent_get_total (spent);
}

static gint64
find_today (void)
{
  KtgMoment now = officer_world.now ();

  return ktg_sending_find_day (&now, 0);
}

/* A code that is refused costs data, too, as one that is taken does. */
static void
test_what_enrolling_costs_counts_into_the_day (void)
{
  g_autoptr (Officer) officer = officer_new_unenrolled ();
  g_autofree char *code = fake_server_new_code (officer->server);
  const char      *url = fake_server_get_url (officer->server);
  g_autoptr (GError) error = NULL;
  guint64 n_refused, n_enrolled;

  fake_server_lie (officer->server, FAKE_CODE_WRONG, "/v1/enrol", 0, 1);
  g_assert_false (officer_enrol (officer, url, code, NULL));
  n_refused = load_n_spent (officer, find_today ());
  g_assert_cmpuint (n_refused, >, 500);
  officer_enrol (officer, url, code, &error);
  g_assert_no_error (error);
  n_enrolled = load_n_spent (officer, find_today ());
  g_assert_cmpuint (n_enrolled, >, n_refused + 500);
}

/* Who counts already hears of it. */
static void
test_what_enrolling_once_more_costs_is_not_passed_over (void)
{
  g_autoptr (Officer) officer = officer_new ();
  g_autofree char *code = fake_server_new_code (officer->server);
  const KtgSpent  *spent = &ktg_sync_get_progress (officer->sync)->spent;
  g_autoptr (GError) error = NULL;

  g_assert_true (officer_run (officer, NULL));
  officer_enrol (officer, fake_server_get_url (officer->server), code, &error);
  g_assert_no_error (error);
  g_assert_true (officer_run (officer, NULL));
  g_assert_cmpuint (ktg_spent_get_total (spent), ==, load_n_spent (officer, spent->day));
}

static void
test_an_enrolment_survives_a_wrong_clock (void)
{
  g_autoptr (Officer) officer = officer_new_unenrolled ();
  g_autofree char *code = fake_server_new_code (officer->server);
  g_autoptr (GError) error = NULL;

  fake_server_lie (officer->server, FAKE_CLOCK, "/v1/enrol", 0, 1);
  officer_enrol (officer, fake_server_get_url (officer->server), code, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (ktg_store_get_account (officer->device->store)->officer, ==, "Siti");
}

/* Whoever answers at the address hears who asks, and no more than that. */
static void
test_another_server_hears_nothing_of_the_code (void)
{
  static const struct
  {
    FakeLie lie;
    int     code;
  } lies[] = {
    { FAKE_PORTAL, KTG_SYNC_ERROR_NOT_KENTONGAN },
    { FAKE_REDIRECT, KTG_SYNC_ERROR_NOT_KENTONGAN },
    { FAKE_OTHER_KEY, KTG_SYNC_ERROR_CODE_ELSEWHERE },
    { FAKE_NO_PROOF, KTG_SYNC_ERROR_WRONG_SERVER },
    { FAKE_REPLAYED, KTG_SYNC_ERROR_WRONG_SERVER },
    { FAKE_NONSENSE, KTG_SYNC_ERROR_NOT_KENTONGAN },
    { FAKE_CODE_USED, KTG_SYNC_ERROR_NOT_KENTONGAN },
    { FAKE_GONE, KTG_SYNC_ERROR_NOT_KENTONGAN },
    { FAKE_SWALLOW, KTG_SYNC_ERROR_NO_LINK },
  };

  for (guint i = 0; i < G_N_ELEMENTS (lies); i++)
    {
      g_autoptr (Officer) officer = officer_new_unenrolled ();
      g_autofree char *code = fake_server_new_code (officer->server);
      g_autofree char *log = NULL;
      g_autoptr (GError) error = NULL;

      fake_server_lie (officer->server, lies[i].lie, "/v1/node", 0, 2);
      g_assert_false (officer_enrol (officer, fake_server_get_url (officer->server), code, &error));
      g_assert_error (error, KTG_SYNC_ERROR, lies[i].code);
      g_assert_null (ktg_store_get_account (officer->device->store));
      log = fake_server_dup_log (officer->server);
      g_assert_null (strstr (log, "/v1/enrol"));
    }
}

static void
test_a_code_of_another_server_is_not_told (void)
{
  g_autoptr (Officer) officer = officer_new_unenrolled ();
  g_autoptr (KtgSigningKey) other = ktg_signing_key_new ();
  const char      *key = ktg_signing_key_get_public (other);
  g_autofree char *code = ktg_enrolment_code_new (key, key);
  g_autofree char *whole = ktg_enrolment_code_dup_whole (code, key, key);
  const char      *typed[] = { code, whole };
  g_autofree char *log = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (
          officer_enrol (officer, fake_server_get_url (officer->server), typed[i], &error));
      g_assert_error (error, KTG_SYNC_ERROR, KTG_SYNC_ERROR_CODE_ELSEWHERE);
    }
  log = fake_server_dup_log (officer->server);
  g_assert_cmpstr (log, ==, "GET /v1/node 200\nGET /v1/node 200\n");
}

static char *
decorate (const char *code, const char *around, const char *hyphen)
{
  g_autoptr (GString) text = g_string_new (code);

  g_string_replace (text, "-", hyphen, 0);
  g_string_prepend (text, around);
  g_string_append (text, around);
  return g_strdup (text->str);
}

static void
test_a_code_may_be_decorated (void)
{
  static const char *const ways[][2]
      = { { "*", "-" },           { "**", "\u2013" }, { "\u200b", "\u200b\u2014" },
          { "\u00a0", "\u2011" }, { "“", " " },       { "\ufeff", "" } };

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autoptr (Officer) officer = officer_new_unenrolled ();
      g_autofree char *code = fake_server_new_code (officer->server);
      g_autofree char *typed = decorate (code, ways[i][0], ways[i][1]);
      g_autoptr (GError) error = NULL;

      officer_enrol (officer, fake_server_get_url (officer->server), typed, &error);
      g_assert_no_error (error);
    }
}

static void
test_what_cannot_be_right_is_not_sent (void)
{
  static const struct
  {
    const char *url;
    const char *code;
    int         error;
  } inputs[] = {
    { "http://server.example", WHOLE, KTG_SYNC_ERROR_PLAIN_HTTP },
    { "gopher://server.example", WHOLE, KTG_SYNC_ERROR_BAD_URL },
    { NULL, "7K3M", KTG_SYNC_ERROR_CODE_UNREADABLE },
    { NULL, "7K3M-7K3M-7K3M-7K3M-7K3M-7K3M", KTG_SYNC_ERROR_CODE_OF_BEFORE },
    { NULL, WHOLE "-7", KTG_SYNC_ERROR_CODE_UNREADABLE },
    { NULL, "KENTONGAN:1:" WHOLE ":a:b", KTG_SYNC_ERROR_CODE_UNREADABLE },
  };
  g_autoptr (Officer) officer = officer_new_unenrolled ();

  for (guint i = 0; i < G_N_ELEMENTS (inputs); i++)
    {
      const char *url
          = inputs[i].url != NULL ? inputs[i].url : fake_server_get_url (officer->server);
      g_autoptr (GError) error = NULL;

      g_assert_false (officer_enrol (officer, url, inputs[i].code, &error));
      g_assert_error (error, KTG_SYNC_ERROR, inputs[i].error);
    }
  g_assert_cmpuint (fake_server_get_n_requests (officer->server), ==, 0);
}

/* It asks whether it is confirmed, and nothing else; once it is it goes on by itself. */
static void
test_who_waits_exchanges_nothing (void)
{
  g_autoptr (Officer) officer = officer_new_unenrolled ();
  g_autofree char *code = fake_server_new_code (officer->server);
  g_autofree char *id = officer_file (officer, "a banner", 1, 3000);
  g_autofree char *log = NULL;
  g_autoptr (GError) error = NULL;
  const KtgAccount *account;

  fake_server_hold_back (officer->server, TRUE);
  g_assert_true (officer_enrol (officer, fake_server_get_url (officer->server), code, NULL));
  g_assert_true (ktg_store_get_account (officer->device->store)->is_pending);
  for (guint i = 0; i < 2; i++)
    {
      g_assert_false (officer_run (officer, &error));
      g_assert_error (error, KTG_SYNC_ERROR, KTG_SYNC_ERROR_PENDING);
      g_assert_cmpint (ktg_sync_get_progress (officer->sync)->phase, ==, KTG_SYNC_ACCOUNT);
      g_clear_error (&error);
    }
  log = fake_server_dup_log (officer->server);
  g_assert_cmpstr (log,
                   ==,
                   "GET /v1/node 200\nPOST /v1/enrol 200\n"
                   "POST /v1/enrol 200\nPOST /v1/enrol 200\n");

  fake_server_hold_back (officer->server, FALSE);
  g_assert_true (officer_run (officer, &error));
  g_assert_no_error (error);
  officer_assert_level (officer, 1, 2);
  account = ktg_store_get_account (officer->device->store);
  g_assert_false (account->is_pending);
  g_assert_cmpstr (account->url, ==, fake_server_get_url (officer->server));
}

/* Neither when it is told that it waits, nor when it is told that it waits no more. */
static void
test_who_waits_believes_the_roots_people_alone (void)
{
  static const FakeLie lies[] = { FAKE_ROOTLESS, FAKE_UNSIGNED_ROLE, FAKE_FORGED_ROLE };
  g_autoptr (Officer) officer = officer_new_unenrolled ();
  g_autofree char *code = fake_server_new_code (officer->server);
  const char      *url = fake_server_get_url (officer->server);
  g_autoptr (GError) error = NULL;

  fake_server_hold_back (officer->server, TRUE);
  fake_server_lie (officer->server, FAKE_ROOTLESS, "/v1/enrol", 0, 1);
  g_assert_false (officer_enrol (officer, url, code, &error));
  g_assert_error (error, KTG_SYNC_ERROR, KTG_SYNC_ERROR_WRONG_SERVER);
  g_assert_null (ktg_store_get_account (officer->device->store));

  g_assert_true (officer_enrol (officer, url, code, NULL));
  fake_server_hold_back (officer->server, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (lies); i++)
    {
      g_clear_error (&error);
      fake_server_lie (officer->server, lies[i], "/v1/enrol", 0, 1);
      g_assert_false (officer_run (officer, &error));
      g_assert_error (error, KTG_SYNC_ERROR, KTG_SYNC_ERROR_WRONG_SERVER);
      g_assert_true (ktg_store_get_account (officer->device->store)->is_pending);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/enrolment/it-fails-for-the-reason-it-fails-for",
                   test_an_enrolment_fails_for_the_reason_it_fails_for);
  g_test_add_func ("/enrolment/what-it-costs-counts-into-the-day",
                   test_what_enrolling_costs_counts_into_the_day);
  g_test_add_func ("/enrolment/what-it-costs-once-more-is-not-passed-over",
                   test_what_enrolling_once_more_costs_is_not_passed_over);
  g_test_add_func ("/enrolment/it-survives-a-wrong-clock",
                   test_an_enrolment_survives_a_wrong_clock);
  g_test_add_func ("/enrolment/another-server-hears-nothing-of-the-code",
                   test_another_server_hears_nothing_of_the_code);
  g_test_add_func ("/enrolment/a-code-of-another-server-is-not-told",
                   test_a_code_of_another_server_is_not_told);
  g_test_add_func ("/enrolment/a-code-may-be-decorated", test_a_code_may_be_decorated);
  g_test_add_func ("/enrolment/what-cannot-be-right-is-not-sent",
                   test_what_cannot_be_right_is_not_sent);
  g_test_add_func ("/enrolment/who-waits-exchanges-nothing", test_who_waits_exchanges_nothing);
  g_test_add_func ("/enrolment/who-waits-believes-the-roots-people-alone",
                   test_who_waits_believes_the_roots_people_alone);

  return g_test_run ();
}
