/* test-archive.c - the data folder: its lock, its key, and what a sudden end left in it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-archive-file-table.h"
#include "ktg-archive.h"
#include "ktg-depot-reader.h"
#include "ktg-depot-writer.h"
#include "ktg-device-table.h"
#include "ktg-upload-table.h"
#include "ktg-writer-private.h"

#include <ktg-fault-disk.h>
#include <ktg-sha256.h>

#include <errno.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static gint64
get_now_ms (void)
{
  return g_get_real_time () / 1000;
}

static char *
make_folder (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("ktg-archive-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

static KtgArchive *
open_archive (const char *folder)
{
  g_autoptr (GError) error = NULL;
  KtgArchive *archive = ktg_archive_open (folder, get_now_ms, &error);

  g_assert_no_error (error);
  return archive;
}

static guint
get_mode (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  GStatBuf         status;

  g_assert_cmpint (g_stat (path, &status), ==, 0);
  return status.st_mode & 0777;
}

static void
test_private (void)
{
  g_autofree char *base = make_folder ();
  g_autofree char *folder = g_build_filename (base, "a", "b", NULL);
  KtgArchive      *archive = open_archive (folder);

  g_assert_cmpuint (get_mode (folder, "."), ==, 0700);
  g_assert_cmpuint (get_mode (folder, "server.key"), ==, 0600);
  g_assert_cmpuint (get_mode (folder, "server.db"), ==, 0600);
  g_assert_cmpuint (get_mode (folder, "files/ff"), ==, 0700);
  g_assert_cmpuint (get_mode (folder, "partial"), ==, 0700);
  ktg_archive_close (archive);
  ktg_fault_disk_remove_folder (base);
}

static void
test_lock (void)
{
  g_autofree char *folder = make_folder ();
  g_autoptr (GError) error = NULL;
  KtgArchive *archive = open_archive (folder);

  g_assert_null (ktg_archive_open (folder, get_now_ms, &error));
  g_assert_error (error, KTG_ARCHIVE_ERROR, KTG_ARCHIVE_ERROR_LOCKED);
  ktg_archive_close (archive);

  ktg_archive_close (open_archive (folder));
  ktg_fault_disk_remove_folder (folder);
}

static void
write_key (const char *path, const char *text)
{
  g_assert_true (g_file_set_contents_full (path,
                                           text,
                                           (gssize)strlen (text),
                                           G_FILE_SET_CONTENTS_CONSISTENT,
                                           0600,
                                           NULL));
}

static void
test_key (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *key_path = g_build_filename (folder, "server.key", NULL);
  g_autofree char *public_key = NULL;
  g_autoptr (GError) error = NULL;
  KtgArchive *archive = open_archive (folder);

  public_key = g_strdup (ktg_signing_key_get_public (ktg_archive_get_key (archive)));
  ktg_archive_close (archive);
  archive = open_archive (folder);
  g_assert_cmpstr (public_key, ==, ktg_signing_key_get_public (ktg_archive_get_key (archive)));
  ktg_archive_close (archive);

  write_key (key_path, "short");
  g_assert_null (ktg_archive_open (folder, get_now_ms, &error));
  g_assert_error (error, KTG_ARCHIVE_ERROR, KTG_ARCHIVE_ERROR_DAMAGED);
  g_clear_error (&error);

  write_key (key_path, "0123456789abcdef0123456789abcdef");
  g_assert_null (ktg_archive_open (folder, get_now_ms, &error));
  g_assert_error (error, KTG_ARCHIVE_ERROR, KTG_ARCHIVE_ERROR_DAMAGED);
  g_clear_error (&error);

  g_assert_cmpint (g_unlink (key_path), ==, 0);
  g_assert_null (ktg_archive_open (folder, get_now_ms, &error));
  g_assert_error (error, KTG_ARCHIVE_ERROR, KTG_ARCHIVE_ERROR_NOT_FOUND);
  g_assert_false (g_file_test (key_path, G_FILE_TEST_EXISTS));
  ktg_fault_disk_remove_folder (folder);
}

static void
assert_refused_until_private (const char *folder, const char *name, guint open_mode, guint mode)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_chmod (path, open_mode), ==, 0);
  g_assert_null (ktg_archive_open (folder, get_now_ms, &error));
  g_assert_error (error, KTG_ARCHIVE_ERROR, KTG_ARCHIVE_ERROR_USAGE);
  g_assert_nonnull (strstr (error->message, "chmod"));
  g_assert_cmpuint (get_mode (folder, name), ==, open_mode);

  g_assert_cmpint (g_chmod (path, mode), ==, 0);
  ktg_archive_close (open_archive (folder));
}

static void
test_key_is_private (void)
{
  static const guint open_modes[] = { 0001, 0004, 0010, 0020, 0040, 0044, 0066 };
  g_autofree char   *folder = make_folder ();

  ktg_archive_close (open_archive (folder));
  for (guint i = 0; i < G_N_ELEMENTS (open_modes); i++)
    {
      assert_refused_until_private (folder, "server.key", 0600 | open_modes[i], 0600);
      assert_refused_until_private (folder, ".", 0700 | open_modes[i], 0700);
    }
  ktg_fault_disk_remove_folder (folder);
}

static gboolean
enrol (KtgCatalog *catalog, gpointer data, GError **error)
{
  KtgDb     *db = catalog->db;
  KtgCode    code = { "Siti", KTG_ROLE_OFFICE, "34.71", 0, 0 };
  KtgDevice *device = NULL;
  g_autoptr (GPtrArray) changed = g_ptr_array_new ();

  if (!ktg_device_table_enrol (db, "key-a", NULL, NULL, &code, 1, &device, error)
      || !ktg_catalog_revoke (catalog, "key-a", 2, changed, error))
    return FALSE;

  ktg_device_unref (device);
  return TRUE;
}

static void
test_roster (void)
{
  g_autofree char *folder = make_folder ();
  g_autoptr (GError) error = NULL;
  KtgArchive *archive = open_archive (folder);
  g_autoptr (KtgDevice) device = NULL;

  ktg_writer_run (ktg_archive_get_writer (archive), enrol, NULL, &error);
  g_assert_no_error (error);
  ktg_archive_close (archive);

  archive = open_archive (folder);
  device = ktg_roster_dup_device (ktg_archive_get_roster (archive), "key-a");
  g_assert_nonnull (device);
  g_assert_cmpint (device->role, ==, KTG_ROLE_OFFICE);
  g_assert_cmpstr (device->region, ==, "34.71");
  g_assert_true (device->is_revoked);
  g_assert_null (ktg_roster_dup_device (ktg_archive_get_roster (archive), "key-b"));
  ktg_archive_close (archive);
  ktg_fault_disk_remove_folder (folder);
}

/* --- a folder of before --- */

