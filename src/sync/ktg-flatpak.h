/* ktg-flatpak.h - whether a sandbox stands between the program and this computer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean ktg_flatpak_is_around (void);

G_END_DECLS
