/* ktg-gzip.h - packs a request, unpacks an answer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

GBytes *ktg_gzip_pack (GBytes *plain);
GBytes *ktg_gzip_unpack (GBytes *packed, gsize max_bytes);

G_END_DECLS
