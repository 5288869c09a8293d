/* ktg-simulated-device.c - the real planner over a simulated store, on a simulated link
 *
 * What the engine does between the planner's steps is repeated here with times instead of sockets.
 * A connection, a request and an answer take their round trips and their bytes; the contact may end
 * at any moment of that, the server may be a portal, busy or killed, an answer may be swallowed,
 * and the device itself may lose its power at any of them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-simulated-device.h"

#define DUTY 0.03
#define IN_FLIGHT_BYTES (16 * 1024)
#define RECORDED_EVERY_US G_USEC_PER_SEC
#define RETRY_AFTER_US (30 * G_USEC_PER_SEC)
#define POLL_US (10 * G_TIME_SPAN_MINUTE)
#define LOOK_US (300 * G_TIME_SPAN_MILLISECOND)
#define PURGE_EVERY_US (6 * G_TIME_SPAN_HOUR)
#define LINGER_US (5 * G_USEC_PER_SEC)
#define NEWS_AT_ONCE 5

typedef enum
{
  FAULT_NONE,
  FAULT_PORTAL,           /* something else answers */
  FAULT_BUSY,             /* 503 with Retry-After */
  FAULT_ANSWER_SWALLOWED, /* the server did it, and its word is lost */
  FAULT_SERVER_KILLED,    /* in the middle of it */
  FAULT_DEVICE_KILLED,    /* while it sends, or between the answer and its COMMIT */
} Fault;

KtgSimulatedDevice *
ktg_simulated_device_new (const KtgSimulatedPlace *place, guint number)
{
  KtgSimulatedDevice *self = g_new0 (KtgSimulatedDevice, 1);
  KtgSimulatedWork    work = {
       .number = number,
       .n_reports = g_rand_int_range (place->chance, 1, 9),
       .span_us = place->heals_us,
       .is_full = place->is_full,
       .disk_seed = place->seed ^ (number + 1) * 0x9e3779b9u,
       .left_out = place->left_out,
  };

  self->number = number;
  self->chance = place->chance;
  self->server = place->server;
  self->heals_us = place->heals_us;
  self->is_full = place->is_full;
  self->link = ktg_simulated_link_new (place->chance, DUTY, place->heals_us, place->ends_us);
  self->planner = ktg_planner_new ();
  self->fault_share = g_rand_double (place->chance) * place->fault_share;
  self->store = ktg_simulated_store_new (&work, place->chance);
  self->is_office = place->is_full && number == 0 && g_rand_boolean (place->chance);

  return self;
}

void
ktg_simulated_device_free (KtgSimulatedDevice *self)
{
  if (self == NULL)
    return;

  ktg_planner_free (self->planner);
  ktg_simulated_link_free (self->link);
  ktg_simulated_store_free (self->store);
  g_free (self);
}

static guint
find_news (KtgSimulatedDevice *self, guint cursor, gint64 until_us)
{
  return ktg_simulated_server_find_news (self->server,
                                         self->number,
                                         self->is_office,
                                         cursor,
                                         until_us);
}

gboolean
ktg_simulated_device_is_level (KtgSimulatedDevice *self)
{
  const KtgOwed *owed = ktg_simulated_store_get_owed (self->store);

  return ktg_simulated_store_is_all_filed (self->store) && owed->events->len == 0
         && owed->files->len == 0 && find_news (self, self->store->cursor, G_MAXINT64) == 0;
}

static void
disturb_contact (KtgSimulatedDevice *self)
{
  const KtgContact *contact = ktg_simulated_link_get_contact (self->link, self->now_us);

  if (contact != NULL)
    ((KtgContact *)contact)->is_disturbed = TRUE;
}

void
ktg_simulated_device_crash (KtgSimulatedDevice *self)
{
  ktg_planner_free (self->planner);
  self->planner = ktg_planner_new ();
  self->is_warm = FALSE;
  ktg_simulated_store_crash (self->store);
  disturb_contact (self);
}

/* --- the link --- */

