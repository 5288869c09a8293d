/* ktg-book.c - a running, signed account of every row that the server wrote
 *
 * Each row that comes adds its keyed hash to its table's sum, each that goes takes it away. In each
 * transaction that changed something the head over all sums is signed anew, with the newest index
 * and the end of the audit. Whoever writes into the database without the server's key leaves rows
 * that do not add up to any head he can sign.
 *
 * A row of an audited table leaves a line in the audit by itself, so a device that nobody enrolled
 * has none.
 *
 * A head that is not signed as it should be is never signed over: the server goes on, `verify`
 * tells.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-book-private.h"

#include <ktg-query.h>

#include <string.h>

#define COUNTED_ROWS 10000

typedef struct
{
  guint  table;
  gint64 position;
  guint8 row_hash[KTG_KEYED_HASH_BYTES];
  guint8 content[KTG_AUDIT_HASH_BYTES]; /* zeroes: the row is gone */
} Change;

/* --- what is heard of rows --- */

static void
hash_row (KtgBook      *self,
          guint         table,
          const guint8 *row,
          gsize         size,
          guint8        hash[KTG_KEYED_HASH_BYTES])
{
  const char *name = ktg_book_tables[table].name;

  g_byte_array_set_size (self->scratch, 0);
  g_byte_array_append (self->scratch, (const guint8 *)name, (guint)strlen (name) + 1);
  g_byte_array_append (self->scratch, row, (guint)size);
  ktg_hash_key_hash (self->row_key, self->scratch->data, self->scratch->len, hash);
}

static void
hear_reading (KtgBook *self, gint64 position, const guint8 hash[KTG_KEYED_HASH_BYTES])
{
  KtgBookRow row = { .position = position };

  if (self->reading == NULL)
    return;

  ktg_book_sum_add (&self->reading->sum, hash, 1);
  if (self->reading->rows == NULL)
    return;

  ktg_hash_key_hash (self->content_key, hash, KTG_KEYED_HASH_BYTES, row.content);
  g_array_append_val (self->reading->rows, row);
}

/* A row that goes and comes again as it was has not changed. */
static gboolean
is_undone (KtgBook *self, const Change *change)
{
  const Change *before;

  if (self->changes->len == 0)
    return FALSE;

  before = &g_array_index (self->changes, Change, self->changes->len - 1);
  if (before->table != change->table || before->position != change->position)
    return FALSE;

  g_array_set_size (self->changes, self->changes->len - 1);
  return memcmp (before->row_hash, change->row_hash, sizeof change->row_hash) == 0;
}

static void
remember (KtgBook     *self,
          guint        table,
          gint64       position,
          const guint8 hash[KTG_KEYED_HASH_BYTES],
          int          change)
{
  Change noted = { .table = table, .position = position };

  memcpy (noted.row_hash, hash, sizeof noted.row_hash);
  if (change == KTG_BOOK_ROW_CAME)
    {
      ktg_hash_key_hash (self->content_key, hash, KTG_KEYED_HASH_BYTES, noted.content);
      if (is_undone (self, &noted))
        return;
    }
  g_array_append_val (self->changes, noted);
}

static void
hear_row (int table, int change, gint64 position, const guint8 *row, gsize size, gpointer user_data)
{
  KtgBook *self = user_data;
  guint8   hash[KTG_KEYED_HASH_BYTES];

  hash_row (self, (guint)table, row, size, hash);
  if (change == KTG_BOOK_ROW_READ)
    {
      hear_reading (self, position, hash);
      return;
    }

  ktg_book_sum_add (&self->head.sums[table], hash, change);
  ktg_book_recounts_follow (self, (guint)table, position, hash, change);
  if (table == KTG_BOOK_EVENTS)
    self->head.last_event = MAX (self->head.last_event, position);
  if (ktg_book_tables[table].is_audited)
    remember (self, (guint)table, position, hash, change);
}

/* --- the audit --- */

