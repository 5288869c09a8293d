/* ktg-case.c - what the offices' steps about one report add up to
 *
 * Adding only collects. What the events add up to is worked out when it is asked for, from all of
 * them, so it cannot depend on the order in which they came.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-case-private.h"

static void
free_entry (gpointer data)
{
  KtgCaseEntry *entry = data;

  g_free (entry->event_id);
  ktg_event_free (entry->event);
  g_free ((char *)entry->standing.region);
  g_free ((char *)entry->standing.officer);
  g_free (entry);
}

/**
 * ktg_case_new:
 * @pack: (nullable): packs, which must stay as they are while the case is asked; %NULL: no step
 * counts
 * @case_id: id of a report.filed
 *
 * Returns: (transfer full): a case of which nothing is known yet
 */
KtgCase *
ktg_case_new (const KtgPack *pack, const char *case_id)
{
  KtgCase *self = g_new0 (KtgCase, 1);

  self->pack = pack;
  self->id = g_strdup (case_id);
  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_entry);
  return self;
}

/**
 * ktg_case_free:
 * @self: (nullable) (transfer full): a case
 *
 * Lets go of it and its events.
 */
void
ktg_case_free (KtgCase *self)
{
  if (self == NULL)
    return;

  ktg_case_forget (self);
  g_hash_table_unref (self->entries);
  g_free (self->id);
  g_free (self);
}

/* --- adding --- */

static gboolean
is_of_case (const KtgCase *self, const char *event_id, const KtgEvent *event)
{
  gboolean is_named = g_strcmp0 (event->case_id, self->id) == 0;

  switch (event->kind)
    {
    case KTG_EVENT_FILED:
      return g_str_equal (event_id, self->id);
    case KTG_EVENT_AMENDED:
    case KTG_EVENT_WITHDRAWN:
      return TRUE; /* whose, is known when the filing is here */
    case KTG_EVENT_CUSTODY:
      return is_named || event->case_id == NULL;
    case KTG_EVENT_STEP:
    case KTG_EVENT_ASSIGNED:
    case KTG_EVENT_JOINED:
    case KTG_EVENT_NOTE:
      return is_named;
    default:
      return FALSE;
    }
}

static int
compare_standings (const KtgStanding *a, const KtgStanding *b)
{
  if (a->belief != b->belief)
    return (int)a->belief - (int)b->belief;
  if (a->role != b->role)
    return (int)a->role - (int)b->role;
  if (a->level != b->level)
    return (int)b->level - (int)a->level;

  return g_strcmp0 (b->region, a->region);
}

static void
set_standing (KtgCaseEntry *entry, const KtgStanding *standing)
{
  char *region = g_strdup (standing->region);
  char *officer = g_strdup (standing->officer);

  g_free ((char *)entry->standing.region);
  g_free ((char *)entry->standing.officer);
  entry->standing = *standing;
  entry->standing.region = region;
  entry->standing.officer = officer;
}

/**
 * ktg_case_add:
 * @self: a case
 * @event_id: SHA-256 of the event's bytes
 * @event: an event whose signature was checked by the caller; copied
 * @standing: of its author at that event; copied
 *
 * Events may come in any order and any number of times. Of an event that came with two standings
 * the lesser counts.
 *
 * Returns: %FALSE if the event is none of this case
 */
gboolean
ktg_case_add (KtgCase           *self,
              const char        *event_id,
              const KtgEvent    *event,
              const KtgStanding *standing)
{
  KtgCaseEntry *entry = NULL;

  g_return_val_if_fail (self != NULL && event_id != NULL && event != NULL, FALSE);
  g_return_val_if_fail (standing != NULL, FALSE);

  if (!is_of_case (self, event_id, event))
    return FALSE;

  entry = g_hash_table_lookup (self->entries, event_id);
  if (entry != NULL && compare_standings (standing, &entry->standing) >= 0)
    return TRUE;

  ktg_case_forget (self);
  if (entry == NULL)
    {
      entry = g_new0 (KtgCaseEntry, 1);
      entry->event_id = g_strdup (event_id);
      entry->event = ktg_event_copy (event);
      g_hash_table_insert (self->entries, entry->event_id, entry);
    }
  set_standing (entry, standing);
  return TRUE;
}

/* --- what the filer said --- */

/**
 * ktg_case_get_filing:
 * @self: a case
 *
 * Returns: (transfer none) (nullable): the event that filed the report; %NULL while it is not here
 */
const KtgCaseEntry *
ktg_case_get_filing (const KtgCase *self)
{
  return ktg_case_fold (self)->filing;
}

/**
 * ktg_case_is_of_report:
 * @self: a case of which the filing was looked for
 * @entry: one of its events
 *
 * Returns: %FALSE if it says another UUID than the report it names has, and so is none of it
 */
gboolean
ktg_case_is_of_report (const KtgCase *self, const KtgCaseEntry *entry)
{
  return self->filing == NULL
         || g_strcmp0 (entry->event->report_id, self->filing->event->report_id) == 0;
}

