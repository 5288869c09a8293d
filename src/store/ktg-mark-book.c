/* ktg-mark-book.c - how far the server's lists are known here
 *
 * What comes must follow from what is known: the hash that runs along a list says so. Some older
 * marks are kept, the rarer the older, for a server whose list is not the one it was.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-mark-book.h"

#include "ktg-setting-table.h"
#include "ktg-store-error.h"

#include <ktg-mark.h>
#include <ktg-query.h>
#include <ktg-running-hash.h>
#include <string.h>

/* Stands alone on a line where the server asked for all marks. */
#define ASKED "?"

/* What is kept: marks, of each list the newest last. */
typedef struct
{
  KtgLedger *ledger;
  gboolean   is_asked;
  GPtrArray *marks; /* (element-type KtgMark) */
} Book;

static void
clear_book (Book *self)
{
  g_ptr_array_unref (self->marks);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Book, clear_book)

static void
read_lines (Book *self, GBytes *plain)
{
  gsize            size_bytes;
  const char      *bytes = g_bytes_get_data (plain, &size_bytes);
  g_autofree char *text = g_strndup (bytes, size_bytes);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      KtgMark *mark = ktg_mark_parse (lines[i]);

      self->is_asked |= strcmp (lines[i], ASKED) == 0;
      if (mark != NULL)
        g_ptr_array_add (self->marks, mark);
    }
}

static gboolean
load (Book *self, KtgLedger *ledger, GError **error)
{
  g_autoptr (GBytes) plain = NULL;

  self->ledger = ledger;
  self->is_asked = FALSE;
  self->marks = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_mark_free);
  if (!ktg_setting_table_get_sealed (ledger, KTG_SETTING_MARKS, &plain, error))
    return FALSE;

  if (plain != NULL)
    read_lines (self, plain);
  return TRUE;
}

static gboolean
save (Book *self, GError **error)
{
  g_autoptr (GString) text = g_string_new (self->is_asked ? ASKED "\n" : "");
  g_autoptr (GBytes) plain = NULL;

  for (guint i = 0; i < self->marks->len; i++)
    {
      g_autofree char *line = ktg_mark_dup_text (g_ptr_array_index (self->marks, i));

      g_string_append_printf (text, "%s\n", line);
    }

  plain = g_string_free_to_bytes (g_steal_pointer (&text));
  return ktg_setting_table_set_sealed (self->ledger, KTG_SETTING_MARKS, plain, error);
}

static const KtgMark *
find_newest (const Book *self, const char *scope)
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
has (const Book *self, const KtgMark *wanted)
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

static gboolean
is_of (const Book *self, guint i, const KtgMark *newest)
{
  const KtgMark *mark = g_ptr_array_index (self->marks, i);

  return mark != newest && strcmp (mark->scope, newest->scope) == 0;
}

/* What lies behind @newest is of another list than it. */
static void
drop_what_is_behind (Book *self, const KtgMark *newest)
{
  for (guint i = self->marks->len; i > 0; i--)
    {
      const KtgMark *mark = g_ptr_array_index (self->marks, i - 1);

      if (is_of (self, i - 1, newest) && mark->position >= newest->position)
        g_ptr_array_remove_index (self->marks, i - 1);
    }
}

/* One goes where its neighbours are no farther from each other than the newer of them is from the
 * newest: so gaps grow with age, and a million events leave some forty marks. */
static void
thin (Book *self, const KtgMark *newest)
{
  guint64 newer = newest->position;
  guint   middle = G_MAXUINT;

  drop_what_is_behind (self, newest);
  for (guint i = self->marks->len; i > 0; i--)
    {
      const KtgMark *mark = g_ptr_array_index (self->marks, i - 1);

      if (!is_of (self, i - 1, newest))
        continue;
      if (middle != G_MAXUINT && newer - mark->position <= newest->position - newer)
        g_ptr_array_remove_index (self->marks, middle);
      else if (middle != G_MAXUINT)
        newer = ((KtgMark *)g_ptr_array_index (self->marks, middle))->position;
      middle = i - 1;
    }
}

/* --- what came --- */

