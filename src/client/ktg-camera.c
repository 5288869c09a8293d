/* ktg-camera.c - what somebody sees through a camera
 *
 * The program that has it says frames and photos on a pipe. That it dies, says nothing or nonsense
 * is to be expected: it is ended, and that is said once. The next frame is read when the one before
 * was shown, so that a window which is slow has one frame in memory, and input comes first.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-camera.h"

#include "ktg-camera-portal.h"

#include <ktg-camera-record.h>
#include <ktg-signal.h>
#include <string.h>
#include <unistd.h>

#define READ_PRIORITY G_PRIORITY_DEFAULT_IDLE

struct _KtgCamera
{
  GObject parent_instance;

  GSubprocess  *process;
  GCancellable *working;
  KtgCameraHead head;
  guint8       *body;
  guint         watch_id;       /* until the next picture */
  guint         photo_watch_id; /* until the photo that is wanted */
  gboolean      has_shown;
};

enum
{
  SIGNAL_FRAME,
  SIGNAL_PHOTO,
  SIGNAL_FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KtgCamera, ktg_camera, G_TYPE_OBJECT)

static void
fail (KtgCamera *self, KtgCameraError error)
{
  ktg_camera_stop (self);
  g_signal_emit (self, signals[SIGNAL_FAILED], 0, (guint)error);
}

static void
hung_cb (gpointer user_data)
{
  KtgCamera *self = user_data;

  self->watch_id = 0;
  fail (self, KTG_CAMERA_ERROR_SILENT);
}

static void
photo_hung_cb (gpointer user_data)
{
  KtgCamera *self = user_data;

  self->photo_watch_id = 0;
  fail (self, KTG_CAMERA_ERROR_SILENT);
}

static void
watch (KtgCamera *self)
{
  g_clear_handle_id (&self->watch_id, g_source_remove);
  self->watch_id
      = g_timeout_add_once (ktg_camera_program_get_patience_ms (self->has_shown), hung_cb, self);
}

static void
show_frame (KtgCamera *self, GBytes *pixels)
{
  g_autoptr (GdkTexture) texture = gdk_memory_texture_new (self->head.width,
                                                           self->head.height,
                                                           GDK_MEMORY_DEFAULT,
                                                           pixels,
                                                           (gsize)self->head.row_bytes);

  self->has_shown = TRUE;
  watch (self);
  g_signal_emit (self, signals[SIGNAL_FRAME], 0, texture);
}

/* What was not asked for, or begins as no JPEG does, is not taken. */
static void
give_photo (KtgCamera *self, GBytes *photo)
{
  gsize         n_bytes;
  const guint8 *bytes = g_bytes_get_data (photo, &n_bytes);

  if (self->photo_watch_id == 0 || n_bytes < 3 || memcmp (bytes, "\377\330\377", 3) != 0)
    {
      fail (self, KTG_CAMERA_ERROR_NONSENSE);
      return;
    }

  g_clear_handle_id (&self->photo_watch_id, g_source_remove);
  g_signal_emit (self, signals[SIGNAL_PHOTO], 0, photo);
}

static KtgCameraError
name_trouble (gint32 trouble)
{
  switch (trouble)
    {
    case KTG_CAMERA_TROUBLE_BUSY:
      return KTG_CAMERA_ERROR_BUSY;
    case KTG_CAMERA_TROUBLE_GONE:
      return KTG_CAMERA_ERROR_GONE;
    case KTG_CAMERA_TROUBLE_LACKING:
      return KTG_CAMERA_ERROR_LACKING;
    default:
      return KTG_CAMERA_ERROR_ABSENT;
    }
}

/* Returns: whether all of it came, and somebody still looks. */
static gboolean
is_read (KtgCamera *self, GObject *stream, GAsyncResult *result, gsize n_wanted)
{
  gsize    n_read = 0;
  gboolean is_well
      = g_input_stream_read_all_finish (G_INPUT_STREAM (stream), result, &n_read, NULL);

  if (self->process == NULL || g_subprocess_get_stdout_pipe (self->process) != (gpointer)stream)
    return FALSE;
  if (is_well && n_read == n_wanted)
    return TRUE;

  fail (self, KTG_CAMERA_ERROR_GONE);
  return FALSE;
}

static void read_head (KtgCamera *self);

static void
body_read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KtgCamera) self = user_data;
  gsize n_bytes = (gsize)self->head.n_bytes;
  g_autoptr (GBytes) bytes = g_bytes_new_take (g_steal_pointer (&self->body), n_bytes);

  if (!is_read (self, object, result, n_bytes))
    return;

  if (self->head.kind == KTG_CAMERA_FRAME)
    show_frame (self, bytes);
  else
    give_photo (self, bytes);

  if (self->process != NULL)
    read_head (self);
}

