/* test-writer.c - many jobs share one COMMIT, and nobody is told before it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-writer-private.h"

#include <ktg-fault-disk.h>

#include <errno.h>
#include <gio/gio.h>

static const char *const migrations[] = { "CREATE TABLE word (text TEXT NOT NULL UNIQUE)", NULL };

typedef struct
{
  char      *folder;
  char      *path;
  guint      n_opened;
  KtgWriter *writer;
} Desk;

typedef struct
{
  const char *text;
  guint       n_runs;
  gboolean    is_done;
  GError     *error;
  guint       order;
} Word;

static guint  n_done;
static GMutex gate;

static KtgDb *
open_db (gpointer user_data, GError **error)
{
  Desk *desk = user_data;

  desk->n_opened++;
  return ktg_db_open (desk->path, migrations, error);
}

static void
desk_open (Desk *desk, guint max_waiting)
{
  g_autoptr (GError) error = NULL;

  desk->folder = g_dir_make_tmp ("ktg-writer-XXXXXX", &error);
  g_assert_no_error (error);
  desk->path = g_build_filename (desk->folder, "test.db", NULL);
  desk->n_opened = 0;
  desk->writer = ktg_writer_new (open_db, desk, max_waiting, &error);
  g_assert_no_error (error);
  n_done = 0;
}

static void
desk_close (Desk *desk)
{
  g_clear_pointer (&desk->writer, ktg_writer_free);
  ktg_fault_disk_remove_folder (desk->folder);
  g_free (desk->folder);
  g_free (desk->path);
}

static gboolean
write_word (KtgCatalog *catalog, gpointer data, GError **error)
{
  KtgDb *db = catalog->db;
  Word  *word = data;
  g_autoptr (KtgStatement) statement
      = ktg_db_prepare (db, "INSERT INTO word (text) VALUES (?)", error);

  word->n_runs++;
  if (statement == NULL)
    return FALSE;

  ktg_statement_bind_text (statement, 1, word->text);
  return ktg_statement_run (statement, error);
}

static void
word_done (gpointer data, const GError *error)
{
  Word *word = data;

  word->is_done = TRUE;
  word->order = ++n_done;
  word->error = error != NULL ? g_error_copy (error) : NULL;
}

static const KtgWriterJob word_job = { write_word, word_done };

/* Holds the writer until the gate opens, so that what is pushed meanwhile is one batch. */
static gboolean
wait_at_gate (KtgCatalog *catalog, gpointer data, GError **error)
{
  g_mutex_lock (&gate);
  g_mutex_unlock (&gate);
  return TRUE;
}

static void
gate_done (gpointer data, const GError *error)
{
}

static const KtgWriterJob gate_job = { wait_at_gate, gate_done };

static gboolean
count_words (KtgCatalog *catalog, gpointer data, GError **error)
{
  KtgDb *db = catalog->db;
  g_autoptr (KtgStatement) statement = ktg_db_prepare (db, "SELECT count (*) FROM word", error);
  gboolean has_row;

  if (statement == NULL || !ktg_statement_step (statement, &has_row, error))
    return FALSE;

  *(gint64 *)data = ktg_statement_get_int (statement, 0);
  return TRUE;
}

static gint64
get_n_words (Desk *desk)
{
  g_autoptr (GError) error = NULL;
  gint64 n = -1;

  ktg_writer_run (desk->writer, count_words, &n, &error);
  g_assert_no_error (error);
  return n;
}

static void
push_together (Desk *desk, Word *words, guint n)
{
  g_mutex_lock (&gate);
  g_assert_true (ktg_writer_push (desk->writer, &gate_job, NULL));
  for (guint i = 0; i < n; i++)
    g_assert_true (ktg_writer_push (desk->writer, &word_job, &words[i]));
  g_mutex_unlock (&gate);
}

static void
test_one_commit (void)
{
  Desk  desk;
  Word  words[40] = { 0 };
  guint n_flushes;
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  desk_open (&desk, 100);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_ptr_array_add (texts, g_strdup_printf ("word %u", i));
      words[i].text = g_ptr_array_index (texts, i);
    }

  g_assert_cmpint (get_n_words (&desk), ==, 0);
  ktg_fault_disk_arm (desk.folder, KTG_FAULT_NONE, 0, 0);
  ktg_fault_disk_only ("fsync");
  push_together (&desk, words, G_N_ELEMENTS (words));
  g_assert_cmpint (get_n_words (&desk), ==, 40);
  n_flushes = ktg_fault_disk_disarm ();

  g_assert_cmpuint (n_flushes, >=, 1);
  g_assert_cmpuint (n_flushes, <=, 3);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_assert_no_error (words[i].error);
      g_assert_cmpuint (words[i].order, ==, i + 1);
    }
  desk_close (&desk);
}

