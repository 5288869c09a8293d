/* ktg-report-papers.c - what was signed about a report, as it came
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-report-papers.h"

#include "ktg-event-table.h"
#include "ktg-file-table.h"
#include "ktg-receipt-table.h"
#include "ktg-store-error.h"

static void
signed_event_free (KtgSignedEvent *event)
{
  ktg_envelope_unref (event->envelope);
  g_free (event);
}

static KtgReportPapers *
papers_new (void)
{
  KtgReportPapers *self = g_new0 (KtgReportPapers, 1);

  self->events = g_ptr_array_new_with_free_func ((GDestroyNotify)signed_event_free);
  self->receipts = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_envelope_unref);
  return self;
}

/**
 * ktg_report_papers_free:
 * @papers: (nullable): what was signed
 */
void
ktg_report_papers_free (KtgReportPapers *papers)
{
  if (papers == NULL)
    return;

  g_ptr_array_unref (papers->events);
  g_ptr_array_unref (papers->receipts);
  g_free (papers);
}

static void
add_event (KtgReportPapers *papers, const KtgEventRow *row)
{
  KtgSignedEvent *event = g_new0 (KtgSignedEvent, 1);

  event->envelope = ktg_envelope_ref (row->envelope);
  event->server_index = row->server_index;
  g_ptr_array_add (papers->events, event);
}

/* One receipt covers many things, and is there once. @seen: (element-type gint64) */
static gboolean
add_receipt (KtgReportPapers *papers,
             KtgLedger       *ledger,
             GHashTable      *seen,
             gint64           number,
             GError         **error)
{
  g_autoptr (KtgReceipt) receipt = NULL;
  KtgEnvelope *envelope = NULL;

  if (number == 0 || !g_hash_table_add (seen, g_memdup2 (&number, sizeof number)))
    return TRUE;

  receipt = ktg_receipt_table_load (ledger, number, &envelope, error);
  if (receipt == NULL)
    return FALSE;

  g_ptr_array_add (papers->receipts, envelope);
  return TRUE;
}

static gboolean
add_file_receipt (KtgReportPapers *papers,
                  KtgLedger       *ledger,
                  GHashTable      *seen,
                  const char      *sha256,
                  GError         **error)
{
  KtgFileRow row;

  return sha256 == NULL
         || (ktg_file_table_find (ledger, sha256, &row, error)
             && add_receipt (papers, ledger, seen, row.receipt, error)
             && add_receipt (papers, ledger, seen, row.centre, error));
}

static gboolean
add_file_receipts (KtgReportPapers *papers,
                   KtgLedger       *ledger,
                   GHashTable      *seen,
                   const KtgReport *version,
                   GError         **error)
{
  for (guint i = 0; version != NULL && i < version->evidence->len; i++)
    {
      const KtgEvidence *item = g_ptr_array_index (version->evidence, i);

      if (!add_file_receipt (papers, ledger, seen, item->sha256, error)
          || !add_file_receipt (papers, ledger, seen, item->preview_sha256, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * ktg_report_papers_load:
 * @report_id: of a report that was filed
 *
 * Returns: (transfer full): its events and the receipts that cover them or its files;
 * KTG_STORE_ERROR_NOT_FOUND
 */
KtgReportPapers *
ktg_report_papers_load (KtgLedger *ledger, const char *report_id, GError **error)
{
  g_autoptr (KtgReportPapers) papers = papers_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GPtrArray) rows = ktg_event_table_load_report (ledger, report_id, error);

  if (rows == NULL)
    return NULL;

  for (guint i = 0; i < rows->len; i++)
    {
      const KtgEventRow *row = g_ptr_array_index (rows, i);

      add_event (papers, row);
      if (!add_receipt (papers, ledger, seen, row->receipt, error)
          || !add_receipt (papers, ledger, seen, row->centre, error)
          || !add_file_receipts (papers, ledger, seen, row->event->report, error))
        return NULL;
    }

  if (papers->events->len > 0)
    return g_steal_pointer (&papers);

  g_set_error (error, KTG_STORE_ERROR, KTG_STORE_ERROR_NOT_FOUND, "no report %s", report_id);
  return NULL;
}
