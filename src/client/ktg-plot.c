/* ktg-plot.c - bars beside each other over a zero line
 *
 * Each bar has its number, so that nothing hangs on the lines behind it. Where there is no room for
 * all, the last are shown. Tab goes to the bars and past them; the arrow keys walk along them, and
 * each says its sentence.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-plot.h"

#include "ktg-plot-bar.h"

#define MOST_LINES 5
#define LEAST_BARS 7
#define LEAST_HEIGHT 180
#define HEIGHT 300
#define AXIS_GAP 12
#define GRID 0.09f
#define ZERO 0.3f
#define GROUND 0.07f
#define GROUND_CORNER 8.0f

struct _KtgPlot
{
  GtkWidget parent_instance;

  guint top;  /* where the plot ends */
  guint step; /* from line to line */
  char *mark; /* what the marked bars are */
};

G_DEFINE_FINAL_TYPE (KtgPlot, ktg_plot, GTK_TYPE_WIDGET)

/* 1, 2, 5, 10, 20, 50, … */
static guint
choose_step (guint most)
{
  guint step = 1;

  for (guint i = 0; step * MOST_LINES <= most; i++)
    step = i % 3 == 1 ? step / 2 * 5 : step * 2;

  return step;
}

static int
get_least_column (GtkWidget *widget)
{
  return ktg_plot_bar_get_line (widget) * 3 / 2;
}

static int
get_axis (KtgPlot *self)
{
  g_autofree char *highest = g_strdup_printf ("%u", self->top);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), highest);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  return width + AXIS_GAP;
}

static guint
count_bars (GtkWidget *widget)
{
  guint n_bars = 0;

  for (GtkWidget *bar = gtk_widget_get_first_child (widget); bar != NULL;
       bar = gtk_widget_get_next_sibling (bar))
    n_bars++;

  return n_bars;
}

static void
ktg_plot_measure (GtkWidget     *widget,
                  GtkOrientation orientation,
                  int            for_size,
                  int           *minimum,
                  int           *natural,
                  int           *minimum_baseline,
                  int           *natural_baseline)
{
  int   axis = get_axis (KTG_PLOT (widget));
  int   column = get_least_column (widget);
  guint n_bars = count_bars (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = axis + column * (int)MIN (n_bars, LEAST_BARS);
      *natural = axis + column * 2 * (int)n_bars;
    }
  else
    {
      *minimum = LEAST_HEIGHT + ktg_plot_bar_get_foot (widget);
      *natural = MAX (*minimum, HEIGHT);
    }
}

/* Columns are as wide as each other to a pixel, and all of the width is theirs. */
static void
ktg_plot_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  int axis = get_axis (KTG_PLOT (widget));
  int n_bars = (int)count_bars (widget);
  int n_shown = MIN (n_bars, MAX ((width - axis) / get_least_column (widget), 1));
  int i = n_shown - n_bars; /* of those that are shown */

  for (GtkWidget *bar = gtk_widget_get_first_child (widget); bar != NULL;
       bar = gtk_widget_get_next_sibling (bar), i++)
    {
      int           start = axis + (width - axis) * i / n_shown;
      int           end = axis + (width - axis) * (i + 1) / n_shown;
      GtkAllocation area = { start, 0, end - start, height };

      gtk_widget_set_child_visible (bar, i >= 0);
      if (i >= 0)
        gtk_widget_size_allocate (bar, &area, -1);
    }
}

static void
draw_ground (KtgPlot *self, GtkSnapshot *snapshot)
{
  GtkWidget      *widget = GTK_WIDGET (self);
  graphene_rect_t ground = GRAPHENE_RECT_INIT (0, 0, 0, 0);
  gboolean        is_there = FALSE;
  GskRoundedRect  clip;
  GdkRGBA         color;

  for (GtkWidget *bar = gtk_widget_get_first_child (widget); bar != NULL;
       bar = gtk_widget_get_next_sibling (bar))
    {
      graphene_rect_t area;

      if (!ktg_plot_bar_is_marked (KTG_PLOT_BAR (bar)) || !gtk_widget_get_child_visible (bar)
          || !gtk_widget_compute_bounds (bar, widget, &area))
        continue;

      ground = is_there ? ground : area;
      graphene_rect_union (&ground, &area, &ground);
      is_there = TRUE;
    }

  if (!is_there
      || !gtk_style_context_lookup_color (gtk_widget_get_style_context (widget),
                                          "ktg_teal",
                                          &color))
    return;

  gtk_snapshot_push_rounded_clip (snapshot,
                                  gsk_rounded_rect_init_from_rect (&clip, &ground, GROUND_CORNER));
  ktg_plot_bar_draw_text (widget,
                          snapshot,
                          self->mark,
                          TRUE,
                          ground.origin.x + GROUND_CORNER,
                          2,
                          0,
                          &color);
  color.alpha *= GROUND;
  gtk_snapshot_append_color (snapshot, &color, &ground);
  gtk_snapshot_pop (snapshot);
}

