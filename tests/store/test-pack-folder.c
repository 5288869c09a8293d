/* test-pack-folder.c - a pack that comes is kept whole, as it was announced, or not at all
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-pack-folder.h"

#include <errno.h>
#include <ktg-fault-disk.h>
#include <ktg-gzip.h>
#include <ktg-pack-parcel.h>
#include <ktg-seal-error.h>
#include <ktg-sha256.h>
#include <ktg-test-link.h>

#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>

#define REST                                                                                       \
  "\"verified\":false,\"title\":{\"id\":\"Gestur\",\"en\":\"Gestures\"},\"sources\":[],\"lists\":" \
  "[]"

typedef struct
{
  char          *folder;
  char          *installed;
  char          *received;
  KtgPackFolder *packs;
  KtgSigningKey *centre;
} Fixture;

static guint64 free_bytes = G_MAXUINT64; /* what the disk is said to have */

/* In the place of the C library's. */
int
statvfs (const char *path, struct statvfs *disk)
{
  *disk = (struct statvfs){ .f_frsize = 1, .f_bavail = free_bytes };
  return 0;
}

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  fixture->folder = g_dir_make_tmp ("ktg-pack-folder-XXXXXX", NULL);
  fixture->received = g_build_filename (fixture->folder, "kentongan", "packs", NULL);
  fixture->installed = g_build_filename (fixture->folder, "installed", NULL);
  fixture->packs = ktg_pack_folder_new (fixture->installed, fixture->received);
  fixture->centre = ktg_signing_key_new ();
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  g_object_unref (fixture->packs);
  ktg_signing_key_unref (fixture->centre);
  ktg_fault_disk_remove_folder (fixture->folder);
  g_free (fixture->installed);
  g_free (fixture->received);
  g_free (fixture->folder);
}

static void
start_anew (Fixture *fixture)
{
  g_object_unref (fixture->packs);
  fixture->packs = ktg_pack_folder_new (fixture->installed, fixture->received);
}

static GBytes *
new_pack (const char *version)
{
  char *text = g_strdup_printf ("{\"format\":1,\"pack\":\"gestures\",\"version\":\"%s\"," REST "}",
                                version);

  return g_bytes_new_take (text, strlen (text));
}

static KtgPackNotice *
new_notice (const char *version, GBytes *content)
{
  g_autofree char *sha256 = ktg_sha256_of_bytes (content);

  return ktg_pack_notice_new ("gestures", version, sha256);
}

static void
assert_is_another (Fixture *fixture, const KtgPackNotice *announced, GBytes *content)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (ktg_pack_folder_keep (fixture->packs, announced, NULL, content, &error));
  g_assert_error (error, KTG_PACK_FOLDER_ERROR, KTG_PACK_FOLDER_ERROR_OTHER_HASH);
}

static guint
count_files (Fixture *fixture)
{
  g_autoptr (GDir) folder = g_dir_open (fixture->received, 0, NULL);
  guint n_files = 0;

  while (folder != NULL && g_dir_read_name (folder) != NULL)
    n_files++;

  return n_files;
}

static void
keep (Fixture *fixture, const char *version)
{
  g_autoptr (GBytes) content = new_pack (version);
  g_autoptr (KtgPackNotice) notice = new_notice (version, content);
  g_autoptr (KtgEnvelope) word = ktg_test_link_publish (fixture->centre, 1, notice, content);
  g_autoptr (GError) error = NULL;

  ktg_pack_folder_keep (fixture->packs, notice, word, content, &error);
  g_assert_no_error (error);
}

/* Who published it by the word beside it; %NULL: nobody, or it is another's word. */
static char *
dup_publisher (Fixture *fixture)
{
  g_autoptr (GPtrArray) files = ktg_pack_folder_list (fixture->packs);
  g_autoptr (KtgEvent) event = NULL;
  g_autoptr (KtgEnvelope) word = NULL;

  g_assert_cmpuint (files->len, ==, 1);
  word = ktg_pack_folder_load_word (fixture->packs, g_ptr_array_index (files, 0), &event);
  g_assert_true (word != NULL || event == NULL);
  return event != NULL ? g_strdup (event->author) : NULL;
}

