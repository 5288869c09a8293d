/* test-self-test.c - ten invented cases, answered one by one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-library.h"
#include "ktg-self-test.h"

static KtgLibrary *library;

static KtgSelfTest *
begin (guint32 seed)
{
  return ktg_self_test_new (ktg_library_get_pack (library), NULL, seed);
}

static char *
list_codes (const KtgSelfTest *test)
{
  g_autoptr (GString) codes = g_string_new (NULL);

  for (guint i = 0; i < test->cases->len; i++)
    g_string_append_printf (codes,
                            "%s ",
                            ((KtgSampleCase *)g_ptr_array_index (test->cases, i))->code);

  return g_string_free (g_steal_pointer (&codes), FALSE);
}

static void
test_ten_are_asked_and_each_once (void)
{
  g_autoptr (KtgSelfTest) test = begin (1);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < test->cases->len; i++)
    g_assert_true (g_hash_table_add (seen, g_ptr_array_index (test->cases, i)));

  g_assert_cmpuint (test->cases->len, ==, KTG_SELF_TEST_N_CASES);
}

static void
test_two_runs_differ_and_one_can_be_played_again (void)
{
  g_autoptr (KtgSelfTest) test = begin (1);
  g_autoptr (KtgSelfTest) again = begin (1);
  g_autoptr (KtgSelfTest) other = begin (2);
  g_autofree char *codes = list_codes (test);
  g_autofree char *codes_again = list_codes (again);
  g_autofree char *codes_of_other = list_codes (other);

  g_assert_cmpstr (codes, ==, codes_again);
  g_assert_cmpstr (codes, !=, codes_of_other);
}

static void
test_the_first_answer_counts_and_what_is_no_answer_does_not (void)
{
  g_autoptr (KtgSelfTest) test = begin (1);
  const KtgSampleCase *sample = ktg_self_test_get_case (test);
  const guint          right = ktg_self_test_get_right (sample);

  g_assert_false (ktg_self_test_go_on (test));
  g_assert_false (ktg_self_test_answer (test, sample->answers->len));
  g_assert_true (ktg_self_test_answer (test, (right + 1) % sample->answers->len));
  g_assert_false (ktg_self_test_answer (test, right));
  g_assert_cmpuint (ktg_self_test_count_right (test), ==, 0);
  g_assert_true (ktg_self_test_get_case (test) == sample);
}

/* All but the first are answered right. */
static void
test_it_ends_with_what_to_read_again (void)
{
  g_autoptr (KtgSelfTest) test = begin (3);
  const KtgSampleCase *first = ktg_self_test_get_case (test);
  g_autoptr (GPtrArray) codes = NULL;

  for (guint i = 0; i < KTG_SELF_TEST_N_CASES; i++)
    {
      const KtgSampleCase *sample = ktg_self_test_get_case (test);
      const guint          right = ktg_self_test_get_right (sample);

      g_assert_true (
          ktg_self_test_answer (test, i > 0 ? right : (right + 1) % sample->answers->len));
      g_assert_true (ktg_self_test_go_on (test));
    }

  codes = ktg_self_test_get_to_read (test);
  g_assert_null (ktg_self_test_get_case (test));
  g_assert_false (ktg_self_test_answer (test, 0));
  g_assert_cmpuint (ktg_self_test_count_right (test), ==, KTG_SELF_TEST_N_CASES - 1);
  g_assert_cmpuint (codes->len, ==, first->see->len);
  g_assert_cmpstr (g_ptr_array_index (codes, 0), ==, g_ptr_array_index (first->see, 0));
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  library = ktg_library_new (PACKS_FOLDER, NULL);

  g_test_add_func ("/self-test/ten-are-asked-and-each-once", test_ten_are_asked_and_each_once);
  g_test_add_func ("/self-test/two-runs-differ-and-one-can-be-played-again",
                   test_two_runs_differ_and_one_can_be_played_again);
  g_test_add_func ("/self-test/the-first-answer-counts-and-what-is-no-answer-does-not",
                   test_the_first_answer_counts_and_what_is_no_answer_does_not);
  g_test_add_func ("/self-test/it-ends-with-what-to-read-again",
                   test_it_ends_with_what_to_read_again);

  status = g_test_run ();
  g_clear_object (&library);
  return status;
}
