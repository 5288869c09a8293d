/* test-relay-worlds.c - officers, two offices, a relay and the centre, cut apart and healed
 *
 * By chance somebody files, amends, withdraws or decides, and somebody meets his server. In the end
 * all meet until nobody has anything left to say: then every office folds every case alike, each
 * officer his own, and nothing is lost, doubled or falsely said. Then the centre loses rows,
 * without a life that says so, and has them again. All of it real, in one process.
 *
 * In other worlds all of them talk at once, over links that cut connections at drawn bytes, lose
 * answers, stand still or refuse, in the middle of exchanges and files; and the same is so once the
 * links are healed. More seeds: KTG_SEEDS.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-cuttable-link.h"
#include "ktg-world-relay.h"
#include "ktg-world-sync.h"

#include <ktg-archive-party.h>
#include <ktg-query.h>
#include <ktg-seal-error.h>
#include <ktg-store-error.h>
#include <ktg-writer-private.h>

#include <stdlib.h>
#include <string.h>

#define OFFICERS 3 /* two of them know the relay only */
#define OFFICER_OF_ANOTHER_REGENCY 1
#define MEMBERS 5
#define ACTS 60
#define ROUNDS_AT_MOST 12
#define RUNS_AT_MOST 60
#define LINKS (MEMBERS + 1) /* the relay's upwards is the last */
#define HEARTBEAT_MS 1
#define LONGEST_ACT_TURNS 40
#define STUCK_US (3 * G_TIME_SPAN_SECOND)
#define LONGEST_PHOTO_BYTES (200 * 1024)

static const char *const places[] = { "34.71.06.1002", "34.04.07.2001", "34.71.04.1001" };
static const char *const steps[] = { "received", "registered", "not_registered", "stopped" };

/* A device with its store. */
typedef struct
{
  KtgStoreDevice *device;
  KtgSync        *sync;
  GPtrArray      *filed; /* (element-type utf8) ids of its reports */
} Member;

typedef struct
{
  GRand           *chance;
  KtgPack         *pack;
  KtgTestServer   *centre;
  KtgTestServer   *relay;
  KtgArchiveParty *party;
  KtgSync         *up;
  Member           members[MEMBERS]; /* the officers, then the offices */
  KtgCuttableLink *links[LINKS];     /* of each of them; or NULL */
  gboolean         has_links;        /* that break */
  guint            n_steps;
  guint            n_differing; /* cases whose heads differ in the end */
  guint            n_differing_before, n_broken;
} World;

/* --- the beginning --- */

static guint
get_port (KtgTestServer *server)
{
  g_autofree char *url = ktg_test_server_dup_url (server);

  return (guint)strtoul (strrchr (url, ':') + 1, NULL, 10);
}

/* Where @server is reached by link number @i, which is made where links break. */
static char *
dup_url (World *world, guint i, KtgTestServer *server)
{
  if (!world->has_links)
    return ktg_test_server_dup_url (server);

  world->links[i] = ktg_cuttable_link_new (get_port (server), world->chance);
  return g_strdup_printf ("http://127.0.0.1:%u", ktg_cuttable_link_get_port (world->links[i]));
}

/* The relay reaches the centre by the last link. */
static void
move_up (World *world)
{
  g_autofree char *url = dup_url (world, MEMBERS, world->centre);
  KtgParty        *party = KTG_PARTY (world->party);
  g_autoptr (KtgAccount) account = ktg_account_copy (ktg_party_get_account (party));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_free (account->url);
  account->url = g_steal_pointer (&url);
  ktg_party_set_account_async (party, account, ktg_store_device_answered_cb, &result);
  ktg_party_set_account_finish (party, ktg_store_device_wait_for (&result), &error);
  g_assert_no_error (error);
}

static void
enrol (World *world, Member *self, KtgTestServer *server, KtgRole role, const char *region)
{
  g_autofree char *url = dup_url (world, (guint)(self - world->members), server);

  self->filed = g_ptr_array_new_with_free_func (g_free);
  self->device = ktg_store_device_new ();
  ktg_store_device_reopen (self->device);
  ktg_store_use_pack_async (self->device->store, world->pack, NULL, NULL);
  self->sync = ktg_world_sync_enrol_at (self->device, server, url, role, region);
}

