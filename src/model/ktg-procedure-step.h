/* ktg-procedure-step.h - a step that the procedure knows: who may take it, from where, and with
 * what
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-pack-entry.h>

G_BEGIN_DECLS

#define KTG_PROCEDURE_FILED "filed" /* the state of a report of which nothing has been done yet */
#define KTG_PROCEDURE_FILER "filer" /* the role of whoever filed the report */

/* What else a step says. */
typedef struct
{
  char    *code;
  KtgWords name;
  char    *list;        /* the choices there are, a list of the same pack; NULL: any text */
  gboolean is_required; /* no step without it */
  gboolean decides;     /* two such steps that differ in it are not one decision */
} KtgProcedureValue;

typedef struct
{
  char      *code;    /* "registered" */
  GPtrArray *regimes; /* (element-type utf8): of which elections; none: of every one */
  KtgPeriod  period;  /* the days on which it holds */
  KtgWords   name;
  KtgWords   detail; /* both may be NULL */
  char      *state;  /* that it leads to; NULL: its code */
  GPtrArray *roles;  /* (element-type utf8): who may, "office", "centre" or "filer" */
  GPtrArray *levels; /* (element-type utf8): which offices may; none: each */
  GPtrArray *after;  /* (element-type utf8): the states that it may follow */
  GPtrArray *needs; /* (element-type utf8): what of a step it must have, "reason", "number", "date",
                       "documents", "to" or "until" */
  GPtrArray *values;     /* (element-type KtgProcedureValue) */
  GPtrArray *starts;     /* (element-type utf8): codes of the terms that begin to run */
  GPtrArray *stops;      /* (element-type utf8): and of those that end */
  gboolean   hands_over; /* the office of the region it names has the case from then on */
  gboolean   is_final;   /* no term runs any more */
  char      *legal_basis;
  char      *confidence; /* A, B, C or "-" */
  char      *source;     /* where it was read, or NULL */
} KtgProcedureStep;

const char *ktg_procedure_step_get_state (const KtgProcedureStep *step);
gboolean    ktg_procedure_step_is_of (const KtgProcedureStep *step, const char *regime);
const KtgProcedureValue *ktg_procedure_step_find_value (const KtgProcedureStep *step,
                                                        const char             *code);
char                    *ktg_procedure_steps_find_fault (const GPtrArray *steps);

KTG_DECLARE_RECORD (KtgProcedureValue, ktg_procedure_value)
KTG_DECLARE_RECORD (KtgProcedureStep, ktg_procedure_step)

G_END_DECLS
