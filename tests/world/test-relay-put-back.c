/* test-relay-put-back.c - a relay or the centre is put back, or loses rows: what was there comes
 * again
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-relay-scene.h"

#include <ktg-backup.h>
#include <ktg-life-table.h>
#include <ktg-query.h>
#include <ktg-seal-error.h>
#include <ktg-service.h>
#include <ktg-snapshot.h>
#include <ktg-writer-private.h>

#include <stdlib.h>
#include <string.h>

/* --- a folder is put back --- */

static void
run_command (char *command)
{
  g_assert_cmpint (system (command), ==, 0);
  g_free (command);
}

static void
copy (KtgTestServer *server)
{
  ktg_test_server_stop (server);
  run_command (g_strdup_printf ("cp -a '%s' '%s-copy'", server->folder, server->folder));
  ktg_test_server_start (server);
}

/* The life goes on. */
static void
copy_running (KtgTestServer *server, const char *name)
{
  g_autofree char *target = g_strdup_printf ("%s-%s", server->folder, name);
  g_autofree char *snapshot = NULL;
  g_autoptr (KtgBackup) backup = NULL;
  g_autoptr (GError) error = NULL;

  snapshot = ktg_snapshot_take (server->archive, NULL, &error);
  g_assert_no_error (error);
  backup = ktg_backup_new (server->folder, target, TRUE, &error);
  g_assert_no_error (error);
  ktg_backup_write (backup, snapshot, &error);
  g_assert_no_error (error);
}

/* It is stopped afterwards. */
static void
lay_back (KtgTestServer *server, const char *name)
{
  const char *folder = server->folder;

  ktg_test_server_stop (server);
  run_command (g_strdup_printf ("rm -r '%s' && mv '%s-%s' '%s'", folder, folder, name, folder));
}

static void
put_back (KtgTestServer *server, const char *name)
{
  lay_back (server, name);
  ktg_test_server_start (server);
}

static void
copy_relay (KtgRelayScene *scene)
{
  ktg_relay_scene_end_up (scene);
  copy (scene->relay);
  ktg_relay_scene_begin_up (scene);
}

static void
put_relay_back (KtgRelayScene *scene)
{
  ktg_relay_scene_end_up (scene);
  put_back (scene->relay, "copy");
  ktg_relay_scene_begin_up (scene);
}

/* --- the centre --- */

/* The centre is put back as it was before: what it lost comes again, and so do its receipts. */
static void
test_put_back (KtgRelayScene *scene, gconstpointer data)
{
  copy (scene->centre);
  ktg_relay_scene_file_report (scene);
  ktg_relay_scene_bring (scene);
  ktg_relay_scene_assert_listed (scene->centre, scene->report_id, "complete");

  put_back (scene->centre, "copy");
  ktg_relay_scene_assert_listed (scene->centre, scene->report_id, NULL);
  ktg_relay_scene_assert_fills_up (scene);
}

static gboolean
keep_life_work (KtgCatalog *catalog, gpointer life, GError **error)
{
  const KtgLifeBounds bounds = { 0, 1000, 1000, 1000 };

  return ktg_life_table_end (catalog->db, &bounds, error)
         && ktg_life_table_add (catalog->db, life, 0, error)
         && ktg_life_table_end (catalog->db, &bounds, error)
         && ktg_life_table_add (catalog->db, "AAAAAAAAAAAAAAAAAAAAAA", 0, error);
}

/* The folder that was put back says that all of this life stands, whatever is gone of it. */
static void
keep_life (KtgRelayScene *scene, const char *life)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgArchive) archive
      = ktg_archive_open (scene->centre->folder, ktg_service_get_now_ms, &error);

  g_assert_no_error (error);
  ktg_writer_run (ktg_archive_get_writer (archive), keep_life_work, (gpointer)life, &error);
  g_assert_no_error (error);
}

/* What no life says is gone the relay finds by itself, photo and all. */
static void
test_lost_within_a_life (KtgRelayScene *scene, gconstpointer data)
{
  g_autofree char *before = NULL;
  g_autofree char *life = NULL;

  ktg_relay_scene_file_report (scene);
  ktg_relay_scene_bring (scene);
  before = g_steal_pointer (&scene->report_id);
  copy (scene->centre);
  ktg_relay_scene_file_report (scene);
  ktg_relay_scene_bring (scene);
  life = ktg_archive_dup_life (scene->centre->archive);

  lay_back (scene->centre, "copy");
  keep_life (scene, life);
  ktg_test_server_start (scene->centre);
  ktg_relay_scene_assert_listed (scene->centre, before, "complete");
  ktg_relay_scene_assert_listed (scene->centre, scene->report_id, NULL);
  ktg_relay_scene_assert_fills_up (scene);
}

