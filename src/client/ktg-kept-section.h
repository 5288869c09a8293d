/* ktg-kept-section.h - what a report says that its form does not ask
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-editor-section.h"

G_BEGIN_DECLS

#define KTG_TYPE_KEPT_SECTION (ktg_kept_section_get_type ())
G_DECLARE_FINAL_TYPE (KtgKeptSection, ktg_kept_section, KTG, KEPT_SECTION, AdwBin)

void ktg_kept_section_refresh (KtgKeptSection *self, const KtgForm *form, const KtgReport *report);

G_END_DECLS
