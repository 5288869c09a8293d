/* test-relay.c - an officer, a relay and the centre: what is filed arrives, and its receipts come
 * home
 *
 * All of it real: stores, syncs, two servers on loopback. The officer never reaches the centre, and
 * the relay only now and then.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-world-relay.h"
#include "ktg-world-sync.h"

#include <ktg-archive-party.h>
#include <ktg-backup.h>
#include <ktg-bookmark-json.h>
#include <ktg-enrol-json.h>
#include <ktg-life-table.h>
#include <ktg-office-json.h>
#include <ktg-problem-json.h>
#include <ktg-query.h>
#include <ktg-receipt-json.h>
#include <ktg-seal-error.h>
#include <ktg-service.h>
#include <ktg-snapshot.h>
#include <ktg-writer-private.h>

#include <stdlib.h>
#include <string.h>

#define REGION "34.71"
#define OFFICER "34.71.06"
#define PHOTO "a photo that is long enough to be one"

typedef struct
{
  KtgTestServer   *centre;
  KtgTestServer   *relay;
  KtgArchiveParty *party; /* the relay's archive, towards the centre */
  KtgSync         *up;
  KtgStoreDevice  *officer; /* of the relay */
  KtgSync         *sync;
  KtgTestDevice   *office; /* of the centre */
  char            *report_id;
} World;

/* --- the beginning --- */

static void
begin_up (World *world)
{
  world->up = ktg_world_relay_begin_up (world->relay->archive, &world->party);
}

static void
end_up (World *world)
{
  ktg_world_relay_end_up (world->up, world->party);
}

static void
make_officer (World *world)
{
  world->officer = ktg_store_device_new ();
  ktg_store_device_reopen (world->officer);
  world->sync = ktg_world_sync_enrol (world->officer, world->relay, KTG_ROLE_OFFICER, OFFICER);
}

static void
file_report (World *world)
{
  world->report_id = ktg_store_device_file_photo (world->officer, PHOTO, "and its preview");
}

static void
file_words (World *world)
{
  const char *evidence[] = { NULL };
  g_autoptr (KtgReport) report = ktg_store_device_new_report ("What happened.", evidence);
  g_autoptr (GError) error = NULL;

  g_free (world->report_id);
  world->report_id = ktg_store_device_file (world->officer, NULL, report, &error);
  g_assert_no_error (error);
}

static void
hold_files (World *world, gboolean are_held)
{
  KtgSendingRules rules = ktg_sending_rules_get_usual ();
  g_autoptr (GError) error = NULL;

  rules.is_paused = are_held;
  ktg_store_device_set_rules (world->officer, &rules, &error);
  g_assert_no_error (error);
}

static void
set_up (World *world, gconstpointer data)
{
  world->centre = ktg_test_server_new ();
  ktg_test_server_start (world->centre);
  world->office = ktg_test_server_new_device (world->centre, KTG_ROLE_OFFICE, REGION);
  world->relay = ktg_world_relay_new (world->centre);
  begin_up (world);
  make_officer (world);
}

static void
tear_down (World *world, gconstpointer data)
{
  end_up (world);
  ktg_world_sync_free (world->sync);
  ktg_store_device_free (world->officer);
  ktg_test_device_free (world->office);
  ktg_test_server_free (world->relay);
  ktg_test_server_free (world->centre);
  g_free (world->report_id);
}

/* --- what is where --- */

static void
assert_held (World *world, KtgState state, const char *holder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgReportHeld) held = ktg_store_device_load (world->officer, world->report_id, &error);

  g_assert_no_error (error);
  g_assert_cmpint (ktg_summary_get (held->summary)->state, ==, state);
  g_assert_cmpstr (held->holder, ==, holder);
}

static void
assert_listed (KtgTestServer *server, const char *id, const char *state)
{
  g_autofree char *member = g_strdup_printf ("\"state\": \"%s\"", state);
  g_autofree char *out = NULL;

  g_assert_cmpint (ktg_test_server_run (server, &out, "list", "--json", NULL), ==, 0);
  if ((strstr (out, id) != NULL) != (state != NULL)
      || (state != NULL && strstr (out, member) == NULL))
    g_error ("not “%s”: %s", state, out);
}

