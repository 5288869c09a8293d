/* test-carry.c - a device brings what others wrote, and takes their receipts home
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-rejection-json.h>
#include <ktg-signed-envelope.h>
#include <ktg-test-news.h>
#include <ktg-test-server.h>

#include <string.h>

typedef struct
{
  KtgTestServer *server;
  KtgTestDevice *siti; /* who wrote it */
  KtgTestDevice *budi; /* who carries it */
  KtgTestDevice *office;
} World;

static void
world_open (World *world, gconstpointer data)
{
  world->server = ktg_test_server_new ();
  ktg_test_server_start (world->server);
  world->siti = ktg_test_server_new_device (world->server, KTG_ROLE_OFFICER, "34.71.04");
  world->budi = ktg_test_server_new_device (world->server, KTG_ROLE_OFFICER, "34.04.05");
  world->office = ktg_test_server_new_device (world->server, KTG_ROLE_OFFICE, "34.71");
}

static void
world_close (World *world, gconstpointer data)
{
  ktg_test_device_free (world->siti);
  ktg_test_device_free (world->budi);
  ktg_test_device_free (world->office);
  ktg_test_server_free (world->server);
}

static guint64
get_index (KtgExchangeAnswer *answer, KtgTestDevice *author, const KtgEnvelope *event)
{
  g_autoptr (KtgReceipt) receipt = ktg_test_device_find_receipt (author, answer->receipts);

  g_assert_nonnull (receipt);
  return ktg_test_receipt_get_index (receipt, event->id);
}

static void
assert_refused (KtgExchangeAnswer *answer, const KtgEnvelope *event, const char *type)
{
  g_assert_cmpuint (answer->refused->len, ==, 1);
  g_assert_cmpstr (ktg_test_answer_get_refusal (answer, event), ==, type);
  g_assert_cmpuint (answer->receipts->len, ==, 0);
}

/* The office gets the event, and who carried it gets nothing of it. */
static void
test_to_its_author (World *world, gconstpointer data)
{
  g_autoptr (KtgEnvelope) filed = ktg_test_device_file (world->siti, NULL, NULL);
  g_autoptr (KtgExchangeAnswer) carried = ktg_test_device_carry (world->budi, filed, NULL);
  g_autoptr (KtgReceipt) receipt = ktg_test_device_find_receipt (world->siti, carried->receipts);
  g_autoptr (KtgExchangeAnswer) seen = ktg_test_device_exchange (world->office, NULL, NULL);
  g_autoptr (KtgExchangeAnswer) after = ktg_test_device_exchange (world->budi, NULL, NULL);

  g_assert_cmpuint (carried->refused->len, ==, 0);
  g_assert_cmpuint (carried->receipts->len, ==, 1);
  g_assert_null (carried->receipt);
  g_assert_cmpuint (receipt->events->len, ==, 1);
  g_assert_cmpstr (receipt->holder, ==, "centre");
  g_assert_cmpstr (ktg_test_news_get (seen, 0)->envelope->id, ==, filed->id);
  g_assert_cmpuint (carried->scopes->len, ==, 0);
  g_assert_cmpuint (after->scopes->len, ==, 0);
}

static void
test_by_several (World *world, gconstpointer data)
{
  g_autoptr (KtgEnvelope) filed = ktg_test_device_file (world->siti, NULL, NULL);
  g_autoptr (KtgExchangeAnswer) first = ktg_test_device_carry (world->budi, filed, NULL);
  g_autoptr (KtgExchangeAnswer) second = ktg_test_device_carry (world->office, filed, NULL);
  g_autoptr (KtgExchangeAnswer) own = ktg_test_device_send (world->siti, filed);
  g_autoptr (KtgExchangeAnswer) itself = ktg_test_device_carry (world->siti, filed, NULL);

  g_assert_cmpuint (get_index (first, world->siti, filed), ==, 1);
  g_assert_cmpuint (get_index (second, world->siti, filed), ==, 1);
  g_assert_cmpuint (get_index (own, world->siti, filed), ==, 1);
  g_assert_cmpuint (get_index (itself, world->siti, filed), ==, 1);
  g_assert_null (ktg_test_device_find_receipt (world->budi, first->receipts));
}

/* What is said of a report is taken after it, whoever brings which. */
static void
test_with_own (World *world, gconstpointer data)
{
  const char *report_id = "3f0c2f5e-6f0e-4c0e-8f43-2f5b6a3d9c10";
  g_autoptr (KtgEnvelope) filed = ktg_test_device_file (world->siti, report_id, NULL);
  g_autoptr (KtgEnvelope) step
      = ktg_test_device_step (world->office, report_id, filed->id, filed->id, NULL);
  g_autoptr (KtgExchangeRequest) message = ktg_exchange_request_new ();
  g_autoptr (KtgExchangeAnswer) answer = NULL;

  g_ptr_array_add (message->events, ktg_envelope_ref (step));
  g_ptr_array_add (message->carry, ktg_envelope_ref (filed));
  answer = ktg_test_device_say (world->office, message);

  g_assert_cmpuint (answer->refused->len, ==, 0);
  g_assert_cmpuint (get_index (answer, world->siti, filed), ==, 1);
  g_assert_cmpuint (get_index (answer, world->office, step), ==, 2);
}

