/* test-budgets.c - no device takes more than its part of the disk
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-aside-table.h>
#include <ktg-day-budget.h>
#include <ktg-disk-space.h>
#include <ktg-random.h>
#include <ktg-sha256.h>
#include <ktg-test-server.h>
#include <ktg-writer-private.h>

#include <ktg-fault-disk.h>

#include <string.h>
#include <sys/stat.h>

#define MIB (G_GUINT64_CONSTANT (1024) * 1024)
#define GIB (1024 * MIB)
#define DAY_MS (G_GINT64_CONSTANT (24) * 60 * 60 * 1000)
#define LARGEST_FILE (64 * MIB)
#define FILES_OWED 64 /* of the largest, in 4 GiB */
#define FORKS_KEPT 100
#define LONG_FORK_BYTES (200 * 1024)
#define LONG_FORKS_KEPT 20 /* in 4 MiB */

/* --- a day --- */

static void
test_day (void)
{
  g_autoptr (KtgDayBudget) budget = ktg_day_budget_new (1000);

  g_assert_true (ktg_day_budget_allows (budget, 1, 1000, DAY_MS));
  g_assert_false (ktg_day_budget_allows (budget, 1, 1001, DAY_MS));
  g_assert_false (ktg_day_budget_allows (budget, 1, G_MAXUINT64, DAY_MS));
  ktg_day_budget_spend (budget, 1, 600, DAY_MS);
  ktg_day_budget_spend (budget, 1, 300, DAY_MS + 1);
  g_assert_true (ktg_day_budget_allows (budget, 1, 100, DAY_MS + 2));
  g_assert_false (ktg_day_budget_allows (budget, 1, 101, DAY_MS + 2));
  g_assert_true (ktg_day_budget_allows (budget, 2, 1000, DAY_MS + 2));

  ktg_day_budget_spend (budget, 1, -300, DAY_MS + 3);
  g_assert_true (ktg_day_budget_allows (budget, 1, 400, DAY_MS + 3));
  ktg_day_budget_spend (budget, 1, -5000, DAY_MS + 4);
  g_assert_true (ktg_day_budget_allows (budget, 1, 1000, DAY_MS + 4));
  ktg_day_budget_spend (budget, 1, 5000, DAY_MS + 5);
  g_assert_false (ktg_day_budget_allows (budget, 1, 0, 2 * DAY_MS - 1));
  g_assert_true (ktg_day_budget_allows (budget, 1, 1000, 2 * DAY_MS));
}

/* --- the disk --- */

static void
test_floor (void)
{
  static const struct
  {
    guint64 total;
    guint64 floor;
    guint64 reserve;
  } disks[] = {
    { 8 * MIB, MIB, 8 * MIB / 20 },   { 160 * MIB, 20 * MIB, 8 * MIB },
    { 4 * GIB, 512 * MIB, 16 * MIB }, { 20 * GIB, GIB, 16 * MIB },
    { 100 * GIB, 5 * GIB, 16 * MIB }, { 4000 * GIB, 10 * GIB, 16 * MIB },
  };

  for (guint i = 0; i < G_N_ELEMENTS (disks); i++)
    {
      KtgDiskState state = { disks[i].total, 0 };

      g_assert_cmpuint (ktg_disk_state_get_floor (&state), ==, disks[i].floor);
      g_assert_cmpuint (ktg_disk_state_get_reserve (&state), ==, disks[i].reserve);
    }
}

static gint64
get_reserved (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "reserve", NULL);
  struct stat      about;

  return stat (path, &about) == 0 ? (gint64)about.st_blocks * 512 : -1;
}

static void
test_reserve (void)
{
  g_autoptr (KtgTestServer) server = ktg_test_server_new ();

  ktg_test_server_start (server);
  g_assert_cmpint (get_reserved (server->folder), >, 0);
  ktg_test_server_stop (server);
  g_assert_cmpint (get_reserved (server->folder), ==, -1);
}

/* --- what is announced --- */

static char *
make_hash (guint number)
{
  g_autofree char *text = g_strdup_printf ("%u", number);

  return ktg_sha256_of ((const guint8 *)text, strlen (text));
}

static KtgEnvelope *
announce (KtgTestDevice *device, guint first, guint n_files, guint64 size_bytes)
{
  g_autoptr (GPtrArray) evidence
      = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_evidence_free);

  for (guint i = 0; i < n_files; i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static ("photo", 5);
      KtgEvidence *file = ktg_test_evidence_new (bytes, NULL);

      g_free (file->sha256);
      file->sha256 = make_hash (first + i);
      file->size_bytes = size_bytes;
      g_ptr_array_add (evidence, file);
    }

  return ktg_test_device_file (device, NULL, evidence);
}

