/* test-leisure.c - what waits until no text does: packs, and how far the server's book goes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-bookmark-json.h>
#include <ktg-gzip.h>
#include <ktg-pack-parcel.h>
#include <ktg-pack-word.h>
#include <ktg-publishing.h>
#include <ktg-random.h>
#include <ktg-sha256.h>
#include <ktg-signed-envelope.h>
#include <ktg-test-server.h>

#include <string.h>

typedef struct
{
  KtgTestServer *server;
  KtgTestDevice *siti;
  KtgTestDevice *others[2]; /* who are in the server's book, too */
} World;

static void
world_open (World *world, gconstpointer data)
{
  world->server = ktg_test_server_new ();
  ktg_test_server_start (world->server);
  world->siti = ktg_test_server_new_device (world->server, KTG_ROLE_OFFICER, "34.71.04");
  world->others[0] = ktg_test_server_new_device (world->server, KTG_ROLE_OFFICER, "34.71.05");
  world->others[1] = ktg_test_server_new_device (world->server, KTG_ROLE_OFFICE, "34.71");
}

static void
world_close (World *world, gconstpointer data)
{
  ktg_test_device_free (world->siti);
  ktg_test_device_free (world->others[0]);
  ktg_test_device_free (world->others[1]);
  ktg_test_server_free (world->server);
}

static KtgTestReply *
ask_part (World *world, const char *path, gsize first, gsize last)
{
  g_autofree char *headers
      = g_strdup_printf ("Range: bytes=%" G_GSIZE_FORMAT "-%" G_GSIZE_FORMAT "\r\n", first, last);
  KtgTestRequest part = { .headers = headers };

  return ktg_test_device_ask (world->siti, "GET", path, &part);
}

/* Parts are those of its gzip, and together they are all that travels. */
static void
assert_parts (World *world, const char *path, GBytes *parcel)
{
  g_autoptr (GByteArray) packed = g_byte_array_new ();
  g_autoptr (KtgTestReply) beyond = ask_part (world, path, 1 << 24, 1 << 25);
  g_autoptr (GBytes) whole = NULL;
  g_autoptr (GBytes) plain = NULL;
  gsize size_bytes = 0;

  do
    {
      g_autoptr (KtgTestReply) reply = ask_part (world, path, packed->len, packed->len + 999);
      const char   *range = ktg_test_reply_get_header (reply, "content-range");
      gsize         n_bytes;
      gconstpointer bytes = g_bytes_get_data (reply->content, &n_bytes);

      g_assert_cmpuint (reply->status, ==, 206);
      g_assert_true (reply->is_proven);
      g_assert_cmpuint (n_bytes, >, 0);
      size_bytes = (gsize)g_ascii_strtoull (strchr (range, '/') + 1, NULL, 10);
      g_byte_array_append (packed, bytes, (guint)n_bytes);
    }
  while (packed->len < size_bytes);

  whole = g_byte_array_free_to_bytes (g_steal_pointer (&packed));
  plain = ktg_gzip_unpack (whole, 1 << 24);
  g_assert_true (g_bytes_equal (plain, parcel));
  g_assert_cmpuint (beyond->status, ==, 416);
}

/* In this server's name, of these bytes. */
static void
assert_published (World *world, const KtgPackNotice *notice, GBytes *parcel)
{
  g_autoptr (KtgEnvelope) word = NULL;
  g_autoptr (GBytes) content = ktg_pack_parcel_read (parcel, &word);
  g_autofree char *hash = ktg_sha256_of_bytes (content);
  g_autoptr (KtgEvent) event = ktg_pack_word_read (word, notice, g_bytes_get_size (content));

  g_assert_cmpstr (hash, ==, notice->sha256);
  g_assert_nonnull (event);
  g_assert_cmpstr (event->author, ==, world->siti->server_key);
}

static void
assert_pack (World *world, const KtgPackNotice *notice)
{
  g_autofree char *id = ktg_pack_notice_dup_id (notice);
  g_autofree char *path = g_strconcat ("/v1/packs/", id, NULL);
  g_autoptr (KtgTestReply) reply = ktg_test_device_ask (world->siti, "GET", path, NULL);

  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_true (reply->is_proven);
  assert_published (world, notice, reply->content);
  assert_parts (world, path, reply->content);
}

