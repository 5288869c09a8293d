/* ktg-upstream-news.c - what an answer of the server above brought, entered whole or not at all
 *
 * What its lists bring is taken as what somebody carries is: by what its author was. Its word on
 * what this node brought is that server's to the authors; it is kept for them, and settles what is
 * owed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-upstream-news.h"

#include "ktg-archive-error.h"
#include "ktg-carriage.h"
#include "ktg-feed-table.h"
#include "ktg-letter-table.h"
#include "ktg-offer.h"
#include "ktg-proof-table.h"
#include "ktg-upstream-level.h"
#include "ktg-upstream-settings.h"
#include "ktg-upstream-table.h"
#include "ktg-writer-private.h"

#include <ktg-bookmark-json.h>
#include <ktg-node-life-json.h>
#include <ktg-query.h>
#include <ktg-receipt-json.h>
#include <ktg-rejection-json.h>
#include <ktg-running-hash.h>
#include <ktg-signed-envelope.h>

static gboolean
distrust (const char *what, GError **error)
{
  g_set_error (error,
               KTG_ARCHIVE_ERROR,
               KTG_ARCHIVE_ERROR_UNTRUSTED,
               "%s of the server above cannot be trusted",
               what);
  return FALSE;
}

/* --- whose word it is --- */

static gboolean
is_signed_above (const KtgUpstreamNews *self, KtgEnvelope *envelope)
{
  return ktg_envelope_is_signed_by (envelope, self->account->server_key);
}

static KtgReceipt *
read_receipt (const KtgUpstreamNews *self, KtgEnvelope *envelope)
{
  g_autoptr (KtgReceipt) receipt = NULL;

  if (!is_signed_above (self, envelope))
    return NULL;

  receipt = ktg_receipt_json_parse (envelope->bytes, NULL);
  return receipt != NULL && g_strcmp0 (receipt->node, self->account->server_key) == 0
             ? g_steal_pointer (&receipt)
             : NULL;
}

static KtgRejection *
read_rejection (const KtgUpstreamNews *self, KtgEnvelope *envelope)
{
  g_autoptr (KtgRejection) rejection = NULL;

  if (!is_signed_above (self, envelope))
    return NULL;

  rejection = ktg_rejection_json_parse (envelope->bytes, NULL);
  return rejection != NULL && g_strcmp0 (rejection->node, self->account->server_key) == 0
             ? g_steal_pointer (&rejection)
             : NULL;
}

static KtgNodeLife *
read_life (const KtgUpstreamNews *self, KtgEnvelope *envelope)
{
  g_autoptr (KtgNodeLife) word = NULL;

  if (!is_signed_above (self, envelope))
    return NULL;

  word = ktg_node_life_json_parse (envelope->bytes, NULL);
  return word != NULL && g_strcmp0 (word->server, self->account->server_key) == 0
             ? g_steal_pointer (&word)
             : NULL;
}

static KtgBookmark *
read_book (const KtgUpstreamNews *self)
{
  g_autoptr (KtgBookmark) word = NULL;

  if (!is_signed_above (self, self->news->book))
    return NULL;

  word = ktg_bookmark_json_parse (self->news->book->bytes, NULL);
  return word != NULL && g_strcmp0 (word->node, self->account->server_key) == 0
             ? g_steal_pointer (&word)
             : NULL;
}

/**
 * ktg_upstream_news_verify:
 * @self: an answer
 * @error: %KTG_ARCHIVE_ERROR_UNTRUSTED
 *
 * From any thread.
 *
 * Returns: whether every word of it is the server's own
 */
gboolean
ktg_upstream_news_verify (const KtgUpstreamNews *self, GError **error)
{
  for (guint i = 0; i < self->news->receipts->len; i++)
    {
      g_autoptr (KtgReceipt) receipt
          = read_receipt (self, g_ptr_array_index (self->news->receipts, i));

      if (receipt == NULL)
        return distrust ("A receipt", error);
    }

  for (guint i = 0; i < self->news->rejections->len; i++)
    {
      g_autoptr (KtgRejection) rejection
          = read_rejection (self, g_ptr_array_index (self->news->rejections, i));

      if (rejection == NULL)
        return distrust ("A refusal", error);
    }

  if (self->news->stands != NULL)
    {
      g_autoptr (KtgNodeLife) word = read_life (self, self->news->stands);

      if (word == NULL)
        return distrust ("The word on a life", error);
    }

  if (self->news->book != NULL)
    {
      g_autoptr (KtgBookmark) word = read_book (self);

      if (word == NULL)
        return distrust ("The head of the book", error);
    }

  return TRUE;
}

