/* ktg-store-reports.c - the store's doors for drafts and reports
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-draft-table.h"
#include "ktg-filing.h"
#include "ktg-recovery.h"
#include "ktg-report-reading.h"
#include "ktg-store-private.h"

#include <ktg-random.h>

/* What is asked of one report. */
typedef struct
{
  char      *report_id;
  KtgReport *report;
  char      *reason;
  KtgMoment  now;
} Filing;

typedef struct
{
  char     *report_id;
  char     *anew;
  KtgMoment now;
} Refiling;

typedef struct
{
  KtgDraft *draft;
  gint64    now_us;
} Saving;

static void
free_filing (gpointer data)
{
  Filing *filing = data;

  g_free (filing->report_id);
  g_clear_pointer (&filing->report, ktg_report_free);
  g_free (filing->reason);
  g_free (filing);
}

static void
free_refiling (gpointer data)
{
  Refiling *refiling = data;

  g_free (refiling->report_id);
  g_free (refiling->anew);
  g_free (refiling);
}

static Filing *
new_filing (const char      *report_id,
            const KtgReport *report,
            const char      *reason,
            const KtgMoment *now)
{
  Filing *filing = g_new0 (Filing, 1);

  filing->report_id = g_strdup (report_id);
  filing->report = report != NULL ? ktg_report_copy (report) : NULL;
  filing->reason = g_strdup (reason);
  filing->now = *now;
  return filing;
}

static void
free_saving (gpointer data)
{
  Saving *saving = data;

  g_object_unref (saving->draft);
  g_free (saving);
}

static void
free_report_held (gpointer data)
{
  ktg_report_held_free (data);
}

static gboolean
refuse_draft (const char *id, const char *why, GError **error)
{
  g_set_error (error, KTG_STORE_ERROR, KTG_STORE_ERROR_NOT_FOUND, "Draft %s %s", id, why);
  return FALSE;
}

/* One small transaction, so one fsync. */
static gboolean
save_draft (KtgProfile   *profile,
            gpointer      input,
            KtgChanges   *changes,
            gpointer     *output,
            GCancellable *cancellable,
            GError      **error)
{
  const Saving *saving = input;
  gboolean      is_put;
  g_autoptr (KtgTransaction) transaction = ktg_db_begin (profile->ledger->db, error);

  if (transaction == NULL
      || !ktg_draft_table_put (profile->ledger, saving->draft, saving->now_us, &is_put, error))
    return FALSE;
  if (!is_put)
    return refuse_draft (ktg_draft_get_id (saving->draft), "was filed already", error);
  if (!ktg_transaction_commit (g_steal_pointer (&transaction), error))
    return FALSE;

  g_ptr_array_add (changes->summaries,
                   ktg_recovery_summarise_draft (profile->pack, saving->draft, saving->now_us));
  return TRUE;
}

static gboolean
load_draft (KtgProfile   *profile,
            gpointer      input,
            KtgChanges   *changes,
            gpointer     *output,
            GCancellable *cancellable,
            GError      **error)
{
  *output = ktg_draft_table_load (profile->ledger, input, NULL, error);
  return *output != NULL;
}

static gboolean
discard_draft (KtgProfile   *profile,
               gpointer      input,
               KtgChanges   *changes,
               gpointer     *output,
               GCancellable *cancellable,
               GError      **error)
{
  gboolean was_there;
  g_autoptr (KtgTransaction) transaction = ktg_db_begin (profile->ledger->db, error);

  if (transaction == NULL || !ktg_draft_table_remove (profile->ledger, input, &was_there, error))
    return FALSE;
  if (!was_there)
    return refuse_draft (input, "is not here", error);
  if (!ktg_transaction_commit (g_steal_pointer (&transaction), error))
    return FALSE;

  g_ptr_array_add (changes->gone, g_strdup (input));
  return TRUE;
}

static gboolean
file_report (KtgProfile   *profile,
             gpointer      input,
             KtgChanges   *changes,
             gpointer     *output,
             GCancellable *cancellable,
             GError      **error)
{
  const Filing *filing = input;

  if (!ktg_filing_file (profile, filing->report_id, filing->report, &filing->now, changes, error))
    return FALSE;

  *output = g_strdup (filing->report_id);
  return TRUE;
}

static gboolean
amend_report (KtgProfile   *profile,
              gpointer      input,
              KtgChanges   *changes,
              gpointer     *output,
              GCancellable *cancellable,
              GError      **error)
{
  const Filing *filing = input;

  return ktg_filing_amend (profile,
                           filing->report_id,
                           filing->report,
                           &filing->now,
                           changes,
                           error);
}

static gboolean
withdraw_report (KtgProfile   *profile,
                 gpointer      input,
                 KtgChanges   *changes,
                 gpointer     *output,
                 GCancellable *cancellable,
                 GError      **error)
{
  const Filing *filing = input;

  return ktg_filing_withdraw (profile,
                              filing->report_id,
                              filing->reason,
                              &filing->now,
                              changes,
                              error);
}

