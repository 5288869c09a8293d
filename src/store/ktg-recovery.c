/* ktg-recovery.c - what is put in order when a profile is opened
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-recovery.h"

#include "ktg-draft-table.h"
#include "ktg-file-table.h"
#include "ktg-projection.h"
#include "ktg-setting-table.h"

#define A_DAY_US (24 * G_TIME_SPAN_HOUR)

/**
 * ktg_recovery_summarise_draft:
 * @pack: (nullable): what forms say their reports are found by
 * @draft: a draft
 * @saved_us: when it was saved
 *
 * Returns: (transfer full): its line in the list
 */
KtgSummary *
ktg_recovery_summarise_draft (const KtgPack *pack, KtgDraft *draft, gint64 saved_us)
{
  const KtgReport    *report = ktg_draft_get_report (draft);
  const KtgAmendment *amends = ktg_draft_get_amends (draft);
  KtgSummaryFields    fields = { 0 };
  KtgSummary         *summary;

  fields.id = g_strdup (ktg_draft_get_id (draft));
  fields.state = KTG_STATE_DRAFT;
  fields.amends = amends != NULL ? g_strdup (amends->report_id) : NULL;
  fields.changed_us = saved_us;
  fields.n_files = report->evidence->len;
  ktg_summary_fields_set_report (&fields, report);
  if (pack != NULL)
    ktg_summary_fields_set_searched (&fields, ktg_pack_dup_searched (pack, report));
  ktg_summary_fields_set_due (&fields, pack);
  summary = ktg_summary_new (&fields);
  ktg_summary_fields_clear (&fields);
  return summary;
}

/* A draft that cannot be read any more keeps its place in the list, so that nobody thinks it was
 * never there; loading it says what is wrong. */
static KtgSummary *
summarise_unreadable (const char *id)
{
  KtgSummaryFields fields
      = { .id = (char *)id, .state = KTG_STATE_DRAFT, .is_damaged = TRUE, .due_us = G_MAXINT64 };

  return ktg_summary_new (&fields);
}

/**
 * ktg_recovery_add_drafts:
 * @summaries: (element-type KtgSummary): the drafts' are added to it
 */
gboolean
ktg_recovery_add_drafts (KtgLedger *ledger, GPtrArray *summaries, GError **error)
{
  g_autoptr (GPtrArray) ids = ktg_draft_table_list_ids (ledger, error);

  if (ids == NULL)
    return FALSE;

  for (guint i = 0; i < ids->len; i++)
    {
      gint64 saved_us;
      g_autoptr (KtgDraft) draft
          = ktg_draft_table_load (ledger, g_ptr_array_index (ids, i), &saved_us, NULL);

      g_ptr_array_add (summaries,
                       draft != NULL ? ktg_recovery_summarise_draft (ledger->pack, draft, saved_us)
                                     : summarise_unreadable (g_ptr_array_index (ids, i)));
    }

  return TRUE;
}

/* Each report has events and each event a report; it costs one look at two indexes. */
static gboolean
is_projection_whole (KtgLedger *ledger, gboolean *is_whole, GError **error)
{
  static const char sql[]
      = "SELECT (SELECT count(DISTINCT report) FROM event) = "
        "(SELECT count(DISTINCT uuid) FROM report) "
        "AND NOT EXISTS (SELECT 1 FROM report WHERE uuid NOT IN (SELECT report FROM event))";
  gint64 is_so;

  if (!ktg_query_get_int (ledger->db, sql, NULL, &is_so, error))
    return FALSE;

  *is_whole = is_so != 0;
  return TRUE;
}

/**
 * ktg_recovery_check_projection:
 *
 * Rebuilds the projection if another version of the program made it, or if it lacks a report.
 */
gboolean
ktg_recovery_check_projection (KtgLedger *ledger, GError **error)
{
  gboolean is_set;
  gboolean is_whole;
  gint64   version;

  if (!ktg_setting_table_get_number (ledger,
                                     KTG_SETTING_PROJECTION_VERSION,
                                     &is_set,
                                     &version,
                                     error)
      || !is_projection_whole (ledger, &is_whole, error))
    return FALSE;

  return (is_set && version == KTG_PROJECTION_VERSION && is_whole)
         || ktg_projection_rebuild (ledger, error);
}

