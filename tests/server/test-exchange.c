/* test-exchange.c - events are taken once, or refused one by one with a reason
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-event-json.h>
#include <ktg-problem-json.h>
#include <ktg-random.h>
#include <ktg-receipt-json.h>
#include <ktg-sha256.h>
#include <ktg-test-server.h>

#include <string.h>

#define LEVELS 100000
#define HUGE_BYTES (9 * 1024 * 1024)

typedef struct
{
  KtgTestServer *server;
  KtgTestDevice *siti;
  KtgTestDevice *budi;
  KtgTestDevice *office;
} World;

static void
world_open (World *world)
{
  world->server = ktg_test_server_new ();
  ktg_test_server_start (world->server);
  world->siti = ktg_test_server_new_device (world->server, KTG_ROLE_OFFICER, "34.71.04");
  world->budi = ktg_test_server_new_device (world->server, KTG_ROLE_OFFICER, "34.71.05");
  world->office = ktg_test_server_new_device (world->server, KTG_ROLE_OFFICE, "34.71");
}

static void
world_close (World *world)
{
  ktg_test_device_free (world->siti);
  ktg_test_device_free (world->budi);
  ktg_test_device_free (world->office);
  ktg_test_server_free (world->server);
}

static KtgExchangeAnswer *
send_one (KtgTestDevice *device, KtgEnvelope *envelope)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new ();

  g_ptr_array_add (events, envelope);
  return ktg_test_device_exchange (device, events, 0);
}

/* The receipt in an answer, its signature checked as a device would. */
static KtgReceipt *
read_receipt (KtgTestDevice *device, KtgExchangeAnswer *answer)
{
  const KtgEnvelope *envelope;
  const guint8      *bytes;
  gsize              size;
  KtgReceipt        *receipt;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (answer->receipts->len, ==, 1);
  envelope = g_ptr_array_index (answer->receipts, 0);
  bytes = g_bytes_get_data (envelope->bytes, &size);
  g_assert_true (ktg_signature_is_valid (device->server_key, bytes, size, envelope->signature));
  receipt = ktg_receipt_json_parse (envelope->bytes, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (receipt->server, ==, device->server_key);
  g_assert_cmpstr (receipt->device, ==, ktg_signing_key_get_public (device->key));
  return receipt;
}

static guint64
get_index (KtgTestDevice *device, KtgExchangeAnswer *answer, const char *event_id)
{
  g_autoptr (KtgReceipt) receipt = read_receipt (device, answer);

  for (guint i = 0; i < receipt->events->len; i++)
    {
      const KtgReceiptEvent *event = g_ptr_array_index (receipt->events, i);

      if (g_str_equal (event->event_id, event_id))
        return event->index;
    }

  g_assert_not_reached ();
}

static void
assert_refused (KtgExchangeAnswer *answer, const char *id, const char *type)
{
  g_autofree char *whole = g_strconcat (KTG_PROBLEM_PREFIX, type, NULL);
  KtgRefusal      *refusal;

  g_assert_cmpuint (answer->refused->len, ==, 1);
  refusal = g_ptr_array_index (answer->refused, 0);
  g_assert_cmpstr (refusal->id, ==, id);
  g_assert_cmpstr (refusal->type, ==, whole);
  g_assert_nonnull (refusal->detail);
}

static void
test_repeat (void)
{
  World            world;
  g_autofree char *report_id = ktg_random_dup_uuid ();
  g_autoptr (KtgEnvelope) envelope = NULL;
  g_autoptr (KtgExchangeAnswer) first = NULL;
  g_autoptr (KtgExchangeAnswer) second = NULL;
  g_autoptr (KtgExchangeAnswer) third = NULL;

  world_open (&world);
  envelope = ktg_test_device_file (world.siti, report_id, NULL);
  first = send_one (world.siti, envelope);
  second = send_one (world.siti, envelope);
  g_assert_cmpuint (get_index (world.siti, first, envelope->id), ==, 1);
  g_assert_cmpuint (get_index (world.siti, second, envelope->id), ==, 1);

  ktg_test_server_stop (world.server);
  ktg_test_server_start (world.server);
  world.siti->port = world.server->port;
  third = send_one (world.siti, envelope);
  g_assert_cmpuint (get_index (world.siti, third, envelope->id), ==, 1);
  g_assert_cmpuint (third->refused->len, ==, 0);
  world_close (&world);
}

static void
test_answer (void)
{
  World world;
  g_autoptr (KtgExchangeAnswer) answer = NULL;

  world_open (&world);
  answer = ktg_test_device_exchange (world.siti, NULL, 0);
  g_assert_cmpuint (answer->receipts->len, ==, 0);
  g_assert_cmpuint (answer->missing->len, ==, 0);
  g_assert_cmpuint (answer->events->len, ==, 0);
  g_assert_cmpuint (answer->max_batch_bytes, ==, 4194304);
  g_assert_cmpuint (answer->max_file_bytes, ==, 67108864);
  g_assert_false (answer->has_more);
  g_assert_nonnull (answer->now);
  world_close (&world);
}

static void
test_batch (void)
{
  World world;
  g_autoptr (GPtrArray) events
      = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_envelope_unref);
  g_autoptr (KtgExchangeAnswer) answer = NULL;
  g_autoptr (KtgReceipt) receipt = NULL;

  world_open (&world);
  for (guint i = 0; i < 300; i++)
    {
      g_autofree char *report_id = ktg_random_dup_uuid ();

      g_ptr_array_add (events, ktg_test_device_file (world.siti, report_id, NULL));
    }
  answer = ktg_test_device_exchange (world.siti, events, 0);
  receipt = read_receipt (world.siti, answer);
  g_assert_cmpuint (receipt->events->len, ==, 300);
  for (guint i = 0; i < 300; i++)
    {
      const KtgReceiptEvent *event = g_ptr_array_index (receipt->events, i);
      const KtgEnvelope     *envelope = g_ptr_array_index (events, i);

      g_assert_cmpuint (event->index, ==, i + 1);
      g_assert_cmpstr (event->event_id, ==, envelope->id);
    }
  world_close (&world);
}