/* --- its lives --- */

/* Of a life that this node never heard of, or without a word, nothing stands. */
static gboolean
cut (const KtgUpstreamNews *self, KtgDb *db, GError **error)
{
  g_autoptr (KtgNodeLife) word
      = self->news->stands != NULL ? read_life (self, self->news->stands) : NULL;
  gboolean knows = FALSE;

  if (word != NULL && word->of != NULL && g_strcmp0 (word->life, self->news->life) == 0
      && !ktg_upstream_table_knows_life (db, word->of, &knows, error))
    return FALSE;

  return ktg_upstream_table_cut (db,
                                 self->account->server_key,
                                 knows ? word->last : 0,
                                 knows ? word->file : 0,
                                 knows ? word->book : 0,
                                 error);
}

static gboolean
enter_life (KtgUpstreamNews *self, KtgDb *db, GError **error)
{
  g_autofree char *before = NULL;

  if (self->news->life == NULL)
    return TRUE;
  if (!ktg_upstream_settings_set_asked (db, self->news->asks, error)
      || !ktg_upstream_table_get_life (db, &before, error))
    return FALSE;
  if (self->news->asks || g_strcmp0 (before, self->news->life) == 0)
    return TRUE;

  self->is_another_life = before != NULL;
  return (before == NULL || cut (self, db, error))
         && ktg_upstream_table_begin_life (db, self->news->life, error);
}

/* --- its lists --- */

/* A node has no events of its own but those that say who is who, which stand nowhere as its own. */
static gboolean
find_own (gpointer db, guint64 seq, char **id, GError **error)
{
  *id = NULL;
  return TRUE;
}

static gboolean
follow_lists (const KtgUpstreamNews *self, KtgDb *db, GError **error)
{
  const KtgMarkReader reader = { ktg_running_hash_next, find_own, db };
  g_autoptr (KtgMarkList) marks = NULL;

  if (!ktg_upstream_settings_load_marks (db, &marks, error))
    return FALSE;

  for (guint i = 0; i < self->news->scopes->len; i++)
    {
      gboolean follows;

      if (!ktg_mark_list_follow (marks,
                                 g_ptr_array_index (self->news->scopes, i),
                                 &reader,
                                 &follows,
                                 error))
        return FALSE;
      if (!follows)
        return distrust ("A list", error);
    }

  ktg_mark_list_set_asked (marks, self->news->asks_marks);
  return ktg_upstream_settings_set_marks (db, marks, error);
}

/* --- what they bring --- */

static void
add_offers (KtgCarriage *carriage, const KtgScopeNews *scope)
{
  for (guint i = 0; i < scope->events->len; i++)
    {
      const KtgIndexedEvent *indexed = g_ptr_array_index (scope->events, i);

      if (indexed->envelope != NULL)
        g_ptr_array_add (carriage->offers, ktg_offer_new (indexed->envelope, NULL));
    }
}

/* What was not here before is known above, and so not owed. */
static gboolean
note_told (const KtgIndexedEvent *indexed, const KtgOffer *offer, KtgDb *db, GError **error)
{
  if (!offer->is_new)
    return TRUE;

  return indexed->index == 0
             ? ktg_upstream_table_set_link (db, indexed->envelope->id, FALSE, error)
             : ktg_upstream_table_set_told (db, offer->index, indexed->index, error);
}

static gboolean
note_all_told (const KtgUpstreamNews *self, const GPtrArray *offers, KtgDb *db, GError **error)
{
  guint n = 0;

  for (guint i = 0; i < self->news->scopes->len; i++)
    {
      const KtgScopeNews *scope = g_ptr_array_index (self->news->scopes, i);

      for (guint j = 0; j < scope->events->len; j++)
        {
          const KtgIndexedEvent *indexed = g_ptr_array_index (scope->events, j);

          if (indexed->envelope != NULL
              && !note_told (indexed, g_ptr_array_index (offers, n++), db, error))
            return FALSE;
        }
    }

  return TRUE;
}

static void
move_changed (KtgUpstreamNews *self, const KtgCarriage *carriage)
{
  for (guint i = 0; i < carriage->changed->len; i++)
    g_ptr_array_add (self->changed, ktg_device_ref (g_ptr_array_index (carriage->changed, i)));
}

