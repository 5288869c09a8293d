/* ktg-question.c - an office's device asks its server something about those below it
 *
 * One request on a connection of its own, beside the rounds: somebody waits for the answer.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-question.h"

#include "ktg-outcome.h"
#include "ktg-spending.h"
#include "ktg-transport.h"

typedef struct
{
  KtgParty           *party;
  const KtgSyncWorld *world;
} Question;

static const struct
{
  const char  *problem;
  KtgSyncError code;
} refusals[] = {
  { "not-an-office", KTG_SYNC_ERROR_NOT_AN_OFFICE },
  { "not-below", KTG_SYNC_ERROR_NOT_BELOW },
  { "too-many-codes", KTG_SYNC_ERROR_TOO_MANY_CODES },
  { "code-used", KTG_SYNC_ERROR_CODE_HAS_DEVICE },
};

static void
question_free (Question *self)
{
  g_object_unref (self->party);
  g_free (self);
}

static void
refuse (GTask *task, const KtgAnswer *answer)
{
  g_autoptr (KtgOutcome) outcome = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    if (ktg_answer_is_problem (answer, refusals[i].problem))
      {
        g_task_return_new_error (task,
                                 KTG_SYNC_ERROR,
                                 (int)refusals[i].code,
                                 "%s",
                                 answer->problem->title);
        return;
      }

  outcome = ktg_outcome_new_for_answer (answer, FALSE);
  g_task_return_error (task, g_error_copy (outcome->error));
}

static void
answered_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  const Question *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgAnswer) answer = ktg_transport_send_finish (KTG_TRANSPORT (object), result, &error);

  ktg_spending_note (self->party, self->world, KTG_TRANSPORT (object));
  if (answer == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else if (ktg_answer_is_success (answer))
    g_task_return_pointer (task, g_bytes_ref (answer->body), (GDestroyNotify)g_bytes_unref);
  else
    refuse (task, answer);
}

static gboolean
may_ask (const KtgAccount *account, GError **error)
{
  if (account == NULL)
    g_set_error_literal (error,
                         KTG_SYNC_ERROR,
                         KTG_SYNC_ERROR_NOT_ENROLLED,
                         "This device has no account yet");
  else if (ktg_account_is_practice (account))
    g_set_error_literal (error,
                         KTG_SYNC_ERROR,
                         KTG_SYNC_ERROR_PRACTICE,
                         "A profile for practice is with no server");

  return account != NULL && !ktg_account_is_practice (account);
}

static KtgTransport *
new_transport (KtgParty *party, const KtgSyncWorld *world, GError **error)
{
  const KtgAccount *account = ktg_party_get_account (party);
  KtgTransport     *transport;
  gint64            offset_ms;

  if (!may_ask (account, error))
    return NULL;

  transport = ktg_transport_new (account->url,
                                 account->ca,
                                 account->server_key,
                                 world,
                                 (KtgTransportSign)ktg_party_sign_request,
                                 party,
                                 error);
  if (transport != NULL && ktg_party_get_server_offset_ms (party, &offset_ms))
    ktg_transport_set_clock_offset_ms (transport, offset_ms);

  return transport;
}

/**
 * ktg_question_async:
 * @party: who asks
 * @world: (scope forever): the clocks
 * @method: as in HTTP
 * @path: of the request
 * @body: (nullable): JSON
 */
void
ktg_question_async (KtgParty           *party,
                    const KtgSyncWorld *world,
                    const char         *method,
                    const char         *path,
                    GBytes             *body,
                    GCancellable       *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgTransport) transport = new_transport (party, world, &error);
  Question   *self = g_new0 (Question, 1);
  KtgRequest *request;

  g_task_set_source_tag (task, ktg_question_async);
  g_task_set_check_cancellable (task, FALSE);
  self->party = g_object_ref (party);
  self->world = world;
  g_task_set_task_data (task, self, (GDestroyNotify)question_free);
  if (transport == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  request = ktg_request_new (method, path);
  request->body = body != NULL ? g_bytes_ref (body) : NULL;
  ktg_transport_send_async (transport, request, cancellable, answered_cb, g_object_ref (task));
}

/**
 * ktg_question_finish:
 * @result: of it
 * @error: a #KtgSyncError with %NULL
 *
 * Returns: (transfer full) (nullable): the answer, which the server gave to this very request
 */
GBytes *
ktg_question_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
