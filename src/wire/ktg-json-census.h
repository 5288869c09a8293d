/* ktg-json-census.h - that no key stands twice in one object
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>
#include <ktg-wire-error.h>

G_BEGIN_DECLS

/* Only for this room. */
gboolean ktg_json_census_check (JsonNode   *root,
                                guint       n_keys,
                                const char *text,
                                gsize       size_bytes,
                                GError    **error);

G_END_DECLS
