/* test-progress.c - what people are told waits
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "owed-fixture.h"

#include <ktg-progress.h>

static void
add_preview (KtgOwed *owed, const char *sha256, guint64 size_bytes)
{
  add_file (owed, sha256, size_bytes, NULL, 0)->is_preview = TRUE;
}

/* Somebody who attached two photos is told of two, whatever goes over the link for them. */
static void
test_a_photo_and_its_preview_are_one_file (void)
{
  g_autoptr (KtgOwed) owed = ktg_owed_new ();
  KtgSyncProgress progress = { 0 };

  add_preview (owed, "preview 1", 30000);
  add_preview (owed, "preview 2", 40000);
  add_file (owed, "original 1", 1000000, NULL, 0);
  add_file (owed, "original 2", 2000000, NULL, 0);
  ktg_progress_set_owed (&progress, owed);
  g_assert_cmpuint (progress.n_files_waiting, ==, 2);
  g_assert_cmpuint (progress.file_bytes_waiting, ==, 3070000);
}

/* An original that the server had from another report leaves its new preview behind. */
static void
test_a_preview_alone_is_still_a_file_that_waits (void)
{
  g_autoptr (KtgOwed) owed = ktg_owed_new ();
  KtgSyncProgress progress = { 0 };

  add_preview (owed, "preview", 30000);
  ktg_progress_set_owed (&progress, owed);
  g_assert_cmpuint (progress.n_files_waiting, ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sync/progress/a-photo-and-its-preview-are-one-file",
                   test_a_photo_and_its_preview_are_one_file);
  g_test_add_func ("/sync/progress/a-preview-alone-is-still-a-file-that-waits",
                   test_a_preview_alone_is_still_a_file_that_waits);
  return g_test_run ();
}