static gboolean
take_all (KtgUpstreamNews *self, KtgCatalog *catalog, KtgCarriage *carriage, GError **error)
{
  for (guint i = 0; i < self->news->scopes->len; i++)
    add_offers (carriage, g_ptr_array_index (self->news->scopes, i));
  if (carriage->offers->len == 0)
    return TRUE;

  if (!ktg_carriage_take (carriage, catalog, NULL, error))
    return FALSE;

  move_changed (self, carriage);
  return note_all_told (self, carriage->offers, catalog->db, error);
}

static gboolean
enter_lists (KtgUpstreamNews *self, KtgCatalog *catalog, GError **error)
{
  KtgCarriage carriage;
  gboolean    is_entered;

  ktg_carriage_init (&carriage);
  carriage.now_ms = self->now_ms;
  is_entered
      = take_all (self, catalog, &carriage, error) && follow_lists (self, catalog->db, error);
  ktg_carriage_clear (&carriage);
  return is_entered;
}

/* --- its word on what was brought --- */

/* One of a life that this node knows not is kept for its author, and settles nothing. */
static gboolean
settles (const KtgReceipt *receipt, KtgDb *db, gboolean *is_so, GError **error)
{
  g_autofree char *present = NULL;

  if (!ktg_upstream_table_get_life (db, &present, error))
    return FALSE;

  *is_so = g_strcmp0 (receipt->life, present) == 0;
  return TRUE;
}

static gboolean
settle (const KtgReceipt *receipt, KtgDb *db, GError **error)
{
  for (guint i = 0; i < receipt->events->len; i++)
    {
      const KtgReceiptEvent *item = g_ptr_array_index (receipt->events, i);

      if (!ktg_upstream_table_set_event (db, item->event_id, item->index, error))
        return FALSE;
    }

  for (guint i = 0; i < receipt->files->len; i++)
    {
      const KtgReceiptFile *item = g_ptr_array_index (receipt->files, i);

      if (!ktg_upstream_table_set_file (db, item->sha256, item->index, error))
        return FALSE;
    }

  return TRUE;
}

/* Behind what says whose word it is, in the device's own list. */
static gboolean
hand_on (const KtgUpstreamNews *self,
         KtgDb                 *db,
         const char            *device,
         KtgEnvelope           *letter,
         GError               **error)
{
  g_autofree char *scope = NULL;
  gint64           number;

  if (!ktg_letter_table_add (db, device, letter, error)
      || !ktg_query_get_int (db,
                             "SELECT number FROM device WHERE key = ?",
                             KTG_WITH (KTG_TEXT (device)),
                             &number,
                             error))
    return FALSE;
  if (number == 0)
    return TRUE;

  scope = ktg_feed_table_dup_scope_of_device (number);
  return ktg_proof_table_put (db, scope, self->account->server_key, error);
}

static gboolean
enter_receipt (const KtgUpstreamNews *self, KtgDb *db, KtgEnvelope *envelope, GError **error)
{
  g_autoptr (KtgReceipt) receipt = read_receipt (self, envelope);
  gboolean is_for_author = g_strcmp0 (receipt->device, self->account->device) != 0;
  gboolean is_so;

  return (!is_for_author || hand_on (self, db, receipt->device, envelope, error))
         && settles (receipt, db, &is_so, error) && (!is_so || settle (receipt, db, error));
}

static gboolean
enter_receipts (const KtgUpstreamNews *self, KtgDb *db, GError **error)
{
  for (guint i = 0; i < self->news->receipts->len; i++)
    if (!enter_receipt (self, db, g_ptr_array_index (self->news->receipts, i), error))
      return FALSE;

  return TRUE;
}

