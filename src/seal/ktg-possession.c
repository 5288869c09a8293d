/* ktg-possession.c - a device shows that it has a file which it does not send
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-possession.h"

#include "ktg-base64url.h"

#include <nettle/hmac.h>
#include <sodium.h>
#include <string.h>

struct _KtgPossession
{
  struct hmac_sha256_ctx mac;
  guint64                n_bytes;
};

/**
 * ktg_possession_new:
 * @claim: what it is about
 *
 * Returns: (transfer full): a proof into which no byte of the file went yet
 */
KtgPossession *
ktg_possession_new (const KtgPossessionClaim *claim)
{
  KtgPossession   *self = g_new0 (KtgPossession, 1);
  g_autofree char *head
      = g_strdup_printf ("kentongan-possession-1\n%s\n%s\n%s\n%" G_GUINT64_FORMAT "\n",
                         claim->device,
                         claim->node,
                         claim->sha256,
                         claim->bytes);

  hmac_sha256_set_key (&self->mac, strlen (claim->nonce), (const guint8 *)claim->nonce);
  hmac_sha256_update (&self->mac, strlen (head), (const guint8 *)head);
  return self;
}

/**
 * ktg_possession_free:
 * @self: (nullable): a proof
 *
 * Lets go of it.
 */
void
ktg_possession_free (KtgPossession *self)
{
  g_free (self);
}

/**
 * ktg_possession_update:
 * @self: a proof
 * @bytes: what comes next of the file
 * @size_bytes: how much of it; 0 is nothing
 */
void
ktg_possession_update (KtgPossession *self, const guint8 *bytes, gsize size_bytes)
{
  if (size_bytes > 0)
    hmac_sha256_update (&self->mac, size_bytes, bytes);
  self->n_bytes += size_bytes;
}

/**
 * ktg_possession_get_n_bytes:
 * @self: a proof
 *
 * Returns: how much of the file went in
 */
guint64
ktg_possession_get_n_bytes (const KtgPossession *self)
{
  return self->n_bytes;
}

/**
 * ktg_possession_dup_mac:
 * @self: a proof into which all of the file went
 *
 * Returns: (transfer full): the MAC as it travels, 43 characters
 */
char *
ktg_possession_dup_mac (KtgPossession *self)
{
  struct hmac_sha256_ctx copy = self->mac;
  guint8                 digest[SHA256_DIGEST_SIZE];

  hmac_sha256_digest (&copy, sizeof digest, digest);
  return ktg_base64url_encode (digest, sizeof digest);
}

/**
 * ktg_possession_is:
 * @self: a proof into which all of the file went
 * @mac: (nullable): what somebody says it is
 *
 * Takes as long whether it is or not.
 *
 * Returns: whether it is
 */
gboolean
ktg_possession_is (KtgPossession *self, const char *mac)
{
  g_autofree char *own = ktg_possession_dup_mac (self);

  return mac != NULL && strlen (mac) == strlen (own) && sodium_memcmp (mac, own, strlen (own)) == 0;
}
