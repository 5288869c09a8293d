/* test-exchange.c - events are taken once, or refused one by one with a reason
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "exchange-world.h"

#include <ktg-event-json.h>
#include <ktg-problem-json.h>
#include <ktg-random.h>
#include <ktg-sha256.h>
#include <ktg-test-news.h>
#include <ktg-test-server.h>
#include <ktg-writer-private.h>

#include <string.h>

#define LEVELS 100000
#define HUGE_BYTES (9 * 1024 * 1024)

static void
test_repeat (ExchangeWorld *world, gconstpointer data)
{
  g_autoptr (KtgEnvelope) envelope = ktg_test_device_file (world->siti, NULL, NULL);
  g_autoptr (KtgExchangeAnswer) first = ktg_test_device_send (world->siti, envelope);
  g_autoptr (KtgExchangeAnswer) second = ktg_test_device_send (world->siti, envelope);
  g_autoptr (KtgExchangeAnswer) third = NULL;

  g_assert_cmpuint (exchange_get_index (world->siti, first, envelope->id), ==, 1);
  g_assert_cmpuint (exchange_get_index (world->siti, second, envelope->id), ==, 1);

  ktg_test_server_restart (world->server);
  third = ktg_test_device_send (world->siti, envelope);
  g_assert_cmpuint (exchange_get_index (world->siti, third, envelope->id), ==, 1);
  g_assert_cmpuint (third->refused->len, ==, 0);
}

static void
test_answer (ExchangeWorld *world, gconstpointer data)
{
  g_autoptr (KtgExchangeAnswer) answer = ktg_test_device_exchange (world->siti, NULL, NULL);

  g_assert_cmpuint (answer->receipts->len, ==, 0);
  g_assert_cmpuint (answer->missing->len, ==, 0);
  g_assert_cmpuint (answer->scopes->len, ==, 0);
  g_assert_cmpuint (answer->max_batch_bytes, ==, 1536 * 1024);
  g_assert_cmpuint (answer->max_file_bytes, ==, 67108864);
  g_assert_false (answer->has_more);
  g_assert_nonnull (answer->now);
}

static void
test_batch (ExchangeWorld *world, gconstpointer data)
{
  g_autoptr (GPtrArray) events
      = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_envelope_unref);
  g_autoptr (KtgExchangeAnswer) answer = NULL;
  g_autoptr (KtgReceipt) receipt = NULL;

  for (guint i = 0; i < 300; i++)
    g_ptr_array_add (events, ktg_test_device_file (world->siti, NULL, NULL));
  answer = ktg_test_device_exchange (world->siti, events, NULL);
  receipt = exchange_read_receipt (world->siti, answer);
  g_assert_cmpuint (receipt->events->len, ==, 300);
  for (guint i = 0; i < 300; i++)
    {
      const KtgReceiptEvent *event = g_ptr_array_index (receipt->events, i);
      const KtgEnvelope     *envelope = g_ptr_array_index (events, i);

      g_assert_cmpuint (event->index, ==, i + 1);
      g_assert_cmpstr (event->event_id, ==, envelope->id);
    }
}

/* --- refusals --- */

static void
test_unreadable (ExchangeWorld *world, gconstpointer data)
{
  g_autofree char  *deep = g_strnfill (LEVELS, '[');
  const char *const texts[] = {
    "not json",
    "{}",
    "[1]",
    deep,
    "{\"v\":2,\"type\":\"report.filed\",\"report\":\"3f0c7f0e-1111-4111-8111-111111111111\"}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (KtgEnvelope) envelope = ktg_test_device_sign_bytes (world->siti, texts[i]);
      g_autoptr (KtgExchangeAnswer) answer = ktg_test_device_send (world->siti, envelope);

      g_assert_cmpuint (answer->receipts->len, ==, 0);
      exchange_assert_refused (answer, envelope->id, "not-an-event");
    }
}

