/* ktg-account-request.c - what a server is asked for an account, and what its answer must be
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-account-request.h"

#include "ktg-account-proof.h"

#include <ktg-base64url.h>
#include <ktg-sealed-box.h>
#include <ktg-sync-error.h>

/**
 * ktg_account_request_new:
 * @message: who asks, and with which code
 * @node_key: of the server, base64url: nobody else can read it
 *
 * Returns: (transfer full): a request
 */
KtgRequest *
ktg_account_request_new (const KtgEnrolRequest *message, const char *node_key)
{
  KtgRequest *request = ktg_request_new ("POST", "/v1/enrol");
  g_autoptr (GBytes) content = ktg_enrol_request_write (message);
  g_autoptr (GBytes) box = ktg_sealed_box_new (content, node_key);
  g_autofree char *sealed
      = ktg_base64url_encode (g_bytes_get_data (box, NULL), g_bytes_get_size (box));

  request->body = ktg_enrol_seal_write (sealed);
  request->is_from_stranger = TRUE;
  return request;
}

static const char *
judge (const KtgAccount *account, const char *root_key, const char *node_key)
{
  if (g_strcmp0 (account->server_key, node_key) != 0)
    return "The account is with another server";
  if (g_strcmp0 (account->root_key, root_key) != 0 || !ktg_account_proof_holds (account))
    return "Nobody whom the root admits gave this account";

  return NULL;
}

/**
 * ktg_account_request_read:
 * @answer: to the request, proven
 * @party: who asked
 * @root_key: that the server rests on, as far as is known here
 * @node_key: of the server
 * @error: a #KtgSyncError with %NULL
 *
 * Returns: (transfer full) (nullable): the account, if it is this device's with this server, and
 * the root's people say so
 */
KtgAccount *
ktg_account_request_read (const KtgAnswer *answer,
                          KtgParty        *party,
                          const char      *root_key,
                          const char      *node_key,
                          GError         **error)
{
  g_autoptr (KtgAccount) account = ktg_account_json_parse (answer->body, NULL);
  const char  *objection = NULL;
  KtgSyncError code = KTG_SYNC_ERROR_NOT_KENTONGAN;

  if (account == NULL)
    objection = "What answered does not speak this protocol";
  else if (g_strcmp0 (account->device, ktg_party_get_device (party)) != 0)
    objection = "The account is of another device";
  else if (ktg_account_is_of_node (account) != ktg_party_is_node (party))
    {
      code = KTG_SYNC_ERROR_CODE_OF_OTHER_KIND;
      objection = "The account is not of this kind";
    }
  else
    {
      code = KTG_SYNC_ERROR_WRONG_SERVER;
      objection = judge (account, root_key, node_key);
    }

  if (objection == NULL)
    return g_steal_pointer (&account);

  g_set_error_literal (error, KTG_SYNC_ERROR, (int)code, objection);
  return NULL;
}
