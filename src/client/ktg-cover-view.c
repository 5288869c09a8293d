/* ktg-cover-view.c - a picture, and over it what nobody shall see
 *
 * Drawn with the pointer: from corner to corner, along by its middle, larger by its lower right
 * corner. By keyboard: each cover has the focus in turn; the arrows move it, with Shift they make
 * it larger or smaller, Delete takes it away. What is black here is as large as what is painted
 * over in the copy, which reaches further than what was drawn.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-cover-view.h"

#include <math.h>

#define STEP 0.01     /* of the picture's longer side, for one press of a key */
#define CORNER 16     /* from where a cover is made larger, in pixels of the screen */
#define LEAST_DRAWN 5 /* less is a press and no drawing, likewise */
#define LEAST_HEIGHT 200

struct _KtgCoverView
{
  GtkWidget parent_instance;

  GdkTexture    *texture;
  KtgCoverSheet *sheet;
  GPtrArray     *boxes; /* one for each cover, borrowed from what is below this */
  guint          last_chosen;

  /* while something is drawn */
  guint         drawn;
  gboolean      is_larger; /* and not moved */
  KtgRasterPart began;
};

typedef enum
{
  KEY_MOVE,
  KEY_GROW,
  KEY_REMOVE,
} Key;

G_DEFINE_FINAL_TYPE (KtgCoverView, ktg_cover_view, GTK_TYPE_WIDGET)

typedef struct
{
  double zoom; /* pixels of the screen for one of the picture's */
  double left, top;
} Fit;

static Fit
get_fit (KtgCoverView *self)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self));
  double height = gtk_widget_get_height (GTK_WIDGET (self));
  int    own_width, own_height;
  Fit    fit;

  ktg_cover_sheet_get_size (self->sheet, &own_width, &own_height);
  fit.zoom = MAX (1e-6, MIN (width / own_width, height / own_height));
  fit.left = (width - own_width * fit.zoom) / 2;
  fit.top = (height - own_height * fit.zoom) / 2;
  return fit;
}

/* As it will be in the copy, on the screen. */
static GtkAllocation
get_painted (KtgCoverView *self, const Fit *fit, guint i)
{
  const KtgRasterPart *part = ktg_cover_sheet_get (self->sheet, i);
  int                  own_width, own_height, left, top, right, bottom;

  ktg_cover_sheet_get_size (self->sheet, &own_width, &own_height);
  left = MAX (0, part->x - KTG_COVER_REACH);
  top = MAX (0, part->y - KTG_COVER_REACH);
  right = MIN (own_width, part->x + part->width + KTG_COVER_REACH);
  bottom = MIN (own_height, part->y + part->height + KTG_COVER_REACH);

  return (GtkAllocation){ .x = (int)floor (fit->left + left * fit->zoom),
                          .y = (int)floor (fit->top + top * fit->zoom),
                          .width = (int)ceil ((right - left) * fit->zoom) + 1,
                          .height = (int)ceil ((bottom - top) * fit->zoom) + 1 };
}

/* --- the boxes follow the sheet --- */

static void
box_focused_cb (KtgCoverView *self, GParamSpec *spec, GtkWidget *box)
{
  guint i;

  if (gtk_widget_has_focus (box) && g_ptr_array_find (self->boxes, box, &i))
    self->last_chosen = i;
}

static void
add_box (KtgCoverView *self)
{
  GtkWidget *box = gtk_button_new ();

  gtk_widget_add_css_class (box, "cover");
  gtk_widget_set_parent (box, GTK_WIDGET (self));
  g_ptr_array_add (self->boxes, box);
  g_signal_connect_object (box,
                           "notify::has-focus",
                           G_CALLBACK (box_focused_cb),
                           self,
                           G_CONNECT_SWAPPED);
}

