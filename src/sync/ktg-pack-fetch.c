/* ktg-pack-fetch.c - a piece of a pack from the server, and with the last one the pack
 *
 * Pieces of the gzip of what travels, each an answer that is proven, so a cut costs one of them;
 * the party keeps what came. What they make together is the pack if its hash is the one that the
 * server announced and the centre published it: the party sees to that, too.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-pack-fetch.h"

#define MAX_PACKED_BYTES (4 * 1024 * 1024)
#define UNREADABLE KTG_PROBLEM_PREFIX "pack"

/* One piece under way. */
typedef struct
{
  KtgParties     parties;
  KtgPackNotice *notice;
  guint64        offset;
  guint64        n_bytes; /* that are asked for, then that came */
  gboolean       is_last;
} Fetch;

static void
fetch_free (Fetch *fetch)
{
  g_object_unref (fetch->parties.party);
  g_object_unref (fetch->parties.transport);
  ktg_pack_notice_free (fetch->notice);
  g_free (fetch);
}

/* Only this pack is given up; on a full disk, too, the rest goes on. */
static void
give_up (GTask *task, KtgSyncError code, const char *message)
{
  KtgOutcome *outcome = ktg_outcome_new ();

  outcome->failure = KTG_FAILURE_ITEM;
  outcome->error = g_error_new_literal (KTG_SYNC_ERROR, code, message);
  outcome->problem = g_strdup (UNREADABLE);
  ktg_outcome_give (outcome, task);
}

/* What is not what was announced, or not what the centre published, is no fault of the disk. */
static KtgSyncError
judge (KtgParty *party, const GError *error)
{
  switch (ktg_party_judge_error (party, error))
    {
    case KTG_PARTY_LOST:
      return KTG_SYNC_ERROR_NOT_KENTONGAN;
    case KTG_PARTY_UNTRUSTED:
      return KTG_SYNC_ERROR_NOT_PUBLISHED;
    case KTG_PARTY_FAILED:
    default:
      return KTG_SYNC_ERROR_STORE;
    }
}

static void
give_refusal (GTask *task, KtgParty *party, const GError *error)
{
  give_up (task, judge (party, error), error->message);
}

static void
give_success (GTask *task, gboolean is_whole)
{
  KtgOutcome *outcome = ktg_outcome_new ();

  outcome->is_whole = is_whole;
  ktg_outcome_give (outcome, task);
}

static void
kept_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  KtgParty *party = KTG_PARTY (object);
  g_autoptr (GError) error = NULL;

  if (ktg_party_keep_pack_finish (party, result, &error))
    give_success (task, TRUE);
  else
    give_refusal (task, party, error);
}

/* Another program may have brought more of it; where it threw it away for a pack of its own, one of
 * both gives way. */
static void
brought_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  KtgParty *party = KTG_PARTY (object);
  Fetch    *fetch = g_task_get_task_data (task);
  guint64   n_here = 0;
  g_autoptr (GError) error = NULL;

  if (!ktg_party_bring_pack_finish (party, result, &n_here, &error))
    give_refusal (task, party, error);
  else if (!fetch->is_last && n_here < fetch->offset + fetch->n_bytes)
    give_up (task, KTG_SYNC_ERROR_STORE, "Another pack takes its place");
  else
    give_success (task, fetch->is_last);
}

static void
bring (GTask *task, GBytes *bytes, gboolean is_last)
{
  Fetch        *fetch = g_task_get_task_data (task);
  KtgPackPiece *piece = ktg_pack_piece_new (fetch->notice, fetch->offset, bytes);

  fetch->n_bytes = g_bytes_get_size (bytes);
  fetch->is_last = piece->is_last = is_last;
  ktg_party_bring_pack_async (fetch->parties.party, piece, brought_cb, g_object_ref (task));
}

/* Whether it goes on where the last one ended. */
static gboolean
is_next (const Fetch *fetch, const KtgAnswer *answer, goffset *total)
{
  goffset n_bytes = (goffset)g_bytes_get_size (answer->body);
  goffset first, last;

  return soup_message_headers_get_content_range (answer->headers, &first, &last, total)
         && first == (goffset)fetch->offset && n_bytes > 0 && *total <= MAX_PACKED_BYTES
         && first + n_bytes <= *total;
}

static void
take (GTask *task, const KtgAnswer *answer)
{
  Fetch  *fetch = g_task_get_task_data (task);
  goffset total = 0;

  if (answer->status == SOUP_STATUS_OK) /* all of it, unpacked already */
    ktg_party_keep_pack_async (fetch->parties.party,
                               fetch->notice,
                               answer->body,
                               kept_cb,
                               g_object_ref (task));
  else if (is_next (fetch, answer, &total))
    bring (task,
           answer->body,
           (goffset)fetch->offset + (goffset)g_bytes_get_size (answer->body) == total);
  else
    give_up (task, KTG_SYNC_ERROR_NOT_KENTONGAN, "What came is no piece of it");
}

/* There is no more of it than is here: what is here is it, or is thrown away. */
static void
take_end (GTask *task)
{
  g_autoptr (GBytes) nothing = g_bytes_new (NULL, 0);

  bring (task, nothing, TRUE);
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
    take_end (task);
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

  request->range = g_strdup_printf ("bytes=%" G_GUINT64_FORMAT "-%" G_GUINT64_FORMAT,
                                    fetch->offset,
                                    fetch->offset + fetch->n_bytes - 1);
  ktg_transport_send_async (fetch->parties.transport,
                            request,
                            g_task_get_cancellable (task),
                            answered_cb,
                            g_object_ref (task));
}

static void
looked_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  KtgParty *party = KTG_PARTY (object);
  Fetch    *fetch = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (ktg_party_bring_pack_finish (party, result, &fetch->offset, &error))
    ask (task);
  else
    give_refusal (task, party, error);
}

/**
 * ktg_pack_fetch_async:
 * @parties: who asks whom
 * @step: which pack, and how much of it
 * @cancellable: (nullable): stops it; what arrived stays arrived
 *
 * The piece that follows on what is here.
 */
void
ktg_pack_fetch_async (const KtgParties   *parties,
                      const KtgStep      *step,
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
  g_task_set_task_data (task, fetch, (GDestroyNotify)fetch_free);

  ktg_party_bring_pack_async (fetch->parties.party,
                              ktg_pack_piece_new (fetch->notice, 0, NULL),
                              looked_cb,
                              g_object_ref (task));
}
