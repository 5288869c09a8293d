/* ktg-history.c - what a report's events add up to
 *
 * Adding only collects. What the events add up to is worked out when it is asked for, from all of
 * them in their order, so it cannot depend on the order in which they came.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-history.h"

typedef struct
{
  KtgHistoryEntry entry;
  guint64
      place; /* where it stands between authors: the server's index, or that of a later own event */
} Held;

struct _KtgHistory
{
  char       *report_id;
  GHashTable *by_id; /* event id → Held, owned by entries */
  GPtrArray  *held;  /* (element-type Held) */

  /* The fold, valid while is_folded; borrowed from the events but for filed_at. */
  gboolean         is_folded;
  const char      *author;
  const char      *version_id;
  const KtgReport *report;
  char            *filed_at;
  KtgTrust         trust;
  const KtgEvent  *withdrawal; /* NULL: it is not withdrawn */
};

static void
free_held (gpointer data)
{
  Held *held = data;

  g_free (held->entry.event_id);
  ktg_event_free (held->entry.event);
  g_free (held);
}

static int
compare_numbers (guint64 a, guint64 b)
{
  return (a > b) - (a < b);
}

static int
compare_within_author (gconstpointer a, gconstpointer b)
{
  const Held *x = *(const Held *const *)a;
  const Held *y = *(const Held *const *)b;
  int         order = g_strcmp0 (x->entry.event->author, y->entry.event->author);

  if (order == 0)
    order = compare_numbers (x->entry.event->seq, y->entry.event->seq);

  return order != 0 ? order : g_strcmp0 (x->entry.event_id, y->entry.event_id);
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const Held *x = *(const Held *const *)a;
  const Held *y = *(const Held *const *)b;
  int         order = compare_numbers (x->place, y->place);

  return order != 0 ? order : compare_within_author (a, b);
}

/* An event stands no later than any later one of its author, whatever the server's index says: so
 * seq and index can never ask for two different orders. */
static void
place_events (GPtrArray *held)
{
  const char *author = NULL;
  guint64     earliest = G_MAXUINT64;

  g_ptr_array_sort (held, compare_within_author);

  for (guint i = held->len; i > 0; i--)
    {
      Held *this = g_ptr_array_index (held, i - 1);
      guint64 index = this->entry.server_index;

      if (g_strcmp0 (this->entry.event->author, author) != 0)
        earliest = G_MAXUINT64;

      author = this->entry.event->author;
      earliest = MIN (earliest, index > 0 ? index : G_MAXUINT64);
      this->place = earliest;
    }

  g_ptr_array_sort (held, compare_places);
}

static void
forget_fold (KtgHistory *self)
{
  self->is_folded = FALSE;
  self->author = NULL;
  self->version_id = NULL;
  self->report = NULL;
  self->trust = KTG_TRUST_HELD;
  self->withdrawal = NULL;
  g_clear_pointer (&self->filed_at, g_free);
}

static void
take_version (KtgHistory *self, const KtgHistoryEntry *entry)
{
  self->report = entry->event->report;
  self->version_id = entry->event_id;
}

/* The first event that files a report says whose it is. */
static void
fold_filing (KtgHistory *self, const KtgHistoryEntry *entry)
{
  if (self->author != NULL)
    return;

  self->author = entry->event->author;
  self->trust = entry->trust;
  self->filed_at = ktg_moment_dup_wall (&entry->event->at);
  take_version (self, entry);
}

static void
fold_entry (KtgHistory *self, const KtgHistoryEntry *entry)
{
  gboolean is_own = self->author != NULL && g_strcmp0 (self->author, entry->event->author) == 0;

  switch (entry->event->kind)
    {
    case KTG_EVENT_FILED:
      fold_filing (self, entry);
      break;
    case KTG_EVENT_AMENDED:
      if (is_own && !entry->is_aside)
        take_version (self, entry);
      break;
    case KTG_EVENT_WITHDRAWN:
      if (is_own && !entry->is_aside)
        self->withdrawal = entry->event;
      break;
    default:
      break;
    }
}

static const KtgHistory *
folded (const KtgHistory *history)
{
  KtgHistory *self = (KtgHistory *)history; /* what it adds up to is a cache */

  if (self->is_folded)
    return self;

  forget_fold (self);
  place_events (self->held);

  for (guint i = 0; i < self->held->len; i++)
    fold_entry (self, &((Held *)g_ptr_array_index (self->held, i))->entry);

  self->is_folded = TRUE;
  return self;
}

/* The same event again may bring the server's index along. The smallest wins, so the order of
 * repeats does not matter. */
static void
learn_index (KtgHistory *self, Held *held, guint64 server_index)
{
  guint64 known = held->entry.server_index;

  if (server_index == 0 || (known != 0 && known <= server_index))
    return;

  held->entry.server_index = server_index;
  forget_fold (self);
}

/**
 * ktg_history_new:
 * @report_id: the report whose events will be added
 *
 * Returns: (transfer full): a history without events; it belongs to one thread
 */
KtgHistory *
ktg_history_new (const char *report_id)
{
  KtgHistory *self = NULL;

  g_return_val_if_fail (report_id != NULL, NULL);

  self = g_new0 (KtgHistory, 1);
  self->report_id = g_strdup (report_id);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->held = g_ptr_array_new_with_free_func (free_held);
  return self;
}

/**
 * ktg_history_free:
 * @self: (nullable) (transfer full): a history
 *
 * Lets go of it and its events.
 */
