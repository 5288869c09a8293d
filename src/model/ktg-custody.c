/* ktg-custody.c - what was done with a file of evidence, by day
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-custody.h"

#define SECONDS_A_DAY (24 * 60 * 60)

static const char *const names[] = {
  [KTG_CUSTODY_IMPORTED] = "imported", [KTG_CUSTODY_SENT] = "sent",
  [KTG_CUSTODY_VIEWED] = "viewed",     [KTG_CUSTODY_VERIFIED] = "verified",
  [KTG_CUSTODY_COPIED] = "copied",     [KTG_CUSTODY_COVERED] = "covered",
  [KTG_CUSTODY_OPENED] = "opened",     [KTG_CUSTODY_PRINTED] = "printed",
};

/**
 * ktg_custody_act_get_name:
 * @act: what was done
 *
 * Returns: as it stands in a row and in JSON
 */
const char *
ktg_custody_act_get_name (KtgCustodyAct act)
{
  return names[act];
}

/**
 * ktg_custody_act_parse:
 * @name: as it stands in a row
 * @act: (out): what was done
 *
 * Returns: %FALSE if this version does not know it
 */
gboolean
ktg_custody_act_parse (const char *name, KtgCustodyAct *act)
{
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_strcmp0 (name, names[i]) == 0)
      {
        *act = (KtgCustodyAct)i;
        return TRUE;
      }

  return FALSE;
}

/**
 * ktg_custody_find_day:
 * @time_us: µs since the epoch, UTC
 * @utc_offset_s: seconds east of UTC
 *
 * Returns: the day it is there, counted from 1 January 1970
 */
gint64
ktg_custody_find_day (gint64 time_us, int utc_offset_s)
{
  gint64 seconds = time_us / G_USEC_PER_SEC + utc_offset_s;

  return seconds >= 0 ? seconds / SECONDS_A_DAY : (seconds + 1) / SECONDS_A_DAY - 1;
}

/**
 * ktg_custody_dup_day:
 * @day: as of ktg_custody_find_day()
 *
 * A clock may say anything; what is no day of a calendar is its first.
 *
 * Returns: (transfer full): "2026-11-29"
 */
char *
ktg_custody_dup_day (gint64 day)
{
  g_autoptr (GDateTime) epoch = g_date_time_new_utc (1970, 1, 1, 0, 0, 0);
  g_autoptr (GDateTime) date
      = ABS (day) < G_MAXINT ? g_date_time_add_days (epoch, (int)day) : g_date_time_ref (epoch);

  return g_date_time_format (date != NULL ? date : epoch, "%Y-%m-%d");
}

/**
 * ktg_custody_entry_new:
 * @act: what was done
 * @day: as of ktg_custody_find_day()
 * @n_times: how often on that day
 *
 * Returns: (transfer full): an entry
 */
KtgCustodyEntry *
ktg_custody_entry_new (KtgCustodyAct act, gint64 day, guint n_times)
{
  KtgCustodyEntry *entry = g_new0 (KtgCustodyEntry, 1);

  entry->act = act;
  entry->day = ktg_custody_dup_day (day);
  entry->n_times = n_times;
  return entry;
}

/**
 * ktg_custody_entry_free:
 * @entry: (nullable): an entry
 */
void
ktg_custody_entry_free (KtgCustodyEntry *entry)
{
  if (entry == NULL)
    return;

  g_free (entry->day);
  g_free (entry);
}
