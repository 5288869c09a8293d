/* ktg-photo-painter.h - a photo of any size, each number another
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

GBytes *ktg_photo_paint (guint number, gsize at_least_bytes);

G_END_DECLS
