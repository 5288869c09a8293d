/* test-level.c - a carrier asks whether what it brought is still here
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-budgets.h>
#include <ktg-level.h>
#include <ktg-test-link.h>
#include <ktg-test-server.h>

#include <string.h>

#define NOTHING 0
#define SOMETHING 1

typedef struct
{
  KtgTestServer *server;
  KtgTestDevice *siti; /* who wrote it */
  KtgTestDevice *budi; /* who carries it */
} World;

static void
world_open (World *world, gconstpointer data)
{
  world->server = ktg_test_server_new ();
  ktg_test_server_start (world->server);
  world->siti = ktg_test_server_new_device (world->server, KTG_ROLE_OFFICER, "34.71.04");
  world->budi = ktg_test_server_new_device (world->server, KTG_ROLE_OFFICER, "34.04.05");
}

static void
world_close (World *world, gconstpointer data)
{
  ktg_test_device_free (world->siti);
  ktg_test_device_free (world->budi);
  ktg_test_server_free (world->server);
}

/* --- to ask --- */

static KtgExchangeRequest *
new_question (const char *of, guint64 sum)
{
  KtgExchangeRequest *message = ktg_exchange_request_new ();

  g_ptr_array_add (message->level, ktg_level_range_new (of, sum));
  return message;
}

/* The one range in which @asker brought something else than it says; NULL: there is none. */
static KtgLevelGap *
ask (KtgTestDevice *asker, const char *of, guint64 sum)
{
  g_autoptr (KtgExchangeRequest) message = new_question (of, sum);
  g_autoptr (KtgExchangeAnswer) answer = ktg_test_device_say (asker, message);

  g_assert_cmpuint (answer->level->len, <=, 1);
  if (answer->level->len == 0)
    return NULL;

  g_assert_cmpstr (((KtgLevelGap *)g_ptr_array_index (answer->level, 0))->of, ==, of);
  return ktg_level_gap_copy (g_ptr_array_index (answer->level, 0));
}

static void
assert_level (KtgTestDevice *asker, const char *of, guint64 sum)
{
  g_autoptr (KtgLevelGap) gap = ask (asker, of, sum);

  g_assert_null (gap);
}

/* @asker brought of this author the numbers from @first on, so many. */
static void
assert_has (KtgTestDevice *asker, const char *author, guint64 first, guint64 n)
{
  g_autoptr (KtgLevelGap) gap = ask (asker, author, SOMETHING);

  g_assert_nonnull (gap);
  g_assert_cmpuint (gap->has->len, ==, n > 0 ? 2 : 0);
  if (n == 0)
    return;

  g_assert_cmpuint (g_array_index (gap->has, guint64, 0), ==, first);
  g_assert_cmpuint (g_array_index (gap->has, guint64, 1), ==, n);
}

/* --- what is said --- */

/* Texts alone, too; and again after a start, when it is added up from the rows. */
static void
test_carried (World *world, gconstpointer data)
{
  const char      *siti = ktg_test_device_get_key (world->siti);
  g_autofree char *start = g_strndup (siti, 2);
  g_autoptr (KtgEnvelope) first = ktg_test_device_file (world->siti, NULL, NULL);
  g_autoptr (KtgEnvelope) second = ktg_test_device_file (world->siti, NULL, NULL);
  g_autoptr (KtgEnvelope) third = ktg_test_device_file (world->siti, NULL, NULL);
  g_autoptr (KtgExchangeAnswer) sent = ktg_test_device_send (world->siti, first);
  g_autoptr (KtgExchangeRequest) message = ktg_exchange_request_new ();
  g_autoptr (KtgExchangeAnswer) carried = NULL;
  guint64 sum = ktg_level_add (ktg_level_add (0, second->id), third->id);

  g_ptr_array_add (message->carry, ktg_envelope_ref (third));
  g_ptr_array_add (message->carry, ktg_envelope_ref (second));
  g_ptr_array_add (message->texts, g_strdup (third->id));
  carried = ktg_test_device_say (world->budi, message);
  g_assert_cmpuint (carried->refused->len, ==, 0);

  for (guint turn = 0; turn < 2; turn++)
    {
      assert_level (world->budi, "", sum);
      assert_level (world->budi, start, sum);
      assert_level (world->budi, siti, sum);
      assert_has (world->budi, siti, 2, 2);
      ktg_test_server_restart (world->server);
    }
}

/* What says who is who is of its author's numbers, too, known or not. */
static void
test_carried_link (World *world, gconstpointer data)
{
  g_autoptr (KtgSigningKey) root = ktg_test_server_load_root (world->server);
  g_autoptr (KtgSigningKey) relay = ktg_signing_key_new ();
  g_autoptr (KtgEnvelope) link = ktg_test_link_admit_node (root, 2, relay, "relay", "officer");
  const char *author = ktg_signing_key_get_public (root);
  g_autoptr (KtgExchangeAnswer) first = ktg_test_device_carry (world->budi, link, NULL);
  g_autoptr (KtgExchangeAnswer) second = ktg_test_device_carry (world->siti, link, NULL);

  g_assert_cmpuint (first->refused->len + second->refused->len, ==, 0);
  assert_level (world->budi, author, ktg_level_add (0, link->id));
  assert_level (world->siti, "", ktg_level_add (0, link->id));
  assert_has (world->siti, author, 2, 1);
}

