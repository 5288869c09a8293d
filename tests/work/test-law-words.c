/* test-law-words.c - what the law of its day says to a report
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-facts.h"
#include "ktg-gesture-words.h"
#include "ktg-law-words.h"
#include "ktg-library.h"

#include <glib/gstdio.h>

#define WORDS(id, en) "{\"id\":\"" id "\",\"en\":\"" en "\"}"
#define PACK(name, version, verified)                                                              \
  "{\"format\":1,\"pack\":\"" name "\",\"version\":\"" version "\",\"verified\":" verified         \
  ",\"title\":" WORDS ("Judul", "Title") ","
#define CHOICE(code, id, en) "{\"code\":\"" code "\",\"name\":" WORDS (id, en) "}"
#define EXPLAINED(code, id, en, why_id, why_en)                                                    \
  "{\"code\":\"" code "\",\"name\":" WORDS (id, en) ",\"detail\":" WORDS (why_id, why_en) "}"
#define LISTS                                                                                                                                                                              \
  "\"lists\":[{\"code\":\"categories\",\"choices\":[" EXPLAINED ("disiplin", "Disiplin", "Discipline", "Hukuman.", "Punished.") "]},{\"code\":\"violation_phases\",\"choices\":[" CHOICE ( \
      "bakal_calon",                                                                                                                                                                       \
      "Sebelum",                                                                                                                                                                           \
      "Before") "," CHOICE ("calon",                                                                                                                                                       \
                            "Sesudah",                                                                                                                                                     \
                            "After") "," CHOICE ("keduanya",                                                                                                                               \
                                                 "Keduanya",                                                                                                                               \
                                                 "Both") "]},{\"code\":\"sanctions\",\"choices\":"                                                                                         \
                                                         "[" EXPLAINED (                                                                                                                   \
                                                             "sedang",                                                                                                                     \
                                                             "Sedang",                                                                                                                     \
                                                             "Medium",                                                                                                                     \
                                                             "Potong tunjangan.",                                                                                                          \
                                                             "Less allowance.") "," EXPLAINED ("b"                                                                                         \
                                                                                               "e"                                                                                         \
                                                                                               "r"                                                                                         \
                                                                                               "a"                                                                                         \
                                                                                               "t",                                                                                        \
                                                                                               "B"                                                                                         \
                                                                                               "e"                                                                                         \
                                                                                               "r"                                                                                         \
                                                                                               "a"                                                                                         \
                                                                                               "t",                                                                                        \
                                                                                               "S"                                                                                         \
                                                                                               "e"                                                                                         \
                                                                                               "v"                                                                                         \
                                                                                               "e"                                                                                         \
                                                                                               "r"                                                                                         \
                                                                                               "e",                                                                                        \
                                                                                               "T"                                                                                         \
                                                                                               "u"                                                                                         \
                                                                                               "r"                                                                                         \
                                                                                               "u"                                                                                         \
                                                                                               "n"                                                                                         \
                                                                                               " "                                                                                         \
                                                                                               "j"                                                                                         \
                                                                                               "a"                                                                                         \
                                                                                               "b"                                                                                         \
                                                                                               "a"                                                                                         \
                                                                                               "t"                                                                                         \
                                                                                               "a"                                                                                         \
                                                                                               "n"                                                                                         \
                                                                                               ".",                                                                                        \
                                                                                               "L"                                                                                         \
                                                                                               "o"                                                                                         \
                                                                                               "w"                                                                                         \
                                                                                               "e"                                                                                         \
                                                                                               "r"                                                                                         \
                                                                                               " "                                                                                         \
                                                                                               "p"                                                                                         \
                                                                                               "o"                                                                                         \
                                                                                               "s"                                                                                         \
                                                                                               "t"                                                                                         \
                                                                                               ".") "]}]}"
#define NAMES(id, en) "\"name\":" WORDS (id, en) ",\"short\":" WORDS (id, en)

/* A file a pack. */
static const char *const packs[][2] = {
  { "rules-2010-06-06.json",
    PACK ("rules", "2010-06-06", "true") "\"violations\":[{\"code\":\"P-01\"," NAMES (
        "Spanduk lama",
        "Old banner") ",\"category\":\"disiplin\",\"phase\":\"keduanya\",\"confidence\":"
                      "\"A\"}]"
                      "," LISTS },
  { "rules-2022-09-22.2.json",
    PACK ("rules", "2022-09-22.2", "false") "\"violations\":[{\"code\":\"DS-01\"," NAMES (
        "Spanduk",
        "Banner") ",\"category\":\"disiplin\",\"phase\":\"calon\",\"sanction_min\":"
                  "\"sedang\","
                  "\"sanction_max\":\"berat\",\"legal_basis\":\"PP "
                  "94/"
                  "2021\",\"confidence\":\"B\",\"sanction_confidence\":\"C\",\"source\":\"A "
                  "newspaper\",\"statuses\":[\"pns\"],\"apart\":[{\"statuses\":[\"pppk\"],"
                  "\"until\":\"2023-06-29\",\"legal_basis\":\"PP "
                  "49/"
                  "2018\",\"confidence\":\"A\"},{\"statuses\":[\"pppk\"],\"from\":\"2023-06-30\","
                  "\"legal_"
                  "basis\":\"SE 11/2023\",\"confidence\":\"A\",\"source\":\"A circular\"}],"
                  "\"note\":" WORDS (
                      "Periksa dahulu.",
                      "Check first.") "},"
                                      "{\"code\":\"PD-01\",\"until\":\"2026-01-01\",\"regimes\":["
                                      "\"pemilu\"]," NAMES (
                                          "Pidana",
                                          "Crime") ",\"category\":\"of_tomorrow\",\"phase\":"
                                                   "\"keduanya\",\"confidence\":\"-\"}]"
                                                   "," LISTS },
  { "forms-2024-01.json",
    PACK ("forms", "2024-01", "false") "\"lists\":[{\"code\":\"phases\",\"choices\":"
                                       "[" CHOICE ("bakal_calon",
                                                   "Bakal calon",
                                                   "Prospective") "," CHOICE ("calon",
                                                                              "Calon",
                                                                              "Candidate") "]}]}" },
  { "calendar-2024-01.json",
    PACK ("calendar", "2024-01", "false") "\"elections\":[{\"code\":\"e\",\"name\":" WORDS (
        "Pilkada",
        "Regional election") ",\"regime\":\"pilkada\",\"report_days\":7,\"ballot_numbers\":2,"
                             "\"regions\":[\"91\"],"
                             "\"confidence\":\"A\",\"stages\":["
                             "{\"code\":\"nomination\",\"name\":" WORDS (
                                 "Pencalonan",
                                 "Nomination") ",\"first_day\":\"2024-08-27\",\"last_day\":"
                                               "\"2024-"
                                               "09-21\",\"phase\":\"bakal_calon\","
                                               "\"confidence\":\"A\"},{\"code\":\"campaign\","
                                               "\"name\":" WORDS (
                                                   "Kampanye",
                                                   "Campaign") ",\"first_day\":\"2024-09-"
                                                               "22\","
                                                               "\"last_day\":\"2024-11-23\","
                                                               "\"phase\":\"calon\","
                                                               "\"confidence\":\"A\"}]}]}" },
  { "gestures-2024-01.json",
    PACK ("gestures", "2024-01", "false") "\"note\":" WORDS (
        "Bukan bukti.",
        "Decides nothing.") ",\"lists\":[{\"code\":"
                            "\"gestures\",\"choices\":"
                            "[{\"code\":\"two\",\"name\":" WORDS (
                                "Dua jari",
                                "Two fingers") ",\"fingers\":[\"index\",\"middle\"]},{"
                                               "\"code"
                                               "\":"
                                               "\"fist"
                                               "\","
                                               "\"name"
                                               "\""
                                               ":" WORDS ("Kepalan", "Fist") ",\"allowed\":"
                                                                             "true}]}]}" },
  { "places-2024-01.json",
    PACK ("places", "2024-01", "false") "\"zones\":[{\"code\":\"WIT\",\"name\":" WORDS (
        "WIT",
        "WIT") ",\"offset_minutes\":540,\"regions\":[\"91\"]}]}" },
};