static void
assert_all_sound (World *world)
{
  ktg_test_server_assert_sound (world->centre);
  ktg_test_server_assert_sound (world->relay);
  ktg_store_device_assert_sound (world->officer);
}

/* --- the tests --- */

static void
test_home (World *world, gconstpointer data)
{
  file_report (world);
  assert_held (world, KTG_STATE_QUEUED, NULL);
  ktg_world_sync_run (world->sync);
  assert_held (world, KTG_STATE_COMPLETE, "relay");
  assert_listed (world->centre, world->report_id, NULL);

  ktg_world_sync_run (world->up);
  assert_listed (world->centre, world->report_id, "complete");
  assert_held (world, KTG_STATE_COMPLETE, "relay");

  ktg_world_sync_run (world->sync);
  assert_held (world, KTG_STATE_COMPLETE, "centre");
  assert_all_sound (world);
}

/* What is level says nothing more, whoever began anew. */
static void
test_again (World *world, gconstpointer data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  file_report (world);
  ktg_world_sync_run (world->sync);
  ktg_world_sync_run (world->up);
  ktg_test_server_run (world->centre, &before, "list", "--json", NULL);
  end_up (world);
  ktg_test_server_restart (world->relay);
  ktg_test_server_restart (world->centre);
  begin_up (world);
  ktg_world_sync_run (world->up);
  ktg_world_sync_run (world->sync);
  ktg_world_sync_run (world->up);
  ktg_test_server_run (world->centre, &after, "list", "--json", NULL);
  g_assert_cmpstr (before, ==, after);
  assert_held (world, KTG_STATE_COMPLETE, "centre");
  assert_all_sound (world);
}

/* The text is at the centre before the photo is at the relay. */
static void
test_text_first (World *world, gconstpointer data)
{
  hold_files (world, TRUE);
  file_report (world);
  ktg_world_sync_run (world->sync);
  ktg_world_sync_run (world->up);
  ktg_world_sync_run (world->sync);
  assert_listed (world->centre, world->report_id, "delivered");
  assert_held (world, KTG_STATE_DELIVERED, "centre");

  hold_files (world, FALSE);
  ktg_world_sync_run (world->sync);
  assert_held (world, KTG_STATE_COMPLETE, "relay");
  ktg_world_sync_run (world->up);
  assert_listed (world->centre, world->report_id, "complete");
  ktg_world_sync_run (world->sync);
  assert_held (world, KTG_STATE_COMPLETE, "centre");
  assert_all_sound (world);
}

/* A courier brings the centre what the officer has not brought to the relay yet: his words, and
 * what says who he is. */
static void
bring_words (World *world)
{
  g_autoptr (KtgExchangeRequest) message = ktg_exchange_request_new ();
  g_autoptr (KtgExchangeAnswer) answer = NULL;
  g_autoptr (KtgOwed) owed = ktg_store_device_load_owed (world->officer);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (GError) error = NULL;
  const char *filing = ((KtgOwedEvent *)g_ptr_array_index (owed->events, 0))->event_id;
  GPtrArray  *chain = ktg_store_get_account (world->officer->store)->chain;

  for (guint i = 0; i < chain->len; i++)
    g_ptr_array_add (message->carry, ktg_envelope_ref (g_ptr_array_index (chain, i)));
  g_ptr_array_add (ids, (char *)filing);
  events = ktg_store_device_load_events (world->officer, ids, &error);
  g_assert_no_error (error);
  g_ptr_array_add (message->carry, ktg_envelope_ref (g_ptr_array_index (events, 0)));
  g_ptr_array_add (message->texts, g_strdup (filing));
  answer = ktg_test_device_say (world->office, message);
  g_assert_cmpuint (answer->refused->len, ==, 0);
}

/* What came down before its author brought it to the relay goes up with its photo all the same. */
static void
test_known_above (World *world, gconstpointer data)
{
  file_report (world);
  bring_words (world);
  assert_listed (world->centre, world->report_id, "delivered");
  ktg_world_sync_run (world->up);
  assert_listed (world->relay, world->report_id, "delivered");

  ktg_world_sync_run (world->sync);
  ktg_world_sync_run (world->up);
  assert_listed (world->centre, world->report_id, "complete");
  ktg_world_sync_run (world->sync);
  assert_held (world, KTG_STATE_COMPLETE, "centre");
  assert_all_sound (world);
}

