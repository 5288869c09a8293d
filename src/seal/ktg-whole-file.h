/* ktg-whole-file.h - a file that is there whole or not at all
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean
ktg_whole_file_write (const char *folder, const char *name, GBytes *content, GError **error);

void     ktg_whole_file_clean (const char *folder);
gboolean ktg_whole_file_add (const char *folder,
                             const char *name,
                             guint64     offset,
                             GBytes     *bytes,
                             guint64    *n_here,
                             GError    **error);

GBytes *ktg_whole_file_read (const char *path, gsize max_bytes, GError **error);

G_END_DECLS
