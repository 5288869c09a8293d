/* ktg-carriage.c - what somebody brings of others, and what became of it
 *
 * Who carries gains nothing by it. What he brings is judged by what its author was when he wrote
 * it, and what is said of it is said to its author; it goes home the way it came.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-carriage.h"

#include "ktg-carried-links.h"
#include "ktg-census.h"
#include "ktg-charter.h"
#include "ktg-lineage.h"
#include "ktg-writer-private.h"

/**
 * ktg_carriage_init:
 * @self: (out): brings nothing yet
 *
 * What is set by who asks is set afterwards.
 */
void
ktg_carriage_init (KtgCarriage *self)
{
  *self = (KtgCarriage){ 0 };
  self->offers = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_offer_free);
  self->changed = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_device_unref);
  self->receipts = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_receipt_free);
  self->by_author = g_hash_table_new (g_str_hash, g_str_equal);
}

static void
forget_findings (KtgCarriage *self)
{
  g_hash_table_remove_all (self->by_author);
  g_ptr_array_set_size (self->receipts, 0);
  g_ptr_array_set_size (self->changed, 0);
  g_clear_pointer (&self->lineage, ktg_lineage_free);
}

/**
 * ktg_carriage_clear:
 * @self: a carriage
 *
 * Lets go of its offers and of what was found.
 */
void
ktg_carriage_clear (KtgCarriage *self)
{
  forget_findings (self);
  g_hash_table_unref (self->by_author);
  g_ptr_array_unref (self->receipts);
  g_ptr_array_unref (self->changed);
  g_ptr_array_unref (self->offers);
}

static gboolean
find_author (const KtgCensus *census, KtgOffer *offer, GError **error)
{
  g_clear_pointer (&offer->author, ktg_device_unref);

  return offer->verdict != NULL || ktg_offer_is_link (offer)
         || ktg_census_find_author (census,
                                    offer->envelope->id,
                                    offer->event,
                                    &offer->author,
                                    &offer->is_late,
                                    error);
}

/* Takes what says who is who, and finds who wrote the rest. */
static gboolean
begin (KtgCarriage *self, KtgCatalog *catalog, GError **error)
{
  KtgCensus census;

  forget_findings (self);
  self->lineage = ktg_lineage_new (catalog->charter->root_key);
  census = (KtgCensus){ catalog, self->lineage, self->now_ms, self->changed };
  if (!ktg_carried_links_take (&census, self->carrier, self->offers, error))
    return FALSE;

  for (guint i = 0; i < self->offers->len; i++)
    if (!find_author (&census, g_ptr_array_index (self->offers, i), error))
      return FALSE;

  return TRUE;
}

static gboolean
take_those (KtgCarriage     *self,
            KtgCatalog      *catalog,
            const GPtrArray *offers,
            gboolean         is_filed,
            GError         **error)
{
  for (guint i = 0; offers != NULL && i < offers->len; i++)
    {
      KtgOffer *offer = g_ptr_array_index (offers, i);

      if (ktg_offer_is_filed (offer) == is_filed
          && (offer->author != NULL || !ktg_offer_is_link (offer))
          && !ktg_offer_take (catalog, self->carrier, offer, self->now_ms, error))
        return FALSE;
    }

  return TRUE;
}

/* Whatever is said of a report is taken after it, whoever brings which. */
static gboolean
take_all (KtgCarriage *self, KtgCatalog *catalog, const GPtrArray *own, GError **error)
{
  return take_those (self, catalog, own, TRUE, error)
         && take_those (self, catalog, self->offers, TRUE, error)
         && take_those (self, catalog, own, FALSE, error)
         && take_those (self, catalog, self->offers, FALSE, error);
}

static KtgReceipt *
get_receipt (KtgCarriage *self, const char *author)
{
  KtgReceipt *receipt = g_hash_table_lookup (self->by_author, author);

  if (receipt != NULL)
    return receipt;

  receipt = ktg_receipt_new ();
  receipt->device = g_strdup (author);
  g_ptr_array_add (self->receipts, receipt);
  g_hash_table_insert (self->by_author, receipt->device, receipt);
  return receipt;
}

/* A link needs no receipt: what is not refused was taken. */
static void
note_taken (KtgCarriage *self)
{
  for (guint i = 0; i < self->offers->len; i++)
    {
      const KtgOffer *offer = g_ptr_array_index (self->offers, i);

      if (offer->refusal == NULL && offer->author != NULL)
        ktg_receipt_add_event (get_receipt (self, offer->author->key),
                               offer->envelope->id,
                               offer->index);
    }
}

/**
 * ktg_carriage_take:
 * @self: (inout): what an earlier run found is forgotten
 * @catalog: a catalog
 * @own: (nullable) (element-type KtgOffer): what the carrier wrote himself, which is taken with it
 * @error: set with %FALSE
 *
 * Takes all of it, or gives each its refusal. What a server was told where it asked is taken in the
 * same way, with nobody as its carrier: then nobody's budgets count, and nobody brings the files
 * but their authors.
 *
 * Returns: %FALSE if the database failed
 */
gboolean
ktg_carriage_take (KtgCarriage *self, KtgCatalog *catalog, const GPtrArray *own, GError **error)
{
  if (!begin (self, catalog, error) || !take_all (self, catalog, own, error))
    return FALSE;

  note_taken (self);
  return TRUE;
}

/**
 * ktg_carriage_get_n_links:
 * @self: a carriage
 *
 * Returns: how much of what says who is who was read in order to judge what it brings
 */
guint
ktg_carriage_get_n_links (const KtgCarriage *self)
{
  return ktg_lineage_get_n_read (self->lineage);
}

/**
 * ktg_carriage_note_file:
 * @row: a file
 * @delivery: for whom of the authors it is held
 *
 * He gets a receipt for it.
 */
void
ktg_carriage_note_file (KtgCarriage *self, const KtgUploadRow *row, const KtgDelivery *delivery)
{
  ktg_receipt_add_file (get_receipt (self, delivery->author),
                        row->sha256,
                        row->file_bytes,
                        delivery->delivery);
}