static void
test_signed_wrongly (World *world, gconstpointer data)
{
  g_autoptr (KtgEnvelope) filed = ktg_test_device_file (world->siti, NULL, NULL);
  g_autoptr (KtgExchangeAnswer) answer = NULL;

  filed->signature[3] ^= 1;
  answer = ktg_test_device_carry (world->budi, filed, NULL);
  assert_refused (answer, filed, "signature");
  g_assert_cmpuint (answer->refusals->len, ==, 0);
}

/* Not kept, since the carrier comes again once he has what says who it is. */
static void
test_stranger (World *world, gconstpointer data)
{
  g_autoptr (KtgTestDevice) stranger = ktg_test_device_new (world->server->port);
  g_autoptr (KtgEnvelope) filed = ktg_test_device_file (stranger, NULL, NULL);
  g_autoptr (KtgExchangeAnswer) answer = ktg_test_device_carry (world->budi, filed, NULL);
  g_autofree char *aside = NULL;

  assert_refused (answer, filed, "stranger");
  g_assert_cmpuint (answer->refusals->len, ==, 0);
  ktg_test_server_run (world->server, &aside, "aside", NULL);
  g_assert_cmpstr (aside, ==, "");
}

static void
assert_told (KtgExchangeAnswer *answer, KtgTestDevice *author, const KtgEnvelope *event)
{
  const KtgEnvelope *envelope;
  g_autoptr (KtgRejection) rejection = NULL;

  g_assert_cmpuint (answer->refusals->len, ==, 1);
  envelope = g_ptr_array_index (answer->refusals, 0);
  g_assert_true (ktg_envelope_is_signed_by (envelope, author->server_key));
  rejection = ktg_rejection_json_parse (envelope->bytes, NULL);
  g_assert_cmpstr (rejection->node, ==, author->server_key);
  g_assert_cmpstr (rejection->device, ==, ktg_test_device_get_key (author));
  g_assert_cmpstr (rejection->life, ==, answer->life);
  g_assert_cmpuint (rejection->events->len, ==, 1);
  g_assert_cmpstr (((KtgRefusal *)rejection->events->pdata[0])->id, ==, event->id);
  g_assert_cmpstr (((KtgRefusal *)rejection->events->pdata[0])->type,
                   ==,
                   ((KtgRefusal *)answer->refused->pdata[0])->type);
}

static void
test_fork (World *world, gconstpointer data)
{
  g_autoptr (KtgEnvelope) filed = ktg_test_device_file (world->siti, NULL, NULL);
  g_autoptr (KtgExchangeAnswer) sent = ktg_test_device_send (world->siti, filed);
  g_autoptr (KtgEnvelope) rival = NULL;
  g_autoptr (KtgExchangeAnswer) answer = NULL;
  g_autofree char *aside = NULL;

  world->siti->seq = 0;
  g_clear_pointer (&world->siti->prev, g_free);
  rival = ktg_test_device_file (world->siti, NULL, NULL);
  answer = ktg_test_device_carry (world->budi, rival, NULL);

  assert_refused (answer, rival, "fork");
  assert_told (answer, world->siti, rival);
  ktg_test_server_run (world->server, &aside, "aside", NULL);
  g_assert_nonnull (strstr (aside, rival->id));
}

/* As little as if its author had sent it. */
static void
test_of_a_report_that_is_not_there (World *world, gconstpointer data)
{
  const char *report_id = "3f0c2f5e-6f0e-4c0e-8f43-2f5b6a3d9c10";
  g_autoptr (KtgEnvelope) filed = ktg_test_device_file (world->siti, report_id, NULL);
  g_autoptr (KtgEnvelope) note = ktg_test_device_note (world->office, report_id, filed->id, FALSE);
  g_autoptr (KtgExchangeAnswer) answer = ktg_test_device_carry (world->budi, note, NULL);

  assert_refused (answer, note, "other-report");
  assert_told (answer, world->office, note);
}