static KtgLibrary *
read_packs (void)
{
  g_autofree char *folder = g_dir_make_tmp ("ktg-law-words-XXXXXX", NULL);
  KtgLibrary      *library = ktg_library_new (folder, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (packs); i++)
    {
      g_autofree char *path = g_build_filename (folder, packs[i][0], NULL);
      g_autoptr (GError) error = NULL;

      g_file_set_contents (path, packs[i][1], -1, &error);
      g_assert_no_error (error);
    }

  ktg_library_get_pack (library);

  for (gsize i = 0; i < G_N_ELEMENTS (packs); i++)
    {
      g_autofree char *path = g_build_filename (folder, packs[i][0], NULL);

      g_unlink (path);
    }

  g_rmdir (folder);
  return library;
}

typedef struct
{
  KtgLibrary    *library;
  const KtgPack *pack;
  KtgReport     *report;
} Desk;

static void
set_up (Desk *desk, gconstpointer user_data)
{
  desk->library = read_packs ();
  desk->pack = ktg_library_get_pack (desk->library);
  desk->report = ktg_report_new ();
}

static void
tear_down (Desk *desk, gconstpointer user_data)
{
  ktg_report_free (desk->report);
  g_object_unref (desk->library);
}

static KtgReportLaw *
law_of (Desk *desk, const char *happened, const char *region, const char *rules_version)
{
  KtgReport *report = desk->report;

  g_free (report->happened);
  report->happened = g_strdup (happened);
  g_free (report->place_region);
  report->place_region = g_strdup (region);
  g_free (report->rules_version);
  report->rules_version = g_strdup (rules_version);
  return ktg_report_law_new (desk->pack, report);
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
assert_words (char *words, const char *expected)
{
  g_autofree char *owned = words;

  g_assert_cmpstr (owned, ==, expected);
}

static void
a_circular_is_cited_from_its_day (Desk *desk, gconstpointer user_data)
{
  static const char *const cases[][2] = { { "2022-10-01", "PP 49/2018" },
                                          { "2023-06-29", "PP 49/2018" },
                                          { "2023-06-30", "SE 11/2023" } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KtgReportLaw) law = law_of (desk, cases[i][0], "91.01", NULL);
      g_autoptr (GPtrArray) facts
          = ktg_law_words_new (law, ktg_report_law_get_violation (law, "DS-01"));

      g_assert_cmpuint (facts->len, ==, 7);
      assert_fact (facts, 4, "Sanction, pppk", cases[i][1]);
    }
}

