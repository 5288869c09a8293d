/* ktg-filed-toast.h - a report is filed, and what is handed out of it is offered
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void ktg_filed_toast_say (AdwToastOverlay *overlay, const char *sentence, GtkWidget *page);

G_END_DECLS
