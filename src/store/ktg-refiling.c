/* ktg-refiling.c - a report that was refused is filed once more
 *
 * The new event, the end of the old one's debt and, after a fork, the new key of this device are
 * one transaction.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-refiling.h"

#include "ktg-event-table.h"
#include "ktg-outbox-table.h"
#include "ktg-own-event.h"
#include "ktg-projection.h"
#include "ktg-replacement-table.h"
#include "ktg-report-table.h"
#include "ktg-store-error.h"

#include <ktg-problem.h>

/* What refiling one report needs to know. */
typedef struct
{
  const KtgFiling *filing;
  KtgHistory      *history;
  KtgSigningKey   *next; /* NULL: the key stays */
} Refiling;

static gboolean
is_of_this_device (KtgProfile *profile, const char *author, gboolean *is_own, GError **error)
{
  *is_own = g_strcmp0 (author, ktg_profile_get_device (profile)) == 0;

  return *is_own || ktg_replacement_table_knows_device (profile->ledger, author, is_own, error);
}

/* Why the text was refused: the problem's type, or NULL with KTG_STORE_ERROR_NOT_REFUSED. */
static char *
dup_refusal (KtgLedger *ledger, const KtgHistory *history, GPtrArray *rows, GError **error)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const KtgEventRow *row = g_ptr_array_index (rows, i);
      GError            *failure = NULL;
      char              *parked = NULL;

      if (row->event->kind != KTG_EVENT_FILED || row->receipt != 0
          || g_strcmp0 (row->event->author, ktg_history_get_author (history)) != 0)
        continue;

      parked = ktg_outbox_table_dup_parked_event (ledger, row->number, &failure);
      if (failure != NULL)
        g_propagate_error (error, failure);
      if (parked != NULL || failure != NULL)
        return parked;
    }

  g_set_error (error,
               KTG_STORE_ERROR,
               KTG_STORE_ERROR_NOT_REFUSED,
               "The text of report %s was not refused",
               ktg_history_get_report_id (history));
  return NULL;
}

/* Of two devices with one key, the one that is refused takes another: whatever it wrote next would
 * meet the other's again. The server may hold what it gave no word for, so that comes first. */
static gboolean
choose_key (KtgProfile *profile, const char *refusal, Refiling *refiling, GError **error)
{
  const char *author = ktg_history_get_author (refiling->history);
  gboolean    is_on_its_way;

  if (!ktg_problem_is_fork (refusal) || g_strcmp0 (author, ktg_profile_get_device (profile)) != 0)
    return TRUE;

  if (!ktg_outbox_table_is_on_its_way (profile->ledger, &is_on_its_way, error))
    return FALSE;

  if (!is_on_its_way)
    {
      refiling->next = ktg_signing_key_new ();
      return TRUE;
    }

  g_set_error_literal (error,
                       KTG_STORE_ERROR,
                       KTG_STORE_ERROR_ON_ITS_WAY,
                       "The server did not say yet what it holds of this device");
  return FALSE;
}

static gboolean
sign_and_add (KtgProfile *profile, const KtgEvent *event, GError **error)
{
  g_autoptr (KtgEnvelope) envelope = ktg_own_event_sign (profile, event, error);

  return envelope != NULL && ktg_own_event_owe (profile->ledger, envelope, event, error);
}

static gboolean
file_anew (KtgProfile *profile, const Refiling *refiling, GError **error)
{
  g_autoptr (KtgEvent) event = ktg_own_event_begin (profile,
                                                    KTG_EVENT_FILED,
                                                    refiling->filing->anew,
                                                    &refiling->filing->now,
                                                    error);

  if (event == NULL)
    return FALSE;

  event->report = ktg_report_copy (ktg_history_get_report (refiling->history));
  return ktg_own_event_check_evidence (profile->ledger, event->report, error)
         && sign_and_add (profile, event, error);
}

static const char *
find_reason (const KtgHistory *history)
{
  for (guint i = ktg_history_get_n_entries (history); i > 0; i--)
    {
      const KtgEvent *event = ktg_history_get_entry (history, i - 1)->event;

      if (event->kind == KTG_EVENT_WITHDRAWN)
        return event->reason;
    }

  return "";
}

/* What its officer took back stays taken back. */
static gboolean
withdraw_anew (KtgProfile *profile, const Refiling *refiling, GError **error)
{
  g_autoptr (KtgEvent) event = NULL;

  if (!ktg_history_is_withdrawn (refiling->history))
    return TRUE;

  event = ktg_own_event_begin (profile,
                               KTG_EVENT_WITHDRAWN,
                               refiling->filing->anew,
                               &refiling->filing->now,
                               error);
  if (event == NULL)
    return FALSE;

  event->reason = g_strdup (find_reason (refiling->history));
  return sign_and_add (profile, event, error);
}

/* A file that was refused with the old report may well be taken with the new one, so it is owed
 * once more; which files those are, and who else names them, the projection says. */
