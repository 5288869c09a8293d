/* ktg-case-next.c - what somebody may do with a case now
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-case-private.h"

#define NOT_SIGNED_YET "" /* the id of what has none */

/**
 * ktg_case_find_step:
 * @self: a case
 * @code: (nullable): of a step, or a state
 *
 * Returns: (transfer none) (nullable): what the procedure of its law and day says of it
 */
const KtgProcedureStep *
ktg_case_find_step (const KtgCase *self, const char *code)
{
  const KtgCase *folded = ktg_case_fold (self);

  return folded->procedure != NULL ? ktg_procedure_steps_find (folded->procedure, code) : NULL;
}

static gboolean
may_write (const KtgCase          *self,
           const KtgProcedureStep *step,
           const char             *author,
           const KtgStanding      *standing)
{
  g_autoptr (KtgEvent) event = ktg_event_new ();
  KtgCaseQuestion question = { event, standing, FALSE, TRUE, &self->ground };

  event->author = g_strdup (author);
  event->step = ktg_case_step_new ();
  event->step->code = g_strdup (step->code);
  return ktg_case_judge (self, &question).verdict == KTG_CASE_COUNTS;
}

/**
 * ktg_case_list_next:
 * @self: a case
 * @author: the key of a device
 * @standing: what it is now
 *
 * What each needs stands in it; a step that ends a difference needs a reason besides.
 *
 * Returns: (transfer container) (element-type KtgProcedureStep): the steps that it may write after
 * all that are here, in the order of the procedure; none while the filing is not here
 */
GPtrArray *
ktg_case_list_next (const KtgCase *self, const char *author, const KtgStanding *standing)
{
  const KtgCase *folded = ktg_case_fold (self);
  GPtrArray     *next = g_ptr_array_new ();

  for (guint i = 0; i < folded->procedure->len; i++)
    {
      KtgProcedureStep *step = g_ptr_array_index (folded->procedure, i);

      if (may_write (folded, step, author, standing))
        g_ptr_array_add (next, step);
    }

  return next;
}

static gboolean
is_listed (const GPtrArray *ids, const char *id)
{
  return g_ptr_array_find_with_equal_func ((GPtrArray *)ids, id, g_str_equal, NULL);
}

static void
add_id (GPtrArray *ids, const KtgCaseEntry *entry)
{
  if (ids->len < KTG_EVENT_MOST_AFTER && !is_listed (ids, entry->event_id))
    g_ptr_array_add (ids, entry->event_id);
}

/**
 * ktg_case_list_after:
 * @self: a case
 *
 * What waits is left out: whoever named it would wait with it.
 *
 * Returns: (transfer container) (element-type utf8): the ids that the next step names in `after`:
 * the heads, then the newest of what does not count; at most 64
 */
GPtrArray *
ktg_case_list_after (const KtgCase *self)
{
  const KtgCase       *folded = ktg_case_fold (self);
  GPtrArray           *ids = g_ptr_array_new ();
  g_autofree gboolean *is_named = g_new0 (gboolean, folded->nodes->len + 1);

  for (guint i = 0; i < folded->heads->len; i++)
    add_id (ids, g_ptr_array_index (folded->heads, i));

  for (guint i = folded->nodes->len; i > 0; i--)
    {
      const KtgCaseNode *node = g_ptr_array_index (folded->nodes, i - 1);

      if (node->waits)
        continue;
      for (guint j = 0; j < node->parents->len; j++)
        is_named[g_array_index (node->parents, guint, j)] = TRUE;
      if (!is_named[i - 1])
        add_id (ids, node->entry);
    }

  return ids;
}

/**
 * ktg_case_begin_step:
 * @self: a case whose filing is here
 * @author: the key of a device
 * @code: of a step
 *
 * Returns: (transfer full): a step after all that are here, about the newest version of the report;
 * what else it says is the caller's to set
 */
KtgEvent *
ktg_case_begin_step (const KtgCase *self, const char *author, const char *code)
{
  g_autoptr (GPtrArray) after = ktg_case_list_after (self);
  KtgEvent *event = ktg_event_new ();

  event->kind = KTG_EVENT_STEP;
  event->author = g_strdup (author);
  for (guint i = 0; i < after->len; i++)
    g_ptr_array_add (event->after, g_strdup (g_ptr_array_index (after, i)));
  event->step = ktg_case_step_new ();
  event->step->code = g_strdup (code);
  event->step->version = g_strdup (ktg_case_get_version (self)->event_id);
  return event;
}

