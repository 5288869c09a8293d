/* ktg-catalog-enrol.c - a device becomes somebody's, by a code
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-catalog.h"

#include "ktg-charter.h"
#include "ktg-code-table.h"
#include "ktg-device-table.h"
#include "ktg-enrolment-table.h"
#include "ktg-writer-private.h"

#include <string.h>

/**
 * ktg_newcomer_clear:
 * @self: one who asked
 *
 * Lets go of what became of it.
 */
void
ktg_newcomer_clear (KtgNewcomer *self)
{
  self->refusal = NULL;
  g_clear_pointer (&self->device, ktg_device_unref);
  g_clear_pointer (&self->officer, g_free);
  g_clear_pointer (&self->chain, g_ptr_array_unref);
}

static gboolean
is_revoked (KtgNewcomer *self, const KtgDevice *known)
{
  g_autoptr (KtgDevice) present = ktg_roster_dup_device (self->roster, self->key);

  return (known != NULL && known->is_revoked) || (present != NULL && present->is_revoked);
}

static const char *
judge_code (KtgNewcomer *self, const KtgCode *code, const KtgDevice *known)
{
  if (code == NULL)
    return "code-wrong";
  if (known != NULL && strcmp (known->key, self->key) != 0)
    return "key-taken";
  if (is_revoked (self, known))
    return "revoked";
  if (code->used_by != 0)
    return known != NULL && known->number == code->used_by ? NULL : "code-used";
  if (code->cancelled_at_ms != 0)
    return "code-cancelled";

  return code->expires_at_ms <= self->now_ms ? "code-expired" : NULL;
}

/* Signed for everybody, in the transaction that puts it on record. */
static gboolean
admit (KtgNewcomer *self, KtgCatalog *catalog, const KtgCode *code, GError **error)
{
  const KtgAdmitted device = {
    .key = self->key,
    .box = self->box,
    .officer = code->officer,
    .role = code->role,
    .region = code->region,
    .from_ms = self->now_ms,
    .number = self->device->number,
    .enrolment = self->device->enrolment,
  };

  return ktg_charter_admit (catalog->charter, catalog->db, &device, error);
}

/* A code of this device's own changes nothing, however old: the device may since be somebody
 * else's. */
static gboolean
enrol_device (KtgNewcomer   *self,
              KtgCatalog    *catalog,
              const KtgCode *code,
              KtgDevice     *known,
              GError       **error)
{
  KtgDb *db = catalog->db;

  if (code->used_by != 0)
    self->device = ktg_device_ref (known);
  else if (!ktg_device_table_enrol (db,
                                    self->key,
                                    self->name,
                                    code,
                                    self->now_ms,
                                    &self->device,
                                    error)
           || !ktg_code_table_use (db, self->hash, self->device->number, self->now_ms, error)
           || !admit (self, catalog, code, error))
    return FALSE;

  self->chain = ktg_charter_list_reasons (catalog->charter, db, self->key, error);
  return self->chain != NULL
         && ktg_enrolment_table_find_officer (db, self->device->enrolment, &self->officer, error);
}

/**
 * ktg_catalog_enrol:
 * @self: a catalog
 * @newcomer: (inout): gets its device and account, or a refusal
 * @error: set with %FALSE
 *
 * The roster is the caller's to change, once this is on record.
 *
 * Returns: %FALSE if the database failed
 */
gboolean
ktg_catalog_enrol (KtgCatalog *self, KtgNewcomer *newcomer, GError **error)
{
  g_autoptr (KtgCode) code = NULL;
  g_autoptr (KtgDevice) known = NULL;

  ktg_newcomer_clear (newcomer);
  if (!ktg_device_table_find_namesake (self->db, newcomer->key, &known, error)
      || (newcomer->hash != NULL && !ktg_code_table_find (self->db, newcomer->hash, &code, error)))
    return FALSE;

  newcomer->refusal = judge_code (newcomer, code, known);
  return newcomer->refusal != NULL || enrol_device (newcomer, self, code, known, error);
}
