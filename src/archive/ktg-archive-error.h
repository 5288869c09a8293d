/* ktg-archive-error.h - what can go wrong with a server's data folder
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * KtgArchiveError:
 * @KTG_ARCHIVE_ERROR_LOCKED: another process has the folder; ask it, or stop it first
 * @KTG_ARCHIVE_ERROR_DAMAGED: the folder cannot be trusted; restore it from a backup
 * @KTG_ARCHIVE_ERROR_BUSY: nothing was taken; the same may be asked again later
 * @KTG_ARCHIVE_ERROR_UNKNOWN: whether it was written is unknown; ask again and see
 * @KTG_ARCHIVE_ERROR_NOT_FOUND: there is no such thing
 * @KTG_ARCHIVE_ERROR_USAGE: the words given make no sense; the message says why
 * @KTG_ARCHIVE_ERROR_NOT_ITS_OWN: it is not for this server to say; ask at the one above
 * @KTG_ARCHIVE_ERROR_UNTRUSTED: the server above said what is not its word, or cannot be
 * @KTG_ARCHIVE_ERROR_IO: the disk or the system failed; the message has the reason
 */
typedef enum
{
  KTG_ARCHIVE_ERROR_LOCKED,
  KTG_ARCHIVE_ERROR_DAMAGED,
  KTG_ARCHIVE_ERROR_BUSY,
  KTG_ARCHIVE_ERROR_UNKNOWN,
  KTG_ARCHIVE_ERROR_NOT_FOUND,
  KTG_ARCHIVE_ERROR_USAGE,
  KTG_ARCHIVE_ERROR_NOT_ITS_OWN,
  KTG_ARCHIVE_ERROR_UNTRUSTED,
  KTG_ARCHIVE_ERROR_IO,
} KtgArchiveError;

#define KTG_ARCHIVE_ERROR (ktg_archive_error_quark ())
GQuark ktg_archive_error_quark (void);

gboolean ktg_archive_error_set_errno (GError **error, const char *what);

G_END_DECLS
