/* ktg-vault.h - the one door between what a report says and the disk
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-seal-error.h>

G_BEGIN_DECLS

#define KTG_VAULT_MAC_BYTES 32

/* Holds the vault key in locked memory. The key file's header says how the key is wrapped; version
 * 1: not at all (mode 0600). A passphrase will be a second version of that header, here and nowhere
 * else. */
typedef struct _KtgVault KtgVault;

KtgVault *ktg_vault_open (const char *path, gboolean may_create, GError **error);
void      ktg_vault_free (KtgVault *self);

GBytes *ktg_vault_seal (KtgVault *self, const char *purpose, GBytes *plain);
GBytes *ktg_vault_unseal (KtgVault *self, const char *purpose, GBytes *sealed, GError **error);

char *ktg_vault_dup_alias (KtgVault *self, const char *purpose, const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgVault, ktg_vault_free)

G_END_DECLS
