/* ktg-ledger.c - the database and the vault that what it holds passes through
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-ledger.h"

#include "ktg-store-resources.h"

#include <gio/gio.h>

#define N_MIGRATIONS 16

/* In KiB. What the windows show is held elsewhere; a page is rarely read twice. */
#define SMALL_CACHE "PRAGMA cache_size=-512;"

/* In pages of 4 KiB. What of the log is not in the file yet must fit beside a report in progress
 * into the reserve, should the disk be full. */
#define SHORT_LOG "PRAGMA wal_autocheckpoint=64"

static char **
load_migrations (void)
{
  char **scripts = g_new0 (char *, N_MIGRATIONS + 1);

  for (int i = 0; i < N_MIGRATIONS; i++)
    {
      g_autofree char *path = g_strdup_printf ("/id/kentongan/store/migrations/%03d.sql", i + 1);
      g_autoptr (GBytes) script = NULL;

      script = g_resource_lookup_data (ktg_store_get_resource (),
                                       path,
                                       G_RESOURCE_LOOKUP_FLAGS_NONE,
                                       NULL);
      g_assert (script != NULL);
      scripts[i] = g_strndup (g_bytes_get_data (script, NULL), g_bytes_get_size (script));
    }

  return scripts;
}

/**
 * ktg_ledger_open:
 * @path: of the database, made when absent and brought up to this version's tables
 * @vault: (transfer none): must outlive the ledger
 *
 * Returns: (transfer full): the ledger, or %NULL on error
 */
KtgLedger *
ktg_ledger_open (const char *path, KtgVault *vault, GError **error)
{
  g_auto (GStrv) migrations = load_migrations ();
  KtgLedger *self;
  g_autoptr (KtgDb) db = ktg_db_open (path, (const char *const *)migrations, error);

  if (db == NULL || !ktg_db_execute (db, SMALL_CACHE SHORT_LOG, error))
    return NULL;

  self = g_new0 (KtgLedger, 1);
  self->db = g_steal_pointer (&db);
  self->vault = vault;
  return self;
}

/**
 * ktg_ledger_free:
 *
 * Closes the database. Nothing for %NULL.
 */
void
ktg_ledger_free (KtgLedger *self)
{
  if (self == NULL)
    return;

  ktg_db_close (self->db);
  g_free (self);
}

/**
 * ktg_ledger_settle:
 *
 * Brings the log into the file, each with its fsync. After a COMMIT of unknown outcome the log may
 * be readable and yet not on the disk; what can be read after this is.
 */
gboolean
ktg_ledger_settle (KtgLedger *self, GError **error)
{
  return ktg_db_execute (self->db, "PRAGMA wal_checkpoint(TRUNCATE)", error);
}

/**
 * ktg_ledger_seal:
 * @kind: what it is, "event"; with @id what it opens for
 * @plain: what is to be kept
 *
 * Returns: (transfer full): what may lie on the disk
 */
GBytes *
ktg_ledger_seal (KtgLedger *self, const char *kind, const char *id, GBytes *plain)
{
  g_autofree char *purpose = g_strconcat (kind, ":", id, NULL);

  return ktg_vault_seal (self->vault, purpose, plain);
}

/**
 * ktg_ledger_unseal:
 * @kind: as it was sealed
 * @id: as it was sealed
 *
 * Returns: (transfer full): what was kept; %NULL with %KTG_STORE_ERROR_DAMAGED if it is not that
 */
GBytes *
ktg_ledger_unseal (KtgLedger  *self,
                   const char *kind,
                   const char *id,
                   GBytes     *sealed,
                   GError    **error)
{
  g_autofree char *purpose = g_strconcat (kind, ":", id, NULL);
  GBytes          *plain = ktg_vault_unseal (self->vault, purpose, sealed, error);

  if (plain == NULL)
    g_prefix_error (error, "%s: ", purpose);

  return plain;
}