static void
assert_published (Fixture *fixture, gboolean is_published)
{
  g_autofree char *publisher = dup_publisher (fixture);

  g_assert_cmpstr (publisher,
                   ==,
                   is_published ? ktg_signing_key_get_public (fixture->centre) : NULL);
}

static void
test_other_hash (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GBytes) announced = new_pack ("2024-01-01");
  g_autoptr (GBytes) sent = new_pack ("2024-01-02");
  g_autoptr (KtgPackNotice) notice = new_notice ("2024-01-01", announced);
  g_autoptr (GBytes) half = g_bytes_new_from_bytes (announced, 0, g_bytes_get_size (announced) / 2);
  GBytes *const others[] = { sent, half };

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (ktg_pack_folder_keep (fixture->packs, notice, NULL, others[i], &error));
      g_assert_error (error, KTG_PACK_FOLDER_ERROR, KTG_PACK_FOLDER_ERROR_OTHER_HASH);
      g_assert_cmpuint (count_files (fixture), ==, 0);
    }
}

static void
test_too_large (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *blanks = g_strnfill (KTG_PACK_MAX_BYTES + 1, ' ');
  g_autoptr (GBytes) content = g_bytes_new (blanks, KTG_PACK_MAX_BYTES + 1);
  g_autoptr (KtgPackNotice) notice = new_notice ("2024-01-01", content);
  g_autoptr (GError) error = NULL;

  g_assert_false (ktg_pack_folder_keep (fixture->packs, notice, NULL, content, &error));
  g_assert_error (error, KTG_PACK_FOLDER_ERROR, KTG_PACK_FOLDER_ERROR_TOO_LARGE);
  g_assert_cmpuint (count_files (fixture), ==, 0);
}

static void
test_older (Fixture *fixture, gconstpointer user_data)
{
  static const struct
  {
    const char *version;
    gboolean    is_wanted;
  } announced[] = {
    { "2024-01-01", FALSE },   { "2024-01-01.2", FALSE }, { "2024-01-01.3", TRUE },
    { "2024-01-01.10", TRUE }, { "2024-02-01", TRUE },
  };

  keep (fixture, "2024-01-01.2");

  for (gsize i = 0; i < G_N_ELEMENTS (announced); i++)
    {
      g_autoptr (GPtrArray) notices
          = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_pack_notice_free);
      g_autoptr (GBytes) content = new_pack (announced[i].version);
      g_autoptr (GPtrArray) wanted = NULL;

      g_ptr_array_add (notices, new_notice (announced[i].version, content));
      wanted = ktg_pack_folder_list_wanted (fixture->packs, notices);
      g_test_message ("%s", announced[i].version);
      g_assert_cmpuint (wanted->len, ==, announced[i].is_wanted ? 1 : 0);
    }
}

/* Whatever is left beside it, it is no pack. */
static void
assert_whole_or_not (Fixture *fixture, gboolean is_said)
{
  g_autoptr (GPtrArray) files = ktg_pack_folder_list (fixture->packs);
  g_autoptr (GBytes) content = new_pack ("2024-01-01");
  g_autofree char *text = NULL;
  gsize            size_bytes = 0;

  g_assert_true (files->len == 1 || !is_said);
  g_assert_cmpuint (files->len, <=, 1);

  if (files->len == 0)
    return;

  g_assert_true (g_file_get_contents (((KtgPackFile *)g_ptr_array_index (files, 0))->path,
                                      &text,
                                      &size_bytes,
                                      NULL));
  g_assert_cmpmem (text, size_bytes, g_bytes_get_data (content, NULL), g_bytes_get_size (content));
  assert_published (fixture, TRUE);
}

static gboolean
keep_at (Fixture *fixture, guint step, int error_number)
{
  g_autoptr (GBytes) content = new_pack ("2024-01-01");
  g_autoptr (KtgPackNotice) notice = new_notice ("2024-01-01", content);
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgEnvelope) word = ktg_test_link_publish (fixture->centre, 1, notice, content);
  gboolean is_said;

  ktg_fault_disk_arm (fixture->folder, KTG_FAULT_DEAD, step, error_number);
  is_said = ktg_pack_folder_keep (fixture->packs, notice, word, content, &error);

  if (error_number == ENOSPC && !is_said)
    g_assert_error (error, KTG_PACK_FOLDER_ERROR, KTG_PACK_FOLDER_ERROR_NO_SPACE);

  return is_said;
}

