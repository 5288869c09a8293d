/* test-relay-lists.c - who is told what, at the centre and at a relay, from any mark
 *
 * A place that is amended, a report that is handed to another region and back, an officer who is
 * given another region, and one who comes from the centre to a relay: each office has what it is to
 * have, and nothing more, at both servers, whatever of its list it knows.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-routing.h"
#include "ktg-world-relay.h"
#include "ktg-world-sync.h"

#include <ktg-enrol-json.h>
#include <ktg-query.h>
#include <ktg-random.h>
#include <ktg-seal-error.h>
#include <ktg-writer-private.h>

#include <string.h>

#define MOST_SAID 8

typedef struct
{
  KtgTestServer   *centre;
  KtgTestServer   *relay;
  KtgArchiveParty *party;
  KtgSync         *up;
  KtgTestDevice   *siti;  /* an officer of the relay, 34.71.04 */
  KtgTestDevice   *dewi;  /* one of the centre, 34.71.06 */
  KtgTestDevice   *city;  /* the office of 34.71, at the centre */
  KtgTestDevice   *other; /* that of 33.74 */
  GBytes          *photo;
  char            *report_id;
  KtgEnvelope     *said[MOST_SAID];
  guint            n_said;
} World;

/* Of which of what was said, by its number, a list consists. */
typedef struct
{
  const char *region;
  guint       said; /* a bit each */
} Held;

/* --- the beginning --- */

static void
set_up (World *world, gconstpointer data)
{
  world->centre = ktg_test_server_new ();
  ktg_test_server_start (world->centre);
  world->relay = ktg_world_relay_new (world->centre);
  world->up = ktg_world_relay_begin_up (world->relay->archive, &world->party);
  world->siti = ktg_test_server_new_device (world->relay, KTG_ROLE_OFFICER, "34.71.04");
  world->dewi = ktg_test_server_new_device (world->centre, KTG_ROLE_OFFICER, "34.71.06");
  world->city = ktg_test_server_new_device (world->centre, KTG_ROLE_OFFICE, "34.71");
  world->other = ktg_test_server_new_device (world->centre, KTG_ROLE_OFFICE, "33.74");
  world->photo = g_bytes_new_static ("photo", 5);
  world->report_id = ktg_random_dup_uuid ();
}

static void
tear_down (World *world, gconstpointer data)
{
  KtgTestDevice *devices[] = { world->siti, world->dewi, world->city, world->other };

  for (guint i = 0; i < G_N_ELEMENTS (devices); i++)
    ktg_test_device_free (devices[i]);
  for (guint i = 0; i < world->n_said; i++)
    ktg_envelope_unref (world->said[i]);
  ktg_world_relay_end_up (world->up, world->party);
  ktg_test_server_free (world->relay);
  ktg_test_server_free (world->centre);
  g_bytes_unref (world->photo);
  g_free (world->report_id);
}

/* --- what is said --- */

/* @envelope is taken; the relay and the centre meet. */
static const char *
say (World *world, KtgTestDevice *device, KtgEnvelope *envelope)
{
  g_autoptr (KtgExchangeAnswer) answer = ktg_test_device_send (device, envelope);

  g_assert_cmpuint (answer->refused->len, ==, 0);
  world->said[world->n_said++] = envelope;
  ktg_world_sync_run (world->up);
  return envelope->id;
}

static const char *
file_at (World *world, KtgTestDevice *device, const char *place)
{
  g_free (world->report_id);
  world->report_id = ktg_random_dup_uuid ();
  return say (world,
              device,
              ktg_test_device_file_there (device, world->report_id, place, world->photo));
}

static const char *
move_to (World *world, const char *replaces, const char *place)
{
  return say (world,
              world->siti,
              ktg_test_device_move (world->siti, world->report_id, replaces, place));
}

/* --- who is told it --- */

typedef struct
{
  const char *sql;
  const char *scope;
  GPtrArray  *texts; /* (element-type utf8) */
} Reading;

static gboolean
read_work (KtgCatalog *catalog, gpointer data, GError **error)
{
  Reading *reading = data;

  g_clear_pointer (&reading->texts, g_ptr_array_unref);
  if (!ktg_routing_catch_up (catalog->db, error))
    return FALSE;

  reading->texts = ktg_query_list_texts (catalog->db,
                                         reading->sql,
                                         KTG_WITH (KTG_TEXT (reading->scope)),
                                         error);
  return reading->texts != NULL;
}

