/* ktg-upload.c - one file to the server, from where it has it
 *
 * Where the offset is stale this only asks for it. A file the server already has whole is sent with
 * no bytes at all, for its receipt; where it has it from somebody else, with a proof that it is
 * here.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-upload.h"

#include "ktg-file-proof.h"

#include <ktg-exchange-json.h>
#include <ktg-possession-json.h>
#include <ktg-receipt-json.h>
#include <ktg-sha256.h>

/* One upload under way. */
typedef struct
{
  KtgParties parties;
  char      *path;
  char      *nonce; /* of a proof; NULL: the file is brought */
  char      *sha256;
  guint64    offset;
  guint64    n_bytes;
  char      *life; /* of its receipt */
} Upload;

static void
upload_free (Upload *upload)
{
  g_object_unref (upload->parties.party);
  g_object_unref (upload->parties.transport);
  g_free (upload->path);
  g_free (upload->nonce);
  g_free (upload->sha256);
  g_free (upload->life);
  g_free (upload);
}

static void
give_error (GTask *task, const GError *error)
{
  const Upload *upload = g_task_get_task_data (task);

  ktg_outcome_give (ktg_outcome_new_for_error (upload->parties.party, error), task);
}

static void
applied_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Upload *upload = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  KtgOutcome *outcome;

  if (!ktg_party_apply_news_finish (KTG_PARTY (object), result, &error))
    {
      give_error (task, error);
      return;
    }

  outcome = ktg_outcome_new ();
  outcome->is_whole = TRUE;
  outcome->life = g_steal_pointer (&upload->life);
  ktg_outcome_give (outcome, task);
}

/* One that cannot be read the party refuses. */
static char *
dup_life (const GPtrArray *receipts)
{
  const KtgEnvelope *envelope = receipts->len > 0 ? g_ptr_array_index (receipts, 0) : NULL;
  g_autoptr (KtgReceipt) receipt = NULL;

  if (envelope != NULL)
    receipt = ktg_receipt_json_parse (envelope->bytes, NULL);

  return receipt != NULL ? g_strdup (receipt->life) : NULL;
}

static void
apply (GTask *task, const KtgAnswer *answer)
{
  Upload *upload = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) receipts = ktg_receipts_answer_parse (answer->body, &error);
  KtgNews *news;

  if (receipts == NULL)
    {
      ktg_outcome_give (ktg_outcome_new_for_nonsense (error), task);
      return;
    }

  upload->life = dup_life (receipts);
  news = ktg_news_new ();
  for (guint i = 0; i < receipts->len; i++)
    g_ptr_array_add (news->receipts, ktg_envelope_ref (g_ptr_array_index (receipts, i)));
  ktg_party_apply_news_async (upload->parties.party, news, applied_cb, g_object_ref (task));
}

static void
answered_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgAnswer) answer = ktg_transport_send_finish (KTG_TRANSPORT (object), result, &error);

  if (answer == NULL)
    give_error (task, error);
  else if (ktg_answer_is_success (answer) && g_bytes_get_size (answer->body) > 0)
    apply (task, answer);
  else
    ktg_outcome_give (ktg_outcome_new_for_answer (answer, TRUE), task);
}

static void
send (GTask *task, KtgRequest *request)
{
  Upload *upload = g_task_get_task_data (task);

  ktg_transport_send_async (upload->parties.transport,
                            request,
                            g_task_get_cancellable (task),
                            answered_cb,
                            g_object_ref (task));
}

static void
proven_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Upload *upload = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  KtgPossessionProof proof = { .nonce = upload->nonce };
  g_autofree char   *mac = ktg_file_proof_finish (result, &error);
  KtgRequest        *request;

  if (mac == NULL)
    {
      give_error (task, error);
      return;
    }

  proof.mac = mac;
  request = ktg_request_new ("POST", upload->path);
  request->body = ktg_possession_proof_write (&proof);
  send (task, request);
}

static void
prove (GTask *task, GInputStream *file)
{
  Upload                  *upload = g_task_get_task_data (task);
  KtgParty                *party = upload->parties.party;
  const KtgPossessionClaim claim = {
    .nonce = upload->nonce,
    .device = ktg_party_get_device (party),
    .node = ktg_party_get_account (party)->server_key,
    .sha256 = upload->sha256,
    .bytes = upload->n_bytes,
  };

  ktg_file_proof_async (file,
                        &claim,
                        g_task_get_cancellable (task),
                        proven_cb,
                        g_object_ref (task));
}

static void
opened_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Upload *upload = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  KtgRequest *request;
  g_autoptr (GInputStream) file = ktg_party_open_file_finish (KTG_PARTY (object), result, &error);

  if (file == NULL)
    {
      give_error (task, error);
      return;
    }
  if (upload->nonce != NULL)
    {
      prove (task, file);
      return;
    }

  request = ktg_request_new ("PATCH", upload->path);
  request->file = g_steal_pointer (&file);
  request->offset = upload->offset;
  request->n_bytes = upload->n_bytes;
  send (task, request);
}

/**
 * ktg_upload_async:
 * @parties: who sends to whom
 * @step: which file, and from where
 * @cancellable: (nullable): stops it; what arrived stays arrived
 */
void
ktg_upload_async (const KtgParties   *parties,
                  const KtgStep      *step,
                  GCancellable       *cancellable,
                  GAsyncReadyCallback callback,
                  gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Upload *upload = g_new0 (Upload, 1);

  g_task_set_source_tag (task, ktg_upload_async);
  g_task_set_check_cancellable (task, FALSE);
  upload->parties = *parties;
  g_object_ref (upload->parties.party);
  g_object_ref (upload->parties.transport);
  upload->path = g_strdup_printf ("/v1/files/%.*s", KTG_SHA256_NAME_HEX, step->sha256);
  upload->sha256 = g_strdup (step->sha256);
  upload->nonce = g_strdup (step->nonce);
  upload->offset = step->nonce != NULL ? 0 : step->offset;
  upload->n_bytes = step->nonce != NULL ? step->size_bytes : step->n_bytes;
  g_task_set_task_data (task, upload, (GDestroyNotify)upload_free);

  if (step->is_offset_stale)
    send (task, ktg_request_new ("HEAD", upload->path));
  else
    ktg_party_open_file_async (upload->parties.party,
                               step->sha256,
                               upload->offset,
                               cancellable,
                               opened_cb,
                               g_object_ref (task));
}