static void
all_that_the_rules_say_is_said (Desk *desk, gconstpointer user_data)
{
  g_autoptr (KtgReportLaw) law = law_of (desk, "2024-11-12", "91.01", NULL);
  g_autoptr (GPtrArray) facts
      = ktg_law_words_new (law, ktg_report_law_get_violation (law, "DS-01"));

  g_assert_cmpuint (facts->len, ==, 7);
  assert_fact (facts, 0, "Category", "Discipline (suggestion)");
  assert_fact (facts, 1, "Applies", "After");
  assert_fact (facts, 2, "Sanction, pns", "Medium to Severe");
  assert_fact (facts, 3, "Legal basis", "PP 94/2021");
  assert_fact (facts, 4, "Sanction, pppk", "SE 11/2023");
  assert_fact (facts, 5, "Note", "Check first.");
  assert_fact (facts,
               6,
               "Certainty",
               "one public source, or the structure of the rule · sanction: sources differ or "
               "could not be read: check before use · not verified");
  g_assert_cmpstr (get_detail (facts, 0), ==, "Punished.");
  g_assert_cmpstr (get_detail (facts, 2), ==, "Less allowance.\nLower post.");
  g_assert_cmpstr (get_detail (facts, 4),
                   ==,
                   "Certainty: two or more public sources agree\nA circular");
  g_assert_cmpstr (get_detail (facts, 6), ==, "A newspaper");
}

