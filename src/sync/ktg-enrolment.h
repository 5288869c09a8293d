/* ktg-enrolment.h - a code becomes an account
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-exchange.h>

G_BEGIN_DECLS

void     ktg_enrolment_async (KtgParty           *party,
                              const KtgSyncWorld *world,
                              const char         *url,
                              const char         *code,
                              const char         *name,
                              const char         *ca_pem,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data);
gboolean ktg_enrolment_finish (GAsyncResult *result, GError **error);

G_END_DECLS
