/* test-relay-packs.c - what the centre published comes to the officers of a relay, and nothing else
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-relay-scene.h"

#include <ktg-event-json.h>
#include <ktg-pack-parcel.h>
#include <ktg-seal-error.h>
#include <ktg-sha256.h>
#include <ktg-test-link.h>

#include <string.h>
#include <sys/statvfs.h>

#define ID "gestures-2020-01-01"

static guint64        free_bytes = G_MAXINT64; /* what each disk is said to have */
static KtgPackFolder *packs;                   /* of the officer */

/* In the place of the C library's. */
int
fstatvfs (int fd, struct statvfs *disk)
{
  *disk = (struct statvfs){ .f_frsize = 1, .f_blocks = 1 << 30, .f_bavail = free_bytes };
  return 0;
}

static void
set_up (KtgRelayScene *scene, gconstpointer data)
{
  g_autofree char *received = NULL;

  ktg_relay_scene_open (scene, data);
  received = g_build_filename (scene->officer->folder, "packs", NULL);
  packs = ktg_pack_folder_new ("/nowhere", received);
  ktg_store_use_pack_folder (scene->officer->store, packs);
}

static void
tear_down (KtgRelayScene *scene, gconstpointer data)
{
  ktg_relay_scene_close (scene, data);
  g_clear_object (&packs);
}

/* --- packs --- */

static char *
dup_text (const char *note)
{
  return g_strdup_printf ("{\"format\":1,\"pack\":\"gestures\",\"version\":\"2020-01-01\","
                          "\"verified\":false,\"title\":{\"id\":\"Gestur\",\"en\":\"Gestures\"},"
                          "\"sources\":[],\"note\":{\"id\":\"%s\",\"en\":\"note\"}}",
                          note);
}

static GBytes *
new_pack (const char *note)
{
  char *text = dup_text (note);

  return g_bytes_new_take (text, strlen (text));
}

/* What gzip makes little shorter: some pieces of it. */
static char *
dup_long_note (void)
{
  g_autoptr (GString) note = g_string_new (NULL);

  for (guint i = 0; i < 3000; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i);
      g_autofree char *hash = ktg_sha256_of ((const guint8 *)number, strlen (number));

      g_string_append (note, hash);
    }

  return g_string_free (g_steal_pointer (&note), FALSE);
}

static KtgPackNotice *
new_notice (GBytes *content)
{
  g_autofree char *sha256 = ktg_sha256_of_bytes (content);

  return ktg_pack_notice_new ("gestures", "2020-01-01", sha256);
}

static void
publish (KtgRelayScene *scene, const char *note)
{
  g_autofree char *text = dup_text (note);
  g_autofree char *out = NULL;

  if (ktg_test_server_run (scene->centre, &out, "pack", "publish", text, NULL) != 0)
    g_error ("%s", out);
}

static void
lay_in (const char *folder, GBytes *content)
{
  g_autofree char *path = g_build_filename (folder, ID ".json", NULL);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path,
                                      g_bytes_get_data (content, NULL),
                                      (gssize)g_bytes_get_size (content),
                                      NULL));
}

static void
lay_at_relay (KtgRelayScene *scene, GBytes *content)
{
  g_autofree char *folder = g_build_filename (scene->relay->folder, "packs", NULL);

  lay_in (folder, content);
}

static guint
count_at_relay (KtgRelayScene *scene)
{
  g_autoptr (KtgShelfList) list
      = ktg_shelf_dup_list (ktg_archive_get_shelf (scene->relay->archive));

  return list->packs->len;
}

/* --- what is where --- */

static void
assert_nothing_at_officer (KtgRelayScene *scene)
{
  g_autoptr (GPtrArray) files = ktg_pack_folder_list (packs);

  g_assert_cmpuint (files->len, ==, 0);
}

/* With the centre's word beside it, and without the relay's. */
static void
assert_at_officer (KtgRelayScene *scene, GBytes *content)
{
  g_autoptr (GPtrArray) files = ktg_pack_folder_list (packs);
  g_autoptr (KtgPackNotice) notice = new_notice (content);
  g_autoptr (KtgEvent) event = NULL;
  g_autoptr (KtgEnvelope) word = NULL;

  g_assert_cmpuint (files->len, ==, 1);
  word = ktg_pack_folder_load_word (packs, g_ptr_array_index (files, 0), &event);
  g_assert_nonnull (word);
  g_assert_cmpstr (event->author,
                   ==,
                   ktg_signing_key_get_public (ktg_archive_get_key (scene->centre->archive)));
  g_assert_cmpstr (event->publication->sha256, ==, notice->sha256);
}

