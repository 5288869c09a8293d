/* test-lives.c - each start begins a life, and says what stands of the ones before
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-event-json.h>
#include <ktg-node-life-json.h>
#include <ktg-receipt-json.h>
#include <ktg-sha256.h>
#include <ktg-test-news.h>
#include <ktg-test-server.h>
#include <ktg-writer-private.h>

#include <glib/gstdio.h>
#include <string.h>

#define UNKNOWN_LIFE "AAAAAAAAAAAAAAAAAAAAAA"

typedef struct
{
  KtgTestServer *server;
  KtgTestDevice *siti;
  KtgTestDevice *budi;
  char          *kept; /* server.db of an earlier moment */
} World;

static void
world_open (World *world, gconstpointer data)
{
  world->server = ktg_test_server_new ();
  ktg_test_server_start (world->server);
  world->siti = ktg_test_server_new_device (world->server, KTG_ROLE_OFFICER, "34.71.04");
  world->budi = ktg_test_server_new_device (world->server, KTG_ROLE_OFFICER, "34.71.05");
  world->kept = g_build_filename (world->server->folder, "kept.db", NULL);
}

static void
world_close (World *world, gconstpointer data)
{
  ktg_test_device_free (world->siti);
  ktg_test_device_free (world->budi);
  ktg_test_server_free (world->server);
  g_free (world->kept);
}

static void
copy_file (const char *from, const char *to)
{
  g_autofree char *content = NULL;
  gsize            size;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (from, &content, &size, &error);
  g_assert_no_error (error);
  g_file_set_contents (to, content, (gssize)size, &error);
  g_assert_no_error (error);
}

/* A folder kept, and copied back, by hand: nothing in it says so. */
static void
keep (World *world)
{
  g_autofree char *path = g_build_filename (world->server->folder, "server.db", NULL);

  ktg_test_server_stop (world->server);
  copy_file (path, world->kept);
  ktg_test_server_start (world->server);
}

static void
put_back (World *world)
{
  g_autofree char *path = g_build_filename (world->server->folder, "server.db", NULL);
  g_autofree char *log = g_strconcat (path, "-wal", NULL);

  ktg_test_server_stop (world->server);
  g_unlink (log);
  copy_file (world->kept, path);
  ktg_test_server_start (world->server);
}

static KtgExchangeRequest *
new_message (const char *life, guint64 holds)
{
  KtgExchangeRequest *message = ktg_exchange_request_new ();

  message->life = g_strdup (life);
  message->holds = holds;
  return message;
}

/* Files a report and gives the envelope of its receipt. */
static KtgEnvelope *
file (KtgTestDevice *device, char **life)
{
  g_autoptr (KtgEnvelope) event = ktg_test_device_file (device, NULL, NULL);
  g_autoptr (KtgExchangeAnswer) answer = ktg_test_device_send (device, event);

  g_assert_cmpuint (answer->receipts->len, ==, 1);
  if (life != NULL)
    *life = g_strdup (answer->life);
  return ktg_envelope_ref (g_ptr_array_index (answer->receipts, 0));
}

/* What the server signed of the life that the device named. */
static KtgNodeLife *
read_word (World *world, KtgExchangeAnswer *answer)
{
  KtgNodeLife *word;

  g_assert_nonnull (answer->stands);
  g_assert_true (ktg_signature_is_valid (world->siti->server_key,
                                         g_bytes_get_data (answer->stands->bytes, NULL),
                                         g_bytes_get_size (answer->stands->bytes),
                                         answer->stands->signature));
  word = ktg_node_life_json_parse (answer->stands->bytes, NULL);
  g_assert_nonnull (word);
  g_assert_cmpstr (word->server, ==, world->siti->server_key);
  g_assert_cmpstr (word->life, ==, answer->life);
  return word;
}

static void
assert_word (World             *world,
             KtgExchangeAnswer *answer,
             const char        *of,
             guint64            last,
             guint64            delivery)
{
  g_autoptr (KtgNodeLife) word = read_word (world, answer);

  g_assert_false (answer->asks);
  g_assert_cmpstr (word->of, ==, of);
  g_assert_cmpuint (word->last, ==, last);
  g_assert_cmpuint (word->file, ==, delivery);
}

