/* ktg-report-reading.h - a report with all that is known of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-profile.h"
#include "ktg-store.h"

G_BEGIN_DECLS

KtgReportHeld *ktg_report_reading_load (KtgProfile *profile, const char *report_id, GError **error);

G_END_DECLS
