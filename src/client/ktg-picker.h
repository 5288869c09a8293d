/* ktg-picker.h - type a few letters, take one of what is found
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define KTG_PICKER_MAX_FOUND 8

#define KTG_TYPE_PICKER (ktg_picker_get_type ())
G_DECLARE_FINAL_TYPE (KtgPicker, ktg_picker, KTG, PICKER, AdwBin)

const char *ktg_picker_get_needle (KtgPicker *self);
void        ktg_picker_add_found (KtgPicker  *self,
                                  const char *code,
                                  const char *name,
                                  const char *title,
                                  const char *subtitle);
gboolean    ktg_picker_has_found (KtgPicker *self);
void        ktg_picker_clear (KtgPicker *self);

G_END_DECLS