static void
test_each_start_begins_a_life (World *world, gconstpointer data)
{
  g_autofree char *life = NULL;
  g_autofree char *next = NULL;
  g_autoptr (KtgEnvelope) envelope = file (world->siti, &life);
  g_autoptr (KtgReceipt) receipt = ktg_receipt_json_parse (envelope->bytes, NULL);
  g_autoptr (KtgEnvelope) second = NULL;
  g_autoptr (KtgReceipt) after = NULL;

  g_assert_cmpstr (receipt->life, ==, life);
  ktg_test_server_restart (world->server);
  second = file (world->budi, &next);
  after = ktg_receipt_json_parse (second->bytes, NULL);
  g_assert_cmpstr (life, !=, next);
  g_assert_cmpstr (after->life, ==, next);
  g_assert_cmpuint (((KtgReceiptEvent *)g_ptr_array_index (after->events, 0))->index, ==, 2);
}

static void
test_level_device_hears_nothing_of_it (World *world, gconstpointer data)
{
  g_autofree char *life = NULL;
  g_autoptr (KtgEnvelope) receipt = file (world->siti, &life);
  g_autoptr (KtgExchangeRequest) message = new_message (life, 1);
  g_autoptr (KtgExchangeAnswer) answer = ktg_test_device_say (world->siti, message);

  g_assert_false (answer->asks);
  g_assert_cmpuint (answer->lacks->len, ==, 0);
  g_assert_null (answer->stands);
  g_assert_cmpuint (answer->keep_days, ==, 14);
}

/* And goes on at once: what it brings is taken with the same request. */
static void
test_start_that_lost_nothing (World *world, gconstpointer data)
{
  g_autofree char *life = NULL;
  g_autoptr (KtgEnvelope) first = file (world->budi, &life);
  g_autoptr (KtgEnvelope) second = file (world->siti, NULL);
  g_autoptr (KtgEnvelope) next = ktg_test_device_file (world->siti, NULL, NULL);
  g_autoptr (KtgExchangeRequest) message = new_message (life, 1);
  g_autoptr (KtgExchangeAnswer) answer = NULL;

  ktg_test_server_restart (world->server);
  g_ptr_array_add (message->events, ktg_envelope_ref (next));
  answer = ktg_test_device_say (world->siti, message);
  assert_word (world, answer, life, 2, 0);
  g_assert_cmpuint (answer->receipts->len, ==, 1);
  g_assert_cmpuint (answer->lacks->len, ==, 0);

  /* What stands of it is fixed, however often it is started. */
  ktg_test_server_restart (world->server);
  g_clear_pointer (&answer, ktg_exchange_answer_free);
  answer = ktg_test_device_say (world->siti, message);
  assert_word (world, answer, life, 2, 0);
}

static void
test_folder_copied_back_by_hand (World *world, gconstpointer data)
{
  g_autofree char *life = NULL;
  g_autofree char *lost_life = NULL;
  g_autoptr (KtgEnvelope) first = file (world->siti, &life);
  g_autoptr (KtgEnvelope) lost = NULL;
  g_autoptr (KtgEnvelope) next = ktg_test_device_file (world->budi, NULL, NULL);
  g_autoptr (KtgExchangeRequest) message = NULL;
  g_autoptr (KtgExchangeRequest) other = NULL;
  g_autoptr (KtgExchangeAnswer) asked = NULL;
  g_autoptr (KtgExchangeAnswer) taken = NULL;
  g_autoptr (KtgExchangeAnswer) answer = NULL;
  const char *lives[2];

  keep (world);
  lost = file (world->siti, &lost_life);
  put_back (world);
  message = new_message (lost_life, 2);
  g_ptr_array_add (message->events, ktg_envelope_ref (next));

  /* The folder is older than that life: nothing is taken. */
  asked = ktg_test_device_say (world->siti, message);
  g_assert_true (asked->asks);
  g_assert_null (asked->stands);
  g_assert_cmpuint (asked->receipts->len, ==, 0);
  g_assert_cmpuint (asked->refused->len, ==, 0);

  lives[0] = lost_life;
  lives[1] = life;
  message->lives = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < G_N_ELEMENTS (lives); i++)
    g_ptr_array_add (message->lives, g_strdup (lives[i]));
  answer = ktg_test_device_say (world->siti, message);
  assert_word (world, answer, life, 1, 0);
  g_assert_cmpuint (answer->lacks->len, ==, 1);
  g_assert_cmpuint (g_array_index (answer->lacks, guint64, 0), ==, 2);

  /* Who knows only the life before hears the same at once. */
  other = new_message (life, 0);
  taken = ktg_test_device_say (world->budi, other);
  assert_word (world, taken, life, 1, 0);
}

