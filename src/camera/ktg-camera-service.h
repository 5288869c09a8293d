/* ktg-camera-service.h - frames and photos go out, and what is wanted comes in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-camera-pipeline.h"

G_BEGIN_DECLS

void ktg_camera_service_run (const KtgCameraChoice *choice, int in, int out);

G_END_DECLS
