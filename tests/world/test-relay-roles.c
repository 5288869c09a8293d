/* test-relay-roles.c - whom a relay lets in, and how far it and its officers know who is who
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-relay-scene.h"
#include "ktg-writer-private.h"

#include <ktg-bookmark-json.h>
#include <ktg-enrol-json.h>
#include <ktg-office-json.h>
#include <ktg-problem-json.h>
#include <ktg-seal-error.h>
#include <ktg-test-link.h>

/* --- whom it lets in --- */

static int
ask_for_code (KtgRelayScene *scene, const char *role, const char *region)
{
  return ktg_test_server_run (scene->relay,
                              NULL,
                              "code",
                              "--name",
                              "Siti",
                              "--role",
                              role,
                              "--region",
                              region,
                              NULL);
}

static void
assert_wish (KtgTestDevice *device, const char *role, const char *region, guint status)
{
  KtgAdmitRequest wish = { (char *)"Siti", (char *)role, (char *)region };
  g_autoptr (GBytes) body = ktg_admit_request_write (&wish);
  KtgTestRequest request = { .body = body };
  g_autoptr (KtgTestReply) reply = ktg_test_device_ask (device, "POST", "/v1/admit", &request);

  g_assert_cmpuint (reply->status, ==, status);
}

/* A code of which nobody would believe what it makes is not made, whoever asks for it; nor is a
 * revocation. */
static void
test_codes (KtgRelayScene *scene, gconstpointer data)
{
  g_autoptr (KtgTestDevice) office
      = ktg_test_server_new_stranger (scene->relay, scene->office->key);
  g_autoptr (KtgAccount) account = NULL;
  g_autoptr (KtgTestReply) above = ktg_test_device_enrol (scene->office, NULL);
  g_autoptr (KtgTestReply) here = NULL;

  g_assert_cmpint (ask_for_code (scene, "officer", "34.71"), ==, 0);
  g_assert_cmpint (ask_for_code (scene, "officer", "33.74"), ==, 1);
  g_assert_cmpint (ask_for_code (scene, "office", "34.71"), ==, 1);
  g_assert_cmpint (ask_for_code (scene, "node", "34.71"), ==, 1);
  g_assert_cmpint (ask_for_code (scene, "centre", ""), ==, 1);

  account = ktg_account_json_parse (above->content, NULL);
  here = ktg_test_device_introduce (office,
                                    (KtgEnvelope *const *)account->chain->pdata,
                                    account->chain->len);
  g_assert_cmpuint (here->status, ==, 200);
  assert_wish (office, "officer", "34.71.04", 200);
  assert_wish (office, "office", "34.71.04", 403);

  g_assert_cmpint (ktg_test_server_hear (scene->relay,
                                         "revoke",
                                         ktg_test_device_get_key (office),
                                         "let in by another server"),
                   ==,
                   1);
  assert_wish (office, "officer", "34.71.04", 200);
  g_assert_cmpint (ktg_test_server_hear (scene->relay,
                                         "revoke",
                                         ktg_store_get_device (scene->officer->store),
                                         "revoked:"),
                   ==,
                   0);
  ktg_test_server_assert_sound (scene->relay);
}

static KtgOwed *
load_owed (KtgRelayScene *scene)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  KtgParty *party = KTG_PARTY (scene->party);
  KtgOwed  *owed;

  ktg_party_load_owed_async (party, NULL, ktg_store_device_answered_cb, &result);
  owed = ktg_party_load_owed_finish (party, ktg_store_device_wait_for (&result), &error);
  g_assert_no_error (error);
  return owed;
}

