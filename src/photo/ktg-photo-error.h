/* ktg-photo-error.h - what may be wrong with a file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * KtgPhotoError:
 * @KTG_PHOTO_ERROR_MISSING: there is no such file
 * @KTG_PHOTO_ERROR_FOLDER: it is a folder
 * @KTG_PHOTO_ERROR_EMPTY: it has no bytes
 * @KTG_PHOTO_ERROR_NOT_EVIDENCE: not a picture or document of a kind that is taken (a text with a
 * photo's name)
 * @KTG_PHOTO_ERROR_TOO_LARGE: more bytes than the limit
 * @KTG_PHOTO_ERROR_UNREADABLE: the disk or its permissions refuse
 * @KTG_PHOTO_ERROR_CHANGED: it was written to while it was read; wait until it is whole, then again
 * @KTG_PHOTO_ERROR_NOT_SHOWN: it cannot be decoded here; it may still be kept, and opened elsewhere
 */
typedef enum
{
  KTG_PHOTO_ERROR_MISSING,
  KTG_PHOTO_ERROR_FOLDER,
  KTG_PHOTO_ERROR_EMPTY,
  KTG_PHOTO_ERROR_NOT_EVIDENCE,
  KTG_PHOTO_ERROR_TOO_LARGE,
  KTG_PHOTO_ERROR_UNREADABLE,
  KTG_PHOTO_ERROR_CHANGED,
  KTG_PHOTO_ERROR_NOT_SHOWN,
} KtgPhotoError;

#define KTG_PHOTO_ERROR (ktg_photo_error_quark ())
GQuark ktg_photo_error_quark (void);

gboolean ktg_photo_error_set (GError **error, KtgPhotoError code, const char *message);

G_END_DECLS
