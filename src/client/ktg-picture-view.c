/* ktg-picture-view.c - a picture that is looked at closely
 *
 * It fits, or it is larger than its room and can be drawn about. Turning is for the screen only. A
 * sharper picture of the same takes the place of the first one without anything moving. The zoom is
 * one of the pixels in the file; where the screen shows more of them than the picture at hand has,
 * a sharper part of it lies over it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-picture-view.h"

#include "ktg-raster-texture.h"

#include <ktg-signal.h>
#include <math.h>

#define MOST_ZOOM 8.0
#define SCROLL_STEP 1.2
#define MARGIN 0.25 /* of what is seen, so much more is sharp on each side */
#define ENOUGH 0.98 /* of the pixels that could be seen */

struct _KtgPictureView
{
  GtkWidget parent_instance;

  GdkTexture   *texture;
  GdkTexture   *sharp; /* a part of it, or NULL */
  KtgRasterPart sharp_part;
  double        zoom;   /* pixels of the screen for one of the picture's; 0: as it fits */
  double        across; /* the middle of the picture from the middle of the room */
  double        down;
  int           quarters; /* to the right */

  double began_zoom; /* when fingers or pointer touched it */
  double began_across;
  double began_down;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KtgPictureView, ktg_picture_view, GTK_TYPE_WIDGET)

/* As it lies now. */
static void
get_size (KtgPictureView *self, double *width, double *height)
{
  gboolean is_lying = self->quarters % 2 != 0;
  int      own_width, own_height;

  ktg_raster_texture_get_own_size (self->texture, &own_width, &own_height);
  *width = is_lying ? own_height : own_width;
  *height = is_lying ? own_width : own_height;
}

/* Never larger than it is. */
static double
get_fitting_zoom (KtgPictureView *self)
{
  double width, height;

  get_size (self, &width, &height);
  return MIN (1,
              MIN (gtk_widget_get_width (GTK_WIDGET (self)) / width,
                   gtk_widget_get_height (GTK_WIDGET (self)) / height));
}

static double
get_zoom (KtgPictureView *self)
{
  return self->zoom > 0 ? self->zoom : get_fitting_zoom (self);
}

static double
hold (double offset, double size, double room)
{
  double most = MAX (0, (size - room) / 2);

  return CLAMP (offset, -most, most);
}

/* No edge of it leaves the room while there is picture beyond it. */
static void
hold_in_room (KtgPictureView *self)
{
  double zoom = get_zoom (self);
  double width, height;

  get_size (self, &width, &height);
  self->across = hold (self->across, width * zoom, gtk_widget_get_width (GTK_WIDGET (self)));
  self->down = hold (self->down, height * zoom, gtk_widget_get_height (GTK_WIDGET (self)));
}

static void
say_changed (KtgPictureView *self)
{
  if (self->texture != NULL)
    hold_in_room (self);

  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
set_zoom (KtgPictureView *self, double zoom)
{
  double least, before;

  if (self->texture == NULL)
    return;

  least = get_fitting_zoom (self);
  before = get_zoom (self);
  self->zoom = zoom <= least ? 0 : MIN (zoom, MOST_ZOOM);
  self->across *= get_zoom (self) / before;
  self->down *= get_zoom (self) / before;
  say_changed (self);
}

/* From the picture's own upper left corner. */
static void
draw_part (KtgPictureView      *self,
           GtkSnapshot         *snapshot,
           GdkTexture          *texture,
           const KtgRasterPart *part)
{
  double          zoom = get_zoom (self);
  graphene_rect_t area;

  graphene_rect_init (&area,
                      (float)(part->x * zoom),
                      (float)(part->y * zoom),
                      (float)(part->width * zoom),
                      (float)(part->height * zoom));
  gtk_snapshot_append_texture (snapshot, texture, &area);
}

static void
ktg_picture_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  KtgPictureView *self = KTG_PICTURE_VIEW (widget);
  KtgRasterPart   whole = { 0 };
  double          zoom;

  if (self->texture == NULL)
    return;

  zoom = get_zoom (self);
  ktg_raster_texture_get_own_size (self->texture, &whole.width, &whole.height);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT ((float)(gtk_widget_get_width (widget) / 2.0
                                                        + self->across),
                                                (float)(gtk_widget_get_height (widget) / 2.0
                                                        + self->down)));
  gtk_snapshot_rotate (snapshot, (float)(self->quarters * 90));
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT ((float)(-whole.width * zoom / 2),
                                                (float)(-whole.height * zoom / 2)));
  draw_part (self, snapshot, self->texture, &whole);
  if (self->sharp != NULL)
    draw_part (self, snapshot, self->sharp, &self->sharp_part);
  gtk_snapshot_restore (snapshot);
}

