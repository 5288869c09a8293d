/* test-http-signature.c - signed requests and proven answers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-base64url.h>
#include <ktg-http-signature.h>
#include <ktg-sha256.h>

#include <string.h>

/* RFC 9421 appendix B.1.4, and its signature base and signature of B.2.6. */
#define RFC_SECRET "n4Ni-HpISpVObnQMW0wOhCKROaIKqKtW_2ZYb2p9KcU"
#define RFC_PUBLIC "JrQLj5P_89iXES9-vFgrIy29clF9CC_oPPsw3c5D0bs"
#define RFC_BASE                                                                                   \
  "\"date\": Tue, 20 Apr 2021 02:07:55 GMT\n"                                                      \
  "\"@method\": POST\n"                                                                            \
  "\"@path\": /foo\n"                                                                              \
  "\"@authority\": example.com\n"                                                                  \
  "\"content-type\": application/json\n"                                                           \
  "\"content-length\": 18\n"                                                                       \
  "\"@signature-params\": (\"date\" \"@method\" \"@path\" \"@authority\" \"content-type\" "        \
  "\"content-length\")"                                                                            \
  ";created=1618884473;keyid=\"test-key-ed25519\""
#define RFC_SIGNATURE                                                                              \
  "wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw=="

#define NONCE "AAECAwQFBgcICQoLDA0ODw"

static KtgSigningKey *
rfc_key_new (void)
{
  guint8 seed[KTG_KEY_SEED_BYTES];

  g_assert_true (ktg_base64url_decode (RFC_SECRET, seed, sizeof seed));

  return ktg_signing_key_new_from_seed (seed);
}

static char *
dup_field (KtgSigningKey *key, const char *text)
{
  g_autofree char *base64 = NULL;
  guint8           raw[KTG_KEY_SIGNATURE_BYTES];

  ktg_signing_key_sign (key, (const guint8 *)text, strlen (text), raw);
  base64 = g_base64_encode (raw, sizeof raw);

  return g_strdup_printf ("ktg=:%s:", base64);
}

static void
test_the_key_of_the_rfc_signs_its_base (void)
{
  g_autoptr (KtgSigningKey) key = rfc_key_new ();
  g_autofree guchar *signature = NULL;
  g_autofree char   *field = dup_field (key, RFC_BASE);
  gsize              n;

  signature = g_base64_decode (RFC_SIGNATURE, &n);
  g_assert_cmpstr (ktg_signing_key_get_public (key), ==, RFC_PUBLIC);
  g_assert_cmpstr (field, ==, "ktg=:" RFC_SIGNATURE ":");
  g_assert_true (
      ktg_signature_is_valid (RFC_PUBLIC, (const guint8 *)RFC_BASE, strlen (RFC_BASE), signature));
}

static const KtgHttpRequestLine with_body
    = { "POST", "/v1/exchange", "?", "sha-256=:ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=:" };
static const KtgHttpRequestLine without_body = { "HEAD", "/v1/files/00ff", "?", NULL };

#define PARAMS_WITH_BODY                                                                           \
  "(\"@method\" \"@path\" \"@query\" \"content-digest\");created=1731418802;nonce=\"" NONCE        \
  "\";alg=\"ed25519\";keyid=\"" RFC_PUBLIC "\""

/* The base is written out here by hand, as the RFC and the protocol say. */
static void
test_the_base_is_the_one_of_the_protocol (void)
{
  g_autoptr (KtgSigningKey) key = rfc_key_new ();
  g_autofree char *expected = NULL;
  g_autofree char *input = NULL;
  g_autofree char *signature = NULL;

  expected
      = dup_field (key,
                   "\"@method\": POST\n"
                   "\"@path\": /v1/exchange\n"
                   "\"@query\": ?\n"
                   "\"content-digest\": sha-256=:ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=:\n"
                   "\"@signature-params\": " PARAMS_WITH_BODY);
  ktg_http_signature_make (&with_body, key, 1731418802, NONCE, &input, &signature);

  g_assert_cmpstr (input, ==, "ktg=" PARAMS_WITH_BODY);
  g_assert_cmpstr (signature, ==, expected);
}

static void
assert_round_trip (const KtgHttpRequestLine *line)
{
  g_autoptr (KtgSigningKey) key = ktg_signing_key_new ();
  g_autoptr (KtgHttpSignature) read = NULL;
  g_autofree char *input = NULL;
  g_autofree char *signature = NULL;

  ktg_http_signature_make (line, key, 1731418802, NONCE, &input, &signature);
  read = ktg_http_signature_verify (line, input, signature);
  g_assert_nonnull (read);
  g_assert_cmpstr (read->keyid, ==, ktg_signing_key_get_public (key));
  g_assert_cmpstr (read->nonce, ==, NONCE);
  g_assert_cmpint (read->created_s, ==, 1731418802);
}

static void
test_what_was_signed_is_read (void)
{
  assert_round_trip (&with_body);
  assert_round_trip (&without_body);
}

