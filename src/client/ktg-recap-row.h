/* ktg-recap-row.h - one bar of a recap, lying under its name
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>
#include <ktg-recap-words.h>

G_BEGIN_DECLS

#define KTG_TYPE_RECAP_ROW (ktg_recap_row_get_type ())
G_DECLARE_FINAL_TYPE (KtgRecapRow, ktg_recap_row, KTG, RECAP_ROW, GtkFlowBoxChild)

void ktg_recap_row_fill (GtkFlowBox *box, GPtrArray *bars);

G_END_DECLS
