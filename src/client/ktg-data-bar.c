/* ktg-data-bar.c - what of a day's data is spent, by what it was spent on
 *
 * Three fills in one round frame, in the colours of their legend, each a child with a style of its
 * own. What it says is said in words, too.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-data-bar.h"

#include "ktg-bar-frame.h"

#define LEAST_FILL 2.0f
#define GAP 2.0f

struct _KtgDataBar
{
  GtkWidget parent_instance;

  GtkWidget *fills[KTG_N_SENT]; /* nothing to see but a colour */
  double     parts[KTG_N_SENT];
};

G_DEFINE_FINAL_TYPE (KtgDataBar, ktg_data_bar, GTK_TYPE_WIDGET)

static const char *const fill_classes[KTG_N_SENT] = { "texts", "previews", "originals" };

/* Returns: where the next fill begins */
static float
append_fill (KtgDataBar *self, GtkSnapshot *snapshot, guint i, float begin)
{
  float   whole = (float)gtk_widget_get_width (GTK_WIDGET (self));
  float   width = MAX (whole * (float)self->parts[i], LEAST_FILL);
  GdkRGBA color;

  if (self->parts[i] <= 0)
    return begin;

  gtk_style_context_get_color (gtk_widget_get_style_context (self->fills[i]), &color);
  ktg_bar_frame_append (GTK_WIDGET (self), snapshot, &color, begin, width);
  return begin + width + GAP;
}

static void
ktg_data_bar_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  float begin = 0;

  ktg_bar_frame_begin (widget, snapshot);
  for (guint i = 0; i < KTG_N_SENT; i++)
    begin = append_fill (KTG_DATA_BAR (widget), snapshot, i, begin);
  ktg_bar_frame_end (snapshot);
}

static void
ktg_data_bar_dispose (GObject *object)
{
  KtgDataBar *self = KTG_DATA_BAR (object);

  for (guint i = 0; i < KTG_N_SENT; i++)
    g_clear_pointer (&self->fills[i], gtk_widget_unparent);

  G_OBJECT_CLASS (ktg_data_bar_parent_class)->dispose (object);
}

static void
ktg_data_bar_class_init (KtgDataBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ktg_data_bar_dispose;
  widget_class->measure = ktg_bar_frame_measure;
  widget_class->snapshot = ktg_data_bar_snapshot;
  gtk_widget_class_set_css_name (widget_class, "data-bar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_METER);
}

static void
ktg_data_bar_init (KtgDataBar *self)
{
  for (guint i = 0; i < KTG_N_SENT; i++)
    {
      self->fills[i] = g_object_new (GTK_TYPE_LABEL,
                                     "accessible-role",
                                     GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                     NULL);
      gtk_widget_add_css_class (self->fills[i], "data-fill");
      gtk_widget_add_css_class (self->fills[i], fill_classes[i]);
      gtk_widget_set_parent (self->fills[i], GTK_WIDGET (self));
    }
}

/**
 * ktg_data_bar_show:
 * @self: a bar
 * @spent: today
 * @whole_bytes: what fills it; as much as is spent fills it at least
 * @name: of what it is
 * @value: the same in words, for who does not see it
 */
void
ktg_data_bar_show (KtgDataBar     *self,
                   const KtgSpent *spent,
                   guint64         whole_bytes,
                   const char     *name,
                   const char     *value)
{
  guint64 total = ktg_spent_get_total (spent);
  double  whole = (double)MAX (MAX (whole_bytes, total), 1);

  for (guint i = 0; i < KTG_N_SENT; i++)
    self->parts[i] = (double)spent->bytes[i] / whole;

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MIN,
                                  0.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MAX,
                                  1.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_NOW,
                                  (double)total / whole,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                  value,
                                  -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
