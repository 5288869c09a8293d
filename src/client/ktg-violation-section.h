/* ktg-violation-section.h - what is suspected
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-editor-section.h"

G_BEGIN_DECLS

#define KTG_TYPE_VIOLATION_SECTION (ktg_violation_section_get_type ())
G_DECLARE_FINAL_TYPE (KtgViolationSection, ktg_violation_section, KTG, VIOLATION_SECTION, AdwBin)

void ktg_violation_section_refresh (KtgViolationSection *self, const KtgReport *report);
void ktg_violation_section_keep_words (KtgViolationSection *self, KtgReport *report);

G_END_DECLS
