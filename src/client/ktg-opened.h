/* ktg-opened.h - what another program opened with the app: the link of a report, or photos
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

gboolean   ktg_opened_is_link (GFile *file);
GPtrArray *ktg_opened_dup_files (GFile **files, guint n_files);
void       ktg_opened_follow_link (GtkWidget *window, KtgSession *session, const char *uri);

G_END_DECLS
