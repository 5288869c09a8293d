/* ktg-routing.c - in which lists an event stands
 *
 * An office's list has what was filed by somebody of its region or happened there: each region
 * above that of the filer and of the place has one. A filer's event is told to the offices of the
 * place in force when it was written, and of every later one: who moves the place of a report tells
 * the office that has to deal with it all that came before. So it follows from the events alone, in
 * whatever order they came, and what was told is never taken back.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-routing.h"

#include "ktg-digest.h"
#include "ktg-feed-table.h"
#include "ktg-proof-table.h"

#include <ktg-query.h>
#include <ktg-region-tree.h>

#include <string.h>

#define IS_VERSION "type IN ('report.filed', 'report.amended')"

static void
add_scope (GPtrArray *scopes, char *scope)
{
  if (g_ptr_array_find_with_equal_func (scopes, scope, g_str_equal, NULL))
    g_free (scope);
  else
    g_ptr_array_add (scopes, scope);
}

/* The region and all above it. */
static void
add_region (GPtrArray *scopes, const char *code)
{
  add_scope (scopes, g_strdup (KTG_FEED_COUNTRY));
  if (*code == '\0')
    return;

  for (const char *dot = strchr (code, '.'); dot != NULL; dot = strchr (dot + 1, '.'))
    add_scope (scopes, g_strndup (code, (gsize)(dot - code)));
  add_scope (scopes, g_strdup (code));
}

static GPtrArray *
list_scopes (const KtgScope *scope)
{
  g_autoptr (GPtrArray) scopes = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) also = g_strsplit (scope->also, " ", -1);

  add_region (scopes, scope->region);
  add_region (scopes, scope->place);
  for (guint i = 0; also[i] != NULL; i++)
    add_region (scopes, also[i]);
  if (scope->filer != 0 && scope->filer != scope->author)
    add_scope (scopes, ktg_feed_table_dup_scope_of_device (scope->filer));

  return g_steal_pointer (&scopes);
}

/* Into each of @scopes that is none of @known, behind what says who its author is. */
static gboolean
tell (KtgDb           *db,
      guint64          event,
      const char      *id,
      const char      *author,
      GPtrArray       *scopes,
      const GPtrArray *known,
      GError         **error)
{
  for (guint i = 0; i < scopes->len; i++)
    {
      const char *scope = g_ptr_array_index (scopes, i);

      if (known != NULL
          && g_ptr_array_find_with_equal_func ((GPtrArray *)known, scope, g_str_equal, NULL))
        continue;
      if (!ktg_proof_table_put (db, scope, author, error)
          || !ktg_feed_table_add (db, scope, event, id, error))
        return FALSE;
    }

  return TRUE;
}

/* --- what came before is told to the offices of a later place --- */

/* An event that is told on. */
typedef struct
{
  guint64 index;
  char   *id;
  char   *region;
  char   *place;
  char   *also;
} Told;

static Told *
told_new (guint64 index, const char *id, const KtgScope *scope)
{
  Told *told = g_new0 (Told, 1);

  told->index = index;
  told->id = g_strdup (id);
  told->region = g_strdup (scope->region);
  told->place = g_strdup (scope->place);
  told->also = g_strdup (scope->also);
  return told;
}

static void
told_free (Told *told)
{
  g_free (told->id);
  g_free (told->region);
  g_free (told->place);
  g_free (told->also);
  g_free (told);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Told, told_free)

static gpointer
read_told (KtgStatement *row, gpointer user_data, GError **error)
{
  g_autoptr (GBytes) raw = ktg_statement_dup_bytes (row, 1);
  g_autofree char *id = ktg_digest_dup_hex (raw);
  const KtgScope   scope = { .region = ktg_statement_get_text (row, 2),
                             .place = ktg_statement_get_text (row, 3),
                             .also = ktg_statement_get_text (row, 4) };

  return told_new ((guint64)ktg_statement_get_int (row, 0), id, &scope);
}

/* @author: his key */
static gboolean
tell_also (KtgDb *db, Told *told, const char *author, const char *place, GError **error)
{
  const KtgScope scope = { .region = told->region, .place = told->place, .also = told->also };
  g_autoptr (GPtrArray) known = list_scopes (&scope);
  g_autoptr (GPtrArray) scopes = g_ptr_array_new_with_free_func (g_free);
  char *also;

  if (g_ptr_array_find_with_equal_func (known, place, g_str_equal, NULL))
    return TRUE;

  also = *told->also != '\0' ? g_strdup_printf ("%s %s", told->also, place) : g_strdup (place);
  g_free (told->also);
  told->also = also;
  add_region (scopes, place);
  return tell (db, told->index, told->id, author, scopes, known, error)
         && ktg_query_run (db,
                           "UPDATE event SET also = ?2 WHERE idx = ?1",
                           KTG_WITH (KTG_INT (told->index), KTG_TEXT (also)),
                           error);
}

