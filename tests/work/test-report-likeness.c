/* test-report-likeness.c - what a new report takes from the one before, and what it never does
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-report-likeness.h>

static KtgReport *
make_like (void)
{
  KtgReport *like = ktg_report_new ();
  KtgPerson *person = ktg_record_new (&ktg_person_record);

  like->kind = g_strdup ("initial");
  like->number = g_strdup ("TL-0128");
  like->on_behalf_of = g_strdup ("Somebody Else");
  like->place_region = g_strdup ("34.71.06.1002");
  like->region_version = g_strdup ("2025-04-25");
  like->polling_place = 7;
  like->place_words = g_strdup ("the square");
  like->phase = g_strdup ("keduanya");
  like->ballot_number = 2;
  g_ptr_array_add (like->violations, g_strdup ("KE-05"));
  like->rules_version = g_strdup ("2022-09-22");
  like->happened = g_strdup ("2024-11-12T19:30:00+07:00");
  like->known = g_strdup ("2024-11-12");
  like->filed = g_strdup ("2024-11-12T20:30:00+07:00");
  like->account = g_strdup ("What happened.");
  person->role = KTG_PERSON_REPORTED;
  person->name = g_strdup ("B. S.");
  g_ptr_array_add (like->persons, person);
  return like;
}

static void
what_is_likely_the_same_is_taken (void)
{
  g_autoptr (KtgPack) pack = ktg_pack_new ();
  g_autoptr (KtgReport) like = make_like ();
  g_autoptr (KtgReport) report = ktg_report_new ();

  ktg_report_likeness_take (report, like, pack);
  g_assert_cmpstr (report->kind, ==, "initial");
  g_assert_cmpstr (report->on_behalf_of, ==, "Somebody Else");
  g_assert_cmpstr (report->place_region, ==, "34.71.06.1002");
  g_assert_cmpstr (report->region_version, ==, "2025-04-25");
  g_assert_cmpint (report->polling_place, ==, 7);
  g_assert_cmpstr (report->place_words, ==, "the square");
  g_assert_cmpstr (report->phase, ==, "keduanya");
  g_assert_cmpint (report->ballot_number, ==, 2);
  g_assert_cmpuint (report->violations->len, ==, 1);
}

static void
what_was_seen_is_never_taken (void)
{
  g_autoptr (KtgPack) pack = ktg_pack_new ();
  g_autoptr (KtgReport) like = make_like ();
  g_autoptr (KtgReport) report = ktg_report_new ();

  report->known = g_strdup ("2024-11-20");
  ktg_report_likeness_take (report, like, pack);
  g_assert_null (report->number);
  g_assert_null (report->happened);
  g_assert_cmpstr (report->known, ==, "2024-11-20");
  g_assert_null (report->filed);
  g_assert_null (report->account);
  g_assert_null (report->rules_version);
  g_assert_cmpuint (report->persons->len, ==, 0);
  g_assert_cmpuint (report->evidence->len, ==, 0);
  g_assert_cmpuint (ktg_values_get_n (report->values), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report-likeness/what-is-likely-the-same-is-taken",
                   what_is_likely_the_same_is_taken);
  g_test_add_func ("/report-likeness/what-was-seen-is-never-taken", what_was_seen_is_never_taken);

  return g_test_run ();
}
