/* ktg-http-stream-private.h - a stream as the HTTP part sees it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-http-private.h"
#include "ktg-http-stream.h"

G_BEGIN_DECLS

KtgHttpStream *ktg_http_stream_ref (KtgHttpStream *self);

struct MHD_Response *ktg_http_stream_new_response (KtgHttpStream *self);

G_END_DECLS