static Fault
draw_fault (KtgSimulatedDevice *self, const KtgContact *contact)
{
  Fault last = self->is_full ? FAULT_DEVICE_KILLED : FAULT_SERVER_KILLED;

  if (self->now_us >= self->heals_us || g_rand_double (self->chance) >= self->fault_share)
    return FAULT_NONE;

  ((KtgContact *)contact)->is_disturbed = TRUE;
  return (Fault)g_rand_int_range (self->chance, FAULT_PORTAL, last + 1);
}

static void
fail (KtgSimulatedDevice *self, const KtgStep *step, KtgFailure failure, gint64 retry_after_us)
{
  self->is_warm = self->is_warm && failure != KTG_FAILURE_LINK && failure != KTG_FAILURE_UNREACHED;
  self->n_interruptions++;
  ktg_planner_failed (self->planner,
                      step,
                      failure,
                      self->now_us,
                      retry_after_us,
                      g_rand_double (self->chance));
}

/* Waits are over when a contact begins and the network monitor says so. */
static void
notice_network (KtgSimulatedDevice *self)
{
  const KtgContact *contact = ktg_simulated_link_get_contact (self->link, self->now_us);

  if (contact != NULL && contact->is_noticed && contact->begins_us == self->now_us)
    ktg_planner_wake (self->planner);
}

/* A request is given up after a while, or at once when the network changes. */
static gint64
get_end_us (KtgSimulatedDevice *self, gint64 since_us, gint64 within_us)
{
  const KtgContact *next = ktg_simulated_link_get_next_noticed (self->link, since_us);
  gint64            given_up_us = since_us + within_us;

  return next != NULL ? MIN (given_up_us, next->begins_us) : given_up_us;
}

static void
find_no_link (KtgSimulatedDevice *self, const KtgStep *step)
{
  gboolean hangs = g_rand_boolean (self->chance);

  self->now_us = get_end_us (self,
                             self->now_us,
                             hangs ? KTG_SIMULATED_CONNECT_TIMEOUT_US : G_TIME_SPAN_MILLISECOND);
  fail (self, step, KTG_FAILURE_UNREACHED, 0);
}

static gint64
get_begin_us (KtgSimulatedDevice *self)
{
  return self->now_us + (self->is_warm ? 0 : 3 * self->link->rtt_us);
}

/* The bytes of a request that pass before the contact ends; time goes on to the end of either. */
static guint64
send_bytes (KtgSimulatedDevice *self, const KtgContact *contact, guint64 bytes)
{
  gint64  begin_us = get_begin_us (self);
  gint64  end_us = begin_us + ktg_simulated_link_get_wire_us (self->link, bytes);
  guint64 passed = bytes;

  if (end_us > contact->ends_us)
    {
      passed = ktg_simulated_link_get_bytes (self->link, contact->ends_us - begin_us);
      passed = MIN (passed, bytes - 1);
      end_us = get_end_us (self, contact->ends_us, KTG_SIMULATED_CONNECT_TIMEOUT_US);
    }
  self->is_warm = TRUE;
  self->now_us = MAX (end_us, self->now_us);
  self->sent_bytes += passed;

  return passed;
}

/* Waits for the answer. FALSE: it does not come. */
static gboolean
hear_answer (KtgSimulatedDevice *self, const KtgContact *contact, Fault fault)
{
  gint64 heard_us = self->now_us + self->link->rtt_us;

  self->now_us = heard_us > contact->ends_us
                     ? get_end_us (self, contact->ends_us, KTG_SIMULATED_CONNECT_TIMEOUT_US)
                     : heard_us;

  return heard_us <= contact->ends_us && fault != FAULT_ANSWER_SWALLOWED;
}

/* --- one exchange --- */

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

static void
take_event (KtgSimulatedDevice *self, const KtgSimulatedEvent *event)
{
  KtgLogEntry entry = { self->number, self->number, event->seq, self->now_us };
  gboolean    is_new = ktg_simulated_server_take_event (self->server, event->id, entry);

  if (is_new && self->is_full && g_rand_int_range (self->chance, 0, 4) == 0)
    ktg_simulated_server_add_review (self->server, self->number, self->now_us);
}