static void
test_no_life_is_known (World *world, gconstpointer data)
{
  g_autoptr (KtgEnvelope) held = file (world->siti, NULL);
  g_autoptr (KtgExchangeRequest) message = new_message (UNKNOWN_LIFE, 1);
  g_autoptr (KtgExchangeAnswer) asked = ktg_test_device_say (world->siti, message);
  g_autoptr (KtgExchangeAnswer) answer = NULL;

  g_assert_true (asked->asks);
  message->lives = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (message->lives, g_strdup (UNKNOWN_LIFE));
  answer = ktg_test_device_say (world->siti, message);
  assert_word (world, answer, NULL, 0, 0);
}

/* Two servers run on copies of one folder, and a device went from this one to the other and back.
 */
static void
test_device_that_comes_from_a_copy (World *world, gconstpointer data)
{
  g_autofree char *life = NULL;
  g_autoptr (KtgEnvelope) held = file (world->siti, &life);
  g_autoptr (KtgExchangeRequest) message = new_message (UNKNOWN_LIFE, 0);
  g_autoptr (KtgExchangeAnswer) answer = NULL;

  message->lives = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (message->lives, g_strdup (UNKNOWN_LIFE));
  g_ptr_array_add (message->lives, g_strdup (life));
  answer = ktg_test_device_say (world->siti, message);
  assert_word (world, answer, life, 1, 0);
}

/* As whoever has the server's key can: the account of all rows is right. */
static gboolean
take_out (KtgCatalog *catalog, gpointer data, GError **error)
{
  KtgDb *db = catalog->db;
  return ktg_db_execute (db, "DELETE FROM event WHERE idx = 2", error);
}

/* It was given a receipt, and so it stands: that it is not here is for its author to see. */
static void
test_event_taken_out_of_the_folder (World *world, gconstpointer data)
{
  g_autofree char *life = NULL;
  g_autoptr (KtgEnvelope) first = file (world->siti, &life);
  g_autoptr (KtgEnvelope) second = file (world->siti, NULL);
  g_autoptr (KtgExchangeRequest) message = new_message (life, 2);
  g_autoptr (KtgExchangeAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;

  ktg_writer_run (ktg_archive_get_writer (world->server->archive), take_out, NULL, &error);
  g_assert_no_error (error);
  ktg_test_server_restart (world->server);
  answer = ktg_test_device_say (world->siti, message);
  assert_word (world, answer, life, 2, 0);
  g_assert_cmpuint (answer->lacks->len, ==, 1);
  g_assert_cmpuint (g_array_index (answer->lacks, guint64, 0), ==, 2);
}

/* What nobody could have is refused, however many there are. */
static void
test_lives_are_bounded (World *world, gconstpointer data)
{
  g_autoptr (KtgExchangeRequest) message = new_message (UNKNOWN_LIFE, 0);
  g_autoptr (GBytes) text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgExchangeRequest) read = NULL;

  message->lives = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i <= KTG_MAX_LIVES; i++)
    g_ptr_array_add (message->lives, g_strdup (UNKNOWN_LIFE));
  text = ktg_exchange_request_write (message);
  read = ktg_exchange_request_parse (text, &error);
  g_assert_null (read);
  g_assert_nonnull (error);
}

