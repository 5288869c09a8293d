/* ktg-form-part.h - one section of a form that is being filled
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-editor-section.h"

G_BEGIN_DECLS

#define KTG_TYPE_FORM_PART (ktg_form_part_get_type ())
G_DECLARE_FINAL_TYPE (KtgFormPart, ktg_form_part, KTG, FORM_PART, AdwBin)

KtgFormPart *
ktg_form_part_new (KtgSession *session, const KtgForm *form, const KtgFormSection *section);
gboolean ktg_form_part_is_empty (KtgFormPart *self);
void     ktg_form_part_refresh (KtgFormPart *self, const KtgReport *report);
gboolean ktg_form_part_reveal (KtgFormPart *self, const char *code);

G_END_DECLS
