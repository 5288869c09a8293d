/* ktg-form-fill.h - a report while its form is being filled
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-form.h>

G_BEGIN_DECLS

void                ktg_form_fill_put_defaults (const KtgForm *form, KtgReport *report);
void                ktg_form_fill_drop_unasked (const KtgForm *form, KtgReport *report);
void                ktg_form_fill_settle (const KtgForm *form, KtgReport *report);
const KtgFormField *ktg_form_fill_find_misread (const KtgForm *form, const KtgReport *report);
gboolean
ktg_form_fill_uses (const KtgForm *form, const KtgReport *report, const char *const *places);
gboolean ktg_form_fill_is_same (const KtgForm *form, const KtgForm *other);
char    *ktg_form_fill_dup_request (const KtgFormField *field);

G_END_DECLS
