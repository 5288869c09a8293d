/* test-filing.c - what stands between a draft and a filed report
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-filing-check.h"

#include "ktg-doubts.h"
#include "ktg-language.h"
#include "ktg-report-filter.h"
#include "ktg-signed-facts.h"

static KtgReport *
make_ready (void)
{
  KtgReport *report = ktg_report_new ();

  report->kind = g_strdup ("lhp");
  report->place_words = g_strdup ("Balai desa");
  report->known = g_strdup ("2024-11-12");
  report->account = g_strdup ("Lurah berfoto dengan bakal calon.");

  return report;
}

static void
test_least (void)
{
  g_autoptr (KtgReport) report = make_ready ();

  g_assert_cmpint (ktg_filing_check_find_lack (report), ==, KTG_FILING_READY);
  g_assert_cmpstr (ktg_filing_check_get_request (KTG_FILING_READY), ==, "");
}

/* Nothing is signed that is no time; the words stay in the draft. */
static void
test_misread (void)
{
  g_autoptr (KtgReport) report = make_ready ();
  KtgEvidence *evidence = ktg_evidence_new ();

  report->happened = g_strdup ("kemarin sore");
  g_assert_cmpint (ktg_filing_check_find_lack (report), ==, KTG_FILING_MISREADS_HAPPENED);
  g_free (report->happened);
  report->happened = g_strdup ("2024-11-11T17:00:00+07:00");
  g_free (report->known);
  report->known = g_strdup ("31 Feb 2024");
  g_assert_cmpint (ktg_filing_check_find_lack (report), ==, KTG_FILING_MISREADS_KNOWN);
  g_free (report->known);
  report->known = g_strdup ("2024-11-12");
  evidence->posted = ktg_posted_new ();
  evidence->posted->when = g_strdup ("25.00");
  g_ptr_array_add (report->evidence, evidence);
  g_assert_cmpint (ktg_filing_check_find_lack (report), ==, KTG_FILING_MISREADS_POSTED);
  g_free (evidence->posted->when);
  evidence->posted->when = g_strdup ("2024-11-11");
  g_assert_cmpint (ktg_filing_check_find_lack (report), ==, KTG_FILING_READY);
}

static void
test_evidence_is_enough (void)
{
  g_autoptr (KtgReport) report = make_ready ();

  g_clear_pointer (&report->account, g_free);
  g_assert_cmpint (ktg_filing_check_find_lack (report), ==, KTG_FILING_LACKS_ACCOUNT_OR_EVIDENCE);
  g_ptr_array_add (report->evidence, ktg_evidence_new ());
  g_assert_cmpint (ktg_filing_check_find_lack (report), ==, KTG_FILING_READY);
}

static void
check_lack (char **member, const char *value, KtgReport *report, KtgFilingLack lack)
{
  g_free (*member);
  *member = g_strdup (value);
  g_assert_cmpint (ktg_filing_check_find_lack (report), ==, lack);
  g_assert_cmpstr (ktg_filing_check_get_request (lack), !=, "");
}

static void
test_lacks (void)
{
  g_autoptr (KtgReport) report = make_ready ();

  check_lack (&report->account, "", report, KTG_FILING_LACKS_ACCOUNT_OR_EVIDENCE);
  check_lack (&report->known, NULL, report, KTG_FILING_LACKS_ACCOUNT_OR_EVIDENCE);
  check_lack (&report->place_words, "", report, KTG_FILING_LACKS_ACCOUNT_OR_EVIDENCE);
  check_lack (&report->kind, NULL, report, KTG_FILING_LACKS_KIND);
}

static void
test_place_and_times_are_not_demanded (void)
{
  g_autoptr (KtgReport) report = make_ready ();

  g_clear_pointer (&report->place_words, g_free);
  g_clear_pointer (&report->known, g_free);
  g_assert_cmpint (ktg_filing_check_find_lack (report), ==, KTG_FILING_READY);
}

static void
assert_said (const GPtrArray *facts, guint i, const char *name, const char *value)
{
  const KtgFact *fact = g_ptr_array_index (facts, i);

  g_assert_cmpstr (fact->name, ==, name);
  g_assert_cmpstr (fact->value, ==, value);
}

static void
test_signed_words (void)
{
  g_autoptr (KtgPack) pack = ktg_pack_new ();
  g_autoptr (KtgReport) report = make_ready ();
  g_autoptr (GPtrArray) facts = NULL;
  KtgPerson   *person = ktg_person_new (KTG_PERSON_REPORTED);
  KtgEvidence *evidence = ktg_evidence_new ();

  g_free (person->name);
  person->name = g_strdup ("B. S.");
  g_ptr_array_add (report->persons, person);
  evidence->size_bytes = 6100000;
  g_ptr_array_add (report->evidence, evidence);
  g_ptr_array_add (report->violations, g_strdup ("XX-99"));
  facts = ktg_signed_facts_new (report, pack, NULL, "id");

  assert_said (facts, 0, "Dugaan pelanggaran", "XX-99");
  assert_said (facts, 1, "Terlapor", "B. S.");
  assert_said (facts, 2, "Saksi", "Tidak ada");
  assert_said (facts, 3, "Tempat kejadian", report->place_words);
  assert_said (facts, 4, "Waktu kejadian", "Tidak ada");
  assert_said (facts, 5, "Tanggal diketahui", "Selasa, 12 Nov 2024");
  assert_said (facts, 6, "Uraian kejadian", report->account);
}

