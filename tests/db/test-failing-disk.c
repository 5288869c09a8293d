/* test-failing-disk.c - what was said to be committed is there, however the disk failed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-db.h>
#include <ktg-fault-disk.h>

#include <errno.h>
#include <sys/wait.h>
#include <unistd.h>

#define N_ROWS 4

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static const char *const scripts[]
    = { "CREATE TABLE row (id INTEGER PRIMARY KEY, bytes BLOB);", NULL };

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("ktg-db-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "test.db", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  ktg_fault_disk_remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static gboolean
add_row (KtgDb *db, gint64 id, GError **error)
{
  g_autofree char *filler = g_strnfill (9000, 'k');
  g_autoptr (GBytes) bytes = g_bytes_new (filler, 9000);
  g_autoptr (KtgTransaction) transaction = ktg_db_begin (db, error);
  g_autoptr (KtgStatement) statement = NULL;

  if (transaction == NULL)
    return FALSE;

  statement = ktg_db_prepare (db, "INSERT INTO row VALUES (?1, ?2)", error);
  if (statement == NULL)
    return FALSE;

  ktg_statement_bind_int (statement, 1, id);
  ktg_statement_bind_bytes (statement, 2, bytes);
  return ktg_statement_run (statement, error)
         && ktg_transaction_commit (g_steal_pointer (&transaction), error);
}

static gint64
count_rows (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgDb) db = ktg_db_open (path, scripts, &error);
  g_autoptr (KtgStatement) statement = NULL;
  gboolean has_row;

  g_assert_no_error (error);
  g_assert_true (ktg_db_check (db, &error));
  statement = ktg_db_prepare (db, "SELECT count(*) FROM row WHERE length(bytes) = 9000", &error);
  g_assert_true (ktg_statement_step (statement, &has_row, &error));
  return ktg_statement_get_int (statement, 0);
}

/* Opens, adds rows until one is refused, closes. How many were said to be committed. */
static gint64
work (const char *path, GError **error)
{
  g_autoptr (KtgDb) db = ktg_db_open (path, scripts, error);
  gint64 n_said = 0;

  while (db != NULL && n_said < N_ROWS && add_row (db, n_said + 1, error))
    n_said++;

  return n_said;
}

static void
climb (Fixture *fixture, KtgFaultKind kind, int error_number)
{
  gboolean is_reached = TRUE;

  for (guint step = 1; is_reached; step++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%u.db", fixture->folder, step);
      g_autoptr (GError) error = NULL;
      gint64 n_said;
      gint64 n_found;

      ktg_fault_disk_arm (fixture->folder, kind, step, error_number);
      n_said = work (path, &error);
      is_reached = ktg_fault_disk_disarm () >= step;

      n_found = count_rows (path);
      g_assert_cmpint (n_found, >=, n_said);
      g_assert_cmpint (n_found, <=, n_said + 1);
      if (error != NULL && !g_error_matches (error, KTG_DB_ERROR, KTG_DB_ERROR_UNKNOWN))
        g_assert_cmpint (n_found, ==, n_said);
      if (!is_reached)
        g_assert_cmpint (n_said, ==, N_ROWS);
    }
}

static void
test_full_disk (Fixture *fixture, gconstpointer data)
{
  climb (fixture, KTG_FAULT_DEAD, ENOSPC);
}

static void
test_one_error (Fixture *fixture, gconstpointer data)
{
  climb (fixture, KTG_FAULT_ONCE, EIO);
}

static void
test_dead_disk (Fixture *fixture, gconstpointer data)
{
  climb (fixture, KTG_FAULT_DEAD, EIO);
}

/* The child writes down each commit it was told of, outside the watched folder, and dies at @step.
 */
static int
die_at (Fixture *fixture, const char *path, guint step, int said_fd)
{
  int   status;
  pid_t child = fork ();

  if (child == 0)
    {
      g_autoptr (KtgDb) db = NULL;

      ktg_fault_disk_arm (fixture->folder, KTG_FAULT_KILL, step, EIO);
      db = ktg_db_open (path, scripts, NULL);
      for (gint64 i = 1; db != NULL && i <= N_ROWS && add_row (db, i, NULL); i++)
        if (write (said_fd, "+", 1) != 1)
          _exit (1);
      g_clear_pointer (&db, ktg_db_close);
      _exit (0);
    }

  g_assert_cmpint (child, >, 0);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status));
  return WEXITSTATUS (status);
}

static void
test_killed (Fixture *fixture, gconstpointer data)
{
  int result = KTG_FAULT_KILLED;

  for (guint step = 1; result == KTG_FAULT_KILLED; step++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%u.db", fixture->folder, step);
      char             said[N_ROWS + 1];
      int              pipe_fds[2];
      gint64           n_said;
      gint64           n_found;

      g_assert_cmpint (pipe (pipe_fds), ==, 0);
      result = die_at (fixture, path, step, pipe_fds[1]);
      close (pipe_fds[1]);
      n_said = read (pipe_fds[0], said, sizeof said);
      close (pipe_fds[0]);

      n_found = count_rows (path);
      g_assert_cmpint (n_found, >=, n_said);
      g_assert_cmpint (n_found, <=, n_said + 1);
    }
  g_assert_cmpint (result, ==, 0);
}

