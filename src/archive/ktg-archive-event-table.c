/* ktg-archive-event-table.c - events in the order in which they came, as rows
 *
 * `event` is narrow, because offices walk along it; `body` has the bytes and is only appended to.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-archive-event-table.h"

#include "ktg-digest.h"

#include <ktg-exchange-json.h>

/* So much of the table one exchange looks at, and so many bytes it brings down, before others get
 * their turn. */
#define WALK_ROWS 10000
#define WALK_BYTES (1024 * 1024)

static gboolean
step_to_index (KtgStatement *statement, guint64 *index, GError **error)
{
  gboolean has_row;

  if (!ktg_statement_step (statement, &has_row, error))
    return FALSE;

  *index = has_row ? (guint64)ktg_statement_get_int (statement, 0) : 0;
  return TRUE;
}

/**
 * ktg_archive_event_table_find:
 * @index: (out): the index of this author's event @seq, or 0
 * @id: (out) (nullable) (transfer full): its id, 32 bytes
 */
gboolean
ktg_archive_event_table_find (KtgDb   *db,
                              gint64   author,
                              guint64  seq,
                              guint64 *index,
                              GBytes **id,
                              GError **error)
{
  g_autoptr (KtgStatement) statement
      = ktg_db_prepare (db, "SELECT idx, id FROM event WHERE author = ? AND seq = ?", error);
  gboolean has_row;

  if (statement == NULL)
    return FALSE;

  ktg_statement_bind_int (statement, 1, author);
  ktg_statement_bind_int (statement, 2, (gint64)seq);
  if (!ktg_statement_step (statement, &has_row, error))
    return FALSE;

  *index = has_row ? (guint64)ktg_statement_get_int (statement, 0) : 0;
  *id = has_row ? ktg_statement_dup_bytes (statement, 1) : NULL;
  return TRUE;
}

static gboolean
count_until (KtgDb *db, gint64 author, guint64 until, guint64 *count, GError **error)
{
  g_autoptr (KtgStatement) statement
      = ktg_db_prepare (db, "SELECT count (*) FROM event WHERE author = ? AND seq <= ?", error);

  if (statement == NULL)
    return FALSE;

  ktg_statement_bind_int (statement, 1, author);
  ktg_statement_bind_int (statement, 2, (gint64)until);
  return step_to_index (statement, count, error);
}

/* All numbers from @from up to, but not with, @to. */
static void
add_gap (GArray *gaps, guint64 from, guint64 to, guint max)
{
  for (guint64 seq = from; seq < to && gaps->len < max; seq++)
    g_array_append_val (gaps, seq);
}

/**
 * ktg_archive_event_table_list_gaps:
 * @until: the last number to look at
 * @max: how many to name at most
 * @gaps: (element-type guint64): gets the numbers of @author's events that are not here, ascending
 */
gboolean
ktg_archive_event_table_list_gaps (KtgDb   *db,
                                   gint64   author,
                                   guint64  until,
                                   guint    max,
                                   GArray  *gaps,
                                   GError **error)
{
  g_autoptr (KtgStatement) statement = NULL;
  guint64  count;
  guint64  next = 1;
  gboolean has_row;

  if (!count_until (db, author, until, &count, error))
    return FALSE;
  if (count == until)
    return TRUE;

  statement = ktg_db_prepare (db,
                              "SELECT seq FROM event WHERE author = ? AND seq <= ? ORDER BY seq",
                              error);
  if (statement == NULL)
    return FALSE;

  ktg_statement_bind_int (statement, 1, author);
  ktg_statement_bind_int (statement, 2, (gint64)until);
  while (gaps->len < max)
    {
      if (!ktg_statement_step (statement, &has_row, error))
        return FALSE;
      if (!has_row)
        break;
      add_gap (gaps, next, (guint64)ktg_statement_get_int (statement, 0), max);
      next = (guint64)ktg_statement_get_int (statement, 0) + 1;
    }

  add_gap (gaps, next, until + 1, max);
  return TRUE;
}

