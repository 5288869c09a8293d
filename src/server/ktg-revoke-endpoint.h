/* ktg-revoke-endpoint.h - POST /v1/revoke: a device below the office, or a code that waits
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-http-request.h"

G_BEGIN_DECLS

void ktg_revoke_endpoint_ready (KtgHttpRequest *request, gpointer service);

G_END_DECLS
