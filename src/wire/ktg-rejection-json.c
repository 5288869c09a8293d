/* ktg-rejection-json.c - a server's word that it did not take events, to the signed bytes and back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-rejection-json.h"

#include "ktg-record-json.h"

/**
 * ktg_rejection_json_parse:
 * @bytes: what the server signed
 * @error: %KTG_WIRE_ERROR
 *
 * Says nothing of the signature: check it first.
 *
 * Returns: (transfer full) (nullable): the record
 */
KtgRejection *
ktg_rejection_json_parse (GBytes *bytes, GError **error)
{
  return ktg_record_json_parse (bytes,
                                &ktg_rejection_record,
                                &ktg_json_limits_exchange,
                                FALSE,
                                error);
}

/**
 * ktg_rejection_json_write:
 * @rejection: what was not taken
 *
 * Returns: (transfer full): the bytes to sign
 */
GBytes *
ktg_rejection_json_write (const KtgRejection *rejection)
{
  return ktg_record_json_compose (&ktg_rejection_record, rejection, FALSE);
}
