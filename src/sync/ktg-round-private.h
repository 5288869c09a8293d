/* ktg-round-private.h - what a round remembers, shared by its two halves
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-lane.h>
#include <ktg-progress.h>
#include <ktg-round.h>

G_BEGIN_DECLS

#define KTG_ROUND_BATCH_BYTES (1024 * 1024)

struct _KtgRound
{
  GObject parent_instance;

  KtgStore            *store;
  const KtgSyncWorld  *world;
  const KtgRoundOwner *owner;
  gpointer             owner_data; /* NULL: nobody wants to know any more */
  KtgPlanner          *planner;
  KtgPolicy            policy;
  GPtrArray           *lanes; /* (element-type KtgLane) to the account's server; grows as needed */
  KtgOwed             *owed;  /* NULL: to be loaded */
  guint                n_errands;  /* to the store, after each of which the round goes on */
  guint                lane_timer; /* while it is active */
  GError              *stopped_by; /* it ends with this as soon as nothing is under way; or NULL */
  gboolean             is_active;
  gboolean             is_waiting;
  gboolean             is_server_stale; /* the account changed */
  gboolean             has_progressed;
  KtgDone              done;
  KtgRate              rate;
  KtgLink              link;
  KtgSyncProgress      progress;
};

void ktg_round_advance (KtgRound *self);
void ktg_round_tell_changed (KtgRound *self);
void ktg_round_stop_with (KtgRound *self, GError *error);

/* ktg-round-step.c */
void ktg_round_carry_out (KtgRound *self, KtgLane *lane, KtgStep *step);
void ktg_round_park (KtgRound   *self,
                     const char *event_id,
                     const char *sha256,
                     const char *problem,
                     const char *detail);

/* ktg-round-lanes.c */
KtgLane *ktg_round_take_lane (KtgRound *self, GError **error);
gboolean ktg_round_is_anything_under_way (KtgRound *self);
void     ktg_round_measure (KtgRound *self);
void     ktg_round_forget_link (KtgRound *self);
void     ktg_round_tell_moved (KtgRound *self);
void     ktg_round_share_clock (KtgRound *self, const KtgLane *lane);
void     ktg_round_watch_lanes (KtgRound *self, gboolean watches);
void     ktg_round_close_lanes (KtgRound *self, guint n_left);

G_END_DECLS