static void
what_they_do_not_say_is_not_said (Desk *desk, gconstpointer user_data)
{
  g_autoptr (KtgReportLaw) law = law_of (desk, "2024-11-12", NULL, NULL);
  g_autoptr (GPtrArray) facts
      = ktg_law_words_new (law, ktg_report_law_get_violation (law, "PD-01"));

  g_assert_cmpuint (facts->len, ==, 3);
  assert_fact (facts, 0, "Category", "of_tomorrow (suggestion)");
  assert_fact (facts, 1, "Applies", "Both · until 1 Jan 2026");
  assert_fact (facts, 2, "Certainty", "not verified");
}

static void
a_report_says_it_below_each_suspicion (Desk *desk, gconstpointer user_data)
{
  g_autoptr (KtgReportLaw) law = law_of (desk, "2024-11-12T19:30:00+09:00", "91.01", NULL);
  g_autoptr (GPtrArray) facts = NULL;

  g_ptr_array_add (desk->report->violations, g_strdup ("DS-01"));
  g_ptr_array_add (desk->report->violations, g_strdup ("XX-99"));
  g_ptr_array_add (desk->report->tags, g_strdup ("hoax"));
  g_ptr_array_add (desk->report->tags, g_strdup ("of_tomorrow"));
  facts = ktg_facts_new (desk->report, desk->pack, NULL, "en");

  assert_fact (facts, 0, "Suspected violation", "DS-01 · Banner");
  assert_fact (((const KtgFact *)g_ptr_array_index (facts, 0))->below,
               2,
               "Sanction, pns",
               "Medium to Severe");
  assert_fact (facts, 1, "Suspected violation", "XX-99");
  g_assert_cmpstr (get_detail (facts, 1), ==, "No rules on this device have this code.");
  assert_fact (facts, 4, "Rules", "Rules of 22 Sep 2022, edition 2 · not verified");
  assert_fact (facts, 5, "Election", "Regional election · Campaign, 22 Sep 2024 to 23 Nov 2024");
  assert_fact (facts, 6, "Also suspected", "hoax, of_tomorrow");
}

static void
what_was_seen_comes_before_what_law_makes_of_it (Desk *desk, gconstpointer user_data)
{
  g_autoptr (GPtrArray) facts = NULL;
  KtgPerson *person = ktg_person_new (KTG_PERSON_REPORTED);

  desk->report->happened = g_strdup ("2024-11-12T19:30:00+09:00");
  person->name = g_strdup ("B. S.");
  g_ptr_array_add (desk->report->persons, person);
  g_ptr_array_add (desk->report->violations, g_strdup ("DS-01"));
  desk->report->account = g_strdup ("He put it up.");
  facts = ktg_facts_new (desk->report, desk->pack, NULL, "en");

  assert_fact (facts, 0, "Suspected violation", "DS-01 · Banner");
  assert_fact (facts, 1, "Reported party", "B. S.");
  assert_fact (facts, 2, "Time of the event", "Tuesday, 12 Nov 2024, 19:30 WIT");
  assert_fact (facts, 3, "Description of the event", "He put it up.");
  assert_fact (facts, 4, "Rules", "Rules of 22 Sep 2022, edition 2 · not verified");
}

static void
a_stage_of_one_day_has_one_date (Desk *desk, gconstpointer user_data)
{
  g_autoptr (KtgReportLaw) law = law_of (desk, "2024-11-12", "91.01", NULL);
  KtgStage stage = *law->stage;

  stage.first_day = stage.last_day = (char *)"2024-11-23";
  law->stage = &stage;
  assert_words (ktg_law_words_dup_election (law), "Regional election · Campaign, 23 Nov 2024");
  assert_words (ktg_law_words_dup_election_source (law),
                "Certainty: two or more public sources agree");
}

static void
show_gesture (Desk *desk, const char *gesture)
{
  KtgEvidence *evidence = ktg_evidence_new ();

  evidence->gesture = g_strdup (gesture);
  g_ptr_array_add (desk->report->evidence, evidence);
}

