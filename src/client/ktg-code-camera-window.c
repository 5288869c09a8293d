/* ktg-code-camera-window.c - an enrolment code is held in front of the camera
 *
 * One picture after the other is read as a chosen one is, in a process of its own, and none is
 * kept. It says "found" with what would have been typed, once, and closes; it sends nothing.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-code-camera-window.h"

#include "ktg-camera-view.h"
#include "ktg-help-key.h"

#include <ktg-code-finding.h>
#include <ktg-picture-codes.h>
#include <ktg-signal.h>

#define PAUSE_MS 250

struct _KtgCodeCameraWindow
{
  AdwWindow parent_instance;

  KtgCameraView *view;
  GtkLabel      *problem;

  GCancellable *reading;
  guint         pause_id;
};

enum
{
  SIGNAL_FOUND,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KtgCodeCameraWindow, ktg_code_camera_window, ADW_TYPE_WINDOW)

static void
paused_cb (gpointer user_data)
{
  KtgCodeCameraWindow *self = user_data;

  self->pause_id = 0;
  ktg_camera_view_take_photo (self->view, NULL);
}

static void
look_again (KtgCodeCameraWindow *self)
{
  if (self->pause_id == 0)
    self->pause_id = g_timeout_add_once (PAUSE_MS, paused_cb, self);
}

/* Where there was a code, and it is none of an office, that is said; the next may be. */
static void
say_problem (KtgCodeCameraWindow *self, const char *problem)
{
  gtk_label_set_label (self->problem, problem);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), TRUE);
}

static void
codes_read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KtgCodeCameraWindow) self = user_data;
  g_auto (GStrv) texts = ktg_picture_codes_read_finish (result, NULL);
  g_autofree char *code = NULL;
  const char      *problem = NULL;

  if (g_cancellable_is_cancelled (self->reading))
    return;

  if (texts != NULL)
    code = ktg_code_finding_dup_code ((const char *const *)texts, &problem);

  if (code != NULL)
    {
      g_signal_emit (self, signals[SIGNAL_FOUND], 0, code);
      gtk_window_close (GTK_WINDOW (self));
      return;
    }

  if (texts != NULL && texts[0] != NULL)
    say_problem (self, problem);
  look_again (self);
}

static void
view_changed_cb (KtgCodeCameraWindow *self)
{
  if (ktg_camera_view_is_live (self->view))
    look_again (self);
}

static void
photo_cb (KtgCodeCameraWindow *self, GBytes *photo)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (photo);

  ktg_picture_codes_read_async (stream, self->reading, codes_read_cb, g_object_ref (self));
}

static void
ktg_code_camera_window_dispose (GObject *object)
{
  KtgCodeCameraWindow *self = KTG_CODE_CAMERA_WINDOW (object);

  g_cancellable_cancel (self->reading);
  g_clear_handle_id (&self->pause_id, g_source_remove);

  G_OBJECT_CLASS (ktg_code_camera_window_parent_class)->dispose (object);
}

static void
ktg_code_camera_window_finalize (GObject *object)
{
  g_clear_object (&KTG_CODE_CAMERA_WINDOW (object)->reading);

  G_OBJECT_CLASS (ktg_code_camera_window_parent_class)->finalize (object);
}

static void
ktg_code_camera_window_class_init (KtgCodeCameraWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ktg_code_camera_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = ktg_code_camera_window_finalize;

  signals[SIGNAL_FOUND] = ktg_signal_new ("found", KTG_TYPE_CODE_CAMERA_WINDOW, G_TYPE_STRING);

  g_type_ensure (KTG_TYPE_CAMERA_VIEW);
  ktg_help_key_bind (widget_class);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-code-camera-window.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgCodeCameraWindow, view);
  gtk_widget_class_bind_template_child (widget_class, KtgCodeCameraWindow, problem);
  gtk_widget_class_bind_template_callback (widget_class, view_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, photo_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ktg_code_camera_window_init (KtgCodeCameraWindow *self)
{
  self->reading = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ktg_code_camera_window_new:
 * @asker: a widget of the window over which it stands
 *
 * Returns: (transfer none): a window; the camera is on as long as it is there
 */
KtgCodeCameraWindow *
ktg_code_camera_window_new (GtkWidget *asker)
{
  KtgCodeCameraWindow *self = g_object_new (KTG_TYPE_CODE_CAMERA_WINDOW,
                                            "transient-for",
                                            GTK_WINDOW (gtk_widget_get_root (asker)),
                                            NULL);

  ktg_camera_view_start (self->view);
  return self;
}
