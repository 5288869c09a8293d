/* ktg-colours.h - pixels in the colours that every screen knows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-outline.h"

#include <gdk-pixbuf/gdk-pixbuf.h>

G_BEGIN_DECLS

GdkPixbuf *ktg_colours_to_srgb (GdkPixbuf *picture, GBytes *profile);
GBytes    *ktg_colours_dup_profile (GdkPixbuf *picture, const KtgSpan *found);

G_END_DECLS
