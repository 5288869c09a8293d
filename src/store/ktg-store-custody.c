/* ktg-store-custody.c - the store's doors for what was done with a file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-custody-table.h"
#include "ktg-custody-telling.h"
#include "ktg-file-table.h"
#include "ktg-receipt-table.h"
#include "ktg-store-private.h"

#include <ktg-moment.h>

typedef struct
{
  char         *sha256;
  KtgCustodyAct act;
  gint64        day;
} Noting;

typedef struct
{
  char *sha256;
  int   utc_offset_s;
} Reading;

static void
free_noting (Noting *noting)
{
  g_free (noting->sha256);
  g_free (noting);
}

static void
free_reading (Reading *reading)
{
  g_free (reading->sha256);
  g_free (reading);
}

static gboolean
note_custody (KtgStoreJob *job, GError **error)
{
  const Noting *noting = job->input;
  KtgLedger    *ledger = job->profile->ledger;
  g_autoptr (KtgTransaction) transaction = ktg_db_begin (ledger->db, error);

  return transaction != NULL
         && ktg_custody_table_count (ledger,
                                     noting->sha256,
                                     noting->act,
                                     noting->day,
                                     ktg_profile_get_device (job->profile),
                                     error)
         && ktg_transaction_commit (g_steal_pointer (&transaction), error);
}

static void
add_day (GPtrArray *entries, KtgCustodyAct act, gint64 time_us, int utc_offset_s)
{
  g_ptr_array_add (entries,
                   ktg_custody_entry_new (act, ktg_custody_find_day (time_us, utc_offset_s), 1));
}

/* By the server's time, which it signed. */
static gboolean
add_sent (KtgLedger        *ledger,
          const KtgFileRow *row,
          int               utc_offset_s,
          GPtrArray        *entries,
          GError          **error)
{
  g_autoptr (KtgReceipt) receipt = NULL;
  gint64 at_us;

  if (row->receipt == 0)
    return TRUE;

  receipt = ktg_receipt_table_load (ledger, row->receipt, NULL, error);
  if (receipt == NULL)
    return FALSE;
  if (ktg_moment_parse_server_time (receipt->at, &at_us))
    add_day (entries, KTG_CUSTODY_SENT, at_us, utc_offset_s);

  return TRUE;
}

static gboolean
load_custody (KtgStoreJob *job, GError **error)
{
  const Reading *reading = job->input;
  KtgLedger     *ledger = job->profile->ledger;
  g_autoptr (GPtrArray) entries
      = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_custody_entry_free);
  KtgFileRow row;

  if (!ktg_file_table_find (ledger, reading->sha256, &row, error))
    return FALSE;

  if (row.is_here || row.freed_us != 0)
    add_day (entries, KTG_CUSTODY_IMPORTED, row.imported_us, reading->utc_offset_s);
  if (!ktg_custody_table_add_entries (ledger,
                                      reading->sha256,
                                      ktg_profile_get_device (job->profile),
                                      entries,
                                      error)
      || !add_sent (ledger, &row, reading->utc_offset_s, entries, error))
    return FALSE;

  job->output = g_steal_pointer (&entries);
  return TRUE;
}

static gboolean
tell_custody (KtgStoreJob *job, GError **error)
{
  return ktg_custody_telling_tell (job->profile, job->input, job->changes, error);
}

static const KtgStoreWorkType tell_custody_type = { tell_custody, g_free, NULL };
static const KtgStoreWorkType note_custody_type
    = { note_custody, (GDestroyNotify)free_noting, NULL };
static const KtgStoreWorkType load_custody_type
    = { load_custody, (GDestroyNotify)free_reading, (GDestroyNotify)g_ptr_array_unref };

/**
 * ktg_store_note_custody_async:
 * @self: a store
 * @sha256: a file; of one that is not known nothing is kept
 * @act: what was done with it: viewed, verified, copied, covered or opened
 * @now: when
 * @callback: (nullable): called when it is kept, or not
 * @user_data: for @callback
 *
 * Once more on this day. Whoever does the thing does it whether this can be kept or not.
 */
void
ktg_store_note_custody_async (KtgStore           *self,
                              const char         *sha256,
                              KtgCustodyAct       act,
                              const KtgMoment    *now,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  Noting *noting;

  g_return_if_fail (KTG_IS_STORE (self));
  g_return_if_fail (sha256 != NULL);
  g_return_if_fail (act != KTG_CUSTODY_IMPORTED && act != KTG_CUSTODY_SENT);

  noting = g_new0 (Noting, 1);
  noting->sha256 = g_strdup (sha256);
  noting->act = act;
  noting->day = ktg_custody_find_day (now->wall_us, now->utc_offset_s);
  ktg_store_push (self, &note_custody_type, noting, NULL, callback, user_data);
}

/**
 * ktg_store_note_custody_finish:
 *
 * Returns: whether it is on the disk
 */
KTG_STORE_DEFINE_FINISH (note_custody, gboolean, boolean)

/**
 * ktg_store_load_custody_async:
 * @self: a store
 * @sha256: a file
 * @utc_offset_s: in whose days its import and its receipt are counted, seconds east of UTC
 * @cancellable: (nullable): when nobody waits any more
 * @callback: called with the answer
 * @user_data: for @callback
 */
void
ktg_store_load_custody_async (KtgStore           *self,
                              const char         *sha256,
                              int                 utc_offset_s,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  Reading *reading;

  g_return_if_fail (KTG_IS_STORE (self));
  g_return_if_fail (sha256 != NULL);

  reading = g_new0 (Reading, 1);
  reading->sha256 = g_strdup (sha256);
  reading->utc_offset_s = utc_offset_s;
  ktg_store_push (self, &load_custody_type, reading, cancellable, callback, user_data);
}

/**
 * ktg_store_load_custody_finish:
 *
 * Returns: (transfer full) (element-type KtgCustodyEntry): what is known: that it was imported,
 * what was done by day, that it was sent; nothing of a file that is not known
 */
KTG_STORE_DEFINE_FINISH (load_custody, GPtrArray *, pointer)

/**
 * ktg_store_tell_custody_async:
 * @self: a store
 * @now: whose day is not over yet
 * @callback: (nullable): called when it is owed, or not
 * @user_data: for @callback
 *
 * What this device did with files of reports on the days before becomes events, one for each report
 * and day, if it is an office's. Where that cannot be written now, it is another time.
 */
void
ktg_store_tell_custody_async (KtgStore           *self,
                              const KtgMoment    *now,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  g_return_if_fail (KTG_IS_STORE (self));
  g_return_if_fail (now != NULL);

  ktg_store_push (self,
                  &tell_custody_type,
                  g_memdup2 (now, sizeof *now),
                  NULL,
                  callback,
                  user_data);
}

/**
 * ktg_store_tell_custody_finish:
 *
 * Returns: whether all that was to be told is owed
 */
KTG_STORE_DEFINE_FINISH (tell_custody, gboolean, boolean)