static gboolean
distrust (const char *scope, GError **error)
{
  g_set_error (error,
               KTG_STORE_ERROR,
               KTG_STORE_ERROR_UNTRUSTED,
               "What the server says of its list “%s” does not follow from what it said before",
               scope);
  return FALSE;
}

/* The mark after which the news follow; NULL: no such is known here. */
static KtgMark *
find_beginning (const Book *self, const KtgScopeNews *news, const KtgMark *at)
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

static gboolean
find_own_id (KtgLedger *ledger, guint64 seq, char **id, GError **error)
{
  return ktg_query_find_text (ledger->db,
                              "SELECT id FROM event WHERE is_own AND seq = ?1",
                              KTG_WITH (KTG_INT (seq)),
                              id,
                              error);
}

/* @is_sure: (inout): FALSE where an own event is not here any more, so that nobody can say */
static gboolean
go_on (Book *self, KtgMark *mark, const KtgIndexedEvent *event, gboolean *is_sure, GError **error)
{
  g_autofree char *own = NULL;
  const char      *id = NULL;

  if (event->own != 0 && !find_own_id (self->ledger, event->own, &own, error))
    return FALSE;

  id = event->envelope != NULL ? event->envelope->id : own;
  mark->position++;
  if (id != NULL)
    mark->hash = ktg_running_hash_next (mark->hash, id, event->index);
  else
    *is_sure = FALSE;
  return TRUE;
}

static gboolean
enter_scope (Book *self, const KtgScopeNews *news, GError **error)
{
  g_autoptr (KtgMark) at = ktg_mark_parse (news->at);
  g_autoptr (KtgMark) mark = at != NULL ? find_beginning (self, news, at) : NULL;
  gboolean is_sure = TRUE;

  if (mark == NULL)
    return distrust (at != NULL ? at->scope : "", error);

  for (guint i = 0; i < news->events->len; i++)
    if (!go_on (self, mark, g_ptr_array_index (news->events, i), &is_sure, error))
      return FALSE;

  if (mark->position != at->position || (is_sure && mark->hash != at->hash))
    return distrust (at->scope, error);

  g_ptr_array_add (self->marks, at);
  thin (self, g_steal_pointer (&at));
  return TRUE;
}

/**
 * ktg_mark_book_enter:
 * @news: their lists, each from a mark that is known here
 *
 * Inside the caller's transaction. %KTG_STORE_ERROR_UNTRUSTED where what came is not the list that
 * it says it is.
 */
gboolean
ktg_mark_book_enter (KtgLedger *ledger, const KtgNews *news, GError **error)
{
  g_auto (Book) self = { 0 };

  if (!load (&self, ledger, error))
    return FALSE;
  if (news->scopes->len == 0 && news->asks_marks == self.is_asked)
    return TRUE;

  for (guint i = 0; i < news->scopes->len; i++)
    if (!enter_scope (&self, g_ptr_array_index (news->scopes, i), error))
      return FALSE;

  self.is_asked = news->asks_marks;
  return save (&self, error);
}

/**
 * ktg_mark_book_clear:
 *
 * Nothing is known of any list, for another server or another key.
 */
gboolean
ktg_mark_book_clear (KtgLedger *ledger, GError **error)
{
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);

  return ktg_setting_table_set_sealed (ledger, KTG_SETTING_MARKS, nothing, error);
}

/* --- what is said --- */

static void
add_text (GPtrArray *texts, const KtgMark *mark)
{
  g_ptr_array_add (texts, ktg_mark_dup_text (mark));
}

/**
 * ktg_mark_book_load_owed:
 * @owed: gets the newest mark of each list, and all of them where the server asked
 */
gboolean
ktg_mark_book_load_owed (KtgLedger *ledger, KtgOwed *owed, GError **error)
{
  g_auto (Book) self = { 0 };

  if (!load (&self, ledger, error))
    return FALSE;

  if (self.is_asked)
    owed->marks = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < self.marks->len; i++)
    {
      const KtgMark *mark = g_ptr_array_index (self.marks, i);

      if (find_newest (&self, mark->scope) == mark)
        add_text (owed->at, mark);
      if (self.is_asked)
        add_text (owed->marks, mark);
    }

  return TRUE;
}
