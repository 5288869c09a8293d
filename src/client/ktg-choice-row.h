/* ktg-choice-row.h - one of a pack's choices, or none
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-field-editor.h"

G_BEGIN_DECLS

#define KTG_TYPE_CHOICE_ROW (ktg_choice_row_get_type ())
G_DECLARE_FINAL_TYPE (KtgChoiceRow, ktg_choice_row, KTG, CHOICE_ROW, AdwComboRow)

GtkWidget *ktg_choice_row_new (const char *title, const KtgFormField *field);
void       ktg_choice_row_show_list (KtgChoiceRow *self,
                                     KtgSession   *session,
                                     const char   *list,
                                     const char   *code);
void       ktg_choice_row_show_choices (KtgChoiceRow    *self,
                                        const GPtrArray *choices,
                                        const char      *language,
                                        const char      *code);
char      *ktg_choice_row_dup_code (KtgChoiceRow *self);

G_END_DECLS
