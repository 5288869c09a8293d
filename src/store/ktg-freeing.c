/* ktg-freeing.c - what a profile takes of the disk, and what of it can be given back
 *
 * An original may go when a receipt that the server signed says that it holds it, long enough ago
 * that the server's own copies have it too, and its preview stays. The row goes first, as
 * everywhere: the database never speaks of a file that is not there.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-freeing.h"

#include "ktg-file-table.h"
#include "ktg-receipt-table.h"
#include "ktg-recovery.h"
#include "ktg-roll.h"
#include "ktg-setting-table.h"

#include <ktg-moment.h>
#include <ktg-signed-envelope.h>

#define DAY_US (24 * G_TIME_SPAN_HOUR)

/* What is looked for. */
typedef struct
{
  KtgProfile *profile;
  gint64      before_us; /* by the server's clock */
  GPtrArray  *aliases;   /* (element-type utf8) */
  guint64     n_bytes;
} Search;

/* By the server's clock, and never later than what it said last: the one here may jump ahead. */
static gboolean
find_now (KtgProfile *profile, gint64 here_us, gint64 *now_us, GError **error)
{
  gboolean is_set;
  gint64   heard_us = 0;

  if (!ktg_setting_table_get_number (profile->ledger,
                                     KTG_SETTING_SERVER_NOW_US,
                                     &is_set,
                                     &heard_us,
                                     error))
    return FALSE;

  *now_us = MIN (here_us + profile->server_offset_ms * 1000, heard_us);
  return TRUE;
}

/* A server that never said how long a device has to keep what it delivered made no promise. */
static gboolean
find_before (KtgProfile *profile, gint64 here_us, gint64 *before_us, GError **error)
{
  gboolean is_set;
  gint64   days = 0, now_us;

  if (!ktg_setting_table_get_number (profile->ledger, KTG_SETTING_KEEP_DAYS, &is_set, &days, error)
      || !find_now (profile, here_us, &now_us, error))
    return FALSE;

  *before_us
      = is_set && days > 0 ? now_us - MAX (days, KTG_STORAGE_GRACE_DAYS) * DAY_US : G_MININT64;
  return TRUE;
}

static gboolean
is_old (const KtgReceipt *receipt, gint64 before_us)
{
  gint64 at_us;

  return ktg_moment_parse_server_time (receipt->at, &at_us)
         && at_us / G_USEC_PER_SEC < before_us / G_USEC_PER_SEC;
}

/* A relay that was put back may have had it again for some days only, and is owed it once it is put
 * back to before that. The centre's own receipt was looked at already. */
static gboolean
has_long_had (Search *search, const KtgFileRow *row)
{
  g_autoptr (KtgEnvelope) envelope = NULL;
  g_autoptr (KtgReceipt) receipt = NULL;

  if (row->receipt == row->centre)
    return TRUE;

  receipt = ktg_receipt_table_load (search->profile->ledger, row->receipt, &envelope, NULL);
  return receipt != NULL && is_old (receipt, search->before_us);
}

/* Its signature was checked when it came; it is checked again, since after this there is no way
 * back. */
static gboolean
is_safe (Search *search, const char *sha256, const KtgFileRow *row)
{
  KtgProfile *profile = search->profile;
  g_autoptr (KtgEnvelope) envelope = NULL;
  g_autoptr (KtgReceipt) receipt
      = ktg_receipt_table_load (profile->ledger, row->centre, &envelope, NULL);

  return receipt != NULL && profile->account != NULL
         && ktg_roll_is_centre (profile->ledger, receipt->node)
         && ktg_receipt_is_of_centre (receipt) && is_old (receipt, search->before_us)
         && ktg_receipt_names_file (receipt, sha256, row->size_bytes) && has_long_had (search, row)
         && ktg_envelope_is_signed_by (envelope, receipt->node);
}

static gboolean
consider (Search *search, const char *alias, GError **error)
{
  KtgLedger       *ledger = search->profile->ledger;
  g_autofree char *sha256 = ktg_file_table_dup_sha256 (ledger, alias, error);
  KtgFileRow       row;

  if (sha256 == NULL || !ktg_file_table_find (ledger, sha256, &row, error))
    return FALSE;
  if (!is_safe (search, sha256, &row))
    return TRUE;

  g_ptr_array_add (search->aliases, g_strdup (alias));
  search->n_bytes += row.size_bytes;
  return TRUE;
}

