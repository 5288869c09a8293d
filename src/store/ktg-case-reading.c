/* ktg-case-reading.c - what the offices' steps about a report add up to, from what is held here
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-case-reading.h"

#include "ktg-event-table.h"
#include "ktg-roll.h"

/* The filing of whoever the report is of. */
static const KtgEventRow *
find_filing (const GPtrArray *rows, const char *author)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const KtgEventRow *row = g_ptr_array_index (rows, i);

      if (row->event->kind == KTG_EVENT_FILED && g_strcmp0 (row->event->author, author) == 0)
        return row;
    }

  return NULL;
}

/* With what its author was when he wrote it. */
static gboolean
add (KtgLedger *ledger, KtgCase *folded, const KtgEventRow *row, GError **error)
{
  KtgStanding standing;
  KtgTrust    trust;

  if (!ktg_roll_trust (ledger, row->envelope->id, row->event, &trust, &standing, error))
    return FALSE;

  ktg_case_add (folded, row->envelope->id, row->event, &standing);
  return TRUE;
}

/* @folded: (out) (nullable): %NULL where its filing is not here */
static gboolean
fold (KtgLedger *ledger, GPtrArray *rows, const char *author, KtgCase **folded, GError **error)
{
  const KtgEventRow *filing = author != NULL ? find_filing (rows, author) : NULL;
  g_autoptr (KtgCase) adding = NULL;

  *folded = NULL;
  if (filing == NULL)
    return TRUE;

  adding = ktg_case_new (ledger->pack, filing->envelope->id);
  for (guint i = 0; i < rows->len; i++)
    if (!add (ledger, adding, g_ptr_array_index (rows, i), error))
      return FALSE;

  *folded = g_steal_pointer (&adding);
  return TRUE;
}

/**
 * ktg_case_reading_fold:
 * @rows: (element-type KtgEventRow): the events of a report
 * @author: (nullable): who filed it
 * @folded: (out) (nullable): its case, which borrows the packs of @ledger; %NULL where its filing
 * is not here, or no packs were read yet
 */
gboolean
ktg_case_reading_fold (KtgLedger  *ledger,
                       GPtrArray  *rows,
                       const char *author,
                       KtgCase   **folded,
                       GError    **error)
{
  *folded = NULL;
  return ledger->pack == NULL || fold (ledger, rows, author, folded, error);
}

/* This device's own word is never asked about. */
static gboolean
is_doubtful (const KtgHistoryEntry *entry)
{
  return entry->trust != KTG_TRUST_HELD
         && (entry->event->kind == KTG_EVENT_AMENDED || entry->event->kind == KTG_EVENT_WITHDRAWN);
}

static gboolean
has_doubtful (const KtgHistory *history)
{
  for (guint i = 0; i < ktg_history_get_n_entries (history); i++)
    if (is_doubtful (ktg_history_get_entry (history, i)))
      return TRUE;

  return FALSE;
}

/**
 * ktg_case_reading_find_force:
 * @rows: (element-type KtgEventRow): the events of a report
 * @history: (inout): the same, each with its trust
 *
 * Sets aside what changes nothing of the report because its author is not believed, and no office
 * took it. A report of which all is believed is not folded for this; packs are not needed.
 */
gboolean
ktg_case_reading_find_force (KtgLedger  *ledger,
                             GPtrArray  *rows,
                             KtgHistory *history,
                             GError    **error)
{
  g_autoptr (KtgCase) folded = NULL;

  if (!has_doubtful (history))
    return TRUE;
  if (!fold (ledger, rows, ktg_history_get_author (history), &folded, error))
    return FALSE;

  for (guint i = 0; folded != NULL && i < ktg_history_get_n_entries (history); i++)
    {
      const KtgHistoryEntry *entry = ktg_history_get_entry (history, i);
      gboolean               is_taken;
      gboolean               holds = ktg_case_is_in_force (folded, entry->event_id, &is_taken);

      if (is_doubtful (entry))
        ktg_history_set_force (history, entry->event_id, holds, is_taken);
    }

  return TRUE;
}
