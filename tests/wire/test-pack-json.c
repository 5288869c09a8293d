/* test-pack-json.c - packs from text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-pack-json.h"

#include <string.h>

static gboolean
read_text (KtgPack *pack, const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));

  return ktg_pack_json_read (pack, bytes, error);
}

#define RULES(version, code)                                                                       \
  "{\"format\":1,\"pack\":\"rules\",\"version\":\"" version "\",\"news\":[1],\"violations\":["     \
  "{\"code\":\"" code "\",\"name\":{\"id\":\"a\",\"en\":\"b\"},"                                   \
  "\"short\":{\"id\":\"a\",\"en\":\"b\"},\"category\":\"c\",\"phase\":\"p\",\"confidence\":\"A\"}" \
  "]}"

static void
test_the_newest_version_counts_in_any_order (void)
{
  static const char *const texts[] = { RULES ("2022-09-22", "OLD"), RULES ("2027-01", "NEW") };

  for (guint first = 0; first < 2; first++)
    {
      g_autoptr (KtgPack) pack = ktg_pack_new ();
      g_autoptr (GError) error = NULL;

      read_text (pack, texts[first], &error);
      g_assert_no_error (error);
      read_text (pack, texts[1 - first], &error);
      g_assert_no_error (error);

      g_assert_cmpstr (ktg_pack_get_version (pack, "rules"), ==, "2027-01");
      g_assert_nonnull (ktg_pack_get_violation (pack, NULL, NULL, "NEW"));
      g_assert_nonnull (ktg_pack_get_violation (pack, NULL, "2026-12-31", "OLD"));
    }
}

static void
assert_refused (const char *text, KtgWireError code, const char *key)
{
  g_autoptr (KtgPack) pack = ktg_pack_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *named = NULL;

  g_assert_false (read_text (pack, text, &error));
  g_assert_error (error, KTG_WIRE_ERROR, (int)code);
  g_assert_cmpuint (pack->parts->len + pack->editions->len + pack->elections->len, ==, 0);
  g_assert_cmpuint (pack->lists->len, ==, 0);

  named = ktg_wire_error_dup_key (error);
  g_assert_cmpstr (named, ==, key);
}

static void
test_two_packs_of_one_version_that_differ_are_named (void)
{
  g_autoptr (KtgPack) pack = ktg_pack_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *named = NULL;

  g_assert_true (read_text (pack, RULES ("2022-09-22.3", "ONE"), &error));
  g_assert_true (read_text (pack, RULES ("2022-09-22.3", "ONE"), &error));
  g_assert_no_error (error);
  g_assert_false (read_text (pack, RULES ("2022-09-22.3", "TWO"), &error));
  g_assert_error (error, KTG_WIRE_ERROR, KTG_WIRE_ERROR_BAD_VALUE);

  named = ktg_wire_error_dup_key (error);
  g_assert_cmpstr (named, ==, "version");
  g_assert_nonnull (ktg_pack_get_violation (pack, NULL, NULL, "ONE"));
  g_assert_null (ktg_pack_get_violation (pack, NULL, NULL, "TWO"));
}

static void
test_what_a_newer_program_wrote_is_passed_over (void)
{
  g_autoptr (KtgPack) pack = ktg_pack_new ();
  g_autoptr (GError) error = NULL;

  read_text (pack,
             "{\"format\":1,\"pack\":\"forms\",\"version\":\"2030-01\",\"colour\":{\"a\":[1]},"
             "\"terms\":[{\"regime\":\"pemilu\",\"code\":\"t\",\"name\":{\"id\":\"a\",\"en\":\"b\"}"
             ","
             "\"days\":3,\"day_kind\":\"lunar\",\"moon\":1,\"confidence\":\"A\"}]}",
             &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ktg_pack_get_terms (pack)->len, ==, 1);
  g_assert_cmpint (((KtgTerm *)g_ptr_array_index (ktg_pack_get_terms (pack), 0))->day_kind,
                   ==,
                   KTG_DAY_KIND_UNKNOWN);
}

static void
assert_slip_is_named (const char *text, const char *key)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (KtgPack) pack = ktg_pack_new ();
  g_autoptr (KtgPack) received = ktg_pack_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *named = NULL;

  g_assert_false (ktg_pack_json_read_offered (pack, bytes, &error));
  g_assert_error (error, KTG_WIRE_ERROR, KTG_WIRE_ERROR_BAD_VALUE);
  g_assert_cmpuint (pack->parts->len, ==, 0);
  named = ktg_wire_error_dup_key (error);
  g_assert_cmpstr (named, ==, key);
  g_assert_nonnull (strstr (error->message, "must be one of: "));

  g_clear_error (&error);
  g_assert_true (ktg_pack_json_read (received, bytes, &error));
  g_assert_no_error (error);
}

#define NAMED "\"name\":{\"id\":\"a\",\"en\":\"b\"}"
#define TERM(regime, day_kind, starts, duty)                                                       \
  "{\"format\":1,\"pack\":\"forms\",\"version\":\"2030-01\",\"terms\":[{\"regime\":\"" regime      \
  "\",\"code\":\"t\"," NAMED ",\"days\":3,\"day_kind\":\"" day_kind "\",\"starts\":\"" starts      \
  "\",\"duty\":\"" duty "\",\"confidence\":\"A\"}]}"

static void
test_a_word_that_means_nothing_is_named_where_a_person_offers_it (void)
{
  assert_slip_is_named (TERM ("kerajaan", "unknown", "known", "office"), "terms[0].regime");
  assert_slip_is_named (TERM ("pemilu", "moon", "known", "office"), "terms[0].day_kind");
  assert_slip_is_named (TERM ("pemilu", "unknown", "knwon", "office"), "terms[0].starts");
  assert_slip_is_named (TERM ("pemilu", "unknown", "known", "nobody"), "terms[0].duty");
  assert_slip_is_named ("{\"format\":1,\"pack\":\"calendar\",\"version\":\"2030-01\",\"elections\":"
                        "[{\"code\":\"e\"," NAMED ",\"regime\":\"Pilkada\",\"report_days\":7}]}",
                        "elections[0].regime");
  assert_slip_is_named ("{\"format\":1,\"pack\":\"rules\",\"version\":\"2030-01\",\"violations\":"
                        "[{\"code\":\"v\"," NAMED
                        ",\"short\":{\"id\":\"a\",\"en\":\"b\"},\"category\":"
                        "\"c\",\"phase\":\"p\",\"regimes\":[\"pemilu\",\"kerajaan\"],"
                        "\"confidence\":\"A\"}]}",
                        "violations[0].regimes");
  assert_slip_is_named ("{\"format\":1,\"pack\":\"form\",\"form\":\"f\",\"version\":\"2030-01\","
                        "\"title\":"
                        "{\"id\":\"a\",\"en\":\"b\"},\"kinds\":[\"lhp\"],\"regimes\":[\"Pilkada\"],"
                        "\"sections\":[{\"code\":\"I\"," NAMED
                        "}],\"fields\":[{\"code\":\"x\"," NAMED
                        ",\"type\":\"text\",\"section\":\"I\"}]}",
                        "regimes");
}

static void
assert_loss_is_named (const char *held, const char *offered, const char *key, const char *missing)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (offered, strlen (offered));
  g_autoptr (KtgPack) pack = ktg_pack_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *named = NULL;

  g_assert_true (ktg_pack_json_read_offered (pack, bytes, &error));
  ktg_pack_free (g_steal_pointer (&pack));
  pack = ktg_pack_new ();

  g_assert_true (read_text (pack, held, &error));
  g_assert_false (ktg_pack_json_read_offered (pack, bytes, &error));
  g_assert_error (error, KTG_WIRE_ERROR, KTG_WIRE_ERROR_BAD_VALUE);
  g_assert_cmpuint (pack->parts->len, ==, 1);
  named = ktg_wire_error_dup_key (error);
  g_assert_cmpstr (named, ==, key);
  g_assert_nonnull (strstr (error->message, missing));

  g_clear_error (&error);
  g_assert_true (read_text (pack, offered, &error)); /* a server's word is taken */
  g_assert_no_error (error);
}

