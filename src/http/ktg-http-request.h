/* ktg-http-request.h - what a client asked, and the one answer it gets
 *
 * Counted atomically: whoever keeps a request beyond a callback holds a reference. Everything here
 * may be called from any thread, also after the client left or the server stopped.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#include <ktg-http-answer.h>

G_BEGIN_DECLS

typedef struct _KtgHttpRequest KtgHttpRequest;

KtgHttpRequest *ktg_http_request_ref (KtgHttpRequest *self);
void            ktg_http_request_unref (KtgHttpRequest *self);

const char *ktg_http_request_get_method (KtgHttpRequest *self);
const char *ktg_http_request_get_path (KtgHttpRequest *self);
const char *ktg_http_request_get_query (KtgHttpRequest *self);
const char *ktg_http_request_get_parameter (KtgHttpRequest *self);
const char *ktg_http_request_get_header (KtgHttpRequest *self, const char *name);
guint64     ktg_http_request_get_content_length (KtgHttpRequest *self);
GBytes     *ktg_http_request_get_sent_body (KtgHttpRequest *self);
GBytes     *ktg_http_request_get_body (KtgHttpRequest *self);

void ktg_http_request_drop_body (KtgHttpRequest *self);
void ktg_http_request_set_ticket (KtgHttpRequest *self, gpointer ticket, GDestroyNotify destroy);
gpointer ktg_http_request_get_ticket (KtgHttpRequest *self);
void     ktg_http_request_set_data (KtgHttpRequest *self, gpointer data, GDestroyNotify destroy);
gpointer ktg_http_request_get_data (KtgHttpRequest *self);

gboolean ktg_http_request_accept (KtgHttpRequest *self);
void     ktg_http_request_answer (KtgHttpRequest *self, KtgHttpAnswer *answer);
void     ktg_http_request_cut (KtgHttpRequest *self);
gboolean ktg_http_request_is_over (KtgHttpRequest *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgHttpRequest, ktg_http_request_unref)

G_END_DECLS
