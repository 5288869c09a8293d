/* test-gzip.c - what was packed comes back, bombs do not
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-gzip.h>

#include <string.h>

#define SIZE 500000

static void
test_what_was_packed_comes_back (void)
{
  g_autoptr (GBytes) plain = g_bytes_new_take (g_malloc0 (SIZE), SIZE);

  for (int level = 1; level <= 9; level++)
    {
      g_autoptr (GBytes) packed = ktg_gzip_pack (plain, level);
      g_autoptr (GBytes) back = ktg_gzip_unpack (packed, SIZE);

      g_assert_cmpuint (g_bytes_get_size (packed), <, SIZE / 50);
      g_assert_true (g_bytes_equal (plain, back));
    }
}

static void
test_bombs_and_what_is_broken_are_refused (void)
{
  g_autoptr (GBytes) plain = g_bytes_new_take (g_malloc0 (SIZE), SIZE);
  g_autoptr (GBytes) packed = ktg_gzip_pack (plain, 9);
  g_autoptr (GBytes) cut = g_bytes_new_from_bytes (packed, 0, g_bytes_get_size (packed) - 1);
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);
  g_autoptr (GByteArray) more = g_byte_array_new ();
  g_autoptr (GBytes) followed = NULL;

  g_byte_array_append (more, g_bytes_get_data (packed, NULL), g_bytes_get_size (packed));
  g_byte_array_append (more, (const guint8 *)"x", 1);
  followed = g_byte_array_free_to_bytes (g_steal_pointer (&more));

  g_assert_null (ktg_gzip_unpack (packed, SIZE - 1));
  g_assert_null (ktg_gzip_unpack (packed, 0));
  g_assert_null (ktg_gzip_unpack (cut, SIZE));
  g_assert_null (ktg_gzip_unpack (nothing, SIZE));
  g_assert_null (ktg_gzip_unpack (plain, SIZE));
  g_assert_null (ktg_gzip_unpack (followed, SIZE));
}

static void
test_what_would_not_be_shorter_is_not_packed (void)
{
  g_autoptr (GBytes) word = g_bytes_new_static ("kentongan", strlen ("kentongan"));
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);

  g_assert_null (ktg_gzip_pack (word, 9));
  g_assert_null (ktg_gzip_pack (nothing, 6));
}

/* It cannot be shortened. */
static GBytes *
make_noise (guint size)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (size);
  guint8 *bytes = g_malloc (size);

  for (guint i = 0; i < size; i++)
    bytes[i] = (guint8)g_rand_int (random);

  return g_bytes_new_take (bytes, size);
}

static void
test_what_must_be_packed_is (void)
{
  for (guint size = 0; size < SIZE; size = size * 3 + 1)
    {
      g_autoptr (GBytes) plain = make_noise (size);
      g_autoptr (GBytes) packed = ktg_gzip_pack_always (plain, 9);
      g_autoptr (GBytes) back = ktg_gzip_unpack (packed, SIZE);

      g_assert_true (g_bytes_equal (plain, back));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/gzip/what-was-packed-comes-back", test_what_was_packed_comes_back);
  g_test_add_func ("/gzip/bombs-and-what-is-broken-are-refused",
                   test_bombs_and_what_is_broken_are_refused);
  g_test_add_func ("/gzip/what-would-not-be-shorter-is-not-packed",
                   test_what_would_not_be_shorter_is_not_packed);
  g_test_add_func ("/gzip/what-must-be-packed-is", test_what_must_be_packed_is);

  return g_test_run ();
}
