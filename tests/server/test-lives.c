/* test-lives.c - a server that was put back learns it, says it, and names what it lacks
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-receipt-json.h>
#include <ktg-restored-json.h>
#include <ktg-sha256.h>
#include <ktg-test-server.h>

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

static KtgRestored *
read_restored (World *world, KtgExchangeAnswer *answer)
{
  KtgEnvelope *envelope = g_ptr_array_index (answer->restored, answer->restored->len - 1);
  KtgRestored *restored = ktg_restored_json_parse (envelope->bytes, NULL);

  g_assert_true (ktg_signature_is_valid (world->siti->server_key,
                                         g_bytes_get_data (envelope->bytes, NULL),
                                         g_bytes_get_size (envelope->bytes),
                                         envelope->signature));
  g_assert_nonnull (restored);
  g_assert_cmpstr (restored->life, ==, answer->life);
  return restored;
}

static void
test_receipts_carry_the_life (World *world, gconstpointer data)
{
  g_autofree char *life = NULL;
  g_autofree char *again = NULL;
  g_autoptr (KtgEnvelope) envelope = file (world->siti, &life);
  g_autoptr (KtgReceipt) receipt = ktg_receipt_json_parse (envelope->bytes, NULL);
  g_autoptr (KtgEnvelope) second = NULL;

  g_assert_cmpstr (receipt->life, ==, life);
  ktg_test_server_restart (world->server);
  second = file (world->budi, &again);
  g_assert_cmpstr (life, ==, again);
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
  g_assert_cmpuint (answer->restored->len, ==, 0);
  g_assert_cmpuint (answer->keep_days, ==, 14);
}

/* The device's bare word begins no life and moves no index. */
static void
test_bare_word_is_answered_with_a_question (World *world, gconstpointer data)
{
  g_autofree char *life = NULL;
  g_autoptr (KtgEnvelope) receipt = file (world->siti, &life);
  g_autoptr (KtgEnvelope) next = ktg_test_device_file (world->siti, NULL, NULL);
  g_autoptr (KtgExchangeRequest) liar = new_message (life, 7);
  g_autoptr (KtgExchangeAnswer) asked = NULL;
  g_autoptr (KtgExchangeAnswer) answer = NULL;

  g_ptr_array_add (liar->events, ktg_envelope_ref (next));
  asked = ktg_test_device_say (world->siti, liar);
  g_assert_true (asked->asks);
  g_assert_cmpuint (asked->receipts->len, ==, 0);
  g_assert_cmpuint (asked->refused->len, ==, 0);

  liar->shows = TRUE;
  g_ptr_array_add (liar->shown, ktg_envelope_ref (receipt));
  answer = ktg_test_device_say (world->siti, liar);
  g_assert_false (answer->asks);
  g_assert_cmpstr (answer->life, ==, life);
  g_assert_cmpuint (answer->receipts->len, ==, 1);
  g_assert_cmpuint (answer->lacks->len, ==, 5);
}

static void
test_folder_copied_back_by_hand (World *world, gconstpointer data)
{
  g_autofree char *life = NULL;
  g_autoptr (KtgEnvelope) first = file (world->siti, &life);
  g_autoptr (KtgEnvelope) lost = NULL;
  g_autoptr (KtgExchangeRequest) message = new_message (life, 2);
  g_autoptr (KtgExchangeAnswer) asked = NULL;
  g_autoptr (KtgExchangeAnswer) answer = NULL;
  g_autoptr (KtgRestored) restored = NULL;

  keep (world);
  lost = file (world->siti, NULL);
  put_back (world);

  asked = ktg_test_device_say (world->siti, message);
  g_assert_true (asked->asks);
  g_assert_cmpstr (asked->life, ==, life);

  message->shows = TRUE;
  g_ptr_array_add (message->shown, ktg_envelope_ref (lost));
  answer = ktg_test_device_say (world->siti, message);
  g_assert_cmpstr (answer->life, !=, life);
  g_assert_cmpuint (answer->lacks->len, ==, 1);
  g_assert_cmpuint (g_array_index (answer->lacks, guint64, 0), ==, 2);
  restored = read_restored (world, answer);
  g_assert_cmpstr (restored->old, ==, life);
  g_assert_cmpuint (restored->last, ==, 0); /* nobody knows what else was written since */
}

