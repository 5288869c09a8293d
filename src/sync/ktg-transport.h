/* ktg-transport.h - carries one request to the server and its proven answer back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-answer.h>
#include <ktg-request.h>
#include <ktg-sync-error.h>
#include <ktg-sync-world.h>

G_BEGIN_DECLS

/* One warm connection to one server. Main thread. */
#define KTG_TYPE_TRANSPORT (ktg_transport_get_type ())
G_DECLARE_FINAL_TYPE (KtgTransport, ktg_transport, KTG, TRANSPORT, GObject)

/* Signs with the caller's key, wherever that lies; ktg_party_sign_request() is one. @line: the
 * request; @tag: the server it is for, NULL while that is not known. */
struct _KtgHttpRequestLine;
typedef void (*KtgTransportSign) (gpointer                          signer,
                                  const struct _KtgHttpRequestLine *line,
                                  const char                       *tag,
                                  gint64                            created_s,
                                  const char                       *nonce,
                                  char                            **signature_input,
                                  char                            **signature);

KtgTransport *ktg_transport_new (const char         *url,
                                 const char         *ca_pem,
                                 const char         *server_key,
                                 const KtgSyncWorld *world,
                                 KtgTransportSign    sign,
                                 gpointer            signer,
                                 GError            **error);
void          ktg_transport_set_clock_offset_ms (KtgTransport *self, gint64 server_offset_ms);
gint64        ktg_transport_get_clock_offset_ms (KtgTransport *self);
void          ktg_transport_set_server_key (KtgTransport *self, const char *server_key);
gint64        ktg_transport_get_quiet_us (KtgTransport *self);
gboolean      ktg_transport_is_stuck (KtgTransport *self, gint64 quiet_us);
gboolean      ktg_transport_has_reached (KtgTransport *self);

/* Called as bytes of a file leave. */
typedef void (*KtgTransportMoved) (guint n_bytes, gpointer user_data);
void ktg_transport_set_moved (KtgTransport *self, KtgTransportMoved moved, gpointer user_data);

void       ktg_transport_send_async (KtgTransport       *self,
                                     KtgRequest         *request, /* taken */
                                     GCancellable       *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer            user_data);
KtgAnswer *ktg_transport_send_finish (KtgTransport *self, GAsyncResult *result, GError **error);

guint64  ktg_transport_get_n_unsent (KtgTransport *self);
guint64  ktg_transport_take_n_carried (KtgTransport *self);
void     ktg_transport_count_packets (KtgTransport *self, guint *n_packets, guint *n_lost);
gint64   ktg_transport_get_round_trip_us (KtgTransport *self);
gboolean ktg_transport_is_connected (KtgTransport *self);

G_END_DECLS
