/* ktg-catalog-batch.c - what a device brings in one exchange is taken, and what it lacks is found
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-catalog.h"

#include "ktg-archive-file-table.h"
#include "ktg-carried-files.h"
#include "ktg-charter.h"
#include "ktg-device-table.h"
#include "ktg-feed-table.h"
#include "ktg-letter-table.h"
#include "ktg-level-answer.h"
#include "ktg-link-table.h"
#include "ktg-routing.h"
#include "ktg-upload-table.h"
#include "ktg-upstream-settings.h"
#include "ktg-writer-private.h"

#include <ktg-scope-news.h>
#include <ktg-sha256.h>

#define WORTH_PROVING_BYTES 2048

/**
 * ktg_batch_init:
 * @self: (out): brings nothing yet
 *
 * What is set by who asks is set afterwards.
 */
void
ktg_batch_init (KtgBatch *self)
{
  *self = (KtgBatch){ 0 };
  self->offers = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_offer_free);
  ktg_carriage_init (&self->carriage);
  self->named = g_hash_table_new (g_str_hash, g_str_equal);
  self->missing = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_missing_file_free);
  self->mail.letters = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_envelope_unref);
  self->level = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_level_gap_free);
  self->walk.scopes = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_scope_news_free);
}

/**
 * ktg_batch_clear:
 * @self: a batch
 *
 * Lets go of its offers and of what was found.
 */
void
ktg_batch_clear (KtgBatch *self)
{
  ktg_reckoning_clear (&self->reckoning);
  g_hash_table_unref (self->named);
  g_ptr_array_unref (self->walk.scopes);
  g_ptr_array_unref (self->level);
  g_ptr_array_unref (self->mail.letters);
  g_ptr_array_unref (self->missing);
  g_ptr_array_unref (self->offers);
  ktg_carriage_clear (&self->carriage);
  g_clear_pointer (&self->receipt, ktg_receipt_free);
  g_clear_pointer (&self->book, ktg_bookmark_free);
  g_clear_pointer (&self->book_above, ktg_envelope_unref);
}

/**
 * ktg_batch_has_events:
 * @self: a batch
 *
 * Returns: whether it brings any, its own or another's
 */
gboolean
ktg_batch_has_events (const KtgBatch *self)
{
  return self->offers->len + self->carriage.offers->len > 0;
}

static void
forget_findings (KtgBatch *self)
{
  g_hash_table_remove_all (self->named);
  g_ptr_array_set_size (self->missing, 0);
  g_ptr_array_set_size (self->level, 0);
  g_ptr_array_set_size (self->mail.letters, 0);
  self->mail.at = 0;
  self->mail.has_more = FALSE;
  g_clear_pointer (&self->receipt, ktg_receipt_free);
  g_clear_pointer (&self->book, ktg_bookmark_free);
  g_clear_pointer (&self->book_above, ktg_envelope_unref);
  self->receipt = ktg_receipt_new ();
}

static gboolean
take_own (KtgBatch *self, KtgCatalog *catalog, GError **error)
{
  for (guint i = 0; i < self->offers->len; i++)
    if (!ktg_offer_take (catalog,
                         self->claim.device,
                         g_ptr_array_index (self->offers, i),
                         self->now_ms,
                         error))
      return FALSE;

  return TRUE;
}

static gboolean
take_offers (KtgBatch *self, KtgCatalog *catalog, GError **error)
{
  if (!(self->carriage.offers->len > 0
            ? ktg_carriage_take (&self->carriage, catalog, self->offers, error)
            : take_own (self, catalog, error)))
    return FALSE;

  for (guint i = 0; i < self->offers->len; i++)
    {
      const KtgOffer *offer = g_ptr_array_index (self->offers, i);

      if (offer->refusal == NULL)
        ktg_receipt_add_event (self->receipt, offer->envelope->id, offer->index);
    }

  return TRUE;
}

static gboolean
note_held (KtgBatch *self, KtgDb *db, const KtgUploadRow *row, GError **error)
{
  guint64 delivery = row->delivery;

  if (!row->is_delivered
      && !ktg_upload_table_set_delivered (db,
                                          row->device,
                                          row->sha256,
                                          self->now_ms,
                                          FALSE,
                                          &delivery,
                                          error))
    return FALSE;

  ktg_receipt_add_file (self->receipt, row->sha256, row->file_bytes, delivery);
  return TRUE;
}