/* It would be brought for ever. */
static void
test_refused_link (KtgRelayScene *scene, gconstpointer data)
{
  g_autoptr (KtgTestDevice) dewi = NULL;
  g_autoptr (KtgOwed) before = NULL;
  g_autoptr (KtgOwed) after = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  KtgParty   *party = KTG_PARTY (scene->party);
  KtgNews    *news = ktg_news_new ();
  const char *link;

  ktg_world_sync_run (scene->up);
  dewi = ktg_test_server_new_device (scene->relay, KTG_ROLE_OFFICER, KTG_RELAY_SCENE_OFFICER);
  before = load_owed (scene);
  g_assert_cmpuint (before->events->len, ==, 1);
  link = ((KtgOwedEvent *)g_ptr_array_index (before->events, 0))->event_id;

  news->life = g_strdup (before->life);
  g_ptr_array_add (news->carried, g_strdup (link));
  g_ptr_array_add (news->refused, ktg_refusal_new (link, KTG_PROBLEM_PREFIX "fork", NULL));
  ktg_party_apply_news_async (party, news, ktg_store_device_answered_cb, &result);
  ktg_party_apply_news_finish (party, ktg_store_device_wait_for (&result), &error);
  g_assert_no_error (error);
  after = load_owed (scene);
  g_assert_cmpuint (after->events->len, ==, 0);
}

/* Made before the relay heard that it was revoked. */
static void
test_revoked_relay (KtgRelayScene *scene, gconstpointer data)
{
  g_autofree char *code
      = ktg_test_server_make_code (scene->relay, KTG_ROLE_OFFICER, KTG_RELAY_SCENE_OFFICER);
  g_autofree char *codes = NULL;
  g_autoptr (KtgTestDevice) late = ktg_test_device_new (scene->relay->port);
  g_autoptr (KtgTestReply) reply = NULL;
  g_autoptr (KtgOwed) settled = NULL;
  g_autofree char *problem = NULL;

  ktg_archive_party_note_refused (scene->party);
  settled = load_owed (scene); /* behind it, on one thread */
  reply = ktg_test_device_enrol (late, code);
  g_assert_cmpuint (reply->status, ==, 403);
  problem = ktg_test_reply_dup_problem (reply);
  g_assert_cmpstr (problem, ==, "admits-nobody");
  g_assert_cmpint (ktg_test_server_run (scene->relay, &codes, "codes", "--json", NULL), ==, 0);
  g_assert_nonnull (strstr (codes, "outstanding"));
}

/* --- until when --- */

#define DAY_MS (24 * 60 * 60 * G_GINT64_CONSTANT (1000))

/* The relay heard the centre's clock @days_ago, which was @offset_days before its own. */
typedef struct
{
  int      days_ago;
  int      offset_days;
  gboolean is_over; /* what ended a hundred days ago by this machine's clock */
} ClockCase;

static gboolean
set_clock (KtgCatalog *catalog, gpointer data, GError **error)
{
  const ClockCase *known = data;
  g_autofree char *sql = g_strdup_printf ("UPDATE setting SET value = %" G_GINT64_FORMAT
                                          " WHERE name = 'upstream_exchanged_at';"
                                          "UPDATE setting SET value = %" G_GINT64_FORMAT
                                          " WHERE name = 'upstream_offset_ms'",
                                          g_get_real_time () / 1000 - known->days_ago * DAY_MS,
                                          known->offset_days * DAY_MS);

  return ktg_db_execute (catalog->db, sql, error);
}

static void
know_clock (KtgRelayScene *scene, const ClockCase *known)
{
  g_autoptr (GError) error = NULL;

  ktg_writer_run (ktg_archive_get_writer (scene->relay->archive),
                  set_clock,
                  (gpointer)known,
                  &error);
  g_assert_no_error (error);
  ktg_relay_scene_restart_relay (scene);
}

static void
assert_over (KtgTestReply *reply, gboolean is_over)
{
  g_autofree char *problem = is_over ? ktg_test_reply_dup_problem (reply) : NULL;

  g_assert_cmpuint (reply->status, ==, is_over ? 403 : 200);
  g_assert_cmpstr (problem, ==, is_over ? "expired" : NULL);
}

static void
assert_let_in (KtgTestDevice *device, KtgEnvelope *const *links, gboolean is_over)
{
  g_autoptr (KtgTestReply) shown = ktg_test_device_introduce (device, links, 2);
  g_autoptr (KtgTestReply) asked = ktg_test_device_exchange_raw (device, NULL, NULL);

  assert_over (shown, is_over);
  assert_over (asked, is_over);
}

