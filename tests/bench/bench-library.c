/* bench-library.c - what a key costs that is pressed in the search of the library
 *
 * Usage: bench-library PACKS_FOLDER; prints one JSON object.
 *
 * Every beginning of what people type is searched in all that the packs of this release say. The
 * floor folds nothing and only looks for the same letters; the two take turns.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-library.h>
#include <ktg-reference.h>
#include <string.h>

#define N_ROUNDS 15
#define DAY "2024-11-12"
#define OWN_REGION "34.71"

static const char *const typed[]
    = { "dua jari", "bansos",      "arisan", "rumah ibadah",       "like",
        "PPPK",     "masa tenang", "KE-05",  "foto bersama calon", "tangkapan layar",
        "zzyzx" };

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 time_a = *(const gint64 *)a;
  gint64 time_b = *(const gint64 *)b;

  return time_a < time_b ? -1 : time_a > time_b;
}

static gint64
get_median (GArray *times)
{
  g_array_sort (times, compare_times);

  return g_array_index (times, gint64, times->len / 2);
}

static gint64
measure_search_us (const KtgReference *reference, const char *needle)
{
  gint64 start_us = g_get_monotonic_time ();
  g_autoptr (GPtrArray) found = ktg_reference_search (reference, needle);

  return g_get_monotonic_time () - start_us;
}

static gint64
measure_floor_us (const KtgReference *reference, const char *needle)
{
  gint64 start_us = g_get_monotonic_time ();
  guint  n = 0;

  for (guint i = 0; i < reference->entries->len; i++)
    {
      const KtgReferenceEntry *entry = g_ptr_array_index (reference->entries, i);

      n += strstr (entry->folded_keywords, needle) != NULL;
      n += strstr (entry->folded_text, needle) != NULL;
    }

  g_assert_cmpuint (n, <=, 2 * reference->entries->len);

  return g_get_monotonic_time () - start_us;
}

/* The median: one visit of the scheduler is not the search's fault. */
static void
measure_beginning (const KtgReference *reference, const char *needle, GArray *keys, GArray *floors)
{
  g_autoptr (GArray) searches = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 median_us;

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      gint64 search_us = measure_search_us (reference, needle);
      gint64 floor_us = measure_floor_us (reference, needle);

      g_array_append_val (searches, search_us);
      g_array_append_val (floors, floor_us);
    }

  median_us = get_median (searches);
  g_array_append_val (keys, median_us);
}

int
main (int argc, char **argv)
{
  g_autoptr (KtgLibrary) library = ktg_library_new (argv[1], NULL);
  const KtgPack *pack = ktg_library_get_pack (library);
  gint64         start_us = g_get_monotonic_time ();
  g_autoptr (KtgReference) reference = ktg_reference_new (pack, OWN_REGION, DAY);
  gint64 made_us = g_get_monotonic_time () - start_us;
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) floors = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 median_us;

  for (gsize i = 0; i < G_N_ELEMENTS (typed); i++)
    for (gsize length = 1; length <= strlen (typed[i]); length++)
      {
        g_autofree char *needle = g_strndup (typed[i], length);

        measure_beginning (reference, needle, keys, floors);
      }

  median_us = get_median (keys);
  g_print ("{\"keys\":%u,\"entries\":%u,\"median_us\":%" G_GINT64_FORMAT
           ",\"worst_us\":%" G_GINT64_FORMAT ",\"floor_us\":%" G_GINT64_FORMAT
           ",\"made_us\":%" G_GINT64_FORMAT "}\n",
           keys->len,
           reference->entries->len,
           median_us,
           g_array_index (keys, gint64, keys->len - 1),
           MAX (get_median (floors), 1),
           made_us);
  return 0;
}
