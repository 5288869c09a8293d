/* bench-regions.c - what a key costs that is pressed in the search for a place, in the whole
 * country
 *
 * Usage: bench-regions PACKS_FOLDER; prints one JSON object.
 *
 * Every beginning of what people type is searched as the app does. The floor is one walk along the
 * list that only looks for the ends of its lines; the two take turns.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-library.h>
#include <stdlib.h>
#include <string.h>

#define N_ROUNDS 15
#define N_FOUND 8
#define OWN_REGION "34.71"

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
measure_floor_us (const char *text, gsize size)
{
  gint64 start_us = g_get_monotonic_time ();
  guint  n_lines = 0;

  for (const char *at = text; (at = memchr (at, '\n', text + size - at)) != NULL; at++)
    n_lines++;

  g_assert_cmpuint (n_lines, >, 91599);

  return g_get_monotonic_time () - start_us;
}

static gint64
measure_search_us (KtgLibrary *library, const char *needle)
{
  gint64 start_us = g_get_monotonic_time ();
  g_autoptr (GArray) found = ktg_library_search_regions (library, needle, OWN_REGION, N_FOUND);

  return g_get_monotonic_time () - start_us;
}

/* The median: one visit of the scheduler is not the search's fault. */
static void
measure_beginning (KtgLibrary  *library,
                   const char  *needle,
                   GMappedFile *list,
                   GArray      *keys,
                   GArray      *floors)
{
  g_autoptr (GArray) searches = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 median_us;

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      gint64 search_us = measure_search_us (library, needle);
      gint64 floor_us
          = measure_floor_us (g_mapped_file_get_contents (list), g_mapped_file_get_length (list));

      g_array_append_val (searches, search_us);
      g_array_append_val (floors, floor_us);
    }

  median_us = get_median (searches);
  g_array_append_val (keys, median_us);
}

static void
measure (KtgLibrary *library, GMappedFile *list, gint64 open_us)
{
  static const char *const typed[] = { "Babakan Madang",  "Cisarua Bogor", "Kel. Notoprajan",
                                       "Semarang Tengah", "Jogja",         "Entah di mana" };
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) floors = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 median_us;

  for (gsize i = 0; i < G_N_ELEMENTS (typed); i++)
    for (gsize length = 1; length <= strlen (typed[i]); length++)
      {
        g_autofree char *needle = g_strndup (typed[i], length);

        measure_beginning (library, needle, list, keys, floors);
      }

  median_us = get_median (keys);
  g_print ("{\"keys\":%u,\"open_us\":%" G_GINT64_FORMAT ",\"median_us\":%" G_GINT64_FORMAT
           ",\"worst_us\":%" G_GINT64_FORMAT ",\"floor_us\":%" G_GINT64_FORMAT "}\n",
           keys->len,
           open_us,
           median_us,
           g_array_index (keys, gint64, keys->len - 1),
           get_median (floors));
}

int
main (int argc, char **argv)
{
  g_autoptr (KtgLibrary) library = ktg_library_new (argc > 1 ? argv[1] : ".", NULL);
  g_autofree char *path
      = g_build_filename (argc > 1 ? argv[1] : ".", "regions-2025-04-25.2.csv", NULL);
  g_autoptr (GMappedFile) list = g_mapped_file_new (path, FALSE, NULL);
  gint64 start_us = g_get_monotonic_time ();

  if (list == NULL || ktg_library_get_regions (library) == NULL)
    return EXIT_FAILURE;

  measure (library, list, g_get_monotonic_time () - start_us);

  return EXIT_SUCCESS;
}
