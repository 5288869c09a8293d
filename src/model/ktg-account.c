/* ktg-account.c - who this device is to its server
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-account.h"

#include "ktg-text-fields.h"

static const gsize account_texts[] = {
  G_STRUCT_OFFSET (KtgAccount, url),        G_STRUCT_OFFSET (KtgAccount, ca),
  G_STRUCT_OFFSET (KtgAccount, device),     G_STRUCT_OFFSET (KtgAccount, officer),
  G_STRUCT_OFFSET (KtgAccount, role),       G_STRUCT_OFFSET (KtgAccount, region),
  G_STRUCT_OFFSET (KtgAccount, server_key), KTG_TEXT_FIELDS_END,
};

KtgAccount *
ktg_account_new (void)
{
  return g_new0 (KtgAccount, 1);
}

KtgAccount *
ktg_account_copy (const KtgAccount *account)
{
  KtgAccount *copy = NULL;

  if (account == NULL)
    return NULL;

  copy = ktg_account_new ();
  ktg_text_fields_copy (account_texts, copy, account);
  return copy;
}

void
ktg_account_free (KtgAccount *account)
{
  if (account == NULL)
    return;

  ktg_text_fields_clear (account_texts, account);
  g_free (account);
}
