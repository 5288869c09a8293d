/* ktg-case-writing.c - what this device says of a case becomes an event that is owed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-case-writing.h"

#include "ktg-case-reading.h"
#include "ktg-own-event.h"
#include "ktg-projection.h"
#include "ktg-roll.h"
#include "ktg-store-error.h"

/**
 * ktg_case_act_free:
 * @self: (transfer full): what was asked
 */
void
ktg_case_act_free (KtgCaseAct *self)
{
  g_free (self->report_id);
  ktg_event_free (self->said);
  g_free (self);
}

static KtgCase *
load_case (KtgLedger *ledger, const char *report_id, GError **error)
{
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (KtgHistory) history = ktg_projection_load_history (ledger, report_id, &rows, error);
  KtgCase *folded = NULL;

  if (history == NULL
      || !ktg_case_reading_fold (ledger, rows, ktg_history_get_author (history), &folded, error))
    return NULL;

  if (folded == NULL)
    g_set_error (error,
                 KTG_STORE_ERROR,
                 KTG_STORE_ERROR_NOT_FOUND,
                 "No filing of %s, or no packs",
                 report_id);
  return folded;
}

/* Whoever judged a case judged what stood then. */
static gboolean
check_after (const KtgCase *folded, const KtgEvent *said, GError **error)
{
  g_autoptr (GPtrArray) after = ktg_case_list_after (folded);

  for (guint i = 0; i < after->len; i++)
    if (!g_ptr_array_find_with_equal_func (said->after,
                                           g_ptr_array_index (after, i),
                                           g_str_equal,
                                           NULL))
      {
        g_set_error_literal (error,
                             KTG_STORE_ERROR,
                             KTG_STORE_ERROR_MOVED_ON,
                             "Another step came meanwhile");
        return FALSE;
      }

  return TRUE;
}

static gboolean
check_reason (KtgLedger *ledger, const KtgCase *folded, const KtgEvent *step, GError **error)
{
  KtgStanding me;

  if (!ktg_roll_get_standing (ledger, step->author, &me, error))
    return FALSE;
  if (!ktg_case_lacks_reason (folded, step, &me))
    return TRUE;

  g_set_error_literal (error,
                       KTG_STORE_ERROR,
                       KTG_STORE_ERROR_NO_REASON,
                       "There is no reason in words");
  return FALSE;
}

/* What is said, as the next of this device's chain. */
static KtgEvent *
begin (KtgProfile *profile, const KtgCase *folded, const KtgCaseAct *act, GError **error)
{
  const KtgCaseEntry *filing = ktg_case_get_filing (folded);
  g_autoptr (KtgEvent) event = ktg_event_copy (act->said);

  g_free (event->report_id);
  event->report_id = g_strdup (filing->event->report_id);
  g_free (event->case_id);
  event->case_id = g_strdup (filing->event_id);
  return ktg_own_event_set_head (profile, event, &act->now, error) ? g_steal_pointer (&event)
                                                                   : NULL;
}

/**
 * ktg_case_writing_act:
 * @act: what is said of which report
 *
 * Whether the procedure allows it is not asked; docs/CASES.md: it is kept, and shown as such.
 *
 * Returns: (transfer full): the event's id, once it is committed
 */
char *
ktg_case_writing_act (KtgProfile       *profile,
                      const KtgCaseAct *act,
                      KtgChanges       *changes,
                      GError          **error)
{
  g_autoptr (KtgCase) folded = load_case (profile->ledger, act->report_id, error);
  g_autoptr (KtgEvent) event = NULL;

  if (folded == NULL)
    return NULL;

  event = begin (profile, folded, act, error);
  if (event == NULL
      || (event->kind == KTG_EVENT_STEP
          && (!check_after (folded, event, error)
              || !check_reason (profile->ledger, folded, event, error))))
    return NULL;

  return ktg_own_event_keep (profile, event, NULL, NULL, changes, error);
}
