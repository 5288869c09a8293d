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
  const KtgEventRow *filing = author != NULL ? find_filing (rows, author) : NULL;
  g_autoptr (KtgCase) adding = NULL;

  *folded = NULL;
  if (filing == NULL || ledger->pack == NULL)
    return TRUE;

  adding = ktg_case_new (ledger->pack, filing->envelope->id);
  for (guint i = 0; i < rows->len; i++)
    if (!add (ledger, adding, g_ptr_array_index (rows, i), error))
      return FALSE;

  *folded = g_steal_pointer (&adding);
  return TRUE;
}
