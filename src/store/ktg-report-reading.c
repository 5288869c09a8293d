/* ktg-report-reading.c - a report with all that is known of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-report-reading.h"

#include "ktg-case-reading.h"
#include "ktg-event-table.h"
#include "ktg-file-table.h"
#include "ktg-outbox-table.h"
#include "ktg-projection.h"
#include "ktg-receipt-table.h"
#include "ktg-replacement-table.h"
#include "ktg-report-table.h"
#include "ktg-roll.h"

/* What is read along the way. */
typedef struct
{
  KtgLedger     *ledger;
  KtgReportHeld *held;
  GPtrArray     *rows;  /* (element-type KtgEventRow) */
  GHashTable    *times; /* receipt number → the server's time */
  GHashTable    *seen;  /* SHA-256 of the files listed already */
} Reading;

static void
clear_reading (Reading *reading)
{
  g_clear_pointer (&reading->held, ktg_report_held_free);
  g_clear_pointer (&reading->rows, g_ptr_array_unref);
  g_clear_pointer (&reading->times, g_hash_table_unref);
  g_clear_pointer (&reading->seen, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, clear_reading)

static void
free_file_held (gpointer data)
{
  KtgFileHeld *file = data;

  g_free (file->sha256);
  g_free (file->receipt_at);
  g_free (file->parked);
  g_free (file);
}

/**
 * ktg_report_held_free:
 *
 * Nothing for %NULL.
 */
void
ktg_report_held_free (KtgReportHeld *held)
{
  if (held == NULL)
    return;

  g_clear_pointer (&held->history, ktg_history_free);
  g_clear_object (&held->summary);
  g_clear_pointer (&held->files, g_ptr_array_unref);
  g_clear_pointer (&held->event_receipts, g_ptr_array_unref);
  g_free (held->parked);
  g_free (held->anew);
  g_clear_pointer (&held->folded, ktg_case_free);
  g_free ((char *)held->me.region);
  g_free ((char *)held->me.officer);
  g_free (held);
}

/**
 * ktg_report_held_find_file:
 * @held: a report
 * @sha256: (nullable): one of its files, or of their previews
 *
 * Returns: (nullable) (transfer none): what is known of it
 */
const KtgFileHeld *
ktg_report_held_find_file (const KtgReportHeld *held, const char *sha256)
{
  for (guint i = 0; sha256 != NULL && i < held->files->len; i++)
    {
      const KtgFileHeld *file = g_ptr_array_index (held->files, i);

      if (g_str_equal (file->sha256, sha256))
        return file;
    }

  return NULL;
}

/**
 * ktg_report_held_may_be_refiled:
 * @held: a report
 *
 * Returns: whether it is this device's and no server took its text, so that filed anew it is not
 * there twice
 */
gboolean
ktg_report_held_may_be_refiled (const KtgReportHeld *held)
{
  return !ktg_summary_get (held->summary)->is_filed_elsewhere && held->event_receipts->len > 0
         && *(const char *)g_ptr_array_index (held->event_receipts, 0) == '\0';
}

/* One receipt covers many things, and is read once. */
static const char *
get_receipt_time (Reading *reading, gint64 number, GError **error)
{
  const char *time = g_hash_table_lookup (reading->times, &number);
  g_autoptr (KtgReceipt) receipt = NULL;

  if (time != NULL)
    return time;

  receipt = ktg_receipt_table_load (reading->ledger, number, NULL, error);
  if (receipt == NULL)
    return NULL;

  g_hash_table_insert (reading->times,
                       g_memdup2 (&number, sizeof number),
                       g_strdup (receipt->at != NULL ? receipt->at : ""));
  return g_hash_table_lookup (reading->times, &number);
}

/* Once something is not at the centre, no more can change that. */
static void
note_holder (Reading *reading, gint64 receipt, gint64 centre)
{
  if (receipt != 0 && centre == 0)
    reading->held->holder = KTG_RECEIPT_OF_RELAY;
  else if (receipt != 0 && reading->held->holder == NULL)
    reading->held->holder = KTG_RECEIPT_OF_CENTRE;
}

static gboolean
note_parked (Reading *reading, char *parked, GError *failure, GError **error)
{
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }

  if (reading->held->parked == NULL)
    reading->held->parked = g_strdup (parked);
  return TRUE;
}

static const KtgEventRow *
find_row (Reading *reading, const char *event_id)
{
  for (guint i = 0; i < reading->rows->len; i++)
    {
      const KtgEventRow *row = g_ptr_array_index (reading->rows, i);

      if (g_str_equal (row->envelope->id, event_id))
        return row;
    }

  return NULL;
}

