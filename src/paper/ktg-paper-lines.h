/* ktg-paper-lines.h - words of one column, broken into lines
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-paper-block.h"

#include <pango/pangocairo.h>

G_BEGIN_DECLS

/* In points; from the top of the first line, and from the left edge of the column. */
typedef struct
{
  double x, baseline, top, bottom;
} KtgPaperLine;

typedef struct
{
  const KtgPaperCell *cell;
  PangoLayout        *layout;
  GArray             *lines;      /* (element-type KtgPaperLine) */
  gboolean            has_number; /* which stands for a letter that cannot be shown */
} KtgPaperLines;

KtgPaperLines *ktg_paper_lines_new (PangoContext *context, const KtgPaperCell *cell);
double         ktg_paper_lines_get_top (const KtgPaperLines *self, guint i);
guint          ktg_paper_lines_fit (const KtgPaperLines *self, guint first, double height);
double         ktg_paper_lines_get_height (const KtgPaperLines *self, guint first, guint behind);
void           ktg_paper_lines_free (KtgPaperLines *self);

void
ktg_paper_lines_draw_one (cairo_t *cr, PangoContext *context, const KtgPaperCell *cell, double y);

G_END_DECLS