static GPtrArray *
read_list (KtgTestServer *server, const char *sql, const char *scope)
{
  Reading reading = { sql, scope, NULL };
  g_autoptr (GError) error = NULL;

  ktg_writer_run (ktg_archive_get_writer (server->archive), read_work, &reading, &error);
  g_assert_no_error (error);
  return reading.texts;
}

static guint
find_said (World *world, const char *id)
{
  for (guint i = 0; i < world->n_said; i++)
    if (g_str_equal (world->said[i]->id, id))
      return i;

  g_assert_not_reached ();
}

static void
assert_list (World *world, KtgTestServer *server, const Held *held)
{
  static const char events[] = "SELECT lower (hex (event.id)) FROM feed JOIN event"
                               " ON event.idx = feed.event WHERE scope = ? ORDER BY position";
  g_autoptr (GPtrArray) ids = read_list (server, events, held->region);
  guint said = 0;

  for (guint i = 0; i < ids->len; i++)
    {
      guint bit = 1u << find_said (world, g_ptr_array_index (ids, i));

      g_assert_false (said & bit);
      said |= bit;
    }
  if (said != held->said)
    g_error ("%s at the %s: %x, not %x",
             held->region,
             server == world->relay ? "relay" : "centre",
             said,
             held->said);
}

/* How much of a list an answer brings, own events, too. */
static guint
count_of_scope (const KtgExchangeAnswer *answer, const char *scope)
{
  g_autofree char *prefix = g_strconcat (scope, ":", NULL);

  for (guint i = 0; i < answer->scopes->len; i++)
    {
      const KtgScopeNews *news = g_ptr_array_index (answer->scopes, i);

      if (g_str_has_prefix (news->at, prefix))
        return news->events->len;
    }

  return 0;
}

/* From each mark of the list what stands behind it comes, no more and no less. */
static void
assert_from_any_mark (KtgTestServer *server, KtgTestDevice *office, const char *scope)
{
  static const char marks[] = "SELECT printf ('%s:%d:%012x', scope, position, hash) FROM feed"
                              " WHERE scope = ? ORDER BY position";
  g_autoptr (GPtrArray) all = read_list (server, marks, scope);
  g_autoptr (KtgExchangeAnswer) whole = ktg_test_device_exchange (office, NULL, NULL);

  g_assert_cmpuint (count_of_scope (whole, scope), ==, all->len);
  for (guint i = 0; i < all->len; i++)
    {
      g_autoptr (KtgExchangeAnswer) answer
          = ktg_test_device_exchange (office, NULL, g_ptr_array_index (all, i));

      g_assert_false (answer->asks_marks);
      g_assert_cmpuint (count_of_scope (answer, scope), ==, all->len - i - 1);
    }
}

/* What the centre says of who a device is; it shows that to the relay, and is let in. */
static KtgTestDevice *
go_to_relay (World *world, KtgTestDevice *device)
{
  KtgTestDevice *there = ktg_test_server_new_stranger (world->relay, device->key);
  g_autoptr (KtgTestReply) asked = ktg_test_device_enrol (device, NULL);
  g_autoptr (KtgAccount) account = ktg_account_json_parse (asked->content, NULL);
  g_autoptr (KtgTestReply) shown = NULL;

  g_assert_nonnull (account);
  shown = ktg_test_device_introduce (there,
                                     (KtgEnvelope *const *)account->chain->pdata,
                                     account->chain->len);
  g_assert_cmpuint (shown->status, ==, 200);
  there->seq = device->seq;
  there->prev = g_strdup (device->prev);
  return there;
}

