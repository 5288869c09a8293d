/* test-old-folders.c - a data folder that a program of before left
 *
 * tests/data/server-1 has three devices and three files. Of the first file, which device 1 names, a
 * part is here; so it is of the second, which 1 and 2 name. The third is whole: 1 and 2 named it
 * before it was, 3 afterwards.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-archive-file-table.h"
#include "ktg-archive.h"
#include "ktg-digest.h"
#include "ktg-life-table.h"
#include "ktg-life.h"
#include "ktg-server-key.h"
#include "ktg-upload-table.h"
#include "ktg-writer-private.h"

#include <ktg-fault-disk.h>
#include <ktg-query.h>
#include <ktg-test-link.h>

#include <errno.h>
#include <glib/gstdio.h>

#define PART_BYTES 1000

static const char of_one[] = "65a228c46ac02fce89eba46ca7d13a34bd075769c0778dcd3d59081a6681f962";
static const char of_two[] = "302a0cbd971a04f897c9b8661b09aced323e829c4c6094666d107eda5069cfeb";
static const char whole[] = "d8c82e62299b67c1999b51867c6f226586f4b239e5c48b72949d6ef7cd89c777";

static gint64
get_now_ms (void)
{
  return g_get_real_time () / 1000;
}

static void
copy_into (const char *from, const char *to)
{
  g_autoptr (GDir) folder = g_dir_open (from, 0, NULL);
  const char *name;

  g_assert_nonnull (folder);
  g_assert_cmpint (g_mkdir_with_parents (to, 0700), ==, 0);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *source = g_build_filename (from, name, NULL);
      g_autofree char *target = g_build_filename (to, name, NULL);
      g_autofree char *bytes = NULL;
      gsize            n_bytes;

      if (g_file_test (source, G_FILE_TEST_IS_DIR))
        {
          copy_into (source, target);
          continue;
        }
      g_assert_true (g_file_get_contents (source, &bytes, &n_bytes, NULL));
      g_assert_true (g_file_set_contents_full (target,
                                               bytes,
                                               (gssize)n_bytes,
                                               G_FILE_SET_CONTENTS_NONE,
                                               0600,
                                               NULL));
    }
}

static char *
copy_folder (void)
{
  g_autofree char *golden = g_test_build_filename (G_TEST_DIST, "data", "server-1", NULL);
  char            *folder = g_dir_make_tmp ("ktg-old-XXXXXX", NULL);

  copy_into (golden, folder);
  return folder;
}

typedef struct
{
  gint64        device;
  const char   *sha256;
  KtgUploadRow *row;
} Search;

static gboolean
find (KtgCatalog *catalog, gpointer data, GError **error)
{
  KtgDb  *db = catalog->db;
  Search *search = data;

  return ktg_upload_table_find (db, search->device, search->sha256, &search->row, error);
}

static void
assert_upload (KtgArchive *archive,
               gint64      device,
               const char *sha256,
               guint64     offset,
               gboolean    is_delivered)
{
  Search search = { device, sha256, NULL };
  g_autoptr (KtgUploadRow) row = NULL;
  g_autoptr (GError) error = NULL;

  ktg_writer_run (ktg_archive_get_writer (archive), find, &search, &error);
  g_assert_no_error (error);
  row = search.row;
  g_assert_nonnull (row);
  g_assert_cmpint (row->is_delivered, ==, is_delivered);
  if (!is_delivered)
    g_assert_cmpuint (row->offset, ==, offset);
}

static gint64
get_part_size (KtgArchive *archive, gint64 device, const char *sha256)
{
  g_autofree char *part = ktg_depot_dup_part_name (device, sha256);

  return ktg_depot_get_partial_size (ktg_archive_get_depot (archive), part);
}

static void
assert_brought_up (KtgArchive *archive)
{
  g_autoptr (GPtrArray) parts = ktg_depot_dup_partials (ktg_archive_get_depot (archive), NULL);

  assert_upload (archive, 1, of_one, PART_BYTES, FALSE);
  assert_upload (archive, 1, of_two, 0, FALSE);
  assert_upload (archive, 2, of_two, 0, FALSE);
  assert_upload (archive, 1, whole, 0, TRUE);
  assert_upload (archive, 2, whole, 0, TRUE);
  assert_upload (archive, 3, whole, 0, FALSE);
  g_assert_cmpint (get_part_size (archive, 1, of_one), ==, PART_BYTES);
  g_assert_cmpuint (parts->len, ==, 1);
}

static void
test_parts (void)
{
  g_autofree char *folder = copy_folder ();
  g_autoptr (GError) error = NULL;
  KtgArchive *archive = ktg_archive_open (folder, get_now_ms, &error);

  g_assert_no_error (error);
  assert_brought_up (archive);
  ktg_archive_close (archive);

  archive = ktg_archive_open (folder, get_now_ms, &error);
  g_assert_no_error (error);
  assert_brought_up (archive);
  ktg_archive_close (archive);
  ktg_fault_disk_remove_folder (folder);
}

/* The scripts of the program that had so many of them. */
static char **
load_scripts (guint n_scripts)
{
  static const char *const names[] = {
    "001-archive.sql", "002-enrolment.sql",  "003-uploads.sql",   "004-lives.sql",
    "005-audit.sql",   "006-deliveries.sql", "007-key-names.sql", "008-starts.sql",
    "009-numbers.sql", "010-feed.sql",       "011-charter.sql",   "012-proof.sql",
    "013-cases.sql",   "014-indexes.sql",    "015-pending.sql",   "016-carriage.sql",
    "017-terms.sql",   "018-askers.sql",     "019-states.sql",    "020-upstream.sql",
    "021-nodes.sql",   "022-level.sql",      "023-letters.sql",   "024-versions.sql",
  };
  char **scripts = g_new0 (char *, n_scripts + 1);

  g_assert_cmpuint (n_scripts, <=, G_N_ELEMENTS (names));
  for (guint i = 0; i < n_scripts; i++)
    {
      g_autofree char *path = g_test_build_filename (G_TEST_DIST,
                                                     "..",
                                                     "src",
                                                     "archive",
                                                     "migrations",
                                                     names[i],
                                                     NULL);

      g_assert_true (g_file_get_contents (path, &scripts[i], NULL, NULL));
    }

  return scripts;
}

