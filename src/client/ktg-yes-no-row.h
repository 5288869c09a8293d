/* ktg-yes-no-row.h - yes, no, or not said yet
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-field-editor.h"

G_BEGIN_DECLS

#define KTG_TYPE_YES_NO_ROW (ktg_yes_no_row_get_type ())
G_DECLARE_FINAL_TYPE (KtgYesNoRow, ktg_yes_no_row, KTG, YES_NO_ROW, AdwBin)

GtkWidget *ktg_yes_no_row_new (const char *title);

G_END_DECLS
