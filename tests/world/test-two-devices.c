/* test-two-devices.c - two devices, an office and the real server, cut apart and healed
 *
 * Stores, syncs, server and the links between them are in this process. Officers file, amend and
 * withdraw while connections are cut at drawn bytes, answers are swallowed, links stand still,
 * devices and server are closed and opened again. Then the links heal, and: the server holds every
 * report exactly once and every file byte for byte, both officers see all of it complete, the
 * office has the same history as they, and nobody's verification finds anything.
 *
 * What is drawn comes from one number; when threads are faster than one another does not.
 * KTG_SEEDS says how many numbers are tried, KTG_SEED which is the first.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-synced-device.h"

#include <ktg-picture-maker.h>

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#define N_PHOTOS 24
#define N_AUTHORS 2
#define N_ACTS 60
#define N_PUT_BACKS 10
#ifdef __SANITIZE_ADDRESS__ /* each start is slow */
#define N_PUT_BACK_WORLDS 1
#else
#define N_PUT_BACK_WORLDS 2
#endif
#define LONGEST_ACT_TURNS 160
#define HEARTBEAT_MS 1
#define NEAR "34.71.04.1002"
#define FAR_AWAY "35.15.01.2001"

static guint32    seed_under_way;
static GPtrArray *pool; /* (element-type KtgTakenPhoto) */
static struct
{
  guint   n_reports, n_events, n_files, n_crashes, n_restarts, n_wakes, n_steps, n_put_back;
  guint   n_connections, n_cut, n_swallowed, n_stalled, n_refused;
  guint64 n_bytes_up;
} tally;

typedef struct
{
  GRand           *chance;
  KtgWorldServer  *server;
  KtgSyncedDevice *authors[N_AUTHORS];
  KtgSyncedDevice *office;
  guint            n_put_backs; /* left; 0 in a world without */
  gboolean         by_hand;
  gboolean         is_backed_up;
  gboolean         is_unsure; /* what a device believes delivered may be lost */
} World;

static World *
world_new (guint32 seed)
{
  World           *world = g_new0 (World, 1);
  g_autofree char *near = NULL;
  g_autofree char *far_away = NULL;
  g_autofree char *office = NULL;

  world->chance = g_rand_new_with_seed (seed);
  world->server = ktg_world_server_new ();
  near = ktg_world_server_make_officer_code (world->server, "34.71.04");
  far_away = ktg_world_server_make_officer_code (world->server, "35.15");
  office = ktg_world_server_make_office_code (world->server, "34.71");
  world->authors[0] = ktg_synced_device_new (world->server, near, world->chance);
  world->authors[1] = ktg_synced_device_new (world->server, far_away, world->chance);
  world->office = ktg_synced_device_new (world->server, office, world->chance);
  ktg_world_server_confirm (world->server, ktg_store_get_device (world->office->device->store));

  return world;
}

static void
add_tally (const KtgSyncedDevice *device)
{
  const KtgLinkTally *link = ktg_cuttable_link_get_tally (device->link);

  tally.n_crashes += device->n_crashes;
  tally.n_wakes += device->n_wakes;
  tally.n_connections += link->n_connections;
  tally.n_cut += link->n_cut;
  tally.n_swallowed += link->n_swallowed;
  tally.n_stalled += link->n_stalled;
  tally.n_refused += link->n_refused;
  tally.n_bytes_up += link->n_bytes_up;
}

static void
world_free (World *world)
{
  for (guint i = 0; i < N_AUTHORS; i++)
    {
      add_tally (world->authors[i]);
      ktg_synced_device_free (world->authors[i]);
    }
  add_tally (world->office);
  ktg_synced_device_free (world->office);
  ktg_world_server_free (world->server);
  g_rand_free (world->chance);
  g_free (world);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (World, world_free)

/* --- photos --- */

static KtgTakenPhoto *
take_photo (const char *folder, int number)
{
  KtgTakenPhoto *photo = g_new0 (KtgTakenPhoto, 1);
  KtgPictureSpec large
      = { KTG_PICTURE_JPEG, 60 + number * 25, 60 + number * 12, 1, .has_noise = TRUE };
  KtgPictureSpec   small = { KTG_PICTURE_JPEG, 16 + number, 16, 1, .has_noise = TRUE };
  g_autofree char *name = g_strdup_printf ("%d.jpg", number);
  g_autoptr (GFile) file = NULL;

  photo->original = ktg_picture_make (&large);
  photo->preview = ktg_picture_make (&small);
  photo->sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, photo->original);
  photo->preview_sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, photo->preview);
  file = ktg_picture_write (folder, name, photo->original);
  photo->path = g_file_get_path (file);

  return photo;
}