static void
name_boxes (KtgCoverView *self)
{
  for (guint i = 0; i < self->boxes->len; i++)
    {
      g_autofree char *words = ktg_cover_sheet_dup_words (self->sheet, i);

      gtk_accessible_update_property (g_ptr_array_index (self->boxes, i),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      words,
                                      -1);
    }
}

static void
remove_last_box (KtgCoverView *self)
{
  GtkWidget *box = g_ptr_array_steal_index (self->boxes, self->boxes->len - 1);
  gboolean   has_focus = gtk_widget_has_focus (box);

  gtk_widget_unparent (box);
  if (has_focus && self->boxes->len > 0)
    gtk_widget_grab_focus (g_ptr_array_index (self->boxes, self->boxes->len - 1));
}

static void
sheet_changed_cb (KtgCoverView *self)
{
  guint n_covers = ktg_cover_sheet_get_n_covers (self->sheet);

  while (self->boxes->len < n_covers)
    add_box (self);
  while (self->boxes->len > n_covers)
    remove_last_box (self);

  name_boxes (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/* --- by keyboard --- */

/* Returns: G_MAXUINT where there is none. */
static guint
get_chosen (KtgCoverView *self)
{
  for (guint i = 0; i < self->boxes->len; i++)
    if (gtk_widget_has_focus (g_ptr_array_index (self->boxes, i)))
      return i;

  return G_MAXUINT;
}

static int
get_step (KtgCoverView *self)
{
  int width, height;

  ktg_cover_sheet_get_size (self->sheet, &width, &height);
  return MAX (1, (int)(MAX (width, height) * STEP));
}

static gboolean
key_pressed_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  KtgCoverView *self = KTG_COVER_VIEW (widget);
  guint         i = self->sheet != NULL ? get_chosen (self) : G_MAXUINT;
  Key           key = KEY_MOVE;
  int           across, down;

  if (i == G_MAXUINT)
    return FALSE;

  g_variant_get (arguments, "(uii)", &key, &across, &down);
  if (key == KEY_MOVE)
    ktg_cover_sheet_move (self->sheet, i, across * get_step (self), down * get_step (self));
  else if (key == KEY_GROW)
    ktg_cover_sheet_grow (self->sheet, i, across * get_step (self), down * get_step (self));
  else
    ktg_cover_sheet_remove (self->sheet, i);

  return TRUE;
}

static void
bind_keys (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint keyval;
    int   across, down;
  } arrows[] = {
    { GDK_KEY_Left, -1, 0 }, { GDK_KEY_Right, 1, 0 }, { GDK_KEY_Up, 0, -1 }, { GDK_KEY_Down, 0, 1 }
  };
  static const guint removing[] = { GDK_KEY_Delete, GDK_KEY_KP_Delete, GDK_KEY_BackSpace };

  for (gsize i = 0; i < G_N_ELEMENTS (arrows); i++)
    for (guint grows = 0; grows < 2; grows++)
      gtk_widget_class_add_binding (widget_class,
                                    arrows[i].keyval,
                                    grows ? GDK_SHIFT_MASK : 0,
                                    key_pressed_cb,
                                    "(uii)",
                                    (guint)(grows ? KEY_GROW : KEY_MOVE),
                                    arrows[i].across,
                                    arrows[i].down);

  for (gsize i = 0; i < G_N_ELEMENTS (removing); i++)
    gtk_widget_class_add_binding (widget_class,
                                  removing[i],
                                  0,
                                  key_pressed_cb,
                                  "(uii)",
                                  (guint)KEY_REMOVE,
                                  0,
                                  0);
}

/* --- with the pointer --- */

static gboolean
is_inside (const GtkAllocation *box, double x, double y)
{
  return x >= box->x && x < box->x + box->width && y >= box->y && y < box->y + box->height;
}

/* Returns: the topmost under it, or G_MAXUINT. */
static guint
find_under (KtgCoverView *self, const Fit *fit, double x, double y)
{
  for (guint i = ktg_cover_sheet_get_n_covers (self->sheet); i > 0; i--)
    {
      GtkAllocation box = get_painted (self, fit, i - 1);

      if (is_inside (&box, x, y))
        return i - 1;
    }

  return G_MAXUINT;
}