static void
test_wrong_signature (ExchangeWorld *world, gconstpointer data)
{
  g_autoptr (KtgEnvelope) envelope = ktg_test_device_file (world->siti, NULL, NULL);
  g_autoptr (KtgEnvelope) forged = NULL;
  g_autoptr (KtgExchangeAnswer) answer = NULL;
  guint8 signature[KTG_SIGNATURE_BYTES];

  memcpy (signature, envelope->signature, sizeof signature);
  signature[10] ^= 1;
  forged = ktg_envelope_new (envelope->id, envelope->bytes, signature);
  answer = ktg_test_device_send (world->siti, forged);
  exchange_assert_refused (answer, envelope->id, "signature");
}

static void
test_wrong_author (ExchangeWorld *world, gconstpointer data)
{
  g_autoptr (KtgEnvelope) envelope = ktg_test_device_file (world->siti, NULL, NULL);
  g_autoptr (KtgExchangeAnswer) answer = ktg_test_device_send (world->budi, envelope);

  exchange_assert_refused (answer, envelope->id, "author");
}

static void
test_fork (ExchangeWorld *world, gconstpointer data)
{
  g_autoptr (KtgEnvelope) first = ktg_test_device_file (world->siti, NULL, NULL);
  g_autofree char *before = g_strdup (world->siti->prev);
  g_autoptr (KtgEnvelope) second = ktg_test_device_file (world->siti, NULL, NULL);
  g_autoptr (KtgEnvelope) rival = NULL;
  g_autoptr (KtgExchangeAnswer) one = NULL;
  g_autoptr (KtgExchangeAnswer) two = NULL;
  g_autoptr (KtgExchangeAnswer) three = NULL;
  g_autoptr (KtgExchangeAnswer) again = NULL;

  g_free (world->siti->prev);
  world->siti->prev = g_strdup (before);
  world->siti->seq = 1;
  rival = ktg_test_device_file (world->siti, NULL, NULL);

  one = ktg_test_device_send (world->siti, first);
  two = ktg_test_device_send (world->siti, second);
  three = ktg_test_device_send (world->siti, rival);
  exchange_assert_refused (three, rival->id, "fork");
  again = ktg_test_device_send (world->siti, second);
  g_assert_cmpuint (exchange_get_index (world->siti, again, second->id), ==, 2);
}

static void
test_too_large (ExchangeWorld *world, gconstpointer data)
{
  g_autofree char *text = g_strnfill (KTG_EVENT_MAX_BYTES + 1, 'x');
  g_autoptr (KtgEnvelope) envelope = ktg_test_device_sign_bytes (world->siti, text);
  g_autoptr (KtgExchangeAnswer) answer = ktg_test_device_send (world->siti, envelope);

  exchange_assert_refused (answer, envelope->id, "too-large");
}

static void
test_one_bad_event (ExchangeWorld *world, gconstpointer data)
{
  g_autoptr (GPtrArray) events
      = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_envelope_unref);
  g_autoptr (KtgExchangeAnswer) answer = NULL;
  g_autoptr (KtgReceipt) receipt = NULL;

  g_ptr_array_add (events, ktg_test_device_file (world->siti, NULL, NULL));
  g_ptr_array_add (events, ktg_test_device_sign_bytes (world->siti, "nonsense"));
  g_ptr_array_add (events, ktg_test_device_file (world->siti, NULL, NULL));
  answer = ktg_test_device_exchange (world->siti, events, NULL);
  receipt = exchange_read_receipt (world->siti, answer);
  g_assert_cmpuint (receipt->events->len, ==, 2);
  exchange_assert_refused (answer,
                           ((KtgEnvelope *)g_ptr_array_index (events, 1))->id,
                           "not-an-event");
}

static void
test_gap (ExchangeWorld *world, gconstpointer data)
{
  g_autoptr (KtgEnvelope) one = ktg_test_device_file (world->siti, NULL, NULL);
  g_autoptr (KtgEnvelope) two = ktg_test_device_file (world->siti, NULL, NULL);
  g_autoptr (KtgExchangeAnswer) first = ktg_test_device_send (world->siti, two);
  g_autoptr (KtgExchangeAnswer) second = NULL;

  g_assert_cmpuint (exchange_get_index (world->siti, first, two->id), ==, 1);
  g_assert_cmpint (ktg_test_server_run (world->server, NULL, "verify", NULL), ==, 0);
  second = ktg_test_device_send (world->siti, one);
  g_assert_cmpuint (exchange_get_index (world->siti, second, one->id), ==, 2);
  g_assert_cmpint (ktg_test_server_run (world->server, NULL, "verify", NULL), ==, 0);
}

