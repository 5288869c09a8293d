/* ktg-evidence-row.h - one file of evidence in a report that is being written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KTG_TYPE_EVIDENCE_ROW (ktg_evidence_row_get_type ())
G_DECLARE_FINAL_TYPE (KtgEvidenceRow, ktg_evidence_row, KTG, EVIDENCE_ROW, AdwExpanderRow)

KtgEvidenceRow *
ktg_evidence_row_new (KtgSession *session, const KtgEvidence *evidence, const char *oddity);
gboolean     ktg_evidence_row_is_asking (KtgEvidenceRow *self);
KtgEvidence *ktg_evidence_row_dup_evidence (KtgEvidenceRow *self);
void         ktg_evidence_row_set_region (KtgEvidenceRow *self, const char *region);
void         ktg_evidence_row_show_report (KtgEvidenceRow *self, const KtgReport *report);
void         ktg_evidence_row_keep (KtgEvidenceRow *self);
const char  *ktg_evidence_row_get_sha256 (KtgEvidenceRow *self);
guint64      ktg_evidence_row_get_size_bytes (KtgEvidenceRow *self);

G_END_DECLS
