/* ktg-pack-json.h - data packs from their files
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-pack.h>
#include <ktg-wire-error.h>

G_BEGIN_DECLS

/* Each adds what one pack file says to @pack; docs/PACKS.md has the forms. */
gboolean ktg_pack_json_read (KtgPack *pack, GBytes *text, GError **error); /* by its "pack" key: rules, forms, gestures, calendar */

/* name and version of any pack document (regions too), for the server's packs list */
gboolean ktg_pack_json_peek (GBytes *text, char **name, char **version, GError **error);

G_END_DECLS