/* Shown once, it knows: the second device hears of the new life at once. */
static void
test_others_hear_of_the_new_life (World *world, gconstpointer data)
{
  g_autofree char *life = NULL;
  g_autoptr (KtgEnvelope) first = file (world->budi, &life);
  g_autoptr (KtgEnvelope) lost = NULL;
  g_autoptr (KtgExchangeRequest) siti = new_message (life, 1);
  g_autoptr (KtgExchangeRequest) budi = new_message (life, 1);
  g_autoptr (KtgExchangeAnswer) shown = NULL;
  g_autoptr (KtgExchangeAnswer) answer = NULL;

  keep (world);
  lost = file (world->siti, NULL);
  put_back (world);
  siti->shows = TRUE;
  g_ptr_array_add (siti->shown, ktg_envelope_ref (lost));
  shown = ktg_test_device_say (world->siti, siti);
  answer = ktg_test_device_say (world->budi, budi);
  g_assert_cmpstr (answer->life, ==, shown->life);
  g_assert_cmpuint (answer->restored->len, ==, 1);
  g_assert_cmpuint (answer->lacks->len, ==, 0);

  /* and shown again, it stays in that life */
  g_clear_pointer (&answer, ktg_exchange_answer_free);
  answer = ktg_test_device_say (world->siti, siti);
  g_assert_cmpstr (answer->life, ==, shown->life);
}

static void
test_another_devices_receipt_begins_nothing (World *world, gconstpointer data)
{
  g_autofree char *life = NULL;
  g_autoptr (KtgEnvelope) first = file (world->budi, &life);
  g_autoptr (KtgEnvelope) lost = NULL;
  g_autoptr (KtgExchangeRequest) message = new_message (life, 1);
  g_autoptr (KtgExchangeAnswer) answer = NULL;

  keep (world);
  lost = file (world->siti, NULL);
  put_back (world);
  message->shows = TRUE;
  g_ptr_array_add (message->shown, ktg_envelope_ref (lost));
  answer = ktg_test_device_say (world->budi, message);
  g_assert_cmpstr (answer->life, ==, life);
}

static void
test_forged_receipt_begins_nothing (World *world, gconstpointer data)
{
  g_autofree char *life = NULL;
  g_autoptr (KtgEnvelope) held = file (world->siti, &life);
  g_autoptr (KtgReceipt) receipt = ktg_receipt_json_parse (held->bytes, NULL);
  g_autoptr (KtgSigningKey) other = ktg_signing_key_new ();
  g_autoptr (KtgExchangeRequest) message = new_message (life, 1);
  g_autoptr (KtgExchangeAnswer) answer = NULL;
  g_autoptr (GBytes) bytes = NULL;
  guint8 signature[KTG_SIGNATURE_BYTES];

  g_free (receipt->life);
  receipt->life = g_strdup (UNKNOWN_LIFE);
  bytes = ktg_receipt_json_write (receipt);
  ktg_signing_key_sign (other, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), signature);
  message->shows = TRUE;
  g_ptr_array_add (message->shown, ktg_envelope_new (NULL, bytes, signature));
  answer = ktg_test_device_say (world->siti, message);
  g_assert_cmpstr (answer->life, ==, life);
}

/* A life that this folder never had: a later one, before it was put back. */
static void
test_word_of_an_unknown_life (World *world, gconstpointer data)
{
  g_autofree char *life = NULL;
  g_autofree char *second = NULL;
  g_autoptr (KtgEnvelope) lost = NULL;
  g_autoptr (KtgExchangeRequest) message = NULL;
  g_autoptr (KtgExchangeRequest) later = NULL;
  g_autoptr (KtgExchangeAnswer) shown = NULL;
  g_autoptr (KtgExchangeAnswer) asked = NULL;
  g_autoptr (KtgExchangeAnswer) answer = NULL;

  keep (world);
  lost = file (world->siti, &life);
  put_back (world);
  message = new_message (life, 1);
  message->shows = TRUE;
  g_ptr_array_add (message->shown, ktg_envelope_ref (lost));
  shown = ktg_test_device_say (world->siti, message);
  second = g_strdup (shown->life);

  put_back (world);
  later = new_message (second, 0);
  asked = ktg_test_device_say (world->siti, later);
  g_assert_true (asked->asks);
  later->shows = TRUE;
  g_ptr_array_add (later->shown, ktg_envelope_ref (g_ptr_array_index (shown->restored, 0)));
  answer = ktg_test_device_say (world->siti, later);
  g_assert_cmpstr (answer->life, !=, second);
  g_assert_cmpstr (answer->life, !=, life);
  g_assert_cmpuint (answer->restored->len, ==, 1);
}