static gboolean
project_touched (KtgProfile *profile, const Refiling *refiling, KtgChanges *changes, GError **error)
{
  KtgLedger  *ledger = profile->ledger;
  const char *old = ktg_history_get_report_id (refiling->history);
  g_autoptr (GHashTable) touched = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (KtgChanges) first = ktg_changes_new ();

  g_hash_table_add (touched, g_strdup (refiling->filing->anew));
  g_hash_table_add (touched, g_strdup (old));

  return ktg_projection_update (ledger, refiling->filing->anew, first, error)
         && ktg_report_table_collect_parked (ledger, refiling->filing->anew, touched, error)
         && ktg_outbox_table_unpark (ledger, refiling->filing->anew, error)
         && ktg_projection_update_all (ledger, touched, changes, error);
}

static gboolean
write_anew (KtgProfile *profile, const Refiling *refiling, KtgChanges *changes, GError **error)
{
  KtgLedger *ledger = profile->ledger;
  g_autoptr (KtgTransaction) transaction = ktg_db_begin (ledger->db, error);

  if (transaction == NULL
      || (refiling->next != NULL && !ktg_profile_begin_anew (profile, refiling->next, error)))
    return FALSE;

  return file_anew (profile, refiling, error) && withdraw_anew (profile, refiling, error)
         && ktg_replacement_table_add (ledger,
                                       ktg_history_get_report_id (refiling->history),
                                       refiling->filing->anew,
                                       error)
         && project_touched (profile, refiling, changes, error)
         && ktg_transaction_commit (g_steal_pointer (&transaction), error);
}

/* After a COMMIT of unknown outcome, what is on the disk says whether it was done. */
static gboolean
look_for_anew (KtgProfile *profile, const Refiling *refiling, KtgChanges *changes, GError **error)
{
  g_autoptr (GError) reason = g_steal_pointer (error);
  g_autofree char *anew = NULL;

  if (ktg_profile_reopen (profile, changes, error)
      && ktg_replacement_table_find (profile->ledger,
                                     ktg_history_get_report_id (refiling->history),
                                     &anew,
                                     error)
      && anew != NULL)
    return TRUE;

  g_clear_error (error);
  g_set_error_literal (error, KTG_STORE_ERROR, KTG_STORE_ERROR_FAILED, reason->message);
  return FALSE;
}

static gboolean
keep_anew (KtgProfile *profile, const Refiling *refiling, KtgChanges *changes, GError **error)
{
  g_autoptr (KtgSigningKey) before = ktg_signing_key_ref (profile->key);
  GError *reason = NULL;

  if (write_anew (profile, refiling, changes, &reason))
    {
      ktg_profile_note_key (profile, changes);
      return TRUE;
    }

  ktg_changes_clear (changes);
  ktg_profile_use_key (profile, before);
  if (g_error_matches (reason, KTG_DB_ERROR, KTG_DB_ERROR_UNKNOWN)
      && look_for_anew (profile, refiling, changes, &reason))
    return TRUE;

  g_propagate_error (error, reason);
  return FALSE;
}

static gboolean
refile (KtgProfile *profile,
        Refiling   *refiling,
        GPtrArray  *rows,
        KtgChanges *changes,
        GError    **error)
{
  const char      *author = ktg_history_get_author (refiling->history);
  g_autofree char *refusal = NULL;
  gboolean         is_own;
  gboolean         is_kept;

  if (!is_of_this_device (profile, author, &is_own, error))
    return FALSE;
  if (!is_own)
    {
      g_set_error_literal (error,
                           KTG_STORE_ERROR,
                           KTG_STORE_ERROR_NOT_OWN,
                           "The report is not this device's");
      return FALSE;
    }

  refusal = dup_refusal (profile->ledger, refiling->history, rows, error);
  if (refusal == NULL || !choose_key (profile, refusal, refiling, error))
    return FALSE;

  is_kept = keep_anew (profile, refiling, changes, error);
  g_clear_pointer (&refiling->next, ktg_signing_key_unref);
  return is_kept;
}

/**
 * ktg_refiling_refile:
 *
 * A report whose text was refused is filed once more under its new id, with its words and files;
 * the old one stays to be read and is owed no more. Where the refusal was a fork, this device takes
 * a new key in the same transaction, and needs to be enrolled again. What was filed anew before
 * stays so.
 *
 * Returns: (transfer full): the id of the new report, once it is committed; or %NULL
 */
char *
ktg_refiling_refile (KtgProfile      *profile,
                     const KtgFiling *filing,
                     KtgChanges      *changes,
                     GError         **error)
{
  g_autofree char *before = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (KtgHistory) history = NULL;
  Refiling refiling = { .filing = filing };

  if (!ktg_replacement_table_find (profile->ledger, filing->report_id, &before, error))
    return NULL;
  if (before != NULL)
    return g_steal_pointer (&before);

  history = ktg_projection_load_history (profile->ledger, filing->report_id, &rows, error);
  if (history == NULL)
    return NULL;

  refiling.history = history;
  return refile (profile, &refiling, rows, changes, error) ? g_strdup (filing->anew) : NULL;
}
