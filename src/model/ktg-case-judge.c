/* ktg-case-judge.c - whether a step of a case is one that the procedure allows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-case-private.h"

#include "ktg-region-tree.h"

#include <string.h>

static gboolean
has_text (const GPtrArray *texts, const char *text)
{
  return g_ptr_array_find_with_equal_func ((GPtrArray *)texts, text, g_str_equal, NULL);
}

/* by KtgCaseVerdict */
static const char *const verdict_names[] = {
  "counts",        "waits_for_step", "waits_for_version", "unsigned_for",
  "late",          "no_such_step",   "not_of_role",       "not_of_level",
  "not_of_region", "not_from_here",  "not_above",         "lacks",
};

/**
 * ktg_case_verdict_get_name:
 * @verdict: of a step
 *
 * Returns: one word for scripts
 */
const char *
ktg_case_verdict_get_name (KtgCaseVerdict verdict)
{
  g_return_val_if_fail ((gsize)verdict < G_N_ELEMENTS (verdict_names), NULL);

  return verdict_names[verdict];
}

/* --- who may --- */

static gboolean
is_filer (const KtgCase *self, const char *author)
{
  return self->filing != NULL && g_strcmp0 (self->filing->event->author, author) == 0;
}

/* Nobody whose admission is not known has a region. A version that is not in force moves nothing.
 */
static gboolean
covers_report (const KtgCase *self, const char *region, const char *version_id)
{
  const KtgCaseEntry *filing = self->filing;
  const KtgCaseEntry *version = NULL;

  if (filing == NULL)
    return FALSE;
  if (filing->standing.belief != KTG_BELIEF_UNKNOWN
      && ktg_region_contains (region, filing->standing.region))
    return TRUE;

  version = ktg_case_find_version (self, version_id);
  if (version != NULL && !ktg_case_holds (self, version))
    version = ktg_case_find_version (self, NULL);
  return version != NULL && version->standing.belief != KTG_BELIEF_UNKNOWN
         && version->event->report->place_region != NULL
         && ktg_region_contains (region, version->event->report->place_region);
}

static gboolean
gives_region (const KtgCaseNode *node, const char *region)
{
  return node->entry->verdict == KTG_CASE_COUNTS && node->entry->step != NULL
         && node->entry->step->hands_over
         && ktg_region_contains (region, node->entry->event->step->to);
}

/* Whether a step before that counts gave the case to that region. */
static gboolean
was_handed (const KtgCase *self, const char *region, const KtgCaseGround *ground)
{
  for (guint i = 0; i < ground->heads->len; i++)
    if (gives_region (g_ptr_array_index (ground->heads, i), region))
      return TRUE;

  for (guint i = 0; i < self->by_bit->len; i++)
    if (ktg_case_bits_has (ground->below, (int)i)
        && gives_region (g_ptr_array_index (self->by_bit, i), region))
      return TRUE;

  return FALSE;
}

/**
 * ktg_case_is_competent:
 * @self: a case
 * @standing: of an office or the centre
 * @version: (nullable): the version of the report that it judged; %NULL: the newest
 * @ground: (nullable): what it stands on; %NULL: what was handed over is not looked at
 *
 * Returns: whether the report is of its region
 */
gboolean
ktg_case_is_competent (const KtgCase       *self,
                       const KtgStanding   *standing,
                       const char          *version,
                       const KtgCaseGround *ground)
{
  return covers_report (self, standing->region, version)
         || (ground != NULL && was_handed (self, standing->region, ground));
}

/**
 * ktg_case_may_replace:
 * @author: of a step
 * @standing: its author's
 * @head: one of the steps that stand before it
 * @is_conflict: whether they differ
 *
 * Returns: whether it takes the place of @head: of steps that differ only if that is its own, of
 * its own office, or of one below it
 */
gboolean
ktg_case_may_replace (const char         *author,
                      const KtgStanding  *standing,
                      const KtgCaseEntry *head,
                      gboolean            is_conflict)
{
  if (!is_conflict || g_strcmp0 (author, head->event->author) == 0)
    return TRUE;

  return standing->role != KTG_ROLE_OFFICER
         && ktg_region_contains (standing->region, head->standing.region);
}