static void
put_packs_on_shelf (World *world)
{
  ktg_test_server_stop (world->server);
  world->server->packs_folder = g_strdup (g_getenv ("KTG_PACKS"));
  ktg_test_server_start (world->server);
}

static void
test_packs (World *world, gconstpointer data)
{
  g_autoptr (KtgExchangeAnswer) answer = NULL;
  g_autoptr (KtgTestReply) unknown = NULL;

  put_packs_on_shelf (world);
  answer = ktg_test_device_exchange (world->siti, NULL, NULL);
  g_assert_cmpuint (answer->packs->len, >=, 5);
  g_assert_nonnull (answer->shelf);
  for (guint i = 0; i < answer->packs->len; i++)
    assert_pack (world, g_ptr_array_index (answer->packs, i));
  unknown = ktg_test_device_ask (world->siti, "GET", "/v1/packs/nothing", NULL);
  g_assert_cmpuint (unknown->status, ==, 404);
}

/* A thin link carries the list once. */
static void
test_known_list (World *world, gconstpointer data)
{
  g_autoptr (KtgExchangeAnswer) first = NULL;
  g_autoptr (KtgExchangeAnswer) again = NULL;
  g_autoptr (KtgExchangeRequest) asked = ktg_exchange_request_new ();

  put_packs_on_shelf (world);
  first = ktg_test_device_exchange (world->siti, NULL, NULL);
  asked->shelf = g_strdup (first->shelf);
  again = ktg_test_device_say (world->siti, asked);
  g_assert_cmpuint (again->packs->len, ==, 0);
  g_assert_null (again->shelf);
}

static void
test_packs_wait_for_texts (World *world, gconstpointer data)
{
  g_autofree char *report_id = ktg_random_dup_uuid ();
  g_autoptr (KtgEnvelope) envelope = NULL;
  g_autoptr (KtgExchangeAnswer) of_texts = NULL;
  g_autoptr (KtgExchangeAnswer) next = NULL;

  put_packs_on_shelf (world);
  envelope = ktg_test_device_file (world->siti, report_id, NULL);
  of_texts = ktg_test_device_send (world->siti, envelope);
  g_assert_cmpuint (of_texts->receipts->len, ==, 1);
  g_assert_cmpuint (of_texts->packs->len, ==, 0);
  g_assert_true (of_texts->has_more); /* who always has texts to send hears of it, too */

  next = ktg_test_device_exchange (world->siti, NULL, NULL);
  g_assert_cmpuint (next->packs->len, >=, 5);
}

static KtgExchangeAnswer *
ask_with_book (World *world, guint64 book)
{
  g_autoptr (KtgExchangeRequest) asked = ktg_exchange_request_new ();

  asked->book = book;
  return ktg_test_device_say (world->siti, asked);
}

static guint64
get_end_of_book (World *world)
{
  g_autoptr (KtgExchangeAnswer) answer = ask_with_book (world, 0);
  g_autoptr (KtgBookmark) head = ktg_bookmark_json_parse (answer->book->bytes, NULL);

  return head->seq;
}

/* Who was admitted last is the head. Who knows it hears nothing. */
static void
test_head_of_book (World *world, gconstpointer data)
{
  g_autoptr (KtgExchangeAnswer) first = ask_with_book (world, 0);
  g_autoptr (KtgBookmark) head = ktg_bookmark_json_parse (first->book->bytes, NULL);
  g_autoptr (KtgExchangeAnswer) behind = ask_with_book (world, head->seq - 1);
  g_autoptr (KtgExchangeAnswer) again = ask_with_book (world, head->seq);
  g_autoptr (KtgTestDevice) next = NULL;

  g_assert_true (ktg_envelope_is_signed_by (first->book, world->siti->server_key));
  g_assert_cmpstr (head->node, ==, world->siti->server_key);
  g_assert_nonnull (behind->book);
  g_assert_null (again->book);

  next = ktg_test_server_new_device (world->server, KTG_ROLE_OFFICER, "34.71.04");
  g_assert_cmpuint (get_end_of_book (world), >, head->seq);
}

