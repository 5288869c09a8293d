/* ktg-evidence-stream.h - an evidence file as it went in, read by the store's worker
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-store.h"

G_BEGIN_DECLS

#define KTG_TYPE_EVIDENCE_STREAM (ktg_evidence_stream_get_type ())
G_DECLARE_FINAL_TYPE (KtgEvidenceStream,
                      ktg_evidence_stream,
                      KTG,
                      EVIDENCE_STREAM,
                      GFilterInputStream)

GInputStream *ktg_evidence_stream_new (KtgStore *store, GInputStream *plain);

G_END_DECLS