static void
add_named (KtgLedger *ledger, GHashTable *named, const char *sha256)
{
  if (sha256 != NULL)
    g_hash_table_add (named, ktg_file_table_dup_alias (ledger, sha256));
}

/**
 * ktg_recovery_collect_named:
 *
 * What a draft names is sealed in it, so all drafts are read; there are few.
 *
 * Returns: (transfer full) (nullable) (element-type utf8): aliases of the files that drafts name;
 * %NULL if one of them cannot be read: then nobody knows what it names
 */
GHashTable *
ktg_recovery_collect_named (KtgLedger *ledger)
{
  g_autoptr (GHashTable) named = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) ids = ktg_draft_table_list_ids (ledger, NULL);

  if (ids == NULL)
    return NULL;

  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (KtgDraft) draft
          = ktg_draft_table_load (ledger, g_ptr_array_index (ids, i), NULL, NULL);
      GPtrArray *evidence;

      if (draft == NULL)
        return NULL;

      evidence = ktg_draft_get_report (draft)->evidence;
      for (guint j = 0; j < evidence->len; j++)
        {
          const KtgEvidence *item = g_ptr_array_index (evidence, j);

          add_named (ledger, named, item->sha256);
          add_named (ledger, named, item->preview_sha256);
        }
    }

  return g_steal_pointer (&named);
}

static gboolean
remove_rows (KtgLedger *ledger, GPtrArray *aliases, GError **error)
{
  g_autoptr (KtgTransaction) transaction = ktg_db_begin (ledger->db, error);

  if (transaction == NULL)
    return FALSE;

  for (guint i = 0; i < aliases->len; i++)
    if (!ktg_file_table_remove (ledger, g_ptr_array_index (aliases, i), error))
      return FALSE;

  return ktg_transaction_commit (g_steal_pointer (&transaction), error);
}

static gboolean
remove_files (KtgEvidenceFolder *evidence, GPtrArray *aliases, GError **error)
{
  for (guint i = 0; i < aliases->len; i++)
    if (!ktg_evidence_folder_remove (evidence, g_ptr_array_index (aliases, i), error))
      return FALSE;

  return TRUE;
}

/* The rows go first: the database never speaks of a file that is not there. */
static gboolean
purge_unnamed (KtgLedger *ledger, KtgEvidenceFolder *evidence, gint64 before_us, GError **error)
{
  g_autoptr (GPtrArray) aliases = ktg_file_table_list_unnamed (ledger, before_us, error);
  g_autoptr (GHashTable) named = NULL;

  if (aliases == NULL)
    return FALSE;
  if (aliases->len == 0)
    return TRUE;

  named = ktg_recovery_collect_named (ledger);
  if (named == NULL)
    return TRUE;

  for (guint i = aliases->len; i > 0; i--)
    if (g_hash_table_contains (named, g_ptr_array_index (aliases, i - 1)))
      g_ptr_array_remove_index_fast (aliases, i - 1);

  return aliases->len == 0
         || (remove_rows (ledger, aliases, error) && remove_files (evidence, aliases, error));
}

/* Files whose import was never committed. */
static gboolean
purge_unlisted (KtgLedger *ledger, KtgEvidenceFolder *evidence, gint64 before_us, GError **error)
{
  g_autoptr (GPtrArray) names = ktg_evidence_folder_list (evidence, before_us, error);
  g_autoptr (GPtrArray) listed = ktg_file_table_list_here (ledger, error);
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);

  if (names == NULL || listed == NULL)
    return FALSE;

  for (guint i = 0; i < listed->len; i++)
    g_hash_table_add (known, g_ptr_array_index (listed, i));
  for (guint i = names->len; i > 0; i--)
    if (g_hash_table_contains (known, g_ptr_array_index (names, i - 1)))
      g_ptr_array_remove_index_fast (names, i - 1);

  return remove_files (evidence, names, error);
}

/**
 * ktg_recovery_purge:
 * @was_left_open: whether the process before this one did not close in order
 *
 * Removes imported files that no event and no draft has named for a day.
 */
gboolean
ktg_recovery_purge (KtgLedger         *ledger,
                    KtgEvidenceFolder *evidence,
                    gboolean           was_left_open,
                    gint64             now_us,
                    GError           **error)
{
  gint64 before_us = now_us - A_DAY_US;

  return purge_unnamed (ledger, evidence, before_us, error)
         && (!was_left_open || purge_unlisted (ledger, evidence, before_us, error));
}
