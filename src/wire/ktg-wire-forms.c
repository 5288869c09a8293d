/* ktg-wire-forms.c - what ids, keys and times look like as text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-wire-forms.h"

#include <ktg-moment.h>

#include <string.h>

#define HASH_CHARS 64
#define KEY_CHARS 43
#define LIFE_CHARS 22
#define HASH_START_CHARS 12
#define UUID_CHARS 36
#define SPOKEN_CHARS 16
#define WALL_CHARS 25
#define DAY_CHARS 10 /* of "2024-11-12" */
#define SIGNATURE_CHARS 86
#define LOWER_HEX "0123456789abcdef"
#define BASE64URL "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

static gboolean
consists_of (const char *text, const char *set, gsize n_chars)
{
  return strlen (text) == n_chars && strspn (text, set) == n_chars;
}

/**
 * ktg_wire_is_hash:
 * @text: a text
 *
 * Returns: %TRUE if it is a SHA-256: 64 lowercase hex digits
 */
gboolean
ktg_wire_is_hash (const char *text)
{
  return consists_of (text, LOWER_HEX, HASH_CHARS);
}

/**
 * ktg_wire_is_key:
 * @text: a text
 *
 * Returns: %TRUE if it is a public key: 43 characters of base64url
 */
gboolean
ktg_wire_is_key (const char *text)
{
  return consists_of (text, BASE64URL, KEY_CHARS);
}

/**
 * ktg_wire_is_key_start:
 * @text: a text
 *
 * Returns: %TRUE if a public key may begin so: at most 43 characters of base64url
 */
gboolean
ktg_wire_is_key_start (const char *text)
{
  return strlen (text) <= KEY_CHARS && consists_of (text, BASE64URL, strlen (text));
}

/**
 * ktg_wire_is_life:
 * @text: a text
 *
 * Returns: %TRUE if it is a life: 22 characters of base64url
 */
gboolean
ktg_wire_is_life (const char *text)
{
  return consists_of (text, BASE64URL, LIFE_CHARS);
}

/**
 * ktg_wire_is_hash_start:
 * @text: a text
 *
 * Returns: %TRUE if it is the first twelve digits of a hash
 */
gboolean
ktg_wire_is_hash_start (const char *text)
{
  return consists_of (text, LOWER_HEX, HASH_START_CHARS);
}

/**
 * ktg_wire_is_report_id:
 * @text: a text
 *
 * Returns: %TRUE if it is a UUID in lowercase
 */
gboolean
ktg_wire_is_report_id (const char *text)
{
  return consists_of (text, LOWER_HEX "-", UUID_CHARS) && g_uuid_string_is_valid (text);
}

/**
 * ktg_wire_is_spoken:
 * @text: a text
 *
 * Returns: %TRUE if it is a number that people can say: at most 16 characters, none of them a
 * control character
 */
gboolean
ktg_wire_is_spoken (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_iscntrl (g_utf8_get_char (p)))
      return FALSE;

  return g_utf8_strlen (text, -1) <= SPOKEN_CHARS;
}

/**
 * ktg_wire_is_time:
 * @text: a text
 *
 * Returns: %TRUE if it is a day or a time, as ktg_moment_parse() reads them
 */
gboolean
ktg_wire_is_time (const char *text)
{
  return ktg_moment_parse (text, 0, NULL);
}

/**
 * ktg_wire_is_day:
 * @text: a text
 *
 * Returns: %TRUE if it is a day of the calendar, "2024-11-12"
 */
gboolean
ktg_wire_is_day (const char *text)
{
  return strlen (text) == DAY_CHARS && ktg_moment_parse (text, 0, NULL);
}

/**
 * ktg_wire_is_wall:
 * @text: a text
 *
 * Returns: %TRUE if it is a time with seconds and offset
 */
gboolean
ktg_wire_is_wall (const char *text)
{
  return strlen (text) == WALL_CHARS && ktg_moment_parse (text, 0, NULL);
}

/**
 * ktg_wire_is_file_name:
 * @text: a text
 *
 * Returns: %TRUE if it is the name of a file, and never a path
 */
gboolean
ktg_wire_is_file_name (const char *text)
{
  if (strcmp (text, ".") == 0 || strcmp (text, "..") == 0)
    return FALSE;

  for (const char *p = text; *p != '\0'; p++)
    if (*p == '/' || g_ascii_iscntrl (*p))
      return FALSE;

  return TRUE;
}

/**
 * ktg_wire_is_media_type:
 * @text: a text
 *
 * Returns: %TRUE if it is a media type, fit for a header field
 */
gboolean
ktg_wire_is_media_type (const char *text)
{
  const char *slash = strchr (text, '/');

  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && strchr ("/.+-_", *p) == NULL)
      return FALSE;

  return slash != NULL && slash > text && slash[1] != '\0' && strchr (slash + 1, '/') == NULL;
}

/**
 * ktg_wire_dup_signature:
 * @signature: the bytes of one
 *
 * Returns: (transfer full): 86 characters of base64url
 */
char *
ktg_wire_dup_signature (const guint8 signature[KTG_SIGNATURE_BYTES])
{
  char *text = g_base64_encode (signature, KTG_SIGNATURE_BYTES);

  g_strdelimit (text, "+", '-');
  g_strdelimit (text, "/", '_');
  text[SIGNATURE_CHARS] = '\0'; /* before the padding */
  return text;
}

/**
 * ktg_wire_read_signature:
 * @text: (nullable): what should be a signature
 * @signature: (out): its bytes; left alone on failure
 *
 * Returns: %TRUE if @text is the one way to write some signature
 */
gboolean
ktg_wire_read_signature (const char *text, guint8 signature[KTG_SIGNATURE_BYTES])
{
  g_autofree char   *padded = NULL;
  g_autofree guint8 *bytes = NULL;
  g_autofree char   *again = NULL;
  gsize              size_bytes = 0;

  if (text == NULL || !consists_of (text, BASE64URL, SIGNATURE_CHARS))
    return FALSE;

  padded = g_strconcat (text, "==", NULL);
  g_strdelimit (padded, "-", '+');
  g_strdelimit (padded, "_", '/');
  bytes = g_base64_decode (padded, &size_bytes);

  if (size_bytes != KTG_SIGNATURE_BYTES)
    return FALSE;

  again = ktg_wire_dup_signature (bytes);

  if (strcmp (again, text) != 0)
    return FALSE;

  memcpy (signature, bytes, KTG_SIGNATURE_BYTES);
  return TRUE;
}