static gboolean
lose_events_work (KtgCatalog *catalog, gpointer data, GError **error)
{
  return ktg_db_execute (catalog->db,
                         "DELETE FROM event_file; DELETE FROM body; DELETE FROM event",
                         error);
}

/* It has another place then, and that the one before is empty stays known. */
static void
test_lost_rows (KtgRelayScene *scene, gconstpointer data)
{
  g_autofree char *said = NULL;
  g_autoptr (GError) error = NULL;

  ktg_relay_scene_file_report (scene);
  ktg_relay_scene_bring (scene);
  ktg_writer_run (ktg_archive_get_writer (scene->centre->archive), lose_events_work, NULL, &error);
  g_assert_no_error (error);
  ktg_test_server_restart (scene->centre);

  ktg_world_sync_run (scene->up);
  ktg_relay_scene_assert_listed (scene->centre, scene->report_id, "complete");
  g_assert_cmpint (ktg_test_server_run (scene->centre, &said, "verify", NULL), ==, 1);
  g_assert_nonnull (strstr (said, "index 1: its event is missing"));
  g_assert_nonnull (strstr (said, "1 events and 2 files checked, 1 wrong"));
}

static gboolean
count_links_work (KtgCatalog *catalog, gpointer n_links, GError **error)
{
  return ktg_query_get_int (catalog->db, "SELECT count (*) FROM link", NULL, n_links, error);
}

static gint64
count_links (KtgRelayScene *scene)
{
  gint64 n_links = 0;
  g_autoptr (GError) error = NULL;

  ktg_writer_run (ktg_archive_get_writer (scene->centre->archive),
                  count_links_work,
                  &n_links,
                  &error);
  g_assert_no_error (error);
  return n_links;
}

/* Who is who has no place that could be missing. Nobody has to write anything for it. */
static void
test_lost_links (KtgRelayScene *scene, gconstpointer data)
{
  g_autoptr (KtgTestDevice) dewi = NULL;
  gint64 n_links;

  ktg_world_sync_run (scene->up);
  n_links = count_links (scene);
  copy (scene->centre);
  dewi = ktg_test_server_new_device (scene->relay, KTG_ROLE_OFFICER, KTG_RELAY_SCENE_OFFICER);
  ktg_world_sync_run (scene->up);
  g_assert_cmpint (count_links (scene), ==, n_links + 1);

  put_back (scene->centre, "copy");
  g_assert_cmpint (count_links (scene), ==, n_links);
  ktg_world_sync_run (scene->up);
  g_assert_cmpint (count_links (scene), ==, n_links + 1);
  ktg_world_sync_run (scene->up);
  ktg_relay_scene_assert_sound (scene);
}

/* The text was there when the centre was copied, and was carried again with its photo after that.
 */
static void
test_put_back_to_text (KtgRelayScene *scene, gconstpointer data)
{
  ktg_relay_scene_hold_files (scene, TRUE);
  ktg_relay_scene_file_report (scene);
  ktg_relay_scene_bring (scene);
  copy (scene->centre);
  ktg_relay_scene_hold_files (scene, FALSE);
  ktg_relay_scene_bring (scene);
  ktg_relay_scene_assert_listed (scene->centre, scene->report_id, "complete");

  put_back (scene->centre, "copy");
  ktg_relay_scene_assert_listed (scene->centre, scene->report_id, "delivered");
  ktg_relay_scene_assert_fills_up (scene);
}

static void
file_at_centre (KtgRelayScene *scene)
{
  g_autoptr (KtgTestDevice) other
      = ktg_test_server_new_device (scene->centre, KTG_ROLE_OFFICER, KTG_RELAY_SCENE_OFFICER);
  g_autoptr (GBytes) photo
      = g_bytes_new_static (KTG_RELAY_SCENE_PHOTO, strlen (KTG_RELAY_SCENE_PHOTO));
  g_autoptr (KtgEnvelope) filed = ktg_test_device_file_photo (other, photo);
  g_autoptr (KtgExchangeAnswer) answer = ktg_test_device_send (other, filed);

  g_assert_cmpuint (answer->refused->len, ==, 0);
}