/**
 * ktg_case_find_takeable:
 * @self: a case
 * @beginning: of an id
 *
 * Returns: (transfer container) (element-type KtgCaseEntry): the steps whose id begins so, and what
 * its filer said of the report
 */
GPtrArray *
ktg_case_find_takeable (const KtgCase *self, const char *beginning)
{
  const KtgCase *folded = ktg_case_fold (self);
  GPtrArray     *found = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer       value;

  g_hash_table_iter_init (&iter, folded->entries);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const KtgCaseEntry *entry = value;

      if (g_str_has_prefix (entry->event_id, beginning)
          && (entry->event->kind == KTG_EVENT_STEP ? ktg_case_is_of_report (folded, entry)
                                                   : ktg_case_is_filers (folded, entry)))
        g_ptr_array_add (found, value);
    }

  return found;
}

/**
 * ktg_case_take:
 * @self: a case
 * @event: (inout): a step that is not signed yet
 * @late: from ktg_case_find_takeable()
 *
 * Has it take what came late: a step it follows, a newer version it judges.
 *
 * Returns: %FALSE if it takes as many as it may
 */
gboolean
ktg_case_take (const KtgCase *self, KtgEvent *event, const KtgCaseEntry *late)
{
  const KtgCaseEntry *judged = g_hash_table_lookup (self->entries, event->step->version);

  if (event->step->takes->len == KTG_CASE_STEP_MOST_TAKEN)
    return FALSE;

  g_ptr_array_add (event->step->takes, g_strdup (late->event_id));
  if (late->event->kind == KTG_EVENT_STEP && !is_listed (event->after, late->event_id))
    g_ptr_array_add (event->after, g_strdup (late->event_id));
  if (late->event->report != NULL && judged != NULL && late->event->seq > judged->event->seq)
    {
      g_free (event->step->version);
      event->step->version = g_strdup (late->event_id);
    }
  return TRUE;
}

/* The case as it is for all once @event is one of it. */
static KtgCase *
new_with (const KtgCase *self, const KtgEvent *event, const KtgStanding *standing)
{
  KtgCase *with = ktg_case_new (self->pack, self->id);
  g_autoptr (KtgEvent) said = ktg_event_copy (event);
  GHashTableIter iter;
  gpointer       value;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const KtgCaseEntry *entry = value;

      ktg_case_add (with, entry->event_id, entry->event, &entry->standing);
    }

  g_free (said->case_id);
  said->case_id = g_strdup (self->id);
  g_free (said->report_id);
  said->report_id = self->filing != NULL ? g_strdup (self->filing->event->report_id) : NULL;
  ktg_case_add (with, NOT_SIGNED_YET, said, standing);
  return with;
}

/**
 * ktg_case_try:
 * @self: a case
 * @event: a step that is not signed yet, with its author, `after` and body
 * @standing: its author's
 * @lacks: (out) (optional): as in #KtgCaseEntry
 *
 * Returns: how it would stand, with what it takes
 */
KtgCaseVerdict
ktg_case_try (const KtgCase     *self,
              const KtgEvent    *event,
              const KtgStanding *standing,
              const char       **lacks)
{
  g_autoptr (KtgCase) with = new_with (ktg_case_fold (self), event, standing);
  const KtgCaseEntry *entry = g_hash_table_lookup (with->entries, NOT_SIGNED_YET);

  ktg_case_fold (with);
  if (lacks != NULL)
    *lacks = entry->lacks;

  return entry->verdict;
}

/**
 * ktg_case_lacks_reason:
 * @self: a case
 * @event: a step that is to be taken now, as for ktg_case_try()
 * @standing: its author's
 *
 * Returns: whether the procedure asks for its reason, or it would end a difference, also one that
 * what it takes makes, and there is none in words
 */
gboolean
ktg_case_lacks_reason (const KtgCase *self, const KtgEvent *event, const KtgStanding *standing)
{
  const KtgCaseStep      *step = event->step;
  const KtgProcedureStep *known = ktg_case_find_step (self, step->code);
  const char             *lacks = NULL;

  if (ktg_case_is_said (step->reason))
    return FALSE;
  if (ktg_case_is_conflict (self) || (known != NULL && is_listed (known->needs, "reason")))
    return TRUE;

  ktg_case_try (self, event, standing, &lacks);
  return g_strcmp0 (lacks, "reason") == 0;
}
