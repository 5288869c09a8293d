/* ktg-plot-bar.h - one bar of a plot, standing
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>
#include <ktg-recap-words.h>

G_BEGIN_DECLS

#define KTG_TYPE_PLOT_BAR (ktg_plot_bar_get_type ())
G_DECLARE_FINAL_TYPE (KtgPlotBar, ktg_plot_bar, KTG, PLOT_BAR, GtkWidget)

KtgPlotBar *ktg_plot_bar_new (const KtgRecapBar *bar, guint top);
gboolean    ktg_plot_bar_is_marked (KtgPlotBar *self);

int  ktg_plot_bar_get_line (GtkWidget *widget);
int  ktg_plot_bar_get_head (GtkWidget *widget);
int  ktg_plot_bar_get_foot (GtkWidget *widget);
void ktg_plot_bar_draw_text (GtkWidget     *widget,
                             GtkSnapshot   *snapshot,
                             const char    *text,
                             gboolean       is_bold,
                             float          x,
                             float          y,
                             float          align,
                             const GdkRGBA *color);

G_END_DECLS
