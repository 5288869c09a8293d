/* ktg-paper-plot.c - how many reports there are, as bars on paper
 *
 * What is suspected is dark and stands below, what is not is light: a copier keeps that apart, too.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-paper-plot.h"

#include "ktg-paper-lines.h"

#include <ktg-recap-words.h>

#define LINE 10.0 /* of small letters */
#define FOOT (2 * LINE + 3)
#define MOST_WIDTH 22.0
#define SHARE 0.6 /* of its column is a bar's */
#define HAIR 0.4
#define DARK 0.3
#define LIGHT 0.85

typedef struct
{
  cairo_t      *cr;
  PangoContext *context;
  double        column; /* how wide */
  double        zero;   /* where the bars stand, from the top of the paper */
  double        one;    /* how high one report is */
} Plot;

static guint
find_most (const GPtrArray *bars)
{
  guint most = 1;

  for (guint i = 0; i < bars->len; i++)
    most = MAX (most, ((const KtgRecapBar *)g_ptr_array_index (bars, i))->n_reports);

  return most;
}

static void
write_word (const Plot *self, guint i, const char *word, double y)
{
  const KtgPaperCell cell = { .text = (char *)word,
                              .x = i * self->column,
                              .width = self->column,
                              .letters = KTG_PAPER_SMALL,
                              .side = KTG_PAPER_IN_MIDDLE };

  ktg_paper_lines_draw_one (self->cr, self->context, &cell, y);
}

static void
fill_part (const Plot *self, guint i, guint from, guint n, double grey)
{
  double width = MIN (self->column * SHARE, MOST_WIDTH);
  double x = KTG_PAPER_LEFT + i * self->column + (self->column - width) / 2;

  if (n == 0)
    return;

  cairo_rectangle (self->cr, x, self->zero - (from + n) * self->one, width, n * self->one);
  cairo_set_source_rgb (self->cr, grey, grey, grey);
  cairo_fill_preserve (self->cr);
  cairo_set_source_rgb (self->cr, 0, 0, 0);
  cairo_set_line_width (self->cr, HAIR);
  cairo_stroke (self->cr);
}

static void
draw_bar (const Plot *self, guint i, const KtgRecapBar *bar)
{
  g_autofree char *number = g_strdup_printf ("%u", bar->n_reports);

  fill_part (self, i, 0, bar->n_suspected, DARK);
  fill_part (self, i, bar->n_suspected, bar->n_reports - bar->n_suspected, LIGHT);
  if (bar->n_reports > 0)
    write_word (self, i, number, self->zero - bar->n_reports * self->one - LINE - 1);
  write_word (self, i, bar->name, self->zero + 2);
  if (bar->note != NULL)
    write_word (self, i, bar->note, self->zero + 2 + LINE);
}

static void
draw_ground (const Plot *self)
{
  cairo_set_line_width (self->cr, HAIR);
  cairo_move_to (self->cr, KTG_PAPER_LEFT, self->zero);
  cairo_line_to (self->cr, KTG_PAPER_LEFT + KTG_PAPER_BODY_WIDTH, self->zero);
  cairo_stroke (self->cr);
}

/**
 * ktg_paper_plot_draw:
 * @cr: in points of the paper
 * @context: of the fonts
 * @bars: (element-type KtgRecapBar): at least one
 * @y: where it begins, from the top of the paper
 * @height: of it
 *
 * Bars from margin to margin, their numbers above and their names below.
 */
void
ktg_paper_plot_draw (cairo_t         *cr,
                     PangoContext    *context,
                     const GPtrArray *bars,
                     double           y,
                     double           height)
{
  const Plot self = { .cr = cr,
                      .context = context,
                      .column = KTG_PAPER_BODY_WIDTH / bars->len,
                      .zero = y + height - FOOT,
                      .one = (height - FOOT - LINE - 2) / find_most (bars) };

  for (guint i = 0; i < bars->len; i++)
    draw_bar (&self, i, g_ptr_array_index (bars, i));
  draw_ground (&self);
}