/* So do words alone. */
static void
test_words_known_above (World *world, gconstpointer data)
{
  file_words (world);
  bring_words (world);
  ktg_world_sync_run (world->up);
  ktg_world_sync_run (world->sync);
  assert_held (world, KTG_STATE_COMPLETE, "relay");
  ktg_world_sync_run (world->up);
  ktg_world_sync_run (world->sync);
  assert_held (world, KTG_STATE_COMPLETE, "centre");
  assert_all_sound (world);
}

/* One who knows a photo's hash alone hears of his text, and of no photo that another brings. */
static void
test_only_a_hash (World *world, gconstpointer data)
{
  g_autoptr (KtgTestDevice) thief
      = ktg_test_server_new_device (world->relay, KTG_ROLE_OFFICER, OFFICER);
  g_autoptr (GBytes) photo = g_bytes_new_static (PHOTO, strlen (PHOTO));
  g_autoptr (KtgEnvelope) claimed = ktg_test_device_file_photo (thief, photo);
  g_autoptr (KtgExchangeAnswer) taken = ktg_test_device_send (thief, claimed);
  g_autoptr (KtgExchangeRequest) question = ktg_exchange_request_new ();
  g_autoptr (KtgExchangeAnswer) answer = NULL;

  file_report (world);
  ktg_world_sync_run (world->sync);
  ktg_world_sync_run (world->up);
  ktg_world_sync_run (world->sync);
  assert_held (world, KTG_STATE_COMPLETE, "centre");

  answer = ktg_test_device_say (thief, question);
  g_assert_cmpuint (answer->mail->len, ==, 1);
  for (guint i = 0; i < answer->mail->len; i++)
    {
      const KtgEnvelope *letter = g_ptr_array_index (answer->mail, i);
      g_autoptr (KtgReceipt) receipt = ktg_receipt_json_parse (letter->bytes, NULL);

      g_assert_cmpuint (receipt->events->len, ==, 1);
      g_assert_cmpuint (receipt->files->len, ==, 0);
    }
}

/* Nobody has to ask the party again and again. */
static void
more_cb (GListModel *summaries, guint position, guint removed, guint added, gpointer user_data)
{
  (*(guint *)user_data)++;
}

static gboolean
do_nothing (KtgCatalog *catalog, gpointer data, GError **error)
{
  return TRUE;
}

static void
test_hears (World *world, gconstpointer data)
{
  GListModel *summaries = ktg_party_get_summaries (KTG_PARTY (world->party));
  guint       n_heard = 0;
  gulong      handler;

  while (g_main_context_iteration (NULL, FALSE))
    continue;
  handler = g_signal_connect (summaries, "items-changed", G_CALLBACK (more_cb), &n_heard);
  file_report (world);
  ktg_world_sync_run (world->sync);
  ktg_writer_run (ktg_archive_get_writer (world->relay->archive), do_nothing, NULL, NULL);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_cmpuint (n_heard, >, 0);
  g_signal_handler_disconnect (summaries, handler);
}

/* --- who lies to a relay --- */

static void
assert_untrusted (World *world, KtgNews *news)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  KtgParty *party = KTG_PARTY (world->party);

  ktg_party_apply_news_async (party, news, ktg_store_device_answered_cb, &result);
  g_assert_false (ktg_party_apply_news_finish (party, ktg_store_device_wait_for (&result), &error));
  g_assert_cmpint (ktg_party_judge_error (party, error), ==, KTG_PARTY_UNTRUSTED);
}

/* For what the officer brought, in the centre's name. */
static KtgEnvelope *
forge_receipt (World *world, KtgSigningKey *key, const char *event_id)
{
  g_autoptr (KtgReceipt) receipt = ktg_receipt_new ();

  receipt->node = g_strdup (world->office->server_key);
  receipt->device = g_strdup (ktg_store_get_device (world->officer->store));
  receipt->holder = g_strdup (KTG_RECEIPT_OF_CENTRE);
  receipt->life = g_strdup ("AAAAAAAAAAAAAAAAAAAAAA");
  receipt->at = g_strdup ("2024-11-12T13:40:02.113Z");
  ktg_receipt_add_event (receipt, event_id, 1);
  return ktg_store_device_sign_receipt (key, receipt);
}

