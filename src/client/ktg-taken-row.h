/* ktg-taken-row.h - something that stands in a report and can be taken out
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define KTG_TYPE_TAKEN_ROW (ktg_taken_row_get_type ())
G_DECLARE_FINAL_TYPE (KtgTakenRow, ktg_taken_row, KTG, TAKEN_ROW, AdwActionRow)

KtgTakenRow *
ktg_taken_row_new (const char *code, const char *name, const char *title, const char *subtitle);
const char *ktg_taken_row_get_code (KtgTakenRow *self);

G_END_DECLS
