/* ktg-writer.c - the one thread that speaks to the database
 *
 * Jobs wait in a queue; the thread takes what waits, up to a batch, and gives all of it one
 * transaction: one COMMIT, one fsync, and only then is anybody told. On a slow disk this is worth a
 * factor of twenty.
 *
 * When a job fails, the batch is undone and each of its jobs runs again alone, so that one cannot
 * spoil the others; this costs nothing as long as nothing fails. After a COMMIT that failed, what
 * is on disk is unknown: every job of the batch is told so, and the database is opened afresh.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-writer-private.h"

typedef struct
{
  const KtgWriterJob *job;
  gpointer            data;
} Entry;

struct _KtgWriter
{
  GThread       *thread;
  GMutex         lock;
  GCond          work_came;
  GQueue         waiting; /* of Entry */
  guint          max_waiting;
  gboolean       is_stopping;
  gboolean       has_opened;
  GError        *open_error;
  KtgWriterOpen  open;
  gpointer       user_data;
  KtgDb         *db;         /* the thread's own */
  GMutex         watch_lock; /* held while it runs */
  KtgWriterWatch watch;
  gpointer       watch_data;

  const KtgWriterSeal      *seal; /* or NULL; set before the first job */
  gpointer                  seal_data;
  const struct _KtgCharter *charter;
  struct _KtgBook          *book;
};

/* What is done apart shares its turn with nobody. */
static gboolean
fits (GQueue *waiting, const Entry *entries, guint n)
{
  const Entry *next = g_queue_peek_head (waiting);

  return next != NULL && (n == 0 || (!next->job->is_apart && !entries[0].job->is_apart));
}

static guint
take_entries (KtgWriter *self, Entry *entries)
{
  guint n = 0;

  g_mutex_lock (&self->lock);
  while (g_queue_is_empty (&self->waiting) && !self->is_stopping)
    g_cond_wait (&self->work_came, &self->lock);
  while (n < KTG_WRITER_BATCH_JOBS && fits (&self->waiting, entries, n))
    {
      Entry *entry = g_queue_pop_head (&self->waiting);

      entries[n++] = *entry;
      g_free (entry);
    }
  g_mutex_unlock (&self->lock);

  return n;
}

static void
tell (const Entry *entries, guint n, const GError *error)
{
  for (guint i = 0; i < n; i++)
    entries[i].job->done (entries[i].data, error);
}

static gboolean
is_open (KtgWriter *self, GError **error)
{
  if (self->db == NULL)
    self->db = self->open (self->user_data, error);

  return self->db != NULL;
}

static void
reopen (KtgWriter *self)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->db, ktg_db_close);
  if (!is_open (self, &error))
    g_warning ("the database does not open again: %s", error->message);
}

/* A connection on which a write failed half-way answers nothing more. */
static void
reopen_if_doubtful (KtgWriter *self, const GError *error)
{
  if (g_error_matches (error, KTG_DB_ERROR, KTG_DB_ERROR_UNKNOWN))
    reopen (self);
}

static gboolean
commit (KtgWriter *self, KtgTransaction *transaction, GError **error)
{
  g_autoptr (GError) commit_error = NULL;

  if (ktg_transaction_commit (transaction, &commit_error))
    {
      if (self->seal != NULL)
        self->seal->keep (self->seal_data);
      return TRUE;
    }

  g_warning ("a COMMIT failed: %s", commit_error->message);
  reopen (self);
  g_set_error (error,
               KTG_ARCHIVE_ERROR,
               KTG_ARCHIVE_ERROR_UNKNOWN,
               "a COMMIT failed: %s",
               commit_error->message);
  return FALSE;
}

static void
keep_watch (KtgWriter *self)
{
  g_mutex_lock (&self->watch_lock);
  if (self->watch != NULL)
    self->watch (self->watch_data);
  g_mutex_unlock (&self->watch_lock);
}

static gboolean
run_work (KtgWriter *self, const Entry *entries, guint n, gboolean *is_committed, GError **error)
{
  KtgCatalog catalog = { self->db, self->charter, self->book };
  g_autoptr (KtgTransaction) transaction = NULL;

  *is_committed = FALSE;
  keep_watch (self);
  transaction = ktg_db_begin (self->db, error);
  if (transaction == NULL)
    return FALSE;

  if (self->seal != NULL)
    self->seal->begin (self->seal_data);

  for (guint i = 0; i < n; i++)
    if (!entries[i].job->work (&catalog, entries[i].data, error))
      return FALSE;

  if (self->seal != NULL && !self->seal->seal (self->db, self->seal_data, error))
    return FALSE;

  *is_committed = TRUE;
  return commit (self, g_steal_pointer (&transaction), error);
}