static void
test_forged (World *world, gconstpointer data)
{
  g_autoptr (KtgSigningKey) other = ktg_signing_key_new ();
  g_autoptr (KtgOwed) owed = NULL;
  KtgNews *news = ktg_news_new ();

  file_report (world);
  owed = ktg_store_device_load_owed (world->officer);
  ktg_world_sync_run (world->sync);
  news->life = g_strdup ("AAAAAAAAAAAAAAAAAAAAAA");
  g_ptr_array_add (news->receipts,
                   forge_receipt (world,
                                  other,
                                  ((KtgOwedEvent *)g_ptr_array_index (owed->events, 0))->event_id));
  assert_untrusted (world, news);

  ktg_world_sync_run (world->sync);
  assert_held (world, KTG_STATE_COMPLETE, "relay");
  ktg_world_sync_run (world->up);
  ktg_world_sync_run (world->sync);
  assert_held (world, KTG_STATE_COMPLETE, "centre");
}

/* --- whom it lets in --- */

static int
ask_for_code (World *world, const char *role, const char *region)
{
  return ktg_test_server_run (world->relay,
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
test_codes (World *world, gconstpointer data)
{
  g_autoptr (KtgTestDevice) office
      = ktg_test_server_new_stranger (world->relay, world->office->key);
  g_autoptr (KtgAccount) account = NULL;
  g_autoptr (KtgTestReply) above = ktg_test_device_enrol (world->office, NULL);
  g_autoptr (KtgTestReply) here = NULL;

  g_assert_cmpint (ask_for_code (world, "officer", "34.71"), ==, 0);
  g_assert_cmpint (ask_for_code (world, "officer", "33.74"), ==, 1);
  g_assert_cmpint (ask_for_code (world, "office", "34.71"), ==, 1);
  g_assert_cmpint (ask_for_code (world, "node", "34.71"), ==, 1);
  g_assert_cmpint (ask_for_code (world, "centre", ""), ==, 1);

  account = ktg_account_json_parse (above->content, NULL);
  here = ktg_test_device_introduce (office,
                                    (KtgEnvelope *const *)account->chain->pdata,
                                    account->chain->len);
  g_assert_cmpuint (here->status, ==, 200);
  assert_wish (office, "officer", "34.71.04", 200);
  assert_wish (office, "office", "34.71.04", 403);

  g_assert_cmpint (ktg_test_server_hear (world->relay,
                                         "revoke",
                                         ktg_test_device_get_key (office),
                                         "let in by another server"),
                   ==,
                   1);
  assert_wish (office, "officer", "34.71.04", 200);
  g_assert_cmpint (ktg_test_server_hear (world->relay,
                                         "revoke",
                                         ktg_store_get_device (world->officer->store),
                                         "revoked:"),
                   ==,
                   0);
  ktg_test_server_assert_sound (world->relay);
}

/* --- what comes down --- */

/* An office of the centre's decides; the officer hears of it by the relay, and can prove who it is.
 */
static void
test_decided (World *world, gconstpointer data)
{
  g_autoptr (KtgOwed) owed = NULL;
  g_autoptr (KtgEnvelope) step = NULL;
  g_autoptr (KtgExchangeAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgReportHeld) held = NULL;
  const char *filing;

  file_report (world);
  owed = ktg_store_device_load_owed (world->officer);
  filing = ((KtgOwedEvent *)g_ptr_array_index (owed->events, 0))->event_id;
  ktg_world_sync_run (world->sync);
  ktg_world_sync_run (world->up);
  step = ktg_test_device_step (world->office, world->report_id, filing, filing, NULL);
  answer = ktg_test_device_send (world->office, step);
  g_assert_cmpuint (answer->refused->len, ==, 0);

  ktg_world_sync_run (world->up);
  ktg_world_sync_run (world->sync);
  held = ktg_store_device_load (world->officer, world->report_id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ktg_history_get_n_entries (held->history), ==, 2);
  for (guint i = 0; i < 2; i++)
    g_assert_cmpint (ktg_history_get_entry (held->history, i)->trust, ==, KTG_TRUST_HELD);
  assert_all_sound (world);
}

/* --- a folder is put back --- */

static void
run_command (char *command)
{
  g_assert_cmpint (system (command), ==, 0);
  g_free (command);
}

static void
copy (KtgTestServer *server)
{
  ktg_test_server_stop (server);
  run_command (g_strdup_printf ("cp -a '%s' '%s-copy'", server->folder, server->folder));
  ktg_test_server_start (server);
}

/* The life goes on. */
static void
copy_running (KtgTestServer *server, const char *name)
{
  g_autofree char *target = g_strdup_printf ("%s-%s", server->folder, name);
  g_autofree char *snapshot = NULL;
  g_autoptr (KtgBackup) backup = NULL;
  g_autoptr (GError) error = NULL;

  snapshot = ktg_snapshot_take (server->archive, NULL, &error);
  g_assert_no_error (error);
  backup = ktg_backup_new (server->folder, target, TRUE, &error);
  g_assert_no_error (error);
  ktg_backup_write (backup, snapshot, &error);
  g_assert_no_error (error);
}

/* It is stopped afterwards. */
static void
put_back (KtgTestServer *server, const char *name)
{
  const char *folder = server->folder;

  ktg_test_server_stop (server);
  run_command (g_strdup_printf ("rm -r '%s' && mv '%s-%s' '%s'", folder, folder, name, folder));
}

/* The centre is put back as it was before: what it lost comes again, and so do its receipts. */
static void
test_put_back (World *world, gconstpointer data)
{
  copy (world->centre);
  file_report (world);
  ktg_world_sync_run (world->sync);
  ktg_world_sync_run (world->up);
  assert_listed (world->centre, world->report_id, "complete");

  put_back (world->centre, "copy");
  ktg_test_server_start (world->centre);
  assert_listed (world->centre, world->report_id, NULL);
  ktg_world_sync_run (world->up);
  assert_listed (world->centre, world->report_id, "complete");
  ktg_world_sync_run (world->sync);
  assert_held (world, KTG_STATE_COMPLETE, "centre");
  assert_all_sound (world);
}

static gboolean
keep_life_work (KtgCatalog *catalog, gpointer life, GError **error)
{
  const KtgLifeBounds bounds = { 0, 1000, 1000, 1000 };

  return ktg_life_table_end (catalog->db, &bounds, error)
         && ktg_life_table_add (catalog->db, life, 0, error)
         && ktg_life_table_end (catalog->db, &bounds, error)
         && ktg_life_table_add (catalog->db, "AAAAAAAAAAAAAAAAAAAAAA", 0, error);
}

/* The folder that was put back says that all of this life stands, whatever is gone of it. */
static void
keep_life (World *world, const char *life)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgArchive) archive
      = ktg_archive_open (world->centre->folder, ktg_service_get_now_ms, &error);

  g_assert_no_error (error);
  ktg_writer_run (ktg_archive_get_writer (archive), keep_life_work, (gpointer)life, &error);
  g_assert_no_error (error);
}