static void
assert_refused (const KtgHttpRequestLine *line, const char *input, const char *signature)
{
  g_autoptr (KtgHttpSignature) read = ktg_http_signature_verify (line, input, signature);

  g_assert_null (read);
}

static void
test_each_part_of_the_request_is_covered (void)
{
  g_autoptr (KtgSigningKey) key = rfc_key_new ();
  g_autofree char         *input = NULL;
  g_autofree char         *signature = NULL;
  const KtgHttpRequestLine others[] = {
    { "PUT", with_body.path, with_body.query, with_body.content_digest },
    { with_body.method, "/v1/enrol", with_body.query, with_body.content_digest },
    { with_body.method, with_body.path, "?a", with_body.content_digest },
    { with_body.method, with_body.path, with_body.query, "sha-256=:AAAA:" },
    { with_body.method, with_body.path, with_body.query, NULL },
  };

  ktg_http_signature_make (&with_body, key, 1731418802, NONCE, &input, &signature);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    assert_refused (&others[i], input, signature);

  assert_refused (&with_body, NULL, signature);
  assert_refused (&with_body, input, NULL);
  assert_refused (&with_body, "", "");
}

/* A body that the signature does not cover could be exchanged on the way. */
static void
test_a_signature_without_the_body_covers_too_little (void)
{
  g_autoptr (KtgSigningKey) key = rfc_key_new ();
  KtgHttpRequestLine bare = with_body;
  g_autofree char   *input = NULL;
  g_autofree char   *signature = NULL;

  bare.content_digest = NULL;
  ktg_http_signature_make (&bare, key, 1731418802, NONCE, &input, &signature);
  assert_refused (&with_body, input, signature);
}

static void
test_a_changed_byte_of_either_field_is_refused (void)
{
  g_autoptr (KtgSigningKey) key = rfc_key_new ();
  g_autofree char *input = NULL;
  g_autofree char *signature = NULL;

  ktg_http_signature_make (&with_body, key, 1731418802, NONCE, &input, &signature);
  for (char *p = input; *p != '\0'; p++)
    {
      *p ^= 1;
      assert_refused (&with_body, input, signature);
      *p ^= 1;
    }
  for (char *p = signature; *p != '\0'; p++)
    {
      *p ^= 1;
      assert_refused (&with_body, input, signature);
      *p ^= 1;
    }
}

/* Signed correctly over what they say, and yet not what a request must say. */
static void
test_odd_inputs_are_refused_though_signed (void)
{
  static const char *const odd[] = {
    "(\"@method\" \"@path\");created=1;nonce=\"n\";keyid=\"" RFC_PUBLIC "\"",
    "(\"@method\" \"@path\" \"@query\" \"@query\");created=1;nonce=\"n\";keyid=\"" RFC_PUBLIC "\"",
    "(\"@method\" \"@path\" \"@query\" \"date\");created=1;nonce=\"n\";keyid=\"" RFC_PUBLIC "\"",
    "(\"@method\" \"@path\" \"@query\");nonce=\"n\";keyid=\"" RFC_PUBLIC "\"",
    "(\"@method\" \"@path\" \"@query\");created=-1;nonce=\"n\";keyid=\"" RFC_PUBLIC "\"",
    "(\"@method\" \"@path\" \"@query\");created=1;created=2;nonce=\"n\";keyid=\"" RFC_PUBLIC "\"",
    "(\"@method\" \"@path\" \"@query\");created=1;nonce=\"\";keyid=\"" RFC_PUBLIC "\"",
    "(\"@method\" \"@path\" \"@query\");created=1;keyid=\"" RFC_PUBLIC "\"",
    "(\"@method\" \"@path\" "
    "\"@query\");created=1;nonce=\"n\";alg=\"hmac-sha256\";keyid=\"" RFC_PUBLIC "\"",
    "(\"@method\" \"@path\" \"@query\");created=1;nonce=\"n\";expires=2;keyid=\"" RFC_PUBLIC "\"",
    "(\"@method\" \"@path\" "
    "\"@query\");created=99999999999999999999;nonce=\"n\";keyid=\"" RFC_PUBLIC "\"",
  };
  g_autoptr (KtgSigningKey) key = rfc_key_new ();

  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      g_autofree char *input = g_strconcat ("ktg=", odd[i], NULL);
      g_autofree char *base
          = g_strdup_printf ("\"@method\": HEAD\n\"@path\": /v1/files/00ff\n\"@query\": ?\n"
                             "\"@signature-params\": %s",
                             odd[i]);
      g_autofree char *signature = dup_field (key, base);

      assert_refused (&without_body, input, signature);
    }
}

#define OTHER_ORDER                                                                                \
  "(\"@path\" \"@query\" \"@method\");keyid=\"" RFC_PUBLIC "\";nonce=\"n\";created=7"

