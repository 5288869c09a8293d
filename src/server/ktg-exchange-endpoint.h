/* ktg-exchange-endpoint.h - POST /v1/exchange
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-http-request.h"

G_BEGIN_DECLS

void ktg_exchange_endpoint_ready (KtgHttpRequest *request, gpointer service);

G_END_DECLS
