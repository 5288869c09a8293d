/* ktg-flush-folder.h - the names in a folder, on the disk
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean ktg_flush_folder (const char *path);

G_END_DECLS
