/* ktg-outline-jpeg.c - the frame of a JPEG (ITU-T T.81 annex B)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-outline.h"

#include <string.h>

enum
{
  TEM = 0x01,
  RST0 = 0xd0,
  RST7 = 0xd7,
  SOI = 0xd8,
  EOI = 0xd9,
  SOS = 0xda,
  APP1 = 0xe1,
};

static gboolean
is_frame (guchar marker)
{
  return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
}

/* Progressive kinds are decoded from the coefficients of the whole picture. */
static gboolean
is_progressive (guchar marker)
{
  return (marker & 0x03) == 0x02;
}

static void
search (KtgOutline *self)
{
  self->is_searching = TRUE;
  self->is_after_ff = FALSE;
}

/* Two bytes a sample, for every component as finely as it is sampled. */
static guint64
count_coefficient_bytes (KtgOutline *self, const guchar *components, guint n_components)
{
  guint across_max = 1, down_max = 1, n_blocks = 0;

  for (guint i = 0; i < n_components; i++)
    {
      guint across = components[3 * i + 1] >> 4, down = components[3 * i + 1] & 0x0f;

      across_max = MAX (across_max, across);
      down_max = MAX (down_max, down);
      n_blocks += across * down;
    }

  return (guint64)self->width * (guint64)self->height * 2 * n_blocks / (across_max * down_max);
}

static void
take_frame (KtgOutline *self)
{
  const guchar *body = self->piece->data;
  guint         n_components;

  if (self->piece->len < 6 || self->width != 0)
    return;

  n_components = body[5];
  if (self->piece->len < 6 + 3 * n_components)
    return;

  self->height = (int)ktg_outline_be16 (body + 1);
  self->width = (int)ktg_outline_be16 (body + 3);
  self->n_components = n_components;
  self->coefficient_bytes = count_coefficient_bytes (self, body + 6, n_components);
  if (is_progressive (self->marker))
    self->working_bytes = self->coefficient_bytes;
}

/* A first scan without all the components means that a decoder has to keep them all. */
static void
take_scan (KtgOutline *self)
{
  if (self->n_scans == 0 && self->piece->data[0] < self->n_components)
    self->working_bytes = self->coefficient_bytes;

  self->n_scans++;
}

static void
body_step (KtgOutline *self)
{
  if (self->marker == SOS)
    take_scan (self);
  else if (is_frame (self->marker))
    take_frame (self);
  else if (self->piece->len > 6 && memcmp (self->piece->data, "Exif\0", 5) == 0)
    ktg_outline_take_exif (self, self->piece->data, self->piece->len);

  search (self);
}

static void
length_step (KtgOutline *self)
{
  guint length = ktg_outline_be16 (self->piece->data);

  if (length > 2 && (self->marker == SOS || self->marker == APP1 || is_frame (self->marker)))
    {
      ktg_outline_want (self, length - 2, body_step);
      return;
    }

  self->skip = length > 2 ? length - 2 : 0;
  search (self);
}

static void
take_marker (KtgOutline *self, guchar marker)
{
  self->is_after_ff = FALSE;

  if (marker == EOI)
    {
      self->is_complete = self->n_scans > 0;
      self->is_done = TRUE;
      return;
    }

  if (marker == 0 || marker == TEM || (marker >= RST0 && marker <= SOI))
    return;

  self->marker = marker;
  ktg_outline_want (self, 2, length_step);
}

/**
 * ktg_outline_search_jpeg:
 * @self: an outline between two segments, or among the bytes of a scan
 * @bytes: what follows
 * @n_bytes: how many there are
 *
 * Looks for the next marker the way libjpeg does: what is not a marker is stepped over.
 *
 * Returns: how many bytes it took
 */
gsize
ktg_outline_search_jpeg (KtgOutline *self, const guchar *bytes, gsize n_bytes)
{
  const guchar *found;

  if (self->is_after_ff)
    {
      if (bytes[0] != 0xff)
        take_marker (self, bytes[0]);
      return 1;
    }

  found = memchr (bytes, 0xff, n_bytes);
  if (found == NULL)
    return n_bytes;

  self->is_after_ff = TRUE;

  return (gsize)(found - bytes) + 1;
}

/**
 * ktg_outline_begin_jpeg:
 * @self: a new outline
 */
void
ktg_outline_begin_jpeg (KtgOutline *self)
{
  search (self);
}
