/* ktg-gesture-drawing.c - hands that make a gesture, drawn
 *
 * A hand is drawn from the fingers that the pack calls stretched, so that a gesture of a later pack
 * has its picture, too. What no row of fingers shows has a drawing of its own. One colour, and gaps
 * where something lies over something else.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-gesture-drawing.h"

#include <math.h>

#define N_FINGERS 4 /* without the thumb */
#define FINGER 4.6  /* how wide one is */
#define GAP 1.2

typedef struct
{
  double x;
  double y;
} Point;

typedef struct
{
  const char *code;
  void (*draw) (cairo_t *cr);
} Drawing;

/* Of a hand with its palm to us, from the index on. */
static const Point roots[N_FINGERS] = { { 13, 25 }, { 18.2, 24 }, { 23.4, 24 }, { 28.6, 25 } };
static const Point tips[N_FINGERS] = { { 9, 8 }, { 17, 4 }, { 25, 4.8 }, { 32.6, 10 } };

static void
draw_limb (cairo_t *cr, Point from, Point to, double width)
{
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_width (cr, width);
  cairo_move_to (cr, from.x, from.y);
  cairo_line_to (cr, to.x, to.y);
  cairo_stroke (cr);
}

/* What lies on top, with a gap around it. */
static void
draw_limb_over (cairo_t *cr, Point from, Point to, double width)
{
  cairo_set_operator (cr, CAIRO_OPERATOR_DEST_OUT);
  draw_limb (cr, from, to, width + 2 * GAP);
  cairo_set_operator (cr, CAIRO_OPERATOR_OVER);
  draw_limb (cr, from, to, width);
}

static void
cut_line (cairo_t *cr, Point from, Point to)
{
  cairo_set_operator (cr, CAIRO_OPERATOR_DEST_OUT);
  draw_limb (cr, from, to, GAP);
  cairo_set_operator (cr, CAIRO_OPERATOR_OVER);
}

static void
draw_block (cairo_t *cr, double x, double y, double width, double height, double corner)
{
  cairo_new_sub_path (cr);
  cairo_arc (cr, x + width - corner, y + corner, corner, -G_PI_2, 0);
  cairo_arc (cr, x + width - corner, y + height - corner, corner, 0, G_PI_2);
  cairo_arc (cr, x + corner, y + height - corner, corner, G_PI_2, G_PI);
  cairo_arc (cr, x + corner, y + corner, corner, G_PI, 3 * G_PI_2);
  cairo_close_path (cr);
  cairo_fill (cr);
}

static void
draw_palm (cairo_t *cr)
{
  draw_block (cr, 10.5, 22, 20.6, 15, 6);
}

/* Bent into the palm: its knuckle stands above that. */
static void
draw_bent (cairo_t *cr, guint finger)
{
  Point top = { roots[finger].x, 18.6 };
  Point end = { roots[finger].x, 23.5 };

  draw_limb (cr, top, end, FINGER);
}

static gboolean
is_stretched (const KtgChoice *gesture, guint finger)
{
  return g_ptr_array_find_with_equal_func (gesture->fingers,
                                           ktg_finger_names[finger],
                                           g_str_equal,
                                           NULL);
}

/* The ends of the bent fingers lie on the palm, and the thumb over them. */
static void
draw_thumb (cairo_t *cr, gboolean is_stretched)
{
  if (is_stretched)
    draw_limb (cr, (Point){ 14, 32 }, (Point){ 4, 22 }, FINGER + 0.6);
  else
    draw_limb_over (cr, (Point){ 13.2, 30.5 }, (Point){ 22.5, 28.2 }, FINGER - 0.2);
}

static void
draw_hand (cairo_t *cr, const KtgChoice *gesture)
{
  draw_palm (cr);

  for (guint i = 0; i < N_FINGERS; i++)
    if (is_stretched (gesture, i + 1))
      draw_limb (cr, roots[i], tips[i], FINGER);
    else
      draw_bent (cr, i);

  for (guint i = 0; i + 1 < N_FINGERS; i++)
    if (!is_stretched (gesture, i + 1) && !is_stretched (gesture, i + 2))
      cut_line (cr,
                (Point){ (roots[i].x + roots[i + 1].x) / 2, 15 },
                (Point){ (roots[i].x + roots[i + 1].x) / 2, 24.5 });

  draw_thumb (cr, is_stretched (gesture, 0));
}

/* Seen from the side, the fingers bent towards us. */
static void
draw_side (cairo_t *cr, double x, double y)
{
  draw_block (cr, x, y, 21, 19, 6);
  for (guint i = 1; i < N_FINGERS; i++)
    cut_line (cr, (Point){ x + 9.5, y + 4.8 * i }, (Point){ x + 21, y + 4.8 * i });
}

static void
draw_thumb_up (cairo_t *cr)
{
  draw_side (cr, 10, 17.5);
  draw_limb (cr, (Point){ 13.5, 24 }, (Point){ 17.5, 5.5 }, FINGER + 0.8);
}

static void
draw_fist (cairo_t *cr)
{
  g_autoptr (KtgChoice) bent = ktg_choice_new ();

  draw_hand (cr, bent);
}

