/* ktg-paper.h - pages of paper
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <cairo.h>
#include <ktg-store.h>

G_BEGIN_DECLS

/* It does not change once made, and holds all that it needs but the photos: those are fetched for
 * the page that is to be drawn, and let go of with it. */
#define KTG_TYPE_PAPER (ktg_paper_get_type ())
G_DECLARE_FINAL_TYPE (KtgPaper, ktg_paper, KTG, PAPER, GObject)

KtgPaper       *
ktg_paper_new (GPtrArray *blocks, const char *title, const char *author, const char *band);
guint ktg_paper_get_n_pages (KtgPaper *self);
const char *ktg_paper_get_title (KtgPaper *self);
const char *ktg_paper_get_author (KtgPaper *self);
GPtrArray  *ktg_paper_list_photos (KtgPaper *self);

void     ktg_paper_load_page_async (KtgPaper           *self,
                                    KtgStore           *store,
                                    guint               i,
                                    GCancellable       *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer            user_data);
gboolean ktg_paper_load_page_finish (KtgPaper *self, GAsyncResult *result, GError **error);
void     ktg_paper_draw_page (KtgPaper *self, cairo_t *cr, guint i);

/* What a PDF's reader lists beside the pages; calls @visit with each heading in order. */
typedef void (*KtgPaperVisit) (const char *heading, guint page, double y, gpointer user_data);
void ktg_paper_visit_headings (KtgPaper *self, KtgPaperVisit visit, gpointer user_data);

G_END_DECLS
