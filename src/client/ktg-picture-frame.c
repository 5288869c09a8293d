/* ktg-picture-frame.c - a square with a picture of evidence in it
 *
 * It knows which picture it shows, and loads it only when it is told that somebody can see it. One
 * widget and no children, because a list has hundreds of them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-picture-frame.h"

struct _KtgPictureFrame
{
  GtkWidget parent_instance;

  int            side;
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
}

static void
draw_texture (KtgPictureFrame *self, GtkSnapshot *snapshot, float side)
{
  float           width = (float)gdk_texture_get_width (self->texture);
  float           height = (float)gdk_texture_get_height (self->texture);
  float           scale = MAX (side / width, side / height);
  graphene_rect_t area;
  GskRoundedRect  clip;

  graphene_rect_init (&area, 0, 0, side, side);
  gsk_rounded_rect_init_from_rect (&clip, &area, 6);
  gtk_snapshot_push_rounded_clip (snapshot, &clip);
  graphene_rect_init (&area,
                      (side - width * scale) / 2,
                      (side - height * scale) / 2,
                      width * scale,
                      height * scale);
  gtk_snapshot_append_texture (snapshot, self->texture, &area);
  gtk_snapshot_pop (snapshot);
}

/* The theme has ready-made pictures of these sizes; for any other it would draw one from SVG, with
 * a library that alone is 8 MiB. */
static int
get_icon_side (float side)
{
  return side < 64 ? 24 : 32;
}

static void
draw_icon (KtgPictureFrame *self, GtkSnapshot *snapshot, float side)
{
  GtkWidget    *widget = GTK_WIDGET (self);
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gtk_widget_get_display (widget));
  int           icon_side = get_icon_side (side);
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
                          &GRAPHENE_POINT_INIT ((side - (float)icon_side) / 2,
                                                (side - (float)icon_side) / 2));
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
  float side = (float)MIN (gtk_widget_get_width (widget), gtk_widget_get_height (widget));

  if (self->texture != NULL)
    draw_texture (self, snapshot, side);
  else
    draw_icon (self, snapshot, side);
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
  *minimum = *natural = KTG_PICTURE_FRAME (widget)->side;
}

static void
ktg_picture_frame_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  KtgPictureFrame *self = KTG_PICTURE_FRAME (object);

  if (id == PROP_SIDE)
    g_value_set_int (value, self->side);
  else
    g_value_set_string (value, self->icon_name);
}

static void
ktg_picture_frame_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  KtgPictureFrame *self = KTG_PICTURE_FRAME (object);

  if (id == PROP_SIDE)
    self->side = g_value_get_int (value);
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
  widget_class->measure = ktg_picture_frame_measure;
  widget_class->snapshot = ktg_picture_frame_snapshot;

  properties[PROP_SIDE] = g_param_spec_int ("side",
                                            NULL,
                                            NULL,
                                            16,
                                            1024,
                                            56,
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
                             self->side * scale * 3 / 2,
                             self->loading,
                             picture_loaded_cb,
                             g_object_ref (self));
}
