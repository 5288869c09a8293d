/* test-unruly.c - whatever the program that decodes is made to do, the app goes on, and soon
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-photo.h"
#include "ktg-picture-maker.h"
#include "ktg-picture-process.h"
#include "ktg-raster.h"

#include <glib/gstdio.h>
#include <memory-limit.h>
#include <string.h>

/* Its own limits are 5 s without a sign and 20 s as a whole. */
#define AT_MOST_S 25

typedef struct
{
  char   *folder;
  GBytes *picture;
  GFile  *file;
} Desk;

static void
desk_set_up (Desk *desk, gconstpointer act)
{
  KtgPictureSpec   spec = { .width = 900, .height = 700, .has_noise = TRUE };
  g_autofree char *program = NULL;

  desk->folder = g_dir_make_tmp ("ktg-unruly-XXXXXX", NULL);
  desk->picture = ktg_picture_make (&spec);
  desk->file = ktg_picture_write (desk->folder, "a.jpg", desk->picture);
  program = g_build_filename (desk->folder, act, NULL);
  g_assert_cmpint (symlink (g_getenv ("KTG_UNRULY"), program), ==, 0);
  ktg_picture_process_use_program (program);
}

static void
desk_tear_down (Desk *desk, gconstpointer act)
{
  g_autofree char *program = g_build_filename (desk->folder, act, NULL);

  g_assert_cmpint (g_remove (program), ==, 0);
  g_assert_true (g_file_delete (desk->file, NULL, NULL));
  g_assert_cmpint (g_rmdir (desk->folder), ==, 0);
  g_clear_object (&desk->file);
  g_clear_pointer (&desk->picture, g_bytes_unref);
  g_free (desk->folder);
}

static gboolean
count (gpointer keeper, const guint8 *bytes, gsize size_bytes, GError **error)
{
  *(gsize *)keeper += size_bytes;
  return TRUE;
}

static KtgPhoto *
take (Desk *desk)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GTimer) timer = g_timer_new ();
  gsize     n_kept = 0;
  KtgPhoto *photo = ktg_photo_copy (desk->file, 0, 0, count, &n_kept, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (photo->media_type, ==, "image/jpeg");
  g_assert_cmpuint (n_kept, ==, g_bytes_get_size (desk->picture));
  g_assert_null (photo->preview);
  g_assert_cmpfloat (g_timer_elapsed (timer, NULL), <, AT_MOST_S);

  return photo;
}

/* All bytes are kept, and the picture has no preview for a reason that is said. */
static void
test_goes_on (Desk *desk, gconstpointer act)
{
  g_autoptr (KtgPhoto) photo = take (desk);

  g_assert_cmpint (photo->fate, ==, KTG_PICTURE_TOO_COSTLY);
}

static void
test_too_slow (Desk *desk, gconstpointer act)
{
  g_autoptr (KtgPhoto) photo = take (desk);

  g_assert_cmpint (photo->fate, ==, KTG_PICTURE_TOO_SLOW);
}

static void
test_ended (Desk *desk, gconstpointer act)
{
  g_autoptr (KtgPhoto) photo = take (desk);

  g_assert_cmpint (photo->fate, ==, KTG_PICTURE_DECODER_ENDED);
}

static void
assert_no_decoder (Desk *desk, const char *program)
{
  g_autoptr (KtgPhoto) photo = NULL;

  ktg_picture_process_use_program (program);
  photo = take (desk);
  g_assert_cmpint (photo->fate, ==, KTG_PICTURE_NO_DECODER);
}

/* It is there, and dies before it comes to any picture. */
static void
test_not_started (Desk *desk, gconstpointer act)
{
  assert_no_decoder (desk, "/bin/false");
}

static void
test_not_there (Desk *desk, gconstpointer act)
{
  assert_no_decoder (desk, "/nowhere/kentongan-picture");
}

static void
test_refused (Desk *desk, gconstpointer act)
{
  g_autoptr (KtgPhoto) photo = take (desk);

  g_assert_cmpint (photo->fate, ==, KTG_PICTURE_OF_NO_SHOWN_KIND);
}

static void
test_cancelled (Desk *desk, gconstpointer act)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (desk->picture);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (ktg_raster_decode (stream, NULL, 100, 100, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_missing (void)
{
  KtgPictureSpec spec = { .width = 90, .height = 70 };
  g_autoptr (GBytes) picture = ktg_picture_make (&spec);
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (picture);
  g_autoptr (GError) error = NULL;

  ktg_picture_process_use_program ("/nowhere/kentongan-picture");
  g_assert_null (ktg_raster_decode (stream, NULL, 100, 100, NULL, &error));
  g_assert_error (error, KTG_PHOTO_ERROR, KTG_PHOTO_ERROR_NOT_SHOWN);
}

#define ADD(name, act, test)                                                                       \
  g_test_add ("/unruly/" name, Desk, act, desk_set_up, (test), desk_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("one-that-hangs-is-ended", "hang", test_too_slow);
  ADD ("one-that-takes-nothing-is-ended", "never-read", test_too_slow);
  if (HAS_MEMORY_LIMIT)
    ADD ("one-that-eats-memory-is-given-no-more", "eat-memory", test_goes_on);
  ADD ("one-that-dies-costs-a-preview", "die", test_ended);
  ADD ("nonsense-is-not-believed", "tell-nonsense", test_ended);
  ADD ("no-more-is-heard-than-an-answer-can-be", "tell-too-much", test_ended);
  ADD ("one-that-only-shows-signs-of-life-is-ended", "beat-for-ever", test_too_slow);
  ADD ("it-opens-no-file", "open-file", test_refused);
  ADD ("it-makes-no-code", "make-code", test_refused);
  ADD ("it-dies-of-making-a-socket", "make-socket", test_ended);
  ADD ("it-dies-of-beginning-a-process", "begin-process", test_ended);
  ADD ("it-dies-of-starting-a-program", "start-program", test_ended);
  ADD ("it-dies-of-a-signal-to-another", "kill-parent", test_ended);
  ADD ("who-looks-away-waits-for-nothing", "hang", test_cancelled);
  ADD ("one-that-does-not-start-costs-a-preview-and-is-told-apart", "die", test_not_started);
  ADD ("one-that-is-not-there-costs-a-preview-and-is-told-apart", "die", test_not_there);
  g_test_add_func ("/unruly/without-the-program-nothing-is-shown", test_missing);

  return g_test_run ();
}
