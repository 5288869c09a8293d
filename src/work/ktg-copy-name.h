/* ktg-copy-name.h - what the folder of a copy is called, on a medium of any kind
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define KTG_COPY_NAME_MOST 1000 /* of copies of one report in one place */

char    *ktg_copy_name_new (const char *number, gboolean is_whole);
char    *ktg_copy_name_dup_path (const char *place, const char *name, guint copy);
char    *ktg_copy_name_dup_path_until_done (const char *place, const char *name, guint copy);
gboolean ktg_copy_name_is_until_done (const char *name);
gboolean ktg_copy_name_is_written (const char *name);
gboolean ktg_copy_name_take (const char *from, const char *to);

G_END_DECLS