static void
climb (Fixture *fixture, int error_number)
{
  gboolean is_reached = TRUE;
  guint    step;

  for (step = 1; is_reached; step++)
    {
      gboolean is_said;

      tear_down (fixture, NULL);
      set_up (fixture, NULL);
      is_said = keep_at (fixture, step, error_number);
      is_reached = ktg_fault_disk_disarm () >= step;
      g_assert_true (is_said || is_reached);
      assert_whole_or_not (fixture, is_said);
      keep (fixture, "2024-01-01");
      assert_whole_or_not (fixture, TRUE);
    }

  g_test_message ("%u steps", step - 1);
  g_assert_cmpuint (step, >, 3);
}

static void
test_failing_disk (Fixture *fixture, gconstpointer user_data)
{
  climb (fixture, EIO);
}

static void
test_full_disk (Fixture *fixture, gconstpointer user_data)
{
  climb (fixture, ENOSPC);
}

/* Where it does not fit, nothing of it takes what is left from a report. */
static void
test_nothing_stays (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GBytes) content = new_pack ("2024-01-01");
  g_autoptr (KtgPackNotice) notice = new_notice ("2024-01-01", content);
  g_autoptr (GError) error = NULL;

  ktg_fault_disk_fill (fixture->folder, 100);
  g_assert_false (ktg_pack_folder_keep (fixture->packs, notice, NULL, content, &error));
  g_assert_error (error, KTG_PACK_FOLDER_ERROR, KTG_PACK_FOLDER_ERROR_NO_SPACE);
  g_assert_cmpuint (count_files (fixture), ==, 0);
  g_assert_cmpint (ktg_fault_disk_get_room (), ==, 100);
  ktg_fault_disk_disarm ();
}

static void
test_room_for_reports (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GBytes) content = new_pack ("2024-01-01");
  g_autoptr (KtgPackNotice) notice = new_notice ("2024-01-01", content);
  g_autoptr (GError) error = NULL;

  free_bytes = KTG_PACK_LEAVES_BYTES + g_bytes_get_size (content) - 1;
  g_assert_false (ktg_pack_folder_keep (fixture->packs, notice, NULL, content, &error));
  g_assert_error (error, KTG_PACK_FOLDER_ERROR, KTG_PACK_FOLDER_ERROR_NO_SPACE);
  g_assert_cmpuint (count_files (fixture), ==, 0);
  g_assert_true (ktg_pack_folder_has_room (fixture->packs, 0));
  g_assert_false (ktg_pack_folder_has_room (fixture->packs, g_bytes_get_size (content)));

  free_bytes = G_MAXUINT64;
  keep (fixture, "2024-01-01");
  g_assert_cmpuint (count_files (fixture), ==, 1);
}