void
ktg_history_free (KtgHistory *history)
{
  if (history == NULL)
    return;

  forget_fold (history);
  g_hash_table_unref (history->by_id);
  g_ptr_array_unref (history->held);
  g_free (history->report_id);
  g_free (history);
}

/**
 * ktg_history_add:
 * @history: a history
 * @event_id: SHA-256 of the event's bytes
 * @event: an event whose signature was checked by the caller; copied
 * @server_index: the server's order, 0 if it has not said
 *
 * Events may come in any order and any number of times. A repeat changes nothing but may bring a
 * first @server_index.
 *
 * Returns: %FALSE if the event is of another report or already known
 */
gboolean
ktg_history_add (KtgHistory     *history,
                 const char     *event_id,
                 const KtgEvent *event,
                 guint64         server_index)
{
  Held *held = NULL;

  g_return_val_if_fail (history != NULL, FALSE);
  g_return_val_if_fail (event_id != NULL, FALSE);
  g_return_val_if_fail (event != NULL, FALSE);

  if (g_strcmp0 (event->report_id, history->report_id) != 0)
    return FALSE;

  held = g_hash_table_lookup (history->by_id, event_id);
  if (held != NULL)
    {
      learn_index (history, held, server_index);
      return FALSE;
    }

  held = g_new0 (Held, 1);
  held->entry.event_id = g_strdup (event_id);
  held->entry.event = ktg_event_copy (event);
  held->entry.server_index = server_index;
  g_hash_table_insert (history->by_id, held->entry.event_id, held);
  g_ptr_array_add (history->held, held);
  forget_fold (history);
  return TRUE;
}

/**
 * ktg_history_set_trust:
 * @event_id: of an event that was added
 * @trust: what the chain of admissions says of its author there
 *
 * It is for reading: what it means for the report ktg_history_set_force() says. Without this call
 * it counts.
 */
void
ktg_history_set_trust (KtgHistory *history, const char *event_id, KtgTrust trust)
{
  Held *held = g_hash_table_lookup (history->by_id, event_id);

  g_return_if_fail (held != NULL);

  held->entry.trust = trust;
  forget_fold (history);
}

/**
 * ktg_history_set_force:
 * @event_id: of an amendment or a withdrawal that was added
 * @is_in_force: whether it changes the report, by ktg_case_is_in_force(); without this call it does
 * @is_taken: whether it does because an office took it
 */
void
ktg_history_set_force (KtgHistory *history,
                       const char *event_id,
                       gboolean    is_in_force,
                       gboolean    is_taken)
{
  Held *held = g_hash_table_lookup (history->by_id, event_id);

  g_return_if_fail (held != NULL);

  held->entry.is_aside = !is_in_force;
  held->entry.is_taken = is_taken;
  forget_fold (history);
}

/**
 * ktg_history_get_report_id:
 * @self: a history
 *
 * Returns: (transfer none): the report it is of
 */
const char *
ktg_history_get_report_id (const KtgHistory *history)
{
  return history->report_id;
}

/**
 * ktg_history_get_report:
 * @history: a history
 *
 * Returns: (transfer none) (nullable): the newest version in force, until the next event is added;
 * %NULL while the event that filed it is missing
 */
const KtgReport *
ktg_history_get_report (const KtgHistory *history)
{
  return folded (history)->report;
}

/**
 * ktg_history_get_version_id:
 *
 * Returns: (transfer none) (nullable): the event id of ktg_history_get_report()
 */
const char *
ktg_history_get_version_id (const KtgHistory *history)
{
  return folded (history)->version_id;
}

/**
 * ktg_history_get_author:
 *
 * Returns: (transfer none) (nullable): the key of who filed it; only its events change the report
 */
const char *
ktg_history_get_author (const KtgHistory *history)
{
  return folded (history)->author;
}

/**
 * ktg_history_is_withdrawn:
 * @self: a history
 *
 * Returns: %TRUE if its author took the report back
 */
gboolean
ktg_history_is_withdrawn (const KtgHistory *history)
{
  return ktg_history_get_withdrawal (history) != NULL;
}

/**
 * ktg_history_get_withdrawal:
 * @history: a history
 *
 * Returns: (transfer none) (nullable): the event by which its author took the report back
 */
const KtgEvent *
ktg_history_get_withdrawal (const KtgHistory *history)
{
  return folded (history)->withdrawal;
}

/**
 * ktg_history_get_trust:
 * @history: a history
 *
 * Returns: whether the word of whoever filed it counts, as it was set; %KTG_TRUST_HELD while the
 * filing is missing
 */
KtgTrust
ktg_history_get_trust (const KtgHistory *history)
{
  return folded (history)->trust;
}

/**
 * ktg_history_get_filed_at:
 *
 * Returns: (transfer none) (nullable): what the device's clock said when it was filed
 */
const char *
ktg_history_get_filed_at (const KtgHistory *history)
{
  return folded (history)->filed_at;
}

/**
 * ktg_history_get_n_entries:
 * @self: a history
 *
 * Returns: how many events it has
 */
guint
ktg_history_get_n_entries (const KtgHistory *history)
{
  return history->held->len;
}

/**
 * ktg_history_get_entry:
 * @i: its place in the order of the history, from 0
 *
 * Returns: (transfer none): an event, until the next one is added
 */
const KtgHistoryEntry *
ktg_history_get_entry (const KtgHistory *history, guint i)
{
  g_return_val_if_fail (i < history->held->len, NULL);

  return &((Held *)g_ptr_array_index (folded (history)->held, i))->entry;
}
