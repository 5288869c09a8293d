/* ktg-procedure-step.c - a step that the procedure knows: who may take it, from where, with what
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-procedure-step.h"

#include <string.h>

static const char *const known_roles[] = { "office", "centre", KTG_PROCEDURE_FILER, NULL };
static const char *const known_levels[]
    = { "national", "province", "regency", "district", "village", "polling_place", NULL };
static const char *const known_needs[]
    = { "reason", "number", "date", "documents", "to", "until", NULL };

static const KtgField value_fields[] = {
  { "code", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgProcedureValue, code), KTG_NEED_FILLED },
  { "name",
    KTG_FIELD_GROUP,
    G_STRUCT_OFFSET (KtgProcedureValue, name),
    KTG_NEED_ALWAYS,
    .record = &ktg_words_record },
  { "list", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgProcedureValue, list) },
  { "required", KTG_FIELD_FLAG, G_STRUCT_OFFSET (KtgProcedureValue, is_required) },
  { "decides", KTG_FIELD_FLAG, G_STRUCT_OFFSET (KtgProcedureValue, decides) },
};

KTG_DEFINE_RECORD (KtgProcedureValue, ktg_procedure_value, value_fields)

static const KtgField step_fields[] = {
  { "code", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgProcedureStep, code), KTG_NEED_FILLED },
  { "regimes",
    KTG_FIELD_TEXTS,
    G_STRUCT_OFFSET (KtgProcedureStep, regimes),
    .known = ktg_election_regimes },
  { "from", KTG_FIELD_DAY, G_STRUCT_OFFSET (KtgProcedureStep, period.from) },
  { "until", KTG_FIELD_DAY, G_STRUCT_OFFSET (KtgProcedureStep, period.until) },
  { "name",
    KTG_FIELD_GROUP,
    G_STRUCT_OFFSET (KtgProcedureStep, name),
    KTG_NEED_ALWAYS,
    .record = &ktg_words_record },
  { "detail",
    KTG_FIELD_GROUP,
    G_STRUCT_OFFSET (KtgProcedureStep, detail),
    .record = &ktg_words_record },
  { "state", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgProcedureStep, state) },
  { "roles",
    KTG_FIELD_TEXTS,
    G_STRUCT_OFFSET (KtgProcedureStep, roles),
    KTG_NEED_ALWAYS,
    .known = known_roles },
  { "levels", KTG_FIELD_TEXTS, G_STRUCT_OFFSET (KtgProcedureStep, levels), .known = known_levels },
  { "after", KTG_FIELD_TEXTS, G_STRUCT_OFFSET (KtgProcedureStep, after), KTG_NEED_ALWAYS },
  { "needs", KTG_FIELD_TEXTS, G_STRUCT_OFFSET (KtgProcedureStep, needs), .known = known_needs },
  { "values",
    KTG_FIELD_RECORDS,
    G_STRUCT_OFFSET (KtgProcedureStep, values),
    .record = &ktg_procedure_value_record },
  { "starts", KTG_FIELD_TEXTS, G_STRUCT_OFFSET (KtgProcedureStep, starts) },
  { "stops", KTG_FIELD_TEXTS, G_STRUCT_OFFSET (KtgProcedureStep, stops) },
  { "hands_over", KTG_FIELD_FLAG, G_STRUCT_OFFSET (KtgProcedureStep, hands_over) },
  { "final", KTG_FIELD_FLAG, G_STRUCT_OFFSET (KtgProcedureStep, is_final) },
  { "legal_basis", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgProcedureStep, legal_basis) },
  { "confidence", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgProcedureStep, confidence), KTG_NEED_FILLED },
  { "source", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgProcedureStep, source) },
};

KTG_DEFINE_RECORD (KtgProcedureStep, ktg_procedure_step, step_fields)

/**
 * ktg_procedure_step_get_state:
 * @step: a step
 *
 * Returns: (transfer none): the state of a report of which it is the newest step
 */
const char *
ktg_procedure_step_get_state (const KtgProcedureStep *step)
{
  return step->state != NULL ? step->state : step->code;
}

/**
 * ktg_procedure_step_find_value:
 * @step: (nullable): a step
 * @code: of something that a step may say
 *
 * Returns: (transfer none) (nullable): what the procedure says of it; %NULL: this step has none
 * such
 */
const KtgProcedureValue *
ktg_procedure_step_find_value (const KtgProcedureStep *step, const char *code)
{
  for (guint i = 0; step != NULL && i < step->values->len; i++)
    {
      const KtgProcedureValue *value = g_ptr_array_index (step->values, i);

      if (strcmp (value->code, code) == 0)
        return value;
    }

  return NULL;
}

/**
 * ktg_procedure_step_is_of:
 * @step: a step
 * @regime: (nullable): of an election; %NULL: it is not known
 *
 * Returns: whether the law of that election has it
 */
gboolean
ktg_procedure_step_is_of (const KtgProcedureStep *step, const char *regime)
{
  return regime == NULL || step->regimes->len == 0
         || g_ptr_array_find_with_equal_func (step->regimes, regime, g_str_equal, NULL);
}

static gboolean
share_a_regime (const KtgProcedureStep *step, const KtgProcedureStep *other)
{
  for (guint i = 0; i < step->regimes->len; i++)
    if (ktg_procedure_step_is_of (other, g_ptr_array_index (step->regimes, i)))
      return TRUE;

  return step->regimes->len == 0;
}

static gboolean
are_at_once (const KtgProcedureStep *step, const KtgProcedureStep *other)
{
  return strcmp (step->code, other->code) == 0 && share_a_regime (step, other)
         && ktg_period_overlaps (&step->period, &other->period);
}

static gboolean
leads_somewhere (const GPtrArray *steps, const char *state)
{
  for (guint i = 0; i < steps->len; i++)
    if (strcmp (ktg_procedure_step_get_state (g_ptr_array_index (steps, i)), state) == 0)
      return TRUE;

  return strcmp (state, KTG_PROCEDURE_FILED) == 0;
}

static char *
find_step_fault (const GPtrArray *steps, guint i)
{
  const KtgProcedureStep *step = g_ptr_array_index (steps, i);

  if (ktg_period_is_backward (&step->period))
    return g_strdup_printf ("%s ends before it begins", step->code);

  for (guint j = i + 1; j < steps->len; j++)
    if (are_at_once (step, g_ptr_array_index (steps, j)))
      return g_strdup_printf ("%s comes twice on the same day", step->code);

  for (guint j = 0; j < step->after->len; j++)
    if (!leads_somewhere (steps, g_ptr_array_index (step->after, j)))
      return g_strdup_printf ("%s follows %s, to which nothing leads",
                              step->code,
                              (const char *)g_ptr_array_index (step->after, j));

  return NULL;
}

/**
 * ktg_procedure_steps_find_fault:
 * @steps: (element-type KtgProcedureStep): all of one pack
 *
 * A step that ends before it begins, that holds twice on one day of one election, or that follows a
 * state to which nothing leads.
 *
 * Returns: (transfer full) (nullable): English, what is wrong, with the step's code
 */
char *
ktg_procedure_steps_find_fault (const GPtrArray *steps)
{
  char *fault = NULL;

  for (guint i = 0; fault == NULL && i < steps->len; i++)
    fault = find_step_fault (steps, i);

  return fault;
}
