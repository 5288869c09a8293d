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
#include "ktg-file-table.h"
#include "ktg-outbox-table.h"
#include "ktg-projection.h"
#include "ktg-replacement-table.h"
#include "ktg-report-table.h"
#include "ktg-store-error.h"

#include <ktg-event-json.h>
#include <ktg-random.h>
#include <ktg-sha256.h>

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

static gboolean
check_file (KtgLedger *ledger, const char *sha256, guint64 *size_bytes, GError **error)
{
  KtgFileRow row;

  if (!ktg_file_table_find (ledger, sha256, &row, error))
    return FALSE;

  if (row.number == 0 || !row.is_here)
    {
      g_set_error (error,
                   KTG_STORE_ERROR,
                   KTG_STORE_ERROR_NOT_FOUND,
                   "File %s was not imported",
                   sha256);
      return FALSE;
    }

  *size_bytes = row.size_bytes;
  return TRUE;
}

/* The size an event states is the size that was really read. */
static gboolean
check_evidence (KtgLedger *ledger, KtgReport *report, GError **error)
{
  for (guint i = 0; i < report->evidence->len; i++)
    {
      KtgEvidence *evidence = g_ptr_array_index (report->evidence, i);

      if (!check_file (ledger, evidence->sha256, &evidence->size_bytes, error))
        return FALSE;
      if (evidence->preview_sha256 != NULL
          && !check_file (ledger, evidence->preview_sha256, &evidence->preview_size_bytes, error))
        return FALSE;
    }

  return TRUE;
}

static KtgEvent *
begin_event (KtgProfile      *profile,
             KtgEventKind     kind,
             const char      *report_id,
             const KtgMoment *now,
             GError         **error)
{
  g_autoptr (KtgEvent) event = ktg_event_new ();
  g_autofree char *prev = NULL;
  guint64          seq;

  if (!ktg_event_table_get_tail (profile->ledger, &seq, &prev, error))
    return NULL;

  event->kind = kind;
  event->type = g_strdup (ktg_event_kind_get_type_name (kind));
  event->report_id = g_strdup (report_id);
  event->author = g_strdup (ktg_profile_get_device (profile));
  event->seq = seq + 1;
  event->prev = g_steal_pointer (&prev);
  event->at = *now;
  if (!now->has_server_offset && profile->has_server_offset)
    {
      event->at.has_server_offset = TRUE;
      event->at.server_offset_ms = profile->server_offset_ms;
    }
  return g_steal_pointer (&event);
}

/* What cannot be read back is not signed. */
static gboolean
check_bytes (GBytes *bytes, GError **error)
{
  g_autoptr (KtgEvent) again = NULL;
  g_autoptr (GError) reason = NULL;

  if (g_bytes_get_size (bytes) > KTG_EVENT_MAX_BYTES)
    {
      g_set_error (error,
                   KTG_STORE_ERROR,
                   KTG_STORE_ERROR_TOO_LARGE,
                   "The text is %" G_GSIZE_FORMAT " bytes, at most %d can be sent",
                   g_bytes_get_size (bytes),
                   KTG_EVENT_MAX_BYTES);
      return FALSE;
    }

  again = ktg_event_json_parse (bytes, &reason);
  if (again != NULL)
    return TRUE;

  g_set_error (error,
               KTG_STORE_ERROR,
               KTG_STORE_ERROR_FAILED,
               "Not a whole report: %s",
               reason->message);
  return FALSE;
}

static KtgEnvelope *
sign_event (KtgProfile *profile, const KtgEvent *event, GError **error)
{
  g_autoptr (GBytes) bytes = ktg_event_json_write (event);
  g_autofree char *id = NULL;
  guint8           signature[KTG_SIGNATURE_BYTES];

  if (!check_bytes (bytes, error))
    return NULL;

  id = ktg_sha256_of_bytes (bytes);
  ktg_signing_key_sign (profile->key,
                        g_bytes_get_data (bytes, NULL),
                        g_bytes_get_size (bytes),
                        signature);
  return ktg_envelope_new (id, bytes, signature);
}

static gboolean
owe_file (KtgLedger *ledger, const char *sha256, GError **error)
{
  KtgFileRow row;

  return sha256 == NULL
         || (ktg_file_table_find (ledger, sha256, &row, error)
             && ktg_outbox_table_add_file (ledger, row.number, error));
}

