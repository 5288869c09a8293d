/* ktg-draft-json.c - a draft at rest to JSON and back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-draft-json.h"

#include "ktg-record-read.h"
#include "ktg-record-write.h"
#include "ktg-report-json.h"

typedef struct
{
  KtgReport    *report;
  KtgAmendment *amends;
} Draft;

static const KtgField draft_fields[] = {
  { "report",
    KTG_FIELD_RECORD,
    G_STRUCT_OFFSET (Draft, report),
    KTG_NEED_NONE,
    .record = &ktg_report_record },
  { "amends",
    KTG_FIELD_RECORD,
    G_STRUCT_OFFSET (Draft, amends),
    KTG_NEED_NONE,
    .record = &ktg_amendment_record },
};

static const KtgRecord draft_record = KTG_GROUP (draft_fields);

/**
 * ktg_draft_json_write:
 * @report: what is written so far
 * @amends: (nullable): what it is to take the place of
 *
 * Returns: (transfer full): one JSON document
 */
GBytes *
ktg_draft_json_write (const KtgReport *report, const KtgAmendment *amends)
{
  const Draft    draft = { (KtgReport *)report, (KtgAmendment *)amends };
  KtgJsonWriter *writer = ktg_json_writer_new (FALSE);

  ktg_json_writer_begin_object (writer, NULL);
  ktg_record_write (writer, &draft_record, KTG_REPORT_JSON_DRAFT, &draft);
  ktg_json_writer_end_object (writer);

  return ktg_json_writer_finish (writer);
}

/**
 * ktg_draft_json_parse:
 * @text: one JSON document
 * @amends: (out) (nullable): what it is to take the place of; %NULL of a new report
 * @error: %KTG_WIRE_ERROR
 *
 * What was kept before a draft could amend is the report alone.
 *
 * Returns: (transfer full) (nullable): what is written so far
 */
KtgReport *
ktg_draft_json_parse (GBytes *text, KtgAmendment **amends, GError **error)
{
  g_autoptr (KtgJsonReader) reader
      = ktg_json_reader_new (text, &ktg_json_limits_draft, FALSE, error);
  g_autoptr (KtgReport) report = NULL;
  g_autoptr (KtgAmendment) amendment = NULL;
  Draft draft = { NULL };

  *amends = NULL;
  if (reader == NULL)
    return NULL;

  ktg_record_read (reader, &draft_record, KTG_REPORT_JSON_DRAFT, &draft);
  report = draft.report;
  amendment = draft.amends;
  if (!ktg_json_reader_finish (reader, error))
    return NULL;
  if (report == NULL)
    return ktg_report_json_parse (text, KTG_REPORT_JSON_DRAFT, error);

  *amends = g_steal_pointer (&amendment);
  return g_steal_pointer (&report);
}
