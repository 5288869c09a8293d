/* ktg-media-type.h - what kind of file this is, by its first bytes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *ktg_media_type_sniff (const guchar *bytes, gsize n_bytes);
gboolean    ktg_media_type_is_picture (const char *media_type);

G_END_DECLS
