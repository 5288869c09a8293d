/* test-signing-key.c - Ed25519 against the vectors of RFC 8032 section 7.1, and base64url
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-base64url.h>
#include <ktg-box-key.h>
#include <ktg-random.h>
#include <ktg-signing-key.h>

#include <string.h>

static const struct
{
  const char *seed;
  const char *public_key;
  const char *message;
  const char *signature;
} vectors[] = {
  { "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
    "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
    "",
    "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b4"
    "6b"
    "d25bf5f0595bbe24655141438e7a100b" },
  { "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
    "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
    "72",
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d"
    "8c"
    "387b2eaeb4302aeeb00d291612bb0c00" },
  { "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
    "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
    "af82",
    "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6"
    "59"
    "4a7c15e9716ed28dc027beceea1ec40a" },
};

static gsize
from_hex (const char *hex, guint8 *bytes)
{
  gsize n = strlen (hex) / 2;

  for (gsize i = 0; i < n; i++)
    bytes[i] = g_ascii_xdigit_value (hex[2 * i]) << 4 | g_ascii_xdigit_value (hex[2 * i + 1]);

  return n;
}

static void
test_the_vectors_hold (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autoptr (KtgSigningKey) key = NULL;
      g_autofree char *public_key = NULL;
      guint8           seed[64], raw[64], message[64], expected[64], signature[64];
      gsize            n = from_hex (vectors[i].message, message);

      from_hex (vectors[i].seed, seed);
      from_hex (vectors[i].signature, expected);
      public_key = ktg_base64url_encode (raw, from_hex (vectors[i].public_key, raw));

      key = ktg_signing_key_new_from_seed (seed);
      ktg_signing_key_sign (key, message, n, signature);
      g_assert_cmpstr (ktg_signing_key_get_public (key), ==, public_key);
      g_assert_cmpmem (signature, 64, expected, 64);
      g_assert_true (ktg_signature_is_valid (public_key, message, n, signature));
    }
}

static void
test_a_changed_byte_is_no_signature (void)
{
  g_autoptr (KtgSigningKey) key = ktg_signing_key_new ();
  g_autoptr (KtgSigningKey) other = ktg_signing_key_new ();
  const char *public_key = ktg_signing_key_get_public (key);
  guint8      message[] = "the post strikes it on";
  guint8      signature[64];

  ktg_signing_key_sign (key, message, sizeof message, signature);
  for (guint i = 0; i < 64; i++)
    {
      signature[i] ^= 1;
      g_assert_false (ktg_signature_is_valid (public_key, message, sizeof message, signature));
      signature[i] ^= 1;
    }
  for (guint i = 0; i < sizeof message; i++)
    {
      message[i] ^= 1;
      g_assert_false (ktg_signature_is_valid (public_key, message, sizeof message, signature));
      message[i] ^= 1;
    }

  g_assert_true (ktg_signature_is_valid (public_key, message, sizeof message, signature));
  g_assert_false (ktg_signature_is_valid (public_key, message, sizeof message - 1, signature));
  g_assert_false (ktg_signature_is_valid (ktg_signing_key_get_public (other),
                                          message,
                                          sizeof message,
                                          signature));
}

static void
test_what_is_no_key_fits_nothing (void)
{
  guint8           signature[64] = { 0 };
  guint8           zero[32] = { 0 };
  g_autofree char *weak = ktg_base64url_encode (zero, sizeof zero);

  g_assert_false (ktg_signature_is_valid (NULL, zero, 1, signature));
  g_assert_false (ktg_signature_is_valid ("", zero, 1, signature));
  g_assert_false (ktg_signature_is_valid ("AAAA", zero, 1, signature));
  g_assert_false (ktg_signature_is_valid (weak, zero, 1, signature));
}

static void
test_a_seed_brings_the_key_back (void)
{
  g_autoptr (KtgSigningKey) key = ktg_signing_key_new ();
  g_autoptr (KtgSigningKey) again = NULL;
  guint8 seed[KTG_KEY_SEED_BYTES];

  ktg_signing_key_get_seed (key, seed);
  again = ktg_signing_key_new_from_seed (seed);
  g_assert_cmpstr (ktg_signing_key_get_public (again), ==, ktg_signing_key_get_public (key));
}

static void
test_base64url_is_strict (void)
{
  guint8           bytes[3];
  const guint8     edge[] = { 0xfb, 0xff };
  g_autofree char *text = ktg_base64url_encode (edge, sizeof edge);

  g_assert_cmpstr (text, ==, "-_8");
  g_assert_true (ktg_base64url_decode ("-_8", bytes, 2));
  g_assert_cmpmem (bytes, 2, edge, 2);
  g_assert_false (ktg_base64url_decode ("-_8=", bytes, 2));
  g_assert_false (ktg_base64url_decode ("-_9", bytes, 2));
  g_assert_false (ktg_base64url_decode (" -_8", bytes, 2));
  g_assert_false (ktg_base64url_decode ("+/8", bytes, 2));
  g_assert_false (ktg_base64url_decode ("-_8", bytes, 1));
  g_assert_false (ktg_base64url_decode ("-_8", bytes, 3));
}

static void
test_chance_has_the_right_shape (void)
{
  g_autofree char *uuid = ktg_random_dup_uuid ();
  g_autofree char *other = ktg_random_dup_uuid ();
  g_autofree char *nonce = ktg_random_dup_text (16);
  guint8           raw[16];

  g_assert_true (g_uuid_string_is_valid (uuid));
  g_assert_cmpint (uuid[14], ==, '4');
  g_assert_nonnull (strchr ("89ab", uuid[19]));
  g_assert_cmpstr (uuid, !=, other);
  g_assert_true (ktg_base64url_decode (nonce, raw, sizeof raw));
}

/* Worked out by another hand: hashlib.blake2b (b"kentongan-box-1", key=seed, digest_size=32), and
 * its X25519 by the ladder of RFC 7748, section 5. */
