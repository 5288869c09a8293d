/* ktg-cover-view.h - a picture, and over it what nobody shall see
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-cover-sheet.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KTG_TYPE_COVER_VIEW (ktg_cover_view_get_type ())
G_DECLARE_FINAL_TYPE (KtgCoverView, ktg_cover_view, KTG, COVER_VIEW, GtkWidget)

void     ktg_cover_view_show (KtgCoverView *self, GdkTexture *texture, KtgCoverSheet *sheet);
void     ktg_cover_view_add (KtgCoverView *self);
gboolean ktg_cover_view_remove (KtgCoverView *self);

G_END_DECLS
