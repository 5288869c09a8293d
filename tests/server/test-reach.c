/* test-reach.c - who may see what, every role against every place, by every way out
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-random.h>
#include <ktg-reach.h>
#include <ktg-sha256.h>
#include <ktg-test-news.h>
#include <ktg-test-server.h>

#include <string.h>

typedef struct
{
  KtgRole     role;
  const char *region;
  gboolean    sees_own;    /* filed by a device of 34.71.04, happened in 34.71.04.1002 */
  gboolean    sees_moved;  /* filed by a device of 33.74.01, happened in 34.71.04.1002 */
  gboolean    sees_placed; /* filed by a device of 34.71.04, happened in 33.74.01.1001 */
  gboolean    sees_far;    /* filed and happened in 33.74.01 */
} Viewer;

static const Viewer viewers[] = {
  { KTG_ROLE_OFFICER, "34.71.04", FALSE, FALSE, FALSE, FALSE },
  { KTG_ROLE_OFFICER, "34", FALSE, FALSE, FALSE, FALSE },
  { KTG_ROLE_OFFICE, "34", TRUE, TRUE, TRUE, FALSE },
  { KTG_ROLE_OFFICE, "34.71", TRUE, TRUE, TRUE, FALSE },
  { KTG_ROLE_OFFICE, "34.71.04", TRUE, TRUE, TRUE, FALSE },
  { KTG_ROLE_OFFICE, "34.71.05", FALSE, FALSE, FALSE, FALSE },
  { KTG_ROLE_OFFICE, "34.71.04.1002", TRUE, TRUE, FALSE, FALSE },
  { KTG_ROLE_OFFICE, "34.7", FALSE, FALSE, FALSE, FALSE },
  { KTG_ROLE_OFFICE, "33.74", FALSE, TRUE, TRUE, TRUE },
  { KTG_ROLE_CENTRE, "", TRUE, TRUE, TRUE, TRUE },
  { KTG_ROLE_CENTRE, "34", TRUE, TRUE, TRUE, FALSE },
};

static gboolean
sees (const Viewer *viewer, gboolean is_revoked, const char *region, const char *place)
{
  g_autoptr (KtgDevice) device
      = ktg_device_new (7, "key", viewer->role, viewer->region, is_revoked);
  KtgScope scope = { .filer = 1, .author = 2, .region = region, .place = place };

  return ktg_reach_can_see (device, &scope);
}

static void
test_matrix (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (viewers); i++)
    {
      const Viewer *viewer = &viewers[i];

      g_assert_cmpint (sees (viewer, FALSE, "34.71.04", "34.71.04.1002"), ==, viewer->sees_own);
      g_assert_cmpint (sees (viewer, FALSE, "33.74.01", "34.71.04.1002"), ==, viewer->sees_moved);
      g_assert_cmpint (sees (viewer, FALSE, "34.71.04", "33.74.01.1001"), ==, viewer->sees_placed);
      g_assert_cmpint (sees (viewer, FALSE, "33.74.01", "33.74.01.1001"), ==, viewer->sees_far);
      g_assert_false (sees (viewer, TRUE, "34.71.04", "34.71.04.1002"));
    }
}

static void
test_own (void)
{
  g_autoptr (KtgDevice) device = ktg_device_new (7, "key", KTG_ROLE_OFFICER, "34.71.04", FALSE);
  KtgScope filed = { .filer = 7, .author = 2, .region = "", .place = "" };
  KtgScope wrote = { .filer = 0, .author = 7, .region = "", .place = "" };
  KtgScope neither = { .filer = 0, .author = 2, .region = "34.71.04", .place = "34.71.04" };

  g_assert_true (ktg_reach_can_see (device, &filed));
  g_assert_true (ktg_reach_can_see (device, &wrote));
  g_assert_false (ktg_reach_can_see (device, &neither));
  g_assert_false (ktg_reach_can_review (device, &filed));
}

/* --- by every way out of a real server --- */

typedef struct
{
  KtgTestServer *server;
  KtgTestDevice *siti; /* of 34.71.04; her reports happen in 34.71.04.1002 */
  GBytes        *photo;
  char          *path;
} World;

