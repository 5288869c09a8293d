/* ktg-line-field.h - asks for a line of words, or for a number
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-field-editor.h"

G_BEGIN_DECLS

#define KTG_TYPE_LINE_FIELD (ktg_line_field_get_type ())
G_DECLARE_FINAL_TYPE (KtgLineField, ktg_line_field, KTG, LINE_FIELD, AdwBin)

GtkWidget *ktg_line_field_new (const char *title, gboolean is_number);

G_END_DECLS