static void
draw_line (KtgPlot *self, GtkSnapshot *snapshot, guint value)
{
  GtkWidget       *widget = GTK_WIDGET (self);
  float            head = (float)ktg_plot_bar_get_head (widget);
  float            zero = (float)(gtk_widget_get_height (widget) - ktg_plot_bar_get_foot (widget));
  float            y = zero - (zero - head) * (float)value / (float)self->top;
  float            axis = (float)get_axis (self);
  float            width = (float)gtk_widget_get_width (widget) - axis;
  g_autofree char *number = g_strdup_printf ("%u", value);
  GdkRGBA          color;
  GdkRGBA          quiet;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  quiet = color;
  quiet.alpha *= 0.78f;
  ktg_plot_bar_draw_text (widget,
                          snapshot,
                          number,
                          FALSE,
                          axis - AXIS_GAP,
                          y - (float)ktg_plot_bar_get_line (widget) / 2,
                          1,
                          &quiet);
  color.alpha *= value == 0 ? ZERO : GRID;
  gtk_snapshot_append_color (snapshot, &color, &GRAPHENE_RECT_INIT (axis, (int)y, width, 1));
}

static void
ktg_plot_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  KtgPlot *self = KTG_PLOT (widget);

  draw_ground (self, snapshot);
  for (guint value = 0; value <= self->top; value += self->step)
    draw_line (self, snapshot, value);

  GTK_WIDGET_CLASS (ktg_plot_parent_class)->snapshot (widget, snapshot);
}

static GtkWidget *
find_beside (GtkWidget *bar, gboolean is_next)
{
  GtkWidget *beside
      = is_next ? gtk_widget_get_next_sibling (bar) : gtk_widget_get_prev_sibling (bar);

  return beside != NULL && gtk_widget_get_child_visible (beside) ? beside : NULL;
}

/* The newest is what is asked for first. */
static gboolean
ktg_plot_focus (GtkWidget *widget, GtkDirectionType direction)
{
  GtkWidget *bar = gtk_widget_get_focus_child (widget);
  GtkWidget *last = gtk_widget_get_last_child (widget);
  GtkWidget *beside = NULL;

  if (bar == NULL)
    return last != NULL && gtk_widget_grab_focus (last);
  if (direction != GTK_DIR_LEFT && direction != GTK_DIR_RIGHT)
    return FALSE;

  beside = find_beside (bar, direction == GTK_DIR_RIGHT);
  if (beside != NULL)
    gtk_widget_grab_focus (beside);
  return TRUE; /* an end is an end */
}

static void
remove_bars (KtgPlot *self)
{
  GtkWidget *bar;

  while ((bar = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (bar);
}

static void
ktg_plot_dispose (GObject *object)
{
  remove_bars (KTG_PLOT (object));

  G_OBJECT_CLASS (ktg_plot_parent_class)->dispose (object);
}

static void
ktg_plot_finalize (GObject *object)
{
  g_clear_pointer (&KTG_PLOT (object)->mark, g_free);

  G_OBJECT_CLASS (ktg_plot_parent_class)->finalize (object);
}

static void
ktg_plot_class_init (KtgPlotClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ktg_plot_dispose;
  G_OBJECT_CLASS (klass)->finalize = ktg_plot_finalize;
  widget_class->measure = ktg_plot_measure;
  widget_class->size_allocate = ktg_plot_size_allocate;
  widget_class->snapshot = ktg_plot_snapshot;
  widget_class->focus = ktg_plot_focus;
  gtk_widget_class_set_css_name (widget_class, "plot");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
ktg_plot_init (KtgPlot *self)
{
  self->top = 1;
  self->step = 1;
  self->mark = g_strdup ("");
}

static char *
dup_all_spoken (GPtrArray *bars)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < bars->len; i++)
    g_string_append_printf (words,
                            "%s%s",
                            i > 0 ? "; " : "",
                            ((const KtgRecapBar *)g_ptr_array_index (bars, i))->spoken);

  return g_strdup (words->str);
}

/**
 * ktg_plot_show:
 * @self: a plot
 * @title: what it is of
 * @mark: what its marked bars are
 * @bars: (element-type KtgRecapBar): copied
 */
void
ktg_plot_show (KtgPlot *self, const char *title, const char *mark, GPtrArray *bars)
{
  g_autofree char *spoken = dup_all_spoken (bars);
  guint            most = 0;

  for (guint i = 0; i < bars->len; i++)
    most = MAX (most, ((const KtgRecapBar *)g_ptr_array_index (bars, i))->n_reports);

  self->step = choose_step (most);
  self->top = (most / self->step + 1) * self->step;
  g_free (self->mark);
  self->mark = g_strdup (mark);
  remove_bars (self);
  for (guint i = 0; i < bars->len; i++)
    gtk_widget_set_parent (GTK_WIDGET (ktg_plot_bar_new (g_ptr_array_index (bars, i), self->top)),
                           GTK_WIDGET (self));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  spoken,
                                  -1);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
