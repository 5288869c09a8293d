/* test-possession.c - who holds a photo that is here says so, and does not bring it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-possession-json.h>
#include <ktg-possession.h>
#include <ktg-random.h>
#include <ktg-receipt-json.h>
#include <ktg-seal-error.h>
#include <ktg-sha256.h>
#include <ktg-test-server.h>

#include <string.h>

#define OFFICERS 12
#define PHOTO_BYTES 300000

/* A photo that somebody of 34.71 brought. */
typedef struct
{
  KtgTestServer *server;
  GBytes        *photo;
  char          *sha256;
  char          *path;
  KtgTestDevice *first;
} World;

static KtgTestDevice *
new_officer (World *world, const char *region)
{
  return ktg_test_server_new_device (world->server, KTG_ROLE_OFFICER, region);
}

/* What the server offers to prove under, or NULL where the file is to be brought. */
static char *
file_photo (World *world, KtgTestDevice *device)
{
  g_autoptr (KtgEnvelope) filed = ktg_test_device_file_photo (device, world->photo);
  g_autoptr (KtgExchangeAnswer) answer = ktg_test_device_send (device, filed);
  const KtgMissingFile *missing;

  g_assert_cmpuint (answer->missing->len, ==, 1);
  missing = g_ptr_array_index (answer->missing, 0);
  g_assert_cmpstr (missing->sha256, ==, world->sha256);
  g_assert_cmpuint (missing->offset, ==, 0);
  return g_strdup (missing->prove);
}

static void
bring (World *world, KtgTestDevice *device)
{
  g_autoptr (KtgTestReply) reply
      = ktg_test_device_patch (device, world->sha256, 0, world->photo, TRUE);

  g_assert_cmpuint (reply->status, ==, 200);
}

static void
world_open (World *world, gconstpointer data)
{
  g_autofree char *offered = NULL;

  world->server = ktg_test_server_new ();
  ktg_test_server_start (world->server);
  world->photo = ktg_test_photo_new (PHOTO_BYTES);
  world->sha256 = ktg_sha256_of_bytes (world->photo);
  world->path = g_strdup_printf ("/v1/files/%.*s", KTG_SHA256_NAME_HEX, world->sha256);
  world->first = new_officer (world, "34.71.06");
  offered = file_photo (world, world->first);
  g_assert_null (offered);
  bring (world, world->first);
}

static void
world_close (World *world, gconstpointer data)
{
  ktg_test_device_free (world->first);
  ktg_test_server_free (world->server);
  g_bytes_unref (world->photo);
  g_free (world->sha256);
  g_free (world->path);
}

/* --- proving --- */

static char *
work_out (World *world, KtgTestDevice *device, const char *nonce, GBytes *content)
{
  const KtgPossessionClaim claim = {
    .nonce = nonce,
    .device = ktg_test_device_get_key (device),
    .node = device->server_key,
    .sha256 = world->sha256,
    .bytes = PHOTO_BYTES,
  };
  g_autoptr (KtgPossession) possession = ktg_possession_new (&claim);

  ktg_possession_update (possession, g_bytes_get_data (content, NULL), g_bytes_get_size (content));
  return ktg_possession_dup_mac (possession);
}

static KtgTestReply *
say (World *world, KtgTestDevice *device, const char *nonce, const char *mac)
{
  const KtgPossessionProof proof = { .nonce = (char *)nonce, .mac = (char *)mac };
  g_autoptr (GBytes) body = ktg_possession_proof_write (&proof);
  const KtgTestRequest request = { .body = body };

  return ktg_test_device_ask (device, "POST", world->path, &request);
}

static KtgTestReply *
prove (World *world, KtgTestDevice *device, const char *nonce)
{
  g_autofree char *mac = work_out (world, device, nonce, world->photo);

  return say (world, device, nonce, mac);
}

static void
assert_receipted (World *world, KtgTestDevice *device, KtgTestReply *reply)
{
  g_autoptr (GPtrArray) receipts = NULL;
  g_autoptr (KtgReceipt) receipt = NULL;
  const KtgReceiptFile *file;

  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_true (reply->is_proven);
  receipts = ktg_receipts_answer_parse (reply->content, NULL);
  g_assert_cmpuint (receipts->len, ==, 1);
  receipt = ktg_test_device_find_receipt (device, receipts);
  g_assert_nonnull (receipt);
  file = g_ptr_array_index (receipt->files, 0);
  g_assert_cmpstr (file->sha256, ==, world->sha256);
  g_assert_cmpuint (file->size_bytes, ==, PHOTO_BYTES);
}

static void
assert_refused (KtgTestReply *reply, guint status, const char *problem)
{
  g_autofree char *said = ktg_test_reply_dup_problem (reply);

  g_assert_cmpuint (reply->status, ==, status);
  g_assert_cmpstr (said, ==, problem);
  g_assert_true (reply->is_proven);
}

