/* ktg-upstream-table.c - what the server above holds of what is here, as rows
 *
 * A place above stands as long as the life it was given in. When that server says how far a life
 * stands, what lies behind is forgotten here and so owed again; so no place needs to say which life
 * it is of.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-upstream-table.h"

#include "ktg-catalog-rows.h"
#include "ktg-digest.h"
#include "ktg-upstream-settings.h"
#include "ktg-writer-private.h"

#include <ktg-bookmark-json.h>
#include <ktg-enrol-json.h>
#include <ktg-envelope-json.h>
#include <ktg-exchange-json.h>
#include <ktg-moment.h>
#include <ktg-pack-list-json.h>
#include <ktg-query.h>

#include <string.h>

/* So much is looked at for one exchange, which takes a thousand. */
#define EVENTS_AT_ONCE 2000
#define FILES_AT_ONCE 4000

/* --- lists and lives --- */

/**
 * ktg_upstream_table_get_life:
 * @life: (out) (nullable): its present one, as far as this node knows; %NULL: it said none yet
 */
gboolean
ktg_upstream_table_get_life (KtgDb *db, char **life, GError **error)
{
  return ktg_query_find_text (db,
                              "SELECT life FROM upstream_life ORDER BY number DESC LIMIT 1",
                              NULL,
                              life,
                              error);
}

/**
 * ktg_upstream_table_knows_life:
 * @knows: (out): whether it is one that this node heard of
 */
gboolean
ktg_upstream_table_knows_life (KtgDb *db, const char *life, gboolean *knows, GError **error)
{
  return ktg_query_has_row (db,
                            "SELECT 1 FROM upstream_life WHERE life = ?",
                            KTG_WITH (KTG_TEXT (life)),
                            knows,
                            error);
}

/**
 * ktg_upstream_table_begin_life:
 * @life: the present one from now on, also if it was heard of before
 */
gboolean
ktg_upstream_table_begin_life (KtgDb *db, const char *life, GError **error)
{
  return ktg_query_run (db,
                        "DELETE FROM upstream_life WHERE life = ?",
                        KTG_WITH (KTG_TEXT (life)),
                        error)
         && ktg_query_run (db,
                           "INSERT INTO upstream_life (number, life)"
                           " SELECT 1 + coalesce (max (number), 0), ? FROM upstream_life",
                           KTG_WITH (KTG_TEXT (life)),
                           error);
}

/**
 * ktg_upstream_table_cut:
 * @server: the key of the server above
 * @last_event: the last place of an event that stands
 * @last_file: the last place of a file that stands
 * @last_link: the number of the last link of its own that stands
 *
 * What stood behind is owed again, and what it said itself since, and was heard here, is owed to
 * it.
 */
gboolean
ktg_upstream_table_cut (KtgDb      *db,
                        const char *server,
                        guint64     last_event,
                        guint64     last_file,
                        guint64     last_link,
                        GError    **error)
{
  return ktg_query_run (db,
                        "DELETE FROM upstream_event WHERE position > ?",
                        KTG_WITH (KTG_INT (last_event)),
                        error)
         && ktg_query_run (db,
                           "DELETE FROM upstream_file WHERE position > ?",
                           KTG_WITH (KTG_INT (last_file)),
                           error)
         && ktg_query_run (db,
                           "DELETE FROM upstream_link WHERE link IN"
                           " (SELECT number FROM link WHERE author = ? AND seq > ?)",
                           KTG_WITH (KTG_TEXT (server), KTG_INT (last_link)),
                           error);
}

/* --- what it holds --- */

/**
 * ktg_upstream_table_set_event:
 * @id: of an event that was carried there; nothing happens where it is not here
 * @position: where it stands above
 */
gboolean
ktg_upstream_table_set_event (KtgDb *db, const char *id, guint64 position, GError **error)
{
  g_autoptr (GBytes) digest = ktg_digest_new (id);

  return ktg_query_run (db,
                        "INSERT INTO upstream_event (event, position)"
                        " SELECT idx, ?2 FROM event WHERE id = ?1"
                        " ON CONFLICT (event) DO UPDATE SET position = ?2, refused = NULL,"
                        " is_text = 0, is_told = 0",
                        KTG_WITH (KTG_BYTES (digest), KTG_INT (position)),
                        error);
}

