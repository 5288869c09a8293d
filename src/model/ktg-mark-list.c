/* ktg-mark-list.c - how far a server's lists are known
 *
 * What comes must follow from what is known: the hash that runs along a list says so. Some older
 * marks are kept, the rarer the older, for a server whose list is not the one it was.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-mark-list.h"

#include <string.h>

/* Stands alone on a line where the server asked for all marks. */
#define ASKED "?"

struct _KtgMarkList
{
  gboolean   is_asked;
  GPtrArray *marks; /* (element-type KtgMark) of each list the newest last */
};

/**
 * ktg_mark_list_new:
 * @text: what ktg_mark_list_dup_text() wrote; empty: nothing is known
 *
 * Returns: (transfer full): the list; a line that is no mark is left out
 */
KtgMarkList *
ktg_mark_list_new (const char *text)
{
  KtgMarkList *self = g_new0 (KtgMarkList, 1);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  self->marks = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_mark_free);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      KtgMark *mark = ktg_mark_parse (lines[i]);

      self->is_asked |= strcmp (lines[i], ASKED) == 0;
      if (mark != NULL)
        g_ptr_array_add (self->marks, mark);
    }

  return self;
}

/**
 * ktg_mark_list_free:
 * @self: (nullable): a list
 *
 * Lets go of it.
 */
void
ktg_mark_list_free (KtgMarkList *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->marks);
  g_free (self);
}

/**
 * ktg_mark_list_dup_text:
 * @self: a list
 *
 * Returns: (transfer full): all of it, to be kept
 */
char *
ktg_mark_list_dup_text (const KtgMarkList *self)
{
  GString *text = g_string_new (self->is_asked ? ASKED "\n" : "");

  for (guint i = 0; i < self->marks->len; i++)
    {
      g_autofree char *line = ktg_mark_dup_text (g_ptr_array_index (self->marks, i));

      g_string_append_printf (text, "%s\n", line);
    }

  return g_string_free (text, FALSE);
}

/**
 * ktg_mark_list_is_asked:
 * @self: a list
 *
 * Returns: whether the server asked for all of it
 */
gboolean
ktg_mark_list_is_asked (const KtgMarkList *self)
{
  return self->is_asked;
}

/**
 * ktg_mark_list_set_asked:
 * @self: a list
 * @is_asked: whether the server asked for all of it
 *
 * It asks anew in each answer, or not.
 */
void
ktg_mark_list_set_asked (KtgMarkList *self, gboolean is_asked)
{
  self->is_asked = is_asked;
}

static const KtgMark *
find_newest (const KtgMarkList *self, const char *scope)
{
  for (guint i = self->marks->len; i > 0; i--)
    {
      const KtgMark *mark = g_ptr_array_index (self->marks, i - 1);

      if (strcmp (mark->scope, scope) == 0)
        return mark;
    }

  return NULL;
}

static gboolean
has (const KtgMarkList *self, const KtgMark *wanted)
{
  if (wanted->position == 0 && wanted->hash == 0)
    return TRUE;

  for (guint i = 0; i < self->marks->len; i++)
    {
      const KtgMark *mark = g_ptr_array_index (self->marks, i);

      if (strcmp (mark->scope, wanted->scope) == 0 && mark->position == wanted->position
          && mark->hash == wanted->hash)
        return TRUE;
    }

  return FALSE;
}

/* The list went on from @beginning to @at: what is known behind @beginning is of a list that is no
 * more. A server that is put back once more may make that one again; yet its events have had other
 * places meanwhile. */
static void
forget_behind (KtgMarkList *self, guint64 beginning, const KtgMark *at)
{
  for (guint i = self->marks->len; i > 0; i--)
    {
      const KtgMark *mark = g_ptr_array_index (self->marks, i - 1);

      if (strcmp (mark->scope, at->scope) == 0
          && (mark->position > beginning || mark->position == at->position))
        g_ptr_array_remove_index (self->marks, i - 1);
    }
}

/* One goes where its neighbours are no farther from each other than the newer of them is from the
 * newest: so gaps grow with age, and a million events leave some forty marks. */
