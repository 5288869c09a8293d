/* ktg-limit.c - what SQLite and the disk can do at best, measured in the same run
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-limit.h"

#include <ktg-random.h>

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <stdio.h>
#include <unistd.h>

#define ROW_BYTES 4000
#define FILE_BYTES 1000000
#define FLUSHES 200

static void
must (gboolean is_true, const char *what)
{
  if (!is_true)
    g_error ("%s", what);
}

static void
insert_rows (sqlite3 *db, sqlite3_stmt *insert, const guint8 *blob, guint n_rows)
{
  must (sqlite3_exec (db, "BEGIN IMMEDIATE", NULL, NULL, NULL) == SQLITE_OK, "BEGIN");
  for (guint i = 0; i < n_rows; i++)
    {
      g_autofree char *key = ktg_random_dup_uuid ();

      sqlite3_bind_text (insert, 1, key, -1, SQLITE_STATIC);
      sqlite3_bind_blob (insert, 2, blob, ROW_BYTES, SQLITE_STATIC);
      must (sqlite3_step (insert) == SQLITE_DONE, "INSERT");
      sqlite3_reset (insert);
    }
  must (sqlite3_exec (db, "COMMIT", NULL, NULL, NULL) == SQLITE_OK, "COMMIT");
}

double
ktg_limit_measure_sqlite (const char *folder, guint rows_per_commit, double seconds)
{
  g_autofree char   *path = g_build_filename (folder, "limit.db", NULL);
  g_autofree guint8 *blob = g_malloc (ROW_BYTES);
  sqlite3           *db = NULL;
  sqlite3_stmt      *insert = NULL;
  guint              n_rows = 0;
  gint64             begun_us;
  double             taken;

  ktg_random_fill (blob, ROW_BYTES);
  must (sqlite3_open (path, &db) == SQLITE_OK, "open");
  must (sqlite3_exec (db,
                      "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
                      "CREATE TABLE row (id TEXT PRIMARY KEY, body BLOB) WITHOUT ROWID",
                      NULL,
                      NULL,
                      NULL)
            == SQLITE_OK,
        "CREATE");
  must (sqlite3_prepare_v2 (db, "INSERT INTO row VALUES (?, ?)", -1, &insert, NULL) == SQLITE_OK,
        "prepare");

  begun_us = g_get_monotonic_time ();
  do
    {
      insert_rows (db, insert, blob, rows_per_commit);
      n_rows += rows_per_commit;
      taken = (g_get_monotonic_time () - begun_us) / (double)G_USEC_PER_SEC;
    }
  while (taken < seconds);

  sqlite3_finalize (insert);
  sqlite3_close (db);
  g_unlink (path);
  return n_rows / taken;
}

typedef struct
{
  const char   *folder;
  const guint8 *bytes;
  gint64        end_us;
  guint         number;
  guint         n_files;
} Filler;

static void
write_file (Filler *self, int folder_fd)
{
  g_autofree char *temporary = g_strdup_printf ("t-%u", self->number);
  g_autofree char *name = g_strdup_printf ("f-%u-%u", self->number, self->n_files);
  int              fd = openat (folder_fd, temporary, O_WRONLY | O_CREAT | O_TRUNC, 0600);

  must (fd >= 0 && write (fd, self->bytes, FILE_BYTES) == FILE_BYTES && fsync (fd) == 0, "write");
  close (fd);
  must (renameat (folder_fd, temporary, folder_fd, name) == 0 && fsync (folder_fd) == 0, "rename");
}

static gpointer
fill (gpointer data)
{
  Filler *self = data;
  int     folder_fd = open (self->folder, O_RDONLY | O_DIRECTORY);

  while (g_get_monotonic_time () < self->end_us)
    {
      write_file (self, folder_fd);
      self->n_files++;
    }

  close (folder_fd);
  return NULL;
}

double
ktg_limit_measure_disk (const char *folder, guint n_threads, double seconds)
{
  g_autofree guint8   *bytes = g_malloc (FILE_BYTES);
  g_autofree Filler   *fillers = g_new0 (Filler, n_threads);
  g_autofree GThread **threads = g_new0 (GThread *, n_threads);
  gint64               begun_us = g_get_monotonic_time ();
  guint                n_files = 0;

  ktg_random_fill (bytes, FILE_BYTES);
  for (guint i = 0; i < n_threads; i++)
    {
      fillers[i] = (Filler){ folder, bytes, begun_us + (gint64)(seconds * G_USEC_PER_SEC), i, 0 };
      threads[i] = g_thread_new ("fill", fill, &fillers[i]);
    }
  for (guint i = 0; i < n_threads; i++)
    {
      g_thread_join (threads[i]);
      n_files += fillers[i].n_files;
    }

  return n_files / ((g_get_monotonic_time () - begun_us) / (double)G_USEC_PER_SEC);
}

double
ktg_limit_measure_flush (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "flush", NULL);
  guint8           bytes[4096] = { 0 };
  int              fd = open (path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  gint64           begun_us = g_get_monotonic_time ();
  double           taken_ms;

  must (fd >= 0, "open");
  for (guint i = 0; i < FLUSHES; i++)
    must (write (fd, bytes, sizeof bytes) == sizeof bytes && fdatasync (fd) == 0, "flush");
  taken_ms = (g_get_monotonic_time () - begun_us) / 1000.0 / FLUSHES;
  close (fd);
  g_unlink (path);

  return taken_ms;
}
