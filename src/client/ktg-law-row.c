/* ktg-law-row.c - one thing that the rules say, small, beside its name
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-law-row.h"

struct _KtgLawRow
{
  AdwBin parent_instance;

  GtkLabel *name;
  GtkLabel *value;
  GtkLabel *detail;
};

G_DEFINE_FINAL_TYPE (KtgLawRow, ktg_law_row, ADW_TYPE_BIN)

static void
ktg_law_row_class_init (KtgLawRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-law-row.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgLawRow, name);
  gtk_widget_class_bind_template_child (widget_class, KtgLawRow, value);
  gtk_widget_class_bind_template_child (widget_class, KtgLawRow, detail);
}

static void
ktg_law_row_init (KtgLawRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ktg_law_row_new:
 * @fact: what the rules say
 * @has_detail: whether what explains it is shown, too
 *
 * Returns: (transfer none): a floating row
 */
GtkWidget *
ktg_law_row_new (const KtgFact *fact, gboolean has_detail)
{
  KtgLawRow *self = g_object_new (KTG_TYPE_LAW_ROW, NULL);

  gtk_label_set_label (self->name, fact->name);
  gtk_label_set_label (self->value, fact->value);
  gtk_label_set_label (self->detail, fact->detail != NULL ? fact->detail : "");
  gtk_widget_set_visible (GTK_WIDGET (self->detail), has_detail && fact->detail != NULL);

  return GTK_WIDGET (self);
}

/**
 * ktg_law_row_fill:
 * @box: what they stand in, one below the other; what stood there goes
 * @facts: (nullable) (element-type KtgFact): what the rules say
 * @has_detail: whether what explains them is shown, too
 *
 * An empty box is not in sight.
 */
void
ktg_law_row_fill (GtkBox *box, const GPtrArray *facts, gboolean has_detail)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);

  for (guint i = 0; facts != NULL && i < facts->len; i++)
    gtk_box_append (box, ktg_law_row_new (g_ptr_array_index (facts, i), has_detail));

  gtk_widget_set_visible (GTK_WIDGET (box), facts != NULL && facts->len > 0);
}
