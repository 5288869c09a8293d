/* ktg-load.h - many connections that ask as fast as they are answered
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One request, ready to send: its head, and a body in two pieces, so that a thousand photos can
 * share all but their first bytes. */
typedef struct
{
  char   *head;
  GBytes *body;
  GBytes *tail; /* may be NULL */
} KtgLoadRequest;

typedef struct
{
  guint   n_answered; /* with 200 */
  guint   n_refused;  /* with anything else, or not at all */
  double  seconds;
  double  p50_ms;
  double  p95_ms;
  double  p99_ms;
  double  max_ms;
  GBytes *last_answer; /* content and all, of the last 200 */
} KtgLoadResult;

KtgLoadRequest *ktg_load_request_new (char *head, GBytes *body, GBytes *tail);
void            ktg_load_request_free (KtgLoadRequest *request);

/* Request i goes over connection i modulo @n_connections. Ends when all are answered, or after
 * @max_seconds, when no new one is begun. */
void ktg_load_run (guint          port,
                   guint          n_connections,
                   GPtrArray     *requests,
                   double         max_seconds,
                   KtgLoadResult *result);

G_END_DECLS
