/* ktg-exif.c - what the camera wrote into a picture
 *
 * gexiv2 is given the EXIF block alone, so none of its parsers of whole files ever meets a
 * stranger's bytes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-exif.h"

#include "ktg-stated-time.h"

#include <gexiv2/gexiv2.h>
#include <ktg-plain-text.h>
#include <math.h>
#include <string.h>

#define MAX_CAMERA_BYTES 120

/**
 * ktg_exif_prepare:
 *
 * Before the first one, while files may still be opened.
 */
void
ktg_exif_prepare (void)
{
  gexiv2_initialize ();
  gexiv2_log_set_level (GEXIV2_LOG_LEVEL_MUTE); /* what it says about broken blocks quotes them */
}

static GExiv2Metadata *
parse (const KtgSpan *tiff)
{
  static const guint8 name[] = { 'E', 'x', 'i', 'f', 0, 0 };
  g_autoptr (GExiv2Metadata) metadata = gexiv2_metadata_new ();
  g_autoptr (GByteArray) block = g_byte_array_append (g_byte_array_new (), name, sizeof name);

  g_byte_array_append (block, tiff->bytes, (guint)tiff->n_bytes);
  if (!gexiv2_metadata_from_app1_segment (metadata, block->data, (glong)block->len, NULL))
    return NULL;

  return g_steal_pointer (&metadata);
}

static char *
dup_text (GExiv2Metadata *metadata, const char *tag)
{
  g_autofree char *value = NULL;

  if (!gexiv2_metadata_try_has_tag (metadata, tag, NULL))
    return NULL;

  value = gexiv2_metadata_try_get_tag_string (metadata, tag, NULL);
  if (value == NULL)
    return NULL;

  return ktg_plain_text (value, MAX_CAMERA_BYTES);
}

static int
read_orientation (GExiv2Metadata *metadata)
{
  int orientation = (int)gexiv2_metadata_try_get_orientation (metadata, NULL);

  return orientation >= 1 && orientation <= 8 ? orientation : 1;
}

/* The zone of the picture's own time, or of another time that was noted with it. */
static char *
dup_offset (GExiv2Metadata *metadata, const char *own_tag)
{
  const char *const tags[] = { own_tag,
                               "Exif.Photo.OffsetTimeOriginal",
                               "Exif.Photo.OffsetTimeDigitized",
                               "Exif.Photo.OffsetTime" };
  char             *offset = NULL;

  for (gsize i = 0; offset == NULL && i < G_N_ELEMENTS (tags); i++)
    offset = dup_text (metadata, tags[i]);

  return offset;
}

static char *
dup_time (GExiv2Metadata *metadata, const char *time_tag, const char *offset_tag, int utc_offset_s)
{
  g_autofree char *time = dup_text (metadata, time_tag);
  g_autofree char *offset = dup_offset (metadata, offset_tag);

  return time != NULL ? ktg_stated_time_read (time, offset, utc_offset_s) : NULL;
}

/* A scanner or an editor leaves only the time it made the digital picture. */
static char *
dup_taken (GExiv2Metadata *metadata, int utc_offset_s)
{
  char *taken = dup_time (metadata,
                          "Exif.Photo.DateTimeOriginal",
                          "Exif.Photo.OffsetTimeOriginal",
                          utc_offset_s);

  if (taken != NULL)
    return taken;

  return dup_time (metadata,
                   "Exif.Photo.DateTimeDigitized",
                   "Exif.Photo.OffsetTimeDigitized",
                   utc_offset_s);
}

/* Many models begin with their make: it is said once. */
static char *
dup_camera (GExiv2Metadata *metadata)
{
  g_autofree char *make = dup_text (metadata, "Exif.Image.Make");
  g_autofree char *model = dup_text (metadata, "Exif.Image.Model");

  if (model == NULL)
    return g_steal_pointer (&make);

  if (make == NULL || g_ascii_strncasecmp (model, make, strlen (make)) == 0)
    return g_steal_pointer (&model);

  return g_strdup_printf ("%s %s", make, model);
}

/* Phones without a fix write nought, nought: a place in the sea that no report comes from. */
static void
read_position (GExiv2Metadata *metadata, KtgExif *self)
{
  double latitude = 0, longitude = 0;

  if (!gexiv2_metadata_try_has_tag (metadata, "Exif.GPSInfo.GPSLatitude", NULL)
      || !gexiv2_metadata_try_has_tag (metadata, "Exif.GPSInfo.GPSLongitude", NULL)
      || !gexiv2_metadata_try_get_gps_latitude (metadata, &latitude, NULL)
      || !gexiv2_metadata_try_get_gps_longitude (metadata, &longitude, NULL))
    return;

  if (!isfinite (latitude) || !isfinite (longitude) || fabs (latitude) > 90
      || fabs (longitude) > 180 || (latitude == 0 && longitude == 0))
    return;

  self->has_position = TRUE;
  self->latitude = latitude;
  self->longitude = longitude;
}

/**
 * ktg_exif_read:
 * @tiff: the EXIF block, from its byte order mark; empty where there is none
 * @utc_offset_s: for a time that does not say its own
 *
 * Never fails: what cannot be read was not said.
 *
 * Returns: (transfer full): what it says
 */
KtgExif *
ktg_exif_read (const KtgSpan *tiff, int utc_offset_s)
{
  KtgExif *self = g_new0 (KtgExif, 1);
  g_autoptr (GExiv2Metadata) metadata = NULL;

  self->orientation = 1;
  if (tiff->n_bytes > 0)
    metadata = parse (tiff);
  if (metadata == NULL)
    return self;

  self->orientation = read_orientation (metadata);
  self->taken = dup_taken (metadata, utc_offset_s);
  self->camera = dup_camera (metadata);
  read_position (metadata, self);

  return self;
}

/**
 * ktg_exif_free:
 * @self: (nullable): what a camera wrote
 */
void
ktg_exif_free (KtgExif *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->taken, g_free);
  g_clear_pointer (&self->camera, g_free);
  g_free (self);
}
