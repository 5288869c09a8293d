/* ktg-node-life-json.h - a server's word on what stands of an earlier life, to the bytes that are
 * signed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-node-life.h>
#include <ktg-wire-error.h>

G_BEGIN_DECLS

KtgNodeLife *ktg_node_life_json_parse (GBytes *bytes, GError **error);
GBytes      *ktg_node_life_json_write (const KtgNodeLife *word);

G_END_DECLS