static void
world_open (World *world, guint seed, gboolean has_links)
{
  *world = (World){ .chance = g_rand_new_with_seed (seed), .has_links = has_links };
  world->pack = ktg_store_device_read_procedure ();
  world->centre = ktg_test_server_new ();
  ktg_test_server_start (world->centre);
  world->relay = ktg_world_relay_new (world->centre);
  world->up = ktg_world_relay_begin_up (world->relay->archive, &world->party);
  move_up (world);
  enrol (world, &world->members[0], world->relay, KTG_ROLE_OFFICER, "34.71.06");
  enrol (world, &world->members[1], world->relay, KTG_ROLE_OFFICER, "34.04.07");
  enrol (world, &world->members[2], world->centre, KTG_ROLE_OFFICER, "34.71.04");
  enrol (world, &world->members[3], world->centre, KTG_ROLE_OFFICE, "34.71");
  enrol (world, &world->members[4], world->centre, KTG_ROLE_OFFICE, "34");
}

static void
world_close (World *world)
{
  for (guint i = 0; i < MEMBERS; i++)
    {
      ktg_world_sync_free (world->members[i].sync);
      ktg_store_device_free (world->members[i].device);
      g_ptr_array_unref (world->members[i].filed);
    }
  ktg_world_relay_end_up (world->up, world->party);
  for (guint i = 0; i < LINKS; i++)
    ktg_cuttable_link_free (world->links[i]);
  ktg_test_server_free (world->relay);
  ktg_test_server_free (world->centre);
  ktg_pack_free (world->pack);
  g_rand_free (world->chance);
}

/* --- what happens --- */

static guint
pick (World *world, guint n)
{
  return (guint)g_rand_int_range (world->chance, 0, (gint32)n);
}

static KtgReport *
write_report (World *world)
{
  const char      *evidence[] = { NULL };
  g_autofree char *account = g_strdup_printf ("What happened, %u.", g_rand_int (world->chance));
  KtgReport       *report = ktg_store_device_new_report (account, evidence);

  g_free (report->place_region);
  report->place_region = g_strdup (places[pick (world, G_N_ELEMENTS (places))]);
  return report;
}

static void
file_report (World *world, Member *self)
{
  g_autoptr (KtgReport) report = write_report (world);
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (self->filed, ktg_store_device_file (self->device, NULL, report, &error));
  g_assert_no_error (error);
}

/* What is withdrawn stays so, and says so. */
static void
amend (World *world, Member *self)
{
  g_autoptr (KtgReport) report = write_report (world);

  ktg_store_device_amend (self->device,
                          g_ptr_array_index (self->filed, pick (world, self->filed->len)),
                          report,
                          NULL);
}

static void
withdraw (World *world, Member *self)
{
  ktg_store_device_withdraw (self->device,
                             g_ptr_array_index (self->filed, pick (world, self->filed->len)),
                             NULL);
}

static void
file_photo (World *world, Member *self)
{
  guint            n_bytes = (guint)g_rand_int_range (world->chance, 1, LONGEST_PHOTO_BYTES);
  g_autofree char *number = g_strdup_printf ("%08x", g_rand_int (world->chance));
  g_autofree char *rest = g_strnfill (n_bytes, 'p');
  g_autofree char *photo = g_strconcat (number, rest, NULL);

  g_ptr_array_add (self->filed, ktg_store_device_file_photo (self->device, photo, number));
}

static void
act_as_officer (World *world)
{
  Member *self = &world->members[pick (world, OFFICERS)];
  guint   what = pick (world, 6);

  if (world->has_links && what < 2)
    file_photo (world, self);
  else if (what < 3 || self->filed->len == 0)
    file_report (world, self);
  else if (what < 5)
    amend (world, self);
  else
    withdraw (world, self);
}

static const char *
pick_known (World *world, Member *office)
{
  GListModel *list = ktg_store_get_summaries (office->device->store);
  guint       n = g_list_model_get_n_items (list);
  g_autoptr (KtgSummary) summary = n > 0 ? g_list_model_get_item (list, pick (world, n)) : NULL;

  return summary != NULL ? g_intern_string (ktg_summary_get (summary)->id) : NULL;
}

