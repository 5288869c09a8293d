/* ktg-camera-view.h - the live picture of a camera, or why there is none
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-camera.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KTG_TYPE_CAMERA_VIEW (ktg_camera_view_get_type ())
G_DECLARE_FINAL_TYPE (KtgCameraView, ktg_camera_view, KTG, CAMERA_VIEW, AdwBin)

void     ktg_camera_view_start (KtgCameraView *self);
gboolean ktg_camera_view_is_live (KtgCameraView *self);
void     ktg_camera_view_take_photo (KtgCameraView *self, const KtgMoment *moment);

G_END_DECLS