/**
 * ktg_upstream_table_set_told:
 * @event: the index of one that came from there, and was not here before
 * @position: where it stands above
 *
 * It is not owed, and neither are its files, until its author brings it here, too.
 */
gboolean
ktg_upstream_table_set_told (KtgDb *db, guint64 event, guint64 position, GError **error)
{
  return ktg_query_run (db,
                        "INSERT INTO upstream_event (event, position, is_told) VALUES (?, ?, 1)",
                        KTG_WITH (KTG_INT (event), KTG_INT (position)),
                        error);
}

/**
 * ktg_upstream_table_forget_told:
 * @event: the index of one that its author brings
 *
 * Where it came from above it is owed now: its author waits for the receipt of that server by the
 * way on which he brought it. What was carried there stays so.
 */
gboolean
ktg_upstream_table_forget_told (KtgDb *db, guint64 event, GError **error)
{
  return ktg_query_run (db,
                        "DELETE FROM upstream_event WHERE event = ? AND is_told",
                        KTG_WITH (KTG_INT (event)),
                        error);
}

/**
 * ktg_upstream_table_forget_all_told:
 *
 * Of authors who exchange with this node, when it starts: if its folder was put back nobody here
 * knows any more that they brought what had come from above, and they know it. What was carried
 * there stays so.
 */
gboolean
ktg_upstream_table_forget_all_told (KtgDb *db, GError **error)
{
  return ktg_query_run (db,
                        "DELETE FROM upstream_event WHERE is_told AND event IN"
                        " (SELECT idx FROM event JOIN device ON device.number = event.author"
                        " WHERE seen_at > 0)",
                        NULL,
                        error);
}

/**
 * ktg_upstream_table_set_text:
 * @id: of an event that the server above holds
 *
 * It was carried without its files, and is carried again once its author has brought them.
 */
gboolean
ktg_upstream_table_set_text (KtgDb *db, const char *id, GError **error)
{
  g_autoptr (GBytes) digest = ktg_digest_new (id);

  return ktg_query_run (db,
                        "UPDATE upstream_event SET is_text = 1"
                        " WHERE event = (SELECT idx FROM event WHERE id = ?)",
                        KTG_WITH (KTG_BYTES (digest)),
                        error);
}

/**
 * ktg_upstream_table_carry_again:
 * @sha256: of a file that was asked about, and of which the server above says nothing
 *
 * Where it gave no receipt for the file, it does not know that this node stands for it: it was put
 * back to when it had the text alone. So what names it is carried again.
 */
gboolean
ktg_upstream_table_carry_again (KtgDb *db, const char *sha256, GError **error)
{
  g_autoptr (GBytes) digest = ktg_digest_new (sha256);

  return ktg_query_run (db,
                        "UPDATE upstream_event SET is_text = 1 WHERE NOT is_told AND event IN"
                        " (SELECT event FROM event_file WHERE file IN"
                        " (SELECT number FROM file WHERE sha256 = ?"
                        " AND number NOT IN (SELECT file FROM upstream_file)))",
                        KTG_WITH (KTG_BYTES (digest)),
                        error);
}

/**
 * ktg_upstream_table_refuse_event:
 * @id: of an event
 * @why: the problem's type
 *
 * It is not brought again.
 */
gboolean
ktg_upstream_table_refuse_event (KtgDb *db, const char *id, const char *why, GError **error)
{
  g_autoptr (GBytes) digest = ktg_digest_new (id);

  return ktg_query_run (db,
                        "INSERT INTO upstream_event (event, position, refused)"
                        " SELECT idx, 0, ?2 FROM event WHERE id = ?1"
                        " ON CONFLICT (event) DO UPDATE SET refused = ?2",
                        KTG_WITH (KTG_BYTES (digest), KTG_TEXT (why)),
                        error);
}

/**
 * ktg_upstream_table_set_link:
 * @id: of an event that says who is who; nothing happens where it is not here
 * @is_brought: by this node; else it came from there, or was refused for good
 *
 * It is not owed.
 */