static void
test_failing_job (void)
{
  Desk desk;
  Word words[] = { { "a" }, { "b" }, { "a" }, { "c" } };

  desk_open (&desk, 100);
  push_together (&desk, words, G_N_ELEMENTS (words));

  g_assert_cmpint (get_n_words (&desk), ==, 3);
  g_assert_no_error (words[0].error);
  g_assert_no_error (words[1].error);
  g_assert_error (words[2].error, KTG_DB_ERROR, KTG_DB_ERROR_CONSTRAINT);
  g_assert_no_error (words[3].error);
  g_assert_cmpuint (desk.n_opened, ==, 1);
  g_clear_error (&words[2].error);
  desk_close (&desk);
}

static void
test_failing_commit (void)
{
  Desk   desk;
  Word   words[] = { { "a" }, { "b" }, { "c" } };
  Word   later = { "d" };
  gint64 n_words;

  desk_open (&desk, 100);
  g_assert_cmpint (get_n_words (&desk), ==, 0);
  ktg_fault_disk_arm (desk.folder, KTG_FAULT_ONCE, 1, EIO);
  ktg_fault_disk_only ("fsync");
  g_test_expect_message ("ktg-archive", G_LOG_LEVEL_WARNING, "*COMMIT failed*");
  push_together (&desk, words, G_N_ELEMENTS (words));
  ktg_writer_run (desk.writer, wait_at_gate, NULL, NULL);
  ktg_fault_disk_disarm ();
  n_words = get_n_words (&desk);
  g_test_assert_expected_messages ();
  g_assert_cmpuint (desk.n_opened, ==, 2);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_assert_true (words[i].is_done);
      g_assert_error (words[i].error, KTG_ARCHIVE_ERROR, KTG_ARCHIVE_ERROR_UNKNOWN);
      g_clear_error (&words[i].error);
    }

  g_assert_true (ktg_writer_push (desk.writer, &word_job, &later));
  g_assert_cmpint (get_n_words (&desk), ==, n_words + 1);
  g_assert_no_error (later.error);
  desk_close (&desk);
}

/* At whichever step the disk dies, what was answered is there afterwards. */
static void
test_ladder (void)
{
  gboolean was_reached = TRUE;

  for (guint step = 1; was_reached; step++)
    {
      Desk desk;
      Word word = { "a" };
      Word again = { "b" };

      desk_open (&desk, 100);
      ktg_fault_disk_arm (desk.folder, KTG_FAULT_ONCE, step, EIO);
      ktg_writer_push (desk.writer, &word_job, &word);
      ktg_writer_push (desk.writer, &word_job, &again);
      ktg_writer_run (desk.writer, wait_at_gate, NULL, NULL);
      was_reached = ktg_fault_disk_disarm () >= step;

      g_assert_true (word.is_done && again.is_done);
      g_assert_cmpint (get_n_words (&desk), >=, (word.error == NULL) + (again.error == NULL));
      g_clear_error (&word.error);
      g_clear_error (&again.error);
      desk_close (&desk);
    }
}

static void
test_full_queue (void)
{
  Desk desk;
  Word words[] = { { "a" }, { "b" }, { "c" }, { "d" } };

  desk_open (&desk, 2);
  g_mutex_lock (&gate);
  g_assert_true (ktg_writer_push (desk.writer, &gate_job, NULL));
  while (ktg_writer_get_waiting (desk.writer) > 0)
    g_usleep (1000);

  g_assert_true (ktg_writer_push (desk.writer, &word_job, &words[0]));
  g_assert_true (ktg_writer_push (desk.writer, &word_job, &words[1]));
  g_assert_false (ktg_writer_push (desk.writer, &word_job, &words[2]));
  ktg_writer_push_always (desk.writer, &word_job, &words[3]);
  g_mutex_unlock (&gate);

  g_assert_cmpint (get_n_words (&desk), ==, 3);
  g_assert_false (words[2].is_done);
  desk_close (&desk);
}

static void
test_stop (void)
{
  Desk desk;
  Word words[] = { { "a" }, { "b" } };

  desk_open (&desk, 100);
  push_together (&desk, words, G_N_ELEMENTS (words));
  g_clear_pointer (&desk.writer, ktg_writer_free);
  g_assert_true (words[0].is_done && words[1].is_done);
  desk_close (&desk);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_log_set_always_fatal (G_LOG_FATAL_MASK);

  g_test_add_func ("/writer/jobs-that-wait-together-share-one-commit", test_one_commit);
  g_test_add_func ("/writer/a-failing-job-fails-alone", test_failing_job);
  g_test_add_func ("/writer/a-failed-commit-is-never-told-as-success", test_failing_commit);
  g_test_add_func ("/writer/whatever-step-fails-what-was-told-is-there", test_ladder);
  g_test_add_func ("/writer/a-full-queue-refuses", test_full_queue);
  g_test_add_func ("/writer/what-waits-is-finished-at-the-stop", test_stop);

  return g_test_run ();
}
