/* ktg-photo-files.h - the photos named on the command line
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-cli-verb.h"

G_BEGIN_DECLS

gboolean ktg_photo_files_check (const char *const *paths, const char *safe);
KtgExit  ktg_photo_files_import (KtgCli            *cli,
                                 KtgStore          *store,
                                 const char *const *paths,
                                 KtgReport         *report,
                                 const char        *safe);

G_END_DECLS
