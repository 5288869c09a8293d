/* ktg-form-row.h - one field of a form that is being filled
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KTG_TYPE_FORM_ROW (ktg_form_row_get_type ())
G_DECLARE_FINAL_TYPE (KtgFormRow, ktg_form_row, KTG, FORM_ROW, AdwBin)

KtgFormRow         *ktg_form_row_new (KtgSession *session, const KtgFormField *field);
const KtgFormField *ktg_form_row_get_field (KtgFormRow *self);
void                ktg_form_row_show (KtgFormRow *self, const KtgValues *values);
void                ktg_form_row_set_region (KtgFormRow *self, const char *region);
void                ktg_form_row_apply (KtgFormRow *self, KtgValues *values);
void                ktg_form_row_set_lacking (KtgFormRow *self, gboolean is_lacking);

G_END_DECLS