/* A file for which a proof is as long as itself is brought. */
static gboolean
note_missing (KtgBatch *self, KtgDb *db, const KtgUploadRow *row, GError **error)
{
  KtgMissingFile *file = ktg_missing_file_new (row->sha256, row->offset);

  g_ptr_array_add (self->missing, file);
  return !row->is_complete || row->file_bytes < WORTH_PROVING_BYTES
         || ktg_archive_file_table_is_near (db,
                                            self->claim.device,
                                            row->file,
                                            &file->may_prove,
                                            error);
}

/* Each of those for whom it is held by now gets a receipt. */
static gboolean
note_carried (KtgBatch           *self,
              KtgDb              *db,
              const KtgUploadRow *row,
              gboolean           *is_for_all,
              GError            **error)
{
  g_autoptr (GPtrArray) deliveries
      = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_delivery_free);

  if (!ktg_carried_files_deliver (db, row, self->now_ms, deliveries, is_for_all, error))
    return FALSE;

  for (guint i = 0; i < deliveries->len; i++)
    ktg_carriage_note_file (&self->carriage, row, g_ptr_array_index (deliveries, i));
  return TRUE;
}

/* Who only sees it still has to bring it for those whose events he carried. */
static gboolean
note_file (KtgBatch *self, KtgDb *db, const KtgUploadRow *row, GError **error)
{
  gboolean is_held = row->is_delivered;
  gboolean is_for_all;

  if (!is_held && row->is_complete
      && !ktg_archive_file_table_can_see (db, self->claim.device, row->file, &is_held, error))
    return FALSE;
  if (!note_carried (self, db, row, &is_for_all, error))
    return FALSE;
  is_held = row->is_delivered || (is_held && is_for_all);

  return is_held ? note_held (self, db, row, error) : note_missing (self, db, row, error);
}

/* A file that no event of this device names is passed over, whoever else has it. */
static gboolean
look_up_file (KtgBatch *self, KtgDb *db, const char *sha256, GError **error)
{
  g_autoptr (KtgUploadRow) row = NULL;

  if (!ktg_sha256_is_hex (sha256) || !g_hash_table_add (self->named, (gpointer)sha256))
    return TRUE;

  return ktg_upload_table_find (db, self->claim.device->number, sha256, &row, error)
         && (row == NULL || note_file (self, db, row, error));
}

static gboolean
look_up_of_offer (KtgBatch *self, KtgDb *db, const KtgOffer *offer, GError **error)
{
  for (guint i = 0; i < offer->files->len; i++)
    if (!look_up_file (self, db, g_array_index (offer->files, KtgNamedFile, i).sha256, error))
      return FALSE;

  return TRUE;
}