static void
take_hold (KtgCoverView *self, const Fit *fit, double x, double y)
{
  GtkAllocation box = get_painted (self, fit, self->drawn);

  self->is_larger = x > box.x + box.width - MIN (CORNER, box.width / 3)
                    && y > box.y + box.height - MIN (CORNER, box.height / 3);
  ktg_cover_sheet_begin_change (self->sheet);
}

/* A new one, which is as large as nothing. */
static void
begin_cover (KtgCoverView *self, const Fit *fit, double x, double y)
{
  KtgRasterPart part = { .x = (int)((x - fit->left) / fit->zoom),
                         .y = (int)((y - fit->top) / fit->zoom),
                         .width = 1,
                         .height = 1 };

  self->is_larger = TRUE;
  if (ktg_cover_sheet_add (self->sheet, &part))
    self->drawn = ktg_cover_sheet_get_n_covers (self->sheet) - 1;
}

static void
drag_began_cb (KtgCoverView *self, double x, double y, GtkGesture *gesture)
{
  Fit fit;

  if (self->sheet == NULL)
    return;

  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  fit = get_fit (self);
  self->drawn = find_under (self, &fit, x, y);
  if (self->drawn != G_MAXUINT)
    take_hold (self, &fit, x, y);
  else
    begin_cover (self, &fit, x, y);

  if (self->drawn == G_MAXUINT)
    return;

  self->began = *ktg_cover_sheet_get (self->sheet, self->drawn);
  gtk_widget_grab_focus (g_ptr_array_index (self->boxes, self->drawn));
}

/* A corner may be drawn past the one that stays. */
static void
draw_range (int at, int length, int by, int *begin, int *size)
{
  int other = at + length + by;

  *begin = MIN (at, other);
  *size = MAX (1, ABS (other - at));
}

static void
dragged_cb (KtgCoverView *self, double across, double down)
{
  KtgRasterPart part = self->began;
  Fit           fit;
  int           x, y;

  if (self->sheet == NULL || self->drawn == G_MAXUINT)
    return;

  fit = get_fit (self);
  x = (int)(across / fit.zoom);
  y = (int)(down / fit.zoom);
  if (self->is_larger)
    {
      draw_range (self->began.x, self->began.width, x, &part.x, &part.width);
      draw_range (self->began.y, self->began.height, y, &part.y, &part.height);
    }
  else
    {
      part.x += x;
      part.y += y;
    }

  ktg_cover_sheet_change (self->sheet, self->drawn, &part);
}

/* Who only pressed has drawn nothing. */
static void
drag_ended_cb (KtgCoverView *self, double across, double down)
{
  if (self->sheet != NULL && self->drawn != G_MAXUINT && ABS (across) < LEAST_DRAWN
      && ABS (down) < LEAST_DRAWN)
    ktg_cover_sheet_undo (self->sheet);

  self->drawn = G_MAXUINT;
}

static void
add_drawing (KtgCoverView *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (drag), GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_began_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (dragged_cb), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (drag_ended_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "crosshair");
}

/* --- the widget --- */

static void
ktg_cover_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  KtgCoverView *self = KTG_COVER_VIEW (widget);
  int           own_width, own_height;
  Fit           fit;

  if (self->texture == NULL)
    return;

  fit = get_fit (self);
  ktg_cover_sheet_get_size (self->sheet, &own_width, &own_height);
  gtk_snapshot_append_texture (snapshot,
                               self->texture,
                               &GRAPHENE_RECT_INIT ((float)fit.left,
                                                    (float)fit.top,
                                                    (float)(own_width * fit.zoom),
                                                    (float)(own_height * fit.zoom)));
  GTK_WIDGET_CLASS (ktg_cover_view_parent_class)->snapshot (widget, snapshot);
}

