/* ktg-account-proof.h - whether an account is what the root's people say of this device
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-account.h>

G_BEGIN_DECLS

gboolean ktg_account_proof_holds (const KtgAccount *account);

G_END_DECLS
