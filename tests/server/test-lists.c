/* test-lists.c - what a server tells others, list by list
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-routing.h"
#include "ktg-writer-private.h"

#include <ktg-chain.h>
#include <ktg-event-json.h>
#include <ktg-mark.h>
#include <ktg-query.h>
#include <ktg-random.h>
#include <ktg-running-hash.h>
#include <ktg-test-news.h>
#include <ktg-test-server.h>

#define OFFICE "34.71" /* whose list the office has */

typedef struct
{
  KtgTestServer *server;
  KtgTestDevice *siti;
  KtgTestDevice *budi;
  KtgTestDevice *office;
} World;

static void
world_open (World *world, gconstpointer data)
{
  world->server = ktg_test_server_new ();
  ktg_test_server_start (world->server);
  world->siti = ktg_test_server_new_device (world->server, KTG_ROLE_OFFICER, "34.71.04");
  world->budi = ktg_test_server_new_device (world->server, KTG_ROLE_OFFICER, "34.71.05");
  world->office = ktg_test_server_new_device (world->server, KTG_ROLE_OFFICE, OFFICE);
}

static void
world_close (World *world, gconstpointer data)
{
  ktg_test_device_free (world->siti);
  ktg_test_device_free (world->budi);
  ktg_test_device_free (world->office);
  ktg_test_server_free (world->server);
}

static void
test_office_decides (World *world, gconstpointer data)
{
  g_autofree char *report_id = ktg_random_dup_uuid ();
  g_autoptr (KtgEnvelope) filed = ktg_test_device_file (world->siti, report_id, NULL);
  g_autoptr (KtgExchangeAnswer) sent = ktg_test_device_send (world->siti, filed);
  g_autoptr (KtgEnvelope) step = NULL;
  g_autoptr (KtgExchangeAnswer) seen = NULL;
  g_autoptr (KtgExchangeAnswer) decided = NULL;
  g_autoptr (KtgExchangeAnswer) back = NULL;
  g_autoptr (KtgExchangeAnswer) other = NULL;
  const KtgIndexedEvent *event;

  g_assert_cmpuint (sent->scopes->len, ==, 0);

  seen = ktg_test_device_exchange (world->office, NULL, NULL);
  g_assert_cmpuint (ktg_test_news_count (seen), ==, 1);
  event = ktg_test_news_get (seen, 0);
  g_assert_true (g_bytes_equal (event->envelope->bytes, filed->bytes));
  g_assert_cmpmem (event->envelope->signature, 64, filed->signature, 64);
  g_assert_cmpuint (event->index, ==, 1);

  step = ktg_test_device_step (world->office, report_id, filed->id, filed->id, NULL);
  decided = ktg_test_device_send (world->office, step);
  g_assert_cmpuint (decided->refused->len, ==, 0);
  back = ktg_test_device_exchange (world->siti, NULL, NULL);
  g_assert_cmpuint (ktg_test_news_count (back), ==, 1);
  event = ktg_test_news_get (back, 0);
  g_assert_cmpstr (event->envelope->id, ==, step->id);
  g_assert_cmpuint (event->index, ==, 2);
  g_assert_nonnull (ktg_test_news_get_at (back, "d"));

  other = ktg_test_device_exchange (world->budi, NULL, NULL);
  g_assert_cmpuint (other->scopes->len, ==, 0);
}

static void
test_pages (World *world, gconstpointer data)
{
  g_autofree char *at = NULL;
  guint            n_seen = 0;
  guint            n_pages = 0;
  gboolean         has_more = TRUE;

  for (guint round = 0; round < 5; round++)
    {
      g_autoptr (GPtrArray) events
          = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_envelope_unref);

      for (guint i = 0; i < 500; i++)
        g_ptr_array_add (events, ktg_test_device_file (world->siti, NULL, NULL));
      ktg_exchange_answer_free (ktg_test_device_exchange (world->siti, events, NULL));
    }

  while (has_more)
    {
      g_autoptr (KtgExchangeAnswer) answer = ktg_test_device_exchange (world->office, NULL, at);

      for (guint i = 0; i < ktg_test_news_count (answer); i++)
        g_assert_cmpuint (ktg_test_news_get (answer, i)->index, ==, ++n_seen);
      g_free (at);
      at = g_strdup (ktg_test_news_get_at (answer, OFFICE));
      has_more = answer->has_more;
      n_pages++;
    }
  g_assert_cmpuint (n_seen, ==, 2500);
  g_assert_cmpuint (n_pages, >, 1);
}

