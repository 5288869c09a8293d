/* ktg-custody-words.c - what was done with a file, in words
 *
 * One line for each kind of act, however often it was done: "Looked at here: 3 days, last on 28 Nov
 * 2026".
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-custody-words.h"

#include "ktg-dates.h"
#include "ktg-fact.h"

#include <glib/gi18n.h>
#include <ktg-custody.h>

/* In this order they are read. */
static const struct
{
  KtgCustodyAct act;
  const char   *words;
} acts[] = {
  { KTG_CUSTODY_IMPORTED, N_ ("Copied to this device") },
  { KTG_CUSTODY_VIEWED, N_ ("Looked at here") },
  { KTG_CUSTODY_VERIFIED, N_ ("Checked: unharmed") },
  { KTG_CUSTODY_COPIED, N_ ("Copy saved") },
  { KTG_CUSTODY_COVERED, N_ ("Covered copy saved") },
  { KTG_CUSTODY_OPENED, N_ ("Opened in another program") },
  { KTG_CUSTODY_PRINTED, N_ ("Put on paper") },
  { KTG_CUSTODY_SENT, N_ ("Received by the server") },
};

/* "28 Nov 2026", or "3 days, last on 28 Nov 2026"; NULL where it was never done. */
static char *
dup_days (const GPtrArray *entries, KtgCustodyAct act)
{
  const char      *last = NULL;
  guint            n_days = 0;
  g_autofree char *day = NULL;

  for (guint i = 0; i < entries->len; i++)
    {
      const KtgCustodyEntry *entry = g_ptr_array_index (entries, i);

      if (entry->act != act)
        continue;
      if (g_strcmp0 (entry->day, last) != 0)
        n_days++;
      last = entry->day;
    }

  if (last == NULL)
    return NULL;

  day = ktg_dates_dup_testimony (last);
  if (n_days == 1)
    return g_steal_pointer (&day);

  /* Translators: on how many days something was done, and the last of them */
  return g_strdup_printf (ngettext ("%u day, last on %s", "%u days, last on %s", n_days),
                          n_days,
                          day);
}

/**
 * ktg_custody_words_new:
 * @entries: (element-type KtgCustodyEntry): what is known of a file, the earliest day first
 *
 * Returns: (transfer full) (element-type KtgFact): what was done, and on which days
 */
GPtrArray *
ktg_custody_words_new (const GPtrArray *entries)
{
  GPtrArray *facts = ktg_fact_list_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (acts); i++)
    {
      g_autofree char *days = dup_days (entries, acts[i].act);

      if (days != NULL)
        ktg_fact_list_add (facts, _ (acts[i].words), days);
    }

  return facts;
}