static void
test_false_in_a_gap (ExchangeWorld *world, gconstpointer data)
{
  g_autoptr (KtgEnvelope) one = ktg_test_device_file (world->siti, NULL, NULL);
  g_autoptr (KtgEnvelope) two = ktg_test_device_file (world->siti, NULL, NULL);
  g_autoptr (KtgEnvelope) false_one = NULL;
  g_autoptr (KtgExchangeAnswer) first = ktg_test_device_send (world->siti, two);
  g_autoptr (KtgExchangeAnswer) second = NULL;
  g_autoptr (KtgExchangeAnswer) third = NULL;

  world->siti->seq = 0;
  g_clear_pointer (&world->siti->prev, g_free);
  false_one = ktg_test_device_file (world->siti, NULL, NULL);
  second = ktg_test_device_send (world->siti, false_one);
  exchange_assert_refused (second, false_one->id, "fork");
  third = ktg_test_device_send (world->siti, one);
  g_assert_cmpuint (exchange_get_index (world->siti, third, one->id), ==, 2);
}

static void
assert_verify (ExchangeWorld *world, int status, const char *words)
{
  g_autofree char *out = NULL;

  g_assert_cmpint (ktg_test_server_run (world->server, &out, "verify", NULL), ==, status);
  g_assert_nonnull (strstr (out, words));
}

static gboolean
make_older (KtgCatalog *catalog, gpointer data, GError **error)
{
  KtgDb *db = catalog->db;
  return ktg_db_execute (db, "UPDATE event SET received_at = received_at - 691200000", error);
}

static void
test_gap_that_stays (ExchangeWorld *world, gconstpointer data)
{
  g_autoptr (KtgEnvelope) one = ktg_test_device_file (world->siti, NULL, NULL);
  g_autoptr (KtgEnvelope) two = ktg_test_device_file (world->siti, NULL, NULL);
  g_autoptr (KtgExchangeAnswer) first = ktg_test_device_send (world->siti, two);
  g_autoptr (GError) error = NULL;

  assert_verify (world, 0, "has not come yet (no damage)");
  ktg_writer_run (ktg_archive_get_writer (world->server->archive), make_older, NULL, &error);
  g_assert_no_error (error);
  assert_verify (world, 1, "has not come for a week");
}

/* Its author has no number left. That is his own loss: what he leaves out is taken when it comes,
 * he is admitted anew and revoked as anybody, and others hear of it all. */
static void
test_the_last_number (ExchangeWorld *world, gconstpointer data)
{
  const char      *key = ktg_test_device_get_key (world->siti);
  g_autofree char *code = ktg_test_server_make_code (world->server, KTG_ROLE_OFFICER, "34.71.06");
  g_autoptr (KtgEnvelope) first = ktg_test_device_file (world->siti, NULL, NULL);
  g_autoptr (KtgEnvelope) second = ktg_test_device_file (world->siti, NULL, NULL);
  g_autoptr (KtgEnvelope) last = NULL;
  g_autoptr (KtgExchangeAnswer) answer = ktg_test_device_send (world->siti, first);
  g_autoptr (KtgExchangeAnswer) far = NULL;
  g_autoptr (KtgExchangeAnswer) near = NULL;
  g_autoptr (KtgExchangeAnswer) seen = NULL;
  g_autoptr (KtgTestReply) reply = NULL;

  world->siti->seq = (G_GUINT64_CONSTANT (1) << 53) - 2;
  last = ktg_test_device_file (world->siti, NULL, NULL);
  far = ktg_test_device_send (world->siti, last);
  g_assert_cmpuint (exchange_get_index (world->siti, far, last->id), ==, 2);
  near = ktg_test_device_send (world->siti, second);
  g_assert_cmpuint (exchange_get_index (world->siti, near, second->id), ==, 3);

  reply = ktg_test_device_enrol (world->siti, code);
  g_assert_cmpuint (reply->status, ==, 200);
  seen = ktg_test_device_exchange (world->office, NULL, NULL);
  g_assert_cmpuint (ktg_test_news_count (seen), ==, 3);
  g_assert_cmpint (ktg_test_server_run (world->server, NULL, "revoke", key, NULL), ==, 0);
  g_assert_cmpint (ktg_test_server_run (world->server, NULL, "verify", NULL), ==, 0);
  ktg_test_server_restart (world->server);
  g_assert_cmpint (ktg_test_server_run (world->server, NULL, "verify", NULL), ==, 0);
}

