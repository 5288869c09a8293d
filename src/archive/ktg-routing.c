/* ktg-routing.c - in which lists an event stands
 *
 * An office's list has what was filed by somebody of its region or happened there: each region
 * above that of the filer and of the place has one. A filer's event is told to the offices of the
 * place in force when it was written, and of every later one: who moves the place of a report tells
 * the office that has to deal with it all that came before. An event of the case is told to the
 * offices of the place of the version that it judges, and where it judges none to those of its
 * author's. Where an office that has the report hands it on, the other gets all of it. So it
 * follows from the events alone, in whatever order they came, and what was told is never taken
 * back.
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
#define IS_OF_CASE "(type GLOB 'case.*' OR type = 'custody.noted')"

/* ktg_region_contains(), and the whole country has all. */
#define HAS_REGION(region, code)                                                                   \
  "(" region " = '' OR " code " = " region " OR substr (" code ", 1, length (" region              \
  ") + 1) = " region " || '.')"

/* Who wrote the event `e`; nobody where his row was taken out of the folder. */
#define AUTHOR "coalesce ((SELECT key FROM device WHERE number = e.author), '')"

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
  if (scope->filer != 0 && scope->filer != scope->author && !scope->is_for_office)
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
  char   *author; /* his key */
  char   *region;
  char   *place;
  char   *also;
} Told;

static Told *
told_new (guint64 index, const char *id, const char *author, const KtgScope *scope)
{
  Told *told = g_new0 (Told, 1);

  told->index = index;
  told->id = g_strdup (id);
  told->author = g_strdup (author);
  told->region = g_strdup (scope->region);
  told->place = g_strdup (scope->place);
  told->also = g_strdup (scope->also);
  return told;
}

static void
told_free (Told *told)
{
  g_free (told->id);
  g_free (told->author);
  g_free (told->region);
  g_free (told->place);
  g_free (told->also);
  g_free (told);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Told, told_free)

#define TOLD "SELECT e.idx, e.id, e.region, e.place, e.also, " AUTHOR " "

static gpointer
read_told (KtgStatement *row, gpointer user_data, GError **error)
{
  g_autoptr (GBytes) raw = ktg_statement_dup_bytes (row, 1);
  g_autofree char *id = ktg_digest_dup_hex (raw);
  const KtgScope   scope = { .region = ktg_statement_get_text (row, 2),
                             .place = ktg_statement_get_text (row, 3),
                             .also = ktg_statement_get_text (row, 4) };

  return told_new ((guint64)ktg_statement_get_int (row, 0),
                   id,
                   ktg_statement_get_text (row, 5),
                   &scope);
}

static gboolean
tell_also (KtgDb *db, Told *told, const char *place, GError **error)
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
  return tell (db, told->index, told->id, told->author, scopes, known, error)
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
      TOLD "FROM event e WHERE report = ?1 AND author = ?2"
           " AND idx < ?3 AND seq < coalesce ((SELECT min (v.seq) FROM event v WHERE v.report = ?1"
           " AND v.author = ?2 AND v.seq > ?4 AND v." IS_VERSION "), 1 << 62) ORDER BY seq",
      KTG_WITH (KTG_INT (event->report),
                KTG_INT (event->scope.author),
                KTG_INT (event->index),
                KTG_INT (event->seq)),
      read_told,
      (GDestroyNotify)told_free,
      error);

  for (guint i = 0; told != NULL && i < told->len; i++)
    if (!tell_also (db, g_ptr_array_index (told, i), event->scope.place, error))
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
      " AND idx <= ?4 AND " IS_VERSION " AND seq >= coalesce ((SELECT max (v.seq) FROM event v"
      " WHERE v.report = ?1 AND v.author = ?2 AND v.seq <= ?3 AND v.idx <= ?4"
      " AND v." IS_VERSION "), 0) ORDER BY place",
      KTG_WITH (KTG_INT (event->report),
                KTG_INT (event->scope.author),
                KTG_INT (event->seq),
                KTG_INT (event->index)),
      error);
}

static gboolean
tell_to_each (KtgDb *db, Told *told, const GPtrArray *regions, GError **error)
{
  for (guint i = 0; regions != NULL && i < regions->len; i++)
    if (!tell_also (db, told, g_ptr_array_index (regions, i), error))
      return FALSE;

  return regions != NULL;
}

/* --- what is said of a case --- */

/* Where the version happened that an event of the case judges. */
#define JUDGED_PLACE                                                                               \
  "coalesce ((SELECT v.place FROM event v WHERE v.report = e.report AND v.author = e.filer"        \
  " AND v.id = e.version AND v.idx <= ?2 AND v." IS_VERSION "), '')"

