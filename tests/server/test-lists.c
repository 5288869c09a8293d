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

#include <string.h>

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

static gboolean
list_marks (KtgCatalog *catalog, gpointer list, GError **error)
{
  *(GPtrArray **)list
      = ktg_query_list_texts (catalog->db,
                              "SELECT printf ('%s:%d:%012x', scope, position, hash) FROM feed"
                              " ORDER BY scope, position",
                              NULL,
                              error);
  return *(GPtrArray **)list != NULL;
}

static gboolean
rebuild (KtgCatalog *catalog, gpointer data, GError **error)
{
  return ktg_routing_rebuild (catalog->db, error);
}

static GPtrArray *
dup_marks (World *world)
{
  GPtrArray *list = NULL;
  g_autoptr (GError) error = NULL;

  ktg_writer_run (ktg_archive_get_writer (world->server->archive), list_marks, &list, &error);
  g_assert_no_error (error);
  return list;
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

static gboolean
list_feed (KtgCatalog *catalog, gpointer list, GError **error)
{
  *(GPtrArray **)list = ktg_query_list_texts (catalog->db,
                                              "SELECT position || ' ' || (event > 0) FROM feed"
                                              " WHERE scope = '" OFFICE "' ORDER BY position",
                                              NULL,
                                              error);
  return *(GPtrArray **)list != NULL;
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
  ktg_writer_run (writer, list_feed, &list, &error);
  g_assert_no_error (error);

  g_assert_cmpuint (list->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < list->len; i++)
    g_assert_cmpstr (g_ptr_array_index (list, i), ==, expected[i]);
}

/* --- who holds what, reckoned anew --- */

typedef enum
{
  SITI, /* the filer */
  REGENCY,
  NEIGHBOUR,
  OTHER,
  PROVINCE,
  COUNTRY,
  STRANGER,
  N_PARTIES,
} Party;

static const char *const regions[N_PARTIES]
    = { "34.71.04", "34.71", "34.04", "33.74", "34", "", "32.73" };

typedef enum
{
  VERSION, /* where it happened is `place` */
  STEP,    /* it judges `judged`, and hands the case to `place`, if that is not NULL */
  NOTE,
  OFFICES_NOTE,
} Kind;

/* What somebody says; the first is the filing. */
typedef struct
{
  Party       author;
  Kind        kind;
  const char *place;
  guint       judged; /* which version, by its place in the flow */
} Said;

#define MOST_SAID 10

typedef struct
{
  const char *name;
  guint       n;
  Said        said[MOST_SAID];
} Flow;

#define HERE "34.71.04.1002"
#define THERE "33.74.01.1001"

static const Flow flows[] = {
  { "a place is amended",
    8,
    { { SITI, VERSION, HERE, 0 },
      { REGENCY, STEP, NULL, 0 },
      { REGENCY, NOTE, NULL, 0 },
      { SITI, VERSION, THERE, 0 },
      { OTHER, STEP, NULL, 3 },
      { OTHER, OFFICES_NOTE, NULL, 0 },
      { REGENCY, STEP, NULL, 3 },
      { PROVINCE, NOTE, NULL, 0 } } },
  { "it is handed over, and back",
    7,
    { { SITI, VERSION, HERE, 0 },
      { REGENCY, STEP, "34.04", 0 },
      { NEIGHBOUR, NOTE, NULL, 0 },
      { NEIGHBOUR, STEP, "34.71", 0 },
      { REGENCY, OFFICES_NOTE, NULL, 0 },
      { SITI, STEP, NULL, 0 },
      { REGENCY, STEP, NULL, 0 } } },
  { "it is handed on by whom it was handed to, and moves",
    8,
    { { SITI, VERSION, HERE, 0 },
      { REGENCY, STEP, "34.04", 0 },
      { NEIGHBOUR, STEP, "33.74", 0 },
      { OTHER, NOTE, NULL, 0 },
      { SITI, VERSION, "34.04.01", 0 },
      { OTHER, STEP, NULL, 4 },
      { SITI, VERSION, HERE, 0 },
      { PROVINCE, STEP, "34.71", 6 } } },
  { "the filer hands on nothing",
    3,
    { { SITI, VERSION, HERE, 0 }, { SITI, STEP, "33.74", 0 }, { REGENCY, NOTE, NULL, 0 } } },
};

static gboolean
lies_in (const char *place, const char *region)
{
  gsize length = strlen (region);

  return length == 0
         || (strncmp (place, region, length) == 0
             && (place[length] == '\0' || place[length] == '.'));
}

static gboolean
has_by_itself (const Flow *flow, guint which, const char *region)
{
  const Said *said = &flow->said[which];
  guint       in_force = 0;

  if (lies_in (regions[SITI], region))
    return TRUE;
  if (said->author != SITI && said->kind == STEP)
    return lies_in (flow->said[said->judged].place, region);

  for (guint i = 0; said->author == SITI && i <= which; i++)
    if (flow->said[i].kind == VERSION)
      in_force = i;
  for (guint i = in_force; i < flow->n; i++)
    if (flow->said[i].kind == VERSION && lies_in (flow->said[i].place, region)
        && (said->author == SITI || lies_in (flow->said[i].place, regions[said->author])))
      return TRUE;

  return FALSE;
}

/* Whether the office of @region was handed the report by any that had it, by as many steps. */
static gboolean
was_handed (const Flow *flow, const char *region, guint steps)
{
  for (guint i = 0; i < flow->n && steps > 0; i++)
    {
      const Said *said = &flow->said[i];

      if (said->author != SITI && said->kind == STEP && said->place != NULL
          && lies_in (said->place, region)
          && (has_by_itself (flow, i, regions[said->author])
              || was_handed (flow, regions[said->author], steps - 1)))
        return TRUE;
    }

  return FALSE;
}

static gboolean
should_hold (const Flow *flow, guint which, Party party)
{
  if (party == SITI)
    return flow->said[which].author != SITI && flow->said[which].kind != OFFICES_NOTE;

  return has_by_itself (flow, which, regions[party])
         || was_handed (flow, regions[party], MOST_SAID);
}

/* --- and what the server tells --- */

typedef struct
{
  KtgTestServer *server;
  KtgTestDevice *devices[N_PARTIES];
  char          *marks[N_PARTIES];
  GHashTable    *held[N_PARTIES];  /* ids of what came down */
  GPtrArray     *wrote[N_PARTIES]; /* ids in the order of their numbers */
} Country;

static void
country_open (Country *country, gconstpointer data)
{
  country->server = ktg_test_server_new ();
  ktg_test_server_start (country->server);
  for (guint i = 0; i < N_PARTIES; i++)
    {
      KtgRole role
          = i == SITI ? KTG_ROLE_OFFICER : (i == COUNTRY ? KTG_ROLE_CENTRE : KTG_ROLE_OFFICE);

      country->devices[i] = ktg_test_server_new_device (country->server, role, regions[i]);
      country->held[i] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      country->wrote[i] = g_ptr_array_new_with_free_func (g_free);
    }
}

static void
country_close (Country *country, gconstpointer data)
{
  for (guint i = 0; i < N_PARTIES; i++)
    {
      ktg_test_device_free (country->devices[i]);
      g_free (country->marks[i]);
      g_hash_table_unref (country->held[i]);
      g_ptr_array_unref (country->wrote[i]);
    }
  ktg_test_server_free (country->server);
}

/* What is new to it since its mark. */
static void
listen_for_news (Country *country, Party party)
{
  const char *scope = party == SITI ? "d" : (party == COUNTRY ? "*" : regions[party]);
  g_autoptr (KtgExchangeAnswer) answer
      = ktg_test_device_exchange (country->devices[party], NULL, country->marks[party]);
  const char *at = ktg_test_news_get_at (answer, scope);

  for (guint i = 0; i < ktg_test_news_count (answer); i++)
    {
      const KtgIndexedEvent *news = ktg_test_news_get (answer, i);
      const char            *id = news->envelope != NULL
                                      ? news->envelope->id
                                      : g_ptr_array_index (country->wrote[party], news->own - 1);

      g_assert_true (g_hash_table_add (country->held[party], g_strdup (id)));
    }
  if (at != NULL)
    {
      g_free (country->marks[party]);
      country->marks[party] = g_strdup (at);
    }
}

static KtgEnvelope *
say (Country *country, const Said *said, const char *report_id, KtgEnvelope **before)
{
  KtgTestDevice *device = country->devices[said->author];
  KtgEnvelope   *envelope;

  if (said->kind == VERSION && before[0] == NULL)
    {
      g_autoptr (GBytes) photo = g_bytes_new_static ("foto", 4);

      envelope = ktg_test_device_file_there (device, report_id, said->place, photo);
    }
  else if (said->kind == VERSION)
    envelope = ktg_test_device_move (device, report_id, before[0]->id, said->place);
  else if (said->kind == STEP)
    envelope = ktg_test_device_step (device,
                                     report_id,
                                     before[0]->id,
                                     before[said->judged]->id,
                                     said->place);
  else
    envelope = ktg_test_device_note (device, report_id, before[0]->id, said->kind == OFFICES_NOTE);

  g_ptr_array_add (country->wrote[said->author], g_strdup (envelope->id));
  return envelope;
}

static gboolean
is_taken (Country *country, Party author, KtgEnvelope *envelope)
{
  g_autoptr (KtgExchangeAnswer) answer = ktg_test_device_send (country->devices[author], envelope);

  return answer->refused->len == 0;
}

/* Each as it comes; who is told that there is no such report comes again. */
static void
send_in_any_order (Country *country, const Flow *flow, KtgEnvelope **said)
{
  gboolean is_sent[MOST_SAID] = { FALSE };
  guint    n_sent = 0;

  while (n_sent < flow->n)
    {
      guint which = (guint)g_test_rand_int_range (0, (int)flow->n);

      if (is_sent[which])
        continue;
      is_sent[which] = is_taken (country, flow->said[which].author, said[which]);
      n_sent += is_sent[which];
      if (g_test_rand_bit ())
        listen_for_news (country, (Party)g_test_rand_int_range (0, N_PARTIES));
    }
}

static void
assert_held (Country *country, const Flow *flow, KtgEnvelope **said)
{
  for (Party party = 0; party < N_PARTIES; party++)
    {
      listen_for_news (country, party);
      for (guint i = 0; i < flow->n; i++)
        {
          gboolean is_held = g_hash_table_contains (country->held[party], said[i]->id);

          if (is_held != should_hold (flow, i, party))
            g_error ("%s: %u is %sheld by %s",
                     flow->name,
                     i,
                     is_held ? "" : "not ",
                     regions[party]);
        }
    }
}

static void
test_who_holds_what (Country *country, gconstpointer data)
{
  for (guint round = 0; round < 5 * G_N_ELEMENTS (flows); round++)
    {
      const Flow      *flow = &flows[round % G_N_ELEMENTS (flows)];
      g_autofree char *report_id = ktg_random_dup_uuid ();
      KtgEnvelope     *said[MOST_SAID] = { NULL };

      for (guint i = 0; i < flow->n; i++)
        said[i] = say (country, &flow->said[i], report_id, said);
      send_in_any_order (country, flow, said);
      assert_held (country, flow, said);
      for (guint i = 0; i < flow->n; i++)
        ktg_envelope_unref (said[i]);
    }
}

/* A report stays where it was filed when its filer is given another region. */
static void
test_filer_moves (Country *country, gconstpointer data)
{
  g_autofree char *report_id = ktg_random_dup_uuid ();
  const Said       filing = { SITI, VERSION, HERE, 0 };
  const Said       amended = { SITI, VERSION, HERE, 0 };
  KtgEnvelope     *said[2] = { NULL };
  g_autofree char *code
      = ktg_test_server_make_code (country->server, KTG_ROLE_OFFICER, regions[OTHER]);
  g_autoptr (KtgTestReply) reply = NULL;

  said[0] = say (country, &filing, report_id, said);
  g_assert_true (is_taken (country, SITI, said[0]));
  reply = ktg_test_device_enrol (country->devices[SITI], code);
  g_assert_cmpuint (reply->status, ==, 200);
  said[1] = say (country, &amended, report_id, said);
  g_assert_true (is_taken (country, SITI, said[1]));

  listen_for_news (country, OTHER);
  listen_for_news (country, REGENCY);
  g_assert_cmpuint (g_hash_table_size (country->held[OTHER]), ==, 0);
  g_assert_cmpuint (g_hash_table_size (country->held[REGENCY]), ==, 2);
  ktg_envelope_unref (said[0]);
  ktg_envelope_unref (said[1]);
}

/* A case that grows costs no more for it. */
static void
test_thousand_steps (Country *country, gconstpointer data)
{
  g_autofree char *report_id = ktg_random_dup_uuid ();
  const Said       filing = { SITI, VERSION, HERE, 0 };
  const Said       handing = { REGENCY, STEP, "34.04", 0 };
  const Said       step = { REGENCY, STEP, NULL, 0 };
  KtgEnvelope     *said[1] = { NULL };

  said[0] = say (country, &filing, report_id, said);
  g_assert_true (is_taken (country, SITI, said[0]));
  for (guint round = 0; round < 4; round++)
    {
      g_autoptr (GPtrArray) events
          = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_envelope_unref);
      g_autoptr (KtgExchangeAnswer) answer = NULL;

      for (guint i = 0; i < 250; i++)
        g_ptr_array_add (events, say (country, i == 0 ? &handing : &step, report_id, said));
      answer = ktg_test_device_exchange (country->devices[REGENCY], events, NULL);
      g_assert_cmpuint (answer->refused->len, ==, 0);
    }
  listen_for_news (country, NEIGHBOUR);
  g_assert_cmpuint (g_hash_table_size (country->held[NEIGHBOUR]), ==, 1001);
  ktg_envelope_unref (said[0]);
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

  g_test_add ("/lists/who-holds-what-follows-from-the-events-alone",
              Country,
              NULL,
              country_open,
              test_who_holds_what,
              country_close);
  g_test_add ("/lists/a-report-stays-where-it-was-filed",
              Country,
              NULL,
              country_open,
              test_filer_moves,
              country_close);
  g_test_add ("/lists/a-thousand-steps-cost-little",
              Country,
              NULL,
              country_open,
              test_thousand_steps,
              country_close);

  return g_test_run ();
}
