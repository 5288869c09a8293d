/* ktg-account-words.h - what this device is to its server, said to a person
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-account.h>

G_BEGIN_DECLS

const char *ktg_account_words_get_enrolled (const KtgAccount *account);
char       *ktg_account_words_dup_six (const KtgAccount *account);
char       *ktg_account_words_dup_to_compare (const KtgAccount *account);

G_END_DECLS
