/* ktg-simulated-device.c - the real planner over a simulated store, on a simulated link
 *
 * What the engine does between the planner's steps is repeated here with times instead of sockets.
 * A connection, a request and an answer take their round trips and their bytes; the contact may end
 * at any moment of that, the server may be a portal, busy or killed, an answer may be swallowed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-simulated-device.h"

#define CONNECT_TIMEOUT_US (20 * G_USEC_PER_SEC)
#define IN_FLIGHT_BYTES (16 * 1024)
#define HEADER_BYTES 700
#define FILE_MENTION_BYTES 68
#define RECORDED_EVERY_US G_USEC_PER_SEC
#define RETRY_AFTER_US (30 * G_USEC_PER_SEC)

typedef enum
{
  FAULT_NONE,
  FAULT_PORTAL,           /* something else answers */
  FAULT_BUSY,             /* 503 with Retry-After */
  FAULT_ANSWER_SWALLOWED, /* the server did it, and its word is lost */
  FAULT_SERVER_KILLED,    /* in the middle of it */
} Fault;

static void
clear_event (KtgSimulatedEvent *event)
{
  g_free (event->id);
}

static void
clear_file (KtgSimulatedFile *file)
{
  g_free (file->sha256);
}

static void
add_file (KtgSimulatedDevice *self, guint number, gboolean is_preview, guint64 size_bytes)
{
  KtgSimulatedFile file = { NULL };

  file.sha256 = g_strdup_printf ("%02u%s%04u", number, is_preview ? "p" : "o", self->files->len);
  file.event = self->events->len - 1;
  file.size_bytes = size_bytes;
  file.is_preview = is_preview;
  file.is_poison = g_rand_int_range (self->chance, 0, 100) == 0;
  g_array_append_val (self->files, file);
}

static void
add_report (KtgSimulatedDevice *self, guint number, gint64 filed_us)
{
  KtgSimulatedEvent event = { NULL };
  guint             n_photos = g_rand_int_range (self->chance, 0, 4);

  event.id = g_strdup_printf ("%02ue%04u", number, self->events->len);
  event.size_bytes = g_rand_int_range (self->chance, 600, 6000);
  event.filed_us = filed_us;
  g_array_append_val (self->events, event);
  for (guint i = 0; i < n_photos; i++)
    {
      add_file (self, number, TRUE, g_rand_int_range (self->chance, 8000, 40000));
      add_file (self, number, FALSE, g_rand_int_range (self->chance, 100000, 3000000));
    }
}

KtgSimulatedDevice *
ktg_simulated_device_new (guint               number,
                          GRand              *chance,
                          KtgSimulatedServer *server,
                          gint64              heals_us,
                          gint64              ends_us)
{
  KtgSimulatedDevice *self = g_new0 (KtgSimulatedDevice, 1);
  guint               n_reports = g_rand_int_range (chance, 1, 9);
  gint64              filed_us = 0;

  self->chance = chance;
  self->server = server;
  self->link = ktg_simulated_link_new (chance, 0.03, heals_us, ends_us);
  self->planner = ktg_planner_new ();
  self->events = g_array_new (FALSE, TRUE, sizeof (KtgSimulatedEvent));
  self->files = g_array_new (FALSE, TRUE, sizeof (KtgSimulatedFile));
  g_array_set_clear_func (self->events, (GDestroyNotify)clear_event);
  g_array_set_clear_func (self->files, (GDestroyNotify)clear_file);
  self->heals_us = heals_us;
  self->fault_share = g_rand_double_range (chance, 0, 0.3);
  for (guint i = 0; i < n_reports; i++)
    {
      filed_us += (gint64)(g_rand_double (chance) * heals_us / n_reports);
      add_report (self, number, filed_us);
    }

  return self;
}

void
ktg_simulated_device_free (KtgSimulatedDevice *self)
{
  if (self == NULL)
    return;

  ktg_planner_free (self->planner);
  ktg_simulated_link_free (self->link);
  g_array_unref (self->events);
  g_array_unref (self->files);
  g_free (self);
}

