/* ktg-paper-head.h - what stands above a form: its title, its numbers, how it stands
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-paper-block.h"
#include "ktg-paper-subject.h"

G_BEGIN_DECLS

void  ktg_paper_head_add (GPtrArray *blocks, const KtgPaperSubject *subject);
char *ktg_paper_head_dup_title (const KtgPaperSubject *subject);
char *ktg_paper_head_dup_band (const KtgPaperSubject *subject);
char *ktg_paper_head_dup_code (const KtgPaperSubject *subject);

G_END_DECLS
