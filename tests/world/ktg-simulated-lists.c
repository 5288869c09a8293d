/* ktg-simulated-lists.c - what a simulated server tells whom, and how far that is known
 *
 * The same as the server's tables of lists, in memory: positions without a gap, a hash along each
 * list, and a mark that fits or does not.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-simulated-lists.h"

#include <ktg-running-hash.h>
#include <stdlib.h>
#include <string.h>

KtgSimulatedLists *
ktg_simulated_lists_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_array_unref);
}

KtgSimulatedLists *
ktg_simulated_lists_copy (KtgSimulatedLists *self)
{
  KtgSimulatedLists *copy = ktg_simulated_lists_new ();
  GHashTableIter     iter;
  gpointer           scope, rows;

  g_hash_table_iter_init (&iter, self);
  while (g_hash_table_iter_next (&iter, &scope, &rows))
    g_hash_table_insert (copy, g_strdup (scope), g_array_copy (rows));

  return copy;
}

char *
ktg_simulated_lists_dup_id (guint64 number)
{
  return g_strdup_printf ("%064" G_GINT64_MODIFIER "x", number);
}

guint64
ktg_simulated_lists_parse_id (const char *id)
{
  return g_ascii_strtoull (id, NULL, 16);
}

/* --- what stands in them --- */

static const KtgListRow *
get_row (const GArray *rows, guint64 position)
{
  return &g_array_index (rows, KtgListRow, position - 1);
}

const GArray *
ktg_simulated_lists_get (KtgSimulatedLists *self, const char *scope)
{
  return g_hash_table_lookup (self, scope);
}

gboolean
ktg_simulated_lists_has (KtgSimulatedLists *self, const char *scope, guint64 number)
{
  const GArray *rows = ktg_simulated_lists_get (self, scope);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    if (get_row (rows, i + 1)->number == number)
      return TRUE;

  return FALSE;
}

void
ktg_simulated_lists_add (KtgSimulatedLists *self, const char *scope, const KtgListRow *row)
{
  GArray           *rows = g_hash_table_lookup (self, scope);
  g_autofree char  *id = ktg_simulated_lists_dup_id (row->number);
  const KtgListRow *last;
  KtgListRow        added = *row;

  if (rows == NULL)
    {
      rows = g_array_new (FALSE, FALSE, sizeof (KtgListRow));
      g_hash_table_insert (self, g_strdup (scope), rows);
    }
  last = rows->len > 0 ? get_row (rows, rows->len) : NULL;
  added.hash = ktg_running_hash_next (last != NULL ? last->hash : 0, id, row->index);
  if (last != NULL)
    added.told_us = MAX (added.told_us, last->told_us);
  g_array_append_val (rows, added);
}

/* --- what is told --- */

static gboolean
fits (const GArray *rows, const KtgMark *mark, const KtgListReading *reading)
{
  if (mark->position == 0)
    return mark->hash == 0;
  if (rows == NULL || mark->position > rows->len)
    return FALSE;

  return reading->is_by_position || get_row (rows, mark->position)->hash == mark->hash;
}

/* The newest of @texts that is of this list; NULL: none.
 *
 * @is_named: (out): whether any of them is of it, as it is or was */
static KtgMark *
find_mark (const GArray         *rows,
           const KtgListReading *reading,
           const GPtrArray      *texts,
           gboolean             *is_named)
{
  g_autoptr (KtgMark) newest = NULL;

  *is_named = FALSE;
  for (guint i = 0; texts != NULL && i < texts->len; i++)
    {
      g_autoptr (KtgMark) mark = ktg_mark_parse (g_ptr_array_index (texts, i));

      if (strcmp (mark->scope, reading->name) != 0)
        continue;
      *is_named = TRUE;
      if ((newest != NULL && newest->position >= mark->position) || !fits (rows, mark, reading))
        continue;
      g_clear_pointer (&newest, ktg_mark_free);
      newest = g_steal_pointer (&mark);
    }

  return g_steal_pointer (&newest);
}

static KtgIndexedEvent *
tell (const KtgListRow *row, guint device)
{
  static const guint8 no_signature[KTG_SIGNATURE_BYTES];
  g_autofree char    *id = ktg_simulated_lists_dup_id (row->number);
  g_autoptr (GBytes) nothing = NULL;
  g_autoptr (KtgEnvelope) envelope = NULL;

  if (row->author == device)
    return ktg_indexed_event_new_own (row->index, row->seq);

  nothing = g_bytes_new_static ("", 0);
  envelope = ktg_envelope_new (id, nothing, no_signature);
  return ktg_indexed_event_new (row->index, envelope);
}

static KtgScopeNews *
tell_after (const GArray         *rows,
            const KtgListReading *reading,
            const KtgMark        *from,
            gboolean              is_another,
            gboolean             *has_more)
{
  g_autoptr (KtgScopeNews) news = ktg_scope_news_new ();
  g_autoptr (KtgMark) at = ktg_mark_new (reading->name, from->position, from->hash);

  while (rows != NULL && at->position < rows->len)
    {
      const KtgListRow *row = get_row (rows, at->position + 1);

      if (row->told_us > reading->until_us)
        break;
      if (news->events->len == reading->most)
        {
          *has_more = TRUE;
          break;
        }
      g_ptr_array_add (news->events, tell (row, reading->device));
      at->position++;
      at->hash = row->hash;
    }
  if (!is_another && news->events->len == 0)
    return NULL;

  news->from = is_another ? ktg_mark_dup_text (from) : NULL;
  news->at = ktg_mark_dup_text (at);
  return g_steal_pointer (&news);
}

KtgScopeNews *
ktg_simulated_lists_read (KtgSimulatedLists    *self,
                          const KtgListReading *reading,
                          gboolean             *asks,
                          gboolean             *has_more)
{
  const GArray *rows = ktg_simulated_lists_get (self, reading->scope);
  gboolean      is_named, is_another, is_older_named;
  g_autoptr (KtgMark) from = find_mark (rows, reading, reading->claim->at, &is_named);

  is_another = is_named && from == NULL;
  if (is_another && reading->claim->marks == NULL)
    {
      *asks = *has_more = TRUE;
      return NULL;
    }
  if (is_another)
    from = find_mark (rows, reading, reading->claim->marks, &is_older_named);
  if (from == NULL)
    from = ktg_mark_new (reading->name, 0, 0);

  return tell_after (rows, reading, from, is_another, has_more);
}