/* An index is given once, whatever became of the event that had it. */
static gboolean
add_row (KtgDb *db, const KtgArchiveEventRow *row, gint64 now_ms, guint64 *index, GError **error)
{
  g_autoptr (KtgStatement) statement = ktg_db_prepare (
      db,
      "INSERT INTO event (idx, id, author, seq, report, type, filer, region, place, "
      "received_at, enrolment)"
      " VALUES (1 + max (coalesce ((SELECT max (idx) FROM event), 0),"
      " coalesce ((SELECT last_event FROM book), 0)), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING idx",
      error);

  if (statement == NULL)
    return FALSE;

  ktg_statement_bind_bytes (statement, 1, row->id);
  ktg_statement_bind_int (statement, 2, row->author);
  ktg_statement_bind_int (statement, 3, (gint64)row->seq);
  ktg_statement_bind_int (statement, 4, row->report);
  ktg_statement_bind_text (statement, 5, row->type);
  ktg_statement_bind_int (statement, 6, row->scope.filer);
  ktg_statement_bind_text (statement, 7, row->scope.region);
  ktg_statement_bind_text (statement, 8, row->scope.place);
  ktg_statement_bind_int (statement, 9, now_ms);
  ktg_statement_bind_int (statement, 10, row->enrolment);

  return step_to_index (statement, index, error);
}

static gboolean
add_body (KtgDb *db, guint64 index, const KtgEnvelope *envelope, GError **error)
{
  g_autoptr (KtgStatement) statement
      = ktg_db_prepare (db, "INSERT INTO body (idx, bytes, sig) VALUES (?, ?, ?)", error);
  g_autoptr (GBytes) signature = g_bytes_new (envelope->signature, KTG_SIGNATURE_BYTES);

  if (statement == NULL)
    return FALSE;

  ktg_statement_bind_int (statement, 1, (gint64)index);
  ktg_statement_bind_bytes (statement, 2, envelope->bytes);
  ktg_statement_bind_bytes (statement, 3, signature);

  return ktg_statement_run (statement, error);
}

/**
 * ktg_archive_event_table_add:
 * @index: (out): its place in the server's order
 */
gboolean
ktg_archive_event_table_add (KtgDb                    *db,
                             const KtgArchiveEventRow *row,
                             const KtgEnvelope        *envelope,
                             gint64                    now_ms,
                             guint64                  *index,
                             GError                  **error)
{
  return add_row (db, row, now_ms, index, error) && add_body (db, *index, envelope, error);
}

static gboolean
dup_envelope (KtgDb *db, guint64 index, GBytes *id, KtgEnvelope **envelope, GError **error)
{
  g_autoptr (KtgStatement) statement
      = ktg_db_prepare (db, "SELECT bytes, sig FROM body WHERE idx = ?", error);
  g_autofree char *hex = ktg_digest_dup_hex (id);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) signature = NULL;
  gboolean has_row;

  if (statement == NULL)
    return FALSE;

  ktg_statement_bind_int (statement, 1, (gint64)index);
  if (!ktg_statement_step (statement, &has_row, error))
    return FALSE;

  if (!has_row)
    {
      g_set_error (error, KTG_DB_ERROR, KTG_DB_ERROR_DAMAGED, "event %s has no body", hex);
      return FALSE;
    }

  bytes = ktg_statement_dup_bytes (statement, 0);
  signature = ktg_statement_dup_bytes (statement, 1);
  *envelope = ktg_envelope_new (hex, bytes, g_bytes_get_data (signature, NULL));
  return TRUE;
}

/**
 * ktg_archive_event_table_get_head:
 * @head: (out): the newest index, 0 before the first event
 */
gboolean
ktg_archive_event_table_get_head (KtgDb *db, guint64 *head, GError **error)
{
  g_autoptr (KtgStatement) statement = ktg_db_prepare (db, "SELECT max (idx) FROM event", error);

  return statement != NULL && step_to_index (statement, head, error);
}

/**
 * ktg_archive_event_table_get_last_index:
 * @index: (out): the newest that was ever given in this folder, whatever became of its event
 */
gboolean
ktg_archive_event_table_get_last_index (KtgDb *db, guint64 *index, GError **error)
{
  g_autoptr (KtgStatement) statement
      = ktg_db_prepare (db,
                        "SELECT max (coalesce ((SELECT max (idx) FROM event), 0),"
                        " coalesce ((SELECT last_event FROM book), 0))",
                        error);

  return statement != NULL && step_to_index (statement, index, error);
}

