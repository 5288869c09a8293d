/* ktg-time-section.h - when it happened, and when it became known
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-editor-section.h"

G_BEGIN_DECLS

#define KTG_TYPE_TIME_SECTION (ktg_time_section_get_type ())
G_DECLARE_FINAL_TYPE (KtgTimeSection, ktg_time_section, KTG, TIME_SECTION, AdwBin)

void ktg_time_section_reveal_known (KtgTimeSection *self);
void ktg_time_section_offer (KtgTimeSection *self, const KtgReport *report);

G_END_DECLS