/* A mark of a list that is not here: older ones are asked for, and where none fits all is told. */
static void
test_mark_of_another_list (World *world, gconstpointer data)
{
  static const char wrong[] = OFFICE ":4000:0123456789ab";
  g_autoptr (KtgEnvelope) first = ktg_test_device_file (world->siti, NULL, NULL);
  g_autoptr (KtgExchangeAnswer) sent = ktg_test_device_send (world->siti, first);
  g_autoptr (KtgExchangeAnswer) known = ktg_test_device_exchange (world->office, NULL, NULL);
  g_autoptr (KtgEnvelope) second = ktg_test_device_file (world->siti, NULL, NULL);
  g_autoptr (KtgExchangeAnswer) sent_too = ktg_test_device_send (world->siti, second);
  g_autoptr (KtgExchangeAnswer) asked = ktg_test_device_exchange (world->office, NULL, wrong);
  g_autoptr (KtgExchangeAnswer) none = NULL;
  g_autoptr (KtgExchangeAnswer) one = NULL;
  g_autoptr (KtgExchangeRequest) message = ktg_exchange_request_new ();

  g_assert_true (asked->asks_marks);
  g_assert_true (asked->has_more);
  g_assert_cmpuint (asked->scopes->len, ==, 0);

  g_ptr_array_add (message->at, g_strdup (wrong));
  message->marks = g_ptr_array_new_with_free_func (g_free);
  none = ktg_test_device_say (world->office, message);
  g_assert_false (none->asks_marks);
  g_assert_cmpuint (ktg_test_news_count (none), ==, 2);
  g_assert_cmpstr (((KtgScopeNews *)none->scopes->pdata[0])->from, ==, OFFICE ":0:000000000000");

  g_ptr_array_add (message->marks, g_strdup (wrong));
  g_ptr_array_add (message->marks, g_strdup (ktg_test_news_get_at (known, OFFICE)));
  one = ktg_test_device_say (world->office, message);
  g_assert_cmpuint (ktg_test_news_count (one), ==, 1);
  g_assert_cmpstr (ktg_test_news_get (one, 0)->envelope->id, ==, second->id);
  g_assert_cmpstr (((KtgScopeNews *)one->scopes->pdata[0])->from,
                   ==,
                   ktg_test_news_get_at (known, OFFICE));
}

/* The hash of a list after all that an answer brought of it; @own: the id of what was only named.
 */
static guint64
follow_hash (const KtgScopeNews *news, const char *own)
{
  guint64 hash = 0;

  for (guint i = 0; i < news->events->len; i++)
    {
      const KtgIndexedEvent *event = g_ptr_array_index (news->events, i);

      hash
          = ktg_running_hash_next (hash, event->own == 0 ? event->envelope->id : own, event->index);
    }

  return hash;
}

/* What an office wrote itself is named, so that the hash of its list can be followed. */
static void
test_own_event_is_named (World *world, gconstpointer data)
{
  g_autofree char *report_id = ktg_random_dup_uuid ();
  g_autoptr (KtgEnvelope) filed = ktg_test_device_file (world->siti, report_id, NULL);
  g_autoptr (KtgExchangeAnswer) sent = ktg_test_device_send (world->siti, filed);
  g_autoptr (KtgEnvelope) step
      = ktg_test_device_step (world->office, report_id, filed->id, filed->id, NULL);
  g_autoptr (KtgExchangeAnswer) decided = ktg_test_device_send (world->office, step);
  g_autoptr (KtgMark) mark = ktg_mark_parse (ktg_test_news_get_at (decided, OFFICE));
  const KtgScopeNews *news = g_ptr_array_index (decided->scopes, decided->scopes->len - 1);

  g_assert_cmpuint (ktg_test_news_count (decided), ==, 2);
  g_assert_null (ktg_test_news_get (decided, 1)->envelope);
  g_assert_cmpuint (ktg_test_news_get (decided, 1)->own, ==, 1);
  g_assert_cmpuint (mark->position, ==, news->events->len);
  g_assert_cmpuint (mark->hash, ==, follow_hash (news, step->id));
}

/* --- who says it --- */

/* Takes what an answer brought, in its order. Each event has its proof before it.
 *
 * Returns: how many of them say who is who */
static guint
read_answer (KtgChain *chain, const KtgExchangeAnswer *answer)
{
  guint n_links = ktg_chain_get_n_links (chain);

  for (guint i = 0; i < answer->scopes->len; i++)
    {
      const KtgScopeNews *news = g_ptr_array_index (answer->scopes, i);

      for (guint j = 0; j < news->events->len; j++)
        {
          const KtgIndexedEvent *indexed = g_ptr_array_index (news->events, j);
          g_autoptr (KtgEvent) event = ktg_event_json_parse (indexed->envelope->bytes, NULL);
          KtgStanding standing;

          if (indexed->index == 0)
            g_assert_true (ktg_chain_add (chain, indexed->envelope->id, event));
          else
            g_assert_cmpint (ktg_chain_trust_event (chain, indexed->envelope->id, event, &standing),
                             ==,
                             KTG_TRUST_HELD);
        }
    }

  return ktg_chain_get_n_links (chain) - n_links;
}

