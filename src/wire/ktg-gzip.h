/* ktg-gzip.h - packing and unpacking with a ceiling
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

GBytes *ktg_gzip_pack (GBytes *plain, int level);
GBytes *ktg_gzip_pack_always (GBytes *plain, int level);
GBytes *ktg_gzip_unpack (GBytes *packed, gsize max_bytes);

G_END_DECLS
