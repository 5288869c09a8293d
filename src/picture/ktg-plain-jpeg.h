/* ktg-plain-jpeg.h - pixels as a JPEG that says nothing else
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>

G_BEGIN_DECLS

GdkPixbuf *ktg_plain_jpeg_flatten (GdkPixbuf *picture);
GBytes    *ktg_plain_jpeg_encode (GdkPixbuf *flat, const char *quality);

G_END_DECLS
