/* ktg-record-read.h - a record out of JSON, by its description
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-json-reader.h"

#include <ktg-record-form.h>
#include <ktg-record.h>

G_BEGIN_DECLS

/* Only for this room. The reader stands in the record's object. */
void ktg_record_read (KtgJsonReader    *reader,
                      const KtgRecord  *record,
                      KtgReportJsonForm form,
                      gpointer          into);

G_END_DECLS
