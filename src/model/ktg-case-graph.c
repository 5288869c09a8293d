/* ktg-case-graph.c - which steps of a case stand
 *
 * A step that counts replaces what it stands on. One that does not count replaces nothing, and
 * whoever follows it stands where it stood: so a step that was not allowed takes nothing with it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-case-private.h"

#include <string.h>

#define N_SETS 3 /* of a node */

static void
free_node (gpointer data)
{
  KtgCaseNode *node = data;

  g_array_unref (node->parents);
  g_free (node);
}

/**
 * ktg_case_forget:
 * @self: a case
 *
 * What its events add up to has to be worked out anew.
 */
void
ktg_case_forget (KtgCase *self)
{
  if (!self->is_folded)
    return;

  self->is_folded = FALSE;
  self->filing = NULL;
  self->is_conflict = FALSE;
  ktg_case_ground_clear (&self->ground);
  g_clear_pointer (&self->procedure, g_ptr_array_unref);
  g_clear_pointer (&self->by_bit, g_ptr_array_unref);
  g_clear_pointer (&self->heads, g_ptr_array_unref);
  g_clear_pointer (&self->steps, g_ptr_array_unref);
  g_clear_pointer (&self->nodes, g_ptr_array_unref);
  g_clear_pointer (&self->bits, g_free);
}

/* --- what waits, and what can count --- */

static gboolean
knows_version (const KtgCase *self, const KtgCaseEntry *entry)
{
  return self->filing != NULL && ktg_case_find_version (self, entry->event->step->version) != NULL;
}

/* Somebody whom nobody believes could name what is nowhere, and all that follows would wait. */
static gboolean
has_waiting_parent (const KtgCase *self, const KtgCaseNode *node)
{
  for (guint i = 0; i < node->parents->len; i++)
    {
      const KtgCaseNode *parent
          = g_ptr_array_index (self->nodes, g_array_index (node->parents, guint, i));

      if (parent->waits && parent->entry->standing.belief == KTG_BELIEF_HELD)
        return TRUE;
    }

  return FALSE;
}

static void
find_waiting (KtgCase *self)
{
  for (guint i = 0; i < self->nodes->len; i++)
    {
      KtgCaseNode *node = g_ptr_array_index (self->nodes, i);
      gboolean     lacks_step = node->lacks_parent || has_waiting_parent (self, node);

      node->waits = lacks_step || !knows_version (self, node->entry);
      if (node->waits)
        node->entry->verdict = lacks_step ? KTG_CASE_WAITS_FOR_STEP : KTG_CASE_WAITS_FOR_VERSION;
    }
}

static gboolean
may_take (const KtgCase *self, const KtgCaseNode *node)
{
  const KtgStanding *standing = &node->entry->standing;

  return !node->waits && standing->belief == KTG_BELIEF_HELD && standing->role != KTG_ROLE_OFFICER
         && ktg_case_is_competent (self, standing, node->entry->event->step->version, NULL);
}

static gboolean
names (const GPtrArray *ids, const char *id)
{
  return g_ptr_array_find_with_equal_func ((GPtrArray *)ids, id, g_str_equal, NULL);
}

/* A step stands in the graph before the one that takes it; what the filer said has no place there.
 */
static gboolean
can_be_taken (const KtgCase *self, const KtgCaseNode *node, const KtgCaseEntry *late)
{
  if (late->event->kind == KTG_EVENT_STEP)
    return late->standing.belief == KTG_BELIEF_LATE
           && names (node->entry->event->after, late->event_id);

  return self->filing != NULL && ktg_case_is_filers (self, late) && !ktg_case_holds (self, late);
}

static void
take (KtgCase *self, const KtgCaseNode *node)
{
  const GPtrArray *takes = node->entry->event->step->takes;

  for (guint i = 0; i < takes->len; i++)
    {
      KtgCaseEntry *late = g_hash_table_lookup (self->entries, g_ptr_array_index (takes, i));

      if (late != NULL && can_be_taken (self, node, late))
        late->is_taken = TRUE;
    }
}

static void
find_taken (KtgCase *self)
{
  for (guint i = 0; i < self->nodes->len; i++)
    {
      const KtgCaseNode *node = g_ptr_array_index (self->nodes, i);

      if (node->entry->event->step->takes->len > 0 && may_take (self, node))
        take (self, node);
    }
}

