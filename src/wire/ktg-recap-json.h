/* ktg-recap-json.h - a recap as `ktg rekap --json` prints it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-recap.h>

G_BEGIN_DECLS

GBytes *ktg_recap_json_write (const KtgRecap *recap);

G_END_DECLS
