/* ktg-http-site.h - a small site on the HTTP part, to be asked and abused
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-http.h>

G_BEGIN_DECLS

typedef struct
{
  KtgHttp     *http;
  GThread     *worker;
  GAsyncQueue *later;
  char        *file; /* what /v1/file sends */

  /* counted on several threads */
  int pings;
  int marks; /* what only a smuggled request asks for */
  int asked; /* uploads whose head was seen */
  int ended;
  int aborted;
  int upload_bytes; /* of all of them */
  int freed;        /* streamed requests whose state was let go */
} KtgHttpSite;

#define KTG_HTTP_SITE_FILE_BYTES 1000000
#define KTG_HTTP_SITE_COLLECT_CAP (256 * 1024)
#define KTG_HTTP_SITE_UNPACKED_CAP (1024 * 1024)
#define KTG_HTTP_SITE_STREAM_CAP (400 * 1024 * 1024)

KtgHttpSite *ktg_http_site_new (const char *address, const KtgHttpLimits *limits);
void         ktg_http_site_free (KtgHttpSite *self);
int          ktg_http_site_call (KtgHttpSite *self); /* a connection to it */
/* These fail where it takes so long that it hangs. */
void ktg_http_site_wait_until_nobody (KtgHttpSite *self);
void ktg_http_site_wait_for (const int *counter, int value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgHttpSite, ktg_http_site_free)

G_END_DECLS