/* --- refusals --- */

static void
test_unreadable (void)
{
  g_autofree char  *deep = g_strnfill (LEVELS, '[');
  const char *const texts[] = {
    "not json",
    "{}",
    "[1]",
    deep,
    "{\"v\":2,\"type\":\"report.filed\",\"report\":\"3f0c7f0e-1111-4111-8111-111111111111\"}",
  };
  World world;

  world_open (&world);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (KtgEnvelope) envelope = ktg_test_device_sign_bytes (world.siti, texts[i]);
      g_autoptr (KtgExchangeAnswer) answer = send_one (world.siti, envelope);

      g_assert_cmpuint (answer->receipts->len, ==, 0);
      assert_refused (answer, envelope->id, "not-an-event");
    }
  world_close (&world);
}

static void
test_wrong_signature (void)
{
  World            world;
  g_autofree char *report_id = ktg_random_dup_uuid ();
  g_autoptr (KtgEnvelope) envelope = NULL;
  g_autoptr (KtgEnvelope) forged = NULL;
  g_autoptr (KtgExchangeAnswer) answer = NULL;
  guint8 signature[KTG_SIGNATURE_BYTES];

  world_open (&world);
  envelope = ktg_test_device_file (world.siti, report_id, NULL);
  memcpy (signature, envelope->signature, sizeof signature);
  signature[10] ^= 1;
  forged = ktg_envelope_new (envelope->id, envelope->bytes, signature);
  answer = send_one (world.siti, forged);
  assert_refused (answer, envelope->id, "signature");
  world_close (&world);
}

static void
test_wrong_author (void)
{
  World            world;
  g_autofree char *report_id = ktg_random_dup_uuid ();
  g_autoptr (KtgEnvelope) envelope = NULL;
  g_autoptr (KtgExchangeAnswer) answer = NULL;

  world_open (&world);
  envelope = ktg_test_device_file (world.siti, report_id, NULL);
  answer = send_one (world.budi, envelope);
  assert_refused (answer, envelope->id, "author");
  world_close (&world);
}

