/* ktg-section-link.h - leads to a section of the page beside it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-editor-section.h"

G_BEGIN_DECLS

#define KTG_TYPE_SECTION_LINK (ktg_section_link_get_type ())
G_DECLARE_FINAL_TYPE (KtgSectionLink, ktg_section_link, KTG, SECTION_LINK, AdwBin)

G_END_DECLS
