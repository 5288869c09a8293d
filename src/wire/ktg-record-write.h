/* ktg-record-write.h - a record to JSON, by its description
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-json-writer.h"

#include <ktg-record-form.h>
#include <ktg-record.h>

G_BEGIN_DECLS

/* Only for this room. The writer has begun the record's object. */
void ktg_record_write (KtgJsonWriter    *writer,
                       const KtgRecord  *record,
                       KtgReportJsonForm form,
                       gconstpointer     from);

G_END_DECLS
