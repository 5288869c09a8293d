/* ktg-chain-table.c - the signed events that say who is who
 *
 * They are of no report. What they add up to is ktg-roll.c's to say.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-chain-table.h"

#include "ktg-signed-bytes.h"
#include "ktg-store-error-private.h"

#define KIND "link"

static char *
dup_alias (KtgLedger *ledger, const char *key)
{
  return key != NULL ? ktg_vault_dup_alias (ledger->vault, "author", key) : NULL;
}

static gboolean
insert (KtgLedger *ledger, KtgEnvelope *envelope, const KtgEvent *event, GError **error)
{
  g_autofree char *author = dup_alias (ledger, event->author);
  g_autofree char *subject = dup_alias (ledger, ktg_event_get_subject (event));
  g_autoptr (GBytes) signature = ktg_signed_bytes_dup_signature (envelope);
  g_autoptr (GBytes) sealed = ktg_ledger_seal (ledger, KIND, envelope->id, envelope->bytes);

  return ktg_query_run (ledger->db,
                        "INSERT INTO link (id, author, seq, subject, signature, sealed)"
                        " VALUES (?, ?, ?, ?, ?, ?)",
                        KTG_WITH (KTG_TEXT (envelope->id),
                                  KTG_TEXT (author),
                                  KTG_INT (event->seq),
                                  KTG_TEXT (subject),
                                  KTG_BYTES (signature),
                                  KTG_BYTES (sealed)),
                        error);
}

/**
 * ktg_chain_table_add:
 * @envelope: of an event that says who is who; its signature was checked
 * @event: the same, read
 * @is_new: (out): whether it was not here
 *
 * Another one of the same author and number is kept, too.
 */
gboolean
ktg_chain_table_add (KtgLedger      *ledger,
                     KtgEnvelope    *envelope,
                     const KtgEvent *event,
                     gboolean       *is_new,
                     GError        **error)
{
  gboolean has_row;

  if (!ktg_query_has_row (ledger->db,
                          "SELECT 1 FROM link WHERE id = ?",
                          KTG_WITH (KTG_TEXT (envelope->id)),
                          &has_row,
                          error))
    return FALSE;

  *is_new = !has_row;
  return has_row || insert (ledger, envelope, event, error);
}

/**
 * ktg_chain_table_list_about:
 * @key: of anybody
 *
 * Returns: (transfer full) (element-type utf8): ids of what is said of it, as it came; %NULL on
 * error
 */
GPtrArray *
ktg_chain_table_list_about (KtgLedger *ledger, const char *key, GError **error)
{
  g_autofree char *subject = dup_alias (ledger, key);

  return ktg_query_list_texts (ledger->db,
                               "SELECT id FROM link WHERE subject = ? ORDER BY number",
                               KTG_WITH (KTG_TEXT (subject)),
                               error);
}

/**
 * ktg_chain_table_list_ids:
 *
 * Returns: (transfer full) (element-type utf8): all of them, as they came; %NULL on error
 */
GPtrArray *
ktg_chain_table_list_ids (KtgLedger *ledger, GError **error)
{
  return ktg_query_list_texts (ledger->db, "SELECT id FROM link ORDER BY number", NULL, error);
}

/**
 * ktg_chain_table_list_forks:
 *
 * Returns: (transfer full) (element-type utf8): a line in English for each that has its author's
 * number in common with an earlier one; %NULL on error
 */
GPtrArray *
ktg_chain_table_list_forks (KtgLedger *ledger, GError **error)
{
  return ktg_query_list_texts (ledger->db,
                               "SELECT 'link ' || b.id || ': its author gave its number to '"
                               " || a.id || ', too' FROM link a JOIN link b ON b.author = a.author"
                               " AND b.seq = a.seq AND b.number > a.number ORDER BY b.number",
                               NULL,
                               error);
}

/**
 * ktg_chain_table_load:
 * @id: of an event that is here
 *
 * Returns: (transfer full): it, or %NULL with an error of this room
 */
KtgEnvelope *
ktg_chain_table_load (KtgLedger *ledger, const char *id, GError **error)
{
  g_autoptr (KtgStatement) row = ktg_query_begin (ledger->db,
                                                  "SELECT signature, sealed FROM link WHERE id = ?",
                                                  KTG_WITH (KTG_TEXT (id)),
                                                  error);
  gboolean has_row;

  if (!ktg_statement_step (row, &has_row, error))
    return NULL;

  if (has_row)
    return ktg_signed_bytes_read (ledger, row, 0, KIND, id, error);

  g_set_error (error, KTG_STORE_ERROR, KTG_STORE_ERROR_NOT_FOUND, "No link %s", id);
  return NULL;
}

/**
 * ktg_chain_table_collect_reports:
 * @key: of whom something new is known
 * @report_ids: (inout) (element-type utf8): gets the reports of which an event is here whose author
 * is that one, or was admitted by it, by one that it admitted, and so on
 */
gboolean
ktg_chain_table_collect_reports (KtgLedger  *ledger,
                                 const char *key,
                                 GHashTable *report_ids,
                                 GError    **error)
{
  g_autofree char *alias = dup_alias (ledger, key);
  g_autoptr (GPtrArray) found = ktg_query_list_texts (
      ledger->db,
      "WITH RECURSIVE member (alias) AS (VALUES (?1)"
      " UNION SELECT subject FROM link JOIN member ON author = alias WHERE subject IS NOT NULL)"
      " SELECT DISTINCT report FROM member CROSS JOIN event ON author = alias AND NOT is_own",
      KTG_WITH (KTG_TEXT (alias)),
      error);

  for (guint i = 0; found != NULL && i < found->len; i++)
    g_hash_table_add (report_ids, g_strdup (g_ptr_array_index (found, i)));

  return found != NULL;
}
