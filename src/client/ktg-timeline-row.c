/* ktg-timeline-row.c - one step of a report's way
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-timeline-row.h"

struct _KtgTimelineRow
{
  AdwBin parent_instance;

  GtkLabel *mark;
  GtkLabel *what;
  GtkLabel *detail;
  GtkLabel *witness;
};

G_DEFINE_FINAL_TYPE (KtgTimelineRow, ktg_timeline_row, ADW_TYPE_BIN)

/* A shape each, so that nothing hangs on colour. */
static const char *
get_sign (KtgMark mark)
{
  switch (mark)
    {
    case KTG_MARK_DONE:
      return "●";
    case KTG_MARK_UNDER_WAY:
      return "◐";
    case KTG_MARK_TO_COME:
      break;
    }

  return "○";
}

static void
ktg_timeline_row_class_init (KtgTimelineRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-timeline-row.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgTimelineRow, mark);
  gtk_widget_class_bind_template_child (widget_class, KtgTimelineRow, what);
  gtk_widget_class_bind_template_child (widget_class, KtgTimelineRow, detail);
  gtk_widget_class_bind_template_child (widget_class, KtgTimelineRow, witness);
}

static void
ktg_timeline_row_init (KtgTimelineRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ktg_timeline_row_new:
 * @step: what to show
 *
 * Returns: (transfer none): a floating row
 */
GtkWidget *
ktg_timeline_row_new (const KtgTimelineStep *step)
{
  KtgTimelineRow  *self = g_object_new (KTG_TYPE_TIMELINE_ROW, NULL);
  g_autofree char *witness = *step->when == '\0'
                                 ? g_strdup (step->who)
                                 : g_strdup_printf ("%s · %s", step->when, step->who);

  gtk_label_set_label (self->what, step->what);
  gtk_label_set_label (self->detail, step->detail != NULL ? step->detail : "");
  gtk_widget_set_visible (GTK_WIDGET (self->detail), step->detail != NULL);
  gtk_label_set_label (self->witness, witness);
  gtk_label_set_label (self->mark, get_sign (step->mark));

  return GTK_WIDGET (self);
}
