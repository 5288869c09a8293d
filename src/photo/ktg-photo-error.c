/* ktg-photo-error.c - what may be wrong with a file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-photo-error.h"

/**
 * ktg_photo_error_quark:
 *
 * Returns: the domain of this room's errors
 */
GQuark
ktg_photo_error_quark (void)
{
  return g_quark_from_static_string ("ktg-photo-error-quark");
}

/**
 * ktg_photo_error_set:
 * @message: English, without the file's name
 *
 * Returns: FALSE
 */
gboolean
ktg_photo_error_set (GError **error, KtgPhotoError code, const char *message)
{
  g_set_error_literal (error, KTG_PHOTO_ERROR, code, message);
  return FALSE;
}
