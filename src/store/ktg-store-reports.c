/* ktg-store-reports.c - the store's doors for reports
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-case-writing.h"
#include "ktg-refiling.h"
#include "ktg-report-papers.h"
#include "ktg-report-reading.h"
#include "ktg-store-private.h"

#include <ktg-random.h>

static gboolean
file_report (KtgStoreJob *job, GError **error)
{
  KtgFiling *filing = job->input;

  if (!ktg_filing_file (job->profile, filing, job->changes, error))
    return FALSE;

  job->output = g_strdup (filing->report_id);
  return TRUE;
}

static gboolean
amend_report (KtgStoreJob *job, GError **error)
{
  return ktg_filing_amend (job->profile, job->input, job->changes, error);
}

static gboolean
withdraw_report (KtgStoreJob *job, GError **error)
{
  return ktg_filing_withdraw (job->profile, job->input, job->changes, error);
}

static gboolean
refile_report (KtgStoreJob *job, GError **error)
{
  job->output = ktg_refiling_refile (job->profile, job->input, job->changes, error);
  return job->output != NULL;
}

static gboolean
load_report (KtgStoreJob *job, GError **error)
{
  job->output = ktg_report_reading_load (job->profile, job->input, error);
  return job->output != NULL;
}

static gboolean
act_on_case (KtgStoreJob *job, GError **error)
{
  job->output = ktg_case_writing_act (job->profile, job->input, job->changes, error);
  return job->output != NULL;
}

static gboolean
load_papers (KtgStoreJob *job, GError **error)
{
  job->output = ktg_report_papers_load (job->profile->ledger, job->input, error);
  return job->output != NULL;
}

static const KtgStoreWorkType file_report_type
    = { file_report, (GDestroyNotify)ktg_filing_free, g_free, TRUE };
static const KtgStoreWorkType amend_report_type
    = { amend_report, (GDestroyNotify)ktg_filing_free, NULL, TRUE };
static const KtgStoreWorkType withdraw_report_type
    = { withdraw_report, (GDestroyNotify)ktg_filing_free, NULL, TRUE };
static const KtgStoreWorkType refile_report_type
    = { refile_report, (GDestroyNotify)ktg_filing_free, g_free, TRUE };
static const KtgStoreWorkType load_report_type
    = { load_report, g_free, (GDestroyNotify)ktg_report_held_free };
static const KtgStoreWorkType act_on_case_type
    = { act_on_case, (GDestroyNotify)ktg_case_act_free, g_free, TRUE };
static const KtgStoreWorkType load_papers_type
    = { load_papers, g_free, (GDestroyNotify)ktg_report_papers_free };

/**
 * ktg_store_file_report_async:
 * @report_id: (nullable): the draft's id; %NULL for a report without one
 * @report: (transfer full): what it says; its time of filing is set to @now, and its number, which
 * has the initials that it begins with, or nothing, to the next of this device
 *
 * Signs the report and owes it and its files, in the transaction that removes the draft. Every file
 * of its evidence must have been imported (KTG_STORE_ERROR_NOT_FOUND); the sizes it states are set
 * to what was read. KTG_STORE_ERROR_TOO_LARGE if the text is longer than an event may be. Filing
 * the same report under the same id again is the same answer.
 */
void
ktg_store_file_report_async (KtgStore           *self,
                             const char         *report_id,
                             KtgReport          *report,
                             const KtgMoment    *now,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  KtgFiling *filing;

  g_return_if_fail (KTG_IS_STORE (self));
  g_return_if_fail (report_id == NULL || g_uuid_string_is_valid (report_id));
  g_return_if_fail (report != NULL);
  g_return_if_fail (now != NULL);

  filing = ktg_filing_new (report_id, now);
  filing->report = report;
  ktg_store_push (self, &file_report_type, filing, NULL, callback, user_data);
}

/**
 * ktg_store_file_report_finish:
 *
 * Returns: (transfer full): the report's id, when it is committed and only then
 */
KTG_STORE_DEFINE_FINISH (file_report, char *, pointer)

/**
 * ktg_store_amend_report_async:
 * @report: the whole new version; keeps the time of filing and the number of the first
 * @reason: why, in words
 *
 * KTG_STORE_ERROR_NOT_FOUND if there is no such report, KTG_STORE_ERROR_NOT_OWN if this device did
 * not file it, KTG_STORE_ERROR_NO_REASON without a reason, KTG_STORE_ERROR_WITHDRAWN if it was
 * taken back. A version equal to the newest adds nothing.
 */
void
ktg_store_amend_report_async (KtgStore           *self,
                              const char         *report_id,
                              const KtgReport    *report,
                              const char         *reason,
                              const KtgMoment    *now,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  KtgFiling *filing;

  g_return_if_fail (KTG_IS_STORE (self));
  g_return_if_fail (report_id != NULL);
  g_return_if_fail (report != NULL);
  g_return_if_fail (now != NULL);

  filing = ktg_filing_new (report_id, now);
  filing->report = ktg_report_copy (report);
  filing->reason = g_strdup (reason);
  ktg_store_push (self, &amend_report_type, filing, NULL, callback, user_data);
}

/**
 * ktg_store_amend_report_finish:
 *
 * Returns: whether the new version is committed, and owed
 */
KTG_STORE_DEFINE_FINISH (amend_report, gboolean, boolean)

/**
 * ktg_store_file_amendment_async:
 * @draft: one that amends
 * @now: when it was asked for
 *
 * Amends the report as ktg_store_amend_report_async() does, by the reason that @draft has, in the
 * transaction that removes it. KTG_STORE_ERROR_OVERTAKEN if the report was amended since it was
 * begun: then the draft stays, as after every error.
 */
