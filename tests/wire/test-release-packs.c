/* test-release-packs.c - whether the packs of this release hold together, and say what the law says
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-pack-json.h"

#include <ktg-region-tree.h>
#include <stdlib.h>
#include <string.h>

static const char *const violation_codes[] = {
  "KE-01", "KE-02", "KE-03", "KE-04", "KE-05", "KE-06", "KE-07", "DS-01", "DS-02", "DS-03",
  "DS-04", "DS-05", "DS-06", "DS-07", "DS-08", "DS-09", "DS-10", "DS-11", "DS-12", "DS-13",
  "DS-14", "DS-15", "PD-01", "PD-02", "PD-03", "PD-04", "PD-05", "PD-06", "LN-01",
};

static const char *const list_names[] = {
  "kinds",
  "gestures",
  "place_classes",
  "person_statuses",
  "position_groups",
  "phases",
  "openness",
  "origins",
  "tags",
  "impacts",
  "categories",
  "sanctions",
  "violation_phases",
};

static GBytes *
read_packaged (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "packs", name, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;
  gsize size = 0;

  g_file_get_contents (path, &text, &size, &error);
  g_assert_no_error (error);

  return g_bytes_new_take (text, size);
}

static KtgPack *
read_release (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "packs", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) folder = g_dir_open (path, 0, &error);
  KtgPack    *pack = ktg_pack_new ();
  const char *name;

  g_assert_no_error (error);

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autoptr (GBytes) text = read_packaged (name);

      if (!g_str_has_suffix (name, ".json"))
        continue;

      ktg_pack_json_read (pack, text, &error);
      g_assert_no_error (error);
    }

  return pack;
}

static void
assert_words (const KtgWords *words)
{
  g_assert_nonnull (words->id);
  g_assert_nonnull (words->en);
  g_assert_cmpstr (words->id, !=, "");
  g_assert_cmpstr (words->en, !=, "");
}

static guint
count_words (const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  return g_strv_length (words);
}

static void
assert_short (const char *text)
{
  g_assert_cmpuint (count_words (text), >=, 2);
  g_assert_cmpuint (count_words (text), <=, 5);
  g_assert_cmpuint (g_utf8_strlen (text, -1), <=, 48);
}

static void
assert_code_of (const KtgPack *pack, const char *list, const char *code)
{
  if (code != NULL && ktg_pack_get_choice (pack, list, code) == NULL)
    g_error ("the list %s has no code %s", list, code);
}

static void
assert_confidence (const char *confidence)
{
  g_assert_true (strlen (confidence) == 1 && strchr ("ABC-", *confidence) != NULL);
}

/* Codes that a version of the rules names stand in its own lists. */
static void
assert_rules_code (const KtgPackPart *rules, const char *list, const char *code)
{
  if (code != NULL && ktg_pack_part_get_choice (rules, list, NULL, code) == NULL)
    g_error ("in rules %s the list %s has no code %s", rules->version, list, code);
}

static void
assert_statuses (const KtgPack *pack, const GPtrArray *statuses)
{
  for (guint i = 0; i < statuses->len; i++)
    assert_code_of (pack, "person_statuses", g_ptr_array_index (statuses, i));
}

static void
assert_apart (const KtgPack *pack, const KtgPackPart *rules, const KtgViolation *violation)
{
  for (guint i = 0; i < violation->apart->len; i++)
    {
      const KtgSanctionApart *apart = g_ptr_array_index (violation->apart, i);

      g_assert_cmpuint (apart->statuses->len, >=, 1);
      assert_statuses (pack, apart->statuses);
      assert_rules_code (rules, "sanctions", apart->sanction_min);
      assert_rules_code (rules, "sanctions", apart->sanction_max);
      assert_confidence (apart->confidence);
    }
}

static void
assert_violation (const KtgPack *pack, const KtgPackPart *rules, const KtgViolation *violation)
{
  assert_words (&violation->name);
  assert_words (&violation->short_name);
  assert_short (violation->short_name.id);
  assert_short (violation->short_name.en);
  assert_rules_code (rules, "categories", violation->category);
  assert_rules_code (rules, "violation_phases", violation->phase);
  assert_rules_code (rules, "sanctions", violation->sanction_min);
  assert_rules_code (rules, "sanctions", violation->sanction_max);
  assert_confidence (violation->confidence);
  assert_statuses (pack, violation->statuses);
  assert_apart (pack, rules, violation);
  g_assert_cmpint (violation->sanction_min == NULL, ==, violation->sanction_max == NULL);
  g_assert_nonnull (violation->keywords);
}