/* --- the tests --- */

static void
test_handed_on (KtgRelayScene *scene, gconstpointer data)
{
  g_autoptr (GBytes) content = new_pack ("law");

  publish (scene, "law");
  ktg_world_sync_run (scene->sync);
  assert_nothing_at_officer (scene);
  ktg_world_sync_run (scene->up);
  ktg_world_sync_run (scene->sync);
  assert_at_officer (scene, content);
  ktg_relay_scene_assert_sound (scene);
}

static void
test_over_a_start (KtgRelayScene *scene, gconstpointer data)
{
  g_autofree char *note = dup_long_note ();
  g_autoptr (GBytes) content = new_pack (note);

  publish (scene, note);
  ktg_world_sync_run (scene->up);
  ktg_relay_scene_restart_relay (scene);
  ktg_world_sync_run (scene->sync);
  assert_at_officer (scene, content);
  ktg_world_sync_run (scene->up);
  ktg_relay_scene_assert_sound (scene);
}

/* As it is on the centre's shelf. */
static KtgShelvedPack *
dup_published (KtgRelayScene *scene)
{
  KtgShelvedPack *pack = ktg_shelf_dup_pack (ktg_archive_get_shelf (scene->centre->archive), ID);

  g_assert_nonnull (pack);
  return pack;
}

/* @bytes: (nullable): from the beginning. Gives how much is at the relay then. */
static guint64
bring (KtgRelayScene *scene, const KtgPackNotice *notice, GBytes *bytes)
{
  KtgParty *party = KTG_PARTY (scene->party);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  guint64 n_here = 0;

  ktg_party_bring_pack_async (party,
                              ktg_pack_piece_new (notice, 0, bytes),
                              ktg_store_device_answered_cb,
                              &result);
  ktg_party_bring_pack_finish (party, ktg_store_device_wait_for (&result), &n_here, &error);
  g_assert_no_error (error);
  return n_here;
}

static void
test_in_pieces (KtgRelayScene *scene, gconstpointer data)
{
  g_autofree char *note = dup_long_note ();
  g_autoptr (GBytes) content = new_pack (note);
  g_autoptr (KtgShelvedPack) pack = NULL;
  g_autoptr (GBytes) first = NULL;

  publish (scene, note);
  pack = dup_published (scene);
  first = g_bytes_new_from_bytes (pack->packed, 0, 1000);
  g_assert_cmpuint (bring (scene, pack->notice, first), ==, 1000);
  ktg_relay_scene_restart_relay (scene);
  g_assert_cmpuint (bring (scene, pack->notice, NULL), ==, 1000);
  ktg_world_sync_run (scene->up);
  g_assert_cmpuint (bring (scene, pack->notice, NULL), ==, 0);
  ktg_world_sync_run (scene->sync);
  assert_at_officer (scene, content);
}

static void
test_full_disk (KtgRelayScene *scene, gconstpointer data)
{
  const KtgSyncProgress *progress = ktg_sync_get_progress (scene->up);

  publish (scene, "law");
  free_bytes = 100 << 20; /* below the floor of an eighth, and more than the reserve */
  ktg_world_sync_run (scene->up);
  g_assert_cmpuint (count_at_relay (scene), ==, 0);
  g_assert_cmpstr (progress->pack, ==, ID);
  g_assert_cmpint (progress->pack_error, ==, KTG_SYNC_ERROR_STORE);

  free_bytes = G_MAXINT64;
  ktg_world_sync_run (scene->up);
  g_assert_cmpuint (count_at_relay (scene), ==, 1);
  g_assert_null (progress->pack);
}

/* It is here already, and waits for the centre's word alone. */
static void
test_installed (KtgRelayScene *scene, gconstpointer data)
{
  g_autoptr (GBytes) content = new_pack ("law");

  scene->relay->packs_folder = g_build_filename (scene->relay->folder, "installed", NULL);
  lay_in (scene->relay->packs_folder, content);
  ktg_relay_scene_restart_relay (scene);
  g_assert_cmpuint (count_at_relay (scene), ==, 0);

  publish (scene, "law");
  ktg_world_sync_run (scene->up);
  g_assert_cmpuint (count_at_relay (scene), ==, 1);
  ktg_relay_scene_restart_relay (scene);
  g_assert_cmpuint (count_at_relay (scene), ==, 1);
  ktg_world_sync_run (scene->sync);
  assert_at_officer (scene, content);
}