#define YEARS(version, years)                                                                      \
  "{\"format\":1,\"pack\":\"holidays\",\"version\":\"" version "\",\"years\":[" years "]}"
#define YEAR(year) "{\"year\":" year ",\"confidence\":\"B\",\"days\":[]}"
#define ZONES(version, regions)                                                                    \
  "{\"format\":1,\"pack\":\"places\",\"version\":\"" version                                       \
  "\",\"zones\":[{\"code\":\"WIB\"," NAMED ",\"offset_minutes\":420,\"regions\":[" regions "]}]}"

static void
test_what_would_take_away_what_counts_is_named (void)
{
  assert_loss_is_named (TERM ("pemilu", "unknown", "known", "office"),
                        "{\"format\":1,\"pack\":\"forms\",\"version\":\"2030-02\",\"terms\":[]}",
                        "terms",
                        "all terms of forms 2030-01");
  assert_loss_is_named (YEARS ("2030-01-01", YEAR ("2029") "," YEAR ("2030") "," YEAR ("2031")),
                        YEARS ("2030-01-01.2", YEAR ("2030")),
                        "years",
                        "2029, 2031 of holidays 2030-01-01");
  assert_loss_is_named (ZONES ("2030-01-01", "\"11\",\"12.01\",\"31\",\"32.01\""),
                        ZONES ("2030-01-01.2", "\"12\",\"11\",\"32.02\""),
                        "zones",
                        "31, 32.01 of places 2030-01-01");
}