static void
test_fork (void)
{
  World            world;
  g_autofree char *first_id = ktg_random_dup_uuid ();
  g_autofree char *second_id = ktg_random_dup_uuid ();
  g_autofree char *third_id = ktg_random_dup_uuid ();
  g_autofree char *before = NULL;
  g_autoptr (KtgEnvelope) first = NULL;
  g_autoptr (KtgEnvelope) second = NULL;
  g_autoptr (KtgEnvelope) rival = NULL;
  g_autoptr (KtgExchangeAnswer) one = NULL;
  g_autoptr (KtgExchangeAnswer) two = NULL;
  g_autoptr (KtgExchangeAnswer) three = NULL;
  g_autoptr (KtgExchangeAnswer) again = NULL;

  world_open (&world);
  first = ktg_test_device_file (world.siti, first_id, NULL);
  before = g_strdup (world.siti->prev);
  second = ktg_test_device_file (world.siti, second_id, NULL);
  g_free (world.siti->prev);
  world.siti->prev = g_strdup (before);
  world.siti->seq = 1;
  rival = ktg_test_device_file (world.siti, third_id, NULL);

  one = send_one (world.siti, first);
  two = send_one (world.siti, second);
  three = send_one (world.siti, rival);
  assert_refused (three, rival->id, "fork");
  again = send_one (world.siti, second);
  g_assert_cmpuint (get_index (world.siti, again, second->id), ==, 2);
  world_close (&world);
}

static void
test_other_report (void)
{
  World            world;
  g_autofree char *report_id = ktg_random_dup_uuid ();
  g_autoptr (KtgEnvelope) envelope = NULL;
  g_autoptr (KtgEnvelope) rival = NULL;
  g_autoptr (KtgExchangeAnswer) first = NULL;
  g_autoptr (KtgExchangeAnswer) second = NULL;

  world_open (&world);
  envelope = ktg_test_device_file (world.siti, report_id, NULL);
  first = send_one (world.siti, envelope);
  rival = ktg_test_device_file (world.budi, report_id, NULL);
  second = send_one (world.budi, rival);
  assert_refused (second, rival->id, "other-report");
  world_close (&world);
}

static void
test_role (void)
{
  World            world;
  g_autofree char *report_id = ktg_random_dup_uuid ();
  g_autoptr (KtgTestDevice) far = NULL;
  g_autoptr (KtgEnvelope) envelope = NULL;
  g_autoptr (KtgEnvelope) own = NULL;
  g_autoptr (KtgEnvelope) from_far = NULL;
  g_autoptr (KtgExchangeAnswer) first = NULL;
  g_autoptr (KtgExchangeAnswer) second = NULL;
  g_autoptr (KtgExchangeAnswer) third = NULL;

  world_open (&world);
  far = ktg_test_server_new_device (world.server, KTG_ROLE_OFFICE, "33.74");
  envelope = ktg_test_device_file (world.siti, report_id, NULL);
  first = send_one (world.siti, envelope);
  own = ktg_test_device_review (world.siti, report_id, "registered");
  second = send_one (world.siti, own);
  assert_refused (second, own->id, "role");
  from_far = ktg_test_device_review (far, report_id, "registered");
  third = send_one (far, from_far);
  assert_refused (third, from_far->id, "role");
  world_close (&world);
}

static void
test_review_of_nothing (void)
{
  World            world;
  g_autofree char *report_id = ktg_random_dup_uuid ();
  g_autoptr (KtgEnvelope) review = NULL;
  g_autoptr (KtgExchangeAnswer) answer = NULL;

  world_open (&world);
  review = ktg_test_device_review (world.office, report_id, "registered");
  answer = send_one (world.office, review);
  assert_refused (answer, review->id, "other-report");
  world_close (&world);
}

static void
test_too_large (void)
{
  World            world;
  g_autofree char *text = g_strnfill (KTG_EVENT_MAX_BYTES + 1, 'x');
  g_autoptr (KtgEnvelope) envelope = NULL;
  g_autoptr (KtgExchangeAnswer) answer = NULL;

  world_open (&world);
  envelope = ktg_test_device_sign_bytes (world.siti, text);
  answer = send_one (world.siti, envelope);
  assert_refused (answer, envelope->id, "too-large");
  world_close (&world);
}