gboolean
ktg_upstream_table_set_link (KtgDb *db, const char *id, gboolean is_brought, GError **error)
{
  g_autoptr (GBytes) digest = ktg_digest_new (id);

  return ktg_query_run (db,
                        "INSERT INTO upstream_link (link, is_brought)"
                        " SELECT number, ?2 FROM link WHERE id = ?1"
                        " ON CONFLICT DO UPDATE SET is_brought = max (is_brought, ?2)",
                        KTG_WITH (KTG_BYTES (digest), KTG_INT (is_brought)),
                        error);
}

/**
 * ktg_upstream_table_note_stranger:
 * @id: of what the server above refused, since it does not know the author
 *
 * The first time, all that says who is who goes up again, and this behind it. The second time it
 * waits until ktg_upstream_table_forget_strangers().
 */
gboolean
ktg_upstream_table_note_stranger (KtgDb *db, const char *id, GError **error)
{
  g_autoptr (GBytes) digest = ktg_digest_new (id);

  return ktg_query_run (db,
                        "INSERT INTO upstream_stranger (id) VALUES (?)"
                        " ON CONFLICT DO UPDATE SET is_again = 1",
                        KTG_WITH (KTG_BYTES (digest)),
                        error)
         && ktg_query_run (db,
                           "DELETE FROM upstream_link WHERE NOT"
                           " (SELECT is_again FROM upstream_stranger WHERE id = ?)",
                           KTG_WITH (KTG_BYTES (digest)),
                           error);
}

/**
 * ktg_upstream_table_forget_strangers:
 *
 * What waited is brought again: who is who may have come there since.
 */
gboolean
ktg_upstream_table_forget_strangers (KtgDb *db, GError **error)
{
  return ktg_query_run (db, "DELETE FROM upstream_stranger", NULL, error);
}

/**
 * ktg_upstream_table_set_file:
 * @sha256: of a file; nothing happens where no event of here names it
 * @position: the number of its delivery there
 */
gboolean
ktg_upstream_table_set_file (KtgDb *db, const char *sha256, guint64 position, GError **error)
{
  g_autoptr (GBytes) digest = ktg_digest_new (sha256);

  return ktg_query_run (db,
                        "INSERT INTO upstream_file (file, position)"
                        " SELECT number, ?2 FROM file WHERE sha256 = ?1"
                        " ON CONFLICT (file) DO UPDATE SET position = ?2",
                        KTG_WITH (KTG_BYTES (digest), KTG_INT (position)),
                        error);
}

/* --- what it is owed --- */

/* Whether its author has not brought all that it names. A carrier stands for its authors' files: of
 * one that the author did not bring he would say that the author has it. */
#define LACKS_FILES                                                                                \
  "EXISTS (SELECT 1 FROM event_file WHERE event_file.event = event.idx AND NOT EXISTS"             \
  " (SELECT 1 FROM upload WHERE upload.device = event.author"                                      \
  " AND upload.file = event_file.file AND is_brought))"

#define OWED_LINKS " FROM link WHERE number NOT IN (SELECT link FROM upstream_link)"
#define OWED_EVENTS                                                                                \
  " FROM event JOIN body USING (idx)"                                                              \
  " WHERE NOT EXISTS (SELECT 1 FROM upstream_event WHERE upstream_event.event = event.idx"         \
  " AND (NOT is_text OR " LACKS_FILES "))"

/* What waits is still counted as what has to go. */
#define NO_STRANGERS " AND id NOT IN (SELECT id FROM upstream_stranger WHERE is_again)"

/* Once an event that names it is there. */
#define OWED_FILES                                                                                 \
  " FROM upstream_event CROSS JOIN event_file USING (event)"                                       \
  " CROSS JOIN file ON file.number = event_file.file"                                              \
  " WHERE refused IS NULL AND NOT is_text AND NOT is_told AND complete_at IS NOT NULL"             \
  " AND file.number NOT IN (SELECT file FROM upstream_file) GROUP BY file.number"

