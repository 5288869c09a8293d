/* ktg-catalog-revoke.c - a device is believed no more, nor whom it admitted late
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-catalog-rows.h"

#include "ktg-archive-error.h"
#include "ktg-census.h"
#include "ktg-charter.h"
#include "ktg-device-table.h"
#include "ktg-writer-private.h"

/* Whom it admitted by what it said late goes with it. */
static gboolean
follow (KtgCatalog *self, const char *key, gint64 now_ms, GPtrArray *changed, GError **error)
{
  g_autoptr (KtgLineage) lineage = ktg_lineage_new (self->charter->root_key);
  const KtgCensus census = { self, lineage, now_ms, changed };

  return ktg_census_follow (&census, key, error);
}

static gboolean
is_believed (KtgChain *chain, const KtgDevice *device)
{
  KtgStanding     standing;
  KtgNodeStanding node;

  ktg_chain_get_node (chain, device->key, KTG_CHAIN_NOW, &node);
  ktg_chain_get_standing (chain, device->key, KTG_CHAIN_NOW, &standing);
  return standing.belief == KTG_BELIEF_HELD || node.belief == KTG_BELIEF_HELD;
}

/* A word that nobody believes is not said: whoever let it in, or one above, has to. */
static gboolean
check_counts (KtgCatalog *self, const KtgDevice *device, GError **error)
{
  g_autoptr (KtgLineage) lineage = ktg_lineage_new (self->charter->root_key);
  KtgChain *chain = ktg_lineage_learn (lineage, self->db, device->key, error);

  if (chain == NULL)
    return FALSE;
  if (!is_believed (chain, device))
    return TRUE;

  g_set_error_literal (error,
                       KTG_ARCHIVE_ERROR,
                       KTG_ARCHIVE_ERROR_NOT_ITS_OWN,
                       "this device was let in by another server, and can be revoked there or at"
                       " one above it alone; nothing was changed");
  return FALSE;
}

/**
 * ktg_catalog_revoke:
 * @self: a catalog
 * @key: of a device
 * @now_ms: when
 * @changed: (element-type KtgDevice): gets those that are shut out with it
 * @error: set with %FALSE
 *
 * The roster is the caller's to change.
 *
 * Returns: %FALSE if the database failed, or with %KTG_ARCHIVE_ERROR_NOT_FOUND if no device has
 * this key, or with %KTG_ARCHIVE_ERROR_NOT_ITS_OWN if this server may not; then nothing is changed
 */
gboolean
ktg_catalog_revoke (KtgCatalog *self,
                    const char *key,
                    gint64      now_ms,
                    GPtrArray  *changed,
                    GError    **error)
{
  g_autoptr (KtgDevice) device = NULL;

  if (!ktg_device_table_find (self->db, key, &device, error))
    return FALSE;
  if (device == NULL)
    {
      g_set_error_literal (error,
                           KTG_ARCHIVE_ERROR,
                           KTG_ARCHIVE_ERROR_NOT_FOUND,
                           "no device has this key");
      return FALSE;
    }

  return device->is_revoked
         || (ktg_device_table_revoke (self->db, device->number, now_ms, error)
             && ktg_charter_revoke (self->charter, self->db, device, error)
             && check_counts (self, device, error) && follow (self, key, now_ms, changed, error));
}
