/* ktg-store-exchange.c - the store's doors for the other side, and for proof
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-bookmark-book.h"
#include "ktg-carry-table.h"
#include "ktg-enrolment-book.h"
#include "ktg-event-table.h"
#include "ktg-life-book.h"
#include "ktg-mail-book.h"
#include "ktg-mark-book.h"
#include "ktg-news-book.h"
#include "ktg-outbox-table.h"
#include "ktg-pack-list-book.h"
#include "ktg-projection.h"
#include "ktg-report-table.h"
#include "ktg-setting-table.h"
#include "ktg-store-error-private.h"
#include "ktg-store-private.h"
#include "ktg-verification.h"

#include <ktg-problem-json.h>

#define DAMAGED_HERE KTG_PROBLEM_PREFIX "damaged-here"

static gboolean
set_account (KtgStoreJob *job, GError **error)
{
  return ktg_enrolment_book_enter (job->profile, job->input, job->changes, error);
}

/* What others wrote goes first, since what this device wrote may be said of it. Where the server
 * asked for marks its lists come with the next answer, and with them what it has again: nothing is
 * brought before that. */
static GPtrArray *
list_events (KtgLedger *ledger, const KtgOwed *owed, GError **error)
{
  g_autoptr (GPtrArray) events = ktg_carry_table_list (ledger, error);
  GPtrArray *own;

  if (events == NULL)
    return NULL;
  if (events->len > 0 && owed->marks != NULL)
    {
      g_ptr_array_set_size (events, 0);
      return g_steal_pointer (&events);
    }

  own = ktg_outbox_table_list_events (ledger, error);
  if (own == NULL)
    return NULL;

  g_ptr_array_extend_and_steal (events, own);
  return g_steal_pointer (&events);
}

static gboolean
load_owed (KtgStoreJob *job, GError **error)
{
  KtgLedger *ledger = job->profile->ledger;
  g_autoptr (KtgOwed) owed = ktg_owed_new ();
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (GPtrArray) files = NULL;

  if (!ktg_mark_book_load_owed (ledger, owed, error))
    return FALSE;

  events = list_events (ledger, owed, error);
  if (events == NULL)
    return FALSE;

  files = ktg_report_table_list_owed_files (ledger, error);
  if (files == NULL || !ktg_life_book_load_claim (ledger, owed, error)
      || !ktg_mail_book_load_claim (ledger, owed, error)
      || !ktg_bookmark_book_load_owed (ledger, owed, error)
      || !ktg_pack_list_book_load_owed (job->profile, owed, error)
      || !ktg_outbox_table_count_parked (ledger, &owed->n_parked, error))
    return FALSE;

  g_ptr_array_unref (owed->events);
  g_ptr_array_unref (owed->files);
  owed->events = g_steal_pointer (&events);
  owed->files = g_steal_pointer (&files);
  job->output = g_steal_pointer (&owed);
  return TRUE;
}

/* What can be read of @ids; the ids of the others are added to @unreadable. */
static GPtrArray *
load_readable (KtgLedger *ledger, GPtrArray *ids, GPtrArray *unreadable, GError **error)
{
  g_autoptr (GPtrArray) envelopes
      = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_envelope_unref);

  for (guint i = 0; i < ids->len; i++)
    {
      GError      *reason = NULL;
      KtgEnvelope *envelope = ktg_carry_table_load (ledger, g_ptr_array_index (ids, i), &reason);

      if (envelope != NULL)
        g_ptr_array_add (envelopes, envelope);
      else if (!ktg_store_error_is_damage (reason))
        {
          g_propagate_error (error, reason);
          return NULL;
        }
      else
        {
          g_ptr_array_add (unreadable, g_ptr_array_index (ids, i));
          g_error_free (reason);
        }
    }

  return g_steal_pointer (&envelopes);
}

