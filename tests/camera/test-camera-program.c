/* test-camera-program.c - the program that has the camera, spoken to over its two pipes
 *
 * Where it looks for pictures is said by the test: what GStreamer paints, for want of a camera.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-camera-record.h"

#include <gio/gio.h>
#include <ktg-photo.h>
#include <ktg-raster.h>
#include <string.h>

#define LARGE "videotestsrc is-live=true ! video/x-raw,width=1920,height=1080"

typedef struct
{
  GSubprocess  *process;
  KtgCameraHead head; /* what was said last, … */
  GBytes       *body; /* … and what followed */
} Program;

static void
start (Program *self, const char *source)
{
  g_autoptr (GError) error = NULL;

  self->process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE
                                        | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                                    &error,
                                    g_getenv ("KENTONGAN_CAMERA"),
                                    "--source",
                                    source,
                                    NULL);
  g_assert_no_error (error);
}

/* FALSE at the end of what it says. */
static gboolean
hear (Program *self)
{
  GInputStream *said = g_subprocess_get_stdout_pipe (self->process);
  g_autoptr (GError) error = NULL;
  gsize n_read = 0;

  g_clear_pointer (&self->body, g_bytes_unref);
  g_input_stream_read_all (said, &self->head, sizeof self->head, &n_read, NULL, &error);
  g_assert_no_error (error);
  if (n_read == 0)
    return FALSE;

  g_assert_cmpuint (n_read, ==, sizeof self->head);
  g_assert_true (ktg_camera_head_is_sound (&self->head));
  self->body
      = g_bytes_new_take (g_malloc ((gsize)self->head.n_bytes + 1), (gsize)self->head.n_bytes);
  g_input_stream_read_all (said,
                           (gpointer)g_bytes_get_data (self->body, NULL),
                           (gsize)self->head.n_bytes,
                           &n_read,
                           NULL,
                           &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_read, ==, (gsize)self->head.n_bytes);
  return TRUE;
}

static void
hear_until (Program *self, KtgCameraKind kind)
{
  do
    g_assert_true (hear (self));
  while (self->head.kind != (gint32)kind);
}

static void
tell (Program *self, const char *words)
{
  g_assert_true (g_output_stream_write_all (g_subprocess_get_stdin_pipe (self->process),
                                            words,
                                            strlen (words),
                                            NULL,
                                            NULL,
                                            NULL));
}

/* It ends by itself as soon as nobody speaks to it any more, whether it is read or not. */
static void
leave (Program *self)
{
  g_assert_true (g_output_stream_close (g_subprocess_get_stdin_pipe (self->process), NULL, NULL));
  g_assert_true (g_subprocess_wait_check (self->process, NULL, NULL));
  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_object (&self->process);
}

static void
test_frames (void)
{
  Program self = { NULL };

  start (&self, LARGE);
  for (guint i = 0; i < 3; i++)
    {
      g_assert_true (hear (&self));
      g_assert_cmpint (self.head.kind, ==, KTG_CAMERA_FRAME);
      g_assert_cmpint (self.head.width, ==, 1280);
      g_assert_cmpint (self.head.height, ==, 720);
    }
  leave (&self);
}

/* What is smaller than the screen stays as it is, and what has another shape keeps it. */
static void
test_shape (void)
{
  Program self = { NULL };

  start (&self, "videotestsrc is-live=true ! video/x-raw,width=320,height=240");
  hear_until (&self, KTG_CAMERA_FRAME);
  g_assert_cmpint (self.head.width, ==, 320);
  g_assert_cmpint (self.head.height, ==, 240);
  leave (&self);
  start (&self, "videotestsrc is-live=true ! video/x-raw,width=1600,height=1200 ! jpegenc");
  hear_until (&self, KTG_CAMERA_FRAME);
  g_assert_cmpint (self.head.width, ==, 960);
  g_assert_cmpint (self.head.height, ==, 720);
  leave (&self);
}

/* @taken: as the photo says it; NULL where it does not */
static void
assert_photo (GBytes *photo, const char *taken)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (photo);
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgPhoto) facts = ktg_photo_read_bytes (photo, "camera.jpg", 0, 0, NULL, &error);
  g_autoptr (KtgRaster) raster = ktg_raster_decode (stream, NULL, 100, 100, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (facts->media_type, ==, "image/jpeg");
  g_assert_cmpstr (facts->taken, ==, taken);
  g_assert_cmpstr (facts->camera, ==, taken != NULL ? "camera" : NULL);
  g_assert_false (facts->is_truncated);
  g_assert_cmpint (raster->own_width, ==, 1920);
  g_assert_cmpint (raster->own_height, ==, 1080);
}

