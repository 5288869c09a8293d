/* ktg-form-box.h - the sections of a form, one below the other
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KTG_TYPE_FORM_BOX (ktg_form_box_get_type ())
G_DECLARE_FINAL_TYPE (KtgFormBox, ktg_form_box, KTG, FORM_BOX, AdwBin)

void     ktg_form_box_show (KtgFormBox      *self,
                            KtgSession      *session,
                            const KtgForm   *form,
                            const KtgReport *report);
void     ktg_form_box_apply (KtgFormBox *self, KtgReport *report);
void     ktg_form_box_refresh (KtgFormBox *self, const KtgReport *report);
gboolean ktg_form_box_reveal (KtgFormBox *self, const char *code);

G_END_DECLS
