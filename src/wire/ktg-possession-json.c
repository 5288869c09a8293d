/* ktg-possession-json.c - the body of POST /v1/files/{name}
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-possession-json.h"

#include "ktg-json-guard.h"
#include "ktg-record-json.h"

static const KtgField fields[] = {
  { "nonce", KTG_FIELD_NONCE, G_STRUCT_OFFSET (KtgPossessionProof, nonce), KTG_NEED_ALWAYS },
  { "mac", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgPossessionProof, mac), KTG_NEED_FILLED },
};

KTG_DEFINE_RECORD (KtgPossessionProof, ktg_possession_proof, fields)

/**
 * ktg_possession_proof_parse:
 * @text: a request's body
 * @error: %KTG_WIRE_ERROR; unknown keys are refused
 *
 * Returns: (transfer full) (nullable): the proof, which is yet to be compared
 */
KtgPossessionProof *
ktg_possession_proof_parse (GBytes *text, GError **error)
{
  return ktg_record_json_parse (text,
                                &ktg_possession_proof_record,
                                &ktg_json_limits_event,
                                TRUE,
                                error);
}

/**
 * ktg_possession_proof_write:
 * @proof: a proof
 *
 * Returns: (transfer full): what ktg_possession_proof_parse() reads
 */
GBytes *
ktg_possession_proof_write (const KtgPossessionProof *proof)
{
  return ktg_record_json_compose (&ktg_possession_proof_record, proof, FALSE);
}