/* One by which a report is handed on. */
typedef struct
{
  char    *to;
  char    *author_region;
  char    *filer_region;
  char    *place;
  gboolean counts;
} Handing;

static void
handing_free (Handing *handing)
{
  g_free (handing->to);
  g_free (handing->author_region);
  g_free (handing->filer_region);
  g_free (handing->place);
  g_free (handing);
}

static gpointer
read_handing (KtgStatement *row, gpointer user_data, GError **error)
{
  Handing *handing = g_new0 (Handing, 1);

  handing->to = g_strdup (ktg_statement_get_text (row, 0));
  handing->author_region = g_strdup (ktg_statement_get_text (row, 1));
  handing->filer_region = g_strdup (ktg_statement_get_text (row, 2));
  handing->place = g_strdup (ktg_statement_get_text (row, 3));
  return handing;
}

static gboolean
has_region (const char *region, const char *code)
{
  return *region == '\0' || (*code != '\0' && ktg_region_contains (region, code));
}

static gboolean
has_one_of (const char *region, const GPtrArray *codes)
{
  for (guint i = 0; i < codes->len; i++)
    if (has_region (region, g_ptr_array_index (codes, i)))
      return TRUE;

  return FALSE;
}

/* One more that its author may hand on: it has the report by its filer, by the place of what it
 * judged, or by another's step. */
static gboolean
find_another (GPtrArray *handings, GPtrArray *regions)
{
  for (guint i = 0; i < handings->len; i++)
    {
      Handing *handing = g_ptr_array_index (handings, i);

      if (handing->counts
          || (!has_region (handing->author_region, handing->filer_region)
              && !has_region (handing->author_region, handing->place)
              && !has_one_of (handing->author_region, regions)))
        continue;

      handing->counts = TRUE;
      add_scope (regions, g_strdup (handing->to));
      return TRUE;
    }

  return FALSE;
}

/* The regions that the report was handed to by an office that has it. */
static GPtrArray *
list_handed (KtgDb *db, gint64 report, guint64 until, GError **error)
{
  g_autoptr (GPtrArray) regions = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) handings
      = ktg_query_list (db,
                        "SELECT e.handed_to, n.region, e.region, " JUDGED_PLACE " FROM event e"
                        " JOIN enrolment n ON n.number = e.enrolment"
                        " WHERE e.report = ?1 AND e.idx <= ?2 AND e.handed_to <> '' AND e.filer <> "
                        "0"
                        " AND n.role <> 'officer' ORDER BY e.idx",
                        KTG_WITH (KTG_INT (report), KTG_INT (until)),
                        read_handing,
                        (GDestroyNotify)handing_free,
                        error);

  if (handings == NULL)
    return NULL;

  while (find_another (handings, regions))
    ;
  return g_steal_pointer (&regions);
}

/* All of the report goes to whom it was handed. */
static gboolean
hand_on (KtgDb *db, const KtgRoutedEvent *event, const GPtrArray *regions, GError **error)
{
  g_autoptr (GPtrArray) told
      = ktg_query_list (db,
                        TOLD "FROM event e"
                             " WHERE report = ?1 AND idx <= ?2 AND filer <> 0 ORDER BY idx",
                        KTG_WITH (KTG_INT (event->report), KTG_INT (event->index)),
                        read_told,
                        (GDestroyNotify)told_free,
                        error);

  for (guint i = 0; told != NULL && i < told->len; i++)
    if (!tell_to_each (db, g_ptr_array_index (told, i), regions, error))
      return FALSE;

  return told != NULL;
}

/* The places at which it is told what this says of the case. */
static GPtrArray *
list_judged_places (KtgDb *db, const KtgRoutedEvent *event, GError **error)
{
  return ktg_query_list_texts (
      db,
      "SELECT DISTINCT place FROM event WHERE report = ?1 AND author = ?2 AND place <> ''"
      " AND idx <= ?4 AND " IS_VERSION
      " AND (id = ?3 OR (?3 IS NULL AND " HAS_REGION ("?5", "place") ")) ORDER BY place",
      KTG_WITH (KTG_INT (event->report),
                KTG_INT (event->scope.filer),
                KTG_BYTES (event->version),
                KTG_INT (event->index),
                KTG_TEXT (event->author_region)),
      error);
}