/* A copied profile goes on from an event that was refused here. */
static void
test_after_a_fork (ExchangeWorld *world, gconstpointer data)
{
  g_autoptr (KtgEnvelope) first = ktg_test_device_file (world->siti, NULL, NULL);
  g_autoptr (KtgExchangeAnswer) one = ktg_test_device_send (world->siti, first);
  g_autoptr (KtgEnvelope) rival = NULL;
  g_autoptr (KtgEnvelope) next = NULL;
  g_autoptr (KtgExchangeAnswer) two = NULL;
  g_autoptr (KtgExchangeAnswer) three = NULL;

  world->siti->seq = 0;
  g_clear_pointer (&world->siti->prev, g_free);
  rival = ktg_test_device_file (world->siti, NULL, NULL);
  next = ktg_test_device_file (world->siti, NULL, NULL);
  two = ktg_test_device_send (world->siti, rival);
  exchange_assert_refused (two, rival->id, "fork");
  three = ktg_test_device_send (world->siti, next);
  g_assert_cmpuint (exchange_get_index (world->siti, three, next->id), ==, 2);

  assert_verify (world, 0, "was refused and is kept aside (no damage)");
  g_assert_cmpint (ktg_test_server_run (world->server, NULL, "aside", "--empty", NULL), ==, 0);
  assert_verify (world, 1, "names another before it");
}

static void
test_after_a_refusal (ExchangeWorld *world, gconstpointer data)
{
  g_autofree char *report_id = ktg_random_dup_uuid ();
  g_autoptr (KtgEnvelope) first = ktg_test_device_file (world->siti, report_id, NULL);
  g_autoptr (KtgExchangeAnswer) one = ktg_test_device_send (world->siti, first);
  g_autoptr (KtgEnvelope) rival = ktg_test_device_note (world->budi, report_id, first->id, FALSE);
  g_autoptr (KtgEnvelope) next = ktg_test_device_file (world->budi, NULL, NULL);
  g_autoptr (KtgExchangeAnswer) two = ktg_test_device_send (world->budi, rival);
  g_autoptr (KtgExchangeAnswer) three = NULL;

  exchange_assert_refused (two, rival->id, "other-report");
  three = ktg_test_device_send (world->budi, next);
  g_assert_cmpuint (exchange_get_index (world->budi, three, next->id), ==, 2);
  assert_verify (world, 0, "was refused and is kept aside (no damage)");
}

static void
test_bad_messages (ExchangeWorld *world, gconstpointer data)
{
  g_autofree char  *deep = g_strnfill (LEVELS, '[');
  const char *const texts[]
      = { "", "{", "{\"holds\":-1}", "{\"holds\":0,\"x\":1}", "[]", deep, "\xff" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GBytes) body = g_bytes_new_static (texts[i], strlen (texts[i]));
      KtgTestRequest request = { .body = body };
      g_autoptr (KtgTestReply) reply
          = ktg_test_device_ask (world->siti, "POST", "/v1/exchange", &request);

      g_assert_cmpuint (reply->status, ==, 400);
      g_assert_true (reply->is_proven);
    }
}

/* --- files --- */

