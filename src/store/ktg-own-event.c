/* ktg-own-event.c - words become an event of this device, signed and owed
 *
 * Whoever files, amends, withdraws, files anew or takes a step does so by this.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-own-event.h"

#include "ktg-event-table.h"
#include "ktg-file-table.h"
#include "ktg-outbox-table.h"
#include "ktg-projection.h"
#include "ktg-store-error.h"

#include <ktg-event-json.h>
#include <ktg-signed-envelope.h>

static gboolean
check_file (KtgLedger *ledger, const char *sha256, guint64 *size_bytes, GError **error)
{
  KtgFileRow row;

  if (!ktg_file_table_find (ledger, sha256, &row, error))
    return FALSE;

  if (row.number == 0 || !(row.is_here || row.freed_us != 0))
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

/**
 * ktg_own_event_check_evidence:
 * @ledger: where its files are
 * @report: (inout): the sizes that it states are set to those that were really read
 *
 * Returns: whether all its files are here or were freed, KTG_STORE_ERROR_NOT_FOUND if not
 */
gboolean
ktg_own_event_check_evidence (KtgLedger *ledger, KtgReport *report, GError **error)
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

/**
 * ktg_own_event_set_head:
 * @profile: whose key is its author
 * @event: (inout): with its kind and report
 * @now: when it was asked for
 *
 * Makes it the next of this device's chain.
 */
gboolean
ktg_own_event_set_head (KtgProfile *profile, KtgEvent *event, const KtgMoment *now, GError **error)
{
  char   *prev = NULL;
  guint64 seq;

  if (!ktg_event_table_get_tail (profile->ledger, &seq, &prev, error))
    return FALSE;

  g_free (event->type);
  event->type = g_strdup (ktg_event_kind_get_type_name (event->kind));
  g_free (event->author);
  event->author = g_strdup (ktg_profile_get_device (profile));
  event->seq = seq + 1;
  g_free (event->prev);
  event->prev = prev;
  event->at = *now;
  if (!now->has_server_offset && profile->has_server_offset)
    {
      event->at.has_server_offset = TRUE;
      event->at.server_offset_ms = profile->server_offset_ms;
    }
  return TRUE;
}

/**
 * ktg_own_event_begin:
 * @profile: whose key is its author
 * @kind: what it is to be
 * @report_id: of which report
 * @now: when it was asked for
 *
 * Returns: (transfer full): the next of this device's chain, without its words
 */
KtgEvent *
ktg_own_event_begin (KtgProfile      *profile,
                     KtgEventKind     kind,
                     const char      *report_id,
                     const KtgMoment *now,
                     GError         **error)
{
  g_autoptr (KtgEvent) event = ktg_event_new ();

  event->kind = kind;
  event->report_id = g_strdup (report_id);
  return ktg_own_event_set_head (profile, event, now, error) ? g_steal_pointer (&event) : NULL;
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

/**
 * ktg_own_event_sign:
 * @profile: whose key signs
 * @event: a whole one
 *
 * Returns: (transfer full): its bytes, signed; KTG_STORE_ERROR_TOO_LARGE if they are more than can
 * be sent
 */
KtgEnvelope *
ktg_own_event_sign (KtgProfile *profile, const KtgEvent *event, GError **error)
{
  g_autoptr (GBytes) bytes = ktg_event_json_write (event);

  return check_bytes (bytes, error) ? ktg_signed_envelope_new (bytes, profile->key) : NULL;
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

/**
 * ktg_own_event_owe:
 * @ledger: in a transaction of the caller's
 * @envelope: what was signed
 * @event: what it says
 *
 * Adds it, and what is owed of it: itself, and the files that it names.
 *
 * Returns: FALSE with an error of the room below
 */
gboolean
ktg_own_event_owe (KtgLedger *ledger, KtgEnvelope *envelope, const KtgEvent *event, GError **error)
{
  gint64 number = ktg_event_table_add (ledger, envelope, event, TRUE, 0, error);

  return number != 0 && ktg_outbox_table_add_event (ledger, number, error)
         && owe_files (ledger, event->report, error);
}

/* One transaction, and nobody hears of it before COMMIT returned. */
static gboolean
write_event (KtgProfile     *profile,
             KtgEnvelope    *envelope,
             const KtgEvent *event,
             KtgOwnEventAlso also,
             gconstpointer   data,
             KtgChanges     *changes,
             GError        **error)
{
  KtgLedger *ledger = profile->ledger;
  g_autoptr (KtgTransaction) transaction = ktg_db_begin (ledger->db, error);

  return transaction != NULL && ktg_own_event_owe (ledger, envelope, event, error)
         && (also == NULL || also (ledger, data, changes, error))
         && ktg_projection_update (ledger, event->report_id, changes, error)
         && ktg_transaction_commit (g_steal_pointer (&transaction), error);
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

/**
 * ktg_own_event_keep:
 * @profile: whose key signs
 * @event: a whole one, the next of this device's chain
 * @also: (nullable): what else belongs into the same transaction
 * @data: for @also
 * @changes: (inout): gets what the list shows then
 *
 * The event, what is owed of it, @also and the projection are one transaction.
 *
 * Returns: (transfer full): its id, once it is committed; or %NULL
 */
char *
ktg_own_event_keep (KtgProfile     *profile,
                    const KtgEvent *event,
                    KtgOwnEventAlso also,
                    gconstpointer   data,
                    KtgChanges     *changes,
                    GError        **error)
{
  g_autoptr (KtgEnvelope) envelope = ktg_own_event_sign (profile, event, error);
  GError *reason = NULL;

  if (envelope == NULL)
    return NULL;

  if (write_event (profile, envelope, event, also, data, changes, &reason))
    return g_strdup (envelope->id);

  ktg_changes_clear (changes);
  if (g_error_matches (reason, KTG_DB_ERROR, KTG_DB_ERROR_UNKNOWN)
      && look_for_event (profile, envelope->id, changes, &reason))
    return g_strdup (envelope->id);

  g_propagate_error (error, reason);
  return NULL;
}
