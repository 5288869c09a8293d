/* ktg-outcome.c - what came of one step, and who has to wait for it
 *
 * The classes of docs/PROTOCOL.md section 5. What is not proven to come from our server is believed
 * only for pausing.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-outcome.h"

#include <gio/gio.h>
#include <ktg-exchange-json.h>

#define DAMAGED_HERE KTG_PROBLEM_PREFIX "damaged-here"
#define UNNAMED_PROBLEM KTG_PROBLEM_PREFIX "refused"

/**
 * ktg_outcome_new:
 *
 * Returns: (transfer full): a success that brought nothing
 */
KtgOutcome *
ktg_outcome_new (void)
{
  return g_new0 (KtgOutcome, 1);
}

/**
 * ktg_outcome_free:
 *
 * Nothing for %NULL.
 */
void
ktg_outcome_free (KtgOutcome *self)
{
  if (self == NULL)
    return;

  g_clear_error (&self->error);
  g_clear_pointer (&self->missing, g_ptr_array_unref);
  g_free (self->problem);
  g_free (self->life);
  g_free (self);
}

static KtgOutcome *
outcome_new_failed (KtgFailure failure, KtgSyncError code, const char *message)
{
  KtgOutcome *self = ktg_outcome_new ();

  self->failure = failure;
  self->error = g_error_new_literal (KTG_SYNC_ERROR, code, message);

  return self;
}

static KtgOutcome *
new_for_party (KtgPartyFailure failure, const char *message)
{
  KtgOutcome *self;

  if (failure == KTG_PARTY_UNTRUSTED)
    return outcome_new_failed (KTG_FAILURE_LINK, KTG_SYNC_ERROR_WRONG_SERVER, message);
  if (failure != KTG_PARTY_LOST)
    return outcome_new_failed (KTG_FAILURE_STORE, KTG_SYNC_ERROR_STORE, message);

  self = outcome_new_failed (KTG_FAILURE_ITEM, KTG_SYNC_ERROR_STORE, message);
  self->problem = g_strdup (DAMAGED_HERE);
  return self;
}

/**
 * ktg_outcome_new_for_error:
 * @party: whose exchange it is
 * @error: of the transport or of the party
 *
 * Returns: (transfer full): what it means
 */
KtgOutcome *
ktg_outcome_new_for_error (KtgParty *party, const GError *error)
{
  KtgOutcome *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      self = ktg_outcome_new ();
      self->is_cancelled = TRUE;
    }
  else if (error->domain == KTG_SYNC_ERROR)
    self = outcome_new_failed (KTG_FAILURE_LINK, error->code, error->message);
  else
    self = new_for_party (ktg_party_judge_error (party, error), error->message);

  return self;
}

/**
 * ktg_outcome_new_for_nonsense:
 * @error: why a proven answer was not understood
 *
 * Returns: (transfer full): a pause
 */
KtgOutcome *
ktg_outcome_new_for_nonsense (const GError *error)
{
  return outcome_new_failed (KTG_FAILURE_LINK, KTG_SYNC_ERROR_NOT_KENTONGAN, error->message);
}

/**
 * ktg_outcome_new_for_pending:
 *
 * Returns: (transfer full): the office has not confirmed this device yet
 */
KtgOutcome *
ktg_outcome_new_for_pending (void)
{
  return outcome_new_failed (KTG_FAILURE_ACCOUNT,
                             KTG_SYNC_ERROR_PENDING,
                             "This device waits to be confirmed");
}

/* What is in the request can be refused with these. A refusal of its form, of how long it is said
 * to be or of what it is said to be packed with, says that it was damaged on the way, and nothing
 * of the item. */
static gboolean
is_about_item (const KtgAnswer *answer)
{
  guint status = answer->status;

  return status == 409 || status == 413 || status == 422
         || (status == 400 && ktg_answer_is_problem (answer, "request"));
}

/* It is signed anew once; if that was damaged as well, the officer has no part in it: of a device
 * that is not known, or not any more, the server says so. */
static gboolean
is_about_way (const KtgAnswer *answer)
{
  return ktg_answer_is_problem (answer, "signature") || ktg_answer_is_problem (answer, "unsigned");
}

