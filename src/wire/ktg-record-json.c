/* ktg-record-json.c - documents that are one record, or a list of them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-record-json.h"

#include "ktg-record-read.h"
#include "ktg-record-write.h"

/**
 * ktg_record_json_parse:
 * @text: one JSON document
 * @record: what it should be
 * @limits: what an honest document keeps to
 * @is_strict: whether a key that the description does not have is an error
 * @error: %KTG_WIRE_ERROR
 *
 * Returns: (transfer full) (nullable): the record
 */
gpointer
ktg_record_json_parse (GBytes              *text,
                       const KtgRecord     *record,
                       const KtgJsonLimits *limits,
                       gboolean             is_strict,
                       GError             **error)
{
  return ktg_record_json_parse_checked (text, record, limits, is_strict, NULL, error);
}

/**
 * ktg_record_json_parse_checked:
 * @text: one JSON document
 * @record: what it should be
 * @limits: what an honest document keeps to
 * @is_strict: whether a key that the description does not have is an error
 * @check: (nullable): looks at what was read as it is described
 * @error: %KTG_WIRE_ERROR
 *
 * Returns: (transfer full) (nullable): the record
 */
gpointer
ktg_record_json_parse_checked (GBytes              *text,
                               const KtgRecord     *record,
                               const KtgJsonLimits *limits,
                               gboolean             is_strict,
                               KtgRecordCheck       check,
                               GError             **error)
{
  g_autoptr (KtgJsonReader) reader = ktg_json_reader_new (text, limits, is_strict, error);
  gpointer into = NULL;

  if (reader == NULL)
    return NULL;

  into = ktg_record_new (record);
  ktg_record_read (reader, record, KTG_REPORT_JSON_BODY, into);
  if (check != NULL && !ktg_json_reader_has_error (reader))
    check (reader, into);

  if (!ktg_json_reader_finish (reader, error))
    g_clear_pointer (&into, record->free_record);

  return into;
}

/**
 * ktg_record_json_compose:
 * @record: its description
 * @from: what to write
 * @is_for_people: whether it is indented
 *
 * Returns: (transfer full): one JSON document
 */
GBytes *
ktg_record_json_compose (const KtgRecord *record, gconstpointer from, gboolean is_for_people)
{
  KtgJsonWriter *writer = ktg_json_writer_new (is_for_people);

  ktg_json_writer_begin_object (writer, NULL);
  ktg_record_write (writer, record, KTG_REPORT_JSON_BODY, from);
  ktg_json_writer_end_object (writer);

  return ktg_json_writer_finish (writer);
}

/**
 * ktg_record_json_compose_list:
 * @record: the description of each
 * @elements: what to write
 *
 * Returns: (transfer full): one JSON document, a list for people and scripts
 */
GBytes *
ktg_record_json_compose_list (const KtgRecord *record, const GPtrArray *elements)
{
  KtgJsonWriter *writer = ktg_json_writer_new (TRUE);

  ktg_json_writer_begin_array (writer, NULL);
  for (guint i = 0; i < elements->len; i++)
    {
      ktg_json_writer_begin_object (writer, NULL);
      ktg_record_write (writer, record, KTG_REPORT_JSON_BODY, g_ptr_array_index (elements, i));
      ktg_json_writer_end_object (writer);
    }
  ktg_json_writer_end_array (writer);

  return ktg_json_writer_finish (writer);
}
