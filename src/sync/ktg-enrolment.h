/* ktg-enrolment.h - a code becomes an account
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-exchange.h>

G_BEGIN_DECLS

void     ktg_enrolment_async (KtgStore           *store,
                              const KtgSyncWorld *world,
                              const char         *url,
                              const char         *code,
                              const char         *name,
                              const char         *ca_pem,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data);
gboolean ktg_enrolment_finish (GAsyncResult *result, GError **error);

/* A transport's signer whose data is a store. */
struct _KtgHttpRequestLine;
void ktg_enrolment_sign (const struct _KtgHttpRequestLine *line,
                         const char                       *tag,
                         gint64                            created_s,
                         const char                       *nonce,
                         char                            **signature_input,
                         char                            **signature,
                         gpointer                          store);

G_END_DECLS