static void
assert_held (World *world, const Held *lists, guint n_lists)
{
  KtgTestDevice *offices[] = { world->city, world->other };
  const char    *regions[] = { "34.71", "33.74" };

  for (guint i = 0; i < n_lists; i++)
    {
      assert_list (world, world->centre, &lists[i]);
      assert_list (world, world->relay, &lists[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (offices); i++)
    {
      g_autoptr (KtgTestDevice) at_relay = go_to_relay (world, offices[i]);

      assert_from_any_mark (world->centre, offices[i], regions[i]);
      assert_from_any_mark (world->relay, at_relay, regions[i]);
    }
  ktg_test_server_assert_sound (world->centre);
  ktg_test_server_assert_sound (world->relay);
}

#define ASSERT_HELD(world, ...)                                                                    \
  G_STMT_START                                                                                     \
  {                                                                                                \
    const Held lists[] = { __VA_ARGS__ };                                                          \
    assert_held (world, lists, G_N_ELEMENTS (lists));                                              \
  }                                                                                                \
  G_STMT_END

/* --- the tests --- */

/* Filed in 34.71, moved to 33.74, back, and to 33.74 again, but elsewhere. */
static void
test_place_that_moves (World *world, gconstpointer data)
{
  const char *version = file_at (world, world->siti, "34.71.04.1002");

  ASSERT_HELD (world, { "34.71", 0x1 }, { "33.74", 0 }, { "34.71.04.1002", 0x1 });
  version = move_to (world, version, "33.74.01.1001");
  version = move_to (world, version, "34.71.04.1002");
  version = move_to (world, version, "33.74.02.1001");
  ASSERT_HELD (world,
               { "34.71", 0xf },
               { "34", 0xf },
               { "33.74", 0xf },
               { "33.74.01", 0x3 },
               { "33.74.02", 0xf },
               { "33.75", 0 });
}

/* What an office hands on goes with all that was said, and comes back with all that was added. */
static void
test_handed_on (World *world, gconstpointer data)
{
  const char *filing = file_at (world, world->siti, "34.71.04.1002");

  say (world,
       world->city,
       ktg_test_device_step (world->city, world->report_id, filing, filing, NULL));
  ASSERT_HELD (world, { "34.71", 0x3 }, { "33.74", 0 });
  say (world,
       world->city,
       ktg_test_device_step (world->city, world->report_id, filing, filing, "33.74"));
  ASSERT_HELD (world, { "34.71", 0x7 }, { "33.74", 0x7 }, { "33.74.01", 0 });
  say (world,
       world->other,
       ktg_test_device_step (world->other, world->report_id, filing, filing, "34.71"));
  move_to (world, filing, "34.71.05.1001");
  ASSERT_HELD (world, { "34.71", 0x1f }, { "33.74", 0x1f }, { "33.75", 0 });
}

static void
give_region (KtgTestServer *server, KtgTestDevice *device, const char *region)
{
  g_autofree char *code = ktg_test_server_make_code (server, KTG_ROLE_OFFICER, region);
  g_autoptr (KtgTestReply) reply = ktg_test_device_enrol (device, code);

  g_assert_cmpuint (reply->status, ==, 200);
}

/* A newer word of the relay: what she filed before stays where it was. */
static void
test_officer_moves (World *world, gconstpointer data)
{
  file_at (world, world->siti, "34.71.04.1002");
  give_region (world->relay, world->siti, "34.04.07");
  file_at (world, world->siti, "34.04.07.2001");
  ASSERT_HELD (world,
               { "34.71", 0x1 },
               { "34.04", 0x2 },
               { "34.04.07", 0x2 },
               { "34", 0x3 },
               { "33.74", 0 });
}

/* She filed at the centre, is given another region there, and files at the relay from then on. */
static void
test_officer_moves_behind_relay (World *world, gconstpointer data)
{
  g_autoptr (KtgTestDevice) there = NULL;
  const char *filing = file_at (world, world->dewi, "34.71.06.1002");

  ASSERT_HELD (world, { "34.71", 0x1 }, { "34.04", 0 });
  give_region (world->centre, world->dewi, "34.04.07");
  there = go_to_relay (world, world->dewi);
  say (world, there, ktg_test_device_move (there, world->report_id, filing, "34.71.05.1001"));
  file_at (world, there, "34.04.07.2001");
  ASSERT_HELD (world,
               { "34.71", 0x3 },
               { "34.71.06", 0x3 },
               { "34.71.05", 0x3 },
               { "34.04", 0x4 },
               { "34", 0x7 },
               { "33.74", 0 });
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (ktg_seal_init ());

#define ADD(name, function)                                                                        \
  g_test_add ("/relay-lists/" name, World, NULL, set_up, function, tear_down)
  ADD ("a-place-that-moves", test_place_that_moves);
  ADD ("a-report-that-is-handed-on-and-back", test_handed_on);
  ADD ("an-officer-who-is-given-another-region", test_officer_moves);
  ADD ("an-officer-who-comes-from-the-centre-to-a-relay", test_officer_moves_behind_relay);

  return g_test_run ();
}
