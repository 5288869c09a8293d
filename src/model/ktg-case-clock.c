/* ktg-case-clock.c - the terms that the steps of a case have begun and not ended
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-case-private.h"

#include <string.h>

/* A term that runs, and the steps from which it does. */
typedef struct
{
  const char         *code;
  const KtgCaseEntry *begun_by;
  const KtgCaseEntry *counted_from;
} Running;

static const KtgTerm *
find_term (const KtgPack *pack, const char *code)
{
  GPtrArray *terms = ktg_pack_get_terms (pack);

  for (guint i = 0; i < terms->len; i++)
    if (strcmp (((KtgTerm *)g_ptr_array_index (terms, i))->code, code) == 0)
      return g_ptr_array_index (terms, i);

  return NULL;
}

static int
find_running (const GArray *running, const char *code)
{
  for (guint i = 0; i < running->len; i++)
    if (strcmp (g_array_index (running, Running, i).code, code) == 0)
      return (int)i;

  return -1;
}

static void
stop (GArray *running, const KtgProcedureStep *step)
{
  if (step->is_final)
    g_array_set_size (running, 0);

  for (guint i = 0; i < step->stops->len; i++)
    {
      int place = find_running (running, g_ptr_array_index (step->stops, i));

      if (place >= 0)
        g_array_remove_index (running, (guint)place);
    }
}

/* The newest step of that code up to this one; else this one. */
static const KtgCaseEntry *
find_start (const GPtrArray *path, const KtgCaseEntry *entry, const char *starts)
{
  for (guint i = path->len; i > 0; i--)
    {
      const KtgCaseEntry *before = g_ptr_array_index (path, i - 1);

      if (g_strcmp0 (before->event->step->code, starts) == 0)
        return before;
    }

  return entry;
}

/* One that runs already is not begun anew. */
static void
start (const KtgCase *self, GArray *running, const GPtrArray *path, const KtgCaseEntry *entry)
{
  for (guint i = 0; i < entry->step->starts->len; i++)
    {
      const char    *code = g_ptr_array_index (entry->step->starts, i);
      const KtgTerm *term = find_term (self->pack, code);
      Running        begun = { code, entry, entry };

      if (term == NULL || find_running (running, code) >= 0)
        continue;

      begun.counted_from = find_start (path, entry, term->starts);
      g_array_append_val (running, begun);
    }
}

/* @path: (element-type KtgCaseEntry): what leads to a head, and the head. */
static GArray *
list_running (const KtgCase *self, const KtgCaseNode *head)
{
  GArray *running = g_array_new (FALSE, FALSE, sizeof (Running));
  g_autoptr (GPtrArray) path = g_ptr_array_new ();

  for (guint i = 0; i < self->by_bit->len; i++)
    {
      const KtgCaseNode *node = g_ptr_array_index (self->by_bit, i);

      if (node != head && !ktg_case_bits_has (head->line, node->bit))
        continue;

      g_ptr_array_add (path, node->entry);
      stop (running, node->entry->step);
      start (self, running, path, node->entry);
    }

  return running;
}

static char *
dup_start (const KtgCaseEntry *entry)
{
  const char *date = entry->event->step->date;

  return date != NULL ? g_strdup (date) : ktg_moment_dup_wall (&entry->event->at);
}

static gboolean
is_known (const GArray *clocks, const KtgCaseClock *clock)
{
  for (guint i = 0; i < clocks->len; i++)
    {
      const KtgCaseClock *known = &g_array_index (clocks, KtgCaseClock, i);

      if (known->deadline.term == clock->deadline.term
          && g_str_equal (known->step_id, clock->step_id))
        return TRUE;
    }

  return FALSE;
}

static void
add_clocks (const KtgCase *self, const Running *running, int utc_offset_s, GArray *clocks)
{
  const KtgCaseEntry *version
      = ktg_case_find_version (self, running->counted_from->event->step->version);
  KtgClockFacts    facts = ktg_clock_facts_of_report (version->event->report);
  const KtgTerm   *term = find_term (self->pack, running->code);
  g_autofree char *at = dup_start (running->counted_from);
  g_autoptr (GPtrArray) all
      = ktg_report_clock_list_steps (self->pack, &facts, term->starts, at, utc_offset_s);

  for (guint i = 0; i < all->len; i++)
    {
      const KtgDeadline *deadline = g_ptr_array_index (all, i);
      KtgCaseClock       clock = { *deadline, running->begun_by->event_id };

      if (strcmp (deadline->term->code, running->code) == 0 && !is_known (clocks, &clock))
        g_array_append_val (clocks, clock);
    }
}

static int
compare_clocks (gconstpointer a, gconstpointer b)
{
  const KtgCaseClock *x = a;
  const KtgCaseClock *y = b;
  gint64              x_us = ktg_deadline_get_reading (&x->deadline)->ends_us;
  gint64              y_us = ktg_deadline_get_reading (&y->deadline)->ends_us;
  int                 order = (x_us > y_us) - (x_us < y_us);

  if (order == 0)
    order = g_strcmp0 (x->deadline.term->code, y->deadline.term->code);
  if (order == 0)
    order = g_strcmp0 (x->deadline.term->regime, y->deadline.term->regime);

  return order != 0 ? order : g_strcmp0 (x->step_id, y->step_id);
}

/**
 * ktg_case_list_clocks:
 * @self: a case
 * @utc_offset_s: of this device, where the zone of the place is not known
 *
 * Of steps that differ the terms of each run.
 *
 * Returns: (transfer full) (element-type KtgCaseClock): the terms that run, the strictest first;
 * what they name is the case's and the packs'
 */
GArray *
ktg_case_list_clocks (const KtgCase *self, int utc_offset_s)
{
  const KtgCase *folded = ktg_case_fold (self);
  GArray        *clocks = g_array_new (FALSE, FALSE, sizeof (KtgCaseClock));

  for (guint i = 0; i < folded->ground.heads->len; i++)
    {
      g_autoptr (GArray) running
          = list_running (folded, g_ptr_array_index (folded->ground.heads, i));

      for (guint j = 0; j < running->len; j++)
        add_clocks (folded, &g_array_index (running, Running, j), utc_offset_s, clocks);
    }

  g_array_sort (clocks, compare_clocks);
  return clocks;
}
