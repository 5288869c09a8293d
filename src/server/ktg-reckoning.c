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
#include "ktg-upload-table.h"

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

/* Whether this receipt says of an index up to @stands that it is held, and it is not. */
static gboolean
find_gone (KtgDb            *db,
           const KtgClaim   *claim,
           const KtgReceipt *receipt,
           guint64           stands,
           gboolean         *is_gone,
           GError          **error)
{
  gboolean is_held = TRUE;

  for (guint i = 0; i < receipt->events->len && is_held; i++)
    {
      const KtgReceiptEvent *item = g_ptr_array_index (receipt->events, i);
      g_autoptr (GBytes) id = ktg_digest_new (item->event_id);

      if (item->index <= stands
          && !ktg_event_table_holds (db, claim->device->number, id, item->index, &is_held, error))
        return FALSE;
    }

  *is_gone = !is_held;
  return TRUE;
}

/* No life says up to which delivery it stands, so a receipt counts in the life it is of. */
static gboolean
find_gone_file (KtgDb            *db,
                const KtgClaim   *claim,
                const KtgReceipt *receipt,
                gboolean         *is_gone,
                GError          **error)
{
  gboolean is_held = TRUE;

  for (guint i = 0; i < receipt->files->len && is_held; i++)
    {
      const KtgReceiptFile *item = g_ptr_array_index (receipt->files, i);

      if (!ktg_upload_table_has_delivered (db,
                                           claim->device->number,
                                           item->sha256,
                                           &is_held,
                                           error))
        return FALSE;
    }

  *is_gone = !is_held;
  return TRUE;
}

/* Nobody knows since when another history was written, so no index of it is sure to stand. */
static gboolean
begin_life (KtgReckoning   *self,
            KtgDb          *db,
            const KtgClaim *claim,
            const char     *forgotten,
            GError        **error)
{
  g_clear_pointer (&self->life, g_free);
  self->has_begun = TRUE;
  return ktg_life_begin (db, claim->key, forgotten, 0, claim->now_ms, &self->life, error);
}

static gboolean
look_at_receipt (KtgReckoning     *self,
                 KtgDb            *db,
                 const KtgClaim   *claim,
                 const KtgReceipt *receipt,
                 GError          **error)
{
  KtgLifePlace place;
  gboolean     is_gone;

  if (receipt->life == NULL || g_strcmp0 (receipt->device, claim->device->key) != 0)
    return TRUE;
  if (!ktg_life_table_find (db, receipt->life, &place, error))
    return FALSE;
  if (place.number == 0)
    return begin_life (self, db, claim, receipt->life, error);

  if (!find_gone (db, claim, receipt, place.stands, &is_gone, error)
      || (!is_gone && place.stands == G_MAXINT64
          && !find_gone_file (db, claim, receipt, &is_gone, error)))
    return FALSE;

  return !is_gone || begin_life (self, db, claim, NULL, error);
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
         && (place.number != 0 || begin_life (self, db, claim, restored->life, error));
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
      if (ktg_restored_json_is (envelope->bytes))
        restored = ktg_restored_json_parse (envelope->bytes, NULL);
      else
        receipt = ktg_receipt_json_parse (envelope->bytes, NULL);
      if (receipt != NULL && !look_at_receipt (self, db, claim, receipt, error))
        return FALSE;
      if (restored != NULL && !look_at_restored (self, db, claim, restored, error))
        return FALSE;
    }

  return TRUE;
}

/* --- what is said --- */

/* Whether what the device says it holds of this life is here. */
static gboolean
is_held (KtgDb *db, const KtgClaim *claim, gboolean *held, GError **error)
{
  const KtgExchangeRequest *message = claim->message;
  guint64                   index = 1;
  g_autoptr (GBytes) id = NULL;

  if (message->holds > 0
      && !ktg_event_table_find (db, claim->device->number, message->holds, &index, &id, error))
    return FALSE;

  *held = index != 0;
  return !*held || message->file == NULL
         || ktg_upload_table_has_delivered (db, claim->device->number, message->file, held, error);
}

/* Sets `asks` where the device's word, if it is true, says that something is gone. */
static gboolean
judge (KtgReckoning       *self,
       KtgDb              *db,
       const KtgClaim     *claim,
       const KtgLifePlace *place,
       GError            **error)
{
  const KtgExchangeRequest *message = claim->message;
  gboolean                  held = place->number != 0;

  if (message->shows || message->life == NULL)
    return TRUE;
  if (held && g_str_equal (message->life, self->life) && !is_held (db, claim, &held, error))
    return FALSE;

  self->asks = !held;
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