static void
run_alone (KtgWriter *self, const Entry *entry)
{
  g_autoptr (GError) error = NULL;
  gboolean is_committed;

  if (is_open (self, &error) && !run_work (self, entry, 1, &is_committed, &error))
    reopen_if_doubtful (self, error);

  tell (entry, 1, error);
}

static void
run_apart (KtgWriter *self, const Entry *entry)
{
  KtgCatalog catalog;
  g_autoptr (GError) error = NULL;
  gboolean is_open_now = is_open (self, &error);

  catalog = (KtgCatalog){ self->db, self->charter, self->book };
  if (is_open_now && !entry->job->work (&catalog, entry->data, &error))
    reopen_if_doubtful (self, error);

  tell (entry, 1, error);
}

static void
run_batch (KtgWriter *self, const Entry *entries, guint n)
{
  g_autoptr (GError) error = NULL;
  gboolean is_committed = FALSE;

  if (entries[0].job->is_apart)
    run_apart (self, entries);
  else if (!is_open (self, &error))
    tell (entries, n, error);
  else if (run_work (self, entries, n, &is_committed, &error) || is_committed)
    tell (entries, n, error);
  else
    {
      reopen_if_doubtful (self, error);
      for (guint i = 0; i < n; i++)
        run_alone (self, &entries[i]);
    }
}

static void
announce_opening (KtgWriter *self, GError *error)
{
  g_mutex_lock (&self->lock);
  self->has_opened = TRUE;
  self->open_error = error;
  g_cond_broadcast (&self->work_came);
  g_mutex_unlock (&self->lock);
}

static gpointer
writer_thread (gpointer user_data)
{
  KtgWriter *self = user_data;
  GError    *error = NULL;
  Entry      entries[KTG_WRITER_BATCH_JOBS];
  guint      n;

  is_open (self, &error);
  announce_opening (self, error);
  if (error != NULL)
    return NULL;

  while ((n = take_entries (self, entries)) > 0)
    run_batch (self, entries, n);

  g_clear_pointer (&self->db, ktg_db_close);
  return NULL;
}

/**
 * ktg_writer_new:
 * @open: opens the database; runs on the writer's thread, at the start and after a failed COMMIT
 * @max_waiting: how many jobs may wait before ktg_writer_push() refuses
 *
 * Starts the thread and waits until the database is open.
 *
 * Returns: (transfer full): the writer, or NULL with @open's error
 */
KtgWriter *
ktg_writer_new (KtgWriterOpen open, gpointer user_data, guint max_waiting, GError **error)
{
  g_autoptr (KtgWriter) self = g_new0 (KtgWriter, 1);

  g_mutex_init (&self->lock);
  g_mutex_init (&self->watch_lock);
  g_cond_init (&self->work_came);
  g_queue_init (&self->waiting);
  self->max_waiting = max_waiting;
  self->open = open;
  self->user_data = user_data;
  self->thread = g_thread_new ("ktg-writer", writer_thread, self);

  g_mutex_lock (&self->lock);
  while (!self->has_opened)
    g_cond_wait (&self->work_came, &self->lock);
  g_mutex_unlock (&self->lock);

  if (self->open_error == NULL)
    return g_steal_pointer (&self);

  g_propagate_error (error, g_steal_pointer (&self->open_error));
  return NULL;
}

/**
 * ktg_writer_set_charter:
 * @charter: what each job's catalog has from then on; it outlives the writer
 *
 * Between jobs, by who made the writer.
 */
void
ktg_writer_set_charter (KtgWriter *self, const struct _KtgCharter *charter)
{
  self->charter = charter;
}

/**
 * ktg_writer_set_book:
 * @book: what each job's catalog has from then on; it outlives the writer
 *
 * Between jobs, by who made the writer.
 */
void
ktg_writer_set_book (KtgWriter *self, struct _KtgBook *book)
{
  self->book = book;
}

/**
 * ktg_writer_set_seal:
 * @seal: not copied
 *
 * Before the first job.
 */
void
ktg_writer_set_seal (KtgWriter *self, const KtgWriterSeal *seal, gpointer user_data)
{
  g_mutex_lock (&self->lock);
  self->seal = seal;
  self->seal_data = user_data;
  g_mutex_unlock (&self->lock);
}

/**
 * ktg_writer_free:
 *
 * Finishes what waits, closes the database (which checkpoints it), and ends the thread.
 * Must not run on the writer's own thread.
 */
