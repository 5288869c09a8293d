/* ktg-store-packs.c - the store's door for what the packs say of the words of a report
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-recovery.h"
#include "ktg-store-private.h"

/* Drafts are summarised anew; what a filed report is found by is kept with its summary. */
static gboolean
use_pack (KtgProfile   *profile,
          gpointer      input,
          KtgChanges   *changes,
          gpointer     *output,
          GCancellable *cancellable,
          GError      **error)
{
  profile->pack = input;
  profile->ledger->pack = input;
  return ktg_recovery_add_drafts (profile->ledger, changes->summaries, error);
}

/**
 * ktg_store_use_pack:
 * @self: a store
 * @pack: what the packs say; read only, and there until the store is closed
 *
 * From now on the words of a form's fields that are marked to be searched find a report. A store
 * that is never told finds it by its spine.
 */
void
ktg_store_use_pack (KtgStore *self, const KtgPack *pack)
{
  static const KtgStoreWorkType type = { .work = use_pack };

  g_return_if_fail (KTG_IS_STORE (self));
  g_return_if_fail (pack != NULL);

  ktg_store_push (self, &type, (gpointer)pack, NULL, NULL, NULL);
}