static void
test_publishes_nothing (KtgRelayScene *scene, gconstpointer data)
{
  g_autofree char *text = dup_text ("wish");
  g_autofree char *out = NULL;

  g_assert_cmpint (ktg_test_server_run (scene->relay, &out, "pack", "publish", text, NULL), ==, 1);
  g_assert_nonnull (strstr (out, "publish it at the centre, and it comes here by itself"));
  g_assert_cmpuint (count_at_relay (scene), ==, 0);
  ktg_world_sync_run (scene->sync);
  assert_nothing_at_officer (scene);
}

/* By somebody who has the folder: until the centre publishes the same. */
static void
test_laid_by_hand (KtgRelayScene *scene, gconstpointer data)
{
  g_autoptr (GBytes) content = new_pack ("law");

  lay_at_relay (scene, content);
  g_test_expect_message ("ktg-archive", G_LOG_LEVEL_WARNING, "*the centre did not publish it*");
  ktg_relay_scene_restart_relay (scene);
  g_test_assert_expected_messages ();
  g_assert_cmpuint (count_at_relay (scene), ==, 0);
  ktg_world_sync_run (scene->sync);
  assert_nothing_at_officer (scene);

  publish (scene, "law");
  ktg_world_sync_run (scene->up);
  ktg_world_sync_run (scene->sync);
  assert_at_officer (scene, content);
}

/* Under the name and version that the centre published. */
static void
test_other_bytes (KtgRelayScene *scene, gconstpointer data)
{
  g_autoptr (GBytes) content = new_pack ("law");
  g_autoptr (GBytes) wish = new_pack ("wish");
  g_autofree char *out = NULL;

  publish (scene, "law");
  ktg_world_sync_run (scene->up);
  lay_at_relay (scene, wish);
  g_test_expect_message ("ktg-archive", G_LOG_LEVEL_WARNING, "*published with another content*");
  ktg_relay_scene_restart_relay (scene);
  g_test_assert_expected_messages ();
  g_assert_cmpint (ktg_test_server_run (scene->relay, &out, "verify", NULL), ==, 1);
  g_assert_nonnull (strstr (out, "it comes again from the centre"));
  ktg_world_sync_run (scene->sync);
  assert_nothing_at_officer (scene);

  ktg_world_sync_run (scene->up);
  ktg_world_sync_run (scene->sync);
  assert_at_officer (scene, content);
  ktg_relay_scene_assert_sound (scene);
}

/* The root says how far the centre is believed: the word was the next thing that it said. */
static void
revoke_centre_before (KtgRelayScene *scene, const KtgShelvedPack *pack)
{
  g_autoptr (KtgTestDevice) carrier
      = ktg_test_server_new_device (scene->relay, KTG_ROLE_OFFICER, KTG_RELAY_SCENE_OFFICER);
  g_autoptr (KtgEvent) event = ktg_event_json_parse (pack->word->bytes, NULL);
  g_autoptr (KtgSigningKey) root = ktg_test_server_load_root (scene->centre);
  g_autoptr (KtgExchangeRequest) message = ktg_exchange_request_new ();
  g_autoptr (KtgExchangeAnswer) answer = NULL;

  g_ptr_array_add (message->carry,
                   ktg_test_link_revoke_node (root, 90, event->author, event->seq - 1));
  answer = ktg_test_device_say (carrier, message);
  g_assert_cmpuint (answer->refused->len, ==, 0);
}

static void
test_late (KtgRelayScene *scene, gconstpointer data)
{
  g_autoptr (KtgShelvedPack) pack = NULL;

  publish (scene, "law");
  pack = dup_published (scene);
  ktg_world_sync_run (scene->up);
  g_assert_cmpuint (count_at_relay (scene), ==, 1);
  revoke_centre_before (scene, pack);

  g_test_expect_message ("ktg-archive", G_LOG_LEVEL_WARNING, "*the centre did not publish it*");
  ktg_relay_scene_restart_relay (scene);
  g_test_assert_expected_messages ();
  g_assert_cmpuint (count_at_relay (scene), ==, 0);
}

/* --- who lies --- */

