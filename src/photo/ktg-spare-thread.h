/* ktg-spare-thread.h - what takes long runs beside the window, where the system has a thread for it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void ktg_spare_thread_run (GTask *task, GTaskThreadFunc run);
void ktg_spare_thread_run_for (GTask *task, GTaskThreadFunc run);

G_END_DECLS
