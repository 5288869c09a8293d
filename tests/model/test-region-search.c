/* test-region-search.c - a place is found as people write it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-region-search.h"

#include <string.h>

#define N_FOUND 8

static const char some_regions[] = "31,Daerah Khusus Ibukota Jakarta\n"
                                   "32,Jawa Barat\n"
                                   "32.01,Kabupaten Bogor\n"
                                   "32.01.05,Babakan Madang\n"
                                   "32.01.05.2008,Babakan Madang\n"
                                   "32.01.21.2003,Cisarua\n"
                                   "32.01.25,Cisarua\n"
                                   "32.01.25.1010,Cisarua\n"
                                   "32.11.23,Cisarua\n"
                                   "32.71,Kota Bogor\n"
                                   "33,Jawa Tengah\n"
                                   "33.22,Kabupaten Semarang\n"
                                   "33.22.01.2001,Tengah\n"
                                   "33.74,Kota Semarang\n"
                                   "33.74.01,Semarang Tengah\n"
                                   "34,Daerah Istimewa Yogyakarta\n"
                                   "34.71,Kota Yogyakarta\n"
                                   "34.71.06,Ngampilan\n"
                                   "34.71.06.1001,Ngampilan\n"
                                   "34.71.06.1002,Notoprajan\n"
                                   "35.29.22,Ra'as\n"
                                   "53.07.01.2021,Regapu’u\n"
                                   "61,Kalimantan Jauh\n"
                                   "61.01,Kabupaten Toli-Toli\n"
                                   "61.01.01,Tolitoli Utara\n"
                                   "61.01.01.1001,Kampung Bali\n"
                                   "61.01.01.2001,Bali\n"
                                   "61.01.01.2002,Kampung Balido\n"
                                   "61.01.02,Kota Baru\n"
                                   "61.01.02.2001,Sungai Toli Toli\n"
                                   "61.02,Kabupaten Kotabaru\n"
                                   "61.71,Kota Pekanbaru\n"
                                   "61.71.01.2001,Bali\n"
                                   "61.71.01.2002,Suka Maju\n"
                                   "61.71.01.2003,Sukamaju\n"
                                   "61.71.01.2004,Suka Maju Dua\n"
                                   "61.71.01.2005,Sukamaju Dua\n"
                                   "61.72,Kota Bukittinggi\n"
                                   "61.72.01,Bukit Tinggi\n";

static KtgRegionAlias  jogja = { (char *)"jogja", (char *)"34.71" };
static KtgRegionAlias  far_jogja = { (char *)"daerah istimewa jogja", (char *)"34" };
static KtgRegionAlias  dki = { (char *)"dki", (char *)"31" };
static KtgRegionPrefix kel = { (char *)"kel", (char *)"kelurahan" };
static KtgRegionPrefix desa = { (char *)"desa", (char *)"desa" };
static KtgRegionPrefix kampung = { (char *)"kampung", (char *)"desa" };
static KtgRegionPrefix kec = { (char *)"kec", (char *)"district" };
static KtgRegionPrefix kab = { (char *)"kab", (char *)"regency" };
static KtgRegionPrefix kota = { (char *)"kota", (char *)"city" };

typedef struct
{
  KtgRegionTree *tree;
  KtgRegionNames names;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (some_regions, strlen (some_regions));
  gpointer aliases[] = { &jogja, &far_jogja, &dki };
  gpointer prefixes[] = { &kel, &desa, &kampung, &kec, &kab, &kota };

  fixture->tree = ktg_region_tree_new ("2025-04-25", bytes, NULL);
  fixture->names.aliases = g_ptr_array_new ();
  fixture->names.prefixes = g_ptr_array_new ();
  for (gsize i = 0; i < G_N_ELEMENTS (aliases); i++)
    g_ptr_array_add (fixture->names.aliases, aliases[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (prefixes); i++)
    g_ptr_array_add (fixture->names.prefixes, prefixes[i]);
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  ktg_region_tree_free (fixture->tree);
  g_ptr_array_unref (fixture->names.aliases);
  g_ptr_array_unref (fixture->names.prefixes);
}

static void
assert_finds (Fixture *fixture, const char *needle, const char *own_code, const char *expected)
{
  g_autoptr (GArray) found
      = ktg_region_search (fixture->tree, needle, &fixture->names, own_code, N_FOUND);
  g_autoptr (GString) codes = g_string_new (NULL);

  for (guint i = 0; i < found->len; i++)
    g_string_append_printf (codes,
                            "%s%s",
                            i > 0 ? " " : "",
                            g_array_index (found, KtgRegion, i).code);

  g_assert_cmpstr (codes->str, ==, expected);
}

static void
a_word_may_stand_in_a_name_above (Fixture *fixture, gconstpointer user_data)
{
  assert_finds (fixture, "Babakan Madang", NULL, "32.01.05 32.01.05.2008");
  assert_finds (fixture, "Cisarua Bogor", NULL, "32.01.25 32.01.21.2003 32.01.25.1010");
  assert_finds (fixture, "bogor, cisarua", NULL, "32.01.25 32.01.21.2003 32.01.25.1010");
  assert_finds (fixture, "ngampilan bogor", NULL, "");
}

static void
a_name_that_has_it_all_comes_before_one_that_needs_its_parents (Fixture      *fixture,
                                                                gconstpointer user_data)
{
  assert_finds (fixture, "Semarang Tengah", "33.22", "33.74.01 33.22 33.22.01.2001 33.74");
}

static void
what_stands_before_a_name_says_what_it_is (Fixture *fixture, gconstpointer user_data)
{
  assert_finds (fixture, "Kel. Notoprajan", NULL, "34.71.06.1002");
  assert_finds (fixture, "kel.notoprajan", NULL, "34.71.06.1002");
  assert_finds (fixture, "Kel. Ngampilan", NULL, "34.71.06.1001");
  assert_finds (fixture, "Kec. Ngampilan", NULL, "34.71.06 34.71.06.1001");
  assert_finds (fixture, "Desa Notoprajan", NULL, "34.71.06.1002");
  assert_finds (fixture, "Kab. Bogor", NULL, "32.01 32.71");
  assert_finds (fixture, "Kota Bogor", NULL, "32.71 32.01");
  assert_finds (fixture, "Kec. Cisarua, Kab. Bogor", NULL, "32.01.25 32.01.25.1010");
  assert_finds (fixture, "kota", NULL, "32.71 33.74 34.71 61.02 61.71 61.72 61.01.02 31");
}

static void
what_people_call_a_place_finds_it_while_it_is_typed (Fixture *fixture, gconstpointer user_data)
{
  assert_finds (fixture, "Jogja", NULL, "34.71 34");
  assert_finds (fixture, "jog", NULL, "34.71 34");
  assert_finds (fixture, "DKI", NULL, "31");
  assert_finds (fixture, "ngampilan jogja", NULL, "34.71.06 34.71.06.1001");
}

static void
a_code_finds_what_it_names (Fixture *fixture, gconstpointer user_data)
{
  assert_finds (fixture, "34.71.06.1002", NULL, "34.71.06.1002");
  assert_finds (fixture, "34.71.06.1009", NULL, "");
}

static void
marks_within_a_name_need_not_be_typed (Fixture *fixture, gconstpointer user_data)
{
  assert_finds (fixture, "raas", NULL, "35.29.22");
  assert_finds (fixture, "Ra’as", NULL, "35.29.22");
  assert_finds (fixture, "regapu'u", NULL, "53.07.01.2021");
}

static void
where_nothing_is_found_blanks_do_not_matter (Fixture *fixture, gconstpointer user_data)
{
  assert_finds (fixture, "babakanmadang", NULL, "32.01.05 32.01.05.2008");
  assert_finds (fixture, "Noto Prajan", NULL, "34.71.06.1002");
  assert_finds (fixture, "Kel. Noto Prajan", NULL, "34.71.06.1002");
  assert_finds (fixture, "noto prajan bogor", NULL, "");
}

static void
a_name_begins_with_blanks_or_without (Fixture *fixture, gconstpointer user_data)
{
  assert_finds (fixture, "tolitoli", NULL, "61.01 61.01.01");
  assert_finds (fixture, "Toli Toli", NULL, "61.01 61.01.01 61.01.02.2001");
  assert_finds (fixture, "Bukit Tinggi", NULL, "61.72 61.72.01");
  assert_finds (fixture, "bukitt", NULL, "61.72 61.72.01");
  assert_finds (fixture, "baru tolitoli", NULL, "61.01.02");
}

static void
the_word_for_a_kind_may_be_part_of_the_name (Fixture *fixture, gconstpointer user_data)
{
  assert_finds (fixture,
                "Kampung Bali",
                NULL,
                "61.01.01.1001 61.01.01.2001 61.71.01.2001 61.01.01.2002");
  assert_finds (fixture,
                "Kel. Kampung Bali",
                NULL,
                "61.01.01.1001 61.01.01.2001 61.71.01.2001 61.01.01.2002");
  assert_finds (fixture, "kampung bali pekanbaru", NULL, "61.71.01.2001");
}

static void
what_is_a_word_comes_before_what_is_within_one (Fixture *fixture, gconstpointer user_data)
{
  assert_finds (fixture, "Kota Baru", NULL, "61.02 61.01.02 61.71");
  assert_finds (fixture,
                "kampung bali",
                "61.71",
                "61.71.01.2001 61.01.01.1001 61.01.01.2001 61.01.01.2002");
}

static void
what_is_spelt_so_comes_before_what_is_joined (Fixture *fixture, gconstpointer user_data)
{
  assert_finds (fixture,
                "Sukamaju",
                NULL,
                "61.71.01.2003 61.71.01.2002 61.71.01.2005 61.71.01.2004");
  assert_finds (fixture, "sukam", NULL, "61.71.01.2003 61.71.01.2005 61.71.01.2002 61.71.01.2004");
  assert_finds (fixture,
                "Desa Suka Maju",
                NULL,
                "61.71.01.2002 61.71.01.2003 61.71.01.2004 61.71.01.2005");
}

/* More words than are asked for, more bytes than a name has, bytes that are no text. */
static void
whatever_is_typed_is_borne (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *long_needle = g_strnfill (5000, 'x');
  g_autofree char *dots = g_strnfill (5000, '.');

  assert_finds (fixture, long_needle, NULL, "");
  assert_finds (fixture, dots, NULL, "");
  assert_finds (fixture, "notoprajan \xff\xfe", NULL, "");
  assert_finds (fixture, "notoprajan n o t p r a j zz", NULL, "34.71.06.1002");
  assert_finds (fixture, NULL, NULL, "");
  assert_finds (fixture, " . ", NULL, "");
}