static void
photo_free (KtgTakenPhoto *photo)
{
  g_remove (photo->path);
  g_free (photo->path);
  g_free (photo->sha256);
  g_free (photo->preview_sha256);
  g_bytes_unref (photo->original);
  g_bytes_unref (photo->preview);
  g_free (photo);
}

/* None to three different ones. */
static GPtrArray *
draw_photos (World *world)
{
  GPtrArray *photos = g_ptr_array_new ();
  guint      n = g_rand_int_range (world->chance, 0, 4);
  guint      first = g_rand_int_range (world->chance, 0, N_PHOTOS);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (photos, g_ptr_array_index (pool, (first + i * 7) % N_PHOTOS));

  return photos;
}

/* --- what happens --- */

static gboolean
beat_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

static void
wake_who_waits (World *world)
{
  for (guint i = 0; i < N_AUTHORS; i++)
    ktg_synced_device_wake_if_waiting (world->authors[i]);
  ktg_synced_device_wake_if_waiting (world->office);
}

static gboolean
are_at_rest (World *world)
{
  return ktg_synced_device_is_at_rest (world->authors[0])
         && ktg_synced_device_is_at_rest (world->authors[1])
         && ktg_synced_device_is_at_rest (world->office);
}

/* So many turns of the main loop, or until all is quiet; who waits is woken now and then. */
static void
let_live (World *world, guint n_turns)
{
  guint heartbeat = g_timeout_add (HEARTBEAT_MS, beat_cb, NULL);

  for (guint i = 0; i < n_turns && !are_at_rest (world); i++)
    {
      if (i % 16 == 0)
        wake_who_waits (world);
      g_main_context_iteration (NULL, TRUE);
    }
  g_source_remove (heartbeat);
}

/* A stop waits for uploads, which come no farther while this waits for the stop; so they are cut.
 */
static void
restart_server (World *world)
{
  for (guint i = 0; i < N_AUTHORS; i++)
    ktg_cuttable_link_drop (world->authors[i]->link);
  ktg_cuttable_link_drop (world->office->link);
  ktg_world_server_stop (world->server);
  let_live (world, g_rand_int_range (world->chance, 1, 60));
  ktg_world_server_start (world->server);
  tally.n_restarts++;
}

static char *
dup_filing (KtgSyncedDevice *author, const KtgFiledReport *filed)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgReportHeld) held = ktg_store_device_load (author->device, filed->id, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < ktg_history_get_n_entries (held->history); i++)
    if (ktg_history_get_entry (held->history, i)->event->kind == KTG_EVENT_FILED)
      return g_strdup (ktg_history_get_entry (held->history, i)->event_id);

  g_assert_not_reached ();
}

static void
take_step (World *world, KtgSyncedDevice *author)
{
  const KtgFiledReport *filed = ktg_synced_device_choose_delivered (author);
  g_autofree char      *filing = NULL;

  if (filed == NULL || strcmp (filed->region, NEAR) != 0)
    return;

  ((KtgFiledReport *)filed)->n_events++;
  filing = dup_filing (author, filed);
  ktg_world_server_take_step (world->server, filed->id, filing);
  tally.n_steps++;
}

static void
act (World *world)
{
  KtgSyncedDevice *author = world->authors[g_rand_int_range (world->chance, 0, N_AUTHORS)];
  g_autoptr (GPtrArray) photos = draw_photos (world);
  gboolean is_far = author == world->authors[1] && g_rand_boolean (world->chance);
  guint    what = g_rand_int_range (world->chance, 0, 20);

  if (what < 6)
    ktg_synced_device_file (author, is_far ? FAR_AWAY : NEAR, photos);
  else if (what < 9)
    ktg_synced_device_amend (author, photos);
  else if (what < 10)
    ktg_synced_device_withdraw (author);
  else if (what < 12)
    take_step (world, author);
  else if (what < 14)
    ktg_synced_device_crash (author);
  else if (what < 15)
    ktg_synced_device_crash (world->office);
  else if (what < 16)
    restart_server (world);
  else if (what < 17)
    ktg_synced_device_change_network (world->office);
  else
    ktg_synced_device_change_network (author);
  if (what < 10 && g_rand_int_range (world->chance, 0, 4) > 0)
    ktg_synced_device_press_button (author);
}

