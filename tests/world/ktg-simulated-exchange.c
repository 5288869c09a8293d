/* ktg-simulated-exchange.c - one exchange of a simulated device
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-simulated-exchange.h"

#include "ktg-simulated-onward.h"
#include "ktg-simulated-request.h"

#define RETRY_AFTER_US (30 * G_USEC_PER_SEC)

static gboolean
is_sent (const KtgStep *step, const KtgSimulatedEvent *event)
{
  return g_ptr_array_find_with_equal_func (step->event_ids, event->id, g_str_equal, NULL);
}

static guint64
get_exchange_bytes (KtgSimulatedDevice *self, const KtgStep *step)
{
  guint64 bytes = KTG_SIMULATED_HEADER_BYTES + step->files->len * KTG_SIMULATED_MENTION_BYTES;

  for (guint i = 0; i < self->store->events->len; i++)
    {
      const KtgSimulatedEvent *event = ktg_simulated_store_get_event (self->store, i);

      if (is_sent (step, event))
        bytes += event->size_bytes;
    }

  return bytes;
}

/* --- the server's half --- */

static KtgLogEntry
describe (KtgSimulatedDevice *self, const KtgSimulatedEvent *event)
{
  KtgLogEntry entry = { .author = event->author,
                        .reader = event->reader,
                        .seq = event->seq,
                        .taken_us = self->now_us,
                        .region = event->region != NULL ? event->region : self->region };

  return entry;
}

static void
take_event (KtgSimulatedDevice *self, const KtgSimulatedEvent *event)
{
  KtgLogEntry entry = describe (self, event);
  gboolean    is_new = ktg_simulated_server_take_event (self->server, event->id, entry);

  if (self->server->onward != NULL)
    ktg_simulated_onward_carry (self->server->onward, &entry, event);
  if (is_new && self->is_full && self->server->onward == NULL
      && g_rand_int_range (self->chance, 0, 4) == 0)
    ktg_simulated_server_add_step (self->server, &entry);
}

static void
take_name (KtgSimulatedDevice *self, const KtgSimulatedEvent *event, const KtgSimulatedFile *file)
{
  const KtgLogEntry entry = describe (self, event);
  KtgServerFile    *held = ktg_simulated_server_get_file (self->server, self->number, file->sha256);

  held->is_known = TRUE;
  held->size_bytes = file->size_bytes;
  held->is_poison = file->is_poison;
  if (self->server->onward == NULL)
    return;

  ktg_simulated_onward_carry_file (self->server->onward, &entry, file);
  if (held->is_whole)
    ktg_simulated_onward_note_here (self->server->onward, file->sha256, self->now_us);
}

/* Whether an event that is sent, and not as a text, names the file. */
static gboolean
is_named (KtgSimulatedDevice *self, const KtgStep *step, const KtgSimulatedFile *file)
{
  KtgSimulatedStore *store = self->store;

  if (store->relay == NULL)
    return is_sent (step, ktg_simulated_store_get_event (store, file->event));

  for (guint i = 0; i < store->names->len; i++)
    {
      const KtgSimulatedName *name = &g_array_index (store->names, KtgSimulatedName, i);

      if (g_str_equal (name->sha256, file->sha256)
          && is_sent (step, ktg_simulated_store_get_event (store, name->event))
          && ktg_simulated_onward_has_files (store, name->event))
        return TRUE;
    }

  return FALSE;
}

/* One transaction. */
static void
take_exchange (KtgSimulatedDevice *self, const KtgStep *step)
{
  for (guint i = 0; i < self->store->events->len; i++)
    {
      const KtgSimulatedEvent *event = ktg_simulated_store_get_event (self->store, i);

      if (is_sent (step, event))
        take_event (self, event);
    }
  for (guint i = 0; i < self->store->files->len; i++)
    {
      const KtgSimulatedFile *file = ktg_simulated_store_get_file (self->store, i);

      if (is_named (self, step, file))
        take_name (self, ktg_simulated_store_get_event (self->store, file->event), file);
    }
}

