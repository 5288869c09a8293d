/* ktg-day-cell.h - a day of a month
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KTG_TYPE_DAY_CELL (ktg_day_cell_get_type ())
G_DECLARE_FINAL_TYPE (KtgDayCell, ktg_day_cell, KTG, DAY_CELL, GtkButton)

typedef struct
{
  const char *day;
  gboolean    is_of_month, is_today, is_chosen, is_free, is_in_stage;
  const char *word;   /* what stands on it, in one or two words; or NULL */
  const char *spoken; /* the same in a sentence */
} KtgDayFacts;

void        ktg_day_cell_show (KtgDayCell *self, const KtgDayFacts *facts);
const char *ktg_day_cell_get_day (KtgDayCell *self);

G_END_DECLS
