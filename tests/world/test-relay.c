/* test-relay.c - an officer, a relay and the centre: what is filed arrives, and its receipts come
 * home
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-relay-scene.h"

#include <ktg-receipt-json.h>
#include <ktg-seal-error.h>
#include <ktg-writer-private.h>

#include <string.h>

static void
test_home (KtgRelayScene *scene, gconstpointer data)
{
  ktg_relay_scene_file_report (scene);
  ktg_relay_scene_assert_held (scene, KTG_STATE_QUEUED, NULL);
  ktg_world_sync_run (scene->sync);
  ktg_relay_scene_assert_held (scene, KTG_STATE_COMPLETE, "relay");
  ktg_relay_scene_assert_listed (scene->centre, scene->report_id, NULL);

  ktg_world_sync_run (scene->up);
  ktg_relay_scene_assert_listed (scene->centre, scene->report_id, "complete");
  ktg_relay_scene_assert_held (scene, KTG_STATE_COMPLETE, "relay");

  ktg_relay_scene_assert_told (scene);
  ktg_relay_scene_assert_sound (scene);
}

/* What is level says nothing more, whoever began anew. */
static void
test_again (KtgRelayScene *scene, gconstpointer data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  ktg_relay_scene_file_report (scene);
  ktg_relay_scene_bring (scene);
  ktg_test_server_run (scene->centre, &before, "list", "--json", NULL);
  ktg_test_server_restart (scene->centre);
  ktg_relay_scene_restart_relay (scene);
  ktg_world_sync_run (scene->up);
  ktg_relay_scene_bring (scene);
  ktg_test_server_run (scene->centre, &after, "list", "--json", NULL);
  g_assert_cmpstr (before, ==, after);
  ktg_relay_scene_assert_held (scene, KTG_STATE_COMPLETE, "centre");
  ktg_relay_scene_assert_sound (scene);
}

/* The text is at the centre before the photo is at the relay. */
static void
test_text_first (KtgRelayScene *scene, gconstpointer data)
{
  ktg_relay_scene_hold_files (scene, TRUE);
  ktg_relay_scene_file_report (scene);
  ktg_relay_scene_bring (scene);
  ktg_world_sync_run (scene->sync);
  ktg_relay_scene_assert_listed (scene->centre, scene->report_id, "delivered");
  ktg_relay_scene_assert_held (scene, KTG_STATE_DELIVERED, "centre");

  ktg_relay_scene_hold_files (scene, FALSE);
  ktg_world_sync_run (scene->sync);
  ktg_relay_scene_assert_held (scene, KTG_STATE_COMPLETE, "relay");
  ktg_relay_scene_assert_fills_up (scene);
}

/* The id of what he brings next. */
static char *
dup_filing (KtgRelayScene *scene)
{
  g_autoptr (KtgOwed) owed = ktg_store_device_load_owed (scene->officer);

  return g_strdup (((KtgOwedEvent *)g_ptr_array_index (owed->events, 0))->event_id);
}

/* A courier brings the centre what the officer has not brought to the relay yet: his words, and
 * what says who he is. */
static void
bring_words (KtgRelayScene *scene)
{
  g_autoptr (KtgExchangeRequest) message = ktg_exchange_request_new ();
  g_autoptr (KtgExchangeAnswer) answer = NULL;
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *filing = dup_filing (scene);
  GPtrArray       *chain = ktg_store_get_account (scene->officer->store)->chain;

  for (guint i = 0; i < chain->len; i++)
    g_ptr_array_add (message->carry, ktg_envelope_ref (g_ptr_array_index (chain, i)));
  g_ptr_array_add (ids, filing);
  events = ktg_store_device_load_events (scene->officer, ids, &error);
  g_assert_no_error (error);
  g_ptr_array_add (message->carry, ktg_envelope_ref (g_ptr_array_index (events, 0)));
  g_ptr_array_add (message->texts, g_strdup (filing));
  answer = ktg_test_device_say (scene->office, message);
  g_assert_cmpuint (answer->refused->len, ==, 0);
}

/* What came down before its author brought it to the relay goes up with its photo all the same. */
static void
test_known_above (KtgRelayScene *scene, gconstpointer data)
{
  ktg_relay_scene_file_report (scene);
  bring_words (scene);
  ktg_relay_scene_assert_listed (scene->centre, scene->report_id, "delivered");
  ktg_world_sync_run (scene->up);
  ktg_relay_scene_assert_listed (scene->relay, scene->report_id, "delivered");

  ktg_relay_scene_bring (scene);
  ktg_relay_scene_assert_listed (scene->centre, scene->report_id, "complete");
  ktg_relay_scene_assert_told (scene);
  ktg_relay_scene_assert_sound (scene);
}

/* So do words alone. */
static void
test_words_known_above (KtgRelayScene *scene, gconstpointer data)
{
  ktg_relay_scene_file_words (scene);
  bring_words (scene);
  ktg_world_sync_run (scene->up);
  ktg_world_sync_run (scene->sync);
  ktg_relay_scene_assert_held (scene, KTG_STATE_COMPLETE, "relay");
  ktg_world_sync_run (scene->up);
  ktg_relay_scene_assert_told (scene);
  ktg_relay_scene_assert_sound (scene);
}

