/* ktg-kind-section.h - what kind of report it is, and on which form
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-editor-section.h"

G_BEGIN_DECLS

#define KTG_TYPE_KIND_SECTION (ktg_kind_section_get_type ())
G_DECLARE_FINAL_TYPE (KtgKindSection, ktg_kind_section, KTG, KIND_SECTION, AdwBin)

void ktg_kind_section_refresh (KtgKindSection *self, const KtgReport *report);

G_END_DECLS
