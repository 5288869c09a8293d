/* ktg-report-members.h - the keys of a report, wherever it stands
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-json-reader.h"
#include "ktg-json-writer.h"

#include <ktg-report-json.h>

G_BEGIN_DECLS

/* Only for this room. The reader stands in the report's object; the writer has begun it. */
KtgReport *
ktg_report_members_read (KtgJsonReader    *reader,
                         KtgReportJsonForm form); /* never NULL; the reader knows of errors */
void
ktg_report_members_write (KtgJsonWriter *writer, const KtgReport *report, KtgReportJsonForm form);

G_END_DECLS
