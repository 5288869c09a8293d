/* ktg-camera-stamp.c - a photo says when it was taken, and by which camera
 *
 * As a phone does: an Exif segment behind the first mark of the JPEG, whose pixels are not touched.
 * Exif 2.32, 4.5 and 4.6: a TIFF head, a folder of the picture and one of how it was taken. What is
 * longer than four bytes lies behind the folders.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-camera-stamp.h"

#include "ktg-camera-record.h"

#include <string.h>

#define ASCII 2 /* Exif's types */
#define LONG 4
#define MODEL 0x0110
#define TAKING_FOLDER 0x8769
#define TIME_TAKEN 0x9003
#define OFFSET_TAKEN 0x9011

#define TIME_BYTES 20  /* "2024:11:12 19:42:00", and the zero of each */
#define OFFSET_BYTES 7 /* "+07:00" */
#define HEAD_BYTES 8
#define FOLDER_BYTES (2 + 2 * 12 + 4)
#define TAKING_AT (HEAD_BYTES + FOLDER_BYTES)
#define TIME_AT (TAKING_AT + FOLDER_BYTES)
#define OFFSET_AT (TIME_AT + TIME_BYTES)
#define MODEL_AT (OFFSET_AT + OFFSET_BYTES)
#define MODEL_MAX_BYTES 64

static void
put (GByteArray *to, guint32 number, guint n_bytes)
{
  for (guint i = 0; i < n_bytes; i++)
    g_byte_array_append (to, &(guint8){ (guint8)(number >> (8 * i)) }, 1);
}

static void
put_entry (GByteArray *to, guint32 tag, guint32 type, guint32 count, guint32 value)
{
  put (to, tag, 2);
  put (to, type, 2);
  put (to, count, 4);
  put (to, value, 4);
}

static void
put_text (GByteArray *to, const char *text, gsize n_letters)
{
  g_byte_array_append (to, (const guint8 *)text, (guint)n_letters);
  put (to, 0, 1);
}

/* Letters that every reader of Exif understands. */
static char *
dup_model (const char *camera)
{
  char *model = g_strndup (camera, MODEL_MAX_BYTES - 1);

  for (char *letter = model; *letter != '\0'; letter++)
    if (!g_ascii_isprint (*letter))
      *letter = '?';

  return model;
}

static GByteArray *
make_tiff (const char *time, const char *camera)
{
  GByteArray      *tiff = g_byte_array_new ();
  g_autofree char *model = dup_model (camera);
  guint32          n_model = (guint32)strlen (model) + 1;

  g_byte_array_append (tiff, (const guint8 *)"II*\0\10\0\0\0", HEAD_BYTES);
  put (tiff, 2, 2);
  put_entry (tiff, MODEL, ASCII, n_model, MODEL_AT);
  put_entry (tiff, TAKING_FOLDER, LONG, 1, TAKING_AT);
  put (tiff, 0, 4);
  put (tiff, 2, 2);
  put_entry (tiff, TIME_TAKEN, ASCII, TIME_BYTES, TIME_AT);
  put_entry (tiff, OFFSET_TAKEN, ASCII, OFFSET_BYTES, OFFSET_AT);
  put (tiff, 0, 4);
  put_text (tiff, time, TIME_BYTES - 1);
  put_text (tiff, time + TIME_BYTES - 1, OFFSET_BYTES - 1);
  put_text (tiff, model, n_model - 1);
  return tiff;
}

/**
 * ktg_camera_stamp_new:
 * @jpeg: a photo that says nothing of itself
 * @n_bytes: how long it is
 * @time: when it was taken, as %KTG_CAMERA_TIME_FORMAT has it; "" leaves the photo as it is
 * @camera: what the camera is called
 *
 * Returns: (transfer full): the same photo, and in it when it was taken
 */
GByteArray *
ktg_camera_stamp_new (const guint8 *jpeg, gsize n_bytes, const char *time, const char *camera)
{
  GByteArray *stamped = g_byte_array_sized_new ((guint)n_bytes + 256);
  g_autoptr (GByteArray) tiff = NULL;
  guint32 segment;

  if (n_bytes < 2 || strlen (time) != KTG_CAMERA_TIME_LENGTH)
    {
      g_byte_array_append (stamped, jpeg, (guint)n_bytes);
      return stamped;
    }

  tiff = make_tiff (time, camera);
  segment = 2 + 6 + tiff->len;
  g_byte_array_append (stamped, jpeg, 2);
  g_byte_array_append (stamped, (const guint8 *)"\377\341", 2);
  g_byte_array_append (stamped, &(guint8){ (guint8)(segment >> 8) }, 1);
  g_byte_array_append (stamped, &(guint8){ (guint8)segment }, 1);
  g_byte_array_append (stamped, (const guint8 *)"Exif\0", 6);
  g_byte_array_append (stamped, tiff->data, tiff->len);
  g_byte_array_append (stamped, jpeg + 2, (guint)(n_bytes - 2));
  return stamped;
}