/* By what it holds; what the procedure does not allow is kept as well. */
static void
take_step (World *world, Member *office, const char *id, const char *step)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgReportHeld) held = ktg_store_device_load (office->device, id, &error);
  g_autofree char *event = NULL;
  KtgMoment        moment = ktg_world_sync_get_now ();
  KtgEvent        *said;

  g_assert_no_error (error);
  if (held->folded == NULL)
    return;

  said = ktg_case_begin_step (held->folded, ktg_store_get_device (office->device->store), step);
  said->step->reason = g_strdup ("So it was decided.");
  event = ktg_store_device_act (office->device, id, said, &moment, &error);
  /* Where all talk at once another step may have come since. */
  if (world->has_links && g_error_matches (error, KTG_STORE_ERROR, KTG_STORE_ERROR_MOVED_ON))
    return;

  g_assert_no_error (error);
  world->n_steps++;
}

static void
decide (World *world)
{
  Member     *office = &world->members[OFFICERS + pick (world, MEMBERS - OFFICERS)];
  const char *id = pick_known (world, office);

  if (id != NULL)
    take_step (world, office, id, steps[pick (world, G_N_ELEMENTS (steps))]);
}

static void
meet (World *world)
{
  guint who = pick (world, MEMBERS + 1);

  ktg_world_sync_run (who < MEMBERS ? world->members[who].sync : world->up);
}

/* --- links that break --- */

static KtgSync *
get_sync (World *world, guint i)
{
  return i < MEMBERS ? world->members[i].sync : world->up;
}

static gboolean
beat_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

static void
wake_if_waiting (KtgSync *sync)
{
  KtgSyncPhase phase = ktg_sync_get_progress (sync)->phase;

  if (phase == KTG_SYNC_OFFLINE || phase == KTG_SYNC_WAITING)
    ktg_sync_wake (sync);
}

/* So many turns of the main loop, in which all talk; who waits is woken now and then. */
static void
let_live (World *world, guint n_turns)
{
  guint heartbeat = g_timeout_add (HEARTBEAT_MS, beat_cb, NULL);

  for (guint turn = 0; turn < n_turns; turn++)
    {
      for (guint i = 0; turn % 16 == 0 && i < LINKS; i++)
        wake_if_waiting (get_sync (world, i));
      g_main_context_iteration (NULL, TRUE);
    }
  g_source_remove (heartbeat);
}

/* And a request that has stood still until now has done so for seconds. */
static void
change_network (World *world)
{
  ktg_world_sync_pass (STUCK_US);
  ktg_sync_wake (get_sync (world, pick (world, LINKS)));
}

static void
live (World *world)
{
  for (guint i = 0; i < LINKS; i++)
    {
      ktg_cuttable_link_break (world->links[i]);
      ktg_sync_start (get_sync (world, i));
    }
  for (guint i = 0; i < ACTS; i++)
    {
      guint what = pick (world, 10);

      if (what < 3)
        act_as_officer (world);
      else if (what < 6)
        decide (world);
      else if (what < 7)
        ktg_cuttable_link_drop (world->links[pick (world, LINKS)]);
      else
        change_network (world);
      let_live (world, 1 + pick (world, LONGEST_ACT_TURNS));
    }
}

static void
heal_links (World *world)
{
  for (guint i = 0; i < LINKS; i++)
    {
      const KtgLinkTally *tally = ktg_cuttable_link_get_tally (world->links[i]);
      guint               n_runs = 0;

      world->n_broken += tally->n_cut + tally->n_swallowed + tally->n_stalled + tally->n_refused;
      ktg_sync_stop (get_sync (world, i));
      ktg_cuttable_link_heal (world->links[i]);
      while (!ktg_world_sync_try (get_sync (world, i)))
        g_assert_cmpuint (++n_runs, <, RUNS_AT_MOST);
    }
}

/* --- in the end --- */

static gboolean
is_level (World *world)
{
  for (guint i = 0; i < MEMBERS; i++)
    {
      g_autoptr (KtgOwed) owed = ktg_store_device_load_owed (world->members[i].device);

      if (owed->events->len + owed->files->len > 0)
        return FALSE;
    }

  return TRUE;
}