static void
give_bits (KtgCase *self)
{
  KtgCaseBits *bits;

  for (guint i = 0; i < self->nodes->len; i++)
    {
      KtgCaseNode *node = g_ptr_array_index (self->nodes, i);

      if (node->waits
          || (node->entry->standing.belief != KTG_BELIEF_HELD && !node->entry->is_taken))
        continue;

      node->bit = (int)self->by_bit->len;
      g_ptr_array_add (self->by_bit, node);
    }

  self->n_words = self->by_bit->len / 64 + 1;
  self->bits = bits = g_new0 (KtgCaseBits, N_SETS * self->n_words * self->nodes->len + 1);
  for (guint i = 0; i < self->nodes->len; i++)
    {
      KtgCaseNode *node = g_ptr_array_index (self->nodes, i);

      node->over = bits + N_SETS * i * self->n_words;
      node->front = node->over + self->n_words;
      node->line = node->front + self->n_words;
    }
}

/* --- what stands --- */

/**
 * ktg_case_ground_init:
 * @ground: (out): nothing
 * @self: a case whose steps have their bits
 *
 * Begins a ground, which ktg_case_ground_clear() ends.
 */
void
ktg_case_ground_init (KtgCaseGround *ground, const KtgCase *self)
{
  ground->heads = g_ptr_array_new ();
  ground->below = g_new0 (KtgCaseBits, self->n_words);
}

/**
 * ktg_case_ground_clear:
 * @ground: what ktg_case_ground_init() began
 *
 * Lets go of it.
 */
void
ktg_case_ground_clear (KtgCaseGround *ground)
{
  g_clear_pointer (&ground->heads, g_ptr_array_unref);
  g_clear_pointer (&ground->below, g_free);
}

static void
add_heads (const KtgCase *self, const KtgCaseBits *fronts, KtgCaseGround *ground)
{
  for (gsize i = 0; i < self->n_words; i++)
    for (KtgCaseBits left = fronts[i] & ~ground->below[i]; left != 0; left &= left - 1)
      g_ptr_array_add (ground->heads,
                       g_ptr_array_index (self->by_bit, i * 64 + __builtin_ctzll (left)));

  g_ptr_array_sort (ground->heads, ktg_case_compare_ids);
}

/**
 * ktg_case_ground_find:
 * @self: a case in which the @parents are judged
 * @parents: (element-type guint): places of the steps that one names
 * @ground: begun and empty
 *
 * Finds what a step stands on that follows @parents.
 */
void
ktg_case_ground_find (const KtgCase *self, const GArray *parents, KtgCaseGround *ground)
{
  g_autofree KtgCaseBits *fronts = g_new0 (KtgCaseBits, self->n_words);

  for (guint i = 0; i < parents->len; i++)
    {
      const KtgCaseNode *parent
          = g_ptr_array_index (self->nodes, g_array_index (parents, guint, i));

      ktg_case_bits_unite (fronts, parent->front, self->n_words);
      ktg_case_bits_unite (ground->below, parent->over, self->n_words);
    }

  add_heads (self, fronts, ground);
}

static gboolean
replaces (const KtgCaseNode *node, const KtgCaseNode *head, gboolean is_conflict)
{
  return ktg_case_may_replace (node->entry->event->author,
                               &node->entry->standing,
                               head->entry,
                               is_conflict);
}

static gboolean
chooses_a_side (const KtgCaseNode *node, const KtgCaseGround *ground)
{
  for (guint i = 0; i < ground->heads->len; i++)
    if (ktg_case_agree (node->entry, ((KtgCaseNode *)g_ptr_array_index (ground->heads, i))->entry))
      return TRUE;

  return FALSE;
}

/* What began and ended on a side that was not chosen did not happen to what was. */
static void
draw_line (const KtgCase       *self,
           KtgCaseNode         *node,
           const KtgCaseGround *ground,
           gboolean             is_conflict)
{
  gboolean is_choice = is_conflict && chooses_a_side (node, ground);

  for (guint i = 0; i < ground->heads->len; i++)
    {
      const KtgCaseNode *head = g_ptr_array_index (ground->heads, i);

      if (!ktg_case_bits_has (node->over, head->bit)
          || (is_choice && !ktg_case_agree (node->entry, head->entry)))
        continue;

      ktg_case_bits_unite (node->line, head->line, self->n_words);
      ktg_case_bits_add (node->line, head->bit);
    }
}