static void
test_one_bad_event (void)
{
  World            world;
  g_autofree char *one_id = ktg_random_dup_uuid ();
  g_autofree char *two_id = ktg_random_dup_uuid ();
  g_autoptr (GPtrArray) events
      = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_envelope_unref);
  g_autoptr (KtgExchangeAnswer) answer = NULL;
  g_autoptr (KtgReceipt) receipt = NULL;

  world_open (&world);
  g_ptr_array_add (events, ktg_test_device_file (world.siti, one_id, NULL));
  g_ptr_array_add (events, ktg_test_device_sign_bytes (world.siti, "nonsense"));
  g_ptr_array_add (events, ktg_test_device_file (world.siti, two_id, NULL));
  answer = ktg_test_device_exchange (world.siti, events, 0);
  receipt = read_receipt (world.siti, answer);
  g_assert_cmpuint (receipt->events->len, ==, 2);
  assert_refused (answer, ((KtgEnvelope *)g_ptr_array_index (events, 1))->id, "not-an-event");
  world_close (&world);
}

static void
test_gap (void)
{
  World            world;
  g_autofree char *one_id = ktg_random_dup_uuid ();
  g_autofree char *two_id = ktg_random_dup_uuid ();
  g_autoptr (KtgEnvelope) one = NULL;
  g_autoptr (KtgEnvelope) two = NULL;
  g_autoptr (KtgExchangeAnswer) first = NULL;
  g_autoptr (KtgExchangeAnswer) second = NULL;

  world_open (&world);
  one = ktg_test_device_file (world.siti, one_id, NULL);
  two = ktg_test_device_file (world.siti, two_id, NULL);
  first = send_one (world.siti, two);
  g_assert_cmpuint (get_index (world.siti, first, two->id), ==, 1);
  g_assert_cmpint (ktg_test_server_run (world.server, NULL, "verify", NULL), ==, 0);
  second = send_one (world.siti, one);
  g_assert_cmpuint (get_index (world.siti, second, one->id), ==, 2);
  g_assert_cmpint (ktg_test_server_run (world.server, NULL, "verify", NULL), ==, 0);
  world_close (&world);
}

static void
test_bad_messages (void)
{
  g_autofree char  *deep = g_strnfill (LEVELS, '[');
  const char *const texts[]
      = { "", "{", "{\"cursor\":-1}", "{\"cursor\":0,\"x\":1}", "[]", deep, "\xff" };
  World world;

  world_open (&world);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GBytes) body = g_bytes_new_static (texts[i], strlen (texts[i]));
      KtgTestRequest request = { .body = body };
      g_autoptr (KtgTestReply) reply
          = ktg_test_device_ask (world.siti, "POST", "/v1/exchange", &request);

      g_assert_cmpuint (reply->status, ==, 400);
      g_assert_true (reply->is_proven);
    }
  world_close (&world);
}

/* --- what comes down --- */

static void
test_office_reviews (void)
{
  World            world;
  g_autofree char *report_id = ktg_random_dup_uuid ();
  g_autoptr (KtgEnvelope) filed = NULL;
  g_autoptr (KtgEnvelope) review = NULL;
  g_autoptr (KtgExchangeAnswer) sent = NULL;
  g_autoptr (KtgExchangeAnswer) seen = NULL;
  g_autoptr (KtgExchangeAnswer) decided = NULL;
  g_autoptr (KtgExchangeAnswer) back = NULL;
  g_autoptr (KtgExchangeAnswer) other = NULL;
  KtgIndexedEvent *event;

  world_open (&world);
  filed = ktg_test_device_file (world.siti, report_id, NULL);
  sent = send_one (world.siti, filed);
  g_assert_cmpuint (sent->events->len, ==, 0);

  seen = ktg_test_device_exchange (world.office, NULL, 0);
  g_assert_cmpuint (seen->events->len, ==, 1);
  event = g_ptr_array_index (seen->events, 0);
  g_assert_true (g_bytes_equal (event->envelope->bytes, filed->bytes));
  g_assert_cmpmem (event->envelope->signature, 64, filed->signature, 64);
  g_assert_cmpuint (event->index, ==, 1);

  review = ktg_test_device_review (world.office, report_id, "registered");
  decided = send_one (world.office, review);
  g_assert_cmpuint (decided->refused->len, ==, 0);
  back = ktg_test_device_exchange (world.siti, NULL, sent->cursor);
  g_assert_cmpuint (back->events->len, ==, 1);
  event = g_ptr_array_index (back->events, 0);
  g_assert_cmpstr (event->envelope->id, ==, review->id);
  g_assert_cmpuint (event->index, ==, 2);
  g_assert_cmpuint (back->cursor, ==, 2);

  other = ktg_test_device_exchange (world.budi, NULL, 0);
  g_assert_cmpuint (other->events->len, ==, 0);
  g_assert_cmpuint (other->cursor, ==, 2);
  world_close (&world);
}