static void
test_head_waits_for_texts (World *world, gconstpointer data)
{
  g_autofree char *report_id = ktg_random_dup_uuid ();
  g_autoptr (KtgEnvelope) envelope = ktg_test_device_file (world->siti, report_id, NULL);
  g_autoptr (KtgExchangeAnswer) answer = ktg_test_device_send (world->siti, envelope);

  g_assert_null (answer->book);
}

static guint
count_told (const KtgExchangeAnswer *answer)
{
  guint n_events = 0;

  for (guint i = 0; i < answer->scopes->len; i++)
    n_events += ((KtgScopeNews *)g_ptr_array_index (answer->scopes, i))->events->len;

  return n_events;
}

/* And changes no list and no head: who lacks no pack hears nothing of it. The next who is admitted
 * stands behind all that was published. */
static void
test_published_once (World *world, gconstpointer data)
{
  g_autofree char *report_id = ktg_random_dup_uuid ();
  g_autoptr (KtgEnvelope) envelope = ktg_test_device_file (world->siti, report_id, NULL);
  g_autoptr (KtgExchangeAnswer) sent = ktg_test_device_send (world->siti, envelope);
  g_autoptr (KtgExchangeAnswer) before = ktg_test_device_exchange (world->others[1], NULL, NULL);
  g_autoptr (KtgExchangeAnswer) after = NULL;
  g_autoptr (KtgTestDevice) next = NULL;
  guint64 end = get_end_of_book (world);

  put_packs_on_shelf (world);
  ktg_test_server_restart (world->server);
  after = ktg_test_device_exchange (world->others[1], NULL, NULL);
  g_assert_cmpuint (count_told (before), >, 0);
  g_assert_cmpuint (count_told (after), ==, count_told (before));
  g_assert_cmpuint (get_end_of_book (world), ==, end);

  next = ktg_test_server_new_device (world->server, KTG_ROLE_OFFICER, "34.71.04");
  g_assert_cmpuint (get_end_of_book (world), >, end + after->packs->len);
  ktg_test_server_assert_sound (world->server);
}

/* As where the disk was full at the start. */
static void
test_not_published (World *world, gconstpointer data)
{
  const char *packs = g_getenv ("KTG_PACKS");
  g_autoptr (KtgExchangeAnswer) before = NULL;
  g_autoptr (KtgExchangeAnswer) after = NULL;
  g_autoptr (KtgShelfList) list = NULL;
  g_autoptr (KtgTestReply) unknown = NULL;
  g_autofree char *id = NULL;
  g_autofree char *path = NULL;

  g_assert_true (ktg_publishing_stock (world->server->archive, packs, FALSE, NULL));
  list = ktg_shelf_dup_list (ktg_archive_get_shelf (world->server->archive));
  g_assert_cmpuint (list->packs->len, >, 0);
  id = ktg_pack_notice_dup_id (((KtgShelvedPack *)g_ptr_array_index (list->packs, 0))->notice);
  path = g_strconcat ("/v1/packs/", id, NULL);
  before = ktg_test_device_exchange (world->siti, NULL, NULL);
  g_assert_cmpuint (before->packs->len, ==, 0);
  unknown = ktg_test_device_ask (world->siti, "GET", path, NULL);
  g_assert_cmpuint (unknown->status, ==, 404);

  g_assert_true (ktg_publishing_stock (world->server->archive, packs, TRUE, NULL));
  after = ktg_test_device_exchange (world->siti, NULL, NULL);
  g_assert_cmpuint (after->packs->len, ==, list->packs->len);
  g_assert_cmpstr (after->shelf, !=, before->shelf);
}

#define ADD(path, function) g_test_add (path, World, NULL, world_open, function, world_close)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (ktg_seal_init ());

  ADD ("/leisure/packs-are-listed-and-handed-out", test_packs);
  ADD ("/leisure/each-pack-is-published-once-and-in-no-list", test_published_once);
  ADD ("/leisure/what-is-not-published-is-not-handed-out", test_not_published);
  ADD ("/leisure/a-list-of-packs-that-is-known-does-not-travel-again", test_known_list);
  ADD ("/leisure/the-list-of-packs-keeps-no-receipt-waiting", test_packs_wait_for_texts);
  ADD ("/leisure/the-head-of-the-book-is-said-to-who-knows-another", test_head_of_book);
  ADD ("/leisure/the-head-of-the-book-waits-for-texts", test_head_waits_for_texts);

  return g_test_run ();
}
