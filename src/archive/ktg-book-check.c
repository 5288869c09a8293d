/* ktg-book-check.c - are the rows that are held those that the server wrote?
 *
 * Page by page, while devices go on changing them: what was counted is followed by the book, and
 * the two are compared in the job that reads the last page.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-book-check.h"

#include "ktg-archive-event-table.h"
#include "ktg-archive-private.h"
#include "ktg-writer-private.h"

#include <ktg-roster-json.h>

#include <string.h>

#define PAGE_ROWS 200

typedef struct
{
  KtgArchive   *archive;
  GCancellable *cancellable;
  GString      *out;
  KtgBook      *book;
  guint         n_wrong;
  gboolean      is_end;
  GString      *said; /* by the job that runs; it may run again */
  guint         n_said;

  gint64 after;
  guint8 hash[KTG_AUDIT_HASH_BYTES]; /* of the audit's row `after` */
  gint64 page_after;
  guint8 page_hash[KTG_AUDIT_HASH_BYTES];
  gint64 begun; /* the audit's row with which the account begins; 0: there is none */
  gint64 begun_at_ms;
  gint64 n_begun;

  guint       table;
  KtgRecount *recount;
} Check;

static void
say (Check *self, const char *what, gint64 number, const char *why)
{
  if (number != 0)
    g_string_append_printf (self->said, "%s %" G_GINT64_FORMAT ": %s\n", what, number, why);
  else
    g_string_append_printf (self->said, "%s: %s\n", what, why);
  self->n_said++;
}

/* One job, and what it said. */
static gboolean
run (Check *self, KtgWriterWork work, GError **error)
{
  g_string_truncate (self->said, 0);
  self->n_said = 0;
  if (g_cancellable_set_error_if_cancelled (self->cancellable, error)
      || !ktg_writer_run (ktg_archive_get_writer (self->archive), work, self, error))
    return FALSE;

  g_string_append_len (self->out, self->said->str, (gssize)self->said->len);
  self->n_wrong += self->n_said;
  return TRUE;
}

static void
forget_said (Check *self)
{
  g_string_truncate (self->said, 0);
  self->n_said = 0;
  self->is_end = FALSE;
}

/* Page after page, each of which says where it ended, and whether it was the last. */
static gboolean
run_to_end (Check *self, KtgWriterWork work, GError **error)
{
  self->after = 0;
  self->is_end = FALSE;
  while (!self->is_end)
    {
      if (!run (self, work, error))
        return FALSE;
      self->after = self->page_after;
      memcpy (self->hash, self->page_hash, sizeof self->hash);
    }

  return TRUE;
}

/* --- the head --- */

static gboolean
check_head (KtgCatalog *catalog, gpointer data, GError **error)
{
  Check   *self = data;
  gboolean is_signed;

  forget_said (self);
  if (!ktg_book_is_signed (self->book, catalog->db, &is_signed, error))
    return FALSE;

  if (!is_signed)
    say (self, "book", 0, "its head is not the one that this server signed");
  return TRUE;
}

/* --- the audit --- */

static void
check_audit_row (const KtgAuditRow *row, gpointer user_data)
{
  Check        *self = user_data;
  gsize         size = 0;
  gconstpointer hash;

  if (row->number != self->page_after + 1)
    say (self, "audit", self->page_after + 1, "the row is missing");

  ktg_audit_row_hash (row, self->page_hash);
  hash = row->hash != NULL ? g_bytes_get_data (row->hash, &size) : NULL;
  if (size != KTG_AUDIT_HASH_BYTES || memcmp (self->page_hash, hash, size) != 0)
    {
      say (self, "audit", row->number, "the row is not the one that followed the row before it");
      if (size == KTG_AUDIT_HASH_BYTES)
        memcpy (self->page_hash, hash, size);
    }

  if (g_str_equal (row->what, "begin"))
    {
      self->begun = row->number;
      self->begun_at_ms = row->at_ms;
      self->n_begun = row->count;
    }
  self->page_after = row->number;
  self->is_end = FALSE;
}

static void
check_audit_end (Check *self)
{
  guint8 hash[KTG_AUDIT_HASH_BYTES];
  gint64 last = ktg_book_get_last_audit (self->book, hash);

  if (self->page_after > last)
    say (self, "audit", last + 1, "this row and what follows were never signed");
  else if (self->page_after < last)
    say (self, "audit", self->page_after + 1, "this row and what follows are missing");
  else if (memcmp (hash, self->page_hash, sizeof hash) != 0)
    say (self, "audit", last, "the newest row is not the one that was signed");
}

static gboolean
check_audit_page (KtgCatalog *catalog, gpointer data, GError **error)
{
  KtgDb *db = catalog->db;
  Check *self = data;

  forget_said (self);
  self->is_end = TRUE;
  self->page_after = self->after;
  memcpy (self->page_hash, self->hash, sizeof self->hash);
  if (!ktg_audit_table_each (db, self->after, PAGE_ROWS, check_audit_row, self, error))
    return FALSE;

  if (self->is_end)
    check_audit_end (self);
  return TRUE;
}

/* What was done before is in no account: whoever threw one away is found by this time. */
static void
say_begin (Check *self)
{
  g_autofree char *at = ktg_roster_json_dup_time (self->begun_at_ms);

  if (self->begun != 0)
    g_string_append_printf (self->out,
                            "the account of all rows begins with audit %" G_GINT64_FORMAT
                            " of %s, with what was here then: %" G_GINT64_FORMAT " events\n",
                            self->begun,
                            at,
                            self->n_begun);
}