void
ktg_store_file_amendment_async (KtgStore           *self,
                                KtgDraft           *draft,
                                const KtgMoment    *now,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  const KtgAmendment *amends = ktg_draft_get_amends (draft);
  KtgFiling          *filing;

  g_return_if_fail (KTG_IS_STORE (self));
  g_return_if_fail (amends != NULL);
  g_return_if_fail (now != NULL);

  filing = ktg_filing_new (amends->report_id, now);
  filing->draft_id = g_strdup (ktg_draft_get_id (draft));
  filing->version_id = g_strdup (amends->version_id);
  filing->report = ktg_report_copy (ktg_draft_get_report (draft));
  filing->reason = g_strdup (amends->reason);
  ktg_store_push (self, &amend_report_type, filing, NULL, callback, user_data);
}

/**
 * ktg_store_file_amendment_finish:
 *
 * Returns: whether the new version is committed, and owed, and the draft is gone
 */
KTG_STORE_DEFINE_FINISH (file_amendment, gboolean, boolean)

/**
 * ktg_store_withdraw_report_async:
 *
 * KTG_STORE_ERROR_NOT_FOUND if there is no such report, KTG_STORE_ERROR_NOT_OWN if this device did
 * not file it, KTG_STORE_ERROR_NO_REASON without a reason in words. What is withdrawn stays so.
 */
void
ktg_store_withdraw_report_async (KtgStore           *self,
                                 const char         *report_id,
                                 const char         *reason,
                                 const KtgMoment    *now,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  KtgFiling *filing;

  g_return_if_fail (KTG_IS_STORE (self));
  g_return_if_fail (report_id != NULL);
  g_return_if_fail (reason != NULL);
  g_return_if_fail (now != NULL);

  filing = ktg_filing_new (report_id, now);
  filing->reason = g_strdup (reason);
  ktg_store_push (self, &withdraw_report_type, filing, NULL, callback, user_data);
}

/**
 * ktg_store_withdraw_report_finish:
 *
 * Returns: whether the withdrawal is committed, and owed
 */
KTG_STORE_DEFINE_FINISH (withdraw_report, gboolean, boolean)

/**
 * ktg_store_refile_report_async:
 *
 * A report whose text was refused is filed once more, under a new id; its words and files are kept,
 * and the old one stays to be read. KTG_STORE_ERROR_NOT_REFUSED if its text was not refused,
 * KTG_STORE_ERROR_NOT_OWN if this device did not file it. Where
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
  KtgFiling *filing;

  g_return_if_fail (KTG_IS_STORE (self));
  g_return_if_fail (report_id != NULL);
  g_return_if_fail (now != NULL);

  filing = ktg_filing_new (report_id, now);
  filing->anew = ktg_random_dup_uuid ();
  ktg_store_push (self, &refile_report_type, filing, NULL, callback, user_data);
}

/**
 * ktg_store_refile_report_finish:
 *
 * Returns: (transfer full): the new report's id, when it is committed and only then
 */
KTG_STORE_DEFINE_FINISH (refile_report, char *, pointer)

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
KTG_STORE_DEFINE_FINISH (load_report, KtgReportHeld *, pointer)

/**
 * ktg_store_act_on_case_async:
 * @report_id: of a report that was filed
 * @said: (transfer full): an event of a case, with its kind and its words, as if it were of nobody
 * yet; a step with the `after` of the case that was judged
 * @now: when it was asked for
 *
 * Signs it and owes it, whether or not the procedure allows it: that is for the caller to say
 * before, by ktg_case_try(). Packs must have been handed over. KTG_STORE_ERROR_NOT_FOUND if the
 * filing is not here, KTG_STORE_ERROR_MOVED_ON if a step is here that @said does not follow and
 * should, KTG_STORE_ERROR_NO_REASON for a step without the reason that the procedure asks for.
 */
void
ktg_store_act_on_case_async (KtgStore           *self,
                             const char         *report_id,
                             KtgEvent           *said,
                             const KtgMoment    *now,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  KtgCaseAct *act;

  g_return_if_fail (KTG_IS_STORE (self));
  g_return_if_fail (report_id != NULL);
  g_return_if_fail (said != NULL);
  g_return_if_fail (ktg_event_type_is_of_case (ktg_event_kind_get_type_name (said->kind)));
  g_return_if_fail (now != NULL);

  act = g_new0 (KtgCaseAct, 1);
  act->report_id = g_strdup (report_id);
  act->said = said;
  act->now = *now;
  ktg_store_push (self, &act_on_case_type, act, NULL, callback, user_data);
}

/**
 * ktg_store_act_on_case_finish:
 *
 * Returns: (transfer full): the event's id, when it is committed and only then
 */
KTG_STORE_DEFINE_FINISH (act_on_case, char *, pointer)

/**
 * ktg_store_load_papers_async:
 * @report_id: of a report that was filed
 *
 * Everything that was signed about it and is here, byte for byte.
 */
void
ktg_store_load_papers_async (KtgStore           *self,
                             const char         *report_id,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  g_return_if_fail (KTG_IS_STORE (self));
  g_return_if_fail (report_id != NULL);

  ktg_store_push (self, &load_papers_type, g_strdup (report_id), cancellable, callback, user_data);
}

/**
 * ktg_store_load_papers_finish:
 *
 * Returns: (transfer full): them; KTG_STORE_ERROR_NOT_FOUND
 */
KTG_STORE_DEFINE_FINISH (load_papers, KtgReportPapers *, pointer)
