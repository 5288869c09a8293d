/* ktg-plot.h - bars beside each other over a zero line
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KTG_TYPE_PLOT (ktg_plot_get_type ())
G_DECLARE_FINAL_TYPE (KtgPlot, ktg_plot, KTG, PLOT, GtkWidget)

void ktg_plot_show (KtgPlot *self, const char *title, const char *mark, GPtrArray *bars);

G_END_DECLS
