/* test-region-words.c - a region is said so that it is no other, and an old code keeps its words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-library.h"
#include "ktg-region-words.h"

#include <string.h>

#define N_FOUND 8

static KtgLibrary *library;

static char *
dup_path (const char *code)
{
  return ktg_region_words_dup_path (ktg_library_get_regions (library),
                                    &ktg_library_get_pack (library)->region_names,
                                    code);
}

static void
assert_path (const char *code, const char *expected)
{
  g_autofree char *path = dup_path (code);

  g_assert_cmpstr (path, ==, expected);
}

static void
assert_note (const char *code, const char *expected)
{
  g_autofree char *note = ktg_region_words_dup_note (ktg_library_get_regions (library),
                                                     &ktg_library_get_pack (library)->region_names,
                                                     code);

  g_assert_cmpstr (note, ==, expected);
}

static void
twins_are_told_apart (void)
{
  assert_path ("91.71.05.1002", "Kelurahan Waena, Heram, Kota Jayapura, Papua");
  assert_path ("91.71.05.2005", "Kampung Waena, Heram, Kota Jayapura, Papua");
  assert_path ("71.02.11.2003",
               "Desa Tounelet Satu, Sonder, Kabupaten Minahasa, Sulawesi Utara (71.02.11.2003)");
  assert_path ("71.02.11.2018",
               "Desa Tounelet Satu, Sonder, Kabupaten Minahasa, Sulawesi Utara (71.02.11.2018)");
}

static void
what_a_region_is_called_differs_from_province_to_province (void)
{
  assert_path ("34.71.06.1002",
               "Kelurahan Notoprajan, Ngampilan, Kota Yogyakarta, Daerah Istimewa Yogyakarta");
  assert_path ("34.71.06", "Kemantren Ngampilan, Kota Yogyakarta, Daerah Istimewa Yogyakarta");
  assert_path ("34.04.01", "Kapanewon Gamping, Kabupaten Sleman, Daerah Istimewa Yogyakarta");
  assert_path ("11.01.01.2001", "Gampong Keude Bakongan, Bakongan, Kabupaten Aceh Selatan, Aceh");
  assert_path ("96.01.01", "Distrik Makbon, Kabupaten Sorong, Papua Barat Daya");
  assert_path ("92.03.04.2011", "Kampung Baru, Kokas, Kabupaten Fak Fak, Papua Barat");
  assert_path ("32.01", "Kabupaten Bogor, Jawa Barat");
  assert_path ("99.01", "99.01");
}

static void
a_code_that_went_keeps_its_words_and_says_what_came (void)
{
  assert_path ("92.01.01", "Distrik Makbon, Kabupaten Sorong, Papua Barat");
  assert_note ("92.01.01",
               "The list no longer has 92.01.01; now it is 96.01.01, Distrik Makbon, Kabupaten "
               "Sorong, Papua Barat Daya.");
  assert_note ("92.01.53", "The list no longer has 92.01.53; what came for it is not known.");
  assert_note ("96.01.01", NULL);
  assert_note ("99.01.01.2004", "The region 99.01.01.2004 is not known here.");
}

static void
assert_finds_first (const char *needle, const char *own_code, const char *expected)
{
  g_autoptr (GArray) found = ktg_library_search_regions (library, needle, own_code, N_FOUND);

  g_assert_cmpuint (found->len, >, 0);
  g_assert_cmpstr (g_array_index (found, KtgRegion, 0).code, ==, expected);
}

/* As people type them, in the whole country. */
static void
places_are_found_as_people_write_them (void)
{
  static const char *const typed[][3] = {
    { "Babakan Madang", "", "32.01.05" },
    { "babakan madang", "34.71", "32.01.05" },
    { "Cisarua Bogor", "", "32.01.25" },
    { "Kec. Cisarua, Kab. Bogor", "", "32.01.25" },
    { "Kel. Notoprajan", "", "34.71.06.1002" },
    { "kel notoprajan", "32.01", "34.71.06.1002" },
    { "Semarang Tengah", "", "33.74.01" },
    { "Semarang Tengah", "33.22", "33.74.01" },
    { "Jogja", "", "34.71" },
    { "jogj", "", "34.71" },
    { "DKI", "", "31" },
    { "Kota Bogor", "", "32.71" },
    { "Kab. Bogor", "", "32.01" },
    { "Desa Babakan Madang", "", "32.01.05.2008" },
    { "Solo", "", "33.72" },
    { "NTB", "", "52" },
    { "Distrik Makbon", "", "96.01.01" },
    { "Gunung Putri", "32.01", "32.01.02" },
    { "Pasar Minggu Jaksel", "", "31.74.04" },
    { "92.01.01", "", "92.01.01" },
    { "Tanjungpinang", "", "21.72" },
    { "tolitoli", "", "72.04" },
    { "Bukit Tinggi", "", "13.75" },
    { "gampong jawa banda aceh", "", "11.71.06.2006" },
    { "Kel. Kampung Bali", "31.71", "31.71.07.1007" },
    { "Kampung Melayu", "31", "31.75.03.1001" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (typed); i++)
    assert_finds_first (typed[i][0], typed[i][1], typed[i][2]);
}

static gboolean
finds (const char *needle, const char *code)
{
  g_autoptr (GArray) found = ktg_library_search_regions (library, needle, NULL, N_FOUND);

  for (guint i = 0; i < found->len; i++)
    if (g_str_equal (g_array_index (found, KtgRegion, i).code, code))
      return TRUE;

  return FALSE;
}

/* A word for a kind, as "Kampung", may be a part of the name; and eight is all that is offered. */
static void
a_name_is_found_with_the_word_for_a_kind_in_it (void)
{
  static const char *const typed[][2] = {
    { "Gampong Jawa", "11.71.06.2006" },
    { "Gampong Jawa", "11.03.03.2001" },
    { "Kel. Kampung Bali", "31.71.07.1007" },
    { "Kampung Bali", "31.71.07.1007" },
    { "Kampung Melayu", "31.75.03.1001" },
    { "Kel. Kampung Melayu", "31.75.03.1001" },
    { "Kota Baru", "15.71.07" },
    { "Kota Baru", "63.02" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      g_test_message ("%s", typed[i][0]);
      g_assert_true (finds (typed[i][0], typed[i][1]));
    }

  g_assert_false (finds ("Kota Baru", "14.71"));
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  library = ktg_library_new (PACKS_FOLDER, NULL);

  g_test_add_func ("/region-words/twins-are-told-apart", twins_are_told_apart);
  g_test_add_func ("/region-words/what-a-region-is-called-differs-from-province-to-province",
                   what_a_region_is_called_differs_from_province_to_province);
  g_test_add_func ("/region-words/a-code-that-went-keeps-its-words-and-says-what-came",
                   a_code_that_went_keeps_its_words_and_says_what_came);
  g_test_add_func ("/region-words/places-are-found-as-people-write-them",
                   places_are_found_as_people_write_them);
  g_test_add_func ("/region-words/a-name-is-found-with-the-word-for-a-kind-in-it",
                   a_name_is_found_with_the_word_for_a_kind_in_it);

  status = g_test_run ();
  g_clear_object (&library);

  return status;
}
