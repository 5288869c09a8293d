/* test-pages.c - what is long is read and told in pages, while devices are answered
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-random.h>
#include <ktg-test-server.h>
#include <ktg-verb.h>
#include <ktg-writer-private.h>

#include <string.h>

#define N_REPORTS 450

typedef struct
{
  KtgTestServer *server;
  KtgTestDevice *device;
  GString       *out;
  guint          n_pages;
  guint          n_pages_read; /* 0: all; else the reader goes away after so many */
  const char    *row;          /* stands in what is told once for each row */
  guint          most_rows;
  gboolean       is_filing; /* a device files a report between each two pages */
} World;

/* Rows as an exchange leaves them, only faster. */
static gboolean
fill_many (KtgCatalog *catalog, gpointer data, GError **error)
{
  KtgDb *db = catalog->db;
  return ktg_db_execute (
      db,
      "WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < " G_STRINGIFY (
          N_REPORTS) ")"
                     " INSERT INTO report (id) SELECT printf ('report-%06d', i) FROM n;"
                     "INSERT INTO event (id, author, seq, report, type, filer, region, place, "
                     "received_at)"
                     " SELECT randomblob (32), 999, number, number, 'report.filed', 999, '', '', 0"
                     " FROM report;"
                     "INSERT INTO file (sha256, bytes) SELECT randomblob (32), 1 FROM event;"
                     "INSERT INTO event_file (event, file, is_preview)"
                     " SELECT event.idx, file.number, 0 FROM event JOIN file"
                     " ON file.number IN (event.idx, event.idx % 100 + 1)",
      error);
}

/* One report with as many events, whose words nobody signed. */
static gboolean
fill_one (KtgCatalog *catalog, gpointer data, GError **error)
{
  KtgDb *db = catalog->db;
  return ktg_db_execute (
      db,
      "INSERT INTO report (number, id) VALUES (1, 'report-000001');"
      "WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < " G_STRINGIFY (
          N_REPORTS) ")"
                     " INSERT INTO event (id, author, seq, report, type, filer, region, place, "
                     "received_at)"
                     " SELECT randomblob (32), 999, i, 1, 'report.filed', 999, '', '', 0 FROM n;"
                     "INSERT INTO body (idx, bytes, sig)"
                     " SELECT idx, randomblob (100), randomblob (64) FROM event;"
                     "INSERT INTO file (sha256, bytes, complete_at)"
                     " SELECT randomblob (32), 1, 0 FROM event;"
                     "INSERT INTO event_file (event, file, is_preview)"
                     " SELECT event.idx, file.number, 0 FROM event JOIN file"
                     " ON file.number = event.idx",
      error);
}

static void
world_open (World *self, gboolean (*fill) (KtgCatalog *catalog, gpointer data, GError **error))
{
  g_autoptr (GError) error = NULL;

  memset (self, 0, sizeof *self);
  self->row = "\"report\":";
  self->out = g_string_new (NULL);
  self->server = ktg_test_server_new ();
  ktg_test_server_start (self->server);
  self->device = ktg_test_server_new_device (self->server, KTG_ROLE_OFFICER, "34.71.04");
  ktg_writer_run (ktg_archive_get_writer (self->server->archive), fill, NULL, &error);
  g_assert_no_error (error);
}

static void
world_close (World *self)
{
  ktg_test_device_free (self->device);
  ktg_test_server_free (self->server);
  g_string_free (self->out, TRUE);
}

/* There may be NUL in it. */
static guint
count (const GString *text, const char *words)
{
  const char *at = text->str;
  guint       n = 0;

  while ((at = memmem (at, text->len - (gsize)(at - text->str), words, strlen (words))) != NULL)
    {
      at += strlen (words);
      n++;
    }

  return n;
}

static void
file_report (World *self)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autofree char *report_id = ktg_random_dup_uuid ();
  g_autoptr (KtgEnvelope) filed = ktg_test_device_file (self->device, report_id, none);
  g_autoptr (KtgExchangeAnswer) answer = ktg_test_device_send (self->device, filed);

  g_assert_cmpuint (answer->refused->len, ==, 0);
}

