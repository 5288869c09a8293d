/* ktg-enrolment.c - a code becomes an account
 *
 * First the server proves its key, and the code carries a hash of that key: only the server that
 * made the code is told it, and it goes sealed, so that nobody between reads it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-enrolment.h"

#include "ktg-account-request.h"
#include "ktg-server-address.h"
#include "ktg-spending.h"

#include <ktg-enrolment-code.h>

#include <string.h>

/* One enrolment under way. */
typedef struct
{
  KtgParty           *party;
  const KtgSyncWorld *world;
  char               *url;
  char               *ca;
  char               *name;

  KtgEnrolmentCode *code;
  KtgTransport     *transport;
  char             *nonce;    /* over which the server proved its key */
  char             *root_key; /* on which that rests, by the code */
  char             *node_key; /* once it has */
  GCancellable     *cancellable;
  void (*read) (GTask *task, const KtgAnswer *answer); /* what is answered next */
} Enrolment;

static const struct
{
  const char  *name;
  KtgSyncError code;
} refusals[] = {
  { "code-wrong", KTG_SYNC_ERROR_CODE_WRONG },
  { "code-used", KTG_SYNC_ERROR_CODE_USED },
  { "code-expired", KTG_SYNC_ERROR_CODE_EXPIRED },
  { "code-cancelled", KTG_SYNC_ERROR_CODE_CANCELLED },
  { "admits-nobody", KTG_SYNC_ERROR_ADMITS_NOBODY },
  { "code-of-other-kind", KTG_SYNC_ERROR_CODE_OF_OTHER_KIND },
  { "revoked", KTG_SYNC_ERROR_KEY_REVOKED },
};

static void
enrolment_free (Enrolment *enrolment)
{
  g_clear_object (&enrolment->party);
  g_free (enrolment->url);
  g_free (enrolment->ca);
  g_free (enrolment->name);
  g_free (enrolment->nonce);
  g_free (enrolment->root_key);
  g_free (enrolment->node_key);
  ktg_enrolment_code_free (enrolment->code);
  g_clear_object (&enrolment->transport);
  g_clear_object (&enrolment->cancellable);
  g_free (enrolment);
}

static void
refuse (GTask *task, KtgSyncError code, const char *message)
{
  g_task_return_new_error (task, KTG_SYNC_ERROR, code, "%s", message);
}

static void
kept_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (ktg_party_set_account_finish (KTG_PARTY (object), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    refuse (task, KTG_SYNC_ERROR_STORE, error->message);
}

/* What is not proven is believed only for pausing. */
static void
read_refusal (GTask *task, const KtgAnswer *answer)
{
  g_autoptr (KtgOutcome) outcome = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    if (ktg_answer_is_problem (answer, refusals[i].name))
      {
        refuse (task, refusals[i].code, answer->problem->title);
        return;
      }

  outcome = ktg_outcome_new_for_answer (answer, FALSE);
  refuse (task, outcome->error->code, outcome->error->message);
}

static void
answered_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  const Enrolment *enrolment = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgAnswer) answer = ktg_transport_send_finish (KTG_TRANSPORT (object), result, &error);

  ktg_spending_note (enrolment->party, enrolment->world, enrolment->transport);
  if (answer == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else if (ktg_answer_is_success (answer))
    enrolment->read (task, answer);
  else
    read_refusal (task, answer);
}

/* Takes @request. */
static void
ask (GTask *task, KtgRequest *request, void (*read) (GTask *task, const KtgAnswer *answer))
{
  Enrolment *enrolment = g_task_get_task_data (task);

  enrolment->read = read;
  ktg_transport_send_async (enrolment->transport,
                            request,
                            enrolment->cancellable,
                            answered_cb,
                            g_object_ref (task));
}

static void
read_account (GTask *task, const KtgAnswer *answer)
{
  Enrolment *enrolment = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgAccount) account = ktg_account_request_read (answer,
                                                             enrolment->party,
                                                             enrolment->root_key,
                                                             enrolment->node_key,
                                                             &error);

  if (account == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  ktg_account_set_address (account, enrolment->url, enrolment->ca);
  ktg_party_set_account_async (enrolment->party, account, kept_cb, g_object_ref (task));
}

/* --- the code --- */

