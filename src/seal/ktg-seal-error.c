/* ktg-seal-error.c - why something sealed or signed cannot be trusted
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-seal-error.h"

#include <sodium.h>

/**
 * ktg_seal_error_quark:
 *
 * Returns: the domain of this room's errors
 */
GQuark
ktg_seal_error_quark (void)
{
  return g_quark_from_static_string ("ktg-seal-error-quark");
}

/**
 * ktg_seal_init:
 *
 * Call once in main before anything else of this room.
 *
 * Returns: whether the cryptography can be used; if not, the program must end
 */
gboolean
ktg_seal_init (void)
{
  return sodium_init () >= 0;
}
