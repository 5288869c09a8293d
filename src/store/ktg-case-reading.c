/* ktg-case-reading.c - what the offices' steps about a report add up to, from what is held here
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-case-reading.h"

#include "ktg-event-table.h"
#include "ktg-projection.h"
#include "ktg-roll.h"
#include "ktg-store-error.h"

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
 * ktg_case_reading_load:
 * @report_id: of a report that was filed
 * @pack: packs, which must stay as they are while the case is asked
 *
 * Returns: (transfer full): its case, or %NULL; KTG_STORE_ERROR_NOT_FOUND where the filing is not
 * here
 */
KtgCase *
ktg_case_reading_load (KtgLedger     *ledger,
                       const char    *report_id,
                       const KtgPack *pack,
                       GError       **error)
{
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (KtgHistory) history = ktg_projection_load_history (ledger, report_id, &rows, error);
  g_autoptr (KtgCase) folded = NULL;
  const KtgEventRow *filing = NULL;

  if (history == NULL)
    return NULL;

  filing = find_filing (rows, ktg_history_get_author (history));
  if (filing == NULL)
    {
      g_set_error (error, KTG_STORE_ERROR, KTG_STORE_ERROR_NOT_FOUND, "No filing of %s", report_id);
      return NULL;
    }

  folded = ktg_case_new (pack, filing->envelope->id);
  for (guint i = 0; i < rows->len; i++)
    if (!add (ledger, folded, g_ptr_array_index (rows, i), error))
      return NULL;

  return g_steal_pointer (&folded);
}
