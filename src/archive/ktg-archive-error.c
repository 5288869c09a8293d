/* ktg-archive-error.c - what can go wrong with a server's data folder
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-archive-error.h"

#include <errno.h>

/**
 * ktg_archive_error_quark:
 *
 * Returns: the domain of this room's errors
 */
GQuark
ktg_archive_error_quark (void)
{
  return g_quark_from_static_string ("ktg-archive-error-quark");
}

/**
 * ktg_archive_error_set_errno:
 * @error: gets a %KTG_ARCHIVE_ERROR_IO with what errno says
 * @what: English, what was tried
 *
 * Returns: %FALSE, for the caller to return
 */
gboolean
ktg_archive_error_set_errno (GError **error, const char *what)
{
  int saved_errno = errno;

  g_set_error (error,
               KTG_ARCHIVE_ERROR,
               KTG_ARCHIVE_ERROR_IO,
               "%s: %s",
               what,
               g_strerror (saved_errno));
  return FALSE;
}
