/* fake-charter.h - what proves the accounts that a fake server gives
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fake-lies.h"

#include <ktg-account.h>
#include <ktg-signing-key.h>

G_BEGIN_DECLS

char *fake_charter_dup_root (void);
void  fake_charter_prove (KtgAccount *account, KtgSigningKey *node, FakeLie lie);

G_END_DECLS