/* Its filer's events before this version, and those after it for which no newer one is in force. */
static gboolean
tell_of_before (KtgDb *db, const KtgRoutedEvent *event, GError **error)
{
  g_autoptr (GPtrArray) told = ktg_query_list (
      db,
      "SELECT idx, id, region, place, also FROM event WHERE report = ?1 AND author = ?2"
      " AND idx <> ?3 AND seq < coalesce ((SELECT min (v.seq) FROM event v WHERE v.report = ?1"
      " AND v.author = ?2 AND v.seq > ?4 AND v." IS_VERSION "), 1 << 62) ORDER BY seq",
      KTG_WITH (KTG_INT (event->report),
                KTG_INT (event->scope.author),
                KTG_INT (event->index),
                KTG_INT (event->seq)),
      read_told,
      (GDestroyNotify)told_free,
      error);

  for (guint i = 0; told != NULL && i < told->len; i++)
    if (!tell_also (db, g_ptr_array_index (told, i), event->author, event->scope.place, error))
      return FALSE;

  return told != NULL;
}

/* The places of the version that is in force at the event, and of all later ones. */
static GPtrArray *
list_later_places (KtgDb *db, const KtgRoutedEvent *event, GError **error)
{
  return ktg_query_list_texts (
      db,
      "SELECT DISTINCT place FROM event WHERE report = ?1 AND author = ?2 AND place <> ''"
      " AND " IS_VERSION " AND seq >= coalesce ((SELECT max (v.seq) FROM event v"
      " WHERE v.report = ?1 AND v.author = ?2 AND v.seq <= ?3 AND v." IS_VERSION "), 0)"
      " ORDER BY place",
      KTG_WITH (KTG_INT (event->report), KTG_INT (event->scope.author), KTG_INT (event->seq)),
      error);
}

static gboolean
tell_to_later_places (KtgDb *db, const KtgRoutedEvent *event, GError **error)
{
  g_autoptr (GPtrArray) places = list_later_places (db, event, error);
  g_autoptr (Told) told = told_new (event->index, event->id, &event->scope);

  for (guint i = 0; places != NULL && i < places->len; i++)
    if (!tell_also (db, told, event->author, g_ptr_array_index (places, i), error))
      return FALSE;

  return places != NULL;
}

/**
 * ktg_routing_add:
 * @event: one that was just put on record
 *
 * Puts it into the lists it belongs to, and what came before into those that it leads to.
 */
gboolean
ktg_routing_add (KtgDb *db, const KtgRoutedEvent *event, GError **error)
{
  g_autoptr (GPtrArray) scopes = list_scopes (&event->scope);
  gboolean is_filers = event->scope.filer != 0 && event->scope.filer == event->scope.author;

  if (!tell (db, event->index, event->id, event->author, scopes, NULL, error))
    return FALSE;
  if (!is_filers || event->is_alone)
    return TRUE;

  return tell_to_later_places (db, event, error)
         && (!event->is_version || *event->scope.place == '\0'
             || tell_of_before (db, event, error));
}

/* --- all of them --- */

static gboolean
route_row (KtgStatement *row, gpointer db, GError **error)
{
  g_autoptr (GBytes) id_bytes = ktg_statement_dup_bytes (row, 1);
  g_autofree char *id = ktg_digest_dup_hex (id_bytes);
  KtgRoutedEvent   event = {
      .index = (guint64)ktg_statement_get_int (row, 0),
      .id = id,
      .seq = (guint64)ktg_statement_get_int (row, 2),
      .report = ktg_statement_get_int (row, 3),
      .scope = { .filer = ktg_statement_get_int (row, 4),
                 .author = ktg_statement_get_int (row, 5),
                 .region = ktg_statement_get_text (row, 6),
                 .place = ktg_statement_get_text (row, 7),
                 .also = "" },
      .is_version = ktg_statement_get_int (row, 8) != 0,
      .author = ktg_statement_get_text (row, 9),
  };

  return ktg_routing_add (db, &event, error);
}

/**
 * ktg_routing_rebuild:
 *
 * Makes all lists anew, in the order in which the events came.
 */
gboolean
ktg_routing_rebuild (KtgDb *db, GError **error)
{
  return ktg_feed_table_clear (db, error) && ktg_proof_table_clear (db, error)
         && ktg_db_execute (db, "UPDATE event SET also = '' WHERE also <> ''", error)
         && ktg_query_act_on_each (db,
                                   "SELECT idx, id, seq, report, filer, author, region, "
                                   "place, " IS_VERSION ", (SELECT key FROM device WHERE"
                                   " number = event.author) FROM event ORDER BY idx",
                                   NULL,
                                   route_row,
                                   db,
                                   error);
}

/**
 * ktg_routing_open:
 *
 * A folder of before there were lists gets them, and lists of before there were proofs get those.
 */
gboolean
ktg_routing_open (KtgDb *db, GError **error)
{
  gboolean is_empty;

  return ktg_feed_table_is_empty (db, &is_empty, error)
         && (is_empty ? ktg_routing_rebuild (db, error) : ktg_proof_table_open (db, error));
}
