/* ktg-pair-layout.c - two things side by side where they fit, else one under the other
 *
 * Its widget has two children at most; one that is alone, or whose neighbour is hidden, has the
 * whole width. libadwaita 1.2 knows no breakpoints. What they want is told for text of the usual
 * size, and grows with it: larger words need wider columns.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-pair-layout.h"

#define USUAL_DPI (96 * 1024) /* as GtkSettings counts */

struct _KtgPairLayout
{
  GtkLayoutManager parent_instance;

  int first_width;  /* what the first wants at least, to stand beside the second */
  int second_width; /* and the second */
  int first_share;  /* of the width, in percent */
  int column_spacing;
  int row_spacing;
};

enum
{
  PROP_0,
  PROP_FIRST_WIDTH,
  PROP_SECOND_WIDTH,
  PROP_FIRST_SHARE,
  PROP_COLUMN_SPACING,
  PROP_ROW_SPACING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (KtgPairLayout, ktg_pair_layout, GTK_TYPE_LAYOUT_MANAGER)

static int *
find_property (KtgPairLayout *self, guint id)
{
  int *const members[N_PROPS] = {
    [PROP_FIRST_WIDTH] = &self->first_width,       [PROP_SECOND_WIDTH] = &self->second_width,
    [PROP_FIRST_SHARE] = &self->first_share,       [PROP_ROW_SPACING] = &self->row_spacing,
    [PROP_COLUMN_SPACING] = &self->column_spacing,
  };

  return members[id];
}

/* How many there are to lay out: those that are shown. */
static guint
find_shown (GtkWidget *widget, GtkWidget *shown[2])
{
  guint n_shown = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && n_shown < 2;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_should_layout (child))
      shown[n_shown++] = child;

  return n_shown;
}

static int
get_least (GtkWidget *child, int wanted)
{
  int minimum;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  return MAX (minimum, wanted);
}

/* For text of the size that is set. */
static int
scale (GtkWidget *widget, int wanted)
{
  int dpi;

  g_object_get (gtk_widget_get_settings (widget), "gtk-xft-dpi", &dpi, NULL);
  return dpi > USUAL_DPI ? (int)((gint64)wanted * dpi / USUAL_DPI) : wanted;
}

/* Returns: the width of the first column; 0: they stand one under the other. */
static int
find_first_column (KtgPairLayout *self, GtkWidget *const shown[2], guint n_shown, int width)
{
  int room = width - self->column_spacing;
  int first, second;

  if (n_shown < 2)
    return 0;

  first = get_least (shown[0], scale (shown[0], self->first_width));
  second = get_least (shown[1], scale (shown[1], self->second_width));
  if (first + second > room)
    return 0;

  return CLAMP (room * self->first_share / 100, first, room - second);
}

static void
measure_height (GtkWidget *child, int width, int *minimum, int *natural)
{
  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, minimum, natural, NULL, NULL);
}

static void
measure_beside (KtgPairLayout   *self,
                GtkWidget *const shown[2],
                int              width,
                int              first,
                int             *minimum,
                int             *natural)
{
  int second = width < 0 ? -1 : width - self->column_spacing - first;
  int minima[2], naturals[2];

  measure_height (shown[0], first, &minima[0], &naturals[0]);
  measure_height (shown[1], second, &minima[1], &naturals[1]);
  *minimum = MAX (minima[0], minima[1]);
  *natural = MAX (naturals[0], naturals[1]);
}

static void
measure_below (KtgPairLayout   *self,
               GtkWidget *const shown[2],
               guint            n_shown,
               int              width,
               int             *minimum,
               int             *natural)
{
  *minimum = *natural = n_shown == 2 ? self->row_spacing : 0;

  for (guint i = 0; i < n_shown; i++)
    {
      int own_minimum, own_natural;

      measure_height (shown[i], width, &own_minimum, &own_natural);
      *minimum += own_minimum;
      *natural += own_natural;
    }
}

/* Of a width that is not known, the least height is asked for: at some width there is room beside
 * each other. */
static void
measure_heights (KtgPairLayout   *self,
                 GtkWidget *const shown[2],
                 guint            n_shown,
                 int              width,
                 int             *minimum,
                 int             *natural)
{
  int first = width < 0 ? -1 : find_first_column (self, shown, n_shown, width);

  if (n_shown == 2 && first != 0)
    measure_beside (self, shown, width, first, minimum, natural);
  else
    measure_below (self, shown, n_shown, width, minimum, natural);
}