/* A list that was put back and went on has another hash from there on. */
static void
test_marks_outlive_no_restore (World *world, gconstpointer data)
{
  g_autoptr (KtgTestDevice) office
      = ktg_test_server_new_device (world->server, KTG_ROLE_OFFICE, "34.71");
  g_autofree char *life = NULL;
  g_autoptr (KtgEnvelope) first = file (world->siti, &life);
  g_autoptr (KtgExchangeAnswer) known = ktg_test_device_exchange (office, NULL, NULL);
  g_autoptr (KtgExchangeAnswer) past = NULL;
  g_autoptr (KtgEnvelope) lost = NULL;
  g_autoptr (KtgEnvelope) anew = NULL;
  g_autoptr (KtgExchangeRequest) message = ktg_exchange_request_new ();
  g_autoptr (KtgExchangeAnswer) asked = NULL;
  g_autoptr (KtgExchangeAnswer) answer = NULL;
  g_autoptr (KtgEvent) brought = NULL;

  keep (world);
  lost = file (world->siti, NULL);
  past = ktg_test_device_exchange (office, NULL, ktg_test_news_get_at (known, "34.71"));
  put_back (world);
  anew = file (world->budi, NULL); /* has the place that the lost one had */

  g_ptr_array_add (message->at, g_strdup (ktg_test_news_get_at (past, "34.71")));
  asked = ktg_test_device_say (office, message);
  g_assert_true (asked->asks_marks);
  message->marks = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (message->marks, g_strdup (ktg_test_news_get_at (known, "34.71")));
  answer = ktg_test_device_say (office, message);
  g_assert_cmpuint (ktg_test_news_count (answer), ==, 1);
  brought = ktg_event_json_parse (ktg_test_news_get (answer, 0)->envelope->bytes, NULL);
  g_assert_cmpstr (brought->author, ==, ktg_signing_key_get_public (world->budi->key));
}

/* A number proves nothing: what is said of it is the device's own word. */
static void
test_a_claim_is_a_claim (World *world, gconstpointer data)
{
  g_autofree char *life = NULL;
  g_autoptr (KtgEnvelope) receipt = file (world->siti, &life);
  g_autoptr (KtgExchangeRequest) message = new_message (life, 1000000000);
  g_autoptr (KtgExchangeAnswer) answer = NULL;
  g_autoptr (KtgEnvelope) next = NULL;

  g_test_expect_message ("ktg-server",
                         G_LOG_LEVEL_MESSAGE,
                         "device 1 says that it knows more than is here: if this folder was put"
                         " back,*; if it was not, that is not so");
  answer = ktg_test_device_say (world->siti, message);
  g_test_assert_expected_messages ();
  g_assert_null (answer->stands);
  g_assert_cmpuint (answer->lacks->len, ==, 1000);

  next = file (world->siti, NULL);
  g_assert_cmpint (ktg_test_server_run (world->server, NULL, "verify", NULL), ==, 0);
}

static void
test_lacks_are_bounded (World *world, gconstpointer data)
{
  g_autofree char *life = NULL;
  g_autoptr (KtgEnvelope) receipt = file (world->siti, &life);
  g_autoptr (KtgExchangeRequest) message = new_message (life, G_GUINT64_CONSTANT (1) << 52);
  g_autoptr (KtgExchangeAnswer) answer = ktg_test_device_say (world->siti, message);

  g_assert_cmpuint (answer->lacks->len, ==, 1000);
  g_assert_cmpuint (g_array_index (answer->lacks, guint64, 0), ==, 2);
  g_assert_cmpuint (g_array_index (answer->lacks, guint64, 999), ==, 1001);
}

/* --- what is known to be missing --- */

static void
assert_named (World *world, const char *verb, gboolean is_named)
{
  g_autofree char *out = NULL;
  g_autofree char *expected
      = g_strdup_printf ("device 1: its number 2 to 3 is not here; it says that it has a receipt"
                         " for number 3 (no damage)\n");

  g_assert_cmpint (ktg_test_server_run (world->server, &out, verb, NULL), ==, 0);
  g_assert_true ((strstr (out, expected) != NULL) == is_named);
}