/* Put back to Monday by mistake, then to Tuesday: in between places were given that are others' on
 * Tuesday. */
static void
test_put_back_twice (KtgRelayScene *scene, gconstpointer data)
{
  ktg_world_sync_run (scene->up);
  copy_running (scene->centre, "monday");
  file_at_centre (scene);
  file_at_centre (scene);
  copy_running (scene->centre, "tuesday");
  put_back (scene->centre, "monday");
  ktg_relay_scene_file_words (scene);
  ktg_relay_scene_bring (scene);
  ktg_relay_scene_assert_listed (scene->centre, scene->report_id, "complete");

  put_back (scene->centre, "tuesday");
  ktg_relay_scene_assert_listed (scene->centre, scene->report_id, NULL);
  ktg_relay_scene_assert_fills_up (scene);
}

/* --- the relay --- */

/* A relay that is put back numbers its letters from there on, and the officer heard others of those
 * numbers. */
static void
test_relay_put_back (KtgRelayScene *scene, gconstpointer data)
{
  ktg_relay_scene_file_report (scene);
  ktg_world_sync_run (scene->sync);
  copy_relay (scene);
  ktg_world_sync_run (scene->up);
  ktg_relay_scene_assert_told (scene);

  put_relay_back (scene);
  ktg_relay_scene_file_words (scene);
  ktg_relay_scene_bring (scene);
  ktg_relay_scene_assert_told (scene);
  ktg_relay_scene_assert_sound (scene);
}

/* First to before the report, which then comes from above; then to before its officer brought it
 * again. She holds a receipt for it that stands. */
static void
test_relay_put_back_twice (KtgRelayScene *scene, gconstpointer data)
{
  ktg_world_sync_run (scene->sync);
  copy_relay (scene);
  ktg_relay_scene_hold_files (scene, TRUE);
  ktg_relay_scene_file_report (scene);
  ktg_relay_scene_bring (scene);
  put_relay_back (scene);
  ktg_world_sync_run (scene->up);
  ktg_relay_scene_assert_listed (scene->relay, scene->report_id, "delivered");

  copy_running (scene->relay, "copy");
  ktg_world_sync_run (scene->sync);
  put_relay_back (scene);
  ktg_relay_scene_hold_files (scene, FALSE);
  ktg_relay_scene_bring (scene);
  ktg_relay_scene_assert_listed (scene->centre, scene->report_id, "complete");
  ktg_relay_scene_assert_told (scene);
  ktg_relay_scene_assert_sound (scene);
}

/* A relay that was put back hands on an older word, which is only late. */
static void
test_old_book (KtgRelayScene *scene, gconstpointer data)
{
  guint64 known;

  ktg_world_sync_run (scene->up);
  copy_running (scene->relay, "copy");
  ktg_relay_scene_grow_book (scene);
  ktg_world_sync_run (scene->up);
  ktg_world_sync_run (scene->sync);
  known = ktg_relay_scene_get_known_book (scene);

  put_relay_back (scene);
  ktg_world_sync_run (scene->sync);
  g_assert_cmpuint (ktg_relay_scene_get_known_book (scene), ==, known);
  g_assert_cmpuint (ktg_store_get_server_notes (scene->officer->store)->alarms->len, ==, 0);
  ktg_relay_scene_assert_sound (scene);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (ktg_seal_init ());

#define ADD(name, function) KTG_RELAY_SCENE_ADD ("/relay-put-back/" name, function)
  ADD ("a-centre-that-was-put-back-fills-up-again", test_put_back);
  ADD ("what-no-life-says-is-gone-is-found", test_lost_within_a_life);
  ADD ("so-are-single-rows", test_lost_rows);
  ADD ("so-is-who-is-who", test_lost_links);
  ADD ("a-relay-that-was-put-back-hands-on-all-letters", test_relay_put_back);
  ADD ("a-centre-put-back-to-a-text-gets-its-photo-again", test_put_back_to_text);
  ADD ("a-centre-put-back-twice-fills-up-again", test_put_back_twice);
  ADD ("a-relay-put-back-twice-carries-what-it-was-told", test_relay_put_back_twice);
  ADD ("an-older-word-on-the-book-is-only-late", test_old_book);

  return g_test_run ();
}