static void
test_missing (ExchangeWorld *world, gconstpointer data)
{
  g_autoptr (GBytes) photo = g_bytes_new_static ("photo", 5);
  g_autoptr (GBytes) preview = g_bytes_new_static ("small", 5);
  g_autoptr (GPtrArray) evidence
      = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_evidence_free);
  g_autofree char *photo_hash = ktg_sha256_of_bytes (photo);
  g_autofree char *preview_hash = ktg_sha256_of_bytes (preview);
  g_autoptr (KtgEnvelope) envelope = NULL;
  g_autoptr (KtgExchangeAnswer) first = NULL;
  g_autoptr (KtgExchangeAnswer) second = NULL;
  g_autoptr (KtgTestReply) patched = NULL;
  g_autoptr (KtgReceipt) receipt = NULL;
  KtgReceiptFile *file;

  g_ptr_array_add (evidence, ktg_test_evidence_new (photo, preview));
  envelope = ktg_test_device_file (world->siti, NULL, evidence);
  first = ktg_test_device_send (world->siti, envelope);
  g_assert_cmpuint (first->missing->len, ==, 2);
  g_assert_cmpstr (((KtgMissingFile *)g_ptr_array_index (first->missing, 0))->sha256,
                   ==,
                   photo_hash);
  g_assert_cmpstr (((KtgMissingFile *)g_ptr_array_index (first->missing, 1))->sha256,
                   ==,
                   preview_hash);

  patched = ktg_test_device_patch (world->siti, preview_hash, 0, preview, TRUE);
  g_assert_cmpuint (patched->status, ==, 200);
  second = ktg_test_device_send (world->siti, envelope);
  g_assert_cmpuint (second->missing->len, ==, 1);
  receipt = exchange_read_receipt (world->siti, second);
  g_assert_cmpuint (receipt->files->len, ==, 1);
  file = g_ptr_array_index (receipt->files, 0);
  g_assert_cmpstr (file->sha256, ==, preview_hash);
  g_assert_cmpuint (file->size_bytes, ==, 5);
}

/* Signed, and so believed to be of a device; what it says is not read for that. */
static void
test_huge_message (ExchangeWorld *world, gconstpointer data)
{
  g_autoptr (GBytes) body = g_bytes_new_take (g_strnfill (HUGE_BYTES, ' '), HUGE_BYTES);
  KtgTestRequest request = { .body = body };
  g_autoptr (KtgTestReply) reply
      = ktg_test_device_ask (world->siti, "POST", "/v1/exchange", &request);
  g_autoptr (KtgExchangeAnswer) after = NULL;

  g_assert_cmpuint (reply->status, ==, 413);
  after = ktg_test_device_exchange (world->siti, NULL, NULL);
  g_assert_nonnull (after);
}

#define ADD(path, function)                                                                        \
  g_test_add (path, ExchangeWorld, NULL, exchange_world_open, function, exchange_world_close)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (ktg_seal_init ());

  ADD ("/exchange/the-same-event-again-gets-the-same-index", test_repeat);
  ADD ("/exchange/an-empty-exchange-is-answered", test_answer);
  ADD ("/exchange/a-batch-keeps-its-order", test_batch);
  ADD ("/exchange/what-is-no-event-is-refused", test_unreadable);
  ADD ("/exchange/an-event-with-a-wrong-signature-is-refused", test_wrong_signature);
  ADD ("/exchange/an-event-of-another-device-is-refused", test_wrong_author);
  ADD ("/exchange/a-fork-is-refused-and-the-first-stays", test_fork);
  ADD ("/exchange/an-event-too-large-is-refused", test_too_large);
  ADD ("/exchange/one-bad-event-does-not-hold-the-others-back", test_one_bad_event);
  ADD ("/exchange/a-gap-refuses-nothing-and-heals", test_gap);
  ADD ("/exchange/what-does-not-fit-into-a-gap-is-refused", test_false_in_a_gap);
  ADD ("/exchange/a-gap-that-stays-for-a-week-is-wrong", test_gap_that_stays);
  ADD ("/exchange/whoever-takes-the-last-number-harms-nobody-else", test_the_last_number);
  ADD ("/exchange/what-goes-on-from-a-fork-is-explained-by-what-lies-aside", test_after_a_fork);
  ADD ("/exchange/what-follows-a-refused-event-is-explained-by-what-lies-aside",
       test_after_a_refusal);
  ADD ("/exchange/a-message-that-cannot-be-read-is-refused", test_bad_messages);
  ADD ("/exchange/a-message-too-large-is-refused", test_huge_message);
  ADD ("/exchange/files-are-asked-for-until-they-are-whole", test_missing);

  return g_test_run ();
}
