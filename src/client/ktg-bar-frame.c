/* ktg-bar-frame.c - the round frame that a bar is drawn in
 *
 * Its ground is the colour of its text, hardly there; how high it is the style says. What fills it
 * begins where its words begin.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-bar-frame.h"

#define LEAST_WIDTH 48
#define GROUND_ALPHA 0.14f

/**
 * ktg_bar_frame_measure:
 * @bar: a bar
 *
 * How every bar is measured, for its class.
 */
void
ktg_bar_frame_measure (GtkWidget     *bar,
                       GtkOrientation orientation,
                       int            for_size,
                       int           *minimum,
                       int           *natural,
                       int           *minimum_baseline,
                       int           *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? LEAST_WIDTH : 0;
}

/**
 * ktg_bar_frame_begin:
 * @bar: a bar
 * @snapshot: on which it is drawn
 *
 * Nothing is drawn outside of the frame until ktg_bar_frame_end().
 */
void
ktg_bar_frame_begin (GtkWidget *bar, GtkSnapshot *snapshot)
{
  float           height = (float)gtk_widget_get_height (bar);
  graphene_rect_t whole = GRAPHENE_RECT_INIT (0, 0, (float)gtk_widget_get_width (bar), height);
  GskRoundedRect  frame;
  GdkRGBA         ground;

  gtk_style_context_get_color (gtk_widget_get_style_context (bar), &ground);
  ground.alpha *= GROUND_ALPHA;
  gtk_snapshot_push_rounded_clip (snapshot,
                                  gsk_rounded_rect_init_from_rect (&frame, &whole, height / 2));
  gtk_snapshot_append_color (snapshot, &ground, &whole);
}

/**
 * ktg_bar_frame_append:
 * @bar: a bar
 * @snapshot: on which its frame was begun
 * @color: of the fill
 * @begin: where it begins, in pixels from where words begin
 * @width: in pixels
 */
void
ktg_bar_frame_append (GtkWidget     *bar,
                      GtkSnapshot   *snapshot,
                      const GdkRGBA *color,
                      float          begin,
                      float          width)
{
  gboolean is_mirrored = gtk_widget_get_direction (bar) == GTK_TEXT_DIR_RTL;
  float    x = is_mirrored ? (float)gtk_widget_get_width (bar) - begin - width : begin;

  gtk_snapshot_append_color (snapshot,
                             color,
                             &GRAPHENE_RECT_INIT (x, 0, width, (float)gtk_widget_get_height (bar)));
}

/**
 * ktg_bar_frame_end:
 * @snapshot: on which a frame was begun
 */
void
ktg_bar_frame_end (GtkSnapshot *snapshot)
{
  gtk_snapshot_pop (snapshot);
}
