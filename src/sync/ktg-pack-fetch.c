/* ktg-pack-fetch.c - a piece of a pack from the server, and with the last one the pack
 *
 * Pieces of its gzip, each an answer that is proven, so a cut costs one of them. What they make
 * together is the pack if its hash is the one that the server announced: the party sees to that.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-pack-fetch.h"

#include <ktg-gzip.h>

#define MAX_PACKED_BYTES (4 * 1024 * 1024)
#define MAX_BYTES (16 * 1024 * 1024)
#define UNREADABLE KTG_PROBLEM_PREFIX "pack"

/* One piece under way. */
typedef struct
{
  KtgParties     parties;
  KtgPackNotice *notice;
  guint64        n_bytes;
  GByteArray    *arrived;
} Fetch;

static void
fetch_free (Fetch *fetch)
{
  g_object_unref (fetch->parties.party);
  g_object_unref (fetch->parties.transport);
  ktg_pack_notice_free (fetch->notice);
  g_byte_array_unref (fetch->arrived);
  g_free (fetch);
}

/* Only this pack is given up; on a full disk, too, the rest goes on. */
static void
give_up (GTask *task, KtgSyncError code, const char *message)
{
  Fetch      *fetch = g_task_get_task_data (task);
  KtgOutcome *outcome = ktg_outcome_new ();

  g_byte_array_set_size (fetch->arrived, 0);
  outcome->failure = KTG_FAILURE_ITEM;
  outcome->error = g_error_new_literal (KTG_SYNC_ERROR, code, message);
  outcome->problem = g_strdup (UNREADABLE);
  ktg_outcome_give (outcome, task);
}

/* What is not what was announced is no fault of the disk. */
static KtgSyncError
judge_refusal (KtgParty *party, const GError *error)
{
  return ktg_party_judge_error (party, error) == KTG_PARTY_LOST ? KTG_SYNC_ERROR_NOT_KENTONGAN
                                                                : KTG_SYNC_ERROR_STORE;
}

static void
kept_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  KtgParty   *party = KTG_PARTY (object);
  Fetch      *fetch = g_task_get_task_data (task);
  KtgOutcome *outcome;
  g_autoptr (GError) error = NULL;

  if (!ktg_party_keep_pack_finish (party, result, &error))
    {
      give_up (task, judge_refusal (party, error), error->message);
      return;
    }

  g_byte_array_set_size (fetch->arrived, 0);
  outcome = ktg_outcome_new ();
  outcome->is_whole = TRUE;
  ktg_outcome_give (outcome, task);
}

static void
keep (GTask *task, GBytes *content)
{
  Fetch *fetch = g_task_get_task_data (task);

  ktg_party_keep_pack_async (fetch->parties.party,
                             fetch->notice,
                             content,
                             kept_cb,
                             g_object_ref (task));
}

static void
unpack (GTask *task)
{
  Fetch *fetch = g_task_get_task_data (task);
  g_autoptr (GBytes) packed = g_bytes_new (fetch->arrived->data, fetch->arrived->len);
  g_autoptr (GBytes) content = ktg_gzip_unpack (packed, MAX_BYTES);

  if (content != NULL)
    keep (task, content);
  else
    give_up (task, KTG_SYNC_ERROR_NOT_KENTONGAN, "What came is not packed as a pack is");
}

/* Whether it goes on where the last one ended. */
static gboolean
append_piece (Fetch *fetch, const KtgAnswer *answer, goffset *total)
{
  gsize         n_bytes;
  gconstpointer bytes = g_bytes_get_data (answer->body, &n_bytes);
  goffset       first, last;

  if (!soup_message_headers_get_content_range (answer->headers, &first, &last, total)
      || first != fetch->arrived->len || *total > MAX_PACKED_BYTES || n_bytes == 0
      || first + (goffset)n_bytes > *total)
    return FALSE;

  g_byte_array_append (fetch->arrived, bytes, (guint)n_bytes);
  return TRUE;
}

static void
take (GTask *task, const KtgAnswer *answer)
{
  Fetch  *fetch = g_task_get_task_data (task);
  goffset total = 0;

  if (answer->status == SOUP_STATUS_OK)
    keep (task, answer->body); /* all of it, unpacked already */
  else if (!append_piece (fetch, answer, &total))
    give_up (task, KTG_SYNC_ERROR_NOT_KENTONGAN, "What came is no piece of it");
  else if (fetch->arrived->len < total)
    ktg_outcome_give (ktg_outcome_new (), task);
  else
    unpack (task);
}

static void
answered_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Fetch *fetch = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgAnswer) answer = ktg_transport_send_finish (KTG_TRANSPORT (object), result, &error);

  if (answer == NULL)
    ktg_outcome_give (ktg_outcome_new_for_error (fetch->parties.party, error), task);
  else if (ktg_answer_is_success (answer))
    take (task, answer);
  else if (answer->is_proven && answer->status == SOUP_STATUS_REQUESTED_RANGE_NOT_SATISFIABLE)
    give_up (task, KTG_SYNC_ERROR_NOT_KENTONGAN, "It is another one there by now");
  else
    ktg_outcome_give (ktg_outcome_new_for_answer (answer, FALSE), task);
}

static void
ask (GTask *task)
{
  Fetch           *fetch = g_task_get_task_data (task);
  g_autofree char *id = ktg_pack_notice_dup_id (fetch->notice);
  g_autofree char *path = g_strconcat ("/v1/packs/", id, NULL);
  KtgRequest      *request = ktg_request_new ("GET", path);

  request->range = g_strdup_printf ("bytes=%u-%" G_GUINT64_FORMAT,
                                    fetch->arrived->len,
                                    fetch->arrived->len + fetch->n_bytes - 1);
  ktg_transport_send_async (fetch->parties.transport,
                            request,
                            g_task_get_cancellable (task),
                            answered_cb,
                            g_object_ref (task));
}

/**
 * ktg_pack_fetch_async:
 * @parties: who asks whom
 * @step: which pack, and how much of it
 * @arrived: of its gzip, so far; the next fetch goes on from there
 * @cancellable: (nullable): stops it; what arrived stays arrived
 */
void
ktg_pack_fetch_async (const KtgParties   *parties,
                      const KtgStep      *step,
                      GByteArray         *arrived,
                      GCancellable       *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Fetch *fetch = g_new0 (Fetch, 1);

  g_task_set_source_tag (task, ktg_pack_fetch_async);
  g_task_set_check_cancellable (task, FALSE);
  fetch->parties = *parties;
  g_object_ref (fetch->parties.party);
  g_object_ref (fetch->parties.transport);
  fetch->notice = ktg_pack_notice_copy (step->pack);
  fetch->n_bytes = step->n_bytes;
  fetch->arrived = g_byte_array_ref (arrived);
  g_task_set_task_data (task, fetch, (GDestroyNotify)fetch_free);

  ask (task);
}