/* The server's half: one transaction. */
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
      KtgSimulatedFile *file = ktg_simulated_store_get_file (self->store, i);
      KtgServerFile    *held = ktg_simulated_server_get_file (self->server, file->sha256);

      if (!is_sent (step, ktg_simulated_store_get_event (self->store, file->event)))
        continue;
      held->is_known = TRUE;
      held->size_bytes = file->size_bytes;
      held->is_poison = file->is_poison;
    }
}

static void
apply_file (KtgSimulatedDevice *self, const KtgStep *step, KtgSimulatedFile *file)
{
  const KtgSimulatedEvent *event = ktg_simulated_store_get_event (self->store, file->event);
  KtgServerFile           *held = ktg_simulated_server_get_file (self->server, file->sha256);

  if (!g_ptr_array_find_with_equal_func (step->files, file->sha256, g_str_equal, NULL)
      && !is_sent (step, event))
    return;

  if (held->is_whole)
    ktg_simulated_store_file_received (self->store, file, self->now_us);
  else if (held->is_known)
    ktg_planner_file_missing (self->planner, file->sha256, held->recorded);
}

/* What comes down with an answer. */
typedef struct
{
  guint n_news;
  guint cursor;
} News;

static News
read_news (KtgSimulatedDevice *self)
{
  News  news = { 0, self->store->cursor };
  guint next = 0;

  while (news.n_news < NEWS_AT_ONCE && (next = find_news (self, news.cursor, self->now_us)) != 0)
    {
      news.n_news++;
      news.cursor = next;
    }

  return news;
}

/* The device's half: receipts, offsets and news of its answer, one transaction. */
static void
apply_answer (KtgSimulatedDevice *self, const KtgStep *step, const News *news)
{
  for (guint i = 0; i < self->store->events->len; i++)
    {
      KtgSimulatedEvent *event = ktg_simulated_store_get_event (self->store, i);

      if (!is_sent (step, event))
        continue;
      g_assert_cmpuint (ktg_simulated_server_count_event (self->server, event->id), ==, 1);
      ktg_simulated_store_event_received (self->store, event, self->now_us);
    }
  for (guint i = 0; i < self->store->files->len; i++)
    apply_file (self, step, ktg_simulated_store_get_file (self->store, i));
  self->store->n_news += news->n_news;
  self->store->cursor = news->cursor;
  ktg_planner_exchanged (self->planner, step, find_news (self, news->cursor, self->now_us) != 0);
}

/* The answer was there, and the power went before its COMMIT. */
static void
die_over_answer (KtgSimulatedDevice *self, const News *news)
{
  if (self->store->left_out == KTG_RULE_CURSOR_WITH_NEWS)
    self->store->cursor = news->cursor;
  self->n_interruptions++;
  ktg_simulated_device_crash (self);
}

static void
lose_exchange (KtgSimulatedDevice *self, const KtgStep *step, Fault fault, gboolean is_sent_whole)
{
  if (fault == FAULT_SERVER_KILLED)
    ktg_simulated_server_crash (self->server);
  fail (self,
        step,
        fault == FAULT_BUSY && is_sent_whole ? KTG_FAILURE_SERVER : KTG_FAILURE_LINK,
        RETRY_AFTER_US);
}

static void
exchange (KtgSimulatedDevice *self, const KtgStep *step, const KtgContact *contact)
{
  guint64 bytes = get_exchange_bytes (self, step);
  guint64 passed = send_bytes (self, contact, bytes);
  Fault   fault = draw_fault (self, contact);
  News    news;

  self->spent_bytes += KTG_SIMULATED_HEADER_BYTES + step->files->len * KTG_SIMULATED_MENTION_BYTES;
  if (passed < bytes || fault == FAULT_PORTAL || fault == FAULT_BUSY
      || fault == FAULT_SERVER_KILLED)
    {
      self->spent_bytes += bytes;
      lose_exchange (self, step, fault, passed == bytes);
      return;
    }

  take_exchange (self, step);
  if (!hear_answer (self, contact, fault))
    {
      self->spent_bytes += bytes;
      fail (self, step, KTG_FAILURE_LINK, 0);
      return;
    }
  news = read_news (self);
  if (fault == FAULT_DEVICE_KILLED)
    {
      self->spent_bytes += bytes;
      die_over_answer (self, &news);
      return;
    }
  apply_answer (self, step, &news);
}

