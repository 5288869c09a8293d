/* ktg-pack-procedure.c - the steps of the procedure, by the law of a day
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-pack-private.h"

#include <string.h>

/**
 * ktg_pack_get_procedure:
 * @pack: packs
 * @day: (nullable): of the event
 *
 * Returns: (transfer none) (nullable): the procedure that holds on @day; on a day before the first
 * the first; %NULL if none is here
 */
const KtgPackPart *
ktg_pack_get_procedure (const KtgPack *pack, const char *day)
{
  g_autofree char *settled = ktg_pack_dup_settled_day (pack, day);

  return ktg_pack_find_part_on (pack, KTG_PACK_PROCEDURE, settled);
}

/**
 * ktg_pack_get_steps:
 * @pack: packs
 * @regime: (nullable): of the election; %NULL: it is not known, and each counts
 * @day: (nullable): of the event
 *
 * Returns: (transfer container) (element-type KtgProcedureStep): the steps that the procedure knows
 * then, in its order; of one code only the first
 */
GPtrArray *
ktg_pack_get_steps (const KtgPack *pack, const char *regime, const char *day)
{
  g_autofree char   *settled = ktg_pack_dup_settled_day (pack, day);
  const KtgPackPart *procedure = ktg_pack_get_procedure (pack, settled);
  GPtrArray         *steps = g_ptr_array_new ();

  for (guint i = 0; procedure != NULL && i < procedure->steps->len; i++)
    {
      KtgProcedureStep *step = g_ptr_array_index (procedure->steps, i);

      if (ktg_procedure_step_is_of (step, regime) && ktg_period_has_day (&step->period, settled)
          && ktg_procedure_steps_find (steps, step->code) == NULL)
        g_ptr_array_add (steps, step);
    }

  return steps;
}

/**
 * ktg_pack_get_state:
 * @pack: packs
 * @code: a state
 *
 * Returns: (transfer none) (nullable): the step that it is called after, by the newest procedure
 * that knows it
 */
const KtgProcedureStep *
ktg_pack_get_state (const KtgPack *pack, const char *code)
{
  for (guint i = pack->parts->len; i > 0; i--)
    {
      const KtgPackPart      *part = g_ptr_array_index (pack->parts, i - 1);
      const KtgProcedureStep *step
          = part->steps != NULL ? ktg_procedure_steps_find (part->steps, code) : NULL;

      if (step != NULL)
        return step;
    }

  return NULL;
}

/**
 * ktg_procedure_steps_find:
 * @steps: (element-type KtgProcedureStep): as ktg_pack_get_steps() gives them
 * @code: (nullable): of one of them
 *
 * Returns: (transfer none) (nullable): that step
 */
const KtgProcedureStep *
ktg_procedure_steps_find (const GPtrArray *steps, const char *code)
{
  for (guint i = 0; i < steps->len; i++)
    {
      const KtgProcedureStep *step = g_ptr_array_index (steps, i);

      if (g_strcmp0 (step->code, code) == 0)
        return step;
    }

  return NULL;
}
