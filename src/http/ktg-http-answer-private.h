/* ktg-http-answer-private.h - the answer as the HTTP part sees it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-http-answer.h"

#include <microhttpd.h>

G_BEGIN_DECLS

KtgHttpAnswer *ktg_http_answer_new_apart (guint                status,
                                          const char          *content_type,
                                          struct MHD_Response *response,
                                          guint64              size_bytes);

KtgHttpAnswer       *ktg_http_answer_compose (KtgHttpAnswer *self);
void                 ktg_http_answer_pack (KtgHttpAnswer *self, const char *accepted);
void                 ktg_http_answer_empty (KtgHttpAnswer *self);
guint64              ktg_http_answer_get_size_bytes (KtgHttpAnswer *self);
struct MHD_Response *ktg_http_answer_steal_response (KtgHttpAnswer *self);

G_END_DECLS
