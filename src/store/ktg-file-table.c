/* ktg-file-table.c - evidence files: which there are, which are here, which the server has
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-file-table.h"

#include "ktg-store-error.h"

/**
 * ktg_file_table_dup_alias:
 * @sha256: what a file is
 *
 * Returns: (transfer full): what it is called on this disk, which says nothing of its hash
 */
char *
ktg_file_table_dup_alias (KtgLedger *ledger, const char *sha256)
{
  return ktg_vault_dup_alias (ledger->vault, "file", sha256);
}

/**
 * ktg_file_table_find:
 * @row: (out): its number is 0 if there is no such file
 */
gboolean
ktg_file_table_find (KtgLedger *ledger, const char *sha256, KtgFileRow *row, GError **error)
{
  static const char sql[]
      = "SELECT number, size_bytes, is_here, receipt, centre, imported_us, freed_us FROM file "
        "WHERE alias = ?1";
  g_autofree char *alias = ktg_file_table_dup_alias (ledger, sha256);
  g_autoptr (KtgStatement) statement
      = ktg_query_begin (ledger->db, sql, KTG_WITH (KTG_TEXT (alias)), error);
  gboolean has_row;

  if (!ktg_statement_step (statement, &has_row, error))
    return FALSE;

  *row = (KtgFileRow){ 0 };
  if (has_row)
    {
      row->number = ktg_statement_get_int (statement, 0);
      row->size_bytes = (guint64)ktg_statement_get_int (statement, 1);
      row->is_here = ktg_statement_get_int (statement, 2) != 0;
      row->receipt = ktg_statement_get_int (statement, 3);
      row->centre = ktg_statement_get_int (statement, 4);
      row->imported_us = ktg_statement_get_int (statement, 5);
      row->freed_us = ktg_statement_get_int (statement, 6);
    }
  return TRUE;
}

static GBytes *
seal_hash (KtgLedger *ledger, const char *alias, const char *sha256)
{
  g_autoptr (GBytes) plain = g_bytes_new (sha256, strlen (sha256));

  return ktg_ledger_seal (ledger, "file", alias, plain);
}

/**
 * ktg_file_table_put:
 * @size_bytes: what was really read
 *
 * The file's bytes are durable on disk under its alias.
 */
gboolean
ktg_file_table_put (KtgLedger  *ledger,
                    const char *sha256,
                    guint64     size_bytes,
                    gint64      imported_us,
                    GError    **error)
{
  static const char sql[]
      = "INSERT INTO file (alias, size_bytes, sealed, imported_us, is_here) VALUES (?1, ?2, ?3, "
        "?4, 1) "
        "ON CONFLICT (alias) DO UPDATE SET size_bytes = ?2, imported_us = ?4, is_here = 1, "
        "freed_us = NULL";
  g_autofree char *alias = ktg_file_table_dup_alias (ledger, sha256);
  g_autoptr (GBytes) sealed = seal_hash (ledger, alias, sha256);

  return ktg_query_run (ledger->db,
                        sql,
                        KTG_WITH (KTG_TEXT (alias),
                                  KTG_INT (size_bytes),
                                  KTG_BYTES (sealed),
                                  KTG_INT (imported_us)),
                        error);
}

/**
 * ktg_file_table_mention:
 * @size_bytes: what an event says of it; not taken over for a file that is here
 *
 * Returns: the file's number, a new one if nobody named it before; 0 with @error
 */
gint64
ktg_file_table_mention (KtgLedger *ledger, const char *sha256, guint64 size_bytes, GError **error)
{
  static const char sql[] = "INSERT INTO file (alias, size_bytes, sealed, is_here) "
                            "VALUES (?1, ?2, ?3, 0)";
  g_autofree char  *alias = NULL;
  g_autoptr (GBytes) sealed = NULL;
  KtgFileRow row = { 0 };

  if (!ktg_file_table_find (ledger, sha256, &row, error) || row.number != 0)
    return row.number;

  alias = ktg_file_table_dup_alias (ledger, sha256);
  sealed = seal_hash (ledger, alias, sha256);
  ktg_query_insert (ledger->db,
                    sql,
                    KTG_WITH (KTG_TEXT (alias), KTG_INT (size_bytes), KTG_BYTES (sealed)),
                    &row.number,
                    error);
  return row.number;
}

/**
 * ktg_file_table_set_received:
 * @receipt: number of a receipt that was verified
 * @number: (out): the file's
 *
 * A receipt for a file that this device never had, or with another size, is
 * KTG_STORE_ERROR_UNTRUSTED.
 */