/* --- one upload --- */

/* FALSE: the contact ended before the server's word. */
static gboolean
ask_offset (KtgSimulatedDevice *self,
            const KtgStep      *step,
            const KtgContact   *contact,
            KtgServerFile      *held,
            guint64            *offset)
{
  *offset = step->offset;
  if (!step->is_offset_stale)
    return TRUE;

  self->sent_bytes += KTG_SIMULATED_HEADER_BYTES;
  self->spent_bytes += KTG_SIMULATED_HEADER_BYTES;
  if (!hear_answer (self, contact, FAULT_NONE))
    {
      fail (self, step, KTG_FAILURE_LINK, 0);
      return FALSE;
    }
  ktg_planner_file_missing (self->planner, step->sha256, held->recorded);
  *offset = held->recorded;

  return TRUE;
}

/* What arrives before the end is recorded when the request ends; a kill loses the last second. */
static void
keep_part (KtgSimulatedDevice *self,
           KtgServerFile      *held,
           guint64             offset,
           guint64             arrived,
           Fault               fault)
{
  guint64 unrecorded = ktg_simulated_link_get_bytes (self->link, RECORDED_EVERY_US);

  if (arrived == 0)
    return;

  ktg_simulated_server_append (self->server, held, offset, arrived);
  if (fault == FAULT_SERVER_KILLED)
    {
      ktg_simulated_server_note (self->server, held, unrecorded);
      ktg_simulated_server_crash (self->server);
    }
  ktg_simulated_server_settle (self->server, held);
}

/* @passed bytes of the file left the device; those in flight are lost. */
static void
break_upload (KtgSimulatedDevice *self,
              const KtgStep      *step,
              KtgServerFile      *held,
              guint64             offset,
              guint64             passed,
              Fault               fault)
{
  guint64 lost = MIN (passed, (guint64)g_rand_int_range (self->chance, 0, IN_FLIGHT_BYTES));

  keep_part (self, held, offset, MIN (passed - lost, step->size_bytes - offset - 1), fault);
  self->spent_bytes += KTG_SIMULATED_HEADER_BYTES + IN_FLIGHT_BYTES;
  if (fault == FAULT_SERVER_KILLED)
    self->spent_bytes += ktg_simulated_link_get_bytes (self->link, RECORDED_EVERY_US);
}

static void
park (KtgSimulatedDevice *self, const KtgStep *step)
{
  ktg_simulated_store_park (self->store, ktg_simulated_store_find_file (self->store, step->sha256));
  ktg_planner_failed (self->planner, step, KTG_FAILURE_ITEM, self->now_us, 0, 0.5);
}

static void
complete_upload (KtgSimulatedDevice *self,
                 const KtgStep      *step,
                 const KtgContact   *contact,
                 KtgServerFile      *held,
                 guint64             offset,
                 Fault               fault)
{
  KtgSimulatedFile *file = ktg_simulated_store_find_file (self->store, step->sha256);

  ktg_simulated_server_append (self->server, held, offset, step->size_bytes - offset);
  ktg_simulated_server_settle (self->server, held);
  if (!hear_answer (self, contact, fault))
    fail (self, step, KTG_FAILURE_LINK, 0);
  else if (fault == FAULT_DEVICE_KILLED)
    die_over_answer (self, &(News){ 0, self->store->cursor });
  else if (!held->is_whole)
    park (self, step);
  else
    {
      ktg_simulated_store_file_received (self->store, file, self->now_us);
      ktg_planner_uploaded (self->planner, step->sha256);
    }
}