static void
a_kind_or_code_that_is_none_is_a_fault (Fixture *fixture, gconstpointer user_data)
{
  KtgRegionAlias  nowhere = { (char *)"antah", (char *)"34.7" };
  KtgRegionPrefix rukun = { (char *)"rt", (char *)"rukun" };
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  const char      *key = NULL;
  g_autofree char *prefix_fault = NULL;
  g_autofree char *alias_fault = NULL;

  fixture->names.labels = none;
  g_assert_null (ktg_region_names_find_fault (&fixture->names, &key));
  g_assert_null (key);

  g_ptr_array_add (fixture->names.prefixes, &rukun);
  prefix_fault = ktg_region_names_find_fault (&fixture->names, &key);
  g_assert_cmpstr (prefix_fault, ==, "rt: there is no kind of region rukun");
  g_assert_cmpstr (key, ==, "prefixes");

  g_ptr_array_add (fixture->names.aliases, &nowhere);
  alias_fault = ktg_region_names_find_fault (&fixture->names, &key);
  g_assert_cmpstr (alias_fault, ==, "antah: 34.7 is no code of a region");
  g_assert_cmpstr (key, ==, "aliases");
}

#define ADD(name) g_test_add ("/region-search/" #name, Fixture, NULL, set_up, name, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD (a_word_may_stand_in_a_name_above);
  ADD (a_name_that_has_it_all_comes_before_one_that_needs_its_parents);
  ADD (what_stands_before_a_name_says_what_it_is);
  ADD (what_people_call_a_place_finds_it_while_it_is_typed);
  ADD (a_code_finds_what_it_names);
  ADD (marks_within_a_name_need_not_be_typed);
  ADD (where_nothing_is_found_blanks_do_not_matter);
  ADD (a_name_begins_with_blanks_or_without);
  ADD (the_word_for_a_kind_may_be_part_of_the_name);
  ADD (what_is_a_word_comes_before_what_is_within_one);
  ADD (what_is_spelt_so_comes_before_what_is_joined);
  ADD (whatever_is_typed_is_borne);
  ADD (a_kind_or_code_that_is_none_is_a_fault);

  return g_test_run ();
}
