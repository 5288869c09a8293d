/* ktg-server-error.c - what can go wrong with a server's data folder
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-server-error.h"

/* clang-format off */
G_DEFINE_QUARK (ktg-server-error-quark, ktg_server_error)
/* clang-format on */