/* A relay of another program hands out what it likes, with a word of its own. */
static void
test_a_relay_that_lies (KtgRelayScene *scene, gconstpointer data)
{
  const KtgSyncProgress *progress = ktg_sync_get_progress (scene->sync);
  KtgArchive            *archive = scene->relay->archive;
  g_autoptr (GBytes) wish = new_pack ("wish");
  g_autoptr (KtgPackNotice) notice = new_notice (wish);
  g_autoptr (KtgEnvelope) word
      = ktg_test_link_publish (ktg_archive_get_key (archive), 9, notice, wish);
  KtgShelvedPack *pack = ktg_shelved_pack_new (wish, TRUE, NULL);

  ktg_shelved_pack_set_word (pack, word);
  ktg_shelf_put (ktg_archive_get_shelf (archive), pack);
  g_free (ktg_store_device_file_photo (scene->officer, "a photo", "and its preview"));
  ktg_world_sync_run (scene->sync);
  assert_nothing_at_officer (scene);
  g_assert_cmpstr (progress->pack, ==, ID);
  g_assert_cmpint (progress->pack_error, ==, KTG_SYNC_ERROR_NOT_PUBLISHED);
  g_assert_cmpuint (progress->n_texts_waiting + progress->n_files_waiting, ==, 0);
}

static KtgPartyFailure
offer (KtgRelayScene *scene, const KtgPackNotice *notice, const KtgEnvelope *word, GBytes *content)
{
  g_autoptr (GBytes) parcel = ktg_pack_parcel_write (word, content);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  KtgParty *party = KTG_PARTY (scene->party);

  ktg_party_keep_pack_async (party, notice, parcel, ktg_store_device_answered_cb, &result);
  g_assert_false (ktg_party_keep_pack_finish (party, ktg_store_device_wait_for (&result), &error));
  g_assert_cmpuint (count_at_relay (scene), ==, 0);
  return ktg_party_judge_error (party, error);
}

/* Nor does a relay believe who stands above it. */
static void
test_who_lies_to_a_relay (KtgRelayScene *scene, gconstpointer data)
{
  KtgSigningKey *centre = ktg_archive_get_key (scene->centre->archive);
  KtgSigningKey *relay = ktg_archive_get_key (scene->relay->archive);
  g_autoptr (KtgSigningKey) nobody = ktg_signing_key_new ();
  g_autoptr (GBytes) law = new_pack ("law!");
  g_autoptr (GBytes) wish = new_pack ("wish");
  g_autoptr (KtgPackNotice) of_law = new_notice (law);
  g_autoptr (KtgPackNotice) of_wish = new_notice (wish);
  g_autoptr (KtgEnvelope) true_word = ktg_test_link_publish (centre, 900, of_law, law);
  g_autoptr (KtgEnvelope) own = ktg_test_link_publish (relay, 9, of_wish, wish);
  g_autoptr (KtgEnvelope) strange = ktg_test_link_publish (nobody, 9, of_wish, wish);

  g_assert_cmpint (offer (scene, of_wish, NULL, wish), ==, KTG_PARTY_UNTRUSTED);
  g_assert_cmpint (offer (scene, of_wish, own, wish), ==, KTG_PARTY_UNTRUSTED);
  g_assert_cmpint (offer (scene, of_wish, strange, wish), ==, KTG_PARTY_UNTRUSTED);
  g_assert_cmpint (offer (scene, of_wish, true_word, wish), ==, KTG_PARTY_UNTRUSTED);
  g_assert_cmpint (offer (scene, of_law, true_word, wish), ==, KTG_PARTY_LOST);
  true_word->signature[3] ^= 1;
  g_assert_cmpint (offer (scene, of_law, true_word, law), ==, KTG_PARTY_UNTRUSTED);
  ktg_test_server_assert_sound (scene->relay);
}

#define ADD(path, func)                                                                            \
  g_test_add ("/relay-packs/" path, KtgRelayScene, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (ktg_seal_init ());

  ADD ("what-the-centre-published-comes-by-the-relay", test_handed_on);
  ADD ("it-stays-over-a-start", test_over_a_start);
  ADD ("what-came-in-pieces-goes-on-after-a-start", test_in_pieces);
  ADD ("what-was-published-late-is-not-handed-out", test_late);
  ADD ("what-the-disk-has-no-room-for-waits", test_full_disk);
  ADD ("what-is-installed-waits-for-the-centres-word", test_installed);
  ADD ("a-relay-publishes-nothing", test_publishes_nothing);
  ADD ("what-somebody-laid-there-is-not-handed-out", test_laid_by_hand);
  ADD ("other-bytes-under-a-published-name-are-not-handed-out", test_other_bytes);
  ADD ("a-relay-that-lies-is-not-believed", test_a_relay_that_lies);
  ADD ("nor-is-who-lies-to-a-relay", test_who_lies_to_a_relay);

  return g_test_run ();
}