/* --- the store --- */

static KtgSimulatedEvent *
get_event (KtgSimulatedDevice *self, guint i)
{
  return &g_array_index (self->events, KtgSimulatedEvent, i);
}

static KtgSimulatedFile *
get_file (KtgSimulatedDevice *self, guint i)
{
  return &g_array_index (self->files, KtgSimulatedFile, i);
}

static KtgSimulatedFile *
find_file (KtgSimulatedDevice *self, const char *sha256)
{
  for (guint i = 0; i < self->files->len; i++)
    {
      if (g_str_equal (get_file (self, i)->sha256, sha256))
        return get_file (self, i);
    }

  g_assert_not_reached ();
}

static gboolean
is_filed (KtgSimulatedDevice *self, guint event)
{
  return get_event (self, event)->filed_us <= self->now_us;
}

static KtgOwed *
load_owed (KtgSimulatedDevice *self)
{
  KtgOwed *owed = ktg_owed_new ();

  for (guint i = 0; i < self->events->len; i++)
    {
      KtgSimulatedEvent *event = get_event (self, i);

      if (is_filed (self, i) && !event->is_received)
        g_ptr_array_add (owed->events,
                         ktg_owed_event_new (event->id, event->id, event->size_bytes));
    }
  for (guint i = 0; i < self->files->len; i++)
    {
      KtgSimulatedFile *file = get_file (self, i);
      KtgOwedFile      *owed_file;

      if (!is_filed (self, file->event) || file->is_received || file->is_parked)
        continue;
      owed_file = ktg_owed_file_new (file->sha256, "", file->size_bytes);
      owed_file->is_preview = file->is_preview;
      owed_file->is_event_received = get_event (self, file->event)->is_received;
      owed_file->filed_us = get_event (self, file->event)->filed_us;
      g_ptr_array_add (owed->files, owed_file);
    }

  return owed;
}

gboolean
ktg_simulated_device_is_level (KtgSimulatedDevice *self)
{
  g_autoptr (KtgOwed) owed = load_owed (self);
  KtgSimulatedEvent *last = get_event (self, self->events->len - 1);

  return last->filed_us <= self->now_us && owed->events->len == 0 && owed->files->len == 0;
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
  disturb_contact (self);
}

guint
ktg_simulated_device_count_late (KtgSimulatedDevice *self, const KtgContact *contact)
{
  guint64 bytes = HEADER_BYTES;
  guint   n_late = 0;

  for (guint i = 0; i < self->events->len; i++)
    {
      const KtgSimulatedEvent *event = get_event (self, i);

      if (event->filed_us > contact->begins_us || event->received_us < contact->begins_us)
        continue;
      bytes += event->size_bytes;
      if (event->received_us > contact->ends_us)
        n_late++;
    }
  bytes += self->files->len * FILE_MENTION_BYTES;
  if (contact->ends_us - contact->begins_us
      < 4 * self->link->rtt_us + ktg_simulated_link_get_wire_us (self->link, bytes)
            + G_USEC_PER_SEC)
    return 0;

  return n_late;
}

/* --- the link --- */

static Fault
draw_fault (KtgSimulatedDevice *self, const KtgContact *contact)
{
  if (self->now_us >= self->heals_us || g_rand_double (self->chance) >= self->fault_share)
    return FAULT_NONE;

  ((KtgContact *)contact)->is_disturbed = TRUE;
  return (Fault)g_rand_int_range (self->chance, FAULT_PORTAL, FAULT_SERVER_KILLED + 1);
}

