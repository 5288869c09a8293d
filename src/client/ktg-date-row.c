/* ktg-date-row.c - one date of the calendar
 *
 * A press on the time limit of a report opens the report.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-date-row.h"

struct _KtgDateRow
{
  AdwActionRow parent_instance;

  GtkWidget *arrow;
  char      *report_id;
};

G_DEFINE_FINAL_TYPE (KtgDateRow, ktg_date_row, ADW_TYPE_ACTION_ROW)

static void
ktg_date_row_finalize (GObject *object)
{
  g_clear_pointer (&KTG_DATE_ROW (object)->report_id, g_free);

  G_OBJECT_CLASS (ktg_date_row_parent_class)->finalize (object);
}

static void
ktg_date_row_class_init (KtgDateRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ktg_date_row_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-date-row.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgDateRow, arrow);
}

static void
ktg_date_row_init (KtgDateRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ktg_date_row_new:
 * @date: what it shows; copied
 *
 * Returns: (transfer none): a floating row
 */
KtgDateRow *
ktg_date_row_new (const KtgDate *date)
{
  KtgDateRow      *self = g_object_new (KTG_TYPE_DATE_ROW, NULL);
  g_autofree char *when = ktg_calendar_dates_dup_when (date);
  g_autofree char *below
      = date->note != NULL ? g_strdup_printf ("%s\n%s", when, date->note) : g_strdup (when);

  self->report_id = g_strdup (date->report_id);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), date->words);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), below);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), date->report_id != NULL);
  gtk_widget_set_visible (self->arrow, date->report_id != NULL);
  return self;
}

/**
 * ktg_date_row_get_report:
 * @self: a row
 *
 * Returns: (nullable): the report that a press on it opens
 */
const char *
ktg_date_row_get_report (KtgDateRow *self)
{
  return self->report_id;
}
