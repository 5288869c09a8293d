/* ktg-found-row.h - one of what a search found
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define KTG_TYPE_FOUND_ROW (ktg_found_row_get_type ())
G_DECLARE_FINAL_TYPE (KtgFoundRow, ktg_found_row, KTG, FOUND_ROW, AdwActionRow)

KtgFoundRow *
ktg_found_row_new (const char *code, const char *name, const char *title, const char *subtitle);
GtkWidget  *ktg_found_row_new_opening (const char *code, const char *title, const char *subtitle);
const char *ktg_found_row_get_code (KtgFoundRow *self);

G_END_DECLS
