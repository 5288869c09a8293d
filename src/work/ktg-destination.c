/* ktg-destination.c - where something is written out of the app, and why it cannot be
 *
 * Whatever leaves the app as a file, be it a PDF, a copy, a photo or a table, is judged here before
 * a byte of it is written, and what the disk answers then is restated here: one reason has one name
 * everywhere.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-destination.h"

#include <errno.h>
#include <glib/gstdio.h>

G_DEFINE_QUARK (ktg - destination - error - quark, ktg_destination_error)

/* By what the system answers to a step. A folder that is not there was told before. */
static const struct
{
  int                 number;
  KtgDestinationError code;
} answers[] = {
  { ENOTDIR, KTG_DESTINATION_ERROR_NO_FOLDER },  { ENAMETOOLONG, KTG_DESTINATION_ERROR_TOO_LONG },
  { ELOOP, KTG_DESTINATION_ERROR_LINK },         { EISDIR, KTG_DESTINATION_ERROR_TAKEN },
  { EACCES, KTG_DESTINATION_ERROR_NOT_ALLOWED }, { EPERM, KTG_DESTINATION_ERROR_NOT_ALLOWED },
  { EROFS, KTG_DESTINATION_ERROR_READ_ONLY },    { ENOSPC, KTG_DESTINATION_ERROR_NO_SPACE },
  { EDQUOT, KTG_DESTINATION_ERROR_NO_SPACE },    { EFBIG, KTG_DESTINATION_ERROR_NO_SPACE },
  { EIO, KTG_DESTINATION_ERROR_GONE },           { ENODEV, KTG_DESTINATION_ERROR_GONE },
  { ENXIO, KTG_DESTINATION_ERROR_GONE },
};

static gboolean
set_error (GError **error, KtgDestinationError code, const char *path)
{
  g_set_error (error, KTG_DESTINATION_ERROR, (int)code, "“%s” cannot be written", path);
  return FALSE;
}

static gboolean
is_named (const char *path, GError **error)
{
  if (path == NULL)
    return set_error (error, KTG_DESTINATION_ERROR_REMOTE, "");

  return *path != '\0' || set_error (error, KTG_DESTINATION_ERROR_UNNAMED, "");
}

/**
 * ktg_destination_check_folder:
 * @store: the profile, in which nothing is put that is not its own
 * @path: (nullable): of a folder, as it was named; %NULL: it has none on this computer
 * @error: #KtgDestinationError
 *
 * Links on the way are followed: the folder was named by them.
 *
 * Returns: whether something may be written into it, as far as it can be told beforehand
 */
gboolean
ktg_destination_check_folder (KtgStore *store, const char *path, GError **error)
{
  struct stat status;

  if (!is_named (path, error))
    return FALSE;
  if (g_stat (path, &status) != 0)
    return errno == ENOENT ? set_error (error, KTG_DESTINATION_ERROR_MISSING, path)
                           : ktg_destination_set_errno (error, errno);
  if (!S_ISDIR (status.st_mode))
    return set_error (error, KTG_DESTINATION_ERROR_NO_FOLDER, path);

  return !ktg_store_holds_folder (store, path)
         || set_error (error, KTG_DESTINATION_ERROR_PROFILE, path);
}

/**
 * ktg_destination_check_file:
 * @store: the profile, in which nothing is put that is not its own
 * @path: (nullable): of a file that may be there, as it was named; %NULL: it has none on this
 * computer
 * @error: #KtgDestinationError
 *
 * Nothing is written to a link: neither to the place where it leads, which was not named, nor over
 * the link, which is somebody's.
 *
 * Returns: whether it may be written, as far as it can be told beforehand
 */
gboolean
ktg_destination_check_file (KtgStore *store, const char *path, GError **error)
{
  g_autofree char *folder = path != NULL ? g_path_get_dirname (path) : NULL;
  struct stat      status;

  if (!is_named (path, error) || !ktg_destination_check_folder (store, folder, error))
    return FALSE;
  if (g_lstat (path, &status) != 0)
    return errno == ENOENT || ktg_destination_set_errno (error, errno);
  if (S_ISLNK (status.st_mode))
    return set_error (error, KTG_DESTINATION_ERROR_LINK, path);

  return S_ISREG (status.st_mode) || set_error (error, KTG_DESTINATION_ERROR_TAKEN, path);
}

/**
 * ktg_destination_check_anywhere:
 * @store: the profile, in which nothing is put that is not its own
 * @file: a file that may be there, on this computer or another
 * @error: #KtgDestinationError
 *
 * Returns: as ktg_destination_check_file(); on another computer nothing can be told beforehand
 */
gboolean
ktg_destination_check_anywhere (KtgStore *store, GFile *file, GError **error)
{
  const char *path = g_file_peek_path (file);

  return path == NULL || ktg_destination_check_file (store, path, error);
}

/**
 * ktg_destination_set_errno:
 * @error: #KtgDestinationError
 * @number: what the system answered to a step of writing
 *
 * Returns: %FALSE
 */
gboolean
ktg_destination_set_errno (GError **error, int number)
{
  KtgDestinationError code = KTG_DESTINATION_ERROR_FAILED;

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    if (answers[i].number == number)
      code = answers[i].code;

  g_set_error_literal (error, KTG_DESTINATION_ERROR, (int)code, g_strerror (number));
  return FALSE;
}

/* What GLib has no code for it calls failed. */
static KtgDestinationError
find_code (const GError *error)
{
  if (g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_FAILED)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_FAILED))
    return KTG_DESTINATION_ERROR_FAILED;

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    if (error->code
        == (error->domain == G_FILE_ERROR ? (int)g_file_error_from_errno (answers[i].number)
                                          : (int)g_io_error_from_errno (answers[i].number)))
      return answers[i].code;

  return KTG_DESTINATION_ERROR_FAILED;
}

/**
 * ktg_destination_restate:
 * @error: (inout): what GLib or a lower room answered to a step of writing
 *
 * In the words of #KtgDestinationError. What is no answer of a disk stays as it is, such as that
 * somebody stopped it.
 */
void
ktg_destination_restate (GError **error)
{
  g_autoptr (GError) lower = NULL;

  if ((*error)->domain != G_FILE_ERROR
      && ((*error)->domain != G_IO_ERROR || (*error)->code == G_IO_ERROR_CANCELLED))
    return;

  lower = g_steal_pointer (error);
  g_set_error_literal (error, KTG_DESTINATION_ERROR, (int)find_code (lower), lower->message);
}
