/* ktg-recap-row.c - one bar of a recap, lying under its name
 *
 * The arrow keys go from one to the next, and each says its sentence.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-recap-row.h"

#include "ktg-part-bar.h"

#define LONGEST (5.0 / 6) /* it is no whole */

struct _KtgRecapRow
{
  GtkFlowBoxChild parent_instance;

  GtkLabel   *name;
  GtkLabel   *code;
  GtkLabel   *number;
  KtgPartBar *part;
};

G_DEFINE_FINAL_TYPE (KtgRecapRow, ktg_recap_row, GTK_TYPE_FLOW_BOX_CHILD)

static void
ktg_recap_row_class_init (KtgRecapRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (KTG_TYPE_PART_BAR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-recap-row.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgRecapRow, name);
  gtk_widget_class_bind_template_child (widget_class, KtgRecapRow, code);
  gtk_widget_class_bind_template_child (widget_class, KtgRecapRow, number);
  gtk_widget_class_bind_template_child (widget_class, KtgRecapRow, part);
}

static void
ktg_recap_row_init (KtgRecapRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static KtgRecapRow *
row_new (const KtgRecapBar *bar, guint most)
{
  KtgRecapRow     *self = g_object_new (KTG_TYPE_RECAP_ROW, NULL);
  g_autofree char *number = g_strdup_printf ("%u", bar->n_reports);

  gtk_label_set_label (self->name, bar->name);
  gtk_label_set_label (self->code, bar->note != NULL ? bar->note : "");
  gtk_widget_set_visible (GTK_WIDGET (self->code), bar->note != NULL);
  gtk_label_set_label (self->number, number);
  ktg_part_bar_show (self->part, LONGEST * bar->n_reports / MAX (most, 1), bar->name, number);
  if (bar->is_rest)
    gtk_widget_add_css_class (GTK_WIDGET (self->part), "rest");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  bar->spoken,
                                  -1);
  return self;
}

/**
 * ktg_recap_row_fill:
 * @box: what they are to stand in; what was in it goes
 * @bars: (element-type KtgRecapBar): copied
 */
void
ktg_recap_row_fill (GtkFlowBox *box, GPtrArray *bars)
{
  GtkWidget *old;
  guint      most = 0;

  while ((old = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_flow_box_remove (box, old);

  for (guint i = 0; i < bars->len; i++)
    most = MAX (most, ((const KtgRecapBar *)g_ptr_array_index (bars, i))->n_reports);

  for (guint i = 0; i < bars->len; i++)
    gtk_flow_box_append (box, GTK_WIDGET (row_new (g_ptr_array_index (bars, i), most)));
}
