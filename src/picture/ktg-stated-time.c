/* ktg-stated-time.c - when a camera says it was, however it writes that
 *
 * EXIF wants "2024:11:12 19:30:45" and "+08:00". Cameras and editors also write other separators,
 * parts of a second, a zone without a colon or without minutes, and Z.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-stated-time.h"

#include <stdlib.h>
#include <string.h>

#define MAX_OFFSET_MINUTES (14 * 60)

static gboolean
take_number (const char **at, int max_digits, int *number)
{
  int n_digits = 0;

  for (*number = 0; n_digits < max_digits && g_ascii_isdigit (**at); n_digits++)
    *number = *number * 10 + *(*at)++ - '0';

  return n_digits > 0;
}

static gboolean
take_any (const char **at, const char *separators)
{
  if (**at == '\0' || strchr (separators, **at) == NULL)
    return FALSE;

  (*at)++;
  return TRUE;
}

static void
pass_fraction (const char **at)
{
  int digits;

  if (take_any (at, ".,"))
    take_number (at, 9, &digits);
}

/* year, month, day, hour, minute, second */
static gboolean
take_moment (const char **at, int parts[6])
{
  static const char *const before[] = { "", ":-/.", ":-/.", " T", ":.", ":." };

  for (int i = 0; i < 6; i++)
    if ((i > 0 && !take_any (at, before[i])) || !take_number (at, i == 0 ? 4 : 2, &parts[i]))
      return FALSE;

  pass_fraction (at);
  return TRUE;
}

static gboolean
read_offset (const char *at, int *minutes)
{
  int      hours, rest = 0;
  gboolean is_west;

  while (take_any (&at, " "))
    continue;
  *minutes = 0;
  if (take_any (&at, "Zz"))
    return *at == '\0';

  is_west = *at == '-';
  if (!take_any (&at, "+-") || !take_number (&at, 2, &hours))
    return FALSE;
  if (take_any (&at, ":") || *at != '\0')
    if (!take_number (&at, 2, &rest) || rest > 59)
      return FALSE;

  *minutes = (hours * 60 + rest) * (is_west ? -1 : 1);
  return *at == '\0' && abs (*minutes) <= MAX_OFFSET_MINUTES;
}

/**
 * ktg_stated_time_read:
 * @time: a date and a time of day, perhaps with its zone
 * @offset: (nullable): the zone that is said beside it
 * @utc_offset_s: of a time that does not say its own, or none that makes sense
 *
 * Returns: (transfer full) (nullable): "2024-11-12T19:30:45+08:00"; %NULL when there was no such
 * time
 */
char *
ktg_stated_time_read (const char *time, const char *offset, int utc_offset_s)
{
  int              parts[6], minutes;
  g_autofree char *moment = NULL;
  g_autoptr (GDateTime) found = NULL;

  if (!take_moment (&time, parts))
    return NULL;
  if (!read_offset (time, &minutes) && (offset == NULL || !read_offset (offset, &minutes)))
    minutes = utc_offset_s / 60;

  moment = g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:%02d%c%02d:%02d",
                            parts[0],
                            parts[1],
                            parts[2],
                            parts[3],
                            parts[4],
                            parts[5],
                            minutes < 0 ? '-' : '+',
                            abs (minutes) / 60,
                            abs (minutes) % 60);
  found = g_date_time_new_from_iso8601 (moment, NULL);

  return found != NULL ? g_steal_pointer (&moment) : NULL;
}
