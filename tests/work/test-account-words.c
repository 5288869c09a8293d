/* test-account-words.c - what a device is to its server, in words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-account-words.h>

#include <string.h>

#define ROOT "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
#define NODE "BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBA"
#define DEVICE "CCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCA"

static KtgAccount *
new_account (const char *url, const char *root)
{
  KtgAccount *account = ktg_account_new ();

  account->url = g_strdup (url);
  account->root_key = g_strdup (root);
  account->server_key = g_strdup (NODE);
  account->device = g_strdup (DEVICE);
  return account;
}

static void
test_six_words_are_said_where_there_is_a_root (void)
{
  g_autoptr (KtgAccount) whole = new_account ("https://server.example", ROOT);
  g_autoptr (KtgAccount) of_before = new_account ("https://server.example", NULL);
  g_autoptr (KtgAccount) practice = new_account (KTG_PRACTICE_URL, ROOT);
  g_autofree char *words = ktg_account_words_dup_six (whole);
  g_autofree char *sentence = ktg_account_words_dup_to_compare (whole);

  g_assert_cmpstr (words, ==, "hapus tutorial piring guna kustodi henti");
  g_assert_nonnull (strstr (sentence, words));
  g_assert_null (ktg_account_words_dup_six (of_before));
  g_assert_null (ktg_account_words_dup_six (practice));
  g_assert_null (ktg_account_words_dup_six (NULL));
  g_assert_null (ktg_account_words_dup_to_compare (NULL));
}

/* Nothing is promised that does not happen yet. */
static void
test_who_waits_is_told_so (void)
{
  g_autoptr (KtgAccount) account = new_account ("https://server.example", ROOT);

  g_assert_nonnull (strstr (ktg_account_words_get_enrolled (account), "are sent by themselves"));
  account->is_pending = TRUE;
  g_assert_nonnull (strstr (ktg_account_words_get_enrolled (account), "six words in Settings"));
  g_assert_null (strstr (ktg_account_words_get_enrolled (account), "are sent by themselves"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/account-words/six-are-said-where-there-is-a-root",
                   test_six_words_are_said_where_there_is_a_root);
  g_test_add_func ("/account-words/who-waits-is-told-so", test_who_waits_is_told_so);

  return g_test_run ();
}