/* What was said of a version before it came, and what judges none. */
static gboolean
tell_of_judged (KtgDb *db, const KtgRoutedEvent *event, GError **error)
{
  g_autoptr (GBytes) version = ktg_digest_new (event->id);
  g_autoptr (GPtrArray) told
      = ktg_query_list (db,
                        TOLD "FROM event e"
                             " JOIN enrolment n ON n.number = e.enrolment"
                             " WHERE e.report = ?1 AND e.idx <= ?2 AND e.filer <> 0 AND e.filer <> "
                             "e.author"
                             " AND (e.version = ?3 OR (e.version IS NULL AND " IS_OF_CASE
                             " AND " HAS_REGION ("n.region", "?4") ")) ORDER BY e.idx",
                        KTG_WITH (KTG_INT (event->report),
                                  KTG_INT (event->index),
                                  KTG_BYTES (version),
                                  KTG_TEXT (event->scope.place)),
                        read_told,
                        (GDestroyNotify)told_free,
                        error);

  for (guint i = 0; told != NULL && i < told->len; i++)
    if (!tell_also (db, g_ptr_array_index (told, i), event->scope.place, error))
      return FALSE;

  return told != NULL;
}

/* --- where an event goes, and what goes with it --- */

static gboolean
is_filers (const KtgRoutedEvent *event)
{
  return event->scope.filer == event->scope.author;
}

static GPtrArray *
list_places (KtgDb *db, const KtgRoutedEvent *event, GError **error)
{
  if (is_filers (event))
    return list_later_places (db, event, error);
  if (event->is_of_case)
    return list_judged_places (db, event, error);

  return g_ptr_array_new_with_free_func (g_free);
}

/* A place that its filer gives it brings the office there what came before. */
static gboolean
move (KtgDb *db, const KtgRoutedEvent *event, GError **error)
{
  return *event->scope.place == '\0'
         || (tell_of_before (db, event, error) && tell_of_judged (db, event, error));
}

static gboolean
tell_further (KtgDb *db, const KtgRoutedEvent *event, GError **error)
{
  g_autoptr (GPtrArray) places = list_places (db, event, error);
  g_autoptr (GPtrArray) handed = NULL;
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (Told) told = told_new (event->index, event->id, event->author, &event->scope);

  if (!tell_to_each (db, told, places, error))
    return FALSE;
  if (event->is_version && !move (db, event, error))
    return FALSE;

  handed = list_handed (db, event->report, event->index, error);
  if (!tell_to_each (db, told, handed, error))
    return FALSE;

  if (handed->len == 0 || (!event->hands_on && !event->is_version))
    return TRUE;

  before = list_handed (db, event->report, event->index - 1, error);
  return before != NULL && (before->len == handed->len || hand_on (db, event, handed, error));
}

static gboolean
put (KtgDb *db, const KtgRoutedEvent *event, GError **error)
{
  g_autoptr (GPtrArray) scopes = list_scopes (&event->scope);

  return tell (db, event->index, event->id, event->author, scopes, NULL, error)
         && (event->scope.filer == 0 || event->is_alone || tell_further (db, event, error));
}

static void
join (gpointer code, gpointer text)
{
  g_string_append_printf (text, "%s%s", ((GString *)text)->len > 0 ? " " : "", (char *)code);
}

/**
 * ktg_routing_dup_regions:
 * @report: its number
 * @filer: who filed it
 *
 * Returns: (transfer full): beside the filer's own, of which regions the offices have it: of the
 * places of all its versions, and of those that it was handed to, with blanks between them
 */
char *
ktg_routing_dup_regions (KtgDb *db, gint64 report, gint64 filer, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GPtrArray) handed = list_handed (db, report, G_MAXINT64, error);
  g_autoptr (GPtrArray) places = NULL;

  if (handed == NULL)
    return NULL;

  places = ktg_query_list_texts (db,
                                 "SELECT DISTINCT place FROM event WHERE report = ? AND author = ?"
                                 " AND place <> '' AND " IS_VERSION " ORDER BY place",
                                 KTG_WITH (KTG_INT (report), KTG_INT (filer)),
                                 error);
  if (places == NULL)
    return NULL;

  g_ptr_array_foreach (places, join, text);
  g_ptr_array_foreach (handed, join, text);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* --- those that wait, and all of them --- */

/* So many events at most wait for their lists. */
#define MAX_WAITING 256

/* The newest event that is in its lists: each is in that of the country. */
#define ROUTED "routed"

