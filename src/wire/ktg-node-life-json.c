/* ktg-node-life-json.c - a server's word on what stands of an earlier life, to the signed bytes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-node-life-json.h"

#include "ktg-record-json.h"

/**
 * ktg_node_life_json_parse:
 * @bytes: what the server signed
 * @error: %KTG_WIRE_ERROR
 *
 * Says nothing of the signature: check it first.
 *
 * Returns: (transfer full) (nullable): the record
 */
KtgNodeLife *
ktg_node_life_json_parse (GBytes *bytes, GError **error)
{
  return ktg_record_json_parse (bytes,
                                &ktg_node_life_record,
                                &ktg_json_limits_exchange,
                                FALSE,
                                error);
}

/**
 * ktg_node_life_json_write:
 * @word: a record
 *
 * Returns: (transfer full): the bytes to sign
 */
GBytes *
ktg_node_life_json_write (const KtgNodeLife *word)
{
  return ktg_record_json_compose (&ktg_node_life_record, word, FALSE);
}
