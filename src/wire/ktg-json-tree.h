/* ktg-json-tree.h - a document that the guard let through, as a tree
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>
#include <ktg-wire-error.h>

G_BEGIN_DECLS

/* Only for this room. */
JsonNode *ktg_json_tree_build (const char *text, gsize size_bytes, GError **error);

G_END_DECLS