gboolean
ktg_file_table_set_received (KtgLedger  *ledger,
                             const char *sha256,
                             guint64     size_bytes,
                             gint64      receipt,
                             gint64     *number,
                             GError    **error)
{
  static const char sql[] = "UPDATE file SET receipt = ?2 WHERE number = ?1 AND receipt IS NULL";
  KtgFileRow        row;

  if (!ktg_file_table_find (ledger, sha256, &row, error))
    return FALSE;

  if (row.number == 0 || !(row.is_here || row.freed_us != 0) || row.size_bytes != size_bytes)
    {
      g_set_error (error,
                   KTG_STORE_ERROR,
                   KTG_STORE_ERROR_UNTRUSTED,
                   "A receipt names file %s, which is not held here with that size",
                   sha256);
      return FALSE;
    }

  if (!ktg_query_run (ledger->db, sql, KTG_WITH (KTG_INT (row.number), KTG_INT (receipt)), error))
    return FALSE;

  *number = row.number;
  return TRUE;
}

/**
 * ktg_file_table_set_at_centre:
 * @size_bytes: how long it is there
 * @receipt: number of a receipt of the centre's that was verified
 * @number: (out): the file's; 0: there is none of this length
 *
 * From the first such word on the centre has it, whoever brought it there.
 */
gboolean
ktg_file_table_set_at_centre (KtgLedger  *ledger,
                              const char *sha256,
                              guint64     size_bytes,
                              gint64      receipt,
                              gint64     *number,
                              GError    **error)
{
  static const char sql[] = "UPDATE file SET centre = coalesce (centre, ?3) "
                            "WHERE alias = ?1 AND size_bytes = ?2 RETURNING number";
  g_autofree char  *alias = ktg_file_table_dup_alias (ledger, sha256);

  return ktg_query_get_int (ledger->db,
                            sql,
                            KTG_WITH (KTG_TEXT (alias), KTG_INT (size_bytes), KTG_INT (receipt)),
                            number,
                            error);
}

/**
 * ktg_file_table_place:
 * @server_index: the number of its delivery, as the server said last
 * @life: the one it is of
 */
gboolean
ktg_file_table_place (KtgLedger *ledger,
                      gint64     number,
                      guint64    server_index,
                      gint64     life,
                      GError   **error)
{
  static const char sql[] = "UPDATE file SET server_index = ?2, life = ?3 WHERE number = ?1";

  return ktg_query_run (ledger->db,
                        sql,
                        KTG_WITH (KTG_INT (number), KTG_INT (server_index), KTG_INT (life)),
                        error);
}

/**
 * ktg_file_table_has_rival:
 * @has_rival: (out): whether another file than this has this number, in a life in which it stands
 */
gboolean
ktg_file_table_has_rival (KtgLedger *ledger,
                          gint64     number,
                          guint64    server_index,
                          gboolean  *has_rival,
                          GError   **error)
{
  static const char sql[]
      = "SELECT 1 FROM life JOIN file ON life = life.number AND server_index = ?2 "
        "WHERE (last_file IS NULL OR last_file >= ?2) AND file.number <> ?1 "
        "AND receipt IS NOT NULL";

  return ktg_query_has_row (ledger->db,
                            sql,
                            KTG_WITH (KTG_INT (number), KTG_INT (server_index)),
                            has_rival,
                            error);
}

/**
 * ktg_file_table_forget_places:
 *
 * What the device before was told is nothing that this one could show.
 */
gboolean
ktg_file_table_forget_places (KtgLedger *ledger, GError **error)
{
  return ktg_db_execute (ledger->db, "UPDATE file SET server_index = 0, life = NULL", error);
}

/**
 * ktg_file_table_forget_receipts:
 *
 * The server is another one: what was said of files does not stand.
 */
gboolean
ktg_file_table_forget_receipts (KtgLedger *ledger, GError **error)
{
  return ktg_db_execute (ledger->db, "UPDATE file SET receipt = NULL, centre = NULL", error)
         && ktg_file_table_forget_places (ledger, error);
}

/**
 * ktg_file_table_dup_sha256:
 *
 * Returns: (transfer full): the SHA-256 behind @alias, or NULL; KTG_STORE_ERROR_NOT_FOUND
 */
