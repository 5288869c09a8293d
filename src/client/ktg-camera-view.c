/* ktg-camera-view.c - the live picture of a camera, or why there is none
 *
 * As the camera sees it, and not as a mirror would: what stands on a poster can be read.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-camera-view.h"

#include <glib/gi18n.h>
#include <ktg-signal.h>

struct _KtgCameraView
{
  AdwBin parent_instance;

  GtkStack   *stack;
  GtkPicture *picture;
  GtkLabel   *trouble;
  GtkWidget  *again_button;

  KtgCamera *camera;
  gboolean   is_live;
};

enum
{
  SIGNAL_CHANGED,
  SIGNAL_PHOTO,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KtgCameraView, ktg_camera_view, ADW_TYPE_BIN)

/* What happened, what is safe, what to do. */
static const char *
get_sentence (KtgCameraError error)
{
  switch (error)
    {
    case KTG_CAMERA_ERROR_BUSY:
      return _ ("Another program is using the camera. Nothing that was written or taken is lost. "
                "Close that program, then try again.");
    case KTG_CAMERA_ERROR_GONE:
      return _ ("The camera stopped: it was pulled out, or its program ended. Nothing that was "
                "written or taken is lost. Plug it in again, then try again.");
    case KTG_CAMERA_ERROR_LACKING:
      return _ ("This computer lacks a part of GStreamer that the camera needs. Nothing that was "
                "written or taken is lost. Choose a photo as a file instead.");
    case KTG_CAMERA_ERROR_NOT_STARTED:
      return _ ("The program that has the camera could not be started. Nothing that was written or "
                "taken is lost. Try again, or choose a photo as a file instead.");
    case KTG_CAMERA_ERROR_SILENT:
      return _ ("The camera gives no picture. Nothing that was written or taken is lost. Pull it "
                "out and plug it in again, then try again.");
    case KTG_CAMERA_ERROR_NONSENSE:
      return _ ("What came from the camera was no picture, and was not used. Nothing that was "
                "written or taken is lost. Try again.");
    case KTG_CAMERA_ERROR_REFUSED:
      return _ ("The system does not let this program use the camera. Nothing that was written or "
                "taken is lost. Allow it in the system's privacy settings, then try again.");
    case KTG_CAMERA_ERROR_ABSENT:
    default:
      return _ ("No camera could be opened. Nothing that was written or taken is lost. Plug a "
                "camera in, then try again.");
    }
}

static void
show (KtgCameraView *self, const char *page, gboolean is_live)
{
  gtk_stack_set_visible_child_name (self->stack, page);
  self->is_live = is_live;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
frame_cb (KtgCameraView *self, GdkTexture *frame)
{
  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (frame));
  if (!self->is_live)
    show (self, "live", TRUE);
}

static void
photo_cb (KtgCameraView *self, GBytes *photo)
{
  g_signal_emit (self, signals[SIGNAL_PHOTO], 0, photo);
}

static void
failed_cb (KtgCameraView *self, guint error)
{
  gtk_label_set_label (self->trouble, get_sentence ((KtgCameraError)error));
  show (self, "trouble", FALSE);
  gtk_picture_set_paintable (self->picture, NULL);
  gtk_widget_grab_focus (self->again_button);
}

static void
again_clicked_cb (KtgCameraView *self)
{
  ktg_camera_view_start (self);
}

static void
leave_camera (KtgCameraView *self)
{
  if (self->camera == NULL)
    return;

  g_signal_handlers_disconnect_by_data (self->camera, self);
  ktg_camera_stop (self->camera);
  g_clear_object (&self->camera);
}

static void
ktg_camera_view_dispose (GObject *object)
{
  leave_camera (KTG_CAMERA_VIEW (object));

  G_OBJECT_CLASS (ktg_camera_view_parent_class)->dispose (object);
}

static void
ktg_camera_view_class_init (KtgCameraViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ktg_camera_view_dispose;

  signals[SIGNAL_CHANGED] = ktg_signal_new ("changed", KTG_TYPE_CAMERA_VIEW, G_TYPE_NONE);
  signals[SIGNAL_PHOTO] = ktg_signal_new ("photo", KTG_TYPE_CAMERA_VIEW, G_TYPE_BYTES);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-camera-view.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgCameraView, stack);
  gtk_widget_class_bind_template_child (widget_class, KtgCameraView, picture);
  gtk_widget_class_bind_template_child (widget_class, KtgCameraView, trouble);
  gtk_widget_class_bind_template_child (widget_class, KtgCameraView, again_button);
  gtk_widget_class_bind_template_callback (widget_class, again_clicked_cb);
}

static void
ktg_camera_view_init (KtgCameraView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ktg_camera_view_start:
 * @self: a view without a live picture
 *
 * Says "changed" when there is one, and when there is none any more.
 */
void
ktg_camera_view_start (KtgCameraView *self)
{
  leave_camera (self);
  show (self, "waiting", FALSE);
  self->camera = ktg_camera_new ();
  g_signal_connect_swapped (self->camera, "frame", G_CALLBACK (frame_cb), self);
  g_signal_connect_swapped (self->camera, "photo", G_CALLBACK (photo_cb), self);
  g_signal_connect_swapped (self->camera, "failed", G_CALLBACK (failed_cb), self);
  ktg_camera_start (self->camera);
}

/**
 * ktg_camera_view_is_live:
 * @self: a view
 *
 * Returns: whether it shows what the camera sees now
 */
gboolean
ktg_camera_view_is_live (KtgCameraView *self)
{
  return self->is_live;
}

/**
 * ktg_camera_view_take_photo:
 * @self: a view
 * @moment: (nullable): what time it is; %NULL for a photo that does not say when it was taken
 *
 * Says "photo" with a JPEG soon, or that there is trouble; nothing without a live picture.
 */
void
ktg_camera_view_take_photo (KtgCameraView *self, const KtgMoment *moment)
{
  if (self->is_live)
    ktg_camera_take_photo (self->camera, moment);
}
