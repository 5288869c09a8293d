/* ktg-day-option.c - a day that was typed after an option
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-day-option.h"

#include "ktg-terminal.h"

#include <glib/gi18n.h>
#include <ktg-time-entry.h>

#define DAY_CHARS 10 /* of "2024-11-12" */

/**
 * ktg_day_option_read:
 * @typed: (nullable): as scripts write days, or as people do: "12 Nov 2024"
 * @now: the present
 * @day: (inout) (transfer full): "2024-11-12"; left alone where nothing was typed
 *
 * Returns: %FALSE: it is no day, which was said
 */
gboolean
ktg_day_option_read (const char *typed, const KtgMoment *now, char **day)
{
  KtgTimeFault     fault = { 0 };
  g_autofree char *complaint = NULL;
  g_autofree char *time = NULL;

  if (typed == NULL)
    return TRUE;

  time = ktg_moment_parse (typed, now->utc_offset_s, NULL)
             ? g_strdup (typed)
             : ktg_time_entry_parse (typed, now, now->utc_offset_s, &fault);
  if (time != NULL)
    {
      g_free (*day);
      *day = g_strndup (time, DAY_CHARS);
      return TRUE;
    }

  complaint
      = g_strdup_printf (_ ("“%s” is not a day. Write it like 2024-11-27 or 27 Nov 2024."), typed);
  ktg_terminal_complain (complaint);
  return FALSE;
}