static void
test_parameters_in_another_order_are_read (void)
{
  g_autoptr (KtgSigningKey) key = rfc_key_new ();
  g_autoptr (KtgHttpSignature) read = NULL;
  g_autofree char *signature = NULL;

  signature = dup_field (key,
                         "\"@path\": /v1/files/00ff\n\"@query\": ?\n\"@method\": HEAD\n"
                         "\"@signature-params\": " OTHER_ORDER);
  read = ktg_http_signature_verify (&without_body, "ktg=" OTHER_ORDER, signature);
  g_assert_nonnull (read);
  g_assert_cmpint (read->created_s, ==, 7);
}

static void
test_a_digest_is_of_its_content (void)
{
  g_autoptr (GBytes) content = g_bytes_new_static ("abc", 3);
  g_autofree char *field = ktg_content_digest_new (content);

  g_assert_cmpstr (field, ==, with_body.content_digest);
  g_assert_true (ktg_content_digest_matches (field, (const guint8 *)"abc", 3));
  g_assert_false (ktg_content_digest_matches (field, (const guint8 *)"abd", 3));
  g_assert_false (ktg_content_digest_matches (field, NULL, 0));
  g_assert_false (ktg_content_digest_matches (NULL, (const guint8 *)"abc", 3));
}

static void
test_a_proof_is_of_one_answer_to_one_request (void)
{
  g_autoptr (KtgSigningKey) server = ktg_signing_key_new ();
  g_autoptr (KtgSigningKey) other = ktg_signing_key_new ();
  const guint8    *content = (const guint8 *)"{}";
  g_autofree char *hash = ktg_sha256_of (content, 2);
  g_autofree char *proof = ktg_proof_new (server, NONCE, 200, content, 2);
  g_autofree char *by_hash = ktg_proof_new_for_hash (server, NONCE, 200, hash);
  const char      *public_key = ktg_signing_key_get_public (server);

  g_assert_cmpstr (proof, ==, by_hash);
  g_assert_true (ktg_proof_is_valid (public_key, proof, NONCE, 200, content, 2));
  g_assert_false (ktg_proof_is_valid (public_key, proof, "other", 200, content, 2));
  g_assert_false (ktg_proof_is_valid (public_key, proof, NONCE, 204, content, 2));
  g_assert_false (ktg_proof_is_valid (public_key, proof, NONCE, 200, content, 1));
  g_assert_false (ktg_proof_is_valid (public_key, NULL, NONCE, 200, content, 2));
  g_assert_false (ktg_proof_is_valid (public_key, "", NONCE, 200, content, 2));
  g_assert_false (
      ktg_proof_is_valid (ktg_signing_key_get_public (other), proof, NONCE, 200, content, 2));
}

/* Written out by hand, so that another implementation can be held against it. */
static void
test_a_proof_is_written_as_the_protocol_says (void)
{
  g_autoptr (KtgSigningKey) key = rfc_key_new ();
  g_autofree char  *proof = ktg_proof_new (key, "n", 204, NULL, 0);
  guint8            raw[KTG_KEY_SIGNATURE_BYTES];
  static const char proven[]
      = "kentongan-proof-"
        "1\nn\n204\ne3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  g_assert_true (ktg_base64url_decode (proof, raw, sizeof raw));
  g_assert_true (ktg_signature_is_valid (RFC_PUBLIC, (const guint8 *)proven, strlen (proven), raw));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (ktg_seal_init ());

  g_test_add_func ("/http-signature/the-key-of-the-rfc-signs-its-base",
                   test_the_key_of_the_rfc_signs_its_base);
  g_test_add_func ("/http-signature/the-base-is-the-one-of-the-protocol",
                   test_the_base_is_the_one_of_the_protocol);
  g_test_add_func ("/http-signature/what-was-signed-is-read", test_what_was_signed_is_read);
  g_test_add_func ("/http-signature/each-part-of-the-request-is-covered",
                   test_each_part_of_the_request_is_covered);
  g_test_add_func ("/http-signature/a-signature-without-the-body-covers-too-little",
                   test_a_signature_without_the_body_covers_too_little);
  g_test_add_func ("/http-signature/a-changed-byte-of-either-field-is-refused",
                   test_a_changed_byte_of_either_field_is_refused);
  g_test_add_func ("/http-signature/odd-inputs-are-refused-though-signed",
                   test_odd_inputs_are_refused_though_signed);
  g_test_add_func ("/http-signature/parameters-in-another-order-are-read",
                   test_parameters_in_another_order_are_read);
  g_test_add_func ("/http-signature/a-digest-is-of-its-content", test_a_digest_is_of_its_content);
  g_test_add_func ("/http-signature/a-proof-is-of-one-answer-to-one-request",
                   test_a_proof_is_of_one_answer_to_one_request);
  g_test_add_func ("/http-signature/a-proof-is-written-as-the-protocol-says",
                   test_a_proof_is_written_as_the_protocol_says);

  return g_test_run ();
}
