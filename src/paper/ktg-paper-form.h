/* ktg-paper-form.h - a form and what a report says in it, as blocks
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-paper-block.h"
#include "ktg-paper-subject.h"

G_BEGIN_DECLS

void ktg_paper_form_add (GPtrArray *blocks, const KtgPaperSubject *subject);

G_END_DECLS
