/* test-carried-files.c - who carries an event brings its files, and their receipts are its author's
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-receipt-json.h>
#include <ktg-sha256.h>
#include <ktg-test-server.h>

#include <string.h>

#define GIBIBYTE (G_GUINT64_CONSTANT (1024) * 1024 * 1024)

/* All of one regency but who carries. */
typedef struct
{
  KtgTestServer *server;
  KtgTestDevice *siti;
  KtgTestDevice *dewi;
  KtgTestDevice *budi; /* who carries */
  KtgTestDevice *office;
  GBytes        *photo;
  char          *sha256;
} World;

static void
world_open (World *world, gconstpointer data)
{
  world->server = ktg_test_server_new ();
  ktg_test_server_start (world->server);
  world->siti = ktg_test_server_new_device (world->server, KTG_ROLE_OFFICER, "34.71.04");
  world->dewi = ktg_test_server_new_device (world->server, KTG_ROLE_OFFICER, "34.71.05");
  world->budi = ktg_test_server_new_device (world->server, KTG_ROLE_OFFICER, "33.04.05");
  world->office = ktg_test_server_new_device (world->server, KTG_ROLE_OFFICE, "34.71");
  world->photo = g_bytes_new_static ("a photo that went from hand to hand", 35);
  world->sha256 = ktg_sha256_of_bytes (world->photo);
}

static void
world_close (World *world, gconstpointer data)
{
  g_bytes_unref (world->photo);
  g_free (world->sha256);
  ktg_test_device_free (world->siti);
  ktg_test_device_free (world->dewi);
  ktg_test_device_free (world->budi);
  ktg_test_device_free (world->office);
  ktg_test_server_free (world->server);
}

/* The number under which a file is held for this device by one of these receipts; 0: by none. */
static guint64
find_delivery (const World *world, const GPtrArray *receipts, const KtgTestDevice *device)
{
  g_autoptr (KtgReceipt) receipt = ktg_test_device_find_receipt (device, receipts);
  const KtgReceiptFile *file;

  if (receipt == NULL || receipt->files->len == 0)
    return 0;

  file = receipt->files->pdata[0];
  g_assert_cmpstr (file->sha256, ==, world->sha256);
  g_assert_cmpuint (file->size_bytes, ==, g_bytes_get_size (world->photo));
  return file->index;
}

static GPtrArray *
bring (const World *world, KtgTestDevice *device)
{
  g_autoptr (KtgTestReply) reply
      = ktg_test_device_patch (device, world->sha256, 0, world->photo, TRUE);

  g_assert_cmpuint (reply->status, ==, 200);
  return ktg_receipts_answer_parse (reply->content, NULL);
}

static guint
fetch (const World *world, KtgTestDevice *device)
{
  g_autoptr (KtgTestReply) reply = ktg_test_device_fetch (device, world->sha256);

  return reply->status;
}

static void
assert_missing (const World *world, const KtgExchangeAnswer *answer)
{
  g_assert_cmpuint (answer->missing->len, ==, 1);
  g_assert_cmpstr (((KtgMissingFile *)answer->missing->pdata[0])->sha256, ==, world->sha256);
}

/* Its office sees the photo, and who carried it does not. */
static void
test_for_its_author (World *world, gconstpointer data)
{
  g_autoptr (KtgEnvelope) filed = ktg_test_device_file_photo (world->siti, world->photo);
  g_autoptr (KtgExchangeAnswer) carried = ktg_test_device_carry (world->budi, filed, NULL);
  g_autoptr (GPtrArray) receipts = bring (world, world->budi);
  g_autoptr (GPtrArray) again = bring (world, world->budi);
  g_autoptr (GPtrArray) itself = bring (world, world->siti);
  guint64 delivery = find_delivery (world, receipts, world->siti);

  assert_missing (world, carried);
  g_assert_cmpuint (receipts->len, ==, 2);
  g_assert_cmpuint (find_delivery (world, receipts, world->budi), ==, 1);
  g_assert_cmpuint (delivery, ==, 2);
  g_assert_cmpuint (find_delivery (world, again, world->siti), ==, delivery);
  g_assert_cmpuint (find_delivery (world, itself, world->siti), ==, delivery);
  g_assert_cmpuint (fetch (world, world->office), ==, 200);
  g_assert_cmpuint (fetch (world, world->budi), ==, 404);
  g_assert_cmpint (ktg_test_server_run (world->server, NULL, "verify", NULL), ==, 0);
}

