/* ktg-bookmark-json.c - a server's word on how far its book goes, to the signed bytes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-bookmark-json.h"

#include "ktg-record-json.h"

/**
 * ktg_bookmark_json_parse:
 * @bytes: what the server signed
 * @error: %KTG_WIRE_ERROR
 *
 * Says nothing of the signature: check it first.
 *
 * Returns: (transfer full) (nullable): the record
 */
KtgBookmark *
ktg_bookmark_json_parse (GBytes *bytes, GError **error)
{
  return ktg_record_json_parse (bytes,
                                &ktg_bookmark_record,
                                &ktg_json_limits_exchange,
                                FALSE,
                                error);
}

/**
 * ktg_bookmark_json_write:
 * @bookmark: a record
 *
 * Returns: (transfer full): the bytes to sign
 */
GBytes *
ktg_bookmark_json_write (const KtgBookmark *bookmark)
{
  return ktg_record_json_compose (&ktg_bookmark_record, bookmark, FALSE);
}
