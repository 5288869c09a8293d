/* ktg-bookmark-json.h - a server's word on how far its book goes, to the signed bytes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-bookmark.h>
#include <ktg-wire-error.h>

G_BEGIN_DECLS

KtgBookmark *ktg_bookmark_json_parse (GBytes *bytes, GError **error);
GBytes      *ktg_bookmark_json_write (const KtgBookmark *bookmark);

G_END_DECLS