static void
assert_gets (World *world, KtgTestDevice *device, guint status)
{
  g_autoptr (KtgTestReply) reply = ktg_test_device_fetch (device, world->sha256);

  g_assert_cmpuint (reply->status, ==, status);
}

/* --- one forwarded photo --- */

static void
test_twelve (World *world, gconstpointer data)
{
  for (guint i = 1; i < OFFICERS; i++)
    {
      g_autoptr (KtgTestDevice) officer = new_officer (world, i % 2 == 0 ? "34.71.04" : "34.71");
      g_autofree char *nonce = file_photo (world, officer);
      g_autoptr (KtgTestReply) reply = NULL;

      g_assert_nonnull (nonce);
      assert_gets (world, officer, 404);
      reply = prove (world, officer, nonce);
      assert_receipted (world, officer, reply);
      assert_gets (world, officer, 200);
    }
}

/* An answer may be lost: what was delivered is so, whatever is said then. */
static void
test_again (World *world, gconstpointer data)
{
  g_autoptr (KtgTestDevice) officer = new_officer (world, "34.71.04");
  g_autofree char *nonce = file_photo (world, officer);
  g_autoptr (KtgTestReply) first = prove (world, officer, nonce);
  g_autoptr (KtgTestReply) second = prove (world, officer, nonce);

  assert_receipted (world, officer, first);
  assert_receipted (world, officer, second);
}

/* Whoever began to bring it may prove it all the same; what came is needed no more. */
static void
test_begun (World *world, gconstpointer data)
{
  g_autoptr (KtgTestDevice) officer = new_officer (world, "34.71.04");
  g_autofree char *nonce = file_photo (world, officer);
  g_autoptr (GBytes) part = g_bytes_new_from_bytes (world->photo, 0, 1000);
  g_autoptr (KtgTestReply) begun = ktg_test_device_patch (officer, world->sha256, 0, part, FALSE);
  g_autoptr (KtgTestReply) reply = prove (world, officer, nonce);
  g_autoptr (GDir) parts = NULL;
  g_autofree char *folder = g_build_filename (world->server->folder, "partial", NULL);

  g_assert_cmpuint (begun->status, ==, 204);
  assert_receipted (world, officer, reply);
  parts = g_dir_open (folder, 0, NULL);
  g_assert_null (g_dir_read_name (parts));
}

/* --- who proves nothing --- */

static void
test_used (World *world, gconstpointer data)
{
  g_autoptr (KtgTestDevice) officer = new_officer (world, "34.71.04");
  g_autofree char *nonce = file_photo (world, officer);
  g_autoptr (KtgTestReply) wrong = say (world, officer, nonce, "wrong");
  g_autoptr (KtgTestReply) late = prove (world, officer, nonce);

  assert_refused (wrong, 409, "possession");
  assert_refused (late, 409, "possession");
  assert_gets (world, officer, 404);
  bring (world, officer);
}

static void
test_others_nonce (World *world, gconstpointer data)
{
  g_autoptr (KtgTestDevice) one = new_officer (world, "34.71.04");
  g_autoptr (KtgTestDevice) other = new_officer (world, "34.71.04");
  g_autofree char *nonce = file_photo (world, one);
  g_autofree char *own = file_photo (world, other);
  g_autofree char *mac = work_out (world, one, nonce, world->photo);
  g_autoptr (KtgTestReply) taken = prove (world, other, nonce);
  g_autoptr (KtgTestReply) repeated = say (world, other, own, mac);
  g_autoptr (KtgTestReply) reply = say (world, one, nonce, mac);

  assert_refused (taken, 409, "possession");
  assert_refused (repeated, 409, "possession");
  assert_receipted (world, one, reply);
}

/* A nonce of another server is none here, nor is one of before this one started. */
static void
test_other_node (World *world, gconstpointer data)
{
  g_autoptr (KtgTestDevice) officer = new_officer (world, "34.71.04");
  g_autofree char *nonce = file_photo (world, officer);
  g_autoptr (KtgTestReply) foreign = prove (world, officer, "AAAAAAAAAAAAAAAAAAAAAA");
  g_autoptr (KtgTestReply) late = NULL;
  g_autoptr (KtgTestReply) reply = NULL;
  g_autofree char *next = NULL;

  assert_refused (foreign, 409, "possession");
  ktg_test_server_restart (world->server);
  late = prove (world, officer, nonce);
  assert_refused (late, 409, "possession");

  next = file_photo (world, officer);
  g_assert_cmpstr (next, !=, nonce);
  reply = prove (world, officer, next);
  assert_receipted (world, officer, reply);
}

