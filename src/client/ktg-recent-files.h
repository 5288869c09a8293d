/* ktg-recent-files.h - the desktop does not remember what became evidence
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void ktg_recent_files_leave_alone (void);
void ktg_recent_files_forget (GListModel *files);

G_END_DECLS
