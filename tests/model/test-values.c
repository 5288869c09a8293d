/* test-values.c - what fields say, told apart by code, whatever a form asks
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-values.h>

static void
set_list (KtgValues *values, const char *code, const char *first, const char *second)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();

  g_ptr_array_add (texts, (gpointer)first);
  g_ptr_array_add (texts, (gpointer)second);
  ktg_values_set_list (values, code, texts);
}

static KtgValues *
new_full_values (void)
{
  KtgValues *values = ktg_values_new ();
  g_autoptr (KtgValues) person = ktg_values_new ();
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();

  ktg_values_set_text (person, "name", "Siti");
  g_ptr_array_add (rows, person);
  ktg_values_set_text (values, "title", "Rapat koordinasi");
  set_list (values, "agencies", "Dinas Sosial", "Kecamatan");
  ktg_values_set_rows (values, "speakers", rows);
  ktg_values_set_other (values, "n_present", "40");
  return values;
}

static void
a_copy_says_the_same (void)
{
  g_autoptr (KtgValues) values = new_full_values ();
  g_autoptr (KtgValues) copy = ktg_values_copy (values);
  const GPtrArray *rows;

  g_assert_true (ktg_values_equal (values, copy));
  g_clear_pointer (&values, ktg_values_free);

  rows = ktg_values_get_rows (copy, "speakers");
  g_assert_cmpuint (ktg_values_get_n (copy), ==, 4);
  g_assert_cmpstr (ktg_values_get_code (copy, 1), ==, "agencies");
  g_assert_cmpstr (ktg_values_get_text (copy, "title"), ==, "Rapat koordinasi");
  g_assert_cmpuint (ktg_values_get_list (copy, "agencies")->len, ==, 2);
  g_assert_cmpstr (ktg_values_get_text (g_ptr_array_index (rows, 0), "name"), ==, "Siti");
  g_assert_cmpstr (ktg_values_get_other (copy, "n_present"), ==, "40");
}

static void
any_change_is_a_difference (void)
{
  g_autoptr (KtgValues) values = new_full_values ();
  g_autoptr (KtgValues) other = new_full_values ();

  set_list (other, "agencies", "Dinas Sosial", "Kelurahan");
  g_assert_false (ktg_values_equal (values, other));

  set_list (other, "agencies", "Dinas Sosial", "Kecamatan");
  g_assert_true (ktg_values_equal (values, other));

  ktg_values_set_text (other, "n_present", "40");
  g_assert_false (ktg_values_equal (values, other));

  ktg_values_remove (other, "n_present");
  g_assert_false (ktg_values_equal (values, other));
}

static void
what_says_nothing_is_not_there (void)
{
  g_autoptr (KtgValues) values = new_full_values ();
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  ktg_values_set_text (values, "title", "");
  ktg_values_set_list (values, "agencies", none);
  ktg_values_set_rows (values, "speakers", NULL);

  g_assert_cmpuint (ktg_values_get_n (values), ==, 1);
  g_assert_cmpint (ktg_values_get_kind (values, "title"), ==, KTG_VALUE_NONE);
  g_assert_null (ktg_values_get_text (values, "title"));
  g_assert_null (ktg_values_get_list (values, "agencies"));
}

static void
a_field_set_again_keeps_its_place (void)
{
  g_autoptr (KtgValues) values = new_full_values ();

  set_list (values, "title", "a", "b");
  g_assert_cmpstr (ktg_values_get_code (values, 0), ==, "title");
  g_assert_cmpint (ktg_values_get_kind (values, "title"), ==, KTG_VALUE_LIST);
}

static void
numbers_and_flags_of_json_are_words (void)
{
  g_autoptr (KtgValues) values = ktg_values_new ();

  ktg_values_set_other (values, "number", "-2.5");
  ktg_values_set_other (values, "yes", "true");
  ktg_values_set_other (values, "no", "false");
  ktg_values_set_other (values, "object", "{\"a\":1}");

  g_assert_cmpstr (ktg_values_get_text (values, "number"), ==, "-2.5");
  g_assert_cmpstr (ktg_values_get_text (values, "yes"), ==, KTG_VALUE_YES);
  g_assert_cmpstr (ktg_values_get_text (values, "no"), ==, KTG_VALUE_NO);
  g_assert_null (ktg_values_get_text (values, "object"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/values/a-copy-says-the-same", a_copy_says_the_same);
  g_test_add_func ("/values/any-change-is-a-difference", any_change_is_a_difference);
  g_test_add_func ("/values/what-says-nothing-is-not-there", what_says_nothing_is_not_there);
  g_test_add_func ("/values/a-field-set-again-keeps-its-place", a_field_set_again_keeps_its_place);
  g_test_add_func ("/values/numbers-and-flags-of-json-are-words",
                   numbers_and_flags_of_json_are_words);

  return g_test_run ();
}