static void
file_as (KtgTestDevice *device)
{
  g_autoptr (KtgEnvelope) filed = ktg_test_device_file (device, NULL, NULL);

  ktg_exchange_answer_free (ktg_test_device_send (device, filed));
}

static guint
ask (World *world, KtgChain *chain, char **at)
{
  g_autoptr (KtgExchangeAnswer) answer = ktg_test_device_exchange (world->office, NULL, *at);
  const char *next = ktg_test_news_get_at (answer, OFFICE);

  if (next != NULL)
    {
      g_free (*at);
      *at = g_strdup (next);
    }
  return read_answer (chain, answer);
}

/* The server's own certificate and each author's admission, once, and later what ends one. */
static void
test_proofs (World *world, gconstpointer data)
{
  g_autoptr (KtgChain) chain = ktg_chain_new (ktg_archive_get_root (world->server->archive));
  g_autofree char *at = NULL;

  file_as (world->siti);
  g_assert_cmpuint (ask (world, chain, &at), ==, 2);
  file_as (world->siti);
  file_as (world->budi);
  g_assert_cmpuint (ask (world, chain, &at), ==, 1);

  g_assert_cmpint (ktg_test_server_run (world->server,
                                        NULL,
                                        "revoke",
                                        ktg_signing_key_get_public (world->siti->key),
                                        NULL),
                   ==,
                   0);
  g_assert_cmpuint (ask (world, chain, &at), ==, 1);
  g_assert_cmpuint (ask (world, chain, &at), ==, 0);
}

/* A revocation stands in the list before reports that waited, and they are believed all the same:
 * it says which is the last. */
static void
test_revoked_while_reports_wait (World *world, gconstpointer data)
{
  g_autoptr (KtgChain) chain = ktg_chain_new (ktg_archive_get_root (world->server->archive));
  g_autofree char *at = NULL;

  file_as (world->siti);
  g_assert_cmpuint (ask (world, chain, &at), ==, 2);
  file_as (world->siti);
  file_as (world->siti);
  g_assert_cmpint (ktg_test_server_run (world->server,
                                        NULL,
                                        "revoke",
                                        ktg_signing_key_get_public (world->siti->key),
                                        NULL),
                   ==,
                   0);
  g_assert_cmpuint (ask (world, chain, &at), ==, 1);
  g_assert_cmpuint (ask (world, chain, &at), ==, 0);
}

/* --- what waits for its lists --- */

/* What is read of `feed`. */
typedef struct
{
  const char *sql;
  GPtrArray  *texts;
} Reading;

static gboolean
read_feed_work (KtgCatalog *catalog, gpointer data, GError **error)
{
  Reading *reading = data;

  reading->texts = ktg_query_list_texts (catalog->db, reading->sql, NULL, error);
  return reading->texts != NULL;
}

static GPtrArray *
read_feed (World *world, const char *sql)
{
  Reading reading = { sql, NULL };
  g_autoptr (GError) error = NULL;

  ktg_writer_run (ktg_archive_get_writer (world->server->archive),
                  read_feed_work,
                  &reading,
                  &error);
  g_assert_no_error (error);
  return reading.texts;
}

static gboolean
rebuild (KtgCatalog *catalog, gpointer data, GError **error)
{
  return ktg_routing_rebuild (catalog->db, error);
}

static GPtrArray *
dup_marks (World *world)
{
  return read_feed (world,
                    "SELECT printf ('%s:%d:%012x', scope, position, hash) FROM feed"
                    " ORDER BY scope, position");
}

static void
assert_as_made_anew (World *world)
{
  g_autoptr (GPtrArray) kept = dup_marks (world);
  g_autoptr (GPtrArray) anew = NULL;
  g_autoptr (GError) error = NULL;

  ktg_writer_run (ktg_archive_get_writer (world->server->archive), rebuild, NULL, &error);
  g_assert_no_error (error);
  anew = dup_marks (world);
  g_assert_cmpuint (anew->len, ==, kept->len);
  for (guint i = 0; i < kept->len; i++)
    g_assert_cmpstr (g_ptr_array_index (anew, i), ==, g_ptr_array_index (kept, i));
}

/* How much stands in the list of the office. */
static guint
count_told (World *world)
{
  g_autoptr (GPtrArray) list = dup_marks (world);
  guint n = 0;

  for (guint i = 0; i < list->len; i++)
    n += g_str_has_prefix (g_ptr_array_index (list, i), OFFICE ":");
  return n;
}

