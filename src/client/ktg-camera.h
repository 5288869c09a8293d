/* ktg-camera.h - what somebody sees through a camera
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-camera-program.h"

#include <gdk/gdk.h>
#include <ktg-moment.h>

G_BEGIN_DECLS

#define KTG_TYPE_CAMERA (ktg_camera_get_type ())
G_DECLARE_FINAL_TYPE (KtgCamera, ktg_camera, KTG, CAMERA, GObject)

KtgCamera *ktg_camera_new (void);
void       ktg_camera_start (KtgCamera *self);
void       ktg_camera_take_photo (KtgCamera *self, const KtgMoment *moment);
void       ktg_camera_stop (KtgCamera *self);

G_END_DECLS