static void
ktg_picture_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  KtgPictureView *self = KTG_PICTURE_VIEW (widget);

  if (self->texture != NULL)
    hold_in_room (self);
}

static void
drag_began_cb (KtgPictureView *self)
{
  self->began_across = self->across;
  self->began_down = self->down;
}

static void
dragged_cb (KtgPictureView *self, double across, double down)
{
  self->across = self->began_across + across;
  self->down = self->began_down + down;
  say_changed (self);
}

static void
pinch_began_cb (KtgPictureView *self)
{
  self->began_zoom = ktg_picture_view_get_zoom (self);
}

static void
pinched_cb (KtgPictureView *self, double scale)
{
  set_zoom (self, self->began_zoom * scale);
}

static gboolean
scrolled_cb (KtgPictureView *self, double across, double down, GtkEventController *controller)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (controller);

  if ((state & GDK_CONTROL_MASK) == 0)
    return FALSE;

  ktg_picture_view_zoom (self, down < 0 ? SCROLL_STEP : 1 / SCROLL_STEP);
  return TRUE;
}

static void
add_gestures (KtgPictureView *self)
{
  GtkWidget          *widget = GTK_WIDGET (self);
  GtkGesture         *drag = gtk_gesture_drag_new ();
  GtkGesture         *pinch = gtk_gesture_zoom_new ();
  GtkEventController *scroll
      = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);

  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_began_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (dragged_cb), self);
  g_signal_connect_swapped (pinch, "begin", G_CALLBACK (pinch_began_cb), self);
  g_signal_connect_swapped (pinch, "scale-changed", G_CALLBACK (pinched_cb), self);
  g_signal_connect_swapped (scroll, "scroll", G_CALLBACK (scrolled_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (pinch));
  gtk_widget_add_controller (widget, scroll);
}

static void
ktg_picture_view_dispose (GObject *object)
{
  g_clear_object (&KTG_PICTURE_VIEW (object)->texture);
  g_clear_object (&KTG_PICTURE_VIEW (object)->sharp);

  G_OBJECT_CLASS (ktg_picture_view_parent_class)->dispose (object);
}

