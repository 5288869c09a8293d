/* ktg-server-error.h - what can go wrong with a server's data folder
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * KtgServerError:
 * @KTG_SERVER_ERROR_LOCKED: another process has the folder; ask it, or stop it first
 * @KTG_SERVER_ERROR_DAMAGED: the folder cannot be trusted; restore it from a backup
 * @KTG_SERVER_ERROR_BUSY: nothing was taken; the same may be asked again later
 * @KTG_SERVER_ERROR_UNKNOWN: whether it was written is unknown; ask again and see
 * @KTG_SERVER_ERROR_NOT_FOUND: there is no such thing
 * @KTG_SERVER_ERROR_USAGE: the words given make no sense; the message says why
 * @KTG_SERVER_ERROR_IO: the disk or the system failed; the message has the reason
 */
typedef enum
{
  KTG_SERVER_ERROR_LOCKED,
  KTG_SERVER_ERROR_DAMAGED,
  KTG_SERVER_ERROR_BUSY,
  KTG_SERVER_ERROR_UNKNOWN,
  KTG_SERVER_ERROR_NOT_FOUND,
  KTG_SERVER_ERROR_USAGE,
  KTG_SERVER_ERROR_IO,
} KtgServerError;

#define KTG_SERVER_ERROR (ktg_server_error_quark ())
GQuark ktg_server_error_quark (void);

gboolean ktg_server_error_set_errno (GError **error, const char *what);

G_END_DECLS
