/* ktg-audit-table.c - what was done to this server, as rows, each chained to the one before it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-audit-table.h"

#include "ktg-catalog-rows.h"
#include "ktg-writer-private.h"

#include <ktg-audit-json.h>
#include <ktg-query.h>
#include <ktg-sha256.h>

#include <string.h>

G_STATIC_ASSERT (KTG_AUDIT_HASH_BYTES == KTG_SHA256_BYTES);

static void
add_number (GByteArray *text, gint64 number)
{
  guint64 big_endian = GUINT64_TO_BE ((guint64)number);

  g_byte_array_append (text, (const guint8 *)&big_endian, sizeof big_endian);
}

static void
add_bytes (GByteArray *text, gconstpointer bytes, gsize size_bytes)
{
  add_number (text, (gint64)size_bytes);
  g_byte_array_append (text, bytes, (guint)size_bytes);
}

/**
 * ktg_audit_row_hash:
 * @row: its `hash` is not looked at
 * @hash: (inout): of the row before; becomes this one's
 */
void
ktg_audit_row_hash (const KtgAuditRow *row, guint8 hash[KTG_AUDIT_HASH_BYTES])
{
  g_autoptr (GByteArray) text = g_byte_array_sized_new (160);
  gsize         size = 0;
  gconstpointer content = row->content != NULL ? g_bytes_get_data (row->content, &size) : "";

  add_bytes (text, hash, KTG_AUDIT_HASH_BYTES);
  add_number (text, row->number);
  add_number (text, row->at_ms);
  add_bytes (text, row->what, strlen (row->what));
  add_number (text, row->subject);
  add_number (text, row->count);
  add_bytes (text, content, size);
  ktg_sha256_raw (text->data, text->len, hash);
}

/* A number that was ever given is not given again. */
static gboolean
find_next (KtgDb *db, gint64 *number, GError **error)
{
  return ktg_query_get_int (db,
                            "SELECT 1 + max (coalesce ((SELECT seq FROM sqlite_sequence"
                            " WHERE name = 'audit'), 0),"
                            " coalesce ((SELECT max (number) FROM audit), 0))",
                            NULL,
                            number,
                            error);
}

static gboolean
insert (KtgDb *db, const KtgAuditRow *row, GError **error)
{
  return ktg_query_run (db,
                        "INSERT INTO audit (number, at, what, subject, count, content, hash)"
                        " VALUES (?, ?, ?, ?, ?, ?, ?)",
                        KTG_WITH (KTG_INT (row->number),
                                  KTG_INT (row->at_ms),
                                  KTG_TEXT (row->what),
                                  KTG_INT (row->subject),
                                  KTG_INT (row->count),
                                  KTG_BYTES (row->content),
                                  KTG_BYTES (row->hash)),
                        error);
}

/**
 * ktg_audit_table_add:
 * @row: what is to be said; `number` and `hash` are not looked at
 * @hash: (inout): of the row before; becomes this one's
 * @number: (out): the row's
 */
gboolean
ktg_audit_table_add (KtgDb             *db,
                     const KtgAuditRow *row,
                     guint8             hash[KTG_AUDIT_HASH_BYTES],
                     gint64            *number,
                     GError           **error)
{
  KtgAuditRow chained = *row;
  g_autoptr (GBytes) own_hash = NULL;

  if (!find_next (db, &chained.number, error))
    return FALSE;

  ktg_audit_row_hash (&chained, hash);
  own_hash = g_bytes_new (hash, KTG_AUDIT_HASH_BYTES);
  chained.hash = own_hash;
  *number = chained.number;
  return insert (db, &chained, error);
}

typedef struct
{
  KtgAuditFunc func;
  gpointer     user_data;
} Each;

static gboolean
hear (KtgStatement *statement, gpointer user_data)
{
  const Each *self = user_data;
  g_autoptr (GBytes) content = ktg_statement_dup_bytes (statement, 5);
  g_autoptr (GBytes) hash = ktg_statement_dup_bytes (statement, 6);
  KtgAuditRow row = {
    .number = ktg_statement_get_int (statement, 0),
    .at_ms = ktg_statement_get_int (statement, 1),
    .what = ktg_statement_get_text (statement, 2),
    .subject = ktg_statement_get_int (statement, 3),
    .count = ktg_statement_get_int (statement, 4),
    .content = content,
    .hash = hash,
  };

  self->func (&row, self->user_data);
  return TRUE;
}

/**
 * ktg_audit_table_each:
 * @after: number of the last row of the page before, from 0
 * @max: how many at most
 */
gboolean
ktg_audit_table_each (KtgDb       *db,
                      gint64       after,
                      guint        max,
                      KtgAuditFunc func,
                      gpointer     user_data,
                      GError     **error)
{
  Each each = { func, user_data };

  return ktg_query_each (db,
                         "SELECT number, at, what, subject, count, content, hash FROM audit"
                         " WHERE number > ? ORDER BY number LIMIT ?",
                         KTG_WITH (KTG_INT (after), KTG_INT (max)),
                         hear,
                         &each,
                         error);
}

static void
audit_line_free (gpointer data)
{
  KtgAuditLine *line = data;

  g_free (line->what);
  g_free (line);
}

static void
add_audit_line (const KtgAuditRow *row, gpointer user_data)
{
  KtgAuditLine *line = g_new0 (KtgAuditLine, 1);

  line->number = row->number;
  line->at_ms = row->at_ms;
  line->what = g_strdup (row->what);
  line->subject = row->subject;
  line->count = row->count;
  g_ptr_array_add (user_data, line);
}

/**
 * ktg_catalog_list_audit:
 * @self: a catalog
 * @page: (inout): from where, and where it ended
 * @error: set with %NULL
 *
 * Returns: (transfer full) (element-type KtgAuditLine): a page
 */
GPtrArray *
ktg_catalog_list_audit (KtgCatalog *self, KtgPage *page, GError **error)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (audit_line_free);

  if (!ktg_audit_table_each (self->db, page->after, KTG_PAGE_ROWS, add_audit_line, lines, error))
    return NULL;

  page->has_more = lines->len == KTG_PAGE_ROWS;
  if (lines->len > 0)
    page->last = ((KtgAuditLine *)g_ptr_array_index (lines, lines->len - 1))->number;
  return g_steal_pointer (&lines);
}

static gpointer
read_content (KtgStatement *row, gpointer user_data, GError **error)
{
  return ktg_statement_dup_bytes (row, 0);
}

/**
 * ktg_audit_table_find_content:
 * @what: a table
 * @subject: a row's number
 * @content: (out) (nullable): what that row was like when it last changed; NULL if it never came
 */
gboolean
ktg_audit_table_find_content (KtgDb      *db,
                              const char *what,
                              gint64      subject,
                              GBytes    **content,
                              GError    **error)
{
  return ktg_query_find (db,
                         "SELECT content FROM audit WHERE what = ? AND subject = ?"
                         " AND content IS NOT NULL ORDER BY number DESC LIMIT 1",
                         KTG_WITH (KTG_TEXT (what), KTG_INT (subject)),
                         read_content,
                         (gpointer *)content,
                         error);
}