/* What no life says is gone the relay finds by itself, photo and all. */
static void
test_lost_within_a_life (World *world, gconstpointer data)
{
  g_autofree char *before = NULL;
  g_autofree char *life = NULL;

  file_report (world);
  ktg_world_sync_run (world->sync);
  ktg_world_sync_run (world->up);
  before = g_steal_pointer (&world->report_id);
  copy (world->centre);
  file_report (world);
  ktg_world_sync_run (world->sync);
  ktg_world_sync_run (world->up);
  life = ktg_archive_dup_life (world->centre->archive);

  put_back (world->centre, "copy");
  keep_life (world, life);
  ktg_test_server_start (world->centre);
  assert_listed (world->centre, before, "complete");
  assert_listed (world->centre, world->report_id, NULL);
  ktg_world_sync_run (world->up);
  assert_listed (world->centre, world->report_id, "complete");
  ktg_world_sync_run (world->sync);
  assert_held (world, KTG_STATE_COMPLETE, "centre");
  assert_all_sound (world);
}

static gboolean
lose_events_work (KtgCatalog *catalog, gpointer data, GError **error)
{
  return ktg_db_execute (catalog->db,
                         "DELETE FROM event_file; DELETE FROM body; DELETE FROM event",
                         error);
}

/* It has another place then, and that the one before is empty stays known. */
static void
test_lost_rows (World *world, gconstpointer data)
{
  g_autofree char *said = NULL;
  g_autoptr (GError) error = NULL;

  file_report (world);
  ktg_world_sync_run (world->sync);
  ktg_world_sync_run (world->up);
  ktg_writer_run (ktg_archive_get_writer (world->centre->archive), lose_events_work, NULL, &error);
  g_assert_no_error (error);
  ktg_test_server_restart (world->centre);

  ktg_world_sync_run (world->up);
  assert_listed (world->centre, world->report_id, "complete");
  g_assert_cmpint (ktg_test_server_run (world->centre, &said, "verify", NULL), ==, 1);
  g_assert_nonnull (strstr (said, "index 1: its event is missing"));
  g_assert_nonnull (strstr (said, "1 events and 2 files checked, 1 wrong"));
}

