/* bench-draft.c - what saving a keystroke's worth of draft costs, beside one bare commit
 *
 * Usage: bench-draft FOLDER; prints one JSON object.
 *
 * The floor is one row of 4 KB in plain SQLite with the same durability, in the same folder. The
 * two take turns, so that whatever else the disk does meets both.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-store.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#define N_ROUNDS 500
#define ROW_BYTES 4096
#define DRAFT_ID "6f1c3a52-8d2b-4f5e-9c11-2a7be0d4c301"
#define START_US (G_GINT64_CONSTANT (1730419200) * G_USEC_PER_SEC)

typedef struct
{
  KtgStore     *store;
  GAsyncResult *result;
} Bench;

static void
done_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Bench *bench = user_data;

  bench->result = g_object_ref (result);
}

static GAsyncResult *
await (Bench *bench)
{
  while (bench->result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return g_steal_pointer (&bench->result);
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 time_a = *(const gint64 *)a;
  gint64 time_b = *(const gint64 *)b;

  return time_a < time_b ? -1 : time_a > time_b;
}

static void
open_store (Bench *bench, const char *folder)
{
  g_autofree char *profile = g_build_filename (folder, "profile", NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ktg_store_open_async (profile, START_US, done_cb, bench);
  result = await (bench);
  bench->store = ktg_store_open_finish (result, &error);
  g_assert_no_error (error);
}

static void
close_store (Bench *bench)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ktg_store_close_async (bench->store, done_cb, bench);
  result = await (bench);
  g_assert_true (ktg_store_close_finish (bench->store, result, &error));
  g_clear_object (&bench->store);
}

/* About 600 characters, and one more each time. */
static KtgDraft *
type_one_more (GString *account)
{
  g_autoptr (KtgReport) report = ktg_report_new ();

  g_string_append_c (account, (char)('a' + account->len % 26));
  report->kind = g_strdup ("lhp");
  report->place_words = g_strdup ("Lapangan desa");
  report->known = g_strdup ("2024-11-12T19:30:00+07:00");
  report->account = g_strdup (account->str);

  return ktg_draft_new (DRAFT_ID, report);
}

static gint64
save_us (Bench *bench, GString *account, guint round)
{
  g_autoptr (KtgDraft) draft = type_one_more (account);
  gint64 started_us = g_get_monotonic_time ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ktg_store_save_draft_async (bench->store,
                              draft,
                              START_US + round * G_USEC_PER_SEC,
                              done_cb,
                              bench);
  result = await (bench);
  g_assert_true (ktg_store_save_draft_finish (bench->store, result, &error));

  return g_get_monotonic_time () - started_us;
}

static void
run_sql (sqlite3 *plain, const char *sql)
{
  g_assert_cmpint (sqlite3_exec (plain, sql, NULL, NULL, NULL), ==, SQLITE_OK);
}

static sqlite3 *
open_plain (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "plain.db", NULL);
  sqlite3         *plain = NULL;

  g_assert_cmpint (sqlite3_open (path, &plain), ==, SQLITE_OK);
  run_sql (plain, "PRAGMA journal_mode = WAL");
  run_sql (plain, "PRAGMA synchronous = FULL");
  run_sql (plain, "CREATE TABLE draft (id TEXT PRIMARY KEY, bytes BLOB)");

  return plain;
}

static gint64
commit_us (sqlite3_stmt *statement)
{
  static char row[ROW_BYTES];
  gint64      started_us = g_get_monotonic_time ();

  row[0]++;
  sqlite3_bind_text (statement, 1, DRAFT_ID, -1, SQLITE_STATIC);
  sqlite3_bind_blob (statement, 2, row, sizeof row, SQLITE_STATIC);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_DONE);
  sqlite3_reset (statement);

  return g_get_monotonic_time () - started_us;
}

/* What was saved last is what is there, also for the next process. */
static void
assert_saved (Bench *bench, const char *folder, const char *account)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgDraft) draft = NULL;

  close_store (bench);
  open_store (bench, folder);
  ktg_store_load_draft_async (bench->store, DRAFT_ID, NULL, done_cb, bench);
  result = await (bench);
  draft = ktg_store_load_draft_finish (bench->store, result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (ktg_draft_get_report (draft)->account, ==, account);
}

int
main (int argc, char **argv)
{
  Bench         bench = { NULL };
  gint64        saves[N_ROUNDS], commits[N_ROUNDS];
  GString      *account = g_string_new (NULL);
  sqlite3      *plain;
  sqlite3_stmt *statement = NULL;

  if (argc != 2)
    return 2;

  for (guint i = 0; i < 600; i++)
    g_string_append_c (account, i % 7 == 6 ? ' ' : 'm');

  open_store (&bench, argv[1]);
  plain = open_plain (argv[1]);
  sqlite3_prepare_v2 (plain, "REPLACE INTO draft VALUES (?, ?)", -1, &statement, NULL);

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      commits[i] = commit_us (statement);
      saves[i] = save_us (&bench, account, i);
    }

  sqlite3_finalize (statement);
  sqlite3_close (plain);
  assert_saved (&bench, argv[1], account->str);
  close_store (&bench);
  g_string_free (account, TRUE);

  qsort (saves, N_ROUNDS, sizeof *saves, compare_times);
  qsort (commits, N_ROUNDS, sizeof *commits, compare_times);
  g_print ("{\"rounds\":%d,\"save_us\":%" G_GINT64_FORMAT ",\"save_p95_us\":%" G_GINT64_FORMAT
           ",\"commit_us\":%" G_GINT64_FORMAT ",\"commit_p95_us\":%" G_GINT64_FORMAT "}\n",
           N_ROUNDS,
           saves[N_ROUNDS / 2],
           saves[N_ROUNDS * 95 / 100],
           commits[N_ROUNDS / 2],
           commits[N_ROUNDS * 95 / 100]);

  return 0;
}
