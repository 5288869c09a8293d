/* ktg-store-sending.c - the store's doors for what may be sent, and what was
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-sending-book.h"
#include "ktg-store-private.h"

static gboolean
set_sending_rules (KtgStoreJob *job, GError **error)
{
  const KtgSendingRules *rules = job->input;
  g_autoptr (KtgTransaction) transaction = ktg_db_begin (job->profile->ledger->db, error);

  if (transaction == NULL || !ktg_sending_book_enter_rules (job->profile->ledger, rules, error)
      || !ktg_transaction_commit (g_steal_pointer (&transaction), error))
    return FALSE;

  job->changes->has_rules = TRUE;
  job->changes->rules = *rules;
  return TRUE;
}

static gboolean
note_spent (KtgStoreJob *job, GError **error)
{
  const KtgSpent      *added = job->input;
  KtgLedger           *ledger = job->profile->ledger;
  g_autofree KtgSpent *spent = g_new0 (KtgSpent, 1);
  g_autoptr (KtgTransaction) transaction = NULL;

  if (ktg_spent_get_total (added) > 0)
    {
      transaction = ktg_db_begin (ledger->db, error);
      if (transaction == NULL || !ktg_sending_book_add_spent (ledger, added, error)
          || !ktg_transaction_commit (g_steal_pointer (&transaction), error))
        return FALSE;
    }
  if (!ktg_sending_book_load_spent (ledger, added->day, spent, error))
    return FALSE;

  job->output = g_steal_pointer (&spent);
  return TRUE;
}

static const KtgStoreWorkType set_sending_rules_type = { set_sending_rules, g_free, NULL };
static const KtgStoreWorkType note_spent_type = { note_spent, g_free, g_free };

/**
 * ktg_store_set_sending_rules_async:
 * @self: a store
 * @rules: what the officer wishes from now on
 * @callback: (nullable): called when they are kept, or not
 * @user_data: for @callback
 *
 * Whoever sends has to be told besides.
 */
void
ktg_store_set_sending_rules_async (KtgStore              *self,
                                   const KtgSendingRules *rules,
                                   GAsyncReadyCallback    callback,
                                   gpointer               user_data)
{
  g_return_if_fail (KTG_IS_STORE (self));

  ktg_store_push (self,
                  &set_sending_rules_type,
                  g_memdup2 (rules, sizeof *rules),
                  NULL,
                  callback,
                  user_data);
}

/**
 * ktg_store_set_sending_rules_finish:
 *
 * Returns: whether they are on the disk, and held from now on
 */
KTG_STORE_DEFINE_FINISH (set_sending_rules, gboolean, boolean)

/**
 * ktg_store_note_spent_async:
 * @self: a store
 * @added: what more was sent on its day; nothing only asks
 * @callback: called with the answer
 * @user_data: for @callback
 */
void
ktg_store_note_spent_async (KtgStore           *self,
                            const KtgSpent     *added,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  g_return_if_fail (KTG_IS_STORE (self));

  ktg_store_push (self,
                  &note_spent_type,
                  g_memdup2 (added, sizeof *added),
                  NULL,
                  callback,
                  user_data);
}

/**
 * ktg_store_note_spent_finish:
 *
 * Returns: (transfer full): what was sent on that day, with what was added; g_free()
 */
KTG_STORE_DEFINE_FINISH (note_spent, KtgSpent *, pointer)
