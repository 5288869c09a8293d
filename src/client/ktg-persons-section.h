/* ktg-persons-section.h - who is reported, who reports, who saw it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-editor-section.h"

G_BEGIN_DECLS

#define KTG_TYPE_PERSONS_SECTION (ktg_persons_section_get_type ())
G_DECLARE_FINAL_TYPE (KtgPersonsSection, ktg_persons_section, KTG, PERSONS_SECTION, AdwBin)

G_END_DECLS
