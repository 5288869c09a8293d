/* ktg-catalog-enrol.c - a device becomes somebody's, by a code
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-catalog.h"

#include "ktg-archive-error.h"
#include "ktg-charter.h"
#include "ktg-code-table.h"
#include "ktg-device-table.h"
#include "ktg-enrolment-table.h"
#include "ktg-lineage.h"
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
  self->n_links = 0;
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

/* It may have been an office's device, which may do so no more. */
static gboolean
is_taken_back (const KtgCode *code, const KtgDevice *asker)
{
  const KtgSeat seat = ktg_code_get_seat (code);

  return code->cancelled_at_ms != 0
         || (code->asked_by != 0 && (asker == NULL || !ktg_device_may_admit (asker, &seat)));
}

static const char *
judge_code (KtgNewcomer *self, const KtgCode *code, const KtgDevice *known, const KtgDevice *asker)
{
  if (code == NULL)
    return "code-wrong";
  if (known != NULL && strcmp (known->key, self->key) != 0)
    return "key-taken";
  if (is_revoked (self, known))
    return "revoked";
  if (code->used_by != 0)
    return known != NULL && known->number == code->used_by ? NULL : "code-used";
  if (is_taken_back (code, asker))
    return "code-cancelled";
  if (code->is_node != self->is_node)
    return "code-of-other-kind"; /* it still waits for whom it was made */

  return code->expires_at_ms <= self->now_ms ? "code-expired" : NULL;
}

/* Whoever was enrolled here hears again what he is. */
static const char *
judge_return (KtgNewcomer *self, const KtgDevice *known)
{
  if (known == NULL || strcmp (known->key, self->key) != 0)
    return "not-enrolled";

  return is_revoked (self, known) ? "revoked" : NULL;
}

static gboolean
admit_node (KtgCatalog *self, const KtgAdmitted *node, GError **error)
{
  gint64 until_ms;

  return ktg_charter_admit_node (self->charter, self->db, node, &until_ms, error)
         && ktg_device_table_set_term (self->db, node->number, TRUE, until_ms, error);
}

/* Signed for everybody, in the transaction that puts it on record. */
static gboolean
admit (KtgCatalog *self, const KtgDevice *device, gint64 now_ms, GError **error)
{
  g_autoptr (KtgEnrolmentRow) row = NULL;
  KtgAdmitted admitted = {
    .key = device->key,
    .from_ms = now_ms,
    .number = device->number,
    .enrolment = device->enrolment,
  };

  if (!ktg_enrolment_table_find (self->db, device->enrolment, &row, error)
      || !ktg_enrolment_table_note_admitted (self->db, device->enrolment, now_ms, error))
    return FALSE;

  admitted.box = row->box;
  admitted.officer = row->officer;
  admitted.role = row->role;
  admitted.region = row->region;
  return device->is_node ? admit_node (self, &admitted, error)
                         : ktg_charter_admit (self->charter, self->db, &admitted, error);
}

/* It could when it made the code: since then it may have been revoked. */
static gboolean
judge_server (KtgNewcomer *self, KtgCatalog *catalog, const KtgCode *code, GError **error)
{
  const KtgSeat seat = ktg_code_get_seat (code);
  g_autoptr (GError) reason = NULL;

  if (ktg_charter_check_may_admit (catalog->charter, catalog->db, &seat, &reason))
    return TRUE;
  if (g_error_matches (reason, KTG_ARCHIVE_ERROR, KTG_ARCHIVE_ERROR_NOT_ITS_OWN))
    {
      self->refusal = "admits-nobody";
      return TRUE;
    }

  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

/* An officer is admitted by whoever made the code; what is more waits for a person. */
static gboolean
use_code (KtgNewcomer *self, KtgCatalog *catalog, const KtgCode *code, GError **error)
{
  g_autoptr (KtgDevice) device = NULL;
  KtgDb *db = catalog->db;

  if (!judge_server (self, catalog, code, error))
    return FALSE;
  if (self->refusal != NULL)
    return TRUE;

  return ktg_device_table_enrol (db,
                                 self->key,
                                 self->name,
                                 self->box,
                                 code,
                                 self->now_ms,
                                 &device,
                                 error)
         && ktg_code_table_use (db, self->hash, device->number, self->now_ms, error)
         && (code->role != KTG_ROLE_OFFICER || admit (catalog, device, self->now_ms, error));
}

static gboolean
find_account (KtgNewcomer *self, KtgCatalog *catalog, GError **error)
{
  const char *const keys[]
      = { ktg_signing_key_get_public (catalog->charter->node), self->key, NULL };
  g_autoptr (KtgLineage) lineage = ktg_lineage_new (catalog->charter->root_key);
  g_autoptr (KtgEnrolmentRow) row = NULL;
  KtgDb *db = catalog->db;

  if (!ktg_device_table_find (db, self->key, &self->device, error)
      || !ktg_enrolment_table_find (db, self->device->enrolment, &row, error))
    return FALSE;

  self->officer = row != NULL ? g_steal_pointer (&row->officer) : NULL;
  self->chain = ktg_lineage_list_reasons (lineage, db, keys, error);
  self->n_links = ktg_lineage_get_n_read (lineage);
  return self->chain != NULL;
}

/**
 * ktg_catalog_enrol:
 * @self: a catalog
 * @newcomer: (inout): gets its device and account, or a refusal
 * @error: set with %FALSE
 *
 * A code of this device's own changes nothing, however old: the device may since be somebody
 * else's. The roster is the caller's to change, once this is on record.
 *
 * Returns: %FALSE if the database failed
 */
gboolean
ktg_catalog_enrol (KtgCatalog *self, KtgNewcomer *newcomer, GError **error)
{
  g_autoptr (KtgCode) code = NULL;
  g_autoptr (KtgDevice) known = NULL;
  g_autoptr (KtgDevice) asker = NULL;

  ktg_newcomer_clear (newcomer);
  if (!ktg_device_table_find_namesake (self->db, newcomer->key, &known, error)
      || (newcomer->hash != NULL && !ktg_code_table_find (self->db, newcomer->hash, &code, error))
      || (code != NULL
          && !ktg_device_table_find_numbered (self->db, code->asked_by, &asker, error)))
    return FALSE;

  newcomer->refusal = newcomer->asks_again ? judge_return (newcomer, known)
                                           : judge_code (newcomer, code, known, asker);
  if (newcomer->refusal != NULL)
    return TRUE;
  if (code != NULL && code->used_by == 0 && !use_code (newcomer, self, code, error))
    return FALSE;
  if (newcomer->refusal != NULL)
    return TRUE;

  return find_account (newcomer, self, error);
}

/**
 * ktg_catalog_confirm:
 * @self: a catalog
 * @key: of a device
 * @now_ms: when
 * @device: (out) (transfer full) (nullable): as it is now; %NULL where no device has this key
 * @error: set with %FALSE
 *
 * Who waits is admitted; anybody else stays as he is. The roster is the caller's to change.
 *
 * Returns: %FALSE if the database failed
 */
gboolean
ktg_catalog_confirm (KtgCatalog *self,
                     const char *key,
                     gint64      now_ms,
                     KtgDevice **device,
                     GError    **error)
{
  g_autoptr (KtgDevice) known = NULL;

  if (!ktg_device_table_find (self->db, key, &known, error))
    return FALSE;
  if (known != NULL && known->is_pending && !known->is_revoked
      && !admit (self, known, now_ms, error))
    return FALSE;

  return ktg_device_table_find (self->db, key, device, error);
}