/* --- lives --- */

/* The newest that both know; FALSE: there is none. */
static gboolean
find_common_life (KtgSimulatedDevice *self, KtgSimulatedLife *life)
{
  for (guint i = self->store->lives->len; i > 0; i--)
    if (ktg_simulated_server_find_life (self->server,
                                        g_array_index (self->store->lives, KtgSimulatedLife, i - 1)
                                            .number,
                                        life))
      return TRUE;

  return FALSE;
}

/* The server's half: it was put back to before the life that the device names. TRUE: it takes
 * nothing, and asks which others the device knows. */
static gboolean
asks (KtgSimulatedDevice *self)
{
  guint            known = ktg_simulated_store_get_life (self->store);
  KtgSimulatedLife life;

  return known != 0 && !self->store->is_asked
         && !ktg_simulated_server_find_life (self->server, known, &life);
}

/* The device's half. Whatever stands is there. */
static void
enter_life (KtgSimulatedDevice *self)
{
  KtgSimulatedLife of;
  gboolean         is_known = find_common_life (self, &of);

  ktg_simulated_store_enter_life (self->store,
                                  is_known ? &of : NULL,
                                  ktg_simulated_server_get_life (self->server));
  self->store->confirmed_us = self->now_us;
  if (self->store->left_out == KTG_RULE_LACKS)
    return;

  for (guint i = 0; i < self->store->n_filed; i++)
    {
      const KtgSimulatedEvent *event = ktg_simulated_store_get_event (self->store, i);

      g_assert_true (!event->is_received
                     || ktg_simulated_server_count_event (self->server, event->id) == 1);
    }
  for (guint i = 0; i < self->store->files->len; i++)
    {
      const KtgSimulatedFile *file = ktg_simulated_store_get_file (self->store, i);

      g_assert_true (
          !file->is_received
          || ktg_simulated_server_get_file (self->server, self->number, file->sha256)->is_whole);
    }
}

/* --- letters --- */

static void
read_letter (KtgSimulatedDevice *self, const KtgSimulatedLetter *letter)
{
  KtgSimulatedFile *file;

  if (letter->seq > 0)
    {
      ktg_simulated_store_get_event (self->store, letter->seq - 1)->is_at_centre = TRUE;
      return;
    }

  file = ktg_simulated_store_find_file (self->store, letter->sha256);
  if (!file->is_at_centre)
    file->at_centre_us = self->now_us;
  file->is_at_centre = TRUE;
}

/* How far the device's number of a letter stands in the present life: up to where the one that it
 * knows was over here. Who was asked for all lives hears all again. */
static void
enter_letters (KtgSimulatedDevice *self)
{
  KtgSimulatedLife life;
  guint            known = ktg_simulated_store_get_life (self->store);

  if (known == 0 || known == ktg_simulated_server_get_life (self->server)
      || self->store->left_out == KTG_RULE_LIFE_OF_LETTER)
    return;

  self->store->mail = ktg_simulated_server_find_life (self->server, known, &life)
                          ? MIN (self->store->mail, life.last_letter)
                          : 0;
}

/* Not where texts went up. */
static void
read_letters (KtgSimulatedDevice *self, const KtgStep *step)
{
  guint number;

  if (step->event_ids->len > 0)
    return;

  while ((number = ktg_simulated_server_find_letter (self->server,
                                                     self->number,
                                                     self->store->mail,
                                                     self->now_us))
         != 0)
    {
      read_letter (self,
                   &g_array_index (self->server->folder->letters, KtgSimulatedLetter, number - 1));
      self->store->mail = number;
    }
}

/* --- the device's half --- */

