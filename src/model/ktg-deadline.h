/* ktg-deadline.h - the legal clock of a report
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* Days come from a dated pack; the strictest reading (calendar days) is shown first.
 * @known: a time as in ktg-moment.h. The day after it is the first day (shown as "sisa N hari").
 * Returns FALSE if @known cannot be read. */
gboolean ktg_deadline_days_left (const char *known,
                                 int         n_days,
                                 gint64      now_us,
                                 int         utc_offset_s,
                                 int        *days_left);

/* The last day, "2024-11-19"; transfer full; NULL if @known cannot be read. */
char *ktg_deadline_dup_last_day (const char *known, int n_days);

G_END_DECLS
