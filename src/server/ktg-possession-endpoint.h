/* ktg-possession-endpoint.h - POST /v1/files/{name}
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-http-request.h"

G_BEGIN_DECLS

#define KTG_POSSESSION_MAX_BYTES 1024 /* of a body */

void ktg_possession_endpoint_ready (KtgHttpRequest *request, gpointer service);

G_END_DECLS