/* --- the rows of a table --- */

static gboolean
is_content (GBytes *content, const KtgBookRow *row)
{
  return g_bytes_get_size (content) == sizeof row->content
         && memcmp (g_bytes_get_data (content, NULL), row->content, sizeof row->content) == 0;
}

static gboolean
check_against_audit (Check *self, KtgDb *db, const KtgBookRow *row, GError **error)
{
  const char *name = ktg_book_tables[self->table].name;
  g_autoptr (GBytes) content = NULL;

  if (!ktg_audit_table_find_content (db, name, row->position, &content, error))
    return FALSE;

  if (content == NULL)
    say (self, name, row->position, "nobody made this row: the audit does not know it");
  else if (!is_content (content, row))
    say (self, name, row->position, "the row is not what the audit says it became");
  return TRUE;
}

static void
check_sum (Check *self)
{
  const char      *name = ktg_book_tables[self->table].name;
  guint64          found = ktg_recount_get_found (self->recount);
  guint64          written = ktg_recount_get_written (self->recount);
  g_autofree char *why = NULL;

  if (ktg_recount_is_right (self->recount))
    return;

  why = found == written
            ? g_strdup ("a row is not as the server wrote it, or another is in its place")
            : g_strdup_printf ("%" G_GUINT64_FORMAT " rows are here, and the server wrote"
                               " %" G_GUINT64_FORMAT,
                               found,
                               written);
  g_string_append_printf (self->said, "table %s: %s\n", name, why);
  self->n_said++;
}

static gboolean
begin_recount (KtgCatalog *catalog, gpointer data, GError **error)
{
  Check *self = data;

  forget_said (self);
  if (self->recount == NULL)
    self->recount = ktg_recount_new (self->book, self->table);
  return TRUE;
}

static gboolean
end_recount (KtgCatalog *catalog, gpointer data, GError **error)
{
  Check *self = data;

  g_clear_pointer (&self->recount, ktg_recount_free);
  return TRUE;
}

static gboolean
check_table_page (KtgCatalog *catalog, gpointer data, GError **error)
{
  KtgDb   *db = catalog->db;
  Check   *self = data;
  gboolean is_audited = ktg_book_tables[self->table].is_audited;
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (KtgBookRow));

  forget_said (self);
  if (!ktg_recount_page (self->recount,
                         db,
                         PAGE_ROWS,
                         is_audited ? rows : NULL,
                         &self->is_end,
                         error))
    return FALSE;

  for (guint i = 0; i < rows->len; i++)
    if (!check_against_audit (self, db, &g_array_index (rows, KtgBookRow, i), error))
      return FALSE;
  if (self->is_end)
    check_sum (self);
  return TRUE;
}

static gboolean
check_table (Check *self, guint table, GError **error)
{
  gboolean is_read;

  self->table = table;
  is_read = run (self, begin_recount, error);
  self->is_end = FALSE;
  while (is_read && !self->is_end)
    is_read = run (self, check_table_page, error);
  ktg_writer_run (ktg_archive_get_writer (self->archive), end_recount, self, NULL);

  return is_read;
}

/* --- the server's order --- */

static void
say_missing (Check *self, gint64 first, gint64 last)
{
  g_string_append_printf (self->said,
                          first == last ? "index %" G_GINT64_FORMAT ": its event is missing\n"
                                        : "indexes %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT
                                          ": their events are missing\n",
                          first,
                          last);
  self->n_said++;
}

static void
check_index (gint64 index, gboolean has_body, gpointer user_data)
{
  Check *self = user_data;

  if (index > self->page_after + 1)
    say_missing (self, self->page_after + 1, index - 1);
  if (!has_body)
    say (self, "index", index, "the words of its event are missing");

  self->page_after = index;
  self->is_end = FALSE;
}

static gboolean
check_indexes_page (KtgCatalog *catalog, gpointer data, GError **error)
{
  KtgDb *db = catalog->db;
  Check *self = data;
  gint64 last = ktg_book_get_last_event (self->book);

  forget_said (self);
  self->is_end = TRUE;
  self->page_after = self->after;
  if (!ktg_archive_event_table_each_index (db, self->after, PAGE_ROWS, check_index, self, error))
    return FALSE;

  if (self->is_end && self->page_after < last)
    say_missing (self, self->page_after + 1, last);
  return TRUE;
}

static gboolean
check_all (Check *self, GError **error)
{
  if (!run (self, check_head, error) || !run_to_end (self, check_audit_page, error))
    return FALSE;

  say_begin (self);
  for (guint i = 0; i < KTG_BOOK_TABLES; i++)
    if (!check_table (self, i, error))
      return FALSE;

  return run_to_end (self, check_indexes_page, error);
}

/**
 * ktg_book_check:
 * @archive: open; devices may be served meanwhile
 * @cancellable: (nullable): ends it early
 * @out: gets a line for each thing that is wrong
 * @n_wrong: (inout): grows by each of them
 * @error: why it could not be checked
 *
 * Not on the writer's thread.
 *
 * Returns: %FALSE where it ended early
 */
gboolean
ktg_book_check (KtgArchive   *archive,
                GCancellable *cancellable,
                GString      *out,
                guint        *n_wrong,
                GError      **error)
{
  g_autoptr (GString) said = g_string_new (NULL);
  Check check = {
    .archive = archive,
    .cancellable = cancellable,
    .out = out,
    .book = ktg_archive_get_book (archive),
    .said = said,
  };
  gboolean is_checked = check_all (&check, error);

  *n_wrong += check.n_wrong;
  return is_checked;
}
