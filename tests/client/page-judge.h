/* page-judge.h - what is wrong on a page, wherever it stands
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct
{
  GtkWidget  *looked_at;     /* a window, or what stands over it */
  const char *look, *page;   /* for people */
  int         width, height; /* of the screen */
  gboolean    is_english;
} PageJudge;

/* Each thing that is wrong is said, and fails the test. */
void page_judge_look (const PageJudge *self);

G_END_DECLS
