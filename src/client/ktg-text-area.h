/* ktg-text-area.h - room for more than a line of words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-field-editor.h"

G_BEGIN_DECLS

#define KTG_TYPE_TEXT_AREA (ktg_text_area_get_type ())
G_DECLARE_FINAL_TYPE (KtgTextArea, ktg_text_area, KTG, TEXT_AREA, AdwBin)

int ktg_text_area_count_characters (KtgTextArea *self);

G_END_DECLS
