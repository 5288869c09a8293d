/* test-law-words.c - what the rules say of a suspected violation
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-facts.h"
#include "ktg-law-words.h"
#include "ktg-library.h"

#include <glib/gstdio.h>

#define WORDS(id, en) "{\"id\":\"" id "\",\"en\":\"" en "\"}"

static const char rules[]
    = "{\"format\":1,\"pack\":\"rules\",\"version\":\"2022-09-22\",\"verified\":false,"
      "\"title\":" WORDS (
          "Aturan",
          "Rules") ",\"violations\":["
                   "{\"code\":\"DS-01\",\"name\":" WORDS ("Memasang spanduk", "Putting up banners") ",\"short\":" WORDS (
                       "Spanduk",
                       "Banner") ",\"category"
                                 "\":"
                                 "\"disiplin"
                                 "\","
                                 "\"phase\":"
                                 "\"calon\","
                                 "\"sanction_"
                                 "min\":"
                                 "\"sedang\","
                                 "\"sanction_"
                                 "max\":"
                                 "\"berat\","
                                 "\"legal_"
                                 "basis\":"
                                 "\"PP "
                                 "94/"
                                 "2021\","
                                 "\"confidenc"
                                 "e\":\"B\","
                                 "\"note\""
                                 ":" WORDS (
                                     "Periksa"
                                     " dahulu"
                                     ".",
                                     "Check "
                                     "first.") "},"
                                               "{\"code\":\"LN-01\",\"name\":" WORDS ("Lain", "Else") ",\"short\":" WORDS (
                                                   "Lain",
                                                   "Else") ",\"category\":\"of_tomorrow\","
                                                           "\"phase\":\"keduanya\",\"confidence\":"
                                                           "\"-\"}],\"lists\":["
                                                           "{\"code\":\"categories\",\"choices\":[{"
                                                           "\"code\":\"disiplin\",\"name\":" WORDS ("Disiplin", "Discipline") ",\"detail\":" WORDS (
                                                               "Hukuman.",
                                                               "Punished.") "}]},"
                                                                            "{\"code\":\"violation_"
                                                                            "phases\",\"choices\":["
                                                                            "{\"code\":\"calon\","
                                                                            "\"name\":" WORDS (
                                                                                "Sesudah",
                                                                                "After") "},{"
                                                                                         "\"code\":"
                                                                                         "\"keduany"
                                                                                         "a\","
                                                                                         "\"name\""
                                                                                         ":" WORDS (
                                                                                             "Kedua"
                                                                                             "nya",
                                                                                             "Both") "}]},"
                                                                                                     "{\"code\":\"sanctions\",\"choices\":[{\"code\":\"sedang\",\"name\":" WORDS ("Sedang", "Medium") ",\"detail\":" WORDS (
                                                                                                         "Potong tunjangan.",
                                                                                                         "Less allowance.") "},{\"code\":\"berat\",\"name\":" WORDS ("Berat",
                                                                                                                                                                     "Severe") ",\"detail\":" WORDS ("Turun jabatan.",
                                                                                                                                                                                                     "Lower post.") "}]}]}";

/* A library of these rules and nothing else. */
static KtgLibrary *
read_rules (void)
{
  g_autofree char *folder = g_dir_make_tmp ("ktg-law-words-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "rules-2022-09-22.json", NULL);
  KtgLibrary      *library = ktg_library_new (folder, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, rules, -1, &error);
  g_assert_no_error (error);
  ktg_library_get_pack (library);
  g_unlink (path);
  g_rmdir (folder);
  return library;
}

static void
assert_fact (const GPtrArray *facts, guint i, const char *name, const char *value)
{
  const KtgFact *fact;

  g_assert_cmpuint (i, <, facts->len);
  fact = g_ptr_array_index (facts, i);
  g_assert_cmpstr (fact->name, ==, name);
  g_assert_cmpstr (fact->value, ==, value);
}

static const char *
get_detail (const GPtrArray *facts, guint i)
{
  return ((const KtgFact *)g_ptr_array_index (facts, i))->detail;
}

static void
all_that_the_rules_say_is_said (void)
{
  g_autoptr (KtgLibrary) library = read_rules ();
  const KtgPack *pack = ktg_library_get_pack (library);
  g_autoptr (GPtrArray) facts
      = ktg_law_words_new (pack, ktg_pack_get_violation (pack, NULL, NULL, "DS-01"), "en");

  g_assert_cmpuint (facts->len, ==, 6);
  assert_fact (facts, 0, "Category", "Discipline (suggestion)");
  assert_fact (facts, 1, "Applies", "After");
  assert_fact (facts, 2, "Sanction", "Medium to Severe");
  assert_fact (facts, 3, "Legal basis", "PP 94/2021");
  assert_fact (facts, 4, "Note", "Check first.");
  assert_fact (facts, 5, "Certainty", "one public source, or the structure of the rule");
  g_assert_cmpstr (get_detail (facts, 0), ==, "Punished.");
  g_assert_cmpstr (get_detail (facts, 2), ==, "Less allowance.\nLower post.");
}

static void
what_they_do_not_say_is_not_said (void)
{
  g_autoptr (KtgLibrary) library = read_rules ();
  const KtgPack *pack = ktg_library_get_pack (library);
  g_autoptr (GPtrArray) facts
      = ktg_law_words_new (pack, ktg_pack_get_violation (pack, NULL, NULL, "LN-01"), "id");

  g_assert_cmpuint (facts->len, ==, 2);
  assert_fact (facts, 0, "Category", "of_tomorrow (suggestion)");
  assert_fact (facts, 1, "Applies", "Keduanya");
}

static void
a_report_says_it_below_each_suspicion (void)
{
  g_autoptr (KtgLibrary) library = read_rules ();
  const KtgPack *pack = ktg_library_get_pack (library);
  g_autoptr (KtgReport) report = ktg_report_new ();
  g_autoptr (GPtrArray) facts = NULL;

  g_ptr_array_add (report->violations, g_strdup ("DS-01"));
  g_ptr_array_add (report->violations, g_strdup ("XX-99"));
  g_ptr_array_add (report->tags, g_strdup ("hoax"));
  g_ptr_array_add (report->tags, g_strdup ("of_tomorrow"));
  facts = ktg_facts_new (report, pack, NULL, "en");

  assert_fact (facts, 0, "Suspected violation", "DS-01 · Putting up banners");
  assert_fact (((const KtgFact *)g_ptr_array_index (facts, 0))->below,
               2,
               "Sanction",
               "Medium to Severe");
  assert_fact (facts, 1, "Suspected violation", "XX-99");
  g_assert_null (((const KtgFact *)g_ptr_array_index (facts, 1))->below);
  assert_fact (facts, 2, "Also suspected", "hoax, of_tomorrow");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/work/law-words/all-that-the-rules-say-is-said",
                   all_that_the_rules_say_is_said);
  g_test_add_func ("/work/law-words/what-they-do-not-say-is-not-said",
                   what_they_do_not_say_is_not_said);
  g_test_add_func ("/work/law-words/a-report-says-it-below-each-suspicion",
                   a_report_says_it_below_each_suspicion);

  return g_test_run ();
}