static void
apply_file (KtgSimulatedDevice *self, const KtgStep *step, KtgSimulatedFile *file)
{
  KtgServerFile *held = ktg_simulated_server_get_file (self->server, self->number, file->sha256);

  if (!g_ptr_array_find_with_equal_func (step->files, file->sha256, g_str_equal, NULL)
      && !is_named (self, step, file))
    return;

  if (held->is_whole)
    ktg_simulated_device_take_file (self, file, held);
  else if (ktg_simulated_device_is_file_known (self, file, held))
    ktg_planner_file_missing (self->planner, file->sha256, held->recorded);
  else if (self->store->relay != NULL && self->store->left_out != KTG_RULE_SILENCE)
    ktg_simulated_onward_carry_again (self->store, file);
}

/* What comes down with an answer. */
typedef struct
{
  GPtrArray *scopes; /* (element-type KtgScopeNews) */
  gboolean   asks_marks, has_more;
} News;

static void
clear_news (News *news)
{
  g_clear_pointer (&news->scopes, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (News, clear_news)

static void
read_news (KtgSimulatedDevice *self, News *news)
{
  g_autoptr (KtgOwed) claim = ktg_owed_new ();

  ktg_mark_list_say (self->store->marks, claim);
  news->scopes = ktg_simulated_device_read_lists (self,
                                                  claim,
                                                  self->now_us,
                                                  &news->asks_marks,
                                                  &news->has_more);
}

/* What a relay is told it takes, and tells its own. */
static void
pass_on (KtgSimulatedDevice *self, guint index)
{
  KtgLogEntry entry = g_array_index (self->server->folder->log, KtgLogEntry, index - 1);

  entry.taken_us = self->now_us;
  if (ktg_simulated_server_take_told (self->store->relay, entry))
    ktg_simulated_onward_note_told (self->store, &entry, index);
}

static void
note_event (KtgSimulatedDevice *self, const KtgIndexedEvent *event)
{
  if (event->envelope == NULL)
    return;

  if (self->store->has_lives)
    ktg_simulated_server_say (self->server, "event", (guint)event->index, event->envelope->id);
  ktg_simulated_store_note_seen (self->store, ktg_simulated_lists_parse_id (event->envelope->id));
  ktg_simulated_device_hear (self, ktg_simulated_lists_parse_id (event->envelope->id));
  self->store->n_news++;
  if (self->store->relay != NULL)
    pass_on (self, (guint)event->index);
}

static void
note_events (KtgSimulatedDevice *self, const News *news)
{
  for (guint i = 0; i < news->scopes->len; i++)
    {
      const KtgScopeNews *scope = g_ptr_array_index (news->scopes, i);

      for (guint k = 0; k < scope->events->len; k++)
        note_event (self, g_ptr_array_index (scope->events, k));
    }
}

/* It is the list that it says it is, or the whole answer is not believed. */
static void
follow_lists (KtgSimulatedDevice *self, const News *news)
{
  for (guint i = 0; i < news->scopes->len; i++)
    g_assert_true (ktg_simulated_store_follow (self->store, g_ptr_array_index (news->scopes, i)));
  ktg_mark_list_set_asked (self->store->marks, news->asks_marks);
}

static void
take_word (KtgSimulatedDevice *self, KtgSimulatedEvent *event)
{
  guint index = ktg_simulated_server_find_event (self->server, event->author, event->seq);
  g_autofree char *what
      = ktg_simulated_lists_dup_id (ktg_simulated_server_number_event (event->author, event->seq));

  ktg_simulated_server_say (self->server, "event", index, what);
  self->spent_bytes += event->is_received ? event->size_bytes : 0;
  ktg_simulated_store_event_received (self->store, event, index, self->now_us);
  ktg_simulated_device_hear (self, ktg_simulated_server_number_event (event->author, event->seq));
  if (self->store->relay != NULL)
    ktg_simulated_onward_hand_on_event (self->store, event, self->now_us);
}

/* The device's half: receipts, offsets and news of its answer, one transaction. */
static void
apply_answer (KtgSimulatedDevice *self, const KtgStep *step, const News *news)
{
  enter_letters (self);
  if (self->store->has_lives)
    enter_life (self);
  for (guint i = 0; i < self->store->events->len; i++)
    {
      KtgSimulatedEvent *event = ktg_simulated_store_get_event (self->store, i);

      if (!is_sent (step, event))
        continue;
      g_assert_cmpuint (ktg_simulated_server_count_event (self->server, event->id), ==, 1);
      take_word (self, event);
    }
  for (guint i = 0; i < self->store->files->len; i++)
    apply_file (self, step, ktg_simulated_store_get_file (self->store, i));
  read_letters (self, step);
  note_events (self, news);
  follow_lists (self, news);
  ktg_planner_exchanged (self->planner, step, news->has_more);
}

/* Nothing was taken; the next exchange says which lives are known. */
static void
apply_question (KtgSimulatedDevice *self, const KtgStep *step)
{
  for (guint i = 0; i < self->store->events->len; i++)
    if (is_sent (step, ktg_simulated_store_get_event (self->store, i)))
      self->spent_bytes += ktg_simulated_store_get_event (self->store, i)->size_bytes;
  self->store->is_asked = TRUE;
  ktg_planner_exchanged (self->planner, step, TRUE);
}

/* The answer was there, and the power went before its COMMIT. */
static void
die_over_answer (KtgSimulatedDevice *self, const News *news)
{
  if (news != NULL && self->store->left_out == KTG_RULE_MARK_WITH_NEWS)
    follow_lists (self, news);
  ktg_simulated_request_die (self);
}

static void
lose_exchange (KtgSimulatedDevice *self,
               const KtgStep      *step,
               KtgSimulatedFault   fault,
               gboolean            is_sent_whole)
{
  if (fault == KTG_SIMULATED_FAULT_SERVER_KILLED)
    ktg_simulated_server_crash (self->server);
  ktg_simulated_request_fail (self,
                              step,
                              fault == KTG_SIMULATED_FAULT_BUSY && is_sent_whole
                                  ? KTG_FAILURE_SERVER
                                  : KTG_FAILURE_LINK,
                              RETRY_AFTER_US);
}

void
ktg_simulated_exchange_play (KtgSimulatedDevice *self,
                             const KtgStep      *step,
                             const KtgContact   *contact)
{
  guint64           bytes = get_exchange_bytes (self, step);
  guint64           passed = ktg_simulated_request_send (self, contact, bytes);
  KtgSimulatedFault fault = ktg_simulated_request_draw_fault (self, contact);
  gboolean          is_asking;
  g_auto (News) news = { NULL };

  self->spent_bytes += KTG_SIMULATED_HEADER_BYTES + step->files->len * KTG_SIMULATED_MENTION_BYTES;
  if (passed < bytes || fault == KTG_SIMULATED_FAULT_PORTAL || fault == KTG_SIMULATED_FAULT_BUSY
      || fault == KTG_SIMULATED_FAULT_SERVER_KILLED)
    {
      self->spent_bytes += bytes;
      lose_exchange (self, step, fault, passed == bytes);
      return;
    }

  is_asking = self->store->has_lives && asks (self);
  if (!is_asking)
    take_exchange (self, step);
  if (!ktg_simulated_request_hear (self, contact, fault))
    {
      self->spent_bytes += bytes;
      ktg_simulated_request_fail (self, step, KTG_FAILURE_LINK, 0);
      return;
    }
  if (!is_asking)
    read_news (self, &news);
  if (fault == KTG_SIMULATED_FAULT_DEVICE_KILLED)
    {
      self->spent_bytes += bytes;
      die_over_answer (self, is_asking ? NULL : &news);
      return;
    }
  if (is_asking)
    apply_question (self, step);
  else
    apply_answer (self, step, &news);
}