static void
each_gesture_has_its_note_beside_it (Desk *desk, gconstpointer user_data)
{
  g_autoptr (GPtrArray) facts = NULL;

  show_gesture (desk, "two");
  show_gesture (desk, NULL);
  show_gesture (desk, "fist");
  show_gesture (desk, "two");
  facts = ktg_facts_new (desk->report, desk->pack, NULL, "en");

  g_assert_cmpuint (facts->len, ==, 2);
  assert_fact (facts, 0, "Hand gesture", "Two fingers");
  assert_fact (facts, 1, "Hand gesture", "Fist");
  g_assert_cmpstr (get_detail (facts, 0), ==, "Decides nothing.");
  g_assert_cmpstr (get_detail (facts, 1),
                   ==,
                   "The circulars expressly permit this gesture. Decides nothing.");
}

static void
assert_likeness (Desk       *desk,
                 const char *region,
                 const char *day,
                 int         ballot_number,
                 const char *expected)
{
  g_autoptr (KtgReport) report = ktg_report_new ();

  report->place_region = g_strdup (region);
  report->happened = g_strdup (day);
  report->ballot_number = ballot_number;
  assert_words (ktg_gesture_words_dup_likeness (desk->pack, report, "two"), expected);
}

/* Before somebody is a candidate, and where no election is, nobody has a number. */
static void
a_gesture_looks_like_a_number_that_is_known (Desk *desk, gconstpointer user_data)
{
  g_autoptr (KtgReport) report = ktg_report_new ();

  assert_likeness (desk,
                   "91.01",
                   "2024-11-12",
                   0,
                   "Looks like ballot number 2, one of those of: "
                   "Regional election.");
  assert_likeness (desk,
                   "91.01",
                   "2024-11-12",
                   2,
                   "Looks like ballot number 2, which this report "
                   "names.");
  assert_likeness (desk, "91.01", "2024-09-01", 0, NULL);
  assert_likeness (desk, "34.71", "2024-11-12", 0, NULL);
  assert_likeness (desk,
                   "34.71",
                   "2024-11-12",
                   2,
                   "Looks like ballot number 2, which this report "
                   "names.");
  assert_likeness (desk, NULL, NULL, 3, NULL);
  g_assert_null (ktg_gesture_words_dup_likeness (desk->pack, report, "fist"));
  g_assert_null (ktg_gesture_words_dup_likeness (desk->pack, report, NULL));
  g_assert_null (ktg_gesture_words_dup_likeness (desk->pack, NULL, "two"));
}

static void
the_rules_of_the_day_of_the_event_count (Desk *desk, gconstpointer user_data)
{
  g_autoptr (KtgReportLaw) before = law_of (desk, "2022-09-21", NULL, NULL);
  g_autoptr (KtgReportLaw) after = law_of (desk, "2022-09-22", NULL, NULL);
  g_autoptr (KtgReportLaw) oldest = law_of (desk, "2009-01-01", NULL, NULL);

  assert_words (ktg_law_words_dup_rules (before), "Rules of 6 Jun 2010");
  assert_words (ktg_law_words_dup_rules (after), "Rules of 22 Sep 2022, edition 2 · not verified");
  assert_words (ktg_law_words_dup_rules (oldest),
                "Rules of 6 Jun 2010. The oldest rules here begin on 6 Jun 2010; what held on "
                "1 Jan 2009 is not here.");
  g_assert_cmpstr (before->rules_version, ==, "2010-06-06");
  g_assert_cmpstr (after->rules_version, ==, "2022-09-22.2");
}

