/* ktg-account-proof.c - whether an account is what the root's people say of this device
 *
 * A server's word on a role is believed by nobody: it brings what was signed, from the root down.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-account-proof.h"

#include <ktg-chain.h>
#include <ktg-event-json.h>
#include <ktg-signed-envelope.h>

static void
add_link (KtgChain *chain, const KtgEnvelope *envelope)
{
  g_autoptr (KtgEvent) event = ktg_event_json_parse (envelope->bytes, NULL);

  if (event != NULL && ktg_envelope_is_signed_by (envelope, event->author))
    ktg_chain_add (chain, envelope->id, event);
}

static gboolean
is_of_node (KtgChain *chain, const KtgAccount *account)
{
  KtgNodeStanding node;

  return ktg_chain_get_node (chain, account->server_key, KTG_CHAIN_NOW, &node)
         && node.belief == KTG_BELIEF_HELD;
}

static gboolean
is_of_device (KtgChain *chain, const KtgAccount *account)
{
  KtgStanding standing;

  ktg_chain_get_standing (chain, account->device, KTG_CHAIN_NOW, &standing);
  return standing.belief == KTG_BELIEF_HELD
         && g_strcmp0 (ktg_role_get_name (standing.role), account->role) == 0
         && g_strcmp0 (standing.region, account->region != NULL ? account->region : "") == 0;
}

static gboolean
is_of_relay (KtgChain *chain, const KtgAccount *account)
{
  KtgNodeStanding node;

  return ktg_chain_get_node (chain, account->device, KTG_CHAIN_NOW, &node)
         && node.belief == KTG_BELIEF_HELD && node.kind == KTG_SEAT_RELAY
         && g_strcmp0 (node.scope, account->region) == 0;
}

static gboolean
is_of_asker (KtgChain *chain, const KtgAccount *account)
{
  return ktg_account_is_of_node (account) ? is_of_relay (chain, account)
                                          : is_of_device (chain, account);
}

/**
 * ktg_account_proof_holds:
 * @account: with its root and chain
 *
 * Returns: whether the chain says that the root admits the server, and that somebody whom it admits
 * gave this device this role in this region; of a device that waits to be confirmed it says the
 * first alone
 */
gboolean
ktg_account_proof_holds (const KtgAccount *account)
{
  g_autoptr (KtgChain) chain = NULL;

  if (account->root_key == NULL)
    return FALSE;

  chain = ktg_chain_new (account->root_key);
  for (guint i = 0; i < account->chain->len; i++)
    add_link (chain, g_ptr_array_index (account->chain, i));

  return is_of_node (chain, account) && (account->is_pending || is_of_asker (chain, account));
}
