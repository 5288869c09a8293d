/* ktg-filing.c - a report becomes an event that is owed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * This is the heart of the program: the event, the outbox entries of it and of its files, the
 * draft's removal and the projection are one transaction, and nobody hears of it before COMMIT
 * returned.
 */

#include "ktg-filing.h"

#include "ktg-draft-table.h"
#include "ktg-event-table.h"
#include "ktg-file-table.h"
#include "ktg-outbox-table.h"
#include "ktg-projection.h"
#include "ktg-store-error.h"

#include <ktg-event-json.h>
#include <ktg-sha256.h>

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
      KtgEvidence *evidence = report->evidence->pdata[i];

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
      const KtgEvidence *evidence = report->evidence->pdata[i];

      if (!owe_file (ledger, evidence->sha256, error)
          || !owe_file (ledger, evidence->preview_sha256, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
write_event (KtgProfile     *profile,
             KtgEnvelope    *envelope,
             const KtgEvent *event,
             KtgChanges     *changes,
             GError        **error)
{
  KtgLedger  *ledger = profile->ledger;
  KtgSummary *summary;
  gboolean    had_draft;
  gint64      number;
  g_autoptr (KtgTransaction) transaction = ktg_db_begin (ledger->db, error);

  if (transaction == NULL)
    return FALSE;

  number = ktg_event_table_add (ledger, envelope, event, TRUE, 0, error);
  if (number == 0 || !ktg_outbox_table_add_event (ledger, number, error)
      || !owe_files (ledger, event->report, error)
      || !ktg_draft_table_remove (ledger, event->report_id, &had_draft, error))
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
keep_event (KtgProfile *profile, const KtgEvent *event, KtgChanges *changes, GError **error)
{
  g_autoptr (KtgEnvelope) envelope = sign_event (profile, event, error);
  GError *reason = NULL;

  if (envelope == NULL)
    return FALSE;

  if (write_event (profile, envelope, event, changes, &reason))
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
      g_free (report->filed);
      report->filed = g_strdup (filed->filed);
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

/**
 * ktg_filing_file:
 *
 * Returns: TRUE once it is committed
 */
gboolean
ktg_filing_file (KtgProfile      *profile,
                 const char      *report_id,
                 const KtgReport *report,
                 const KtgMoment *now,
                 KtgChanges      *changes,
                 GError         **error)
{
  g_autoptr (KtgReport) version = ktg_report_copy (report);
  g_autoptr (KtgEvent) event = NULL;
  gboolean is_filed;

  if (!check_evidence (profile->ledger, version, error)
      || !check_filed_before (profile, report_id, version, &is_filed, error))
    return FALSE;
  if (is_filed)
    return TRUE;

  g_free (version->filed);
  version->filed = ktg_moment_dup_wall (now);
  event = begin_event (profile, KTG_EVENT_FILED, report_id, now, error);
  if (event == NULL)
    return FALSE;

  event->report = g_steal_pointer (&version);
  return keep_event (profile, event, changes, error);
}

/**
 * ktg_filing_amend:
 *
 * Adds the whole new version. The time of filing stays the first one. A version equal to the newest
 * adds nothing.
 */
gboolean
ktg_filing_amend (KtgProfile      *profile,
                  const char      *report_id,
                  const KtgReport *report,
                  const KtgMoment *now,
                  KtgChanges      *changes,
                  GError         **error)
{
  g_autoptr (KtgHistory) history = load_own_history (profile, report_id, error);
  g_autoptr (KtgReport) version = NULL;
  g_autoptr (KtgEvent) event = NULL;

  if (history == NULL)
    return FALSE;

  version = ktg_report_copy (report);
  g_free (version->filed);
  version->filed = g_strdup (ktg_history_get_report (history)->filed);
  if (!check_evidence (profile->ledger, version, error))
    return FALSE;
  if (ktg_report_equal (version, ktg_history_get_report (history)))
    return TRUE;

  event = begin_event (profile, KTG_EVENT_AMENDED, report_id, now, error);
  if (event == NULL)
    return FALSE;

  event->replaces = g_strdup (ktg_history_get_version_id (history));
  event->report = g_steal_pointer (&version);
  return keep_event (profile, event, changes, error);
}

/**
 * ktg_filing_withdraw:
 *
 * A report that is withdrawn already stays so, and nothing is added.
 */
gboolean
ktg_filing_withdraw (KtgProfile      *profile,
                     const char      *report_id,
                     const char      *reason,
                     const KtgMoment *now,
                     KtgChanges      *changes,
                     GError         **error)
{
  g_autoptr (KtgHistory) history = load_own_history (profile, report_id, error);
  g_autoptr (KtgEvent) event = NULL;

  if (history == NULL)
    return FALSE;
  if (ktg_history_is_withdrawn (history))
    return TRUE;

  event = begin_event (profile, KTG_EVENT_WITHDRAWN, report_id, now, error);
  if (event == NULL)
    return FALSE;

  event->reason = g_strdup (reason);
  return keep_event (profile, event, changes, error);
}
