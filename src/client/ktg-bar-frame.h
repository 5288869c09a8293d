/* ktg-bar-frame.h - the round frame that a bar is drawn in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void ktg_bar_frame_measure (GtkWidget     *bar,
                            GtkOrientation orientation,
                            int            for_size,
                            int           *minimum,
                            int           *natural,
                            int           *minimum_baseline,
                            int           *natural_baseline);
void ktg_bar_frame_begin (GtkWidget *bar, GtkSnapshot *snapshot);
void ktg_bar_frame_append (GtkWidget     *bar,
                           GtkSnapshot   *snapshot,
                           const GdkRGBA *color,
                           float          begin,
                           float          width);
void ktg_bar_frame_end (GtkSnapshot *snapshot);

G_END_DECLS
