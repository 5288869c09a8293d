/* ktg-due-json.h - the time the law leaves for a report, as the programs print it with --json
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-json-writer.h"

#include <ktg-report-due.h>

G_BEGIN_DECLS

void ktg_due_json_write (KtgJsonWriter *writer, const char *report_id, const KtgReportDue *due);

G_END_DECLS
