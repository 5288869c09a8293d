/* ktg-photo-files.h - the photos named on the command line
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-cli.h"

G_BEGIN_DECLS

/* (element-type KtgPhoto), as many as @paths; NULL: each file that cannot be evidence was named. */
GPtrArray *ktg_photo_files_read (KtgCli *cli, const char *const *paths);

/* Brings them and their previews into the store and names them in @report. The same photo twice is
 * one. */
gboolean ktg_photo_files_import (KtgStore          *store,
                                 const char *const *paths,
                                 GPtrArray         *photos,
                                 KtgReport         *report,
                                 GError           **error);

G_END_DECLS
