/* ktg-enrolment-code.c - the code a person types once
 *
 * Crockford's base 32: digits and letters without I, L, O and U, so that what is read aloud or
 * copied by hand survives.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-enrolment-code.h"

#include "ktg-base64url.h"
#include "ktg-random.h"
#include "ktg-sha256.h"
#include "ktg-signing-key.h"

#include <string.h>

#define CHANCE_BYTES 10
#define FINGERPRINT_BYTES 5
#define CHANCE_LETTERS 16
#define FINGERPRINT_LETTERS 8
#define GROUP_LETTERS 4

static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/* Five bytes are eight letters. */
static void
append_base32 (GString *text, const guint8 *bytes, gsize size_bytes)
{
  for (gsize i = 0; i < size_bytes; i += 5)
    {
      guint64 bits = 0;

      for (gsize j = 0; j < 5; j++)
        bits = bits << 8 | bytes[i + j];
      for (int shift = 35; shift >= 0; shift -= 5)
        g_string_append_c (text, alphabet[bits >> shift & 31]);
    }
}

static gboolean
append_fingerprint (GString *text, const char *server_public)
{
  guint8 raw[KTG_KEY_PUBLIC_BYTES];
  guint8 digest[KTG_SHA256_BYTES];

  if (!ktg_base64url_decode (server_public, raw, sizeof raw))
    return FALSE;

  ktg_sha256_raw (raw, sizeof raw, digest);
  append_base32 (text, digest, FINGERPRINT_BYTES);

  return TRUE;
}

static void
hyphenate (GString *text)
{
  for (gssize at = text->len - GROUP_LETTERS; at > 0; at -= GROUP_LETTERS)
    g_string_insert_c (text, at, '-');
}

/**
 * ktg_enrolment_code_new:
 * @server_public: the server's public key, base64url
 *
 * Twenty-four letters in six groups: 16 of chance (80 bits), then 8 of the server key's fingerprint
 * (40 bits), so that a device notices another server answering in its place.
 *
 * Returns: (transfer full): "7K3M-…", to be read to a person
 */
char *
ktg_enrolment_code_new (const char *server_public)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint8 chance[CHANCE_BYTES];

  ktg_random_fill (chance, sizeof chance);
  append_base32 (text, chance, sizeof chance);
  g_return_val_if_fail (append_fingerprint (text, server_public), NULL);
  hyphenate (text);

  return g_strdup (text->str);
}

static char
read_letter (char typed)
{
  char upper = g_ascii_toupper (typed);

  if (upper == 'O')
    return '0';
  if (upper == 'I' || upper == 'L')
    return '1';

  return upper;
}

/**
 * ktg_enrolment_code_normalise:
 * @typed: what a person typed
 *
 * Upper case, without blanks and hyphens, O read as 0, I and L as 1.
 *
 * Returns: (transfer full) (nullable): 24 letters, or %NULL if it cannot be a code
 */
char *
ktg_enrolment_code_normalise (const char *typed)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (const char *p = typed; *p != '\0'; p++)
    {
      if (*p == '-' || g_ascii_isspace (*p))
        continue;
      if (strchr (alphabet, read_letter (*p)) == NULL || text->len == KTG_ENROLMENT_CODE_LETTERS)
        return NULL;
      g_string_append_c (text, read_letter (*p));
    }

  return text->len == KTG_ENROLMENT_CODE_LETTERS ? g_strdup (text->str) : NULL;
}

/**
 * ktg_enrolment_code_fits_server:
 * @normalised: 24 letters
 * @server_public: the key of the server that answered, base64url
 *
 * Returns: whether this code was made by that server
 */
gboolean
ktg_enrolment_code_fits_server (const char *normalised, const char *server_public)
{
  g_autoptr (GString) fingerprint = g_string_new (NULL);

  return strlen (normalised) == KTG_ENROLMENT_CODE_LETTERS
         && append_fingerprint (fingerprint, server_public)
         && strcmp (normalised + CHANCE_LETTERS, fingerprint->str) == 0;
}
