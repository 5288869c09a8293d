/* ktg-http-routes.h - which handler a request is for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-http-request.h>

G_BEGIN_DECLS

typedef enum
{
  KTG_HTTP_BODY_NONE,      /* GET, HEAD: a request with a body is refused */
  KTG_HTTP_BODY_COLLECTED, /* `ready` is called when all of it is here */
  KTG_HTTP_BODY_STREAMED,  /* `ready` decides on the headers, then `piece`… and `ended` */
} KtgHttpBody;

/* All callbacks run on one of the HTTP threads, those of one request one after another. They must
 * not wait for another thread. */
typedef struct
{
  const char *method; /* "PATCH" */
  const char *path;   /* "/v1/files/{sha256}"; a parameter takes one whole segment and comes last */
  KtgHttpBody body;
  guint64     body_cap_bytes; /* largest Content-Length; above it 413 */
  gsize unpacked_cap_bytes;   /* collected only: gzip is undone here, up to so much; 0: the owner
                                 does it, with ktg_http_body_unpack() */
  guint answer_within_ms; /* then 503 is said instead, and a late answer has no effect; 0 for the
                             limits' own */

  /* May be NULL. The head is here, and of a body nothing was taken: answer to refuse. Nothing may
   * happen later. */
  void (*admit) (KtgHttpRequest *request, gpointer user_data);

  /* NONE: answer. COLLECTED: the body is there, answer. STREAMED: only the headers are; answer to
   * refuse, or ktg_http_request_accept() to get the body. Each of these may happen later and on
   * another thread; the client waits. */
  void (*ready) (KtgHttpRequest *request, gpointer user_data);

  /* STREAMED, after accept: bytes in order, at most 64 KiB at a time, or an answer, which ends the
   * reading. */
  void (*piece) (KtgHttpRequest *request,
                 const guint8   *bytes,
                 gsize           size_bytes,
                 gpointer        user_data);
  /* All Content-Length bytes came; answer, now or later. */
  void (*ended) (KtgHttpRequest *request, gpointer user_data);
  /* The body will not come to its end: the client left, was too slow, the server stops. No answer
   * is possible. After accept exactly one of these happens: an answer while reading, `ended`, or
   * `aborted`. */
  void (*aborted) (KtgHttpRequest *request, gpointer user_data);
} KtgHttpRoute;

/* Called on an HTTP thread for every answer, the HTTP part's own refusals too, when its status and
 * content are final (gzip done): the place to add a header that vouches for them. */
typedef void (*KtgHttpBeforeSendFunc) (KtgHttpRequest *request,
                                       KtgHttpAnswer  *answer,
                                       gpointer        user_data);

const KtgHttpRoute *ktg_http_routes_find (const KtgHttpRoute *routes,
                                          const char         *method,
                                          const char         *path,
                                          char              **parameter,
                                          char              **allowed);

G_END_DECLS
