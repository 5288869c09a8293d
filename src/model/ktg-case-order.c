/* ktg-case-order.c - the steps of a case, each after those that it names
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-case-private.h"

#include <string.h>

/**
 * ktg_case_compare_ids:
 * @a: (type KtgCaseNode**): a step
 * @b: (type KtgCaseNode**): another
 *
 * Returns: as strcmp() of their ids
 */
int
ktg_case_compare_ids (gconstpointer a, gconstpointer b)
{
  const KtgCaseNode *x = *(const KtgCaseNode *const *)a;
  const KtgCaseNode *y = *(const KtgCaseNode *const *)b;

  return strcmp (x->entry->event_id, y->entry->event_id);
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const KtgCaseNode *x = *(const KtgCaseNode *const *)a;
  const KtgCaseNode *y = *(const KtgCaseNode *const *)b;

  return x->depth != y->depth ? (x->depth > y->depth) - (x->depth < y->depth)
                              : ktg_case_compare_ids (a, b);
}

static void
clear_verdict (KtgCaseEntry *entry)
{
  entry->step = NULL;
  entry->verdict = entry->event->kind == KTG_EVENT_STEP
                       ? KTG_CASE_WAITS_FOR_STEP
                       : ktg_case_judge_belief (entry->standing.belief, FALSE);
  entry->lacks = NULL;
  entry->is_head = FALSE;
  entry->is_taken = FALSE;
}

static void
gather_nodes (KtgCase *self)
{
  GHashTableIter iter;
  gpointer       value;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      KtgCaseNode *node = NULL;

      clear_verdict (value);
      if (((KtgCaseEntry *)value)->event->kind != KTG_EVENT_STEP
          || !ktg_case_is_of_report (self, value))
        continue;

      node = g_new0 (KtgCaseNode, 1);
      node->entry = value;
      node->parents = g_array_new (FALSE, FALSE, sizeof (guint));
      node->bit = -1;
      g_ptr_array_add (self->nodes, node);
    }
}

static GHashTable *
map_nodes (const GPtrArray *nodes)
{
  GHashTable *places = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < nodes->len; i++)
    {
      const KtgCaseNode *node = g_ptr_array_index (nodes, i);

      g_hash_table_insert (places, node->entry->event_id, GUINT_TO_POINTER (i + 1));
    }

  return places;
}

static void
link_node (KtgCaseNode *node, GHashTable *places)
{
  const GPtrArray *after = node->entry->event->after;

  g_array_set_size (node->parents, 0);
  for (guint i = 0; i < after->len; i++)
    {
      guint place = GPOINTER_TO_UINT (g_hash_table_lookup (places, g_ptr_array_index (after, i)));
      guint parent = place - 1;

      if (place == 0)
        node->lacks_parent = TRUE;
      else
        g_array_append_val (node->parents, parent);
    }
}

static void
link_nodes (const GPtrArray *nodes)
{
  g_autoptr (GHashTable) places = map_nodes (nodes);

  for (guint i = 0; i < nodes->len; i++)
    link_node (g_ptr_array_index (nodes, i), places);
}

/* The children of each node, one after the other: those of node i are from starts[i] on. */
typedef struct
{
  guint *starts;
  guint *children;
  guint *n_open; /* parents whose depth is not known yet */
} Descent;

static void
descent_init (Descent *descent, const GPtrArray *nodes)
{
  g_autofree guint *filled = g_new0 (guint, nodes->len + 1);
  guint             n_edges = 0;

  descent->starts = g_new0 (guint, nodes->len + 1);
  descent->n_open = g_new0 (guint, nodes->len + 1);
  for (guint i = 0; i < nodes->len; i++)
    {
      const KtgCaseNode *node = g_ptr_array_index (nodes, i);

      descent->n_open[i] = node->parents->len;
      n_edges += node->parents->len;
      for (guint j = 0; j < node->parents->len; j++)
        descent->starts[g_array_index (node->parents, guint, j) + 1]++;
    }

  for (guint i = 0; i < nodes->len; i++)
    descent->starts[i + 1] += descent->starts[i];

  descent->children = g_new0 (guint, n_edges + 1);
  for (guint i = 0; i < nodes->len; i++)
    {
      const KtgCaseNode *node = g_ptr_array_index (nodes, i);

      for (guint j = 0; j < node->parents->len; j++)
        {
          guint parent = g_array_index (node->parents, guint, j);

          descent->children[descent->starts[parent] + filled[parent]++] = i;
        }
    }
}

static void
descent_clear (Descent *descent)
{
  g_free (descent->starts);
  g_free (descent->children);
  g_free (descent->n_open);
}

static void
reach_children (const Descent *descent, const GPtrArray *nodes, guint place, GArray *ready)
{
  const KtgCaseNode *node = g_ptr_array_index (nodes, place);

  for (guint i = descent->starts[place]; i < descent->starts[place + 1]; i++)
    {
      KtgCaseNode *child = g_ptr_array_index (nodes, descent->children[i]);

      child->depth = MAX (child->depth, node->depth + 1);
      if (--descent->n_open[descent->children[i]] == 0)
        g_array_append_val (ready, descent->children[i]);
    }
}

/* No two hashes can name each other; where ids are none, such steps wait for ever. */
static void
break_circles (const Descent *descent, const GPtrArray *nodes)
{
  for (guint i = 0; i < nodes->len; i++)
    if (descent->n_open[i] > 0)
      {
        KtgCaseNode *node = g_ptr_array_index (nodes, i);

        node->depth = G_MAXUINT;
        node->lacks_parent = TRUE;
        g_array_set_size (node->parents, 0);
      }
}

static void
find_depths (const GPtrArray *nodes)
{
  g_autoptr (GArray) ready = g_array_new (FALSE, FALSE, sizeof (guint));
  Descent descent;

  descent_init (&descent, nodes);
  for (guint i = 0; i < nodes->len; i++)
    if (descent.n_open[i] == 0)
      g_array_append_val (ready, i);

  for (guint i = 0; i < ready->len; i++)
    reach_children (&descent, nodes, g_array_index (ready, guint, i), ready);

  break_circles (&descent, nodes);
  descent_clear (&descent);
}

/* Parents of circles are broken: what follows is linked again, to those that stand before it. */
static void
drop_later_parents (const GPtrArray *nodes)
{
  for (guint i = 0; i < nodes->len; i++)
    {
      KtgCaseNode *node = g_ptr_array_index (nodes, i);

      for (guint j = node->parents->len; j > 0; j--)
        if (g_array_index (node->parents, guint, j - 1) >= i)
          g_array_remove_index (node->parents, j - 1);
    }
}

/**
 * ktg_case_order_nodes:
 * @self: a case of which the filing is looked for
 *
 * Makes the nodes of its steps, each linked to those that it names and standing after them, and of
 * those that are as far along the smaller id first.
 */
void
ktg_case_order_nodes (KtgCase *self)
{
  gather_nodes (self);
  g_ptr_array_sort (self->nodes, ktg_case_compare_ids);
  link_nodes (self->nodes);
  find_depths (self->nodes);
  g_ptr_array_sort (self->nodes, compare_places);
  link_nodes (self->nodes);
  drop_later_parents (self->nodes);
}