static const char before[]
    = "INSERT INTO device VALUES (1, 'key-a', 'Joko', 'Laptop', 'officer', '34.71', 5, NULL),"
      " (2, 'key-b', 'Kepala', NULL, 'office', '34', 6, 9);"
      "INSERT INTO code VALUES (randomblob (32), 'Siti', 'officer', '34.71', 1, 99, 1, 5),"
      " (randomblob (32), 'Joko', 'officer', '34.71', 2, 99, 1, 50),"
      " (randomblob (32), 'Kepala', 'office', '34', 3, 99, 2, 6),"
      " (randomblob (32), 'Kepala', 'officer', '34.1', 4, 99, 2, 8),"
      " (randomblob (32), 'Tini', 'officer', '34.71', 5, 99, NULL, NULL);"
      "INSERT INTO report VALUES (1, 'report', 1, '34.71', '', NULL, 0);"
      "INSERT INTO event VALUES"
      " (1, randomblob (32), 1, 1, 1, 'report.filed', 1, '34.71', '', 20),"
      " (2, randomblob (32), 1, 2, 1, 'report.amended', 1, '34.71', '', 60);";

static void
make_old_db (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "server.db", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) script
      = g_resources_lookup_data ("/id/kentongan/archive/migrations/001-archive.sql", 0, &error);
  const char *migrations[] = { NULL, NULL };
  g_autoptr (KtgDb) db = NULL;

  g_assert_no_error (error);
  migrations[0] = g_bytes_get_data (script, NULL);
  g_assert_cmpint (g_unlink (path), ==, 0);
  db = ktg_db_open (path, migrations, &error);
  g_assert_no_error (error);
  ktg_db_execute (db, before, &error);
  g_assert_no_error (error);
}

