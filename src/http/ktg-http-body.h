/* ktg-http-body.h - what a collected body is once its packing is undone
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-http-request.h>

G_BEGIN_DECLS

/* So many bytes may come out of however few; beyond, a hundred of each. */
#define KTG_HTTP_FREELY_UNPACKED_BYTES (64 * 1024)
#define KTG_HTTP_PACKED_AT_MOST 100

gsize          ktg_http_body_get_unpacked_bytes (KtgHttpRequest *request);
KtgHttpAnswer *ktg_http_body_unpack (KtgHttpRequest *request, gsize cap_bytes, GBytes **body);

G_END_DECLS