static void
ktg_cover_view_measure (GtkWidget     *widget,
                        GtkOrientation orientation,
                        int            for_size,
                        int           *minimum,
                        int           *natural,
                        int           *minimum_baseline,
                        int           *natural_baseline)
{
  *minimum = *natural = LEAST_HEIGHT;
}

static void
ktg_cover_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  KtgCoverView *self = KTG_COVER_VIEW (widget);
  Fit           fit;

  if (self->sheet == NULL)
    return;

  fit = get_fit (self);
  for (guint i = 0; i < self->boxes->len; i++)
    {
      GtkWidget     *box = g_ptr_array_index (self->boxes, i);
      GtkAllocation  allocation = get_painted (self, &fit, i);
      GtkRequisition least;

      gtk_widget_get_preferred_size (box, &least, NULL);
      allocation.width = MAX (allocation.width, least.width);
      allocation.height = MAX (allocation.height, least.height);
      gtk_widget_size_allocate (box, &allocation, -1);
    }
}

static void
clear_boxes (KtgCoverView *self)
{
  for (guint i = 0; i < self->boxes->len; i++)
    gtk_widget_unparent (g_ptr_array_index (self->boxes, i));

  g_ptr_array_set_size (self->boxes, 0);
}

static void
ktg_cover_view_dispose (GObject *object)
{
  KtgCoverView *self = KTG_COVER_VIEW (object);

  clear_boxes (self);
  g_clear_object (&self->texture);
  g_clear_object (&self->sheet);

  G_OBJECT_CLASS (ktg_cover_view_parent_class)->dispose (object);
}

static void
ktg_cover_view_finalize (GObject *object)
{
  g_ptr_array_unref (KTG_COVER_VIEW (object)->boxes);

  G_OBJECT_CLASS (ktg_cover_view_parent_class)->finalize (object);
}

static void
ktg_cover_view_class_init (KtgCoverViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ktg_cover_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = ktg_cover_view_finalize;
  widget_class->snapshot = ktg_cover_view_snapshot;
  widget_class->measure = ktg_cover_view_measure;
  widget_class->size_allocate = ktg_cover_view_size_allocate;

  gtk_widget_class_set_css_name (widget_class, "cover-view");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  bind_keys (widget_class);
}

static void
ktg_cover_view_init (KtgCoverView *self)
{
  self->boxes = g_ptr_array_new ();
  self->drawn = G_MAXUINT;
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  add_drawing (self);
}

/**
 * ktg_cover_view_show:
 * @self: a view
 * @texture: a picture, the way up it was seen
 * @sheet: what of it is covered; it is drawn on
 */
void
ktg_cover_view_show (KtgCoverView *self, GdkTexture *texture, KtgCoverSheet *sheet)
{
  clear_boxes (self);
  g_set_object (&self->texture, texture);
  if (self->sheet != NULL)
    g_signal_handlers_disconnect_by_data (self->sheet, self);
  g_set_object (&self->sheet, sheet);
  g_signal_connect_object (sheet,
                           "changed",
                           G_CALLBACK (sheet_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  sheet_changed_cb (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * ktg_cover_view_add:
 * @self: a view
 *
 * A cover in the middle of the picture, which has the focus.
 */
void
ktg_cover_view_add (KtgCoverView *self)
{
  if (self->sheet != NULL && ktg_cover_sheet_add_in_the_middle (self->sheet))
    gtk_widget_grab_focus (g_ptr_array_index (self->boxes, self->boxes->len - 1));
}

/**
 * ktg_cover_view_remove:
 * @self: a view
 *
 * Takes away the cover that had the focus last.
 *
 * Returns: whether there was one
 */
gboolean
ktg_cover_view_remove (KtgCoverView *self)
{
  if (self->boxes->len == 0)
    return FALSE;

  ktg_cover_sheet_remove (self->sheet, MIN (self->last_chosen, self->boxes->len - 1));
  return TRUE;
}