static void
assert_taken (KtgTestDevice *device, KtgEnvelope *envelope)
{
  g_autoptr (KtgExchangeAnswer) answer = ktg_test_device_send (device, envelope);

  g_assert_cmpuint (answer->refused->len, ==, 0);
  g_assert_cmpuint (answer->receipts->len, ==, 1);
}

static void
assert_refused (KtgTestDevice *device, KtgEnvelope *envelope, const char *type)
{
  g_autoptr (KtgExchangeAnswer) answer = ktg_test_device_send (device, envelope);
  const KtgRefusal *refusal;

  g_assert_cmpuint (answer->refused->len, ==, 1);
  refusal = g_ptr_array_index (answer->refused, 0);
  g_assert_true (g_str_has_suffix (refusal->type, type));
}

static void
test_announced (void)
{
  g_autoptr (KtgTestServer) server = ktg_test_server_new ();
  g_autoptr (KtgTestDevice) siti = NULL;
  g_autoptr (KtgTestDevice) budi = NULL;
  g_autoptr (KtgEnvelope) most = NULL;
  g_autoptr (KtgEnvelope) same = NULL;
  g_autoptr (KtgEnvelope) text = NULL;
  g_autoptr (KtgEnvelope) more = NULL;
  g_autoptr (KtgEnvelope) after = NULL;
  g_autoptr (KtgEnvelope) of_budi = NULL;
  g_autoptr (KtgEnvelope) beyond = NULL;

  ktg_test_server_start (server);
  siti = ktg_test_server_new_device (server, KTG_ROLE_OFFICER, "34.71.04");
  budi = ktg_test_server_new_device (server, KTG_ROLE_OFFICER, "34.71.04");
  most = announce (siti, 0, FILES_OWED, LARGEST_FILE);
  same = announce (siti, 0, 40, LARGEST_FILE);
  text = ktg_test_device_file (siti, NULL, NULL);
  more = announce (siti, FILES_OWED, 1, 1);
  after = ktg_test_device_file (siti, NULL, NULL);
  of_budi = announce (budi, 0, FILES_OWED, LARGEST_FILE);
  beyond = announce (budi, 1000, 400, G_GUINT64_CONSTANT (1) << 52);
  assert_taken (siti, most);
  assert_taken (siti, most);
  assert_taken (siti, same);
  assert_taken (siti, text);
  assert_refused (siti, more, ":too-much-owed");
  assert_taken (siti, after);
  assert_taken (budi, of_budi);
  assert_refused (budi, beyond, ":too-much-owed");
}

/* --- what is kept aside --- */

static gboolean
count_aside (KtgCatalog *catalog, gpointer data, GError **error)
{
  KtgPage page = { 0 };
  g_autoptr (GPtrArray) rows = ktg_catalog_list_aside (catalog, &page, error);

  if (rows == NULL)
    return FALSE;

  g_assert_false (page.has_more);
  *(guint *)data = rows->len;
  return TRUE;
}

static guint
get_n_aside (KtgTestServer *server)
{
  guint n = 0;
  g_autoptr (GError) error = NULL;

  ktg_writer_run (ktg_archive_get_writer (server->archive), count_aside, &n, &error);
  g_assert_no_error (error);
  return n;
}

static char *
make_words (gsize n_bytes)
{
  char *words = g_malloc (n_bytes + 1);

  memset (words, 'a', n_bytes);
  words[n_bytes] = '\0';
  return words;
}

/* Another event of the number that the device's first one has. */
static KtgEnvelope *
fork_of (KtgTestDevice *device, gsize n_bytes)
{
  g_autofree char *words = make_words (n_bytes);
  g_autoptr (KtgEvent) event = ktg_event_new ();

  device->seq = 0;
  g_clear_pointer (&device->prev, g_free);
  event->kind = KTG_EVENT_WITHDRAWN;
  event->type = g_strdup ("report.withdrawn");
  event->report_id = ktg_random_dup_uuid ();
  event->reason = g_steal_pointer (&words);
  return ktg_test_device_sign (device, event);
}

static void
send_forks (KtgTestDevice *device, guint n, gsize n_bytes)
{
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (KtgEnvelope) fork = fork_of (device, n_bytes);

      assert_refused (device, fork, ":fork");
    }
}

