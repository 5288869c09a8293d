/* ktg-sync-private.h - what a sync remembers, shared by its parts
 *
 * ktg-sync.c decides when there is a round, ktg-round.c what comes next in it, ktg-round-step.c
 * carries a step out, ktg-round-lanes.c has the connections, ktg-round-sending.c what may go on
 * them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-lane.h"
#include "ktg-progress.h"
#include "ktg-sync.h"

G_BEGIN_DECLS

#define KTG_ROUND_BATCH_BYTES (1024 * 1024)

struct _KtgSync
{
  GObject parent_instance;

  KtgParty           *party;
  const KtgSyncWorld *world;

  /* When there is a round. */
  GPtrArray       *runs;  /* (element-type GTask) to be told when the round ends */
  guint            timer; /* ends a wait, or the quiet between rounds */
  guint            changed_timer;
  guint            look_timer;
  gint64           changed_us; /* monotonic: when people were told last */
  GNetworkMonitor *monitor;    /* while started */
  gboolean         is_started;

  /* The round, and what it remembers of those before. */
  KtgPlanner     *planner;
  KtgPolicy       policy;
  GPtrArray      *lanes;      /* (element-type KtgLane) to the account's server; grows as needed */
  KtgOwed        *owed;       /* NULL: to be loaded */
  guint           n_errands;  /* to the party, after each of which the round goes on */
  guint           lane_timer; /* while it is active */
  GError         *stopped_by; /* it ends with this as soon as nothing is under way; or NULL */
  gboolean        is_active;
  gboolean        is_waiting;
  gboolean        is_server_stale; /* the account changed */
  gboolean        has_progressed;
  KtgDone         done;
  KtgRate         rate;
  KtgLink         link;
  KtgSpent        unnoted; /* of what this day has spent, what the party was not told of */
  guint64         n_carried_unasked; /* bytes, since the link was looked at */
  gint64          now_day;           /* the day on which the officer wished all to go; 0: none */
  KtgSyncProgress progress;
};

/* ktg-sync.c: what a round tells */
void ktg_sync_note_changed (KtgSync *self);
void ktg_sync_note_wait (KtgSync *self, gint64 until_us);
void ktg_sync_note_end (KtgSync *self, const GError *error);

/* ktg-round.c */
void     ktg_round_begin (KtgSync *self);
void     ktg_round_stop (KtgSync *self);
void     ktg_round_wake (KtgSync *self);
void     ktg_round_take_owed (KtgSync *self, KtgOwed *owed);
gboolean ktg_round_is_worth_waiting (KtgSync *self);
void     ktg_round_forget_server (KtgSync *self);
void     ktg_round_advance (KtgSync *self);
void     ktg_round_stop_with (KtgSync *self, GError *error);
void     ktg_round_stop_for_store (KtgSync *self, const GError *error);

/* ktg-round-step.c */
void ktg_round_carry_out (KtgSync *self, KtgLane *lane, KtgStep *step);
void ktg_round_park (KtgSync    *self,
                     gboolean    is_event,
                     const char *id,
                     const char *problem,
                     const char *detail);

/* ktg-round-sending.c */
gint64   ktg_round_find_today (KtgSync *self);
void     ktg_round_note_spent (KtgSync *self);
void     ktg_round_count_spent (KtgSync *self, const KtgLane *lane);
gboolean ktg_round_knows_spent (KtgSync *self);
void     ktg_round_judge_sending (KtgSync *self);
void     ktg_round_heed_rules (KtgSync *self);
void     ktg_round_heed_moved (KtgSync *self, KtgLane *lane);
gboolean ktg_round_is_held (KtgSync *self);

/* ktg-round-lanes.c */
KtgLane *ktg_round_take_lane (KtgSync *self, GError **error);
gboolean ktg_round_is_anything_under_way (KtgSync *self);
void     ktg_round_measure (KtgSync *self);
void     ktg_round_forget_link (KtgSync *self);
void     ktg_round_tell_moved (KtgSync *self);
void     ktg_round_share_clock (KtgSync *self, const KtgLane *lane);
void     ktg_round_watch_lanes (KtgSync *self, gboolean watches);
void     ktg_round_close_lanes (KtgSync *self, guint n_left);

G_END_DECLS
