/* ktg-sync-error.c - why this device and its server are not level
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-sync-error.h"

G_DEFINE_QUARK (ktg - sync - error - quark, ktg_sync_error)
