/* ktg-timestamp.c - the server's time as envelopes write it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-timestamp.h"

#include <time.h>

/**
 * ktg_timestamp_dup:
 * @now_ms: milliseconds since the epoch
 *
 * Returns: (transfer full): "2024-11-12T13:40:02.113Z"
 */
char *
ktg_timestamp_dup (gint64 now_ms)
{
  time_t    seconds = now_ms / 1000;
  struct tm parts;

  gmtime_r (&seconds, &parts);
  return g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:%02d.%03dZ",
                          parts.tm_year + 1900,
                          parts.tm_mon + 1,
                          parts.tm_mday,
                          parts.tm_hour,
                          parts.tm_min,
                          parts.tm_sec,
                          (int)(now_ms % 1000));
}
