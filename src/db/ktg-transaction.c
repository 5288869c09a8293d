/* ktg-transaction.c - all of it, or none of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-db-private.h"

/**
 * ktg_db_begin:
 *
 * BEGIN IMMEDIATE. A transaction that is not committed rolls back when it leaves scope. They do not
 * nest; savepoints do.
 */
KtgTransaction *
ktg_db_begin (KtgDb *self, GError **error)
{
  KtgTransaction *transaction;

  g_return_val_if_fail (self != NULL, NULL);

  if (!ktg_db_execute (self, "BEGIN IMMEDIATE", error))
    return NULL;

  self->n_savepoints = 0;
  transaction = g_new0 (KtgTransaction, 1);
  transaction->db = self;
  return transaction;
}

/* A full disk is noticed before the commit mark is written, so nothing of it is kept. After any
 * other failure of the disk the mark may or may not be there. */
static void
take_commit_error (KtgDb *self, int result, GError **error)
{
  GError *failure = NULL;

  ktg_db_take_error (self, result, &failure);
  if ((result & 0xff) == SQLITE_IOERR && failure->code != KTG_DB_ERROR_FULL)
    {
      failure->code = KTG_DB_ERROR_UNKNOWN;
      self->is_doubtful = TRUE;
    }
  g_propagate_error (error, failure);
}

/**
 * ktg_transaction_commit:
 * @self: (transfer full): consumed, also on failure
 *
 * Returns: TRUE when everything is on disk. After KTG_DB_ERROR_UNKNOWN the connection refuses all
 * further work: close it, open it again, and look at what is there. After any other error nothing
 * of the transaction is kept.
 */
gboolean
ktg_transaction_commit (KtgTransaction *self, GError **error)
{
  gboolean is_committed = FALSE;

  g_return_val_if_fail (self != NULL, FALSE);

  if (ktg_db_is_usable (self->db, error))
    {
      int result = sqlite3_exec (self->db->handle, "COMMIT", NULL, NULL, NULL);

      is_committed = result == SQLITE_OK;
      if (!is_committed)
        take_commit_error (self->db, result, error);
    }

  if (!is_committed)
    {
      ktg_transaction_rollback (self);
      return FALSE;
    }

  g_free (self);
  return TRUE;
}

/**
 * ktg_transaction_rollback:
 * @self: (transfer full) (nullable):
 */
void
ktg_transaction_rollback (KtgTransaction *self)
{
  if (self == NULL)
    return;

  if (!sqlite3_get_autocommit (self->db->handle))
    sqlite3_exec (self->db->handle, "ROLLBACK", NULL, NULL, NULL);

  ktg_db_forget (self->db);
  g_free (self);
}

/**
 * ktg_db_savepoint:
 *
 * Begins, inside a transaction, a part that can fail alone. It ends with ktg_db_release_savepoint()
 * or ktg_db_rollback_to_savepoint(); the newest one ends first.
 */
gboolean
ktg_db_savepoint (KtgDb *self, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (!ktg_db_execute (self, "SAVEPOINT part", error))
    return FALSE;

  self->n_savepoints++;
  return TRUE;
}

/**
 * ktg_db_release_savepoint:
 *
 * What was done since the newest savepoint becomes part of the transaction.
 */
gboolean
ktg_db_release_savepoint (KtgDb *self, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (self->n_savepoints > 0, FALSE);

  self->n_savepoints--;
  return ktg_db_execute (self, "RELEASE part", error);
}

/**
 * ktg_db_rollback_to_savepoint:
 *
 * What was done since the newest savepoint was never done; the transaction goes on.
 */
gboolean
ktg_db_rollback_to_savepoint (KtgDb *self, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (self->n_savepoints > 0, FALSE);

  self->n_savepoints--;
  ktg_db_forget (self);
  return ktg_db_execute (self, "ROLLBACK TO part; RELEASE part", error);
}
