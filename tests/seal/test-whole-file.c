/* test-whole-file.c - a file is read as far as it goes, and what is none is not waited for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-seal-error.h>
#include <ktg-whole-file.h>

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <sys/stat.h>

#define WORDS "Netral itu wajib."
#define MORE_THAN_A_MACHINE_HAS ((gsize)1 << 60)

typedef struct
{
  char *folder;
  char *path;
} Desk;

static void
set_up (Desk *desk, gconstpointer data)
{
  desk->folder = g_dir_make_tmp ("kentongan-whole-XXXXXX", NULL);
  desk->path = g_build_filename (desk->folder, "file", NULL);
}

static void
tear_down (Desk *desk, gconstpointer data)
{
  g_remove (desk->path);
  g_rmdir (desk->folder);
  g_free (desk->path);
  g_free (desk->folder);
}

static void
assert_reads (Desk *desk, gsize max_bytes, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) read = ktg_whole_file_read (desk->path, max_bytes, &error);

  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (read, NULL), g_bytes_get_size (read), words, strlen (words));
}

static void
assert_not_read (Desk *desk)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (ktg_whole_file_read (desk->path, 100, &error));
  g_assert_error (error, KTG_SEAL_ERROR, KTG_SEAL_ERROR_IO);
}

static void
test_a_limit_costs_nothing (Desk *desk, gconstpointer data)
{
  g_assert_true (g_file_set_contents (desk->path, WORDS, -1, NULL));
  assert_reads (desk, MORE_THAN_A_MACHINE_HAS, WORDS);
}

static void
test_of_what_is_too_long_one_byte_more_is_read (Desk *desk, gconstpointer data)
{
  g_assert_true (g_file_set_contents (desk->path, WORDS, -1, NULL));
  assert_reads (desk, strlen (WORDS), WORDS);
  assert_reads (desk, strlen (WORDS) - 1, WORDS);
  assert_reads (desk, 5, "Netral");
}

static void
test_an_empty_file_is_one (Desk *desk, gconstpointer data)
{
  g_assert_true (g_file_set_contents (desk->path, "", 0, NULL));
  assert_reads (desk, 100, "");
}

static void
test_a_folder_or_a_pipe_is_none (Desk *desk, gconstpointer data)
{
  assert_not_read (desk);
  g_assert_cmpint (g_mkdir (desk->path, 0700), ==, 0);
  assert_not_read (desk);
  g_assert_cmpint (g_rmdir (desk->path), ==, 0);
  g_assert_cmpint (mkfifo (desk->path, 0600), ==, 0);
  assert_not_read (desk);
}

static void
add (const char *path, void (*test) (Desk *desk, gconstpointer data))
{
  g_test_add (path, Desk, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/seal/whole-file/a-limit-costs-nothing", test_a_limit_costs_nothing);
  add ("/seal/whole-file/of-what-is-too-long-one-byte-more-is-read",
       test_of_what_is_too_long_one_byte_more_is_read);
  add ("/seal/whole-file/an-empty-file-is-one", test_an_empty_file_is_one);
  add ("/seal/whole-file/a-folder-or-a-pipe-is-none", test_a_folder_or_a_pipe_is_none);
  return g_test_run ();
}
