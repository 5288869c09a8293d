/* ktg-picture-frame.c - a picture of evidence, or the sign of its kind
 *
 * It knows which picture it shows, and loads it only when it is told that somebody can see it. A
 * small one is filled and cut at the sides; a large one shows its picture whole and is as high as
 * that asks for. One widget and no children, because a list has hundreds of them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-picture-frame.h"

#include "ktg-sign.h"

#define BADGE_SIDE 20.0
#define BADGE_SPACE 4.0
#define CORNER 8
#define STAGE_CORNER 12
#define LEAST_HEIGHT 220 /* of a picture that is shown whole */
#define MOST_HEIGHT 400
#define MOST_SMALL_HEIGHT 250 /* in a small window, where what is said of it stands below it */
#define KIND_HEIGHT 180       /* of a file that has none */
#define WHOLE_SIDE 640        /* as large as a preview is */

struct _KtgPictureFrame
{
  GtkWidget parent_instance;

  int            side;
  int            height; /* 0: as the side */
  gboolean       is_whole;
  KtgBadge       badge;
  double         part;
  char          *icon_name;
  KtgThumbnails *thumbnails;
  char          *sha256;
  GdkTexture    *texture;
  GCancellable  *loading;
};

enum
{
  PROP_0,
  PROP_SIDE,
  PROP_HEIGHT,
  PROP_IS_WHOLE,
  PROP_ICON_NAME,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (KtgPictureFrame, ktg_picture_frame, GTK_TYPE_WIDGET)

static void
stop_loading (KtgPictureFrame *self)
{
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
}

static void
picture_loaded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KtgPictureFrame) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture
      = ktg_thumbnails_load_finish (KTG_THUMBNAILS (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (texture == NULL)
    {
      g_debug ("a picture is not shown: %s", error->message);
      return;
    }

  g_clear_object (&self->loading);
  g_set_object (&self->texture, texture);
  gtk_widget_queue_draw (GTK_WIDGET (self));

  if (self->is_whole)
    gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
draw_texture (KtgPictureFrame *self, GtkSnapshot *snapshot, float width, float height)
{
  float           across = width / (float)gdk_texture_get_width (self->texture);
  float           down = height / (float)gdk_texture_get_height (self->texture);
  float           scale = self->is_whole ? MIN (across, down) : MAX (across, down);
  float           shown_width = (float)gdk_texture_get_width (self->texture) * scale;
  float           shown_height = (float)gdk_texture_get_height (self->texture) * scale;
  graphene_rect_t area;
  GskRoundedRect  clip;

  graphene_rect_init (&area, 0, 0, width, height);
  gsk_rounded_rect_init_from_rect (&clip, &area, self->is_whole ? STAGE_CORNER : CORNER);
  gtk_snapshot_push_rounded_clip (snapshot, &clip);
  graphene_rect_init (&area,
                      (width - shown_width) / 2,
                      (height - shown_height) / 2,
                      shown_width,
                      shown_height);
  gtk_snapshot_append_texture (snapshot, self->texture, &area);
  gtk_snapshot_pop (snapshot);
}

static void
fill_badge (KtgPictureFrame *self, cairo_t *cr, GdkRGBA *sign_color)
{
  GtkStyleContext *context = gtk_widget_get_style_context (GTK_WIDGET (self));
  const char      *name = self->badge == KTG_BADGE_RECEIVED ? "ktg_teal"
                          : self->badge == KTG_BADGE_PARKED ? "ktg_amber"
                                                            : "ktg_on_photo";
  GdkRGBA          color = { 0.06f, 0.09f, 0.1f, 1 };
  gboolean         is_light;

  gtk_style_context_lookup_color (context, name, &color);
  is_light = color.red + color.green + color.blue > 1.5f;
  *sign_color = is_light ? (GdkRGBA){ 0.06f, 0.09f, 0.1f, 1 } : (GdkRGBA){ 1, 1, 1, 1 };
  gdk_cairo_set_source_rgba (cr, &color);
  cairo_arc (cr, BADGE_SIDE / 2, BADGE_SIDE / 2, BADGE_SIDE / 2, 0, 2 * G_PI);
  cairo_fill (cr);
}

/* How much of it is there: a ring that closes. */
static void
draw_part (KtgPictureFrame *self, cairo_t *cr)
{
  cairo_set_line_width (cr, BADGE_SIDE / 7);
  cairo_arc (cr,
             BADGE_SIDE / 2,
             BADGE_SIDE / 2,
             BADGE_SIDE * 0.3,
             -G_PI_2,
             -G_PI_2 + MAX (self->part, 0.05) * 2 * G_PI);
  cairo_stroke (cr);
}

static void
draw_badge (KtgPictureFrame *self, GtkSnapshot *snapshot, float width, float height)
{
  static const KtgSign signs[] = { [KTG_BADGE_WAITING] = KTG_SIGN_CLOCK,
                                   [KTG_BADGE_RECEIVED] = KTG_SIGN_CHECK,
                                   [KTG_BADGE_PARKED] = KTG_SIGN_CALL,
                                   [KTG_BADGE_PREVIEW_ONLY] = KTG_SIGN_ARROW };
  double               x = width - BADGE_SIDE - BADGE_SPACE;
  double               y = height - BADGE_SIDE - BADGE_SPACE;
  graphene_rect_t      area;
  GdkRGBA              color;
  cairo_t             *cr;

  graphene_rect_init (&area, (float)x, (float)y, (float)BADGE_SIDE, (float)BADGE_SIDE);
  cr = gtk_snapshot_append_cairo (snapshot, &area);
  cairo_translate (cr, x, y);
  fill_badge (self, cr, &color);
  gdk_cairo_set_source_rgba (cr, &color);

  if (self->badge == KTG_BADGE_SENDING)
    draw_part (self, cr);
  else
    ktg_sign_draw (cr, signs[self->badge], BADGE_SIDE);

  cairo_destroy (cr);
}

/* The theme has ready-made pictures of these sizes; for any other it would draw one from SVG, with
 * a library that alone is 8 MiB. */
static int
get_icon_side (float side)
{
  return side < 64 ? 24 : 32;
}

static void
draw_icon (KtgPictureFrame *self, GtkSnapshot *snapshot, float width, float height)
{
  GtkWidget    *widget = GTK_WIDGET (self);
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gtk_widget_get_display (widget));
  int           icon_side = get_icon_side (MIN (width, height));
  g_autoptr (GtkIconPaintable) icon = NULL;
  GdkRGBA color;

  icon = gtk_icon_theme_lookup_icon (theme,
                                     self->icon_name,
                                     NULL,
                                     icon_side,
                                     gtk_widget_get_scale_factor (widget),
                                     gtk_widget_get_direction (widget),
                                     0);
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT ((width - (float)icon_side) / 2,
                                                (height - (float)icon_side) / 2));
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (icon),
                                            snapshot,
                                            icon_side,
                                            icon_side,
                                            &color,
                                            1);
  gtk_snapshot_restore (snapshot);
}

