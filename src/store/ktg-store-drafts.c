/* ktg-store-drafts.c - the store's doors for drafts, and for the packs that say what finds them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-draft-table.h"
#include "ktg-projection.h"
#include "ktg-recovery.h"
#include "ktg-report-table.h"
#include "ktg-store-private.h"

typedef struct
{
  KtgDraft *draft;
  gint64    now_us;
} Saving;

static void
free_saving (Saving *saving)
{
  g_object_unref (saving->draft);
  g_free (saving);
}

static gboolean
refuse_draft (const char *id, const char *why, GError **error)
{
  g_set_error (error, KTG_STORE_ERROR, KTG_STORE_ERROR_NOT_FOUND, "Draft %s %s", id, why);
  return FALSE;
}

/* One small transaction, so one fsync. */
static gboolean
save_draft (KtgStoreJob *job, GError **error)
{
  KtgProfile   *profile = job->profile;
  const Saving *saving = job->input;
  gboolean      is_put;
  g_autoptr (KtgTransaction) transaction = ktg_db_begin (profile->ledger->db, error);

  if (transaction == NULL
      || !ktg_draft_table_put (profile->ledger, saving->draft, saving->now_us, &is_put, error))
    return FALSE;
  if (!is_put)
    return refuse_draft (ktg_draft_get_id (saving->draft), "was filed already", error);
  if (!ktg_transaction_commit (g_steal_pointer (&transaction), error))
    return FALSE;

  g_ptr_array_add (job->changes->summaries,
                   ktg_recovery_summarise_draft (profile->pack, saving->draft, saving->now_us));
  return TRUE;
}

static gboolean
load_draft (KtgStoreJob *job, GError **error)
{
  job->output = ktg_draft_table_load (job->profile->ledger, job->input, NULL, error);
  return job->output != NULL;
}

static gboolean
discard_draft (KtgStoreJob *job, GError **error)
{
  KtgLedger *ledger = job->profile->ledger;
  gboolean   was_there;
  g_autoptr (KtgTransaction) transaction = ktg_db_begin (ledger->db, error);

  if (transaction == NULL || !ktg_draft_table_remove (ledger, job->input, &was_there, error))
    return FALSE;
  if (!was_there)
    return refuse_draft (job->input, "is not here", error);
  if (!ktg_transaction_commit (g_steal_pointer (&transaction), error))
    return FALSE;

  g_ptr_array_add (job->changes->gone, g_strdup (job->input));
  return TRUE;
}

/* What cannot be written now is said to stand as before, until the next time. */
static void
settle_cases (KtgLedger *ledger, KtgChanges *changes)
{
  g_autoptr (KtgChanges) settled = ktg_changes_new ();
  g_autoptr (GError) reason = NULL;

  if (!ktg_projection_settle (ledger, settled, &reason))
    {
      g_debug ("The cases stay as they were: %s", reason->message);
      return;
    }

  for (guint i = 0; i < settled->summaries->len; i++)
    g_ptr_array_add (changes->summaries, g_object_ref (g_ptr_array_index (settled->summaries, i)));
}

/* Drafts are summarised anew, and what waits has another place in the order; what a filed report is
 * found by is kept with its summary. */
static gboolean
use_pack (KtgStoreJob *job, GError **error)
{
  KtgLedger *ledger = job->profile->ledger;

  job->profile->pack = job->input;
  ledger->pack = job->input;
  settle_cases (ledger, job->changes);
  return ktg_report_table_add_dues (ledger, job->changes->dues, error)
         && ktg_recovery_add_drafts (ledger, job->changes->summaries, error);
}

static const KtgStoreWorkType use_pack_type = { .work = use_pack };
static const KtgStoreWorkType save_draft_type
    = { save_draft, (GDestroyNotify)free_saving, NULL, TRUE };
static const KtgStoreWorkType load_draft_type = { load_draft, g_free, g_object_unref };
static const KtgStoreWorkType discard_draft_type = { discard_draft, g_free, NULL, TRUE };

/**
 * ktg_store_save_draft_async:
 * @now_us: µs since the epoch
 *
 * Exactly one small transaction. KTG_STORE_ERROR_NOT_FOUND if the draft has been filed meanwhile.
 */
void
ktg_store_save_draft_async (KtgStore           *self,
                            KtgDraft           *draft,
                            gint64              now_us,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  Saving *saving;

  g_return_if_fail (KTG_IS_STORE (self));
  g_return_if_fail (KTG_IS_DRAFT (draft));

  saving = g_new0 (Saving, 1);
  saving->draft = g_object_ref (draft);
  saving->now_us = now_us;
  ktg_store_push (self, &save_draft_type, saving, NULL, callback, user_data);
}

/**
 * ktg_store_save_draft_finish:
 *
 * Returns: whether the draft is on the disk
 */
KTG_STORE_DEFINE_FINISH (save_draft, gboolean, boolean)

/**
 * ktg_store_load_draft_async:
 *
 * KTG_STORE_ERROR_NOT_FOUND if there is none of that id.
 */
void
ktg_store_load_draft_async (KtgStore           *self,
                            const char         *id,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  g_return_if_fail (KTG_IS_STORE (self));
  g_return_if_fail (id != NULL);

  ktg_store_push (self, &load_draft_type, g_strdup (id), cancellable, callback, user_data);
}

/**
 * ktg_store_load_draft_finish:
 *
 * Returns: (transfer full): the draft, or %NULL on error
 */
KTG_STORE_DEFINE_FINISH (load_draft, KtgDraft *, pointer)

/**
 * ktg_store_discard_draft_async:
 *
 * Its imported files stay for a day. KTG_STORE_ERROR_NOT_FOUND if there is none of that id.
 */
void
ktg_store_discard_draft_async (KtgStore           *self,
                               const char         *id,
                               GAsyncReadyCallback callback,
                               gpointer            user_data)
{
  g_return_if_fail (KTG_IS_STORE (self));
  g_return_if_fail (id != NULL);

  ktg_store_push (self, &discard_draft_type, g_strdup (id), NULL, callback, user_data);
}

/**
 * ktg_store_discard_draft_finish:
 *
 * Returns: whether the draft is gone, with what only it named
 */
KTG_STORE_DEFINE_FINISH (discard_draft, gboolean, boolean)

/**
 * ktg_store_use_pack_async:
 * @self: a store
 * @pack: what the packs say; read only, and there until the store is closed
 *
 * From now on the words of a form's fields that are marked to be searched find a report, what
 * waits stands in the order of what the law leaves for it, and it is known how offices have a
 * report: what came before that is worked out first. A store that is never told finds a report by
 * its spine, leaves seven days for each, and shows of a case what was known.
 */
void
ktg_store_use_pack_async (KtgStore           *self,
                          const KtgPack      *pack,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  g_return_if_fail (KTG_IS_STORE (self));
  g_return_if_fail (pack != NULL);

  ktg_store_push (self, &use_pack_type, (gpointer)pack, NULL, callback, user_data);
}

/**
 * ktg_store_use_pack_finish:
 *
 * Returns: whether all that it says is used
 */
KTG_STORE_DEFINE_FINISH (use_pack, gboolean, boolean)
