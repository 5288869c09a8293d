/* ktg-feed-table.c - the lists of events that parties are told, as rows
 *
 * Positions have no gaps, and each row has the hash of its list up to there: so a party's mark says
 * which list it knows. Which event stands in which list is for ktg-routing.c to say.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-feed-table.h"

#include "ktg-archive-event-table.h"
#include "ktg-digest.h"
#include "ktg-link-table.h"

#include <ktg-mark.h>
#include <ktg-query.h>
#include <ktg-running-hash.h>
#include <ktg-scope-news.h>

#include <string.h>

/* So many rows one exchange looks at, and so many bytes it brings down, before others get their
 * turn. */
#define WALK_ROWS 10000
#define WALK_BYTES (1024 * 1024)

/**
 * ktg_feed_table_dup_scope_of_device:
 * @number: of a device
 *
 * Returns: (transfer full): how the list of what others say of its reports is kept
 */
char *
ktg_feed_table_dup_scope_of_device (gint64 number)
{
  return g_strdup_printf (KTG_FEED_DEVICE ":%" G_GINT64_FORMAT, number);
}

/* Where a list ends: the position of its last event, and the hash up to there. */
typedef struct
{
  guint64 position;
  guint64 hash;
} End;

static gboolean
read_end (KtgDb *db, const char *scope, End *end, GError **error)
{
  g_autoptr (KtgStatement) statement
      = ktg_query_begin (db,
                         "SELECT position, hash FROM feed WHERE scope = ?"
                         " ORDER BY position DESC LIMIT 1",
                         KTG_WITH (KTG_TEXT (scope)),
                         error);
  gboolean has_row;

  if (!ktg_statement_step (statement, &has_row, error))
    return FALSE;

  end->position = has_row ? (guint64)ktg_statement_get_int (statement, 0) : 0;
  end->hash = has_row ? (guint64)ktg_statement_get_int (statement, 1) : 0;
  return TRUE;
}

static gboolean
find_end (KtgDb *db, const char *scope, const char *name, End *end, GError **error)
{
  const End *known = ktg_db_recall (db, name);

  if (known == NULL)
    return read_end (db, scope, end, error);

  *end = *known;
  return TRUE;
}

static gboolean
append (KtgDb *db, const char *scope, gint64 event, const char *event_id, GError **error)
{
  g_autofree char *name = g_strconcat ("feed ", scope, NULL);
  End              end;

  if (!find_end (db, scope, name, &end, error))
    return FALSE;

  end.position++;
  end.hash = ktg_running_hash_next (end.hash, event_id, (guint64)MAX (event, 0));
  if (!ktg_query_run (db,
                      "INSERT INTO feed (scope, position, event, hash) VALUES (?, ?, ?, ?)",
                      KTG_WITH (KTG_TEXT (scope),
                                KTG_INT (end.position),
                                KTG_INT (event),
                                KTG_INT (end.hash)),
                      error))
    return FALSE;

  ktg_db_remember (db, name, &end, sizeof end);
  return TRUE;
}

/**
 * ktg_feed_table_add:
 * @scope: which list
 * @event: the index of an event that does not stand in it
 * @event_id: its id, 64 hex digits
 *
 * Puts it at the end.
 */
gboolean
ktg_feed_table_add (KtgDb      *db,
                    const char *scope,
                    guint64     event,
                    const char *event_id,
                    GError    **error)
{
  return append (db, scope, (gint64)event, event_id, error);
}

/**
 * ktg_feed_table_add_link:
 * @scope: which list
 * @link: the number of an event that says who is who, and does not stand in it
 * @event_id: its id, 64 hex digits
 *
 * Puts it at the end.
 */
gboolean
ktg_feed_table_add_link (KtgDb      *db,
                         const char *scope,
                         guint64     link,
                         const char *event_id,
                         GError    **error)
{
  return append (db, scope, -(gint64)link, event_id, error);
}

/**
 * ktg_feed_table_is_empty:
 * @is_empty: (out): whether no list has an event
 */
gboolean
ktg_feed_table_is_empty (KtgDb *db, gboolean *is_empty, GError **error)
{
  gboolean has_row;

  if (!ktg_query_has_row (db, "SELECT 1 FROM feed LIMIT 1", NULL, &has_row, error))
    return FALSE;

  *is_empty = !has_row;
  return TRUE;
}

