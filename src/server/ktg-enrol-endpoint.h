/* ktg-enrol-endpoint.h - POST /v1/enrol
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-http-request.h"

G_BEGIN_DECLS

void ktg_enrol_endpoint_ready (KtgHttpRequest *request, gpointer service);

G_END_DECLS
