/* ktg-office-ask.h - what an office's device asks about those below it, from the head to the answer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-catalog-office.h"
#include "ktg-http-request.h"
#include "ktg-service.h"

G_BEGIN_DECLS

/* One of them under way. */
typedef struct
{
  KtgService     *service;
  KtgHttpRequest *request;
  KtgDevice      *device; /* who asks */
  gint64          now_ms;
  gpointer        message; /* as it was read, or NULL */
  gpointer        plan;    /* what was prepared; or NULL */
  KtgAsked        asked;
  GPtrArray      *rows; /* that were found; or NULL */
  KtgPage         page;
} KtgOfficeAsk;

/* How it is dealt with.
 *
 * read: what is asked; NULL: it cannot be read
 * prepare: before the writer is asked; FALSE: it means nothing; or NULL
 * work: on the writer's thread, and perhaps more than once
 * answer: what is told once it is on record */
typedef struct
{
  gpointer (*read) (KtgHttpRequest *request);
  gboolean (*prepare) (KtgOfficeAsk *ask);
  gboolean (*work) (KtgCatalog *catalog, KtgOfficeAsk *ask, GError **error);
  GBytes *(*answer) (KtgOfficeAsk *ask);
  GDestroyNotify free_message;
  GDestroyNotify free_plan;
} KtgOfficeAskKind;

void
ktg_office_ask_begin (KtgService *service, KtgHttpRequest *request, const KtgOfficeAskKind *kind);
KtgAsker ktg_office_ask_get_asker (const KtgOfficeAsk *self);
gpointer ktg_office_ask_read_subject (KtgHttpRequest *request);
GBytes  *ktg_office_ask_answer_done (KtgOfficeAsk *self);

G_END_DECLS