static void
what_is_named_is_kept_and_a_change_is_told (Desk *desk, gconstpointer user_data)
{
  g_autoptr (KtgReportLaw) same = law_of (desk, "2024-11-12", NULL, "2022-09-22.2");
  g_autoptr (KtgReportLaw) other = law_of (desk, "2020-08-26", NULL, "2022-09-22.2");
  g_autoptr (KtgReportLaw) first = law_of (desk, "2024-11-12", NULL, "2022-09-22");
  g_autoptr (KtgReportLaw) none = law_of (desk, NULL, NULL, "2010-06-06");

  assert_words (ktg_law_words_dup_change (same), NULL);
  assert_words (ktg_law_words_dup_rules (other), "Rules of 22 Sep 2022, edition 2 · not verified");
  assert_words (ktg_law_words_dup_change (other),
                "Written under the rules of 22 Sep 2022, edition 2. On 26 Aug 2020 those of "
                "6 Jun 2010 hold.");
  assert_words (ktg_law_words_dup_rules (first),
                "Rules of 22 Sep 2022, which are not on this device; shown by those of "
                "22 Sep 2022, edition 2 · not verified");
  assert_words (ktg_law_words_dup_change (none),
                "Written under the rules of 6 Jun 2010. Today those of 22 Sep 2022, edition 2 "
                "hold.");
}

static void
a_draft_that_names_no_rules_names_those_of_its_day (Desk *desk, gconstpointer user_data)
{
  g_autoptr (KtgReportLaw) law = law_of (desk, "2020-08-26", NULL, NULL);

  ktg_report_law_settle (desk->pack, desk->report);
  g_assert_cmpstr (desk->report->rules_version, ==, "2010-06-06");
  g_assert_false (ktg_report_law_is_outdated (law));

  g_free (desk->report->happened);
  desk->report->happened = g_strdup ("2024-11-12");
  ktg_report_law_settle (desk->pack, desk->report);
  g_assert_cmpstr (desk->report->rules_version, ==, "2010-06-06");
}

static void
what_does_not_hold_is_told (Desk *desk, gconstpointer user_data)
{
  g_autoptr (KtgReportLaw) last = law_of (desk, "2026-01-01", NULL, NULL);
  g_autoptr (KtgReportLaw) next = law_of (desk, "2026-01-02", NULL, NULL);
  g_autoptr (KtgReportLaw) old = law_of (desk, "2020-08-26", NULL, NULL);

  assert_words (ktg_law_words_dup_notice (last, "PD-01"), NULL);
  assert_words (ktg_law_words_dup_notice (next, "PD-01"), "It does not hold on 2 Jan 2026.");
  assert_words (ktg_law_words_dup_notice (old, "DS-01"), "The rules of 6 Jun 2010 do not have it.");
  assert_words (ktg_law_words_dup_short_name (old, "DS-01"), "Banner");
  assert_words (ktg_law_words_dup_short_name (old, "XX-99"), "XX-99");
}

static guint
count_words (const KtgReportLaw *law, const char *code)
{
  g_autoptr (GPtrArray) facts = ktg_law_words_new (law, ktg_report_law_get_violation (law, code));

  return facts->len;
}

/* What a report names itself is shown as it was written. */
static void
what_does_not_hold_has_its_name_and_no_other_law (Desk *desk, gconstpointer user_data)
{
  g_autoptr (KtgReportLaw) old = law_of (desk, "2020-08-26", NULL, NULL);
  g_autoptr (KtgReportLaw) next = law_of (desk, "2026-01-02", NULL, NULL);
  g_autoptr (KtgReportLaw) named = law_of (desk, "2020-08-26", NULL, "2022-09-22.2");
  g_autoptr (KtgReportLaw) before_all = law_of (desk, "2009-01-01", NULL, NULL);

  g_assert_cmpuint (count_words (old, "DS-01"), ==, 0);
  g_assert_cmpuint (count_words (next, "PD-01"), ==, 0);
  g_assert_cmpuint (count_words (before_all, "P-01"), ==, 0);
  g_assert_cmpuint (count_words (named, "DS-01"), ==, 7);
}

static void
before_the_oldest_rules_it_is_said_when_those_begin (Desk *desk, gconstpointer user_data)
{
  g_autoptr (KtgReportLaw) law = law_of (desk, "1970-03-12", NULL, "2022-09-22.2");
  g_autoptr (KtgReportLaw) oldest = law_of (desk, "1970-03-12", NULL, NULL);

  assert_words (ktg_law_words_dup_rules (law), "Rules of 22 Sep 2022, edition 2 · not verified");
  assert_words (ktg_law_words_dup_change (law),
                "Written under the rules of 22 Sep 2022, edition 2. The oldest rules here begin on "
                "6 Jun 2010; what held on 12 Mar 1970 is not here.");
  assert_words (ktg_law_words_dup_notice (oldest, "P-01"),
                "The oldest rules here begin on 6 Jun 2010; what held on 12 Mar 1970 is not here.");
}

