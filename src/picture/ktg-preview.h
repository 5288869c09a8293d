/* ktg-preview.h - a picture small enough to send before everything else
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>

G_BEGIN_DECLS

GBytes *ktg_preview_new (GdkPixbuf *upright, gsize max_bytes, int *width, int *height);

G_END_DECLS
