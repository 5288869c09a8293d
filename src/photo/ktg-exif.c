/* ktg-exif.c - what the camera wrote into a picture
 *
 * gexiv2 is given the EXIF block alone, so none of its parsers of whole files ever meets a
 * stranger's bytes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-exif.h"

#include "ktg-plain-text.h"

#include <gexiv2/gexiv2.h>
#include <math.h>
#include <string.h>

#define MAX_CAMERA_BYTES 120

static GExiv2Metadata *
parse (const GByteArray *tiff)
{
  static const guchar name[] = { 'E', 'x', 'i', 'f', 0, 0 };
  static gsize        is_ready;
  g_autoptr (GExiv2Metadata) metadata = NULL;
  g_autoptr (GByteArray) block = NULL;

  /* What it has to say about broken blocks quotes them. */
  if (g_once_init_enter (&is_ready))
    {
      gexiv2_initialize ();
      gexiv2_log_set_level (GEXIV2_LOG_LEVEL_MUTE);
      g_once_init_leave (&is_ready, 1);
    }

  block = g_byte_array_append (g_byte_array_new (), name, sizeof name);
  g_byte_array_append (block, tiff->data, tiff->len);
  metadata = gexiv2_metadata_new ();
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

static gboolean
all_digits (const char *text, const char *pattern)
{
  for (; *pattern != '\0'; text++, pattern++)
    if (*pattern == '0' ? !g_ascii_isdigit (*text) : *text != *pattern)
      return FALSE;

  return TRUE;
}

/* "+07:00" as EXIF 2.31 writes it, or the offset this device lives by. */
static char *
dup_offset (const char *stated, int utc_offset_s)
{
  int minutes = ABS (utc_offset_s) / 60;

  if (stated != NULL && (all_digits (stated, "+00:00") || all_digits (stated, "-00:00")))
    return g_strndup (stated, 6);

  return g_strdup_printf ("%c%02d:%02d", utc_offset_s < 0 ? '-' : '+', minutes / 60, minutes % 60);
}

static char *
dup_time (GExiv2Metadata *metadata, const char *time_tag, const char *offset_tag, int utc_offset_s)
{
  g_autofree char *stated = dup_text (metadata, time_tag);
  g_autofree char *stated_offset = dup_text (metadata, offset_tag);
  g_autofree char *offset = dup_offset (stated_offset, utc_offset_s);
  g_autofree char *time = NULL;
  g_autoptr (GDateTime) moment = NULL;

  if (stated == NULL || !all_digits (stated, "0000:00:00 00:00:00"))
    return NULL;

  stated[4] = stated[7] = '-';
  stated[10] = 'T';
  time = g_strdup_printf ("%.19s%s", stated, offset);
  moment = g_date_time_new_from_iso8601 (time, NULL);

  return moment != NULL ? g_steal_pointer (&time) : NULL;
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
 * @tiff: (nullable): the EXIF block, from its byte order mark
 * @utc_offset_s: for a time that does not say its own
 *
 * Never fails: what cannot be read was not said.
 *
 * Returns: (transfer full): what it says
 */
KtgExif *
ktg_exif_read (const GByteArray *tiff, int utc_offset_s)
{
  KtgExif *self = g_new0 (KtgExif, 1);
  g_autoptr (GExiv2Metadata) metadata = NULL;

  self->orientation = 1;
  if (tiff != NULL)
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
