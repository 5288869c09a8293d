/* test-ranges.c - a part of a file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-byte-range.h>
#include <ktg-sha256.h>
#include <ktg-test-server.h>

#include <string.h>

typedef struct
{
  const char      *header;
  KtgByteRangeKind kind;
  guint64          first;
  guint64          n_bytes;
} Case;

/* Of a file of 1,000 bytes. */
static const Case cases[] = {
  { NULL, KTG_BYTE_RANGE_WHOLE, 0, 0 },
  { "bytes=0-0", KTG_BYTE_RANGE_PART, 0, 1 },
  { "bytes=0-", KTG_BYTE_RANGE_PART, 0, 1000 },
  { "bytes=10-19", KTG_BYTE_RANGE_PART, 10, 10 },
  { "bytes=999-", KTG_BYTE_RANGE_PART, 999, 1 },
  { "bytes=990-5000", KTG_BYTE_RANGE_PART, 990, 10 },
  { "bytes=-1", KTG_BYTE_RANGE_PART, 999, 1 },
  { "bytes=-5000", KTG_BYTE_RANGE_PART, 0, 1000 },
  { "bytes=1000-", KTG_BYTE_RANGE_BEYOND, 0, 0 },
  { "bytes=5000-6000", KTG_BYTE_RANGE_BEYOND, 0, 0 },
  { "bytes=-0", KTG_BYTE_RANGE_BEYOND, 0, 0 },
  { "bytes=19-10", KTG_BYTE_RANGE_WHOLE, 0, 0 },
  { "bytes=0-1,3-4", KTG_BYTE_RANGE_WHOLE, 0, 0 },
  { "bytes=-", KTG_BYTE_RANGE_WHOLE, 0, 0 },
  { "bytes=", KTG_BYTE_RANGE_WHOLE, 0, 0 },
  { "bytes=+1-2", KTG_BYTE_RANGE_WHOLE, 0, 0 },
  { "bytes=1-2x", KTG_BYTE_RANGE_WHOLE, 0, 0 },
  { "bytes= 1-2", KTG_BYTE_RANGE_WHOLE, 0, 0 },
  { "lines=1-2", KTG_BYTE_RANGE_WHOLE, 0, 0 },
  { "bytes=99999999999999999999-", KTG_BYTE_RANGE_WHOLE, 0, 0 },
  { "bytes=1-99999999999999999999", KTG_BYTE_RANGE_WHOLE, 0, 0 },
};

static void
test_reading (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      KtgByteRange range = { 0, 0 };

      g_test_message ("%s", cases[i].header != NULL ? cases[i].header : "none");
      g_assert_cmpint (ktg_byte_range_read (cases[i].header, 1000, &range), ==, cases[i].kind);
      g_assert_cmpuint (range.first, ==, cases[i].first);
      g_assert_cmpuint (range.n_bytes, ==, cases[i].n_bytes);
    }
}

/* --- from a real server --- */

typedef struct
{
  KtgTestServer *server;
  KtgTestDevice *siti;
  GBytes        *photo;
  char          *path;
} World;

static GBytes *
make_photo (void)
{
  GByteArray *bytes = g_byte_array_new ();

  for (guint i = 0; i < 1000; i++)
    g_byte_array_append (bytes, &(guint8){ (guint8)(i * 7) }, 1);

  return g_byte_array_free_to_bytes (bytes);
}

static void
world_open (World *world)
{
  g_autofree char *sha256 = NULL;
  g_autoptr (KtgEnvelope) filed = NULL;
  g_autoptr (KtgTestReply) patched = NULL;

  world->server = ktg_test_server_new ();
  ktg_test_server_start (world->server);
  world->siti = ktg_test_server_new_device (world->server, KTG_ROLE_OFFICER, "34.71.04");
  world->photo = make_photo ();
  sha256 = ktg_sha256_of_bytes (world->photo);
  world->path = g_strconcat ("/v1/files/", sha256, NULL);
  filed = ktg_test_device_file_photo (world->siti, world->photo);
  ktg_exchange_answer_free (ktg_test_device_send (world->siti, filed));
  patched = ktg_test_device_patch (world->siti, sha256, 0, world->photo, TRUE);
  g_assert_cmpuint (patched->status, ==, 200);
}

static void
world_close (World *world)
{
  ktg_test_device_free (world->siti);
  ktg_test_server_free (world->server);
  g_bytes_unref (world->photo);
  g_free (world->path);
}

static KtgTestReply *
get (World *world, const char *range)
{
  g_autofree char *headers = g_strdup_printf ("Range: %s\r\n", range);
  KtgTestRequest   request = { .headers = headers };
  KtgTestReply    *reply = ktg_test_device_ask (world->siti, "GET", world->path, &request);

  g_assert_true (reply->is_proven);
  g_assert_cmpstr (ktg_test_reply_get_header (reply, "accept-ranges"), ==, "bytes");
  return reply;
}

static void
assert_part (World *world, const char *range, guint64 first, guint64 n_bytes, const char *said)
{
  g_autoptr (KtgTestReply) reply = get (world, range);
  g_autoptr (GBytes) part = g_bytes_new_from_bytes (world->photo, first, n_bytes);

  g_assert_cmpuint (reply->status, ==, 206);
  g_assert_cmpstr (ktg_test_reply_get_header (reply, "content-range"), ==, said);
  g_assert_true (g_bytes_equal (reply->content, part));
}

static void
test_parts (void)
{
  World world;
  g_autoptr (KtgTestReply) beyond = NULL;
  g_autoptr (KtgTestReply) several = NULL;

  world_open (&world);
  assert_part (&world, "bytes=0-99", 0, 100, "bytes 0-99/1000");
  assert_part (&world, "bytes=400-", 400, 600, "bytes 400-999/1000");
  assert_part (&world, "bytes=-1", 999, 1, "bytes 999-999/1000");

  beyond = get (&world, "bytes=1000-");
  g_assert_cmpuint (beyond->status, ==, 416);
  g_assert_cmpstr (ktg_test_reply_get_header (beyond, "content-range"), ==, "bytes */1000");

  several = get (&world, "bytes=0-1,3-4");
  g_assert_cmpuint (several->status, ==, 200);
  g_assert_null (ktg_test_reply_get_header (several, "content-range"));
  g_assert_true (g_bytes_equal (several->content, world.photo));
  world_close (&world);
}

/* Whoever is in between cannot ask for another part. */
static void
test_signed (void)
{
  World world;
  g_autoptr (KtgTestReply) reply = NULL;
  g_autofree char *head = NULL;
  KtgTestRequest   request = { .headers = "Range: bytes=0-99\r\n" };
  char            *covered;

  world_open (&world);
  head = ktg_test_device_write_head (world.siti, "GET", world.path, &request);
  covered = strstr (head, "Range: bytes=0-99");
  memcpy (covered, "Range: bytes=1-99", strlen ("Range: bytes=1-99"));
  reply = ktg_test_device_ask_as_is (world.siti, "GET", head);
  g_assert_cmpuint (reply->status, ==, 401);
  world_close (&world);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (ktg_seal_init ());

  g_test_add_func ("/ranges/one-range-is-read-and-nothing-else", test_reading);
  g_test_add_func ("/ranges/a-part-of-a-file-says-which", test_parts);
  g_test_add_func ("/ranges/the-range-is-signed", test_signed);

  return g_test_run ();
}
