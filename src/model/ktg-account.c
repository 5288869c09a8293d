/* ktg-account.c - who this device is to its server
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-account.h"

#include "ktg-role.h"

static const KtgField account_fields[] = {
  { "device", KTG_FIELD_KEY, G_STRUCT_OFFSET (KtgAccount, device), KTG_NEED_ALWAYS },
  { "officer", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgAccount, officer), KTG_NEED_WRITTEN },
  { "role", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgAccount, role), KTG_NEED_FILLED },
  { "region", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgAccount, region), KTG_NEED_ALWAYS },
  { "server_key", KTG_FIELD_KEY, G_STRUCT_OFFSET (KtgAccount, server_key), KTG_NEED_ALWAYS },
  { "pending", KTG_FIELD_FLAG, G_STRUCT_OFFSET (KtgAccount, is_pending) },
  { "root", KTG_FIELD_KEY, G_STRUCT_OFFSET (KtgAccount, root_key) },
  { "chain", KTG_FIELD_ENVELOPES, G_STRUCT_OFFSET (KtgAccount, chain) },
  { "url", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgAccount, url) },
  { "ca", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgAccount, ca) },
};

KTG_DEFINE_RECORD (KtgAccount, ktg_account, account_fields)

/**
 * ktg_account_new:
 *
 * Returns: (transfer full): an account of which nothing is known
 */
KtgAccount *
ktg_account_new (void)
{
  return ktg_record_new (&ktg_account_record);
}

/**
 * ktg_account_set_address:
 * @account: as its server told it
 * @url: where that is reached
 * @ca: (nullable): PEM of an office's own certificate authority
 *
 * Whatever the server said of this is replaced: it is the device's own knowledge.
 */
void
ktg_account_set_address (KtgAccount *account, const char *url, const char *ca)
{
  g_free (account->url);
  g_free (account->ca);
  account->url = g_strdup (url);
  account->ca = g_strdup (ca);
}

/**
 * ktg_account_is_practice:
 * @account: (nullable): of a device
 *
 * In a profile for practice everything is invented and nothing is ever sent; it stays one.
 *
 * Returns: whether its reports are only for practice
 */
gboolean
ktg_account_is_practice (const KtgAccount *account)
{
  return account != NULL && g_strcmp0 (account->url, KTG_PRACTICE_URL) == 0;
}

/**
 * ktg_account_is_of_node:
 * @account: what a server made of somebody
 *
 * Returns: whether that is a relay
 */
gboolean
ktg_account_is_of_node (const KtgAccount *account)
{
  return g_strcmp0 (account->role, KTG_ROLE_NAME_OF_NODE) == 0;
}
