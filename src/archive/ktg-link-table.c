/* ktg-link-table.c - who was admitted and revoked, as rows of signed events
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-link-table.h"

#include "ktg-catalog-rows.h"
#include "ktg-digest.h"
#include "ktg-page-private.h"
#include "ktg-writer-private.h"

#include <ktg-event-json.h>
#include <ktg-query.h>

/* No key is called so. */
static char *
dup_pack (const char *name, const char *version)
{
  return g_strconcat ("pack:", name, "-", version, NULL);
}

static char *
dup_subject (const KtgEvent *event)
{
  return event->publication != NULL
             ? dup_pack (event->publication->name, event->publication->version)
             : g_strdup (ktg_event_get_subject (event));
}

/**
 * ktg_link_table_add:
 * @envelope: an event whose signature was looked at, with its id
 * @event: the same, read
 * @number: (out): of its row
 *
 * ktg_proof_table_follow() then puts it into the lists in which something about the same key
 * stands. One about a pack stands in none: it goes with the pack.
 */
gboolean
ktg_link_table_add (KtgDb          *db,
                    KtgEnvelope    *envelope,
                    const KtgEvent *event,
                    gint64         *number,
                    GError        **error)
{
  g_autofree char *subject = dup_subject (event);
  g_autoptr (GBytes) id = ktg_digest_new (envelope->id);
  g_autoptr (GBytes) signature = g_bytes_new (envelope->signature, KTG_SIGNATURE_BYTES);

  return ktg_query_insert (db,
                           "INSERT INTO link (id, author, seq, subject, bytes, sig)"
                           " VALUES (?, ?, ?, ?, ?, ?)",
                           KTG_WITH (KTG_BYTES (id),
                                     KTG_TEXT (event->author),
                                     KTG_INT (event->seq),
                                     KTG_TEXT (subject),
                                     KTG_BYTES (envelope->bytes),
                                     KTG_BYTES (signature)),
                           number,
                           error);
}

static gboolean
get_newest (KtgDb *db, const char *sql, const char *author, guint64 *seq, char **id, GError **error)
{
  g_autoptr (KtgStatement) statement
      = ktg_query_begin (db, sql, KTG_WITH (KTG_TEXT (author)), error);
  g_autoptr (GBytes) raw = NULL;
  gboolean has_row;

  if (!ktg_statement_step (statement, &has_row, error))
    return FALSE;

  if (has_row)
    raw = ktg_statement_dup_bytes (statement, 1);
  *seq = has_row ? (guint64)ktg_statement_get_int (statement, 0) : 0;
  *id = has_row ? ktg_digest_dup_hex (raw) : NULL;
  return TRUE;
}

/**
 * ktg_link_table_get_end:
 * @author: a key
 * @seq: (out): of its newest link; 0: it wrote none
 * @id: (out) (nullable) (transfer full): its id
 */
gboolean
ktg_link_table_get_end (KtgDb *db, const char *author, guint64 *seq, char **id, GError **error)
{
  return get_newest (db,
                     "SELECT seq, id FROM link WHERE author = ? ORDER BY seq DESC LIMIT 1",
                     author,
                     seq,
                     id,
                     error);
}

/**
 * ktg_link_table_get_head:
 * @author: a key
 * @seq: (out): of its newest link that says who is who, and not which pack is handed out; 0: it
 * wrote none
 * @id: (out) (nullable) (transfer full): its id
 */
gboolean
ktg_link_table_get_head (KtgDb *db, const char *author, guint64 *seq, char **id, GError **error)
{
  return get_newest (db,
                     "SELECT seq, id FROM link WHERE author = ? AND subject NOT GLOB 'pack:*'"
                     " ORDER BY seq DESC LIMIT 1",
                     author,
                     seq,
                     id,
                     error);
}

static gpointer
read_id (KtgStatement *row, gpointer user_data, GError **error)
{
  return ktg_statement_dup_bytes (row, 0);
}

/**
 * ktg_link_table_find:
 * @author: a key
 * @seq: of one of his events
 * @id: (out) (nullable) (transfer full): of the link with this number, 32 bytes; %NULL: none has it
 */
gboolean
ktg_link_table_find (KtgDb *db, const char *author, guint64 seq, GBytes **id, GError **error)
{
  return ktg_query_find (db,
                         "SELECT id FROM link WHERE author = ? AND seq = ?",
                         KTG_WITH (KTG_TEXT (author), KTG_INT (seq)),
                         read_id,
                         (gpointer *)id,
                         error);
}

/**
 * ktg_link_table_has:
 * @author: a key
 * @seq: of one of his events
 * @has: (out): whether a link has this number
 */
gboolean
ktg_link_table_has (KtgDb *db, const char *author, guint64 seq, gboolean *has, GError **error)
{
  return ktg_query_has_row (db,
                            "SELECT 1 FROM link WHERE author = ? AND seq = ?",
                            KTG_WITH (KTG_TEXT (author), KTG_INT (seq)),
                            has,
                            error);
}

/* Its id as stored; its signature is not looked at. */
static gpointer
read_envelope (KtgStatement *statement, gpointer user_data, GError **error)
{
  g_autoptr (GBytes) raw = ktg_statement_dup_bytes (statement, 1);
  g_autoptr (GBytes) bytes = ktg_statement_dup_bytes (statement, 2);
  g_autoptr (GBytes) signature = ktg_statement_dup_bytes (statement, 3);
  g_autofree char *id = ktg_digest_dup_hex (raw);

  return ktg_envelope_new (id, bytes, g_bytes_get_data (signature, NULL));
}

