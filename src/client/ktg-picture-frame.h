/* ktg-picture-frame.h - a square with a picture of evidence in it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-thumbnails.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KTG_TYPE_PICTURE_FRAME (ktg_picture_frame_get_type ())
G_DECLARE_FINAL_TYPE (KtgPictureFrame, ktg_picture_frame, KTG, PICTURE_FRAME, GtkWidget)

void ktg_picture_frame_show (KtgPictureFrame *self, KtgThumbnails *thumbnails, const char *sha256);
void ktg_picture_frame_load (KtgPictureFrame *self);

G_END_DECLS
