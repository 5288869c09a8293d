/* ktg-http-gzip.h - packing and unpacking with a ceiling
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GBytes *ktg_http_gzip_pack (GBytes *plain);
GBytes *ktg_http_gzip_unpack (GBytes *packed, gsize cap_bytes, GError **error);

G_END_DECLS
