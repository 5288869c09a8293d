/* ktg-http-turn.h - what the library's threads do with a request
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-http-request-private.h"

G_BEGIN_DECLS

/* The library's access handler, once the request is known: called at the head, for each piece of
 * the body, at its end, and again after each wait. */
enum MHD_Result ktg_http_turn (KtgHttpRequest *request,
                               const char     *method,
                               const char     *version,
                               const char     *piece,
                               size_t         *piece_bytes);

/* The library is done with the request, in whatever way. */
void ktg_http_turn_over (KtgHttpRequest *request);

G_END_DECLS
