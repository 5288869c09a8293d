/* ktg-line-field.h - asks for a line of words, or for a number
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define KTG_TYPE_LINE_FIELD (ktg_line_field_get_type ())
G_DECLARE_FINAL_TYPE (KtgLineField, ktg_line_field, KTG, LINE_FIELD, AdwBin)

void  ktg_line_field_show (KtgLineField *self, const char *text);
char *ktg_line_field_dup_text (KtgLineField *self);

G_END_DECLS
