/* ktg-law-row.h - one thing that the rules say, small, beside its name
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>
#include <ktg-fact.h>

G_BEGIN_DECLS

#define KTG_TYPE_LAW_ROW (ktg_law_row_get_type ())
G_DECLARE_FINAL_TYPE (KtgLawRow, ktg_law_row, KTG, LAW_ROW, AdwBin)

GtkWidget *ktg_law_row_new (const KtgFact *fact, gboolean has_detail);
void       ktg_law_row_fill (GtkBox *box, const GPtrArray *facts, gboolean has_detail);

G_END_DECLS
