/* ktg-catalog-introduce.c - a device that is not known here shows who it is
 *
 * Nothing is written before the chain that it shows, with what is here, is known to hold: strangers
 * put nothing on record.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-catalog.h"

#include "ktg-carried-links.h"
#include "ktg-charter.h"
#include "ktg-device-table.h"
#include "ktg-enrolment-table.h"
#include "ktg-link-table.h"
#include "ktg-writer-private.h"

/**
 * ktg_visitor_clear:
 * @self: one who asked
 *
 * Lets go of what became of it.
 */
void
ktg_visitor_clear (KtgVisitor *self)
{
  self->refusal = NULL;
  self->n_links = 0;
  g_clear_pointer (&self->device, ktg_device_unref);
  g_clear_pointer (&self->officer, g_free);
  g_clear_pointer (&self->chain, g_ptr_array_unref);
  g_clear_pointer (&self->changed, g_ptr_array_unref);
}

/* --- whether it holds --- */

static gboolean
hear (KtgLineage *lineage, KtgDb *db, const KtgOffer *offer, GError **error)
{
  if (offer->verdict != NULL || !ktg_offer_is_link (offer))
    return TRUE;
  if (ktg_lineage_learn (lineage, db, offer->event->author, error) == NULL)
    return FALSE;

  ktg_lineage_hear (lineage, offer->envelope->id, offer->event);
  return TRUE;
}

static const char *
get_refusal (KtgTrust trust)
{
  switch (trust)
    {
    case KTG_TRUST_HELD:
      return NULL;
    case KTG_TRUST_REVOKED:
      return "revoked";
    case KTG_TRUST_EXPIRED:
      return "expired";
    case KTG_TRUST_UNKNOWN:
    case KTG_TRUST_UNSIGNED_FOR:
    default:
      return "stranger";
    }
}

static gboolean
judge (KtgVisitor *self, KtgCatalog *catalog, GError **error)
{
  g_autoptr (KtgLineage) lineage = ktg_lineage_new (catalog->charter->root_key);
  KtgChain *chain = ktg_lineage_learn (lineage, catalog->db, self->key, error);

  for (guint i = 0; chain != NULL && i < self->offers->len; i++)
    if (!hear (lineage, catalog->db, g_ptr_array_index (self->offers, i), error))
      return FALSE;

  if (chain == NULL)
    return FALSE;

  self->n_links += ktg_lineage_get_n_read (lineage);
  self->refusal = get_refusal (ktg_chain_judge_request (chain, self->key, self->centre_ms * 1000));
  return TRUE;
}

/* --- what it hears --- */

static gboolean
tell (KtgVisitor *self, KtgCatalog *catalog, KtgLineage *lineage, GError **error)
{
  const char *const keys[]
      = { ktg_signing_key_get_public (catalog->charter->node), self->key, NULL };
  g_autoptr (KtgEnrolmentRow) row = NULL;

  self->chain = ktg_lineage_list_reasons (lineage, catalog->db, keys, error);
  self->n_links += ktg_lineage_get_n_read (lineage);
  if (self->chain == NULL
      || !ktg_enrolment_table_find (catalog->db, self->device->enrolment, &row, error))
    return FALSE;

  self->officer = row != NULL ? g_steal_pointer (&row->officer) : NULL;
  return TRUE;
}

/* --- all of it --- */

static gboolean
let_in (KtgVisitor *self, KtgCatalog *catalog, GError **error)
{
  g_autoptr (KtgLineage) lineage = ktg_lineage_new (catalog->charter->root_key);
  const KtgCensus census = { catalog, lineage, self->now_ms, self->changed };

  if (!ktg_carried_links_take (&census, NULL, self->offers, error)
      || !ktg_census_find_or_add (&census, self->key, &self->device, error))
    return FALSE;

  if (self->device == NULL)
    self->refusal = "key-taken";
  else if (self->device->is_revoked)
    self->refusal = "revoked";

  return self->refusal != NULL || tell (self, catalog, lineage, error);
}

/**
 * ktg_catalog_introduce:
 * @self: a catalog
 * @visitor: (inout): gets its device and account, or a refusal
 * @error: set with %FALSE
 *
 * The roster is the caller's to change, once this is on record.
 *
 * Returns: %FALSE if the database failed
 */
gboolean
ktg_catalog_introduce (KtgCatalog *self, KtgVisitor *visitor, GError **error)
{
  ktg_visitor_clear (visitor);
  visitor->changed = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_device_unref);
  if (!judge (visitor, self, error))
    return FALSE;

  return visitor->refusal != NULL || let_in (visitor, self, error);
}
