/* ktg-code-table.c - enrolment codes, as rows
 *
 * Of a code only the hash is kept. It has a number, by which it can be named without being said.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-code-table.h"

#include "ktg-catalog-rows.h"
#include "ktg-page-private.h"
#include "ktg-writer-private.h"

#define COLUMNS                                                                                    \
  "number, hash, officer, role, region, made_at, expires_at, coalesce (used_by, 0),"               \
  " coalesce (used_at, 0), coalesce (cancelled_at, 0), coalesce (asked_by, 0),"                    \
  " is_node"

static gpointer
read_code (KtgStatement *statement, gpointer user_data, GError **error)
{
  KtgCode *code = g_new0 (KtgCode, 1);

  code->number = ktg_statement_get_int (statement, 0);
  code->hash = ktg_statement_dup_bytes (statement, 1);
  code->officer = g_strdup (ktg_statement_get_text (statement, 2));
  ktg_role_from_name (ktg_statement_get_text (statement, 3), &code->role);
  code->region = g_strdup (ktg_statement_get_text (statement, 4));
  code->made_at_ms = ktg_statement_get_int (statement, 5);
  code->expires_at_ms = ktg_statement_get_int (statement, 6);
  code->used_by = ktg_statement_get_int (statement, 7);
  code->used_at_ms = ktg_statement_get_int (statement, 8);
  code->cancelled_at_ms = ktg_statement_get_int (statement, 9);
  code->asked_by = ktg_statement_get_int (statement, 10);
  code->is_node = ktg_statement_get_int (statement, 11) != 0;

  return code;
}

/**
 * ktg_code_table_put:
 * @hash: of the code, 32 bytes
 * @code: for whom it is and when it ends
 * @number: (out): by which it is named from now on
 */
gboolean
ktg_code_table_put (KtgDb         *db,
                    GBytes        *hash,
                    const KtgCode *code,
                    gint64         now_ms,
                    gint64        *number,
                    GError       **error)
{
  return ktg_query_insert (db,
                           "INSERT INTO code (hash, officer, role, region, made_at, expires_at,"
                           " asked_by, is_node) VALUES (?, ?, ?, ?, ?, ?, nullif (?, 0), ?)",
                           KTG_WITH (KTG_BYTES (hash),
                                     KTG_TEXT (code->officer),
                                     KTG_TEXT (ktg_role_get_name (code->role)),
                                     KTG_TEXT (code->region),
                                     KTG_INT (now_ms),
                                     KTG_INT (code->expires_at_ms),
                                     KTG_INT (code->asked_by),
                                     KTG_INT (code->is_node)),
                           number,
                           error);
}

/**
 * ktg_code_table_find:
 * @hash: of the code, 32 bytes
 * @code: (out) (nullable) (transfer full): %NULL if there is no such code
 */
gboolean
ktg_code_table_find (KtgDb *db, GBytes *hash, KtgCode **code, GError **error)
{
  return ktg_query_find (db,
                         "SELECT " COLUMNS " FROM code WHERE hash = ?",
                         KTG_WITH (KTG_BYTES (hash)),
                         read_code,
                         (gpointer *)code,
                         error);
}

/**
 * ktg_catalog_find_code:
 * @self: a catalog
 * @hash: (nullable): of the code; %NULL to look for @number
 * @number: its number
 * @code: (out) (transfer full) (nullable): %NULL where there is none
 * @error: set with %FALSE
 *
 * Returns: %FALSE if the database failed
 */
gboolean
ktg_catalog_find_code (KtgCatalog *self,
                       GBytes     *hash,
                       gint64      number,
                       KtgCode   **code,
                       GError    **error)
{
  if (hash != NULL)
    return ktg_code_table_find (self->db, hash, code, error);

  return ktg_query_find (self->db,
                         "SELECT " COLUMNS " FROM code WHERE number = ?",
                         KTG_WITH (KTG_INT (number)),
                         read_code,
                         (gpointer *)code,
                         error);
}

/**
 * ktg_code_table_use:
 * @hash: of the code, 32 bytes
 * @device_number: which device it has enrolled
 */
gboolean
ktg_code_table_use (KtgDb *db, GBytes *hash, gint64 device_number, gint64 now_ms, GError **error)
{
  return ktg_query_run (db,
                        "UPDATE code SET used_by = ?2, used_at = ?3 WHERE hash = ?1",
                        KTG_WITH (KTG_BYTES (hash), KTG_INT (device_number), KTG_INT (now_ms)),
                        error);
}

#define WAITS " used_by IS NULL AND cancelled_at IS NULL AND expires_at > "

/**
 * ktg_code_table_count_waiting:
 * @device: number of who asked for them
 * @now_ms: when
 * @n_waiting: (out): how many of its codes enrol somebody yet
 */
gboolean
ktg_code_table_count_waiting (KtgDb   *db,
                              gint64   device,
                              gint64   now_ms,
                              gint64  *n_waiting,
                              GError **error)
{
  return ktg_query_get_int (db,
                            "SELECT count (*) FROM code WHERE asked_by = ? AND" WAITS "?",
                            KTG_WITH (KTG_INT (device), KTG_INT (now_ms)),
                            n_waiting,
                            error);
}

/**
 * ktg_catalog_cancel_code:
 * @self: a catalog
 * @number: of a code that waits; any other is left as it is
 * @now_ms: when
 * @error: set with %FALSE
 *
 * Returns: %FALSE if the database failed
 */
gboolean
ktg_catalog_cancel_code (KtgCatalog *self, gint64 number, gint64 now_ms, GError **error)
{
  return ktg_query_run (self->db,
                        "UPDATE code SET cancelled_at = ?2"
                        " WHERE number = ?1 AND used_by IS NULL AND cancelled_at IS NULL",
                        KTG_WITH (KTG_INT (number), KTG_INT (now_ms)),
                        error);
}

/**
 * ktg_catalog_list_codes:
 * @self: a catalog
 * @page: (inout): from where, and where it ended
 * @error: set with %NULL
 *
 * Returns: (transfer full) (element-type KtgCode): a page
 */
GPtrArray *
ktg_catalog_list_codes (KtgCatalog *self, KtgPage *page, GError **error)
{
  static const KtgPageRows rows = { read_code, (GDestroyNotify)ktg_code_free };

  return ktg_page_read (page,
                        self->db,
                        "SELECT " COLUMNS " FROM code WHERE number > ? ORDER BY number",
                        KTG_WITH (KTG_INT (page->after)),
                        &rows,
                        NULL,
                        error);
}

/**
 * ktg_code_table_list_waiting_inside:
 * @region: a code; empty: the whole country
 * @now_ms: when
 * @page: (inout): from where, and where it ended
 *
 * Returns: (transfer full) (element-type KtgCode): a page of those that enrol somebody yet in this
 * region or below; or %NULL
 */
GPtrArray *
ktg_code_table_list_waiting_inside (KtgDb      *db,
                                    const char *region,
                                    gint64      now_ms,
                                    KtgPage    *page,
                                    GError    **error)
{
  static const KtgPageRows rows = { read_code, (GDestroyNotify)ktg_code_free };

  return ktg_page_read (page,
                        db,
                        "SELECT " COLUMNS " FROM code WHERE number > ?1 AND" WAITS "?2"
                        " AND (?3 IN ('', region) OR region LIKE ?3 || '.%') ORDER BY number",
                        KTG_WITH (KTG_INT (page->after), KTG_INT (now_ms), KTG_TEXT (region)),
                        &rows,
                        NULL,
                        error);
}