/* Of what somebody did not bring he hears what he hears of nobody. */
static void
test_of_others (World *world, gconstpointer data)
{
  const char *siti = ktg_test_device_get_key (world->siti);
  g_autoptr (KtgSigningKey) nobody = ktg_signing_key_new ();
  g_autoptr (KtgEnvelope) filed = ktg_test_device_file (world->siti, NULL, NULL);
  g_autoptr (KtgExchangeAnswer) sent = ktg_test_device_send (world->siti, filed);
  g_autoptr (KtgEnvelope) withdrawn = ktg_test_device_withdraw (world->siti, "Salah orang.");
  g_autoptr (KtgTestDevice) dewi
      = ktg_test_server_new_device (world->server, KTG_ROLE_OFFICER, "34.04.05");
  g_autoptr (KtgExchangeAnswer) carried = ktg_test_device_carry (dewi, withdrawn, NULL);

  assert_level (world->budi, "", NOTHING);
  assert_level (world->budi, siti, NOTHING);
  assert_has (world->budi, siti, 0, 0);
  assert_has (world->budi, ktg_signing_key_get_public (nobody), 0, 0);
  assert_level (dewi, siti, ktg_level_add (0, withdrawn->id));
  assert_level (world->siti, siti, NOTHING); /* his own he hears of by `lacks` */
}

/* An answer to texts is as short as can be. */
static void
test_with_texts (World *world, gconstpointer data)
{
  g_autoptr (KtgExchangeRequest) message = new_question ("", SOMETHING);
  g_autoptr (KtgExchangeAnswer) answer = NULL;

  g_ptr_array_add (message->events, ktg_test_device_file (world->siti, NULL, NULL));
  answer = ktg_test_device_say (world->siti, message);
  g_assert_cmpuint (answer->level->len, ==, 0);
}

/* --- what is refused --- */

static void
assert_refused (KtgTestDevice *device, const char *json, guint status, const char *type)
{
  g_autoptr (GBytes) body = g_bytes_new (json, strlen (json));
  const KtgTestRequest request = { .body = body };
  g_autoptr (KtgTestReply) reply = ktg_test_device_ask (device, "POST", "/v1/exchange", &request);
  g_autofree char *problem = ktg_test_reply_dup_problem (reply);

  g_assert_cmpuint (reply->status, ==, status);
  g_assert_cmpstr (problem, ==, type);
}

#define SUM "\"sum\":\"000000000000\""

static void
test_nonsense (World *world, gconstpointer data)
{
  static const char *const messages[] = {
    "{\"level\":1000000000}",
    "{\"level\":[1000000000]}",
    "{\"level\":[{\"of\":\"\"}]}",
    "{\"level\":[{" SUM "}]}",
    "{\"level\":[{\"of\":\"\",\"sum\":\"00000000000\"}]}",
    "{\"level\":[{\"of\":\"\",\"sum\":0}]}",
    "{\"level\":[{\"of\":\"\"," SUM ",\"to\":\"b\"}]}",
    "{\"level\":[{\"of\":\"~\"," SUM "}]}",
    "{\"level\":[{\"of\":\"a\"," SUM "},{\"of\":\"ab\"," SUM "}]}",
    "{\"level\":[{\"of\":\"\"," SUM "},{\"of\":\"a\"," SUM "}]}",
    "{\"level\":[{\"of\":\"a\"," SUM "},{\"of\":\"a\"," SUM "}]}",
    "{\"level\":[{\"of\":\"b\"," SUM "},{\"of\":\"a\"," SUM "}]}",
    "{\"level\":[{\"of\":\"12345678901234567890123456789012345678901234\"," SUM "}]}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (messages); i++)
    assert_refused (world->budi, messages[i], 400, "request");
}

/* So many beginnings that no two of which are in each other, as long as this. */
static char *
write_ranges (guint n, guint n_chars)
{
  GString *json = g_string_new ("{\"level\":[");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (json, "%s{\"of\":\"%0*u\"," SUM "}", i > 0 ? "," : "", (int)n_chars, i);
  g_string_append (json, "]}");
  return g_string_free (json, FALSE);
}

static void
test_too_many (World *world, gconstpointer data)
{
  static const struct
  {
    guint n_most;
    guint n_chars;
  } cases[] = { { KTG_LEVEL_MAX_RANGES, 4 }, { KTG_LEVEL_MAX_KEYS, KTG_LEVEL_KEY_CHARS } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *at = write_ranges (cases[i].n_most, cases[i].n_chars);
      g_autofree char *over = write_ranges (cases[i].n_most + 1, cases[i].n_chars);

      assert_refused (world->budi, at, 200, NULL);
      assert_refused (world->budi, over, 400, "request");
    }
}

/* It counts as so many requests: half as many as are taken at once would not be too many else. */
static void
test_price (World *world, gconstpointer data)
{
  g_autoptr (KtgExchangeRequest) message = new_question ("", NOTHING);
  g_autoptr (GBytes) body = ktg_exchange_request_write (message);
  const KtgTestRequest request = { .body = body };
  guint                status = 200;
  guint                n_asked = 0;

  for (; status == 200 && n_asked < KTG_BUDGET_REQUESTS_AT_ONCE / 2; n_asked++)
    {
      g_autoptr (KtgTestReply) reply
          = ktg_test_device_ask (world->budi, "POST", "/v1/exchange", &request);

      status = reply->status;
    }

  g_assert_cmpuint (status, ==, 429);
}

#define ADD(path, func) g_test_add ("/level/" path, World, NULL, world_open, func, world_close)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (ktg_seal_init ());

  ADD ("what-somebody-carried-is-added-up", test_carried);
  ADD ("so-is-who-is-who", test_carried_link);
  ADD ("of-what-others-brought-nothing-is-said", test_of_others);
  ADD ("where-texts-come-it-waits", test_with_texts);
  ADD ("what-means-nothing-is-refused", test_nonsense);
  ADD ("so-is-what-is-too-much", test_too_many);
  ADD ("it-has-its-price", test_price);

  return g_test_run ();
}
