/* test-level.c - what a carrier brought, added up, and found where it is lost
 *
 * Two folders, one of a server and one of the relay that brought it all it has, without a link
 * between them: what each says is written and read as it travels.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-archive-error.h"
#include "ktg-archive.h"
#include "ktg-carriage-table.h"
#include "ktg-digest.h"
#include "ktg-level-answer.h"
#include "ktg-level-table.h"
#include "ktg-upstream-level.h"
#include "ktg-writer-private.h"

#include <ktg-base64url.h>
#include <ktg-exchange-json.h>
#include <ktg-fault-disk.h>
#include <ktg-gzip.h>
#include <ktg-query.h>
#include <ktg-seal-error.h>
#include <ktg-sha256.h>

#include <string.h>

#define LIFE "AAAAAAAAAAAAAAAAAAAAAA"
#define NEXT_LIFE "BBBBBBBBBBBBBBBBBBBBBB"
#define RELAY 1 /* the number of its device, above */
#define FIRST_AUTHOR 2
#define EVENTS_OF_EACH 3
#define NOON_MS G_GINT64_CONSTANT (1731391200000)
#define HOUR_MS G_GINT64_CONSTANT (3600000)

static gint64 now_ms = NOON_MS;

static gint64
get_now_ms (void)
{
  return now_ms;
}

/* --- two folders --- */

typedef struct
{
  char       *folder;
  KtgArchive *archive;
} Side;

static Side above;
static Side relay;

typedef struct
{
  guint n_authors;
  guint n_rounds;
  guint n_ranges;
  gsize n_bytes; /* of the messages, packed */
  char *life;
  char *lie; /* a range that is named though nobody asked for it; or NULL */
} World;

typedef struct
{
  const char *sql;
  gint64      number;
} Job;

static void
run (Side *side, KtgWriterWork work, gpointer data)
{
  g_autoptr (GError) error = NULL;

  ktg_writer_run (ktg_archive_get_writer (side->archive), work, data, &error);
  g_assert_no_error (error);
}

static gboolean
execute_work (KtgCatalog *catalog, gpointer sql, GError **error)
{
  return ktg_db_execute (catalog->db, sql, error);
}

static void
execute (Side *side, const char *sql)
{
  run (side, execute_work, (gpointer)sql);
}

static gboolean
get_number_work (KtgCatalog *catalog, gpointer data, GError **error)
{
  Job *job = data;

  return ktg_query_get_int (catalog->db, job->sql, NULL, &job->number, error);
}

static gint64
get_number (Side *side, const char *sql)
{
  Job job = { .sql = sql };

  run (side, get_number_work, &job);
  return job.number;
}

static void
open_side (Side *side)
{
  g_autoptr (GError) error = NULL;

  side->folder = g_dir_make_tmp ("ktg-level-XXXXXX", NULL);
  side->archive = ktg_archive_open (side->folder, get_now_ms, &error);
  g_assert_no_error (error);
}

static void
close_side (Side *side)
{
  ktg_archive_close (side->archive);
  ktg_fault_disk_remove_folder (side->folder);
  g_free (side->folder);
}

/* --- what they hold --- */

static GBytes *
dup_hash (const char *what, guint number)
{
  g_autofree char *text = g_strdup_printf ("%s %u", what, number);
  g_autofree char *hex = ktg_sha256_of ((const guint8 *)text, strlen (text));

  return ktg_digest_new (hex);
}

static char *
dup_key (guint author)
{
  g_autoptr (GBytes) hash = dup_hash ("author", author);
  gsize         size;
  gconstpointer bytes = g_bytes_get_data (hash, &size);

  return ktg_base64url_encode (bytes, size);
}

static gboolean
add_device (KtgDb *db, guint number, GError **error)
{
  g_autofree char *key = dup_key (number);

  return ktg_query_run (db,
                        "INSERT INTO device (number, key, officer, role, region, enrolled_at)"
                        " VALUES (?, ?, 'Siti', 'officer', '34.71', 0)",
                        KTG_WITH (KTG_INT (number), KTG_TEXT (key)),
                        error);
}

static gboolean
add_event (KtgDb *db, guint index, GError **error)
{
  g_autoptr (GBytes) id = dup_hash ("event", index);

  return ktg_query_run (db,
                        "INSERT INTO event"
                        " (idx, id, author, seq, report, type, filer, region, place, received_at)"
                        " VALUES (?, ?, ?, ?, 1, 'report.filed', ?3, '34.71', '', 0)",
                        KTG_WITH (KTG_INT (index),
                                  KTG_BYTES (id),
                                  KTG_INT (FIRST_AUTHOR + (index - 1) / EVENTS_OF_EACH),
                                  KTG_INT (1 + (index - 1) % EVENTS_OF_EACH)),
                        error);
}