static void
draw_ok (cairo_t *cr)
{
  draw_block (cr, 15.5, 22, 17, 15, 6);
  for (guint i = 1; i < N_FINGERS; i++)
    draw_limb (cr,
               (Point){ roots[i].x + 1.5, roots[i].y },
               (Point){ tips[i].x + 2.5, tips[i].y },
               FINGER);

  cairo_set_operator (cr, CAIRO_OPERATOR_DEST_OUT);
  cairo_arc (cr, 11, 20.5, 8.4, 0, 2 * G_PI);
  cairo_fill (cr);
  cairo_set_operator (cr, CAIRO_OPERATOR_OVER);
  cairo_set_line_width (cr, FINGER - 0.4);
  cairo_arc (cr, 11, 20.5, 5.4, 0, 2 * G_PI);
  cairo_stroke (cr);
  draw_limb (cr, (Point){ 14, 25.4 }, (Point){ 20, 32 }, FINGER);
}

static void
draw_pistol (cairo_t *cr)
{
  draw_block (cr, 18, 13.5, 17, 22.5, 6);
  for (guint i = 1; i < N_FINGERS; i++)
    cut_line (cr, (Point){ 17, 15 + 5.2 * i }, (Point){ 26.5, 15 + 5.2 * i });
  draw_limb (cr, (Point){ 24, 16.2 }, (Point){ 4.5, 16.2 }, FINGER + 0.4);
  draw_limb (cr, (Point){ 30, 18 }, (Point){ 27.5, 5 }, FINGER + 0.4);
}

static void
trace_heart (cairo_t *cr, Point top, double size)
{
  cairo_move_to (cr, top.x, top.y);
  cairo_curve_to (cr,
                  top.x - size * 0.25,
                  top.y - size * 0.5,
                  top.x - size,
                  top.y - size * 0.2,
                  top.x - size * 0.72,
                  top.y + size * 0.4);
  cairo_line_to (cr, top.x, top.y + size * 1.1);
  cairo_line_to (cr, top.x + size * 0.72, top.y + size * 0.4);
  cairo_curve_to (cr,
                  top.x + size,
                  top.y - size * 0.2,
                  top.x + size * 0.25,
                  top.y - size * 0.5,
                  top.x,
                  top.y);
  cairo_close_path (cr);
}

/* The tips of thumb and index cross, and what they are meant to look like stands above. */
static void
draw_finger_heart (cairo_t *cr)
{
  draw_block (cr, 10, 24, 20, 13, 6);
  for (guint i = 1; i < N_FINGERS; i++)
    draw_limb (cr, (Point){ 14.6 + 4.4 * i, 22.6 }, (Point){ 14.6 + 4.4 * i, 26 }, FINGER - 1);
  draw_limb (cr, (Point){ 13, 30 }, (Point){ 19, 15.5 }, FINGER);
  draw_limb_over (cr, (Point){ 17.5, 25 }, (Point){ 12, 15.5 }, FINGER);
  trace_heart (cr, (Point){ 15.5, 4 }, 5.4);
  cairo_fill (cr);
}

static void
draw_heart_hands (cairo_t *cr)
{
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_width (cr, FINGER + 0.4);
  trace_heart (cr, (Point){ 20, 10 }, 17);
  cairo_stroke (cr);
  draw_limb (cr, (Point){ 10, 21 }, (Point){ 6.5, 36.5 }, FINGER + 1.4);
  draw_limb (cr, (Point){ 30, 21 }, (Point){ 33.5, 36.5 }, FINGER + 1.4);
  cut_line (cr, (Point){ 20, 3 }, (Point){ 20, 37 });
}

static void
draw_other (cairo_t *cr)
{
  for (int i = -1; i <= 1; i++)
    draw_limb (cr, (Point){ 20 + 9 * i, 20 }, (Point){ 20 + 9 * i, 20 }, FINGER);
}

static const Drawing drawings[] = {
  { "thumb", draw_thumb_up }, { "ok", draw_ok },
  { "pistol", draw_pistol },  { "finger_heart", draw_finger_heart },
  { "fist", draw_fist },      { "heart_hands", draw_heart_hands },
  { "other", draw_other },
};

static const Drawing *
find_drawing (const char *code)
{
  for (guint i = 0; i < G_N_ELEMENTS (drawings); i++)
    if (g_strcmp0 (drawings[i].code, code) == 0)
      return &drawings[i];

  return NULL;
}

/**
 * ktg_gesture_drawing_has:
 * @gesture: (nullable): of the list "gestures"
 *
 * Returns: whether there is a drawing of it
 */
gboolean
ktg_gesture_drawing_has (const KtgChoice *gesture)
{
  return gesture != NULL && (gesture->fingers->len > 0 || find_drawing (gesture->code) != NULL);
}

/**
 * ktg_gesture_drawing_draw:
 * @cr: where, in the colour that it has; %KTG_GESTURE_DRAWING_SIDE wide and high
 * @gesture: of which there is a drawing
 *
 * What is drawn over is cut out, so @cr should hold nothing else.
 */
void
ktg_gesture_drawing_draw (cairo_t *cr, const KtgChoice *gesture)
{
  const Drawing *drawing = find_drawing (gesture->code);

  if (drawing != NULL)
    drawing->draw (cr);
  else
    draw_hand (cr, gesture);
}
