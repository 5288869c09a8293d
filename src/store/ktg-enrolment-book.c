/* ktg-enrolment-book.c - whose device this is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-enrolment-book.h"

#include "ktg-bookmark-book.h"
#include "ktg-carry-table.h"
#include "ktg-event-table.h"
#include "ktg-file-table.h"
#include "ktg-mail-book.h"
#include "ktg-mark-book.h"
#include "ktg-outbox-table.h"
#include "ktg-pack-list-book.h"
#include "ktg-projection.h"
#include "ktg-receipt-table.h"
#include "ktg-roll.h"
#include "ktg-server-life-table.h"
#include "ktg-setting-table.h"
#include "ktg-store-error.h"

#include <ktg-enrol-json.h>

/* Another server holds nothing of what the last one gave receipts for. The receipts stay; what they
 * let go is owed anew. */
static gboolean
begin_with_server (KtgLedger *ledger, GError **error)
{
  return ktg_event_table_forget_receipts (ledger, error)
         && ktg_file_table_forget_receipts (ledger, error)
         && ktg_outbox_table_refill (ledger, error) && ktg_mark_book_clear (ledger, error)
         && ktg_setting_table_set_number (ledger, KTG_SETTING_LIFE, 0, error)
         && ktg_setting_table_set_number (ledger, KTG_SETTING_IS_ASKED, 0, error)
         && ktg_pack_list_book_enter (ledger, NULL, error)
         && ktg_bookmark_book_clear (ledger, error) && ktg_mail_book_clear (ledger, error)
         && ktg_carry_table_clear (ledger, error) && ktg_server_life_table_end_all (ledger, error);
}

static gboolean
project_all (KtgLedger *ledger, KtgChanges *changes, GError **error)
{
  g_autoptr (GPtrArray) uuids = ktg_event_table_list_uuids (ledger, error);
  g_autoptr (GHashTable) touched = g_hash_table_new (g_str_hash, g_str_equal);

  if (uuids == NULL)
    return FALSE;

  for (guint i = 0; i < uuids->len; i++)
    g_hash_table_add (touched, g_ptr_array_index (uuids, i));
  return ktg_projection_update_all (ledger, touched, changes, error);
}

static gboolean
is_other_server (KtgProfile *profile, const KtgAccount *account)
{
  return profile->account != NULL
         && g_strcmp0 (profile->account->server_key, account->server_key) != 0;
}

/* What was received, and who is believed. */
static gboolean
rests_on_the_same (const KtgAccount *before, const KtgAccount *account)
{
  return g_strcmp0 (before->server_key, account->server_key) == 0
         && g_strcmp0 (before->root_key, account->root_key) == 0;
}

static gboolean
enter (KtgProfile *profile, const KtgAccount *account, KtgChanges *changes, GError **error)
{
  KtgLedger *ledger = profile->ledger;
  g_autoptr (GBytes) plain = ktg_account_json_write (account);
  g_autoptr (KtgTransaction) transaction = ktg_db_begin (ledger->db, error);

  if (transaction == NULL
      || !ktg_setting_table_set_sealed (ledger, KTG_SETTING_ACCOUNT, plain, error)
      || !ktg_receipt_table_add_server (ledger, account->server_key, error))
    return FALSE;

  if (is_other_server (profile, account) && !begin_with_server (ledger, error))
    return FALSE;
  if (profile->account != NULL && !rests_on_the_same (profile->account, account)
      && !project_all (ledger, changes, error))
    return FALSE;

  return ktg_transaction_commit (g_steal_pointer (&transaction), error);
}

/* What is for practice is never sent, and what was written in earnest is. */
static gboolean
is_of_one_kind (KtgProfile *profile, const KtgAccount *account, GError **error)
{
  gboolean is_practice = ktg_account_is_practice (account);
  g_autoptr (GPtrArray) uuids = NULL;

  if (profile->account == NULL && is_practice
      && (uuids = ktg_event_table_list_uuids (profile->ledger, error)) == NULL)
    return FALSE;

  if ((uuids == NULL || uuids->len == 0)
      && (profile->account == NULL || ktg_account_is_practice (profile->account) == is_practice))
    return TRUE;

  g_set_error_literal (error,
                       KTG_STORE_ERROR,
                       KTG_STORE_ERROR_PRACTICE,
                       "A profile is for practice from its beginning or never");
  return FALSE;
}

/**
 * ktg_enrolment_book_enter:
 *
 * KTG_STORE_ERROR_PRACTICE if it is for practice and the profile is not, or the other way round;
 * KTG_STORE_ERROR_UNTRUSTED if @account is another device's. With another server than before,
 * everything this device filed is owed anew.
 */
gboolean
ktg_enrolment_book_enter (KtgProfile       *profile,
                          const KtgAccount *account,
                          KtgChanges       *changes,
                          GError          **error)
{
  if (g_strcmp0 (account->device, ktg_profile_get_device (profile)) != 0)
    {
      g_set_error_literal (error,
                           KTG_STORE_ERROR,
                           KTG_STORE_ERROR_UNTRUSTED,
                           "The account is of another device");
      return FALSE;
    }

  if (!is_of_one_kind (profile, account, error))
    return FALSE;

  ktg_roll_set_account (profile->roll, account);
  if (!enter (profile, account, changes, error))
    {
      ktg_roll_set_account (profile->roll, profile->account);
      return FALSE;
    }

  g_clear_pointer (&profile->account, ktg_account_free);
  profile->account = ktg_account_copy (account);
  changes->account = ktg_account_copy (account);
  return TRUE;
}
