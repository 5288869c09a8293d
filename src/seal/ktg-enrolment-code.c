/* ktg-enrolment-code.c - the code a person types once
 *
 * Crockford's base 32: digits and letters without I, L, O and U, so that what is read aloud or
 * copied by hand survives. Half of it is secret; the other half is a hash of the server's keys, so
 * that the code is given to no other server. The text in a QR code has both keys whole.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-enrolment-code.h"

#include "ktg-base64url.h"
#include "ktg-random.h"
#include "ktg-sha256.h"
#include "ktg-signing-key.h"

#include <string.h>

#define HALF_BYTES 10
#define HALF_LETTERS 16
#define GROUP_LETTERS 4
#define LETTERS_OF_BEFORE 24
#define WHOLE_PREFIX "KENTONGAN:1:"
#define WHOLE_PARTS 3

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
is_key (const char *text)
{
  guint8 raw[KTG_KEY_PUBLIC_BYTES];

  return ktg_base64url_decode (text, raw, sizeof raw);
}

static void
append_fingerprint (GString *text, const char *root_key, const char *node_key)
{
  g_autofree char *keys = g_strdup_printf ("kentongan-node-1\n%s\n%s", root_key, node_key);
  guint8           digest[KTG_SHA256_BYTES];

  ktg_sha256_raw ((const guint8 *)keys, strlen (keys), digest);
  append_base32 (text, digest, HALF_BYTES);
}

static void
hyphenate (GString *text)
{
  for (gssize at = text->len - GROUP_LETTERS; at > 0; at -= GROUP_LETTERS)
    g_string_insert_c (text, at, '-');
}

/**
 * ktg_enrolment_code_new:
 * @root_key: on which the server's trust rests, base64url
 * @node_key: the server's own, base64url
 *
 * Thirty-two letters in eight groups: 16 of chance (80 bits), then 16 of a hash of both keys (80
 * bits).
 *
 * Returns: (transfer full): "7K3M-…", to be read to a person
 */
char *
ktg_enrolment_code_new (const char *root_key, const char *node_key)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint8 chance[HALF_BYTES];

  ktg_random_fill (chance, sizeof chance);
  append_base32 (text, chance, sizeof chance);
  append_fingerprint (text, root_key, node_key);
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

/* Whatever decorates a code on its way, stars, dashes of any length, marks that nobody sees, is
 * passed over; a letter that no code has is not. */
static char *
dup_letters (const char *typed, gsize n_wanted)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (const char *p = typed; *p != '\0'; p++)
    {
      if (!g_ascii_isalnum (*p))
        continue;
      if (strchr (alphabet, read_letter (*p)) == NULL || text->len == n_wanted)
        return NULL;
      g_string_append_c (text, read_letter (*p));
    }

  return text->len == n_wanted ? g_strdup (text->str) : NULL;
}

/**
 * ktg_enrolment_code_normalise:
 * @typed: what a person typed
 *
 * Upper case, of ASCII letters and digits only, O read as 0, I and L as 1.
 *
 * Returns: (transfer full) (nullable): 32 letters, or %NULL if it cannot be a code
 */
char *
ktg_enrolment_code_normalise (const char *typed)
{
  return dup_letters (typed, KTG_ENROLMENT_CODE_LETTERS);
}

/**
 * ktg_enrolment_code_is_of_before:
 * @typed: what a person typed
 *
 * Returns: whether it is a code of the form that the first programs had, which no server takes now
 */
gboolean
ktg_enrolment_code_is_of_before (const char *typed)
{
  g_autofree char *letters = dup_letters (typed, LETTERS_OF_BEFORE);

  return letters != NULL;
}

/**
 * ktg_enrolment_code_fits:
 * @normalised: 32 letters
 * @root_key: what a server says its root is, base64url
 * @node_key: the key that it has proven, base64url
 *
 * Returns: whether this code was made by that server
 */
gboolean
ktg_enrolment_code_fits (const char *normalised, const char *root_key, const char *node_key)
{
  g_autoptr (GString) fingerprint = g_string_new (NULL);

  if (strlen (normalised) != KTG_ENROLMENT_CODE_LETTERS || !is_key (root_key) || !is_key (node_key))
    return FALSE;

  append_fingerprint (fingerprint, root_key, node_key);
  return strcmp (normalised + HALF_LETTERS, fingerprint->str) == 0;
}

/**
 * ktg_enrolment_code_dup_whole:
 * @code: as ktg_enrolment_code_new() made it
 * @root_key: base64url
 * @node_key: base64url
 *
 * Returns: (transfer full): the text for a QR code, which has both keys and not just their hash
 */
char *
ktg_enrolment_code_dup_whole (const char *code, const char *root_key, const char *node_key)
{
  return g_strdup_printf (WHOLE_PREFIX "%s:%s:%s", code, root_key, node_key);
}

static KtgEnrolmentCode *
read_whole (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, ":", -1);
  g_autoptr (KtgEnrolmentCode) self = g_new0 (KtgEnrolmentCode, 1);

  if (g_strv_length (parts) != WHOLE_PARTS)
    return NULL;

  self->code = ktg_enrolment_code_normalise (parts[0]);
  self->root_key = g_strdup (parts[1]);
  self->node_key = g_strdup (parts[2]);
  if (self->code == NULL || !ktg_enrolment_code_fits (self->code, self->root_key, self->node_key))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * ktg_enrolment_code_read:
 * @typed: what a person typed, or a camera read
 *
 * Returns: (transfer full) (nullable): the code, or %NULL if it cannot be one
 */
KtgEnrolmentCode *
ktg_enrolment_code_read (const char *typed)
{
  g_autofree char  *text = g_strstrip (g_strdup (typed));
  g_autofree char  *code = NULL;
  KtgEnrolmentCode *self;

  if (g_str_has_prefix (text, WHOLE_PREFIX))
    return read_whole (text + strlen (WHOLE_PREFIX));

  code = ktg_enrolment_code_normalise (text);
  if (code == NULL)
    return NULL;

  self = g_new0 (KtgEnrolmentCode, 1);
  self->code = g_steal_pointer (&code);
  return self;
}

/**
 * ktg_enrolment_code_is_from:
 * @self: a code that was read
 * @root_key: what a server says its root is, base64url
 * @node_key: the key that it has proven, base64url
 *
 * Returns: whether that server made it: by both keys where they are known whole, else by their hash
 */
gboolean
ktg_enrolment_code_is_from (const KtgEnrolmentCode *self,
                            const char             *root_key,
                            const char             *node_key)
{
  if (self->root_key != NULL
      && (strcmp (self->root_key, root_key) != 0 || strcmp (self->node_key, node_key) != 0))
    return FALSE;

  return ktg_enrolment_code_fits (self->code, root_key, node_key);
}

/**
 * ktg_enrolment_code_free:
 *
 * Nothing for %NULL.
 */
void
ktg_enrolment_code_free (KtgEnrolmentCode *self)
{
  if (self == NULL)
    return;

  g_free (self->code);
  g_free (self->root_key);
  g_free (self->node_key);
  g_free (self);
}
