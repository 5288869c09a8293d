/* ktg-census.c - the rows of devices, level with what is signed of them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-census.h"

#include "ktg-device-table.h"
#include "ktg-enrolment-table.h"

/* As he was at his event: that a later one is not believed takes nothing from what he was. */
static gboolean
find_as (KtgDb             *db,
         const KtgDevice   *row,
         const KtgStanding *standing,
         KtgDevice        **author,
         GError           **error)
{
  gint64 enrolment;

  if (!ktg_enrolment_table_find_of (db, row->number, standing, &enrolment, error))
    return FALSE;

  *author = ktg_device_new (row->number, row->key, standing->role, standing->region, FALSE);
  (*author)->enrolment = enrolment != 0 ? enrolment : row->enrolment;
  return TRUE;
}

/**
 * ktg_census_find_author:
 * @id: of the event
 * @event: an event whose signature is its author's
 * @author: (out) (nullable) (transfer full): who wrote it, with the role and region that he had
 * there; %NULL: nobody who is believed says who that is
 * @is_late: (out): whether he was revoked before it
 *
 * Returns: %FALSE if the database failed
 */
gboolean
ktg_census_find_author (KtgLineage     *lineage,
                        KtgDb          *db,
                        const char     *id,
                        const KtgEvent *event,
                        KtgDevice     **author,
                        gboolean       *is_late,
                        GError        **error)
{
  KtgChain *chain = ktg_lineage_learn (lineage, db, event->author, error);
  g_autoptr (KtgDevice) row = NULL;
  KtgStanding standing;

  *author = NULL;
  if (chain == NULL || !ktg_device_table_find (db, event->author, &row, error))
    return FALSE;

  ktg_chain_judge_event (chain, id, event, &standing);
  *is_late = standing.belief == KTG_BELIEF_LATE;
  return row == NULL || standing.belief == KTG_BELIEF_UNKNOWN
         || find_as (db, row, &standing, author, error);
}
