/* ktg-qr-text.c - a QR code for a terminal
 *
 * Two modules lie in one character, which is about twice as high as it is wide. Light ones are
 * drawn and dark ones left out, with a light margin, so a dark terminal shows it as paper does; on
 * a light one it is reversed, which readers take, too.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-qr-text.h"

#ifdef KTG_HAS_QRENCODE

#include <qrencode.h>

#define MARGIN 4

static gboolean
is_light (const QRcode *code, int x, int y)
{
  return x < 0 || y < 0 || x >= code->width || y >= code->width
         || !(code->data[y * code->width + x] & 1);
}

static const char *
get_cell (const QRcode *code, int x, int y)
{
  static const char *const cells[] = { " ", "▄", "▀", "█" };

  return cells[is_light (code, x, y) << 1 | is_light (code, x, y + 1)];
}

static char *
draw (const QRcode *code)
{
  GString *text = g_string_new (NULL);

  for (int y = -MARGIN; y < code->width + MARGIN; y += 2)
    {
      for (int x = -MARGIN; x < code->width + MARGIN; x++)
        g_string_append (text, get_cell (code, x, y));
      g_string_append_c (text, '\n');
    }

  return g_string_free (text, FALSE);
}

#endif

/**
 * ktg_qr_text_new:
 * @text: what the code says
 *
 * Returns: (transfer full) (nullable): lines of half blocks, or %NULL where this program was built
 * without libqrencode
 */
char *
ktg_qr_text_new (const char *text)
{
#ifdef KTG_HAS_QRENCODE
  QRcode *code = QRcode_encodeString8bit (text, 0, QR_ECLEVEL_L);
  char   *drawn = code != NULL ? draw (code) : NULL;

  QRcode_free (code);
  return drawn;
#else
  return NULL;
#endif
}
