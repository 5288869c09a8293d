/* ktg-camera-page.h - photos for a report, taken one after the other
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KTG_TYPE_CAMERA_PAGE (ktg_camera_page_get_type ())
G_DECLARE_FINAL_TYPE (KtgCameraPage, ktg_camera_page, KTG, CAMERA_PAGE, AdwBin)

KtgCameraPage *ktg_camera_page_new (KtgSession *session);
void           ktg_camera_page_tell_kept (KtgCameraPage *self, GBytes *photo, const char *sha256);
void ktg_camera_page_tell_not_kept (KtgCameraPage *self, GBytes *photo, const char *sentence);

G_END_DECLS
