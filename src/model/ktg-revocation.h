/* ktg-revocation.h - where what a key signs ceases to be believed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-record.h>

G_BEGIN_DECLS

/* The body of device.revoked and of node.revoked. */
typedef struct
{
  char   *key; /* of a device or a server, base64url */
  guint64 seq; /* the last of its events that is believed; 0: none */
  char   *id;  /* which event that is; NULL: whatever it is */
} KtgRevocation;

KtgRevocation *ktg_revocation_new (void);

KTG_DECLARE_RECORD (KtgRevocation, ktg_revocation)

/* The same of a server, whose key is called so. */
extern const KtgRecord ktg_node_revocation_record;

G_END_DECLS
