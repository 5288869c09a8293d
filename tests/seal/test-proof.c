/* test-proof.c - proven answers, and the digests of contents
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-base64url.h>
#include <ktg-content-digest.h>
#include <ktg-proof.h>
#include <ktg-sha256.h>

#include <string.h>

#define OF_NOTHING "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

static const KtgProven full = {
  .keyid = "a key",
  .signature = "a signature",
  .status = 200,
  .content_encoding = "gzip",
  .upload_offset = "7",
  .upload_complete = "?0",
  .content_range = "bytes 0-1/2",
  .content_sha256 = OF_NOTHING,
};

static void
test_a_digest_is_of_its_content (void)
{
  g_autoptr (GBytes) content = g_bytes_new_static ("abc", 3);
  g_autofree char *field = ktg_content_digest_new (content);

  g_assert_cmpstr (field, ==, "sha-256=:ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=:");
  g_assert_true (ktg_content_digest_matches (field, (const guint8 *)"abc", 3));
  g_assert_false (ktg_content_digest_matches (field, (const guint8 *)"abd", 3));
  g_assert_false (ktg_content_digest_matches (field, NULL, 0));
  g_assert_false (ktg_content_digest_matches (NULL, (const guint8 *)"abc", 3));
}

static void
assert_is_of_this_alone (const char *public_key, const char *proof)
{
  KtgProven others[] = { full, full, full, full, full, full, full, full, full };

  others[0].keyid = "another key";
  others[1].signature = "another signature";
  others[2].status = 204;
  others[3].content_encoding = NULL;
  others[4].upload_offset = "8";
  others[5].upload_complete = "?1";
  others[6].content_range = "bytes 0-2/3";
  others[7].content_sha256 = "another hash";
  others[8].upload_offset = NULL;

  g_assert_true (ktg_proof_is_valid (public_key, proof, &full));
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_false (ktg_proof_is_valid (public_key, proof, &others[i]));
}

static void
test_a_proof_is_of_one_answer_to_one_request (void)
{
  g_autoptr (KtgSigningKey) server = ktg_signing_key_new ();
  g_autoptr (KtgSigningKey) other = ktg_signing_key_new ();
  g_autofree char *proof = ktg_proof_new (server, &full);

  assert_is_of_this_alone (ktg_signing_key_get_public (server), proof);
  g_assert_false (ktg_proof_is_valid (ktg_signing_key_get_public (server), NULL, &full));
  g_assert_false (ktg_proof_is_valid (ktg_signing_key_get_public (server), "", &full));
  g_assert_false (ktg_proof_is_valid (ktg_signing_key_get_public (other), proof, &full));
}

/* Written out by hand, so that another implementation can be held against it. */
static void
assert_is_written (const KtgProven *proven, const char *text)
{
  g_autoptr (KtgSigningKey) key = ktg_signing_key_new ();
  g_autofree char *proof = ktg_proof_new (key, proven);
  guint8           raw[KTG_KEY_SIGNATURE_BYTES];

  g_assert_true (ktg_base64url_decode (proof, raw, sizeof raw));
  g_assert_true (ktg_signature_is_valid (ktg_signing_key_get_public (key),
                                         (const guint8 *)text,
                                         strlen (text),
                                         raw));
}

static void
test_a_proof_is_written_as_the_protocol_says (void)
{
  KtgProven bare = { .keyid = "", .signature = "n", .status = 204, .content_sha256 = OF_NOTHING };

  assert_is_written (&bare, "kentongan-proof-2\n\nn\n204\n\n\n\n\n" OF_NOTHING);
  assert_is_written (
      &full, "kentongan-proof-2\na key\na signature\n200\ngzip\n7\n?0\nbytes 0-1/2\n" OF_NOTHING);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (ktg_seal_init ());

  g_test_add_func ("/proof/a-digest-is-of-its-content", test_a_digest_is_of_its_content);
  g_test_add_func ("/proof/a-proof-is-of-one-answer-to-one-request",
                   test_a_proof_is_of_one_answer_to_one_request);
  g_test_add_func ("/proof/a-proof-is-written-as-the-protocol-says",
                   test_a_proof_is_written_as_the_protocol_says);

  return g_test_run ();
}
