/* test-picture-codes.c - what the QR codes in a picture say
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-code-maker.h"
#include "ktg-photo-error.h"
#include "ktg-picture-codes.h"
#include "ktg-picture-maker.h"

#include <string.h>

#define WHOLE                                                                                      \
  "KENTONGAN:1:0123456789ABCDEFGHJKMNPQRSTVWXYZ:p3oamNIuGeJ_E9LGzvQrlalvAb79KX0BGhKaMylxQCY:"      \
  "p3oamNIuGeJ_E9LGzvQrlalvAb79KX0BGhKaMylxQCY"

static GStrv
read_codes (GBytes *picture)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (picture);
  g_autoptr (GError) error = NULL;
  GStrv texts = ktg_picture_codes_read (stream, NULL, &error);

  g_assert_no_error (error);
  return texts;
}

static void
assert_read (const KtgCodeSpec *spec)
{
  g_autoptr (GBytes) picture = ktg_code_make (spec);
  g_auto (GStrv) texts = read_codes (picture);
  guint n_texts = 0;

  while (spec->texts[n_texts] != NULL)
    g_assert_true (g_strv_contains ((const char *const *)texts, spec->texts[n_texts++]));
  g_assert_cmpuint (g_strv_length (texts), ==, n_texts);
}

static void
test_one (void)
{
  const KtgCodeSpec specs[] = {
    { { WHOLE }, 600, 600, 8, 0, FALSE, FALSE },  { { WHOLE }, 240, 240, 4, 0, FALSE, FALSE },
    { { WHOLE }, 600, 600, 8, 90, FALSE, FALSE }, { { WHOLE }, 700, 700, 8, 23, FALSE, FALSE },
    { { WHOLE }, 600, 600, 8, 0, FALSE, TRUE },   { { "0123-4567" }, 100, 100, 3, 0, FALSE, FALSE },
    { { WHOLE }, 1600, 1200, 6, 7, TRUE, FALSE }, { { WHOLE }, 4000, 3000, 8, 171, TRUE, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (specs); i++)
    assert_read (&specs[i]);
}

static void
test_two (void)
{
  const KtgCodeSpec spec = { { WHOLE, "https://example.org/" }, 1200, 600, 8, 0, FALSE, FALSE };

  assert_read (&spec);
}

static void
test_none (void)
{
  const KtgPictureSpec specs[] = {
    { .format = KTG_PICTURE_JPEG, .width = 900, .height = 700 },
    { .format = KTG_PICTURE_JPEG, .width = 900, .height = 700, .has_noise = TRUE },
    { .format = KTG_PICTURE_PNG, .width = 1, .height = 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (specs); i++)
    {
      g_autoptr (GBytes) picture = ktg_picture_make (&specs[i]);
      g_auto (GStrv) texts = read_codes (picture);

      g_assert_cmpuint (g_strv_length (texts), ==, 0);
    }
}

/* Marks that turn text around, and the end of a line, do not come through. */
static void
test_hostile_text (void)
{
  const KtgCodeSpec spec = { { "aman\u202e\nkode\u2066" }, 400, 400, 8, 0, FALSE, FALSE };
  g_autoptr (GBytes) picture = ktg_code_make (&spec);
  g_auto (GStrv) texts = read_codes (picture);

  for (guint i = 0; texts[i] != NULL; i++)
    {
      g_assert_null (strstr (texts[i], "\u202e"));
      g_assert_null (strchr (texts[i], '\n'));
    }
}

static void
assert_not_shown (GBytes *bytes)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr (GError) error = NULL;

  g_assert_null (ktg_picture_codes_read (stream, NULL, &error));
  g_assert_error (error, KTG_PHOTO_ERROR, KTG_PHOTO_ERROR_NOT_SHOWN);
}

static void
test_garbage (void)
{
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);
  g_autoptr (GBytes) text = g_bytes_new_static ("no picture", 10);
  g_autoptr (GBytes) begun = g_bytes_new_static ("\xff\xd8\xff\xe0 and no more", 16);
  g_autoptr (GBytes) bomb = ktg_picture_make_png_header (60000, 60000);

  assert_not_shown (nothing);
  assert_not_shown (text);
  assert_not_shown (begun);
  assert_not_shown (bomb);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/picture-codes/a-code-is-read-turned-small-reversed-and-in-a-photo", test_one);
  g_test_add_func ("/picture-codes/each-of-two-codes-is-told", test_two);
  g_test_add_func ("/picture-codes/a-picture-without-a-code-has-none", test_none);
  g_test_add_func ("/picture-codes/what-a-code-says-is-plain-text", test_hostile_text);
  g_test_add_func ("/picture-codes/what-is-no-picture-is-refused", test_garbage);

  return g_test_run ();
}
