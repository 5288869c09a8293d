/* ktg-http-private.h - what the parts of the HTTP part share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-http-watch.h"
#include "ktg-http.h"

#include <microhttpd.h>
#include <stdatomic.h>

G_BEGIN_DECLS

typedef enum
{
  KTG_HTTP_SERVING,
  KTG_HTTP_DRAINING, /* what runs may finish, nothing begins */
  KTG_HTTP_STOPPING, /* nothing may wait any more */
} KtgHttpStage;

struct _KtgHttp
{
  gatomicrefcount       refs; /* requests that outlive it hold one */
  struct MHD_Daemon    *daemon;
  KtgHttpWatch         *watch;
  KtgHttpRoute         *routes;
  KtgHttpLimits         limits;
  KtgHttpBeforeSendFunc before_send;
  gpointer              user_data;
  guint                 port;
  _Atomic int           stage;
  _Atomic gsize         collected_bytes;
};

KtgHttp *ktg_http_ref (KtgHttp *self);
void     ktg_http_unref (KtgHttp *self);

G_END_DECLS
