/* ktg-node-answer.c - GET /v1/node
 *
 * Who is there, proven over a nonce of the caller's. It is asked by a device that knows nobody yet,
 * before it lets a code out of its hands, so it comes unsigned; it costs one signature and reads
 * nothing.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-node-answer.h"

#include "ktg-service.h"
#include "ktg-timestamp.h"

#include <ktg-enrol-json.h>

static KtgHttpAnswer *
new_answer (KtgService *service)
{
  const char      *key = ktg_signing_key_get_public (ktg_archive_get_key (service->archive));
  const char      *root = ktg_archive_get_root (service->archive);
  g_autofree char *now = ktg_timestamp_dup (ktg_service_get_now_ms ());
  KtgIntroduction  introduction = { (char *)root, (char *)key, now };
  g_autoptr (GBytes) content = ktg_introduction_write (&introduction);

  return ktg_http_answer_new (200, "application/json", content);
}

/**
 * ktg_node_answer_ready:
 * @service: the #KtgService
 *
 * The request is here. On an HTTP thread.
 */
void
ktg_node_answer_ready (KtgHttpRequest *request, gpointer service)
{
  g_autofree char *nonce = ktg_admission_dup_nonce (request);

  ktg_http_request_answer (request,
                           nonce != NULL
                               ? new_answer (service)
                               : ktg_http_answer_new_problem (400, "request", "A nonce is needed"));
}
