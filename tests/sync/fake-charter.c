/* fake-charter.c - what proves the accounts that a fake server gives
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fake-charter.h"

#include <ktg-role.h>
#include <ktg-test-link.h>

static const guint8 root_seed[KTG_KEY_SEED_BYTES] = "the root of all fake servers!!!";

static KtgSigningKey *
new_root (void)
{
  return ktg_signing_key_new_from_seed (root_seed);
}

char *
fake_charter_dup_root (void)
{
  g_autoptr (KtgSigningKey) root = new_root ();

  return g_strdup (ktg_signing_key_get_public (root));
}

/* The account gets its root and its chain: a whole one, or one that a liar would try. */
void
fake_charter_prove (KtgAccount *account, KtgSigningKey *node, FakeLie lie)
{
  g_autoptr (KtgSigningKey) root = new_root ();
  g_autoptr (KtgSigningKey) nobody = ktg_signing_key_new ();
  KtgSigningKey *admits_node = lie == FAKE_ROOTLESS ? nobody : root;
  KtgSigningKey *admits_device = lie == FAKE_UNSIGNED_ROLE ? nobody : node;
  const char    *region = lie == FAKE_OTHER_ROLE ? "34" : account->region;

  account->root_key = fake_charter_dup_root ();
  g_ptr_array_add (account->chain,
                   ktg_test_link_admit_node (admits_node, 1, node, "centre", "centre"));
  if (account->is_pending)
    return;
  g_ptr_array_add (account->chain,
                   ktg_test_link_admit (admits_device,
                                        1,
                                        account->device,
                                        account->officer,
                                        account->role,
                                        region));
  if (lie == FAKE_OF_RELAY)
    {
      g_free (account->role);
      account->role = g_strdup (KTG_ROLE_NAME_OF_NODE);
    }
  if (lie == FAKE_FORGED_ROLE)
    ((KtgEnvelope *)g_ptr_array_index (account->chain, 1))->signature[3] ^= 1;
}
