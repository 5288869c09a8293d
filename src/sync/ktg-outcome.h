/* ktg-outcome.h - what came of one step, and who has to wait for it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-answer.h>
#include <ktg-party.h>
#include <ktg-planner.h>

G_BEGIN_DECLS

typedef struct
{
  KtgFailure failure;
  gboolean   is_cancelled; /* nothing failed, and it is to be planned anew: stopped from here */
  GError    *error;        /* KTG_SYNC_ERROR, where something failed */
  char      *problem;      /* its type, where an item is to be parked */
  gint64     retry_after_us;

  /* An exchange: */
  GPtrArray *missing; /* (element-type KtgMissingFile) */
  gboolean   has_more;
  gboolean   has_bad_packs;   /* announced, and passed over */
  guint64    max_batch_bytes; /* 0: not said */

  /* An upload: */
  gboolean is_whole;
  char    *life;               /* that its receipt is of; NULL: it is of none */
  gboolean is_refused_by_size; /* by something that is not the server */
  gboolean has_offset;         /* also where it failed, if the server said where to go on */
  guint64  offset;
} KtgOutcome;

KtgOutcome *ktg_outcome_new (void);
KtgOutcome *ktg_outcome_new_for_error (KtgParty *party, const GError *error);
KtgOutcome *ktg_outcome_new_for_answer (const KtgAnswer *answer, gboolean is_of_file);
KtgOutcome *ktg_outcome_new_for_pending (void);
KtgOutcome *ktg_outcome_new_for_nonsense (const GError *error);
void        ktg_outcome_free (KtgOutcome *self);

void        ktg_outcome_give (KtgOutcome *self, GTask *task);
KtgOutcome *ktg_outcome_take (GAsyncResult *result);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgOutcome, ktg_outcome_free)

G_END_DECLS
