/* ktg-confirm-endpoint.h - POST /v1/confirm: a device below the office, whose words were heard
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-http-request.h"

G_BEGIN_DECLS

void ktg_confirm_endpoint_ready (KtgHttpRequest *request, gpointer service);

G_END_DECLS