/* In an exchange, too, and for everybody who named it. */
static void
test_for_several (World *world, gconstpointer data)
{
  g_autoptr (KtgEnvelope) one = ktg_test_device_file_photo (world->siti, world->photo);
  g_autoptr (KtgEnvelope) other = ktg_test_device_file_photo (world->dewi, world->photo);
  g_autoptr (KtgExchangeAnswer) carried = ktg_test_device_carry (world->budi, one, NULL);
  g_autoptr (GPtrArray) receipts = bring (world, world->budi);
  g_autoptr (KtgExchangeAnswer) later = ktg_test_device_carry (world->budi, other, NULL);
  g_autoptr (KtgExchangeRequest) message = ktg_exchange_request_new ();
  g_autoptr (KtgExchangeAnswer) named = NULL;

  assert_missing (world, carried);
  g_assert_cmpuint (find_delivery (world, receipts, world->dewi), ==, 0);
  g_assert_cmpuint (later->missing->len, ==, 0);
  g_assert_cmpuint (find_delivery (world, later->receipts, world->dewi), ==, 3);

  g_ptr_array_add (message->files, g_strdup (world->sha256));
  named = ktg_test_device_say (world->budi, message);
  g_assert_cmpuint (named->receipts->len, ==, 3);
  g_assert_cmpuint (find_delivery (world, named->receipts, world->siti), ==, 2);
  g_assert_cmpuint (find_delivery (world, named->receipts, world->dewi), ==, 3);
}

/* Whoever carries it too brings it, too. */
static void
test_by_two_carriers (World *world, gconstpointer data)
{
  g_autoptr (KtgEnvelope) filed = ktg_test_device_file_photo (world->siti, world->photo);
  g_autoptr (KtgExchangeAnswer) first = ktg_test_device_carry (world->budi, filed, NULL);
  g_autoptr (KtgExchangeAnswer) second = ktg_test_device_carry (world->dewi, filed, NULL);
  g_autoptr (GPtrArray) receipts = bring (world, world->dewi);

  assert_missing (world, first);
  assert_missing (world, second);
  g_assert_cmpuint (find_delivery (world, receipts, world->siti), >, 0);
  g_assert_cmpuint (find_delivery (world, receipts, world->budi), ==, 0);
}

/* An office that sees a photo by one report does not thereby have it for the author of another. */
static void
test_to_see_is_not_to_bring (World *world, gconstpointer data)
{
  g_autoptr (KtgEnvelope) one = ktg_test_device_file_photo (world->siti, world->photo);
  g_autoptr (KtgExchangeAnswer) sent = ktg_test_device_send (world->siti, one);
  g_autoptr (GPtrArray) brought = bring (world, world->siti);
  g_autoptr (KtgEnvelope) other = ktg_test_device_file_photo (world->dewi, world->photo);
  g_autoptr (KtgExchangeAnswer) carried = ktg_test_device_carry (world->office, one, other, NULL);
  guint before = fetch (world, world->dewi);
  g_autoptr (GPtrArray) receipts = bring (world, world->office);

  assert_missing (world, carried);
  g_assert_cmpuint (find_delivery (world, carried->receipts, world->dewi), ==, 0);
  g_assert_cmpuint (find_delivery (world, carried->receipts, world->siti), ==, 1);
  g_assert_cmpuint (before, ==, 404);
  g_assert_cmpuint (find_delivery (world, receipts, world->dewi), >, 0);
  g_assert_cmpuint (fetch (world, world->dewi), ==, 200);
}

