/* ktg-restored-json.h - the word of a server that was put back, to the bytes that are signed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-restored.h>
#include <ktg-wire-error.h>

G_BEGIN_DECLS

gboolean     ktg_restored_json_is (GBytes *bytes);
KtgRestored *ktg_restored_json_parse (GBytes *bytes, GError **error);
GBytes      *ktg_restored_json_write (const KtgRestored *restored);

G_END_DECLS
