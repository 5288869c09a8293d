/* ktg-problem-json.c - RFC 9457 problem documents
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-problem-json.h"

#include "ktg-record-json.h"

#define MAX_STATUS 999

static const KtgField problem_fields[] = {
  { "type", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgProblem, type), KTG_NEED_FILLED },
  { "title", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgProblem, title) },
  { "status",
    KTG_FIELD_COUNT,
    G_STRUCT_OFFSET (KtgProblem, status),
    KTG_NEED_WRITTEN,
    0,
    MAX_STATUS },
  { "detail", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgProblem, detail) },
  { "now", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgProblem, now) },
  { "expected-offset",
    KTG_FIELD_NUMBER,
    G_STRUCT_OFFSET (KtgProblem, expected_offset),
    KTG_NEED_NONE,
    .flag = G_STRUCT_OFFSET (KtgProblem, has_expected_offset) },
};

KTG_DEFINE_RECORD (KtgProblem, ktg_problem, problem_fields)

/**
 * ktg_problem_parse:
 * @text: the body of an answer
 * @error: %KTG_WIRE_ERROR; unknown keys are skipped
 *
 * Returns: (transfer full) (nullable): the problem
 */
KtgProblem *
ktg_problem_parse (GBytes *text, GError **error)
{
  return ktg_record_json_parse (text, &ktg_problem_record, &ktg_json_limits_event, FALSE, error);
}

/**
 * ktg_problem_write:
 * @problem: what is the matter
 *
 * Returns: (transfer full): the body of an answer
 */
GBytes *
ktg_problem_write (const KtgProblem *problem)
{
  return ktg_record_json_compose (&ktg_problem_record, problem, FALSE);
}
