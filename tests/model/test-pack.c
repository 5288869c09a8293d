/* test-pack.c - what the packs answer once they are in memory
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-pack.h"

static KtgPackPart *
new_part (const char *name, const char *version)
{
  KtgPackPart *part = ktg_record_new (&ktg_pack_part_record);

  part->name = g_strdup (name);
  part->version = g_strdup (version);
  return part;
}

static void
add_violation (KtgPackPart *part,
               const char  *code,
               const char  *id,
               const char  *en,
               const char  *keywords)
{
  KtgViolation *violation = ktg_record_new (&ktg_violation_record);

  violation->code = g_strdup (code);
  violation->name.id = g_strdup (id);
  violation->name.en = g_strdup (en);
  violation->keywords = g_strdup (keywords);
  g_ptr_array_add (part->violations, violation);
}

static KtgPack *
pack_with_violations (void)
{
  KtgPack     *pack = ktg_pack_new ();
  KtgPackPart *rules = new_part ("rules", "2022");

  add_violation (rules, "KE-01", "Memasang spanduk", "Putting up banners", "baliho ke lapangan");
  add_violation (rules,
                 "KE-05",
                 "Foto bersama bakal calon",
                 "Photo with a candidate",
                 "pose selfie");
  add_violation (rules, "KE-051", "Contoh lain", "Another example", NULL);
  add_violation (rules, "DS-01", "Ikut kampanye ke desa", "Campaigning", "foto KE-05");

  ktg_pack_adopt (pack, rules);
  return pack;
}

static void
assert_finds (KtgPack *pack, const char *needle, const char *expected)
{
  g_autoptr (GPtrArray) found = ktg_pack_search_violations (pack, NULL, NULL, needle);
  g_autoptr (GString) codes = g_string_new (NULL);

  for (guint i = 0; i < found->len; i++)
    {
      const KtgViolation *violation = g_ptr_array_index (found, i);

      g_string_append_printf (codes, "%s%s", i > 0 ? " " : "", violation->code);
    }

  g_assert_cmpstr (codes->str, ==, expected);
}

static void
test_words_of_either_language_find (void)
{
  g_autoptr (KtgPack) pack = pack_with_violations ();

  assert_finds (pack, "spanduk", "KE-01");
  assert_finds (pack, "BANNERS", "KE-01");
  assert_finds (pack, "candidate pose", "KE-05");
  assert_finds (pack, "foto", "KE-05 DS-01");
  assert_finds (pack, "foto spanduk", "");
}

static void
test_the_code_comes_before_its_prefix_and_words_come_last (void)
{
  g_autoptr (KtgPack) pack = pack_with_violations ();

  assert_finds (pack, "KE-05", "KE-05 KE-051 DS-01");
  assert_finds (pack, "ke05", "KE-05 KE-051");
  assert_finds (pack, "ke 05", "KE-05 KE-051 DS-01");
  assert_finds (pack, "ke", "KE-01 KE-05 KE-051 DS-01");
  assert_finds (pack, "ds", "DS-01");
}

static void
test_nothing_typed_finds_everything (void)
{
  g_autoptr (KtgPack) pack = pack_with_violations ();

  assert_finds (pack, "", "KE-01 KE-05 KE-051 DS-01");
  assert_finds (pack, NULL, "KE-01 KE-05 KE-051 DS-01");
}

static void
test_a_violation_is_found_by_its_whole_code_only (void)
{
  g_autoptr (KtgPack) pack = pack_with_violations ();

  g_assert_cmpstr (ktg_pack_get_violation (pack, NULL, NULL, "DS-01")->name.id,
                   ==,
                   "Ikut kampanye ke desa");
  g_assert_null (ktg_pack_get_violation (pack, NULL, NULL, "DS"));
  g_assert_null (ktg_pack_get_violation (pack, NULL, NULL, NULL));
}

/* A list of one choice. */
static KtgChoice *
add_list (KtgPackPart *part, const char *code)
{
  KtgChoiceList *list = ktg_record_new (&ktg_choice_list_record);

  list->code = g_strdup (code);
  g_ptr_array_add (list->choices, ktg_choice_new ());
  g_ptr_array_add (part->lists, list);
  return g_ptr_array_index (list->choices, 0);
}

static void
test_a_code_no_pack_knows_is_shown_as_it_is (void)
{
  g_autoptr (KtgPack) pack = ktg_pack_new ();
  KtgPackPart *forms = new_part ("forms", "2024");
  KtgChoice   *choice = add_list (forms, "kinds");

  choice->code = g_strdup ("lhp");
  choice->name.id = g_strdup ("Laporan hasil pengawasan");
  ktg_pack_adopt (pack, forms);

  g_assert_cmpstr (ktg_pack_get_choice_name (pack, "kinds", "lhp", "en"),
                   ==,
                   "Laporan hasil pengawasan");
  g_assert_cmpstr (ktg_pack_get_choice_name (pack, "kinds", "old", "en"), ==, "old");
  g_assert_cmpstr (ktg_pack_get_choice_name (pack, "no such list", "lhp", "id"), ==, "lhp");
  g_assert_cmpuint (ktg_pack_get_choices (pack, "no such list")->len, ==, 0);
}

static KtgPack *
adopt_both (const char *first, const char *second)
{
  KtgPack    *pack = ktg_pack_new ();
  const char *versions[] = { first, second };

  for (gsize i = 0; i < G_N_ELEMENTS (versions); i++)
    {
      KtgPackPart *part = new_part ("forms", versions[i]);

      add_list (part, versions[i]);
      add_list (part, "tags")->code = g_strdup (versions[i]);
      ktg_pack_adopt (pack, part);
    }

  return pack;
}

