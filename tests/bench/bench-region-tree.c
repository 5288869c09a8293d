/* bench-region-tree.c - the whole country in memory: what it costs, and how long one waits for a
 * name
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-region-search.h"

#include <malloc.h>

#define N_ROUNDS 50
#define N_PROVINCES 38
#define N_REGENCIES 14
#define N_DISTRICTS 14
#define N_VILLAGES 11
#define SEARCH_LIMIT_US 50000

/* Names of two or three syllable pairs, as many of them alike as in the real list. */
static void
append_name (GString *lines, guint32 *state)
{
  static const char *const starts[]
      = { "Suka", "Karang", "Sumber", "Tanjung", "Gunung", "Ban", "Muara", "Wono" };
  static const char *const ends[] = { "mulya", "rejo", "sari", "anyar",   "agung",
                                      "harjo", "jaya", "maju", "ampilan", "toprajan" };

  *state = *state * 1664525 + 1013904223;
  g_string_append_printf (lines,
                          "%s%s%s\n",
                          starts[*state >> 29],
                          ends[(*state >> 16) % G_N_ELEMENTS (ends)],
                          (*state >> 8) % 3 == 0 ? " Selatan" : "");
}

static void
append_district (GString *lines, guint32 *state, guint province, guint regency, guint district)
{
  g_string_append_printf (lines, "%02u.%02u.%02u,", province, regency, district);
  append_name (lines, state);

  for (guint village = 1; village <= N_VILLAGES; village++)
    {
      g_string_append_printf (lines,
                              "%02u.%02u.%02u.%04u,",
                              province,
                              regency,
                              district,
                              2000 + village);
      append_name (lines, state);
    }
}

static void
append_regency (GString *lines, guint32 *state, guint province, guint regency)
{
  g_string_append_printf (lines, "%02u.%02u,Kabupaten ", province, regency);
  append_name (lines, state);

  for (guint district = 1; district <= N_DISTRICTS; district++)
    append_district (lines, state, province, regency, district);
}

static GBytes *
make_country (void)
{
  GString *lines = g_string_new ("# version: 2025-04-25\nkode,nama\n");
  guint32  state = 1;

  for (guint province = 11; province < 11 + N_PROVINCES; province++)
    {
      g_string_append_printf (lines, "%02u,", province);
      append_name (lines, &state);

      for (guint regency = 1; regency <= N_REGENCIES; regency++)
        append_regency (lines, &state, province, regency);
    }

  return g_string_free_to_bytes (lines);
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 time_a = *(const gint64 *)a;
  gint64 time_b = *(const gint64 *)b;

  return time_a < time_b ? -1 : time_a > time_b;
}

/* The median: one visit of the scheduler is not the tree's fault. */
static gint64
measure_search_us (const KtgRegionTree *tree, const char *needle, guint *n_found)
{
  gint64 times[N_ROUNDS];

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      gint64 start_us = g_get_monotonic_time ();
      g_autoptr (GArray) found = ktg_region_search (tree, needle, NULL, "34.01", 20);

      times[i] = g_get_monotonic_time () - start_us;
      *n_found = found->len;
    }

  qsort (times, N_ROUNDS, sizeof *times, compare_times);

  return times[N_ROUNDS / 2];
}

static void
bench_the_whole_country (void)
{
  static const char *const needles[]
      = { "a", "notoprajan", "karang", "suka sari selatan", "entah di mana" };
  g_autoptr (GBytes) country = make_country ();
  gsize  before_bytes = mallinfo2 ().uordblks + mallinfo2 ().hblkhd;
  gint64 start_us = g_get_monotonic_time ();
  g_autoptr (KtgRegionTree) tree = ktg_region_tree_new (NULL, country, NULL);
  gint64 read_us = g_get_monotonic_time () - start_us;
  gsize  tree_bytes = mallinfo2 ().uordblks + mallinfo2 ().hblkhd - before_bytes;

  g_test_message ("%u regions read in %.1f ms, %.1f MiB",
                  ktg_region_tree_get_n_regions (tree),
                  read_us / 1000.0,
                  tree_bytes / 1048576.0);
  g_assert_cmpuint (ktg_region_tree_get_n_regions (tree), >=, 84000);
  g_assert_cmpuint (tree_bytes, <, 8 * 1024 * 1024);

  for (guint i = 0; i < G_N_ELEMENTS (needles); i++)
    {
      guint  n_found = 0;
      gint64 search_us = measure_search_us (tree, needles[i], &n_found);

      g_test_message ("search \"%s\": %u found in %.2f ms",
                      needles[i],
                      n_found,
                      search_us / 1000.0);
      g_assert_cmpint (search_us, <, SEARCH_LIMIT_US);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/bench/region-tree/the-whole-country", bench_the_whole_country);

  return g_test_run ();
}