/* One who knows a photo's hash alone hears of his text, and of no photo that another brings. */
static void
test_only_a_hash (KtgRelayScene *scene, gconstpointer data)
{
  g_autoptr (KtgTestDevice) thief
      = ktg_test_server_new_device (scene->relay, KTG_ROLE_OFFICER, KTG_RELAY_SCENE_OFFICER);
  g_autoptr (GBytes) photo
      = g_bytes_new_static (KTG_RELAY_SCENE_PHOTO, strlen (KTG_RELAY_SCENE_PHOTO));
  g_autoptr (KtgEnvelope) claimed = ktg_test_device_file_photo (thief, photo);
  g_autoptr (KtgExchangeAnswer) taken = ktg_test_device_send (thief, claimed);
  g_autoptr (KtgExchangeRequest) question = ktg_exchange_request_new ();
  g_autoptr (KtgExchangeAnswer) answer = NULL;

  ktg_relay_scene_file_report (scene);
  ktg_relay_scene_bring (scene);
  ktg_relay_scene_assert_told (scene);

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
test_hears (KtgRelayScene *scene, gconstpointer data)
{
  GListModel *summaries = ktg_party_get_summaries (KTG_PARTY (scene->party));
  guint       n_heard = 0;
  gulong      handler;

  while (g_main_context_iteration (NULL, FALSE))
    continue;
  handler = g_signal_connect (summaries, "items-changed", G_CALLBACK (more_cb), &n_heard);
  ktg_relay_scene_file_report (scene);
  ktg_world_sync_run (scene->sync);
  ktg_writer_run (ktg_archive_get_writer (scene->relay->archive), do_nothing, NULL, NULL);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_cmpuint (n_heard, >, 0);
  g_signal_handler_disconnect (summaries, handler);
}

/* --- who lies to a relay --- */

static void
assert_untrusted (KtgRelayScene *scene, KtgNews *news)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  KtgParty *party = KTG_PARTY (scene->party);

  ktg_party_apply_news_async (party, news, ktg_store_device_answered_cb, &result);
  g_assert_false (ktg_party_apply_news_finish (party, ktg_store_device_wait_for (&result), &error));
  g_assert_cmpint (ktg_party_judge_error (party, error), ==, KTG_PARTY_UNTRUSTED);
}

/* For what the officer brought, in the centre's name. */
static KtgEnvelope *
forge_receipt (KtgRelayScene *scene, KtgSigningKey *key, const char *event_id)
{
  g_autoptr (KtgReceipt) receipt = ktg_receipt_new ();

  receipt->node = g_strdup (scene->office->server_key);
  receipt->device = g_strdup (ktg_store_get_device (scene->officer->store));
  receipt->holder = g_strdup (KTG_RECEIPT_OF_CENTRE);
  receipt->life = g_strdup ("AAAAAAAAAAAAAAAAAAAAAA");
  receipt->at = g_strdup ("2024-11-12T13:40:02.113Z");
  ktg_receipt_add_event (receipt, event_id, 1);
  return ktg_store_device_sign_receipt (key, receipt);
}

static void
test_forged (KtgRelayScene *scene, gconstpointer data)
{
  g_autoptr (KtgSigningKey) other = ktg_signing_key_new ();
  g_autofree char *filing = NULL;
  KtgNews         *news = ktg_news_new ();

  ktg_relay_scene_file_report (scene);
  filing = dup_filing (scene);
  ktg_world_sync_run (scene->sync);
  news->life = g_strdup ("AAAAAAAAAAAAAAAAAAAAAA");
  g_ptr_array_add (news->receipts, forge_receipt (scene, other, filing));
  assert_untrusted (scene, news);

  ktg_world_sync_run (scene->sync);
  ktg_relay_scene_assert_held (scene, KTG_STATE_COMPLETE, "relay");
  ktg_world_sync_run (scene->up);
  ktg_relay_scene_assert_told (scene);
}

/* --- what comes down --- */

/* An office of the centre's decides; the officer hears of it by the relay, and can prove who it is.
 */
static void
test_decided (KtgRelayScene *scene, gconstpointer data)
{
  g_autofree char *filing = NULL;
  g_autoptr (KtgEnvelope) step = NULL;
  g_autoptr (KtgExchangeAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgReportHeld) held = NULL;

  ktg_relay_scene_file_report (scene);
  filing = dup_filing (scene);
  ktg_relay_scene_bring (scene);
  step = ktg_test_device_step (scene->office, scene->report_id, filing, filing, NULL);
  answer = ktg_test_device_send (scene->office, step);
  g_assert_cmpuint (answer->refused->len, ==, 0);

  ktg_world_sync_run (scene->up);
  ktg_world_sync_run (scene->sync);
  held = ktg_store_device_load (scene->officer, scene->report_id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ktg_history_get_n_entries (held->history), ==, 2);
  for (guint i = 0; i < 2; i++)
    g_assert_cmpint (ktg_history_get_entry (held->history, i)->trust, ==, KTG_TRUST_HELD);
  ktg_relay_scene_assert_sound (scene);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (ktg_seal_init ());

#define ADD(name, function) KTG_RELAY_SCENE_ADD ("/relay/" name, function)
  ADD ("what-is-filed-arrives-and-its-receipts-come-home", test_home);
  ADD ("texts-go-before-the-photos-are-here", test_text_first);
  ADD ("what-is-known-above-goes-up-with-its-photo", test_known_above);
  ADD ("what-is-known-above-has-its-receipt", test_words_known_above);
  ADD ("a-hash-alone-gets-nothing-by-a-relay", test_only_a_hash);
  ADD ("what-is-not-the-centres-word-is-not-kept", test_forged);
  ADD ("it-hears-what-its-officers-bring", test_hears);
  ADD ("what-an-office-decides-comes-down-with-who-it-is", test_decided);
  ADD ("what-is-level-stays-so-after-a-start", test_again);

  return g_test_run ();
}