static void
test_missing_is_named_until_it_comes (World *world, gconstpointer data)
{
  static const char *const verbs[] = { "verify", "list", "devices" };
  g_autofree char         *life = NULL;
  g_autoptr (KtgEnvelope) first = file (world->siti, &life);
  g_autoptr (KtgEnvelope) second = ktg_test_device_file (world->siti, NULL, NULL);
  g_autoptr (KtgEnvelope) third = ktg_test_device_file (world->siti, NULL, NULL);
  g_autoptr (KtgExchangeRequest) message = NULL;
  g_autoptr (KtgExchangeAnswer) answer = NULL;
  g_autoptr (KtgExchangeAnswer) after = NULL;

  keep (world);
  put_back (world);
  message = new_message (life, 3);
  answer = ktg_test_device_say (world->siti, message);
  g_assert_cmpuint (answer->lacks->len, ==, 2);
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    assert_named (world, verbs[i], TRUE);

  message->holds = 1;
  g_ptr_array_add (message->events, ktg_envelope_ref (second));
  g_ptr_array_add (message->events, ktg_envelope_ref (third));
  after = ktg_test_device_say (world->siti, message);
  g_assert_cmpuint (after->lacks->len, ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    assert_named (world, verbs[i], FALSE);
}

/* --- the order of deliveries --- */

/* The number that the first of @receipts gives to the delivery of a file. */
static guint64
read_delivery (GPtrArray *receipts, const char *sha256)
{
  const KtgEnvelope *envelope = g_ptr_array_index (receipts, 0);
  g_autoptr (KtgReceipt) receipt = ktg_receipt_json_parse (envelope->bytes, NULL);

  g_assert_cmpuint (receipts->len, ==, 1);
  for (guint i = 0; i < receipt->files->len; i++)
    {
      const KtgReceiptFile *item = g_ptr_array_index (receipt->files, i);

      if (g_str_equal (item->sha256, sha256))
        return item->index;
    }

  g_assert_not_reached ();
}

/* Its answer may be lost: then nobody reads the number. */
static KtgTestReply *
deliver (KtgTestDevice *device, const char *text, char **sha256)
{
  g_autoptr (GBytes) photo = g_bytes_new (text, strlen (text));
  g_autoptr (KtgEnvelope) event = ktg_test_device_file_photo (device, photo);
  g_autoptr (KtgExchangeAnswer) answer = ktg_test_device_send (device, event);
  KtgTestReply *reply;

  *sha256 = ktg_sha256_of_bytes (photo);
  reply = ktg_test_device_patch (device, *sha256, 0, photo, TRUE);
  g_assert_cmpuint (answer->missing->len, ==, 1);
  g_assert_cmpuint (reply->status, ==, 200);
  return reply;
}

static guint64
deliver_and_read (KtgTestDevice *device, const char *text)
{
  g_autofree char *sha256 = NULL;
  g_autoptr (KtgTestReply) reply = deliver (device, text, &sha256);
  g_autoptr (GPtrArray) receipts = ktg_receipts_answer_parse (reply->content, NULL);

  return read_delivery (receipts, sha256);
}

static void
test_deliveries_are_numbered (World *world, gconstpointer data)
{
  g_autofree char *first = NULL;
  g_autoptr (KtgTestReply) lost = deliver (world->siti, "one", &first);
  g_autoptr (KtgExchangeRequest) message = ktg_exchange_request_new ();
  g_autoptr (KtgExchangeAnswer) answer = NULL;

  g_assert_cmpuint (deliver_and_read (world->siti, "two"), ==, 2);
  g_assert_cmpuint (deliver_and_read (world->budi, "three"), ==, 3);
  ktg_test_server_restart (world->server);
  g_ptr_array_add (message->files, g_strdup (first));
  answer = ktg_test_device_say (world->siti, message);
  g_assert_cmpuint (read_delivery (answer->receipts, first), ==, 1);
  g_assert_cmpuint (deliver_and_read (world->budi, "four"), ==, 4);
}

/* The folder's files came from another place than its database, or from none. */
static void
test_gone_file_and_what_came_after_it_stand_no_more (World *world, gconstpointer data)
{
  g_autofree char *life = NULL;
  g_autofree char *gone = NULL;
  g_autofree char *path = NULL;
  g_autoptr (KtgEnvelope) first = file (world->siti, &life);
  g_autoptr (KtgExchangeRequest) message = new_message (life, 2);
  g_autoptr (KtgExchangeAnswer) answer = NULL;

  g_assert_cmpuint (deliver_and_read (world->siti, "one"), ==, 1);
  g_assert_cmpuint (deliver_and_read (world->budi, "two"), ==, 2);
  g_assert_cmpuint (deliver_and_read (world->siti, "three"), ==, 3);
  gone = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "two", 3);
  path = g_strdup_printf ("%s/files/%.2s/%s", world->server->folder, gone, gone);
  ktg_test_server_stop (world->server);
  g_assert_cmpint (g_unlink (path), ==, 0);
  ktg_test_server_start (world->server);

  answer = ktg_test_device_say (world->siti, message);
  assert_word (world, answer, life, 4, 1);
  g_assert_cmpuint (deliver_and_read (world->siti, "four"), ==, 4);

  /* What never comes again lowers nothing further. */
  ktg_test_server_restart (world->server);
  g_free (message->life);
  message->life = g_strdup (answer->life);
  g_clear_pointer (&answer, ktg_exchange_answer_free);
  answer = ktg_test_device_say (world->siti, message);
  assert_word (world, answer, message->life, 5, 4);
}

