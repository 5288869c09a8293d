/* ktg-http-answer-private.h - the answer as the HTTP part sees it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-http-answer.h"

#include <gio/gio.h>

G_BEGIN_DECLS

struct _KtgHttpAnswer
{
  guint                  status;
  const char            *problem; /* its type without the prefix, interned; or NULL */
  GBytes                *content;
  int                    fd; /* or -1 */
  guint64                offset;
  guint64                size_bytes;
  struct _KtgHttpStream *stream;  /* or NULL */
  GPtrArray             *headers; /* name, value, name, value */
};

KtgHttpAnswer *ktg_http_answer_new_stream (const char *content_type, struct _KtgHttpStream *stream);

void ktg_http_answer_pack (KtgHttpAnswer *self);
void ktg_http_answer_empty (KtgHttpAnswer *self);

G_END_DECLS
