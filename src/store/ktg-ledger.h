/* ktg-ledger.h - the database and the vault that what it holds passes through
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-pack.h>
#include <ktg-query.h>
#include <ktg-vault.h>

G_BEGIN_DECLS

typedef struct _KtgRoll KtgRoll; /* ktg-roll.h */

/* What every table works on. One thread at a time. */
typedef struct
{
  KtgDb    *db;
  KtgVault *vault; /* borrowed */

  /* What forms say their reports are found by; borrowed, NULL until somebody has read the packs. */
  const KtgPack *pack;

  KtgRoll *roll; /* who is who; borrowed */
} KtgLedger;

KtgLedger *ktg_ledger_open (const char *path, KtgVault *vault, GError **error);
void       ktg_ledger_free (KtgLedger *self);
gboolean   ktg_ledger_settle (KtgLedger *self, GError **error);

GBytes *ktg_ledger_seal (KtgLedger *self, const char *kind, const char *id, GBytes *plain);
GBytes *ktg_ledger_unseal (KtgLedger  *self,
                           const char *kind,
                           const char *id,
                           GBytes     *sealed,
                           GError    **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgLedger, ktg_ledger_free)

G_END_DECLS