/* By the centre's clock, where the relay heard it within seven days; else it shuts out nobody. */
static void
test_until (KtgRelayScene *scene, gconstpointer data)
{
  static const ClockCase cases[] = {
    { 500, 0, FALSE },  { -500, 0, FALSE }, { 8, 0, FALSE },    { 6, 0, TRUE },
    { 6, -500, FALSE }, { 6, -99, TRUE },   { 6, -101, FALSE }, { 8, 0, FALSE },
  };
  g_autoptr (KtgSigningKey) root = ktg_test_server_load_root (scene->centre);
  g_autoptr (KtgSigningKey) another = ktg_signing_key_new ();
  g_autoptr (KtgTestDevice) eko = ktg_test_server_new_stranger (scene->relay, NULL);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) end = g_date_time_add_days (now, -100);
  g_autofree char *until = g_date_time_format_iso8601 (end);
  g_autoptr (KtgEnvelope) of_another
      = ktg_test_link_admit_node (root, 2, another, "centre", "centre");
  g_autoptr (KtgEnvelope) of_eko = ktg_test_link_admit_until (another,
                                                              1,
                                                              ktg_test_device_get_key (eko),
                                                              "Eko",
                                                              "officer",
                                                              KTG_RELAY_SCENE_OFFICER,
                                                              until);
  KtgEnvelope *const links[] = { of_another, of_eko };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("heard %d days ago, %d days", cases[i].days_ago, cases[i].offset_days);
      know_clock (scene, &cases[i]);
      assert_let_in (eko, links, cases[i].is_over);
    }

  ktg_world_sync_run (scene->up);
  assert_let_in (eko, links, TRUE);
}

/* --- how far the centre's book goes --- */

static guint64
get_book_of_centre (KtgRelayScene *scene)
{
  g_autoptr (KtgExchangeAnswer) answer = ktg_test_device_exchange (scene->office, NULL, NULL);
  g_autoptr (KtgBookmark) head = ktg_bookmark_json_parse (answer->book->bytes, NULL);

  return head->seq;
}

/* An officer of a relay knows of when his knowledge of roles is: a relay that keeps a revocation
 * back has no newer word to show. */
static void
test_book (KtgRelayScene *scene, gconstpointer data)
{
  const KtgServerNotes *notes;
  gint64                known_at_us;
  guint64               known;

  ktg_world_sync_run (scene->up);
  ktg_world_sync_run (scene->sync);
  known = ktg_relay_scene_get_known_book (scene);
  g_assert_cmpuint (known, ==, get_book_of_centre (scene));

  ktg_relay_scene_grow_book (scene);
  ktg_world_sync_run (scene->sync);
  g_assert_cmpuint (ktg_relay_scene_get_known_book (scene), ==, known);

  ktg_world_sync_run (scene->up);
  ktg_world_sync_run (scene->sync);
  known = ktg_relay_scene_get_known_book (scene);
  g_assert_cmpuint (known, ==, get_book_of_centre (scene));
  notes = ktg_store_get_server_notes (scene->officer->store);
  known_at_us = notes->roles_at_us;
  g_assert_cmpint (known_at_us, >, 0);

  ktg_relay_scene_end_up (scene);
  ktg_relay_scene_grow_book (scene);
  ktg_world_sync_run (scene->sync);
  ktg_relay_scene_begin_up (scene);
  notes = ktg_store_get_server_notes (scene->officer->store);
  g_assert_cmpint (notes->roles_at_us, ==, known_at_us);
  g_assert_cmpuint (known, <, get_book_of_centre (scene));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (ktg_seal_init ());

#define ADD(name, function) KTG_RELAY_SCENE_ADD ("/relay-roles/" name, function)
  ADD ("codes-and-revocations-are-for-its-officers-alone", test_codes);
  ADD ("who-is-who-that-was-refused-is-not-brought-again", test_refused_link);
  ADD ("a-code-of-a-relay-that-was-revoked-lets-in-nobody", test_revoked_relay);
  ADD ("a-time-is-over-by-the-centres-clock", test_until);
  ADD ("the-centres-book-is-known-behind-it", test_book);

  return g_test_run ();
}
