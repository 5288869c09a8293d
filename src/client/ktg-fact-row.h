/* ktg-fact-row.h - a name, and what is said under it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>
#include <ktg-fact.h>

G_BEGIN_DECLS

#define KTG_TYPE_FACT_ROW (ktg_fact_row_get_type ())
G_DECLARE_FINAL_TYPE (KtgFactRow, ktg_fact_row, KTG, FACT_ROW, AdwBin)

GtkWidget *ktg_fact_row_new (const char *name, const char *value);
GtkWidget *ktg_fact_row_new_copied (const char *name, const char *value, const char *copied);
void       ktg_fact_row_say_detail (KtgFactRow *self, const char *detail);
char      *ktg_fact_row_dup_groups (const char *hash);
GtkWidget *ktg_fact_row_new_whole (const KtgFact *fact);

G_END_DECLS
