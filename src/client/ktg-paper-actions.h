/* ktg-paper-actions.h - a page's report or draft can be printed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-session.h"

#include <gtk/gtk.h>
#include <ktg-draft-keeper.h>

G_BEGIN_DECLS

void     ktg_paper_actions_attach (GtkWidget *page, KtgSession *session, KtgDraftKeeper *keeper);
void     ktg_paper_actions_set_report (GtkWidget *page, const char *id);
gboolean ktg_paper_actions_has_receipt (GtkWidget *page);

G_END_DECLS
