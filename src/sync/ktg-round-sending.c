/* ktg-round-sending.c - what may go in a round, and what it has spent
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-sync-private.h"

#include "ktg-pieces.h"

#define WORTH_NOTING_BYTES (512 * 1024)
/* The short piece that may go beyond a day's budget, or after a link became metered, with what
 * carrying it costs. */
#define MOST_BEYOND_BYTES (2 * KTG_PIECES_SMALLEST_BYTES)

static gint64
get_server_offset_ms (KtgSync *self)
{
  gint64 offset_ms = 0;

  ktg_party_get_server_offset_ms (self->party, &offset_ms);
  return offset_ms;
}

/**
 * ktg_round_find_today:
 * @self: a sync
 *
 * Returns: the day whose budget is being spent
 */
gint64
ktg_round_find_today (KtgSync *self)
{
  KtgMoment now = self->world->now ();

  return ktg_sending_find_day (&now, get_server_offset_ms (self));
}

/* --- what was spent --- */

static void
noted_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KtgSync) self = user_data;
  g_autofree KtgSpent *spent = ktg_party_note_spent_finish (KTG_PARTY (object), result, NULL);

  (void)spent; /* what is not kept is not counted after the next start; nothing hangs on it */
}

/**
 * ktg_round_note_spent:
 * @self: a sync
 *
 * What was counted is kept by the party.
 */
void
ktg_round_note_spent (KtgSync *self)
{
  if (ktg_spent_get_total (&self->unnoted) == 0)
    return;

  ktg_party_note_spent_async (self->party, &self->unnoted, noted_cb, g_object_ref (self));
  self->unnoted = (KtgSpent){ .day = self->unnoted.day };
}

static KtgSentKind
get_kind (const KtgLane *lane)
{
  if (lane->step == NULL || lane->step->kind != KTG_STEP_UPLOAD)
    return KTG_SENT_TEXTS;

  return lane->step->is_preview ? KTG_SENT_PREVIEWS : KTG_SENT_ORIGINALS;
}

/**
 * ktg_round_count_spent:
 * @self: a sync
 * @lane: on which something moved
 */
void
ktg_round_count_spent (KtgSync *self, const KtgLane *lane)
{
  guint64     n_bytes = ktg_transport_take_n_carried (lane->transport);
  KtgSentKind kind = get_kind (lane);

  self->progress.spent.bytes[kind] += n_bytes;
  self->unnoted.bytes[kind] += n_bytes;
  self->n_carried_unasked += n_bytes;
  if (ktg_spent_get_total (&self->unnoted) >= WORTH_NOTING_BYTES)
    ktg_round_note_spent (self);
}

static void
day_loaded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KtgSync) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree KtgSpent *spent = ktg_party_note_spent_finish (KTG_PARTY (object), result, &error);

  self->n_errands--;
  if (spent == NULL)
    {
      ktg_round_stop_for_store (self, error);
      return;
    }

  self->progress.spent = *spent;
  for (guint i = 0; i < KTG_N_SENT; i++)
    self->progress.spent.bytes[i] += self->unnoted.bytes[i];
  ktg_round_advance (self);
}

/**
 * ktg_round_knows_spent:
 * @self: a sync
 *
 * Returns: whether it is known what this day has spent; if not, the round goes on when it is
 */
gboolean
ktg_round_knows_spent (KtgSync *self)
{
  KtgSpent today = { .day = ktg_round_find_today (self) };

  if (self->progress.spent.day == today.day)
    return TRUE;

  ktg_round_note_spent (self);
  self->unnoted = self->progress.spent = today;
  self->n_errands++;
  ktg_party_note_spent_async (self->party, &today, day_loaded_cb, g_object_ref (self));

  return FALSE;
}

/* --- what may go --- */

