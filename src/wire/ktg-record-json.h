/* ktg-record-json.h - documents that are one record, or a list of them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-json-guard.h>
#include <ktg-record.h>

#include "ktg-json-reader.h"

G_BEGIN_DECLS

/* What a description cannot say: what is wrong is the reader's to refuse. It may also put right
 * what an older version wrote. */
typedef void (*KtgRecordCheck) (KtgJsonReader *reader, gpointer record);

/* Only for this room. */
gpointer ktg_record_json_parse (GBytes              *text,
                                const KtgRecord     *record,
                                const KtgJsonLimits *limits,
                                gboolean             is_strict,
                                GError             **error);
gpointer ktg_record_json_parse_checked (GBytes              *text,
                                        const KtgRecord     *record,
                                        const KtgJsonLimits *limits,
                                        gboolean             is_strict,
                                        KtgRecordCheck       check,
                                        GError             **error);
GBytes *
ktg_record_json_compose (const KtgRecord *record, gconstpointer from, gboolean is_for_people);
GBytes *ktg_record_json_compose_list (const KtgRecord *record, const GPtrArray *elements);

G_END_DECLS
