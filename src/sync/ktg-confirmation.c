/* ktg-confirmation.c - whether a device that waits for a person is confirmed by now
 *
 * Until then it exchanges nothing. Its account is asked for again, without a code, and is believed
 * as at its enrolment.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-confirmation.h"

#include "ktg-account-request.h"

#include <ktg-random.h>

#define NONCE_BYTES 16

static void
asked_free (KtgParties *asked)
{
  g_object_unref (asked->party);
  g_object_unref (asked->transport);
  g_free (asked);
}

static void
give_error (GTask *task, const GError *error)
{
  const KtgParties *asked = g_task_get_task_data (task);

  ktg_outcome_give (ktg_outcome_new_for_error (asked->party, error), task);
}

/* What was planned is planned anew: it may be carried out now. */
static void
give_confirmed (GTask *task)
{
  KtgOutcome *outcome = ktg_outcome_new ();

  outcome->is_cancelled = TRUE;
  ktg_outcome_give (outcome, task);
}

static void
kept_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (ktg_party_set_account_finish (KTG_PARTY (object), result, &error))
    give_confirmed (task);
  else
    give_error (task, error);
}

static void
take_account (GTask *task, const KtgAnswer *answer)
{
  const KtgParties *asked = g_task_get_task_data (task);
  const KtgAccount *present = ktg_party_get_account (asked->party);
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgAccount) account = ktg_account_request_read (answer,
                                                             asked->party,
                                                             present->root_key,
                                                             present->server_key,
                                                             &error);

  if (account == NULL)
    give_error (task, error);
  else if (account->is_pending)
    ktg_outcome_give (ktg_outcome_new_for_pending (), task);
  else
    {
      ktg_account_set_address (account, present->url, present->ca);
      ktg_party_set_account_async (asked->party, account, kept_cb, g_object_ref (task));
    }
}

static void
answered_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgAnswer) answer = ktg_transport_send_finish (KTG_TRANSPORT (object), result, &error);

  if (answer == NULL)
    give_error (task, error);
  else if (ktg_answer_is_success (answer))
    take_account (task, answer);
  else
    ktg_outcome_give (ktg_outcome_new_for_answer (answer, FALSE), task);
}

/**
 * ktg_confirmation_async:
 * @parties: who asks whom; the device waits
 * @cancellable: (nullable): stops it
 *
 * Its #KtgOutcome is a failure as long as the device waits. Once it is confirmed the party has its
 * new account, and the outcome is that of a step that is to be planned anew.
 */
void
ktg_confirmation_async (const KtgParties   *parties,
                        GCancellable       *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autofree char *nonce = ktg_random_dup_text (NONCE_BYTES);
  KtgParties      *asked = g_memdup2 (parties, sizeof *parties);
  KtgEnrolRequest  message = {
     .device = (char *)ktg_party_get_device (parties->party),
     .is_node = ktg_party_is_node (parties->party),
     .nonce = nonce,
  };

  g_task_set_source_tag (task, ktg_confirmation_async);
  g_task_set_check_cancellable (task, FALSE);
  g_object_ref (asked->party);
  g_object_ref (asked->transport);
  g_task_set_task_data (task, asked, (GDestroyNotify)asked_free);
  ktg_transport_send_async (asked->transport,
                            ktg_account_request_new (&message,
                                                     ktg_party_get_account (asked->party)
                                                         ->server_key),
                            cancellable,
                            answered_cb,
                            g_object_ref (task));
}