static void
heal (World *world)
{
  for (guint round = 0; round < ROUNDS_AT_MOST; round++)
    {
      gboolean was_level = is_level (world);

      for (guint i = 0; i < MEMBERS; i++)
        ktg_world_sync_run (world->members[i].sync);
      ktg_world_sync_run (world->up);
      if (was_level && round > 3)
        return;
    }
}

/* State and heads, in one line; NULL: it is not here. */
static char *
dup_state (Member *self, const char *id)
{
  g_autoptr (KtgReportHeld) held = ktg_store_device_load (self->device, id, NULL);
  GString   *text;
  GPtrArray *heads;

  if (held == NULL || held->folded == NULL)
    return NULL;

  text = g_string_new (ktg_case_is_conflict (held->folded) ? KTG_CASE_CONFLICT " " : "");
  g_string_append (text, ktg_case_get_state (held->folded));
  heads = ktg_case_get_heads (held->folded);
  for (guint i = 0; i < heads->len; i++)
    g_string_append_printf (text, " %s", ((KtgCaseEntry *)g_ptr_array_index (heads, i))->event_id);
  g_string_append_printf (text,
                          "; %u steps; %s",
                          ktg_case_get_steps (held->folded)->len,
                          ktg_history_get_version_id (held->history));
  return g_string_free (text, FALSE);
}

/* The province sees all. The regency sees all of its own officers' reports; of another's it hears
 * no more once the place is moved away. */
static void
assert_same (World *world)
{
  Member *province = &world->members[4];

  for (guint i = 0; i < OFFICERS; i++)
    for (guint k = 0; k < world->members[i].filed->len; k++)
      {
        const char      *id = g_ptr_array_index (world->members[i].filed, k);
        g_autofree char *of_province = dup_state (province, id);
        g_autofree char *of_office = dup_state (&world->members[3], id);
        g_autofree char *own = dup_state (&world->members[i], id);

        world->n_differing += strstr (of_province, KTG_CASE_CONFLICT) != NULL;
        g_assert_cmpstr (own, ==, of_province);
        if (i != OFFICER_OF_ANOTHER_REGENCY)
          g_assert_cmpstr (of_office, ==, of_province);
      }
}

/* The province stands above both, and says one of them once more. */
static void
end_conflict (World *world, Member *province, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgReportHeld) held = ktg_store_device_load (province->device, id, &error);
  const KtgCaseEntry *head;
  g_autofree char    *code = NULL;

  g_assert_no_error (error);
  if (!ktg_case_is_conflict (held->folded))
    return;

  head = g_ptr_array_index (ktg_case_get_heads (held->folded), 0);
  code = g_strdup (head->event->step->code);
  take_step (world, province, id, code);
}

static void
end_conflicts (World *world)
{
  for (guint i = 0; i < OFFICERS; i++)
    for (guint k = 0; k < world->members[i].filed->len; k++)
      end_conflict (world, &world->members[4], g_ptr_array_index (world->members[i].filed, k));
}

static void
assert_held_by_centre (World *world)
{
  for (guint i = 0; i < OFFICERS; i++)
    for (guint k = 0; k < world->members[i].filed->len; k++)
      {
        const char *id = g_ptr_array_index (world->members[i].filed, k);
        g_autoptr (GError) error = NULL;
        g_autoptr (KtgReportHeld) held
            = ktg_store_device_load (world->members[i].device, id, &error);

        g_assert_no_error (error);
        g_assert_cmpstr (held->holder, ==, "centre");
      }
}

static void
assert_sound (World *world)
{
  ktg_test_server_assert_sound (world->centre);
  ktg_test_server_assert_sound (world->relay);
  for (guint i = 0; i < MEMBERS; i++)
    ktg_store_device_assert_sound (world->members[i].device);
}

/* --- what the centre loses --- */

static gboolean
find_events_work (KtgCatalog *catalog, gpointer ids, GError **error)
{
  return ktg_query_find_text (catalog->db,
                              "SELECT group_concat (hex (id)) FROM"
                              " (SELECT id FROM event UNION SELECT id FROM link ORDER BY id)",
                              NULL,
                              ids,
                              error);
}

