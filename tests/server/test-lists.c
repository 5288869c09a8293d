/* test-lists.c - what a server tells others, list by list
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-mark.h>
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
test_office_reviews (World *world, gconstpointer data)
{
  g_autofree char *report_id = ktg_random_dup_uuid ();
  g_autoptr (KtgEnvelope) filed = ktg_test_device_file (world->siti, report_id, NULL);
  g_autoptr (KtgExchangeAnswer) sent = ktg_test_device_send (world->siti, filed);
  g_autoptr (KtgEnvelope) review = NULL;
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

  review = ktg_test_device_review (world->office, report_id, "registered");
  decided = ktg_test_device_send (world->office, review);
  g_assert_cmpuint (decided->refused->len, ==, 0);
  back = ktg_test_device_exchange (world->siti, NULL, NULL);
  g_assert_cmpuint (ktg_test_news_count (back), ==, 1);
  event = ktg_test_news_get (back, 0);
  g_assert_cmpstr (event->envelope->id, ==, review->id);
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

/* What an office wrote itself is named, so that the hash of its list can be followed. */
static void
test_own_event_is_named (World *world, gconstpointer data)
{
  g_autofree char *report_id = ktg_random_dup_uuid ();
  g_autoptr (KtgEnvelope) filed = ktg_test_device_file (world->siti, report_id, NULL);
  g_autoptr (KtgExchangeAnswer) sent = ktg_test_device_send (world->siti, filed);
  g_autoptr (KtgEnvelope) review = ktg_test_device_review (world->office, report_id, "registered");
  g_autoptr (KtgExchangeAnswer) decided = ktg_test_device_send (world->office, review);
  g_autoptr (KtgMark) mark = ktg_mark_parse (ktg_test_news_get_at (decided, OFFICE));

  g_assert_cmpuint (ktg_test_news_count (decided), ==, 2);
  g_assert_null (ktg_test_news_get (decided, 1)->envelope);
  g_assert_cmpuint (ktg_test_news_get (decided, 1)->own, ==, 1);
  g_assert_cmpuint (mark->position, ==, 2);
  g_assert_cmpuint (mark->hash,
                    ==,
                    ktg_running_hash_next (ktg_running_hash_next (0, filed->id), review->id));
}

#define ADD(path, function) g_test_add (path, World, NULL, world_open, function, world_close)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (ktg_seal_init ());

  ADD ("/lists/an-office-decides-and-the-officer-learns-it", test_office_reviews);
  ADD ("/lists/what-comes-down-comes-in-pages", test_pages);
  ADD ("/lists/a-mark-of-another-list", test_mark_of_another_list);
  ADD ("/lists/an-own-event-is-named", test_own_event_is_named);

  return g_test_run ();
}
