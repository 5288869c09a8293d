/* ktg-region-mark.h - the hash that an imported list of regions carries
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

GBytes  *ktg_region_mark_add (GBytes *plain);
gboolean ktg_region_mark_is_true (GBytes *list);

G_END_DECLS
