/* ktg-picture-frame.h - a picture of evidence, or the sign of its kind
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-thumbnails.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* How a file stands, in its corner. */
typedef enum
{
  KTG_BADGE_NONE,
  KTG_BADGE_WAITING,
  KTG_BADGE_SENDING, /* with how much of it is there */
  KTG_BADGE_RECEIVED,
  KTG_BADGE_PARKED,
  KTG_BADGE_PREVIEW_ONLY,
} KtgBadge;

#define KTG_TYPE_PICTURE_FRAME (ktg_picture_frame_get_type ())
G_DECLARE_FINAL_TYPE (KtgPictureFrame, ktg_picture_frame, KTG, PICTURE_FRAME, GtkWidget)

void ktg_picture_frame_show (KtgPictureFrame *self, KtgThumbnails *thumbnails, const char *sha256);
void ktg_picture_frame_set_badge (KtgPictureFrame *self, KtgBadge badge, double part);
void ktg_picture_frame_load (KtgPictureFrame *self);

G_END_DECLS