static void
test_photo (void)
{
  Program self = { NULL };

  start (&self, LARGE);
  hear_until (&self, KTG_CAMERA_FRAME);
  tell (&self, "photo 2024:11:12 19:42:00+07:00\n");
  hear_until (&self, KTG_CAMERA_PHOTO);
  assert_photo (self.body, "2024-11-12T19:42:00+07:00");
  tell (&self, "photo\n");
  hear_until (&self, KTG_CAMERA_PHOTO);
  assert_photo (self.body, NULL);
  leave (&self);
}

/* A stamp of any other length would not be where it is looked for. */
static void
test_words (void)
{
  Program          self = { NULL };
  g_autofree char *long_word = g_strnfill (2000, 'p');

  start (&self, LARGE);
  tell (&self, long_word);
  tell (&self, "\n\n\001\002 no word\nphoto 2024\n");
  hear_until (&self, KTG_CAMERA_PHOTO);
  assert_photo (self.body, NULL);
  leave (&self);
}

static void
assert_trouble (const char *source, KtgCameraTrouble trouble)
{
  Program self = { NULL };

  start (&self, source);
  hear_until (&self, KTG_CAMERA_TROUBLE);
  g_assert_cmpint (self.head.trouble, ==, (int)trouble);
  g_assert_false (hear (&self));
  leave (&self);
}

static void
test_trouble (void)
{
  assert_trouble ("videotestsrc is-live=true num-buffers=3", KTG_CAMERA_TROUBLE_GONE);
  assert_trouble ("filesrc location=/nowhere/video", KTG_CAMERA_TROUBLE_ABSENT);
  assert_trouble ("nosuchsrc", KTG_CAMERA_TROUBLE_LACKING);
}

/* Nothing is left of a program that waits in vain for somebody to read. */
static void
test_unread (void)
{
  Program self = { NULL };

  start (&self, LARGE);
  hear_until (&self, KTG_CAMERA_FRAME);
  tell (&self, "photo\nphoto\nphoto\n");
  leave (&self);
}

static const KtgCameraHead frame
    = { KTG_CAMERA_MAGIC, KTG_CAMERA_FRAME, 0, 640, 480, 2560, 1228800 };
static const KtgCameraHead photo = { KTG_CAMERA_MAGIC, KTG_CAMERA_PHOTO, 0, 0, 0, 0, 5000 };
static const KtgCameraHead gone = { KTG_CAMERA_MAGIC, KTG_CAMERA_TROUBLE, 3, 0, 0, 0, 0 };

/* Whatever one number of a head is changed to, no more than a frame or a photo is made room for. */
static void
test_heads (void)
{
  static const KtgCameraHead *const heads[] = { &frame, &photo, &gone };
  static const gint32               lies[] = { -1, 0, 1, 4, 1281, 65536, G_MAXINT32, G_MININT32 };

  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    for (gsize at = 0; at < 6; at++)
      for (gsize k = 0; k < G_N_ELEMENTS (lies); k++)
        {
          KtgCameraHead head = *heads[i];

          g_assert_true (ktg_camera_head_is_sound (&head));
          (&head.kind)[at] = lies[k];
          if (ktg_camera_head_is_sound (&head))
            g_assert_cmpint (head.n_bytes, <=, KTG_CAMERA_PHOTO_MAX_BYTES);
          if (head.kind == KTG_CAMERA_FRAME && at != 0 && lies[k] != (&heads[i]->kind)[at])
            g_assert_false (ktg_camera_head_is_sound (&head));
        }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/camera-program/frames-come-as-large-as-they-are-shown", test_frames);
  g_test_add_func ("/camera-program/a-frame-keeps-its-shape", test_shape);
  g_test_add_func ("/camera-program/a-photo-is-whole-and-says-when-it-was-taken", test_photo);
  g_test_add_func ("/camera-program/what-is-no-word-does-nothing", test_words);
  g_test_add_func ("/camera-program/trouble-is-named", test_trouble);
  g_test_add_func ("/camera-program/it-ends-though-nobody-reads", test_unread);
  g_test_add_func ("/camera-program/a-head-that-lies-is-not-believed", test_heads);

  return g_test_run ();
}
