/* ktg-server-key.c - the key a server is known by, and the one it rests on, each in its file
 *
 * A file holds the seed, 32 bytes, readable by nobody else. Every receipt and every proof rests
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

/* One file in its folder. */
typedef struct
{
  int         folder_fd;
  const char *name;
} KeyFile;

static gboolean
fail (const KeyFile *self, const char *what, GError **error)
{
  g_autofree char *text = g_strdup_printf ("cannot %s %s", what, self->name);

  return ktg_archive_error_set_errno (error, text);
}

static gboolean
read_seed (const KeyFile *self, int fd, guint8 seed[KTG_KEY_SEED_BYTES], GError **error)
{
  char    extra;
  ssize_t n = read (fd, seed, KTG_KEY_SEED_BYTES);

  if (n < 0)
    return fail (self, "read", error);
  if (n == KTG_KEY_SEED_BYTES && read (fd, &extra, 1) == 0)
    return TRUE;

  g_set_error (error, KTG_ARCHIVE_ERROR, KTG_ARCHIVE_ERROR_DAMAGED, "%s is damaged", self->name);
  return FALSE;
}

static gboolean
write_seed (const KeyFile *self, const guint8 seed[KTG_KEY_SEED_BYTES], GError **error)
{
  g_autofree char *new_name = g_strconcat (self->name, ".new", NULL);
  int              fd = openat (self->folder_fd,
                   new_name,
                   O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW,
                   0600);
  gboolean         is_written;

  if (fd < 0)
    return fail (self, "make", error);

  is_written = write (fd, seed, KTG_KEY_SEED_BYTES) == KTG_KEY_SEED_BYTES && fsync (fd) == 0;
  if (!is_written)
    fail (self, "write", error);
  close (fd);
  if (!is_written)
    return FALSE;

  return (renameat (self->folder_fd, new_name, self->folder_fd, self->name) == 0
          && fsync (self->folder_fd) == 0)
         || fail (self, "place", error);
}

static KtgSigningKey *
make_key (const KeyFile *self, GError **error)
{
  g_autoptr (KtgSigningKey) key = ktg_signing_key_new ();
  guint8   seed[KTG_KEY_SEED_BYTES];
  gboolean is_written;

  ktg_signing_key_get_seed (key, seed);
  is_written = write_seed (self, seed, error);
  explicit_bzero (seed, sizeof seed);

  return is_written ? g_steal_pointer (&key) : NULL;
}

static KtgSigningKey *
load_key (const KeyFile *self, int fd, GError **error)
{
  KtgSigningKey *key = NULL;
  guint8         seed[KTG_KEY_SEED_BYTES];

  if (read_seed (self, fd, seed, error))
    key = ktg_signing_key_new_from_seed (seed);
  explicit_bzero (seed, sizeof seed);

  return key;
}

/* Whoever reads it signs as this server; so who could is not left to chance. */
static gboolean
check_private (const KeyFile *self, int fd, const char *what, const char *mode, GError **error)
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
               "read %s signs as this server. Make it private with chmod %s; if somebody may have "
               "read the"
               " key, it is to be taken for stolen.",
               what,
               status.st_mode & 07777,
               self->name,
               mode);
  return FALSE;
}

static KtgSigningKey *
load_or_make (const KeyFile *self, gboolean may_create, GError **error)
{
  KtgSigningKey *key;
  int            fd = openat (self->folder_fd, self->name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);

  if (fd < 0 && errno == ENOENT && may_create)
    return make_key (self, error);

  if (fd < 0 && errno == ENOENT)
    {
      g_set_error (error,
                   KTG_ARCHIVE_ERROR,
                   KTG_ARCHIVE_ERROR_NOT_FOUND,
                   "there is no %s in the data folder",
                   self->name);
      return NULL;
    }
  if (fd < 0)
    {
      fail (self, "open", error);
      return NULL;
    }

  key = check_private (self, fd, self->name, "600", error) ? load_key (self, fd, error) : NULL;
  close (fd);
  return key;
}

/**
 * ktg_server_key_load:
 * @folder: the data folder
 * @name: of the file: KTG_SERVER_KEY_NODE or KTG_SERVER_KEY_ROOT
 * @may_create: a folder that never had this key gets one; in any other its absence is an error
 *
 * Returns: (transfer full): the key, or NULL; KTG_ARCHIVE_ERROR_NOT_FOUND where there is none,
 * KTG_ARCHIVE_ERROR_USAGE where other accounts could read it
 */
KtgSigningKey *
ktg_server_key_load (const char *folder, const char *name, gboolean may_create, GError **error)
{
  KtgSigningKey *key;
  KeyFile        self = { open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC), name };

  if (self.folder_fd < 0)
    {
      ktg_archive_error_set_errno (error, "cannot open the data folder");
      return NULL;
    }

  key = check_private (&self, self.folder_fd, "the data folder", "700", error)
            ? load_or_make (&self, may_create, error)
            : NULL;
  close (self.folder_fd);
  return key;
}

/**
 * ktg_server_key_remove:
 * @folder: the data folder
 * @name: of the file
 *
 * For good; where there is none nothing happens.
 */
gboolean
ktg_server_key_remove (const char *folder, const char *name, GError **error)
{
  KeyFile  self = { open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC), name };
  gboolean is_gone;

  if (self.folder_fd < 0)
    return ktg_archive_error_set_errno (error, "cannot open the data folder");

  is_gone
      = (unlinkat (self.folder_fd, name, 0) == 0 || errno == ENOENT) && fsync (self.folder_fd) == 0;
  if (!is_gone)
    fail (&self, "remove", error);
  close (self.folder_fd);
  return is_gone;
}
