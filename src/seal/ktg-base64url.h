/* ktg-base64url.h - bytes as text, RFC 4648 section 5 without padding
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char    *ktg_base64url_encode (const guint8 *bytes, gsize size_bytes);
gboolean ktg_base64url_decode (const char *text, guint8 *bytes, gsize size_bytes);
GBytes  *ktg_base64url_dup_bytes (const char *text);

G_END_DECLS