static void
test_every_violation_of_every_rules_is_in_both_languages (void)
{
  g_autoptr (KtgPack) pack = read_release ();
  guint n_rules = 0;

  for (guint i = 0; i < pack->parts->len; i++)
    {
      const KtgPackPart *part = g_ptr_array_index (pack->parts, i);

      n_rules += g_str_equal (part->name, "rules");
      for (guint j = 0; j < part->violations->len; j++)
        assert_violation (pack, part, g_ptr_array_index (part->violations, j));
    }

  g_assert_cmpuint (n_rules, >=, 4);
}

static void
test_the_rules_of_2022_have_every_code (void)
{
  g_autoptr (KtgPack) pack = read_release ();
  g_autoptr (GPtrArray) violations = ktg_pack_get_violations (pack, NULL, "2024-11-12");

  g_assert_cmpstr (ktg_pack_get_rules_version (pack, "2024-11-12"), ==, "2022-09-22.4");
  g_assert_cmpuint (violations->len, ==, G_N_ELEMENTS (violation_codes));
  for (guint i = 0; i < violations->len; i++)
    g_assert_cmpstr (((KtgViolation *)g_ptr_array_index (violations, i))->code,
                     ==,
                     violation_codes[i]);
}

static const KtgViolation *
get_row (const KtgPack *pack, const char *day, const char *code)
{
  return ktg_pack_get_violation (pack, NULL, day, code);
}

static void
test_what_the_law_said_on_a_day_is_said (void)
{
  static const struct
  {
    const char *day, *code, *rules, *sanction, *basis;
  } cases[] = {
    { "2012-09-19", "DS-15", "2010-06-06.2", "berat", "PP 53/2010" },
    { "2020-08-26", "DS-08", "2010-06-06.2", "sedang", "PP 53/2010" },
    { "2021-08-30", "DS-08", "2010-06-06.2", "sedang", "PP 53/2010" },
    { "2021-08-31", "DS-08", "2021-08-31.2", "berat", "PP 94/2021" },
    { "2022-09-21", "DS-12", "2021-08-31.2", "sedang", "PP 94/2021" },
    { "2022-09-22", "DS-07", "2022-09-22.4", "berat", "PP 94/2021" },
    { "2024-05-06", "DS-03", "2022-09-22.4", "sedang", "ps 10" },
    { "2023-10-30", "DS-05", "2022-09-22.4", "ptdh", "UU 5/2014" },
    { "2023-10-31", "DS-05", "2022-09-22.4", "ptdh", "UU 20/2023" },
    { "2014-01-14", "DS-05", "2010-06-06.2", NULL, "PP 37/2004" },
    { "2014-01-15", "DS-05", "2010-06-06.2", "ptdh", "UU 5/2014" },
    { "2026-01-01", "PD-01", "2022-09-22.4", "pidana", "Kurungan paling lama 1 tahun" },
    { "2026-01-02", "PD-01", "2022-09-22.4", "pidana", "UU 1/2026" },
    { "2026-01-01", "PD-05", "2022-09-22.4", "pidana", "1 sampai 6 bulan" },
    { "2026-01-02", "PD-05", "2022-09-22.4", "pidana", "menghapus pidana minimum khusus" },
    { "2017-08-16", "PD-01", "2010-06-06.2", "pidana", "UU 7/2017" },
  };
  g_autoptr (KtgPack) pack = read_release ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const KtgViolation *violation = get_row (pack, cases[i].day, cases[i].code);

      g_assert_cmpstr (ktg_pack_get_rules_version (pack, cases[i].day), ==, cases[i].rules);
      g_assert_cmpstr (violation->sanction_max, ==, cases[i].sanction);
      g_assert_true (strstr (violation->legal_basis, cases[i].basis) != NULL
                     || strstr (violation->note.id, cases[i].basis) != NULL);
    }
}

