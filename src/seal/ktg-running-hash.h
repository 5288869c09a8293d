/* ktg-running-hash.h - a hash that runs along a list of events
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

guint64 ktg_running_hash_next (guint64 before, const char *event_id, guint64 index);

G_END_DECLS
