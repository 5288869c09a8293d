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
/* As sent, before any decoding: what a signature covers. "/v1/files/…" */
const char *ktg_http_request_get_path (KtgHttpRequest *self);
/* As sent, with its question mark; "?" when there is none. */
const char *ktg_http_request_get_query (KtgHttpRequest *self);
/* What stood where the route says {…}, as sent; only letters, digits, "-", "_", "." and "~" get
 * this far. NULL without one. */
const char *ktg_http_request_get_parameter (KtgHttpRequest *self);
/* @name: without regard to case. NULL when absent. A header sent twice comes as one, joined with ",
 * ". */
const char *ktg_http_request_get_header (KtgHttpRequest *self, const char *name);
/* "192.0.2.7", or "unix" on a unix socket. Not for logs. */
const char *ktg_http_request_get_peer (KtgHttpRequest *self);
guint64     ktg_http_request_get_content_length (KtgHttpRequest *self);
/* COLLECTED only. As sent (what Content-Digest covers), and unpacked; the same when it was not
 * packed. Never NULL. */
GBytes *ktg_http_request_get_sent_body (KtgHttpRequest *self);
GBytes *ktg_http_request_get_body (KtgHttpRequest *self);

/* A place for the owner's own state. @destroy runs when the last reference goes, on whatever thread
 * that is. */
void     ktg_http_request_set_data (KtgHttpRequest *self, gpointer data, GDestroyNotify destroy);
gpointer ktg_http_request_get_data (KtgHttpRequest *self);

/* STREAMED: let the body come. Callbacks may begin before this returns, so have your state ready.
 * FALSE when it is too late (the deadline passed, the connection is gone): then no callback
 * follows. */
gboolean ktg_http_request_accept (KtgHttpRequest *self);
/* Takes @answer. The first one counts; the others, and those that come too late, are dropped. */
void ktg_http_request_answer (KtgHttpRequest *self, KtgHttpAnswer *answer);
/* Cuts the connection, for a request that a newer one took over. `aborted` follows where it is due.
 */
void ktg_http_request_cut (KtgHttpRequest *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgHttpRequest, ktg_http_request_unref)

G_END_DECLS
