/* ktg-share-bar.c - what a whole is made of, in one bar
 *
 * What its colours mean stands under it, with the numbers.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-share-bar.h"

#define LEAST_WIDTH 48
#define LEAST_SHARE 6.0f /* that can be seen */
#define GAP 2.0f
#define GROUND_ALPHA 0.14f

struct _KtgShareBar
{
  GtkWidget parent_instance;

  guint shares[KTG_N_SHARES];
};

G_DEFINE_FINAL_TYPE (KtgShareBar, ktg_share_bar, GTK_TYPE_WIDGET)

/* As the style sheet names them; the dots of the legend have the same. */
static const char *const colors[KTG_N_SHARES]
    = { "ktg_second", "ktg_amber_fill", "ktg_teal", "ktg_teal_deep" };

static void
ktg_share_bar_measure (GtkWidget     *widget,
                       GtkOrientation orientation,
                       int            for_size,
                       int           *minimum,
                       int           *natural,
                       int           *minimum_baseline,
                       int           *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? LEAST_WIDTH : 0;
}

static guint
sum_up (KtgShareBar *self)
{
  guint sum = 0;

  for (guint i = 0; i < KTG_N_SHARES; i++)
    sum += self->shares[i];

  return sum;
}

static void
draw_shares (KtgShareBar *self, GtkSnapshot *snapshot, float width, float height)
{
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (self));
  guint            sum = sum_up (self);
  guint            before = 0;
  float            start = 0;

  for (guint i = 0; i < KTG_N_SHARES; i++)
    {
      float   end;
      GdkRGBA color;

      before += self->shares[i];
      if (self->shares[i] == 0)
        continue;

      end = MAX (start + LEAST_SHARE, width * (float)before / (float)sum);
      if (!gtk_style_context_lookup_color (style, colors[i], &color))
        gtk_style_context_get_color (style, &color);
      gtk_snapshot_append_color (snapshot,
                                 &color,
                                 &GRAPHENE_RECT_INIT (start,
                                                      0,
                                                      end - start - (before < sum ? GAP : 0),
                                                      height));
      start = end;
    }
}

static void
ktg_share_bar_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  KtgShareBar    *self = KTG_SHARE_BAR (widget);
  float           width = (float)gtk_widget_get_width (widget);
  float           height = (float)gtk_widget_get_height (widget);
  graphene_rect_t whole = GRAPHENE_RECT_INIT (0, 0, width, height);
  GskRoundedRect  frame;
  GdkRGBA         ground;

  gtk_snapshot_push_rounded_clip (snapshot,
                                  gsk_rounded_rect_init_from_rect (&frame, &whole, height / 2));
  if (sum_up (self) > 0)
    draw_shares (self, snapshot, width, height);
  else
    {
      gtk_style_context_get_color (gtk_widget_get_style_context (widget), &ground);
      ground.alpha *= GROUND_ALPHA;
      gtk_snapshot_append_color (snapshot, &ground, &whole);
    }
  gtk_snapshot_pop (snapshot);
}

static void
ktg_share_bar_class_init (KtgShareBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = ktg_share_bar_measure;
  widget_class->snapshot = ktg_share_bar_snapshot;
  gtk_widget_class_set_css_name (widget_class, "share-bar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
ktg_share_bar_init (KtgShareBar *self)
{
}

/**
 * ktg_share_bar_show:
 * @self: a bar
 * @shares: %KTG_N_SHARES numbers
 * @spoken: the same in a sentence
 */
void
ktg_share_bar_show (KtgShareBar *self, const guint *shares, const char *spoken)
{
  for (guint i = 0; i < KTG_N_SHARES; i++)
    self->shares[i] = shares[i];

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