/* Else whoever keeps one word of a life that is forgotten ends life after life, and with each what
 * the receipts of others are good for. */
static void
test_the_same_word_begins_once (World *world, gconstpointer data)
{
  g_autofree char *life = NULL;
  g_autoptr (KtgEnvelope) lost = NULL;
  g_autoptr (KtgEnvelope) forgotten = NULL;
  g_autoptr (KtgExchangeRequest) message = NULL;
  g_autoptr (KtgExchangeAnswer) shown = NULL;
  g_autoptr (KtgExchangeAnswer) first = NULL;

  keep (world);
  lost = file (world->siti, &life);
  put_back (world);
  message = new_message (life, 1);
  message->shows = TRUE;
  g_ptr_array_add (message->shown, ktg_envelope_ref (lost));
  shown = ktg_test_device_say (world->siti, message);
  forgotten = file (world->siti, NULL);

  put_back (world);
  g_ptr_array_add (message->shown, ktg_envelope_ref (forgotten));
  g_ptr_array_add (message->shown, ktg_envelope_ref (g_ptr_array_index (shown->restored, 0)));
  g_ptr_array_remove_index (message->shown, 0);
  first = ktg_test_device_say (world->siti, message);
  g_assert_cmpstr (first->life, !=, shown->life);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (KtgExchangeAnswer) again = ktg_test_device_say (world->siti, message);

      g_assert_cmpstr (again->life, ==, first->life);
    }
}

static void
test_unknown_life_with_nothing_to_show (World *world, gconstpointer data)
{
  g_autoptr (KtgExchangeRequest) message = new_message (UNKNOWN_LIFE, 0);
  g_autoptr (KtgExchangeAnswer) answer = NULL;

  message->shows = TRUE;
  answer = ktg_test_device_say (world->siti, message);
  g_assert_false (answer->asks);
  g_assert_cmpuint (answer->restored->len, ==, 0);
}

static void
test_lacks_are_bounded (World *world, gconstpointer data)
{
  g_autofree char *life = NULL;
  g_autoptr (KtgEnvelope) receipt = file (world->siti, &life);
  g_autoptr (KtgExchangeRequest) message = new_message (life, G_GUINT64_CONSTANT (1) << 52);
  g_autoptr (KtgExchangeAnswer) answer = NULL;

  message->shows = TRUE;
  answer = ktg_test_device_say (world->siti, message);
  g_assert_cmpuint (answer->lacks->len, ==, 1000);
  g_assert_cmpuint (g_array_index (answer->lacks, guint64, 0), ==, 2);
  g_assert_cmpuint (g_array_index (answer->lacks, guint64, 999), ==, 1001);
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

static const struct
{
  const char *name;
  void (*run) (World *world, gconstpointer data);
} tests[] = {
  { "/lives/receipts-carry-the-life-and-it-stays", test_receipts_carry_the_life },
  { "/lives/a-device-that-is-level-hears-nothing-of-it", test_level_device_hears_nothing_of_it },
  { "/lives/a-bare-word-is-answered-with-a-question", test_bare_word_is_answered_with_a_question },
  { "/lives/a-folder-copied-back-by-hand-learns-it-from-a-receipt",
    test_folder_copied_back_by_hand },
  { "/lives/other-devices-hear-of-the-new-life", test_others_hear_of_the_new_life },
  { "/lives/a-forged-receipt-begins-nothing", test_forged_receipt_begins_nothing },
  { "/lives/another-devices-receipt-begins-nothing", test_another_devices_receipt_begins_nothing },
  { "/lives/the-word-of-a-life-it-never-had-begins-a-new-one", test_word_of_an_unknown_life },
  { "/lives/the-same-word-begins-a-new-life-once", test_the_same_word_begins_once },
  { "/lives/an-unknown-life-with-nothing-to-show-begins-nothing",
    test_unknown_life_with_nothing_to_show },
  { "/lives/deliveries-are-numbered-in-the-order-in-which-they-came",
    test_deliveries_are_numbered },
  { "/lives/what-it-lacks-is-named-a-thousand-at-a-time", test_lacks_are_bounded },
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