static void
test_without_it (World *world, gconstpointer data)
{
  g_autoptr (KtgTestDevice) officer = new_officer (world, "34.71.04");
  g_autofree char *nonce = file_photo (world, officer);
  g_autofree char *changed = g_memdup2 (g_bytes_get_data (world->photo, NULL), PHOTO_BYTES);
  g_autoptr (GBytes) other = NULL;
  g_autofree char *mac = NULL;
  g_autoptr (KtgTestReply) reply = NULL;

  changed[PHOTO_BYTES - 1] ^= 1;
  other = g_bytes_new_take (g_steal_pointer (&changed), PHOTO_BYTES);
  mac = work_out (world, officer, nonce, other);
  reply = say (world, officer, nonce, mac);
  assert_refused (reply, 409, "possession");
  assert_gets (world, officer, 404);
}

/* --- who is not asked --- */

/* To be asked tells that somebody has it. */
static void
test_elsewhere (World *world, gconstpointer data)
{
  static const char *const regions[] = { "34.04", "34.7", "34.711", "34", "" };

  for (guint i = 0; i < G_N_ELEMENTS (regions); i++)
    {
      g_autoptr (KtgTestDevice) officer = new_officer (world, regions[i]);
      g_autofree char *nonce = file_photo (world, officer);

      g_assert_null (nonce);
    }
}

/* It happened in the regency, and was filed in another. */
static void
test_place (World *world, gconstpointer data)
{
  g_autoptr (KtgTestDevice) far = new_officer (world, "34.04");
  g_autoptr (KtgTestDevice) there = new_officer (world, "34.02.01");
  g_autofree char *report_id = ktg_random_dup_uuid ();
  g_autoptr (KtgEnvelope) filed
      = ktg_test_device_file_there (far, report_id, "34.02.07.2001", world->photo);
  g_autoptr (KtgExchangeAnswer) answer = ktg_test_device_send (far, filed);
  g_autofree char *before = file_photo (world, there);
  g_autofree char *after = NULL;

  g_assert_null (before);
  bring (world, far);
  after = file_photo (world, there);
  g_assert_nonnull (after);
}

static void
test_not_whole (World *world, gconstpointer data)
{
  g_autoptr (KtgTestDevice) one = new_officer (world, "34.71.04");
  g_autoptr (KtgTestDevice) other = new_officer (world, "34.71.04");
  g_autoptr (GBytes) photo = g_bytes_new_from_bytes (world->photo, 1, PHOTO_BYTES - 1);
  g_autoptr (KtgEnvelope) first = ktg_test_device_file_photo (one, photo);
  g_autoptr (KtgEnvelope) second = ktg_test_device_file_photo (other, photo);
  g_autoptr (KtgExchangeAnswer) answered = ktg_test_device_send (one, first);
  g_autoptr (KtgExchangeAnswer) answer = ktg_test_device_send (other, second);

  g_assert_null (((KtgMissingFile *)g_ptr_array_index (answer->missing, 0))->prove);
}

static void
test_no_message (World *world, gconstpointer data)
{
  g_autoptr (KtgTestDevice) officer = new_officer (world, "34.71.04");
  g_autoptr (KtgTestDevice) stranger = new_officer (world, "34.71.04");
  g_autofree char *nonce = file_photo (world, officer);
  g_autoptr (GBytes) body = g_bytes_new_static ("{\"mac\":\"\"}", 10);
  const KtgTestRequest request = { .body = body };
  g_autoptr (KtgTestReply) empty = ktg_test_device_ask (officer, "POST", world->path, NULL);
  g_autoptr (KtgTestReply) half = ktg_test_device_ask (officer, "POST", world->path, &request);
  g_autoptr (KtgTestReply) unnamed = prove (world, stranger, nonce);

  g_assert_cmpuint (empty->status, ==, 411);
  g_assert_cmpuint (half->status, ==, 400);
  assert_refused (unnamed, 404, "unknown-file");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (ktg_seal_init ());

#define ADD(name, function)                                                                        \
  g_test_add ("/server/possession/" name, World, NULL, world_open, function, world_close)
  ADD ("one-photo-of-twelve-officers-comes-once", test_twelve);
  ADD ("what-was-proven-is-receipted-again", test_again);
  ADD ("what-was-begun-may-be-proven", test_begun);
  ADD ("a-nonce-serves-once", test_used);
  ADD ("a-nonce-serves-its-device", test_others_nonce);
  ADD ("a-nonce-serves-its-server-until-it-stops", test_other_node);
  ADD ("whoever-has-another-file-proves-nothing", test_without_it);
  ADD ("nobody-is-asked-in-another-regency", test_elsewhere);
  ADD ("whoever-is-of-the-place-is-asked", test_place);
  ADD ("nobody-is-asked-for-what-is-not-whole", test_not_whole);
  ADD ("what-cannot-be-read-is-no-proof", test_no_message);

  return g_test_run ();
}