/* Where a draft cannot be read nobody knows what it names, and nothing may go. */
static gboolean
find_all (Search *search, GError **error)
{
  KtgLedger *ledger = search->profile->ledger;
  g_autoptr (GPtrArray) spare = ktg_file_table_list_spare (ledger, error);
  g_autoptr (GHashTable) named = ktg_recovery_collect_named (ledger);

  for (guint i = 0; spare != NULL && named != NULL && i < spare->len; i++)
    if (!g_hash_table_contains (named, g_ptr_array_index (spare, i))
        && !consider (search, g_ptr_array_index (spare, i), error))
      return FALSE;

  return spare != NULL;
}

static gboolean
search_begin (Search *search, KtgProfile *profile, gint64 now_us, GError **error)
{
  *search = (Search){ .profile = profile };
  search->aliases = g_ptr_array_new_with_free_func (g_free);

  if (!find_before (profile, now_us, &search->before_us, error))
    return FALSE;

  return search->before_us == G_MININT64 || find_all (search, error);
}

static void
search_end (Search *search)
{
  g_clear_pointer (&search->aliases, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Search, search_end)

static gboolean
count (KtgLedger *ledger, const char *sql, guint *n, guint64 *n_bytes, GError **error)
{
  g_autoptr (KtgStatement) statement = ktg_query_begin (ledger->db, sql, NULL, error);
  gboolean has_row;

  if (!ktg_statement_step (statement, &has_row, error))
    return FALSE;

  *n = (guint)ktg_statement_get_int (statement, 0);
  *n_bytes = (guint64)ktg_statement_get_int (statement, 1);
  return TRUE;
}

/**
 * ktg_freeing_count:
 * @now_us: by this device's clock, µs since the epoch
 *
 * Returns: (transfer full): what there is, and what may go; g_free()
 */
KtgStorage *
ktg_freeing_count (KtgProfile *profile, gint64 now_us, GError **error)
{
  static const char events[]
      = "SELECT count(DISTINCT report), coalesce(sum(size_bytes), 0) FROM event";
  static const char here[]
      = "SELECT count(*), coalesce(sum(size_bytes), 0) FROM file WHERE is_here";
  static const char freed[] = "SELECT count(*), 0 FROM file WHERE freed_us IS NOT NULL";
  g_auto (Search) search = { 0 };
  g_autofree KtgStorage *storage = g_new0 (KtgStorage, 1);
  guint64                nothing;

  if (!search_begin (&search, profile, now_us, error)
      || !count (profile->ledger, events, &storage->n_reports, &storage->report_bytes, error)
      || !count (profile->ledger, here, &storage->n_files, &storage->file_bytes, error)
      || !count (profile->ledger, freed, &storage->n_freed, &nothing, error))
    return NULL;

  storage->n_free = search.aliases->len;
  storage->free_bytes = search.n_bytes;
  return g_steal_pointer (&storage);
}

static gboolean
set_freed (KtgLedger *ledger, GPtrArray *aliases, gint64 now_us, GError **error)
{
  g_autoptr (KtgTransaction) transaction = ktg_db_begin (ledger->db, error);

  if (transaction == NULL)
    return FALSE;

  for (guint i = 0; i < aliases->len; i++)
    if (!ktg_file_table_set_freed (ledger, g_ptr_array_index (aliases, i), now_us, error))
      return FALSE;

  return ktg_transaction_commit (g_steal_pointer (&transaction), error);
}

/**
 * ktg_freeing_run:
 * @now_us: by this device's clock, µs since the epoch
 *
 * Only on the officer's word. What a run before this one could not remove goes with it.
 *
 * Returns: whether the room is free
 */
gboolean
ktg_freeing_run (KtgProfile *profile, gint64 now_us, GError **error)
{
  g_auto (Search) search = { 0 };
  g_autoptr (GPtrArray) freed = NULL;

  if (!search_begin (&search, profile, now_us, error)
      || !set_freed (profile->ledger, search.aliases, now_us, error))
    return FALSE;

  freed = ktg_file_table_list_freed (profile->ledger, error);
  for (guint i = 0; freed != NULL && i < freed->len; i++)
    if (!ktg_evidence_folder_remove (profile->evidence, g_ptr_array_index (freed, i), error))
      return FALSE;

  return freed != NULL;
}
