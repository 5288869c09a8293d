/* test-pack-word.c - a pack travels with the word of who published it, and with no other
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-pack-parcel.h>
#include <ktg-pack-word.h>
#include <ktg-seal-error.h>
#include <ktg-sha256.h>
#include <ktg-signed-envelope.h>
#include <ktg-test-link.h>

#include <string.h>

#define CONTENT "{\n \"pack\": \"rules\"\n}\n"

typedef struct
{
  KtgSigningKey *author;
  GBytes        *content;
  KtgPackNotice *notice;
  KtgEnvelope   *word;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *sha256 = NULL;

  fixture->author = ktg_signing_key_new ();
  fixture->content = g_bytes_new_static (CONTENT, strlen (CONTENT));
  sha256 = ktg_sha256_of_bytes (fixture->content);
  fixture->notice = ktg_pack_notice_new ("rules", "2022-09-22.2", sha256);
  fixture->word = ktg_test_link_publish (fixture->author, 3, fixture->notice, fixture->content);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  ktg_signing_key_unref (fixture->author);
  g_bytes_unref (fixture->content);
  ktg_pack_notice_free (fixture->notice);
  ktg_envelope_unref (fixture->word);
}

static gboolean
is_read (const KtgEnvelope *word, const KtgPackNotice *notice, gsize size_bytes)
{
  g_autoptr (KtgEvent) event = ktg_pack_word_read (word, notice, size_bytes);

  return event != NULL;
}

static void
test_both_come (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) parcel = ktg_pack_parcel_write (fixture->word, fixture->content);
  g_autoptr (KtgEnvelope) word = NULL;
  g_autoptr (GBytes) content = ktg_pack_parcel_read (parcel, &word);

  g_assert_true (g_bytes_equal (content, fixture->content));
  g_assert_cmpstr (word->id, ==, fixture->word->id);
  g_assert_true (is_read (word, fixture->notice, strlen (CONTENT)));
}

static void
test_no_word (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) parcel = ktg_pack_parcel_write (NULL, fixture->content);
  g_autoptr (GBytes) nonsense = g_bytes_new_static ("nobody\n" CONTENT, 7 + strlen (CONTENT));
  GBytes *const parcels[] = { parcel, nonsense };

  for (gsize i = 0; i < G_N_ELEMENTS (parcels); i++)
    {
      g_autoptr (KtgEnvelope) word = NULL;
      g_autoptr (GBytes) content = ktg_pack_parcel_read (parcels[i], &word);

      g_assert_true (g_bytes_equal (content, fixture->content));
      g_assert_null (word);
    }
  g_assert_false (is_read (NULL, fixture->notice, strlen (CONTENT)));
}

static void
test_no_parcel (Fixture *fixture, gconstpointer data)
{
  static const char *const texts[] = { "", "{}" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GBytes) text = g_bytes_new_static (texts[i], strlen (texts[i]));
      KtgEnvelope *word = NULL;

      g_assert_null (ktg_pack_parcel_read (text, &word));
      g_assert_null (word);
    }
}

/* Each differs in one thing from what was published. */
static void
test_another_pack (Fixture *fixture, gconstpointer data)
{
  g_autofree char *other = g_strnfill (64, 'a');
  const char      *hash = fixture->notice->sha256;
  const struct
  {
    const char *name, *version, *sha256;
    gsize       size_bytes;
  } packs[] = { { "forms", "2022-09-22.2", hash, strlen (CONTENT) },
                { "rules", "2022-09-22", hash, strlen (CONTENT) },
                { "rules", "2022-09-22.2", other, strlen (CONTENT) },
                { "rules", "2022-09-22.2", hash, strlen (CONTENT) - 1 } };

  g_assert_true (is_read (fixture->word, fixture->notice, strlen (CONTENT)));
  for (gsize i = 0; i < G_N_ELEMENTS (packs); i++)
    {
      g_autoptr (KtgPackNotice) notice
          = ktg_pack_notice_new (packs[i].name, packs[i].version, packs[i].sha256);

      g_assert_false (is_read (fixture->word, notice, packs[i].size_bytes));
    }
}

static void
test_not_his_word (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KtgSigningKey) other = ktg_signing_key_new ();
  g_autoptr (KtgEnvelope) by_other = ktg_signed_envelope_new (fixture->word->bytes, other);
  g_autoptr (KtgEnvelope) admits
      = ktg_test_link_admit_node (fixture->author, 1, other, "centre", "centre");
  KtgEnvelope *const words[] = { by_other, admits, fixture->word };

  fixture->word->signature[5] ^= 1;
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    g_assert_false (is_read (words[i], fixture->notice, strlen (CONTENT)));
}

#define ADD(path, func) g_test_add ("/pack-word/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (ktg_seal_init ());

  ADD ("word-and-file-come-as-they-went", test_both_come);
  ADD ("where-nobody-published-it-there-is-the-file-alone", test_no_word);
  ADD ("what-has-no-line-is-no-parcel", test_no_parcel);
  ADD ("a-word-is-for-one-pack-and-its-bytes", test_another_pack);
  ADD ("only-what-its-author-signed-is-his-word", test_not_his_word);

  return g_test_run ();
}