static gboolean
count_links_work (KtgCatalog *catalog, gpointer n_links, GError **error)
{
  return ktg_query_get_int (catalog->db, "SELECT count (*) FROM link", NULL, n_links, error);
}

static void
assert_links (World *world, gint64 n_links)
{
  gint64 found = 0;
  g_autoptr (GError) error = NULL;

  ktg_writer_run (ktg_archive_get_writer (world->centre->archive),
                  count_links_work,
                  &found,
                  &error);
  g_assert_no_error (error);
  g_assert_cmpint (found, ==, n_links);
}

static KtgOwed *
load_owed (World *world)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  KtgParty *party = KTG_PARTY (world->party);
  KtgOwed  *owed;

  ktg_party_load_owed_async (party, NULL, ktg_store_device_answered_cb, &result);
  owed = ktg_party_load_owed_finish (party, ktg_store_device_wait_for (&result), &error);
  g_assert_no_error (error);
  return owed;
}

/* It would be brought for ever. */
static void
test_refused_link (World *world, gconstpointer data)
{
  g_autoptr (KtgTestDevice) dewi = NULL;
  g_autoptr (KtgOwed) before = NULL;
  g_autoptr (KtgOwed) after = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  KtgParty   *party = KTG_PARTY (world->party);
  KtgNews    *news = ktg_news_new ();
  const char *link;

  ktg_world_sync_run (world->up);
  dewi = ktg_test_server_new_device (world->relay, KTG_ROLE_OFFICER, OFFICER);
  before = load_owed (world);
  g_assert_cmpuint (before->events->len, ==, 1);
  link = ((KtgOwedEvent *)g_ptr_array_index (before->events, 0))->event_id;

  news->life = g_strdup (before->life);
  g_ptr_array_add (news->carried, g_strdup (link));
  g_ptr_array_add (news->refused, ktg_refusal_new (link, KTG_PROBLEM_PREFIX "fork", NULL));
  ktg_party_apply_news_async (party, news, ktg_store_device_answered_cb, &result);
  ktg_party_apply_news_finish (party, ktg_store_device_wait_for (&result), &error);
  g_assert_no_error (error);
  after = load_owed (world);
  g_assert_cmpuint (after->events->len, ==, 0);
}

/* Who is who has no place that could be missing. Nobody has to write anything for it. */
static void
test_lost_links (World *world, gconstpointer data)
{
  g_autoptr (KtgTestDevice) dewi = NULL;
  gint64 n_links = 0;

  ktg_world_sync_run (world->up);
  ktg_writer_run (ktg_archive_get_writer (world->centre->archive),
                  count_links_work,
                  &n_links,
                  NULL);
  copy (world->centre);
  dewi = ktg_test_server_new_device (world->relay, KTG_ROLE_OFFICER, OFFICER);
  ktg_world_sync_run (world->up);
  assert_links (world, n_links + 1);

  put_back (world->centre, "copy");
  ktg_test_server_start (world->centre);
  assert_links (world, n_links);
  ktg_world_sync_run (world->up);
  assert_links (world, n_links + 1);
  ktg_world_sync_run (world->up);
  assert_all_sound (world);
}

/* A relay that is put back numbers its letters from there on, and the officer heard others of those
 * numbers. */
static void
test_relay_put_back (World *world, gconstpointer data)
{
  file_report (world);
  ktg_world_sync_run (world->sync);
  end_up (world);
  copy (world->relay);
  begin_up (world);
  ktg_world_sync_run (world->up);
  ktg_world_sync_run (world->sync);
  assert_held (world, KTG_STATE_COMPLETE, "centre");

  end_up (world);
  put_back (world->relay, "copy");
  ktg_test_server_start (world->relay);
  begin_up (world);
  file_words (world);
  ktg_world_sync_run (world->sync);
  ktg_world_sync_run (world->up);
  ktg_world_sync_run (world->sync);
  assert_held (world, KTG_STATE_COMPLETE, "centre");
  assert_all_sound (world);
}

