/* ktg-service.c - what every request needs
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-service.h"

/**
 * ktg_service_get_now_ms:
 *
 * Returns: the server's clock, milliseconds since the epoch
 */
gint64
ktg_service_get_now_ms (void)
{
  return g_get_real_time () / 1000;
}
