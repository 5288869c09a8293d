/* ktg-catalog-office.c - what an office's device asks of the records about those below it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-catalog-office.h"

#include "ktg-book.h"
#include "ktg-charter.h"
#include "ktg-code-table.h"
#include "ktg-device-table.h"
#include "ktg-writer-private.h"

#define NOT_BELOW KTG_ASKED_NOT_BELOW

/**
 * ktg_asked_clear:
 * @self: what became of something
 *
 * Lets go of it, and is ready for the next time.
 */
void
ktg_asked_clear (KtgAsked *self)
{
  g_clear_pointer (&self->changed, g_ptr_array_unref);
  *self = (KtgAsked){ 0 };
}

static void
begin (KtgAsked *self)
{
  ktg_asked_clear (self);
  self->changed = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_device_unref);
}

static gboolean
note (KtgCatalog *self, const KtgAsker *asker, const char *what, GError **error)
{
  return ktg_book_note (self->book, self->db, what, asker->device->number, 0, error);
}

static gboolean
stands_below (const KtgAsker *asker, gboolean is_node, KtgRole role, const char *region)
{
  const KtgSeat seat = ktg_device_seat (is_node, role, region);

  return ktg_device_may_admit (asker->device, &seat);
}

/* --- codes --- */

static gboolean
may_ask_for (const KtgAsker *asker, const KtgCode *code)
{
  const KtgSeat seat = ktg_code_get_seat (code);

  return ktg_device_may_admit (asker->device, &seat);
}

/**
 * ktg_catalog_make_code_for:
 * @self: a catalog
 * @asker: who asks
 * @hash: of the code
 * @code: for whom it is, and until when
 * @asked: (inout): zero at first; gets its number
 * @error: set with %FALSE
 *
 * Returns: %FALSE if the database failed
 */
gboolean
ktg_catalog_make_code_for (KtgCatalog     *self,
                           const KtgAsker *asker,
                           GBytes         *hash,
                           const KtgCode  *code,
                           KtgAsked       *asked,
                           GError        **error)
{
  const KtgSeat seat = ktg_code_get_seat (code);
  gint64        n_waiting;

  begin (asked);
  if (!may_ask_for (asker, code))
    {
      asked->refusal = NOT_BELOW;
      return TRUE;
    }

  if (!ktg_charter_check_may_admit (self->charter, self->db, &seat, error)
      || !ktg_code_table_count_waiting (self->db,
                                        asker->device->number,
                                        asker->now_ms,
                                        &n_waiting,
                                        error))
    return FALSE;
  if (n_waiting >= KTG_OFFICE_CODES)
    {
      asked->refusal = "too-many-codes";
      return TRUE;
    }

  return ktg_code_table_put (self->db, hash, code, asker->now_ms, &asked->number, error)
         && note (self, asker, "asked for a code", error);
}

/**
 * ktg_catalog_cancel_code_for:
 * @self: a catalog
 * @asker: who asks
 * @number: of a code
 * @asked: (inout): zero at first
 * @error: set with %FALSE
 *
 * Returns: %FALSE if the database failed
 */
gboolean
ktg_catalog_cancel_code_for (KtgCatalog     *self,
                             const KtgAsker *asker,
                             gint64          number,
                             KtgAsked       *asked,
                             GError        **error)
{
  g_autoptr (KtgCode) code = NULL;

  begin (asked);
  if (!ktg_catalog_find_code (self, NULL, number, &code, error))
    return FALSE;
  if (code == NULL || !may_ask_for (asker, code))
    {
      asked->refusal = NOT_BELOW;
      return TRUE;
    }
  if (code->used_by != 0)
    {
      asked->refusal = "code-used";
      return TRUE;
    }

  return ktg_catalog_cancel_code (self, number, asker->now_ms, error)
         && note (self, asker, "cancelled a code", error);
}

/* --- devices --- */

/* Also where it waits to be something: as that. */
static gboolean
find_below (KtgCatalog     *self,
            const KtgAsker *asker,
            const char     *key,
            KtgAsked       *asked,
            GError        **error)
{
  g_autoptr (KtgDevice) device = NULL;

  begin (asked);
  if (!ktg_device_table_find (self->db, key, &device, error))
    return FALSE;

  if (device == NULL || !stands_below (asker, device->is_node, device->role, device->region))
    asked->refusal = NOT_BELOW;

  return TRUE;
}

