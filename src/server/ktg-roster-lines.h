/* ktg-roster-lines.h - what is said of a device or a code, to an administrator or an office
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-roster-json.h>

#include "ktg-archive.h"
#include "ktg-catalog.h"

G_BEGIN_DECLS

KtgDeviceLine *ktg_roster_lines_new_device (KtgArchive *archive, const KtgDeviceRow *row);
KtgCodeLine   *ktg_roster_lines_new_code (const KtgCode *code, gint64 now_ms);

G_END_DECLS
