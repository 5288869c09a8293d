/* ktg-camera-portal.h - a camera is asked of the system, from within a sandbox
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define KTG_CAMERA_PORTAL_NAME "org.freedesktop.portal.Desktop"
#define KTG_CAMERA_PORTAL_PATH "/org/freedesktop/portal/desktop"
#define KTG_CAMERA_PORTAL_INTERFACE "org.freedesktop.portal.Camera"

void ktg_camera_portal_open_async (GCancellable       *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer            user_data);
int  ktg_camera_portal_open_finish (GAsyncResult *result, GError **error);

G_END_DECLS