#define HEAD "{\"format\":1,\"pack\":\"calendar\",\"version\":\"2024-01\","
#define ELECTION                                                                                   \
  HEAD "\"elections\":[{\"code\":\"e\",\"name\":{\"id\":\"a\",\"en\":\"b\"},\"regime\":\"r\","
#define STAGE                                                                                      \
  ELECTION "\"report_days\":7,\"stages\":[{\"code\":\"s\",\"name\":{\"id\":\"a\",\"en\":\"b\"},"

#define DATED(code, from, until)                                                                   \
  "{\"code\":\"" code "\",\"from\":\"" from "\",\"until\":\"" until                                \
  "\",\"name\":{\"id\":\"a\",\"en\":\"b\"},\"short\":{\"id\":\"a\",\"en\":\"b\"},"                 \
  "\"category\":\"c\",\"phase\":\"p\",\"confidence\":\"A\"}"

static void
test_what_is_wrong_is_named_and_nothing_is_taken (void)
{
  assert_refused ("", KTG_WIRE_ERROR_NOT_JSON, NULL);
  assert_refused ("[]", KTG_WIRE_ERROR_NOT_JSON, NULL);
  assert_refused ("{", KTG_WIRE_ERROR_NOT_JSON, NULL);
  assert_refused ("{\"pack\":\"rules\",\"version\":\"2024-01\"}",
                  KTG_WIRE_ERROR_MISSING_KEY,
                  "format");
  assert_refused ("{\"format\":2,\"pack\":\"rules\",\"version\":\"2024-01\"}",
                  KTG_WIRE_ERROR_BAD_VALUE,
                  "format");
  assert_refused ("{\"format\":1,\"pack\":\"recipes\",\"version\":\"2024-01\"}",
                  KTG_WIRE_ERROR_BAD_VALUE,
                  "pack");
  assert_refused ("{\"format\":1,\"pack\":\"rules\",\"version\":\"2024\"}",
                  KTG_WIRE_ERROR_BAD_VALUE,
                  "version");
  assert_refused ("{\"format\":1,\"pack\":\"rules\"}", KTG_WIRE_ERROR_MISSING_KEY, "version");
  assert_refused (HEAD "\"violations\":{}}", KTG_WIRE_ERROR_BAD_VALUE, "violations");
  assert_refused (HEAD "\"violations\":[7]}", KTG_WIRE_ERROR_BAD_VALUE, "violations[0]");
  assert_refused (HEAD "\"violations\":[{\"code\":\"x\"}]}",
                  KTG_WIRE_ERROR_MISSING_KEY,
                  "violations[0].name");
  assert_refused (HEAD "\"lists\":[{\"code\":\"kinds\",\"choices\":[{\"code\":\"x\",\"name\":{"
                       "\"id\":\"y\"}}]}]}",
                  KTG_WIRE_ERROR_MISSING_KEY,
                  "lists[0].choices[0].name.en");
  assert_refused (HEAD "\"lists\":[{\"code\":\"kinds\",\"choices\":[{\"code\":7}]}]}",
                  KTG_WIRE_ERROR_BAD_VALUE,
                  "lists[0].choices[0].code");
  assert_refused (HEAD "\"lists\":{}}", KTG_WIRE_ERROR_BAD_VALUE, "lists");
  assert_refused (ELECTION "\"report_days\":0}]}",
                  KTG_WIRE_ERROR_BAD_VALUE,
                  "elections[0].report_days");
  assert_refused (ELECTION "\"report_days\":\"7\"}]}",
                  KTG_WIRE_ERROR_BAD_VALUE,
                  "elections[0].report_days");
  assert_refused (STAGE "\"first_day\":\"2024-2-3\",\"last_day\":\"2024-02-04\"}]}]}",
                  KTG_WIRE_ERROR_BAD_VALUE,
                  "elections[0].stages[0].first_day");
  assert_refused (STAGE "\"first_day\":\"2024-02-30\",\"last_day\":\"2024-03-04\"}]}]}",
                  KTG_WIRE_ERROR_BAD_VALUE,
                  "elections[0].stages[0].first_day");
  assert_refused (STAGE "\"first_day\":\"2024-02- 3\",\"last_day\":\"2024-03-04\"}]}]}",
                  KTG_WIRE_ERROR_BAD_VALUE,
                  "elections[0].stages[0].first_day");
  assert_refused (STAGE "\"first_day\":\"10000-02-03\",\"last_day\":\"2024-03-04\"}]}]}",
                  KTG_WIRE_ERROR_BAD_VALUE,
                  "elections[0].stages[0].first_day");
  assert_refused (STAGE "\"first_day\":\"2024-02-03\",\"last_day\":\"2024-02-02\"}]}]}",
                  KTG_WIRE_ERROR_BAD_VALUE,
                  "elections");
  assert_refused (HEAD "\"violations\":[" DATED ("KE-01", "2022-01-02", "2022-01-01") "]}",
                  KTG_WIRE_ERROR_BAD_VALUE,
                  "violations");
  assert_refused (HEAD "\"violations\":[" DATED ("KE-01",
                                                 "2022-01-01",
                                                 "2022-06-30") "," DATED ("KE-01",
                                                                          "2022-06-30",
                                                                          "2022-12-31") "]}",
                  KTG_WIRE_ERROR_BAD_VALUE,
                  "violations");
  assert_refused (HEAD "\"years\":[{\"year\":2024,\"confidence\":\"A\",\"days\":[{\"day\":"
                       "\"2025-01-01\",\"name\":{\"id\":\"a\",\"en\":\"b\"}}]}]}",
                  KTG_WIRE_ERROR_BAD_VALUE,
                  "years");
}