char *
ktg_file_table_dup_sha256 (KtgLedger *ledger, const char *alias, GError **error)
{
  g_autoptr (KtgStatement) statement = ktg_query_begin (ledger->db,
                                                        "SELECT sealed FROM file WHERE alias = ?1",
                                                        KTG_WITH (KTG_TEXT (alias)),
                                                        error);
  g_autoptr (GBytes) sealed = NULL;
  g_autoptr (GBytes) plain = NULL;
  gboolean has_row;

  if (!ktg_statement_step (statement, &has_row, error))
    return NULL;

  if (!has_row)
    {
      g_set_error (error, KTG_STORE_ERROR, KTG_STORE_ERROR_NOT_FOUND, "No file of alias %s", alias);
      return NULL;
    }

  sealed = ktg_statement_dup_bytes (statement, 0);
  plain = ktg_ledger_unseal (ledger, "file", alias, sealed, error);
  return plain == NULL ? NULL
                       : g_strndup (g_bytes_get_data (plain, NULL), g_bytes_get_size (plain));
}

/**
 * ktg_file_table_list_spare:
 *
 * Originals that the centre has, with all that this device said of them, and whose preview is here
 * and there.
 *
 * Returns: (transfer full) (element-type utf8): aliases of those whose room might be given back
 */
GPtrArray *
ktg_file_table_list_spare (KtgLedger *ledger, GError **error)
{
  static const char sql[]
      = "SELECT alias FROM file WHERE is_here AND centre IS NOT NULL "
        "AND number NOT IN (SELECT file FROM outbox_file) "
        "AND number IN (SELECT shown.original FROM event_file AS shown "
        "JOIN file AS preview ON preview.number = shown.file WHERE shown.file <> shown.original "
        "AND preview.is_here AND preview.centre IS NOT NULL) "
        "AND number NOT IN (SELECT file FROM event_file WHERE file <> original) "
        "AND number NOT IN (SELECT original FROM event_file JOIN event ON event.number = event "
        "WHERE is_own AND event.centre IS NULL) ORDER BY alias";

  return ktg_query_list_texts (ledger->db, sql, NULL, error);
}

/**
 * ktg_file_table_list_freed:
 *
 * Returns: (transfer full) (element-type utf8): aliases of those whose room was given back
 */
GPtrArray *
ktg_file_table_list_freed (KtgLedger *ledger, GError **error)
{
  return ktg_query_list_texts (ledger->db,
                               "SELECT alias FROM file WHERE freed_us IS NOT NULL ORDER BY alias",
                               NULL,
                               error);
}

/**
 * ktg_file_table_set_freed:
 * @alias: what the file was called on this disk
 * @freed_us: when the officer said so
 *
 * From this row's COMMIT on its bytes may go.
 */
gboolean
ktg_file_table_set_freed (KtgLedger *ledger, const char *alias, gint64 freed_us, GError **error)
{
  return ktg_query_run (ledger->db,
                        "UPDATE file SET is_here = 0, freed_us = ?2 WHERE alias = ?1",
                        KTG_WITH (KTG_TEXT (alias), KTG_INT (freed_us)),
                        error);
}

/**
 * ktg_file_table_list_here:
 *
 * Returns: (transfer full) (element-type utf8): aliases of the files whose bytes are on this device
 */
GPtrArray *
ktg_file_table_list_here (KtgLedger *ledger, GError **error)
{
  return ktg_query_list_texts (ledger->db,
                               "SELECT alias FROM file WHERE is_here ORDER BY alias",
                               NULL,
                               error);
}

/**
 * ktg_file_table_list_unnamed:
 *
 * Returns: (transfer full) (element-type utf8): aliases of files imported before @before_us that no
 * event names
 */
GPtrArray *
ktg_file_table_list_unnamed (KtgLedger *ledger, gint64 before_us, GError **error)
{
  static const char sql[]
      = "SELECT alias FROM file WHERE is_here AND imported_us < ?1 "
        "AND NOT EXISTS (SELECT 1 FROM event_file WHERE event_file.file = number) "
        "AND NOT EXISTS (SELECT 1 FROM outbox_file WHERE outbox_file.file = number)";

  return ktg_query_list_texts (ledger->db, sql, KTG_WITH (KTG_INT (before_us)), error);
}

/**
 * ktg_file_table_remove:
 * @alias: what the file is called on this disk
 */
gboolean
ktg_file_table_remove (KtgLedger *ledger, const char *alias, GError **error)
{
  return ktg_query_run (ledger->db,
                        "DELETE FROM file WHERE alias = ?1",
                        KTG_WITH (KTG_TEXT (alias)),
                        error);
}