static void
stand (KtgCase *self, KtgCaseNode *node, const KtgCaseGround *ground)
{
  gboolean counts = node->bit >= 0 && node->entry->verdict == KTG_CASE_COUNTS;
  gboolean is_conflict = counts && ktg_case_is_conflict_of (ground->heads);

  memcpy (node->over, ground->below, self->n_words * sizeof (KtgCaseBits));
  if (counts)
    ktg_case_bits_add (node->front, node->bit);

  for (guint i = 0; i < ground->heads->len; i++)
    {
      const KtgCaseNode *head = g_ptr_array_index (ground->heads, i);

      if (counts && replaces (node, head, is_conflict))
        ktg_case_bits_add (node->over, head->bit);
      else
        ktg_case_bits_add (node->front, head->bit);
    }

  if (counts)
    draw_line (self, node, ground, is_conflict);
}

static void
judge_node (KtgCase *self, KtgCaseNode *node)
{
  KtgCaseGround   ground;
  KtgCaseQuestion question
      = { node->entry->event, &node->entry->standing, node->entry->is_taken, FALSE, &ground };
  KtgCaseAnswer answer;

  ktg_case_ground_init (&ground, self);
  ktg_case_ground_find (self, node->parents, &ground);
  answer = ktg_case_judge (self, &question);
  node->entry->step = answer.step;
  if (!node->waits)
    {
      node->entry->verdict = answer.verdict;
      node->entry->lacks = answer.lacks;
    }
  stand (self, node, &ground);
  ktg_case_ground_clear (&ground);
}

/* What nothing replaced that counts. */
static void
find_heads (KtgCase *self)
{
  g_autofree KtgCaseBits *fronts = NULL;

  ktg_case_ground_init (&self->ground, self);
  fronts = g_new0 (KtgCaseBits, self->n_words);
  for (guint i = 0; i < self->nodes->len; i++)
    {
      const KtgCaseNode *node = g_ptr_array_index (self->nodes, i);

      ktg_case_bits_unite (fronts, node->front, self->n_words);
      ktg_case_bits_unite (self->ground.below, node->over, self->n_words);
      g_ptr_array_add (self->steps, node->entry);
    }

  add_heads (self, fronts, &self->ground);
  for (guint i = 0; i < self->ground.heads->len; i++)
    {
      KtgCaseNode *head = g_ptr_array_index (self->ground.heads, i);

      head->entry->is_head = TRUE;
      g_ptr_array_add (self->heads, head->entry);
    }
  self->is_conflict = ktg_case_is_conflict_of (self->ground.heads);
}

static GPtrArray *
list_procedure (const KtgCase *self)
{
  const KtgReport *report = self->filing != NULL ? self->filing->event->report : NULL;
  g_autofree char *day = report != NULL && self->pack != NULL
                             ? ktg_pack_dup_day_of_report (self->pack, report)
                             : NULL;
  g_autofree char *filed = report != NULL ? ktg_moment_dup_wall (&self->filing->event->at) : NULL;
  const char      *law = day != NULL ? day : filed;

  if (report == NULL || self->pack == NULL)
    return g_ptr_array_new ();

  return ktg_pack_get_steps (self->pack,
                             ktg_pack_get_regime (self->pack, report->place_region, law),
                             law);
}

/**
 * ktg_case_fold:
 * @self: a case
 *
 * Returns: (transfer none): the same, in which all is worked out
 */
const KtgCase *
ktg_case_fold (const KtgCase *self)
{
  KtgCase *folded = (KtgCase *)self; /* what it adds up to is a cache */

  if (folded->is_folded)
    return self;

  folded->is_folded = TRUE;
  folded->filing = g_hash_table_lookup (folded->entries, folded->id);
  folded->procedure = list_procedure (folded);
  folded->nodes = g_ptr_array_new_with_free_func (free_node);
  folded->by_bit = g_ptr_array_new ();
  folded->heads = g_ptr_array_new ();
  folded->steps = g_ptr_array_new ();

  ktg_case_order_nodes (folded);
  find_waiting (folded);
  find_taken (folded);
  give_bits (folded);
  for (guint i = 0; i < folded->nodes->len; i++)
    judge_node (folded, g_ptr_array_index (folded->nodes, i));
  find_heads (folded);

  return self;
}
