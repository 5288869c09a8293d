/* ktg-db.h - one SQLite file, one connection, one thread
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * KtgDbError:
 * @KTG_DB_ERROR_FULL: no space; what was asked was not written
 * @KTG_DB_ERROR_DAMAGED: the file cannot be trusted
 * @KTG_DB_ERROR_TOO_NEW: a newer version of the program wrote this file
 * @KTG_DB_ERROR_CONSTRAINT: a uniqueness or other constraint refused a row; nothing of the
 * statement was written
 * @KTG_DB_ERROR_UNKNOWN: a COMMIT or fsync failed: what is on disk is unknown; reopen and look
 * @KTG_DB_ERROR_FAILED: anything else; the message has SQLite's words
 */
typedef enum
{
  KTG_DB_ERROR_FULL,
  KTG_DB_ERROR_DAMAGED,
  KTG_DB_ERROR_TOO_NEW,
  KTG_DB_ERROR_CONSTRAINT,
  KTG_DB_ERROR_UNKNOWN,
  KTG_DB_ERROR_FAILED,
} KtgDbError;

#define KTG_DB_ERROR (ktg_db_error_quark ())
GQuark ktg_db_error_quark (void);

typedef struct _KtgDb          KtgDb;
typedef struct _KtgStatement   KtgStatement;
typedef struct _KtgTransaction KtgTransaction;

/* @table, @change, @position: as the SQL said them; @row: its values, as no other row's are. */
typedef void (*KtgDbRowFunc) (int           table,
                              int           change,
                              gint64        position,
                              const guint8 *row,
                              gsize         size_bytes,
                              gpointer      user_data);

KtgDb   *ktg_db_open (const char *path, const char *const *migrations, GError **error);
void     ktg_db_close (KtgDb *self);
gboolean ktg_db_check (KtgDb *self, GError **error);
gboolean ktg_db_execute (KtgDb *self, const char *sql, GError **error);
guint64  ktg_db_get_n_changes (KtgDb *self);
gint64   ktg_db_get_last_row (KtgDb *self);
gboolean ktg_db_hear_rows (KtgDb *self, KtgDbRowFunc func, gpointer user_data, GError **error);

gconstpointer ktg_db_recall (KtgDb *self, const char *what);
void ktg_db_remember (KtgDb *self, const char *what, gconstpointer value, gsize size_bytes);
void ktg_db_forget (KtgDb *self);

KtgStatement *ktg_db_prepare (KtgDb *self, const char *sql, GError **error);
void          ktg_statement_bind_int (KtgStatement *self, int i, gint64 value);
void          ktg_statement_bind_text (KtgStatement *self, int i, const char *value);
void          ktg_statement_bind_bytes (KtgStatement *self, int i, GBytes *value);
gboolean      ktg_statement_step (KtgStatement *self, gboolean *has_row, GError **error);
gboolean      ktg_statement_run (KtgStatement *self, GError **error);
gint64        ktg_statement_get_int (KtgStatement *self, int column);
const char   *ktg_statement_get_text (KtgStatement *self, int column);
GBytes       *ktg_statement_dup_bytes (KtgStatement *self, int column);
gboolean      ktg_statement_is_null (KtgStatement *self, int column);
void          ktg_statement_release (KtgStatement *self);

/* Gives what is to be kept of the row that was stepped to; NULL with @error. */
typedef gpointer (*KtgStatementRead) (KtgStatement *statement, gpointer user_data, GError **error);

GPtrArray *ktg_statement_dup_rows (KtgStatement    *self,
                                   KtgStatementRead read,
                                   gpointer         user_data,
                                   GDestroyNotify   free_row,
                                   GError         **error);

KtgTransaction *ktg_db_begin (KtgDb *self, GError **error);
gboolean        ktg_transaction_commit (KtgTransaction *self, GError **error);
void            ktg_transaction_rollback (KtgTransaction *self);
gboolean        ktg_db_savepoint (KtgDb *self, GError **error);
gboolean        ktg_db_release_savepoint (KtgDb *self, GError **error);
gboolean        ktg_db_rollback_to_savepoint (KtgDb *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgDb, ktg_db_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgStatement, ktg_statement_release)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgTransaction, ktg_transaction_rollback)

G_END_DECLS
