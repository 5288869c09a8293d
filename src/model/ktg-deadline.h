/* ktg-deadline.h - the legal clock of a report
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

gboolean ktg_deadline_days_left (const char *known,
                                 int         n_days,
                                 gint64      now_us,
                                 int         utc_offset_s,
                                 int        *days_left);

G_END_DECLS
