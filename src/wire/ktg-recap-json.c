/* ktg-recap-json.c - a recap as `ktg rekap --json` prints it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-recap-json.h"

#include "ktg-record-json.h"

/**
 * ktg_recap_json_write:
 * @recap: a finished count
 *
 * Returns: (transfer full): one JSON document; docs/CLI.md
 */
GBytes *
ktg_recap_json_write (const KtgRecap *recap)
{
  return ktg_record_json_compose (&ktg_recap_record, recap, TRUE);
}
