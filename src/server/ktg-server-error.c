/* ktg-server-error.c - what can go wrong with a server's data folder
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-server-error.h"

#include <errno.h>

/* clang-format off */
G_DEFINE_QUARK (ktg-server-error-quark, ktg_server_error)
/* clang-format on */

/**
 * ktg_server_error_set_errno:
 * @error: gets a %KTG_SERVER_ERROR_IO with what errno says
 * @what: English, what was tried
 *
 * Returns: %FALSE, for the caller to return
 */
gboolean
ktg_server_error_set_errno (GError **error, const char *what)
{
  int saved_errno = errno;

  g_set_error (error,
               KTG_SERVER_ERROR,
               KTG_SERVER_ERROR_IO,
               "%s: %s",
               what,
               g_strerror (saved_errno));
  return FALSE;
}
