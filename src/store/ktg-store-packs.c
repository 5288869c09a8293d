/* ktg-store-packs.c - the store's doors for the packs that its server hands out
 *
 * The profile remembers what the server told last; which of it is lacking is looked up each time,
 * since the folder is shared with other profiles and programs.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-pack-list-book.h"
#include "ktg-store-private.h"

typedef struct
{
  KtgPackNotice *notice;
  GBytes        *content;
} Arrival;

static void
arrival_free (gpointer data)
{
  Arrival *self = data;

  ktg_pack_notice_free (self->notice);
  g_bytes_unref (self->content);
  g_free (self);
}

static gboolean
use_pack_folder (KtgStoreJob *job, GError **error)
{
  g_set_object (&job->profile->packs, job->input);
  return TRUE;
}

static gboolean
restate (GError **error, GError *lower)
{
  g_autoptr (GError) owned = lower;
  KtgStoreError code = KTG_STORE_ERROR_FAILED;

  if (lower->code == KTG_PACK_FOLDER_ERROR_OTHER_HASH
      || lower->code == KTG_PACK_FOLDER_ERROR_TOO_LARGE)
    code = KTG_STORE_ERROR_DAMAGED;
  if (lower->code == KTG_PACK_FOLDER_ERROR_NO_SPACE)
    code = KTG_STORE_ERROR_NO_SPACE;
  g_set_error_literal (error, KTG_STORE_ERROR, code, lower->message);
  return FALSE;
}

static KtgPackFolder *
get_folder (KtgStoreJob *job, GError **error)
{
  if (job->profile->packs == NULL)
    g_set_error_literal (error,
                         KTG_STORE_ERROR,
                         KTG_STORE_ERROR_FAILED,
                         "There is no folder for packs");

  return job->profile->packs;
}

static void
note_pack (KtgStoreJob *job, const KtgPackNotice *notice)
{
  job->changes->pack = ktg_pack_notice_copy (notice);
}

static gboolean
keep_pack (KtgStoreJob *job, GError **error)
{
  const Arrival *arrival = job->input;
  KtgPackFolder *packs = get_folder (job, error);
  g_autoptr (GError) lower = NULL;

  if (packs == NULL)
    return FALSE;

  if (!ktg_pack_folder_keep (packs, arrival->notice, arrival->content, &lower))
    return restate (error, g_steal_pointer (&lower));

  note_pack (job, arrival->notice);
  return TRUE;
}

static gboolean
bring_pack (KtgStoreJob *job, GError **error)
{
  KtgPackFolder      *packs = get_folder (job, error);
  const KtgPackPiece *piece = job->input;
  g_autofree guint64 *n_here = g_new0 (guint64, 1);
  gboolean            is_whole = FALSE;
  g_autoptr (GError) lower = NULL;

  if (packs == NULL)
    return FALSE;
  if (!ktg_pack_folder_bring (packs, piece, n_here, &is_whole, &lower))
    return restate (error, g_steal_pointer (&lower));

  if (is_whole)
    note_pack (job, piece->notice);
  job->output = g_steal_pointer (&n_here);
  return TRUE;
}

static void
free_piece (gpointer data)
{
  ktg_pack_piece_free (data);
}

static const KtgStoreWorkType use_type = { use_pack_folder, g_object_unref };
static const KtgStoreWorkType keep_type = { keep_pack, arrival_free };
static const KtgStoreWorkType bring_type = { bring_pack, free_piece, g_free };

/**
 * ktg_store_use_pack_folder:
 * @self: a store
 * @packs: where what the server hands out is kept, and looked for
 *
 * A store that is never told keeps none, and lacks none.
 */
void
ktg_store_use_pack_folder (KtgStore *self, KtgPackFolder *packs)
{
  g_return_if_fail (KTG_IS_STORE (self));
  g_return_if_fail (KTG_IS_PACK_FOLDER (packs));

  ktg_store_watch_packs (self, packs);
  ktg_store_push (self, &use_type, g_object_ref (packs), NULL, NULL, NULL);
}

/**
 * ktg_store_keep_pack_async:
 * @self: a store
 * @notice: which pack it is, by the word of the server
 * @content: of its file, as it came
 *
 * KTG_STORE_ERROR_DAMAGED if it is not what the server announced. Before the caller hears of it,
 * #KtgPackFolder::changed is told to who reads packs.
 */
void
ktg_store_keep_pack_async (KtgStore            *self,
                           const KtgPackNotice *notice,
                           GBytes              *content,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  Arrival *arrival;

  g_return_if_fail (KTG_IS_STORE (self));
  g_return_if_fail (notice != NULL);
  g_return_if_fail (content != NULL);

  arrival = g_new0 (Arrival, 1);
  arrival->notice = ktg_pack_notice_copy (notice);
  arrival->content = g_bytes_ref (content);
  ktg_store_push (self, &keep_type, arrival, NULL, callback, user_data);
}

/**
 * ktg_store_keep_pack_finish:
 *
 * Returns: whether the pack is here, durably
 */
KTG_STORE_DEFINE_FINISH (keep_pack, gboolean, boolean)

/**
 * ktg_store_bring_pack_async:
 * @self: a store
 * @piece: (transfer full): of a pack that the server announced, or the question how much is here
 *
 * With the last piece the pack is kept as ktg_store_keep_pack_async() keeps it. After an error
 * nothing of it is here.
 */
void
ktg_store_bring_pack_async (KtgStore           *self,
                            KtgPackPiece       *piece,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  g_return_if_fail (KTG_IS_STORE (self));
  g_return_if_fail (piece != NULL);

  ktg_store_push (self, &bring_type, piece, NULL, callback, user_data);
}

/**
 * ktg_store_bring_pack_finish:
 * @n_here: (out): how much of its gzip is here, where the next piece begins; 0 once it is kept
 *
 * Returns: whether all that is said to be here is so, durably
 */
gboolean
ktg_store_bring_pack_finish (KtgStore *self, GAsyncResult *result, guint64 *n_here, GError **error)
{
  g_autofree guint64 *found = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  found = g_task_propagate_pointer (G_TASK (result), error);
  if (found != NULL)
    *n_here = *found;
  return found != NULL;
}