static void
end_upload_without_sending (KtgSimulatedDevice *self, const KtgStep *step, KtgServerFile *held)
{
  if (held->is_whole)
    {
      ktg_simulated_store_file_received (self->store,
                                         ktg_simulated_store_find_file (self->store, step->sha256),
                                         self->now_us);
      ktg_planner_uploaded (self->planner, step->sha256);
      return;
    }

  self->spent_bytes += KTG_SIMULATED_HEADER_BYTES;
  park (self, step);
}

/* How much of an upload goes before a text is found that is worth stopping it for. */
static guint64
get_bytes_until_text (KtgSimulatedDevice *self, const KtgStep *step, guint64 bytes)
{
  gint64  found_us = ktg_simulated_store_get_next_filing (self->store);
  guint64 before;

  if (!self->is_full || step->is_preview || found_us >= self->heals_us)
    return bytes;

  before = ktg_simulated_link_get_bytes (self->link, found_us + LOOK_US - get_begin_us (self));

  return before + KTG_SIMULATED_WORTH_INTERRUPTING_BYTES < bytes ? before : bytes;
}

static guint64
get_bytes_until_death (KtgSimulatedDevice *self, Fault fault, guint64 bytes)
{
  if (fault != FAULT_DEVICE_KILLED || g_rand_boolean (self->chance))
    return bytes;

  return (guint64)(g_rand_double (self->chance) * bytes);
}

/* Its own power goes, or an officer files a text: neither is the link's failure. */
static void
stop_upload (KtgSimulatedDevice *self, const KtgStep *step, Fault fault)
{
  self->is_warm = FALSE;
  self->n_interruptions++;
  if (fault == FAULT_DEVICE_KILLED)
    ktg_simulated_device_crash (self);
  else
    ktg_planner_interrupted (self->planner, step);
}

static void
send_file (KtgSimulatedDevice *self,
           const KtgStep      *step,
           const KtgContact   *contact,
           KtgServerFile      *held,
           guint64             offset,
           Fault               fault)
{
  guint64 bytes = KTG_SIMULATED_HEADER_BYTES + step->size_bytes - offset;
  guint64 until_death = get_bytes_until_death (self, fault, bytes);
  guint64 wanted = MIN (until_death, get_bytes_until_text (self, step, bytes));
  guint64 passed = wanted > 0 ? send_bytes (self, contact, wanted) : 0;
  guint64 of_file = passed - MIN (passed, KTG_SIMULATED_HEADER_BYTES);

  self->spent_bytes += KTG_SIMULATED_HEADER_BYTES;
  if (passed < wanted || fault == FAULT_PORTAL || fault == FAULT_BUSY
      || fault == FAULT_SERVER_KILLED)
    {
      break_upload (self, step, held, offset, of_file, fault);
      fail (self, step, KTG_FAILURE_LINK, 0);
    }
  else if (wanted < bytes)
    {
      break_upload (self, step, held, offset, of_file, fault);
      stop_upload (self, step, wanted == until_death ? fault : FAULT_NONE);
    }
  else
    complete_upload (self, step, contact, held, offset, fault);
}

/* Another device got farther with the same photo. The server says so after the head and reads on
 * for a while; a longer body breaks off then, and a question follows. */
static void
send_to_wrong_offset (KtgSimulatedDevice  *self,
                      const KtgStep       *step,
                      const KtgContact    *contact,
                      const KtgServerFile *held,
                      guint64              offset,
                      Fault                fault)
{
  guint64 heard = ktg_simulated_link_get_bytes (self->link, LINGER_US) + IN_FLIGHT_BYTES;
  guint64 bytes = KTG_SIMULATED_HEADER_BYTES + MIN (step->size_bytes - offset, heard);
  guint64 passed = send_bytes (self, contact, bytes);

  self->spent_bytes += passed;
  if (passed == bytes && bytes < heard && fault == FAULT_NONE && hear_answer (self, contact, fault))
    ktg_planner_file_missing (self->planner, step->sha256, held->recorded);
  else
    fail (self, step, KTG_FAILURE_LINK, 0);
}