static gboolean
add_event (KtgStatement *row, gpointer owed, GError **error)
{
  g_autoptr (GBytes) id = ktg_statement_dup_bytes (row, 0);
  g_autofree char *hex = ktg_digest_dup_hex (id);

  KtgOwedEvent *event = ktg_owed_event_new (hex, "", (gsize)ktg_statement_get_int (row, 1));

  event->is_carried = TRUE;
  event->is_text = ktg_statement_get_int (row, 2) != 0;
  g_ptr_array_add (((KtgOwed *)owed)->events, event);
  return TRUE;
}

/* What says who is who goes before what it explains. */
static gboolean
load_events (KtgDb *db, KtgOwed *owed, GError **error)
{
  return ktg_query_act_on_each (db,
                                "SELECT id, length (bytes), 0" OWED_LINKS NO_STRANGERS
                                " ORDER BY number LIMIT ?",
                                KTG_WITH (KTG_INT (EVENTS_AT_ONCE)),
                                add_event,
                                owed,
                                error)
         && ktg_query_act_on_each (db,
                                   "SELECT id, length (bytes), " LACKS_FILES OWED_EVENTS
                                       NO_STRANGERS " ORDER BY idx LIMIT ?",
                                   KTG_WITH (KTG_INT (EVENTS_AT_ONCE)),
                                   add_event,
                                   owed,
                                   error);
}

static gboolean
add_file (KtgStatement *row, gpointer owed, GError **error)
{
  g_autoptr (GBytes) digest = ktg_statement_dup_bytes (row, 0);
  g_autofree char *sha256 = ktg_digest_dup_hex (digest);
  KtgOwedFile     *file = ktg_owed_file_new (sha256, "", (guint64)ktg_statement_get_int (row, 1));

  file->is_preview = ktg_statement_get_int (row, 2) != 0;
  file->is_event_received = TRUE;
  g_ptr_array_add (((KtgOwed *)owed)->files, file);
  return TRUE;
}

static gboolean
load_files (KtgDb *db, KtgOwed *owed, GError **error)
{
  return ktg_query_act_on_each (db,
                                "SELECT sha256, file.bytes, min (is_preview)" OWED_FILES
                                " ORDER BY file.number LIMIT ?",
                                KTG_WITH (KTG_INT (FILES_AT_ONCE)),
                                add_file,
                                owed,
                                error);
}

static gboolean
load_lives (KtgDb *db, KtgOwed *owed, GError **error)
{
  gboolean is_asked;

  if (!ktg_upstream_table_get_life (db, &owed->life, error)
      || !ktg_upstream_settings_is_asked (db, &is_asked, error))
    return FALSE;
  if (is_asked)
    owed->lives = ktg_query_list_texts (db,
                                        "SELECT life FROM upstream_life"
                                        " ORDER BY number DESC LIMIT ?",
                                        KTG_WITH (KTG_INT (KTG_MAX_LIVES)),
                                        error);

  return !is_asked || owed->lives != NULL;
}

/* One that is a day old, or ahead, is asked for anew: so old is what the devices know of roles. */
static gboolean
load_known_book (KtgDb *db, gint64 now_ms, KtgOwed *owed, GError **error)
{
  g_autoptr (KtgEnvelope) envelope = NULL;
  g_autoptr (KtgBookmark) word = NULL;
  KtgUpstreamClock clock;
  gint64           at_us;

  if (!ktg_upstream_settings_load_book (db, &envelope, &word, error)
      || !ktg_upstream_settings_load_clock (db, &clock, error))
    return FALSE;

  if (word != NULL && ktg_moment_parse_server_time (word->at, &at_us)
      && ktg_bookmark_is_fresh (at_us, ktg_upstream_clock_tell (&clock, now_ms) * 1000))
    owed->book = word->seq;
  return TRUE;
}

/**
 * ktg_upstream_table_load_owed:
 * @now_ms: by this node's clock
 * @owed: gets what the server above has not, and how far it is known here
 */
gboolean
ktg_upstream_table_load_owed (KtgDb *db, gint64 now_ms, KtgOwed *owed, GError **error)
{
  g_autoptr (KtgMarkList) marks = NULL;

  if (!load_events (db, owed, error) || !load_files (db, owed, error)
      || !load_lives (db, owed, error) || !load_known_book (db, now_ms, owed, error)
      || !ktg_upstream_settings_load_marks (db, &marks, error))
    return FALSE;

  ktg_mark_list_say (marks, owed);
  return TRUE;
}

