/* ktg-copying.h - a report is copied to a stick or a folder
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

void ktg_copying_ask (GtkWidget *asker, KtgSession *session, const char *report_id);
void ktg_copying_begin (GtkWidget *asker, KtgSession *session, const char *report_id, GFile *place);

G_END_DECLS
