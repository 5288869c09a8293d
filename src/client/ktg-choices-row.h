/* ktg-choices-row.h - several of a list of choices
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KTG_TYPE_CHOICES_ROW (ktg_choices_row_get_type ())
G_DECLARE_FINAL_TYPE (KtgChoicesRow, ktg_choices_row, KTG, CHOICES_ROW, AdwBin)

GtkWidget *ktg_choices_row_new (const char *title);
void       ktg_choices_row_show (KtgChoicesRow   *self,
                                 const GPtrArray *choices,
                                 const char      *language,
                                 const GPtrArray *codes);
void       ktg_choices_row_show_list (KtgChoicesRow   *self,
                                      KtgSession      *session,
                                      const char      *list,
                                      const GPtrArray *codes);
GPtrArray *ktg_choices_row_dup_codes (KtgChoicesRow *self);

G_END_DECLS