static gboolean
add_line (KtgBook    *self,
          KtgDb      *db,
          const char *what,
          gint64      subject,
          gint64      count,
          GBytes     *content,
          GError    **error)
{
  KtgAuditRow row = {
    .at_ms = self->now_ms (),
    .what = what,
    .subject = subject,
    .count = count,
    .content = content,
  };

  return ktg_audit_table_add (db, &row, self->head.audit_hash, &self->head.last_audit, error);
}

/**
 * ktg_book_note:
 * @what: what was done, in a word or two
 * @subject: number of what it was done to, or 0
 * @count: how often, or 0
 *
 * A line in the audit. On the writer's thread, in a transaction.
 */
gboolean
ktg_book_note (KtgBook    *self,
               KtgDb      *db,
               const char *what,
               gint64      subject,
               gint64      count,
               GError    **error)
{
  return add_line (self, db, what, subject, count, NULL, error);
}

static gboolean
add_changes (KtgBook *self, KtgDb *db, GError **error)
{
  for (guint i = 0; i < self->changes->len; i++)
    {
      const Change *change = &g_array_index (self->changes, Change, i);
      const char   *name = ktg_book_tables[change->table].name;
      g_autoptr (GBytes) content = g_bytes_new (change->content, sizeof change->content);

      if (!add_line (self, db, name, change->position, 0, content, error))
        return FALSE;
    }

  g_array_set_size (self->changes, 0);
  return TRUE;
}

/* --- the head --- */

static void
count_changes (KtgBook *self)
{
  for (guint i = 0; i < KTG_BOOK_TABLES; i++)
    if (memcmp (&self->head.sums[i], &self->kept.sums[i], sizeof self->kept.sums[i]) != 0)
      self->head.sums[i].n_changes++;
}

static gboolean
write_head (KtgBook *self, KtgDb *db, GError **error)
{
  g_autoptr (GBytes) bytes = ktg_book_head_write (&self->head, self->mask_key);
  g_autoptr (GBytes) signature = NULL;
  guint8        raw[KTG_KEY_SIGNATURE_BYTES];
  gsize         size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  ktg_signing_key_sign (self->key, data, size, raw);
  signature = g_bytes_new (raw, sizeof raw);
  return ktg_query_run (db,
                        "UPDATE book SET last_event = ?, head = ?, signature = ? WHERE only = 1",
                        KTG_WITH (KTG_INT (self->head.last_event),
                                  KTG_BYTES (bytes),
                                  KTG_BYTES (signature)),
                        error);
}

static gboolean
seal (KtgDb *db, gpointer user_data, GError **error)
{
  KtgBook *self = user_data;

  if (!add_changes (self, db, error))
    return FALSE;
  if (self->is_doubtful || memcmp (&self->head, &self->kept, sizeof self->head) == 0)
    return TRUE;

  count_changes (self);
  self->head.number++;
  return write_head (self, db, error);
}

static void
begin (gpointer user_data)
{
  KtgBook *self = user_data;

  self->head = self->kept;
  self->reading = NULL;
  g_array_set_size (self->changes, 0);
  ktg_book_recounts_begin (self);
}

static void
tell_listener (KtgBook *self)
{
  g_mutex_lock (&self->listener_lock);
  if (self->heard != NULL)
    self->heard (self->heard_data);
  g_mutex_unlock (&self->listener_lock);
}

static void
keep (gpointer user_data)
{
  KtgBook *self = user_data;
  gboolean has_changed = self->kept.number != self->head.number;

  self->kept = self->head;
  ktg_book_recounts_keep (self);
  if (has_changed)
    tell_listener (self);
}

const KtgWriterSeal ktg_book_seal = { begin, seal, keep };

/* --- opening --- */