static void
test_a_box_key_follows_from_the_seed (void)
{
  static const char *const secrets[]
      = { "35a205154d9f39eb635322562a1521f3cf86bf733be0de79e7cd04184822033b",
          "192530ada59d85db82e0a91316f2fedbee2ab90a5992695c9abaa980ac506a71" };
  static const char *const public_keys[] = { "M6nzNXXypWDB1pebPGVlIYRl7QqiavArMdknHrUlCyA",
                                             "GFecBPA8o2KY_S50_8wctfXz18moxj-9fiV781XifU8" };

  for (guint i = 0; i < G_N_ELEMENTS (secrets); i++)
    {
      guint8 seed[KTG_KEY_SEED_BYTES], expected[KTG_BOX_KEY_BYTES], secret[KTG_BOX_KEY_BYTES];
      g_autoptr (KtgSigningKey) key = NULL;
      g_autofree char *public_key = NULL;

      from_hex (vectors[i].seed, seed);
      from_hex (secrets[i], expected);
      key = ktg_signing_key_new_from_seed (seed);
      ktg_box_key_get_secret (key, secret);
      public_key = ktg_box_key_dup_public (key);

      g_assert_cmpmem (secret, sizeof secret, expected, sizeof expected);
      g_assert_cmpstr (public_key, ==, public_keys[i]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (ktg_seal_init ());

  g_test_add_func ("/signing-key/the-vectors-hold", test_the_vectors_hold);
  g_test_add_func ("/signing-key/a-changed-byte-is-no-signature",
                   test_a_changed_byte_is_no_signature);
  g_test_add_func ("/signing-key/what-is-no-key-fits-nothing", test_what_is_no_key_fits_nothing);
  g_test_add_func ("/signing-key/a-seed-brings-the-key-back", test_a_seed_brings_the_key_back);
  g_test_add_func ("/signing-key/a-box-key-follows-from-the-seed",
                   test_a_box_key_follows_from_the_seed);
  g_test_add_func ("/signing-key/base64url-is-strict", test_base64url_is_strict);
  g_test_add_func ("/signing-key/chance-has-the-right-shape", test_chance_has_the_right_shape);

  return g_test_run ();
}
