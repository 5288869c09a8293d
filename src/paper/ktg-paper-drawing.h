/* ktg-paper-drawing.h - one page, drawn
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-paper-layout.h"
#include "ktg-paper-picture.h"

#include <cairo.h>

G_BEGIN_DECLS

/* What is the same on each page. */
typedef struct
{
  PangoContext *context;
  char         *title; /* and the number of the report */
  char         *band;  /* what the paper is not, or NULL */
  guint         n_pages;
} KtgPaperFrame;

void ktg_paper_drawing_draw (cairo_t             *cr,
                             const KtgPaperFrame *frame,
                             const KtgPaperPage  *page,
                             guint                number,
                             const GPtrArray     *pictures);

G_END_DECLS
