/* test-report.c - a copy says the same, and a change of any word is a difference
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-event.h>
#include <ktg-report-link.h>
#include <ktg-report.h>

static KtgReport *
new_full_report (void)
{
  KtgReport   *report = ktg_report_new ();
  KtgPerson   *person = ktg_person_new (KTG_PERSON_REPORTED);
  KtgEvidence *evidence = ktg_evidence_new ();

  report->kind = g_strdup ("lhp");
  report->place_region = g_strdup ("34.71.06.1002");
  report->region_version = g_strdup ("2025-04-25");
  report->place_class = g_strdup ("office");
  report->place_words = g_strdup ("Kantor Kelurahan Notoprajan");
  report->happened = g_strdup ("2024-11-12T19:30:00+07:00");
  report->known = g_strdup ("2024-11-12");
  report->filed = g_strdup ("2024-11-12T20:31:07+07:00");
  report->phase = g_strdup ("bakal_calon");
  report->openness = g_strdup ("open");
  report->ballot_number = 2;
  report->account = g_strdup ("Berfoto bersama.");
  report->rules_version = g_strdup ("2022-09-22");
  g_ptr_array_add (report->violations, g_strdup ("KE-05"));
  g_ptr_array_add (report->tags, g_strdup ("intimidation"));

  person->name = g_strdup ("B. S.");
  person->position = g_strdup ("Lurah");
  g_ptr_array_add (report->persons, person);

  evidence->sha256 = g_strnfill (64, 'a');
  evidence->size_bytes = 2190194;
  evidence->media_type = g_strdup ("image/jpeg");
  evidence->original_name = g_strdup ("IMG-20241112-WA0003.jpg");
  evidence->has_position = TRUE;
  evidence->latitude = -7.8;
  evidence->posted = ktg_posted_new ();
  evidence->posted->where = g_strdup ("Facebook");
  g_ptr_array_add (report->evidence, evidence);
  report->form_code = g_strdup ("form_a_pilkada");
  report->form_version = g_strdup ("2024-09");
  ktg_values_set_text (report->values, "purpose", "Mengawasi kampanye");
  return report;
}

static void
a_copy_is_equal_and_its_own (void)
{
  g_autoptr (KtgReport) report = new_full_report ();
  g_autoptr (KtgReport) copy = ktg_report_copy (report);

  g_assert_true (ktg_report_equal (report, copy));
  g_assert_true (report->account != copy->account);
  g_assert_true (report->persons->pdata[0] != copy->persons->pdata[0]);

  g_clear_pointer (&report, ktg_report_free);
  g_assert_cmpstr (copy->account, ==, "Berfoto bersama.");
}

static void
change_text (KtgReport *report)
{
  g_free (report->place_words);
  report->place_words = NULL;
}

static void
change_number (KtgReport *report)
{
  report->ballot_number = 3;
}

static void
change_violation (KtgReport *report)
{
  g_ptr_array_add (report->violations, g_strdup ("DS-07"));
}

static void
change_person (KtgReport *report)
{
  KtgPerson *person = report->persons->pdata[0];

  person->role = KTG_PERSON_WITNESS;
}

static void
change_evidence (KtgReport *report)
{
  KtgEvidence *evidence = report->evidence->pdata[0];

  evidence->longitude = 110.36;
}

static void
change_posted (KtgReport *report)
{
  KtgEvidence *evidence = report->evidence->pdata[0];

  g_clear_pointer (&evidence->posted, ktg_posted_free);
}

static void
change_form (KtgReport *report)
{
  g_clear_pointer (&report->form_version, g_free);
}

static void
change_value (KtgReport *report)
{
  ktg_values_set_text (report->values, "purpose", "Mengawasi");
}

static void
any_change_is_a_difference (void)
{
  void (*const changes[]) (KtgReport *) = {
    change_text,     change_number, change_violation, change_person,
    change_evidence, change_posted, change_form,      change_value,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (KtgReport) report = new_full_report ();
      g_autoptr (KtgReport) other = new_full_report ();

      changes[i](other);
      g_assert_false (ktg_report_equal (report, other));
      g_assert_false (ktg_report_equal (other, report));
    }
}

static void
the_first_person_of_a_role_is_found (void)
{
  g_autoptr (KtgReport) report = new_full_report ();

  g_assert_cmpstr (ktg_report_get_person (report, KTG_PERSON_REPORTED)->name, ==, "B. S.");
  g_assert_null (ktg_report_get_person (report, KTG_PERSON_WITNESS));
}

static void
an_events_copy_is_its_own (void)
{
  g_autoptr (KtgEvent) event = ktg_event_new ();
  g_autoptr (KtgEvent) copy = NULL;

  event->kind = KTG_EVENT_FILED;
  event->author = g_strdup ("siti");
  event->report = new_full_report ();
  copy = ktg_event_copy (event);

  g_assert_cmpstr (copy->author, ==, "siti");
  g_assert_true (copy->report != event->report);
  g_assert_true (ktg_report_equal (copy->report, event->report));
}

static void
a_type_name_is_read_back (void)
{
  for (KtgEventKind kind = KTG_EVENT_FILED; kind < KTG_EVENT_OTHER; kind++)
    g_assert_cmpint (ktg_event_kind_from_type_name (ktg_event_kind_get_type_name (kind)), ==, kind);

  g_assert_null (ktg_event_kind_get_type_name (KTG_EVENT_OTHER));
  g_assert_cmpint (ktg_event_kind_from_type_name ("report.praised"), ==, KTG_EVENT_OTHER);
}

static void
a_link_names_a_report_and_nothing_else (void)
{
  static const char *const others[] = {
    "",
    "kentongan:",
    "kentongan:report/",
    "kentongan:report/../../profile",
    "kentongan:report/0193/event/",
    "kentongan:report/0193/event/a/b",
    "kentongan:report/0193?sign=yes",
    "kentongan:report/01234567890123456789012345678901234567890123456789012345678901234",
    "kentongan:enrol/0193",
    "https://kentongan.invalid/report/0193",
  };
  g_autofree char *plain = ktg_report_link_new ("0193-a", NULL);
  g_autofree char *exact = ktg_report_link_new ("0193-a", "beef");
  g_autofree char *id = ktg_report_link_dup_id (plain);
  g_autofree char *same = ktg_report_link_dup_id (exact);
  g_autofree char *capital = ktg_report_link_dup_id ("KENTONGAN:REPORT/0193-A/EVENT/BEEF");

  g_assert_cmpstr (plain, ==, "kentongan:report/0193-a");
  g_assert_cmpstr (exact, ==, "kentongan:report/0193-a/event/beef");
  g_assert_cmpstr (id, ==, "0193-a");
  g_assert_cmpstr (same, ==, "0193-a");
  g_assert_cmpstr (capital, ==, "0193-a");
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_null (ktg_report_link_dup_id (others[i]));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/report/a-copy-is-equal-and-its-own", a_copy_is_equal_and_its_own);
  g_test_add_func ("/report/any-change-is-a-difference", any_change_is_a_difference);
  g_test_add_func ("/report/the-first-person-of-a-role-is-found",
                   the_first_person_of_a_role_is_found);
  g_test_add_func ("/report/an-events-copy-is-its-own", an_events_copy_is_its_own);
  g_test_add_func ("/report/a-type-name-is-read-back", a_type_name_is_read_back);

  g_test_add_func ("/report/a-link-names-a-report-and-nothing-else",
                   a_link_names_a_report_and_nothing_else);

  return g_test_run ();
}
