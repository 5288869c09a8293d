/* ktg-media-type.h - what kind of file this is, by its first bytes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* So many first bytes are enough for every kind. */
#define KTG_MEDIA_TYPE_BYTES 64

const char *ktg_media_type_sniff (const guchar *bytes, gsize n_bytes);
gboolean    ktg_media_type_looks_like_text (const guchar *bytes, gsize n_bytes);

G_END_DECLS
