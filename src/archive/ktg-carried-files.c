/* ktg-carried-files.c - a file is held for those whose events its carrier brought
 *
 * Who brings all of a file stands for the authors of what he carried: their events say what it is,
 * its hash that it is that. Who only may see it stands for nobody.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-carried-files.h"

#include "ktg-carriage-table.h"
#include "ktg-upload-table.h"
#include "ktg-writer-private.h"

/**
 * ktg_delivery_free:
 * @delivery: (nullable): a delivery
 *
 * Lets go of it.
 */
void
ktg_delivery_free (KtgDelivery *delivery)
{
  if (delivery == NULL)
    return;

  g_free (delivery->author);
  g_free (delivery);
}

static void
add (GPtrArray *deliveries, const KtgCarriedAuthor *author)
{
  KtgDelivery *delivery = g_new0 (KtgDelivery, 1);

  delivery->author = g_strdup (author->key);
  delivery->delivery = author->delivery;
  g_ptr_array_add (deliveries, delivery);
}

static gboolean
deliver (KtgDb              *db,
         const KtgUploadRow *row,
         KtgCarriedAuthor   *author,
         gint64              now_ms,
         GError            **error)
{
  author->is_delivered = row->is_brought && row->is_complete;

  return !author->is_delivered
         || ktg_upload_table_set_delivered (db,
                                            author->number,
                                            row->sha256,
                                            now_ms,
                                            FALSE,
                                            &author->delivery,
                                            error);
}

static gboolean
deliver_to_all (KtgDb              *db,
                const KtgUploadRow *row,
                GPtrArray          *authors,
                gint64              now_ms,
                GPtrArray          *deliveries,
                gboolean           *is_for_all,
                GError            **error)
{
  for (guint i = 0; i < authors->len; i++)
    {
      KtgCarriedAuthor *author = g_ptr_array_index (authors, i);

      if (!author->is_delivered && !deliver (db, row, author, now_ms, error))
        return FALSE;

      if (author->is_delivered)
        add (deliveries, author);
      *is_for_all &= author->is_delivered;
    }

  return TRUE;
}

/**
 * ktg_carried_files_deliver:
 * @row: a file that a device has to bring, or has brought
 * @deliveries: (element-type KtgDelivery): gets one for each author whose events the device carried
 * that name the file, and for whom it is held, from now on or before
 * @is_for_all: (out): whether there is none for whom it is not
 */
gboolean
ktg_carried_files_deliver (KtgDb              *db,
                           const KtgUploadRow *row,
                           gint64              now_ms,
                           GPtrArray          *deliveries,
                           gboolean           *is_for_all,
                           GError            **error)
{
  g_autoptr (GPtrArray) authors = NULL;
  gboolean carries;

  *is_for_all = TRUE;
  if (!ktg_carriage_table_has (db, row->device, &carries, error))
    return FALSE;
  if (!carries)
    return TRUE;

  authors = ktg_carriage_table_list_authors (db, row->device, row->file, error);
  return authors != NULL
         && deliver_to_all (db, row, authors, now_ms, deliveries, is_for_all, error);
}

/**
 * ktg_catalog_deliver_carried:
 * @self: a catalog
 * @carrier: who has delivered a file
 * @sha256: which
 * @now_ms: when
 * @error: set with %NULL
 *
 * Returns: (transfer full) (element-type KtgDelivery): for which authors it is held with that
 */
GPtrArray *
ktg_catalog_deliver_carried (KtgCatalog      *self,
                             const KtgDevice *carrier,
                             const char      *sha256,
                             gint64           now_ms,
                             GError         **error)
{
  g_autoptr (GPtrArray) deliveries
      = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_delivery_free);
  g_autoptr (KtgUploadRow) row = NULL;
  gboolean is_for_all;

  if (!ktg_upload_table_find (self->db, carrier->number, sha256, &row, error)
      || (row != NULL
          && !ktg_carried_files_deliver (self->db, row, now_ms, deliveries, &is_for_all, error)))
    return NULL;

  return g_steal_pointer (&deliveries);
}
