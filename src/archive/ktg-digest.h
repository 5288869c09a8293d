/* ktg-digest.h - a hash as the 32 bytes that SQL keeps
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

GBytes *ktg_digest_new_bound (const char *name, char digit);
GBytes *ktg_digest_new (const char *hex);
char   *ktg_digest_dup_hex (GBytes *digest);

G_END_DECLS
