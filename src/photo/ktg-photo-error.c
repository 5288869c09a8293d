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
