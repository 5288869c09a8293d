/* crash-state.c - a folder as it might be found: files by their path, in memory
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "crash-state.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct _CrashState
{
  GHashTable *files; /* path → GByteArray, NULL for a directory */
};

static void
free_bytes (gpointer bytes)
{
  g_clear_pointer (&bytes, g_byte_array_unref);
}

CrashState *
crash_state_new (void)
{
  CrashState *self = g_new0 (CrashState, 1);

  self->files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_bytes);
  return self;
}

void
crash_state_add (CrashState *self, const char *path, GByteArray *bytes)
{
  g_hash_table_insert (self->files, g_strdup (path), bytes);
}

void
crash_state_free (CrashState *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->files);
  g_free (self);
}

static guint64
mix (guint64 hash, const guint8 *bytes, gsize n_bytes)
{
  for (; n_bytes >= 8; bytes += 8, n_bytes -= 8)
    {
      guint64 word;

      memcpy (&word, bytes, 8);
      hash = (hash ^ word) * 0x9e3779b97f4a7c15;
      hash ^= hash >> 29;
    }
  for (; n_bytes > 0; bytes++, n_bytes--)
    hash = (hash ^ *bytes) * 0x100000001b3;

  return hash;
}

guint64
crash_state_get_hash (CrashState *self)
{
  GHashTableIter iter;
  gpointer       path, data;
  guint64        sum = 0;

  g_hash_table_iter_init (&iter, self->files);
  while (g_hash_table_iter_next (&iter, &path, &data))
    {
      GByteArray *bytes = data;
      guint64     hash = mix (1469598103934665603u, path, strlen (path));

      if (bytes != NULL)
        hash = mix (hash ^ bytes->len, bytes->data, bytes->len);
      sum += hash ^ hash >> 32; /* in any order */
    }

  return sum;
}

static int
compare_paths (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *)a, *(char *const *)b);
}

static void
write_file (const char *path, GByteArray *bytes)
{
  int   fd = open (path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  gsize at = 0;

  g_assert_cmpint (fd, >=, 0);
  while (at < bytes->len)
    {
      ssize_t done = write (fd, bytes->data + at, bytes->len - at);

      g_assert_cmpint (done, >, 0);
      at += (gsize)done;
    }
  close (fd);
}

/* Leaves directories that are to stay, so that hundreds of them need not be made for each state. */
static void
remove_others (CrashState *self, const char *folder, const char *path)
{
  g_autofree char *here = g_build_filename (folder, path, NULL);
  g_autoptr (GDir) dir = g_dir_open (here, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *inner
          = *path == '\0' ? g_strdup (name) : g_build_filename (path, name, NULL);
      g_autofree char *full = g_build_filename (folder, inner, NULL);

      if (g_file_test (full, G_FILE_TEST_IS_DIR) && !g_file_test (full, G_FILE_TEST_IS_SYMLINK))
        {
          remove_others (self, folder, inner);
          if (!g_hash_table_contains (self->files, inner))
            g_assert_cmpint (rmdir (full), ==, 0);
        }
      else
        g_assert_cmpint (unlink (full), ==, 0);
    }
}

void
crash_state_write (CrashState *self, const char *folder)
{
  g_autofree char **paths = (char **)g_hash_table_get_keys_as_array (self->files, NULL);
  guint             n_paths = g_hash_table_size (self->files);

  remove_others (self, folder, "");
  qsort (paths, n_paths, sizeof *paths, compare_paths);
  for (guint i = 0; i < n_paths; i++)
    {
      g_autofree char *path = g_build_filename (folder, paths[i], NULL);
      GByteArray      *bytes = g_hash_table_lookup (self->files, paths[i]);

      if (bytes != NULL)
        write_file (path, bytes);
      else if (mkdir (path, 0700) != 0)
        g_assert_cmpint (errno, ==, EEXIST);
    }
}

static char *
dup_stranger (CrashState *self, const char *folder, const char *path)
{
  g_autofree char *here = g_build_filename (folder, path, NULL);
  g_autoptr (GDir) dir = g_dir_open (here, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *inner
          = *path == '\0' ? g_strdup (name) : g_build_filename (path, name, NULL);
      char *stranger;

      if (!g_hash_table_contains (self->files, inner))
        return g_steal_pointer (&inner);
      stranger = dup_stranger (self, folder, inner);
      if (stranger != NULL)
        return stranger;
    }

  return NULL;
}

char *
crash_state_dup_difference (CrashState *self, const char *folder)
{
  GHashTableIter iter;
  gpointer       path, data;

  g_hash_table_iter_init (&iter, self->files);
  while (g_hash_table_iter_next (&iter, &path, &data))
    {
      g_autofree char *here = g_build_filename (folder, path, NULL);
      g_autofree char *bytes = NULL;
      GByteArray      *expected = data;
      gsize            n_bytes = 0;

      if (expected == NULL && g_file_test (here, G_FILE_TEST_IS_DIR))
        continue;
      if (expected == NULL || !g_file_get_contents (here, &bytes, &n_bytes, NULL)
          || n_bytes != expected->len || memcmp (bytes, expected->data, n_bytes) != 0)
        return g_strdup (*(char *)path == '\0' ? "the folder" : path);
    }

  return dup_stranger (self, folder, "");
}