static gboolean
fill_work (KtgCatalog *catalog, gpointer data, GError **error)
{
  const guint n_authors = *(guint *)data;

  for (guint i = 0; i < n_authors + FIRST_AUTHOR - 1; i++)
    if (!add_device (catalog->db, i + 1, error))
      return FALSE;
  for (guint i = 0; i < n_authors * EVENTS_OF_EACH; i++)
    if (!add_event (catalog->db, i + 1, error))
      return FALSE;

  return TRUE;
}

/* Folders are slow to make, so all tests have these two. */
static World *
world_new (guint n_authors)
{
  static const char empty[] = "DELETE FROM event; DELETE FROM device; DELETE FROM carriage;"
                              " DELETE FROM level; DELETE FROM level_count;"
                              " DELETE FROM upstream_event; DELETE FROM upstream_file;"
                              " DELETE FROM upstream_range; DELETE FROM event_file";
  World            *world = g_new0 (World, 1);

  world->n_authors = n_authors;
  world->life = g_strdup (LIFE);
  execute (&above, empty);
  execute (&relay, empty);
  run (&above, fill_work, &n_authors);
  run (&relay, fill_work, &n_authors);
  execute (&above, "INSERT INTO carriage (device, event, carried_at) SELECT 1, idx, 0 FROM event");
  execute (&relay, "INSERT INTO upstream_event (event, position) SELECT idx, idx FROM event");
  return world;
}

static void
world_free (World *world)
{
  g_free (world->life);
  g_free (world->lie);
  g_free (world);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (World, world_free)

/* --- they compare --- */

typedef struct
{
  World              *world;
  KtgOwed            *owed;
  KtgNews            *news;
  KtgExchangeRequest *request;
  GPtrArray          *gaps;
} Round;

static gboolean
ask_work (KtgCatalog *catalog, gpointer data, GError **error)
{
  Round *round = data;

  return ktg_upstream_level_ask (catalog->db, now_ms, round->owed, error);
}

static gboolean
answer_work (KtgCatalog *catalog, gpointer data, GError **error)
{
  Round           *round = data;
  g_autofree char *key = dup_key (RELAY);
  g_autoptr (KtgDevice) carrier = ktg_device_new (RELAY, key, KTG_ROLE_OFFICE, "", FALSE);
  const KtgClaim claim = { round->world->life, carrier, round->request };

  return ktg_level_answer_find (catalog->db, &claim, now_ms, round->gaps, error);
}

static gboolean
hear_work (KtgCatalog *catalog, gpointer data, GError **error)
{
  return ktg_upstream_level_hear (catalog->db, ((Round *)data)->news, error);
}

static void
count_bytes (World *world, GBytes *message)
{
  g_autoptr (GBytes) packed = ktg_gzip_pack_always (message, 6);

  world->n_bytes += g_bytes_get_size (packed);
}

/* As it travels. */
static KtgExchangeRequest *
send_request (World *world, const KtgOwed *owed)
{
  g_autoptr (KtgExchangeRequest) request = ktg_exchange_request_new ();
  g_autoptr (GBytes) text = NULL;
  g_autoptr (GError) error = NULL;
  KtgExchangeRequest *read;

  g_ptr_array_unref (request->level);
  request->level = g_ptr_array_ref (owed->level);
  text = ktg_exchange_request_write (request);
  count_bytes (world, text);
  read = ktg_exchange_request_parse (text, &error);
  g_assert_no_error (error);
  return read;
}

static GPtrArray *
send_answer (World *world, GPtrArray *gaps)
{
  g_autoptr (KtgExchangeAnswer) answer = ktg_exchange_answer_new ();
  g_autoptr (KtgExchangeAnswer) read = NULL;
  g_autoptr (GBytes) text = NULL;
  g_autoptr (GError) error = NULL;

  answer->now = g_strdup ("2024-11-12T13:40:02.113Z");
  g_ptr_array_unref (answer->level);
  answer->level = g_ptr_array_ref (gaps);
  text = ktg_exchange_answer_write (answer);
  count_bytes (world, text);
  read = ktg_exchange_answer_parse (text, LIFE, &error);
  g_assert_no_error (error);
  return g_ptr_array_ref (read->level);
}

/* Whether there is another one. */
static gboolean
play_round (World *world, GError **error)
{
  g_autoptr (KtgOwed) owed = ktg_owed_new ();
  g_autoptr (KtgNews) news = ktg_news_new ();
  g_autoptr (KtgExchangeRequest) request = NULL;
  g_autoptr (GPtrArray) gaps = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_level_gap_free);
  Round round = { world, owed, news, NULL, gaps };

  owed->life = g_strdup (world->life);
  run (&relay, ask_work, &round);
  if (owed->level->len == 0)
    return FALSE;

  round.request = request = send_request (world, owed);
  run (&above, answer_work, &round);
  if (world->lie != NULL)
    g_ptr_array_add (gaps, ktg_level_gap_new (world->lie));
  g_ptr_array_unref (news->asked);
  news->asked = g_ptr_array_ref (owed->level);
  g_ptr_array_unref (news->level);
  news->level = send_answer (world, gaps);
  world->n_rounds++;
  world->n_ranges += owed->level->len;
  return ktg_writer_run (ktg_archive_get_writer (relay.archive), hear_work, &round, error)
         && news->level->len > 0;
}

