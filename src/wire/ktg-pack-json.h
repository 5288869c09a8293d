/* ktg-pack-json.h - data packs from their files
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-pack.h>
#include <ktg-wire-error.h>

G_BEGIN_DECLS

/* Whether a file of a folder is as it came; @content: NULL: it cannot be read. */
typedef gboolean (*KtgPackCheck) (const char *file_name, GBytes *content, gpointer user_data);

gboolean   ktg_pack_json_read (KtgPack *pack, GBytes *text, GError **error);
gboolean   ktg_pack_json_read_offered (KtgPack *pack, GBytes *text, GError **error);
gboolean   ktg_pack_json_is_newer (GBytes *text);
gboolean   ktg_pack_json_peek (GBytes *text, char **name, char **version, GError **error);
gboolean   ktg_pack_json_is_of (GBytes *text, const char *name, const char *version);
GPtrArray *ktg_pack_json_read_folder (KtgPack     *pack,
                                      const char  *folder,
                                      KtgPackCheck is_sound,
                                      gpointer     user_data);

G_END_DECLS
