/* ktg-simulated-request.c - what a request of a simulated device meets on its link
 *
 * A connection, a request and an answer take their round trips and their bytes; the contact may end
 * at any moment of that, the server may be a portal, busy or killed, an answer may be swallowed,
 * and the device itself may lose its power at any of them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-simulated-request.h"

KtgSimulatedFault
ktg_simulated_request_draw_fault (KtgSimulatedDevice *self, const KtgContact *contact)
{
  KtgSimulatedFault last
      = self->is_full ? KTG_SIMULATED_FAULT_DEVICE_KILLED : KTG_SIMULATED_FAULT_SERVER_KILLED;

  if (self->now_us >= self->heals_us || g_rand_double (self->chance) >= self->fault_share)
    return KTG_SIMULATED_FAULT_NONE;

  ((KtgContact *)contact)->is_disturbed = TRUE;
  return (KtgSimulatedFault)g_rand_int_range (self->chance, KTG_SIMULATED_FAULT_PORTAL, last + 1);
}

void
ktg_simulated_request_fail (KtgSimulatedDevice *self,
                            const KtgStep      *step,
                            KtgFailure          failure,
                            gint64              retry_after_us)
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

/* The device's own power goes in the middle of it. */
void
ktg_simulated_request_die (KtgSimulatedDevice *self)
{
  self->n_interruptions++;
  ktg_simulated_device_crash (self);
}

/* A request is given up after a while, or at once when the network changes. */
static gint64
get_end_us (KtgSimulatedDevice *self, gint64 since_us, gint64 within_us)
{
  const KtgContact *next = ktg_simulated_link_get_next_noticed (self->link, since_us);
  gint64            given_up_us = since_us + within_us;

  return next != NULL ? MIN (given_up_us, next->begins_us) : given_up_us;
}

void
ktg_simulated_request_find_no_link (KtgSimulatedDevice *self, const KtgStep *step)
{
  gboolean hangs = g_rand_boolean (self->chance);

  self->now_us = get_end_us (self,
                             self->now_us,
                             hangs ? KTG_SIMULATED_CONNECT_TIMEOUT_US : G_TIME_SPAN_MILLISECOND);
  ktg_simulated_request_fail (self, step, KTG_FAILURE_UNREACHED, 0);
}

gint64
ktg_simulated_request_get_begin_us (KtgSimulatedDevice *self)
{
  return self->now_us + (self->is_warm ? 0 : 3 * self->link->rtt_us);
}

/* The bytes of a request that pass before the contact ends; time goes on to the end of either. */
guint64
ktg_simulated_request_send (KtgSimulatedDevice *self, const KtgContact *contact, guint64 bytes)
{
  gint64  begin_us = ktg_simulated_request_get_begin_us (self);
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
gboolean
ktg_simulated_request_hear (KtgSimulatedDevice *self,
                            const KtgContact   *contact,
                            KtgSimulatedFault   fault)
{
  gint64 heard_us = self->now_us + self->link->rtt_us;

  self->now_us = heard_us > contact->ends_us
                     ? get_end_us (self, contact->ends_us, KTG_SIMULATED_CONNECT_TIMEOUT_US)
                     : heard_us;

  return heard_us <= contact->ends_us && fault != KTG_SIMULATED_FAULT_ANSWER_SWALLOWED;
}
