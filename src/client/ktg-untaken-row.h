/* ktg-untaken-row.h - a file that was not taken, and why
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define KTG_TYPE_UNTAKEN_ROW (ktg_untaken_row_get_type ())
G_DECLARE_FINAL_TYPE (KtgUntakenRow, ktg_untaken_row, KTG, UNTAKEN_ROW, AdwActionRow)

KtgUntakenRow *ktg_untaken_row_new (const char *name, const char *sentence);

G_END_DECLS