static KtgFailure
judge (const KtgAnswer *answer)
{
  guint status = answer->status;

  if (status == 429 || status == 503)
    return KTG_FAILURE_SERVER;
  if (!answer->is_proven || status >= 500)
    return KTG_FAILURE_LINK;
  if (ktg_answer_is_problem (answer, "clock") || ktg_answer_is_problem (answer, "replayed"))
    return KTG_FAILURE_GONE; /* the clock jumped under an upload: an exchange sets it right */
  if (is_about_way (answer))
    return KTG_FAILURE_LINK;
  if (status == 401 || status == 403)
    return KTG_FAILURE_ACCOUNT;
  if (status == 404 || status == 410 || ktg_answer_is_problem (answer, "file-mismatch")
      || ktg_answer_is_problem (answer, "offset") || ktg_answer_is_problem (answer, "possession"))
    return KTG_FAILURE_GONE;

  return is_about_item (answer) ? KTG_FAILURE_ITEM : KTG_FAILURE_LINK;
}

/* Of a request with a file only the way is signed, so a refusal of its form says nothing of the
 * file. And no such request is signed anew, nor has an answer to HEAD a word: whether it was the
 * clock, a nonce used up or the account, the next exchange hears. */
static KtgFailure
judge_file (const KtgAnswer *answer)
{
  guint status = answer->status;

  if (answer->is_proven && (status == 401 || ktg_answer_is_problem (answer, "length")))
    return KTG_FAILURE_GONE;
  if (status == 400)
    return KTG_FAILURE_LINK;

  return judge (answer);
}

static KtgSyncError
choose_code (const KtgAnswer *answer, KtgFailure failure)
{
  if (failure == KTG_FAILURE_SERVER)
    return answer->is_proven && ktg_answer_is_problem (answer, "disk-full")
               ? KTG_SYNC_ERROR_SERVER_FULL
               : KTG_SYNC_ERROR_BUSY;
  if (failure == KTG_FAILURE_LINK && answer->status >= 500)
    return KTG_SYNC_ERROR_NO_LINK;
  if (failure == KTG_FAILURE_LINK)
    return answer->is_proven ? KTG_SYNC_ERROR_ALTERED : KTG_SYNC_ERROR_NOT_KENTONGAN;
  if (ktg_answer_is_problem (answer, "pending"))
    return KTG_SYNC_ERROR_PENDING;

  return failure == KTG_FAILURE_ACCOUNT ? KTG_SYNC_ERROR_REFUSED : KTG_SYNC_ERROR_NOT_UNDERSTOOD;
}

static void
note_offset (KtgOutcome *self, const KtgAnswer *answer)
{
  if (answer->problem != NULL && answer->problem->has_expected_offset)
    {
      self->has_offset = TRUE;
      self->offset = answer->problem->expected_offset;
    }
  else if (answer->has_offset)
    {
      self->has_offset = TRUE;
      self->offset = answer->offset;
    }
}

static char *
dup_message (const KtgAnswer *answer)
{
  if (answer->problem == NULL)
    return g_strdup_printf ("Status %u", answer->status);

  return g_strdup_printf ("Status %u, %s", answer->status, answer->problem->type);
}

static KtgOutcome *
outcome_new_for_refusal (const KtgAnswer *answer, KtgFailure failure)
{
  g_autofree char *message = dup_message (answer);
  KtgOutcome      *self = outcome_new_failed (failure, choose_code (answer, failure), message);

  self->retry_after_us = answer->retry_after_us;
  self->is_refused_by_size = answer->status == 413 && !answer->is_proven;
  self->problem = g_strdup (answer->problem != NULL ? answer->problem->type : UNNAMED_PROBLEM);
  if (ktg_answer_is_problem (answer, "offset"))
    note_offset (self, answer);

  return self;
}

/**
 * ktg_outcome_new_for_answer:
 * @answer: what came back; an offset in it is noted, its body is the caller's to read
 * @is_of_file: whether to a HEAD or PATCH of a file
 *
 * Returns: (transfer full): what it means
 */
KtgOutcome *
ktg_outcome_new_for_answer (const KtgAnswer *answer, gboolean is_of_file)
{
  KtgOutcome *self;

  if (!ktg_answer_is_success (answer))
    return outcome_new_for_refusal (answer, is_of_file ? judge_file (answer) : judge (answer));

  self = ktg_outcome_new ();
  note_offset (self, answer);
  return self;
}

/**
 * ktg_outcome_give:
 * @self: (transfer full): what came of a step
 * @task: of that step
 */
void
ktg_outcome_give (KtgOutcome *self, GTask *task)
{
  g_task_return_pointer (task, self, (GDestroyNotify)ktg_outcome_free);
}

/**
 * ktg_outcome_take:
 * @result: of a step
 *
 * Returns: (transfer full): what came of it; never %NULL
 */
KtgOutcome *
ktg_outcome_take (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}