/* An officer's own reports are few: an index leads to what others say of them. */
static KtgStatement *
prepare_walk (KtgDb *db, const KtgDevice *device, guint64 cursor, GError **error)
{
  KtgStatement *statement
      = ktg_db_prepare (db,
                        device->role == KTG_ROLE_OFFICER
                            ? "SELECT idx, id, author, filer, region, place FROM event"
                              " WHERE filer = ?2 AND filer <> author AND idx > ?1 ORDER BY idx"
                            : "SELECT idx, id, author, filer, region, place FROM event"
                              " WHERE idx > ?1 AND author <> ?2 ORDER BY idx",
                        error);

  if (statement == NULL)
    return NULL;

  ktg_statement_bind_int (statement, 1, (gint64)cursor);
  ktg_statement_bind_int (statement, 2, device->number);
  return statement;
}

static gboolean
may_see_row (const KtgDevice *device, KtgStatement *statement)
{
  KtgScope scope = {
    .author = ktg_statement_get_int (statement, 2),
    .filer = ktg_statement_get_int (statement, 3),
    .region = ktg_statement_get_text (statement, 4),
    .place = ktg_statement_get_text (statement, 5),
  };

  return ktg_reach_can_see (device, &scope);
}

static gboolean
bring (KtgDb *db, KtgStatement *row, KtgEventWalk *walk, gsize *size_bytes, GError **error)
{
  g_autoptr (GBytes) id = ktg_statement_dup_bytes (row, 1);
  g_autoptr (KtgEnvelope) envelope = NULL;
  guint64 index = (guint64)ktg_statement_get_int (row, 0);

  if (!dup_envelope (db, index, id, &envelope, error))
    return FALSE;

  *size_bytes += g_bytes_get_size (envelope->bytes);
  g_ptr_array_add (walk->events, ktg_indexed_event_new (index, envelope));
  return TRUE;
}

/**
 * ktg_archive_event_table_walk:
 * @cursor: where the last walk of this device ended
 * @walk: `events` is filled; `cursor` and `has_more` are set
 *
 * The events after @cursor that @device may see and did not write. A cursor from beyond the end (of
 * before a restore) begins again: what a device gets twice does no harm.
 */
gboolean
ktg_archive_event_table_walk (KtgDb           *db,
                              const KtgDevice *device,
                              guint64          cursor,
                              KtgEventWalk    *walk,
                              GError         **error)
{
  g_autoptr (KtgStatement) statement = NULL;
  guint64  head;
  gsize    size_bytes = 0;
  gboolean has_row;

  g_ptr_array_set_size (walk->events, 0);
  walk->has_more = FALSE;
  if (!ktg_archive_event_table_get_head (db, &head, error))
    return FALSE;

  walk->cursor = head;
  if (cursor == head)
    return TRUE;

  statement = prepare_walk (db, device, cursor > head ? 0 : cursor, error);
  if (statement == NULL)
    return FALSE;

  for (guint n = 1; ktg_statement_step (statement, &has_row, error); n++)
    {
      if (!has_row)
        return TRUE;
      if (may_see_row (device, statement) && !bring (db, statement, walk, &size_bytes, error))
        return FALSE;
      if (n < WALK_ROWS && size_bytes < WALK_BYTES)
        continue;

      walk->cursor = (guint64)ktg_statement_get_int (statement, 0);
      walk->has_more = walk->cursor < head;
      return TRUE;
    }

  return FALSE;
}

/**
 * ktg_archive_event_table_dup_of_report:
 * @report: its number
 * @page: by the index
 *
 * Returns: (element-type KtgIndexedEvent): a part of its events, in order
 */
GPtrArray *
ktg_archive_event_table_dup_of_report (KtgDb *db, gint64 report, KtgPage *page, GError **error)
{
  g_autoptr (KtgStatement) statement
      = ktg_db_prepare (db,
                        "SELECT idx, id FROM event WHERE report = ? AND idx > ? ORDER BY idx",
                        error);
  KtgEventWalk walk
      = { .events = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_indexed_event_free) };
  g_autoptr (GPtrArray) events = walk.events;
  gsize size_bytes = 0;

  if (statement == NULL)
    return NULL;

  ktg_statement_bind_int (statement, 1, report);
  ktg_statement_bind_int (statement, 2, page->after);
  for (page->has_more = TRUE; events->len < KTG_PAGE_ROWS && size_bytes < KTG_PAGE_BYTES;)
    {
      if (!ktg_statement_step (statement, &page->has_more, error))
        return NULL;
      if (!page->has_more)
        break;
      page->last = ktg_statement_get_int (statement, 0);
      if (!bring (db, statement, &walk, &size_bytes, error))
        return NULL;
    }

  return g_steal_pointer (&events);
}

/* --- to be checked --- */

