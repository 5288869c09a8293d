/* ktg-confirm-endpoint.c - POST /v1/confirm: a device below the office, whose words were heard
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-confirm-endpoint.h"

#include "ktg-office-ask.h"

#include <ktg-office-json.h>

static gboolean
prepare (KtgOfficeAsk *ask)
{
  const KtgOfficeSubject *subject = ask->message;

  return subject->device != NULL && subject->code == 0;
}

static gboolean
work (KtgCatalog *catalog, KtgOfficeAsk *ask, GError **error)
{
  const KtgAsker          asker = ktg_office_ask_get_asker (ask);
  const KtgOfficeSubject *subject = ask->message;

  return ktg_catalog_confirm_for (catalog, &asker, subject->device, &ask->asked, error);
}

/**
 * ktg_confirm_endpoint_ready:
 * @service: the #KtgService
 *
 * The request is here, with its body. On an HTTP thread.
 */
void
ktg_confirm_endpoint_ready (KtgHttpRequest *request, gpointer service)
{
  static const KtgOfficeAskKind kind = {
    .read = ktg_office_ask_read_subject,
    .prepare = prepare,
    .work = work,
    .answer = ktg_office_ask_answer_done,
    .free_message = (GDestroyNotify)ktg_office_subject_free,
  };

  ktg_office_ask_begin (service, request, &kind);
}
