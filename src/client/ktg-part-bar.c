/* ktg-part-bar.c - how much of something has gone
 *
 * One fill in one round frame. It never moves by itself, and what it says is said in words, too.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-part-bar.h"

#include "ktg-bar-frame.h"

struct _KtgPartBar
{
  GtkWidget parent_instance;

  double part;
};

G_DEFINE_FINAL_TYPE (KtgPartBar, ktg_part_bar, GTK_TYPE_WIDGET)

static void
ktg_part_bar_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  float   width = (float)gtk_widget_get_width (widget);
  GdkRGBA color;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  ktg_bar_frame_begin (widget, snapshot);
  ktg_bar_frame_append (widget, snapshot, &color, 0, width * (float)KTG_PART_BAR (widget)->part);
  ktg_bar_frame_end (snapshot);
}

static void
ktg_part_bar_class_init (KtgPartBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = ktg_bar_frame_measure;
  widget_class->snapshot = ktg_part_bar_snapshot;
  gtk_widget_class_set_css_name (widget_class, "part-bar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PROGRESS_BAR);
}

static void
ktg_part_bar_init (KtgPartBar *self)
{
}

/**
 * ktg_part_bar_show:
 * @self: a bar
 * @part: that has gone, from 0 to 1
 * @name: of what
 * @value: the same in words
 *
 * The words are for who does not see it; what stands beside it says them, too.
 */
void
ktg_part_bar_show (KtgPartBar *self, double part, const char *name, const char *value)
{
  self->part = CLAMP (part, 0, 1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MIN,
                                  0.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MAX,
                                  1.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_NOW,
                                  self->part,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                  value,
                                  -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
