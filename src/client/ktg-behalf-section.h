/* ktg-behalf-section.h - whose report it is, where somebody else types it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-editor-section.h"

G_BEGIN_DECLS

#define KTG_TYPE_BEHALF_SECTION (ktg_behalf_section_get_type ())
G_DECLARE_FINAL_TYPE (KtgBehalfSection, ktg_behalf_section, KTG, BEHALF_SECTION, AdwBin)

G_END_DECLS
