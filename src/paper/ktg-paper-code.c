/* ktg-paper-code.c - a QR code, drawn
 *
 * As rectangles and not as a picture: it is sharp on every printer. A row of dark modules is one
 * rectangle, and all of them are filled at once, so nothing shines through between two.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-paper-code.h"

/**
 * ktg_paper_code_is_drawn:
 *
 * Returns: %FALSE where this program was built without libqrencode
 */
gboolean
ktg_paper_code_is_drawn (void)
{
#ifdef KTG_HAS_QRENCODE
  return TRUE;
#else
  return FALSE;
#endif
}

#ifdef KTG_HAS_QRENCODE

#include <qrencode.h>

static gboolean
is_dark (const QRcode *code, int x, int y)
{
  return x < code->width && (code->data[y * code->width + x] & 1);
}

static void
add_row (cairo_t *cr, const QRcode *code, int y)
{
  int begin = -1;

  for (int x = 0; x <= code->width; x++)
    {
      if (is_dark (code, x, y) && begin < 0)
        begin = x;
      if (!is_dark (code, x, y) && begin >= 0)
        {
          cairo_rectangle (cr, begin, y, x - begin, 1);
          begin = -1;
        }
    }
}

#endif

/**
 * ktg_paper_code_draw:
 * @cr: a page
 * @text: what the code says
 * @x: its left edge, without the white around it, in points
 * @y: its upper edge
 * @side: how wide and high it is
 *
 * Draws nothing where this program was built without libqrencode.
 */
void
ktg_paper_code_draw (cairo_t *cr, const char *text, double x, double y, double side)
{
#ifdef KTG_HAS_QRENCODE
  QRcode *code = QRcode_encodeString8bit (text, 0, QR_ECLEVEL_M);

  if (code == NULL)
    return;

  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_scale (cr, side / code->width, side / code->width);
  for (int row = 0; row < code->width; row++)
    add_row (cr, code, row);
  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_fill (cr);
  cairo_restore (cr);
  QRcode_free (code);
#endif
}
