/* ktg-plot-bar.c - one bar of a plot, standing
 *
 * Below, what is suspected; on top of it, the rest; above both, how many. What it stands for is
 * under it. It has the focus by itself, so that a screen reader says its sentence.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-plot-bar.h"

#define WIDEST 30.0f
#define WIDEST_SHARE 0.58f /* of its column */
#define CORNER 5.0f
#define GAP 2.0f /* between two series */
#define FOOT_LINES 2
#define FOOT_GAP 6
#define QUIET 0.78f

struct _KtgPlotBar
{
  GtkWidget parent_instance;

  char    *name;
  char    *note;
  guint    n_reports;
  guint    n_suspected;
  guint    top; /* where the plot ends */
  gboolean is_marked;
};

G_DEFINE_FINAL_TYPE (KtgPlotBar, ktg_plot_bar, GTK_TYPE_WIDGET)

/**
 * ktg_plot_bar_get_line:
 * @widget: of a plot
 *
 * Returns: how high a line of its text is, in pixels
 */
int
ktg_plot_bar_get_line (GtkWidget *widget)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, "0");
  int height;

  pango_layout_get_pixel_size (layout, NULL, &height);
  return height;
}

/**
 * ktg_plot_bar_get_head:
 * @widget: of a plot
 *
 * Returns: what stands above the highest line of the plot, in pixels
 */
int
ktg_plot_bar_get_head (GtkWidget *widget)
{
  return ktg_plot_bar_get_line (widget) + 9;
}

/**
 * ktg_plot_bar_get_foot:
 * @widget: of a plot
 *
 * Returns: what stands under its zero line, in pixels
 */
int
ktg_plot_bar_get_foot (GtkWidget *widget)
{
  return FOOT_LINES * ktg_plot_bar_get_line (widget) + FOOT_GAP;
}

/**
 * ktg_plot_bar_draw_text:
 * @widget: of a plot
 * @snapshot: what it is drawn into
 * @text: to be drawn
 * @is_bold: whether it stands out
 * @x: where it is
 * @y: its upper edge
 * @align: how much of it lies before @x: 0 it begins there, 0.5 that is its middle, 1 its end
 * @color: in which it is drawn
 */
void
ktg_plot_bar_draw_text (GtkWidget     *widget,
                        GtkSnapshot   *snapshot,
                        const char    *text,
                        gboolean       is_bold,
                        float          x,
                        float          y,
                        float          align,
                        const GdkRGBA *color)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, text);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  int width;

  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  if (is_bold)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_get_pixel_size (layout, &width, NULL);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x - align * (float)width, y));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

static GdkRGBA
find_color (GtkWidget *widget, const char *name)
{
  GtkStyleContext *style = gtk_widget_get_style_context (widget);
  GdkRGBA          color;

  if (!gtk_style_context_lookup_color (style, name, &color))
    gtk_style_context_get_color (style, &color);
  return color;
}

/* One series, from @bottom up; the topmost has round corners. */
static void
draw_series (KtgPlotBar  *self,
             GtkSnapshot *snapshot,
             const char  *color_name,
             float        bottom,
             float        height,
             gboolean     is_topmost)
{
  GtkWidget      *widget = GTK_WIDGET (self);
  float           column = (float)gtk_widget_get_width (widget);
  float           width = MIN (WIDEST, column * WIDEST_SHARE);
  GdkRGBA         color = find_color (widget, color_name);
  float           corner = is_topmost ? MIN (CORNER, height) : 0;
  graphene_size_t round = GRAPHENE_SIZE_INIT (corner, corner);
  graphene_size_t square = GRAPHENE_SIZE_INIT (0, 0);
  graphene_rect_t area;
  GskRoundedRect  clip;

  graphene_rect_init (&area, (column - width) / 2, bottom - height, width, height);
  gsk_rounded_rect_init (&clip, &area, &round, &round, &square, &square);
  gtk_snapshot_push_rounded_clip (snapshot, &clip);
  gtk_snapshot_append_color (snapshot, &color, &area);
  gtk_snapshot_pop (snapshot);
}

static float
draw_bar (KtgPlotBar *self, GtkSnapshot *snapshot)
{
  GtkWidget *widget = GTK_WIDGET (self);
  float      head = (float)ktg_plot_bar_get_head (widget);
  float      zero = (float)(gtk_widget_get_height (widget) - ktg_plot_bar_get_foot (widget));
  float      one = (zero - head) / (float)self->top;
  float      suspected = one * (float)self->n_suspected;
  float      other = one * (float)(self->n_reports - self->n_suspected);
  float      gap = suspected > 0 && other > GAP ? GAP : 0;

  if (suspected > 0)
    draw_series (self, snapshot, "ktg_teal", zero, suspected, other <= 0);
  if (other > 0)
    draw_series (self, snapshot, "ktg_second", zero - suspected - gap, other - gap, TRUE);

  return zero - suspected - other;
}

static void
ktg_plot_bar_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  KtgPlotBar      *self = KTG_PLOT_BAR (widget);
  float            middle = (float)gtk_widget_get_width (widget) / 2;
  int              line = ktg_plot_bar_get_line (widget);
  float            zero = (float)(gtk_widget_get_height (widget) - ktg_plot_bar_get_foot (widget));
  float            end = draw_bar (self, snapshot);
  g_autofree char *number = g_strdup_printf ("%u", self->n_reports);
  GdkRGBA          color;
  GdkRGBA          quiet;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  quiet = color;
  quiet.alpha *= QUIET;
  if (self->n_reports > 0)
    ktg_plot_bar_draw_text (widget,
                            snapshot,
                            number,
                            TRUE,
                            middle,
                            end - (float)line - 2,
                            0.5f,
                            &color);
  ktg_plot_bar_draw_text (widget, snapshot, self->name, FALSE, middle, zero + 3, 0.5f, &color);
  if (self->note != NULL)
    ktg_plot_bar_draw_text (widget,
                            snapshot,
                            self->note,
                            FALSE,
                            middle,
                            zero + 3 + (float)line,
                            0.5f,
                            &quiet);
}

static void
ktg_plot_bar_finalize (GObject *object)
{
  KtgPlotBar *self = KTG_PLOT_BAR (object);

  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->note, g_free);

  G_OBJECT_CLASS (ktg_plot_bar_parent_class)->finalize (object);
}

static void
ktg_plot_bar_class_init (KtgPlotBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ktg_plot_bar_finalize;
  widget_class->snapshot = ktg_plot_bar_snapshot;
  gtk_widget_class_set_css_name (widget_class, "plot-bar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
ktg_plot_bar_init (KtgPlotBar *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
}

/**
 * ktg_plot_bar_new:
 * @bar: what it shows
 * @top: how many reports the plot has room for
 *
 * Returns: (transfer none): a floating bar
 */
KtgPlotBar *
ktg_plot_bar_new (const KtgRecapBar *bar, guint top)
{
  KtgPlotBar *self = g_object_new (KTG_TYPE_PLOT_BAR, NULL);

  self->name = g_strdup (bar->name);
  self->note = g_strdup (bar->note);
  self->n_reports = bar->n_reports;
  self->n_suspected = bar->n_suspected;
  self->top = MAX (top, 1);
  self->is_marked = bar->is_marked;
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), bar->spoken);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  bar->spoken,
                                  -1);
  return self;
}

/**
 * ktg_plot_bar_is_marked:
 * @self: a bar
 *
 * Returns: whether it belongs to what stands out
 */
gboolean
ktg_plot_bar_is_marked (KtgPlotBar *self)
{
  return self->is_marked;
}
