/* ktg-admitted-endpoint.h - GET /v1/admitted/{what}-{after}: what is below an office
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-http-request.h"

G_BEGIN_DECLS

void ktg_admitted_endpoint_ready (KtgHttpRequest *request, gpointer service);

G_END_DECLS
