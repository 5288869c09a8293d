/* ktg-http-turn.h - what the library's threads do with a request
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-http-request-private.h"

G_BEGIN_DECLS

enum MHD_Result ktg_http_turn (KtgHttpRequest *request,
                               const char     *method,
                               const char     *version,
                               const char     *piece,
                               size_t         *piece_bytes);

void ktg_http_turn_over (KtgHttpRequest *request);

G_END_DECLS
