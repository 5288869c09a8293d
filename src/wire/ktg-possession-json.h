/* ktg-possession-json.h - the body of POST /v1/files/{name}
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-record.h>
#include <ktg-wire-error.h>

G_BEGIN_DECLS

/* A device holds a file, and shows it without sending it. */
typedef struct
{
  char *nonce; /* that was offered for it */
  char *mac;   /* under that, as ktg_possession_dup_mac() says it */
} KtgPossessionProof;

KtgPossessionProof *ktg_possession_proof_parse (GBytes *text, GError **error);
GBytes             *ktg_possession_proof_write (const KtgPossessionProof *proof);

KTG_DECLARE_RECORD (KtgPossessionProof, ktg_possession_proof)

G_END_DECLS