static gboolean
take_page (const GString *out, const GString *err, gpointer user_data)
{
  World *self = user_data;

  if (self->n_pages_read > 0 && self->n_pages == self->n_pages_read)
    return FALSE;

  self->n_pages++;
  self->most_rows = MAX (self->most_rows, count (out, self->row));
  g_string_append_len (self->out, out->str, (gssize)out->len);
  if (self->is_filing)
    file_report (self);

  return TRUE;
}

static int
run (World *self, const char *verb_name, const char *word)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GString) err = g_string_new (NULL);
  char   *words[] = { (char *)verb_name, (char *)word, NULL };
  KtgVerb verb = { .archive = self->server->archive,
                   .is_serving = TRUE,
                   .out = out,
                   .err = err,
                   .send = take_page,
                   .send_data = self };
  int     status = ktg_verb_run (&verb, words);

  g_assert_cmpstr (err->str, ==, "");
  self->most_rows = MAX (self->most_rows, count (out, self->row));
  g_string_append_len (self->out, out->str, (gssize)out->len);
  return status;
}

static void
assert_each_once (World *self)
{
  for (guint i = 1; i <= N_REPORTS; i++)
    {
      g_autofree char *said = g_strdup_printf ("\"report\": \"report-%06u\"", i);

      g_assert_cmpuint (count (self->out, said), ==, 1);
    }
}

static void
test_pages (void)
{
  World            world;
  g_autofree char *whole = NULL;

  world_open (&world, fill_many);
  g_assert_cmpint (run (&world, "list", "--json"), ==, 0);
  g_assert_cmpuint (world.n_pages, ==, N_REPORTS / KTG_PAGE_REPORTS);
  g_assert_cmpuint (world.most_rows, ==, KTG_PAGE_REPORTS);
  assert_each_once (&world);
  g_assert_cmpuint (count (world.out, "\"sha256\":"), ==, 2 * N_REPORTS);

  ktg_test_server_run (world.server, &whole, "list", "--json", NULL);
  g_assert_cmpstr (world.out->str, ==, whole);
  world_close (&world);
}

static void
test_devices_between_pages (void)
{
  World world;

  world_open (&world, fill_many);
  world.is_filing = TRUE;
  g_assert_cmpint (run (&world, "list", "--json"), ==, 0);
  assert_each_once (&world);
  g_assert_cmpuint (count (world.out, "\"report\":"), <=, N_REPORTS + world.n_pages);
  world_close (&world);
}

static void
test_reader_goes (void)
{
  World world;

  world_open (&world, fill_many);
  world.n_pages_read = 1;
  g_assert_cmpint (run (&world, "list", "--json"), ==, KTG_EXIT_UNTOLD);
  g_assert_cmpuint (world.n_pages, ==, 1);
  file_report (&world);
  world_close (&world);
}

/* A report's events, which may be many, and its files. */
static void
test_export_pages (void)
{
  World world;

  world_open (&world, fill_one);
  world.row = "events/";
  g_assert_cmpint (run (&world, "gather", "report-000001"), ==, 0);
  g_assert_cmpuint (count (world.out, world.row), ==, 2 * N_REPORTS);
  g_assert_cmpuint (world.most_rows, ==, 2 * KTG_PAGE_ROWS);
  g_assert_cmpuint (count (world.out, "files/"), ==, N_REPORTS);
  g_assert_cmpuint (world.n_pages, ==, 3 + 3);
  world_close (&world);
}

static void
test_verify_pages (void)
{
  World world;

  world_open (&world, fill_one);
  world.row = "hash\n";
  g_assert_cmpint (run (&world, "verify", NULL), ==, KTG_EXIT_FAILED);
  g_assert_cmpuint (count (world.out, world.row), ==, N_REPORTS);
  g_assert_cmpuint (world.most_rows, ==, KTG_PAGE_ROWS);
  world_close (&world);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (ktg_seal_init ());

  g_test_add_func ("/pages/a-list-is-read-and-told-at-most-50-reports-at-a-time", test_pages);
  g_test_add_func ("/pages/devices-are-answered-between-two-pages", test_devices_between_pages);
  g_test_add_func ("/pages/a-reader-that-goes-ends-the-reading", test_reader_goes);
  g_test_add_func ("/pages/an-export-is-gathered-at-most-200-events-at-a-time", test_export_pages);
  g_test_add_func ("/pages/verify-checks-at-most-200-events-at-a-time", test_verify_pages);

  return g_test_run ();
}