static void
replace_file (Fixture *fixture, const char *text)
{
  g_autofree char *path = g_build_filename (fixture->received, "gestures-2024-01-01.json", NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

/* With the hash that was announced, and by a server that is believed; also where this version
 * cannot read the rest. */
static void
test_other_name (Fixture *fixture, gconstpointer user_data)
{
  static const char *const said[][3] = {
    { "1", "gestures", "2024-01-02" },
    { "1", "holidays", "2024-01-01" },
    { "2", "holidays", "2024-01-01" },
    { "1", "form\",\"form\":\"notes", "2024-01-01" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (said); i++)
    {
      char *text = g_strdup_printf ("{\"format\":%s,\"pack\":\"%s\",\"version\":\"%s\"," REST "}",
                                    said[i][0],
                                    said[i][1],
                                    said[i][2]);
      g_autoptr (GBytes) content = g_bytes_new_take (text, strlen (text));
      g_autoptr (KtgPackNotice) notice = new_notice ("2024-01-01", content);

      assert_is_another (fixture, notice, content);
      g_assert_cmpuint (count_files (fixture), ==, 0);
    }
}

static void
test_form_and_regions (Fixture *fixture, gconstpointer user_data)
{
  static const char *const said[][2] = {
    { "notes", "{\"format\":1,\"pack\":\"form\",\"form\":\"notes\",\"version\":\"2024-01-01\"}" },
    { "regions", "# version: 2024-01-01\ncode,name\n11,Aceh\n" },
    { "later", "what only a newer version can read" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (said); i++)
    {
      g_autoptr (GBytes) content = g_bytes_new_static (said[i][1], strlen (said[i][1]));
      g_autofree char *sha256 = ktg_sha256_of_bytes (content);
      g_autoptr (KtgPackNotice) notice = ktg_pack_notice_new (said[i][0], "2024-01-01", sha256);
      g_autoptr (GError) error = NULL;

      ktg_pack_folder_keep (fixture->packs, notice, NULL, content, &error);
      g_assert_no_error (error);
    }
}

static guint
count_wanted (Fixture *fixture, const char *version)
{
  g_autoptr (GPtrArray) notices
      = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_pack_notice_free);
  g_autoptr (GBytes) content = new_pack (version);
  g_autoptr (GPtrArray) wanted = NULL;

  g_ptr_array_add (notices, new_notice (version, content));
  wanted = ktg_pack_folder_list_wanted (fixture->packs, notices);
  return wanted->len;
}

static guint
count_left_out (Fixture *fixture, guint n_read)
{
  g_autoptr (KtgPack) pack = ktg_pack_new ();
  g_autoptr (GPtrArray) faults = ktg_pack_folder_read_received (fixture->packs, pack);

  g_assert_cmpuint (pack->parts->len, ==, n_read);
  for (guint i = 0; i < faults->len; i++)
    g_assert_nonnull (strstr (g_ptr_array_index (faults, i), "gestures-2024-01-01.json"));
  return faults->len;
}

#define SLIP                                                                                       \
  "{\"format\":1,\"pack\":\"forms\",\"version\":\"2030-01\",\"terms\":[{\"regime\":\"pemilu\","    \
  "\"code\":\"t\","                                                                                \
  "\"name\":{\"id\":\"a\",\"en\":\"b\"},\"days\":7,\"day_kind\":\"working\",\"starts\":\"knwon\"," \
  "\"confidence\":\"A\"}]}"

/* Where a person brings it it is a slip, and what a newer server means where it hands it out. */
static void
test_slip (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GBytes) content = g_bytes_new_static (SLIP, strlen (SLIP));
  g_autofree char *sha256 = ktg_sha256_of_bytes (content);
  g_autoptr (KtgPackNotice) notice = ktg_pack_notice_new ("forms", "2030-01", sha256);
  g_autoptr (GError) error = NULL;

  g_assert_null (ktg_pack_folder_import (fixture->packs, content, &error));
  g_assert_error (error, KTG_PACK_FOLDER_ERROR, KTG_PACK_FOLDER_ERROR_NOT_A_PACK);
  g_assert_nonnull (strstr (error->message, "terms[0].starts: must be one of: known, received"));
  g_assert_cmpuint (count_files (fixture), ==, 0);

  g_clear_error (&error);
  g_assert_true (ktg_pack_folder_keep (fixture->packs, notice, NULL, content, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_left_out (fixture, 1), ==, 0);
}

/* Another letter, or nothing at all: the bytes decide, and not whether they can be read. */
static void
test_spoilt (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GBytes) content = new_pack ("2024-01-01");
  g_autofree char *other = g_strndup (g_bytes_get_data (content, NULL), g_bytes_get_size (content));
  const char      *spoilt[] = { g_strdelimit (other, "G", 'H'), "" };

  for (gsize i = 0; i < G_N_ELEMENTS (spoilt); i++)
    {
      g_autoptr (KtgPackNotice) brought = NULL;

      keep (fixture, "2024-01-01");
      g_assert_cmpuint (count_wanted (fixture, "2024-01-01"), ==, 0);
      g_assert_cmpuint (count_left_out (fixture, 1), ==, 0);

      replace_file (fixture, spoilt[i]);
      g_assert_cmpuint (count_wanted (fixture, "2024-01-01"), ==, 1);
      g_assert_cmpuint (count_left_out (fixture, 0), ==, 1);

      brought = ktg_pack_folder_import (fixture->packs, content, NULL);
      g_assert_nonnull (brought);
      g_assert_cmpuint (count_left_out (fixture, 1), ==, 0);
    }
}

/* What a person brings in the place of what the disk spoilt nobody published. */
static void
test_word (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GBytes) content = new_pack ("2024-01-01");
  g_autoptr (KtgPackNotice) brought = NULL;

  keep (fixture, "2024-01-01");
  start_anew (fixture);
  assert_published (fixture, TRUE);
  replace_file (fixture, "{}");
  assert_published (fixture, FALSE);
  brought = ktg_pack_folder_import (fixture->packs, content, NULL);
  g_assert_nonnull (brought);
  assert_published (fixture, FALSE);
  keep (fixture, "2024-01-01");
  assert_published (fixture, TRUE);
}

static void
test_long_list (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GPtrArray) notices
      = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_pack_notice_free);
  g_autoptr (GBytes) content = new_pack ("2024-01-01");
  g_autoptr (GPtrArray) wanted = NULL;

  for (guint i = 0; i < 2 * KTG_PACK_MAX_ANNOUNCED; i++)
    {
      g_autofree char *version = g_strdup_printf ("%u-01-01", 1900 + i);

      g_ptr_array_add (notices, new_notice (version, content));
    }

  wanted = ktg_pack_folder_list_wanted (fixture->packs, notices);
  g_assert_cmpuint (wanted->len, ==, KTG_PACK_MAX_ANNOUNCED);
}

