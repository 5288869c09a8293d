/* ktg-possession.h - a device shows that it has a file which it does not send
 *
 * docs/PROTOCOL.md, "POST /v1/files/{name}".
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a proof is about. */
typedef struct
{
  const char *nonce;  /* of the node, for this device and file, once */
  const char *device; /* who proves */
  const char *node;   /* to whom */
  const char *sha256; /* of which file */
  guint64     bytes;  /* how long it is */
} KtgPossessionClaim;

/* A proof of which more and more is worked out. */
typedef struct _KtgPossession KtgPossession;

KtgPossession *ktg_possession_new (const KtgPossessionClaim *claim);
void           ktg_possession_free (KtgPossession *self);

void     ktg_possession_update (KtgPossession *self, const guint8 *bytes, gsize size_bytes);
guint64  ktg_possession_get_n_bytes (const KtgPossession *self);
char    *ktg_possession_dup_mac (KtgPossession *self);
gboolean ktg_possession_is (KtgPossession *self, const char *mac);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgPossession, ktg_possession_free)

G_END_DECLS
