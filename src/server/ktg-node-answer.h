/* ktg-node-answer.h - GET /v1/node
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-http-request.h"

G_BEGIN_DECLS

void ktg_node_answer_ready (KtgHttpRequest *request, gpointer service);

G_END_DECLS
