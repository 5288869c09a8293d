/* test-publishing.c - a pack and the word for it are published together, whatever the disk does
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-link-table.h"
#include "ktg-publishing.h"
#include "ktg-writer-private.h"

#include <ktg-fault-disk.h>

#include <errno.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <ktg-seal-error.h>
#include <string.h>

#define NAME "gestures"
#define TODAY "2026-11-29"

static gint64
get_now_ms (void)
{
  return g_get_real_time () / 1000;
}

/* As a server is started. */
static KtgArchive *
start (const char *folder)
{
  g_autoptr (GError) error = NULL;
  KtgArchive *archive = ktg_archive_open (folder, get_now_ms, &error);

  g_assert_no_error (error);
  ktg_publishing_stock (archive, NULL, TRUE, &error);
  g_assert_no_error (error);
  return archive;
}

static gboolean
publish (KtgArchive *archive, const char *version)
{
  char *text = g_strdup_printf ("{\"format\":1,\"pack\":\"" NAME "\",\"version\":\"%s\"}", version);
  g_autoptr (GBytes) content = g_bytes_new_take (text, strlen (text));
  g_autoptr (KtgPackNotice) notice = ktg_publishing_publish (archive, content, TODAY, NULL);

  return notice != NULL;
}

static gboolean
is_handed_out (KtgArchive *archive, const char *version)
{
  g_autofree char *id = g_strconcat (NAME "-", version, NULL);
  g_autoptr (KtgShelvedPack) pack = ktg_shelf_dup_pack (ktg_archive_get_shelf (archive), id);

  return pack != NULL;
}

typedef struct
{
  const char *version;
  guint       n_words;
} Count;

static gboolean
count_words (KtgCatalog *catalog, gpointer data, GError **error)
{
  Count *count = data;
  g_autoptr (GPtrArray) words
      = ktg_link_table_list_words (catalog->db, NAME, count->version, error);

  count->n_words = words != NULL ? words->len : 0;
  return words != NULL;
}

static void
assert_one_word (KtgArchive *archive, const char *version)
{
  Count count = { version, 0 };
  g_autoptr (GError) error = NULL;

  ktg_writer_run (ktg_archive_get_writer (archive), count_words, &count, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count.n_words, ==, 1);
}

/* Gives whether the fault was reached. What was said to be published is so after a start; what was
 * not can be, in one word, also where a COMMIT that was said to fail did not. Only where the
 * machine died then may it be handed out all the same. */
static gboolean
fail_at (const char *folder, guint step, KtgFaultKind kind, int error_number)
{
  g_autofree char *version = g_strdup_printf ("20%02u-01", step);
  KtgArchive      *archive = start (folder);
  gboolean         is_said, was_reached, is_here;

  ktg_fault_disk_arm (folder, kind, step, error_number);
  is_said = publish (archive, version);
  was_reached = ktg_fault_disk_disarm () >= step;
  g_assert_true (is_said || was_reached);
  g_assert_cmpint (is_handed_out (archive, version), ==, is_said);
  ktg_archive_close (archive);

  archive = start (folder);
  is_here = is_handed_out (archive, version);
  g_assert_true (is_here || !is_said);
  g_assert_true (is_said || !is_here || kind == KTG_FAULT_DEAD);
  g_assert_true (publish (archive, version));
  g_assert_true (is_handed_out (archive, version));
  assert_one_word (archive, version);
  ktg_archive_close (archive);
  return was_reached;
}

static void
climb (KtgFaultKind kind, int error_number)
{
  g_autofree char *folder = g_dir_make_tmp ("ktg-publishing-XXXXXX", NULL);
  guint            step = 1;

  while (fail_at (folder, step, kind, error_number))
    step++;
  g_test_message ("%u steps", step);
  g_assert_cmpuint (step, >, 8);
  ktg_fault_disk_remove_folder (folder);
}

/* By somebody who has no key, and who is not named by the audit. */
static void
test_laid_there (void)
{
  g_autofree char *folder = g_dir_make_tmp ("ktg-publishing-XXXXXX", NULL);
  KtgArchive      *archive = start (folder);
  g_autofree char *place = g_strdup (ktg_shelf_get_folder (ktg_archive_get_shelf (archive)));
  g_autofree char *path = g_build_filename (place, NAME "-2020-01.json", NULL);

  ktg_archive_close (archive);
  g_assert_cmpint (g_mkdir (place, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path,
                                      "{\"format\":1,\"pack\":\"" NAME
                                      "\",\"version\":\"2020-01\"}",
                                      -1,
                                      NULL));
  archive = start (folder);
  g_assert_false (is_handed_out (archive, "2020-01"));
  g_assert_true (publish (archive, "2020-01"));
  ktg_archive_close (archive);

  archive = start (folder);
  g_assert_true (is_handed_out (archive, "2020-01"));
  ktg_archive_close (archive);
  ktg_fault_disk_remove_folder (folder);
}

static void
test_failing_disk (void)
{
  climb (KTG_FAULT_ONCE, EIO);
}

static void
test_end (void)
{
  climb (KTG_FAULT_DEAD, ENOSPC);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (ktg_seal_init ());
  g_log_set_always_fatal (G_LOG_FATAL_MASK); /* a disk that fails is warned of */

  g_test_add_func ("/publishing/what-only-lies-in-the-folder-is-not-published", test_laid_there);
  g_test_add_func ("/publishing/on-a-failing-disk-pack-and-word-are-there-or-neither",
                   test_failing_disk);
  g_test_add_func ("/publishing/what-was-said-to-be-published-is-so-after-a-sudden-end", test_end);

  return g_test_run ();
}