static char *
dup_events (World *world)
{
  g_autoptr (GError) error = NULL;
  char *ids = NULL;

  ktg_writer_run (ktg_archive_get_writer (world->centre->archive), find_events_work, &ids, &error);
  g_assert_no_error (error);
  return ids;
}

/* A third of what was done, and what the relay said of its officers. */
static gboolean
lose_work (KtgCatalog *catalog, gpointer rest, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("DELETE FROM event_file WHERE event %% 3 = %u;"
                                          "DELETE FROM body WHERE idx %% 3 = %u;"
                                          "DELETE FROM event WHERE idx %% 3 = %u;"
                                          "DELETE FROM link WHERE number IN"
                                          " (SELECT -event FROM carriage WHERE event < 0)",
                                          *(guint *)rest,
                                          *(guint *)rest,
                                          *(guint *)rest);

  return ktg_db_execute (catalog->db, sql, error);
}

static void
assert_has_again (World *world)
{
  guint            rest = pick (world, 3);
  g_autofree char *before = dup_events (world);
  g_autofree char *lost = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  ktg_writer_run (ktg_archive_get_writer (world->centre->archive), lose_work, &rest, &error);
  g_assert_no_error (error);
  ktg_test_server_restart (world->centre);
  lost = dup_events (world);
  g_assert_cmpstr (lost, !=, before);
  heal (world);
  after = dup_events (world);
  g_assert_cmpstr (after, ==, before);
}

/* By what was said of each: nobody is in two minds, and nothing is somewhere else. */
static void
assert_alike (World *world)
{
  heal (world);
  assert_same (world);
  world->n_differing_before = world->n_differing;
  end_conflicts (world);
  heal (world);
  world->n_differing = 0;
  assert_same (world);
  g_assert_cmpuint (world->n_differing, ==, 0);
  assert_held_by_centre (world);
  assert_sound (world);
  assert_has_again (world);
}

static void
act_and_meet (World *world)
{
  for (guint i = 0; i < ACTS; i++)
    {
      guint what = pick (world, 10);

      if (what < 2)
        act_as_officer (world);
      else if (what < 5)
        decide (world);
      else
        meet (world);
    }
}

/* What all worlds had. */
typedef struct
{
  guint n_steps, n_differing, n_broken;
} Tally;

static void
play (guint seed, gboolean has_links, Tally *tally)
{
  World world;

  g_test_message ("seed %u", seed);
  world_open (&world, seed, has_links);
  if (has_links)
    {
      live (&world);
      heal_links (&world);
    }
  else
    act_and_meet (&world);
  assert_alike (&world);
  tally->n_steps += world.n_steps;
  tally->n_differing += world.n_differing_before;
  tally->n_broken += world.n_broken;
  world_close (&world);
}

static void
play_all (gboolean has_links, Tally *tally)
{
  const char *wanted = g_getenv ("KTG_SEEDS");
  guint       n_seeds = wanted != NULL ? (guint)atoi (wanted) : 3;
  const char *first = g_getenv ("KTG_FIRST_SEED");
  guint       from = first != NULL ? (guint)atoi (first) : 1;

  for (guint i = 0; i < n_seeds; i++)
    play (from + i, has_links, tally);
  g_test_message ("%u worlds, %u steps, %u cases that differ in the end, %u connections that broke",
                  n_seeds,
                  tally->n_steps,
                  tally->n_differing,
                  tally->n_broken);
  g_assert_cmpuint (tally->n_steps, >, 0);
}

static void
test_worlds (void)
{
  Tally tally = { 0 };

  play_all (FALSE, &tally);
}

static void
test_links_that_break (void)
{
  Tally tally = { 0 };

  play_all (TRUE, &tally);
  g_assert_cmpuint (tally.n_broken, >, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (ktg_seal_init ());
  g_test_add_func ("/relay-worlds/all-fold-alike-once-they-met", test_worlds);
  g_test_add_func ("/relay-worlds/all-fold-alike-whatever-links-broke", test_links_that_break);

  return g_test_run ();
}