/**
 * ktg_archive_event_table_each_index:
 * @after: the last index of the page before, from 0
 * @max: how many at most
 * @func: hears each index that has an event, and whether its words are there
 */
gboolean
ktg_archive_event_table_each_index (KtgDb            *db,
                                    gint64            after,
                                    guint             max,
                                    KtgEventIndexFunc func,
                                    gpointer          user_data,
                                    GError          **error)
{
  g_autoptr (KtgStatement) statement
      = ktg_db_prepare (db,
                        "SELECT event.idx, body.idx IS NOT NULL FROM event"
                        " LEFT JOIN body ON body.idx = event.idx"
                        " WHERE event.idx > ? ORDER BY event.idx LIMIT ?",
                        error);
  gboolean has_row;

  if (statement == NULL)
    return FALSE;

  ktg_statement_bind_int (statement, 1, after);
  ktg_statement_bind_int (statement, 2, max);
  while (ktg_statement_step (statement, &has_row, error))
    {
      if (!has_row)
        return TRUE;
      func (ktg_statement_get_int (statement, 0),
            ktg_statement_get_int (statement, 1) != 0,
            user_data);
    }

  return FALSE;
}

/**
 * ktg_stored_event_free:
 * @event: (nullable): a row
 *
 * Lets go of it.
 */
void
ktg_stored_event_free (KtgStoredEvent *event)
{
  if (event == NULL)
    return;

  g_clear_pointer (&event->envelope, ktg_envelope_unref);
  g_free (event->author);
  g_free (event->report_id);
  g_free (event->type);
  g_free (event->before);
  g_free (event);
}

static gboolean
read_stored (KtgDb *db, KtgStatement *row, KtgStoredEvent *event, GError **error)
{
  g_autoptr (GBytes) id = ktg_statement_dup_bytes (row, 1);
  g_autoptr (GBytes) before = ktg_statement_dup_bytes (row, 6);

  event->index = (guint64)ktg_statement_get_int (row, 0);
  event->author = g_strdup (ktg_statement_get_text (row, 2));
  event->seq = (guint64)ktg_statement_get_int (row, 3);
  event->report_id = g_strdup (ktg_statement_get_text (row, 4));
  event->type = g_strdup (ktg_statement_get_text (row, 5));
  event->before = before != NULL ? ktg_digest_dup_hex (before) : NULL;
  event->received_at_ms = ktg_statement_get_int (row, 7);
  event->n_files = (guint)ktg_statement_get_int (row, 8);

  return dup_envelope (db, event->index, id, &event->envelope, error);
}

/**
 * ktg_archive_event_table_dup_page:
 *
 * Returns: (transfer full) (element-type KtgStoredEvent): a part of all events, in order
 */
GPtrArray *
ktg_archive_event_table_dup_page (KtgDb *db, KtgPage *page, GError **error)
{
  g_autoptr (KtgStatement) statement
      = ktg_db_prepare (db,
                        "SELECT event.idx, event.id, device.key, event.seq, report.id, event.type, "
                        "before.id, event.received_at,"
                        " (SELECT count (*) FROM event_file"
                        " JOIN file ON file.number = event_file.file"
                        " JOIN upload ON upload.device = event.author"
                        " AND upload.file = event_file.file"
                        " WHERE event_file.event = event.idx)"
                        " FROM event LEFT JOIN device ON device.number = event.author"
                        " LEFT JOIN report ON report.number = event.report"
                        " LEFT JOIN event AS before ON before.author = event.author"
                        " AND before.seq = event.seq - 1"
                        " WHERE event.idx > ? ORDER BY event.idx",
                        error);
  g_autoptr (GPtrArray) events
      = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_stored_event_free);
  gsize size_bytes = 0;

  if (statement == NULL)
    return NULL;

  ktg_statement_bind_int (statement, 1, page->after);
  for (page->has_more = TRUE; events->len < KTG_PAGE_ROWS && size_bytes < KTG_PAGE_BYTES;)
    {
      KtgStoredEvent *event;

      if (!ktg_statement_step (statement, &page->has_more, error))
        return NULL;
      if (!page->has_more)
        break;
      event = g_new0 (KtgStoredEvent, 1);
      g_ptr_array_add (events, event);
      if (!read_stored (db, statement, event, error))
        return NULL;
      page->last = (gint64)event->index;
      size_bytes += g_bytes_get_size (event->envelope->bytes);
    }

  return g_steal_pointer (&events);
}
