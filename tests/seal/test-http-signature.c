/* test-http-signature.c - signed requests
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-base64url.h>
#include <ktg-http-signature.h>

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

/* Of the request in appendix B.2. */
#define RFC_DIGEST                                                                                 \
  "sha-512=:WZDPaVn/"                                                                              \
  "7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew"                 \
  "==:"

#define KEYID "JrQLj5P_89iXES9-"
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

/* The full request of RFC 9421 appendix B.2 and the lines of B.2.3's base that are ours, too. */
static void
test_the_base_is_the_one_of_the_rfc (void)
{
  static const KtgHttpRequestLine line = {
    .method = "POST",
    .path = "/foo",
    .query = "?param=Value&Pet=dog",
    .content_digest = RFC_DIGEST,
    .content_length = "18",
  };
  static const char expected[] = "\"@method\": POST\n"
                                 "\"@path\": /foo\n"
                                 "\"@query\": ?param=Value&Pet=dog\n"
                                 "\"content-digest\": " RFC_DIGEST "\n"
                                 "\"content-length\": 18\n"
                                 "\"@signature-params\": (\"@method\" \"@path\" \"@query\" "
                                 "\"content-digest\" \"content-length\");created=1618884473";
  g_autofree char  *base
      = ktg_http_signature_dup_base (&line,
                                     "(\"@method\" \"@path\" \"@query\" \"content-digest\" "
                                     "\"content-length\");created=1618884473");

  g_assert_cmpstr (base, ==, expected);
}

/* RFC 9421 2.2.6 and 2.2.7 say how the parts of a target are written. */
static void
test_a_target_is_written_as_in_the_rfc (void)
{
  static const KtgHttpRequestLine line
      = { .method = "POST", .path = "/path", .query = "?param=value&foo=bar&baz=bat%2Dman" };
  g_autofree char *base = ktg_http_signature_dup_base (&line, "()");

  g_assert_cmpstr (base,
                   ==,
                   "\"@method\": POST\n\"@path\": /path\n"
                   "\"@query\": ?param=value&foo=bar&baz=bat%2Dman\n\"@signature-params\": ()");
}

#define DIGEST "sha-256=:ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=:"
#define SERVER "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"
#define TAG "11qYAYKxCrfVS_7T"

static const KtgHttpRequestLine with_body = { .method = "POST",
                                              .path = "/v1/exchange",
                                              .content_digest = DIGEST,
                                              .content_encoding = "gzip",
                                              .content_length = "3" };
static const KtgHttpRequestLine without_body = { .method = "HEAD", .path = "/v1/files/00ff" };
static const KtgHttpRequestLine part = { .method = "PATCH",
                                         .path = "/v1/files/00ff",
                                         .query = "?a=b",
                                         .content_length = "7",
                                         .upload_offset = "4",
                                         .upload_complete = "?1",
                                         .range = "bytes=0-" };

#define PARAMS_WITH_BODY                                                                           \
  "(\"@method\" \"@path\" \"content-digest\" \"content-encoding\" \"content-length\");"            \
  "created=1731418802;"                                                                            \
  "nonce=\"" NONCE "\";keyid=\"" KEYID "\";tag=\"" TAG "\""
#define PARAMS_OF_PART                                                                             \
  "(\"@method\" \"@path\" \"@query\" \"content-length\" \"upload-offset\" \"upload-complete\" "    \
  "\"range\");created=1731418802;nonce=\"" NONCE "\";keyid=\"" KEYID "\""

static void
assert_signs (const KtgHttpRequestLine *line,
              const char               *server,
              const char               *params,
              const char               *base)
{
  g_autoptr (KtgSigningKey) key = rfc_key_new ();
  g_autofree char *whole = g_strconcat (base, "\"@signature-params\": ", params, NULL);
  g_autofree char *expected = dup_field (key, whole);
  g_autofree char *expected_input = g_strconcat ("ktg=", params, NULL);
  g_autofree char *input = NULL;
  g_autofree char *signature = NULL;

  ktg_http_signature_make (line, key, server, 1731418802, NONCE, &input, &signature);
  g_assert_cmpstr (input, ==, expected_input);
  g_assert_cmpstr (signature, ==, expected);
}

