/* ktg-store-packs.c - the store's doors for the packs that its server hands out
 *
 * The profile remembers what the server told last; which of it is lacking is looked up each time,
 * since the folder is shared with other profiles and programs.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-pack-list-book.h"
#include "ktg-roll.h"
#include "ktg-store-private.h"

#include <ktg-pack-parcel.h>
#include <ktg-pack-word.h>

typedef struct
{
  KtgPackNotice *notice;
  GBytes        *parcel;
} Arrival;

static void
arrival_free (gpointer data)
{
  Arrival *self = data;

  ktg_pack_notice_free (self->notice);
  g_bytes_unref (self->parcel);
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

/* --- who published it --- */

static gboolean
distrust (GError **error, const KtgPackNotice *notice, const char *why)
{
  g_set_error (error,
               KTG_STORE_ERROR,
               KTG_STORE_ERROR_UNTRUSTED,
               "The pack %s %s: not proven that the centre published it: %s",
               notice->name,
               notice->version,
               why);
  return FALSE;
}

/* A device that knows no root takes its server's word, as for all else. */
static gboolean
check_word (KtgStoreJob         *job,
            const KtgPackNotice *notice,
            const KtgEnvelope   *word,
            GBytes              *content,
            GError             **error)
{
  KtgLedger *ledger = job->profile->ledger;
  g_autoptr (KtgEvent) event = ktg_pack_word_read (word, notice, g_bytes_get_size (content));
  KtgTrust trust;

  if (!ktg_roll_knows_root (ledger))
    return TRUE;
  if (event == NULL)
    return distrust (error, notice, "it comes without such a word");
  if (!ktg_roll_judge_link (ledger, word->id, event, &trust, error))
    return FALSE;

  return trust == KTG_TRUST_HELD || distrust (error, notice, ktg_trust_get_name (trust));
}

/* --- what comes --- */

static gboolean
keep (KtgStoreJob *job, const KtgPackNotice *notice, GBytes *parcel, GError **error)
{
  g_autoptr (KtgEnvelope) word = NULL;
  g_autoptr (GBytes) content = ktg_pack_parcel_read (parcel, &word);
  g_autoptr (GError) lower = NULL;

  if (content == NULL)
    {
      g_set_error_literal (error,
                           KTG_STORE_ERROR,
                           KTG_STORE_ERROR_DAMAGED,
                           "What came is not written as a pack travels");
      return FALSE;
    }
  if (!check_word (job, notice, word, content, error))
    return FALSE;
  if (!ktg_pack_folder_keep (job->profile->packs, notice, word, content, &lower))
    return restate (error, g_steal_pointer (&lower));

  note_pack (job, notice);
  return TRUE;
}

static gboolean
keep_pack (KtgStoreJob *job, GError **error)
{
  const Arrival *arrival = job->input;

  return get_folder (job, error) != NULL && keep (job, arrival->notice, arrival->parcel, error);
}

static gboolean
add_piece (KtgStoreJob *job, const KtgPackPiece *piece, guint64 *n_here, GError **error)
{
  g_autoptr (GError) lower = NULL;

  return ktg_pack_folder_add (job->profile->packs, piece, n_here, &lower)
         || restate (error, g_steal_pointer (&lower));
}

static gboolean
keep_pieces (KtgStoreJob *job, const KtgPackPiece *last, GError **error)
{
  g_autoptr (GError) lower = NULL;
  KtgPackFolder *packs = job->profile->packs;
  g_autoptr (GBytes) parcel = ktg_pack_folder_put_together (packs, last, &lower);
  gboolean is_kept = parcel != NULL ? keep (job, last->notice, parcel, error)
                                    : restate (error, g_steal_pointer (&lower));

  ktg_pack_folder_drop (packs, last->notice);
  return is_kept;
}

static gboolean
bring_pack (KtgStoreJob *job, GError **error)
{
  const KtgPackPiece *piece = job->input;
  gboolean            is_last = piece->bytes != NULL && piece->is_last;
  g_autofree guint64 *n_here = g_new0 (guint64, 1);

  if (get_folder (job, error) == NULL
      || !(is_last ? keep_pieces (job, piece, error) : add_piece (job, piece, n_here, error)))
    return FALSE;

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
 * @parcel: all that came: who published it, and its file
 *
 * KTG_STORE_ERROR_DAMAGED if it is not what the server announced, KTG_STORE_ERROR_UNTRUSTED if no
 * server of the centre that is believed published it. Before the caller hears of it,
 * #KtgPackFolder::changed is told to who reads packs.
 */
void
ktg_store_keep_pack_async (KtgStore            *self,
                           const KtgPackNotice *notice,
                           GBytes              *parcel,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  Arrival *arrival;

  g_return_if_fail (KTG_IS_STORE (self));
  g_return_if_fail (notice != NULL);
  g_return_if_fail (parcel != NULL);

  arrival = g_new0 (Arrival, 1);
  arrival->notice = ktg_pack_notice_copy (notice);
  arrival->parcel = g_bytes_ref (parcel);
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
