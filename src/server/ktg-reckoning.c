/* ktg-reckoning.c - what a device says it holds, beside what is here
 *
 * A folder that was copied back by hand cannot know that it was. The first device that comes back
 * with a receipt for what is not here tells it: its bare word makes the server ask for the receipt,
 * and the receipt, which this server signed, makes it begin a new life. Until then nothing of the
 * request is taken, so that no index is given twice in one life.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-reckoning.h"

#include "ktg-device-table.h"
#include "ktg-digest.h"
#include "ktg-event-table.h"
#include "ktg-life-table.h"
#include "ktg-life.h"

#include <ktg-receipt-json.h>
#include <ktg-restored-json.h>

#define MAX_LACKS 1000

/**
 * ktg_reckoning_clear:
 *
 * Forgets what was found.
 */
void
ktg_reckoning_clear (KtgReckoning *self)
{
  g_clear_pointer (&self->life, g_free);
  g_clear_pointer (&self->restored, g_ptr_array_unref);
  g_clear_pointer (&self->lacks, g_array_unref);
  *self = (KtgReckoning){ 0 };
}

/* --- what is shown --- */

static gboolean
is_own_word (const KtgClaim *claim, KtgEnvelope *envelope)
{
  return ktg_signature_is_valid (ktg_signing_key_get_public (claim->key),
                                 g_bytes_get_data (envelope->bytes, NULL),
                                 g_bytes_get_size (envelope->bytes),
                                 envelope->signature);
}

/* The first index that this receipt says is held, up to @stands, and that is not; or 0. */
static gboolean
find_gone (KtgDb            *db,
           const KtgClaim   *claim,
           const KtgReceipt *receipt,
           guint64           stands,
           guint64          *gone,
           GError          **error)
{
  *gone = 0;
  for (guint i = 0; i < receipt->events->len; i++)
    {
      const KtgReceiptEvent *item = g_ptr_array_index (receipt->events, i);
      g_autoptr (GBytes) id = ktg_digest_new (item->event_id);
      gboolean is_held;

      if (item->index > stands)
        continue;
      if (!ktg_event_table_holds (db, claim->device->number, id, item->index, &is_held, error))
        return FALSE;
      if (!is_held && (*gone == 0 || item->index < *gone))
        *gone = item->index;
    }

  return TRUE;
}

static gboolean
begin_life (KtgReckoning   *self,
            KtgDb          *db,
            const KtgClaim *claim,
            guint64         first_gone,
            GError        **error)
{
  guint64 head;

  if (!ktg_event_table_get_head (db, &head, error))
    return FALSE;
  if (first_gone > 0)
    head = MIN (head, first_gone - 1);

  g_clear_pointer (&self->life, g_free);
  self->has_begun = TRUE;
  return ktg_life_begin (db, claim->key, head, claim->now_ms, &self->life, error);
}

static gboolean
look_at_receipt (KtgReckoning     *self,
                 KtgDb            *db,
                 const KtgClaim   *claim,
                 const KtgReceipt *receipt,
                 GError          **error)
{
  KtgLifePlace place;
  guint64      gone;

  if (receipt->life == NULL || g_strcmp0 (receipt->device, claim->device->key) != 0)
    return TRUE;
  if (!ktg_life_table_find (db, receipt->life, &place, error))
    return FALSE;
  if (place.number == 0)
    return begin_life (self, db, claim, 0, error);

  return find_gone (db, claim, receipt, place.stands, &gone, error)
         && (gone == 0 || begin_life (self, db, claim, gone, error));
}

static gboolean
look_at_restored (KtgReckoning      *self,
                  KtgDb             *db,
                  const KtgClaim    *claim,
                  const KtgRestored *restored,
                  GError           **error)
{
  KtgLifePlace place;

  return ktg_life_table_find (db, restored->life, &place, error)
         && (place.number != 0 || begin_life (self, db, claim, 0, error));
}

static gboolean
look_at_shown (KtgReckoning *self, KtgDb *db, const KtgClaim *claim, GError **error)
{
  for (guint i = 0; i < claim->message->shown->len && !self->has_begun; i++)
    {
      KtgEnvelope *envelope = g_ptr_array_index (claim->message->shown, i);
      g_autoptr (KtgReceipt) receipt = NULL;
      g_autoptr (KtgRestored) restored = NULL;

      if (!is_own_word (claim, envelope))
        continue;
      receipt = ktg_receipt_json_parse (envelope->bytes, NULL);
      if (receipt != NULL && !look_at_receipt (self, db, claim, receipt, error))
        return FALSE;
      restored = receipt == NULL ? ktg_restored_json_parse (envelope->bytes, NULL) : NULL;
      if (restored != NULL && !look_at_restored (self, db, claim, restored, error))
        return FALSE;
    }

  return TRUE;
}

/* --- what is said --- */

/* TRUE in `asks` where the device's word, if it is true, says that something is gone. */
static gboolean
judge (KtgReckoning       *self,
       KtgDb              *db,
       const KtgClaim     *claim,
       const KtgLifePlace *place,
       GError            **error)
{
  const KtgExchangeRequest *message = claim->message;
  guint64                   index = 1;
  g_autoptr (GBytes) id = NULL;

  if (message->shows || message->life == NULL)
    return TRUE;
  if (place->number != 0 && message->holds > 0 && g_str_equal (message->life, self->life)
      && !ktg_event_table_find (db, claim->device->number, message->holds, &index, &id, error))
    return FALSE;

  self->asks = place->number == 0 || index == 0;
  return TRUE;
}

/**
 * ktg_reckoning_begin:
 *
 * On the writer's thread, before anything of the request is taken: which life this is, and whether
 * the device has to show what it was told.
 */
gboolean
ktg_reckoning_begin (KtgReckoning *self, KtgDb *db, const KtgClaim *claim, GError **error)
{
  const KtgExchangeRequest *message = claim->message;
  KtgLifePlace              place;

  ktg_reckoning_clear (self);
  self->restored = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_envelope_unref);
  self->lacks = g_array_new (FALSE, FALSE, sizeof (guint64));
  if (!ktg_life_ensure (db, claim->now_ms, &self->life, error)
      || !look_at_shown (self, db, claim, error))
    return FALSE;

  self->cursor = message->cursor;
  if (g_strcmp0 (message->life, self->life) == 0)
    place = (KtgLifePlace){ .number = 1, .stands = G_MAXINT64 };
  else if (!ktg_life_table_find (db, message->life, &place, error))
    return FALSE;

  if (!judge (self, db, claim, &place, error))
    return FALSE;
  if (self->asks || message->life == NULL || g_str_equal (message->life, self->life))
    return TRUE;

  self->cursor = MIN (message->cursor, place.stands);
  return ktg_life_table_list_since (db, place.number, self->restored, error);
}

/**
 * ktg_reckoning_end:
 *
 * After the events of the request were taken: which of the device's own are not here although it
 * has a receipt for a later one.
 */
gboolean
ktg_reckoning_end (KtgReckoning *self, KtgDb *db, const KtgClaim *claim, GError **error)
{
  guint64 holds = claim->message->holds;

  if (holds == 0 || self->asks)
    return TRUE;

  return ktg_event_table_list_gaps (db, claim->device->number, holds, MAX_LACKS, self->lacks, error)
         && (self->lacks->len == 0
             || ktg_device_table_note_told (db, claim->device->number, holds, error));
}