static void
test_too_many (World *world, gconstpointer data)
{
  g_autoptr (KtgExchangeRequest) message = ktg_exchange_request_new ();
  g_autoptr (KtgEnvelope) filed = ktg_test_device_file (world->siti, NULL, NULL);
  g_autoptr (KtgEnvelope) own = ktg_test_device_file (world->budi, NULL, NULL);
  g_autoptr (GBytes) body = NULL;
  KtgTestRequest request = { 0 };
  g_autoptr (KtgTestReply) reply = NULL;
  g_autofree char *problem = NULL;

  g_ptr_array_add (message->events, ktg_envelope_ref (own));
  for (guint i = 0; i < 1000; i++)
    g_ptr_array_add (message->carry, ktg_envelope_ref (filed));
  body = ktg_exchange_request_write (message);
  request.body = body;
  reply = ktg_test_device_ask (world->budi, "POST", "/v1/exchange", &request);
  problem = ktg_test_reply_dup_problem (reply);
  g_assert_cmpuint (reply->status, ==, 413);
  g_assert_cmpstr (problem, ==, "too-many");
}

static void
revoke_device (World *world, KtgTestDevice *device)
{
  g_assert_cmpint (ktg_test_server_run (world->server,
                                        NULL,
                                        "revoke",
                                        "--",
                                        ktg_test_device_get_key (device),
                                        NULL),
                   ==,
                   0);
}

/* It is taken and told, and everybody's chain marks it. */
static void
test_of_who_was_revoked (World *world, gconstpointer data)
{
  g_autoptr (KtgEnvelope) filed = ktg_test_device_file (world->siti, NULL, NULL);
  g_autoptr (KtgExchangeAnswer) carried = NULL;
  g_autoptr (KtgExchangeAnswer) seen = NULL;

  revoke_device (world, world->siti);
  carried = ktg_test_device_carry (world->budi, filed, NULL);
  seen = ktg_test_device_exchange (world->office, NULL, NULL);

  g_assert_cmpuint (get_index (carried, world->siti, filed), ==, 1);
  g_assert_cmpstr (ktg_test_news_get (seen, 0)->envelope->id, ==, filed->id);
}

/* A key that was stolen from an office opens no list to another. */
static void
test_who_was_revoked_hands_nothing_on (World *world, gconstpointer data)
{
  const char *report_id = "3f0c2f5e-6f0e-4c0e-8f43-2f5b6a3d9c10";
  g_autoptr (KtgTestDevice) other
      = ktg_test_server_new_device (world->server, KTG_ROLE_OFFICE, "34.02");
  g_autoptr (KtgEnvelope) filed = ktg_test_device_file (world->siti, report_id, NULL);
  g_autoptr (KtgExchangeAnswer) sent = ktg_test_device_send (world->siti, filed);
  g_autoptr (KtgEnvelope) step
      = ktg_test_device_step (world->office, report_id, filed->id, filed->id, "34.02");
  g_autoptr (KtgExchangeAnswer) carried = NULL;
  g_autoptr (KtgExchangeAnswer) seen = NULL;

  revoke_device (world, world->office);
  carried = ktg_test_device_carry (world->budi, step, NULL);
  seen = ktg_test_device_exchange (other, NULL, NULL);

  g_assert_cmpuint (get_index (carried, world->office, step), ==, 2);
  g_assert_cmpuint (seen->scopes->len, ==, 0);
}

/* With a number that its author gave before, as somebody who stole the key does. */
static KtgEnvelope *
file_as (KtgTestDevice *device, guint64 seq, const KtgEnvelope *before)
{
  g_clear_pointer (&device->prev, g_free);
  device->seq = seq - 1;
  device->prev = g_strdup (before->id);
  return ktg_test_device_file (device, NULL, NULL);
}

/* What the author signed after it says which event has the number. */
static void
test_into_a_gap (World *world, gconstpointer data)
{
  g_autoptr (KtgEnvelope) first = ktg_test_device_file (world->siti, NULL, NULL);
  g_autoptr (KtgEnvelope) second = ktg_test_device_file (world->siti, NULL, NULL);
  g_autoptr (KtgEnvelope) third = ktg_test_device_file (world->siti, NULL, NULL);
  g_autoptr (KtgExchangeAnswer) one = ktg_test_device_send (world->siti, first);
  g_autoptr (KtgExchangeAnswer) two = ktg_test_device_send (world->siti, third);
  g_autoptr (KtgEnvelope) false_one = file_as (world->siti, 2, first);
  g_autoptr (KtgExchangeAnswer) refused = NULL;
  g_autoptr (KtgExchangeAnswer) taken = NULL;
  g_autofree char *aside = NULL;

  revoke_device (world, world->siti);
  refused = ktg_test_device_carry (world->budi, false_one, NULL);
  assert_refused (refused, false_one, "fork");
  assert_told (refused, world->siti, false_one);
  ktg_test_server_run (world->server, &aside, "aside", NULL);
  g_assert_nonnull (strstr (aside, false_one->id));

  taken = ktg_test_device_carry (world->budi, second, NULL);
  g_assert_cmpuint (get_index (taken, world->siti, second), ==, 3);
  g_assert_cmpint (ktg_test_server_run (world->server, NULL, "verify", NULL), ==, 0);
}