/* The bases are written out here by hand, as the RFC and the protocol say. */
static void
test_the_base_is_the_one_of_the_protocol (void)
{
  assert_signs (&with_body,
                SERVER,
                PARAMS_WITH_BODY,
                "\"@method\": POST\n\"@path\": /v1/exchange\n"
                "\"content-digest\": " DIGEST "\n\"content-encoding\": gzip\n"
                "\"content-length\": 3\n");
  assert_signs (&part,
                NULL,
                PARAMS_OF_PART,
                "\"@method\": PATCH\n\"@path\": /v1/files/00ff\n\"@query\": ?a=b\n"
                "\"content-length\": 7\n\"upload-offset\": 4\n\"upload-complete\": ?1\n"
                "\"range\": bytes=0-\n");
}

static void
assert_round_trip (const KtgHttpRequestLine *line)
{
  g_autoptr (KtgSigningKey) key = ktg_signing_key_new ();
  g_autoptr (KtgHttpSignature) read = NULL;
  g_autofree char *input = NULL;
  g_autofree char *signature = NULL;
  const char *public = ktg_signing_key_get_public (key);

  ktg_http_signature_make (line, key, SERVER, 1731418802, NONCE, &input, &signature);
  read = ktg_http_signature_verify (line, public, input, signature);
  g_assert_nonnull (read);
  g_assert_cmpuint (strlen (read->keyid), ==, KTG_KEY_NAME_CHARS);
  g_assert_true (g_str_has_prefix (public, read->keyid));
  g_assert_cmpstr (read->nonce, ==, NONCE);
  g_assert_cmpstr (read->tag, ==, TAG);
  g_assert_true (ktg_http_signature_is_for (read, SERVER));
  g_assert_false (ktg_http_signature_is_for (read, RFC_PUBLIC));
  g_assert_cmpint (read->created_s, ==, 1731418802);
}

static void
test_what_was_signed_is_read (void)
{
  assert_round_trip (&with_body);
  assert_round_trip (&without_body);
  assert_round_trip (&part);
}

static void
assert_refused (const KtgHttpRequestLine *line, const char *input, const char *signature)
{
  g_autoptr (KtgHttpSignature) read
      = ktg_http_signature_verify (line, RFC_PUBLIC, input, signature);

  g_assert_null (read);
}

/* Each value changed, taken away, or put there. */
static void
assert_all_is_covered (const KtgHttpRequestLine *line)
{
  g_autoptr (KtgSigningKey) key = rfc_key_new ();
  g_autofree char *input = NULL;
  g_autofree char *signature = NULL;

  ktg_http_signature_make (line, key, SERVER, 1731418802, NONCE, &input, &signature);
  for (gsize i = 0; i < G_STRUCT_OFFSET (KtgHttpRequestLine, is_from_stranger) / sizeof (char *);
       i++)
    {
      KtgHttpRequestLine other = *line;
      const char       **value = (const char **)&other + i;
      gboolean           was_there = *value != NULL;

      *value = "other";
      assert_refused (&other, input, signature);
      *value = NULL;
      if (was_there && i > 1)
        assert_refused (&other, input, signature);
    }

  assert_refused (line, NULL, signature);
  assert_refused (line, input, NULL);
  assert_refused (line, "", "");
}

static void
test_each_part_of_the_request_is_covered (void)
{
  assert_all_is_covered (&with_body);
  assert_all_is_covered (&without_body);
  assert_all_is_covered (&part);
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
  ktg_http_signature_make (&bare, key, SERVER, 1731418802, NONCE, &input, &signature);
  assert_refused (&with_body, input, signature);
}

