/* ktg-http-gzip.h - packing and unpacking with a ceiling
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* NULL when packed is not shorter than plain. */
GBytes *ktg_http_gzip_pack (GBytes *plain);
/* The whole of one gzip member. G_IO_ERROR_NO_SPACE when it would be more than @cap_bytes (no more
 * than that is ever held), G_IO_ERROR_INVALID_DATA when it is not gzip, is cut short or has
 * something after it. */
GBytes *ktg_http_gzip_unpack (GBytes *packed, gsize cap_bytes, GError **error);

G_END_DECLS