/* Of two free numbers the lower one cannot be told: once it can, it is named, and not what shows
 * it. */
static void
test_into_a_wide_gap (World *world, gconstpointer data)
{
  g_autoptr (KtgEnvelope) first = ktg_test_device_file (world->siti, NULL, NULL);
  g_autoptr (KtgEnvelope) second = ktg_test_device_file (world->siti, NULL, NULL);
  g_autoptr (KtgEnvelope) third = ktg_test_device_file (world->siti, NULL, NULL);
  g_autoptr (KtgEnvelope) fourth = ktg_test_device_file (world->siti, NULL, NULL);
  g_autoptr (KtgExchangeAnswer) one = ktg_test_device_send (world->siti, first);
  g_autoptr (KtgExchangeAnswer) two = ktg_test_device_send (world->siti, fourth);
  g_autoptr (KtgEnvelope) false_one = file_as (world->siti, 2, first);
  g_autoptr (KtgExchangeAnswer) lower = ktg_test_device_carry (world->budi, false_one, NULL);
  g_autoptr (KtgExchangeAnswer) upper = ktg_test_device_carry (world->budi, third, NULL);
  g_autofree char *named
      = g_strdup_printf ("event %s: its author's next event, %s, names another before it",
                         false_one->id,
                         third->id);
  g_autofree char *out = NULL;

  g_assert_cmpuint (get_index (lower, world->siti, false_one), ==, 3);
  g_assert_cmpuint (get_index (upper, world->siti, third), ==, 4);
  g_assert_cmpint (ktg_test_server_run (world->server, &out, "verify", NULL), ==, 1);
  g_assert_nonnull (strstr (out, named));
  g_assert_nonnull (strstr (out, ", 1 wrong"));
}

/* Who has the device now wrote it; who had it then is whose it is. */
static void
test_as_who_wrote_it_was (World *world, gconstpointer data)
{
  g_autoptr (KtgEnvelope) first = ktg_test_device_file (world->siti, NULL, NULL);
  g_autoptr (KtgEnvelope) second = ktg_test_device_file (world->siti, NULL, NULL);
  g_autoptr (KtgExchangeAnswer) sent = ktg_test_device_send (world->siti, second);
  g_autofree char *code = ktg_test_server_make_code (world->server, KTG_ROLE_OFFICER, "34.02.01");
  g_autoptr (KtgTestReply) moved = ktg_test_device_enrol (world->siti, code);
  g_autoptr (KtgEnvelope) third = ktg_test_device_file (world->siti, NULL, NULL);
  g_autoptr (KtgExchangeAnswer) carried = ktg_test_device_carry (world->budi, first, third, NULL);
  g_autoptr (KtgTestDevice) there
      = ktg_test_server_new_device (world->server, KTG_ROLE_OFFICE, "34.02");
  g_autoptr (KtgExchangeAnswer) seen = ktg_test_device_exchange (there, NULL, NULL);

  g_assert_cmpuint (moved->status, ==, 200);
  g_assert_cmpuint (carried->refused->len, ==, 0);
  g_assert_cmpuint (ktg_test_news_count (seen), ==, 1);
  g_assert_cmpstr (ktg_test_news_get (seen, 0)->envelope->id, ==, third->id);
}

#define ADD(path, func) g_test_add (path, World, NULL, world_open, func, world_close)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (ktg_seal_init ());

  ADD ("/carry/a-receipt-is-for-the-author-and-the-carrier-gains-nothing", test_to_its_author);
  ADD ("/carry/what-two-carry-and-the-author-sends-is-taken-once", test_by_several);
  ADD ("/carry/what-is-said-of-a-report-is-taken-after-it", test_with_own);
  ADD ("/carry/what-is-signed-wrongly-is-refused", test_signed_wrongly);
  ADD ("/carry/an-author-whom-nobody-knows-is-a-stranger", test_stranger);
  ADD ("/carry/a-fork-is-put-aside-and-its-author-is-told", test_fork);
  ADD ("/carry/what-is-said-of-no-report-is-refused-to-its-author",
       test_of_a_report_that_is_not_there);
  ADD ("/carry/a-thousand-in-all-are-taken", test_too_many);
  ADD ("/carry/what-came-late-is-taken", test_of_who_was_revoked);
  ADD ("/carry/who-was-revoked-hands-nothing-on", test_who_was_revoked_hands_nothing_on);
  ADD ("/carry/what-its-author-signed-after-it-rules-it-out", test_into_a_gap);
  ADD ("/carry/what-was-taken-falsely-is-named-by-what-comes-after-it", test_into_a_wide_gap);
  ADD ("/carry/an-author-is-what-he-was-when-he-wrote", test_as_who_wrote_it_was);

  return g_test_run ();
}
