/* ktg-filing.c - a report becomes an event that is owed
 *
 * This is the heart of the program: the event, the outbox entries of it and of its files, the
 * draft's removal and the projection are one transaction, and nobody hears of it before COMMIT
 * returned.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-filing.h"

#include "ktg-draft-table.h"
#include "ktg-event-table.h"
#include "ktg-own-event.h"
#include "ktg-projection.h"
#include "ktg-report-table.h"
#include "ktg-store-error.h"

#include <ktg-random.h>

/**
 * ktg_filing_new:
 * @report_id: (nullable): the report; %NULL for one that has no id yet
 * @now: when it was asked for
 *
 * Returns: (transfer full): what is asked of a report; the rest of it is the caller's to set
 */
KtgFiling *
ktg_filing_new (const char *report_id, const KtgMoment *now)
{
  KtgFiling *self = g_new0 (KtgFiling, 1);

  self->report_id = report_id != NULL ? g_strdup (report_id) : ktg_random_dup_uuid ();
  self->now = *now;
  return self;
}

/**
 * ktg_filing_free:
 *
 * Not for %NULL.
 */
void
ktg_filing_free (KtgFiling *self)
{
  g_free (self->report_id);
  g_clear_pointer (&self->report, ktg_report_free);
  g_free (self->reason);
  g_free (self->draft_id);
  g_free (self->version_id);
  g_free (self->anew);
  g_free (self);
}

/* A new report takes the place of its draft in the list; an amendment's is one more there. */
static gboolean
end_draft (KtgLedger *ledger, gconstpointer data, KtgChanges *changes, GError **error)
{
  const KtgFiling *filing = data;
  gboolean         had_draft;

  if (filing->draft_id == NULL)
    return ktg_draft_table_remove (ledger, filing->report_id, &had_draft, error);

  g_ptr_array_add (changes->gone, g_strdup (filing->draft_id));
  return ktg_draft_table_remove (ledger, filing->draft_id, &had_draft, error);
}

static gboolean
keep_event (KtgProfile      *profile,
            const KtgEvent  *event,
            const KtgFiling *filing,
            KtgChanges      *changes,
            GError         **error)
{
  g_autofree char *id = ktg_own_event_keep (profile, event, end_draft, filing, changes, error);

  return id != NULL;
}

/* The history of a report that this device filed, or NULL. */
static KtgHistory *
load_own_history (KtgProfile *profile, const char *report_id, GError **error)
{
  g_autoptr (KtgHistory) history
      = ktg_projection_load_history (profile->ledger, report_id, NULL, error);

  if (history == NULL)
    return NULL;

  if (g_strcmp0 (ktg_history_get_author (history), ktg_profile_get_device (profile)) == 0)
    return g_steal_pointer (&history);

  g_set_error (error,
               KTG_STORE_ERROR,
               KTG_STORE_ERROR_NOT_OWN,
               "Report %s is not this device's",
               report_id);
  return NULL;
}

static void
keep_first (KtgReport *version, const KtgReport *held)
{
  g_free (version->filed);
  version->filed = g_strdup (held->filed);
  g_free (version->number);
  version->number = g_strdup (held->number);
}

/* Filing the same thing again is the same answer; another report under that id is refused. */
static gboolean
check_filed_before (KtgProfile *profile,
                    const char *report_id,
                    KtgReport  *report,
                    gboolean   *is_filed,
                    GError    **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (KtgHistory) history = NULL;
  const KtgReport *filed;

  *is_filed = FALSE;
  history = ktg_projection_load_history (profile->ledger, report_id, NULL, &reason);
  if (history == NULL && g_error_matches (reason, KTG_STORE_ERROR, KTG_STORE_ERROR_NOT_FOUND))
    return TRUE;
  if (history == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }

  filed = ktg_history_get_report (history);
  if (filed != NULL)
    {
      keep_first (report, filed);
      *is_filed = ktg_report_equal (filed, report);
    }
  if (!*is_filed)
    g_set_error (error,
                 KTG_STORE_ERROR,
                 KTG_STORE_ERROR_FAILED,
                 "Report %s was filed already",
                 report_id);
  return *is_filed;
}

/* The version is the caller's again afterwards, for another try. */
static gboolean
keep_version (KtgProfile *profile,
              KtgEvent   *event,
              KtgFiling  *filing,
              KtgChanges *changes,
              GError    **error)
{
  gboolean is_kept;

  event->report = g_steal_pointer (&filing->report);
  is_kept = keep_event (profile, event, filing, changes, error);
  filing->report = g_steal_pointer (&event->report);
  return is_kept;
}

/* Of what this device files, this is the next: what people say to each other, and no key. */
static gboolean
give_number (KtgLedger *ledger, KtgReport *report, GError **error)
{
  g_autofree char *initials = g_steal_pointer (&report->number);
  guint            n_filed;

  if (!ktg_report_table_count_filed_here (ledger, &n_filed, error))
    return FALSE;

  report->number = ktg_report_dup_number (initials, n_filed + 1);
  return TRUE;
}

