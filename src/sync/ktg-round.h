/* ktg-round.h - one round of exchanges and uploads, until level
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-sync.h>

G_BEGIN_DECLS

/* What a round tells whoever began it. */
typedef struct
{
  void (*changed) (gpointer owner); /* the progress did */
  void (*waits) (gint64   until_us,
                 gpointer owner); /* monotonic; ktg_round_go_on() after that, or _stop() */
  void (*ended) (const GError *error, gpointer owner); /* NULL: level */
  void (*found_texts) (gpointer owner); /* ktg_round_look(): more are owed than before */
} KtgRoundOwner;

/* Asks the planner, carries the step out, tells the planner. Main thread. */
#define KTG_TYPE_ROUND (ktg_round_get_type ())
G_DECLARE_FINAL_TYPE (KtgRound, ktg_round, KTG, ROUND, GObject)

KtgRound *ktg_round_new (KtgStore            *store,
                         const KtgSyncWorld  *world,
                         const KtgRoundOwner *owner,
                         gpointer             owner_data);
void      ktg_round_disown (KtgRound *self);

void     ktg_round_begin (KtgRound *self);
void     ktg_round_go_on (KtgRound *self);
void     ktg_round_stop (KtgRound *self);
void     ktg_round_wake (KtgRound *self);
void     ktg_round_look (KtgRound *self);
gboolean ktg_round_is_active (KtgRound *self);
gboolean ktg_round_is_worth_waiting (KtgRound *self);

void ktg_round_forget_server (KtgRound *self);
void ktg_round_set_holds_originals (KtgRound *self, gboolean holds);

const KtgSyncProgress *ktg_round_get_progress (KtgRound *self);

G_END_DECLS