static const KtgSanctionApart *
get_apart (const KtgPack *pack, const char *day, const char *code, const char *status)
{
  const KtgViolation *violation = get_row (pack, day, code);

  for (guint i = 0; i < violation->apart->len; i++)
    {
      const KtgSanctionApart *apart = g_ptr_array_index (violation->apart, i);

      if (ktg_period_has_day (&apart->period, day)
          && g_ptr_array_find_with_equal_func (apart->statuses, status, g_str_equal, NULL))
        return apart;
    }

  return NULL;
}

static void
test_rules_for_permanent_staff_and_for_contracts_stand_apart (void)
{
  g_autoptr (KtgPack) pack = read_release ();

  g_assert_nonnull (get_apart (pack, "2024-11-12", "DS-07", "pppk"));
  g_assert_null (get_apart (pack, "2024-11-12", "DS-07", "pppk")->sanction_max);
  g_assert_null (get_apart (pack, "2024-11-12", "DS-07", "pns"));
  g_assert_null (get_apart (pack, "2024-11-12", "DS-05", "pppk"));
}

/* It is shown in both languages as it stands; words belong into the note. */
static void
test_a_legal_basis_is_a_citation_alone (void)
{
  g_autoptr (KtgPack) pack = read_release ();

  for (guint i = 0; i < pack->parts->len; i++)
    {
      const KtgPackPart *part = g_ptr_array_index (pack->parts, i);

      for (guint j = 0; strcmp (part->version, "2022-09-22") != 0 && j < part->violations->len; j++)
        {
          const KtgViolation *violation = g_ptr_array_index (part->violations, j);

          g_test_message ("%s of %s: %s", violation->code, part->version, violation->legal_basis);
          g_assert_true (violation->legal_basis == NULL
                         || (strchr (violation->legal_basis, ':') == NULL
                             && strstr (violation->legal_basis, "dibaca") == NULL));
        }
    }
}

static void
test_a_decision_is_cited_from_its_day (void)
{
  g_autoptr (KtgPack) pack = read_release ();

  g_assert_null (strstr (get_row (pack, "2024-11-13", "PD-05")->legal_basis, "MK"));
  g_assert_nonnull (strstr (get_row (pack, "2024-11-14", "PD-05")->legal_basis, "136/PUU-XXII"));
  g_assert_nonnull (get_apart (pack, "2020-08-26", "DS-05", "pppk"));
  g_assert_nonnull (get_apart (pack, "2023-10-30", "DS-05", "pppk"));
}

static gboolean
says (const char *text, const char *what)
{
  return text != NULL && strstr (text, what) != NULL;
}

static gboolean
row_says (const KtgPack *pack, const char *day, const char *code, const char *what)
{
  const KtgViolation     *row = get_row (pack, day, code);
  const KtgSanctionApart *apart = get_apart (pack, day, code, "pppk");

  return says (row->legal_basis, what) || says (row->note.id, what)
         || (apart != NULL && (says (apart->legal_basis, what) || says (apart->note.id, what)));
}

/* Nobody can have known it before. */
static void
test_a_law_is_not_cited_before_it_came (void)
{
  static const char *const laws[][2] = { { "SE KASN 6/2023", "2023-07-20" },
                                         { "SE MenPANRB 11/2023", "2023-06-30" },
                                         { "UU 1/2026", "2026-01-02" },
                                         { "136/PUU-XXII", "2024-11-14" } };
  static const char *const days[]
      = { "2022-09-22", "2022-12-06", "2023-06-29", "2023-06-30", "2023-07-19",
          "2023-07-20", "2024-11-13", "2024-11-14", "2026-01-01", "2026-01-02" };
  g_autoptr (KtgPack) pack = read_release ();

  for (gsize i = 0; i < G_N_ELEMENTS (laws); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (days); j++)
      {
        gboolean is_cited = FALSE;

        for (gsize k = 0; k < G_N_ELEMENTS (violation_codes); k++)
          is_cited |= row_says (pack, days[j], violation_codes[k], laws[i][0]);

        g_test_message ("%s on %s", laws[i][0], days[j]);
        g_assert_cmpint (is_cited, ==, strcmp (days[j], laws[i][1]) >= 0);
      }
}

