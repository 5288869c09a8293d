/* page-tour.h - a window as one look has it, and its pages, each of which is judged
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct
{
  const char *name;
  int         width, height;
  gboolean    is_dark, is_high_contrast; /* the latter as the library's own environment says it */
  double      text_scale;
  guint       step; /* every how many of the reports is looked at */
} PageLook;

typedef struct
{
  const PageLook *look;
  GtkWindow      *window;
  GtkWidget      *looked_at; /* the window, or what stands over it */
  const char     *name;      /* of the page, for people */
  guint           n_frames;
} PageTour;

void page_tour_open (PageTour       *self,
                     GtkApplication *application,
                     const PageLook *look,
                     KtgSession     *session);

/* Once it is drawn. */
void page_tour_look_at (PageTour *self, const char *name);
/* Whoever opens the page sees it and need not scroll. Twice the text has no room for that. */
void page_tour_judge_in_sight (PageTour *self, GtkWidget *widget);

/* The window that stands over the app's, NULL where none does. */
GtkWidget *page_tour_find_above (PageTour *self);
void       page_tour_look_at_above (PageTour *self, const char *name);
void       page_tour_close_above (PageTour *self);

G_END_DECLS