/* As that program left it. */
static KtgDb *
open_as_before (const char *folder, guint n_scripts)
{
  g_autofree char *path = g_build_filename (folder, "server.db", NULL);
  g_auto (GStrv) scripts = load_scripts (n_scripts);
  g_autoptr (GError) error = NULL;
  KtgDb *db = ktg_db_open (path, (const char *const *)scripts, &error);

  g_assert_no_error (error);
  return db;
}

typedef struct
{
  GPtrArray *rows; /* (element-type KtgDeviceRow) */
} Listing;

static gboolean
list_devices (KtgCatalog *catalog, gpointer data, GError **error)
{
  Listing *listing = data;
  KtgPage  page = { 0 };

  g_clear_pointer (&listing->rows, g_ptr_array_unref);
  listing->rows = ktg_catalog_list_devices (catalog, &page, error);
  return listing->rows != NULL;
}

/* Whoever was enrolled before anybody had to wait waits for nobody. */
static void
test_nobody_waits (void)
{
  g_autofree char *folder = copy_folder ();
  g_autoptr (GError) error = NULL;
  KtgArchive *archive = ktg_archive_open (folder, get_now_ms, &error);
  Listing     listing = { NULL };

  g_assert_no_error (error);
  ktg_writer_run (ktg_archive_get_writer (archive), list_devices, &listing, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (listing.rows->len, ==, 3);
  for (guint i = 0; i < listing.rows->len; i++)
    g_assert_false (((KtgDeviceRow *)g_ptr_array_index (listing.rows, i))->is_pending);
  g_ptr_array_unref (listing.rows);
  ktg_archive_close (archive);
  ktg_fault_disk_remove_folder (folder);
}

/* --- lives --- */

#define FIRST_LIFE "AAAAAAAAAAAAAAAAAAAAAA"
#define SECOND_LIFE "BBBBBBBBBBBBBBBBBBBBBB"
#define THIRD_LIFE "CCCCCCCCCCCCCCCCCCCCCC"

/* In its program a life began only where a server noticed that it was put back. */
#define SCRIPTS_BEFORE_STARTS 7

/* A backup that was never started, of a server that was put back twice: by the verb, where the
 * first life stood up to 7, and by hand. */
static void
add_lives (const char *folder)
{
  g_autoptr (KtgDb) db = open_as_before (folder, SCRIPTS_BEFORE_STARTS);
  g_autoptr (GError) error = NULL;

  ktg_db_execute (db,
                  "INSERT INTO life (id, last, began_at) VALUES ('" FIRST_LIFE "', 0, 1),"
                  " ('" SECOND_LIFE "', 7, 2), ('" THIRD_LIFE "', 9, 3);"
                  "INSERT INTO setting (name, value) VALUES ('is_backup', '1')",
                  &error);
  g_assert_no_error (error);
}

static void
assert_life (KtgDb *db, const char *id, guint64 last_event, guint64 last_file)
{
  KtgLifeBounds bounds;
  g_autoptr (GError) error = NULL;

  ktg_life_table_find (db, id, &bounds, &error);
  g_assert_no_error (error);
  g_assert_cmpint (bounds.number, >, 0);
  g_assert_cmpuint (bounds.last_event, ==, last_event);
  g_assert_cmpuint (bounds.last_file, ==, last_file);
}

/* The last of them ended with this start, at the six events and two deliveries that are here. */
static gboolean
assert_lives (KtgCatalog *catalog, gpointer data, GError **error)
{
  KtgDb           *db = catalog->db;
  g_autofree char *present = NULL;

  if (!ktg_life_table_find_present (db, &present, error))
    return FALSE;

  assert_life (db, FIRST_LIFE, 7, 0);
  assert_life (db, SECOND_LIFE, 9, 0);
  assert_life (db, THIRD_LIFE, 6, 2);
  assert_life (db, present, G_MAXINT64, G_MAXINT64);
  return TRUE;
}

static void
test_lives (void)
{
  g_autofree char *folder = copy_folder ();
  g_autoptr (GError) error = NULL;
  KtgArchive *archive;

  add_lives (folder);
  archive = ktg_archive_open (folder, get_now_ms, &error);
  g_assert_no_error (error);
  ktg_life_begin (archive, &error);
  g_assert_no_error (error);
  ktg_writer_run (ktg_archive_get_writer (archive), assert_lives, NULL, &error);
  g_assert_no_error (error);
  ktg_archive_close (archive);
  ktg_fault_disk_remove_folder (folder);
}

/* --- who was admitted elsewhere --- */

#define SCRIPTS_BEFORE_CENSUS 24

static void
add_link (KtgDb *db, KtgSigningKey *author, guint64 seq, const char *subject, KtgEnvelope *link)
{
  g_autoptr (GBytes) id = ktg_digest_new (link->id);
  g_autoptr (GBytes) signature = g_bytes_new (link->signature, KTG_SIGNATURE_BYTES);
  g_autoptr (GError) error = NULL;

  ktg_query_run (db,
                 "INSERT INTO link (id, author, seq, subject, bytes, sig) VALUES (?, ?, ?, ?, ?, "
                 "?)",
                 KTG_WITH (KTG_BYTES (id),
                           KTG_TEXT (ktg_signing_key_get_public (author)),
                           KTG_INT (seq),
                           KTG_TEXT (subject),
                           KTG_BYTES (link->bytes),
                           KTG_BYTES (signature)),
                 &error);
  g_assert_no_error (error);
}

/* The root admitted the server, and that a device of which nothing came. */
static void
add_admitted (const char *folder, const char *device)
{
  g_autoptr (KtgSigningKey) root = ktg_server_key_load (folder, KTG_SERVER_KEY_ROOT, TRUE, NULL);
  g_autoptr (KtgSigningKey) node = ktg_server_key_load (folder, KTG_SERVER_KEY_NODE, FALSE, NULL);
  g_autoptr (KtgEnvelope) of_node = ktg_test_link_admit_node (root, 1, node, "centre", "centre");
  g_autoptr (KtgEnvelope) of_device
      = ktg_test_link_admit (node, 1, device, "Dewi", "officer", "34.71.04");
  g_autoptr (KtgDb) db = open_as_before (folder, SCRIPTS_BEFORE_CENSUS);
  g_autoptr (GError) error = NULL;

  ktg_query_run (db,
                 "INSERT INTO setting (name, value) VALUES ('root_key', ?)",
                 KTG_WITH (KTG_TEXT (ktg_signing_key_get_public (root))),
                 &error);
  g_assert_no_error (error);
  add_link (db, root, 1, ktg_signing_key_get_public (node), of_node);
  add_link (db, node, 1, device, of_device);
}

static gboolean
is_listed (const char *folder, const char *key)
{
  g_autoptr (GError) error = NULL;
  KtgArchive *archive = ktg_archive_open (folder, get_now_ms, &error);
  Listing     listing = { NULL };
  gboolean    is_there = FALSE;

  g_assert_no_error (error);
  ktg_writer_run (ktg_archive_get_writer (archive), list_devices, &listing, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < listing.rows->len; i++)
    is_there |= g_str_equal (((KtgDeviceRow *)g_ptr_array_index (listing.rows, i))->key, key);
  g_ptr_array_unref (listing.rows);
  ktg_archive_close (archive);
  return is_there;
}

static gboolean
take_out (KtgCatalog *catalog, gpointer key, GError **error)
{
  return ktg_query_run (catalog->db,
                        "DELETE FROM enrolment"
                        " WHERE device = (SELECT number FROM device WHERE key = ?)",
                        KTG_WITH (KTG_TEXT (key)),
                        error)
         && ktg_query_run (catalog->db,
                           "DELETE FROM device WHERE key = ?",
                           KTG_WITH (KTG_TEXT (key)),
                           error);
}

/* Once: who is missing later was taken out, and does not come again by himself. */
static void
test_admitted_elsewhere (void)
{
  g_autofree char *folder = copy_folder ();
  g_autoptr (KtgSigningKey) dewi = ktg_signing_key_new ();
  const char *key = ktg_signing_key_get_public (dewi);
  g_autoptr (GError) error = NULL;
  KtgArchive *archive;

  add_admitted (folder, key);
  g_assert_true (is_listed (folder, key));
  g_assert_true (is_listed (folder, key));

  archive = ktg_archive_open (folder, get_now_ms, &error);
  g_assert_no_error (error);
  ktg_writer_run (ktg_archive_get_writer (archive), take_out, (gpointer)key, &error);
  g_assert_no_error (error);
  ktg_archive_close (archive);
  g_assert_false (is_listed (folder, key));
  ktg_fault_disk_remove_folder (folder);
}

static void
drop_warning (const char *domain, GLogLevelFlags level, const char *message, gpointer user_data)
{
}

/* At whichever step the disk fails while it is brought up, the next start ends it. */
static void
test_failing_disk (void)
{
  guint    handler = g_log_set_handler ("ktg-archive", G_LOG_LEVEL_WARNING, drop_warning, NULL);
  gboolean was_reached = TRUE;

  for (guint step = 1; was_reached; step++)
    {
      g_autofree char *folder = copy_folder ();
      g_autoptr (GError) error = NULL;
      KtgArchive *archive;

      ktg_fault_disk_arm (folder, KTG_FAULT_ONCE, step, EIO);
      archive = ktg_archive_open (folder, get_now_ms, NULL);
      was_reached = ktg_fault_disk_disarm () >= step;
      if (archive != NULL)
        ktg_archive_close (archive);

      archive = ktg_archive_open (folder, get_now_ms, &error);
      g_assert_no_error (error);
      assert_brought_up (archive);
      ktg_archive_close (archive);
      ktg_fault_disk_remove_folder (folder);
    }

  g_log_remove_handler ("ktg-archive", handler);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (ktg_seal_init ());
  g_log_set_always_fatal (G_LOG_FATAL_MASK);

  g_test_add_func ("/old-folders/a-part-goes-to-its-device-or-begins-again", test_parts);
  g_test_add_func ("/old-folders/nobody-waits-to-be-confirmed", test_nobody_waits);
  g_test_add_func ("/old-folders/what-stands-of-a-life-stands", test_lives);
  g_test_add_func ("/old-folders/whoever-links-admit-gets-a-row-once", test_admitted_elsewhere);
  g_test_add_func ("/old-folders/a-failing-disk-only-delays-it", test_failing_disk);

  return g_test_run ();
}