/* The text was there when the centre was copied, and was carried again with its photo after that.
 */
static void
test_put_back_to_text (World *world, gconstpointer data)
{
  hold_files (world, TRUE);
  file_report (world);
  ktg_world_sync_run (world->sync);
  ktg_world_sync_run (world->up);
  copy (world->centre);
  hold_files (world, FALSE);
  ktg_world_sync_run (world->sync);
  ktg_world_sync_run (world->up);
  assert_listed (world->centre, world->report_id, "complete");

  put_back (world->centre, "copy");
  ktg_test_server_start (world->centre);
  assert_listed (world->centre, world->report_id, "delivered");
  ktg_world_sync_run (world->up);
  assert_listed (world->centre, world->report_id, "complete");
  ktg_world_sync_run (world->sync);
  assert_held (world, KTG_STATE_COMPLETE, "centre");
  assert_all_sound (world);
}

static void
file_at_centre (World *world)
{
  g_autoptr (KtgTestDevice) other
      = ktg_test_server_new_device (world->centre, KTG_ROLE_OFFICER, OFFICER);
  g_autoptr (GBytes) photo = g_bytes_new_static (PHOTO, strlen (PHOTO));
  g_autoptr (KtgEnvelope) filed = ktg_test_device_file_photo (other, photo);
  g_autoptr (KtgExchangeAnswer) answer = ktg_test_device_send (other, filed);

  g_assert_cmpuint (answer->refused->len, ==, 0);
}

/* Put back to Monday by mistake, then to Tuesday: in between places were given that are others' on
 * Tuesday. */
static void
test_put_back_twice (World *world, gconstpointer data)
{
  ktg_world_sync_run (world->up);
  copy_running (world->centre, "monday");
  file_at_centre (world);
  file_at_centre (world);
  copy_running (world->centre, "tuesday");
  put_back (world->centre, "monday");
  ktg_test_server_start (world->centre);
  file_words (world);
  ktg_world_sync_run (world->sync);
  ktg_world_sync_run (world->up);
  assert_listed (world->centre, world->report_id, "complete");

  put_back (world->centre, "tuesday");
  ktg_test_server_start (world->centre);
  assert_listed (world->centre, world->report_id, NULL);
  ktg_world_sync_run (world->up);
  assert_listed (world->centre, world->report_id, "complete");
  ktg_world_sync_run (world->sync);
  assert_held (world, KTG_STATE_COMPLETE, "centre");
  assert_all_sound (world);
}

/* First to before the report, which then comes from above; then to before its officer brought it
 * again. She holds a receipt for it that stands. */
static void
test_relay_put_back_twice (World *world, gconstpointer data)
{
  ktg_world_sync_run (world->sync);
  end_up (world);
  copy (world->relay);
  begin_up (world);
  hold_files (world, TRUE);
  file_report (world);
  ktg_world_sync_run (world->sync);
  ktg_world_sync_run (world->up);
  end_up (world);
  put_back (world->relay, "copy");
  ktg_test_server_start (world->relay);
  begin_up (world);
  ktg_world_sync_run (world->up);
  assert_listed (world->relay, world->report_id, "delivered");

  end_up (world);
  copy_running (world->relay, "copy");
  ktg_world_sync_run (world->sync);
  put_back (world->relay, "copy");
  ktg_test_server_start (world->relay);
  begin_up (world);
  hold_files (world, FALSE);
  ktg_world_sync_run (world->sync);
  ktg_world_sync_run (world->up);
  assert_listed (world->centre, world->report_id, "complete");
  ktg_world_sync_run (world->sync);
  assert_held (world, KTG_STATE_COMPLETE, "centre");
  assert_all_sound (world);
}

/* --- how far the centre's book goes --- */

static void
grow_book (World *world)
{
  ktg_test_device_free (ktg_test_server_new_device (world->centre, KTG_ROLE_OFFICER, OFFICER));
}

static guint64
get_known_book (World *world)
{
  g_autoptr (KtgOwed) owed = ktg_store_device_load_owed (world->officer);

  return owed->book;
}

