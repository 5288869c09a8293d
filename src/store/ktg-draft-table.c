/* ktg-draft-table.c - reports being written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-draft-table.h"

#include "ktg-store-error.h"

#include <ktg-draft-json.h>

/* The SELECT gives no row, and nothing is put, for a report that has been filed: a late save must
 * not bring its draft back. */
static const char put_draft[] = "INSERT INTO draft (id, saved_us, sealed) SELECT ?1, ?2, ?3 "
                                "WHERE NOT EXISTS (SELECT 1 FROM report WHERE id = ?1) "
                                "ON CONFLICT (id) DO UPDATE SET saved_us = ?2, sealed = ?3";

/* What cannot be read back is not kept as if it could. */
static gboolean
check_plain (GBytes *plain, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (KtgAmendment) amends = NULL;
  g_autoptr (KtgReport) again = ktg_draft_json_parse (plain, &amends, &reason);

  if (again == NULL)
    g_set_error (error,
                 KTG_STORE_ERROR,
                 KTG_STORE_ERROR_FAILED,
                 "The draft cannot be kept: %s",
                 reason->message);
  return again != NULL;
}

/**
 * ktg_draft_table_put:
 * @is_put: (out): FALSE if a report of that id has been filed already
 */
gboolean
ktg_draft_table_put (KtgLedger *ledger,
                     KtgDraft  *draft,
                     gint64     saved_us,
                     gboolean  *is_put,
                     GError   **error)
{
  const char *id = ktg_draft_get_id (draft);
  g_autoptr (GBytes) plain
      = ktg_draft_json_write (ktg_draft_get_report (draft), ktg_draft_get_amends (draft));
  g_autoptr (GBytes) sealed = ktg_ledger_seal (ledger, "draft", id, plain);

  if (!check_plain (plain, error)
      || !ktg_query_run (ledger->db,
                         put_draft,
                         KTG_WITH (KTG_TEXT (id), KTG_INT (saved_us), KTG_BYTES (sealed)),
                         error))
    return FALSE;

  *is_put = ktg_db_get_n_changes (ledger->db) > 0;
  return TRUE;
}

/**
 * ktg_draft_table_remove:
 * @was_there: (out): whether there was such a draft
 */
gboolean
ktg_draft_table_remove (KtgLedger *ledger, const char *id, gboolean *was_there, GError **error)
{
  if (!ktg_query_run (ledger->db,
                      "DELETE FROM draft WHERE id = ?1",
                      KTG_WITH (KTG_TEXT (id)),
                      error))
    return FALSE;

  *was_there = ktg_db_get_n_changes (ledger->db) > 0;
  return TRUE;
}

/**
 * ktg_draft_table_load:
 * @saved_us: (out) (optional):
 *
 * Returns: (transfer full): the draft, or NULL; KTG_STORE_ERROR_NOT_FOUND
 */
KtgDraft *
ktg_draft_table_load (KtgLedger *ledger, const char *id, gint64 *saved_us, GError **error)
{
  static const char select_draft[] = "SELECT saved_us, sealed FROM draft WHERE id = ?1";
  g_autoptr (KtgStatement) statement
      = ktg_query_begin (ledger->db, select_draft, KTG_WITH (KTG_TEXT (id)), error);
  g_autoptr (GBytes) sealed = NULL;
  g_autoptr (GBytes) plain = NULL;
  g_autoptr (KtgReport) report = NULL;
  g_autoptr (KtgAmendment) amends = NULL;
  gboolean has_row;

  if (!ktg_statement_step (statement, &has_row, error))
    return NULL;

  if (!has_row)
    {
      g_set_error (error, KTG_STORE_ERROR, KTG_STORE_ERROR_NOT_FOUND, "No draft %s", id);
      return NULL;
    }

  sealed = ktg_statement_dup_bytes (statement, 1);
  plain = ktg_ledger_unseal (ledger, "draft", id, sealed, error);
  if (plain != NULL)
    report = ktg_draft_json_parse (plain, &amends, error);
  if (report == NULL)
    return NULL;

  if (saved_us != NULL)
    *saved_us = ktg_statement_get_int (statement, 0);
  return ktg_draft_new_amendment (id, report, amends);
}

/**
 * ktg_draft_table_list_ids:
 *
 * Returns: (transfer full) (element-type utf8): all drafts, or %NULL on error
 */
GPtrArray *
ktg_draft_table_list_ids (KtgLedger *ledger, GError **error)
{
  return ktg_query_list_texts (ledger->db, "SELECT id FROM draft ORDER BY id", NULL, error);
}
