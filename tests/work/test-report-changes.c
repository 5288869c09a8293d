/* test-report-changes.c - what differs between two versions is said by field
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-report-changes.h"

#include "ktg-language.h"

static KtgReport *
make_report (void)
{
  KtgReport *report = ktg_report_new ();
  KtgPerson *person = ktg_person_new (KTG_PERSON_REPORTED);

  report->kind = g_strdup ("lhp");
  report->account = g_strdup ("Berfoto.");
  report->place_words = g_strdup ("Balai desa");
  person->name = g_strdup ("B. S.");
  g_ptr_array_add (report->persons, person);
  return report;
}

static void
assert_change (GPtrArray  *changes,
               guint       i,
               const char *label,
               const char *before,
               const char *after)
{
  const KtgReportChange *change = g_ptr_array_index (changes, i);

  g_assert_cmpstr (change->label, ==, label);
  g_assert_cmpstr (change->before, ==, before);
  g_assert_cmpstr (change->after, ==, after);
}

static void
test_fields (void)
{
  g_autoptr (KtgPack) pack = ktg_pack_new ();
  const KtgFormReader reader = { pack, NULL, "id" };
  g_autoptr (KtgReport) before = make_report ();
  g_autoptr (KtgReport) after = ktg_report_copy (before);
  g_autoptr (GPtrArray) none = ktg_report_changes_new (before, after, &reader);
  g_autoptr (GPtrArray) changes = NULL;
  KtgEvidence *evidence = ktg_evidence_new ();

  g_assert_cmpuint (none->len, ==, 0);
  g_free (after->account);
  after->account = g_strdup ("Berfoto bersama.");
  after->known = g_strdup ("2024-11-12");
  g_clear_pointer (&after->place_words, g_free);
  evidence->sha256 = g_strnfill (64, 'a');
  evidence->original_name = g_strdup ("foto.jpg");
  g_ptr_array_add (after->evidence, evidence);

  changes = ktg_report_changes_new (before, after, &reader);
  g_assert_cmpuint (changes->len, ==, 4);
  assert_change (changes, 0, "Tempat kejadian", "Balai desa", "");
  assert_change (changes, 1, "Uraian kejadian", "Berfoto.", "Berfoto bersama.");
  assert_change (changes, 2, "Tanggal diketahui", "", "Selasa, 12 Nov 2024");
  assert_change (changes, 3, "Bukti", "", "foto.jpg");
}

int
main (int argc, char **argv)
{
  ktg_language_choose ("id", LOCALE_FOLDER);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/changes/what-differs-is-said-by-field", test_fields);

  return g_test_run ();
}
