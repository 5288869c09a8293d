/* ktg-evidence-section.h - the files of a report that is being written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-camera-page.h"
#include "ktg-editor-section.h"
#include "ktg-viewer-page.h"

G_BEGIN_DECLS

#define KTG_TYPE_EVIDENCE_SECTION (ktg_evidence_section_get_type ())
G_DECLARE_FINAL_TYPE (KtgEvidenceSection, ktg_evidence_section, KTG, EVIDENCE_SECTION, AdwBin)

void ktg_evidence_section_paste (KtgEvidenceSection *self);
void ktg_evidence_section_choose (KtgEvidenceSection *self, guint i);

void     ktg_evidence_section_add_files (KtgEvidenceSection *self, GPtrArray *files);
guint    ktg_evidence_section_count_awaited (KtgEvidenceSection *self);
gboolean ktg_evidence_section_is_busy (KtgEvidenceSection *self);

KtgCameraPage *ktg_evidence_section_photograph (KtgEvidenceSection *self);
KtgViewerPage *ktg_evidence_section_look (KtgEvidenceSection *self, const char *title, guint i);
void           ktg_evidence_section_keep (KtgEvidenceSection *self, const KtgReport *filed);
void           ktg_evidence_section_compare (KtgEvidenceSection *self, const KtgReport *report);

G_END_DECLS
