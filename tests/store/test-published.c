/* test-published.c - a pack is kept where the centre published it, whoever hands it on
 *
 * The device is enrolled at a relay, which hands it packs: what the centre published, and what it
 * would like the law to be.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-store-device.h"
#include "ktg-test-link.h"
#include "ktg-test-news.h"

#include <ktg-pack-parcel.h>
#include <ktg-sha256.h>

#include <glib/gstdio.h>
#include <string.h>

#define LAST 20 /* of what a revoked server of the centre said is believed */

typedef struct
{
  KtgStoreDevice *device; /* its server is the relay */
  KtgPackFolder  *packs;
  KtgSigningKey  *root;
  KtgSigningKey  *centre;
  KtgSigningKey  *revoked; /* another server of the centre, from its event LAST on */
  KtgSigningKey  *office;
  KtgSigningKey  *officer;
  GBytes         *content;
  KtgPackNotice  *notice;
} Fixture;

/* --- the beginning --- */

static const char *public(KtgSigningKey *key) { return ktg_signing_key_get_public (key); }

static void
say_who_is_who (Fixture *self, KtgAccount *account)
{
  KtgSigningKey *relay = self->device->server;

  account->root_key = g_strdup (public(self->root));
  g_ptr_array_add (account->chain,
                   ktg_test_link_admit_node (self->root, 1, self->centre, "centre", "centre"));
  g_ptr_array_add (account->chain,
                   ktg_test_link_admit_node (self->root, 2, self->revoked, "centre", "centre"));
  g_ptr_array_add (account->chain,
                   ktg_test_link_revoke_node (self->root, 3, public(self->revoked), LAST));
  g_ptr_array_add (account->chain,
                   ktg_test_link_admit_node (self->centre, 1, relay, "relay", "officer"));
  g_ptr_array_add (account->chain,
                   ktg_test_link_admit (self->centre,
                                        2,
                                        public(self->office),
                                        "Budi",
                                        "office",
                                        "34.71"));
  g_ptr_array_add (account->chain,
                   ktg_test_link_admit (relay,
                                        1,
                                        public(self->officer),
                                        "Dewi",
                                        "officer",
                                        "34.71"));
  g_ptr_array_add (account->chain,
                   ktg_test_link_admit (relay, 2, account->device, "Siti", "officer", "34.71"));
}

static void
enrol (Fixture *self, gboolean knows_root)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgAccount) account
      = ktg_store_device_new_account (self->device, self->device->server, "officer", "34.71");

  if (knows_root)
    say_who_is_who (self, account);
  ktg_store_device_set_account (self->device, account, &error);
  g_assert_no_error (error);
}

static GBytes *
new_pack (const char *title)
{
  char *text = g_strdup_printf ("{\"format\":1,\"pack\":\"rules\",\"version\":\"2022-09-22.2\","
                                "\"title\":{\"id\":\"%s\",\"en\":\"%s\"}}",
                                title,
                                title);

  return g_bytes_new_take (text, strlen (text));
}

static KtgPackNotice *
new_notice (const char *version, GBytes *content)
{
  g_autofree char *sha256 = ktg_sha256_of_bytes (content);

  return ktg_pack_notice_new ("rules", version, sha256);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *received = NULL;

  self->device = ktg_store_device_new ();
  ktg_store_device_open (self->device, &error);
  g_assert_no_error (error);
  received = g_build_filename (self->device->folder, "data", "packs", NULL);
  self->packs = ktg_pack_folder_new ("/nowhere", received);
  ktg_store_use_pack_folder (self->device->store, self->packs);
  self->root = ktg_signing_key_new ();
  self->centre = ktg_signing_key_new ();
  self->revoked = ktg_signing_key_new ();
  self->office = ktg_signing_key_new ();
  self->officer = ktg_signing_key_new ();
  self->content = new_pack ("the law");
  self->notice = new_notice ("2022-09-22.2", self->content);
  enrol (self, TRUE);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  ktg_store_device_free (self->device);
  g_object_unref (self->packs);
  ktg_signing_key_unref (self->root);
  ktg_signing_key_unref (self->centre);
  ktg_signing_key_unref (self->revoked);
  ktg_signing_key_unref (self->office);
  ktg_signing_key_unref (self->officer);
  g_bytes_unref (self->content);
  ktg_pack_notice_free (self->notice);
}

/* --- what comes, and what is thought of it --- */

static gboolean
keep (Fixture             *self,
      const KtgPackNotice *notice,
      const KtgEnvelope   *word,
      GBytes              *content,
      GError             **error)
{
  g_autoptr (GBytes) parcel = ktg_pack_parcel_write (word, content);

  return ktg_store_device_keep_pack (self->device, notice, parcel, error);
}

static guint
count_packs (Fixture *self)
{
  g_autoptr (GPtrArray) files = ktg_pack_folder_list (self->packs);

  return files->len;
}

static void
assert_not_kept (Fixture             *self,
                 const KtgPackNotice *notice,
                 const KtgEnvelope   *word,
                 GBytes              *content,
                 KtgStoreError        code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (keep (self, notice, word, content, &error));
  g_assert_error (error, KTG_STORE_ERROR, (int)code);
  g_assert_cmpuint (count_packs (self), ==, 0);
}

/* @word: taken */
static void
assert_refused (Fixture *self, KtgEnvelope *word)
{
  g_autoptr (KtgEnvelope) owned = word;

  assert_not_kept (self, self->notice, owned, self->content, KTG_STORE_ERROR_UNTRUSTED);
}

static KtgEnvelope *
publish (Fixture *self, KtgSigningKey *author, guint64 seq)
{
  return ktg_test_link_publish (author, seq, self->notice, self->content);
}

