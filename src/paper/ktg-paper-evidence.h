/* ktg-paper-evidence.h - the files of a report, as a list and as an annex of photos
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-paper-block.h"
#include "ktg-paper-subject.h"

G_BEGIN_DECLS

void  ktg_paper_evidence_add_sheet (GPtrArray *blocks, const KtgPaperSubject *subject);
void  ktg_paper_evidence_add_photos (GPtrArray *blocks, const KtgPaperSubject *subject);
char *ktg_paper_evidence_dup_groups (const char *hash);

G_END_DECLS