/* As the filer, or as what it was admitted as. */
static KtgCaseVerdict
judge_author (const KtgCase *self, const KtgCaseQuestion *question, const KtgProcedureStep *step)
{
  const KtgStanding *standing = question->standing;

  if (is_filer (self, question->event->author) && has_text (step->roles, KTG_PROCEDURE_FILER))
    return KTG_CASE_COUNTS;
  if (standing->role == KTG_ROLE_OFFICER
      || !has_text (step->roles, ktg_role_get_name (standing->role)))
    return KTG_CASE_IS_NOT_OF_ROLE;
  if (standing->role == KTG_ROLE_OFFICE && step->levels->len > 0
      && !has_text (step->levels, ktg_level_get_name (standing->level)))
    return KTG_CASE_IS_NOT_OF_LEVEL;

  return ktg_case_is_competent (self, standing, question->event->step->version, question->ground)
             ? KTG_CASE_COUNTS
             : KTG_CASE_IS_NOT_OF_REGION;
}

/* --- whether it may stand there --- */

static gboolean
decide_the_same (const KtgProcedureValue *value, const KtgValues *a, const KtgValues *b)
{
  KtgValueKind kind = ktg_values_get_kind (a, value->code);

  if (!value->decides)
    return TRUE;
  if (kind != ktg_values_get_kind (b, value->code))
    return FALSE;

  return kind == KTG_VALUE_NONE
         || (kind == KTG_VALUE_TEXT
             && g_strcmp0 (ktg_values_get_text (a, value->code),
                           ktg_values_get_text (b, value->code))
                    == 0);
}

/**
 * ktg_case_agree:
 * @a: a step that counts
 * @b: another
 *
 * Returns: whether they decide the same
 */
gboolean
ktg_case_agree (const KtgCaseEntry *a, const KtgCaseEntry *b)
{
  const KtgCaseStep *x = a->event->step;
  const KtgCaseStep *y = b->event->step;

  if (strcmp (x->code, y->code) != 0)
    return FALSE;
  if (a->step->hands_over && g_strcmp0 (x->to, y->to) != 0)
    return FALSE;

  for (guint i = 0; i < a->step->values->len; i++)
    if (!decide_the_same (g_ptr_array_index (a->step->values, i), x->values, y->values))
      return FALSE;

  return TRUE;
}

/**
 * ktg_case_is_conflict_of:
 * @heads: (element-type KtgCaseNode): steps that stand beside each other
 *
 * Returns: whether what they decide differs
 */
gboolean
ktg_case_is_conflict_of (const GPtrArray *heads)
{
  for (guint i = 1; i < heads->len; i++)
    if (!ktg_case_agree (((KtgCaseNode *)g_ptr_array_index (heads, 0))->entry,
                         ((KtgCaseNode *)g_ptr_array_index (heads, i))->entry))
      return TRUE;

  return FALSE;
}

/* Of steps that differ those that this one may replace; of others all. */
static GPtrArray *
list_replaced (const KtgCaseQuestion *question)
{
  const GPtrArray *heads = question->ground->heads;
  gboolean         is_conflict = ktg_case_is_conflict_of (heads);
  GPtrArray       *replaced = g_ptr_array_new ();

  for (guint i = 0; i < heads->len; i++)
    {
      KtgCaseNode *head = g_ptr_array_index (heads, i);

      if (ktg_case_may_replace (question->event->author,
                                question->standing,
                                head->entry,
                                is_conflict))
        g_ptr_array_add (replaced, head);
    }

  return replaced;
}

static const char *
get_state (const GPtrArray *heads, guint i)
{
  const KtgCaseNode *head = g_ptr_array_index (heads, i);

  return ktg_procedure_step_get_state (head->entry->step);
}

/* Whoever ends a difference may also choose one of the sides as it is. */
static KtgCaseVerdict
judge_place (const KtgProcedureStep *step, const GPtrArray *replaced, gboolean ends_conflict)
{
  if (replaced->len == 0)
    return has_text (step->after, KTG_PROCEDURE_FILED) ? KTG_CASE_COUNTS
                                                       : KTG_CASE_IS_NOT_FROM_HERE;

  for (guint i = 0; i < replaced->len; i++)
    if (has_text (step->after, get_state (replaced, i))
        || (ends_conflict
            && strcmp (ktg_procedure_step_get_state (step), get_state (replaced, i)) == 0))
      return KTG_CASE_COUNTS;

  return KTG_CASE_IS_NOT_FROM_HERE;
}

/* --- whether it says all --- */