static gboolean
is_of_filer (const KtgCase *self, const KtgCaseEntry *entry)
{
  return self->filing != NULL && g_strcmp0 (entry->event->author, self->filing->event->author) == 0
         && ktg_case_is_of_report (self, entry);
}

/**
 * ktg_case_is_filers:
 * @self: a case of which the filing was looked for
 * @entry: one of its events
 *
 * Returns: whether it amends or withdraws the report, and is by whoever filed it
 */
gboolean
ktg_case_is_filers (const KtgCase *self, const KtgCaseEntry *entry)
{
  return (entry->event->kind == KTG_EVENT_AMENDED || entry->event->kind == KTG_EVENT_WITHDRAWN)
         && is_of_filer (self, entry);
}

/**
 * ktg_case_holds:
 * @self: a case of which the filing is here
 * @entry: something that its filer said of the report
 *
 * The rule that says which version of a report is in force, and whether it is withdrawn.
 *
 * Returns: whether it changes the report: it is believed as much as the filing is, or an office
 * took it
 */
gboolean
ktg_case_holds (const KtgCase *self, const KtgCaseEntry *entry)
{
  return entry->is_taken || entry->standing.belief >= self->filing->standing.belief;
}

/**
 * ktg_case_is_in_force:
 * @self: a case
 * @event_id: of an amendment or a withdrawal
 * @is_taken: (out): whether it came late, and an office took it
 *
 * Returns: whether it is the filer's, and changes the report
 */
gboolean
ktg_case_is_in_force (const KtgCase *self, const char *event_id, gboolean *is_taken)
{
  const KtgCase      *folded = ktg_case_fold (self);
  const KtgCaseEntry *entry = g_hash_table_lookup (folded->entries, event_id);

  *is_taken = entry != NULL && entry->is_taken;
  return entry != NULL && ktg_case_is_filers (folded, entry) && ktg_case_holds (folded, entry);
}

/**
 * ktg_case_find_version:
 * @self: a case that is folded
 * @id: (nullable): of an event; %NULL: the newest version in force is meant
 *
 * Returns: (transfer none) (nullable): the version of the report that it is, if it is one by its
 * filer
 */
const KtgCaseEntry *
ktg_case_find_version (const KtgCase *self, const char *id)
{
  const KtgCaseEntry *newest = self->filing;
  GHashTableIter      iter;
  gpointer            value;

  if (id != NULL)
    {
      const KtgCaseEntry *entry = g_hash_table_lookup (self->entries, id);

      return entry != NULL && entry->event->report != NULL && is_of_filer (self, entry) ? entry
                                                                                        : NULL;
    }

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const KtgCaseEntry *entry = value;

      if (entry->event->kind == KTG_EVENT_AMENDED && ktg_case_is_filers (self, entry)
          && ktg_case_holds (self, entry)
          && (entry->event->seq > newest->event->seq
              || (entry->event->seq == newest->event->seq
                  && g_strcmp0 (entry->event_id, newest->event_id) < 0)))
        newest = entry;
    }

  return newest;
}

/**
 * ktg_case_get_version:
 * @self: a case
 *
 * Returns: (transfer none) (nullable): the newest version of the report that is in force, which a
 * next step judges; %NULL while the filing is not here
 */
const KtgCaseEntry *
ktg_case_get_version (const KtgCase *self)
{
  const KtgCase *folded = ktg_case_fold (self);

  return folded->filing != NULL ? ktg_case_find_version (folded, NULL) : NULL;
}

/**
 * ktg_case_is_withdrawn:
 * @self: a case
 *
 * What came late from a device that was revoked takes no report back, unless an office takes it.
 *
 * Returns: whether its filer took the report back
 */
gboolean
ktg_case_is_withdrawn (const KtgCase *self)
{
  const KtgCase *folded = ktg_case_fold (self);
  GHashTableIter iter;
  gpointer       value;

  g_hash_table_iter_init (&iter, folded->entries);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const KtgCaseEntry *entry = value;

      if (entry->event->kind == KTG_EVENT_WITHDRAWN && ktg_case_is_filers (folded, entry)
          && ktg_case_holds (folded, entry))
        return TRUE;
    }

  return FALSE;
}

/* --- the state --- */

/**
 * ktg_case_get_heads:
 * @self: a case
 *
 * Returns: (transfer none) (element-type KtgCaseEntry): the newest steps that count, by their ids;
 * more than one are one state unless ktg_case_is_conflict()
 */
GPtrArray *
ktg_case_get_heads (const KtgCase *self)
{
  return ktg_case_fold (self)->heads;
}

/**
 * ktg_case_is_conflict:
 * @self: a case
 *
 * Returns: whether steps that differ stand beside each other, and none has ended that
 */
gboolean
ktg_case_is_conflict (const KtgCase *self)
{
  return ktg_case_fold (self)->is_conflict;
}

