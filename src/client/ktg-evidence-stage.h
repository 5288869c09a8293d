/* ktg-evidence-stage.h - one file of evidence, shown large
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KTG_TYPE_EVIDENCE_STAGE (ktg_evidence_stage_get_type ())
G_DECLARE_FINAL_TYPE (KtgEvidenceStage, ktg_evidence_stage, KTG, EVIDENCE_STAGE, AdwBin)

void ktg_evidence_stage_show (KtgEvidenceStage  *self,
                              KtgSession        *session,
                              const KtgEvidence *evidence,
                              guint              i,
                              guint              n_files);

G_END_DECLS
