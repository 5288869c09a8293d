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
 * this key
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
             && follow (self, key, now_ms, changed, error));
}
