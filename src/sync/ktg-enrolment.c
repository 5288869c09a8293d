/* ktg-enrolment.c - a code becomes an account
 *
 * The code carries a fingerprint of the server's key, so a server that answers in another's place
 * is noticed before anything is kept.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-enrolment.h"

#include "ktg-server-address.h"

#include <ktg-enrol-json.h>
#include <ktg-enrolment-code.h>

/* One enrolment under way. */
typedef struct
{
  KtgStore *store;
  char     *url;
  char     *code; /* normalised */
  char     *ca;
} Enrolment;

static const struct
{
  const char  *name;
  KtgSyncError code;
} refusals[] = {
  { "code-wrong", KTG_SYNC_ERROR_CODE_WRONG },
  { "code-used", KTG_SYNC_ERROR_CODE_USED },
  { "code-expired", KTG_SYNC_ERROR_CODE_EXPIRED },
};

static void
enrolment_free (Enrolment *enrolment)
{
  g_clear_object (&enrolment->store);
  g_free (enrolment->url);
  g_free (enrolment->code);
  g_free (enrolment->ca);
  g_free (enrolment);
}

void
ktg_enrolment_sign (const struct _KtgHttpRequestLine *line,
                    const char                       *tag,
                    gint64                            created_s,
                    const char                       *nonce,
                    char                            **signature_input,
                    char                            **signature,
                    gpointer                          store)
{
  ktg_store_sign_request (store, line, tag, created_s, nonce, signature_input, signature);
}

/* Takes @task. */
static void
refuse (GTask *task, KtgSyncError code, const char *message)
{
  g_task_return_new_error (task, KTG_SYNC_ERROR, code, "%s", message);
  g_object_unref (task);
}

static void
kept_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  g_autoptr (GError) error = NULL;

  if (!ktg_store_set_account_finish (KTG_STORE (object), result, &error))
    {
      refuse (task, KTG_SYNC_ERROR_STORE, error->message);
      return;
    }

  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

/* Refusals come before the device knows the server's key, so their word is taken: all it can do is
 * disappoint. */
static void
read_refusal (GTask *task, const KtgAnswer *answer)
{
  g_autoptr (KtgOutcome) outcome = NULL;

  for (guint i = 0; answer->problem != NULL && i < G_N_ELEMENTS (refusals); i++)
    {
      g_autofree char *type = g_strconcat (KTG_PROBLEM_PREFIX, refusals[i].name, NULL);

      if (g_strcmp0 (answer->problem->type, type) == 0)
        {
          refuse (task, refusals[i].code, answer->problem->title);
          return;
        }
    }

  outcome = ktg_outcome_new_for_answer (answer);
  refuse (task,
          answer->problem != NULL && answer->status < 429 ? KTG_SYNC_ERROR_REFUSED
                                                          : (KtgSyncError)outcome->error->code,
          outcome->error->message);
}

static gboolean
check_account (const Enrolment  *enrolment,
               const KtgAccount *account,
               const KtgAnswer  *answer,
               GError          **error)
{
  if (g_strcmp0 (account->device, ktg_store_get_device (enrolment->store)) != 0
      || account->server_key == NULL)
    g_set_error_literal (error,
                         KTG_SYNC_ERROR,
                         KTG_SYNC_ERROR_NOT_KENTONGAN,
                         "The account is of another device");
  else if (!ktg_enrolment_code_fits_server (enrolment->code, account->server_key))
    g_set_error_literal (error,
                         KTG_SYNC_ERROR,
                         KTG_SYNC_ERROR_WRONG_SERVER,
                         "The code is of another server");
  else if (!ktg_answer_is_proven_by (answer, account->server_key))
    g_set_error_literal (error,
                         KTG_SYNC_ERROR,
                         KTG_SYNC_ERROR_WRONG_SERVER,
                         "The answer is not proven by that key");
  else
    return TRUE;

  return FALSE;
}

static void
read_account (GTask *task, const KtgAnswer *answer)
{
  Enrolment *enrolment = g_task_get_task_data (task);
  g_autoptr (KtgAccount) account = ktg_account_json_parse (answer->body, NULL);
  g_autoptr (GError) error = NULL;

  if (account == NULL)
    refuse (task, KTG_SYNC_ERROR_NOT_KENTONGAN, "What answered does not speak this protocol");
  else if (!check_account (enrolment, account, answer, &error))
    refuse (task, error->code, error->message);
  else
    {
      g_free (account->url);
      g_free (account->ca);
      account->url = g_strdup (enrolment->url);
      account->ca = g_strdup (enrolment->ca);
      ktg_store_set_account_async (enrolment->store, account, kept_cb, task);
    }
}

static void
answered_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgAnswer) answer = ktg_transport_send_finish (KTG_TRANSPORT (object), result, &error);

  if (answer != NULL && ktg_answer_is_success (answer))
    read_account (task, answer);
  else if (answer != NULL)
    read_refusal (task, answer);
  else
    {
      g_task_return_error (task, g_steal_pointer (&error));
      g_object_unref (task);
    }
}

static KtgRequest *
make_request (const Enrolment *enrolment, const char *name)
{
  KtgRequest     *request = ktg_request_new ("POST", "/v1/enrol");
  KtgEnrolRequest message
      = { enrolment->code, (char *)ktg_store_get_device (enrolment->store), (char *)name };

  request->body = ktg_enrol_request_write (&message);

  return request;
}

static gboolean
read_input (Enrolment *enrolment, const char *url, const char *code, GError **error)
{
  enrolment->url = ktg_server_address_normalise (url, error);
  if (enrolment->url == NULL)
    return FALSE;

  enrolment->code = ktg_enrolment_code_normalise (code);
  if (enrolment->code == NULL)
    g_set_error_literal (error, KTG_SYNC_ERROR, KTG_SYNC_ERROR_CODE_WRONG, "This cannot be a code");

  return enrolment->code != NULL;
}

/**
 * ktg_enrolment_async:
 * @store: whose device key it is
 * @world: the clocks
 * @url: as typed
 * @code: as typed
 * @name: (nullable): what the person calls this device
 * @ca_pem: (nullable): the only authority to trust
 */
void
ktg_enrolment_async (KtgStore           *store,
                     const KtgSyncWorld *world,
                     const char         *url,
                     const char         *code,
                     const char         *name,
                     const char         *ca_pem,
                     GCancellable       *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer            user_data)
{
  GTask     *task = g_task_new (NULL, cancellable, callback, user_data);
  Enrolment *enrolment = g_new0 (Enrolment, 1);
  g_autoptr (KtgTransport) transport = NULL;
  GError *error = NULL;

  g_task_set_source_tag (task, ktg_enrolment_async);
  g_task_set_check_cancellable (task, FALSE);
  enrolment->store = g_object_ref (store);
  enrolment->ca = g_strdup (ca_pem);
  g_task_set_task_data (task, enrolment, (GDestroyNotify)enrolment_free);

  if (read_input (enrolment, url, code, &error))
    transport = ktg_transport_new (enrolment->url,
                                   ca_pem,
                                   NULL,
                                   world,
                                   ktg_enrolment_sign,
                                   store,
                                   &error);
  if (transport == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }

  ktg_transport_send_async (transport,
                            make_request (enrolment, name),
                            cancellable,
                            answered_cb,
                            task);
}

/**
 * ktg_enrolment_finish:
 *
 * Returns: whether the account is kept by the store
 */
gboolean
ktg_enrolment_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
