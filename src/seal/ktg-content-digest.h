/* ktg-content-digest.h - the field Content-Digest of RFC 9530
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char    *ktg_content_digest_new (GBytes *content);
gboolean ktg_content_digest_matches (const char *field, const guint8 *content, gsize size_bytes);

G_END_DECLS
