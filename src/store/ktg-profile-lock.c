/* ktg-profile-lock.c - one process for one profile
 *
 * The kernel lets go of the lock when the process ends, however it ends. What is written in the
 * file says, to a person and to the next process, who has it or that it was closed in order. It
 * always has the same length, so writing it takes no room on a full disk.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-profile-lock.h"

#include "ktg-store-error-private.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#define NOTE_BYTES 24
#define CLOSED "closed in order"

struct _KtgProfileLock
{
  int      fd;
  gboolean was_left_open;
};

static gboolean
write_note (int fd, const char *text)
{
  char note[NOTE_BYTES + 1];

  g_snprintf (note, sizeof note, "%-*s\n", NOTE_BYTES - 1, text);
  return pwrite (fd, note, NOTE_BYTES, 0) == NOTE_BYTES && fsync (fd) == 0;
}

static gboolean
read_was_left_open (int fd)
{
  char    note[NOTE_BYTES];
  ssize_t n_bytes = pread (fd, note, sizeof note, 0);

  return n_bytes != 0 && (n_bytes < NOTE_BYTES || memcmp (note, CLOSED, strlen (CLOSED)) != 0);
}

static gboolean
lock_fd (int fd, GError **error)
{
  if (flock (fd, LOCK_EX | LOCK_NB) == 0)
    return TRUE;

  if (errno != EWOULDBLOCK)
    return ktg_store_error_set_errno (error, errno, "Taking the lock file");

  g_set_error_literal (error,
                       KTG_STORE_ERROR,
                       KTG_STORE_ERROR_IN_USE,
                       "Another process has this profile open");
  return FALSE;
}

/**
 * ktg_profile_lock_take:
 *
 * Returns: the lock, or NULL; KTG_STORE_ERROR_IN_USE if another process has it
 */
KtgProfileLock *
ktg_profile_lock_take (const char *path, GError **error)
{
  g_autofree char *note = g_strdup_printf ("process %d", (int)getpid ());
  KtgProfileLock  *self;
  int              fd = open (path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);

  if (fd < 0)
    {
      ktg_store_error_set_errno (error, errno, "Making the lock file");
      return NULL;
    }

  if (!lock_fd (fd, error))
    {
      close (fd);
      return NULL;
    }

  self = g_new0 (KtgProfileLock, 1);
  self->fd = fd;
  self->was_left_open = read_was_left_open (fd);
  if (!write_note (fd, note))
    {
      ktg_store_error_set_errno (error, errno, "Writing the lock file");
      ktg_profile_lock_release (self, FALSE);
      return NULL;
    }
  return self;
}

/**
 * ktg_profile_lock_was_left_open:
 *
 * Returns: TRUE if the process before this one did not close the profile in order
 */
gboolean
ktg_profile_lock_was_left_open (KtgProfileLock *self)
{
  return self->was_left_open;
}

/**
 * ktg_profile_lock_release:
 * @is_in_order: whether to write that it was closed in order
 */
void
ktg_profile_lock_release (KtgProfileLock *self, gboolean is_in_order)
{
  if (is_in_order && !write_note (self->fd, CLOSED))
    g_debug ("The lock file could not be written; the next start will look through the files");

  close (self->fd);
  g_free (self);
}
