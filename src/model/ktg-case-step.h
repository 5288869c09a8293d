/* ktg-case-step.h - one step of the procedure, as an office says it took it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-record.h>

G_BEGIN_DECLS

#define KTG_CASE_STEP_MOST_TAKEN 64

/* What a step needs, and who may take it, the pack of the procedure says (KtgProcedure). */
typedef struct
{
  char      *code;      /* of the procedure, "registered" */
  char      *version;   /* event id of the version of the report that was judged */
  char      *reason;    /* or NULL */
  char      *number;    /* that the office gave, or NULL */
  char      *date;      /* the day on which it was taken, or NULL */
  KtgValues *values;    /* what else the procedure asks of it, by its codes */
  GPtrArray *documents; /* (element-type KtgEvidence) */
  char      *to;        /* region code of the office that has the case from now on, or NULL */
  char      *until;     /* a day, or NULL */
  GPtrArray *takes;     /* (element-type utf8): ids of steps that came too late and count by this */
} KtgCaseStep;

KtgCaseStep *ktg_case_step_new (void);

KTG_DECLARE_RECORD (KtgCaseStep, ktg_case_step)

G_END_DECLS
