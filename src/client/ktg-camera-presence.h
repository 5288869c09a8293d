/* ktg-camera-presence.h - whether there is a camera to look through
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define KTG_TYPE_CAMERA_PRESENCE (ktg_camera_presence_get_type ())
G_DECLARE_FINAL_TYPE (KtgCameraPresence, ktg_camera_presence, KTG, CAMERA_PRESENCE, GObject)

KtgCameraPresence *ktg_camera_presence_new (void);
gboolean           ktg_camera_presence_is_present (KtgCameraPresence *self);

G_END_DECLS