static KtgExchangeAnswer *
carry_text (KtgTestDevice *device, KtgEnvelope *event)
{
  g_autoptr (KtgExchangeRequest) message = ktg_exchange_request_new ();

  g_ptr_array_add (message->carry, ktg_envelope_ref (event));
  g_ptr_array_add (message->texts, g_strdup (event->id));
  return ktg_test_device_say (device, message);
}

/* So a relay that has a photo from one author opens it to no other who names its hash. */
static void
test_a_text_alone (World *world, gconstpointer data)
{
  g_autoptr (KtgEnvelope) one = ktg_test_device_file_photo (world->siti, world->photo);
  g_autoptr (KtgEnvelope) other = ktg_test_device_file_photo (world->dewi, world->photo);
  g_autoptr (KtgExchangeAnswer) whole = ktg_test_device_carry (world->budi, one, NULL);
  g_autoptr (KtgExchangeAnswer) text = carry_text (world->budi, other);
  g_autoptr (GPtrArray) receipts = bring (world, world->budi);
  g_autoptr (KtgExchangeAnswer) again = carry_text (world->budi, other);
  guint before = fetch (world, world->dewi);
  g_autoptr (KtgExchangeAnswer) later = ktg_test_device_carry (world->budi, other, NULL);

  g_assert_cmpuint (whole->missing->len, ==, 1);
  g_assert_cmpuint (text->refused->len, ==, 0);
  g_assert_cmpuint (text->receipts->len, ==, 1);
  g_assert_cmpuint (find_delivery (world, receipts, world->siti), >, 0);
  g_assert_cmpuint (find_delivery (world, receipts, world->dewi), ==, 0);
  g_assert_cmpuint (find_delivery (world, again->receipts, world->dewi), ==, 0);
  g_assert_cmpuint (before, ==, 404);
  g_assert_cmpuint (find_delivery (world, later->receipts, world->dewi), >, 0);
}

/* What is named and not brought counts for who carries, each time. */
static void
test_too_much_owed (World *world, gconstpointer data)
{
  g_autoptr (GPtrArray) evidence
      = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_evidence_free);
  g_autoptr (GBytes) another = g_bytes_new_static ("another photo", 13);
  KtgEvidence *file = ktg_test_evidence_new (world->photo, NULL);
  g_autoptr (KtgEnvelope) filed = NULL;
  g_autoptr (KtgEnvelope) next = NULL;
  g_autoptr (KtgExchangeAnswer) carried = NULL;

  g_ptr_array_add (evidence, file);
  file->size_bytes = 4 * GIBIBYTE;
  filed = ktg_test_device_file (world->siti, NULL, evidence);
  next = ktg_test_device_file_photo (world->dewi, another);
  carried = ktg_test_device_carry (world->budi, filed, next, NULL);
  g_assert_cmpuint (carried->refused->len, ==, 1);
  g_assert_cmpstr (ktg_test_answer_get_refusal (carried, next), ==, "too-much-owed");
  g_assert_cmpuint (carried->refusals->len, ==, 0);
}

#define ADD(path, func)                                                                            \
  g_test_add ("/carried-files/" path, World, NULL, world_open, func, world_close)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (ktg_seal_init ());

  ADD ("who-brings-it-gets-a-receipt-for-the-author-and-sees-nothing", test_for_its_author);
  ADD ("each-author-who-named-it-gets-one", test_for_several);
  ADD ("two-carriers-each-bring-it", test_by_two_carriers);
  ADD ("who-only-sees-it-brings-it-for-nobody", test_to_see_is_not_to_bring);
  ADD ("a-text-alone-brings-no-file", test_a_text_alone);
  ADD ("what-is-owed-counts-for-who-carries", test_too_much_owed);

  return g_test_run ();
}
