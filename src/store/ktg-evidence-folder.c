/* ktg-evidence-folder.c - the folder of sealed evidence files
 *
 * A file gets its name only when it is whole and on the disk. Until then it has one of few places,
 * always under the same names, so what a killed process left is found without looking through the
 * folder.
 *
 * The folder is the worker's, but for the places: those are taken, written to and left on any
 * thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-evidence-folder.h"

#include "ktg-store-error-private.h"

#include <ktg-sealed-reader.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define PURPOSE "evidence"

static const char *const places[] = { "importing",   "importing-2", "importing-3", "importing-4",
                                      "importing-5", "importing-6", "importing-7", "importing-8" };

struct _KtgEvidenceFolder
{
  gatomicrefcount n_refs;
  int             fd;
  KtgVault       *vault;

  GMutex   mutex; /* over all below, and the vault as long as the folder is open */
  gboolean is_closed;
  gboolean is_taken[G_N_ELEMENTS (places)];
};

static void
empty_places (KtgEvidenceFolder *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    unlinkat (self->fd, places[i], 0);
}

/**
 * ktg_evidence_folder_open:
 * @path: of the folder
 * @vault: whose key seals the files; not owned, and there until the folder is closed
 *
 * Makes the folder if it is absent, and removes what interrupted imports left.
 *
 * Returns: (transfer full): the folder, or %NULL with an error of this room
 */
KtgEvidenceFolder *
ktg_evidence_folder_open (const char *path, KtgVault *vault, GError **error)
{
  KtgEvidenceFolder *self;
  int                fd;

  if (mkdir (path, 0700) != 0 && errno != EEXIST)
    {
      ktg_store_error_set_errno (error, errno, "Making the folder of an evidence file");
      return NULL;
    }

  fd = open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0)
    {
      ktg_store_error_set_errno (error, errno, "Opening the folder of an evidence file");
      return NULL;
    }

  self = g_new0 (KtgEvidenceFolder, 1);
  g_atomic_ref_count_init (&self->n_refs);
  g_mutex_init (&self->mutex);
  self->fd = fd;
  self->vault = vault;
  empty_places (self);
  return self;
}

/**
 * ktg_evidence_folder_ref:
 * @self: the folder
 *
 * Returns: (transfer full): @self
 */
KtgEvidenceFolder *
ktg_evidence_folder_ref (KtgEvidenceFolder *self)
{
  g_atomic_ref_count_inc (&self->n_refs);
  return self;
}

/**
 * ktg_evidence_folder_unref:
 * @self: the folder; closed by who opened it
 */
void
ktg_evidence_folder_unref (KtgEvidenceFolder *self)
{
  if (!g_atomic_ref_count_dec (&self->n_refs))
    return;

  close (self->fd);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/**
 * ktg_evidence_folder_close:
 * @self: (transfer full): the folder
 *
 * What is on its way in comes no further, and is gone: the folder may be another process's soon.
 */
void
ktg_evidence_folder_close (KtgEvidenceFolder *self)
{
  g_mutex_lock (&self->mutex);
  self->is_closed = TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    if (self->is_taken[i])
      unlinkat (self->fd, places[i], 0);
  g_mutex_unlock (&self->mutex);

  ktg_evidence_folder_unref (self);
}

/**
 * ktg_evidence_folder_take_place:
 * @place: (out): where a file may be written until it has its name
 *
 * On any thread. What is taken is left with ktg_evidence_folder_leave_place().
 *
 * Returns: FALSE with %KTG_STORE_ERROR_FAILED where all places are taken
 */
gboolean
ktg_evidence_folder_take_place (KtgEvidenceFolder *self, guint *place, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      if (self->is_taken[i])
        continue;

      self->is_taken[i] = TRUE;
      *place = i;
      return TRUE;
    }

  g_set_error_literal (error,
                       KTG_STORE_ERROR,
                       KTG_STORE_ERROR_FAILED,
                       "Too many files are on their way in");
  return FALSE;
}

/**
 * ktg_evidence_folder_leave_place:
 * @place: taken before
 * @is_there: something may stand there still, which goes
 *
 * On any thread.
 */
void
ktg_evidence_folder_leave_place (KtgEvidenceFolder *self, guint place, gboolean is_there)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  if (is_there && !self->is_closed)
    unlinkat (self->fd, places[place], 0);
  self->is_taken[place] = FALSE;
}

