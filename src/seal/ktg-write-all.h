/* ktg-write-all.h - bytes to a file, all of them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean ktg_write_all (int fd, const guint8 *bytes, gsize size_bytes);

G_END_DECLS