static gboolean
read_brought_up (KtgCatalog *catalog, gpointer data, GError **error)
{
  KtgDb *db = catalog->db;
  g_autoptr (KtgStatement) statement = ktg_db_prepare (
      db,
      "SELECT group_concat (officer || ' ' || role, ', ')"
      " || '; ' || (SELECT group_concat (e.officer || ' ' || e.region, ', ')"
      "             FROM device d JOIN enrolment e ON e.number = d.enrolment)"
      " || '; ' || (SELECT group_concat (e.officer, ', ')"
      "             FROM event v JOIN enrolment e ON e.number = v.enrolment)"
      " || '; ' || (SELECT e.officer FROM report r JOIN enrolment e ON e.number = r.enrolment)"
      " || '; ' || (SELECT group_concat (officer) FROM code WHERE cancelled_at IS NOT NULL)"
      " FROM enrolment",
      error);
  gboolean has_row;

  if (statement == NULL || !ktg_statement_step (statement, &has_row, error))
    return FALSE;

  *(char **)data = g_strdup (ktg_statement_get_text (statement, 0));
  return TRUE;
}

static void
test_of_before (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *found = NULL;
  g_autoptr (GError) error = NULL;
  KtgArchive *archive;

  ktg_archive_close (open_archive (folder));
  make_old_db (folder);
  archive = open_archive (folder);
  ktg_writer_run (ktg_archive_get_writer (archive), read_brought_up, &found, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (found,
                   ==,
                   "Siti officer, Kepala office, Kepala officer, Joko officer, Kepala office;"
                   " Joko 34.71, Kepala 34; Siti, Joko; Siti; Tini");
  ktg_archive_close (archive);
  ktg_fault_disk_remove_folder (folder);
}

/* --- files after a sudden end --- */

typedef struct
{
  char   *sha256;
  guint64 offset;
  guint64 is_offset;
  int     is_complete;
} Part;

static gboolean
record_part (KtgCatalog *catalog, gpointer data, GError **error)
{
  KtgDb             *db = catalog->db;
  Part              *part = data;
  const KtgNamedFile file = { part->sha256, 8, FALSE, "a.jpg" };

  return ktg_archive_file_table_name (db, 1, 7, &file, error)
         && ktg_upload_table_set_offset (db, 7, part->sha256, part->offset, error);
}

static gboolean
read_part (KtgCatalog *catalog, gpointer data, GError **error)
{
  KtgDb *db = catalog->db;
  Part  *part = data;
  g_autoptr (KtgUploadRow) row = NULL;

  if (!ktg_upload_table_find (db, 7, part->sha256, &row, error))
    return FALSE;

  part->is_offset = row->is_delivered ? row->file_bytes : row->offset;
  part->is_complete = row->is_delivered && row->is_complete;
  return TRUE;
}

static char *
get_path (const char *folder, gboolean is_whole, const char *sha256)
{
  char             shard[3] = { sha256[0], sha256[1], '\0' };
  g_autofree char *part = ktg_depot_dup_part_name (7, sha256);

  return is_whole ? g_build_filename (folder, "files", shard, sha256, NULL)
                  : g_build_filename (folder, "partial", part, NULL);
}

/* A folder in which @offset of a file was recorded and @partial, @whole are on disk, closed. */
static Part
prepare_with (const char *folder, guint64 offset, const char *partial, const char *whole)
{
  Part             part = { ktg_sha256_of ((const guint8 *)"12345678", 8), offset, 99, -1 };
  g_autofree char *partial_path = get_path (folder, FALSE, part.sha256);
  g_autofree char *whole_path = get_path (folder, TRUE, part.sha256);
  g_autoptr (GError) error = NULL;
  KtgArchive *archive = open_archive (folder);

  ktg_writer_run (ktg_archive_get_writer (archive), record_part, &part, &error);
  g_assert_no_error (error);
  ktg_archive_close (archive);
  if (partial != NULL)
    g_assert_true (g_file_set_contents (partial_path, partial, -1, NULL));
  if (whole != NULL)
    g_assert_true (g_file_set_contents (whole_path, whole, -1, NULL));

  return part;
}

static void
reopen (const char *folder, Part *part)
{
  g_autoptr (GError) error = NULL;
  KtgArchive *archive = open_archive (folder);

  ktg_writer_run (ktg_archive_get_writer (archive), read_part, part, &error);
  g_assert_no_error (error);
  ktg_archive_close (archive);
}

static Part
reopen_with (const char *folder, guint64 offset, const char *partial, const char *whole)
{
  Part part = prepare_with (folder, offset, partial, whole);

  reopen (folder, &part);
  return part;
}

static gint64
get_size (const char *folder, gboolean is_whole, const char *sha256)
{
  g_autofree char *path = get_path (folder, is_whole, sha256);
  GStatBuf         status;

  return g_stat (path, &status) == 0 ? status.st_size : -1;
}

static KtgDepotWriter *
open_writer (KtgArchive *archive, guint64 offset)
{
  g_autoptr (GError) error = NULL;
  KtgDepotWriter *writer
      = ktg_depot_writer_open (ktg_archive_get_depot (archive), "7-part", offset, &error);

  g_assert_no_error (error);
  return writer;
}

static void
append (KtgDepotWriter *writer, const char *text)
{
  g_autoptr (GError) error = NULL;

  ktg_depot_writer_append (writer, (const guint8 *)text, strlen (text), &error);
  g_assert_no_error (error);
}

/* What was brought in two goes is kept where it is what was promised, and read again. */
static void
test_written_and_read (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *sha256 = ktg_sha256_of ((const guint8 *)"12345678", 8);
  g_autofree char *other = ktg_sha256_of ((const guint8 *)"8", 1);
  KtgArchive      *archive = open_archive (folder);
  guint8           bytes[9] = { 0 };
  gboolean         is_right = TRUE;
  g_autoptr (KtgDepotWriter) first = open_writer (archive, 0);
  g_autoptr (KtgDepotWriter) second = NULL;
  g_autoptr (KtgDepotReader) reader = NULL;

  append (first, "1234");
  g_assert_true (ktg_depot_writer_secure (first, NULL));
  second = open_writer (archive, 4);
  append (second, "5678");
  g_assert_true (ktg_depot_writer_keep (second, other, &is_right, NULL));
  g_assert_false (is_right);
  g_assert_null (ktg_depot_reader_open (ktg_archive_get_depot (archive), other, NULL));
  g_assert_true (ktg_depot_writer_keep (second, sha256, &is_right, NULL));
  g_assert_true (is_right);

  reader = ktg_depot_reader_open (ktg_archive_get_depot (archive), sha256, NULL);
  g_assert_cmpuint (ktg_depot_reader_get_size (reader), ==, 8);
  g_assert_cmpint (ktg_depot_reader_read (reader, bytes, sizeof bytes, NULL), ==, 8);
  g_assert_cmpstr ((const char *)bytes, ==, "12345678");
  g_assert_cmpint (ktg_depot_reader_read (reader, bytes, sizeof bytes, NULL), ==, 0);
  ktg_archive_close (archive);
  ktg_fault_disk_remove_folder (folder);
}

static void
test_cut_back (void)
{
  g_autofree char *folder = make_folder ();
  Part             part = reopen_with (folder, 4, "123456", NULL);

  g_assert_cmpuint (part.is_offset, ==, 4);
  g_assert_cmpint (get_size (folder, FALSE, part.sha256), ==, 4);
  g_free (part.sha256);
  ktg_fault_disk_remove_folder (folder);
}

static void
test_lost_bytes (void)
{
  g_autofree char *folder = make_folder ();
  Part             part;

  g_test_expect_message ("ktg-archive", G_LOG_LEVEL_WARNING, "*begins again*");
  part = reopen_with (folder, 4, "12", NULL);
  g_test_assert_expected_messages ();
  g_assert_cmpuint (part.is_offset, ==, 0);
  g_assert_cmpint (get_size (folder, FALSE, part.sha256), ==, -1);
  g_free (part.sha256);
  ktg_fault_disk_remove_folder (folder);
}

static void
test_unpromised (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *stranger = g_build_filename (folder, "partial", "stranger", NULL);
  Part             part = reopen_with (folder, 0, "123456", NULL);

  g_assert_cmpint (get_size (folder, FALSE, part.sha256), ==, -1);
  g_assert_true (g_file_set_contents (stranger, "x", 1, NULL));
  ktg_archive_close (open_archive (folder));
  g_assert_false (g_file_test (stranger, G_FILE_TEST_EXISTS));
  g_free (part.sha256);
  ktg_fault_disk_remove_folder (folder);
}

static void
test_placed (void)
{
  g_autofree char *folder = make_folder ();
  Part             part = reopen_with (folder, 4, NULL, "12345678");

  g_assert_cmpint (part.is_complete, ==, 1);
  g_assert_cmpuint (part.is_offset, ==, 8);
  g_free (part.sha256);
  ktg_fault_disk_remove_folder (folder);
}

static void
test_placed_damaged (void)
{
  g_autofree char *folder = make_folder ();
  Part             part;

  g_test_expect_message ("ktg-archive", G_LOG_LEVEL_WARNING, "*begins again*");
  part = reopen_with (folder, 4, NULL, "1234567X");
  g_test_assert_expected_messages ();
  g_assert_cmpint (part.is_complete, ==, 0);
  g_assert_cmpuint (part.is_offset, ==, 0);
  g_free (part.sha256);
  ktg_fault_disk_remove_folder (folder);
}

/* Whoever died after the rename had not flushed it: the start does, before it counts. */
static void
test_placed_unflushed (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *trace = NULL;
  g_autofree char *flush = NULL;
  Part             part = prepare_with (folder, 4, NULL, "12345678");

  ktg_fault_disk_arm (folder, KTG_FAULT_NONE, 0, 0);
  reopen (folder, &part);
  trace = ktg_fault_disk_dup_trace ();
  ktg_fault_disk_disarm ();
  flush = g_strdup_printf ("fsync %.2s\n", part.sha256);
  g_assert_cmpint (part.is_complete, ==, 1);
  g_assert_nonnull (strstr (trace, flush));
  g_free (part.sha256);
  ktg_fault_disk_remove_folder (folder);
}

/* At whichever step of a start the disk fails once: the part is there at the next. */
static void
climb (const char *partial, const char *whole, guint64 offset)
{
  gboolean was_reached = TRUE;

  for (guint step = 1; was_reached; step++)
    {
      g_autofree char *folder = make_folder ();
      Part             part = prepare_with (folder, 4, partial, whole);
      KtgArchive      *archive;

      ktg_fault_disk_arm (folder, KTG_FAULT_ONCE, step, EIO);
      archive = ktg_archive_open (folder, get_now_ms, NULL);
      was_reached = ktg_fault_disk_disarm () >= step;
      if (archive != NULL)
        ktg_archive_close (archive);

      reopen (folder, &part);
      g_assert_cmpuint (part.is_offset, ==, offset);
      g_free (part.sha256);
      ktg_fault_disk_remove_folder (folder);
    }
}

static void
drop_warning (const char *domain, GLogLevelFlags level, const char *message, gpointer user_data)
{
}

static void
test_failing_start (void)
{
  GLogLevelFlags fatal = g_log_set_always_fatal (G_LOG_FATAL_MASK);
  guint handler = g_log_set_handler ("ktg-archive", G_LOG_LEVEL_WARNING, drop_warning, NULL);

  climb ("123456", NULL, 4);
  climb (NULL, "12345678", 8);
  g_log_set_always_fatal (fatal);
  g_log_remove_handler ("ktg-archive", handler);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (ktg_seal_init ());

  g_test_add_func ("/archive/a-new-folder-is-private", test_private);
  g_test_add_func ("/archive/one-process-has-the-folder", test_lock);
  g_test_add_func ("/archive/the-key-stays-and-no-other-is-taken", test_key);
  g_test_add_func ("/archive/a-key-that-others-may-read-opens-nothing", test_key_is_private);
  g_test_add_func ("/archive/devices-are-known-after-a-restart", test_roster);
  g_test_add_func ("/archive/a-folder-of-before-knows-who-had-which-device", test_of_before);
  g_test_add_func ("/archive/what-is-written-in-two-goes-is-kept-and-read", test_written_and_read);
  g_test_add_func ("/archive/what-was-not-promised-is-cut-off", test_cut_back);
  g_test_add_func ("/archive/a-part-that-lost-bytes-begins-again", test_lost_bytes);
  g_test_add_func ("/archive/parts-nobody-promised-are-removed", test_unpromised);
  g_test_add_func ("/archive/a-file-placed-but-not-recorded-is-found", test_placed);
  g_test_add_func ("/archive/a-placed-file-with-another-hash-does-not-count", test_placed_damaged);
  g_test_add_func ("/archive/a-place-is-flushed-before-it-counts", test_placed_unflushed);
  g_test_add_func ("/archive/a-start-on-a-failing-disk-forgets-no-part", test_failing_start);

  return g_test_run ();
}