static KtgRequest *
new_request (const Enrolment *enrolment)
{
  KtgEnrolRequest message = {
    .code = enrolment->code->code,
    .device = (char *)ktg_party_get_device (enrolment->party),
    .is_node = ktg_party_is_node (enrolment->party),
    .name = enrolment->name,
    .nonce = enrolment->nonce,
  };

  return ktg_account_request_new (&message, enrolment->node_key);
}

/* --- who is there --- */

static void
send_code (GTask *task, const KtgIntroduction *introduction)
{
  Enrolment *enrolment = g_task_get_task_data (task);

  enrolment->root_key = g_strdup (introduction->root_key);
  enrolment->node_key = g_strdup (introduction->node_key);
  ktg_transport_set_server_key (enrolment->transport, introduction->node_key);
  ask (task, new_request (enrolment), read_account);
}

static void
read_introduction (GTask *task, const KtgAnswer *answer)
{
  Enrolment *enrolment = g_task_get_task_data (task);
  g_autoptr (KtgIntroduction) introduction = ktg_introduction_parse (answer->body, NULL);

  if (introduction == NULL)
    refuse (task, KTG_SYNC_ERROR_NOT_KENTONGAN, "What answered does not speak this protocol");
  else if (!ktg_answer_is_proven_by (answer, introduction->node_key))
    refuse (task, KTG_SYNC_ERROR_WRONG_SERVER, "Nobody proves this key");
  else if (!ktg_enrolment_code_is_from (enrolment->code,
                                        introduction->root_key,
                                        introduction->node_key))
    refuse (task, KTG_SYNC_ERROR_CODE_ELSEWHERE, "The code is of another server");
  else
    send_code (task, introduction);
}

static void
ask_who_is_there (GTask *task)
{
  Enrolment  *enrolment = g_task_get_task_data (task);
  KtgRequest *request = ktg_request_new_introduction ();

  enrolment->nonce
      = g_strdup (strstr (request->path, KTG_REQUEST_NONCE) + strlen (KTG_REQUEST_NONCE));
  ask (task, request, read_introduction);
}

static gboolean
read_input (Enrolment *enrolment, const char *url, const char *code, GError **error)
{
  enrolment->url = ktg_server_address_normalise (url, error);
  if (enrolment->url == NULL)
    return FALSE;

  enrolment->code = ktg_enrolment_code_read (code);
  if (enrolment->code != NULL)
    return TRUE;

  g_set_error_literal (error,
                       KTG_SYNC_ERROR,
                       ktg_enrolment_code_is_of_before (code) ? KTG_SYNC_ERROR_CODE_OF_BEFORE
                                                              : KTG_SYNC_ERROR_CODE_UNREADABLE,
                       "This cannot be a code");
  return FALSE;
}

/**
 * ktg_enrolment_async:
 * @party: whose device key it is
 * @world: the clocks
 * @url: as typed
 * @code: as typed
 * @name: (nullable): what the person calls this device
 * @ca_pem: (nullable): the only authority to trust
 */
void
ktg_enrolment_async (KtgParty           *party,
                     const KtgSyncWorld *world,
                     const char         *url,
                     const char         *code,
                     const char         *name,
                     const char         *ca_pem,
                     GCancellable       *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (GError) error = NULL;
  Enrolment *enrolment = g_new0 (Enrolment, 1);

  g_task_set_source_tag (task, ktg_enrolment_async);
  g_task_set_check_cancellable (task, FALSE);
  enrolment->party = g_object_ref (party);
  enrolment->world = world;
  enrolment->ca = g_strdup (ca_pem);
  enrolment->name = g_strdup (name);
  g_set_object (&enrolment->cancellable, cancellable);
  g_task_set_task_data (task, enrolment, (GDestroyNotify)enrolment_free);

  if (ktg_account_is_practice (ktg_party_get_account (party)))
    g_set_error_literal (&error,
                         KTG_SYNC_ERROR,
                         KTG_SYNC_ERROR_PRACTICE,
                         "A profile for practice is with no server");
  else if (read_input (enrolment, url, code, &error))
    enrolment->transport = ktg_transport_new (enrolment->url,
                                              ca_pem,
                                              NULL,
                                              world,
                                              (KtgTransportSign)ktg_party_sign_request,
                                              party,
                                              &error);
  if (enrolment->transport != NULL)
    ask_who_is_there (task);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * ktg_enrolment_finish:
 *
 * Returns: whether the account is kept by the party
 */
gboolean
ktg_enrolment_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
