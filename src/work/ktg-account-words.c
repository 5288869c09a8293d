/* ktg-account-words.c - what this device is to its server, said to a person
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-account-words.h"

#include <glib/gi18n.h>
#include <ktg-six-words.h>

/**
 * ktg_account_words_get_enrolled:
 * @account: of a device that has just been enrolled
 *
 * Returns: what becomes of its reports now
 */
const char *
ktg_account_words_get_enrolled (const KtgAccount *account)
{
  if (account->is_pending)
    return _ ("The office has yet to confirm this device: read it the six words in Settings. Until "
              "then nothing is sent.");

  return _ ("This device is enrolled. Reports that wait are sent by themselves.");
}

/**
 * ktg_account_words_dup_six:
 * @account: (nullable): of a device
 *
 * Returns: (transfer full) (nullable): the six words that its server shows, too; %NULL where it is
 * with none, or was enrolled before there were roots
 */
char *
ktg_account_words_dup_six (const KtgAccount *account)
{
  if (account == NULL || account->root_key == NULL || ktg_account_is_practice (account))
    return NULL;

  return ktg_six_words_dup (account->root_key, account->server_key, account->device);
}

/**
 * ktg_account_words_dup_to_compare:
 * @account: (nullable): of a device
 *
 * Returns: (transfer full) (nullable): a sentence with the six words; %NULL where there are none
 */
char *
ktg_account_words_dup_to_compare (const KtgAccount *account)
{
  g_autofree char *words = ktg_account_words_dup_six (account);

  /* Translators: six Indonesian words, which stay as they are */
  return words != NULL ? g_strdup_printf (_ ("Words to compare with the office: %s."), words)
                       : NULL;
}