static void
ktg_picture_view_class_init (KtgPictureViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ktg_picture_view_dispose;
  widget_class->snapshot = ktg_picture_view_snapshot;
  widget_class->size_allocate = ktg_picture_view_size_allocate;
  signals[SIGNAL_CHANGED] = ktg_signal_new ("changed", KTG_TYPE_PICTURE_VIEW, G_TYPE_NONE);

  gtk_widget_class_set_css_name (widget_class, "picture-view");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
ktg_picture_view_init (KtgPictureView *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
  add_gestures (self);
}

/**
 * ktg_picture_view_show:
 * @self: a view
 * @texture: (nullable): another picture, which fits and stands upright
 */
void
ktg_picture_view_show (KtgPictureView *self, GdkTexture *texture)
{
  g_set_object (&self->texture, texture);
  g_clear_object (&self->sharp);
  self->quarters = 0;
  ktg_picture_view_fit (self);
}

/**
 * ktg_picture_view_sharpen:
 * @self: a view
 * @texture: the same picture, with more pixels
 *
 * It takes the place of the one that is shown, at the same size and place.
 */
void
ktg_picture_view_sharpen (KtgPictureView *self, GdkTexture *texture)
{
  double width, new_width, height;

  g_clear_object (&self->sharp);
  if (self->texture != NULL)
    {
      get_size (self, &width, &height);
      g_set_object (&self->texture, texture);
      get_size (self, &new_width, &height);
      self->zoom *= width / new_width;
    }
  else
    g_set_object (&self->texture, texture);

  say_changed (self);
}

/* How many pixels of the screen are wanted for one of the picture's; it has no more than one. */
static double
get_wanted (KtgPictureView *self)
{
  return MIN (1, get_zoom (self) * gtk_widget_get_scale_factor (GTK_WIDGET (self)));
}

static double
get_density (GdkTexture *texture, int own_width)
{
  return (double)gdk_texture_get_width (texture) / own_width;
}

/* Along one side, in the picture's own pixels. */
static void
find_seen (double middle, double room, int size, double margin, int *at, int *length)
{
  double from = floor (CLAMP (middle - room * (0.5 + margin), 0, size));
  double to = ceil (CLAMP (middle + room * (0.5 + margin), 0, size));

  *at = (int)from;
  *length = MAX (1, (int)(to - from));
}

/* The picture is turned to the right on the screen; a place there is turned back. */
static void
find_seen_part (KtgPictureView *self, double margin, KtgRasterPart *part)
{
  double zoom = get_zoom (self);
  double across = -self->across / zoom, down = -self->down / zoom;
  double width = gtk_widget_get_width (GTK_WIDGET (self)) / zoom;
  double height = gtk_widget_get_height (GTK_WIDGET (self)) / zoom;
  int    own_width, own_height;

  for (int i = 0; i < self->quarters; i++)
    {
      double was_across = across, was_width = width;

      across = down;
      down = -was_across;
      width = height;
      height = was_width;
    }

  ktg_raster_texture_get_own_size (self->texture, &own_width, &own_height);
  find_seen (own_width / 2.0 + across, width, own_width, margin, &part->x, &part->width);
  find_seen (own_height / 2.0 + down, height, own_height, margin, &part->y, &part->height);
}

static gboolean
is_within (const KtgRasterPart *part, const KtgRasterPart *larger)
{
  return part->x >= larger->x && part->y >= larger->y
         && part->x + part->width <= larger->x + larger->width
         && part->y + part->height <= larger->y + larger->height;
}

static gboolean
is_sharp (KtgPictureView *self)
{
  double        enough = get_wanted (self) * ENOUGH;
  KtgRasterPart seen;
  int           own_width, own_height;

  ktg_raster_texture_get_own_size (self->texture, &own_width, &own_height);
  if (get_density (self->texture, own_width) >= enough)
    return TRUE;

  find_seen_part (self, 0, &seen);
  return self->sharp != NULL && is_within (&seen, &self->sharp_part)
         && get_density (self->sharp, self->sharp_part.width) >= enough;
}

/**
 * ktg_picture_view_find_part:
 * @self: a view
 * @part: (out): in the picture's own pixels: what is seen, and somewhat more
 * @width: (out): with how many pixels across it would be sharp
 *
 * Returns: whether what is seen could be sharper
 */
gboolean
ktg_picture_view_find_part (KtgPictureView *self, KtgRasterPart *part, int *width)
{
  if (self->texture == NULL || is_sharp (self))
    return FALSE;

  find_seen_part (self, MARGIN, part);
  *width = (int)ceil (part->width * get_wanted (self));
  return TRUE;
}

/**
 * ktg_picture_view_show_part:
 * @self: a view
 * @texture: a part of the picture that is shown, with more pixels
 * @part: which it is
 */
void
ktg_picture_view_show_part (KtgPictureView *self, GdkTexture *texture, const KtgRasterPart *part)
{
  g_set_object (&self->sharp, texture);
  self->sharp_part = *part;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * ktg_picture_view_fit:
 * @self: a view
 *
 * The whole picture is seen.
 */
void
ktg_picture_view_fit (KtgPictureView *self)
{
  self->zoom = self->across = self->down = 0;
  say_changed (self);
}

/**
 * ktg_picture_view_zoom:
 * @self: a view
 * @factor: how much larger
 */
void
ktg_picture_view_zoom (KtgPictureView *self, double factor)
{
  if (self->texture != NULL)
    set_zoom (self, get_zoom (self) * factor);
}

/**
 * ktg_picture_view_zoom_to:
 * @self: a view
 * @zoom: pixels of the screen for one of the picture's
 */
void
ktg_picture_view_zoom_to (KtgPictureView *self, double zoom)
{
  set_zoom (self, zoom);
}

/**
 * ktg_picture_view_turn:
 * @self: a view
 * @quarters: of a turn to the right; to the left: less than nothing
 */
void
ktg_picture_view_turn (KtgPictureView *self, int quarters)
{
  self->quarters = (self->quarters + quarters + 4) % 4;
  ktg_picture_view_fit (self);
}

/**
 * ktg_picture_view_pan:
 * @self: a view
 * @across: how far to look to the right, in parts of the room
 * @down: how far to look down, likewise
 *
 * Returns: whether there is more of it than is seen
 */
gboolean
ktg_picture_view_pan (KtgPictureView *self, double across, double down)
{
  if (self->zoom == 0)
    return FALSE;

  self->across -= across * gtk_widget_get_width (GTK_WIDGET (self));
  self->down -= down * gtk_widget_get_height (GTK_WIDGET (self));
  say_changed (self);
  return TRUE;
}

/**
 * ktg_picture_view_get_zoom:
 * @self: a view
 *
 * Returns: pixels of the screen for one of the picture's; 0 while nothing is shown
 */
double
ktg_picture_view_get_zoom (KtgPictureView *self)
{
  return self->texture != NULL ? get_zoom (self) : 0;
}
