/* ktg-http-caller.h - a client that sends exactly the bytes it is given
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What came back within a time. */
typedef struct
{
  GString *bytes;
  gboolean closed; /* by the other side, one way or another */
} KtgHttpReply;

int ktg_http_caller_connect (guint port);
int ktg_http_caller_connect_unix (const char *path);
/* FALSE when the other side would not take it all. */
gboolean ktg_http_caller_send (int fd, const char *bytes, gsize size_bytes);
gboolean ktg_http_caller_say (int fd, const char *text);

/* Until the other side closes, or is silent for @silence_ms. */
KtgHttpReply *ktg_http_caller_hear (int fd, guint silence_ms);
/* Until @n_answers have begun, and then as above. */
KtgHttpReply *ktg_http_caller_hear_all (int fd, guint n_answers, guint silence_ms);
/* One whole answer, by its Content-Length. */
KtgHttpReply *ktg_http_caller_hear_one (int fd, guint silence_ms);
void          ktg_http_reply_free (KtgHttpReply *self);

/* 0 when there is none. */
guint ktg_http_reply_get_status (KtgHttpReply *self);
guint ktg_http_reply_count (KtgHttpReply *self, const char *text);

/* A close that is a reset. */
void ktg_http_caller_reset (int fd);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgHttpReply, ktg_http_reply_free)

G_END_DECLS
