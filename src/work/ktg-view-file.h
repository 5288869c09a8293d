/* ktg-view-file.h - what the windows remember between two starts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define KTG_TYPE_VIEW_FILE (ktg_view_file_get_type ())
G_DECLARE_FINAL_TYPE (KtgViewFile, ktg_view_file, KTG, VIEW_FILE, GObject)

KtgViewFile *ktg_view_file_new (const char *path);
char        *ktg_view_file_dup (KtgViewFile *self, const char *key);
void         ktg_view_file_set (KtgViewFile *self, const char *key, const char *value);

G_END_DECLS