static void
live (World *world)
{
  KtgSyncedDevice *devices[] = { world->authors[0], world->authors[1], world->office };

  for (guint i = 0; i < G_N_ELEMENTS (devices); i++)
    {
      ktg_cuttable_link_break (devices[i]->link);
      ktg_synced_device_start (devices[i]);
    }
  for (guint i = 0; i < N_ACTS; i++)
    {
      act (world);
      let_live (world, g_rand_int_range (world->chance, 1, LONGEST_ACT_TURNS));
    }
  for (guint i = 0; i < G_N_ELEMENTS (devices); i++)
    ktg_synced_device_become_level (devices[i]);
  for (guint i = 0; i < N_AUTHORS; i++)
    tally.n_reports += world->authors[i]->filed->len;
}

/* --- what must be so after it --- */

/* Each report the server lists, by id; none twice. */
static GHashTable *
list_reports (World *world, JsonParser *parser)
{
  GHashTable      *reports = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *text = NULL;
  JsonArray       *array;

  g_assert_true (ktg_world_server_list (world->server, &text));
  g_assert_true (json_parser_load_from_data (parser, text, -1, NULL));
  array = json_node_get_array (json_parser_get_root (parser));
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *report = json_array_get_object_element (array, i);

      g_assert_true (
          g_hash_table_insert (reports,
                               (gpointer)json_object_get_string_member (report, "report"),
                               report));
    }

  return reports;
}

static void
assert_same_bytes (World *world, const char *sha256, GBytes *bytes)
{
  g_autofree char *place = g_strdup_printf ("%.2s", sha256);
  g_autofree char *path = g_build_filename (ktg_world_server_get_folder (world->server),
                                            "files",
                                            place,
                                            sha256,
                                            NULL);
  g_autofree char *held = NULL;
  gsize            size;

  g_assert_true (g_file_get_contents (path, &held, &size, NULL));
  g_assert_cmpmem (held, size, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  tally.n_files++;
}

static void
assert_held_by_server (World *world, GHashTable *listed, const KtgFiledReport *filed)
{
  JsonObject *report = g_hash_table_lookup (listed, filed->id);
  JsonArray  *files;

  g_assert_nonnull (report);
  files = json_object_get_array_member (report, "files");
  for (guint i = 0; i < json_array_get_length (files); i++)
    g_assert_true (
        json_object_get_boolean_member (json_array_get_object_element (files, i), "complete"));
  g_assert_cmpint (json_object_get_int_member (report, "events"), ==, filed->n_events);
  for (guint i = 0; i < filed->photos->len; i++)
    {
      const KtgTakenPhoto *photo = g_ptr_array_index (filed->photos, i);

      assert_same_bytes (world, photo->sha256, photo->original);
      assert_same_bytes (world, photo->preview_sha256, photo->preview);
    }
  tally.n_events += filed->n_events;
}

static void
assert_complete (KtgSyncedDevice *author, const KtgFiledReport *filed)
{
  const KtgSummaryFields *summary = ktg_store_device_get_summary (author->device, filed->id);

  g_assert_nonnull (summary);
  g_assert_cmpstr (ktg_state_get_name (summary->state), ==, "complete");
  g_assert_cmpint (summary->is_withdrawn, ==, filed->is_withdrawn);
  g_assert_cmpuint (summary->n_events, ==, filed->n_events);
  g_assert_cmpuint (summary->bytes_waiting, ==, 0);
}

static void
assert_same_history (KtgSyncedDevice *author, KtgSyncedDevice *office, const KtgFiledReport *filed)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgReportHeld) here = ktg_store_device_load (author->device, filed->id, &error);
  g_autoptr (KtgReportHeld) there = ktg_store_device_load (office->device, filed->id, &error);
  const KtgHistory *a = here->history;
  const KtgHistory *b = there->history;

  g_assert_no_error (error);
  g_assert_cmpuint (ktg_history_get_n_entries (a), ==, filed->n_events);
  g_assert_cmpuint (ktg_history_get_n_entries (b), ==, filed->n_events);
  for (guint i = 0; i < filed->n_events; i++)
    {
      g_assert_cmpstr (ktg_history_get_entry (a, i)->event_id,
                       ==,
                       ktg_history_get_entry (b, i)->event_id);
      g_assert_cmpuint (ktg_history_get_entry (a, i)->server_index,
                        ==,
                        ktg_history_get_entry (b, i)->server_index);
    }
  g_assert_cmpstr (ktg_history_get_version_id (a), ==, ktg_history_get_version_id (b));
  g_assert_cmpint (ktg_history_is_withdrawn (b), ==, filed->is_withdrawn);
  g_assert_cmpstr (ktg_history_get_report (b)->account, ==, filed->account);
  g_assert_true (ktg_report_equal (ktg_history_get_report (a), ktg_history_get_report (b)));
}

