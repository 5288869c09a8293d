/* ktg-download.h - GET /v1/files/{hash} and GET /v1/packs/{name}
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-http-request.h"

G_BEGIN_DECLS

void ktg_download_file_ready (KtgHttpRequest *request, gpointer service);
void ktg_download_pack_ready (KtgHttpRequest *request, gpointer service);

G_END_DECLS
