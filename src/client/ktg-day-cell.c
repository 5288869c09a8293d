/* ktg-day-cell.c - a day of a month
 *
 * What stands on it is a word, and a line under it where an election has a stage. Of all the days
 * only the chosen one is on the way of Tab.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-day-cell.h"

#include "ktg-style-class.h"

#include <stdlib.h>
#include <string.h>

struct _KtgDayCell
{
  GtkButton parent_instance;

  GtkLabel *number;
  GtkLabel *word;
  char     *day;
};

G_DEFINE_FINAL_TYPE (KtgDayCell, ktg_day_cell, GTK_TYPE_BUTTON)

static void
ktg_day_cell_finalize (GObject *object)
{
  g_clear_pointer (&KTG_DAY_CELL (object)->day, g_free);

  G_OBJECT_CLASS (ktg_day_cell_parent_class)->finalize (object);
}

static void
ktg_day_cell_class_init (KtgDayCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ktg_day_cell_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-day-cell.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgDayCell, number);
  gtk_widget_class_bind_template_child (widget_class, KtgDayCell, word);
}

static void
ktg_day_cell_init (KtgDayCell *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ktg_day_cell_show:
 * @self: a cell
 * @facts: what is to be seen and heard of its day; copied
 */
void
ktg_day_cell_show (KtgDayCell *self, const KtgDayFacts *facts)
{
  GtkWidget       *widget = GTK_WIDGET (self);
  g_autofree char *number = g_strdup_printf ("%d", atoi (facts->day + strlen ("2024-11-")));

  g_free (self->day);
  self->day = g_strdup (facts->day);
  gtk_label_set_label (self->number, number);
  gtk_label_set_label (self->word, facts->word != NULL ? facts->word : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->word), facts->word);
  gtk_widget_set_focusable (widget, facts->is_chosen);
  ktg_style_class_set (widget, "outside", !facts->is_of_month);
  ktg_style_class_set (widget, "today", facts->is_today);
  ktg_style_class_set (widget, "chosen", facts->is_chosen);
  ktg_style_class_set (widget, "free", facts->is_free);
  ktg_style_class_set (widget, "in-stage", facts->is_in_stage);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  facts->spoken,
                                  -1);
}

/**
 * ktg_day_cell_get_day:
 * @self: a cell that shows a day
 *
 * Returns: "2024-11-12"
 */
const char *
ktg_day_cell_get_day (KtgDayCell *self)
{
  return self->day;
}
