/* ktg-problem-json.c - RFC 9457 problem documents
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-problem-json.h"

#include "ktg-json-reader.h"
#include "ktg-json-writer.h"

#define MAX_STATUS 999

static KtgProblem *
read_problem (KtgJsonReader *reader)
{
  KtgProblem *problem = g_new0 (KtgProblem, 1);

  problem->type = ktg_json_reader_dup_text (reader, "type", KTG_JSON_FILLED);
  problem->title = ktg_json_reader_dup_text (reader, "title", KTG_JSON_OPTIONAL);
  problem->status = ktg_json_reader_get_number (reader, "status", KTG_JSON_OPTIONAL, 0, MAX_STATUS);
  problem->detail = ktg_json_reader_dup_text (reader, "detail", KTG_JSON_OPTIONAL);
  problem->now = ktg_json_reader_dup_text (reader, "now", KTG_JSON_OPTIONAL);
  problem->has_expected_offset = ktg_json_reader_has (reader, "expected-offset");
  problem->expected_offset = ktg_json_reader_get_number (reader,
                                                         "expected-offset",
                                                         KTG_JSON_OPTIONAL,
                                                         0,
                                                         KTG_JSON_MAX_NUMBER);
  return problem;
}

void
ktg_problem_free (KtgProblem *problem)
{
  if (problem == NULL)
    return;

  g_free (problem->type);
  g_free (problem->title);
  g_free (problem->detail);
  g_free (problem->now);
  g_free (problem);
}

KtgProblem *
ktg_problem_parse (GBytes *text, GError **error)
{
  g_autoptr (KtgJsonReader) reader
      = ktg_json_reader_new (text, &ktg_json_limits_event, FALSE, error);
  g_autoptr (KtgProblem) problem = NULL;

  if (reader == NULL)
    return NULL;

  problem = read_problem (reader);

  return ktg_json_reader_finish (reader, error) ? g_steal_pointer (&problem) : NULL;
}

GBytes *
ktg_problem_write (const KtgProblem *problem)
{
  KtgJsonWriter *writer = ktg_json_writer_new (FALSE);

  ktg_json_writer_begin_object (writer, NULL);
  ktg_json_writer_put_text (writer, "type", problem->type);
  ktg_json_writer_put_text (writer, "title", problem->title);
  ktg_json_writer_put_number (writer, "status", problem->status);
  ktg_json_writer_put_text (writer, "detail", problem->detail);
  ktg_json_writer_put_text (writer, "now", problem->now);

  if (problem->has_expected_offset)
    ktg_json_writer_put_number (writer, "expected-offset", problem->expected_offset);

  ktg_json_writer_end_object (writer);

  return ktg_json_writer_finish (writer);
}
