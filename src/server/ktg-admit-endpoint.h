/* ktg-admit-endpoint.h - POST /v1/admit: a code for somebody below the office
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-http-request.h"

G_BEGIN_DECLS

void ktg_admit_endpoint_ready (KtgHttpRequest *request, gpointer service);

G_END_DECLS
