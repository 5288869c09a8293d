/* ktg-moment.h - a time as somebody testified it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* What a program knows about now, read once from the clocks and passed down as a value.
 * wall: ISO 8601 local time with offset, to the second; boot_ms: milliseconds since boot;
 * server_offset_ms is what the last proven answer of the server said (server minus wall). */
typedef struct
{
  gint64   wall_us;      /* µs since the epoch, UTC */
  int      utc_offset_s; /* seconds east of UTC */
  gint64   boot_ms;
  gboolean has_server_offset;
  gint64   server_offset_ms;
} KtgMoment;

char *ktg_moment_dup_wall (const KtgMoment *moment);
char *ktg_moment_dup_day (const KtgMoment *moment);

/* A time in a report is text: "2024-11-12T19:30:00+07:00", or only a day, "2024-11-12". */
gboolean ktg_moment_parse (const char *text, int utc_offset_s, gint64 *time_us);

/* A server's is finer: "2024-11-12T13:40:02.113Z". */
gboolean ktg_moment_parse_server_time (const char *text, gint64 *time_us);

G_END_DECLS
