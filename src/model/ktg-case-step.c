/* ktg-case-step.c - one step of the procedure, as an office says it took it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-case-step.h"

#include "ktg-evidence.h"

static const KtgField step_fields[] = {
  { "step", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgCaseStep, code), KTG_NEED_FILLED },
  { "version", KTG_FIELD_HASH, G_STRUCT_OFFSET (KtgCaseStep, version), KTG_NEED_ALWAYS },
  { "reason", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgCaseStep, reason) },
  { "number", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgCaseStep, number) },
  { "date", KTG_FIELD_DAY, G_STRUCT_OFFSET (KtgCaseStep, date) },
  { "values", KTG_FIELD_VALUES, G_STRUCT_OFFSET (KtgCaseStep, values) },
  { "documents",
    KTG_FIELD_RECORDS,
    G_STRUCT_OFFSET (KtgCaseStep, documents),
    .record = &ktg_evidence_record },
  { "to", KTG_FIELD_REGION, G_STRUCT_OFFSET (KtgCaseStep, to) },
  { "until", KTG_FIELD_DAY, G_STRUCT_OFFSET (KtgCaseStep, until) },
  { "takes",
    KTG_FIELD_HASHES,
    G_STRUCT_OFFSET (KtgCaseStep, takes),
    .max = KTG_CASE_STEP_MOST_TAKEN },
};

KTG_DEFINE_RECORD (KtgCaseStep, ktg_case_step, step_fields)

/**
 * ktg_case_step_new:
 *
 * Returns: (transfer full): a step that says nothing yet
 */
KtgCaseStep *
ktg_case_step_new (void)
{
  return ktg_record_new (&ktg_case_step_record);
}
