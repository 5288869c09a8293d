/* ktg-viewer-page.h - a file of evidence and nothing else, and beside it what makes it evidence
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KTG_TYPE_VIEWER_PAGE (ktg_viewer_page_get_type ())
G_DECLARE_FINAL_TYPE (KtgViewerPage, ktg_viewer_page, KTG, VIEWER_PAGE, AdwBin)

KtgViewerPage *ktg_viewer_page_new (KtgSession *session,
                                    const char *title,
                                    const char *happened,
                                    const char *place,
                                    GPtrArray  *evidence,
                                    guint       i);
guint          ktg_viewer_page_get_chosen (KtgViewerPage *self);
void           ktg_viewer_page_set_number (KtgViewerPage *self, const char *number);
void           ktg_viewer_page_set_folded (KtgViewerPage *self, gboolean is_folded);
gboolean       ktg_viewer_page_is_covering (KtgViewerPage *self);
gboolean       ktg_viewer_page_leave_copy (KtgViewerPage *self);

G_END_DECLS
