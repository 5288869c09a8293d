/* test-region-tree.c - the tree of regions, from the list to what one types
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-region-search.h"

#include <string.h>

static const char some_regions[] = "kode,nama\n"
                                   "34.71.06.1002,Notoprajan\n"
                                   "34.71.06,Ngampilan\n"
                                   "34.71.06.1001,Ngampilan\n"
                                   "34.71,Kota Yogyakarta\n"
                                   "34,Daerah Istimewa Yogyakarta\n"
                                   "34.04.13,Sleman\n"
                                   "34.04,Kabupaten Sleman\n"
                                   "35,Jawa Timur\n"
                                   "35.02.20.2001,Ngampilan Baru\n"
                                   "72.04,Kabupaten Toli Toli\n";

static KtgRegionTree *
tree_of (const char *text, guint *n_bad)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return ktg_region_tree_new ("2025-04-25", bytes, n_bad);
}

static void
assert_finds (KtgRegionTree *tree,
              const char    *needle,
              const char    *own_code,
              guint          max,
              const char    *expected)
{
  g_autoptr (GArray) found = ktg_region_search (tree, needle, NULL, own_code, max);
  g_autoptr (GString) codes = g_string_new (NULL);

  for (guint i = 0; i < found->len; i++)
    g_string_append_printf (codes,
                            "%s%s",
                            i > 0 ? " " : "",
                            g_array_index (found, KtgRegion, i).code);

  g_assert_cmpstr (codes->str, ==, expected);
}

static void
test_a_list_in_any_order_becomes_a_tree (void)
{
  guint n_bad = 99;
  g_autoptr (KtgRegionTree) tree = tree_of (some_regions, &n_bad);
  KtgRegion region = { 0 };

  g_assert_cmpuint (n_bad, ==, 0);
  g_assert_cmpuint (ktg_region_tree_get_n_regions (tree), ==, 10);
  g_assert_cmpuint (ktg_region_tree_get_n_of_level (tree, KTG_REGION_LEVEL_PROVINCE), ==, 2);
  g_assert_cmpuint (ktg_region_tree_get_n_of_level (tree, KTG_REGION_LEVEL_REGENCY), ==, 3);
  g_assert_cmpuint (ktg_region_tree_get_n_of_level (tree, KTG_REGION_LEVEL_DISTRICT), ==, 2);
  g_assert_cmpuint (ktg_region_tree_get_n_of_level (tree, KTG_REGION_LEVEL_VILLAGE), ==, 3);
  g_assert_cmpstr (ktg_region_tree_get_version (tree), ==, "2025-04-25");
  g_assert_true (ktg_region_tree_lookup (tree, "34.71.06.1002", &region));
  g_assert_cmpstr (region.name, ==, "Notoprajan");
  g_assert_false (ktg_region_tree_lookup (tree, "34.71.06.1003", NULL));
  g_assert_false (ktg_region_tree_lookup (tree, "99", NULL));
  g_assert_false (ktg_region_tree_lookup (tree, NULL, NULL));
}

static void
test_the_list_is_read_as_it_is_published (void)
{
  guint n_bad = 99;
  g_autoptr (KtgRegionTree) tree = tree_of ("\xef\xbb\xbf"
                                            "Kode;Nama\r\n"
                                            "\"34\";\"D.I. \"\"Yogya\"\"karta\"\r\n"
                                            " 34.71 ; Kota Yogyakarta \r\n"
                                            "\r\n"
                                            "34.72,\"Satu, Dua\"",
                                            &n_bad);
  KtgRegion region = { 0 };

  g_assert_cmpuint (n_bad, ==, 0);
  g_assert_cmpuint (ktg_region_tree_get_n_regions (tree), ==, 3);
  g_assert_true (ktg_region_tree_lookup (tree, "34", &region));
  g_assert_cmpstr (region.name, ==, "D.I. 'Yogya'karta");
  g_assert_true (ktg_region_tree_lookup (tree, "34.71", &region));
  g_assert_cmpstr (region.name, ==, "Kota Yogyakarta");
  g_assert_true (ktg_region_tree_lookup (tree, "34.72", &region));
  g_assert_cmpstr (region.name, ==, "Satu, Dua");
}

static void
test_the_later_line_of_a_code_wins (void)
{
  guint n_bad = 99;
  g_autoptr (KtgRegionTree) tree
      = tree_of ("92,Irian Jaya Barat\n34,Yogya\n92,Papua Barat\n", &n_bad);
  KtgRegion region = { 0 };

  g_assert_cmpuint (n_bad, ==, 0);
  g_assert_cmpuint (ktg_region_tree_get_n_regions (tree), ==, 2);
  g_assert_true (ktg_region_tree_lookup (tree, "92", &region));
  g_assert_cmpstr (region.name, ==, "Papua Barat");
}

static void
test_bad_lines_are_counted_and_named (void)
{
  static const char             text[] = "34,Yogyakarta\n"
                                         "no separator\n"
                                         "kode,nama\n"
                                         "3471,Kota Yogyakarta\n"
                                         "34.01,34\n"
                                         "34.02,\n"
                                         "34.03,Gunung\xff\n"
                                         "34.04,Sleman\n";
  static const KtgRegionBadLine expected[] = {
    { 2, KTG_REGION_FAULT_NO_SEPARATOR }, { 3, KTG_REGION_FAULT_BAD_CODE },
    { 4, KTG_REGION_FAULT_BAD_CODE },     { 5, KTG_REGION_FAULT_NO_NAME },
    { 6, KTG_REGION_FAULT_NO_NAME },      { 7, KTG_REGION_FAULT_NOT_UTF8 },
  };
  guint n_bad = 0;
  g_autoptr (KtgRegionTree) tree = tree_of (text, &n_bad);
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GArray) bad = ktg_region_lines_find_bad (bytes, 100);
  g_autoptr (GArray) first = ktg_region_lines_find_bad (bytes, 2);

  g_assert_cmpuint (n_bad, ==, G_N_ELEMENTS (expected));
  g_assert_cmpuint (ktg_region_tree_get_n_regions (tree), ==, 2);
  g_assert_cmpuint (bad->len, ==, G_N_ELEMENTS (expected));
  g_assert_cmpuint (first->len, ==, 2);

  for (guint i = 0; i < bad->len; i++)
    {
      g_assert_cmpuint (g_array_index (bad, KtgRegionBadLine, i).line, ==, expected[i].line);
      g_assert_cmpint (g_array_index (bad, KtgRegionBadLine, i).fault, ==, expected[i].fault);
    }
}

static void
test_a_list_may_name_its_version (void)
{
  static const char text[] = "# version: 2025-04-25\n34,Yogyakarta\n";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (KtgRegionTree) own = ktg_region_tree_new (NULL, bytes, NULL);
  g_autoptr (KtgRegionTree) given = ktg_region_tree_new ("2023", bytes, NULL);

  g_assert_cmpstr (ktg_region_tree_get_version (own), ==, "2025-04-25");
  g_assert_cmpstr (ktg_region_tree_get_version (given), ==, "2023");
}

static void
test_an_empty_list_is_an_empty_tree (void)
{
  g_autoptr (KtgRegionTree) tree = tree_of ("", NULL);

  g_assert_cmpuint (ktg_region_tree_get_n_regions (tree), ==, 0);
  g_assert_false (ktg_region_tree_lookup (tree, "34", NULL));
  assert_finds (tree, "yogya", NULL, 10, "");
}

static void
assert_path (KtgRegionTree *tree, const char *code, const char *expected)
{
  g_autofree char *path = ktg_region_tree_dup_path (tree, code);

  g_assert_cmpstr (path, ==, expected);
}

static void
test_a_path_names_what_is_known (void)
{
  g_autoptr (KtgRegionTree) tree = tree_of (some_regions, NULL);

  assert_path (tree,
               "34.71.06.1002",
               "Notoprajan, Ngampilan, Kota Yogyakarta, Daerah Istimewa Yogyakarta");
  assert_path (tree, "34", "Daerah Istimewa Yogyakarta");
  assert_path (tree, "34.71.09.1001", "34.71.09.1001, Kota Yogyakarta, Daerah Istimewa Yogyakarta");
  assert_path (tree, "35.02.20.2001", "Ngampilan Baru, Jawa Timur");
  assert_path (tree, "99.01", "99.01");
  assert_path (tree, NULL, "");
}

static void
test_names_that_begin_so_come_first_and_larger_regions_before_smaller (void)
{
  g_autoptr (KtgRegionTree) tree = tree_of (some_regions, NULL);

  assert_finds (tree, "ngampilan", NULL, 10, "34.71.06 34.71.06.1001 35.02.20.2001");
  assert_finds (tree, "NOTO", NULL, 10, "34.71.06.1002");
  assert_finds (tree, "yogyakarta", NULL, 10, "34.71 34");
  assert_finds (tree, "sleman", NULL, 10, "34.04 34.04.13");
  assert_finds (tree, "kabupaten", NULL, 10, "34.04 72.04");
  assert_finds (tree, "toli-toli", NULL, 10, "72.04");
  assert_finds (tree, "baru ngampilan", NULL, 10, "35.02.20.2001");
  assert_finds (tree, "entah", NULL, 10, "");
}

static void
test_ones_own_area_comes_before_all_else (void)
{
  g_autoptr (KtgRegionTree) tree = tree_of (some_regions, NULL);

  assert_finds (tree, "ngampilan", "35.02", 10, "35.02.20.2001 34.71.06 34.71.06.1001");
  assert_finds (tree, "ngampilan", "34.71.06.1001", 10, "34.71.06.1001 34.71.06 35.02.20.2001");
  assert_finds (tree, "yogyakarta", "34.71", 10, "34.71 34");
}

static void
test_no_more_is_found_than_asked_for (void)
{
  g_autoptr (KtgRegionTree) tree = tree_of (some_regions, NULL);

  assert_finds (tree, "ngampilan", NULL, 2, "34.71.06 34.71.06.1001");
  assert_finds (tree, "ngampilan", NULL, 0, "");
  assert_finds (tree, "  ", NULL, 10, "");
  assert_finds (tree, NULL, NULL, 10, "");
}

static void
test_a_region_contains_itself_and_what_lies_below (void)
{
  g_assert_true (ktg_region_contains ("34.71", "34.71"));
  g_assert_true (ktg_region_contains ("34.71", "34.71.06.1002"));
  g_assert_true (ktg_region_contains ("", "34"));
  g_assert_true (ktg_region_contains (NULL, "34"));
  g_assert_false (ktg_region_contains ("34.71", "34"));
  g_assert_false (ktg_region_contains ("34.7", "34.71"));
  g_assert_false (ktg_region_contains ("34.71", "34.72"));
  g_assert_false (ktg_region_contains ("34", NULL));
}

static void
test_only_digits_and_dots_in_their_places_are_a_code (void)
{
  static const char *const good[] = { "34", "34.71", "34.71.06", "34.71.06.1002" };
  static const char *const bad[]
      = { "",      "3",  "3471",           "34.7", "34.71.", "34.71.061002", "34.71.06.100",
          "34,71", "ab", "34.71.06.1002.1" };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (ktg_region_code_is_valid (good[i]));

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (ktg_region_code_is_valid (bad[i]));

  g_assert_false (ktg_region_code_is_valid (NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/region-tree/a-list-in-any-order-becomes-a-tree",
                   test_a_list_in_any_order_becomes_a_tree);
  g_test_add_func ("/region-tree/the-list-is-read-as-it-is-published",
                   test_the_list_is_read_as_it_is_published);
  g_test_add_func ("/region-tree/the-later-line-of-a-code-wins",
                   test_the_later_line_of_a_code_wins);
  g_test_add_func ("/region-tree/bad-lines-are-counted-and-named",
                   test_bad_lines_are_counted_and_named);
  g_test_add_func ("/region-tree/a-list-may-name-its-version", test_a_list_may_name_its_version);
  g_test_add_func ("/region-tree/an-empty-list-is-an-empty-tree",
                   test_an_empty_list_is_an_empty_tree);
  g_test_add_func ("/region-tree/a-path-names-what-is-known", test_a_path_names_what_is_known);
  g_test_add_func ("/region-tree/names-that-begin-so-come-first-and-larger-regions-before-smaller",
                   test_names_that_begin_so_come_first_and_larger_regions_before_smaller);
  g_test_add_func ("/region-tree/ones-own-area-comes-before-all-else",
                   test_ones_own_area_comes_before_all_else);
  g_test_add_func ("/region-tree/no-more-is-found-than-asked-for",
                   test_no_more_is_found_than_asked_for);
  g_test_add_func ("/region-tree/a-region-contains-itself-and-what-lies-below",
                   test_a_region_contains_itself_and_what_lies_below);
  g_test_add_func ("/region-tree/only-digits-and-dots-in-their-places-are-a-code",
                   test_only_digits_and_dots_in_their_places_are_a_code);

  return g_test_run ();
}