/* Two servers went on with copies of one folder, and the device comes back from the other. */
static void
test_present_life_stands_as_far_as_it_goes (World *world, gconstpointer data)
{
  g_autofree char *life = NULL;
  g_autoptr (KtgEnvelope) first = file (world->siti, &life);
  g_autoptr (KtgEnvelope) second = file (world->budi, NULL);
  g_autoptr (KtgExchangeRequest) message = new_message (UNKNOWN_LIFE, 1);
  g_autoptr (KtgExchangeAnswer) answer = NULL;
  const char *lives[] = { UNKNOWN_LIFE, life };

  g_assert_cmpuint (deliver_and_read (world->siti, "one"), ==, 1);
  message->lives = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < G_N_ELEMENTS (lives); i++)
    g_ptr_array_add (message->lives, g_strdup (lives[i]));
  answer = ktg_test_device_say (world->siti, message);
  assert_word (world, answer, life, 3, 1);
  g_assert_cmpstr (answer->life, ==, life);
}

static void
test_claimed_file_is_not_here (World *world, gconstpointer data)
{
  g_autofree char *life = NULL;
  g_autoptr (KtgEnvelope) first = file (world->siti, &life);
  g_autoptr (KtgExchangeRequest) message = new_message (life, 1);
  g_autoptr (KtgExchangeAnswer) answer = NULL;

  message->file = g_strdup ("aaaaaaaaaaaa");
  answer = ktg_test_device_say (world->siti, message);
  g_assert_cmpuint (answer->lacks->len, ==, 1);
  g_assert_cmpuint (g_array_index (answer->lacks, guint64, 0), ==, 0);
}

static const struct
{
  const char *name;
  void (*run) (World *world, gconstpointer data);
} tests[] = {
  { "/lives/each-start-begins-one-and-indexes-go-on", test_each_start_begins_a_life },
  { "/lives/a-device-that-is-level-hears-nothing-of-it", test_level_device_hears_nothing_of_it },
  { "/lives/after-a-start-that-lost-nothing-all-stands", test_start_that_lost_nothing },
  { "/lives/a-folder-copied-back-by-hand-gives-no-index-twice-in-one-life",
    test_folder_copied_back_by_hand },
  { "/lives/where-none-is-known-nothing-stands", test_no_life_is_known },
  { "/lives/a-device-that-comes-from-a-copy-hears-what-stands",
    test_device_that_comes_from_a_copy },
  { "/lives/an-event-that-was-taken-out-stands-and-is-lacked", test_event_taken_out_of_the_folder },
  { "/lives/no-device-names-more-than-it-may", test_lives_are_bounded },
  { "/lives/marks-outlive-no-restore", test_marks_outlive_no_restore },
  { "/lives/what-is-known-to-be-missing-is-named-until-it-comes",
    test_missing_is_named_until_it_comes },
  { "/lives/what-it-lacks-is-named-a-thousand-at-a-time", test_lacks_are_bounded },
  { "/lives/what-a-device-says-that-it-holds-is-its-own-word", test_a_claim_is_a_claim },
  { "/lives/deliveries-are-numbered-in-the-order-in-which-they-came",
    test_deliveries_are_numbered },
  { "/lives/of-files-that-are-gone-and-what-came-after-them-nothing-stands",
    test_gone_file_and_what_came_after_it_stand_no_more },
  { "/lives/the-present-one-that-a-device-left-stands-as-far-as-it-goes",
    test_present_life_stands_as_far_as_it_goes },
  { "/lives/a-claimed-file-that-is-not-here-is-lacked", test_claimed_file_is_not_here },
};

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  if (!ktg_seal_init ())
    return 1;
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, World, NULL, world_open, tests[i].run, world_close);
  return g_test_run ();
}
