/* ktg-onward.h - what goes on when the window is closed, and what is said of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <ktg-sync-progress.h>

G_BEGIN_DECLS

guint ktg_onward_count (GListModel *summaries, KtgSyncPhase phase);

char *ktg_onward_dup_title (guint n_reports);
char *ktg_onward_dup_ended (guint n_reports);
char *ktg_onward_dup_body (gboolean is_allowed);

G_END_DECLS
