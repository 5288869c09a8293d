/* ktg-round-private.h - what a round remembers, shared by its two halves
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-progress.h>
#include <ktg-round.h>
#include <ktg-transport.h>

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
  KtgTransport        *transport;   /* to the account's server; NULL until first used */
  KtgOwed             *owed;        /* NULL: to be loaded */
  KtgStep             *step;        /* under way, or NULL */
  GCancellable        *cancellable; /* of what is under way */
  gboolean             is_active;
  gboolean             is_waiting;
  gboolean             is_stopping;
  gboolean             is_server_stale; /* the account changed */
  gboolean             is_interrupted;  /* an original was stopped for a text */
  gboolean             has_progressed;
  KtgDone              done;
  KtgRate              rate;
  guint64              n_moved;   /* of the file under way, into this computer's buffers */
  guint64              n_arrived; /* of it, at the next hop */
  KtgSyncProgress      progress;
};

void ktg_round_advance (KtgRound *self);
void ktg_round_tell_changed (KtgRound *self);
void ktg_round_end_for_store (KtgRound *self, const GError *cause);

void ktg_round_carry_out (KtgRound *self);
void ktg_round_park (KtgRound   *self,
                     const char *event_id,
                     const char *sha256,
                     const char *problem,
                     const char *detail);

G_END_DECLS