static void
test_a_changed_byte_of_either_field_is_refused (void)
{
  g_autoptr (KtgSigningKey) key = rfc_key_new ();
  g_autofree char *input = NULL;
  g_autofree char *signature = NULL;

  ktg_http_signature_make (&with_body, key, SERVER, 1731418802, NONCE, &input, &signature);
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
    "(\"@method\");created=1;nonce=\"n\";keyid=\"" KEYID "\"",
    "(\"@method\" \"@path\" \"@path\");created=1;nonce=\"n\";keyid=\"" KEYID "\"",
    "(\"@method\" \"@path\" \"date\");created=1;nonce=\"n\";keyid=\"" KEYID "\"",
    "(\"@method\" \"@path\");nonce=\"n\";keyid=\"" KEYID "\"",
    "(\"@method\" \"@path\");created=-1;nonce=\"n\";keyid=\"" KEYID "\"",
    "(\"@method\" \"@path\");created=1;created=2;nonce=\"n\";keyid=\"" KEYID "\"",
    "(\"@method\" \"@path\");created=1;nonce=\"\";keyid=\"" KEYID "\"",
    "(\"@method\" \"@path\");created=1;keyid=\"" KEYID "\"",
    "(\"@method\" \"@path\");created=1;nonce=\"n\";alg=\"hmac-sha256\";keyid=\"" KEYID "\"",
    "(\"@method\" \"@path\");created=1;nonce=\"n\";expires=2;keyid=\"" KEYID "\"",
    "(\"@method\" \"@path\");created=99999999999999999999;nonce=\"n\";keyid=\"" KEYID "\"",
  };
  g_autoptr (KtgSigningKey) key = rfc_key_new ();

  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      g_autofree char *input = g_strconcat ("ktg=", odd[i], NULL);
      g_autofree char *base = g_strdup_printf ("\"@method\": HEAD\n\"@path\": /v1/files/00ff\n"
                                               "\"@signature-params\": %s",
                                               odd[i]);
      g_autofree char *signature = dup_field (key, base);

      assert_refused (&without_body, input, signature);
    }
}

#define OTHER_ORDER "(\"@path\" \"@method\");keyid=\"" KEYID "\";nonce=\"n\";created=7"

static void
test_parameters_in_another_order_are_read (void)
{
  g_autoptr (KtgSigningKey) key = rfc_key_new ();
  g_autoptr (KtgHttpSignature) read = NULL;
  g_autofree char *signature = NULL;

  signature = dup_field (key,
                         "\"@path\": /v1/files/00ff\n\"@method\": HEAD\n"
                         "\"@signature-params\": " OTHER_ORDER);
  read = ktg_http_signature_verify (&without_body, RFC_PUBLIC, "ktg=" OTHER_ORDER, signature);
  g_assert_nonnull (read);
  g_assert_cmpint (read->created_s, ==, 7);
}

static KtgHttpSignature *
verify_from (gboolean is_from_stranger, const char *public)
{
  g_autoptr (KtgSigningKey) key = rfc_key_new ();
  g_autofree char   *input = NULL;
  g_autofree char   *signature = NULL;
  KtgHttpRequestLine line = with_body;

  line.is_from_stranger = is_from_stranger;
  ktg_http_signature_make (&line, key, SERVER, 1731418802, NONCE, &input, &signature);

  return ktg_http_signature_verify (&with_body, public, input, signature);
}

/* Sixteen characters find a key that is known; they are no key. */
static void
test_a_stranger_names_the_whole_key_and_nobody_else_does (void)
{
  g_autoptr (KtgHttpSignature) stranger = verify_from (TRUE, NULL);
  g_autoptr (KtgHttpSignature) known = verify_from (FALSE, RFC_PUBLIC);

  g_assert_cmpstr (stranger->keyid, ==, RFC_PUBLIC);
  g_assert_cmpstr (known->keyid, ==, KEYID);
  g_assert_null (verify_from (FALSE, NULL));
  g_assert_null (verify_from (TRUE, RFC_PUBLIC));
  g_assert_null (verify_from (FALSE, SERVER));
  g_assert_null (verify_from (FALSE, KEYID "g3e3VS1JqVJxE9zGf-m_5tb2XUb"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (ktg_seal_init ());

  g_test_add_func ("/http-signature/the-key-of-the-rfc-signs-its-base",
                   test_the_key_of_the_rfc_signs_its_base);
  g_test_add_func ("/http-signature/the-base-is-the-one-of-the-rfc",
                   test_the_base_is_the_one_of_the_rfc);
  g_test_add_func ("/http-signature/a-target-is-written-as-in-the-rfc",
                   test_a_target_is_written_as_in_the_rfc);
  g_test_add_func ("/http-signature/the-base-is-the-one-of-the-protocol",
                   test_the_base_is_the_one_of_the_protocol);
  g_test_add_func ("/http-signature/what-was-signed-is-read", test_what_was_signed_is_read);
  g_test_add_func ("/http-signature/a-stranger-names-the-whole-key-and-nobody-else-does",
                   test_a_stranger_names_the_whole_key_and_nobody_else_does);
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

  return g_test_run ();
}