/**
 * ktg_case_is_said:
 * @text: (nullable): a reason, or what else a step says
 *
 * Returns: whether there is more in it than blanks
 */
gboolean
ktg_case_is_said (const char *text)
{
  return text != NULL && text[strspn (text, " \t\n\r\f\v")] != '\0';
}

static gboolean
says (const KtgCaseStep *step, const char *need)
{
  const struct
  {
    const char *need;
    gboolean    is_said;
  } said[] = {
    { "reason", ktg_case_is_said (step->reason) },
    { "number", ktg_case_is_said (step->number) },
    { "date", ktg_case_is_said (step->date) },
    { "documents", step->documents->len > 0 },
    { "to", ktg_case_is_said (step->to) && ktg_region_code_is_valid (step->to) },
    { "until", ktg_case_is_said (step->until) },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (said); i++)
    if (strcmp (said[i].need, need) == 0)
      return said[i].is_said;

  return TRUE; /* a need of a newer version */
}

static gboolean
is_value_said (const KtgCase *self, const KtgProcedureValue *value, const KtgValues *values)
{
  const char *text = ktg_values_get_text (values, value->code);

  if (ktg_values_get_kind (values, value->code) == KTG_VALUE_NONE)
    return !value->is_required;

  return value->list == NULL || ktg_pack_get_choice (self->pack, value->list, text) != NULL;
}

static const char *
find_lack (const KtgCase          *self,
           const KtgCaseStep      *said,
           const KtgProcedureStep *step,
           gboolean                ends_conflict)
{
  if (ends_conflict && !ktg_case_is_said (said->reason))
    return "reason";

  for (guint i = 0; i < step->needs->len; i++)
    if (!says (said, g_ptr_array_index (step->needs, i)))
      return g_ptr_array_index (step->needs, i);

  for (guint i = 0; i < step->values->len; i++)
    {
      const KtgProcedureValue *value = g_ptr_array_index (step->values, i);

      if (!is_value_said (self, value, said->values))
        return value->code;
    }

  return NULL;
}

/* --- all of it --- */

/**
 * ktg_case_judge_belief:
 * @belief: in the author of something that was said
 * @is_taken: whether an office took it
 *
 * Returns: %KTG_CASE_COUNTS where his word counts, else why not
 */
KtgCaseVerdict
ktg_case_judge_belief (KtgBelief belief, gboolean is_taken)
{
  if (belief == KTG_BELIEF_UNKNOWN)
    return KTG_CASE_IS_UNSIGNED_FOR;

  return belief == KTG_BELIEF_LATE && !is_taken ? KTG_CASE_IS_LATE : KTG_CASE_COUNTS;
}

static void
judge_on_ground (const KtgCase *self, const KtgCaseQuestion *question, KtgCaseAnswer *answer)
{
  g_autoptr (GPtrArray) replaced = list_replaced (question);
  gboolean ends_conflict = replaced->len > 1 && ktg_case_is_conflict_of (replaced);

  if (replaced->len == 0 && question->ground->heads->len > 0)
    answer->verdict = KTG_CASE_IS_NOT_ABOVE;
  else
    answer->verdict = judge_place (answer->step, replaced, ends_conflict);
  if (answer->verdict != KTG_CASE_COUNTS || question->is_draft)
    return;

  answer->lacks = find_lack (self, question->event->step, answer->step, ends_conflict);
  if (answer->lacks != NULL)
    answer->verdict = KTG_CASE_LACKS;
}

/**
 * ktg_case_judge:
 * @self: a case
 * @question: a step, and what it stands on
 *
 * Returns: whether it counts there, and if not, why not
 */
KtgCaseAnswer
ktg_case_judge (const KtgCase *self, const KtgCaseQuestion *question)
{
  KtgCaseAnswer answer
      = { ktg_case_judge_belief (question->standing->belief, question->is_taken), NULL, NULL };

  answer.step = ktg_procedure_steps_find (self->procedure, question->event->step->code);
  if (answer.verdict != KTG_CASE_COUNTS)
    return answer;

  if (answer.step == NULL)
    answer.verdict = KTG_CASE_HAS_NO_SUCH_STEP;
  else
    answer.verdict = judge_author (self, question, answer.step);
  if (answer.verdict == KTG_CASE_COUNTS)
    judge_on_ground (self, question, &answer);

  return answer;
}