static guint64
get_book_of_centre (World *world)
{
  g_autoptr (KtgExchangeAnswer) answer = ktg_test_device_exchange (world->office, NULL, NULL);
  g_autoptr (KtgBookmark) head = ktg_bookmark_json_parse (answer->book->bytes, NULL);

  return head->seq;
}

/* An officer of a relay knows of when his knowledge of roles is: a relay that keeps a revocation
 * back has no newer word to show. */
static void
test_book (World *world, gconstpointer data)
{
  const KtgServerNotes *notes;
  g_autofree char      *known_at = NULL;
  guint64               known;

  ktg_world_sync_run (world->up);
  ktg_world_sync_run (world->sync);
  known = get_known_book (world);
  g_assert_cmpuint (known, ==, get_book_of_centre (world));

  grow_book (world);
  ktg_world_sync_run (world->sync);
  g_assert_cmpuint (get_known_book (world), ==, known);

  ktg_world_sync_run (world->up);
  ktg_world_sync_run (world->sync);
  known = get_known_book (world);
  g_assert_cmpuint (known, ==, get_book_of_centre (world));
  notes = ktg_store_get_server_notes (world->officer->store);
  known_at = g_strdup (notes->roles_at);
  g_assert_nonnull (known_at);

  end_up (world);
  grow_book (world);
  ktg_world_sync_run (world->sync);
  begin_up (world);
  notes = ktg_store_get_server_notes (world->officer->store);
  g_assert_cmpstr (notes->roles_at, ==, known_at);
  g_assert_cmpuint (known, <, get_book_of_centre (world));
}

/* A relay that was put back hands on an older word, which is only late. */
static void
test_old_book (World *world, gconstpointer data)
{
  guint64 known;

  ktg_world_sync_run (world->up);
  end_up (world);
  copy_running (world->relay, "copy");
  begin_up (world);
  grow_book (world);
  ktg_world_sync_run (world->up);
  ktg_world_sync_run (world->sync);
  known = get_known_book (world);
  end_up (world);

  put_back (world->relay, "copy");
  ktg_test_server_start (world->relay);
  ktg_world_sync_run (world->sync);
  begin_up (world);
  g_assert_cmpuint (get_known_book (world), ==, known);
  g_assert_cmpuint (ktg_store_get_server_notes (world->officer->store)->alarms->len, ==, 0);
  assert_all_sound (world);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (ktg_seal_init ());

#define ADD(name, function) g_test_add ("/relay/" name, World, NULL, set_up, function, tear_down)
  ADD ("what-is-filed-arrives-and-its-receipts-come-home", test_home);
  ADD ("texts-go-before-the-photos-are-here", test_text_first);
  ADD ("what-is-known-above-goes-up-with-its-photo", test_known_above);
  ADD ("what-is-known-above-has-its-receipt", test_words_known_above);
  ADD ("a-hash-alone-gets-nothing-by-a-relay", test_only_a_hash);
  ADD ("what-is-not-the-centres-word-is-not-kept", test_forged);
  ADD ("it-hears-what-its-officers-bring", test_hears);
  ADD ("codes-and-revocations-are-for-its-officers-alone", test_codes);
  ADD ("what-an-office-decides-comes-down-with-who-it-is", test_decided);
  ADD ("a-centre-that-was-put-back-fills-up-again", test_put_back);
  ADD ("what-no-life-says-is-gone-is-found", test_lost_within_a_life);
  ADD ("so-are-single-rows", test_lost_rows);
  ADD ("so-is-who-is-who", test_lost_links);
  ADD ("who-is-who-that-was-refused-is-not-brought-again", test_refused_link);
  ADD ("a-relay-that-was-put-back-hands-on-all-letters", test_relay_put_back);
  ADD ("a-centre-put-back-to-a-text-gets-its-photo-again", test_put_back_to_text);
  ADD ("a-centre-put-back-twice-fills-up-again", test_put_back_twice);
  ADD ("a-relay-put-back-twice-carries-what-it-was-told", test_relay_put_back_twice);
  ADD ("the-centres-book-is-known-behind-it", test_book);
  ADD ("an-older-word-on-the-book-is-only-late", test_old_book);
  ADD ("what-is-level-stays-so-after-a-start", test_again);

  return g_test_run ();
}
