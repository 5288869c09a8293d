/* ktg-http-stream.h - an answer that is written while it is sent
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-http-request.h>

G_BEGIN_DECLS

typedef struct _KtgHttpStream KtgHttpStream;

KtgHttpStream *ktg_http_stream_begin (KtgHttpRequest *request, const char *content_type);
gboolean       ktg_http_stream_send (KtgHttpStream *self, GBytes *piece);
void           ktg_http_stream_call_off (KtgHttpStream *self);
void           ktg_http_stream_end (KtgHttpStream *self);
void           ktg_http_stream_cut (KtgHttpStream *self);
void           ktg_http_stream_unref (KtgHttpStream *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgHttpStream, ktg_http_stream_unref)

G_END_DECLS
