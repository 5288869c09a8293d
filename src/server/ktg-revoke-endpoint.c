/* ktg-revoke-endpoint.c - POST /v1/revoke: a device below the office, or a code that waits
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-revoke-endpoint.h"

#include "ktg-office-ask.h"

#include <ktg-office-json.h>

static gboolean
prepare (KtgOfficeAsk *ask)
{
  const KtgOfficeSubject *subject = ask->message;

  return (subject->device != NULL) != (subject->code != 0);
}

static gboolean
work (KtgCatalog *catalog, KtgOfficeAsk *ask, GError **error)
{
  const KtgAsker          asker = ktg_office_ask_get_asker (ask);
  const KtgOfficeSubject *subject = ask->message;

  if (subject->device == NULL)
    return ktg_catalog_cancel_code_for (catalog, &asker, subject->code, &ask->asked, error);

  return ktg_catalog_revoke_for (catalog, &asker, subject->device, &ask->asked, error);
}

/**
 * ktg_revoke_endpoint_ready:
 * @service: the #KtgService
 *
 * The request is here, with its body. On an HTTP thread.
 */
void
ktg_revoke_endpoint_ready (KtgHttpRequest *request, gpointer service)
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
