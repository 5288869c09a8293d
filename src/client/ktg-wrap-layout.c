/* ktg-wrap-layout.c - small things beside each other, in as many lines as they need
 *
 * Each has the width it wants, and all of a line its height. A GtkFlowBox makes equal cells.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-wrap-layout.h"

struct _KtgWrapLayout
{
  GtkLayoutManager parent_instance;

  int spacing;
};

enum
{
  PROP_0,
  PROP_SPACING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (KtgWrapLayout, ktg_wrap_layout, GTK_TYPE_LAYOUT_MANAGER)

/* What stands in one line. */
typedef struct
{
  GtkWidget *first;
  GtkWidget *end; /* the first that is not in it, or NULL */
  int        height;
} Line;

static int
get_width (GtkWidget *child, int most)
{
  int natural;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  return MIN (natural, most);
}

static int
get_height (GtkWidget *child, int width)
{
  int natural;

  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, NULL, &natural, NULL, NULL);
  return natural;
}

/* Returns: whether there is a line from @first on. */
static gboolean
find_line (KtgWrapLayout *self, GtkWidget *first, int width, Line *line)
{
  int x = 0;

  *line = (Line){ .first = first };

  for (line->end = first; line->end != NULL; line->end = gtk_widget_get_next_sibling (line->end))
    {
      int own;

      if (!gtk_widget_should_layout (line->end))
        continue;

      own = get_width (line->end, width);
      if (x > 0 && x + own > width)
        break;

      line->height = MAX (line->height, get_height (line->end, own));
      x += own + self->spacing;
    }

  return x > 0;
}

static void
allocate_line (KtgWrapLayout *self, const Line *line, int y, int width, gboolean is_mirrored)
{
  int x = 0;

  for (GtkWidget *child = line->first; child != line->end;
       child = gtk_widget_get_next_sibling (child))
    {
      int own;

      if (!gtk_widget_should_layout (child))
        continue;

      own = get_width (child, width);
      gtk_widget_size_allocate (child,
                                &(GtkAllocation){
                                    is_mirrored ? width - x - own : x, y, own, line->height },
                                -1);
      x += own + self->spacing;
    }
}

static int
measure_lines (KtgWrapLayout *self, GtkWidget *widget, int width)
{
  int  height = 0;
  Line line = { .end = gtk_widget_get_first_child (widget) };

  while (find_line (self, line.end, width, &line))
    height += line.height + (height > 0 ? self->spacing : 0);

  return height;
}

static void
measure_widths (KtgWrapLayout *self, GtkWidget *widget, int *minimum, int *natural)
{
  *minimum = *natural = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int own_minimum, own_natural;

      if (!gtk_widget_should_layout (child))
        continue;

      gtk_widget_measure (child,
                          GTK_ORIENTATION_HORIZONTAL,
                          -1,
                          &own_minimum,
                          &own_natural,
                          NULL,
                          NULL);
      *minimum = MAX (*minimum, own_minimum);
      *natural += own_natural + (*natural > 0 ? self->spacing : 0);
    }
}

static void
ktg_wrap_layout_measure (GtkLayoutManager *layout,
                         GtkWidget        *widget,
                         GtkOrientation    orientation,
                         int               for_size,
                         int              *minimum,
                         int              *natural,
                         int              *minimum_baseline,
                         int              *natural_baseline)
{
  KtgWrapLayout *self = KTG_WRAP_LAYOUT (layout);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    measure_widths (self, widget, minimum, natural);
  else
    *minimum = *natural = measure_lines (self, widget, for_size < 0 ? G_MAXINT : for_size);
}

static void
ktg_wrap_layout_allocate (GtkLayoutManager *layout,
                          GtkWidget        *widget,
                          int               width,
                          int               height,
                          int               baseline)
{
  KtgWrapLayout *self = KTG_WRAP_LAYOUT (layout);
  gboolean       is_mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  Line           line = { .end = gtk_widget_get_first_child (widget) };
  int            y = 0;

  while (find_line (self, line.end, width, &line))
    {
      allocate_line (self, &line, y, width, is_mirrored);
      y += line.height + self->spacing;
    }
}

static GtkSizeRequestMode
ktg_wrap_layout_get_request_mode (GtkLayoutManager *layout, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
ktg_wrap_layout_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  g_value_set_int (value, KTG_WRAP_LAYOUT (object)->spacing);
}

static void
ktg_wrap_layout_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  KTG_WRAP_LAYOUT (object)->spacing = g_value_get_int (value);
  gtk_layout_manager_layout_changed (GTK_LAYOUT_MANAGER (object));
}

static void
ktg_wrap_layout_class_init (KtgWrapLayoutClass *klass)
{
  GObjectClass          *object_class = G_OBJECT_CLASS (klass);
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  object_class->get_property = ktg_wrap_layout_get_property;
  object_class->set_property = ktg_wrap_layout_set_property;
  layout_class->measure = ktg_wrap_layout_measure;
  layout_class->allocate = ktg_wrap_layout_allocate;
  layout_class->get_request_mode = ktg_wrap_layout_get_request_mode;

  properties[PROP_SPACING] = g_param_spec_int ("spacing",
                                               NULL,
                                               NULL,
                                               0,
                                               G_MAXINT16,
                                               8,
                                               G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ktg_wrap_layout_init (KtgWrapLayout *self)
{
  self->spacing = 8;
}