/* @word: taken */
static void
assert_kept (Fixture *self, KtgEnvelope *word)
{
  g_autoptr (KtgEnvelope) owned = word;
  g_autoptr (GError) error = NULL;

  g_assert_true (keep (self, self->notice, owned, self->content, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_packs (self), ==, 1);
  ktg_store_device_assert_sound (self->device);
}

/* --- the tests --- */

static void
test_centre (Fixture *self, gconstpointer data)
{
  assert_kept (self, publish (self, self->centre, 3));
}

static void
test_nobody (Fixture *self, gconstpointer data)
{
  assert_refused (self, NULL);
}

/* Not the root either, which says only who is a server. */
static void
test_others (Fixture *self, gconstpointer data)
{
  g_autoptr (KtgSigningKey) stranger = ktg_signing_key_new ();
  KtgSigningKey *const authors[]
      = { self->device->server, self->office, self->officer, self->root, stranger };

  for (gsize i = 0; i < G_N_ELEMENTS (authors); i++)
    assert_refused (self, publish (self, authors[i], 9));
}

static void
test_forged (Fixture *self, gconstpointer data)
{
  KtgEnvelope *word = publish (self, self->centre, 3);

  word->signature[7] ^= 1;
  assert_refused (self, word);
}

/* The list says so, too: what the relay would like stands under a published name. */
static void
test_another_hash (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) wish = new_pack ("a wish.");
  g_autoptr (KtgPackNotice) announced = new_notice ("2022-09-22.2", wish);
  g_autoptr (KtgEnvelope) word = publish (self, self->centre, 3);

  g_assert_cmpuint (g_bytes_get_size (wish), ==, g_bytes_get_size (self->content));
  assert_not_kept (self, announced, word, wish, KTG_STORE_ERROR_UNTRUSTED);
  assert_not_kept (self, self->notice, word, wish, KTG_STORE_ERROR_DAMAGED);
}

static void
test_another_version (Fixture *self, gconstpointer data)
{
  g_autoptr (KtgPackNotice) earlier = new_notice ("2022-09-22", self->content);

  assert_refused (self, ktg_test_link_publish (self->centre, 3, earlier, self->content));
}

static void
test_late (Fixture *self, gconstpointer data)
{
  assert_refused (self, publish (self, self->revoked, LAST + 1));
}

static void
test_in_time (Fixture *self, gconstpointer data)
{
  assert_kept (self, publish (self, self->revoked, LAST));
}

/* It takes its server's word, as for all else. */
static void
test_no_root (Fixture *self, gconstpointer data)
{
  enrol (self, FALSE);
  assert_kept (self, NULL);
}

static void
test_no_parcel (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (ktg_store_device_keep_pack (self->device, self->notice, self->content, &error));
  g_assert_error (error, KTG_STORE_ERROR, KTG_STORE_ERROR_DAMAGED);
  g_assert_cmpuint (count_packs (self), ==, 0);
}

/* --- what is found later --- */

static gboolean
finds (Fixture *self, const char *words)
{
  g_autoptr (GPtrArray) problems = ktg_store_device_verify (self->device, NULL);

  g_assert_cmpuint (problems->len, ==, 1);
  return strstr (g_ptr_array_index (problems, 0), words) != NULL;
}

static void
spoil (Fixture *self, const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (self->device->folder, "data", folder, name, NULL);
  g_autofree char *text = NULL;
  gsize            size_bytes;

  g_assert_true (g_file_get_contents (path, &text, &size_bytes, NULL));
  g_assert_nonnull (strstr (text, "rules"));
  memcpy (strstr (text, "rules"), "RULES", 5);
  g_assert_true (g_file_set_contents (path, text, (gssize)size_bytes, NULL));
}

static void
test_word_is_verified (Fixture *self, gconstpointer data)
{
  assert_kept (self, publish (self, self->centre, 3));
  spoil (self, "pack-words", "rules-2022-09-22.2");
  g_assert_true (finds (self, "pack rules-2022-09-22.2: the word beside it"));
}

/* It was in time, by all that was known then. */
static void
test_revoked_later (Fixture *self, gconstpointer data)
{
  g_autoptr (KtgEnvelope) link = ktg_test_link_revoke_node (self->root, 4, public(self->centre), 2);
  KtgNews *news = ktg_news_new ();

  assert_kept (self, publish (self, self->centre, 3));
  ktg_test_news_add (news, 0, link);
  ktg_store_device_take (self->device, news);
  g_assert_true (finds (self, "pack rules-2022-09-22.2: not proven"));
}

#define ADD(path, func) g_test_add ("/published/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("what-the-centre-published-is-kept", test_centre);
  ADD ("what-nobody-published-is-not", test_nobody);
  ADD ("nobody-but-the-centre-publishes", test_others);
  ADD ("a-forged-word-is-none", test_forged);
  ADD ("other-bytes-under-a-published-name-are-not-kept", test_another_hash);
  ADD ("a-word-for-another-version-is-none-for-this", test_another_version);
  ADD ("what-a-revoked-server-published-late-is-not-kept", test_late);
  ADD ("what-a-revoked-server-published-in-time-is", test_in_time);
  ADD ("who-knows-no-root-takes-his-servers-word", test_no_root);
  ADD ("what-does-not-come-as-a-pack-travels-is-not-kept", test_no_parcel);
  ADD ("the-word-beside-a-pack-is-verified", test_word_is_verified);
  ADD ("whose-publisher-was-revoked-before-it-is-named", test_revoked_later);

  return g_test_run ();
}
