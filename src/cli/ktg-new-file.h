/* ktg-new-file.h - where a file goes that was not there
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *ktg_new_file_dup_path (const char *out, const char *name);

G_END_DECLS
