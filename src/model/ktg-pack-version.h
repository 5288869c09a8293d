/* ktg-pack-version.h - which version of a pack a file is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

gboolean ktg_pack_version_is_valid (const char *text);
int      ktg_pack_version_compare (const char *version, const char *other);
gboolean ktg_pack_version_has_begun (const char *version, const char *day);

G_END_DECLS
