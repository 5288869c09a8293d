/* ktg-sync-error.c - why this device and its server are not level
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-sync-error.h"

/**
 * ktg_sync_error_quark:
 *
 * Returns: the domain of this room's errors
 */
GQuark
ktg_sync_error_quark (void)
{
  return g_quark_from_static_string ("ktg-sync-error-quark");
}
