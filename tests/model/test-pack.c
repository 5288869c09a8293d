/* test-pack.c - what the packs answer once they are in memory
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-pack.h"

static void
add_violation (KtgPack    *pack,
               const char *code,
               const char *id,
               const char *en,
               const char *keywords)
{
  KtgViolation *violation = ktg_violation_new ();

  violation->code = g_strdup (code);
  violation->name.id = g_strdup (id);
  violation->name.en = g_strdup (en);
  violation->keywords = g_strdup (keywords);
  g_ptr_array_add (pack->violations, violation);
}

static KtgPack *
pack_with_violations (void)
{
  KtgPack *pack = ktg_pack_new ();

  add_violation (pack, "KE-01", "Memasang spanduk", "Putting up banners", "baliho ke lapangan");
  add_violation (pack,
                 "KE-05",
                 "Foto bersama bakal calon",
                 "Photo with a candidate",
                 "pose selfie");
  add_violation (pack, "KE-051", "Contoh lain", "Another example", NULL);
  add_violation (pack, "DS-01", "Ikut kampanye ke desa", "Campaigning", "foto KE-05");

  return pack;
}

static void
assert_finds (KtgPack *pack, const char *needle, const char *expected)
{
  g_autoptr (GPtrArray) found = ktg_pack_search_violations (pack, needle);
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

  g_assert_cmpstr (ktg_pack_get_violation (pack, "DS-01")->name.id, ==, "Ikut kampanye ke desa");
  g_assert_null (ktg_pack_get_violation (pack, "DS"));
  g_assert_null (ktg_pack_get_violation (pack, NULL));
}

static void
test_a_code_no_pack_knows_is_shown_as_it_is (void)
{
  g_autoptr (KtgPack) pack = ktg_pack_new ();
  KtgChoice *choice = ktg_choice_new ();

  choice->code = g_strdup ("lhp");
  choice->name.id = g_strdup ("Laporan hasil pengawasan");
  g_ptr_array_add (ktg_pack_add_list (pack, "kinds"), choice);

  g_assert_cmpstr (ktg_pack_get_choice_name (pack, "kinds", "lhp", "en"),
                   ==,
                   "Laporan hasil pengawasan");
  g_assert_cmpstr (ktg_pack_get_choice_name (pack, "kinds", "old", "en"), ==, "old");
  g_assert_cmpstr (ktg_pack_get_choice_name (pack, "no such list", "lhp", "id"), ==, "lhp");
  g_assert_cmpuint (ktg_pack_get_choices (pack, "no such list")->len, ==, 0);
}

static void
test_a_list_of_a_newer_pack_replaces_the_older (void)
{
  g_autoptr (KtgPack) pack = ktg_pack_new ();

  g_ptr_array_add (ktg_pack_add_list (pack, "tags"), ktg_choice_new ());
  g_assert_cmpuint (ktg_pack_get_choices (pack, "tags")->len, ==, 1);

  ktg_pack_add_list (pack, "tags");
  g_assert_cmpuint (ktg_pack_get_choices (pack, "tags")->len, ==, 0);
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
add_stage (KtgElection *election, const char *first_day, const char *last_day, const char *phase)
{
  KtgStage *stage = ktg_stage_new ();

  stage->first_day = g_strdup (first_day);
  stage->last_day = g_strdup (last_day);
  stage->phase = g_strdup (phase);
  g_ptr_array_add (election->stages, stage);
}

static KtgPack *
pack_with_elections (void)
{
  KtgPack     *pack = ktg_pack_new ();
  KtgElection *pilkada = ktg_election_new ();
  KtgElection *other = ktg_election_new ();

  pilkada->report_days = 9;
  add_stage (pilkada, "2024-09-25", "2024-11-23", "calon");
  add_stage (pilkada, "2024-11-27", "2024-11-27", NULL);
  g_ptr_array_add (pack->elections, pilkada);

  other->report_days = 5;
  add_stage (other, "2024-11-20", "2024-11-25", "bakal_calon");
  g_ptr_array_add (pack->elections, other);

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

static void
test_the_calendar_suggests_a_phase_only_where_it_knows (void)
{
  g_autoptr (KtgPack) pack = pack_with_elections ();

  g_assert_cmpstr (ktg_pack_suggest_phase (pack, "2024-11-21T20:14:00+07:00"), ==, "calon");
  g_assert_cmpstr (ktg_pack_suggest_phase (pack, "2024-11-24"), ==, "bakal_calon");
  g_assert_null (ktg_pack_suggest_phase (pack, "2024-11-27"));
  g_assert_null (ktg_pack_suggest_phase (pack, "2024-08-01"));
  g_assert_null (ktg_pack_suggest_phase (pack, NULL));
}

static void
test_a_term_belongs_to_its_regime (void)
{
  g_autoptr (KtgPack) pack = ktg_pack_new ();
  KtgTerm *term = ktg_term_new ();

  term->code = g_strdup ("case_review");
  term->regime = g_strdup ("pilkada");
  term->n_days = 3;
  g_ptr_array_add (pack->terms, term);

  g_assert_cmpint (ktg_pack_get_term (pack, "pilkada", "case_review")->n_days, ==, 3);
  g_assert_null (ktg_pack_get_term (pack, "pemilu", "case_review"));
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
  g_test_add_func ("/pack/a-list-of-a-newer-pack-replaces-the-older",
                   test_a_list_of_a_newer_pack_replaces_the_older);
  g_test_add_func ("/pack/words-fall-back-to-the-other-language",
                   test_words_fall_back_to_the_other_language);
  g_test_add_func ("/pack/the-strictest-election-of-the-day-counts",
                   test_the_strictest_election_of_the_day_counts);
  g_test_add_func ("/pack/the-calendar-suggests-a-phase-only-where-it-knows",
                   test_the_calendar_suggests_a_phase_only_where_it_knows);
  g_test_add_func ("/pack/a-term-belongs-to-its-regime", test_a_term_belongs_to_its_regime);

  return g_test_run ();
}
