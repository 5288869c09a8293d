/* ktg-found-json.h - what was found in the library, as `ktg library --json` prints it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-found-entry.h>

G_BEGIN_DECLS

GBytes *ktg_found_json_write (const KtgFound *found);

G_END_DECLS
