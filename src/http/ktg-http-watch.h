/* ktg-http-watch.h - every connection has a deadline, and somebody who looks at it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-http-request-private.h"

G_BEGIN_DECLS

typedef struct _KtgHttpWatch KtgHttpWatch;

KtgHttpWatch *ktg_http_watch_new (guint tick_ms);
void          ktg_http_watch_free (KtgHttpWatch *self);

KtgHttpLink *ktg_http_watch_add (KtgHttpWatch *self, int fd, gint64 deadline_us);
void         ktg_http_watch_remove (KtgHttpWatch *self, KtgHttpLink *link);
void  ktg_http_watch_set_request (KtgHttpWatch *self, KtgHttpLink *link, KtgHttpRequest *request);
guint ktg_http_watch_get_n_links (KtgHttpWatch *self);

GPtrArray *ktg_http_watch_end_all (KtgHttpWatch *self);
void       ktg_http_watch_wait_idle (KtgHttpWatch *self, gint64 until_us);

G_END_DECLS