static void
ktg_picture_frame_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  KtgPictureFrame *self = KTG_PICTURE_FRAME (widget);
  float            width = (float)gtk_widget_get_width (widget);
  float            height = (float)gtk_widget_get_height (widget);

  if (self->texture != NULL)
    draw_texture (self, snapshot, width, height);
  else
    draw_icon (self, snapshot, width, height);

  if (self->badge != KTG_BADGE_NONE)
    draw_badge (self, snapshot, width, height);
}

static gboolean
is_in_small_window (KtgPictureFrame *self)
{
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));

  return window != NULL
         && (gtk_widget_has_css_class (window, "narrow")
             || gtk_widget_has_css_class (window, "short"));
}

/* As high as the picture asks for at that width. */
static int
get_whole_height (KtgPictureFrame *self, int width)
{
  if (self->texture == NULL)
    return self->sha256 == NULL ? KIND_HEIGHT : LEAST_HEIGHT;

  return CLAMP (width * gdk_texture_get_height (self->texture)
                    / gdk_texture_get_width (self->texture),
                LEAST_HEIGHT,
                is_in_small_window (self) ? MOST_SMALL_HEIGHT : MOST_HEIGHT);
}

static GtkSizeRequestMode
ktg_picture_frame_get_request_mode (GtkWidget *widget)
{
  return KTG_PICTURE_FRAME (widget)->is_whole ? GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH
                                              : GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
ktg_picture_frame_measure (GtkWidget     *widget,
                           GtkOrientation orientation,
                           int            for_size,
                           int           *minimum,
                           int           *natural,
                           int           *minimum_baseline,
                           int           *natural_baseline)
{
  KtgPictureFrame *self = KTG_PICTURE_FRAME (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = self->side;
      *natural = self->is_whole ? WHOLE_SIDE : self->side;
    }
  else if (self->is_whole)
    *minimum = *natural = get_whole_height (self, for_size < 0 ? WHOLE_SIDE : for_size);
  else
    *minimum = *natural = self->height > 0 ? self->height : self->side;
}

/* A window that became small, or large, says so by its classes. */
static void
ktg_picture_frame_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (ktg_picture_frame_parent_class)->root (widget);

  if (KTG_PICTURE_FRAME (widget)->is_whole)
    g_signal_connect_object (gtk_widget_get_root (widget),
                             "notify::css-classes",
                             G_CALLBACK (gtk_widget_queue_resize),
                             widget,
                             G_CONNECT_SWAPPED);
}