static gboolean
read_head (KtgBook *self, KtgDb *db, GBytes **bytes, gboolean *is_signed, GError **error)
{
  g_autoptr (KtgStatement) statement
      = ktg_db_prepare (db, "SELECT head, signature FROM book", error);
  g_autoptr (GBytes) signature = NULL;
  gboolean has_row;

  *is_signed = FALSE;
  if (!ktg_statement_step (statement, &has_row, error))
    return FALSE;

  *bytes = has_row ? ktg_statement_dup_bytes (statement, 0) : NULL;
  signature = has_row ? ktg_statement_dup_bytes (statement, 1) : NULL;
  if (*bytes != NULL && signature != NULL
      && g_bytes_get_size (signature) == KTG_KEY_SIGNATURE_BYTES)
    *is_signed = ktg_signature_is_valid (ktg_signing_key_get_public (self->key),
                                         g_bytes_get_data (*bytes, NULL),
                                         g_bytes_get_size (*bytes),
                                         g_bytes_get_data (signature, NULL));
  return TRUE;
}

static gboolean
count_all (KtgBook *self, KtgDb *db, guint table, GError **error)
{
  KtgRecount counting = { .book = self, .table = table, .next = G_MININT64 };
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (KtgBookRow));
  gboolean is_audited = ktg_book_tables[table].is_audited;
  gboolean is_end = FALSE;

  while (!is_end)
    if (!ktg_recount_page (&counting, db, COUNTED_ROWS, is_audited ? rows : NULL, &is_end, error))
      return FALSE;

  for (guint i = 0; i < rows->len; i++)
    {
      const KtgBookRow *row = &g_array_index (rows, KtgBookRow, i);
      Change            change = { .table = table, .position = row->position };

      memcpy (change.content, row->content, sizeof change.content);
      g_array_append_val (self->changes, change);
    }
  self->head.sums[table] = counting.sum;
  return TRUE;
}

static gboolean
find_last_event (KtgBook *self, KtgDb *db, GError **error)
{
  gint64 last;

  if (!ktg_query_get_int (db, "SELECT max (idx) FROM event", NULL, &last, error))
    return FALSE;

  self->head.last_event = MAX (self->head.last_event, last);
  return TRUE;
}

/* The account of a folder that had none, or whose tables a newer program changed, begins with what
 * is there, and says so. */
static gboolean
begin_book (KtgBook *self, KtgDb *db, GError **error)
{
  g_autoptr (KtgTransaction) transaction = ktg_db_begin (db, error);
  gint64 n_events;

  if (transaction == NULL)
    return FALSE;

  self->head.schema_version = self->schema_version;
  if (!find_last_event (self, db, error))
    return FALSE;
  for (guint i = 0; i < KTG_BOOK_TABLES; i++)
    if (!count_all (self, db, i, error))
      return FALSE;

  n_events = (gint64)self->head.sums[KTG_BOOK_EVENTS].n_rows;
  if (!ktg_book_note (self, db, "begin", self->schema_version, n_events, error)
      || !seal (db, self, error) || !ktg_transaction_commit (g_steal_pointer (&transaction), error))
    return FALSE;

  if (n_events > 0)
    g_message ("the account of all rows begins anew with what is here: %" G_GINT64_FORMAT " events",
               n_events);
  keep (self);
  return TRUE;
}

static gboolean
has_audit (KtgDb *db, gboolean *has_rows, GError **error)
{
  gint64 number;

  if (!ktg_query_get_int (db, "SELECT number FROM audit LIMIT 1", NULL, &number, error))
    return FALSE;

  *has_rows = number != 0;
  return TRUE;
}

/**
 * ktg_book_open:
 *
 * Takes up the account where it ended. From here on the connection tells the book of every row, and
 * the book is to be told of every transaction: it is the writer's #KtgWriterSeal. On the writer's
 * thread.
 */
gboolean
ktg_book_open (KtgBook *self, KtgDb *db, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  gboolean is_signed;
  gboolean has_rows;

  memset (&self->kept, 0, sizeof self->kept);
  ktg_book_recounts_restart (self);
  begin (self);
  if (!read_head (self, db, &bytes, &is_signed, error) || !has_audit (db, &has_rows, error)
      || !ktg_db_hear_rows (db, hear_row, self, error) || !ktg_book_tables_watch (db, error))
    return FALSE;

  self->is_doubtful = bytes == NULL || (!is_signed && has_rows)
                      || (is_signed && !ktg_book_head_read (&self->kept, bytes, self->mask_key));
  begin (self);
  if (self->is_doubtful)
    g_warning ("the book's head is not signed by this server's key: see verify");
  else if (!is_signed || self->kept.schema_version != self->schema_version)
    return begin_book (self, db, error);

  return TRUE;
}