static void
assert_server_is_sound (World *world)
{
  g_autofree char *said = NULL;

  if (!ktg_world_server_verify (world->server, &said))
    g_error ("%s", said);
  g_assert_nonnull (strstr (said, " 0 wrong"));
}

static void
assert_device_is_sound (KtgSyncedDevice *device, guint n_reports)
{
  g_autoptr (KtgOwed) owed = ktg_store_device_load_owed (device->device);

  g_assert_cmpuint (owed->events->len + owed->files->len + owed->n_parked, ==, 0);
  g_assert_cmpuint (ktg_store_device_get_n_summaries (device->device), ==, n_reports);
  ktg_store_device_assert_sound (device->device);
}

static void
assert_level (World *world)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GHashTable) listed = list_reports (world, parser);
  guint n_reports = 0;
  guint n_near = 0;

  for (guint i = 0; i < N_AUTHORS; i++)
    {
      KtgSyncedDevice *author = world->authors[i];

      for (guint j = 0; j < author->filed->len; j++)
        {
          const KtgFiledReport *filed = g_ptr_array_index (author->filed, j);
          gboolean              is_near = strcmp (filed->region, NEAR) == 0;

          assert_held_by_server (world, listed, filed);
          assert_complete (author, filed);
          if (is_near)
            assert_same_history (author, world->office, filed);
          n_near += is_near;
        }
      n_reports += author->filed->len;
      assert_device_is_sound (author, author->filed->len);
    }
  g_assert_cmpuint (g_hash_table_size (listed), ==, n_reports);
  assert_device_is_sound (world->office, n_near);
  assert_server_is_sound (world);
}

/* --- a server that is put back --- */

static void
level_all (World *world)
{
  for (guint i = 0; i < N_AUTHORS; i++)
    ktg_synced_device_become_level (world->authors[i]);
  ktg_synced_device_become_level (world->office);
}

static void
go_on (World *world)
{
  KtgSyncedDevice *devices[] = { world->authors[0], world->authors[1], world->office };

  for (guint i = 0; i < G_N_ELEMENTS (devices); i++)
    {
      ktg_cuttable_link_break (devices[i]->link);
      ktg_synced_device_start (devices[i]);
    }
}

static void
drop_links (World *world)
{
  for (guint i = 0; i < N_AUTHORS; i++)
    ktg_cuttable_link_drop (world->authors[i]->link);
  ktg_cuttable_link_drop (world->office->link);
}

/* A folder that is copied by hand is known to be an old one only by receipts, so before it is put
 * back everybody has got theirs. */
static void
back_up_or_put_back (World *world)
{
  if (world->by_hand && world->is_backed_up)
    {
      level_all (world);
      go_on (world);
    }
  drop_links (world);
  if (world->is_backed_up)
    ktg_world_server_put_back (world->server);
  else
    ktg_world_server_back_up (world->server, world->by_hand);
  tally.n_put_back += world->is_backed_up;
  world->is_unsure |= world->is_backed_up;
  world->n_put_backs -= world->is_backed_up;
  world->is_backed_up = !world->is_backed_up;
}