static gboolean
park_unreadable (KtgLedger *ledger, GPtrArray *ids, KtgChanges *changes, GError **error)
{
  g_autoptr (GHashTable) touched = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (KtgTransaction) transaction = ktg_db_begin (ledger->db, error);

  if (transaction == NULL)
    return FALSE;

  for (guint i = 0; i < ids->len; i++)
    {
      const char *id = g_ptr_array_index (ids, i);
      char       *report_id;

      if (!ktg_carry_table_remove (ledger, id, error)
          || !ktg_outbox_table_park_event (ledger, id, DAMAGED_HERE, error)
          || !ktg_event_table_find_uuid (ledger, id, &report_id, error))
        return FALSE;
      if (report_id != NULL)
        g_hash_table_add (touched, report_id);
    }

  return ktg_projection_update_all (ledger, touched, changes, error)
         && ktg_transaction_commit (g_steal_pointer (&transaction), error);
}

static gboolean
load_events (KtgStoreJob *job, GError **error)
{
  g_autoptr (GPtrArray) unreadable = g_ptr_array_new ();
  g_autoptr (GPtrArray) envelopes
      = load_readable (job->profile->ledger, job->input, unreadable, error);

  if (envelopes == NULL
      || (unreadable->len > 0
          && !park_unreadable (job->profile->ledger, unreadable, job->changes, error)))
    return FALSE;

  job->output = g_steal_pointer (&envelopes);
  return TRUE;
}

static gboolean
apply_news (KtgStoreJob *job, GError **error)
{
  return ktg_news_book_enter (job->profile, job->input, job->changes, error);
}

static gboolean
unpark (KtgStoreJob *job, GError **error)
{
  KtgLedger *ledger = job->profile->ledger;
  g_autoptr (GHashTable) touched = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (KtgTransaction) transaction = ktg_db_begin (ledger->db, error);

  return transaction != NULL && ktg_report_table_collect_parked (ledger, job->input, touched, error)
         && ktg_outbox_table_unpark (ledger, job->input, error)
         && ktg_projection_update_all (ledger, touched, job->changes, error)
         && ktg_transaction_commit (g_steal_pointer (&transaction), error);
}

static gboolean
verify (KtgStoreJob *job, GError **error)
{
  job->output = ktg_verification_run (job->profile, job->cancellable, error);
  return job->output != NULL;
}

static const KtgStoreWorkType set_account_type = { set_account, (GDestroyNotify)ktg_account_free };
static const KtgStoreWorkType load_owed_type = { load_owed, NULL, (GDestroyNotify)ktg_owed_free };
static const KtgStoreWorkType load_events_type
    = { load_events, (GDestroyNotify)g_ptr_array_unref, (GDestroyNotify)g_ptr_array_unref };
static const KtgStoreWorkType apply_news_type = { apply_news, (GDestroyNotify)ktg_news_free };
static const KtgStoreWorkType unpark_type = { unpark, g_free };
static const KtgStoreWorkType verify_type = { verify, NULL, (GDestroyNotify)ktg_verification_free };

/**
 * ktg_store_set_account_async:
 *
 * What an enrolment gave. KTG_STORE_ERROR_UNTRUSTED if it is of another device. With another server
 * than before, everything this device filed is owed anew, since the old receipts say nothing of the
 * new one.
 */
void
ktg_store_set_account_async (KtgStore           *self,
                             const KtgAccount   *account,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  g_return_if_fail (KTG_IS_STORE (self));
  g_return_if_fail (account != NULL);
  g_return_if_fail (account->server_key != NULL);

  ktg_store_push (self, &set_account_type, ktg_account_copy (account), NULL, callback, user_data);
}

/**
 * ktg_store_set_account_finish:
 *
 * Returns: whether the account is kept
 */
KTG_STORE_DEFINE_FINISH (set_account, gboolean, boolean)

/**
 * ktg_store_load_owed_async:
 *
 * A snapshot of what is owed and not parked.
 */
