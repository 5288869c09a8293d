/* ktg-envelope-json.h - an envelope that stands alone, as one line of JSON
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-envelope.h>

G_BEGIN_DECLS

GBytes      *ktg_envelope_json_write (const KtgEnvelope *envelope);
KtgEnvelope *ktg_envelope_json_parse (GBytes *text);

G_END_DECLS