/**
 * ktg_evidence_folder_create:
 * @place: taken before
 * @writer: (out): a pen that seals what is written
 *
 * On any thread.
 *
 * Returns: a new file, to be closed by the caller; -1 with @error
 */
int
ktg_evidence_folder_create (KtgEvidenceFolder *self,
                            guint              place,
                            KtgSealedWriter  **writer,
                            GError           **error)
{
  const int flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  int fd;

  if (self->is_closed)
    {
      g_set_error_literal (error, KTG_STORE_ERROR, KTG_STORE_ERROR_FAILED, "The profile is closed");
      return -1;
    }

  fd = openat (self->fd, places[place], flags, 0600);
  if (fd < 0)
    ktg_store_error_set_errno (error, errno, "Making an evidence file");
  else
    *writer = ktg_sealed_writer_new (self->vault, PURPOSE, fd, error);

  if (fd >= 0 && *writer == NULL)
    close (g_steal_fd (&fd));
  return fd;
}

static char *
dup_name (KtgEvidenceFolder *self, const char *sha256)
{
  return ktg_vault_dup_alias (self->vault, "file", sha256);
}

/**
 * ktg_evidence_folder_name:
 * @place: where a whole and durable file stands
 * @sha256: of its bytes
 *
 * Bytes that are here already get the new file, which also heals a damaged copy.
 *
 * Returns: FALSE with an error of this room
 */
gboolean
ktg_evidence_folder_name (KtgEvidenceFolder *self, guint place, const char *sha256, GError **error)
{
  g_autofree char *name = dup_name (self, sha256);

  return renameat (self->fd, places[place], self->fd, name) == 0
         || ktg_store_error_set_errno (error, errno, "Naming an evidence file");
}

/**
 * ktg_evidence_folder_settle:
 *
 * Makes the names durable.
 *
 * Returns: FALSE with an error of this room
 */
gboolean
ktg_evidence_folder_settle (KtgEvidenceFolder *self, GError **error)
{
  return fsync (self->fd) == 0
         || ktg_store_error_set_errno (error, errno, "Naming an evidence file");
}

/**
 * ktg_evidence_folder_read:
 *
 * Returns: (transfer full): a stream over the original bytes, which needs the folder no more
 */
GInputStream *
ktg_evidence_folder_read (KtgEvidenceFolder *self, const char *sha256, GError **error)
{
  g_autofree char *name = dup_name (self, sha256);
  int              fd = openat (self->fd, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);

  if (fd >= 0)
    return ktg_sealed_reader_new (self->vault, PURPOSE, fd, error);

  if (errno == ENOENT)
    g_set_error (error,
                 KTG_STORE_ERROR,
                 KTG_STORE_ERROR_DAMAGED,
                 "File %s is gone from the disk",
                 sha256);
  else
    ktg_store_error_set_errno (error, errno, "Reading an evidence file");
  return NULL;
}

/**
 * ktg_evidence_folder_remove:
 * @alias: the file's name here
 *
 * A file that is not there is removed already.
 *
 * Returns: FALSE with an error of this room
 */
gboolean
ktg_evidence_folder_remove (KtgEvidenceFolder *self, const char *alias, GError **error)
{
  return unlinkat (self->fd, alias, 0) == 0 || errno == ENOENT
         || ktg_store_error_set_errno (error, errno, "Removing an evidence file");
}

static gboolean
is_older (KtgEvidenceFolder *self, const char *name, gint64 before_us)
{
  struct stat about;

  return fstatat (self->fd, name, &about, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG (about.st_mode)
         && about.st_mtim.tv_sec * G_USEC_PER_SEC < before_us;
}

/**
 * ktg_evidence_folder_list:
 *
 * Returns: (transfer full) (element-type utf8): names of the files written before @before_us
 */
GPtrArray *
ktg_evidence_folder_list (KtgEvidenceFolder *self, gint64 before_us, GError **error)
{
  g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", self->fd);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (path, 0, error);
  const char *name;

  if (dir == NULL)
    return NULL;

  while ((name = g_dir_read_name (dir)) != NULL)
    if (is_older (self, name, before_us))
      g_ptr_array_add (names, g_strdup (name));

  return g_steal_pointer (&names);
}
