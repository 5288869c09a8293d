/* ktg-export.h - a report as a folder that can be checked without this program
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean ktg_export_write (const char    *data_folder,
                           const char    *folder,
                           const GString *bundle,
                           guint         *n_files,
                           GError       **error);

G_END_DECLS