static void
upload (KtgSimulatedDevice *self, const KtgStep *step, const KtgContact *contact)
{
  const KtgSimulatedFile *file = ktg_simulated_store_find_file (self->store, step->sha256);
  KtgServerFile          *held = ktg_simulated_server_get_file (self->server, step->sha256);
  Fault                   fault = draw_fault (self, contact);
  guint64                 offset;

  if (!ask_offset (self, step, contact, held, &offset))
    return;

  g_assert_true (ktg_disk_file_is_right (&file->disk, file->size_bytes));
  if (held->is_whole || held->is_poison)
    end_upload_without_sending (self, step, held);
  else if (offset != held->recorded && self->server->left_out != KTG_RULE_TRUE_OFFSET)
    send_to_wrong_offset (self, step, contact, held, offset, fault);
  else
    send_file (self, step, contact, held, offset, fault);
}

/* --- time --- */

/* Until the planner wants to go on, something is filed, or the network is seen to change. */
static void
wait_for (KtgSimulatedDevice *self, gint64 until_us)
{
  const KtgContact *next = ktg_simulated_link_get_next_noticed (self->link, self->now_us);
  gint64            filing_us = ktg_simulated_store_get_next_filing (self->store);
  gint64            contact_us = next != NULL ? next->begins_us : G_MAXINT64;
  gint64            end_us = MIN (until_us, MIN (filing_us, contact_us));

  self->is_warm = FALSE;
  self->now_us = MAX (end_us, self->now_us + 1);
  if (end_us == contact_us || end_us == filing_us)
    ktg_planner_wake (self->planner);
  if (self->is_full && self->now_us >= self->purges_us)
    {
      ktg_simulated_store_purge (self->store, self->now_us);
      self->purges_us = self->now_us + PURGE_EVERY_US;
    }
}

/* Nothing is owed: later it asks for news. Before the link heals the next contact is soon enough.
 */
static void
rest (KtgSimulatedDevice *self)
{
  if (!self->is_full || self->now_us < self->heals_us)
    {
      wait_for (self, G_MAXINT64 - 1);
      return;
    }

  wait_for (self, self->now_us + (gint64)(POLL_US * (1 + g_rand_double (self->chance))));
  ktg_planner_wake (self->planner);
}

static void
park_exhausted (KtgSimulatedDevice *self)
{
  g_autoptr (KtgExhausted) exhausted = NULL;

  while ((exhausted = ktg_planner_steal_exhausted (self->planner)) != NULL)
    {
      g_assert_false (exhausted->is_event);
      ktg_simulated_store_park (self->store,
                                ktg_simulated_store_find_file (self->store, exhausted->id));
      g_clear_pointer (&exhausted, ktg_exhausted_free);
    }
}

static void
trace_step (KtgSimulatedDevice *self, const KtgStep *step)
{
  self->trace = (self->trace ^ (guint64)step->kind ^ step->offset ^ (guint64)self->now_us
                 ^ self->sent_bytes << 20)
                * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
}

static void
take_step (KtgSimulatedDevice *self, const KtgStep *step)
{
  const KtgContact *contact = ktg_simulated_link_get_contact (self->link, self->now_us);

  if (step->kind == KTG_STEP_WAIT)
    wait_for (self, step->wait_until_us);
  else if (step->kind == KTG_STEP_LEVEL)
    rest (self);
  else if (contact == NULL)
    find_no_link (self, step);
  else if (step->kind == KTG_STEP_EXCHANGE)
    exchange (self, step, contact);
  else
    upload (self, step, contact);
}

void
ktg_simulated_device_step (KtgSimulatedDevice *self)
{
  const KtgPolicy policy = { FALSE, 1 << 20, 5 };
  gboolean        may_die = self->is_full && self->now_us < self->heals_us && self->fault_share > 0;
  g_autoptr (KtgStep) step = NULL;

  if (!ktg_simulated_store_file_due (self->store, self->now_us, may_die))
    ktg_simulated_device_crash (self);
  step = ktg_planner_next (self->planner,
                           ktg_simulated_store_get_owed (self->store),
                           &policy,
                           self->now_us);
  self->n_steps++;
  trace_step (self, step);
  park_exhausted (self);
  take_step (self, step);
  notice_network (self);
}
