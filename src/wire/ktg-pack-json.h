/* ktg-pack-json.h - data packs from their files
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-pack.h>
#include <ktg-wire-error.h>

G_BEGIN_DECLS

gboolean   ktg_pack_json_read (KtgPack *pack, GBytes *text, GError **error);
gboolean   ktg_pack_json_read_offered (KtgPack *pack, GBytes *text, GError **error);
gboolean   ktg_pack_json_is_newer (GBytes *text);
gboolean   ktg_pack_json_peek (GBytes *text, char **name, char **version, GError **error);
gboolean   ktg_pack_json_is_of (GBytes *text, const char *name, const char *version);
GPtrArray *ktg_pack_json_read_folder (KtgPack *pack, const char *folder, GPtrArray *spoilt);

G_END_DECLS