static gboolean
enter_rejections (const KtgUpstreamNews *self, KtgDb *db, GError **error)
{
  for (guint i = 0; i < self->news->rejections->len; i++)
    {
      KtgEnvelope *envelope = g_ptr_array_index (self->news->rejections, i);
      g_autoptr (KtgRejection) rejection = read_rejection (self, envelope);

      if (!hand_on (self, db, rejection->device, envelope, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
ends_with (const KtgRefusal *refusal, const char *name)
{
  return g_str_has_suffix (refusal->type, name);
}

/* Whose author is not known above is brought once more, behind all that says who is who: a server
 * that was put back has lost some of that. What an exchange gave up is brought in the next round.
 */
static gboolean
enter_refusal (KtgDb *db, const KtgRefusal *refusal, GError **error)
{
  if (ends_with (refusal, ":stranger"))
    return ktg_upstream_table_note_stranger (db, refusal->id, error);

  return ends_with (refusal, ":gave-up")
         || (ktg_upstream_table_refuse_event (db, refusal->id, refusal->type, error)
             && ktg_upstream_table_set_link (db, refusal->id, FALSE, error));
}

/* What was refused for the lack of what the server above has just said to be lost is brought once
 * more, behind that, and so it is with the rest: neither it nor its author hears of the first time.
 */
static gboolean
enter_refusals (const KtgUpstreamNews *self, KtgDb *db, GHashTable *refused, GError **error)
{
  for (guint i = 0; i < self->news->refused->len; i++)
    {
      const KtgRefusal *refusal = g_ptr_array_index (self->news->refused, i);

      g_hash_table_add (refused, refusal->id);
      if (!self->is_another_life && !enter_refusal (db, refusal, error))
        return FALSE;
    }

  return self->is_another_life || enter_rejections (self, db, error);
}

/* A link that was sent and is not refused was taken. */
static gboolean
enter_links (const KtgUpstreamNews *self, KtgDb *db, GHashTable *refused, GError **error)
{
  for (guint i = 0; i < self->news->carried->len; i++)
    {
      const char *id = g_ptr_array_index (self->news->carried, i);

      if (!g_hash_table_contains (refused, id)
          && !ktg_upstream_table_set_link (db, id, TRUE, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
enter_texts (const KtgUpstreamNews *self, KtgDb *db, GError **error)
{
  for (guint i = 0; i < self->news->texts->len; i++)
    if (!ktg_upstream_table_set_text (db, g_ptr_array_index (self->news->texts, i), error))
      return FALSE;

  return TRUE;
}

static gboolean
enter_unsaid (const KtgUpstreamNews *self, KtgDb *db, GError **error)
{
  for (guint i = 0; i < self->news->unsaid->len; i++)
    if (!ktg_upstream_table_carry_again (db, g_ptr_array_index (self->news->unsaid, i), error))
      return FALSE;

  return TRUE;
}

/* Where it asks for lives it took nothing, and says nothing of what was asked. */
static gboolean
enter_words (const KtgUpstreamNews *self, KtgDb *db, GError **error)
{
  g_autoptr (GHashTable) refused = g_hash_table_new (g_str_hash, g_str_equal);

  return enter_receipts (self, db, error) && enter_texts (self, db, error)
         && enter_refusals (self, db, refused, error)
         && (self->news->asks
             || (enter_links (self, db, refused, error) && enter_unsaid (self, db, error)
                 && ktg_upstream_level_hear (db, self->news, error)));
}

static gboolean
enter_packs (const KtgUpstreamNews *self, KtgDb *db, GError **error)
{
  return self->news->packs == NULL
         || ktg_upstream_settings_set_packs (db, self->news->packs, error);
}

/* The server above itself said it just now, so it is the last. It is handed on as it came, also one
 * that went back: that is for the devices to say. */
static gboolean
enter_book (const KtgUpstreamNews *self, KtgDb *db, GError **error)
{
  return self->news->book == NULL || ktg_upstream_settings_set_book (db, self->news->book, error);
}

/**
 * ktg_upstream_news_enter:
 * @self: (inout): an answer that was verified; what an earlier run found is forgotten
 * @catalog: a catalog
 * @error: %KTG_ARCHIVE_ERROR_UNTRUSTED where a list is not the one that it says it is
 *
 * On the writer's thread, in a transaction.
 *
 * Returns: %FALSE if nothing of it is kept
 */
gboolean
ktg_upstream_news_enter (KtgUpstreamNews *self, KtgCatalog *catalog, GError **error)
{
  g_ptr_array_set_size (self->changed, 0);
  self->is_another_life = FALSE;
  return enter_life (self, catalog->db, error) && enter_packs (self, catalog->db, error)
         && enter_book (self, catalog->db, error) && enter_lists (self, catalog, error)
         && enter_words (self, catalog->db, error)
         && ktg_upstream_settings_note_exchange (catalog->db,
                                                 self->now_ms,
                                                 self->news->server_offset_ms,
                                                 error);
}