/**
 * ktg_catalog_confirm_for:
 * @self: a catalog
 * @asker: who asks
 * @key: of a device
 * @asked: (inout): zero at first; gets the device as it is then
 * @error: set with %FALSE
 *
 * Returns: %FALSE if the database failed
 */
gboolean
ktg_catalog_confirm_for (KtgCatalog     *self,
                         const KtgAsker *asker,
                         const char     *key,
                         KtgAsked       *asked,
                         GError        **error)
{
  KtgDevice *device = NULL;

  if (!find_below (self, asker, key, asked, error))
    return FALSE;
  if (asked->refusal != NULL)
    return TRUE;
  if (!ktg_catalog_confirm (self, key, asker->now_ms, &device, error))
    return FALSE;

  g_ptr_array_add (asked->changed, device);
  return note (self, asker, "confirmed a device", error);
}

/**
 * ktg_catalog_revoke_for:
 * @self: a catalog
 * @asker: who asks
 * @key: of a device
 * @asked: (inout): zero at first; gets those that are shut out
 * @error: set with %FALSE
 *
 * Returns: %FALSE if the database failed
 */
gboolean
ktg_catalog_revoke_for (KtgCatalog     *self,
                        const KtgAsker *asker,
                        const char     *key,
                        KtgAsked       *asked,
                        GError        **error)
{
  KtgDevice *device = NULL;

  if (!find_below (self, asker, key, asked, error))
    return FALSE;
  if (asked->refusal != NULL)
    return TRUE;
  if (!ktg_catalog_revoke (self, key, asker->now_ms, asked->changed, error)
      || !ktg_device_table_find (self->db, key, &device, error))
    return FALSE;

  g_ptr_array_add (asked->changed, device);
  return note (self, asker, "revoked a device", error);
}

/* --- lists --- */

static void
keep (GPtrArray      *rows,
      const KtgAsker *asker,
      gboolean (*is_below) (gconstpointer, const KtgAsker *))
{
  for (guint i = 0; i < rows->len;)
    if (is_below (g_ptr_array_index (rows, i), asker))
      i++;
    else
      g_ptr_array_remove_index (rows, i);
}

static gboolean
is_device_below (gconstpointer data, const KtgAsker *asker)
{
  const KtgDeviceRow *row = data;

  return stands_below (asker, row->is_node, row->role, row->region);
}

static gboolean
is_code_below (gconstpointer data, const KtgAsker *asker)
{
  return may_ask_for (asker, data);
}

/**
 * ktg_catalog_list_devices_for:
 * @self: a catalog
 * @asker: who asks
 * @page: (inout): from where, and where it ended
 * @error: set with %NULL
 *
 * Returns: (transfer full) (element-type KtgDeviceRow): those of a page that are below the device
 */
GPtrArray *
ktg_catalog_list_devices_for (KtgCatalog     *self,
                              const KtgAsker *asker,
                              KtgPage        *page,
                              GError        **error)
{
  GPtrArray *rows = ktg_device_table_list_inside (self->db, asker->device->region, page, error);

  if (rows != NULL)
    keep (rows, asker, is_device_below);

  return rows;
}

/**
 * ktg_catalog_list_codes_for:
 * @self: a catalog
 * @asker: who asks
 * @page: (inout): from where, and where it ended
 * @error: set with %NULL
 *
 * Returns: (transfer full) (element-type KtgCode): of the codes that wait those of a page that are
 * for somebody below the device
 */
GPtrArray *
ktg_catalog_list_codes_for (KtgCatalog *self, const KtgAsker *asker, KtgPage *page, GError **error)
{
  GPtrArray *codes = ktg_code_table_list_waiting_inside (self->db,
                                                         asker->device->region,
                                                         asker->now_ms,
                                                         page,
                                                         error);

  if (codes != NULL)
    keep (codes, asker, is_code_below);

  return codes;
}
