/* ktg-destination.h - where something is written out of the app, and why it cannot be
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-store.h>

G_BEGIN_DECLS

/**
 * KtgDestinationError:
 * @KTG_DESTINATION_ERROR_UNNAMED: nothing was named; name a file or a folder
 * @KTG_DESTINATION_ERROR_REMOTE: it is no folder of this computer; choose one that is
 * @KTG_DESTINATION_ERROR_MISSING: the folder is not there; correct its name, or plug it in
 * @KTG_DESTINATION_ERROR_NO_FOLDER: a file was named where a folder belongs; choose a folder
 * @KTG_DESTINATION_ERROR_TOO_LONG: no file system has such a name; choose a shorter one
 * @KTG_DESTINATION_ERROR_LINK: the name is a link; name the place itself
 * @KTG_DESTINATION_ERROR_TAKEN: something that is no file has the name; choose another name
 * @KTG_DESTINATION_ERROR_PROFILE: the folder is the profile's; choose another folder
 * @KTG_DESTINATION_ERROR_NOT_ALLOWED: this user may not write there; choose another folder
 * @KTG_DESTINATION_ERROR_READ_ONLY: nobody can write there; choose another medium
 * @KTG_DESTINATION_ERROR_NO_SPACE: there is no room; free some, or choose another medium
 * @KTG_DESTINATION_ERROR_GONE: the medium does not answer; plug it in, and try again
 * @KTG_DESTINATION_ERROR_FAILED: it could not be written; choose another folder
 *
 * In each case what was begun is gone, and what was there before is as it was.
 */
typedef enum
{
  KTG_DESTINATION_ERROR_UNNAMED,
  KTG_DESTINATION_ERROR_REMOTE,
  KTG_DESTINATION_ERROR_MISSING,
  KTG_DESTINATION_ERROR_NO_FOLDER,
  KTG_DESTINATION_ERROR_TOO_LONG,
  KTG_DESTINATION_ERROR_LINK,
  KTG_DESTINATION_ERROR_TAKEN,
  KTG_DESTINATION_ERROR_PROFILE,
  KTG_DESTINATION_ERROR_NOT_ALLOWED,
  KTG_DESTINATION_ERROR_READ_ONLY,
  KTG_DESTINATION_ERROR_NO_SPACE,
  KTG_DESTINATION_ERROR_GONE,
  KTG_DESTINATION_ERROR_FAILED,
} KtgDestinationError;

#define KTG_DESTINATION_ERROR (ktg_destination_error_quark ())
GQuark ktg_destination_error_quark (void);

gboolean ktg_destination_check_folder (KtgStore *store, const char *path, GError **error);
gboolean ktg_destination_check_file (KtgStore *store, const char *path, GError **error);
gboolean ktg_destination_check_anywhere (KtgStore *store, GFile *file, GError **error);
gboolean ktg_destination_set_errno (GError **error, int number);
void     ktg_destination_restate (GError **error);

G_END_DECLS
