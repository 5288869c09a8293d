/* ktg-http.h - HTTP for a server that answers later, from any thread
 *
 * It knows nothing of reports. libmicrohttpd does the reading and writing on its own threads; the
 * guard refuses what could be read in two ways; every wait has an end. A handler never blocks: it
 * keeps a reference to its request, gives the work to another thread, and that thread answers.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include <ktg-http-answer.h>
#include <ktg-http-request.h>

G_BEGIN_DECLS

#define KTG_HTTP_ERROR (ktg_http_error_quark ())

/**
 * KtgHttpError:
 * @KTG_HTTP_ERROR_ADDRESS: the address cannot be read or listened on; ask for another
 * @KTG_HTTP_ERROR_START: the library did not start; the log says why
 */
typedef enum
{
  KTG_HTTP_ERROR_ADDRESS,
  KTG_HTTP_ERROR_START,
} KtgHttpError;

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

typedef struct
{
  guint threads;
  guint connections;             /* in all */
  guint connections_per_address; /* leave room for an office behind one address; never used on a
                                    unix socket */
  gsize connection_memory_bytes; /* headers and one piece of body must fit */
  /* Collected bodies, all requests together, as long as they say they will be; above it 503. The
   * last part of it is for bodies of at most small_bytes. */
  gsize collected_bytes;
  gsize kept_for_small_bytes;
  gsize small_bytes;
  /* From the connecting to the last header, however they drip. */
  guint header_within_ms;
  /* Between pieces of a body, and between the requests of one connection. */
  guint idle_ms;
  /* A body may be slow for so long before the rate counts; then it must average the rate. 0: no
   * such rule. */
  guint body_grace_ms;
  guint body_bytes_per_s;
  /* The same for collected bodies, and how long one may take at most. */
  guint collect_grace_ms;
  guint collect_bytes_per_s;
  guint collect_within_ms;
  guint answer_within_ms; /* default for routes */
  guint stop_within_ms;   /* what is in flight at the stop gets so long */
} KtgHttpLimits;

extern const KtgHttpLimits ktg_http_limits_default;

/* Called on an HTTP thread for every answer, the HTTP part's own refusals too, when its status and
 * content are final (gzip done): the place to add a header that vouches for them. */
typedef void (*KtgHttpBeforeSendFunc) (KtgHttpRequest *request,
                                       KtgHttpAnswer  *answer,
                                       gpointer        user_data);

typedef struct _KtgHttp KtgHttp;

GQuark ktg_http_error_quark (void);

int ktg_http_listen (const char *address, GError **error);

KtgHttp *ktg_http_start (int                   listening_fd,
                         const KtgHttpRoute   *routes,
                         const KtgHttpLimits  *limits,
                         KtgHttpBeforeSendFunc before_send,
                         gpointer              user_data,
                         GError              **error);

guint ktg_http_get_port (KtgHttp *self);
guint ktg_http_get_connections (KtgHttp *self);

void ktg_http_stop (KtgHttp *self);
void ktg_http_free (KtgHttp *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgHttp, ktg_http_free)

G_END_DECLS
