/* ktg-leaflet-shadows.h - a leaflet whose layout styles nothing anew
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void ktg_leaflet_shadows_put_last (AdwLeaflet *leaflet);

G_END_DECLS