static void
compare (World *world)
{
  g_autoptr (GError) error = NULL;

  world->n_rounds = 0;
  world->n_ranges = 0;
  world->n_bytes = 0;
  while (play_round (world, &error))
    g_assert_cmpuint (world->n_ranges, <=, 3 * world->n_authors);

  g_assert_no_error (error);
}

#define N_OWED "SELECT count (*) FROM event WHERE idx NOT IN (SELECT event FROM upstream_event)"

/* So many of the relay's are owed, and all of them are gone above. */
static void
assert_owed (World *world, gint64 n_owed)
{
  g_assert_cmpint (get_number (&relay, N_OWED), ==, n_owed);
}

/* --- the tests --- */

static void
test_nothing_lost (void)
{
  g_autoptr (World) world = world_new (40);

  compare (world);
  g_assert_cmpuint (world->n_rounds, ==, 1);
  g_assert_cmpuint (world->n_ranges, ==, 1);
  g_assert_cmpuint (world->n_bytes, <, 200);
  assert_owed (world, 0);
}

static void
test_nothing_brought (void)
{
  g_autoptr (World) world = world_new (3);

  execute (&relay, "DELETE FROM upstream_event");
  compare (world);
  g_assert_cmpuint (world->n_rounds, ==, 0);
}

/* It is owed, and nothing else is. */
static void
test_one_lost (void)
{
  g_autoptr (World) world = world_new (40);

  execute (&above, "DELETE FROM event WHERE idx = 50");
  compare (world);
  assert_owed (world, 1);
  g_assert_cmpint (get_number (&relay, N_OWED " AND idx = 50"), ==, 1);
  g_assert_cmpint (get_number (&relay, "SELECT count (*) FROM upstream_range"), ==, 0);
}

/* What names a file that is owed again names it again. */
static void
test_its_file (void)
{
  g_autoptr (World) world = world_new (4);

  execute (&relay,
           "INSERT INTO upstream_file (file, position) VALUES (1, 1), (2, 2);"
           "INSERT INTO event_file (event, file, is_preview) VALUES (5, 1, 0), (6, 2, 0)");
  execute (&above, "DELETE FROM event WHERE idx = 5");
  compare (world);
  assert_owed (world, 1);
  g_assert_cmpint (get_number (&relay, "SELECT group_concat (file) FROM upstream_file"), ==, 2);
}

/* In each life of the server above, and again after twenty hours. */
static void
test_when (void)
{
  g_autoptr (World) world = world_new (4);

  compare (world);
  g_assert_cmpuint (world->n_rounds, ==, 1);
  compare (world);
  g_assert_cmpuint (world->n_rounds, ==, 0);

  now_ms += 21 * HOUR_MS;
  compare (world);
  g_assert_cmpuint (world->n_rounds, ==, 1);
  g_free (world->life);
  world->life = g_strdup (NEXT_LIFE);
  compare (world);
  g_assert_cmpuint (world->n_rounds, ==, 1);
  compare (world);
  g_assert_cmpuint (world->n_rounds, ==, 0);

  now_ms -= 30 * HOUR_MS; /* a clock that was wrong */
  compare (world);
  g_assert_cmpuint (world->n_rounds, ==, 1);
  now_ms = NOON_MS;
}

