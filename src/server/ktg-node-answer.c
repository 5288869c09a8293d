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

#include <string.h>

#define PATH "/v1/node"
#define QUERY "?nonce="
#define MIN_NONCE_BYTES 16
#define MAX_NONCE_BYTES 64

static gboolean
is_nonce (const char *text)
{
  gsize size = strlen (text);

  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && *p != '-' && *p != '_')
      return FALSE;

  return size >= MIN_NONCE_BYTES && size <= MAX_NONCE_BYTES;
}

/**
 * ktg_node_answer_dup_nonce:
 * @request: any
 *
 * Returns: (transfer full) (nullable): over what the answer is proven; %NULL where @request asks
 * for something else, or wrongly
 */
char *
ktg_node_answer_dup_nonce (KtgHttpRequest *request)
{
  const char *query = ktg_http_request_get_query (request);

  if (strcmp (ktg_http_request_get_path (request), PATH) != 0 || query == NULL
      || !g_str_has_prefix (query, QUERY) || !is_nonce (query + strlen (QUERY)))
    return NULL;

  return g_strdup (query + strlen (QUERY));
}

static KtgHttpAnswer *
new_answer (KtgService *service)
{
  const char      *key = ktg_signing_key_get_public (ktg_archive_get_key (service->archive));
  g_autofree char *now = ktg_timestamp_dup (ktg_service_get_now_ms ());
  KtgIntroduction  introduction = { (char *)key, (char *)key, now };
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
  g_autofree char *nonce = ktg_node_answer_dup_nonce (request);

  ktg_http_request_answer (request,
                           nonce != NULL
                               ? new_answer (service)
                               : ktg_http_answer_new_problem (400, "request", "A nonce is needed"));
}
