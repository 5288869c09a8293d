/* ktg-introduce-endpoint.h - POST /v1/introduce
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-http-request.h"

G_BEGIN_DECLS

void ktg_introduce_endpoint_ready (KtgHttpRequest *request, gpointer service);

G_END_DECLS
