/* test-sha256.c - fingerprints against the vectors of FIPS 180-4
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-running-hash.h>
#include <ktg-seal-error.h>
#include <ktg-sha256.h>

#include <string.h>

#define MILLION_A "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"

static const struct
{
  const char *text;
  const char *hex;
} vectors[] = {
  { "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
  { "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
  { "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
    "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1" },
  { "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopq"
    "rs"
    "mnopqrstnopqrstu",
    "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1" },
};

static void
test_the_vectors_hold (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (vectors[i].text, strlen (vectors[i].text));
      g_autofree char *whole = ktg_sha256_of_bytes (bytes);

      g_assert_cmpstr (whole, ==, vectors[i].hex);
    }
}

static void
test_a_million_letters_in_uneven_pieces (void)
{
  g_autoptr (KtgSha256) hash = ktg_sha256_new ();
  g_autofree char *hex = NULL;
  char             piece[4096];
  gsize            left = 1000000;

  memset (piece, 'a', sizeof piece);
  for (gsize step = 1; left > 0; step = step * 3 % 4093)
    {
      gsize n = MIN (left, step);

      ktg_sha256_update (hash, (const guint8 *)piece, n);
      left -= n;
    }

  hex = ktg_sha256_dup_hex (hash);
  g_assert_cmpstr (hex, ==, MILLION_A);
}

static void
test_reading_it_does_not_end_it (void)
{
  g_autoptr (KtgSha256) hash = ktg_sha256_new ();
  g_autofree char *early = NULL;
  g_autofree char *late = NULL;

  early = ktg_sha256_dup_hex (hash);
  ktg_sha256_update (hash, (const guint8 *)"abc", 3);
  late = ktg_sha256_dup_hex (hash);

  g_assert_cmpstr (early, ==, vectors[0].hex);
  g_assert_cmpstr (late, ==, vectors[1].hex);
}

static void
test_only_64_lowercase_digits_are_one (void)
{
  g_autofree char *upper = g_ascii_strup (MILLION_A, -1);
  g_autofree char *longer = g_strconcat (MILLION_A, "0", NULL);
  g_autofree char *shorter = g_strndup (MILLION_A, 63);
  guint8           digest[KTG_SHA256_BYTES];
  guint8           again[KTG_SHA256_BYTES];

  g_assert_true (ktg_sha256_is_hex (MILLION_A));
  g_assert_false (ktg_sha256_is_hex (upper));
  g_assert_false (ktg_sha256_is_hex (longer));
  g_assert_false (ktg_sha256_is_hex (shorter));
  g_assert_false (
      ktg_sha256_is_hex ("../../../../../../../../../../../../../../../../../../../../etc/x"));
  g_assert_false (ktg_sha256_is_hex (NULL));
  g_assert_true (ktg_sha256_is_name (MILLION_A));
  g_assert_true (ktg_sha256_is_name ("cdc76e5c9914fb9281a1c7e2"));
  g_assert_false (ktg_sha256_is_name ("cdc76e5c9914fb9281a1c7e"));
  g_assert_false (ktg_sha256_is_name ("cdc76e5c9914fb9281a1c7e/"));
  g_assert_false (ktg_sha256_is_name (longer));
  g_assert_false (ktg_sha256_is_name (upper));
  g_assert_false (ktg_sha256_is_name (NULL));

  g_assert_true (ktg_sha256_from_hex (vectors[1].hex, digest));
  ktg_sha256_raw ((const guint8 *)"abc", 3, again);
  g_assert_cmpmem (digest, sizeof digest, again, sizeof again);
  g_assert_false (ktg_sha256_from_hex (upper, digest));
}

/* By python's hashlib: sha256 (b'000000000000' + b'a' * 64 + b'7'), and with 'b' and no index after
 * the beginning of that. */
static void
test_running (void)
{
  g_autofree char *a = g_strnfill (KTG_SHA256_HEX, 'a');
  g_autofree char *b = g_strnfill (KTG_SHA256_HEX, 'b');
  guint64          first = ktg_running_hash_next (0, a, 7);

  g_assert_cmphex (first, ==, G_GUINT64_CONSTANT (0x1697ad6ea1c7));
  g_assert_cmphex (ktg_running_hash_next (first, b, 0), ==, G_GUINT64_CONSTANT (0xa9afaf2bd353));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (ktg_seal_init ());

  g_test_add_func ("/sha256/the-vectors-hold", test_the_vectors_hold);
  g_test_add_func ("/sha256/a-million-letters-in-uneven-pieces",
                   test_a_million_letters_in_uneven_pieces);
  g_test_add_func ("/sha256/reading-it-does-not-end-it", test_reading_it_does_not_end_it);
  g_test_add_func ("/sha256/one-that-runs-along-a-list", test_running);
  g_test_add_func ("/sha256/only-64-lowercase-digits-are-one",
                   test_only_64_lowercase_digits_are_one);

  return g_test_run ();
}
