/* ktg-paper-plot.h - how many reports there are, as bars on paper
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <pango/pangocairo.h>

G_BEGIN_DECLS

#define KTG_PAPER_PLOT_MOST 34 /* bars that still have room for their names */
#define KTG_PAPER_PLOT_HEIGHT 130.0

void ktg_paper_plot_draw (cairo_t         *cr,
                          PangoContext    *context,
                          const GPtrArray *bars,
                          double           y,
                          double           height);

G_END_DECLS
