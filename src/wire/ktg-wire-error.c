/* ktg-wire-error.c - why bytes from outside were not understood
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-wire-error.h"

#include "ktg-wire-error-private.h"

#define MAX_KEY_CHARS 64

typedef struct
{
  char *key;
} KtgWireErrorPrivate;

static void
ktg_wire_error_private_init (KtgWireErrorPrivate *priv)
{
}

static void
ktg_wire_error_private_copy (const KtgWireErrorPrivate *from, KtgWireErrorPrivate *to)
{
  to->key = g_strdup (from->key);
}

static void
ktg_wire_error_private_clear (KtgWireErrorPrivate *priv)
{
  g_free (priv->key);
}

G_DEFINE_EXTENDED_ERROR (KtgWireError, ktg_wire_error)

/**
 * ktg_wire_error_dup_key:
 * @error: an error of any domain
 *
 * Returns: (transfer full) (nullable): the path of the key that a wire error speaks of,
 * "persons[0].name", or %NULL
 */
char *
ktg_wire_error_dup_key (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);

  if (error->domain != KTG_WIRE_ERROR)
    return NULL;

  return g_strdup (ktg_wire_error_get_private (error)->key);
}

/**
 * ktg_wire_fault_new:
 * @code: what the caller can do
 * @key: the path of the key
 * @reason: English, what is wrong with it
 *
 * Returns: (transfer full): an error that names @key in its message and remembers it
 */
GError *
ktg_wire_fault_new (KtgWireError code, const char *key, const char *reason)
{
  GError *error = g_error_new (KTG_WIRE_ERROR, code, "%s: %s", key, reason);

  ktg_wire_error_get_private (error)->key = g_strdup (key);
  return error;
}

/**
 * ktg_wire_fault_append_key:
 * @path: what becomes the path of a key
 * @key: a key from outside
 *
 * It goes into a message that people see: nothing unprintable, and not endless.
 */
void
ktg_wire_fault_append_key (GString *path, const char *key)
{
  guint n_chars = 0;

  for (const char *p = key; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (++n_chars > MAX_KEY_CHARS)
        {
          g_string_append (path, "…");
          return;
        }

      g_string_append_unichar (path, g_unichar_isprint (c) ? c : 0xfffd);
    }
}
