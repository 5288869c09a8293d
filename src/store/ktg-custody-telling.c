/* ktg-custody-telling.c - what an office's device did with files becomes events that are owed
 *
 * One event for each report and day that is over, with all that was done on it. What an officer
 * does with her own evidence stays with her.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-custody-telling.h"

#include "ktg-custody-table.h"
#include "ktg-own-event.h"
#include "ktg-projection.h"
#include "ktg-roll.h"

/* So many fit in an event, whatever they are. */
#define MOST_ACTS 1000

/* What is told along the way. */
typedef struct
{
  KtgProfile      *profile;
  const KtgMoment *now;
  KtgEvent        *event; /* of one report and day; NULL before the first */
  gint64           report;
  gint64           day;
  GHashTable      *touched; /* (element-type utf8): UUIDs */
} Telling;

static gboolean
end_event (Telling *self, GError **error)
{
  g_autoptr (KtgEvent) event = g_steal_pointer (&self->event);
  g_autoptr (KtgEnvelope) envelope = NULL;

  if (event == NULL)
    return TRUE;

  envelope = ktg_own_event_sign (self->profile, event, error);
  g_hash_table_add (self->touched, g_strdup (event->report_id));
  return envelope != NULL && ktg_own_event_owe (self->profile->ledger, envelope, event, error);
}

static gboolean
begin_event (Telling *self, const KtgUntoldAct *act, GError **error)
{
  self->event = ktg_own_event_begin (self->profile, KTG_EVENT_CUSTODY, act->uuid, self->now, error);
  if (self->event == NULL)
    return FALSE;

  self->report = act->report;
  self->day = act->day;
  self->event->case_id = g_strdup (act->filing);
  self->event->custody = ktg_custody_day_new ();
  self->event->custody->day = ktg_custody_dup_day (act->day);
  return TRUE;
}

static void
add_act (KtgCustodyDay *day, const KtgUntoldAct *act)
{
  KtgNotedAct *noted = ktg_record_new (&ktg_noted_act_record);

  noted->sha256 = g_strdup (act->sha256);
  noted->act = g_strdup (act->act);
  noted->n_times = act->n_times;
  g_ptr_array_add (day->acts, noted);
}

static gboolean
tell_act (Telling *self, const KtgUntoldAct *act, GError **error)
{
  gboolean is_same = self->event != NULL && act->report == self->report && act->day == self->day
                     && self->event->custody->acts->len < MOST_ACTS;

  if (!is_same && (!end_event (self, error) || !begin_event (self, act, error)))
    return FALSE;

  add_act (self->event->custody, act);
  return TRUE;
}

static gboolean
tell_all (Telling *self, const GPtrArray *acts, GError **error)
{
  for (guint i = 0; i < acts->len; i++)
    if (!tell_act (self, g_ptr_array_index (acts, i), error))
      {
        g_clear_pointer (&self->event, ktg_event_free);
        return FALSE;
      }

  return end_event (self, error);
}

static gboolean
write_all (Telling *self, const GPtrArray *acts, gint64 today, KtgChanges *changes, GError **error)
{
  KtgLedger *ledger = self->profile->ledger;
  g_autoptr (KtgTransaction) transaction = ktg_db_begin (ledger->db, error);

  return transaction != NULL && tell_all (self, acts, error)
         && ktg_custody_table_set_told (ledger,
                                        today,
                                        ktg_profile_get_device (self->profile),
                                        error)
         && ktg_projection_update_all (ledger, self->touched, changes, error)
         && ktg_transaction_commit (g_steal_pointer (&transaction), error);
}

/**
 * ktg_custody_telling_tell:
 * @now: whose day is not over yet
 *
 * Nothing on a device that is not an office's or the centre's, as far as it can prove that, and
 * nothing of a report whose filing is not here.
 */
gboolean
ktg_custody_telling_tell (KtgProfile      *profile,
                          const KtgMoment *now,
                          KtgChanges      *changes,
                          GError         **error)
{
  gint64      today = ktg_custody_find_day (now->wall_us, now->utc_offset_s);
  const char *device = ktg_profile_get_device (profile);
  Telling     self = { profile, now };
  KtgStanding me;
  g_autoptr (GPtrArray) acts = NULL;
  gboolean is_told;

  if (!ktg_roll_get_standing (profile->ledger, device, &me, error))
    return FALSE;
  if (me.belief != KTG_BELIEF_HELD || me.role == KTG_ROLE_OFFICER)
    return TRUE;

  acts = ktg_custody_table_list_untold (profile->ledger, today, device, error);
  if (acts == NULL || acts->len == 0)
    return acts != NULL;

  self.touched = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  is_told = write_all (&self, acts, today, changes, error);
  g_hash_table_unref (self.touched);
  return is_told;
}