/**
 * ktg_book_new:
 * @key: the server's
 * @schema_version: of the tables as this program has them
 */
KtgBook *
ktg_book_new (KtgSigningKey *key, guint schema_version, KtgClock now_ms)
{
  KtgBook *self = g_new0 (KtgBook, 1);

  self->key = ktg_signing_key_ref (key);
  self->row_key = ktg_hash_key_new (key, "kentongan-book-rows-1");
  self->mask_key = ktg_hash_key_new (key, "kentongan-book-mask-1");
  self->content_key = ktg_hash_key_new (key, "kentongan-book-content-1");
  self->schema_version = schema_version;
  self->now_ms = now_ms;
  self->changes = g_array_new (FALSE, FALSE, sizeof (Change));
  self->recounts = g_ptr_array_new ();
  self->scratch = g_byte_array_new ();
  g_mutex_init (&self->listener_lock);

  return self;
}

/**
 * ktg_book_free:
 * @self: (nullable): a book
 *
 * Once the writer has ended.
 */
void
ktg_book_free (KtgBook *self)
{
  if (self == NULL)
    return;

  ktg_signing_key_unref (self->key);
  ktg_hash_key_free (self->row_key);
  ktg_hash_key_free (self->mask_key);
  ktg_hash_key_free (self->content_key);
  g_array_unref (self->changes);
  g_ptr_array_unref (self->recounts);
  g_byte_array_unref (self->scratch);
  g_mutex_clear (&self->listener_lock);
  g_free (self);
}

/**
 * ktg_book_set_listener:
 * @heard: hears from now on, in place of who did before
 * @user_data: by which it is known
 *
 * Must not be called on the writer's own thread.
 */
void
ktg_book_set_listener (KtgBook *self, KtgBookHeard heard, gpointer user_data)
{
  g_mutex_lock (&self->listener_lock);
  self->heard = heard;
  self->heard_data = user_data;
  g_mutex_unlock (&self->listener_lock);
}

/**
 * ktg_book_unset_listener:
 * @user_data: with which it was set; where another hears meanwhile, that one goes on
 *
 * When this returns, it hears no more. Must not be called on the writer's own thread.
 */
void
ktg_book_unset_listener (KtgBook *self, gpointer user_data)
{
  g_mutex_lock (&self->listener_lock);
  if (self->heard_data == user_data)
    self->heard = NULL;
  g_mutex_unlock (&self->listener_lock);
}

/* --- asked --- */

/**
 * ktg_book_is_signed:
 * @is_signed: (out): whether the head that lies in the database is the one this server signed last
 *
 * On the writer's thread.
 */
gboolean
ktg_book_is_signed (KtgBook *self, KtgDb *db, gboolean *is_signed, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) own = ktg_book_head_write (&self->kept, self->mask_key);

  if (!read_head (self, db, &bytes, is_signed, error))
    return FALSE;

  *is_signed = *is_signed && !self->is_doubtful && g_bytes_equal (bytes, own);
  return TRUE;
}

/**
 * ktg_book_get_last_event:
 * @self: a book
 *
 * Returns: the newest index that was given, by the signed account
 */
gint64
ktg_book_get_last_event (KtgBook *self)
{
  return self->head.last_event;
}

/**
 * ktg_book_get_last_audit:
 * @hash: (out caller-allocates): of the audit's newest row
 *
 * Returns: that row's number
 */
gint64
ktg_book_get_last_audit (KtgBook *self, guint8 hash[KTG_AUDIT_HASH_BYTES])
{
  memcpy (hash, self->head.audit_hash, KTG_AUDIT_HASH_BYTES);
  return self->head.last_audit;
}