static void
file_many (KtgTestDevice *device, guint n_reports)
{
  g_autoptr (GPtrArray) events
      = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_envelope_unref);

  for (guint i = 0; i < n_reports; i++)
    g_ptr_array_add (events, ktg_test_device_file (device, NULL, NULL));
  ktg_exchange_answer_free (ktg_test_device_exchange (device, events, NULL));
}

/* New reports stand in no list until somebody reads one, or many wait; also where the server was
 * stopped meanwhile. The lists are those that would have been made at once. */
static void
test_waiting (World *world, gconstpointer data)
{
  g_autoptr (KtgExchangeAnswer) seen = NULL;
  g_autoptr (KtgExchangeAnswer) all = NULL;
  guint n_told;

  file_many (world->siti, 2);
  file_many (world->budi, 1);
  g_assert_cmpuint (count_told (world), ==, 0);

  ktg_test_server_restart (world->server);
  file_many (world->siti, 1);
  seen = ktg_test_device_exchange (world->office, NULL, NULL);
  g_assert_cmpuint (ktg_test_news_count (seen), ==, 4);
  for (guint i = 0; i < 4; i++)
    g_assert_cmpuint (ktg_test_news_get (seen, i)->index, ==, i + 1);

  n_told = count_told (world);
  file_many (world->budi, 256);
  g_assert_cmpuint (count_told (world), ==, n_told);
  file_many (world->siti, 1);
  g_assert_cmpuint (count_told (world), ==, n_told + 257);

  file_many (world->siti, 1);
  all = ktg_test_device_exchange (world->office, NULL, NULL);
  g_assert_cmpuint (ktg_test_news_count (all), ==, 4 + 258);
  assert_as_made_anew (world);
}

/* What an office says is told at once, behind all that waited before it. */
static void
test_waiting_before_a_step (World *world, gconstpointer data)
{
  g_autofree char *report_id = ktg_random_dup_uuid ();
  g_autoptr (KtgEnvelope) filed = ktg_test_device_file (world->siti, report_id, NULL);
  g_autoptr (KtgEnvelope) step
      = ktg_test_device_step (world->office, report_id, filed->id, filed->id, NULL);
  g_autoptr (KtgExchangeAnswer) sent = ktg_test_device_send (world->siti, filed);
  g_autoptr (KtgExchangeAnswer) back = NULL;

  file_many (world->budi, 3);
  ktg_exchange_answer_free (ktg_test_device_send (world->office, step));
  back = ktg_test_device_exchange (world->siti, NULL, NULL);
  g_assert_cmpuint (ktg_test_news_count (back), ==, 1);
  g_assert_cmpuint (ktg_test_news_get (back, 0)->index, ==, 5);
  assert_as_made_anew (world);
}

/* --- lists of before --- */

static gboolean
make_old (KtgCatalog *catalog, gpointer office, GError **error)
{
  return ktg_db_execute (catalog->db, "DELETE FROM proof; DELETE FROM feed", error)
         && ktg_routing_open (catalog->db, error) && ktg_routing_open (catalog->db, error);
}

/* They are made anew, once, and each proof stands before what it proves. */
static void
test_lists_of_before (World *world, gconstpointer data)
{
  static const char *const expected[] = { "1 0", "2 0", "3 1", "4 0", "5 1" };
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) error = NULL;
  KtgWriter *writer = ktg_archive_get_writer (world->server->archive);

  file_as (world->siti);
  file_as (world->budi);
  ktg_writer_run (writer, make_old, NULL, &error);
  g_assert_no_error (error);
  list = read_feed (world,
                    "SELECT position || ' ' || (event > 0) FROM feed WHERE scope = '" OFFICE "'"
                    " ORDER BY position");

  g_assert_cmpuint (list->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < list->len; i++)
    g_assert_cmpstr (g_ptr_array_index (list, i), ==, expected[i]);
}

#define ADD(path, function) g_test_add (path, World, NULL, world_open, function, world_close)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (ktg_seal_init ());

  ADD ("/lists/an-office-decides-and-the-officer-learns-it", test_office_decides);
  ADD ("/lists/what-comes-down-comes-in-pages", test_pages);
  ADD ("/lists/a-mark-of-another-list", test_mark_of_another_list);
  ADD ("/lists/an-own-event-is-named", test_own_event_is_named);
  ADD ("/lists/who-an-author-is-stands-before-what-he-says", test_proofs);
  ADD ("/lists/new-reports-wait-for-who-reads", test_waiting);
  ADD ("/lists/what-waits-stands-before-a-step", test_waiting_before_a_step);
  ADD ("/lists/a-revocation-spares-what-waited", test_revoked_while_reports_wait);
  ADD ("/lists/lists-of-before-are-made-anew", test_lists_of_before);

  return g_test_run ();
}
