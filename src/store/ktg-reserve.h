/* ktg-reserve.h - room on the disk, kept for a report in progress
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define KTG_RESERVE_BYTES (1536 * 1024) /* docs/STORE.md: how it was measured */

gboolean ktg_reserve_keep (const char *path, GError **error);
void     ktg_reserve_let_go (const char *path);

G_END_DECLS