/* While the server runs nobody says so; it is found a day later. */
static void
test_lost_while_it_runs (void)
{
  g_autoptr (World) world = world_new (4);

  compare (world);
  execute (&above, "DELETE FROM event WHERE idx = 7");
  now_ms += 21 * HOUR_MS;
  compare (world);
  assert_owed (world, 1);
  now_ms = NOON_MS;
}

/* What the server above refused, since it did not know the author, is brought again then. */
static void
test_strangers (void)
{
  static const char n_waiting[] = "SELECT count (*) FROM upstream_stranger";
  g_autoptr (World) world = world_new (4);

  compare (world);
  execute (&relay, "INSERT INTO upstream_stranger (id, is_again) VALUES (zeroblob (32), 1)");
  compare (world);
  g_assert_cmpint (get_number (&relay, n_waiting), ==, 1);
  now_ms += 21 * HOUR_MS;
  compare (world);
  g_assert_cmpint (get_number (&relay, n_waiting), ==, 0);
  now_ms = NOON_MS;
}

/* A comparison that was left goes on where it was. */
static void
test_left (void)
{
  g_autoptr (World) world = world_new (40);
  g_autoptr (GError) error = NULL;
  guint n_rounds;

  execute (&above, "DELETE FROM event WHERE idx = 50");
  g_assert_true (play_round (world, &error));
  ktg_archive_close (relay.archive);
  relay.archive = ktg_archive_open (relay.folder, get_now_ms, &error);
  g_assert_no_error (error);
  n_rounds = world->n_rounds;
  compare (world);
  g_assert_cmpuint (n_rounds, ==, 1);
  assert_owed (world, 1);
}

/* What it has more of is passed over, and asked for again in the next comparison only. */
static void
test_more_above (void)
{
  g_autoptr (World) world = world_new (40);

  execute (&relay, "UPDATE upstream_event SET is_told = 1 WHERE event = 50");
  execute (&relay, "DELETE FROM upstream_event WHERE event BETWEEN 10 AND 12");
  compare (world);
  g_assert_cmpuint (world->n_rounds, >, 1);
  assert_owed (world, 3);
  compare (world);
  g_assert_cmpuint (world->n_rounds, ==, 0);
}

/* Where another event has its number it is brought once more, and refused. */
static void
test_fork (void)
{
  g_autoptr (World) world = world_new (40);

  execute (&above, "UPDATE event SET id = zeroblob (32) WHERE idx = 50");
  compare (world);
  assert_owed (world, 0);
  compare (world);
  g_assert_cmpuint (world->n_rounds, ==, 0);

  execute (&above, "DELETE FROM carriage WHERE event = 50");
  now_ms += 21 * HOUR_MS;
  compare (world);
  assert_owed (world, 1);
  execute (&relay, "INSERT INTO upstream_event (event, position, refused) VALUES (50, 0, 'fork')");
  now_ms += 21 * HOUR_MS;
  compare (world);
  g_assert_cmpuint (world->n_rounds, ==, 1);
  now_ms = NOON_MS;
}

/* A server that names what nobody asked for is not believed, and nothing is owed for it. */
static void
test_lie (void)
{
  g_autoptr (World) world = world_new (4);
  g_autoptr (GError) error = NULL;

  world->lie = dup_key (FIRST_AUTHOR);
  g_assert_false (play_round (world, &error));
  g_assert_error (error, KTG_ARCHIVE_ERROR, KTG_ARCHIVE_ERROR_UNTRUSTED);
  assert_owed (world, 0);
}

/* --- added up --- */

static gboolean
carry (KtgDb *db, guint index, GError **error)
{
  g_autofree char *key = dup_key (FIRST_AUTHOR + (index - 1) / EVENTS_OF_EACH);
  g_autoptr (GBytes) hash = dup_hash ("event", index);
  g_autofree char     *id = ktg_digest_dup_hex (hash);
  const KtgCarriageRow row = { RELAY, index, key, id, g_test_rand_bit (), 0 };

  return ktg_carriage_table_add (db, &row, error);
}

/* Some of it, some twice. */
static gboolean
carry_work (KtgCatalog *catalog, gpointer data, GError **error)
{
  const gint32 n_events = *(gint32 *)data;

  for (gint32 i = 0; i < 2 * n_events; i++)
    if (!carry (catalog->db, (guint)g_test_rand_int_range (1, n_events + 1), error))
      return FALSE;

  return TRUE;
}