static void
test_all_together (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *path = g_build_filename (fixture->received, "full-2024-01-01.json", NULL);
  g_autoptr (GBytes) content = new_pack ("2024-01-02");
  g_autoptr (KtgPackNotice) notice = new_notice ("2024-01-02", content);
  g_autoptr (GError) error = NULL;

  keep (fixture, "2024-01-01");
  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  g_assert_cmpint (truncate (path, KTG_PACK_MAX_ALL_BYTES - 200), ==, 0);
  g_assert_false (ktg_pack_folder_keep (fixture->packs, notice, NULL, content, &error));
  g_assert_error (error, KTG_PACK_FOLDER_ERROR, KTG_PACK_FOLDER_ERROR_TOO_LARGE);

  keep (fixture, "2024-01-01"); /* one that is written anew is no more than before */
}

static GBytes *
new_packed (GBytes *content)
{
  g_autoptr (GBytes) parcel = ktg_pack_parcel_write (NULL, content);

  return ktg_gzip_pack_always (parcel, 9);
}

static gboolean
finish (Fixture *fixture, const KtgPackPiece *last, guint64 *n_here, GError **error)
{
  g_autoptr (GBytes) parcel = ktg_pack_folder_put_together (fixture->packs, last, error);
  g_autoptr (KtgEnvelope) word = NULL;
  g_autoptr (GBytes) content = parcel != NULL ? ktg_pack_parcel_read (parcel, &word) : NULL;

  gboolean is_kept = content != NULL
                     && ktg_pack_folder_keep (fixture->packs, last->notice, word, content, error);

  ktg_pack_folder_drop (fixture->packs, last->notice);
  *n_here = 0;
  return is_kept;
}

/* Its packed bytes, that come in three pieces: which begin where the last one ended. */
static gboolean
bring (Fixture *fixture, const char *version, guint64 *n_here, GError **error)
{
  g_autoptr (GBytes) content = new_pack (version);
  g_autoptr (GBytes) packed = new_packed (content);
  g_autoptr (KtgPackNotice) notice = new_notice (version, content);
  g_autoptr (KtgPackPiece) question = ktg_pack_piece_new (notice, 0, NULL);
  g_autoptr (KtgPackPiece) piece = NULL;
  g_autoptr (GBytes) bytes = NULL;
  gsize n_packed = g_bytes_get_size (packed);

  if (!ktg_pack_folder_add (fixture->packs, question, n_here, error))
    return FALSE;

  bytes = g_bytes_new_from_bytes (packed, *n_here, MIN (n_packed / 3 + 1, n_packed - *n_here));
  piece = ktg_pack_piece_new (notice, *n_here, bytes);
  piece->is_last = *n_here + g_bytes_get_size (bytes) == n_packed;
  return piece->is_last ? finish (fixture, piece, n_here, error)
                        : ktg_pack_folder_add (fixture->packs, piece, n_here, error);
}