static void
head_read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KtgCamera) self = user_data;

  if (!is_read (self, object, result, sizeof self->head))
    return;

  if (!ktg_camera_head_is_sound (&self->head))
    {
      fail (self, KTG_CAMERA_ERROR_NONSENSE);
      return;
    }
  if (self->head.kind == KTG_CAMERA_TROUBLE)
    {
      fail (self, name_trouble (self->head.trouble));
      return;
    }

  self->body = g_malloc ((gsize)self->head.n_bytes);
  g_input_stream_read_all_async (G_INPUT_STREAM (object),
                                 self->body,
                                 (gsize)self->head.n_bytes,
                                 READ_PRIORITY,
                                 self->working,
                                 body_read_cb,
                                 g_object_ref (self));
}

static void
read_head (KtgCamera *self)
{
  g_input_stream_read_all_async (g_subprocess_get_stdout_pipe (self->process),
                                 &self->head,
                                 sizeof self->head,
                                 READ_PRIORITY,
                                 self->working,
                                 head_read_cb,
                                 g_object_ref (self));
}

static void
begin (KtgCamera *self, int remote)
{
  g_autoptr (GError) error = NULL;

  self->process = ktg_camera_program_start (remote, &error);
  if (self->process == NULL)
    {
      g_debug ("the camera's program was not started: %s", error->message);
      fail (self, (KtgCameraError)error->code);
      return;
    }

  watch (self);
  read_head (self);
}

/* An officer who is asked takes as long as she wants. */
static void
portal_answered_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KtgCamera) self = user_data;
  g_autoptr (GError) error = NULL;
  int remote = ktg_camera_portal_open_finish (result, &error);

  /* Whoever asked may have gone when the answer was already on its way. */
  if (self->working == NULL)
    {
      if (remote >= 0)
        close (remote);
      return;
    }

  if (remote < 0)
    fail (self, (KtgCameraError)error->code);
  else
    begin (self, remote);
}

static void
ktg_camera_dispose (GObject *object)
{
  ktg_camera_stop (KTG_CAMERA (object));

  G_OBJECT_CLASS (ktg_camera_parent_class)->dispose (object);
}

static void
ktg_camera_class_init (KtgCameraClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ktg_camera_dispose;

  signals[SIGNAL_FRAME] = ktg_signal_new ("frame", KTG_TYPE_CAMERA, GDK_TYPE_TEXTURE);
  signals[SIGNAL_PHOTO] = ktg_signal_new ("photo", KTG_TYPE_CAMERA, G_TYPE_BYTES);
  signals[SIGNAL_FAILED] = ktg_signal_new ("failed", KTG_TYPE_CAMERA, G_TYPE_UINT);
}

static void
ktg_camera_init (KtgCamera *self)
{
}

/**
 * ktg_camera_new:
 *
 * Says "frame" with a #GdkTexture, "photo" with the bytes of a JPEG, and "failed" with a
 * #KtgCameraError, which is the last thing that it says.
 *
 * Returns: (transfer full): a camera through which nobody looks yet
 */
KtgCamera *
ktg_camera_new (void)
{
  return g_object_new (KTG_TYPE_CAMERA, NULL);
}

/**
 * ktg_camera_start:
 * @self: a new camera; once
 */
void
ktg_camera_start (KtgCamera *self)
{
  g_return_if_fail (self->working == NULL && self->process == NULL);

  self->working = g_cancellable_new ();
  if (ktg_camera_program_asks_portal ())
    ktg_camera_portal_open_async (self->working, portal_answered_cb, g_object_ref (self));
  else
    begin (self, -1);
}

/* As Exif writes it. */
static char *
dup_word (const KtgMoment *moment)
{
  g_autofree char *wall = NULL;

  if (moment == NULL)
    return g_strdup (KTG_CAMERA_PHOTO_WORD "\n");

  wall = ktg_moment_dup_wall (moment);
  wall[4] = wall[7] = ':';
  wall[10] = ' ';
  return g_strdup_printf (KTG_CAMERA_PHOTO_WORD " %s\n", wall);
}

/**
 * ktg_camera_take_photo:
 * @self: a camera that gave a frame
 * @moment: (nullable): what time it is; %NULL for a photo that does not say when it was taken
 *
 * The next picture that it gives is one. Nothing happens while another is waited for.
 */
void
ktg_camera_take_photo (KtgCamera *self, const KtgMoment *moment)
{
  g_autofree char *word = dup_word (moment);

  if (self->process == NULL || self->photo_watch_id != 0)
    return;

  self->photo_watch_id
      = g_timeout_add_once (ktg_camera_program_get_patience_ms (FALSE), photo_hung_cb, self);
  if (!g_output_stream_write_all (g_subprocess_get_stdin_pipe (self->process),
                                  word,
                                  strlen (word),
                                  NULL,
                                  NULL,
                                  NULL))
    fail (self, KTG_CAMERA_ERROR_GONE);
}

/**
 * ktg_camera_stop:
 * @self: a camera
 *
 * Its program is ended, and says nothing more; no photo is under way any more.
 */
void
ktg_camera_stop (KtgCamera *self)
{
  g_clear_handle_id (&self->watch_id, g_source_remove);
  g_clear_handle_id (&self->photo_watch_id, g_source_remove);
  g_cancellable_cancel (self->working);
  g_clear_object (&self->working);
  if (self->process != NULL)
    g_subprocess_force_exit (self->process);
  g_clear_object (&self->process);
  self->has_shown = FALSE;
}
