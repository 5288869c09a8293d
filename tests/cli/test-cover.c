/* test-cover.c - a copy to show around is made from a terminal
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-call.h"

#include <string.h>

static gboolean
is_jpeg (const char *path)
{
  g_autofree char *bytes = NULL;
  gsize            n_bytes = 0;

  return g_file_get_contents (path, &bytes, &n_bytes, NULL) && n_bytes > 100
         && memcmp (bytes, "\xff\xd8\xff", 3) == 0;
}

/* Into a folder it goes by a name that says of which report and file it is. */
static void
a_copy_says_what_it_is_of (void)
{
  g_autoptr (KtgPost) post = ktg_post_new ();
  g_autofree char *photo = ktg_post_paint (post, "one.jpg");
  g_autofree char *id = ktg_post_file (post, photo);
  g_autofree char *path
      = ktg_post_ask (post, "cover", id, "1", "--rectangle", "200,150,90,120", post->folder, NULL);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *after = ktg_post_ask (post, "show", id, "--json", NULL);
  g_autofree char *words = ktg_post_ask (post, "show", id, NULL);

  g_assert_true (g_str_has_prefix (name, "covered-copy-"));
  g_assert_nonnull (strstr (name, "-file-1-"));
  g_assert_true (is_jpeg (path));
  g_assert_nonnull (strstr (after, "\"covered\""));
  g_assert_nonnull (strstr (words, "Covered copy saved: "));
}

static void
nothing_is_written_over (void)
{
  g_autoptr (KtgPost) post = ktg_post_new ();
  g_autofree char *photo = ktg_post_paint (post, "one.jpg");
  g_autofree char *id = ktg_post_file (post, photo);
  g_autoptr (KtgCall) call
      = ktg_post_call (post, "cover", id, "1", "--rectangle", "1,1,9,9", photo, NULL);

  g_assert_cmpint (call->exit, ==, 1);
  g_assert_nonnull (strstr (call->err, "is there already"));
  g_assert_true (is_jpeg (photo));
}

static void
what_cannot_be_covered_is_said (void)
{
  g_autoptr (KtgPost) post = ktg_post_new ();
  g_autofree char *photo = ktg_post_write (post, "text.pdf", "%PDF-1.4 no picture");
  g_autofree char *id = ktg_post_file (post, photo);
  g_autofree char *out = g_build_filename (post->folder, "copy.jpg", NULL);
  g_autoptr (KtgCall) no_picture
      = ktg_post_call (post, "cover", id, "1", "--rectangle", "1,1,9,9", out, NULL);
  g_autoptr (KtgCall) no_file
      = ktg_post_call (post, "cover", id, "2", "--rectangle", "1,1,9,9", out, NULL);

  g_assert_cmpint (no_picture->exit, ==, 1);
  g_assert_nonnull (strstr (no_picture->err, "the original is as it was"));
  g_assert_cmpint (no_file->exit, ==, 1);
  g_assert_nonnull (strstr (no_file->err, "this report has 1"));
  g_assert_false (g_file_test (out, G_FILE_TEST_EXISTS));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cover/a-copy-says-what-it-is-of", a_copy_says_what_it_is_of);
  g_test_add_func ("/cover/nothing-is-written-over", nothing_is_written_over);
  g_test_add_func ("/cover/what-cannot-be-covered-is-said", what_cannot_be_covered_is_said);

  return g_test_run ();
}
