/* ktg-share-bar.c - what a whole is made of, in one bar
 *
 * What its colours mean stands under it, with the numbers.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-share-bar.h"

#include "ktg-bar-frame.h"

#define LEAST_SHARE 6.0f /* that can be seen */
#define GAP 2.0f

struct _KtgShareBar
{
  GtkWidget parent_instance;

  guint shares[KTG_N_SHARES];
};

G_DEFINE_FINAL_TYPE (KtgShareBar, ktg_share_bar, GTK_TYPE_WIDGET)

/* As the style sheet names them; the dots of the legend have the same. */
static const char *const colors[KTG_N_SHARES]
    = { "ktg_second", "ktg_amber_fill", "ktg_teal", "ktg_teal_deep" };

static guint
sum_up (KtgShareBar *self)
{
  guint sum = 0;

  for (guint i = 0; i < KTG_N_SHARES; i++)
    sum += self->shares[i];

  return sum;
}

static void
get_color (KtgShareBar *self, guint i, GdkRGBA *color)
{
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (self));

  if (!gtk_style_context_lookup_color (style, colors[i], color))
    gtk_style_context_get_color (style, color);
}

static void
append_shares (KtgShareBar *self, GtkSnapshot *snapshot)
{
  float width = (float)gtk_widget_get_width (GTK_WIDGET (self));
  guint sum = sum_up (self);
  guint before = 0;
  float begin = 0;

  for (guint i = 0; i < KTG_N_SHARES; i++)
    {
      float   end;
      GdkRGBA color;

      before += self->shares[i];
      if (self->shares[i] == 0)
        continue;

      end = MAX (begin + LEAST_SHARE, width * (float)before / (float)sum);
      get_color (self, i, &color);
      ktg_bar_frame_append (GTK_WIDGET (self),
                            snapshot,
                            &color,
                            begin,
                            end - begin - (before < sum ? GAP : 0));
      begin = end;
    }
}

static void
ktg_share_bar_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ktg_bar_frame_begin (widget, snapshot);
  append_shares (KTG_SHARE_BAR (widget), snapshot);
  ktg_bar_frame_end (snapshot);
}

static void
ktg_share_bar_class_init (KtgShareBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = ktg_bar_frame_measure;
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
