/* ktg-found-json.c - what was found in the library, as `ktg library --json` prints it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-found-json.h"

#include "ktg-record-json.h"

/**
 * ktg_found_json_write:
 * @found: all that was found
 *
 * Returns: (transfer full): one JSON document; docs/CLI.md
 */
GBytes *
ktg_found_json_write (const KtgFound *found)
{
  return ktg_record_json_compose (&ktg_found_record, found, TRUE);
}