static void
what_is_of_another_election_is_told (Desk *desk, gconstpointer user_data)
{
  g_autoptr (KtgReportLaw) law = law_of (desk, "2024-09-22", "91.01", NULL);
  g_autoptr (KtgReportLaw) nowhere = law_of (desk, "2024-09-22", "34.71", NULL);

  assert_words (ktg_law_words_dup_notice (law, "PD-01"),
                "It is for: general elections. By the calendar this day belongs to: Regional "
                "election.");
  assert_words (ktg_law_words_dup_notice (nowhere, "PD-01"), NULL);
}

/* Half past eleven in the evening of Jakarta is the next day in Papua. */
static void
the_calendar_of_the_place_suggests (Desk *desk, gconstpointer user_data)
{
  g_autoptr (KtgReportLaw) before = law_of (desk, "2024-09-21T21:30:00+07:00", "91.01", NULL);
  g_autoptr (KtgReportLaw) after = law_of (desk, "2024-09-21T23:30:00+07:00", "91.01", NULL);
  g_autoptr (KtgReportLaw) elsewhere = law_of (desk, "2024-09-22", "34.71", NULL);

  assert_words (ktg_law_words_dup_suggestion (before), "By the calendar: Prospective");
  assert_words (ktg_law_words_dup_notice (before, "DS-01"),
                "It is for: After. By the calendar this day is: Prospective.");
  assert_words (ktg_law_words_dup_election (before),
                "Regional election · Nomination, 27 Aug 2024 to 21 Sep 2024");
  assert_words (ktg_law_words_dup_suggestion (after), "By the calendar: Candidate");
  assert_words (ktg_law_words_dup_notice (after, "DS-01"), NULL);
  assert_words (ktg_law_words_dup_suggestion (elsewhere), NULL);
  assert_words (ktg_law_words_dup_election (elsewhere), NULL);
}

#define ADD(name, test) g_test_add ("/work/law-words/" name, Desk, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("all-that-the-rules-say-is-said", all_that_the_rules_say_is_said);
  ADD ("a-circular-is-cited-from-its-day", a_circular_is_cited_from_its_day);
  ADD ("what-they-do-not-say-is-not-said", what_they_do_not_say_is_not_said);
  ADD ("a-report-says-it-below-each-suspicion", a_report_says_it_below_each_suspicion);
  ADD ("what-was-seen-comes-before-what-law-makes-of-it",
       what_was_seen_comes_before_what_law_makes_of_it);
  ADD ("a-stage-of-one-day-has-one-date", a_stage_of_one_day_has_one_date);
  ADD ("each-gesture-has-its-note-beside-it", each_gesture_has_its_note_beside_it);
  ADD ("a-gesture-looks-like-a-number-that-is-known", a_gesture_looks_like_a_number_that_is_known);
  ADD ("the-rules-of-the-day-of-the-event-count", the_rules_of_the_day_of_the_event_count);
  ADD ("what-is-named-is-kept-and-a-change-is-told", what_is_named_is_kept_and_a_change_is_told);
  ADD ("a-draft-that-names-no-rules-names-those-of-its-day",
       a_draft_that_names_no_rules_names_those_of_its_day);
  ADD ("what-does-not-hold-is-told", what_does_not_hold_is_told);
  ADD ("what-does-not-hold-has-its-name-and-no-other-law",
       what_does_not_hold_has_its_name_and_no_other_law);
  ADD ("before-the-oldest-rules-it-is-said-when-those-begin",
       before_the_oldest_rules_it_is_said_when_those_begin);
  ADD ("what-is-of-another-election-is-told", what_is_of_another_election_is_told);
  ADD ("the-calendar-of-the-place-suggests", the_calendar_of_the_place_suggests);

  return g_test_run ();
}
