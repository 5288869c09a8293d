/* ktg-wire-error-private.h - how this room makes an error that names a key
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-wire-error.h>

G_BEGIN_DECLS

GError *ktg_wire_fault_new (KtgWireError code, const char *key, const char *reason);
void    ktg_wire_fault_append_key (GString *path, const char *key);

G_END_DECLS
