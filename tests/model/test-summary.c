/* test-summary.c - what a list shows of a report, how it is found and where it stands
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-folded-text.h>
#include <ktg-summary.h>

#include <string.h>

static KtgSummary *
new_summary (const char *id, KtgState state, const char *known, gint64 changed_us)
{
  KtgSummaryFields fields = { 0 };

  fields.id = (char *)id;
  fields.state = state;
  fields.known = (char *)known;
  fields.changed_us = changed_us;
  ktg_summary_fields_set_due (&fields, NULL);
  return ktg_summary_new (&fields);
}

static void
the_words_come_from_the_report (void)
{
  g_autoptr (KtgReport) report = ktg_report_new ();
  KtgPerson       *person = ktg_person_new (KTG_PERSON_REPORTED);
  KtgEvidence     *evidence = ktg_evidence_new ();
  KtgSummaryFields fields = { 0 };

  report->kind = g_strdup ("finding");
  report->account = g_strdup ("  Pak Lurah\n\n berfoto\tbersama ");
  report->place_region = g_strdup ("34.71.06.1002");
  person->name = g_strdup ("B. S.");
  person->position = g_strdup ("Lurah");
  evidence->preview_sha256 = g_strnfill (64, 'b');
  g_ptr_array_add (report->violations, g_strdup ("KE-05"));
  g_ptr_array_add (report->persons, person);
  g_ptr_array_add (report->evidence, ktg_evidence_new ());
  g_ptr_array_add (report->evidence, evidence);

  fields.words = g_strdup ("older words");
  ktg_summary_fields_set_report (&fields, report);

  g_assert_cmpstr (fields.words, ==, "Pak Lurah berfoto bersama");
  g_assert_cmpstr (fields.who, ==, "B. S.");
  g_assert_cmpstr (fields.position, ==, "Lurah");
  g_assert_cmpstr (fields.kind, ==, "finding");
  g_assert_cmpstr (fields.violation, ==, "KE-05");
  g_assert_cmpstr (fields.place_region, ==, "34.71.06.1002");
  g_assert_cmpstr (fields.thumbnail_sha256, ==, evidence->preview_sha256);
  g_assert_null (fields.happened);
  ktg_summary_fields_clear (&fields);
}

static char *
dup_suspected (KtgReport *report)
{
  KtgSummaryFields fields = { 0 };
  char            *suspected;

  ktg_summary_fields_set_report (&fields, report);
  suspected = g_steal_pointer (&fields.suspected);
  ktg_summary_fields_clear (&fields);
  return suspected;
}

static void
all_that_is_suspected_is_known_and_that_nothing_is (void)
{
  g_autoptr (KtgReport) report = ktg_report_new ();
  g_autofree char *nothing = dup_suspected (report);
  g_autofree char *said = NULL;
  g_autofree char *two = NULL;
  g_autofree char *by_kind = NULL;

  ktg_values_set_text (report->values, "has_violation", KTG_VALUE_YES);
  said = dup_suspected (report);
  g_ptr_array_add (report->violations, g_strdup ("KE-05"));
  g_ptr_array_add (report->violations, g_strdup ("XX-99"));
  two = dup_suspected (report);

  g_ptr_array_set_size (report->violations, 0);
  ktg_values_set_text (report->values, "has_violation", KTG_VALUE_NO);
  report->kind = g_strdup ("public_report");
  by_kind = dup_suspected (report);

  g_assert_null (nothing);
  g_assert_cmpstr (said, ==, "");
  g_assert_cmpstr (two, ==, "KE-05 XX-99");
  g_assert_cmpstr (by_kind, ==, "");
}

static void
the_words_are_at_most_eighty_characters (void)
{
  g_autoptr (KtgReport) report = ktg_report_new ();
  KtgSummaryFields fields = { 0 };
  g_autoptr (GString) account = g_string_new (NULL);

  for (guint i = 0; i < 100; i++)
    g_string_append (account, i % 10 == 9 ? " " : "é");

  report->account = g_strdup (account->str);
  ktg_summary_fields_set_report (&fields, report);
  g_assert_cmpint (g_utf8_strlen (fields.words, -1), <=, 80);
  g_assert_cmpint (g_utf8_strlen (fields.words, -1), >=, 79);
  g_assert_true (g_str_has_prefix (account->str, fields.words));
  ktg_summary_fields_clear (&fields);
}

static void
an_account_of_blanks_has_no_words (void)
{
  g_autoptr (KtgReport) report = ktg_report_new ();
  KtgSummaryFields fields = { 0 };

  report->account = g_strdup (" \n ");
  ktg_summary_fields_set_report (&fields, report);
  g_assert_null (fields.words);
  ktg_summary_fields_clear (&fields);
}

static gboolean
is_found (KtgSummary *summary, const char *typed)
{
  g_autofree char *folded = ktg_folded_text_new (typed);

  return ktg_summary_has_words (summary, folded);
}

static void
it_is_found_by_its_words_without_case_or_accents (void)
{
  KtgSummaryFields fields = { .id = "3f0c", .words = "Foto di Balai Désa", .who = "Bambang S." };
  g_autoptr (KtgSummary) summary = ktg_summary_new (&fields);

  g_assert_true (is_found (summary, ""));
  g_assert_true (is_found (summary, "balai desa"));
  g_assert_true (is_found (summary, "DÉSA bambang"));
  g_assert_true (is_found (summary, "3f0c"));
  g_assert_false (is_found (summary, "balai kota"));
}

static void
it_keeps_its_own_words (void)
{
  KtgSummaryFields fields = { .id = g_strdup ("3f0c"), .words = g_strdup ("Foto") };
  g_autoptr (KtgSummary) summary = ktg_summary_new (&fields);

  ktg_summary_fields_clear (&fields);
  g_assert_cmpstr (ktg_summary_get (summary)->words, ==, "Foto");
}

static void
what_needs_the_officer_stands_first_then_deadline_then_newest (void)
{
  g_autoptr (KtgSummary) parked = new_summary ("a", KTG_STATE_PARKED, "2024-11-30", 1);
  g_autoptr (KtgSummary) draft = new_summary ("b", KTG_STATE_DRAFT, "2024-11-20", 1);
  g_autoptr (KtgSummary) undated = new_summary ("h", KTG_STATE_DRAFT, NULL, 1);
  g_autoptr (KtgSummary) urgent = new_summary ("c", KTG_STATE_QUEUED, "2024-11-10", 2);
  g_autoptr (KtgSummary) later = new_summary ("d", KTG_STATE_QUEUED, "2024-11-12", 3);
  g_autoptr (KtgSummary) newest = new_summary ("e", KTG_STATE_COMPLETE, "2024-11-01", 9);
  g_autoptr (KtgSummary) older = new_summary ("f", KTG_STATE_DELIVERED, "2024-10-01", 8);
  g_autoptr (KtgSummary) twin = new_summary ("g", KTG_STATE_DELIVERED, NULL, 8);
  KtgSummary *const order[] = { parked, urgent, later, draft, undated, newest, older, twin };

  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (order); j++)
      {
        int compared = ktg_summary_compare (order[i], order[j]);

        g_assert_cmpint ((compared > 0) - (compared < 0), ==, (i > j) - (i < j));
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/summary/the-words-come-from-the-report", the_words_come_from_the_report);
  g_test_add_func ("/summary/all-that-is-suspected-is-known-and-that-nothing-is",
                   all_that_is_suspected_is_known_and_that_nothing_is);
  g_test_add_func ("/summary/the-words-are-at-most-eighty-characters",
                   the_words_are_at_most_eighty_characters);
  g_test_add_func ("/summary/an-account-of-blanks-has-no-words", an_account_of_blanks_has_no_words);
  g_test_add_func ("/summary/it-is-found-by-its-words-without-case-or-accents",
                   it_is_found_by_its_words_without_case_or_accents);
  g_test_add_func ("/summary/it-keeps-its-own-words", it_keeps_its_own_words);
  g_test_add_func ("/summary/what-needs-the-officer-stands-first-then-deadline-then-newest",
                   what_needs_the_officer_stands_first_then_deadline_then_newest);

  return g_test_run ();
}
