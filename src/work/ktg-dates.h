/* ktg-dates.h - days and times as people here write them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-moment.h>

G_BEGIN_DECLS

char    *ktg_dates_dup_clock_seconds (gint64 time_us, int utc_offset_s);
char    *ktg_dates_dup_day (gint64 time_us, int utc_offset_s);
char    *ktg_dates_dup_near (gint64 time_us, gint64 now_us, int utc_offset_s);
char    *ktg_dates_dup_testimony (const char *text);
char    *ktg_dates_dup_moment (const KtgMoment *moment);
char    *ktg_dates_dup_full (const char *text);
char    *ktg_dates_dup_beginning (const char *date);
gboolean ktg_dates_has_clock (const char *text, int *utc_offset_s);
char    *ktg_dates_dup_weekday (const char *text);
char    *ktg_dates_dup_testimony_short (const char *text);
char    *ktg_dates_dup_testimony_at (const char *text, int utc_offset_s);

G_END_DECLS