static void
world_open (World *world)
{
  g_autofree char *sha256 = NULL;
  g_autoptr (KtgEnvelope) filed = NULL;
  g_autoptr (KtgTestReply) patched = NULL;

  world->server = ktg_test_server_new ();
  ktg_test_server_start (world->server);
  world->siti = ktg_test_server_new_device (world->server, KTG_ROLE_OFFICER, "34.71.04");
  world->photo = g_bytes_new_static ("photo", 5);
  sha256 = ktg_sha256_of_bytes (world->photo);
  world->path = g_strconcat ("/v1/files/", sha256, NULL);

  filed = ktg_test_device_file_photo (world->siti, world->photo);
  ktg_exchange_answer_free (ktg_test_device_send (world->siti, filed));
  patched = ktg_test_device_patch (world->siti, sha256, 0, world->photo, TRUE);
  g_assert_cmpuint (patched->status, ==, 200);
}

static void
world_close (World *world)
{
  ktg_test_device_free (world->siti);
  ktg_test_server_free (world->server);
  g_bytes_unref (world->photo);
  g_free (world->path);
}

static void
assert_gets (KtgTestDevice *device, World *world, gboolean may_see)
{
  g_autoptr (KtgTestReply) reply = ktg_test_device_ask (device, "GET", world->path, NULL);

  g_assert_cmpuint (reply->status, ==, may_see ? 200 : 404);
  g_assert_true (reply->is_proven);
  if (may_see)
    {
      g_assert_true (g_bytes_equal (reply->content, world->photo));
      g_assert_cmpstr (ktg_test_reply_get_header (reply, "content-disposition"), ==, "attachment");
      g_assert_cmpstr (ktg_test_reply_get_header (reply, "content-type"),
                       ==,
                       "application/octet-stream");
    }
}

static void
test_ways_out (void)
{
  World world;

  world_open (&world);
  assert_gets (world.siti, &world, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (viewers); i++)
    {
      const Viewer *viewer = &viewers[i];
      g_autoptr (KtgTestDevice) device
          = ktg_test_server_new_device (world.server, viewer->role, viewer->region);
      g_autoptr (KtgExchangeAnswer) answer = ktg_test_device_exchange (device, NULL, NULL);
      g_autoptr (KtgTestReply) head = ktg_test_device_ask (device, "HEAD", world.path, NULL);

      g_assert_cmpuint (ktg_test_news_count (answer), ==, viewer->sees_own ? 1 : 0);
      assert_gets (device, &world, viewer->sees_own);
      g_assert_cmpuint (head->status, ==, 404);
    }
  world_close (&world);
}

static void
test_owed_by_another (void)
{
  World            world;
  g_autofree char *sha256 = NULL;
  g_autoptr (KtgTestDevice) budi = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autoptr (KtgTestReply) reply = NULL;
  g_autoptr (KtgExchangeAnswer) answer = NULL;
  g_autofree char *text = NULL;
  KtgTestRequest   request = { 0 };

  world_open (&world);
  budi = ktg_test_server_new_device (world.server, KTG_ROLE_OFFICER, "34.71.04");
  sha256 = ktg_sha256_of_bytes (world.photo);
  text = g_strdup_printf ("{\"events\":[],\"files\":[\"%s\"]}", sha256);
  body = g_bytes_new (text, strlen (text));
  request.body = body;
  reply = ktg_test_device_ask (budi, "POST", "/v1/exchange", &request);
  answer = ktg_exchange_answer_parse (reply->content, NULL, NULL);
  g_assert_cmpuint (answer->missing->len, ==, 0);
  g_assert_cmpuint (answer->receipts->len, ==, 0);
  world_close (&world);
}

/* --- a place that its filer amends --- */

/* Siti's report, its events by number. */
typedef struct
{
  char        *id;
  KtgEnvelope *events[5];
} Moved;

/* Filed in 34.71, moved to 33.74, and back, and to 33.74 once more; then taken back. */
static void
moved_make (Moved *self, World *world)
{
  static const char *const places[] = { "33.74.01.1001", "34.71.04.1002", "33.74.02.1001" };

  self->id = ktg_random_dup_uuid ();
  self->events[0]
      = ktg_test_device_file_there (world->siti, self->id, "34.71.04.1002", world->photo);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    self->events[i + 1]
        = ktg_test_device_move (world->siti, self->id, self->events[i]->id, places[i]);
  self->events[4] = ktg_test_device_amend (world->siti, self->id, self->events[3]->id);
}

static void
moved_clear (Moved *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->events); i++)
    ktg_envelope_unref (self->events[i]);
  g_free (self->id);
}

/* How often an event came in these answers. */
static guint
count_event (const KtgExchangeAnswer *answer, const char *id)
{
  guint n = 0;

  for (guint i = 0; i < ktg_test_news_count (answer); i++)
    {
      const KtgIndexedEvent *event = ktg_test_news_get (answer, i);

      n += event->envelope != NULL && g_str_equal (event->envelope->id, id) ? 1 : 0;
    }

  return n;
}