void
ktg_store_load_owed_async (KtgStore           *self,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  g_return_if_fail (KTG_IS_STORE (self));

  ktg_store_push (self, &load_owed_type, NULL, cancellable, callback, user_data);
}

/**
 * ktg_store_load_owed_finish:
 *
 * Returns: (transfer full): what this device owes the other side, or %NULL on error
 */
KTG_STORE_DEFINE_FINISH (load_owed, KtgOwed *, pointer)

/**
 * ktg_store_load_events_async:
 * @event_ids: (element-type utf8): not changed until the result is there
 *
 * KTG_STORE_ERROR_NOT_FOUND if one of them is not here. One that cannot be read any more is left
 * out and parked, so that it holds no other back.
 */
void
ktg_store_load_events_async (KtgStore           *self,
                             GPtrArray          *event_ids,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  g_return_if_fail (KTG_IS_STORE (self));
  g_return_if_fail (event_ids != NULL);

  ktg_store_push (self,
                  &load_events_type,
                  g_ptr_array_ref (event_ids),
                  cancellable,
                  callback,
                  user_data);
}

/**
 * ktg_store_load_events_finish:
 *
 * Returns: (transfer full) (element-type KtgEnvelope): in the order asked
 */
KTG_STORE_DEFINE_FINISH (load_events, GPtrArray *, pointer)

/**
 * ktg_store_apply_news_async:
 * @news: (transfer full): taken
 *
 * Enters what one answer brought, in one transaction. KTG_STORE_ERROR_UNTRUSTED if a receipt is not
 * the enrolled server's word to this device about something it holds, or an event is not signed by
 * its author: then nothing of it is kept.
 */
void
ktg_store_apply_news_async (KtgStore           *self,
                            KtgNews            *news,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  g_return_if_fail (KTG_IS_STORE (self));
  g_return_if_fail (news != NULL);

  ktg_store_push (self, &apply_news_type, news, NULL, callback, user_data);
}

/**
 * ktg_store_apply_news_finish:
 *
 * Returns: whether all of it was verified and is kept; if not, nothing of it is
 */
KTG_STORE_DEFINE_FINISH (apply_news, gboolean, boolean)

/**
 * ktg_store_unpark_async:
 * @report_id: (nullable): %NULL for all
 *
 * The officer says "try again": what the server refused is owed once more.
 */
void
ktg_store_unpark_async (KtgStore           *self,
                        const char         *report_id,
                        GAsyncReadyCallback callback,
                        gpointer            user_data)
{
  g_return_if_fail (KTG_IS_STORE (self));

  ktg_store_push (self, &unpark_type, g_strdup (report_id), NULL, callback, user_data);
}

/**
 * ktg_store_unpark_finish:
 *
 * Returns: whether what was parked is owed again
 */
KTG_STORE_DEFINE_FINISH (unpark, gboolean, boolean)

/**
 * ktg_store_verify_async:
 *
 * Hashes every file anew, checks every signature, chain and receipt, works every summary out again
 * and compares. Changes nothing.
 */
void
ktg_store_verify_async (KtgStore           *self,
                        GCancellable       *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer            user_data)
{
  g_return_if_fail (KTG_IS_STORE (self));

  ktg_store_push (self, &verify_type, NULL, cancellable, callback, user_data);
}

/**
 * ktg_store_verify_finish:
 * @n_checked: (out) (optional): how many things were looked at
 *
 * Returns: (transfer full) (element-type utf8): a line in English for each thing that is wrong,
 * with its id; none if all is well
 */
GPtrArray *
ktg_store_verify_finish (KtgStore *self, GAsyncResult *result, guint *n_checked, GError **error)
{
  g_autoptr (KtgVerification) verification = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  verification = g_task_propagate_pointer (G_TASK (result), error);
  if (verification == NULL)
    return NULL;

  if (n_checked != NULL)
    *n_checked = verification->n_checked;
  return g_steal_pointer (&verification->problems);
}