/**
 * ktg_feed_table_clear:
 *
 * No list has an event any more.
 */
gboolean
ktg_feed_table_clear (KtgDb *db, GError **error)
{
  ktg_db_forget (db);
  return ktg_db_execute (db, "DELETE FROM feed", error);
}

/* --- what a party is told --- */

typedef struct
{
  KtgDb           *db;
  const KtgDevice *device;
  KtgEventWalk    *walk;
  guint            n_rows;
  gsize            size_bytes;
} Walk;

static gboolean
is_known (KtgDb *db, const char *scope, const KtgMark *mark, gboolean *known, GError **error)
{
  if (mark->position == 0)
    {
      *known = mark->hash == 0;
      return TRUE;
    }

  return ktg_query_has_row (db,
                            "SELECT 1 FROM feed WHERE scope = ? AND position = ? AND hash = ?",
                            KTG_WITH (KTG_TEXT (scope),
                                      KTG_INT (mark->position),
                                      KTG_INT (mark->hash)),
                            known,
                            error);
}

/* The newest of @texts that is of this list as it is now; NULL: none.
 *
 * @is_named: (out): whether any of them is of this list, as it is or was */
static gboolean
find_mark (Walk            *self,
           const char      *name,
           const char      *scope,
           const GPtrArray *texts,
           KtgMark        **found,
           gboolean        *is_named,
           GError         **error)
{
  g_autoptr (KtgMark) newest = NULL;

  *is_named = FALSE;
  for (guint i = 0; i < texts->len; i++)
    {
      g_autoptr (KtgMark) mark = ktg_mark_parse (g_ptr_array_index (texts, i));
      gboolean known;

      if (mark == NULL || strcmp (mark->scope, name) != 0)
        continue;

      *is_named = TRUE;
      if (newest != NULL && newest->position >= mark->position)
        continue;
      if (!is_known (self->db, scope, mark, &known, error))
        return FALSE;
      if (known)
        {
          g_clear_pointer (&newest, ktg_mark_free);
          newest = g_steal_pointer (&mark);
        }
    }

  *found = g_steal_pointer (&newest);
  return TRUE;
}

/* Where the news of a list begin.
 *
 * @from: (out) (nullable): NULL: the party has to say first which older marks it has
 * @is_another: (out): it is not where the party said that it is */
static gboolean
begin_scope (Walk               *self,
             const char         *name,
             const char         *scope,
             const KtgFeedClaim *claim,
             KtgMark           **from,
             gboolean           *is_another,
             GError            **error)
{
  gboolean is_named;
  gboolean is_older_named;

  if (!find_mark (self, name, scope, claim->at, from, &is_named, error))
    return FALSE;

  *is_another = is_named && *from == NULL;
  if (*is_another && claim->marks == NULL)
    return TRUE;
  if (*is_another && !find_mark (self, name, scope, claim->marks, from, &is_older_named, error))
    return FALSE;

  if (*from == NULL)
    *from = ktg_mark_new (name, 0, 0);
  return TRUE;
}

static void
add_news (Walk *self, KtgScopeNews *news, guint64 index, KtgEnvelope *envelope)
{
  self->size_bytes += g_bytes_get_size (envelope->bytes);
  g_ptr_array_add (news->events, ktg_indexed_event_new (index, envelope));
}

/* What says who is who has no place in the order of all events. */
static gboolean
bring_link (Walk *self, gint64 number, KtgScopeNews *news, GError **error)
{
  g_autoptr (KtgEnvelope) envelope = NULL;

  if (!ktg_link_table_load (self->db, number, &envelope, error))
    return FALSE;

  self->walk->has_gone = envelope == NULL;
  if (envelope != NULL)
    add_news (self, news, 0, envelope);
  return TRUE;
}

/* What it wrote itself it knows by its number. */
static gboolean
bring_event (Walk *self, KtgStatement *row, KtgScopeNews *news, GError **error)
{
  g_autoptr (GBytes) id = NULL;
  g_autoptr (KtgEnvelope) envelope = NULL;
  guint64 index = (guint64)ktg_statement_get_int (row, 1);

  self->walk->has_gone = ktg_statement_is_null (row, 3);
  if (self->walk->has_gone)
    return TRUE;

  if (ktg_statement_get_int (row, 4) == self->device->number)
    {
      g_ptr_array_add (news->events,
                       ktg_indexed_event_new_own (index, (guint64)ktg_statement_get_int (row, 5)));
      return TRUE;
    }

  id = ktg_statement_dup_bytes (row, 3);
  if (!ktg_archive_event_table_dup_envelope (self->db, index, id, &envelope, error))
    return FALSE;

  add_news (self, news, index, envelope);
  return TRUE;
}