static guint64
bring_well (Fixture *fixture, const char *version)
{
  g_autoptr (GError) error = NULL;
  guint64 n_here = 0;

  g_assert_true (bring (fixture, version, &n_here, &error));
  g_assert_no_error (error);
  return n_here;
}

static void
assert_only_pack (Fixture *fixture)
{
  g_autoptr (GPtrArray) files = ktg_pack_folder_list (fixture->packs);

  g_assert_cmpuint (files->len, ==, 1);
  g_assert_cmpuint (count_files (fixture), ==, 1);
  g_assert_cmpuint (count_left_out (fixture, 1), ==, 0);
}

static void
test_pieces (Fixture *fixture, gconstpointer user_data)
{
  guint64 first = bring_well (fixture, "2024-01-01");
  guint64 second;

  start_anew (fixture);
  second = bring_well (fixture, "2024-01-01");
  g_assert_cmpuint (first, >, 0);
  g_assert_cmpuint (second, >, first);
  g_assert_cmpuint (count_left_out (fixture, 0), ==, 0); /* it is no pack yet */

  g_assert_cmpuint (bring_well (fixture, "2024-01-01"), ==, 0);
  assert_only_pack (fixture);
}

static void
test_another_takes_its_place (Fixture *fixture, gconstpointer user_data)
{
  guint64 first = bring_well (fixture, "2024-01-01");

  g_assert_cmpuint (bring_well (fixture, "2024-01-01.2"), <, 2 * first);
  g_assert_cmpuint (count_files (fixture), ==, 1);
  bring_well (fixture, "2024-01-01.2");
  bring_well (fixture, "2024-01-01.2");
  assert_only_pack (fixture);
}

/* Two programs bring the same one. */
static void
test_elsewhere (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GBytes) content = new_pack ("2024-01-01");
  g_autoptr (KtgPackNotice) notice = new_notice ("2024-01-01", content);
  g_autoptr (KtgPackPiece) piece = NULL;
  guint64 first = bring_well (fixture, "2024-01-01");
  guint64 n_here = 0;

  piece = ktg_pack_piece_new (notice, first + 1, content);
  g_assert_true (ktg_pack_folder_add (fixture->packs, piece, &n_here, NULL));
  g_assert_cmpuint (n_here, ==, first);
  bring_well (fixture, "2024-01-01");
  bring_well (fixture, "2024-01-01");
  assert_only_pack (fixture);
}

static void
spoil_arrival (Fixture *fixture)
{
  g_autoptr (GDir) folder = g_dir_open (fixture->received, 0, NULL);
  const char      *name = g_dir_read_name (folder);
  g_autofree char *path = g_build_filename (fixture->received, name, NULL);
  g_autofree char *text = NULL;
  gsize            size_bytes = 0;

  g_assert_true (g_file_get_contents (path, &text, &size_bytes, NULL));
  text[size_bytes - 1] ^= 1;
  g_assert_true (g_file_set_contents (path, text, (gssize)size_bytes, NULL));
}

static void
test_spoilt_piece (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  guint64 n_here;

  bring_well (fixture, "2024-01-01");
  spoil_arrival (fixture);
  bring_well (fixture, "2024-01-01");
  g_assert_false (bring (fixture, "2024-01-01", &n_here, &error));
  g_assert_error (error, KTG_PACK_FOLDER_ERROR, KTG_PACK_FOLDER_ERROR_OTHER_HASH);
  g_assert_cmpuint (count_files (fixture), ==, 0);

  for (guint i = 0; i < 3; i++)
    bring_well (fixture, "2024-01-01");
  assert_only_pack (fixture);
}