static gboolean
refile_report (KtgProfile   *profile,
               gpointer      input,
               KtgChanges   *changes,
               gpointer     *output,
               GCancellable *cancellable,
               GError      **error)
{
  const Refiling *refiling = input;

  *output = ktg_filing_refile (profile,
                               refiling->report_id,
                               refiling->anew,
                               &refiling->now,
                               changes,
                               error);
  return *output != NULL;
}

static gboolean
load_report (KtgProfile   *profile,
             gpointer      input,
             KtgChanges   *changes,
             gpointer     *output,
             GCancellable *cancellable,
             GError      **error)
{
  *output = ktg_report_reading_load (profile->ledger, input, error);
  return *output != NULL;
}

static const KtgStoreWorkType save_draft_type = { save_draft, free_saving, NULL, TRUE };
static const KtgStoreWorkType load_draft_type = { load_draft, g_free, g_object_unref };
static const KtgStoreWorkType discard_draft_type = { discard_draft, g_free, NULL, TRUE };
static const KtgStoreWorkType file_report_type = { file_report, free_filing, g_free, TRUE };
static const KtgStoreWorkType amend_report_type = { amend_report, free_filing, NULL, TRUE };
static const KtgStoreWorkType withdraw_report_type = { withdraw_report, free_filing, NULL, TRUE };
static const KtgStoreWorkType refile_report_type = { refile_report, free_refiling, g_free, TRUE };
static const KtgStoreWorkType load_report_type = { load_report, g_free, free_report_held };

/**
 * ktg_store_save_draft_async:
 * @now_us: µs since the epoch
 *
 * Exactly one small transaction. KTG_STORE_ERROR_NOT_FOUND if the draft has been filed meanwhile.
 */
void
ktg_store_save_draft_async (KtgStore           *self,
                            KtgDraft           *draft,
                            gint64              now_us,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  Saving *saving;

  g_return_if_fail (KTG_IS_STORE (self));
  g_return_if_fail (KTG_IS_DRAFT (draft));

  saving = g_new0 (Saving, 1);
  saving->draft = g_object_ref (draft);
  saving->now_us = now_us;
  ktg_store_push (self, &save_draft_type, saving, NULL, callback, user_data);
}

/**
 * ktg_store_save_draft_finish:
 *
 * Returns: whether the draft is on the disk
 */
gboolean
ktg_store_save_draft_finish (KtgStore *self, GAsyncResult *result, GError **error)
{
  return ktg_store_finish_boolean (self, result, error);
}

/**
 * ktg_store_load_draft_async:
 *
 * KTG_STORE_ERROR_NOT_FOUND if there is none of that id.
 */
void
ktg_store_load_draft_async (KtgStore           *self,
                            const char         *id,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  g_return_if_fail (KTG_IS_STORE (self));
  g_return_if_fail (id != NULL);

  ktg_store_push (self, &load_draft_type, g_strdup (id), cancellable, callback, user_data);
}

/**
 * ktg_store_load_draft_finish:
 *
 * Returns: (transfer full): the draft, or %NULL on error
 */
KtgDraft *
ktg_store_load_draft_finish (KtgStore *self, GAsyncResult *result, GError **error)
{
  return ktg_store_finish_pointer (self, result, error);
}

/**
 * ktg_store_discard_draft_async:
 *
 * Its imported files stay for a day. KTG_STORE_ERROR_NOT_FOUND if there is none of that id.
 */
void
ktg_store_discard_draft_async (KtgStore           *self,
                               const char         *id,
                               GAsyncReadyCallback callback,
                               gpointer            user_data)
{
  g_return_if_fail (KTG_IS_STORE (self));
  g_return_if_fail (id != NULL);

  ktg_store_push (self, &discard_draft_type, g_strdup (id), NULL, callback, user_data);
}

/**
 * ktg_store_discard_draft_finish:
 *
 * Returns: whether the draft is gone, with what only it named
 */
gboolean
ktg_store_discard_draft_finish (KtgStore *self, GAsyncResult *result, GError **error)
{
  return ktg_store_finish_boolean (self, result, error);
}

/**
 * ktg_store_file_report_async:
 * @report_id: (nullable): the draft's id; %NULL for a report without one
 * @report: what it says; its time of filing is set to @now
 *
 * Signs the report and owes it and its files, in the transaction that removes the draft. Every file
 * of its evidence must have been imported (KTG_STORE_ERROR_NOT_FOUND); the sizes it states are set
 * to what was read. KTG_STORE_ERROR_TOO_LARGE if the text is longer than an event may be. Filing
 * the same report under the same id again is the same answer.
 */
