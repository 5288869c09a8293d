/* ktg-camera-stamp.h - a photo says when it was taken, and by which camera
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

GByteArray *
ktg_camera_stamp_new (const guint8 *jpeg, gsize n_bytes, const char *time, const char *camera);

G_END_DECLS
