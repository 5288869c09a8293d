/* ktg-report-number.h - what the short number of a report begins with
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-library.h"

#include <ktg-report.h>
#include <ktg-store.h>

G_BEGIN_DECLS

void ktg_report_number_begin (KtgLibrary *library, KtgStore *store, KtgReport *report);

G_END_DECLS
