/* ktg-outline.c - what stands around the pixels of a picture file, and whether its end is there
 *
 * Bytes that make no sense leave a picture without the end it should have.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-outline.h"

#include <string.h>

static guint32
be16 (const guint8 *bytes)
{
  return (guint32)bytes[0] << 8 | bytes[1];
}

static guint32
be32 (const guint8 *bytes)
{
  return be16 (bytes) << 16 | be16 (bytes + 2);
}

static guint32
le32 (const guint8 *bytes)
{
  return (guint32)bytes[3] << 24 | (guint32)bytes[2] << 16 | (guint32)bytes[1] << 8 | bytes[0];
}

/* With or without the name that JPEG puts before it; the first one counts. */
static void
take_exif (KtgOutline *self, const guint8 *bytes, gsize n_bytes)
{
  if (n_bytes > 6 && memcmp (bytes, "Exif\0", 5) == 0)
    {
      bytes += 6;
      n_bytes -= 6;
    }

  if (self->exif.n_bytes == 0)
    self->exif = (KtgSpan){ bytes, n_bytes };
}

/* The next marker the way libjpeg looks for it: what is none is stepped over. 0 at the end. */
static guint8
find_marker (const guint8 *bytes, gsize n_bytes, gsize *at)
{
  while (*at + 1 < n_bytes)
    {
      const guint8 *found = memchr (bytes + *at, 0xff, n_bytes - *at - 1);

      if (found == NULL)
        break;

      *at = (gsize)(found - bytes) + 1;
      if (bytes[*at] > 0x01 && bytes[*at] != 0xff && (bytes[*at] < 0xd0 || bytes[*at] > 0xd8))
        return bytes[(*at)++];
    }

  *at = n_bytes;
  return 0;
}

/* ITU-T T.81 annex B */
static void
read_jpeg (KtgOutline *self, const guint8 *bytes, gsize n_bytes)
{
  gboolean has_scan = FALSE;
  gsize    at = 2;
  guint8   marker;

  while ((marker = find_marker (bytes, n_bytes, &at)) != 0)
    {
      gsize length = at + 2 <= n_bytes ? be16 (bytes + at) : 0;

      if (marker == 0xd9)
        {
          self->is_cut = !has_scan;
          return;
        }

      has_scan = has_scan || marker == 0xda;
      if (marker == 0xe1 && length > 8 && at + length <= n_bytes
          && memcmp (bytes + at + 2, "Exif\0", 5) == 0)
        take_exif (self, bytes + at + 2, length - 2);
      at += MAX (length, 2);
    }
}

/* W3C PNG, third edition */
static void
read_png (KtgOutline *self, const guint8 *bytes, gsize n_bytes)
{
  gsize at = 8;

  while (at + 12 <= n_bytes)
    {
      gsize         length = be32 (bytes + at);
      const guint8 *type = bytes + at + 4;

      if (length > n_bytes - at - 12)
        return;
      if (memcmp (type, "eXIf", 4) == 0)
        take_exif (self, type + 4, length);
      if (memcmp (type, "IEND", 4) == 0)
        {
          self->is_cut = FALSE;
          return;
        }

      at += length + 12;
    }
}

/* RFC 9649 */
static void
read_webp (KtgOutline *self, const guint8 *bytes, gsize n_bytes)
{
  gsize end = n_bytes >= 12 ? (gsize)le32 (bytes + 4) + 8 : G_MAXSIZE;
  gsize at = 12;

  self->is_cut = n_bytes < end;
  end = MIN (end, n_bytes);
  while (at + 8 <= end)
    {
      gsize length = le32 (bytes + at + 4);

      if (length > end - at - 8)
        return;
      if (memcmp (bytes + at, "EXIF", 4) == 0)
        take_exif (self, bytes + at + 8, length);
      if (memcmp (bytes + at, "ICCP", 4) == 0)
        self->profile = (KtgSpan){ bytes + at + 8, length };

      at += 8 + length + (length & 1);
    }
}

/* A TIFF is all of it such a structure. */
static void
read_tiff (KtgOutline *self, const guint8 *bytes, gsize n_bytes)
{
  self->is_cut = FALSE;
  self->exif = (KtgSpan){ bytes, n_bytes };
}

/**
 * ktg_outline_read:
 * @media_type: what the file is
 * @bytes: all of it
 * @n_bytes: how many there are
 *
 * Returns: what was found; it points into @bytes
 */
KtgOutline
ktg_outline_read (const char *media_type, const guint8 *bytes, gsize n_bytes)
{
  static const struct
  {
    const char *media_type;
    void (*read) (KtgOutline *self, const guint8 *bytes, gsize n_bytes);
  } formats[] = {
    { "image/jpeg", read_jpeg },
    { "image/png", read_png },
    { "image/webp", read_webp },
    { "image/tiff", read_tiff },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    if (strcmp (media_type, formats[i].media_type) == 0)
      {
        KtgOutline self = { .is_cut = TRUE };

        formats[i].read (&self, bytes, n_bytes);
        return self;
      }

  return (KtgOutline){ .is_cut = FALSE };
}