static gpointer
read_envelope (KtgStatement *row, gpointer user_data, GError **error)
{
  g_autoptr (GBytes) id = ktg_statement_dup_bytes (row, 0);
  g_autoptr (GBytes) bytes = ktg_statement_dup_bytes (row, 1);
  g_autoptr (GBytes) signature = ktg_statement_dup_bytes (row, 2);
  g_autofree char *hex = ktg_digest_dup_hex (id);

  return ktg_envelope_new (hex, bytes, g_bytes_get_data (signature, NULL));
}

/**
 * ktg_upstream_table_load_event:
 * @id: of what is owed
 * @envelope: (out) (nullable) (transfer full): it; %NULL: there is none
 */
gboolean
ktg_upstream_table_load_event (KtgDb *db, const char *id, KtgEnvelope **envelope, GError **error)
{
  g_autoptr (GBytes) digest = ktg_digest_new (id);

  return ktg_query_find (db,
                         "SELECT id, bytes, sig FROM link WHERE id = ?1"
                         " UNION ALL SELECT id, bytes, sig FROM event JOIN body USING (idx)"
                         " WHERE id = ?1",
                         KTG_WITH (KTG_BYTES (digest)),
                         read_envelope,
                         (gpointer *)envelope,
                         error);
}

/* --- how it stands --- */

/* All that has still to go: also what names them may have to go first. */
#define WAITING_FILES                                                                              \
  " FROM file WHERE complete_at IS NOT NULL AND number NOT IN (SELECT file FROM upstream_file)"    \
  " AND EXISTS (SELECT 1 FROM event_file LEFT JOIN upstream_event USING (event)"                   \
  " WHERE event_file.file = file.number AND refused IS NULL AND is_told IS NOT 1)"

static gboolean
count (KtgStatement *row, gpointer data, GError **error)
{
  KtgUpstreamState *state = data;

  state->n_events = (guint64)ktg_statement_get_int (row, 0);
  state->n_files = (guint64)ktg_statement_get_int (row, 1);
  state->n_bytes = (guint64)ktg_statement_get_int (row, 2);
  return TRUE;
}

static gboolean
load_waiting (KtgDb *db, KtgUpstreamState *state, GError **error)
{
  return ktg_query_act_on_each (db,
                                "SELECT coalesce (sum (NOT is_file), 0), coalesce (sum (is_file), "
                                "0), coalesce (sum (n), 0)"
                                " FROM (SELECT 0 AS is_file, length (bytes) AS n" OWED_LINKS
                                " UNION ALL SELECT 0, length (bytes)" OWED_EVENTS
                                " UNION ALL SELECT 1, file.bytes" WAITING_FILES ")",
                                NULL,
                                count,
                                state,
                                error);
}

/**
 * ktg_upstream_state_clear:
 * @self: how it stands
 *
 * Lets go of it.
 */
void
ktg_upstream_state_clear (KtgUpstreamState *self)
{
  g_clear_pointer (&self->account, ktg_account_free);
  *self = (KtgUpstreamState){ 0 };
}

/**
 * ktg_catalog_find_upstream:
 * @self: a catalog
 * @state: (inout): zero at first; without an account where there is no server above
 * @error: set with %FALSE
 *
 * Returns: %FALSE if the database failed
 */
gboolean
ktg_catalog_find_upstream (KtgCatalog *self, KtgUpstreamState *state, GError **error)
{
  KtgUpstreamClock clock;

  ktg_upstream_state_clear (state);
  if (!ktg_upstream_settings_load_account (self->db, &state->account, error)
      || !ktg_upstream_settings_load_clock (self->db, &clock, error)
      || !ktg_upstream_settings_get_refused (self->db, &state->is_refused, error))
    return FALSE;

  state->exchanged_at_ms = clock.exchanged_at_ms;
  state->offset_ms = clock.offset_ms;
  return state->account == NULL || load_waiting (self->db, state, error);
}