static void
thin (KtgMarkList *self, const KtgMark *newest)
{
  guint64 newer = newest->position;
  guint   middle = G_MAXUINT;

  for (guint i = self->marks->len; i > 0; i--)
    {
      const KtgMark *mark = g_ptr_array_index (self->marks, i - 1);

      if (mark == newest || strcmp (mark->scope, newest->scope) != 0)
        continue;
      if (middle != G_MAXUINT && newer - mark->position <= newest->position - newer)
        g_ptr_array_remove_index (self->marks, middle);
      else if (middle != G_MAXUINT)
        newer = ((KtgMark *)g_ptr_array_index (self->marks, middle))->position;
      middle = i - 1;
    }
}

/* --- what came --- */

/* The mark after which the news follow; NULL: no such is known here. */
static KtgMark *
find_beginning (const KtgMarkList *self, const KtgScopeNews *news, const KtgMark *at)
{
  const KtgMark *newest = find_newest (self, at->scope);
  g_autoptr (KtgMark) from = news->from != NULL ? ktg_mark_parse (news->from) : NULL;

  if (news->from == NULL)
    return newest != NULL ? ktg_mark_new (at->scope, newest->position, newest->hash)
                          : ktg_mark_new (at->scope, 0, 0);

  return from != NULL && strcmp (from->scope, at->scope) == 0 && has (self, from)
             ? g_steal_pointer (&from)
             : NULL;
}

/* @is_sure: (inout): FALSE where an own event is not here any more, so that nobody can say */
static gboolean
go_on (const KtgMarkReader   *reader,
       KtgMark               *mark,
       const KtgIndexedEvent *event,
       gboolean              *is_sure,
       GError               **error)
{
  g_autofree char *own = NULL;
  const char      *id = NULL;

  if (event->own != 0 && !reader->find_own (reader->user_data, event->own, &own, error))
    return FALSE;

  id = event->envelope != NULL ? event->envelope->id : own;
  mark->position++;
  if (id != NULL)
    mark->hash = reader->hash_next (mark->hash, id, event->index);
  else
    *is_sure = FALSE;
  return TRUE;
}

/**
 * ktg_mark_list_follow:
 * @self: a list
 * @news: what came of one of the server's
 * @reader: how its hash runs, and which events are own ones
 * @follows: (out): whether that is the list that it says it is; else nothing is changed
 * @error: of the reader
 *
 * The mark behind the news is known from now on.
 *
 * Returns: %FALSE if the reader failed
 */
gboolean
ktg_mark_list_follow (KtgMarkList         *self,
                      const KtgScopeNews  *news,
                      const KtgMarkReader *reader,
                      gboolean            *follows,
                      GError             **error)
{
  g_autoptr (KtgMark) at = ktg_mark_parse (news->at);
  g_autoptr (KtgMark) mark = at != NULL ? find_beginning (self, news, at) : NULL;
  gboolean is_sure = TRUE;
  guint64  beginning;

  *follows = FALSE;
  if (mark == NULL)
    return TRUE;

  beginning = mark->position;
  for (guint i = 0; i < news->events->len; i++)
    if (!go_on (reader, mark, g_ptr_array_index (news->events, i), &is_sure, error))
      return FALSE;

  if (mark->position != at->position || (is_sure && mark->hash != at->hash))
    return TRUE;

  *follows = TRUE;
  forget_behind (self, beginning, at);
  g_ptr_array_add (self->marks, at);
  thin (self, g_steal_pointer (&at));
  return TRUE;
}

/* --- what is said --- */

/**
 * ktg_mark_list_say:
 * @self: a list
 * @owed: gets the newest mark of each list, and all of them where the server asked
 */
void
ktg_mark_list_say (const KtgMarkList *self, KtgOwed *owed)
{
  if (self->is_asked)
    owed->marks = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->marks->len; i++)
    {
      const KtgMark *mark = g_ptr_array_index (self->marks, i);

      if (find_newest (self, mark->scope) == mark)
        g_ptr_array_add (owed->at, ktg_mark_dup_text (mark));
      if (self->is_asked)
        g_ptr_array_add (owed->marks, ktg_mark_dup_text (mark));
    }
}