static guint64
count_promised (KtgSync *self)
{
  guint64 n_bytes = 0;

  for (guint i = 0; i < self->lanes->len; i++)
    {
      const KtgLane *lane = g_ptr_array_index (self->lanes, i);

      if (ktg_lane_is_sending (lane) && !lane->step->is_preview)
        n_bytes += ktg_lane_get_n_left (lane);
    }

  return n_bytes;
}

static void
look_at_link (KtgSync *self)
{
  gboolean is_metered = self->world->is_metered != NULL && self->world->is_metered ();

  self->policy.sending.is_metered = self->progress.is_metered = is_metered;
  self->n_carried_unasked = 0;
}

/* By the link as it was seen last. */
static void
judge (KtgSync *self)
{
  KtgSending *sending = &self->policy.sending;
  KtgMoment   now = self->world->now ();

  sending->rules = *ktg_party_get_sending_rules (self->party);
  sending->is_now = self->now_day != 0 && self->now_day == ktg_round_find_today (self);
  sending->spent_bytes = ktg_spent_get_total (&self->progress.spent);
  self->policy.promised_bytes = count_promised (self);

  self->progress.is_now = sending->is_now;
  self->progress.hold = ktg_sending_judge_original (sending);
  self->progress.midnight_us = ktg_sending_find_midnight_us (&now, get_server_offset_ms (self));
}

/**
 * ktg_round_judge_sending:
 * @self: a sync
 *
 * The officer's rules, the link and the day's budget are looked at anew.
 */
void
ktg_round_judge_sending (KtgSync *self)
{
  look_at_link (self);
  judge (self);
}

static gboolean
is_allowed (KtgSync *self, const KtgStep *step)
{
  if (step->kind == KTG_STEP_UPLOAD && !step->is_preview)
    return ktg_sending_judge_original (&self->policy.sending) == KTG_HOLD_NONE;

  return step->kind == KTG_STEP_EXCHANGE || !ktg_sending_holds_previews (&self->policy.sending);
}

/**
 * ktg_round_heed_rules:
 * @self: a sync
 *
 * What may not go any more stops in the middle; what arrived is kept.
 */
void
ktg_round_heed_rules (KtgSync *self)
{
  ktg_round_judge_sending (self);
  for (guint i = 0; i < self->lanes->len; i++)
    {
      KtgLane *lane = g_ptr_array_index (self->lanes, i);

      if (lane->step != NULL && !is_allowed (self, lane->step))
        ktg_lane_stop (lane);
    }
}

static gboolean
is_barely_beyond (KtgSync *self)
{
  const KtgSending *sending = &self->policy.sending;

  return ktg_sending_judge_original (sending) == KTG_HOLD_BUDGET
         && sending->spent_bytes < (guint64)sending->rules.day_bytes + MOST_BEYOND_BYTES;
}

/**
 * ktg_round_heed_moved:
 * @self: a sync
 * @lane: on which bytes of a file moved
 *
 * What held when it began may hold no more: carrying costs more than what is carried, a budget was
 * made smaller, midnight was the end of what she wished, and not every link that becomes metered is
 * told of. That is asked once for a few bytes: it may cost more than they do.
 */
void
ktg_round_heed_moved (KtgSync *self, KtgLane *lane)
{
  if (self->n_carried_unasked >= MOST_BEYOND_BYTES)
    look_at_link (self);

  judge (self);
  if (ktg_lane_get_n_left (lane) > 0 && !is_allowed (self, lane->step) && !is_barely_beyond (self))
    ktg_lane_stop (lane);
}

/**
 * ktg_round_is_held:
 * @self: a sync that knows what is owed
 *
 * Returns: whether something is owed that may not go now
 */
gboolean
ktg_round_is_held (KtgSync *self)
{
  for (guint i = 0; i < self->owed->files->len; i++)
    {
      const KtgOwedFile *file = g_ptr_array_index (self->owed->files, i);

      if (file->is_preview ? ktg_sending_holds_previews (&self->policy.sending)
                           : ktg_sending_judge_original (&self->policy.sending) != KTG_HOLD_NONE)
        return TRUE;
    }

  return FALSE;
}
