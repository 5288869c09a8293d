/* ktg-field-input.h - where one value of a field is written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KTG_TYPE_FIELD_INPUT (ktg_field_input_get_type ())
G_DECLARE_FINAL_TYPE (KtgFieldInput, ktg_field_input, KTG, FIELD_INPUT, AdwBin)

KtgFieldInput *ktg_field_input_new (KtgSession *session, const KtgFormField *field);
void           ktg_field_input_show (KtgFieldInput *self, const char *text);
void           ktg_field_input_set_region (KtgFieldInput *self, const char *region);
char          *ktg_field_input_dup_text (KtgFieldInput *self);
gboolean       ktg_field_input_has_title (KtgFieldInput *self);

G_END_DECLS