static void
measure_widths (KtgPairLayout   *self,
                GtkWidget *const shown[2],
                guint            n_shown,
                int             *minimum,
                int             *natural)
{
  *minimum = *natural = 0;

  for (guint i = 0; i < n_shown; i++)
    {
      int own_minimum, own_natural;

      gtk_widget_measure (shown[i],
                          GTK_ORIENTATION_HORIZONTAL,
                          -1,
                          &own_minimum,
                          &own_natural,
                          NULL,
                          NULL);
      *minimum = MAX (*minimum, own_minimum);
      *natural += own_natural + (i > 0 ? self->column_spacing : 0);
    }
}

static void
ktg_pair_layout_measure (GtkLayoutManager *layout,
                         GtkWidget        *widget,
                         GtkOrientation    orientation,
                         int               for_size,
                         int              *minimum,
                         int              *natural,
                         int              *minimum_baseline,
                         int              *natural_baseline)
{
  KtgPairLayout *self = KTG_PAIR_LAYOUT (layout);
  GtkWidget     *shown[2] = { NULL, NULL };
  guint          n_shown = find_shown (widget, shown);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    measure_widths (self, shown, n_shown, minimum, natural);
  else
    measure_heights (self, shown, n_shown, for_size, minimum, natural);
}

static void
allocate_below (KtgPairLayout *self, GtkWidget *const shown[2], guint n_shown, int width)
{
  int y = 0;

  for (guint i = 0; i < n_shown; i++)
    {
      int natural;

      measure_height (shown[i], width, NULL, &natural);
      gtk_widget_size_allocate (shown[i], &(GtkAllocation){ 0, y, width, natural }, -1);
      y += natural + self->row_spacing;
    }
}

static void
ktg_pair_layout_allocate (GtkLayoutManager *layout,
                          GtkWidget        *widget,
                          int               width,
                          int               height,
                          int               baseline)
{
  KtgPairLayout *self = KTG_PAIR_LAYOUT (layout);
  GtkWidget     *shown[2] = { NULL, NULL };
  guint          n_shown = find_shown (widget, shown);
  int            first = find_first_column (self, shown, n_shown, width);
  int            second = width - first - self->column_spacing;
  gboolean       is_mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;

  if (first == 0)
    {
      allocate_below (self, shown, n_shown, width);
      return;
    }

  gtk_widget_size_allocate (shown[0],
                            &(GtkAllocation){ is_mirrored ? width - first : 0, 0, first, height },
                            -1);
  gtk_widget_size_allocate (shown[1],
                            &(GtkAllocation){ is_mirrored ? 0 : width - second, 0, second, height },
                            -1);
}

static GtkSizeRequestMode
ktg_pair_layout_get_request_mode (GtkLayoutManager *layout, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
ktg_pair_layout_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  g_value_set_int (value, *find_property (KTG_PAIR_LAYOUT (object), id));
}

static void
ktg_pair_layout_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  *find_property (KTG_PAIR_LAYOUT (object), id) = g_value_get_int (value);
  gtk_layout_manager_layout_changed (GTK_LAYOUT_MANAGER (object));
}

static void
ktg_pair_layout_class_init (KtgPairLayoutClass *klass)
{
  static const char *const names[N_PROPS] = { [PROP_FIRST_WIDTH] = "first-width",
                                              [PROP_SECOND_WIDTH] = "second-width",
                                              [PROP_FIRST_SHARE] = "first-share",
                                              [PROP_COLUMN_SPACING] = "column-spacing",
                                              [PROP_ROW_SPACING] = "row-spacing" };
  GObjectClass            *object_class = G_OBJECT_CLASS (klass);
  GtkLayoutManagerClass   *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  object_class->get_property = ktg_pair_layout_get_property;
  object_class->set_property = ktg_pair_layout_set_property;
  layout_class->measure = ktg_pair_layout_measure;
  layout_class->allocate = ktg_pair_layout_allocate;
  layout_class->get_request_mode = ktg_pair_layout_get_request_mode;

  for (guint i = 1; i < N_PROPS; i++)
    properties[i] = g_param_spec_int (names[i],
                                      NULL,
                                      NULL,
                                      0,
                                      G_MAXINT16,
                                      i == PROP_FIRST_SHARE ? 50 : 0,
                                      G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ktg_pair_layout_init (KtgPairLayout *self)
{
  self->first_share = 50;
}
