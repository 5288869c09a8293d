/* test-outside-copy.c - a copy for another program says nothing by its name, and goes away
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-outside-copy.h"

#include <glib/gstdio.h>
#include <sys/stat.h>

static char *
dup_name (const char *folder, const char *original_name)
{
  g_autoptr (KtgEvidence) evidence = ktg_evidence_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) place = NULL;

  evidence->sha256 = g_strnfill (64, 'a');
  evidence->original_name = g_strdup (original_name);
  place = ktg_outside_copy_new_place (folder, evidence, &error);
  g_assert_no_error (error);
  return g_file_get_basename (place);
}

static void
test_name (void)
{
  static const struct
  {
    const char *original, *name;
  } names[] = { { "Surat Bu Ratna.pdf", "aaaaaaaaaaaa.pdf" }, { "suara.M4A", "aaaaaaaaaaaa.M4A" },
                { "../../etc/passwd", "aaaaaaaaaaaa" },       { "foto.jpg/../x", "aaaaaaaaaaaa" },
                { "laporan.ratna dewi", "aaaaaaaaaaaa" },     { NULL, "aaaaaaaaaaaa" } };
  g_autofree char *parent = g_dir_make_tmp ("ktg-outside-XXXXXX", NULL);
  g_autofree char *folder = g_build_filename (parent, "opened", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name = dup_name (folder, names[i].original);

      g_assert_cmpstr (name, ==, names[i].name);
    }

  ktg_outside_copy_sweep (folder);
  g_rmdir (parent);
}

static void
test_swept (void)
{
  g_autofree char *parent = g_dir_make_tmp ("ktg-outside-XXXXXX", NULL);
  g_autofree char *folder = g_build_filename (parent, "opened", NULL);
  g_autofree char *name = dup_name (folder, "a.pdf");
  g_autofree char *path = g_build_filename (folder, name, NULL);
  struct stat      about;

  g_assert_cmpint (stat (folder, &about), ==, 0);
  g_assert_cmpint (about.st_mode & 0777, ==, 0700);
  g_assert_true (g_file_set_contents (path, "copy", -1, NULL));
  ktg_outside_copy_sweep (folder);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
  ktg_outside_copy_sweep (folder);
  g_rmdir (parent);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/outside-copy/its-name-says-nothing-of-the-original", test_name);
  g_test_add_func ("/outside-copy/it-goes-away", test_swept);

  return g_test_run ();
}