static gboolean
count_work (KtgCatalog *catalog, gpointer data, GError **error)
{
  return ktg_level_table_count (catalog->db, RELAY, error);
}

/* In whatever order it came, and however often, the sums that were kept are those of the rows. */
static void
test_any_order (void)
{
  static const char sums[] = "DROP TABLE IF EXISTS temp.kept; CREATE TEMP TABLE kept AS"
                             " SELECT author, sum FROM level WHERE carrier = 1";
  gint32            n_events = 20 * EVENTS_OF_EACH;

  for (guint turn = 0; turn < 5; turn++)
    {
      g_autoptr (World) world = world_new (20);

      execute (&above, "DELETE FROM carriage");
      run (&above, carry_work, &n_events);
      execute (&above, sums);
      run (&above, count_work, NULL);
      g_assert_cmpint (get_number (&above, "SELECT count (*) FROM kept"), >, 10);
      g_assert_cmpint (get_number (&above,
                                   "SELECT count (*) FROM (SELECT author, sum FROM level"
                                   " EXCEPT SELECT author, sum FROM kept)"),
                       ==,
                       0);
      g_assert_cmpint (get_number (&above, "SELECT count (*) FROM kept"),
                       ==,
                       get_number (&above, "SELECT count (*) FROM level"));
    }
}

/* --- many --- */

static void
lose (World *world, guint n_authors)
{
  g_autofree char *sql
      = g_strdup_printf ("DELETE FROM event WHERE seq = 2 AND author %% %u = 0 AND author > 1",
                         world->n_authors / n_authors);

  execute (&above, sql);
}

static void
test_many (void)
{
  static const struct
  {
    guint n_lost;
    guint n_rounds;
    gsize n_bytes;
  } cases[] = {
    { 1, 5, 3000 },
    { 3, 5, 6000 },
    { 30, 6, 30000 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (World) world = world_new (3000);

      lose (world, cases[i].n_lost);
      compare (world);
      g_test_message ("%u of 3,000 authors differ: %u rounds, %u ranges, %" G_GSIZE_FORMAT
                      " bytes both ways",
                      cases[i].n_lost,
                      world->n_rounds,
                      world->n_ranges,
                      world->n_bytes);
      assert_owed (world, cases[i].n_lost);
      g_assert_cmpuint (world->n_rounds, <=, cases[i].n_rounds);
      g_assert_cmpuint (world->n_bytes, <=, cases[i].n_bytes);
    }
}

/* All of it is gone: still so many ranges, and no more. */
static void
test_all (void)
{
  g_autoptr (World) world = world_new (300);
  g_autoptr (GError) error = NULL;

  execute (&above, "DELETE FROM event");
  while (play_round (world, &error))
    ;
  g_assert_no_error (error);
  g_assert_cmpuint (world->n_ranges, <=, 3 * 300);
  assert_owed (world, 300 * EVENTS_OF_EACH);
}

int
main (int argc, char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  g_assert_true (ktg_seal_init ());

  g_test_add_func ("/level/what-is-level-is-one-question", test_nothing_lost);
  g_test_add_func ("/level/who-brought-nothing-asks-nothing", test_nothing_brought);
  g_test_add_func ("/level/what-is-lost-is-owed-again-and-nothing-else", test_one_lost);
  g_test_add_func ("/level/so-are-its-files", test_its_file);
  g_test_add_func ("/level/it-is-asked-once-a-life-and-once-a-day", test_when);
  g_test_add_func ("/level/what-is-lost-while-the-server-runs-is-found", test_lost_while_it_runs);
  g_test_add_func ("/level/what-stayed-a-strangers-is-brought-again", test_strangers);
  g_test_add_func ("/level/what-was-left-goes-on", test_left);
  g_test_add_func ("/level/what-is-more-above-is-passed-over", test_more_above);
  g_test_add_func ("/level/a-fork-ends-it", test_fork);
  g_test_add_func ("/level/what-was-not-asked-is-not-believed", test_lie);
  g_test_add_func ("/level/sums-follow-what-comes-in-any-order", test_any_order);
  g_test_add_func ("/level/three-thousand-authors-take-few-bytes", test_many);
  g_test_add_func ("/level/where-all-is-gone-it-ends", test_all);

  open_side (&above);
  open_side (&relay);
  result = g_test_run ();
  close_side (&above);
  close_side (&relay);
  return result;
}
