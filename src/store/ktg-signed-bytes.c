/* ktg-signed-bytes.c - what somebody signed: put into a row and read back
 *
 * In a row the signature stands beside the sealed bytes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-signed-bytes.h"

#include "ktg-store-error.h"

#include <ktg-sha256.h>
#include <ktg-signing-key.h>

/**
 * ktg_signed_bytes_dup_signature:
 *
 * Returns: (transfer full): what stands in the row beside the sealed bytes
 */
GBytes *
ktg_signed_bytes_dup_signature (KtgEnvelope *envelope)
{
  return g_bytes_new (envelope->signature, KTG_SIGNATURE_BYTES);
}

/**
 * ktg_signed_bytes_read:
 * @column: of the signature; that of the sealed bytes follows it
 * @kind: as they were sealed
 * @id: as they were sealed
 *
 * Returns: (transfer full): what was signed, of that id; %NULL with %KTG_STORE_ERROR_DAMAGED
 */
KtgEnvelope *
ktg_signed_bytes_read (KtgLedger    *ledger,
                       KtgStatement *statement,
                       int           column,
                       const char   *kind,
                       const char   *id,
                       GError      **error)
{
  g_autoptr (GBytes) signature = ktg_statement_dup_bytes (statement, column);
  g_autoptr (GBytes) sealed = ktg_statement_dup_bytes (statement, column + 1);
  g_autoptr (GBytes) plain = ktg_ledger_unseal (ledger, kind, id, sealed, error);

  if (plain == NULL)
    return NULL;

  if (g_bytes_get_size (signature) == KTG_SIGNATURE_BYTES)
    return ktg_envelope_new (id, plain, g_bytes_get_data (signature, NULL));

  g_set_error (error,
               KTG_STORE_ERROR,
               KTG_STORE_ERROR_DAMAGED,
               "%s:%s: its signature is cut",
               kind,
               id);
  return NULL;
}
