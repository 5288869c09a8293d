/* ktg-report-json.c - a report to JSON and back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-report-json.h"

#include "ktg-record-read.h"
#include "ktg-record-write.h"

static gboolean
read_into (GBytes *text, KtgReportJsonForm form, KtgReport *report, GError **error)
{
  g_autoptr (KtgJsonReader) reader
      = ktg_json_reader_new (text,
                             &ktg_json_limits_event,
                             form == KTG_REPORT_JSON_INPUT || form == KTG_REPORT_JSON_CHANGE,
                             error);

  if (reader == NULL)
    return FALSE;

  ktg_record_read (reader, &ktg_report_record, form, report);
  return ktg_json_reader_finish (reader, error);
}

/**
 * ktg_report_json_parse:
 * @text: one JSON document
 * @form: how complete and how strict it is; see docs/PROTOCOL.md, "Report"
 * @error: %KTG_WIRE_ERROR
 *
 * Unknown keys are refused in the input form, and skipped in the others: a newer device wrote them.
 *
 * Returns: (transfer full) (nullable): the report
 */
KtgReport *
ktg_report_json_parse (GBytes *text, KtgReportJsonForm form, GError **error)
{
  g_autoptr (KtgReport) report = ktg_report_new ();

  return read_into (text, form, report, error) ? g_steal_pointer (&report) : NULL;
}

/**
 * ktg_report_json_change:
 * @text: one JSON document, of what is to be different
 * @report: (inout): what it is to be different in; of no use after an error
 * @error: %KTG_WIRE_ERROR
 *
 * What is named takes the place of what stood there; an empty text or list takes it away.
 *
 * Returns: whether it was understood
 */
gboolean
ktg_report_json_change (GBytes *text, KtgReport *report, GError **error)
{
  return read_into (text, KTG_REPORT_JSON_CHANGE, report, error);
}

/**
 * ktg_report_json_write:
 * @report: a report
 * @form: how complete it is
 *
 * Returns: (transfer full): one JSON document
 */
GBytes *
ktg_report_json_write (const KtgReport *report, KtgReportJsonForm form)
{
  KtgJsonWriter *writer = ktg_json_writer_new (FALSE);

  ktg_json_writer_begin_object (writer, NULL);
  ktg_record_write (writer, &ktg_report_record, form, report);
  ktg_json_writer_end_object (writer);

  return ktg_json_writer_finish (writer);
}
