/* ktg-server-life-table.c - the lives of the server that this device heard of, as rows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-server-life-table.h"

#include "ktg-setting-table.h"
#include "ktg-signed-bytes.h"

/* What refers to it goes along. */
static gboolean
renumber (KtgLedger *ledger, gint64 from, gint64 to, GError **error)
{
  static const char *const statements[] = {
    "UPDATE life SET number = ?2 WHERE number = ?1",
    "UPDATE event SET life = ?2 WHERE life = ?1",
    "UPDATE file SET life = ?2 WHERE life = ?1",
    "UPDATE alarm SET life = ?2 WHERE life = ?1",
  };

  if (!ktg_db_execute (ledger->db, "PRAGMA defer_foreign_keys=ON", error))
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (statements); i++)
    if (!ktg_query_run (ledger->db, statements[i], KTG_WITH (KTG_INT (from), KTG_INT (to)), error))
      return FALSE;

  return TRUE;
}

/* One that the server is in again, since another went on meanwhile with a copy of its folder: what
 * it says from now on comes after what that one said. */
static gboolean
make_newest (KtgLedger *ledger, gint64 *number, GError **error)
{
  static const char sql[] = "SELECT max (number) FROM life WHERE number >= ?1";
  gint64            newest;

  if (!ktg_query_get_int (ledger->db, sql, KTG_WITH (KTG_INT (*number)), &newest, error))
    return FALSE;

  if (newest == *number)
    return TRUE;
  if (!renumber (ledger, *number, newest + 1, error))
    return FALSE;

  *number = newest + 1;
  return TRUE;
}

/**
 * ktg_server_life_table_begin:
 * @life: the present one of the server
 * @number: (out): the number it is kept under, higher than those of all before it
 *
 * It joins the list, without bounds. Inside the caller's transaction.
 */
gboolean
ktg_server_life_table_begin (KtgLedger *ledger, const char *life, gint64 *number, GError **error)
{
  static const char sql[] = "INSERT INTO life (id) VALUES (?1) ON CONFLICT (id) "
                            "DO UPDATE SET last_event = NULL, last_file = NULL RETURNING number";

  return ktg_query_get_int (ledger->db, sql, KTG_WITH (KTG_TEXT (life)), number, error)
         && make_newest (ledger, number, error);
}

/* What a later life said up to where an earlier one was over is that one's, too. And what is gone
 * of one is gone of those before it: files, above all, that are missed only after several more
 * starts. So all of them stand up to the lowest. */
static gboolean
lower (KtgLedger *ledger, guint64 last_event, guint64 last_file, GError **error)
{
  static const char sql[] = "UPDATE life SET last_event = min(coalesce(last_event, ?1), ?1), "
                            "last_file = min(coalesce(last_file, ?2), ?2)";

  return ktg_query_run (ledger->db,
                        sql,
                        KTG_WITH (KTG_INT (last_event), KTG_INT (last_file)),
                        error);
}

static gboolean
lower_to_said (KtgLedger *ledger, gint64 number, const KtgNodeLife *word, GError **error)
{
  static const char sql[] = "SELECT last_event, last_file FROM life WHERE number = ?1";
  g_autoptr (KtgStatement) statement
      = ktg_query_begin (ledger->db, sql, KTG_WITH (KTG_INT (number)), error);
  gboolean has_row;
  guint64  last_event = word->last;
  guint64  last_file = word->file;

  if (!ktg_statement_step (statement, &has_row, error))
    return FALSE;

  if (has_row && !ktg_statement_is_null (statement, 0))
    {
      last_event = MIN (last_event, (guint64)ktg_statement_get_int (statement, 0));
      last_file = MIN (last_file, (guint64)ktg_statement_get_int (statement, 1));
    }
  return lower (ledger, last_event, last_file, error);
}

/**
 * ktg_server_life_table_cut:
 * @number: of the life that @word is about; 0: of none
 * @last_event: (out): the last index of it that stands
 *
 * All lives stand up to where it did, and up to what @word says.
 */
gboolean
ktg_server_life_table_cut (KtgLedger         *ledger,
                           gint64             number,
                           const KtgNodeLife *word,
                           guint64           *last_event,
                           GError           **error)
{
  static const char sql[] = "SELECT last_event FROM life WHERE number = ?1";
  gint64            last = 0;

  *last_event = 0;
  if (number == 0)
    return lower (ledger, 0, 0, error);
  if (!lower_to_said (ledger, number, word, error)
      || !ktg_query_get_int (ledger->db, sql, KTG_WITH (KTG_INT (number)), &last, error))
    return FALSE;

  *last_event = (guint64)last;
  return TRUE;
}

/**
 * ktg_server_life_table_stands:
 * @number: of a life
 * @bound: KTG_LIFE_LAST_EVENT or KTG_LIFE_LAST_FILE
 * @stands: (out): whether what was said in it of @server_index does
 */
