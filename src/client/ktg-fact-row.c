/* ktg-fact-row.c - a name, and what is said under it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-fact-row.h"

#include "ktg-law-row.h"

struct _KtgFactRow
{
  AdwBin parent_instance;

  GtkLabel *name;
  GtkLabel *value;
  GtkLabel *detail;
  GtkBox   *below;
};

G_DEFINE_FINAL_TYPE (KtgFactRow, ktg_fact_row, ADW_TYPE_BIN)

static void
ktg_fact_row_class_init (KtgFactRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-fact-row.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgFactRow, name);
  gtk_widget_class_bind_template_child (widget_class, KtgFactRow, value);
  gtk_widget_class_bind_template_child (widget_class, KtgFactRow, detail);
  gtk_widget_class_bind_template_child (widget_class, KtgFactRow, below);
}

static void
ktg_fact_row_init (KtgFactRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ktg_fact_row_new:
 * @name: what it is
 * @value: what is said of it; can be selected and copied
 *
 * Returns: (transfer none): a floating row
 */
GtkWidget *
ktg_fact_row_new (const char *name, const char *value)
{
  KtgFactRow *self = g_object_new (KTG_TYPE_FACT_ROW, NULL);

  gtk_label_set_label (self->name, name);
  gtk_label_set_label (self->value, value);

  return GTK_WIDGET (self);
}

/**
 * ktg_fact_row_new_whole:
 * @fact: what is said, what explains it, and what the law says of it
 *
 * Returns: (transfer none): a floating row
 */
GtkWidget *
ktg_fact_row_new_whole (const KtgFact *fact)
{
  KtgFactRow *self = KTG_FACT_ROW (ktg_fact_row_new (fact->name, fact->value));

  gtk_label_set_label (self->detail, fact->detail != NULL ? fact->detail : "");
  gtk_widget_set_visible (GTK_WIDGET (self->detail), fact->detail != NULL);
  ktg_law_row_fill (self->below, fact->below, TRUE);
  return GTK_WIDGET (self);
}
