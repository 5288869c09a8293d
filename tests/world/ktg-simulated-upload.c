/* ktg-simulated-upload.c - one upload of a simulated device
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-simulated-upload.h"

#include "ktg-simulated-onward.h"
#include "ktg-simulated-request.h"

#define IN_FLIGHT_BYTES (16 * 1024)
#define RECORDED_EVERY_US G_USEC_PER_SEC
#define LOOK_US (300 * G_TIME_SPAN_MILLISECOND)

/* A server that was put back has less than it said, and answers with what it has. */
static gboolean
is_offset_known (KtgSimulatedDevice *self, const KtgStep *step, const KtgServerFile *held)
{
  return !step->is_offset_stale && (!self->store->has_lives || step->offset == held->recorded);
}

/* FALSE: the contact ended before the server's word. */
static gboolean
ask_offset (KtgSimulatedDevice *self,
            const KtgStep      *step,
            const KtgContact   *contact,
            KtgServerFile      *held,
            guint64            *offset)
{
  *offset = step->offset;
  if (is_offset_known (self, step, held) || self->server->left_out == KTG_RULE_TRUE_OFFSET)
    return TRUE;

  self->sent_bytes += KTG_SIMULATED_HEADER_BYTES;
  self->spent_bytes += KTG_SIMULATED_HEADER_BYTES;
  if (!ktg_simulated_request_hear (self, contact, KTG_SIMULATED_FAULT_NONE))
    {
      ktg_simulated_request_fail (self, step, KTG_FAILURE_LINK, 0);
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
           KtgSimulatedFault   fault)
{
  guint64 unrecorded = ktg_simulated_link_get_bytes (self->link, RECORDED_EVERY_US);

  if (arrived == 0)
    return;

  ktg_simulated_server_append (self->server, held, offset, arrived);
  if (fault == KTG_SIMULATED_FAULT_SERVER_KILLED)
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
              KtgSimulatedFault   fault)
{
  guint64 lost = MIN (passed, (guint64)g_rand_int_range (self->chance, 0, IN_FLIGHT_BYTES));

  keep_part (self, held, offset, MIN (passed - lost, step->size_bytes - offset - 1), fault);
  self->spent_bytes += KTG_SIMULATED_HEADER_BYTES + IN_FLIGHT_BYTES;
  if (fault == KTG_SIMULATED_FAULT_SERVER_KILLED)
    self->spent_bytes += ktg_simulated_link_get_bytes (self->link, RECORDED_EVERY_US);
}

static void
park (KtgSimulatedDevice *self, const KtgStep *step)
{
  ktg_simulated_store_park (self->store, ktg_simulated_store_find_file (self->store, step->sha256));
  ktg_planner_failed (self->planner, step, KTG_FAILURE_ITEM, self->now_us, 0, 0.5);
}

static void
take_receipt (KtgSimulatedDevice *self, KtgSimulatedFile *file, const KtgServerFile *held)
{
  ktg_simulated_device_take_file (self, file, held);
  ktg_planner_uploaded (self->planner, file->sha256);
}

static void
complete_upload (KtgSimulatedDevice *self,
                 const KtgStep      *step,
                 const KtgContact   *contact,
                 KtgServerFile      *held,
                 guint64             offset,
                 KtgSimulatedFault   fault)
{
  KtgSimulatedFile *file = ktg_simulated_store_find_file (self->store, step->sha256);

  ktg_simulated_server_append (self->server, held, offset, step->size_bytes - offset);
  ktg_simulated_server_settle (self->server, held);
  if (held->is_whole && self->server->onward != NULL)
    ktg_simulated_onward_note_here (self->server->onward, file->sha256, self->now_us);
  if (!ktg_simulated_request_hear (self, contact, fault))
    ktg_simulated_request_fail (self, step, KTG_FAILURE_LINK, 0);
  else if (fault == KTG_SIMULATED_FAULT_DEVICE_KILLED)
    ktg_simulated_request_die (self);
  else if (!held->is_whole)
    park (self, step);
  else
    take_receipt (self, file, held);
}

static void
end_upload_without_sending (KtgSimulatedDevice *self, const KtgStep *step, KtgServerFile *held)
{
  if (held->is_whole)
    {
      take_receipt (self, ktg_simulated_store_find_file (self->store, step->sha256), held);
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

  before = ktg_simulated_link_get_bytes (self->link,
                                         found_us + LOOK_US
                                             - ktg_simulated_request_get_begin_us (self));

  return before + KTG_SIMULATED_WORTH_INTERRUPTING_BYTES < bytes ? before : bytes;
}

static guint64
get_bytes_until_death (KtgSimulatedDevice *self, KtgSimulatedFault fault, guint64 bytes)
{
  if (fault != KTG_SIMULATED_FAULT_DEVICE_KILLED || g_rand_boolean (self->chance))
    return bytes;

  return (guint64)(g_rand_double (self->chance) * bytes);
}

/* Its own power goes, or an officer files a text: neither is the link's failure. */
static void
stop_upload (KtgSimulatedDevice *self, const KtgStep *step, KtgSimulatedFault fault)
{
  self->is_warm = FALSE;
  self->n_interruptions++;
  if (fault == KTG_SIMULATED_FAULT_DEVICE_KILLED)
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
           KtgSimulatedFault   fault)
{
  guint64 bytes = KTG_SIMULATED_HEADER_BYTES + step->size_bytes - offset;
  guint64 until_death = get_bytes_until_death (self, fault, bytes);
  guint64 wanted = MIN (until_death, get_bytes_until_text (self, step, bytes));
  guint64 passed = wanted > 0 ? ktg_simulated_request_send (self, contact, wanted) : 0;
  guint64 of_file = passed - MIN (passed, KTG_SIMULATED_HEADER_BYTES);

  self->spent_bytes += KTG_SIMULATED_HEADER_BYTES;
  if (passed < wanted || fault == KTG_SIMULATED_FAULT_PORTAL || fault == KTG_SIMULATED_FAULT_BUSY
      || fault == KTG_SIMULATED_FAULT_SERVER_KILLED)
    {
      break_upload (self, step, held, offset, of_file, fault);
      ktg_simulated_request_fail (self, step, KTG_FAILURE_LINK, 0);
    }
  else if (wanted < bytes)
    {
      break_upload (self, step, held, offset, of_file, fault);
      stop_upload (self, step, wanted == until_death ? fault : KTG_SIMULATED_FAULT_NONE);
    }
  else
    complete_upload (self, step, contact, held, offset, fault);
}

void
ktg_simulated_upload_play (KtgSimulatedDevice *self, const KtgStep *step, const KtgContact *contact)
{
  const KtgSimulatedFile *file = ktg_simulated_store_find_file (self->store, step->sha256);
  KtgServerFile    *held = ktg_simulated_server_get_file (self->server, self->number, step->sha256);
  KtgSimulatedFault fault = ktg_simulated_request_draw_fault (self, contact);
  guint64           offset;

  if (!ask_offset (self, step, contact, held, &offset))
    return;

  g_assert_true (ktg_disk_file_is_right (&file->disk, file->size_bytes));
  if (!ktg_simulated_device_is_file_known (self, file, held))
    {
      self->spent_bytes += KTG_SIMULATED_HEADER_BYTES;
      ktg_simulated_request_fail (self, step, KTG_FAILURE_GONE, 0);
    }
  else if (held->is_whole || held->is_poison)
    end_upload_without_sending (self, step, held);
  else
    send_file (self, step, contact, held, offset, fault);
}
