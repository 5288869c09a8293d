/* ktg-report-file.h - a report as somebody wrote it into a file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <ktg-report.h>

G_BEGIN_DECLS

/* Never reads more than a report may have, whatever the file is. */
GBytes    *ktg_report_file_load (const char *path, gsize max_bytes, GError **error);
KtgReport *ktg_report_file_read (const char *path, GError **error);

G_END_DECLS