static void
fail (KtgSimulatedDevice *self, const KtgStep *step, KtgFailure failure, gint64 retry_after_us)
{
  self->is_warm = self->is_warm && failure != KTG_FAILURE_LINK;
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

/* A request that hangs is given up after a while, or at once when the network changes. */
static gint64
get_end_of_hanging (KtgSimulatedDevice *self, gint64 since_us)
{
  const KtgContact *next = ktg_simulated_link_get_next_noticed (self->link, since_us);
  gint64            given_up_us = since_us + CONNECT_TIMEOUT_US;

  return next != NULL ? MIN (given_up_us, next->begins_us) : given_up_us;
}

static void
find_no_link (KtgSimulatedDevice *self, const KtgStep *step)
{
  gboolean hangs = g_rand_boolean (self->chance);

  self->now_us
      = hangs ? get_end_of_hanging (self, self->now_us) : self->now_us + G_TIME_SPAN_MILLISECOND;
  fail (self, step, KTG_FAILURE_LINK, 0);
}

/* The bytes of a request that pass before the contact ends; time goes on to the end of either. */
static guint64
send_bytes (KtgSimulatedDevice *self, const KtgContact *contact, guint64 bytes)
{
  gint64  begin_us = self->now_us + (self->is_warm ? 0 : 3 * self->link->rtt_us);
  gint64  end_us = begin_us + ktg_simulated_link_get_wire_us (self->link, bytes);
  guint64 passed = bytes;

  if (end_us > contact->ends_us)
    {
      passed = ktg_simulated_link_get_bytes (self->link, contact->ends_us - begin_us);
      passed = MIN (passed, bytes - 1);
      end_us = get_end_of_hanging (self, contact->ends_us);
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

  self->now_us
      = heard_us > contact->ends_us ? get_end_of_hanging (self, contact->ends_us) : heard_us;

  return heard_us <= contact->ends_us && fault != FAULT_ANSWER_SWALLOWED;
}

/* --- one exchange --- */

static guint64
get_exchange_bytes (KtgSimulatedDevice *self, const KtgStep *step)
{
  guint64 bytes = HEADER_BYTES + step->files->len * FILE_MENTION_BYTES;

  for (guint i = 0; i < self->events->len; i++)
    {
      if (g_ptr_array_find_with_equal_func (step->event_ids,
                                            get_event (self, i)->id,
                                            g_str_equal,
                                            NULL))
        bytes += get_event (self, i)->size_bytes;
    }

  return bytes;
}

static gboolean
is_sent (const KtgStep *step, const KtgSimulatedEvent *event)
{
  return g_ptr_array_find_with_equal_func (step->event_ids, event->id, g_str_equal, NULL);
}

/* The server's half: one transaction. */
static void
take_exchange (KtgSimulatedDevice *self, const KtgStep *step)
{
  for (guint i = 0; i < self->events->len; i++)
    {
      if (is_sent (step, get_event (self, i)))
        ktg_simulated_server_take_event (self->server, get_event (self, i)->id);
    }
  for (guint i = 0; i < self->files->len; i++)
    {
      KtgSimulatedFile *file = get_file (self, i);
      KtgServerFile    *held = ktg_simulated_server_get_file (self->server, file->sha256);

      if (!is_sent (step, get_event (self, file->event)))
        continue;
      held->is_known = TRUE;
      held->size_bytes = file->size_bytes;
      held->is_poison = file->is_poison;
    }
}

/* The device's half: receipts and offsets of its answer, one transaction. */
static void
apply_answer (KtgSimulatedDevice *self, const KtgStep *step)
{
  for (guint i = 0; i < self->events->len; i++)
    {
      KtgSimulatedEvent *event = get_event (self, i);

      if (!is_sent (step, event))
        continue;
      g_assert_cmpuint (ktg_simulated_server_count_event (self->server, event->id), ==, 1);
      event->is_received = TRUE;
      event->received_us = self->now_us;
    }
  for (guint i = 0; i < self->files->len; i++)
    {
      KtgSimulatedFile *file = get_file (self, i);
      KtgServerFile    *held = ktg_simulated_server_get_file (self->server, file->sha256);
      gboolean          is_asked
          = g_ptr_array_find_with_equal_func (step->files, file->sha256, g_str_equal, NULL);

      if (!is_asked && !is_sent (step, get_event (self, file->event)))
        continue;
      if (held->is_whole)
        file->is_received = TRUE;
      else if (held->is_known)
        ktg_planner_file_missing (self->planner, file->sha256, held->received);
    }
  ktg_planner_exchanged (self->planner, step, FALSE);
}

static void
exchange (KtgSimulatedDevice *self, const KtgStep *step, const KtgContact *contact)
{
  guint64 bytes = get_exchange_bytes (self, step);
  guint64 passed = send_bytes (self, contact, bytes);
  Fault   fault = draw_fault (self, contact);

  self->spent_bytes += HEADER_BYTES + step->files->len * FILE_MENTION_BYTES;
  if (passed < bytes || fault == FAULT_PORTAL || fault == FAULT_BUSY
      || fault == FAULT_SERVER_KILLED)
    {
      self->spent_bytes += bytes;
      if (fault == FAULT_SERVER_KILLED)
        ktg_simulated_server_crash (self->server);
      fail (self,
            step,
            fault == FAULT_BUSY && passed == bytes ? KTG_FAILURE_SERVER : KTG_FAILURE_LINK,
            RETRY_AFTER_US);
      return;
    }

  take_exchange (self, step);
  if (!hear_answer (self, contact, fault))
    {
      self->spent_bytes += bytes;
      fail (self, step, KTG_FAILURE_LINK, 0);
      return;
    }
  apply_answer (self, step);
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

  self->sent_bytes += HEADER_BYTES;
  self->spent_bytes += HEADER_BYTES;
  if (!hear_answer (self, contact, FAULT_NONE))
    {
      fail (self, step, KTG_FAILURE_LINK, 0);
      return FALSE;
    }
  ktg_planner_file_missing (self->planner, step->sha256, held->received);
  *offset = held->received;

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

  if (arrived == 0 || !ktg_simulated_server_append (held, offset, arrived))
    return;
  if (fault == FAULT_SERVER_KILLED)
    {
      held->durable = MAX (held->durable, held->received - MIN (held->received, unrecorded));
      ktg_simulated_server_crash (self->server);
    }
  held->durable = held->received;
}

static void
interrupt_upload (KtgSimulatedDevice *self,
                  const KtgStep      *step,
                  KtgServerFile      *held,
                  guint64             offset,
                  guint64             passed,
                  Fault               fault)
{
  guint64 lost = MIN (passed, (guint64)g_rand_int_range (self->chance, 0, IN_FLIGHT_BYTES));

  keep_part (self, held, offset, MIN (passed - lost, step->size_bytes - offset - 1), fault);
  self->spent_bytes += HEADER_BYTES + IN_FLIGHT_BYTES;
  if (fault == FAULT_SERVER_KILLED)
    self->spent_bytes += ktg_simulated_link_get_bytes (self->link, RECORDED_EVERY_US);
  fail (self, step, KTG_FAILURE_LINK, 0);
}

static void
complete_upload (KtgSimulatedDevice *self,
                 const KtgStep      *step,
                 const KtgContact   *contact,
                 KtgServerFile      *held,
                 guint64             offset,
                 Fault               fault)
{
  if (!ktg_simulated_server_append (held, offset, step->size_bytes - offset))
    {
      self->spent_bytes += step->size_bytes - offset;
      ktg_planner_file_missing (self->planner, step->sha256, held->received);
      return;
    }

  if (!hear_answer (self, contact, fault))
    {
      fail (self, step, KTG_FAILURE_LINK, 0);
      return;
    }
  find_file (self, step->sha256)->is_received = TRUE;
  ktg_planner_uploaded (self->planner, step->sha256);
}

static void
end_upload_without_sending (KtgSimulatedDevice *self, const KtgStep *step, KtgServerFile *held)
{
  KtgSimulatedFile *file = find_file (self, step->sha256);

  if (held->is_whole)
    {
      file->is_received = TRUE;
      ktg_planner_uploaded (self->planner, step->sha256);
      return;
    }
  self->spent_bytes += HEADER_BYTES;
  file->is_parked = TRUE;
  ktg_planner_failed (self->planner, step, KTG_FAILURE_ITEM, self->now_us, 0, 0.5);
}

static void
upload (KtgSimulatedDevice *self, const KtgStep *step, const KtgContact *contact)
{
  KtgServerFile *held = ktg_simulated_server_get_file (self->server, step->sha256);
  Fault          fault = draw_fault (self, contact);
  guint64        offset, bytes, passed;

  if (!ask_offset (self, step, contact, held, &offset))
    return;
  if (held->is_whole || held->is_poison)
    {
      end_upload_without_sending (self, step, held);
      return;
    }

  bytes = HEADER_BYTES + step->size_bytes - offset;
  passed = send_bytes (self, contact, bytes);
  self->spent_bytes += HEADER_BYTES;
  if (passed < bytes || fault == FAULT_PORTAL || fault == FAULT_BUSY
      || fault == FAULT_SERVER_KILLED)
    interrupt_upload (self, step, held, offset, passed - MIN (passed, HEADER_BYTES), fault);
  else
    complete_upload (self, step, contact, held, offset, fault);
}

/* --- time --- */

static gint64
get_next_filing (KtgSimulatedDevice *self)
{
  for (guint i = 0; i < self->events->len; i++)
    {
      if (!is_filed (self, i))
        return get_event (self, i)->filed_us;
    }

  return G_MAXINT64;
}

/* Until the planner wants to go on, something is filed, or the network is seen to change. */
static void
wait_for (KtgSimulatedDevice *self, gint64 until_us)
{
  const KtgContact *next = ktg_simulated_link_get_next_noticed (self->link, self->now_us);
  gint64            filing_us = get_next_filing (self);
  gint64            contact_us = next != NULL ? next->begins_us : G_MAXINT64;
  gint64            end_us = MIN (until_us, MIN (filing_us, contact_us));

  self->is_warm = FALSE;
  self->now_us = MAX (end_us, self->now_us + 1);
  if (end_us == contact_us || end_us == filing_us)
    ktg_planner_wake (self->planner);
}

static void
park_exhausted (KtgSimulatedDevice *self)
{
  g_autoptr (KtgExhausted) exhausted = NULL;

  while ((exhausted = ktg_planner_steal_exhausted (self->planner)) != NULL)
    {
      g_assert_false (exhausted->is_event);
      find_file (self, exhausted->id)->is_parked = TRUE;
      g_clear_pointer (&exhausted, ktg_exhausted_free);
    }
}

static void
trace_step (KtgSimulatedDevice *self, const KtgStep *step)
{
  self->trace = (self->trace ^ (guint64)step->kind ^ step->offset ^ (guint64)self->now_us)
                * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
}

void
ktg_simulated_device_step (KtgSimulatedDevice *self)
{
  const KtgPolicy policy = { FALSE, 1 << 20, 5 };
  g_autoptr (KtgOwed) owed = load_owed (self);
  g_autoptr (KtgStep) step = ktg_planner_next (self->planner, owed, &policy, self->now_us);
  const KtgContact *contact = ktg_simulated_link_get_contact (self->link, self->now_us);

  self->n_steps++;
  trace_step (self, step);
  park_exhausted (self);
  if (step->kind == KTG_STEP_WAIT)
    wait_for (self, step->wait_until_us);
  else if (step->kind == KTG_STEP_LEVEL)
    wait_for (self, G_MAXINT64 - 1);
  else if (contact == NULL)
    find_no_link (self, step);
  else if (step->kind == KTG_STEP_EXCHANGE)
    exchange (self, step, contact);
  else
    upload (self, step, contact);
  notice_network (self);
}