static void
send_moved (World *world, KtgEnvelope *event)
{
  g_autoptr (KtgExchangeAnswer) answer = ktg_test_device_send (world->siti, event);

  g_assert_cmpuint (answer->refused->len, ==, 0);
}

/* The office of the new place has the report whole, with its photo, from any mark. */
static void
test_place_that_moves (void)
{
  World world;
  Moved moved;
  g_autoptr (KtgTestDevice) office = NULL;
  g_autoptr (KtgTestDevice) district = NULL;
  g_autoptr (KtgTestDevice) other = NULL;
  g_autoptr (KtgExchangeAnswer) before = NULL;
  g_autoptr (KtgExchangeAnswer) after = NULL;
  g_autoptr (KtgExchangeAnswer) whole = NULL;
  g_autoptr (KtgExchangeAnswer) at_district = NULL;
  g_autoptr (KtgExchangeAnswer) elsewhere = NULL;

  world_open (&world);
  moved_make (&moved, &world);
  office = ktg_test_server_new_device (world.server, KTG_ROLE_OFFICE, "33.74");
  district = ktg_test_server_new_device (world.server, KTG_ROLE_OFFICE, "33.74.01");
  other = ktg_test_server_new_device (world.server, KTG_ROLE_OFFICE, "33.75");

  send_moved (&world, moved.events[0]);
  before = ktg_test_device_exchange (office, NULL, NULL);
  g_assert_cmpuint (ktg_test_news_count (before), ==, 0);
  assert_gets (office, &world, FALSE);
  send_moved (&world, moved.events[1]);
  assert_gets (office, &world, TRUE);
  after = ktg_test_device_exchange (office, NULL, "33.74:0:000000000000");
  g_assert_cmpuint (ktg_test_news_count (after), ==, 2);
  send_moved (&world, moved.events[2]);
  send_moved (&world, moved.events[3]);

  whole = ktg_test_device_exchange (office, NULL, ktg_test_news_get_at (after, "33.74"));
  g_assert_cmpuint (count_event (whole, moved.events[2]->id), ==, 1);
  g_assert_cmpuint (count_event (whole, moved.events[3]->id), ==, 1);
  g_assert_cmpuint (ktg_test_news_count (whole), ==, 2);
  at_district = ktg_test_device_exchange (district, NULL, NULL);
  g_assert_cmpuint (ktg_test_news_count (at_district), ==, 2); /* and not what came later */
  elsewhere = ktg_test_device_exchange (other, NULL, NULL);
  g_assert_cmpuint (ktg_test_news_count (elsewhere), ==, 0);

  g_assert_cmpint (ktg_test_server_run (world.server, NULL, "verify", NULL), ==, 0);
  moved_clear (&moved);
  world_close (&world);
}

/* In whatever order they come, the office that is to have it has all of it, once. */
static void
test_place_that_moves_in_any_order (void)
{
  static const guint orders[][5] = {
    { 4, 3, 2, 1, 0 }, { 1, 0, 3, 2, 4 }, { 2, 4, 0, 3, 1 }, { 3, 0, 1, 4, 2 }, { 0, 4, 1, 3, 2 },
  };
  World world;
  g_autoptr (KtgTestDevice) office = NULL;

  world_open (&world);
  office = ktg_test_server_new_device (world.server, KTG_ROLE_OFFICE, "33.74");
  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      g_autoptr (KtgExchangeAnswer) answer = NULL;
      Moved moved;

      moved_make (&moved, &world);
      for (guint j = 0; j < 5; j++)
        send_moved (&world, moved.events[orders[i][j]]);
      answer = ktg_test_device_exchange (office, NULL, NULL);
      for (guint j = 0; j < 4; j++)
        g_assert_cmpuint (count_event (answer, moved.events[j]->id), ==, 1);
      moved_clear (&moved);
    }
  world_close (&world);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (ktg_seal_init ());

  g_test_add_func ("/reach/every-role-against-every-place", test_matrix);
  g_test_add_func ("/reach/what-is-ones-own-one-sees", test_own);
  g_test_add_func ("/reach/every-way-out-asks", test_ways_out);
  g_test_add_func ("/reach/a-place-that-moves", test_place_that_moves);
  g_test_add_func ("/reach/a-place-that-moves-in-any-order", test_place_that_moves_in_any_order);
  g_test_add_func ("/reach/to-name-a-hash-gives-nothing-away", test_owed_by_another);

  return g_test_run ();
}