static gboolean
check_reason (const char *reason, GError **error)
{
  g_autofree char *bare = g_strstrip (g_strdup (reason != NULL ? reason : ""));

  if (*bare == '\0')
    g_set_error_literal (error,
                         KTG_STORE_ERROR,
                         KTG_STORE_ERROR_NO_REASON,
                         "There is no reason in words");
  return *bare != '\0';
}

/**
 * ktg_filing_file:
 * @filing: its report's sizes of files are set to what was read, its time of filing to now, and its
 * number, which has its initials, to the next of this device
 *
 * Returns: TRUE once it is committed
 */
gboolean
ktg_filing_file (KtgProfile *profile, KtgFiling *filing, KtgChanges *changes, GError **error)
{
  KtgReport *version = filing->report;
  g_autoptr (KtgEvent) event = NULL;
  gboolean is_filed;

  if (!ktg_own_event_check_evidence (profile->ledger, version, error)
      || !check_filed_before (profile, filing->report_id, version, &is_filed, error))
    return FALSE;
  if (is_filed)
    return TRUE;
  if (!give_number (profile->ledger, version, error))
    return FALSE;

  g_free (version->filed);
  version->filed = ktg_moment_dup_wall (&filing->now);
  event = ktg_own_event_begin (profile, KTG_EVENT_FILED, filing->report_id, &filing->now, error);
  return event != NULL && keep_version (profile, event, filing, changes, error);
}

/* What was taken back stays as it was then; to ask for what it says already asks for nothing. */
static gboolean
check_stands (const KtgFiling *filing, const KtgHistory *history, gboolean is_same, GError **error)
{
  if (!ktg_history_is_withdrawn (history) || (is_same && filing->draft_id == NULL))
    return TRUE;

  g_set_error_literal (error,
                       KTG_STORE_ERROR,
                       KTG_STORE_ERROR_WITHDRAWN,
                       "A report that was withdrawn is not amended");
  return FALSE;
}

/* Nobody overwrites what she did not see: a draft amends the version that it was begun from. */
static gboolean
check_version (const KtgFiling *filing, const KtgHistory *history, gboolean is_same, GError **error)
{
  if (filing->version_id == NULL || is_same
      || g_strcmp0 (filing->version_id, ktg_history_get_version_id (history)) == 0)
    return TRUE;

  g_set_error_literal (error,
                       KTG_STORE_ERROR,
                       KTG_STORE_ERROR_OVERTAKEN,
                       "The report was amended meanwhile");
  return FALSE;
}

/* What says nothing new ends without an event. */
static gboolean
drop_draft (KtgProfile *profile, const KtgFiling *filing, KtgChanges *changes, GError **error)
{
  g_autoptr (KtgTransaction) transaction = ktg_db_begin (profile->ledger->db, error);

  return transaction != NULL && end_draft (profile->ledger, filing, changes, error)
         && ktg_transaction_commit (g_steal_pointer (&transaction), error);
}

/**
 * ktg_filing_amend:
 *
 * Adds the whole new version, with a reason. The time of filing and the number stay the first ones.
 * A version equal to the newest adds nothing. A draft that becomes one ends with it. What was
 * withdrawn is not amended.
 */
gboolean
ktg_filing_amend (KtgProfile *profile, KtgFiling *filing, KtgChanges *changes, GError **error)
{
  KtgReport *version = filing->report;
  g_autoptr (KtgHistory) history = load_own_history (profile, filing->report_id, error);
  g_autoptr (KtgEvent) event = NULL;
  gboolean is_same;

  if (history == NULL)
    return FALSE;

  keep_first (version, ktg_history_get_report (history));
  if (!ktg_own_event_check_evidence (profile->ledger, version, error))
    return FALSE;

  is_same = ktg_report_equal (version, ktg_history_get_report (history));
  if (!check_stands (filing, history, is_same, error)
      || !check_version (filing, history, is_same, error))
    return FALSE;
  if (is_same)
    return filing->draft_id == NULL || drop_draft (profile, filing, changes, error);
  if (!check_reason (filing->reason, error))
    return FALSE;

  event = ktg_own_event_begin (profile, KTG_EVENT_AMENDED, filing->report_id, &filing->now, error);
  if (event == NULL)
    return FALSE;

  event->replaces = g_strdup (ktg_history_get_version_id (history));
  event->reason = g_strdup (filing->reason);
  return keep_version (profile, event, filing, changes, error);
}

/**
 * ktg_filing_withdraw:
 *
 * A report that is withdrawn already stays so, and nothing is added.
 */
gboolean
ktg_filing_withdraw (KtgProfile      *profile,
                     const KtgFiling *filing,
                     KtgChanges      *changes,
                     GError         **error)
{
  g_autoptr (KtgHistory) history = load_own_history (profile, filing->report_id, error);
  g_autoptr (KtgEvent) event = NULL;

  if (history == NULL)
    return FALSE;
  if (ktg_history_is_withdrawn (history))
    return TRUE;
  if (!check_reason (filing->reason, error))
    return FALSE;

  event
      = ktg_own_event_begin (profile, KTG_EVENT_WITHDRAWN, filing->report_id, &filing->now, error);
  if (event == NULL)
    return FALSE;

  event->reason = g_strdup (filing->reason);
  return keep_event (profile, event, filing, changes, error);
}