static gboolean
owe_files (KtgLedger *ledger, const KtgReport *report, GError **error)
{
  for (guint i = 0; report != NULL && i < report->evidence->len; i++)
    {
      const KtgEvidence *evidence = g_ptr_array_index (report->evidence, i);

      if (!owe_file (ledger, evidence->sha256, error)
          || !owe_file (ledger, evidence->preview_sha256, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
add_event (KtgLedger *ledger, KtgEnvelope *envelope, const KtgEvent *event, GError **error)
{
  gint64 number = ktg_event_table_add (ledger, envelope, event, TRUE, 0, error);

  return number != 0 && ktg_outbox_table_add_event (ledger, number, error)
         && owe_files (ledger, event->report, error);
}

/* A new report takes the place of its draft in the list; an amendment's is one more there. */
static gboolean
end_draft (KtgLedger *ledger, const KtgFiling *filing, KtgChanges *changes, GError **error)
{
  gboolean had_draft;

  if (filing->draft_id == NULL)
    return ktg_draft_table_remove (ledger, filing->report_id, &had_draft, error);

  g_ptr_array_add (changes->gone, g_strdup (filing->draft_id));
  return ktg_draft_table_remove (ledger, filing->draft_id, &had_draft, error);
}

static gboolean
write_event (KtgProfile      *profile,
             KtgEnvelope     *envelope,
             const KtgEvent  *event,
             const KtgFiling *filing,
             KtgChanges      *changes,
             GError         **error)
{
  KtgLedger  *ledger = profile->ledger;
  KtgSummary *summary;
  g_autoptr (KtgTransaction) transaction = ktg_db_begin (ledger->db, error);

  if (transaction == NULL)
    return FALSE;

  if (!add_event (ledger, envelope, event, error) || !end_draft (ledger, filing, changes, error))
    return FALSE;

  summary = ktg_projection_update (ledger, event->report_id, error);
  if (summary == NULL)
    return FALSE;

  g_ptr_array_add (changes->summaries, summary);
  return ktg_transaction_commit (g_steal_pointer (&transaction), error);
}

/* After a COMMIT of unknown outcome, what is on the disk says whether it was done. */
static gboolean
look_for_event (KtgProfile *profile, const char *event_id, KtgChanges *changes, GError **error)
{
  g_autoptr (GError) reason = g_steal_pointer (error);
  gboolean has = FALSE;

  if (ktg_profile_reopen (profile, changes, error)
      && ktg_event_table_has (profile->ledger, event_id, &has, error) && has)
    return TRUE;

  g_clear_error (error);
  g_set_error_literal (error, KTG_STORE_ERROR, KTG_STORE_ERROR_FAILED, reason->message);
  return FALSE;
}

static gboolean
keep_event (KtgProfile      *profile,
            const KtgEvent  *event,
            const KtgFiling *filing,
            KtgChanges      *changes,
            GError         **error)
{
  g_autoptr (KtgEnvelope) envelope = sign_event (profile, event, error);
  GError *reason = NULL;

  if (envelope == NULL)
    return FALSE;

  if (write_event (profile, envelope, event, filing, changes, &reason))
    return TRUE;

  ktg_changes_clear (changes);
  if (g_error_matches (reason, KTG_DB_ERROR, KTG_DB_ERROR_UNKNOWN)
      && look_for_event (profile, envelope->id, changes, &reason))
    return TRUE;

  g_propagate_error (error, reason);
  return FALSE;
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
               KTG_STORE_ERROR_NOT_FOUND,
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

  if (!ktg_event_table_count_own_reports (ledger, &n_filed, error))
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

  if (!check_evidence (profile->ledger, version, error)
      || !check_filed_before (profile, filing->report_id, version, &is_filed, error))
    return FALSE;
  if (is_filed)
    return TRUE;
  if (!give_number (profile->ledger, version, error))
    return FALSE;

  g_free (version->filed);
  version->filed = ktg_moment_dup_wall (&filing->now);
  event = begin_event (profile, KTG_EVENT_FILED, filing->report_id, &filing->now, error);
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
  if (!check_evidence (profile->ledger, version, error))
    return FALSE;

  is_same = ktg_report_equal (version, ktg_history_get_report (history));
  if (!check_stands (filing, history, is_same, error)
      || !check_version (filing, history, is_same, error))
    return FALSE;
  if (is_same)
    return filing->draft_id == NULL || drop_draft (profile, filing, changes, error);
  if (!check_reason (filing->reason, error))
    return FALSE;

  event = begin_event (profile, KTG_EVENT_AMENDED, filing->report_id, &filing->now, error);
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

  event = begin_event (profile, KTG_EVENT_WITHDRAWN, filing->report_id, &filing->now, error);
  if (event == NULL)
    return FALSE;

  event->reason = g_strdup (filing->reason);
  return keep_event (profile, event, filing, changes, error);
}

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

  if (!g_str_has_suffix (refusal, ":fork")
      || g_strcmp0 (author, ktg_profile_get_device (profile)) != 0)
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
  g_autoptr (KtgEnvelope) envelope = sign_event (profile, event, error);

  return envelope != NULL && add_event (profile->ledger, envelope, event, error);
}

static gboolean
file_anew (KtgProfile *profile, const Refiling *refiling, GError **error)
{
  g_autoptr (KtgEvent) event = begin_event (profile,
                                            KTG_EVENT_FILED,
                                            refiling->filing->anew,
                                            &refiling->filing->now,
                                            error);

  if (event == NULL)
    return FALSE;

  event->report = ktg_report_copy (ktg_history_get_report (refiling->history));
  return check_evidence (profile->ledger, event->report, error)
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

  event = begin_event (profile,
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
  g_autoptr (KtgSummary) first = ktg_projection_update (ledger, refiling->filing->anew, error);

  g_hash_table_add (touched, g_strdup (refiling->filing->anew));
  g_hash_table_add (touched, g_strdup (old));

  return first != NULL
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
                           KTG_STORE_ERROR_NOT_FOUND,
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
 * ktg_filing_refile:
 *
 * A report whose text was refused is filed once more under its new id, with its words and files;
 * the old one stays to be read and is owed no more. Where the refusal was a fork, this device takes
 * a new key in the same transaction, and needs to be enrolled again. What was filed anew before
 * stays so.
 *
 * Returns: (transfer full): the id of the new report, once it is committed; or %NULL
 */
char *
ktg_filing_refile (KtgProfile      *profile,
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
