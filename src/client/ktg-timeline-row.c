/* ktg-timeline-row.c - one step of a report's way
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-timeline-row.h"

#include "ktg-step-mark.h"

#include <glib/gi18n.h>

struct _KtgTimelineRow
{
  AdwBin parent_instance;

  KtgStepMark *mark;
  GtkLabel    *what;
  GtkLabel    *detail;
  GtkLabel    *witness;
};

G_DEFINE_FINAL_TYPE (KtgTimelineRow, ktg_timeline_row, ADW_TYPE_BIN)

/* How far it has come, said. */
static const char *
get_words (KtgTimelineMark mark)
{
  switch (mark)
    {
    case KTG_MARK_DONE:
      return _ ("done");
    case KTG_MARK_UNDER_WAY:
      return _ ("under way");
    case KTG_MARK_ASKS:
      return _ ("waits for you");
    case KTG_MARK_TO_COME:
      break;
    }

  return _ ("to come");
}

static void
name_row (KtgTimelineRow *self, const KtgTimelineStep *step, const char *witness, guint i, guint n)
{
  /* Translators: which step of how many; how far it has come; what it is; when and by whose word */
  g_autofree char *said = g_strdup_printf (_ ("Step %u of %u, %s: %s, %s"),
                                           i + 1,
                                           n,
                                           get_words (step->mark),
                                           step->what,
                                           witness);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, said, -1);
}

static void
ktg_timeline_row_class_init (KtgTimelineRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (KTG_TYPE_STEP_MARK);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-timeline-row.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgTimelineRow, mark);
  gtk_widget_class_bind_template_child (widget_class, KtgTimelineRow, what);
  gtk_widget_class_bind_template_child (widget_class, KtgTimelineRow, detail);
  gtk_widget_class_bind_template_child (widget_class, KtgTimelineRow, witness);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
}

static void
ktg_timeline_row_init (KtgTimelineRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ktg_timeline_row_new:
 * @step: what to show
 * @i: which step it is, from 0
 * @n_steps: of how many
 *
 * Returns: (transfer none): a floating row
 */
GtkWidget *
ktg_timeline_row_new (const KtgTimelineStep *step, guint i, guint n_steps)
{
  KtgTimelineRow  *self = g_object_new (KTG_TYPE_TIMELINE_ROW, NULL);
  g_autofree char *witness = *step->when == '\0'
                                 ? g_strdup (step->who)
                                 : g_strdup_printf ("%s · %s", step->when, step->who);

  gtk_label_set_label (self->what, step->what);
  gtk_label_set_label (self->detail, step->detail != NULL ? step->detail : "");
  gtk_widget_set_visible (GTK_WIDGET (self->detail), step->detail != NULL);
  gtk_label_set_label (self->witness, witness);
  ktg_step_mark_show (self->mark, step->mark, i + 1 == n_steps);
  name_row (self, step, witness, i, n_steps);

  return GTK_WIDGET (self);
}