static void
test_signed_file (void)
{
  g_autoptr (KtgReport) report = make_ready ();
  g_autoptr (KtgEvidence) evidence = ktg_evidence_new ();
  g_autofree char *hash = NULL;
  g_autofree char *words = NULL;

  g_free (evidence->sha256);
  evidence->sha256 = g_strdup ("c14e90ab0000000000000000000000000000000000000000000000006f02d7e8");
  evidence->size_bytes = 2100000;
  evidence->taken = g_strdup ("2014-09-21T16:00:00");
  hash = ktg_signed_facts_dup_hash (evidence);
  words = ktg_signed_facts_dup_file (evidence);
  g_assert_cmpstr (hash, ==, "c14e 90ab … 6f02 d7e8");
  g_assert_true (g_str_has_suffix (words, " · 2,1 MB"));
}

static void
test_checklist (void)
{
  g_autofree char *some = ktg_filing_check_dup_checklist (
      KTG_CONDITION_REPORTER | KTG_CONDITION_IN_TIME | KTG_CONDITIONS_MATERIAL);

  g_assert_cmpstr (some, ==, "Formal 2/3 · Materiel 3/3");
}

static void
test_groups (void)
{
  KtgSummaryFields fields = { .state = KTG_STATE_DELIVERED };

  g_assert_cmpint (ktg_report_filter_of (&fields), ==, KTG_REPORT_FILTER_WAITING);
  fields.n_files = 1;
  fields.is_filed_elsewhere = TRUE;
  g_assert_cmpint (ktg_report_filter_of (&fields), ==, KTG_REPORT_FILTER_DONE);
  fields.is_withdrawn = TRUE;
  g_assert_cmpint (ktg_report_filter_of (&fields), ==, KTG_REPORT_FILTER_WITHDRAWN);
  fields.state = KTG_STATE_PARKED;
  g_assert_cmpint (ktg_report_filter_of (&fields), ==, KTG_REPORT_FILTER_ACTION);

  for (guint i = 0; i < KTG_N_REPORT_FILTERS; i++)
    {
      const char *name = ktg_report_filter_get_name ((KtgReportFilter)i);

      g_assert_cmpint (ktg_report_filter_from_name (name), ==, i);
    }

  g_assert_cmpint (ktg_report_filter_from_name ("of-tomorrow"), ==, KTG_REPORT_FILTER_ALL);
}

static void
add_field (KtgForm *form, const char *name, KtgFormNeed need, const char *spine)
{
  KtgFormField *field = ktg_record_new (&ktg_form_field_record);

  field->code = g_strdup (name);
  field->name.id = g_strdup (name);
  field->name.en = g_strdup (name);
  field->need = need;
  field->spine = g_strdup (spine);
  g_ptr_array_add (form->fields, field);
}

static void
assert_missing (const KtgForm *form, const KtgReport *report, const char *place, const char *words)
{
  const char *const places[] = { "persons.reporter", place, NULL };
  g_autofree char  *missing = ktg_filing_check_dup_missing_in (form, report, places);

  g_assert_cmpstr (missing, ==, words);
}

static void
test_missing_in (void)
{
  g_autoptr (KtgForm) form = ktg_record_new (&ktg_form_record);
  g_autoptr (KtgReport) report = make_ready ();

  add_field (form, "Tempat", KTG_FORM_NEED_MATERIAL, "place.words");
  add_field (form, "Wilayah", KTG_FORM_NEED_MATERIAL, "place.region");
  add_field (form, "Wilayah kejadian", KTG_FORM_NEED_MATERIAL, "place.region");
  add_field (form, "Tanggal diketahui", KTG_FORM_NEED_FORMAL, "times.known");
  add_field (form, "Waktu", KTG_FORM_NEED_MATERIAL, "times.happened");
  add_field (form, "Nomor", KTG_FORM_NEED_FORMAL, NULL);

  assert_missing (form, report, "place.", "belum diisi: Wilayah");
  assert_missing (form, report, "times.", "belum diisi: Waktu");
  g_clear_pointer (&report->known, g_free);
  assert_missing (form, report, "times.", "belum diisi: Tanggal diketahui, Waktu");
  assert_missing (form, report, "account", "");
  assert_missing (NULL, report, "times.", "");
}

int
main (int argc, char **argv)
{
  ktg_language_choose ("id", LOCALE_FOLDER);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/filing/kind-and-words-are-enough", test_least);
  g_test_add_func ("/filing/a-photo-stands-for-words", test_evidence_is_enough);
  g_test_add_func ("/filing/a-time-that-is-none-is-not-signed", test_misread);
  g_test_add_func ("/filing/what-is-lacking-is-asked-for-in-the-order-of-the-page", test_lacks);
  g_test_add_func ("/filing/place-and-times-are-not-demanded",
                   test_place_and_times_are_not_demanded);
  g_test_add_func ("/filing/what-a-section-misses-is-said-once", test_missing_in);
  g_test_add_func ("/filing/what-is-signed-stands-whole-with-what-is-not-said", test_signed_words);
  g_test_add_func ("/filing/a-photo-from-another-year-is-asked-about", test_signed_file);
  g_test_add_func ("/filing/the-checklist-counts-both-kinds", test_checklist);
  g_test_add_func ("/filter/every-report-stands-in-one-group", test_groups);

  return g_test_run ();
}