static gboolean
read_event (Reading *reading, const KtgHistoryEntry *entry, GError **error)
{
  const KtgEventRow *row = find_row (reading, entry->event_id);
  const char        *time = "";
  GError            *failure = NULL;
  g_autofree char   *parked = NULL;

  note_holder (reading, row->receipt, row->centre);
  if (row->receipt != 0)
    time = get_receipt_time (reading, row->receipt, error);
  if (time == NULL)
    return FALSE;

  g_ptr_array_add (reading->held->event_receipts, g_strdup (time));
  parked = ktg_outbox_table_dup_parked_event (reading->ledger, row->number, &failure);
  return note_parked (reading, parked, failure, error);
}

static gboolean
read_file_state (Reading *reading, KtgFileHeld *file, const KtgFileRow *row, GError **error)
{
  const char *time;
  GError     *failure = NULL;

  file->is_here = row->is_here;
  file->is_freed = row->freed_us != 0;
  file->is_received = row->receipt != 0;
  note_holder (reading, row->receipt, row->centre);
  if (row->is_here || file->is_freed)
    file->size_bytes = row->size_bytes;

  if (row->receipt != 0)
    {
      time = get_receipt_time (reading, row->receipt, error);
      if (time == NULL)
        return FALSE;
      file->receipt_at = g_strdup (time);
    }

  file->parked = ktg_outbox_table_dup_parked_file (reading->ledger, row->number, &failure);
  return note_parked (reading, file->parked, failure, error);
}

static gboolean
read_file (Reading    *reading,
           const char *sha256,
           guint64     size_bytes,
           gboolean    is_preview,
           GError    **error)
{
  KtgFileHeld *file;
  KtgFileRow   row;

  if (sha256 == NULL || !g_hash_table_add (reading->seen, g_strdup (sha256)))
    return TRUE;

  if (!ktg_file_table_find (reading->ledger, sha256, &row, error))
    return FALSE;

  file = g_new0 (KtgFileHeld, 1);
  file->sha256 = g_strdup (sha256);
  file->size_bytes = size_bytes;
  file->is_preview = is_preview;
  g_ptr_array_add (reading->held->files, file);
  return read_file_state (reading, file, &row, error);
}

static gboolean
read_files (Reading *reading, const KtgReport *version, GError **error)
{
  for (guint i = 0; i < version->evidence->len; i++)
    {
      const KtgEvidence *item = g_ptr_array_index (version->evidence, i);

      if (!read_file (reading, item->sha256, item->size_bytes, FALSE, error)
          || !read_file (reading, item->preview_sha256, item->preview_size_bytes, TRUE, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
read_entry (Reading *reading, const KtgHistoryEntry *entry, GError **error)
{
  const char *author = ktg_history_get_author (reading->held->history);

  if (!read_event (reading, entry, error))
    return FALSE;

  return entry->event->report == NULL || g_strcmp0 (entry->event->author, author) != 0
         || read_files (reading, entry->event->report, error);
}

/* With what this device may do with it. */
static gboolean
read_case (Reading *reading, const char *device, GError **error)
{
  KtgReportHeld *held = reading->held;

  if (!ktg_case_reading_fold (reading->ledger,
                              reading->rows,
                              ktg_history_get_author (held->history),
                              &held->folded,
                              error)
      || !ktg_roll_get_standing (reading->ledger, device, &held->me, error))
    return FALSE;

  held->me.region = g_strdup (held->me.region);
  held->me.officer = g_strdup (held->me.officer);
  return TRUE;
}

/**
 * ktg_report_reading_load:
 *
 * Returns: (transfer full): the report, or NULL; KTG_STORE_ERROR_NOT_FOUND
 */
KtgReportHeld *
ktg_report_reading_load (KtgProfile *profile, const char *report_id, GError **error)
{
  KtgLedger *ledger = profile->ledger;
  g_auto (Reading) reading = { ledger };

  reading.held = g_new0 (KtgReportHeld, 1);
  reading.held->files = g_ptr_array_new_with_free_func (free_file_held);
  reading.held->event_receipts = g_ptr_array_new_with_free_func (g_free);
  reading.times = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  reading.seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  reading.held->history = ktg_projection_load_history (ledger, report_id, &reading.rows, error);
  if (reading.held->history == NULL)
    return NULL;

  reading.held->summary = ktg_report_table_load (ledger, report_id, error);
  if (reading.held->summary == NULL)
    return NULL;

  if (!ktg_replacement_table_find (ledger, report_id, &reading.held->anew, error))
    return NULL;

  for (guint i = 0; i < ktg_history_get_n_entries (reading.held->history); i++)
    if (!read_entry (&reading, ktg_history_get_entry (reading.held->history, i), error))
      return NULL;

  if (!read_case (&reading, ktg_profile_get_device (profile), error))
    return NULL;

  if (reading.held->anew != NULL)
    g_clear_pointer (&reading.held->parked, g_free);

  return g_steal_pointer (&reading.held);
}