gboolean
ktg_server_life_table_stands (KtgLedger  *ledger,
                              gint64      number,
                              const char *bound,
                              guint64     server_index,
                              gboolean   *stands,
                              GError    **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT 1 FROM life WHERE number = ?1 "
                                          "AND (%s IS NULL OR %s >= ?2)",
                                          bound,
                                          bound);

  return ktg_query_has_row (ledger->db,
                            sql,
                            KTG_WITH (KTG_INT (number), KTG_INT (server_index)),
                            stands,
                            error);
}

/**
 * ktg_server_life_table_end_all:
 *
 * Another server is asked from now on: nothing stands.
 */
gboolean
ktg_server_life_table_end_all (KtgLedger *ledger, GError **error)
{
  return lower (ledger, 0, 0, error);
}

/**
 * ktg_server_life_table_keep:
 * @life: in which the server said @word
 * @word: what it signed, verified: it cut something off
 */
gboolean
ktg_server_life_table_keep (KtgLedger *ledger, const char *life, KtgEnvelope *word, GError **error)
{
  static const char sql[]
      = "UPDATE life SET signature = ?2, sealed = ?3, has_cut = 1 WHERE id = ?1";
  g_autoptr (GBytes) signature = ktg_signed_bytes_dup_signature (word);
  g_autoptr (GBytes) sealed = ktg_ledger_seal (ledger, "life", life, word->bytes);

  return ktg_query_run (ledger->db,
                        sql,
                        KTG_WITH (KTG_TEXT (life), KTG_BYTES (signature), KTG_BYTES (sealed)),
                        error);
}

/**
 * ktg_server_life_table_find:
 * @number: (out): 0 if this device never heard of it
 */
gboolean
ktg_server_life_table_find (KtgLedger *ledger, const char *life, gint64 *number, GError **error)
{
  static const char sql[] = "SELECT number FROM life WHERE id = ?1";

  return ktg_query_get_int (ledger->db, sql, KTG_WITH (KTG_TEXT (life)), number, error);
}

/**
 * ktg_server_life_table_get_present:
 * @number: (out): of the life the server is in, as far as this device knows; 0: it said none yet
 * @life: (out) (optional) (nullable):
 */
gboolean
ktg_server_life_table_get_present (KtgLedger *ledger, gint64 *number, char **life, GError **error)
{
  g_autoptr (KtgStatement) statement
      = ktg_query_begin (ledger->db,
                         "SELECT life.number, id FROM setting JOIN life ON "
                         "life.number = setting.number"
                         " WHERE name = ?1",
                         KTG_WITH (KTG_TEXT (KTG_SETTING_LIFE)),
                         error);
  gboolean has_row;

  if (!ktg_statement_step (statement, &has_row, error))
    return FALSE;

  *number = has_row ? ktg_statement_get_int (statement, 0) : 0;
  if (life != NULL)
    *life = has_row ? g_strdup (ktg_statement_get_text (statement, 1)) : NULL;
  return TRUE;
}

/**
 * ktg_server_life_table_list:
 *
 * Returns: (transfer full) (element-type utf8): the lives of the list, newest first, @max at most
 */
GPtrArray *
ktg_server_life_table_list (KtgLedger *ledger, guint max, GError **error)
{
  g_autoptr (GPtrArray) lives
      = ktg_query_list_texts (ledger->db, "SELECT id FROM life ORDER BY number DESC", NULL, error);

  if (lives != NULL && lives->len > max)
    g_ptr_array_set_size (lives, (gint)max);
  return g_steal_pointer (&lives);
}

/**
 * ktg_server_life_table_load_cut:
 * @word: (out) (nullable): the newest word of the server that cut something off, if there is one
 */
gboolean
ktg_server_life_table_load_cut (KtgLedger *ledger, KtgEnvelope **word, GError **error)
{
  g_autoptr (KtgStatement) statement
      = ktg_db_prepare (ledger->db,
                        "SELECT id, signature, sealed FROM life WHERE has_cut "
                        "ORDER BY number DESC LIMIT 1",
                        error);
  gboolean has_row;

  *word = NULL;
  if (!ktg_statement_step (statement, &has_row, error))
    return FALSE;
  if (has_row)
    *word = ktg_signed_bytes_read (ledger,
                                   statement,
                                   1,
                                   "life",
                                   ktg_statement_get_text (statement, 0),
                                   error);
  return !has_row || *word != NULL;
}

/**
 * ktg_server_life_table_forget_unused:
 *
 * A server is started many times. A life in which nothing was said to this device is nothing that
 * it has to know, but for the present one and those whose word cut something off.
 */
gboolean
ktg_server_life_table_forget_unused (KtgLedger *ledger, GError **error)
{
  static const char sql[] = "DELETE FROM life WHERE sealed IS NULL "
                            "AND number IS NOT (SELECT number FROM setting WHERE name = ?1) "
                            "AND NOT EXISTS (SELECT 1 FROM event WHERE event.life = life.number) "
                            "AND NOT EXISTS (SELECT 1 FROM file WHERE file.life = life.number) "
                            "AND NOT EXISTS (SELECT 1 FROM alarm WHERE alarm.life = life.number)";

  return ktg_query_run (ledger->db, sql, KTG_WITH (KTG_TEXT (KTG_SETTING_LIFE)), error);
}