/* The count begins on it. */
static void
test_the_day_of_the_polling_is_that (void)
{
  static const char *const days[][2]
      = { { "34.71", "2024-02-14" }, { "34.71", "2024-11-27" }, { "19.01", "2025-08-27" } };
  g_autoptr (KtgPack) pack = read_release ();

  for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
    {
      const KtgElection *election = ktg_pack_get_election (pack, days[i][0], days[i][1]);

      g_assert_cmpstr (ktg_election_get_stage (election, days[i][1])->code, ==, "polling");
    }
}

/* What is shown in both languages as it stands has no word of one of them. */
static void
test_a_citation_has_no_words_of_one_language (void)
{
  static const char *const words[] = { "hlm", "tidak", "menurut", "terbaca", "diubah", "Januari" };
  g_autoptr (KtgPack) pack = read_release ();
  GPtrArray *forms = ktg_pack_get_forms (pack);

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      for (guint j = 0; j < forms->len; j++)
        g_assert_false (says (((KtgForm *)g_ptr_array_index (forms, j))->legal_basis, words[i]));
      for (guint j = 0; j < pack->articles->len; j++)
        g_assert_false (
            says (((KtgArticle *)g_ptr_array_index (pack->articles, j))->source, words[i]));

      for (gsize j = 0; j < G_N_ELEMENTS (violation_codes); j++)
        {
          g_assert_false (
              says (get_row (pack, "2026-06-01", violation_codes[j])->source, words[i]));
          g_assert_false (
              says (get_row (pack, "2022-01-10", violation_codes[j])->source, words[i]));
          g_assert_false (
              says (get_row (pack, "2020-08-26", violation_codes[j])->source, words[i]));
        }
    }
}

static void
test_a_sanction_means_what_it_meant_then (void)
{
  g_autoptr (KtgPack) pack = read_release ();
  const KtgChoice *then = ktg_pack_get_choice_on (pack, "sanctions", "2020-08-26", "sedang");
  const KtgChoice *now = ktg_pack_get_choice_on (pack, "sanctions", "2024-11-12", "sedang");

  g_assert_nonnull (strstr (then->detail.id, "penundaan kenaikan pangkat"));
  g_assert_nonnull (strstr (now->detail.id, "tunjangan kinerja"));
}

static void
test_each_term_says_from_what_it_is_counted_and_whose_it_is (void)
{
  static const char *const starts[]
      = { "known", "received", "registered", "initial_review", "forwarded", NULL };
  static const char *const duties[] = { "officer", "office", NULL };
  g_autoptr (KtgPack) pack = read_release ();
  const GPtrArray *terms = ktg_pack_get_terms (pack);

  g_assert_cmpuint (terms->len, ==, 20);
  for (guint i = 0; i < terms->len; i++)
    {
      const KtgTerm *term = g_ptr_array_index (terms, i);

      assert_words (&term->name);
      assert_confidence (term->confidence);
      g_assert_true (g_strv_contains (starts, term->starts));
      g_assert_true (g_strv_contains (duties, term->duty));
      g_assert_cmpint (g_str_equal (term->duty, "officer"), ==, term->kinds->len > 0);
      for (guint j = 0; j < term->kinds->len; j++)
        assert_code_of (pack, "kinds", g_ptr_array_index (term->kinds, j));
    }
}

static void
test_the_authority_of_a_day_can_be_chosen (void)
{
  static const char *const cases[][3]
      = { { "2024-08-23", "kasn", "bkn" }, { "2024-08-24", "bkn", "kasn" } };
  g_autoptr (KtgPack) pack = read_release ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) bodies = ktg_pack_get_choices_on (pack, "bodies", cases[i][0]);
      KtgChoice *there = (KtgChoice *)ktg_pack_get_choice (pack, "bodies", cases[i][1]);
      KtgChoice *gone = (KtgChoice *)ktg_pack_get_choice (pack, "bodies", cases[i][2]);

      g_assert_true (g_ptr_array_find (bodies, there, NULL));
      g_assert_false (g_ptr_array_find (bodies, gone, NULL));
    }
}

