/* ktg-record-json.h - records to JSON and back, by their description
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-json-reader.h"
#include "ktg-json-writer.h"

#include <ktg-record.h>
#include <ktg-report-json.h>

G_BEGIN_DECLS

/* Only for this room. The reader stands in the record's object; the writer has begun it. */
void ktg_record_json_read (KtgJsonReader    *reader,
                           const KtgRecord  *record,
                           KtgReportJsonForm form,
                           gpointer          into);
void ktg_record_json_write (KtgJsonWriter    *writer,
                            const KtgRecord  *record,
                            KtgReportJsonForm form,
                            gconstpointer     from);

G_END_DECLS