static void
check_full (const Fixture *fixture, int error_number)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgDb) db = ktg_db_open (fixture->path, scripts, &error);

  g_assert_true (add_row (db, 1, &error));
  ktg_fault_disk_arm (fixture->folder, KTG_FAULT_DEAD, 1, error_number);
  g_assert_false (add_row (db, 2, &error));
  g_assert_error (error, KTG_DB_ERROR, KTG_DB_ERROR_FULL);
  g_assert_cmpuint (ktg_fault_disk_disarm (), >, 0);

  g_clear_error (&error);
  g_assert_true (add_row (db, 2, &error));
  g_clear_pointer (&db, ktg_db_close);
  g_assert_cmpint (count_rows (fixture->path), ==, 2);
}

static void
test_full_disk_is_named (Fixture *fixture, gconstpointer data)
{
  check_full (fixture, ENOSPC);
}

static void
test_used_up_quota_is_named (Fixture *fixture, gconstpointer data)
{
  check_full (fixture, EDQUOT);
}

static void
test_failed_fsync (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgDb) db = ktg_db_open (fixture->path, scripts, &error);

  ktg_fault_disk_arm (fixture->folder, KTG_FAULT_ONCE, 1, EIO);
  ktg_fault_disk_only ("fsync");
  g_assert_false (add_row (db, 1, &error));
  g_assert_error (error, KTG_DB_ERROR, KTG_DB_ERROR_UNKNOWN);
  g_assert_cmpuint (ktg_fault_disk_disarm (), ==, 1);

  g_clear_error (&error);
  g_assert_false (add_row (db, 2, &error));
  g_assert_error (error, KTG_DB_ERROR, KTG_DB_ERROR_UNKNOWN);
  g_clear_pointer (&db, ktg_db_close);
  g_assert_cmpint (count_rows (fixture->path), <=, 1);
}

static void
assert_refuses (KtgDb *db)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (add_row (db, 99, &error));
  g_assert_error (error, KTG_DB_ERROR, KTG_DB_ERROR_UNKNOWN);
}

static void
test_failed_write_of_commit (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgDb) db = ktg_db_open (fixture->path, scripts, &error);

  ktg_fault_disk_arm (fixture->folder, KTG_FAULT_ONCE, 1, EIO);
  ktg_fault_disk_only ("write");
  g_assert_false (add_row (db, 1, &error));
  g_assert_error (error, KTG_DB_ERROR, KTG_DB_ERROR_UNKNOWN);
  g_assert_cmpuint (ktg_fault_disk_disarm (), >=, 1);
  assert_refuses (db);
}

static void
test_failed_fsync_elsewhere (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgDb) db = ktg_db_open (fixture->path, scripts, &error);

  g_assert_true (add_row (db, 1, &error));
  ktg_fault_disk_arm (fixture->folder, KTG_FAULT_ONCE, 1, EIO);
  ktg_fault_disk_only ("fsync");
  g_assert_false (ktg_db_execute (db, "PRAGMA wal_checkpoint(TRUNCATE)", &error));
  g_assert_error (error, KTG_DB_ERROR, KTG_DB_ERROR_UNKNOWN);
  g_assert_cmpuint (ktg_fault_disk_disarm (), >=, 1);
  assert_refuses (db);
}

/* SQLite keeps the number of an error longer than it holds. */
static void
test_failed_fsync_after_a_full_disk (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgDb) db = ktg_db_open (fixture->path, scripts, &error);

  g_assert_true (add_row (db, 1, &error));
  ktg_fault_disk_arm (fixture->folder, KTG_FAULT_ONCE, 1, ENOSPC);
  ktg_fault_disk_only ("truncate");
  g_assert_false (ktg_db_execute (db, "PRAGMA wal_checkpoint(TRUNCATE)", &error));
  g_assert_error (error, KTG_DB_ERROR, KTG_DB_ERROR_FULL);
  g_clear_error (&error);

  ktg_fault_disk_arm (fixture->folder, KTG_FAULT_ONCE, 1, EIO);
  ktg_fault_disk_only ("fsync");
  g_assert_false (add_row (db, 2, &error));
  g_assert_error (error, KTG_DB_ERROR, KTG_DB_ERROR_UNKNOWN);
  g_assert_cmpuint (ktg_fault_disk_disarm (), >=, 1);
  assert_refuses (db);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/failing-disk/a-full-disk-loses-nothing", test_full_disk);
  ADD ("/failing-disk/one-error-loses-nothing", test_one_error);
  ADD ("/failing-disk/a-dead-disk-loses-nothing", test_dead_disk);
  ADD ("/failing-disk/a-killed-process-loses-nothing", test_killed);
  ADD ("/failing-disk/a-full-disk-is-named-and-passes", test_full_disk_is_named);
  ADD ("/failing-disk/a-used-up-quota-is-named-and-passes", test_used_up_quota_is_named);
  ADD ("/failing-disk/after-a-failed-fsync-nothing-more-is-believed", test_failed_fsync);
  ADD ("/failing-disk/after-a-failed-commit-nothing-more-is-believed", test_failed_write_of_commit);
  ADD ("/failing-disk/after-a-failed-checkpoint-nothing-more-is-believed",
       test_failed_fsync_elsewhere);
  ADD ("/failing-disk/an-fsync-that-fails-after-a-full-disk-is-believed-no-more",
       test_failed_fsync_after_a_full_disk);
#undef ADD

  return g_test_run ();
}
