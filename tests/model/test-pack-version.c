/* test-pack-version.c - which version of a pack comes before which
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-pack-version.h"

static void
test_a_version_is_a_date_and_the_number_of_a_correction (void)
{
  static const char *const good[]
      = { "2022-09-22", "2022-09", "2022-09-22.2", "2022-09.10", "2022-09-22.99", "2024-02-29" };
  static const char *const bad[] = { "",
                                     "2022",
                                     "2022-9-22",
                                     "2022-09-22.",
                                     "2022-09-22.1",
                                     "2022-09-22.02",
                                     "2022-09-22.2.3",
                                     "2022-09-31",
                                     "2023-02-29",
                                     "2022-13",
                                     "2022-09-22 ",
                                     "2022-09-22.x",
                                     "../2022-09",
                                     "2022/09/22",
                                     "2022-09-22.100" };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (ktg_pack_version_is_valid (good[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (ktg_pack_version_is_valid (bad[i]));
}

static void
test_versions_are_ordered_by_date_and_then_by_number (void)
{
  static const char *const ordered[]
      = { "2021-08-31",   "2022-09",       "2022-09-22", "2022-09-22.2",
          "2022-09-22.3", "2022-09-22.10", "2022-09-23", "2022-10" };

  for (gsize i = 0; i < G_N_ELEMENTS (ordered); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (ordered); j++)
      {
        int order = ktg_pack_version_compare (ordered[i], ordered[j]);

        g_assert_cmpint ((order > 0) - (order < 0), ==, (i > j) - (i < j));
      }
}

static void
test_a_version_holds_from_its_day (void)
{
  g_assert_true (ktg_pack_version_has_begun ("2022-09-22", "2022-09-22"));
  g_assert_true (ktg_pack_version_has_begun ("2022-09-22.2", "2022-09-22"));
  g_assert_false (ktg_pack_version_has_begun ("2022-09-22.2", "2022-09-21"));
  g_assert_true (ktg_pack_version_has_begun ("2023-11", "2023-11-01"));
  g_assert_false (ktg_pack_version_has_begun ("2023-11", "2023-10-31"));
  g_assert_true (ktg_pack_version_has_begun ("2099-01", NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/pack-version/a-version-is-a-date-and-the-number-of-a-correction",
                   test_a_version_is_a_date_and_the_number_of_a_correction);
  g_test_add_func ("/pack-version/versions-are-ordered-by-date-and-then-by-number",
                   test_versions_are_ordered_by_date_and_then_by_number);
  g_test_add_func ("/pack-version/a-version-holds-from-its-day", test_a_version_holds_from_its_day);

  return g_test_run ();
}
