/* ktg-lane.c - one of a round's connections, and what is under way on it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-lane.h"

static void
bytes_moved_cb (guint n_bytes, gpointer user_data)
{
  KtgLane *self = user_data;
  guint64  n_before = self->n_arrived;
  guint64  n_unsent = ktg_transport_get_n_unsent (self->transport);

  if (!ktg_lane_is_sending (self))
    return;

  self->n_moved += n_bytes;
  self->n_arrived = MAX (self->n_moved - MIN (n_unsent, self->n_moved), n_before);
  self->moved (self, self->n_arrived - n_before, self->moved_data);
}

/**
 * ktg_lane_new:
 * @transport: (transfer full): its connection
 * @moved: called as bytes of a file leave
 * @moved_data: for @moved; must live as long as the lane
 *
 * Returns: (transfer full): a lane on which nothing is under way
 */
KtgLane *
ktg_lane_new (KtgTransport *transport, KtgLaneMoved moved, gpointer moved_data)
{
  KtgLane *self = g_new0 (KtgLane, 1);

  self->transport = transport;
  self->moved = moved;
  self->moved_data = moved_data;
  ktg_transport_set_moved (transport, bytes_moved_cb, self);

  return self;
}

/**
 * ktg_lane_free:
 *
 * Its connection goes with it. Nothing for %NULL.
 */
void
ktg_lane_free (KtgLane *self)
{
  if (self == NULL)
    return;

  ktg_transport_set_moved (self->transport, NULL, NULL);
  g_clear_object (&self->transport);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->step, ktg_step_free);
  g_free (self);
}

/**
 * ktg_lane_begin:
 * @self: a lane on which nothing is under way
 * @step: (transfer full): an exchange or an upload
 */
void
ktg_lane_begin (KtgLane *self, KtgStep *step)
{
  g_return_if_fail (self->step == NULL);

  self->step = step;
  self->cancellable = g_cancellable_new ();
  self->n_moved = self->n_arrived = 0;
}

/**
 * ktg_lane_end:
 * @self: a lane
 *
 * Returns: (transfer full): what was under way
 */
KtgStep *
ktg_lane_end (KtgLane *self)
{
  g_clear_object (&self->cancellable);

  return g_steal_pointer (&self->step);
}

/**
 * ktg_lane_stop:
 * @self: a lane
 *
 * What is under way, if anything is, lets go as soon as it can; what arrived stays arrived.
 */
void
ktg_lane_stop (KtgLane *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}

/**
 * ktg_lane_is_sending:
 * @self: a lane
 *
 * Returns: whether bytes of a file are under way, rather than a question or nothing
 */
gboolean
ktg_lane_is_sending (const KtgLane *self)
{
  return self->step != NULL && self->step->kind == KTG_STEP_UPLOAD && !self->step->is_offset_stale
         && self->step->nonce == NULL;
}

/**
 * ktg_lane_get_n_left:
 * @self: a lane
 *
 * Returns: how many bytes of the file under way are not handed over yet
 */
guint64
ktg_lane_get_n_left (const KtgLane *self)
{
  return ktg_lane_is_sending (self) ? self->step->n_bytes - MIN (self->n_moved, self->step->n_bytes)
                                    : 0;
}
