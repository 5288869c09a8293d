/* test-broken-picture.c - whatever the bytes, the reading ends well
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-photo.h"
#include "ktg-picture-maker.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>

#define ROUNDS 40 /* of each kind; ten times as many in a long run */
#define AT_MOST_S 5

/* What became of them, for people: a decoder may end of what it reads, the app may not. */
typedef struct
{
  guint  n_read, n_shown, n_ended, n_slow;
  double longest_s;
} Tally;

static guint n_ended_by[NSIG];

/* Stands before the C library's: so is heard what each decoder ended by. */
pid_t
waitpid (pid_t pid, int *status, int options)
{
  int   ended_by = 0;
  pid_t waited = wait4 (pid, &ended_by, options, NULL);

  if (waited > 0 && WIFSIGNALED (ended_by))
    n_ended_by[WTERMSIG (ended_by)]++;
  if (status != NULL)
    *status = ended_by;

  return waited;
}

/* Flips a few bytes, more of them near the beginning, and sometimes cuts the end off. */
static GBytes *
break_bytes (GRand *random, GBytes *whole)
{
  gsize   n_bytes = 0;
  guchar *bytes = g_memdup2 (g_bytes_get_data (whole, &n_bytes), g_bytes_get_size (whole));
  int     n_flips = g_rand_int_range (random, 1, 12);

  for (int i = 0; i < n_flips; i++)
    {
      gsize reach = g_rand_boolean (random) ? MIN (n_bytes, 600) : n_bytes;

      bytes[g_rand_int_range (random, 0, (gint32)reach)] = (guchar)g_rand_int (random);
    }
  if (g_rand_int_range (random, 0, 4) == 0)
    n_bytes = (gsize)g_rand_int_range (random, 1, (gint32)n_bytes);

  return g_bytes_new_take (bytes, n_bytes);
}

static void
count (Tally *tally, const KtgPhoto *photo, double seconds)
{
  tally->n_read++;
  tally->longest_s = MAX (tally->longest_s, seconds);
  tally->n_shown += photo != NULL && photo->fate == KTG_PICTURE_SHOWN;
  tally->n_ended += photo != NULL && photo->fate == KTG_PICTURE_DECODER_ENDED;
  tally->n_slow += photo != NULL && photo->fate == KTG_PICTURE_TOO_SLOW;
}

static void
assert_ends_well (Tally *tally, const char *folder, GBytes *bytes)
{
  g_autoptr (GFile) file = ktg_picture_write (folder, "broken", bytes);
  g_autoptr (GError) error = NULL;
  g_autoptr (GTimer) timer = g_timer_new ();
  g_autoptr (KtgPhoto) photo = ktg_photo_read (file, 0, 0, NULL, &error);
  double seconds = g_timer_elapsed (timer, NULL);

  g_assert_cmpfloat (seconds, <, AT_MOST_S);
  count (tally, photo, seconds);
  if (photo == NULL)
    {
      g_assert_error (error, KTG_PHOTO_ERROR, KTG_PHOTO_ERROR_NOT_EVIDENCE);
      return;
    }

  g_assert_no_error (error);
  g_assert_nonnull (photo->media_type);
  g_assert_true (photo->camera == NULL || g_utf8_validate (photo->camera, -1, NULL));
  if (photo->preview != NULL)
    g_assert_cmpuint (g_bytes_get_size (photo->preview), <=, KTG_PREVIEW_MAX_BYTES);
}

/* SIGKILL tells of an answer that came before the end, or of one that did not come in time. No
 * picture may bring a library to a call that the filter kills for. */
static void
tell_what_ended_them (void)
{
  for (int by = 1; by < NSIG; by++)
    if (n_ended_by[by] > 0 && by != SIGKILL)
      g_test_message ("%u ended by: %s", n_ended_by[by], g_strsignal (by));

  g_assert_cmpuint (n_ended_by[SIGSYS], ==, 0);
}

static int
count_rounds (void)
{
  return g_strcmp0 (g_getenv ("KTG_LAB_SHARE"), "torture") == 0 ? 10 * ROUNDS : ROUNDS;
}

static void
test_broken (gconstpointer data)
{
  KtgPictureSpec   spec = { .format = (KtgPictureFormat)GPOINTER_TO_INT (data),
                            .width = 90,
                            .height = 70,
                            .orientation = 5,
                            .taken = "2022:08:14 10:01:02",
                            .offset = "+09:00",
                            .make = "Sungai",
                            .model = "Batu 3",
                            .has_position = TRUE,
                            .latitude = -7.25,
                            .longitude = 112.75 };
  g_autofree char *folder = g_dir_make_tmp ("ktg-broken-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "broken", NULL);
  g_autoptr (GRand) random = g_rand_new_with_seed (20241127);
  g_autoptr (GBytes) whole = ktg_picture_make (&spec);
  Tally tally = { 0 };

  memset (n_ended_by, 0, sizeof n_ended_by);
  for (int i = 0; i < count_rounds (); i++)
    {
      g_autoptr (GBytes) broken = break_bytes (random, whole);

      assert_ends_well (&tally, folder, broken);
    }

  g_test_message ("%u read, %u shown, %u ended their decoder, %u were too slow, longest %.2f s",
                  tally.n_read,
                  tally.n_shown,
                  tally.n_ended,
                  tally.n_slow,
                  tally.longest_s);
  tell_what_ended_them ();
  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* Of the block that the camera wrote only; the picture is whole. A library that complains of it
 * looks for its words in the officer's language, and is not to die of that. */
static void
test_camera_block (void)
{
  static const guint8 mark[] = { 'E', 'x', 'i', 'f', 0, 0 };
  KtgPictureSpec      spec
      = { .format = KTG_PICTURE_JPEG, .width = 90, .height = 70, .taken = "2022:08:14 10:01:02" };
  g_autofree char *folder = g_dir_make_tmp ("ktg-block-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "block", NULL);
  g_autoptr (GBytes) whole = ktg_picture_make (&spec);
  gsize   n_bytes = g_bytes_get_size (whole);
  guint8 *bytes = g_memdup2 (g_bytes_get_data (whole, NULL), n_bytes);
  guint8 *block = memmem (bytes, n_bytes, mark, sizeof mark);
  g_autoptr (GBytes) broken = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgPhoto) photo = NULL;

  g_assert_nonnull (block);
  memset (block + sizeof mark + 4, 0x7f, 4); /* where its first table should be */
  broken = g_bytes_new_take (bytes, n_bytes);
  file = ktg_picture_write (folder, "block", broken);
  photo = ktg_photo_read (file, 0, 0, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (photo->fate, !=, KTG_PICTURE_DECODER_ENDED);
  g_assert_nonnull (photo->preview);
  g_assert_null (photo->taken);
  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int argc, char **argv)
{
  static const char *const names[]
      = { "jpeg", "png", "interlaced-png", "webp", "lossless-webp", "tiff", "bmp", "gif" };

  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name = g_strdup_printf ("/broken-picture/a-%s-ends-well", names[i]);

      g_test_add_data_func (name, GINT_TO_POINTER ((int)i), test_broken);
    }

  g_test_add_func ("/broken-picture/a-broken-camera-block-costs-no-preview", test_camera_block);

  return g_test_run ();
}
