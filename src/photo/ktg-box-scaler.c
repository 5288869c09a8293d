/* ktg-box-scaler.c - a picture made smaller while its rows arrive
 *
 * Each pixel of the result is the mean of the pixels that fall on it, so the order they come in
 * does not matter: rows from top to bottom need one line of sums, the seven passes of an interlaced
 * picture need all of them, and neither needs the whole picture.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-box-scaler.h"

/* Colours are weighted by their opacity. */
typedef struct
{
  guint64 red, green, blue, alpha;
  guint32 n_pixels;
} Cell;

struct _KtgBoxScaler
{
  GdkPixbuf *target;
  int        width, height;
  int        target_width, target_height;
  int       *column_of; /* for each x */
  Cell      *cells;
  gboolean   rows_in_order;
  int        current; /* the line being summed, when they come in order */
};

static void
write_cell (const Cell *cell, guchar *pixel, gboolean has_alpha)
{
  if (cell->n_pixels == 0)
    return;

  if (has_alpha)
    pixel[3] = (guchar)(cell->alpha / cell->n_pixels);

  if (cell->alpha == 0)
    return;

  pixel[0] = (guchar)(cell->red / cell->alpha);
  pixel[1] = (guchar)(cell->green / cell->alpha);
  pixel[2] = (guchar)(cell->blue / cell->alpha);
}

static void
write_line (KtgBoxScaler *self, int line, const Cell *cells)
{
  int      n_channels = gdk_pixbuf_get_n_channels (self->target);
  gboolean has_alpha = gdk_pixbuf_get_has_alpha (self->target);
  guchar  *pixels = gdk_pixbuf_get_pixels (self->target)
                   + (gsize)line * (gsize)gdk_pixbuf_get_rowstride (self->target);

  for (int x = 0; x < self->target_width; x++)
    write_cell (&cells[x], pixels + x * n_channels, has_alpha);
}

static Cell *
find_line (KtgBoxScaler *self, int line)
{
  if (!self->rows_in_order)
    return self->cells + (gsize)line * (gsize)self->target_width;

  if (line != self->current)
    {
      write_line (self, self->current, self->cells);
      memset (self->cells, 0, sizeof (Cell) * (gsize)self->target_width);
      self->current = line;
    }

  return self->cells;
}

/**
 * ktg_box_scaler_new:
 * @width: of the picture that arrives
 * @height: of the picture that arrives
 * @target: no larger than that; what never arrives stays as it is in here
 * @rows_in_order: whether each row comes once, from top to bottom
 *
 * Returns: (transfer full): a scaler that writes to @target
 */
KtgBoxScaler *
ktg_box_scaler_new (int width, int height, GdkPixbuf *target, gboolean rows_in_order)
{
  KtgBoxScaler *self = g_new0 (KtgBoxScaler, 1);

  self->target = g_object_ref (target);
  self->width = width;
  self->height = height;
  self->target_width = gdk_pixbuf_get_width (target);
  self->target_height = gdk_pixbuf_get_height (target);
  self->rows_in_order = rows_in_order;
  self->column_of = g_new (int, (gsize)width);
  for (int x = 0; x < width; x++)
    self->column_of[x] = (int)((gint64)x * self->target_width / width);
  self->cells
      = g_new0 (Cell, (gsize)self->target_width * (gsize)(rows_in_order ? 1 : self->target_height));

  return self;
}

/**
 * ktg_box_scaler_free:
 * @self: (nullable): a scaler
 */
void
ktg_box_scaler_free (KtgBoxScaler *self)
{
  if (self == NULL)
    return;

  g_clear_object (&self->target);
  g_clear_pointer (&self->column_of, g_free);
  g_clear_pointer (&self->cells, g_free);
  g_free (self);
}

/**
 * ktg_box_scaler_add_row:
 * @self: a scaler
 * @row: where the pixels belong
 * @rgba: as many pixels as there are from the row's first column in its steps to the right edge
 */
void
ktg_box_scaler_add_row (KtgBoxScaler *self, KtgBoxRow row, const guchar *rgba)
{
  Cell *line;

  g_return_if_fail (row.y >= 0 && row.y < self->height && row.x_first >= 0 && row.x_step > 0);

  line = find_line (self, (int)((gint64)row.y * self->target_height / self->height));
  for (int x = row.x_first; x < self->width; x += row.x_step, rgba += 4)
    {
      Cell   *cell = &line[self->column_of[x]];
      guint32 alpha = rgba[3];

      cell->red += rgba[0] * alpha;
      cell->green += rgba[1] * alpha;
      cell->blue += rgba[2] * alpha;
      cell->alpha += alpha;
      cell->n_pixels++;
    }
}

/**
 * ktg_box_scaler_finish:
 * @self: a scaler to which no more rows come
 */
void
ktg_box_scaler_finish (KtgBoxScaler *self)
{
  if (self->rows_in_order)
    {
      write_line (self, self->current, self->cells);
      return;
    }

  for (int line = 0; line < self->target_height; line++)
    write_line (self, line, find_line (self, line));
}