void
ktg_writer_free (KtgWriter *self)
{
  if (self == NULL)
    return;

  g_mutex_lock (&self->lock);
  self->is_stopping = TRUE;
  g_cond_broadcast (&self->work_came);
  g_mutex_unlock (&self->lock);

  g_thread_join (self->thread);
  g_clear_error (&self->open_error);
  g_cond_clear (&self->work_came);
  g_mutex_clear (&self->watch_lock);
  g_mutex_clear (&self->lock);
  g_free (self);
}

static gboolean
push (KtgWriter *self, const KtgWriterJob *job, gpointer data, guint max_waiting)
{
  Entry   *entry;
  gboolean has_room;

  g_mutex_lock (&self->lock);
  has_room = g_queue_get_length (&self->waiting) < max_waiting;
  if (has_room)
    {
      entry = g_new (Entry, 1);
      entry->job = job;
      entry->data = data;
      g_queue_push_tail (&self->waiting, entry);
      if (g_queue_get_length (&self->waiting) == 1)
        g_cond_signal (&self->work_came);
    }
  g_mutex_unlock (&self->lock);

  return has_room;
}

/**
 * ktg_writer_push:
 * @job: not copied
 * @data: the job's until its `done` ran
 *
 * Returns: FALSE if too many wait already; then nothing will run, and @data is still the caller's
 */
gboolean
ktg_writer_push (KtgWriter *self, const KtgWriterJob *job, gpointer data)
{
  return push (self, job, data, self->max_waiting);
}

/**
 * ktg_writer_push_always:
 *
 * For what must be recorded whatever waits, and is bounded by other means.
 */
void
ktg_writer_push_always (KtgWriter *self, const KtgWriterJob *job, gpointer data)
{
  push (self, job, data, G_MAXUINT);
}

typedef struct
{
  KtgWriterWork work;
  gpointer      data;
  GMutex        lock;
  GCond         is_done_cond;
  gboolean      is_done;
  GError       *error;
} Wait;

static gboolean
wait_work (KtgCatalog *catalog, gpointer data, GError **error)
{
  Wait *wait = data;

  return wait->work (catalog, wait->data, error);
}

static void
wait_done (gpointer data, const GError *error)
{
  Wait *wait = data;

  g_mutex_lock (&wait->lock);
  wait->is_done = TRUE;
  wait->error = error != NULL ? g_error_copy (error) : NULL;
  g_cond_signal (&wait->is_done_cond);
  g_mutex_unlock (&wait->lock);
}

static gboolean
run_and_wait (KtgWriter          *self,
              const KtgWriterJob *job,
              KtgWriterWork       work,
              gpointer            data,
              GError            **error)
{
  Wait wait = { .work = work, .data = data };

  g_mutex_init (&wait.lock);
  g_cond_init (&wait.is_done_cond);
  ktg_writer_push_always (self, job, &wait);

  g_mutex_lock (&wait.lock);
  while (!wait.is_done)
    g_cond_wait (&wait.is_done_cond, &wait.lock);
  g_mutex_unlock (&wait.lock);

  g_cond_clear (&wait.is_done_cond);
  g_mutex_clear (&wait.lock);
  if (wait.error == NULL)
    return TRUE;

  g_propagate_error (error, wait.error);
  return FALSE;
}

/**
 * ktg_writer_set_watch:
 * @watch: (nullable): runs before each transaction
 *
 * When this returns, the one before runs no more. Must not be called on the writer's own thread.
 */
void
ktg_writer_set_watch (KtgWriter *self, KtgWriterWatch watch, gpointer user_data)
{
  g_mutex_lock (&self->watch_lock);
  self->watch = watch;
  self->watch_data = user_data;
  g_mutex_unlock (&self->watch_lock);
}

/**
 * ktg_writer_run:
 *
 * Pushes @work and waits for its COMMIT. Must not be called on the writer's own thread.
 */
gboolean
ktg_writer_run (KtgWriter *self, KtgWriterWork work, gpointer data, GError **error)
{
  static const KtgWriterJob job = { wait_work, wait_done, FALSE };

  return run_and_wait (self, &job, work, data, error);
}

/**
 * ktg_writer_run_apart:
 *
 * Pushes @work, which runs between two transactions and in none, and waits for it. Must not be
 * called on the writer's own thread.
 */
gboolean
ktg_writer_run_apart (KtgWriter *self, KtgWriterWork work, gpointer data, GError **error)
{
  static const KtgWriterJob job = { wait_work, wait_done, TRUE };

  return run_and_wait (self, &job, work, data, error);
}

/**
 * ktg_writer_get_waiting:
 *
 * Returns: how many jobs wait now
 */
guint
ktg_writer_get_waiting (KtgWriter *self)
{
  guint n;

  g_mutex_lock (&self->lock);
  n = g_queue_get_length (&self->waiting);
  g_mutex_unlock (&self->lock);

  return n;
}