static gboolean
bring (Walk *self, KtgStatement *row, KtgScopeNews *news, GError **error)
{
  gint64 event = ktg_statement_get_int (row, 1);

  return event < 0 ? bring_link (self, -event, news, error) : bring_event (self, row, news, error);
}

static gboolean
is_full (const Walk *self)
{
  return self->n_rows >= WALK_ROWS || self->size_bytes >= WALK_BYTES;
}

static gboolean
walk_rows (Walk *self, KtgStatement *rows, KtgScopeNews *news, KtgMark *at, GError **error)
{
  gboolean has_row;

  while (ktg_statement_step (rows, &has_row, error))
    {
      if (!has_row || self->walk->has_gone)
        return TRUE;
      if (is_full (self))
        {
          self->walk->has_more = TRUE;
          return TRUE;
        }
      if (!bring (self, rows, news, error))
        return FALSE;

      self->n_rows++;
      at->position = (guint64)ktg_statement_get_int (rows, 0);
      at->hash = (guint64)ktg_statement_get_int (rows, 2);
    }

  return FALSE;
}

/* @name: as it is called on the way; @scope: as it is kept */
static gboolean
walk_scope (Walk               *self,
            const char         *name,
            const char         *scope,
            const KtgFeedClaim *claim,
            GError            **error)
{
  g_autoptr (KtgMark) from = NULL;
  g_autoptr (KtgMark) at = NULL;
  g_autoptr (KtgStatement) rows = NULL;
  g_autoptr (KtgScopeNews) news = ktg_scope_news_new ();
  gboolean is_another;

  if (!begin_scope (self, name, scope, claim, &from, &is_another, error))
    return FALSE;
  if (from == NULL)
    {
      self->walk->asks_marks = self->walk->has_more = TRUE;
      return TRUE;
    }

  at = ktg_mark_new (name, from->position, from->hash);
  rows = ktg_query_begin (self->db,
                          "SELECT feed.position, feed.event, feed.hash, event.id, event.author,"
                          " event.seq FROM feed LEFT JOIN event ON event.idx = feed.event"
                          " WHERE feed.scope = ? AND feed.position > ? ORDER BY feed.position",
                          KTG_WITH (KTG_TEXT (scope), KTG_INT (from->position)),
                          error);
  if (!walk_rows (self, rows, news, at, error))
    return FALSE;

  if (is_another)
    news->from = ktg_mark_dup_text (from);
  if (news->events->len == 0 && news->from == NULL)
    return TRUE;

  news->at = ktg_mark_dup_text (at);
  g_ptr_array_add (self->walk->scopes, g_steal_pointer (&news));
  return TRUE;
}

/**
 * ktg_feed_table_walk:
 * @device: who asks
 * @claim: how far it is
 * @walk: what @device may be told after its marks
 *
 * Where a mark is of no list of here, as after a restore, its older marks are asked for, and the
 * newest that fits counts. Where an event of a list is not on record any more, `has_gone` is set,
 * and the lists have to be made anew.
 */
gboolean
ktg_feed_table_walk (KtgDb              *db,
                     const KtgDevice    *device,
                     const KtgFeedClaim *claim,
                     KtgEventWalk       *walk,
                     GError            **error)
{
  Walk             self = { .db = db, .device = device, .walk = walk };
  const char      *region = *device->region != '\0' ? device->region : KTG_FEED_COUNTRY;
  g_autofree char *own = ktg_feed_table_dup_scope_of_device (device->number);

  walk->has_more = walk->asks_marks = walk->has_gone = FALSE;
  g_ptr_array_set_size (walk->scopes, 0);
  if (device->is_revoked)
    return TRUE;

  return walk_scope (&self, KTG_FEED_DEVICE, own, claim, error)
         && (device->role == KTG_ROLE_OFFICER || walk_scope (&self, region, region, claim, error));
}
