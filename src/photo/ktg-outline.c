/* ktg-outline.c - the frame of a picture file: its size, its EXIF, its end
 *
 * Fed the same bytes as the decoder, just before it, so that a picture is known before it is
 * decoded: whether it can be afforded, which way is up, and whether the file stops where it should.
 * It holds one piece of at most MAX_PIECE_BYTES, and steps over the rest.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-outline.h"

#include <string.h>

#define MAX_PIECE_BYTES (256 * 1024)

static const struct
{
  const char *media_type;
  void (*begin) (KtgOutline *self);
} formats[] = {
  { "image/jpeg", ktg_outline_begin_jpeg },
  { "image/png", ktg_outline_begin_png },
  { "image/webp", ktg_outline_begin_webp },
};

static gsize
skip_some (KtgOutline *self, gsize n_bytes)
{
  gsize n_skipped = (gsize)MIN (self->skip, (guint64)n_bytes);

  self->skip -= n_skipped;

  return n_skipped;
}

static gsize
collect_some (KtgOutline *self, const guchar *bytes, gsize n_bytes)
{
  gsize n_taken = MIN (self->wanted - self->piece->len, n_bytes);

  g_byte_array_append (self->piece, bytes, (guint)n_taken);

  if (self->piece->len == self->wanted)
    {
      self->step (self);
      g_byte_array_set_size (self->piece, 0);
    }

  return n_taken;
}

static gsize
feed_some (KtgOutline *self, const guchar *bytes, gsize n_bytes)
{
  if (self->skip > 0)
    return skip_some (self, n_bytes);

  if (self->is_searching)
    return ktg_outline_search_jpeg (self, bytes, n_bytes);

  return collect_some (self, bytes, n_bytes);
}

/**
 * ktg_outline_new:
 * @media_type: what the file is, as ktg_media_type_sniff() says
 *
 * Returns: (nullable): an outline that wants the file's first byte next, or %NULL for a kind that
 * has none
 */
KtgOutline *
ktg_outline_new (const char *media_type)
{
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    if (strcmp (media_type, formats[i].media_type) == 0)
      {
        KtgOutline *self = g_new0 (KtgOutline, 1);

        self->piece = g_byte_array_new ();
        formats[i].begin (self);
        return self;
      }

  return NULL;
}

/**
 * ktg_outline_free:
 * @self: (nullable): an outline
 */
void
ktg_outline_free (KtgOutline *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->exif, g_byte_array_unref);
  g_clear_pointer (&self->piece, g_byte_array_unref);
  g_free (self);
}

/**
 * ktg_outline_feed:
 * @self: an outline
 * @bytes: what follows in the file
 * @n_bytes: how many there are
 *
 * Never fails: bytes that make no sense leave the picture without the end it should have.
 */
void
ktg_outline_feed (KtgOutline *self, const guchar *bytes, gsize n_bytes)
{
  gsize at = 0;

  while (at < n_bytes && !self->is_done)
    {
      gsize n_taken = feed_some (self, bytes + at, n_bytes - at);

      at += n_taken;
      self->position += n_taken;

      if (self->end != 0 && self->position >= self->end)
        self->is_complete = self->is_done = TRUE;
    }
}

/**
 * ktg_outline_want:
 * @self: an outline
 * @n_bytes: how many bytes the next step needs; more than a piece may hold ends the outline
 * @step: what to do with them
 */
void
ktg_outline_want (KtgOutline *self, gsize n_bytes, void (*step) (KtgOutline *self))
{
  g_assert (n_bytes > 0);

  if (n_bytes > MAX_PIECE_BYTES)
    self->is_done = TRUE;

  self->is_searching = FALSE;
  self->wanted = n_bytes;
  self->step = step;
}

/**
 * ktg_outline_take_exif:
 * @self: an outline
 * @bytes: an EXIF block, with or without the name that JPEG puts before it
 * @n_bytes: how many there are
 *
 * The first block counts.
 */
void
ktg_outline_take_exif (KtgOutline *self, const guchar *bytes, gsize n_bytes)
{
  if (n_bytes > 6 && memcmp (bytes, "Exif\0", 5) == 0)
    {
      bytes += 6;
      n_bytes -= 6;
    }

  if (self->exif == NULL && n_bytes > 0)
    self->exif = g_byte_array_append (g_byte_array_new (), bytes, (guint)n_bytes);
}