static void
act_with_put_backs (World *world)
{
  KtgSyncedDevice *author = world->authors[g_rand_int_range (world->chance, 0, N_AUTHORS)];
  g_autoptr (GPtrArray) photos = draw_photos (world);
  guint what = g_rand_int_range (world->chance, 0, 12);

  if (what < 4)
    ktg_synced_device_file (author, NEAR, photos);
  else if (what < 6)
    ktg_synced_device_amend (author, photos);
  else if (what < 7 && !world->by_hand && !world->is_unsure)
    take_step (world, author);
  else if (what < 8)
    ktg_synced_device_crash (author);
  else if (what < 9)
    ktg_synced_device_change_network (world->office);
  else if (world->n_put_backs > 0)
    back_up_or_put_back (world);
  if (what < 7)
    ktg_synced_device_press_button (author);
}

static void
live_with_put_backs (World *world, gboolean by_hand)
{
  world->n_put_backs = N_PUT_BACKS;
  world->by_hand = by_hand;
  go_on (world);
  while (world->n_put_backs > 0)
    {
      act_with_put_backs (world);
      let_live (world, g_rand_int_range (world->chance, 1, LONGEST_ACT_TURNS));
    }
  level_all (world);
  ktg_world_server_say_steps_again (world->server);
  level_all (world);
}

static void
test_put_back (gconstpointer by_hand)
{
  for (guint32 seed = 1; seed <= N_PUT_BACK_WORLDS; seed++)
    {
      g_autoptr (World) world = NULL;

      seed_under_way = seed;
      world = world_new (seed);
      live_with_put_backs (world, GPOINTER_TO_INT (by_hand));
      assert_level (world);
    }
  g_test_message ("%u times a server was put back", tally.n_put_back);
}

/* --- seeds --- */

/* A failed assertion aborts: say which number shows it. */
static void
aborted_cb (int number)
{
  g_printerr ("# it was KTG_SEED=%u KTG_SEEDS=1\n", seed_under_way);
}

static guint32
read_number (const char *name, guint32 fallback)
{
  const char *text = g_getenv (name);

  return text != NULL ? (guint32)strtoul (text, NULL, 10) : fallback;
}

static void
test_all_become_level (void)
{
  guint32 first = read_number ("KTG_SEED", 1);
  guint32 n_seeds = read_number ("KTG_SEEDS", 10);

  for (guint32 seed = first; seed - first < n_seeds; seed++)
    {
      g_autoptr (World) world = NULL;

      seed_under_way = seed;
      world = world_new (seed);
      live (world);
      assert_level (world);
    }
  g_test_message ("seeds %u to %u: %u reports with %u events and %u files",
                  first,
                  first + n_seeds - 1,
                  tally.n_reports,
                  tally.n_events,
                  tally.n_files);
  g_test_message ("%u steps, %u devices and %u servers closed and opened, %u wakes",
                  tally.n_steps,
                  tally.n_crashes,
                  tally.n_restarts,
                  tally.n_wakes);
  g_test_message ("%u connections: %u cut, %u with a lost answer, %u stood still, %u refused; "
                  "%" G_GUINT64_FORMAT " bytes up",
                  tally.n_connections,
                  tally.n_cut,
                  tally.n_swallowed,
                  tally.n_stalled,
                  tally.n_refused,
                  tally.n_bytes_up);
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = NULL;
  int              status;

  g_test_init (&argc, &argv, NULL);
  signal (SIGABRT, aborted_cb);
  folder = g_dir_make_tmp ("ktg-world-XXXXXX", NULL);
  pool = g_ptr_array_new_with_free_func ((GDestroyNotify)photo_free);
  for (int i = 0; i < N_PHOTOS; i++)
    g_ptr_array_add (pool, take_photo (folder, i));

  g_test_add_func ("/two-devices/cut-apart-and-healed-all-become-level", test_all_become_level);
  g_test_add_data_func ("/two-devices/a-server-put-back-ten-times-fills-up-again",
                        GINT_TO_POINTER (FALSE),
                        test_put_back);
  g_test_add_data_func ("/two-devices/a-server-put-back-ten-times-by-hand-fills-up-again",
                        GINT_TO_POINTER (TRUE),
                        test_put_back);
  status = g_test_run ();
  g_ptr_array_unref (pool);
  g_rmdir (folder);

  return status;
}