static void
test_no_room_for_pieces (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  guint64 n_here;

  bring_well (fixture, "2024-01-01");
  free_bytes = KTG_PACK_LEAVES_BYTES;
  g_assert_false (bring (fixture, "2024-01-01", &n_here, &error));
  g_assert_error (error, KTG_PACK_FOLDER_ERROR, KTG_PACK_FOLDER_ERROR_NO_SPACE);
  g_assert_cmpuint (count_files (fixture), ==, 0);
  free_bytes = G_MAXUINT64;
}

/* How much was said to be here last, and nothing after the disk failed. */
static guint64
bring_at (Fixture *fixture, guint step, int error_number)
{
  gboolean is_said = TRUE;
  guint64  n_said = 0;

  ktg_fault_disk_arm (fixture->folder, KTG_FAULT_ONCE, step, error_number);
  for (guint i = 0; i < 3 && is_said; i++)
    {
      is_said = bring (fixture, "2024-01-01", &n_said, NULL);
      n_said = is_said ? n_said : 0;
    }

  return n_said;
}

static void
climb_pieces (Fixture *fixture, int error_number)
{
  gboolean is_reached = TRUE;
  guint    step;

  for (step = 1; is_reached; step++)
    {
      guint64 n_said, n_here;

      tear_down (fixture, NULL);
      set_up (fixture, NULL);
      n_said = bring_at (fixture, step, error_number);
      is_reached = ktg_fault_disk_disarm () >= step;
      start_anew (fixture);
      while ((n_here = bring_well (fixture, "2024-01-01")) > 0)
        g_assert_cmpuint (n_here, >, n_said);
      assert_only_pack (fixture);
    }

  g_test_message ("%u steps", step - 1);
  g_assert_cmpuint (step, >, 8);
}

static void
test_failing_disk_and_pieces (Fixture *fixture, gconstpointer user_data)
{
  climb_pieces (fixture, EIO);
  climb_pieces (fixture, ENOSPC);
}

static void
add (const char *name, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (name, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (ktg_seal_init ());
  add ("/pack-folder/another-file-than-was-announced-is-not-kept", test_other_hash);
  add ("/pack-folder/what-says-another-name-or-version-is-not-kept", test_other_name);
  add ("/pack-folder/forms-lists-and-what-a-newer-version-reads-are-kept", test_form_and_regions);
  add ("/pack-folder/what-is-too-large-is-not-kept", test_too_large);
  add ("/pack-folder/what-is-older-than-held-is-not-wanted", test_older);
  add ("/pack-folder/on-a-failing-disk-it-is-there-whole-or-not-at-all", test_failing_disk);
  add ("/pack-folder/on-a-full-disk-that-is-said-and-it-comes-again", test_full_disk);
  add ("/pack-folder/of-one-that-does-not-fit-nothing-stays", test_nothing_stays);
  add ("/pack-folder/it-leaves-the-room-that-reports-need", test_room_for_reports);
  add ("/pack-folder/what-the-disk-spoilt-comes-again-and-is-named", test_spoilt);
  add ("/pack-folder/what-means-nothing-is-not-taken-by-hand-and-is-kept-from-a-server", test_slip);
  add ("/pack-folder/who-published-it-lies-beside-it", test_word);
  add ("/pack-folder/of-a-long-list-the-first-count", test_long_list);
  add ("/pack-folder/no-server-brings-too-much", test_all_together);

  add ("/pack-folder/what-came-in-pieces-stays-over-a-start", test_pieces);
  add ("/pack-folder/another-that-begins-takes-its-place", test_another_takes_its_place);
  add ("/pack-folder/a-piece-that-belongs-elsewhere-changes-nothing", test_elsewhere);
  add ("/pack-folder/pieces-that-make-no-pack-are-thrown-away", test_spoilt_piece);
  add ("/pack-folder/pieces-leave-the-room-that-reports-need", test_no_room_for_pieces);
  add ("/pack-folder/on-a-failing-disk-pieces-come-together-or-anew", test_failing_disk_and_pieces);

  return g_test_run ();
}
