/* test-sealed-file.c - sealed files: whole, or said to be damaged
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-random.h>
#include <ktg-sealed-reader.h>
#include <ktg-sealed-writer.h>

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define PIECE (64 * 1024)
#define START 32
#define ON_DISK (PIECE + 17)

typedef struct
{
  char     *directory;
  char     *key;
  char     *path;
  KtgVault *vault;
} Fixture;

static void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  fixture->directory = g_dir_make_tmp ("ktg-sealed-XXXXXX", NULL);
  fixture->key = g_build_filename (fixture->directory, "vault.key", NULL);
  fixture->path = g_build_filename (fixture->directory, "file", NULL);
  fixture->vault = ktg_vault_open (fixture->key, TRUE, NULL);
  g_assert_nonnull (fixture->vault);
}

static void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  ktg_vault_free (fixture->vault);
  g_unlink (fixture->key);
  g_unlink (fixture->path);
  g_assert_cmpint (g_rmdir (fixture->directory), ==, 0);
  g_free (fixture->key);
  g_free (fixture->path);
  g_free (fixture->directory);
}

static guint8 *
make_plain (gsize size)
{
  guint8 *bytes = g_malloc (size + 1);

  for (gsize i = 0; i < size; i++)
    bytes[i] = i ^ i >> 8 ^ i >> 16;

  return bytes;
}

static void
seal (Fixture *fixture, const guint8 *bytes, gsize size, gsize step)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgSealedWriter) writer = NULL;
  int fd = g_open (fixture->path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

  writer = ktg_sealed_writer_new (fixture->vault, "file:a", fd, &error);
  g_assert_no_error (error);
  for (gsize at = 0; at < size; at += step)
    g_assert_true (ktg_sealed_writer_write (writer, bytes + at, MIN (step, size - at), &error));
  g_assert_true (ktg_sealed_writer_finish (writer, &error));
  close (fd);
}

static GByteArray *
unseal (Fixture *fixture, const char *purpose, GError **error)
{
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GByteArray) plain = g_byte_array_new ();
  guint8 buffer[10000];
  gssize n;

  stream = ktg_sealed_reader_new (fixture->vault, purpose, g_open (fixture->path, O_RDONLY), error);
  if (stream == NULL)
    return NULL;

  while ((n = g_input_stream_read (stream, buffer, sizeof buffer, NULL, error)) > 0)
    g_byte_array_append (plain, buffer, n);

  return n == 0 ? g_steal_pointer (&plain) : NULL;
}

static void
assert_whole (Fixture *fixture, const guint8 *bytes, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GByteArray) plain = unseal (fixture, "file:a", &error);

  g_assert_no_error (error);
  g_assert_cmpmem (plain->data, plain->len, bytes, size);
}

static void
assert_damaged (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GByteArray) plain = unseal (fixture, "file:a", &error);

  g_assert_error (error, KTG_SEAL_ERROR, KTG_SEAL_ERROR_DAMAGED);
  g_assert_null (plain);
}

static void
put (Fixture *fixture, const char *bytes, gsize size)
{
  g_assert_true (g_file_set_contents (fixture->path, bytes, size, NULL));
}

static void
test_every_size_comes_back (Fixture *fixture, gconstpointer data)
{
  static const gsize sizes[] = { 0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE, 3 * PIECE + 5 };
  g_autofree guint8 *plain = make_plain (4 * PIECE);

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *sealed = NULL;
      gsize            n_sealed, n_pieces = MAX (1, (sizes[i] + PIECE - 1) / PIECE);

      seal (fixture, plain, sizes[i], 7001);
      assert_whole (fixture, plain, sizes[i]);
      seal (fixture, plain, sizes[i], 4 * PIECE);
      assert_whole (fixture, plain, sizes[i]);

      g_assert_true (g_file_get_contents (fixture->path, &sealed, &n_sealed, NULL));
      g_assert_cmpuint (n_sealed, ==, START + sizes[i] + 17 * n_pieces);
    }
}

static void
test_a_changed_byte_is_damage (Fixture *fixture, gconstpointer data)
{
  g_autofree guint8 *plain = make_plain (300);
  g_autofree char   *sealed = NULL;
  gsize              size;

  seal (fixture, plain, 300, 300);
  g_assert_true (g_file_get_contents (fixture->path, &sealed, &size, NULL));
  for (gsize i = 0; i < size; i++)
    {
      sealed[i] ^= 1;
      put (fixture, sealed, size);
      assert_damaged (fixture);
      sealed[i] ^= 1;
    }
  put (fixture, sealed, size);
  assert_whole (fixture, plain, 300);
}

static void
test_a_cut_file_is_damage_wherever_it_is_cut (Fixture *fixture, gconstpointer data)
{
  g_autofree guint8 *plain = make_plain (3 * PIECE);
  g_autofree char   *sealed = NULL;
  gsize              size;

  seal (fixture, plain, 3 * PIECE, PIECE);
  g_assert_true (g_file_get_contents (fixture->path, &sealed, &size, NULL));
  for (gsize n_pieces = 0; n_pieces <= 3; n_pieces++)
    for (gssize d = -1; d <= 1; d++)
      {
        gsize cut = START + n_pieces * ON_DISK + d;

        if (cut >= size)
          continue;
        put (fixture, sealed, cut);
        assert_damaged (fixture);
      }
  put (fixture, sealed, 0);
  assert_damaged (fixture);
}

static void
test_pieces_in_another_order_are_damage (Fixture *fixture, gconstpointer data)
{
  g_autofree guint8 *plain = make_plain (3 * PIECE);
  g_autofree char   *sealed = NULL;
  g_autofree char   *other = NULL;
  gsize              size;

  seal (fixture, plain, 3 * PIECE, PIECE);
  g_assert_true (g_file_get_contents (fixture->path, &sealed, &size, NULL));
  other = g_memdup2 (sealed, size);
  for (guint i = 0; i < 3; i++)
    for (guint j = 0; j < 3; j++)
      {
        if (i == j)
          continue;
        memcpy (other, sealed, size);
        memcpy (other + START + i * ON_DISK, sealed + START + j * ON_DISK, ON_DISK);
        put (fixture, other, size);
        assert_damaged (fixture);
        memcpy (other + START + j * ON_DISK, sealed + START + i * ON_DISK, ON_DISK);
        put (fixture, other, size);
        assert_damaged (fixture);
      }
}

static void
test_a_file_that_goes_on_after_its_end_is_damage (Fixture *fixture, gconstpointer data)
{
  static const gsize sizes[] = { 0, 10, PIECE, 2 * PIECE };
  g_autofree guint8 *plain = make_plain (2 * PIECE);

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *sealed = NULL;
      g_autofree char *longer = NULL;
      gsize            size;

      seal (fixture, plain, sizes[i], PIECE);
      g_assert_true (g_file_get_contents (fixture->path, &sealed, &size, NULL));
      longer = g_malloc0 (2 * size);
      memcpy (longer, sealed, size);
      put (fixture, longer, size + 1);
      assert_damaged (fixture);
      memcpy (longer + size, sealed, size);
      put (fixture, longer, 2 * size);
      assert_damaged (fixture);
    }
}

static void
test_another_purpose_does_not_open_it (Fixture *fixture, gconstpointer data)
{
  g_autofree guint8 *plain = make_plain (10);
  g_autoptr (GError) error = NULL;

  seal (fixture, plain, 10, 10);
  g_assert_null (unseal (fixture, "file:b", &error));
  g_assert_error (error, KTG_SEAL_ERROR, KTG_SEAL_ERROR_DAMAGED);
}

static void
test_damage_stays_damage (Fixture *fixture, gconstpointer data)
{
  g_autofree guint8 *plain = make_plain (2 * PIECE);
  g_autofree char   *sealed = NULL;
  g_autoptr (GInputStream) stream = NULL;
  char  byte;
  gsize size;

  seal (fixture, plain, 2 * PIECE, PIECE);
  g_assert_true (g_file_get_contents (fixture->path, &sealed, &size, NULL));
  sealed[START] ^= 1;
  put (fixture, sealed, size);

  stream = ktg_sealed_reader_new (fixture->vault, "file:a", g_open (fixture->path, O_RDONLY), NULL);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (g_input_stream_read (stream, &byte, 1, NULL, &error), ==, -1);
      g_assert_error (error, KTG_SEAL_ERROR, KTG_SEAL_ERROR_DAMAGED);
    }
}

static void
test_skipping_arrives_at_the_right_byte (Fixture *fixture, gconstpointer data)
{
  static const gsize offsets[] = { 0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE - 1 };
  g_autofree guint8 *plain = make_plain (3 * PIECE);

  seal (fixture, plain, 3 * PIECE, PIECE);
  for (guint i = 0; i < G_N_ELEMENTS (offsets); i++)
    {
      g_autoptr (GInputStream) stream = NULL;
      guint8 byte = 0;
      gsize  skipped = 0;

      stream = ktg_sealed_reader_new (fixture->vault,
                                      "file:a",
                                      g_open (fixture->path, O_RDONLY),
                                      NULL);
      while (skipped < offsets[i])
        skipped += g_input_stream_skip (stream, offsets[i] - skipped, NULL, NULL);
      g_assert_cmpint (g_input_stream_read (stream, &byte, 1, NULL, NULL), ==, 1);
      g_assert_cmpuint (byte, ==, plain[offsets[i]]);
    }
}

static void
test_a_full_disk_is_said_to_be_full (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  int fd = g_open ("/dev/full", O_WRONLY);

  g_assert_cmpint (fd, >=, 0);
  g_assert_null (ktg_sealed_writer_new (fixture->vault, "file:a", fd, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOSPC);
  close (fd);
}

/* The writer does not own its descriptor, so the disk can become full under it. */
static void
test_a_disk_that_fills_up_later_is_said_to_be_full (Fixture *fixture, gconstpointer data)
{
  g_autofree guint8 *plain = make_plain (2 * PIECE);
  g_autoptr (KtgSealedWriter) writer = NULL;
  g_autoptr (GError) full = NULL;
  g_autoptr (GError) error = NULL;
  int fd = g_open (fixture->path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  int full_fd = g_open ("/dev/full", O_WRONLY);

  writer = ktg_sealed_writer_new (fixture->vault, "file:a", fd, NULL);
  g_assert_cmpint (dup2 (full_fd, fd), ==, fd);
  g_assert_false (ktg_sealed_writer_write (writer, plain, 2 * PIECE, &full));
  g_assert_error (full, G_FILE_ERROR, G_FILE_ERROR_NOSPC);
  g_assert_false (ktg_sealed_writer_finish (writer, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOSPC);
  close (full_fd);
  close (fd);
}

static void
test_a_closed_disk_is_an_error (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) writing = NULL;
  g_autoptr (GError) reading = NULL;

  g_assert_null (ktg_sealed_writer_new (fixture->vault, "file:a", -1, &writing));
  g_assert_error (writing, KTG_SEAL_ERROR, KTG_SEAL_ERROR_IO);
  g_assert_null (ktg_sealed_reader_new (fixture->vault, "file:a", -1, &reading));
  g_assert_error (reading, KTG_SEAL_ERROR, KTG_SEAL_ERROR_IO);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/sealed-file/" name, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (ktg_seal_init ());

  ADD ("every-size-comes-back", test_every_size_comes_back);
  ADD ("a-changed-byte-is-damage", test_a_changed_byte_is_damage);
  ADD ("a-cut-file-is-damage-wherever-it-is-cut", test_a_cut_file_is_damage_wherever_it_is_cut);
  ADD ("pieces-in-another-order-are-damage", test_pieces_in_another_order_are_damage);
  ADD ("a-file-that-goes-on-after-its-end-is-damage",
       test_a_file_that_goes_on_after_its_end_is_damage);
  ADD ("another-purpose-does-not-open-it", test_another_purpose_does_not_open_it);
  ADD ("damage-stays-damage", test_damage_stays_damage);
  ADD ("skipping-arrives-at-the-right-byte", test_skipping_arrives_at_the_right_byte);
  ADD ("a-full-disk-is-said-to-be-full", test_a_full_disk_is_said_to_be_full);
  ADD ("a-disk-that-fills-up-later-is-said-to-be-full",
       test_a_disk_that_fills_up_later_is_said_to_be_full);
  ADD ("a-closed-disk-is-an-error", test_a_closed_disk_is_an_error);

  return g_test_run ();
}