static void
test_an_act_has_one_code_for_each_phase (void)
{
  static const char *const pairs[][2] = {
    { "KE-01", "DS-01" }, { "KE-02", "DS-02" }, { "KE-03", "DS-04" },
    { "KE-04", "DS-06" }, { "KE-05", "DS-07" },
  };
  g_autoptr (KtgPack) pack = read_release ();

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      const KtgViolation *before = ktg_pack_get_violation (pack, NULL, NULL, pairs[i][0]);
      const KtgViolation *after = ktg_pack_get_violation (pack, NULL, NULL, pairs[i][1]);

      g_assert_cmpstr (before->category, ==, "kode_etik");
      g_assert_cmpstr (before->phase, ==, "bakal_calon");
      g_assert_cmpstr (after->category, ==, "disiplin");
      g_assert_cmpstr (after->phase, ==, "calon");
    }
}

static void
assert_unlike_the_rest (GPtrArray *choices, guint i)
{
  const KtgChoice *choice = g_ptr_array_index (choices, i);

  for (guint j = i + 1; j < choices->len; j++)
    g_assert_cmpstr (((KtgChoice *)g_ptr_array_index (choices, j))->code, !=, choice->code);
}

static void
test_every_list_of_a_form_is_there (void)
{
  g_autoptr (KtgPack) pack = read_release ();

  for (guint i = 0; i < G_N_ELEMENTS (list_names); i++)
    {
      GPtrArray *choices = ktg_pack_get_choices (pack, list_names[i]);

      g_assert_cmpuint (choices->len, >=, 2);

      for (guint j = 0; j < choices->len; j++)
        {
          const KtgChoice *choice = g_ptr_array_index (choices, j);

          assert_words (&choice->name);
          assert_unlike_the_rest (choices, j);
          g_assert_cmpint (choice->detail.id == NULL, ==, choice->detail.en == NULL);
        }
    }
}

static void
test_gestures_are_a_description_with_its_warning (void)
{
  g_autoptr (KtgPack) pack = read_release ();

  assert_words (ktg_pack_get_note (pack, "gestures"));
  g_assert_true (ktg_pack_get_choice (pack, "gestures", "fist")->is_allowed);
  g_assert_true (ktg_pack_get_choice (pack, "gestures", "heart_hands")->is_allowed);
  g_assert_false (ktg_pack_get_choice (pack, "gestures", "two_fingers")->is_allowed);
  g_assert_cmpstr (ktg_pack_get_choice (pack, "gestures", "thumb")->emoji, ==, "👍");
  g_assert_null (ktg_pack_get_choice (pack, "gestures", "three_fingers")->emoji);
  g_assert_cmpuint (ktg_pack_get_choice (pack, "gestures", "three_fingers")->fingers->len, ==, 3);
  g_assert_cmpuint (ktg_pack_get_choice (pack, "gestures", "fist")->fingers->len, ==, 0);
  g_assert_cmpuint (ktg_pack_get_election (pack, "34.71", "2024-01-20")->ballot_numbers, ==, 3);
}

static void
test_the_words_people_type_find_what_they_mean (void)
{
  static const char *const typed[][2] = {
    { "foto bakal calon", "KE-05" }, { "selfie", "KE-05" },        { "KE-05", "KE-05" },
    { "baliho", "KE-01" },           { "SPANDUK calon", "KE-01" }, { "komentar", "KE-04" },
    { "mobil dinas", "DS-15" },      { "ds 05", "DS-05" },         { "spouse", "KE-07" },
    { "sembako", "DS-08" },          { "billboard", "KE-01" },     { "parpol", "DS-05" },
    { "dua jari", "KE-05" },         { "bansos", "DS-08" },        { "arisan", "KE-06" },
    { "rumah ibadah", "KE-06" },     { "intimidasi", "DS-08" },    { "foto pppk", "KE-05" },
    { "netral", "KE-01" },           { "bansos arisan", "DS-08" }, { "dua jari calon", "KE-05" },
    { "2 jari", "KE-05" },           { "acungkan jari", "KE-05" }, { "serangan fajar", "DS-08" },
    { "money politik", "DS-08" },    { "like fb", "KE-04" },
  };
  g_autoptr (KtgPack) pack = read_release ();

  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      g_autoptr (GPtrArray) found = ktg_pack_search_violations (pack, NULL, NULL, typed[i][0]);

      g_assert_cmpuint (found->len, >=, 1);
      g_assert_cmpstr (((KtgViolation *)g_ptr_array_index (found, 0))->code, ==, typed[i][1]);
    }
}