static gboolean
find_routed (KtgDb *db, gint64 *routed, GError **error)
{
  const gint64 *known = ktg_db_recall (db, ROUTED);

  if (known != NULL)
    {
      *routed = *known;
      return TRUE;
    }

  if (!ktg_query_get_int (db,
                          "SELECT event FROM feed WHERE scope = '" KTG_FEED_COUNTRY
                          "' AND event > 0 ORDER BY position DESC LIMIT 1",
                          NULL,
                          routed,
                          error))
    return FALSE;

  ktg_db_remember (db, ROUTED, routed, sizeof *routed);
  return TRUE;
}

static gboolean
put_row (KtgDb *db, KtgStatement *row, gboolean is_alone, GError **error)
{
  g_autoptr (GBytes) id_bytes = ktg_statement_dup_bytes (row, 1);
  g_autoptr (GBytes) version = ktg_statement_dup_bytes (row, 9);
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
                 .also = "",
                 .is_for_office = ktg_statement_get_int (row, 10) != 0 },
      .is_version = ktg_statement_get_int (row, 8) != 0,
      .author = ktg_statement_get_text (row, 14),
      .version = version,
      .is_of_case = ktg_statement_get_int (row, 11) != 0,
      .hands_on = ktg_statement_get_int (row, 12) != 0,
      .author_region = ktg_statement_get_text (row, 13),
      .is_alone = is_alone,
  };

  return put (db, &event, error);
}

#define ROWS                                                                                       \
  "SELECT e.idx, e.id, e.seq, e.report, e.filer, e.author, e.region, e.place, e." IS_VERSION       \
  ", e.version, e.is_for_office, " IS_OF_CASE ", e.handed_to <> '', coalesce ((SELECT n.region"    \
  " FROM enrolment n WHERE n.number = e.enrolment), '-'), " AUTHOR " FROM event e "

static gboolean
put_one (KtgStatement *row, gpointer db, GError **error)
{
  return put_row (db, row, FALSE, error);
}

static gboolean
put_waiting (KtgStatement *row, gpointer db, GError **error)
{
  return put_row (db, row, TRUE, error);
}

/* Those before @end that are in no list yet. */
static gboolean
put_before (KtgDb *db, gint64 end, GError **error)
{
  gint64 routed;

  return find_routed (db, &routed, error)
         && (routed + 1 >= end
             || ktg_query_act_on_each (db,
                                       ROWS "WHERE idx > ? AND idx < ? ORDER BY idx",
                                       KTG_WITH (KTG_INT (routed), KTG_INT (end)),
                                       put_waiting,
                                       db,
                                       error));
}

static gboolean
can_wait (KtgDb *db, const KtgRoutedEvent *event, gboolean *can, GError **error)
{
  gint64 routed;

  if (!find_routed (db, &routed, error))
    return FALSE;

  *can = event->is_alone && is_filers (event) && (gint64)event->index - routed <= MAX_WAITING;
  return TRUE;
}

/**
 * ktg_routing_add:
 * @event: one that was just put on record
 *
 * Puts it into the lists it belongs to, and what came before into those that it leads to. The first
 * event of a report, which stands in lists of offices only, may wait with others: whoever reads
 * such a list asks ktg_routing_catch_up() before.
 */
gboolean
ktg_routing_add (KtgDb *db, const KtgRoutedEvent *event, GError **error)
{
  gint64   index = (gint64)event->index;
  gboolean can;

  if (!can_wait (db, event, &can, error))
    return FALSE;
  if (can)
    return TRUE;
  if (!put_before (db, index, error) || !put (db, event, error))
    return FALSE;

  ktg_db_remember (db, ROUTED, &index, sizeof index);
  return TRUE;
}

/**
 * ktg_routing_catch_up:
 *
 * Puts all events that wait into their lists, in the order in which they came. What says who
 * somebody is does not wait, and may stand before them; it says itself which events count.
 */
gboolean
ktg_routing_catch_up (KtgDb *db, GError **error)
{
  gint64 newest;

  if (!ktg_query_get_int (db, "SELECT max (idx) FROM event", NULL, &newest, error)
      || !put_before (db, newest + 1, error))
    return FALSE;

  ktg_db_remember (db, ROUTED, &newest, sizeof newest);
  return TRUE;
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
         && ktg_query_act_on_each (db, ROWS "ORDER BY idx", NULL, put_one, db, error);
}

/**
 * ktg_routing_open:
 *
 * A folder that has no lists gets them.
 */
gboolean
ktg_routing_open (KtgDb *db, GError **error)
{
  gboolean is_empty;

  return ktg_feed_table_is_empty (db, &is_empty, error)
         && (!is_empty || ktg_routing_rebuild (db, error));
}
