/* ktg-camera-service.c - frames and photos go out, and what is wanted comes in
 *
 * One after the other: while a frame is written the camera goes on, and what it gave meanwhile is
 * the next frame. Whoever reads slowly sees fewer frames, not older ones.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-camera-service.h"

#include "ktg-camera-stamp.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#define LINE_MAX_BYTES 64

typedef struct
{
  KtgCameraPipeline *pipeline;
  int                in, out;
  GString           *line;
  char               time[KTG_CAMERA_TIME_LENGTH + 1]; /* of the photo that is wanted, or "" */
} Service;

/* FALSE when whoever listened is gone, also where frames lie unread. */
static gboolean
await_room (Service *self)
{
  struct pollfd ends[] = { { .fd = self->out, .events = POLLOUT }, { .fd = self->in } };

  while (poll (ends, G_N_ELEMENTS (ends), -1) < 0)
    if (errno != EINTR)
      return FALSE;

  return ends[1].revents == 0 && (ends[0].revents & POLLERR) == 0;
}

static gboolean
write_all (Service *self, gconstpointer bytes, gsize n_bytes)
{
  const guint8 *next = bytes;

  while (n_bytes > 0)
    {
      ssize_t n_written;

      if (!await_room (self))
        return FALSE;

      n_written = write (self->out, next, n_bytes);
      if (n_written < 0 && errno != EINTR && errno != EAGAIN)
        return FALSE;
      if (n_written > 0)
        {
          next += n_written;
          n_bytes -= (gsize)n_written;
        }
    }

  return TRUE;
}

static gboolean
say (Service *self, KtgCameraHead *head, gconstpointer bytes)
{
  memcpy (head->magic, KTG_CAMERA_MAGIC, sizeof head->magic);
  return write_all (self, head, sizeof *head) && write_all (self, bytes, (gsize)head->n_bytes);
}

static void
say_trouble (Service *self, KtgCameraTrouble trouble)
{
  KtgCameraHead head = { .kind = KTG_CAMERA_TROUBLE, .trouble = trouble };

  say (self, &head, NULL);
}

/* What is no word of this protocol is no word. */
static void
obey (Service *self)
{
  const char *time = self->line->str + strlen (KTG_CAMERA_PHOTO_WORD);

  if (!g_str_has_prefix (self->line->str, KTG_CAMERA_PHOTO_WORD))
    return;

  g_strlcpy (self->time, *time == ' ' ? time + 1 : "", sizeof self->time);
  ktg_camera_pipeline_want_photo (self->pipeline);
}

static void
hear_letter (Service *self, char letter)
{
  if (letter == '\n')
    {
      obey (self);
      g_string_truncate (self->line, 0);
    }
  else if (self->line->len < LINE_MAX_BYTES)
    g_string_append_c (self->line, letter);
}

/* FALSE when nobody is there any more. */
static gboolean
hear (Service *self)
{
  struct pollfd end = { .fd = self->in, .events = POLLIN };
  char          letters[256];
  ssize_t       n_letters;

  if (poll (&end, 1, 0) <= 0)
    return TRUE;

  n_letters = read (self->in, letters, sizeof letters);
  for (ssize_t i = 0; i < n_letters; i++)
    hear_letter (self, letters[i]);

  return n_letters > 0 || (n_letters < 0 && errno == EINTR);
}

static gboolean
send_photo (Service *self, GstSample *sample)
{
  KtgCameraHead head = { .kind = KTG_CAMERA_PHOTO };
  GstMapInfo    map;
  g_autoptr (GByteArray) photo = NULL;

  if (!gst_buffer_map (gst_sample_get_buffer (sample), &map, GST_MAP_READ))
    return TRUE;

  photo = ktg_camera_stamp_new (map.data, map.size, self->time, self->pipeline->camera);
  gst_buffer_unmap (gst_sample_get_buffer (sample), &map);
  head.n_bytes = (gint32)MIN (photo->len, KTG_CAMERA_PHOTO_MAX_BYTES + 1);
  return head.n_bytes <= KTG_CAMERA_PHOTO_MAX_BYTES && say (self, &head, photo->data);
}

static gboolean
send_frame (Service *self, GstSample *sample)
{
  const GstStructure *form = gst_caps_get_structure (gst_sample_get_caps (sample), 0);
  KtgCameraHead       head = { .kind = KTG_CAMERA_FRAME };
  GstMapInfo          map;
  gboolean            is_said;

  if (!gst_structure_get_int (form, "width", &head.width)
      || !gst_structure_get_int (form, "height", &head.height)
      || !gst_buffer_map (gst_sample_get_buffer (sample), &map, GST_MAP_READ))
    return TRUE;

  head.row_bytes = head.width * KTG_CAMERA_PIXEL_BYTES;
  head.n_bytes = head.row_bytes * head.height;
  is_said = (gsize)head.n_bytes <= map.size && say (self, &head, map.data);
  gst_buffer_unmap (gst_sample_get_buffer (sample), &map);
  return is_said;
}

/* FALSE when nobody hears it. */
static gboolean
send_next (Service *self)
{
  g_autoptr (GstSample) photo = ktg_camera_pipeline_take_photo (self->pipeline);
  g_autoptr (GstSample) frame = NULL;

  if (photo != NULL && !send_photo (self, photo))
    return FALSE;

  frame = ktg_camera_pipeline_take_frame (self->pipeline);
  return frame == NULL || send_frame (self, frame);
}

static KtgCameraTrouble
serve (Service *self)
{
  KtgCameraTrouble trouble = KTG_CAMERA_TROUBLE_NONE;

  while (trouble == KTG_CAMERA_TROUBLE_NONE && hear (self) && send_next (self))
    trouble = ktg_camera_pipeline_get_trouble (self->pipeline);

  return trouble;
}

/**
 * ktg_camera_service_run:
 * @choice: where pictures come from
 * @in: where it is told that a photo is wanted; its end is the end of all
 * @out: where frames, photos and trouble go
 *
 * Blocking, until nobody listens or the camera gives no more.
 */
void
ktg_camera_service_run (const KtgCameraChoice *choice, int in, int out)
{
  KtgCameraTrouble trouble = KTG_CAMERA_TROUBLE_NONE;
  Service          self = { .in = in, .out = out };
  g_autoptr (KtgCameraPipeline) pipeline = ktg_camera_pipeline_new (choice, &trouble);
  g_autoptr (GString) line = g_string_new (NULL);

  self.pipeline = pipeline;
  self.line = line;
  fcntl (out, F_SETFL, O_NONBLOCK);
  if (pipeline != NULL)
    trouble = serve (&self);
  if (trouble != KTG_CAMERA_TROUBLE_NONE)
    say_trouble (&self, trouble);
}