/* What would take the place of a pack that says something. */
static void
test_a_pack_without_what_it_is_for_is_refused (void)
{
  static const char *const packs[][2] = {
    { "rules", "violations" }, { "calendar", "elections" }, { "holidays", "years" },
    { "places", "zones" },     { "guide", "articles" },     { "procedure", "steps" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (packs); i++)
    {
      g_autofree char *absent
          = g_strdup_printf ("{\"format\":1,\"pack\":\"%s\",\"version\":\"2030-01-01\"}",
                             packs[i][0]);
      g_autofree char *empty
          = g_strdup_printf ("{\"format\":1,\"pack\":\"%s\",\"version\":\"2030-01-01\",\"%s\":[]}",
                             packs[i][0],
                             packs[i][1]);

      assert_refused (absent, KTG_WIRE_ERROR_BAD_VALUE, packs[i][1]);
      assert_refused (empty, KTG_WIRE_ERROR_BAD_VALUE, packs[i][1]);
    }

  assert_refused ("{\"format\":1,\"pack\":\"form\",\"form\":\"f\",\"version\":\"2030-01\","
                  "\"title\":{\"id\":\"a\",\"en\":\"b\"},\"kinds\":[\"lhp\"],"
                  "\"sections\":[],\"fields\":[]}",
                  KTG_WIRE_ERROR_BAD_VALUE,
                  "fields");
}

#define CASE(answers, right)                                                                       \
  HEAD_OF_GUIDE "\"cases\":[{\"code\":\"case-1\",\"situation\":{\"id\":\"a\",\"en\":\"b\"},"       \
                "\"answers\":[" answers "],\"right\":\"" right                                     \
                "\",\"why\":{\"id\":\"a\",\"en\":\"b\"},"                                          \
                "\"confidence\":\"B\"}]}"
#define ANSWER(code) "{\"code\":\"" code "\",\"name\":{\"id\":\"a\",\"en\":\"b\"}}"
#define HEAD_OF_GUIDE                                                                              \
  "{\"format\":1,\"pack\":\"guide\",\"version\":\"2030-01-01\",\"articles\":[{\"code\":\"do-1\","  \
  "\"part\":\"do\",\"name\":{\"id\":\"a\",\"en\":\"b\"},\"text\":{\"id\":\"a\",\"en\":\"b\"},"     \
  "\"confidence\":\"B\"}],"

/* Nobody could answer it, or nobody could be right. */
static void
test_a_case_that_cannot_be_answered_is_refused (void)
{
  assert_refused (CASE (ANSWER ("a"), "a"), KTG_WIRE_ERROR_BAD_VALUE, "cases");
  assert_refused (CASE (ANSWER ("a") "," ANSWER ("b"), "c"), KTG_WIRE_ERROR_BAD_VALUE, "cases");
  assert_refused (CASE (ANSWER ("a") "," ANSWER ("b") "," ANSWER ("c") "," ANSWER ("d") "," ANSWER (
                            "e"),
                        "a"),
                  KTG_WIRE_ERROR_BAD_VALUE,
                  "cases");
}

static void
test_a_title_of_a_page_and_codes_of_no_region_are_refused (void)
{
  g_autofree char *title = g_strnfill (301, 'a');
  g_autofree char *long_title
      = g_strdup_printf (HEAD "\"title\":{\"id\":\"a\",\"en\":\"%s\"}}", title);

  assert_refused (long_title, KTG_WIRE_ERROR_BAD_VALUE, "title");
  assert_refused (HEAD "\"zones\":[{\"code\":\"WIB\",\"name\":{\"id\":\"a\",\"en\":\"b\"},"
                       "\"offset_minutes\":420,\"regions\":[\"11\",\"../\"]}]}",
                  KTG_WIRE_ERROR_BAD_VALUE,
                  "zones");
  assert_refused (ELECTION "\"report_days\":7,\"regions\":[\"nowhere\"],\"stages\":[]}]}",
                  KTG_WIRE_ERROR_BAD_VALUE,
                  "elections");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/pack-json/the-newest-version-counts-in-any-order",
                   test_the_newest_version_counts_in_any_order);
  g_test_add_func ("/pack-json/a-pack-without-what-it-is-for-is-refused",
                   test_a_pack_without_what_it_is_for_is_refused);
  g_test_add_func ("/pack-json/a-title-of-a-page-and-codes-of-no-region-are-refused",
                   test_a_title_of_a_page_and_codes_of_no_region_are_refused);
  g_test_add_func ("/pack-json/two-packs-of-one-version-that-differ-are-named",
                   test_two_packs_of_one_version_that_differ_are_named);
  g_test_add_func ("/pack-json/what-a-newer-program-wrote-is-passed-over",
                   test_what_a_newer_program_wrote_is_passed_over);
  g_test_add_func ("/pack-json/a-case-that-cannot-be-answered-is-refused",
                   test_a_case_that_cannot_be_answered_is_refused);
  g_test_add_func ("/pack-json/a-word-that-means-nothing-is-named-where-a-person-offers-it",
                   test_a_word_that_means_nothing_is_named_where_a_person_offers_it);
  g_test_add_func ("/pack-json/what-would-take-away-what-counts-is-named",
                   test_what_would_take_away_what_counts_is_named);
  g_test_add_func ("/pack-json/what-is-wrong-is-named-and-nothing-is-taken",
                   test_what_is_wrong_is_named_and_nothing_is_taken);

  return g_test_run ();
}
