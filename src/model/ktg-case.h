/* ktg-case.h - what the offices' steps about one report add up to
 *
 * docs/CASES.md has the rules.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-event.h>
#include <ktg-pack.h>
#include <ktg-report-clock.h>
#include <ktg-standing.h>

G_BEGIN_DECLS

/* What a report is of which no step counts. */
#define KTG_CASE_FILED KTG_PROCEDURE_FILED
#define KTG_CASE_WITHDRAWN "withdrawn"

/* What stands for the states of decisions that differ, where there is room for one word. */
#define KTG_CASE_CONFLICT "conflict"

/* How a step stands. Only what counts can be the state. */
typedef enum
{
  KTG_CASE_COUNTS,
  KTG_CASE_WAITS_FOR_STEP,    /* it follows one that is not here */
  KTG_CASE_WAITS_FOR_VERSION, /* it judges a version of the report that is not here */
  KTG_CASE_IS_UNSIGNED_FOR,   /* nobody is known to have admitted its author */
  KTG_CASE_IS_LATE,           /* its author was revoked before, and no office took it */
  KTG_CASE_HAS_NO_SUCH_STEP,  /* the procedure does not know it */
  KTG_CASE_IS_NOT_OF_ROLE,    /* its author's role may not take it … */
  KTG_CASE_IS_NOT_OF_LEVEL,   /* … nor an office of that level … */
  KTG_CASE_IS_NOT_OF_REGION,  /* … nor one of that region */
  KTG_CASE_IS_NOT_FROM_HERE,  /* it may not follow what it follows */
  KTG_CASE_IS_NOT_ABOVE,      /* it follows steps that differ, and is above none of them */
  KTG_CASE_LACKS,             /* something that the procedure asks for is not said */
} KtgCaseVerdict;

const char *ktg_case_verdict_get_name (KtgCaseVerdict verdict);

/* One event of the case. */
typedef struct
{
  char                   *event_id;
  KtgEvent               *event;
  KtgStanding             standing; /* of its author, at that event */
  const KtgProcedureStep *step;     /* of a step: what the procedure says of it; NULL: nothing */
  KtgCaseVerdict          verdict;  /* of a step; of what else is said, whether it is believed */
  const char             *lacks;    /* of one that lacks something: "reason", or a value's code */
  gboolean                is_head;  /* it is the state, or one of those that differ */
  gboolean                is_taken; /* it came late, and an office took it */
} KtgCaseEntry;

/* A term of the procedure that runs. */
typedef struct
{
  KtgDeadline deadline; /* its term is never NULL */
  const char *step_id;  /* the step that began it */
} KtgCaseClock;

/* A fold over the events of one report in any order, with repeats: the same events in another order
 * are the same case. */
typedef struct _KtgCase KtgCase;

KtgCase *ktg_case_new (const KtgPack *pack, const char *case_id);
void     ktg_case_free (KtgCase *self);

gboolean ktg_case_add (KtgCase           *self,
                       const char        *event_id,
                       const KtgEvent    *event,
                       const KtgStanding *standing);

const KtgCaseEntry *ktg_case_get_filing (const KtgCase *self);
const char         *ktg_case_get_state (const KtgCase *self);
const char         *ktg_case_get_office_state (const KtgCase *self);
gboolean            ktg_case_is_conflict (const KtgCase *self);
gboolean            ktg_case_is_withdrawn (const KtgCase *self);
gboolean   ktg_case_is_in_force (const KtgCase *self, const char *event_id, gboolean *is_taken);
GPtrArray *ktg_case_get_heads (const KtgCase *self);
GPtrArray *ktg_case_get_steps (const KtgCase *self);
GPtrArray *ktg_case_list (const KtgCase *self, KtgEventKind kind);
GPtrArray *ktg_case_list_assigned (const KtgCase *self, const char *day);
GArray    *ktg_case_list_clocks (const KtgCase *self, int utc_offset_s);

const KtgCaseEntry     *ktg_case_get_version (const KtgCase *self);
const KtgProcedureStep *ktg_case_find_step (const KtgCase *self, const char *code);
gboolean                ktg_case_may_assign (const KtgCase *self, const KtgStanding *standing);

KtgEvent  *ktg_case_begin_step (const KtgCase *self, const char *author, const char *code);
gboolean   ktg_case_take (const KtgCase *self, KtgEvent *event, const KtgCaseEntry *late);
GPtrArray *ktg_case_find_takeable (const KtgCase *self, const char *beginning);
GPtrArray *
ktg_case_list_next (const KtgCase *self, const char *author, const KtgStanding *standing);
GPtrArray     *ktg_case_list_after (const KtgCase *self);
KtgCaseVerdict ktg_case_try (const KtgCase     *self,
                             const KtgEvent    *event,
                             const KtgStanding *standing,
                             const char       **lacks);
gboolean
ktg_case_lacks_reason (const KtgCase *self, const KtgEvent *event, const KtgStanding *standing);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgCase, ktg_case_free)

G_END_DECLS