void
ktg_store_file_report_async (KtgStore           *self,
                             const char         *report_id,
                             const KtgReport    *report,
                             const KtgMoment    *now,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  g_autofree char *id = NULL;

  g_return_if_fail (KTG_IS_STORE (self));
  g_return_if_fail (report_id == NULL || g_uuid_string_is_valid (report_id));
  g_return_if_fail (report != NULL);
  g_return_if_fail (now != NULL);

  id = report_id != NULL ? g_strdup (report_id) : ktg_random_dup_uuid ();
  ktg_store_push (self,
                  &file_report_type,
                  new_filing (id, report, NULL, now),
                  NULL,
                  callback,
                  user_data);
}

/**
 * ktg_store_file_report_finish:
 *
 * Returns: (transfer full): the report's id, when it is committed and only then
 */
char *
ktg_store_file_report_finish (KtgStore *self, GAsyncResult *result, GError **error)
{
  return ktg_store_finish_pointer (self, result, error);
}

/**
 * ktg_store_amend_report_async:
 * @report: the whole new version; keeps the time of filing of the first
 *
 * KTG_STORE_ERROR_NOT_FOUND if this device filed no such report. A version equal to the newest adds
 * nothing.
 */
void
ktg_store_amend_report_async (KtgStore           *self,
                              const char         *report_id,
                              const KtgReport    *report,
                              const KtgMoment    *now,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  g_return_if_fail (KTG_IS_STORE (self));
  g_return_if_fail (report_id != NULL);
  g_return_if_fail (report != NULL);
  g_return_if_fail (now != NULL);

  ktg_store_push (self,
                  &amend_report_type,
                  new_filing (report_id, report, NULL, now),
                  NULL,
                  callback,
                  user_data);
}

/**
 * ktg_store_amend_report_finish:
 *
 * Returns: whether the new version is committed, and owed
 */
gboolean
ktg_store_amend_report_finish (KtgStore *self, GAsyncResult *result, GError **error)
{
  return ktg_store_finish_boolean (self, result, error);
}

/**
 * ktg_store_withdraw_report_async:
 *
 * KTG_STORE_ERROR_NOT_FOUND if this device filed no such report. What is withdrawn stays so.
 */
void
ktg_store_withdraw_report_async (KtgStore           *self,
                                 const char         *report_id,
                                 const char         *reason,
                                 const KtgMoment    *now,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  g_return_if_fail (KTG_IS_STORE (self));
  g_return_if_fail (report_id != NULL);
  g_return_if_fail (reason != NULL);
  g_return_if_fail (now != NULL);

  ktg_store_push (self,
                  &withdraw_report_type,
                  new_filing (report_id, NULL, reason, now),
                  NULL,
                  callback,
                  user_data);
}

/**
 * ktg_store_withdraw_report_finish:
 *
 * Returns: whether the withdrawal is committed, and owed
 */
gboolean
ktg_store_withdraw_report_finish (KtgStore *self, GAsyncResult *result, GError **error)
{
  return ktg_store_finish_boolean (self, result, error);
}

/**
 * ktg_store_refile_report_async:
 *
 * A report whose text was refused is filed once more, under a new id; its words and files are kept,
 * and the old one stays to be read. KTG_STORE_ERROR_NOT_REFUSED if its text was not refused. Where
 * it was refused as a fork (two devices have one key), this device takes a new key and has no
 * account until it is enrolled again; KTG_STORE_ERROR_ON_ITS_WAY while the server may hold
 * something that it gave no word for. Asking twice gives the same answer.
 */
void
ktg_store_refile_report_async (KtgStore           *self,
                               const char         *report_id,
                               const KtgMoment    *now,
                               GAsyncReadyCallback callback,
                               gpointer            user_data)
{
  Refiling *refiling = NULL;

  g_return_if_fail (KTG_IS_STORE (self));
  g_return_if_fail (report_id != NULL);
  g_return_if_fail (now != NULL);

  refiling = g_new0 (Refiling, 1);
  refiling->report_id = g_strdup (report_id);
  refiling->anew = ktg_random_dup_uuid ();
  refiling->now = *now;
  ktg_store_push (self, &refile_report_type, refiling, NULL, callback, user_data);
}

/**
 * ktg_store_refile_report_finish:
 *
 * Returns: (transfer full): the new report's id, when it is committed and only then
 */
char *
ktg_store_refile_report_finish (KtgStore *self, GAsyncResult *result, GError **error)
{
  return ktg_store_finish_pointer (self, result, error);
}

/**
 * ktg_store_load_report_async:
 *
 * KTG_STORE_ERROR_NOT_FOUND if there is none; a draft is none.
 */
void
ktg_store_load_report_async (KtgStore           *self,
                             const char         *report_id,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  g_return_if_fail (KTG_IS_STORE (self));
  g_return_if_fail (report_id != NULL);

  ktg_store_push (self, &load_report_type, g_strdup (report_id), cancellable, callback, user_data);
}

/**
 * ktg_store_load_report_finish:
 *
 * Returns: (transfer full): all that is held of the report, or %NULL on error
 */
KtgReportHeld *
ktg_store_load_report_finish (KtgStore *self, GAsyncResult *result, GError **error)
{
  return ktg_store_finish_pointer (self, result, error);
}
