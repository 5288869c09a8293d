/* ktg-code-picture-row.h - an enrolment code is read from a picture instead of typed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define KTG_TYPE_CODE_PICTURE_ROW (ktg_code_picture_row_get_type ())
G_DECLARE_FINAL_TYPE (KtgCodePictureRow, ktg_code_picture_row, KTG, CODE_PICTURE_ROW, AdwActionRow)

void ktg_code_picture_row_read (KtgCodePictureRow *self, GFile *file);
void ktg_code_picture_row_paste (KtgCodePictureRow *self);

G_END_DECLS