static void
test_the_calendar_has_the_elections_of_2024_and_2025 (void)
{
  g_autoptr (KtgPack) pack = read_release ();

  g_assert_cmpuint (pack->elections->len, ==, 3);
  g_assert_null (ktg_pack_get_election (pack, "19.02", "2025-07-25"));
  g_assert_cmpstr (ktg_pack_get_election (pack, "19.71", "2025-07-25")->code,
                   ==,
                   "pilkada-ulang-2025");
  g_assert_cmpint (ktg_pack_get_report_days (pack, "2024-11-12"), ==, 7);
}

static void
test_each_province_has_one_zone (void)
{
  g_autoptr (KtgPack) pack = read_release ();
  g_autoptr (GHashTable) provinces = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_cmpuint (pack->zones->len, ==, 3);
  for (guint i = 0; i < pack->zones->len; i++)
    {
      const KtgZone *zone = g_ptr_array_index (pack->zones, i);

      for (guint j = 0; j < zone->regions->len; j++)
        g_assert_true (g_hash_table_add (provinces, g_ptr_array_index (zone->regions, j)));
    }

  g_assert_cmpuint (g_hash_table_size (provinces), ==, 38);
  g_assert_cmpstr (ktg_pack_get_zone (pack, "96.71.01")->code, ==, "WIT");
}

static void
test_the_holidays_are_as_many_as_the_decrees_say (void)
{
  static const guint n_days[][2] = {
    { 2023, 16 + 11 }, { 2024, 17 + 10 + 2 /* polling */ }, { 2025, 17 + 11 }, { 2026, 17 + 8 }
  };
  g_autoptr (KtgPack) pack = read_release ();

  for (gsize i = 0; i < G_N_ELEMENTS (n_days); i++)
    g_assert_cmpuint (ktg_pack_get_holidays (pack, (int)n_days[i][0])->days->len, ==, n_days[i][1]);
  g_assert_null (ktg_pack_get_holidays (pack, 2027));
}

static void
test_the_regions_are_as_many_as_the_decree_says (void)
{
  g_autoptr (GBytes) text = read_packaged ("regions-2025-04-25.2.csv");
  guint n_bad = 99;
  g_autoptr (KtgRegionTree) tree = ktg_region_tree_new (NULL, text, &n_bad);
  g_autofree char *path = ktg_region_tree_dup_path (tree, "34.71.06.1002");

  g_assert_cmpuint (n_bad, ==, 0);
  g_assert_cmpstr (ktg_region_tree_get_version (tree), ==, "2025-04-25.2");
  g_assert_cmpuint (ktg_region_tree_get_n_of_level (tree, KTG_REGION_LEVEL_PROVINCE), ==, 38);
  g_assert_cmpuint (ktg_region_tree_get_n_of_level (tree, KTG_REGION_LEVEL_REGENCY), ==, 514);
  g_assert_cmpuint (ktg_region_tree_get_n_of_level (tree, KTG_REGION_LEVEL_DISTRICT), ==, 7285);
  g_assert_cmpuint (ktg_region_tree_get_n_of_level (tree, KTG_REGION_LEVEL_VILLAGE), ==, 83762);
  g_assert_cmpstr (path, ==, "Notoprajan, Ngampilan, Kota Yogyakarta, Daerah Istimewa Yogyakarta");
}

/* A regency is called one by its name and by its number, and its province is known. */
static void
assert_regency (KtgRegionTree *tree, const char *line)
{
  g_auto (GStrv) fields = g_strsplit (line, ",", 2);
  g_autofree char *province = g_strndup (fields[0], 2);
  gboolean         is_city = atoi (fields[0] + 3) >= 71;

  g_assert_true (ktg_region_tree_lookup (tree, province, NULL));
  g_assert_true (g_str_has_prefix (fields[1], is_city ? "Kota " : "Kabupaten "));
}