static gboolean
look_up_of_offers (KtgBatch *self, KtgDb *db, const GPtrArray *offers, GError **error)
{
  for (guint i = 0; i < offers->len; i++)
    {
      const KtgOffer *offer = g_ptr_array_index (offers, i);

      if (offer->refusal == NULL && !look_up_of_offer (self, db, offer, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
look_up_files (KtgBatch *self, KtgDb *db, GError **error)
{
  if (!look_up_of_offers (self, db, self->offers, error)
      || !look_up_of_offers (self, db, self->carriage.offers, error))
    return FALSE;

  for (guint i = 0; i < self->claim.message->files->len; i++)
    if (!look_up_file (self, db, g_ptr_array_index (self->claim.message->files, i), error))
      return FALSE;

  return TRUE;
}

/* The device has to come again before anything is taken. */
static gboolean
take_nothing (KtgBatch *self)
{
  g_ptr_array_set_size (self->walk.scopes, 0);
  self->walk.has_more = TRUE;
  return TRUE;
}

static gboolean
walk (KtgBatch *self, KtgDb *db, GError **error)
{
  const KtgFeedClaim claim = { self->claim.message->at, self->claim.message->marks };

  return ktg_feed_table_walk (db, self->claim.device, &claim, &self->walk, error);
}

/* An officer reads the list of his own reports only, for which nothing waits. */
static gboolean
catch_up (KtgBatch *self, KtgDb *db, GError **error)
{
  return self->claim.device->role == KTG_ROLE_OFFICER || ktg_routing_catch_up (db, error);
}

/* Where somebody took an event out of the folder, the lists are made anew of what is left of it. */
static gboolean
find_news (KtgBatch *self, KtgDb *db, GError **error)
{
  return catch_up (self, db, error) && walk (self, db, error)
         && (!self->walk.has_gone || (ktg_routing_rebuild (db, error) && walk (self, db, error)));
}

/* At most once an hour, beside what the exchange brings. */
static gboolean
note_seen (KtgBatch *self, KtgDb *db, GError **error)
{
  return !ktg_roster_must_write_seen (self->roster, self->claim.device->key, self->now_ms)
         || ktg_device_table_note_seen (db, self->claim.device->number, self->now_ms, error);
}

/* Not where texts came, as the next. In another life it hears how far its number stands, too. */
static gboolean
find_mail (KtgBatch *self, KtgDb *db, GError **error)
{
  if (self->reckoning.is_late)
    self->mail.at = self->reckoning.mail;

  return ktg_batch_has_events (self)
         || ktg_letter_table_load (db,
                                   self->claim.device->key,
                                   self->reckoning.mail,
                                   &self->mail,
                                   error);
}

static gboolean
find_own_book (KtgBatch *self, KtgCatalog *catalog, GError **error)
{
  g_autoptr (KtgBookmark) book = ktg_bookmark_new ();
  const char *node = ktg_signing_key_get_public (catalog->charter->node);

  if (!ktg_link_table_get_head (catalog->db, node, &book->seq, &book->id, error))
    return FALSE;
  if (book->seq > 0 && book->seq != self->claim.message->book)
    self->book = g_steal_pointer (&book);
  return TRUE;
}

/* Of a relay that of the server above, as it came. */
static gboolean
find_book_above (KtgBatch *self, KtgDb *db, GError **error)
{
  g_autoptr (KtgBookmark) book = NULL;

  if (!ktg_upstream_settings_load_book (db, &self->book_above, &book, error))
    return FALSE;

  if (book != NULL && book->seq == self->claim.message->book)
    g_clear_pointer (&self->book_above, ktg_envelope_unref);
  return TRUE;
}

/* It waits until the link is free. */
static gboolean
find_book (KtgBatch *self, KtgCatalog *catalog, GError **error)
{
  gboolean is_relay;

  if (ktg_batch_has_events (self))
    return TRUE;
  if (!ktg_upstream_settings_has_account (catalog->db, &is_relay, error))
    return FALSE;

  return is_relay ? find_book_above (self, catalog->db, error)
                  : find_own_book (self, catalog, error);
}

/* So does what it once carried. */
static gboolean
find_level (KtgBatch *self, KtgDb *db, GError **error)
{
  return ktg_batch_has_events (self)
         || ktg_level_answer_find (db, &self->claim, self->now_ms, self->level, error);
}

/**
 * ktg_catalog_take_batch:
 * @self: a catalog
 * @batch: (inout): gets what was found; what an earlier run found is forgotten
 * @error: set with %FALSE
 *
 * Takes the events, or gives each its refusal; looks up the files that they and the message name,
 * and what the device may see. Where the device has to say first which lives it knows, nothing is
 * taken.
 *
 * Returns: %FALSE if the database failed
 */
gboolean
ktg_catalog_take_batch (KtgCatalog *self, KtgBatch *batch, GError **error)
{
  KtgDb *db = self->db;

  forget_findings (batch);
  if (!ktg_reckoning_begin (&batch->reckoning, self, &batch->claim, error))
    return FALSE;
  if (batch->reckoning.asks)
    return take_nothing (batch);

  return take_offers (batch, self, error) && look_up_files (batch, db, error)
         && note_seen (batch, db, error) && find_news (batch, db, error)
         && find_mail (batch, db, error) && find_book (batch, self, error)
         && find_level (batch, db, error)
         && ktg_reckoning_end (&batch->reckoning, self, &batch->claim, error);
}
