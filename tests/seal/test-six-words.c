/* test-six-words.c - words that two people compare over the telephone
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-six-words.h>

#include <string.h>

#define ROOT "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
#define NODE "BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBA"
#define DEVICE "CCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCA"
#define OTHER_DEVICE "CCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCE"

static void
assert_words (const char *root, const char *node, const char *device, const char *expected)
{
  g_autofree char *words = ktg_six_words_dup (root, node, device);

  g_assert_cmpstr (words, ==, expected);
}

/* Worked out by other hands from docs/PROTOCOL.md. */
static void
test_the_keys_say_which_words (void)
{
  assert_words (ROOT, NODE, DEVICE, "hapus tutorial piring guna kustodi henti");
  assert_words (NODE, ROOT, DEVICE, "menit daerah liang diftong brankas sejati");
  assert_words (ROOT, NODE, OTHER_DEVICE, "akuntan lele obral dialog godok sulung");
}

/* So that no list with a word more, or one that moved, is taken for this one. */
static void
test_the_list_is_sorted_and_each_word_one_of_four_to_eight_letters (void)
{
  g_assert_cmpstr (ktg_six_words_get (0), ==, "abdi");
  g_assert_cmpstr (ktg_six_words_get (KTG_SIX_WORDS_LISTED - 1), ==, "zoologi");

  for (guint i = 0; i < KTG_SIX_WORDS_LISTED; i++)
    {
      const char *word = ktg_six_words_get (i);
      gsize       size = strlen (word);

      g_assert_cmpuint (size, >=, 4);
      g_assert_cmpuint (size, <=, 8);
      g_assert_cmpuint (strspn (word, "abcdefghijklmnopqrstuvwxyz"), ==, size);
      if (i > 0)
        g_assert_cmpstr (ktg_six_words_get (i - 1), <, word);
    }
}

static void
test_four_letters_say_which_word_it_is (void)
{
  for (guint i = 1; i < KTG_SIX_WORDS_LISTED; i++)
    g_assert_cmpint (strncmp (ktg_six_words_get (i - 1), ktg_six_words_get (i), 4), !=, 0);
}

/* Whether one letter more, less or another makes @b of @a, which is not the longer one. */
static gboolean
are_one_letter_apart (const char *a, const char *b)
{
  gsize n_before = 0;

  while (a[n_before] != '\0' && a[n_before] == b[n_before])
    n_before++;
  if (strlen (a) == strlen (b))
    return strcmp (a + n_before + 1, b + n_before + 1) == 0;

  return strcmp (a + n_before, b + n_before + 1) == 0;
}

static void
test_no_two_words_are_one_letter_apart (void)
{
  for (guint i = 0; i < KTG_SIX_WORDS_LISTED; i++)
    for (guint j = 0; j < KTG_SIX_WORDS_LISTED; j++)
      {
        const char *a = ktg_six_words_get (i);
        const char *b = ktg_six_words_get (j);

        if (i != j && strlen (a) <= strlen (b) && are_one_letter_apart (a, b))
          g_error ("%s and %s are one letter apart", a, b);
      }
}

/* What was heard is typed; the first four letters say which word it is. */
static void
test_what_was_heard_is_compared (void)
{
  const char *words = "hapus tutorial piring guna kustodi henti";

  g_assert_true (ktg_six_words_are (words, words));
  g_assert_true (ktg_six_words_are (words, " Hapus  TUTOR piri guna kustodian\thent\n"));

  g_assert_false (ktg_six_words_are (words, ""));
  g_assert_false (ktg_six_words_are (words, "hapus tutorial piring guna kustodi"));
  g_assert_false (ktg_six_words_are (words, "hapus tutorial piring guna kustodi henti henti"));
  g_assert_false (ktg_six_words_are (words, "hapus tutorial piring guna kustodi hen"));
  g_assert_false (ktg_six_words_are (words, "tutorial hapus piring guna kustodi henti"));
  for (guint i = 0; i < 6; i++)
    {
      g_auto (GStrv) other = g_strsplit (words, " ", -1);
      g_autofree char *said = NULL;

      g_free (other[i]);
      other[i] = g_strdup ("zoologi");
      said = g_strjoinv (" ", other);
      g_assert_false (ktg_six_words_are (words, said));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/six-words/the-keys-say-which-words", test_the_keys_say_which_words);
  g_test_add_func ("/six-words/the-list-is-sorted-and-each-word-one-of-four-to-eight-letters",
                   test_the_list_is_sorted_and_each_word_one_of_four_to_eight_letters);
  g_test_add_func ("/six-words/four-letters-say-which-word-it-is",
                   test_four_letters_say_which_word_it_is);
  g_test_add_func ("/six-words/no-two-words-are-one-letter-apart",
                   test_no_two_words_are_one_letter_apart);
  g_test_add_func ("/six-words/what-was-heard-is-compared", test_what_was_heard_is_compared);

  return g_test_run ();
}
