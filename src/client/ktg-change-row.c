/* ktg-change-row.c - what a report said, beside what it says then
 *
 * Where there is no room beside it, it stands below.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-change-row.h"

#include "ktg-long-label.h"
#include "ktg-pair-layout.h"

#include <glib/gi18n.h>

struct _KtgChangeRow
{
  GtkListBoxRow parent_instance;

  GtkLabel *name;
  GtkLabel *before;
  GtkLabel *after;
};

G_DEFINE_FINAL_TYPE (KtgChangeRow, ktg_change_row, GTK_TYPE_LIST_BOX_ROW)

static void
ktg_change_row_class_init (KtgChangeRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (KTG_TYPE_PAIR_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-change-row.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgChangeRow, name);
  gtk_widget_class_bind_template_child (widget_class, KtgChangeRow, before);
  gtk_widget_class_bind_template_child (widget_class, KtgChangeRow, after);
}

static void
ktg_change_row_init (KtgChangeRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Whoever hears it hears all of it at once. */
static void
name_row (KtgChangeRow *self, const char *name, const char *before, const char *after)
{
  /* Translators: the name of a field, what it said, and what it says now */
  g_autofree char *said = g_strdup_printf (_ ("%s, before: %s, now: %s"), name, before, after);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, said, -1);
}

/**
 * ktg_change_row_new:
 * @change: what differs
 *
 * Returns: (transfer none): a floating row
 */
GtkWidget *
ktg_change_row_new (const KtgReportChange *change)
{
  KtgChangeRow *self = g_object_new (KTG_TYPE_CHANGE_ROW, NULL);
  /* Translators: a field that said nothing before it was amended */
  const char *before = *change->before != '\0' ? change->before : _ ("nothing yet");
  /* Translators: a field that says nothing any more since it was amended */
  const char *after = *change->after != '\0' ? change->after : _ ("taken out");

  gtk_label_set_label (self->name, change->label);
  ktg_long_label_say (self->before, before);
  ktg_long_label_say (self->after, after);
  name_row (self, change->label, before, after);
  return GTK_WIDGET (self);
}