static void
test_aside (void)
{
  g_autoptr (KtgTestServer) server = ktg_test_server_new ();
  g_autoptr (KtgTestDevice) siti = NULL;
  g_autoptr (KtgTestDevice) budi = NULL;
  g_autoptr (KtgEnvelope) of_siti = NULL;
  g_autoptr (KtgEnvelope) of_budi = NULL;

  ktg_test_server_start (server);
  siti = ktg_test_server_new_device (server, KTG_ROLE_OFFICER, "34.71.04");
  budi = ktg_test_server_new_device (server, KTG_ROLE_OFFICER, "34.71.04");
  of_siti = ktg_test_device_file (siti, NULL, NULL);
  of_budi = ktg_test_device_file (budi, NULL, NULL);
  assert_taken (siti, of_siti);
  assert_taken (budi, of_budi);

  send_forks (siti, FORKS_KEPT + 5, 10);
  g_assert_cmpuint (get_n_aside (server), ==, FORKS_KEPT);
  send_forks (budi, LONG_FORKS_KEPT + 5, LONG_FORK_BYTES);
  g_assert_cmpuint (get_n_aside (server), ==, FORKS_KEPT + LONG_FORKS_KEPT);
}

/* How many lines of what `aside` says begin with @start. */
static guint
count_lines (const char *said, const char *start)
{
  g_auto (GStrv) lines = g_strsplit (said, "\n", -1);
  guint n = 0;

  for (char **line = lines; *line != NULL; line++)
    n += g_str_has_prefix (g_strchug (*line), start) ? 1 : 0;

  return n;
}

static void
test_aside_verb (void)
{
  g_autoptr (KtgTestServer) server = ktg_test_server_new ();
  g_autoptr (KtgTestDevice) siti = NULL;
  g_autoptr (KtgTestDevice) budi = NULL;
  g_autoptr (KtgEnvelope) of_siti = NULL;
  g_autoptr (KtgEnvelope) of_budi = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *json = NULL;
  g_autofree char *emptied = NULL;
  g_autofree char *unknown = NULL;
  g_autofree char *rest = NULL;
  const char      *key;

  ktg_test_server_start (server);
  siti = ktg_test_server_new_device (server, KTG_ROLE_OFFICER, "34.71.04");
  budi = ktg_test_server_new_device (server, KTG_ROLE_OFFICER, "34.71.04");
  of_siti = ktg_test_device_file (siti, NULL, NULL);
  of_budi = ktg_test_device_file (budi, NULL, NULL);
  assert_taken (siti, of_siti);
  assert_taken (budi, of_budi);
  send_forks (siti, 3, 10);
  send_forks (budi, 2, 10);

  key = ktg_signing_key_get_public (siti->key);
  g_assert_cmpint (ktg_test_server_run (server, &shown, "aside", NULL), ==, 0);
  g_assert_cmpuint (count_lines (shown, ""), ==, 3 + 2 + 1); /* and what follows the last line */
  g_assert_cmpint (ktg_test_server_run (server, &json, "aside", "--json", NULL), ==, 0);
  g_assert_cmpuint (count_lines (json, "\"reason\": \"fork\""), ==, 3 + 2);
  g_assert_nonnull (strstr (json, key));
  g_assert_cmpint (ktg_test_server_run (server, &unknown, "aside", "--empty", "x", NULL), ==, 1);
  g_assert_cmpint (ktg_test_server_run (server, &emptied, "aside", "--empty", "--", key, NULL),
                   ==,
                   0);
  g_assert_cmpstr (emptied, ==, "3 dropped\n");
  g_assert_cmpuint (get_n_aside (server), ==, 2);
  g_assert_cmpint (ktg_test_server_run (server, &rest, "aside", "--empty", NULL), ==, 0);
  g_assert_cmpstr (rest, ==, "2 dropped\n");
  g_assert_cmpuint (get_n_aside (server), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (ktg_seal_init ());

  g_test_add_func ("/budgets/a-device-has-so-much-a-day", test_day);
  g_test_add_func ("/budgets/files-stop-at-a-floor-that-fits-the-disk", test_floor);
  g_test_add_func ("/budgets/who-serves-has-a-reserve", test_reserve);
  g_test_add_func ("/budgets/so-much-may-be-named-and-not-brought", test_announced);
  g_test_add_func ("/budgets/so-much-of-a-sender-is-kept-aside", test_aside);
  g_test_add_func ("/budgets/what-is-kept-aside-is-shown-and-emptied", test_aside_verb);

  return g_test_run ();
}