static void
ktg_picture_frame_unroot (GtkWidget *widget)
{
  g_signal_handlers_disconnect_by_func (gtk_widget_get_root (widget),
                                        gtk_widget_queue_resize,
                                        widget);

  GTK_WIDGET_CLASS (ktg_picture_frame_parent_class)->unroot (widget);
}

static void
ktg_picture_frame_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  KtgPictureFrame *self = KTG_PICTURE_FRAME (object);

  if (id == PROP_SIDE)
    g_value_set_int (value, self->side);
  else if (id == PROP_HEIGHT)
    g_value_set_int (value, self->height);
  else if (id == PROP_IS_WHOLE)
    g_value_set_boolean (value, self->is_whole);
  else
    g_value_set_string (value, self->icon_name);
}

static void
ktg_picture_frame_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  KtgPictureFrame *self = KTG_PICTURE_FRAME (object);

  if (id == PROP_SIDE)
    self->side = g_value_get_int (value);
  else if (id == PROP_HEIGHT)
    self->height = g_value_get_int (value);
  else if (id == PROP_IS_WHOLE)
    self->is_whole = g_value_get_boolean (value);
  else
    {
      g_free (self->icon_name);
      self->icon_name = g_value_dup_string (value);
    }

  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
ktg_picture_frame_dispose (GObject *object)
{
  KtgPictureFrame *self = KTG_PICTURE_FRAME (object);

  stop_loading (self);
  g_clear_object (&self->thumbnails);
  g_clear_object (&self->texture);

  G_OBJECT_CLASS (ktg_picture_frame_parent_class)->dispose (object);
}

static void
ktg_picture_frame_finalize (GObject *object)
{
  KtgPictureFrame *self = KTG_PICTURE_FRAME (object);

  g_clear_pointer (&self->sha256, g_free);
  g_clear_pointer (&self->icon_name, g_free);

  G_OBJECT_CLASS (ktg_picture_frame_parent_class)->finalize (object);
}

static void
ktg_picture_frame_class_init (KtgPictureFrameClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = ktg_picture_frame_get_property;
  object_class->set_property = ktg_picture_frame_set_property;
  object_class->dispose = ktg_picture_frame_dispose;
  object_class->finalize = ktg_picture_frame_finalize;
  widget_class->root = ktg_picture_frame_root;
  widget_class->unroot = ktg_picture_frame_unroot;
  widget_class->get_request_mode = ktg_picture_frame_get_request_mode;
  widget_class->measure = ktg_picture_frame_measure;
  widget_class->snapshot = ktg_picture_frame_snapshot;

  properties[PROP_SIDE] = g_param_spec_int ("side",
                                            NULL,
                                            NULL,
                                            16,
                                            1024,
                                            56,
                                            G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_HEIGHT] = g_param_spec_int ("height",
                                              NULL,
                                              NULL,
                                              0,
                                              1024,
                                              0,
                                              G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_IS_WHOLE] = g_param_spec_boolean ("is-whole",
                                                    NULL,
                                                    NULL,
                                                    FALSE,
                                                    G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_ICON_NAME] = g_param_spec_string ("icon-name",
                                                    NULL,
                                                    NULL,
                                                    NULL,
                                                    G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "picture-frame");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
ktg_picture_frame_init (KtgPictureFrame *self)
{
  self->side = 56;
  self->icon_name = g_strdup ("image-x-generic-symbolic");
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

/**
 * ktg_picture_frame_show:
 * @self: a frame
 * @thumbnails: where pictures come from
 * @sha256: (nullable): which one; %NULL shows the icon
 *
 * Nothing is loaded before ktg_picture_frame_load().
 */
void
ktg_picture_frame_show (KtgPictureFrame *self, KtgThumbnails *thumbnails, const char *sha256)
{
  g_set_object (&self->thumbnails, thumbnails);

  if (g_strcmp0 (self->sha256, sha256) == 0)
    return;

  stop_loading (self);
  g_clear_object (&self->texture);
  g_free (self->sha256);
  self->sha256 = g_strdup (sha256);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * ktg_picture_frame_set_badge:
 * @self: a frame
 * @badge: how its file stands
 * @part: of a file that is being sent, from 0 to 1
 */
void
ktg_picture_frame_set_badge (KtgPictureFrame *self, KtgBadge badge, double part)
{
  self->badge = badge;
  self->part = part;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * ktg_picture_frame_load:
 * @self: a frame that can be seen
 *
 * Loads the picture once; again, nothing happens.
 */
void
ktg_picture_frame_load (KtgPictureFrame *self)
{
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));

  if (self->sha256 == NULL || self->texture != NULL || self->loading != NULL)
    return;

  self->loading = g_cancellable_new ();
  ktg_thumbnails_load_async (self->thumbnails,
                             self->sha256,
                             self->is_whole ? WHOLE_SIDE : self->side * scale * 3 / 2,
                             self->loading,
                             picture_loaded_cb,
                             g_object_ref (self));
}