static void
test_pages (void)
{
  World    world;
  guint    n_seen = 0;
  guint64  cursor = 0;
  guint    n_pages = 0;
  gboolean has_more = TRUE;

  world_open (&world);
  for (guint round = 0; round < 5; round++)
    {
      g_autoptr (GPtrArray) events
          = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_envelope_unref);

      for (guint i = 0; i < 500; i++)
        {
          g_autofree char *report_id = ktg_random_dup_uuid ();

          g_ptr_array_add (events, ktg_test_device_file (world.siti, report_id, NULL));
        }
      ktg_exchange_answer_free (ktg_test_device_exchange (world.siti, events, 0));
    }

  while (has_more)
    {
      g_autoptr (KtgExchangeAnswer) answer = ktg_test_device_exchange (world.office, NULL, cursor);

      for (guint i = 0; i < answer->events->len; i++)
        {
          const KtgIndexedEvent *event = g_ptr_array_index (answer->events, i);

          g_assert_cmpuint (event->index, ==, ++n_seen);
        }
      cursor = answer->cursor;
      has_more = answer->has_more;
      n_pages++;
    }
  g_assert_cmpuint (n_seen, ==, 2500);
  g_assert_cmpuint (n_pages, >, 1);
  world_close (&world);
}

static void
test_cursor_of_before_a_restore (void)
{
  World            world;
  g_autofree char *report_id = ktg_random_dup_uuid ();
  g_autoptr (KtgEnvelope) filed = NULL;
  g_autoptr (KtgExchangeAnswer) sent = NULL;
  g_autoptr (KtgExchangeAnswer) seen = NULL;

  world_open (&world);
  filed = ktg_test_device_file (world.siti, report_id, NULL);
  sent = send_one (world.siti, filed);
  seen = ktg_test_device_exchange (world.office, NULL, 4000);
  g_assert_cmpuint (seen->events->len, ==, 1);
  g_assert_cmpuint (seen->cursor, ==, 1);
  world_close (&world);
}

/* --- files --- */

static void
test_missing (void)
{
  World            world;
  g_autofree char *report_id = ktg_random_dup_uuid ();
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

  world_open (&world);
  g_ptr_array_add (evidence, ktg_test_evidence_new (photo, preview));
  envelope = ktg_test_device_file (world.siti, report_id, evidence);
  first = send_one (world.siti, envelope);
  g_assert_cmpuint (first->missing->len, ==, 2);
  g_assert_cmpstr (((KtgMissingFile *)g_ptr_array_index (first->missing, 0))->sha256,
                   ==,
                   photo_hash);
  g_assert_cmpstr (((KtgMissingFile *)g_ptr_array_index (first->missing, 1))->sha256,
                   ==,
                   preview_hash);

  patched = ktg_test_device_patch (world.siti, preview_hash, 0, preview, TRUE);
  g_assert_cmpuint (patched->status, ==, 200);
  second = send_one (world.siti, envelope);
  g_assert_cmpuint (second->missing->len, ==, 1);
  receipt = read_receipt (world.siti, second);
  g_assert_cmpuint (receipt->files->len, ==, 1);
  file = g_ptr_array_index (receipt->files, 0);
  g_assert_cmpstr (file->sha256, ==, preview_hash);
  g_assert_cmpuint (file->size_bytes, ==, 5);
  world_close (&world);
}

/* Signed, and so believed to be of a device; what it says is not read for that. */
static void
test_huge_message (void)
{
  World world;
  g_autoptr (GBytes) body = g_bytes_new_take (g_strnfill (HUGE_BYTES, ' '), HUGE_BYTES);
  KtgTestRequest request = { .body = body };
  g_autoptr (KtgTestReply) reply = NULL;
  g_autoptr (KtgExchangeAnswer) after = NULL;

  world_open (&world);
  reply = ktg_test_device_ask (world.siti, "POST", "/v1/exchange", &request);
  g_assert_cmpuint (reply->status, ==, 413);
  after = ktg_test_device_exchange (world.siti, NULL, 0);
  g_assert_nonnull (after);
  world_close (&world);
}

