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

#include <ktg-http-limits.h>
#include <ktg-http-routes.h>

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
