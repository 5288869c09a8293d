/* ktg-server-key.c - the key a server is known by, in its file
 *
 * The file holds the seed, 32 bytes, readable by nobody else. Every receipt and every proof rests
 * on it, so it is on disk, with its directory, before anything is signed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-server-key.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define NAME "server.key"
#define NEW_NAME "server.key.new"

static gboolean
read_seed (int fd, guint8 seed[KTG_KEY_SEED_BYTES], GError **error)
{
  char    extra;
  ssize_t n = read (fd, seed, KTG_KEY_SEED_BYTES);

  if (n < 0)
    return ktg_archive_error_set_errno (error, "cannot read " NAME);
  if (n == KTG_KEY_SEED_BYTES && read (fd, &extra, 1) == 0)
    return TRUE;

  g_set_error_literal (error, KTG_ARCHIVE_ERROR, KTG_ARCHIVE_ERROR_DAMAGED, NAME " is damaged");
  return FALSE;
}

static gboolean
write_seed (int folder_fd, const guint8 seed[KTG_KEY_SEED_BYTES], GError **error)
{
  int fd
      = openat (folder_fd, NEW_NAME, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
  gboolean is_written;

  if (fd < 0)
    return ktg_archive_error_set_errno (error, "cannot make " NAME);

  is_written = write (fd, seed, KTG_KEY_SEED_BYTES) == KTG_KEY_SEED_BYTES && fsync (fd) == 0;
  if (!is_written)
    ktg_archive_error_set_errno (error, "cannot write " NAME);
  close (fd);
  if (!is_written)
    return FALSE;

  if (renameat (folder_fd, NEW_NAME, folder_fd, NAME) != 0 || fsync (folder_fd) != 0)
    return ktg_archive_error_set_errno (error, "cannot place " NAME);

  return TRUE;
}

static KtgSigningKey *
make_key (int folder_fd, GError **error)
{
  g_autoptr (KtgSigningKey) key = ktg_signing_key_new ();
  guint8   seed[KTG_KEY_SEED_BYTES];
  gboolean is_written;

  ktg_signing_key_get_seed (key, seed);
  is_written = write_seed (folder_fd, seed, error);
  explicit_bzero (seed, sizeof seed);

  return is_written ? g_steal_pointer (&key) : NULL;
}

static KtgSigningKey *
load_key (int fd, GError **error)
{
  KtgSigningKey *key = NULL;
  guint8         seed[KTG_KEY_SEED_BYTES];

  if (read_seed (fd, seed, error))
    key = ktg_signing_key_new_from_seed (seed);
  explicit_bzero (seed, sizeof seed);

  return key;
}

/* Whoever reads it signs as this server; so who could is not left to chance. */
static gboolean
check_private (int fd, const char *what, const char *mode, GError **error)
{
  struct stat status;

  if (fstat (fd, &status) != 0)
    return ktg_archive_error_set_errno (error, "cannot look at the data folder");
  if ((status.st_mode & 0077) == 0)
    return TRUE;

  g_set_error (error,
               KTG_ARCHIVE_ERROR,
               KTG_ARCHIVE_ERROR_USAGE,
               "%s is open to other accounts of this machine (mode %04o), and whoever has "
               "read " NAME
               " signs as this server. Make it private with chmod %s; if somebody may have read the"
               " key, it is to be taken for stolen.",
               what,
               status.st_mode & 07777,
               mode);
  return FALSE;
}

static KtgSigningKey *
load_or_make (int folder_fd, gboolean may_create, GError **error)
{
  KtgSigningKey *key;
  int            fd = openat (folder_fd, NAME, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);

  if (fd < 0 && errno == ENOENT && may_create)
    return make_key (folder_fd, error);

  if (fd < 0)
    {
      ktg_archive_error_set_errno (error, "cannot open " NAME);
      return NULL;
    }

  key = check_private (fd, NAME, "600", error) ? load_key (fd, error) : NULL;
  close (fd);
  return key;
}

/**
 * ktg_server_key_load:
 * @folder: the data folder
 * @may_create: a folder that holds nothing yet gets a new key; in any other its absence is an error
 *
 * Returns: (transfer full): the key, or NULL; KTG_ARCHIVE_ERROR_USAGE where other accounts could
 * read it
 */
KtgSigningKey *
ktg_server_key_load (const char *folder, gboolean may_create, GError **error)
{
  KtgSigningKey *key;
  int            folder_fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (folder_fd < 0)
    {
      ktg_archive_error_set_errno (error, "cannot open the data folder");
      return NULL;
    }

  key = check_private (folder_fd, "the data folder", "700", error)
            ? load_or_make (folder_fd, may_create, error)
            : NULL;
  close (folder_fd);
  return key;
}
