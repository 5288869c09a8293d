/* test-vault.c - small sealed things and the key file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-sha256.h>
#include <ktg-vault.h>

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct
{
  char     *directory;
  char     *path;
  KtgVault *vault;
} Fixture;

static void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->directory = g_dir_make_tmp ("ktg-vault-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->directory, "vault.key", NULL);
  fixture->vault = ktg_vault_open (fixture->path, TRUE, &error);
  g_assert_no_error (error);
}

static void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  ktg_vault_free (fixture->vault);
  g_unlink (fixture->path);
  g_assert_cmpint (g_rmdir (fixture->directory), ==, 0);
  g_free (fixture->path);
  g_free (fixture->directory);
}

static void
assert_damaged (KtgVault *vault, const char *purpose, const guint8 *bytes, gsize size)
{
  g_autoptr (GBytes) sealed = g_bytes_new (bytes, size);
  g_autoptr (GBytes) plain = NULL;
  g_autoptr (GError) error = NULL;

  plain = ktg_vault_unseal (vault, purpose, sealed, &error);
  g_assert_error (error, KTG_SEAL_ERROR, KTG_SEAL_ERROR_DAMAGED);
  g_assert_null (plain);
}

static void
test_what_is_sealed_comes_back (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  guint8 bytes[1025];

  for (gsize i = 0; i < sizeof bytes; i++)
    bytes[i] = i * 7;
  for (gsize size = 0; size <= sizeof bytes; size++)
    {
      g_autoptr (GBytes) plain = g_bytes_new (bytes, size);
      g_autoptr (GBytes) sealed = ktg_vault_seal (fixture->vault, "event:1", plain);
      g_autoptr (GBytes) back = ktg_vault_unseal (fixture->vault, "event:1", sealed, &error);

      g_assert_no_error (error);
      g_assert_true (g_bytes_equal (plain, back));
    }
}

static void
test_sizes_say_little (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) one = g_bytes_new_static ("a", 1);
  g_autoptr (GBytes) many = g_bytes_new_static ("0123456789012345678901234567890123456789", 40);
  g_autoptr (GBytes) a = ktg_vault_seal (fixture->vault, "p", one);
  g_autoptr (GBytes) b = ktg_vault_seal (fixture->vault, "p", many);
  g_autoptr (GBytes) again = ktg_vault_seal (fixture->vault, "p", one);

  g_assert_cmpuint (g_bytes_get_size (a), ==, g_bytes_get_size (b));
  g_assert_false (g_bytes_equal (a, again));
}

static void
test_a_changed_byte_is_damage (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) plain = g_bytes_new_static ("what the officer saw", 20);
  g_autoptr (GBytes) sealed = ktg_vault_seal (fixture->vault, "event:1", plain);
  gsize              size;
  g_autofree guint8 *bytes = NULL;

  size = g_bytes_get_size (sealed);
  bytes = g_memdup2 (g_bytes_get_data (sealed, NULL), size);
  for (gsize i = 0; i < size; i++)
    {
      bytes[i] ^= 1;
      assert_damaged (fixture->vault, "event:1", bytes, size);
      bytes[i] ^= 1;
    }
  for (gsize short_size = 0; short_size < size; short_size++)
    assert_damaged (fixture->vault, "event:1", bytes, short_size);
}

static void
test_another_purpose_or_key_does_not_open_it (Fixture *fixture, gconstpointer data)
{
  g_autofree char *other_path = g_build_filename (fixture->directory, "other.key", NULL);
  g_autoptr (KtgVault) other = ktg_vault_open (other_path, TRUE, NULL);
  g_autoptr (GBytes) plain = g_bytes_new_static ("x", 1);
  g_autoptr (GBytes) sealed = ktg_vault_seal (fixture->vault, "event:1", plain);
  gsize         size;
  const guint8 *bytes = g_bytes_get_data (sealed, &size);

  assert_damaged (fixture->vault, "event:2", bytes, size);
  assert_damaged (fixture->vault, "", bytes, size);
  assert_damaged (other, "event:1", bytes, size);
  g_unlink (other_path);
}

static void
test_an_alias_says_the_same_only_to_its_vault (Fixture *fixture, gconstpointer data)
{
  g_autofree char *other_path = g_build_filename (fixture->directory, "other.key", NULL);
  g_autoptr (KtgVault) other = ktg_vault_open (other_path, TRUE, NULL);
  g_autofree char *alias = ktg_vault_dup_alias (fixture->vault, "file", "abc");
  g_autofree char *again = ktg_vault_dup_alias (fixture->vault, "file", "abc");
  g_autofree char *elsewhere = ktg_vault_dup_alias (fixture->vault, "filea", "bc");
  g_autofree char *foreign = ktg_vault_dup_alias (other, "file", "abc");

  g_assert_true (ktg_sha256_is_hex (alias));
  g_assert_cmpstr (alias, ==, again);
  g_assert_cmpstr (alias, !=, elsewhere);
  g_assert_cmpstr (alias, !=, foreign);
  g_unlink (other_path);
}

static void
test_the_key_file_is_for_its_owner_only (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KtgVault) again = NULL;
  g_autofree char *left = g_strconcat (fixture->path, ".new", NULL);
  struct stat      info;

  g_assert_cmpint (g_stat (fixture->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 07777, ==, 0600);
  g_assert_cmpint (g_access (left, F_OK), ==, -1);

  g_assert_cmpint (g_chmod (fixture->path, 0644), ==, 0);
  again = ktg_vault_open (fixture->path, FALSE, NULL);
  g_assert_nonnull (again);
  g_assert_cmpint (g_stat (fixture->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 07777, ==, 0600);
}

static void
test_the_key_file_brings_the_vault_back (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KtgVault) again = ktg_vault_open (fixture->path, FALSE, NULL);
  g_autoptr (GBytes) plain = g_bytes_new_static ("x", 1);
  g_autoptr (GBytes) sealed = ktg_vault_seal (fixture->vault, "p", plain);
  g_autoptr (GBytes) back = ktg_vault_unseal (again, "p", sealed, NULL);

  g_assert_true (g_bytes_equal (plain, back));
}

static void
test_a_changed_key_file_is_damage (Fixture *fixture, gconstpointer data)
{
  g_autofree char *contents = NULL;
  gsize            size;

  g_assert_true (g_file_get_contents (fixture->path, &contents, &size, NULL));
  g_assert_cmpuint (size, ==, 76);
  for (gsize i = 0; i <= size; i++)
    {
      g_autoptr (GError) error = NULL;

      if (i < size)
        contents[i] ^= 1;
      g_assert_true (
          g_file_set_contents (fixture->path, contents, i < size ? size : size - 1, NULL));
      g_assert_null (ktg_vault_open (fixture->path, TRUE, &error));
      g_assert_error (error, KTG_SEAL_ERROR, KTG_SEAL_ERROR_DAMAGED);
      if (i < size)
        contents[i] ^= 1;
    }
}

static void
test_a_missing_key_is_never_made_by_chance (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_unlink (fixture->path);
  g_assert_null (ktg_vault_open (fixture->path, FALSE, &error));
  g_assert_error (error, KTG_SEAL_ERROR, KTG_SEAL_ERROR_NO_KEY);
  g_assert_cmpint (g_access (fixture->path, F_OK), ==, -1);
}

/* As if the power had failed between writing the new file and naming it. */
static void
test_what_a_power_cut_left_is_overwritten (Fixture *fixture, gconstpointer data)
{
  g_autofree char *left = g_strconcat (fixture->path, ".new", NULL);
  g_autoptr (KtgVault) vault = NULL;
  g_autoptr (KtgVault) again = NULL;
  struct stat info;

  g_unlink (fixture->path);
  g_assert_true (g_file_set_contents (left, "half", 4, NULL));
  g_assert_cmpint (g_chmod (left, 0666), ==, 0);
  vault = ktg_vault_open (fixture->path, TRUE, NULL);
  again = ktg_vault_open (fixture->path, FALSE, NULL);
  g_assert_nonnull (vault);
  g_assert_nonnull (again);
  g_assert_cmpint (g_access (left, F_OK), ==, -1);
  g_assert_cmpint (g_stat (fixture->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 07777, ==, 0600);
}

static void
test_a_folder_that_is_not_there_is_an_error (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->directory, "nowhere", "vault.key", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (ktg_vault_open (path, TRUE, &error));
  g_assert_error (error, KTG_SEAL_ERROR, KTG_SEAL_ERROR_IO);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/vault/" name, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (ktg_seal_init ());

  ADD ("what-is-sealed-comes-back", test_what_is_sealed_comes_back);
  ADD ("sizes-say-little", test_sizes_say_little);
  ADD ("a-changed-byte-is-damage", test_a_changed_byte_is_damage);
  ADD ("another-purpose-or-key-does-not-open-it", test_another_purpose_or_key_does_not_open_it);
  ADD ("an-alias-says-the-same-only-to-its-vault", test_an_alias_says_the_same_only_to_its_vault);
  ADD ("the-key-file-is-for-its-owner-only", test_the_key_file_is_for_its_owner_only);
  ADD ("the-key-file-brings-the-vault-back", test_the_key_file_brings_the_vault_back);
  ADD ("a-changed-key-file-is-damage", test_a_changed_key_file_is_damage);
  ADD ("a-missing-key-is-never-made-by-chance", test_a_missing_key_is_never_made_by_chance);
  ADD ("what-a-power-cut-left-is-overwritten", test_what_a_power_cut_left_is_overwritten);
  ADD ("a-folder-that-is-not-there-is-an-error", test_a_folder_that_is_not_there_is_an_error);

  return g_test_run ();
}