/* --- packs --- */

static void
assert_pack (World *world, const KtgPackNotice *notice)
{
  g_autofree char *path = g_strconcat ("/v1/packs/", notice->name, NULL);
  g_autofree char *tag = g_strdup_printf ("\"%s\"", notice->sha256);
  g_autofree char *headers = g_strdup_printf ("If-None-Match: %s\r\n", tag);
  KtgTestRequest   known = { .headers = headers };
  g_autoptr (KtgTestReply) reply = ktg_test_device_ask (world->siti, "GET", path, NULL);
  g_autoptr (KtgTestReply) again = ktg_test_device_ask (world->siti, "GET", path, &known);
  g_autofree char *hash = ktg_sha256_of_bytes (reply->content);

  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_true (reply->is_proven);
  g_assert_cmpstr (hash, ==, notice->sha256);
  g_assert_cmpstr (ktg_test_reply_get_header (reply, "etag"), ==, tag);
  g_assert_cmpuint (again->status, ==, 304);
  g_assert_true (again->is_proven);
}

static void
test_packs (void)
{
  World world;
  g_autoptr (KtgExchangeAnswer) answer = NULL;
  g_autoptr (KtgTestReply) unknown = NULL;

  world_open (&world);
  ktg_test_server_stop (world.server);
  world.server->packs_folder = g_strdup (g_getenv ("KTG_PACKS"));
  ktg_test_server_start (world.server);
  world.siti->port = world.server->port;

  answer = ktg_test_device_exchange (world.siti, NULL, 0);
  g_assert_cmpuint (answer->packs->len, >=, 5);
  for (guint i = 0; i < answer->packs->len; i++)
    assert_pack (&world, g_ptr_array_index (answer->packs, i));
  unknown = ktg_test_device_ask (world.siti, "GET", "/v1/packs/nothing", NULL);
  g_assert_cmpuint (unknown->status, ==, 404);
  world_close (&world);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (ktg_seal_init ());

  g_test_add_func ("/exchange/the-same-event-again-gets-the-same-index", test_repeat);
  g_test_add_func ("/exchange/an-empty-exchange-is-answered", test_answer);
  g_test_add_func ("/exchange/a-batch-keeps-its-order", test_batch);
  g_test_add_func ("/exchange/what-is-no-event-is-refused", test_unreadable);
  g_test_add_func ("/exchange/an-event-with-a-wrong-signature-is-refused", test_wrong_signature);
  g_test_add_func ("/exchange/an-event-of-another-device-is-refused", test_wrong_author);
  g_test_add_func ("/exchange/a-fork-is-refused-and-the-first-stays", test_fork);
  g_test_add_func ("/exchange/another-author-cannot-file-the-same-report", test_other_report);
  g_test_add_func ("/exchange/only-the-right-office-reviews", test_role);
  g_test_add_func ("/exchange/a-report-nobody-filed-is-not-reviewed", test_review_of_nothing);
  g_test_add_func ("/exchange/an-event-too-large-is-refused", test_too_large);
  g_test_add_func ("/exchange/one-bad-event-does-not-hold-the-others-back", test_one_bad_event);
  g_test_add_func ("/exchange/a-gap-refuses-nothing-and-heals", test_gap);
  g_test_add_func ("/exchange/a-message-that-cannot-be-read-is-refused", test_bad_messages);
  g_test_add_func ("/exchange/a-message-too-large-is-refused", test_huge_message);
  g_test_add_func ("/exchange/an-office-decides-and-the-officer-learns-it", test_office_reviews);
  g_test_add_func ("/exchange/what-comes-down-comes-in-pages", test_pages);
  g_test_add_func ("/exchange/a-cursor-from-before-a-restore-begins-again",
                   test_cursor_of_before_a_restore);
  g_test_add_func ("/exchange/packs-are-listed-and-handed-out", test_packs);
  g_test_add_func ("/exchange/files-are-asked-for-until-they-are-whole", test_missing);

  return g_test_run ();
}
