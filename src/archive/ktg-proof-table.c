/* ktg-proof-table.c - in which lists it stands who an author is
 *
 * Before the first event of an author a list gets what is said of him, and before that what is said
 * of those who say so, up to the root. What is said later follows into all lists that have any of
 * it. So whoever reads a list can judge each event when it comes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-proof-table.h"

#include "ktg-digest.h"
#include "ktg-feed-table.h"

#include <ktg-query.h>

#define LINK "SELECT number, id, author, subject FROM link "

/* One event that says who is who. */
typedef struct
{
  guint64 number;
  char   *id;
  char   *author;
  char   *subject;
} Link;

static void
link_free (Link *link)
{
  g_free (link->id);
  g_free (link->author);
  g_free (link->subject);
  g_free (link);
}

static gpointer
read_link (KtgStatement *row, gpointer user_data, GError **error)
{
  Link *link = g_new0 (Link, 1);
  g_autoptr (GBytes) id = ktg_statement_dup_bytes (row, 1);

  link->number = (guint64)ktg_statement_get_int (row, 0);
  link->id = ktg_digest_dup_hex (id);
  link->author = g_strdup (ktg_statement_get_text (row, 2));
  link->subject = g_strdup (ktg_statement_get_text (row, 3));
  return link;
}

static GPtrArray *
list_links (KtgDb *db, const char *sql, const KtgParameter *with, GError **error)
{
  return ktg_query_list (db, sql, with, read_link, (GDestroyNotify)link_free, error);
}

/* Behind the proof of who says it. */
static gboolean
tell (KtgDb *db, const char *scope, const Link *link, GError **error)
{
  return ktg_proof_table_put (db, scope, link->author, error)
         && ktg_feed_table_add_link (db, scope, link->number, link->id, error);
}

static gboolean
tell_all_of (KtgDb *db, const char *scope, const char *key, GError **error)
{
  g_autoptr (GPtrArray) links
      = list_links (db, LINK "WHERE subject = ? ORDER BY number", KTG_WITH (KTG_TEXT (key)), error);

  for (guint i = 0; links != NULL && i < links->len; i++)
    if (!tell (db, scope, g_ptr_array_index (links, i), error))
      return FALSE;

  return links != NULL;
}

/**
 * ktg_proof_table_put:
 * @scope: a list
 * @key: of the author of an event that comes into it next
 *
 * What says who that is stands in the list from now on. It is noted before it is told, so that a
 * circle of those who admit each other ends.
 */
gboolean
ktg_proof_table_put (KtgDb *db, const char *scope, const char *key, GError **error)
{
  g_autofree char *name = g_strconcat ("proof ", key, " ", scope, NULL);
  gboolean         stands;

  if (ktg_db_recall (db, name) != NULL)
    return TRUE;
  if (!ktg_query_has_row (db,
                          "SELECT 1 FROM proof WHERE subject = ? AND scope = ?",
                          KTG_WITH (KTG_TEXT (key), KTG_TEXT (scope)),
                          &stands,
                          error))
    return FALSE;

  ktg_db_remember (db, name, "", 1);
  return stands
         || (ktg_query_run (db,
                            "INSERT INTO proof (subject, scope) VALUES (?, ?)",
                            KTG_WITH (KTG_TEXT (key), KTG_TEXT (scope)),
                            error)
             && tell_all_of (db, scope, key, error));
}

static gboolean
follow (KtgDb *db, const Link *link, GError **error)
{
  g_autoptr (GPtrArray) scopes
      = ktg_query_list_texts (db,
                              "SELECT scope FROM proof WHERE subject = ? ORDER BY scope",
                              KTG_WITH (KTG_TEXT (link->subject)),
                              error);

  for (guint i = 0; scopes != NULL && i < scopes->len; i++)
    if (!tell (db, g_ptr_array_index (scopes, i), link, error))
      return FALSE;

  return scopes != NULL;
}

/**
 * ktg_proof_table_follow:
 * @number: of a link that was just put on record
 *
 * Puts it into the lists in which something about the same key stands.
 */
gboolean
ktg_proof_table_follow (KtgDb *db, gint64 number, GError **error)
{
  g_autoptr (GPtrArray) links
      = list_links (db, LINK "WHERE number = ?", KTG_WITH (KTG_INT (number)), error);

  return links != NULL && (links->len == 0 || follow (db, g_ptr_array_index (links, 0), error));
}

/**
 * ktg_proof_table_clear:
 *
 * For lists that are made anew.
 */
gboolean
ktg_proof_table_clear (KtgDb *db, GError **error)
{
  ktg_db_forget (db);
  return ktg_db_execute (db, "DELETE FROM proof", error);
}
