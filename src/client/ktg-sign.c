/* ktg-sign.c - small signs that say how something stands, drawn
 *
 * As paths, because the theme's pictures of this size would be drawn from SVG, and the library for
 * that takes more memory than the rest of a page.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-sign.h"

typedef struct
{
  double x, y;
  int    begins; /* a line of its own */
} Point;

static const Point check[] = { { 0.29, 0.52, 1 }, { 0.44, 0.66, 0 }, { 0.71, 0.37, 0 } };
static const Point call[]
    = { { 0.5, 0.26, 1 }, { 0.5, 0.54, 0 }, { 0.5, 0.73, 1 }, { 0.5, 0.731, 0 } };
static const Point hands[] = { { 0.5, 0.34, 1 }, { 0.5, 0.52, 0 }, { 0.62, 0.58, 0 } };
static const Point arrow[]
    = { { 0.5, 0.24, 1 },  { 0.5, 0.6, 0 },   { 0.34, 0.45, 1 }, { 0.5, 0.6, 0 },
        { 0.66, 0.45, 0 }, { 0.32, 0.75, 1 }, { 0.68, 0.75, 0 } };

static void
draw_lines (cairo_t *cr, const Point *points, gsize n_points, double side)
{
  for (gsize i = 0; i < n_points; i++)
    {
      if (points[i].begins)
        cairo_move_to (cr, points[i].x * side, points[i].y * side);
      else
        cairo_line_to (cr, points[i].x * side, points[i].y * side);
    }

  cairo_stroke (cr);
}

/**
 * ktg_sign_draw:
 * @cr: where to, with its colour
 * @sign: which one
 * @side: of the square it is drawn in, from the origin on
 */
void
ktg_sign_draw (cairo_t *cr, KtgSign sign, double side)
{
  cairo_set_line_width (cr, side / 10);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);

  switch (sign)
    {
    case KTG_SIGN_CHECK:
      draw_lines (cr, check, G_N_ELEMENTS (check), side);
      return;
    case KTG_SIGN_CALL:
      draw_lines (cr, call, G_N_ELEMENTS (call), side);
      return;
    case KTG_SIGN_ARROW:
      draw_lines (cr, arrow, G_N_ELEMENTS (arrow), side);
      return;
    case KTG_SIGN_CLOCK:
      break;
    }

  cairo_arc (cr, side / 2, side / 2, side * 0.28, 0, 2 * G_PI);
  cairo_stroke (cr);
  draw_lines (cr, hands, G_N_ELEMENTS (hands), side);
}