/**
 * ktg_link_table_find_before_next:
 * @author: a key
 * @seq: of an event of his that is not here
 * @has_next: (out): whether a link of his has a higher number
 * @before: (out) (nullable) (transfer full): the id that the next one names as the one before it
 */
gboolean
ktg_link_table_find_before_next (KtgDb      *db,
                                 const char *author,
                                 guint64     seq,
                                 gboolean   *has_next,
                                 char      **before,
                                 GError    **error)
{
  g_autoptr (KtgEnvelope) next = NULL;
  g_autoptr (KtgEvent) event = NULL;

  if (!ktg_query_find (db,
                       "SELECT number, id, bytes, sig FROM link WHERE author = ? AND seq > ?"
                       " ORDER BY seq LIMIT 1",
                       KTG_WITH (KTG_TEXT (author), KTG_INT (seq)),
                       read_envelope,
                       (gpointer *)&next,
                       error))
    return FALSE;

  *has_next = next != NULL;
  event = next != NULL ? ktg_event_json_parse (next->bytes, NULL) : NULL;
  *before = event != NULL ? g_strdup (event->prev) : NULL;
  return TRUE;
}

/**
 * ktg_link_table_list_subjects:
 * @author: a key
 *
 * Returns: (transfer full) (element-type utf8): the keys of whom he says something
 */
GPtrArray *
ktg_link_table_list_subjects (KtgDb *db, const char *author, GError **error)
{
  return ktg_query_list_texts (db,
                               "SELECT DISTINCT subject FROM link WHERE author = ? ORDER BY "
                               "subject",
                               KTG_WITH (KTG_TEXT (author)),
                               error);
}

/**
 * ktg_link_table_list_without_row:
 *
 * Returns: (transfer full) (element-type utf8): the keys of which something is said, and that are
 * not among the devices
 */
GPtrArray *
ktg_link_table_list_without_row (KtgDb *db, GError **error)
{
  return ktg_query_list_texts (db,
                               "SELECT DISTINCT subject FROM link WHERE subject NOT GLOB 'pack:*'"
                               " AND subject NOT IN (SELECT key FROM device) ORDER BY subject",
                               NULL,
                               error);
}

/**
 * ktg_link_table_load:
 * @number: of a link
 * @envelope: (out) (nullable) (transfer full): it; %NULL: there is none
 */
gboolean
ktg_link_table_load (KtgDb *db, gint64 number, KtgEnvelope **envelope, GError **error)
{
  return ktg_query_find (db,
                         "SELECT number, id, bytes, sig FROM link WHERE number = ?",
                         KTG_WITH (KTG_INT (number)),
                         read_envelope,
                         (gpointer *)envelope,
                         error);
}

/**
 * ktg_link_table_get_number:
 * @id: of a link
 * @number: (out): of its row; 0: there is none
 */
gboolean
ktg_link_table_get_number (KtgDb *db, const char *id, gint64 *number, GError **error)
{
  g_autoptr (GBytes) digest = ktg_digest_new (id);

  return ktg_query_get_int (db,
                            "SELECT number FROM link WHERE id = ?",
                            KTG_WITH (KTG_BYTES (digest)),
                            number,
                            error);
}

/**
 * ktg_link_table_find_by_id:
 * @id: of a link
 * @envelope: (out) (nullable) (transfer full): it; %NULL: there is none
 */
gboolean
ktg_link_table_find_by_id (KtgDb *db, const char *id, KtgEnvelope **envelope, GError **error)
{
  g_autoptr (GBytes) digest = ktg_digest_new (id);

  return ktg_query_find (db,
                         "SELECT number, id, bytes, sig FROM link WHERE id = ?",
                         KTG_WITH (KTG_BYTES (digest)),
                         read_envelope,
                         (gpointer *)envelope,
                         error);
}

/**
 * ktg_link_table_list_about:
 * @key: of a device or a server
 *
 * Returns: (transfer full) (element-type KtgEnvelope): what is said of it, oldest first
 */
GPtrArray *
ktg_link_table_list_about (KtgDb *db, const char *key, GError **error)
{
  return ktg_query_list (db,
                         "SELECT number, id, bytes, sig FROM link WHERE subject = ?"
                         " ORDER BY number",
                         KTG_WITH (KTG_TEXT (key)),
                         read_envelope,
                         (GDestroyNotify)ktg_envelope_unref,
                         error);
}

/**
 * ktg_link_table_list_words:
 * @name: of a pack
 * @version: of it
 *
 * Returns: (transfer full) (element-type KtgEnvelope): what is said of it by those who published
 * it, oldest first
 */
GPtrArray *
ktg_link_table_list_words (KtgDb *db, const char *name, const char *version, GError **error)
{
  g_autofree char *pack = dup_pack (name, version);

  return ktg_link_table_list_about (db, pack, error);
}

/**
 * ktg_catalog_list_links:
 * @self: a catalog
 * @page: (inout): from where, and where it ended
 * @error: set with %NULL
 *
 * Returns: (transfer full) (element-type KtgEnvelope): a page of all that says who is who
 */
GPtrArray *
ktg_catalog_list_links (KtgCatalog *self, KtgPage *page, GError **error)
{
  static const KtgPageRows rows = { read_envelope, (GDestroyNotify)ktg_envelope_unref };

  return ktg_page_read (page,
                        self->db,
                        "SELECT number, id, bytes, sig FROM link WHERE number > ? ORDER BY number",
                        KTG_WITH (KTG_INT (page->after)),
                        &rows,
                        NULL,
                        error);
}
