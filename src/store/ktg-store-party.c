/* ktg-store-party.c - the store as one side of an exchange
 *
 * What the exchange asks of a party the store does as it is; only what its errors mean is said
 * here.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-store-private.h"

static KtgPartyFailure
judge_error (KtgParty *party, const GError *error)
{
  if (g_error_matches (error, KTG_STORE_ERROR, KTG_STORE_ERROR_DAMAGED)
      || g_error_matches (error, KTG_STORE_ERROR, KTG_STORE_ERROR_NOT_FOUND))
    return KTG_PARTY_LOST;
  if (g_error_matches (error, KTG_STORE_ERROR, KTG_STORE_ERROR_UNTRUSTED))
    return KTG_PARTY_UNTRUSTED;

  return KTG_PARTY_FAILED;
}

/**
 * ktg_store_init_party:
 * @iface: gets the store's functions, which are the interface's but for the type of the first
 * argument
 */
void
ktg_store_init_party (KtgPartyInterface *iface)
{
  iface->get_device = (gpointer)ktg_store_get_device;
  iface->get_account = (gpointer)ktg_store_get_account;
  iface->get_server_offset_ms = (gpointer)ktg_store_get_server_offset_ms;
  iface->get_sending_rules = (gpointer)ktg_store_get_sending_rules;
  iface->get_summaries = (gpointer)ktg_store_get_summaries;
  iface->judge_error = judge_error;
  iface->sign_request = (gpointer)ktg_store_sign_request;
  iface->load_owed_async = (gpointer)ktg_store_load_owed_async;
  iface->load_owed_finish = (gpointer)ktg_store_load_owed_finish;
  iface->load_events_async = (gpointer)ktg_store_load_events_async;
  iface->load_events_finish = (gpointer)ktg_store_load_events_finish;
  iface->open_file_async = (gpointer)ktg_store_open_file_async;
  iface->open_file_finish = (gpointer)ktg_store_open_file_finish;
  iface->apply_news_async = (gpointer)ktg_store_apply_news_async;
  iface->apply_news_finish = (gpointer)ktg_store_apply_news_finish;
  iface->keep_pack_async = (gpointer)ktg_store_keep_pack_async;
  iface->keep_pack_finish = (gpointer)ktg_store_keep_pack_finish;
  iface->bring_pack_async = (gpointer)ktg_store_bring_pack_async;
  iface->bring_pack_finish = (gpointer)ktg_store_bring_pack_finish;
  iface->note_spent_async = (gpointer)ktg_store_note_spent_async;
  iface->note_spent_finish = (gpointer)ktg_store_note_spent_finish;
  iface->set_account_async = (gpointer)ktg_store_set_account_async;
  iface->set_account_finish = (gpointer)ktg_store_set_account_finish;
}