/**
 * ktg_case_get_state:
 * @self: a case
 *
 * Returns: (transfer none) (nullable): how the report stands, a state of the procedure,
 * %KTG_CASE_FILED or %KTG_CASE_WITHDRAWN; of a conflict that of the first head; %NULL while the
 * filing is not here
 */
const char *
ktg_case_get_state (const KtgCase *self)
{
  const KtgCase *folded = ktg_case_fold (self);

  if (folded->filing == NULL)
    return NULL;
  if (folded->heads->len > 0)
    return ktg_procedure_step_get_state (
        ((KtgCaseEntry *)g_ptr_array_index (folded->heads, 0))->step);

  return ktg_case_is_withdrawn (self) ? KTG_CASE_WITHDRAWN : KTG_CASE_FILED;
}

/**
 * ktg_case_get_office_state:
 * @self: a case
 *
 * Returns: (transfer none) (nullable): the state that offices brought it to, %KTG_CASE_CONFLICT
 * where their decisions differ; %NULL before the first that counts
 */
const char *
ktg_case_get_office_state (const KtgCase *self)
{
  const KtgCase *folded = ktg_case_fold (self);

  if (folded->heads->len == 0)
    return NULL;

  return folded->is_conflict ? KTG_CASE_CONFLICT : ktg_case_get_state (folded);
}

/**
 * ktg_case_get_steps:
 * @self: a case
 *
 * Returns: (transfer none) (element-type KtgCaseEntry): every step, each after those that it
 * names, and of those that could stand in one place the smaller id first
 */
GPtrArray *
ktg_case_get_steps (const KtgCase *self)
{
  return ktg_case_fold (self)->steps;
}

/* --- what stands beside the graph --- */

static int
compare_by_clock (gconstpointer a, gconstpointer b)
{
  const KtgCaseEntry *x = *(const KtgCaseEntry *const *)a;
  const KtgCaseEntry *y = *(const KtgCaseEntry *const *)b;
  gint64              x_us = x->event->at.wall_us, y_us = y->event->at.wall_us;

  return x_us != y_us ? (x_us > y_us) - (x_us < y_us) : g_strcmp0 (x->event_id, y->event_id);
}

/**
 * ktg_case_list:
 * @self: a case
 * @kind: %KTG_EVENT_NOTE, %KTG_EVENT_JOINED, %KTG_EVENT_CUSTODY …
 *
 * Returns: (transfer container) (element-type KtgCaseEntry): the events of that kind, whoever wrote
 * them, as their authors' clocks stood, which is good for reading and for nothing else
 */
GPtrArray *
ktg_case_list (const KtgCase *self, KtgEventKind kind)
{
  const KtgCase *folded = ktg_case_fold (self);
  GPtrArray     *list = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer       value;

  g_hash_table_iter_init (&iter, folded->entries);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (((KtgCaseEntry *)value)->event->kind == kind && ktg_case_is_of_report (folded, value))
      g_ptr_array_add (list, value);

  g_ptr_array_sort (list, compare_by_clock);
  return list;
}

static gboolean
is_newer_of_author (const KtgCaseEntry *entry, const KtgCaseEntry *other)
{
  return g_strcmp0 (entry->event->author, other->event->author) == 0
         && (entry->event->seq > other->event->seq
             || (entry->event->seq == other->event->seq
                 && g_strcmp0 (entry->event_id, other->event_id) < 0));
}

static gboolean
is_replaced (const GPtrArray *list, const KtgCaseEntry *entry)
{
  for (guint i = 0; i < list->len; i++)
    if (is_newer_of_author (g_ptr_array_index (list, i), entry))
      return TRUE;

  return FALSE;
}

/**
 * ktg_case_may_assign:
 * @self: a case
 * @standing: of somebody
 *
 * Returns: whether it counts when he says who looks after it
 */
gboolean
ktg_case_may_assign (const KtgCase *self, const KtgStanding *standing)
{
  const KtgCase *folded = ktg_case_fold (self);

  return standing->belief == KTG_BELIEF_HELD && standing->role != KTG_ROLE_OFFICER
         && ktg_case_is_competent (folded, standing, NULL, &folded->ground);
}

/**
 * ktg_case_list_assigned:
 * @self: a case
 * @day: "2024-11-12"
 *
 * Of one author the newest counts, and each until its day is over.
 *
 * Returns: (transfer container) (element-type KtgCaseEntry): who looks after it on @day
 */
GPtrArray *
ktg_case_list_assigned (const KtgCase *self, const char *day)
{
  const KtgCase *folded = ktg_case_fold (self);
  g_autoptr (GPtrArray) all = ktg_case_list (folded, KTG_EVENT_ASSIGNED);
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; i < all->len; i++)
    {
      KtgCaseEntry *entry = g_ptr_array_index (all, i);

      if (ktg_case_may_assign (folded, &entry->standing) && !is_replaced (all, entry)
          && g_strcmp0 (day, entry->event->assignment->until) <= 0)
        g_ptr_array_add (list, entry);
    }

  return list;
}
