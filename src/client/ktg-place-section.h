/* ktg-place-section.h - where it happened
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-editor-section.h"

G_BEGIN_DECLS

#define KTG_TYPE_PLACE_SECTION (ktg_place_section_get_type ())
G_DECLARE_FINAL_TYPE (KtgPlaceSection, ktg_place_section, KTG, PLACE_SECTION, AdwBin)

void ktg_place_section_offer (KtgPlaceSection *self, const KtgReport *report);

G_END_DECLS
