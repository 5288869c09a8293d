/* ktg-picture-view.h - a picture that is looked at closely
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>
#include <ktg-raster-part.h>

G_BEGIN_DECLS

#define KTG_TYPE_PICTURE_VIEW (ktg_picture_view_get_type ())
G_DECLARE_FINAL_TYPE (KtgPictureView, ktg_picture_view, KTG, PICTURE_VIEW, GtkWidget)

void     ktg_picture_view_show (KtgPictureView *self, GdkTexture *texture);
void     ktg_picture_view_sharpen (KtgPictureView *self, GdkTexture *texture);
gboolean ktg_picture_view_find_part (KtgPictureView *self, KtgRasterPart *part, int *width);
void
ktg_picture_view_show_part (KtgPictureView *self, GdkTexture *texture, const KtgRasterPart *part);
void     ktg_picture_view_fit (KtgPictureView *self);
void     ktg_picture_view_zoom (KtgPictureView *self, double factor);
void     ktg_picture_view_zoom_to (KtgPictureView *self, double zoom);
void     ktg_picture_view_turn (KtgPictureView *self, int quarters);
gboolean ktg_picture_view_pan (KtgPictureView *self, double across, double down);
double   ktg_picture_view_get_zoom (KtgPictureView *self);

G_END_DECLS