static void
test_416_regencies_and_98_cities_are_numbered_as_such (void)
{
  g_autoptr (GBytes) text = read_packaged ("regions-2025-04-25.2.csv");
  g_autoptr (KtgRegionTree) tree = ktg_region_tree_new (NULL, text, NULL);
  g_auto (GStrv) lines = g_strsplit_set (g_bytes_get_data (text, NULL), "\n", -1);
  guint n_cities = 0, n_regencies = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    if (g_ascii_isdigit (*lines[i]) && strcspn (lines[i], ",") == 5)
      {
        assert_regency (tree, lines[i]);
        *(atoi (lines[i] + 3) >= 71 ? &n_cities : &n_regencies) += 1;
      }

  g_assert_cmpuint (n_regencies, ==, 416);
  g_assert_cmpuint (n_cities, ==, 98);
}

static void
test_any_pack_says_its_name_and_version (void)
{
  static const char *const files[][3] = {
    { "rules-2022-09-22.json", "rules", "2022-09-22" },
    { "forms-2024-08-24.json", "forms", "2024-08-24" },
    { "gestures-2023-11.2.json", "gestures", "2023-11.2" },
    { "calendar-2024-07-30.json", "calendar", "2024-07-30" },
    { "regions-2025-04-25.2.csv", "regions", "2025-04-25.2" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GBytes) text = read_packaged (files[i][0]);
      g_autoptr (GError) error = NULL;
      g_autofree char *name = NULL;
      g_autofree char *version = NULL;

      ktg_pack_json_peek (text, &name, &version, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (name, ==, files[i][1]);
      g_assert_cmpstr (version, ==, files[i][2]);
    }
}

static gboolean
is_of_guide (const KtgPack *pack, const char *code)
{
  for (guint i = 0; i < pack->articles->len; i++)
    if (g_str_equal (((KtgArticle *)g_ptr_array_index (pack->articles, i))->code, code))
      return TRUE;

  return FALSE;
}

/* What is to be read with it is there to be read. */
static void
assert_see (const KtgPack *pack, const GPtrArray *see)
{
  for (guint i = 0; i < see->len; i++)
    {
      const char *code = g_ptr_array_index (see, i);

      if (!is_of_guide (pack, code) && ktg_pack_get_violation (pack, NULL, NULL, code) == NULL
          && ktg_pack_get_choice (pack, "gestures", code) == NULL
          && ktg_pack_get_rules_choice (pack, NULL, NULL, "sanctions", code) == NULL)
        g_error ("the guide names %s, which is nowhere", code);
    }
}

static void
test_every_article_of_the_guide_is_in_both_languages (void)
{
  g_autoptr (KtgPack) pack = read_release ();

  for (guint i = 0; i < pack->articles->len; i++)
    {
      const KtgArticle *article = g_ptr_array_index (pack->articles, i);

      g_assert_true (g_strv_contains (ktg_article_parts, article->part));
      assert_words (&article->name);
      assert_words (&article->text);
      assert_confidence (article->confidence);
      assert_see (pack, article->see);
    }
  g_assert_cmpuint (pack->articles->len, >=, 80);
}

/* Ten are asked: with these two runs differ. */
static void
test_there_are_cases_for_two_runs_that_differ (void)
{
  g_autoptr (KtgPack) pack = read_release ();
  g_autoptr (GPtrArray) cases = ktg_pack_get_cases_on (pack, NULL);

  for (guint i = 0; i < cases->len; i++)
    {
      const KtgSampleCase *sample = g_ptr_array_index (cases, i);

      assert_words (&sample->situation);
      assert_words (&sample->why);
      for (guint j = 0; j < sample->answers->len; j++)
        assert_words (&((KtgChoice *)g_ptr_array_index (sample->answers, j))->name);
      assert_confidence (sample->confidence);
      assert_see (pack, sample->see);
      g_assert_cmpuint (sample->see->len, >, 0);
    }
  g_assert_cmpuint (cases->len, >=, 12);
}

/* A word is explained as of the day. */
static void
test_the_guide_knows_who_watched_on_a_day (void)
{
  g_autoptr (KtgPack) pack = read_release ();
  g_autoptr (GPtrArray) before = ktg_pack_get_articles_on (pack, "2024-08-23");
  g_autoptr (GPtrArray) after = ktg_pack_get_articles_on (pack, "2024-08-24");
  guint n_kasn = 0, n_bkn = 0;

  for (guint i = 0; i < before->len; i++)
    n_kasn += g_str_equal (((KtgArticle *)g_ptr_array_index (before, i))->code, "term-kasn");
  for (guint i = 0; i < after->len; i++)
    {
      const char *code = ((KtgArticle *)g_ptr_array_index (after, i))->code;

      n_bkn += g_str_equal (code, "term-bkn");
      g_assert_cmpstr (code, !=, "term-kasn");
    }

  g_assert_cmpuint (n_kasn, ==, 1);
  g_assert_cmpuint (n_bkn, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/release-packs/every-violation-of-every-rules-is-in-both-languages",
                   test_every_violation_of_every_rules_is_in_both_languages);
  g_test_add_func ("/release-packs/the-rules-of-2022-have-every-code",
                   test_the_rules_of_2022_have_every_code);
  g_test_add_func ("/release-packs/what-the-law-said-on-a-day-is-said",
                   test_what_the_law_said_on_a_day_is_said);
  g_test_add_func ("/release-packs/rules-for-permanent-staff-and-for-contracts-stand-apart",
                   test_rules_for_permanent_staff_and_for_contracts_stand_apart);
  g_test_add_func ("/release-packs/a-sanction-means-what-it-meant-then",
                   test_a_sanction_means_what_it_meant_then);
  g_test_add_func ("/release-packs/a-legal-basis-is-a-citation-alone",
                   test_a_legal_basis_is_a_citation_alone);
  g_test_add_func ("/release-packs/a-decision-is-cited-from-its-day",
                   test_a_decision_is_cited_from_its_day);
  g_test_add_func ("/release-packs/a-law-is-not-cited-before-it-came",
                   test_a_law_is_not_cited_before_it_came);
  g_test_add_func ("/release-packs/the-day-of-the-polling-is-that",
                   test_the_day_of_the_polling_is_that);
  g_test_add_func ("/release-packs/a-citation-has-no-words-of-one-language",
                   test_a_citation_has_no_words_of_one_language);
  g_test_add_func ("/release-packs/each-term-says-from-what-it-is-counted-and-whose-it-is",
                   test_each_term_says_from_what_it_is_counted_and_whose_it_is);
  g_test_add_func ("/release-packs/the-authority-of-a-day-can-be-chosen",
                   test_the_authority_of_a_day_can_be_chosen);
  g_test_add_func ("/release-packs/an-act-has-one-code-for-each-phase",
                   test_an_act_has_one_code_for_each_phase);
  g_test_add_func ("/release-packs/every-list-of-a-form-is-there",
                   test_every_list_of_a_form_is_there);
  g_test_add_func ("/release-packs/gestures-are-a-description-with-its-warning",
                   test_gestures_are_a_description_with_its_warning);
  g_test_add_func ("/release-packs/the-words-people-type-find-what-they-mean",
                   test_the_words_people_type_find_what_they_mean);
  g_test_add_func ("/release-packs/the-calendar-has-the-elections-of-2024-and-2025",
                   test_the_calendar_has_the_elections_of_2024_and_2025);
  g_test_add_func ("/release-packs/each-province-has-one-zone", test_each_province_has_one_zone);
  g_test_add_func ("/release-packs/the-holidays-are-as-many-as-the-decrees-say",
                   test_the_holidays_are_as_many_as_the_decrees_say);
  g_test_add_func ("/release-packs/the-regions-are-as-many-as-the-decree-says",
                   test_the_regions_are_as_many_as_the_decree_says);
  g_test_add_func ("/release-packs/416-regencies-and-98-cities-are-numbered-as-such",
                   test_416_regencies_and_98_cities_are_numbered_as_such);
  g_test_add_func ("/release-packs/every-article-of-the-guide-is-in-both-languages",
                   test_every_article_of_the_guide_is_in_both_languages);
  g_test_add_func ("/release-packs/there-are-cases-for-two-runs-that-differ",
                   test_there_are_cases_for_two_runs_that_differ);
  g_test_add_func ("/release-packs/the-guide-knows-who-watched-on-a-day",
                   test_the_guide_knows_who_watched_on_a_day);
  g_test_add_func ("/release-packs/any-pack-says-its-name-and-version",
                   test_any_pack_says_its_name_and_version);

  return g_test_run ();
}