static void
test_the_newest_of_a_pack_counts_whole (void)
{
  static const char *const orders[][2] = { { "2023", "2024" }, { "2024", "2023" } };

  for (gsize i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      g_autoptr (KtgPack) pack = adopt_both (orders[i][0], orders[i][1]);

      g_assert_cmpstr (ktg_pack_get_version (pack, "forms"), ==, "2024");
      g_assert_cmpuint (ktg_pack_get_choices (pack, "2023")->len, ==, 0);
      g_assert_cmpuint (ktg_pack_get_choices (pack, "2024")->len, ==, 1);
      g_assert_nonnull (ktg_pack_get_choice (pack, "tags", "2024"));
    }
}

static void
test_what_no_pack_says_is_not_there (void)
{
  g_autoptr (KtgPack) pack = ktg_pack_new ();
  KtgPackPart *gestures = new_part ("gestures", "2023");

  gestures->note.en = g_strdup ("Only a description.");
  ktg_pack_adopt (pack, gestures);
  g_assert_null (ktg_pack_get_version (pack, "rules"));
  g_assert_null (ktg_pack_get_note (pack, "rules"));
  g_assert_null (ktg_pack_get_note (pack, "z"));
  g_assert_cmpstr (ktg_pack_get_note (pack, "gestures")->en, ==, "Only a description.");
}

static void
test_words_fall_back_to_the_other_language (void)
{
  KtgWords both = { (char *)"Foto", (char *)"Photo" };
  KtgWords indonesian = { (char *)"Foto", NULL };
  KtgWords none = { NULL, NULL };

  g_assert_cmpstr (ktg_words_get (&both, "id_ID.UTF-8"), ==, "Foto");
  g_assert_cmpstr (ktg_words_get (&both, "en"), ==, "Photo");
  g_assert_cmpstr (ktg_words_get (&both, "fr"), ==, "Photo");
  g_assert_cmpstr (ktg_words_get (&both, NULL), ==, "Photo");
  g_assert_cmpstr (ktg_words_get (&indonesian, "en"), ==, "Foto");
  g_assert_null (ktg_words_get (&none, "id"));
}

static void
add_stage (KtgElection *election, const char *first_day, const char *last_day)
{
  KtgStage *stage = ktg_record_new (&ktg_stage_record);

  stage->first_day = g_strdup (first_day);
  stage->last_day = g_strdup (last_day);
  g_ptr_array_add (election->stages, stage);
}

static KtgElection *
add_election (KtgPackPart *part, int report_days)
{
  KtgElection *election = ktg_record_new (&ktg_election_record);

  election->report_days = report_days;
  g_ptr_array_add (part->elections, election);
  return election;
}

static KtgPack *
pack_with_elections (void)
{
  KtgPack     *pack = ktg_pack_new ();
  KtgPackPart *calendar = new_part ("calendar", "2024");
  KtgElection *pilkada = add_election (calendar, 9);

  add_stage (pilkada, "2024-09-25", "2024-11-23");
  add_stage (pilkada, "2024-11-27", "2024-11-27");
  add_stage (add_election (calendar, 5), "2024-11-20", "2024-11-25");
  ktg_pack_adopt (pack, calendar);

  return pack;
}

static void
test_the_strictest_election_of_the_day_counts (void)
{
  g_autoptr (KtgPack) pack = pack_with_elections ();

  g_assert_cmpint (ktg_pack_get_report_days (pack, "2024-09-24"), ==, 7);
  g_assert_cmpint (ktg_pack_get_report_days (pack, "2024-09-25"), ==, 9);
  g_assert_cmpint (ktg_pack_get_report_days (pack, "2024-11-21T20:14:00+07:00"), ==, 5);
  g_assert_cmpint (ktg_pack_get_report_days (pack, "2024-11-26"), ==, 9);
  g_assert_cmpint (ktg_pack_get_report_days (pack, "2024-11-27"), ==, 9);
  g_assert_cmpint (ktg_pack_get_report_days (pack, "2024-11-28"), ==, 7);
  g_assert_cmpint (ktg_pack_get_report_days (pack, NULL), ==, 7);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/pack/words-of-either-language-find", test_words_of_either_language_find);
  g_test_add_func ("/pack/the-code-comes-before-its-prefix-and-words-come-last",
                   test_the_code_comes_before_its_prefix_and_words_come_last);
  g_test_add_func ("/pack/nothing-typed-finds-everything", test_nothing_typed_finds_everything);
  g_test_add_func ("/pack/a-violation-is-found-by-its-whole-code-only",
                   test_a_violation_is_found_by_its_whole_code_only);
  g_test_add_func ("/pack/a-code-no-pack-knows-is-shown-as-it-is",
                   test_a_code_no_pack_knows_is_shown_as_it_is);
  g_test_add_func ("/pack/the-newest-of-a-pack-counts-whole",
                   test_the_newest_of_a_pack_counts_whole);
  g_test_add_func ("/pack/what-no-pack-says-is-not-there", test_what_no_pack_says_is_not_there);
  g_test_add_func ("/pack/words-fall-back-to-the-other-language",
                   test_words_fall_back_to_the_other_language);
  g_test_add_func ("/pack/the-strictest-election-of-the-day-counts",
                   test_the_strictest_election_of_the_day_counts);

  return g_test_run ();
}
