/* ktg-round-lanes.c - the connections of a round, and what they say of the link
 *
 * Each lane has a session of its own, since libsoup would put all requests of one session on one
 * connection where the server speaks HTTP/2.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-sync-private.h"

#define PACKETS_WORTH_JUDGING 100
#define STANDING_STILL_S 5

static KtgLane *
get_lane (KtgSync *self, guint i)
{
  return g_ptr_array_index (self->lanes, i);
}

/**
 * ktg_round_is_anything_under_way:
 * @self: a sync
 *
 * Returns: whether a step or an errand to the party is not over
 */
gboolean
ktg_round_is_anything_under_way (KtgSync *self)
{
  for (guint i = 0; i < self->lanes->len; i++)
    if (get_lane (self, i)->step != NULL)
      return TRUE;

  return self->n_errands > 0;
}

/* --- what they say of the link --- */

/* Before enough packets have left nothing new is known. */
static void
judge_losses (KtgSync *self)
{
  guint n_packets = 0, n_lost = 0;

  for (guint i = 0; i < self->lanes->len; i++)
    ktg_transport_count_packets (get_lane (self, i)->transport, &n_packets, &n_lost);
  if (n_packets >= PACKETS_WORTH_JUDGING)
    self->link.loses_packets = n_lost > n_packets / 100;
}

/* What stands still holds nobody back. */
static void
count_left (KtgSync *self, const KtgLane *lane)
{
  if (!ktg_lane_is_sending (lane)
      || ktg_transport_get_quiet_us (lane->transport) >= STANDING_STILL_S * G_TIME_SPAN_SECOND)
    return;

  if (lane->step->is_preview)
    self->link.previews_left += ktg_lane_get_n_left (lane);
  else
    self->link.originals_left += ktg_lane_get_n_left (lane);
}

static void
count_lanes (KtgSync *self)
{
  self->link.previews_left = self->link.originals_left = 0;
  self->link.n_connections = 0;
  for (guint i = 0; i < self->lanes->len; i++)
    {
      const KtgLane *lane = get_lane (self, i);

      count_left (self, lane);
      self->link.n_connections
          += lane->step != NULL || ktg_transport_is_connected (lane->transport);
    }
}

/**
 * ktg_round_measure:
 * @self: a sync
 *
 * The planner is told how the link does at this moment.
 */
void
ktg_round_measure (KtgSync *self)
{
  judge_losses (self);
  count_lanes (self);
  self->link.bytes_per_s = self->rate.bytes_per_s;
  ktg_planner_measured (self->planner, &self->link);
}

/**
 * ktg_round_forget_link:
 * @self: a sync
 *
 * The link may be another one from here on.
 */
void
ktg_round_forget_link (KtgSync *self)
{
  self->link = (KtgLink){ 0 };
}

/* --- what people are told --- */

/**
 * ktg_round_tell_moved:
 * @self: a sync
 *
 * People are told how far what is under way has come.
 */
void
ktg_round_tell_moved (KtgSync *self)
{
  guint64 n_done = 0, n_unsent = 0;

  ktg_progress_clear_files (&self->progress);
  for (guint i = 0; i < self->lanes->len; i++)
    {
      const KtgLane *lane = get_lane (self, i);

      if (!ktg_lane_is_sending (lane))
        continue;
      ktg_progress_add_file (&self->progress,
                             lane->step->sha256,
                             lane->step->offset + lane->n_moved,
                             lane->step->size_bytes);
      n_done += lane->n_moved;
      n_unsent += lane->n_moved - lane->n_arrived;
    }
  ktg_progress_set_moved (&self->progress, n_done, n_unsent, &self->rate);
  ktg_sync_note_changed (self);
}

/* A file that is handed over makes room for the next. */
static void
lane_moved_cb (KtgLane *lane, guint64 n_arrived, gpointer user_data)
{
  KtgSync *self = user_data;

  ktg_round_count_spent (self, lane);
  ktg_round_heed_moved (self, lane);
  ktg_rate_add (&self->rate, n_arrived, self->world->monotonic_us ());
  ktg_round_tell_moved (self);
  if (ktg_lane_get_n_left (lane) == 0 && !self->is_waiting)
    ktg_round_advance (self);
}

/* --- the lanes themselves --- */

static gboolean
time_to_look_at_lanes_cb (gpointer user_data)
{
  KtgSync *self = user_data;

  if (!self->is_waiting)
    ktg_round_advance (self);

  return G_SOURCE_CONTINUE;
}

/**
 * ktg_round_watch_lanes:
 * @self: a sync
 *
 * From time to time while something is under way: one of the lanes may stand still.
 */
void
ktg_round_watch_lanes (KtgSync *self, gboolean watches)
{
  g_clear_handle_id (&self->lane_timer, g_source_remove);
  if (watches)
    self->lane_timer = g_timeout_add_seconds (STANDING_STILL_S, time_to_look_at_lanes_cb, self);
}

static KtgTransport *
new_transport (KtgSync *self, GError **error)
{
  const KtgAccount *account = ktg_party_get_account (self->party);
  KtgTransport     *transport;
  gint64            offset_ms = 0;

  transport = ktg_transport_new (account->url,
                                 account->ca,
                                 account->server_key,
                                 self->world,
                                 (KtgTransportSign)ktg_party_sign_request,
                                 self->party,
                                 error);
  if (transport != NULL && ktg_party_get_server_offset_ms (self->party, &offset_ms))
    ktg_transport_set_clock_offset_ms (transport, offset_ms);

  return transport;
}

static KtgLane *
add_lane (KtgSync *self, GError **error)
{
  KtgTransport *transport = new_transport (self, error);
  KtgLane      *lane;

  if (transport == NULL)
    return NULL;

  lane = ktg_lane_new (transport, lane_moved_cb, self);
  if (self->lanes->len > 0)
    ktg_transport_set_clock_offset_ms (transport,
                                       ktg_transport_get_clock_offset_ms (
                                           get_lane (self, 0)->transport));
  g_ptr_array_add (self->lanes, lane);

  return lane;
}

/**
 * ktg_round_take_lane:
 * @self: a sync
 *
 * Returns: (transfer none): a lane on which nothing is under way, with a connection that stands if
 * there is one; or %NULL
 */
KtgLane *
ktg_round_take_lane (KtgSync *self, GError **error)
{
  KtgLane *idle = NULL;

  for (guint i = 0; i < self->lanes->len; i++)
    {
      KtgLane *lane = get_lane (self, i);

      if (lane->step == NULL && ktg_transport_is_connected (lane->transport))
        return lane;
      if (lane->step == NULL && idle == NULL)
        idle = lane;
    }

  return idle != NULL ? idle : add_lane (self, error);
}

/**
 * ktg_round_share_clock:
 * @self: a sync
 *
 * What one lane learnt of the server's clock the others sign with, too.
 */
void
ktg_round_share_clock (KtgSync *self, const KtgLane *lane)
{
  gint64 offset_ms = ktg_transport_get_clock_offset_ms (lane->transport);

  for (guint i = 0; i < self->lanes->len; i++)
    ktg_transport_set_clock_offset_ms (get_lane (self, i)->transport, offset_ms);
}

/**
 * ktg_round_close_lanes:
 * @self: a sync
 *
 * Closes all but @n_left lanes; nothing may be under way.
 */
void
ktg_round_close_lanes (KtgSync *self, guint n_left)
{
  if (self->lanes->len > n_left)
    g_ptr_array_set_size (self->lanes, n_left);
}
