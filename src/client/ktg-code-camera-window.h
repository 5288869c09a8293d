/* ktg-code-camera-window.h - an enrolment code is held in front of the camera
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define KTG_TYPE_CODE_CAMERA_WINDOW (ktg_code_camera_window_get_type ())
G_DECLARE_FINAL_TYPE (KtgCodeCameraWindow,
                      ktg_code_camera_window,
                      KTG,
                      CODE_CAMERA_WINDOW,
                      AdwWindow)

KtgCodeCameraWindow *ktg_code_camera_window_new (GtkWidget *asker);

G_END_DECLS
