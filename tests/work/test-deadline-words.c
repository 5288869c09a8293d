/* test-deadline-words.c - the time the law leaves, as people read it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-calendar-words.h"
#include "ktg-deadline-words.h"
#include "ktg-language.h"
#include "ktg-library.h"

#include <string.h>

#define YOGYAKARTA "34.71"

static gint64
moment (const char *text)
{
  gint64 time_us = 0;

  g_assert_true (ktg_moment_parse (text, 0, &time_us));
  return time_us;
}

static KtgTerm *
term_new (KtgDayKind day_kind)
{
  KtgTerm *term = ktg_record_new (&ktg_term_record);

  term->name.id = g_strdup ("Laporan disampaikan");
  term->days = 7;
  term->day_kind = day_kind;
  term->legal_basis = g_strdup ("UU 7/2017 ps 454");
  term->confidence = g_strdup ("A");
  return term;
}

/* In the general election, at a place whose clock is WIB. */
static KtgDeadline
deadline_of (const KtgPack *pack, const KtgTerm *term, const char *known)
{
  KtgDeadline deadline;

  g_assert_true (ktg_deadline_reckon (&deadline,
                                      known,
                                      term->days,
                                      term->day_kind,
                                      7 * 3600,
                                      pack->holiday_years));
  deadline.term = term;
  deadline.election = ktg_pack_get_election (pack, YOGYAKARTA, "2023-12-20");
  deadline.zone = ktg_pack_get_zone (pack, YOGYAKARTA);
  return deadline;
}

static void
assert_left (const KtgDeadline *deadline, const char *now, const char *expected)
{
  g_autofree char *words = ktg_deadline_words_dup_left (deadline, moment (now));

  g_assert_cmpstr (words, ==, expected);
}

static void
what_working_days_would_leave_is_said_as_such (void)
{
  g_autoptr (KtgLibrary) library = ktg_library_new (PACKS_FOLDER, NULL);
  g_autoptr (KtgTerm) term = term_new (KTG_DAY_KIND_UNKNOWN);
  KtgDeadline deadline = deadline_of (ktg_library_get_pack (library), term, "2024-01-15");

  assert_left (&deadline, "2024-01-19T08:00:00+07:00", "sisa 3 hari");
  assert_left (&deadline, "2024-01-22T08:00:00+07:00", "hari terakhir");
  assert_left (&deadline, "2024-01-23T08:00:00+07:00", "sisa 1 hari bila dihitung hari kerja");
  assert_left (&deadline, "2024-01-24T08:00:00+07:00", "hari terakhir bila dihitung hari kerja");
  assert_left (&deadline, "2024-01-25T08:00:00+07:00", "terlambat 3 hari");
}

static void
assert_fact (const GPtrArray *facts, guint i, const char *name, const char *value)
{
  const KtgFact *fact = g_ptr_array_index (facts, i);

  g_assert_cmpstr (fact->name, ==, name);
  g_assert_cmpstr (fact->value, ==, value);
}

static void
both_ways_of_counting_stand_with_their_source (void)
{
  g_autoptr (KtgLibrary) library = ktg_library_new (PACKS_FOLDER, NULL);
  const KtgPack *pack = ktg_library_get_pack (library);
  g_autoptr (KtgTerm) term = term_new (KTG_DAY_KIND_WORKING);
  g_autoptr (GPtrArray) facts = ktg_fact_list_new ();
  KtgDeadline    deadline = deadline_of (pack, term, "2023-12-20");
  const KtgFact *fact
      = ktg_deadline_words_add_left (facts, &deadline, pack, moment ("2023-12-28T08:00:00+07:00"));

  assert_fact (facts, 0, "Batas waktu", "sisa 6 hari");
  assert_fact (fact->below, 0, "Hari kalender", "sampai akhir 27 Des 2023, WIB");
  assert_fact (fact->below,
               1,
               "Hari kerja",
               "sampai akhir 3 Jan 2024, WIB; tidak dihitung: 25 Des Natal, 26 Des Natal (cuti "
               "bersama), 1 Jan Tahun Baru Masehi");
  assert_fact (fact->below, 2, "Menurut aturan", "hari kerja");
  assert_fact (fact->below, 3, "Dasar hukum", "Laporan disampaikan: UU 7/2017 ps 454");
  assert_fact (fact->below,
               4,
               "Kepastian",
               "dua sumber terbuka atau lebih sejalan · belum diverifikasi");
}

static void
holidays_that_are_not_known_are_said (void)
{
  g_autoptr (KtgLibrary) library = ktg_library_new (PACKS_FOLDER, NULL);
  const KtgPack *pack = ktg_library_get_pack (library);
  g_autoptr (KtgTerm) term = term_new (KTG_DAY_KIND_UNKNOWN);
  KtgDeadline      deadline = deadline_of (pack, term, "2027-03-01");
  g_autofree char *lines = NULL;

  deadline.election = NULL;
  deadline.zone = NULL;
  lines = ktg_deadline_words_dup_lines (&deadline, pack);
  g_assert_cmpstr (lines,
                   ==,
                   "Hari kalender: sampai akhir 8 Mar 2027\n"
                   "Hari kerja: sampai akhir 10 Mar 2027; libur tahun 2027 belum ada di "
                   "sini: untuk tahun itu hanya Sabtu "
                   "dan Minggu yang tidak dihitung\n"
                   "Pemilu atau pemilihan: tidak ada yang dikenal untuk tempat dan hari itu, dan "
                   "aturan hari itu tidak ada di sini; hitungan yang ketat didahulukan");
}

/* The election there ended the day before: of two laws as strict its own is taken. */
static void
without_an_election_the_laws_are_compared (void)
{
  g_autoptr (KtgLibrary) library = ktg_library_new (PACKS_FOLDER, NULL);
  const KtgPack      *pack = ktg_library_get_pack (library);
  const KtgClockFacts clock = { "finding", YOGYAKARTA, "2024-12-17", "2024-12-20" };
  g_autoptr (GPtrArray) facts = ktg_fact_list_new ();
  KtgDeadline    deadline;
  const KtgFact *fact;

  g_assert_true (ktg_report_clock_find (pack, &clock, 0, &deadline));
  fact = ktg_deadline_words_add_left (facts, &deadline, pack, moment ("2024-12-21T08:00:00+07:00"));
  g_assert_cmpuint (fact->below->len, ==, 5);
  assert_fact (fact->below,
               2,
               "Pemilu atau pemilihan",
               "tidak ada yang dikenal untuk tempat dan hari itu; dipakai yang paling ketat dari "
               "aturan berikut");
  assert_fact (fact->below,
               3,
               "Aturan pilkada",
               "7 hari (“hari”, tanpa menyebut yang mana; hitungan paling ketat didahulukan), "
               "sampai akhir 27 Des 2024, WIB · Hasil pengawasan menjadi temuan sejak ditemukan: "
               "UU 1/2015 jo UU 10/2016 ps 134; Perbawaslu 8/2020 jo 9/2024");
  assert_fact (fact->below,
               4,
               "Aturan pemilu",
               "7 hari (“hari”, tanpa menyebut yang mana; hitungan paling ketat didahulukan), "
               "sampai akhir 27 Des 2024, WIB · Hasil pengawasan menjadi temuan sejak ditemukan: "
               "UU 7/2017 ps 454(5)");
}

static void
no_younger_law_is_cited (void)
{
  g_autoptr (KtgLibrary) library = ktg_library_new (PACKS_FOLDER, NULL);
  const KtgPack      *pack = ktg_library_get_pack (library);
  const KtgClockFacts old = { "public_report", YOGYAKARTA, "2015-11-12", "2015-11-12" };
  const KtgClockFacts later = { "public_report", YOGYAKARTA, "2017-01-12", "2017-01-12" };
  const KtgClockFacts prevention = { "prevention", YOGYAKARTA, "2015-11-12", "2015-11-12" };
  KtgDeadline         deadline;

  g_assert_true (ktg_report_clock_find (pack, &old, 0, &deadline));
  g_assert_null (deadline.term);
  g_assert_cmpstr (deadline.calendar.day, ==, "2015-11-19");
  g_assert_false (ktg_report_clock_find (pack, &prevention, 0, &deadline));
  g_assert_true (ktg_report_clock_find (pack, &later, 0, &deadline));
  g_assert_cmpstr (deadline.term->legal_basis, ==, "UU 1/2015 jo UU 10/2016 ps 134");
}

/* Of two years the one is named that is not known, and no day of the other is called unknown. */
static void
the_year_whose_holidays_are_not_known_is_named (void)
{
  g_autoptr (KtgLibrary) library = ktg_library_new (PACKS_FOLDER, NULL);
  const KtgPack *pack = ktg_library_get_pack (library);
  g_autoptr (KtgTerm) term = term_new (KTG_DAY_KIND_UNKNOWN);
  KtgDeadline      deadline = deadline_of (pack, term, "2026-12-22");
  g_autofree char *lines = ktg_deadline_words_dup_lines (&deadline, pack);

  g_assert_nonnull (ktg_pack_get_holidays (pack, 2026));
  g_assert_null (ktg_pack_get_holidays (pack, 2027));
  g_assert_nonnull (strstr (lines, "tidak dihitung: "));
  g_assert_nonnull (strstr (lines, "; libur tahun 2027 belum ada di sini: untuk tahun itu"));
}

static void
assert_calendar (const char *region, const char *now, const char *expected)
{
  g_autoptr (KtgLibrary) library = ktg_library_new (PACKS_FOLDER, NULL);
  KtgMoment        moment_of = { .wall_us = moment (now), .utc_offset_s = 7 * 3600 };
  g_autofree char *words
      = ktg_calendar_words_dup (ktg_library_get_pack (library), region, &moment_of);

  g_assert_cmpstr (words, ==, expected);
}

static void
the_calendar_counts_down_to_the_polling (void)
{
  assert_calendar (YOGYAKARTA,
                   "2024-07-30T08:00:00+07:00",
                   "Pilkada 2024 · Pemenuhan syarat dukungan pasangan calon perseorangan · H-120");
  assert_calendar (YOGYAKARTA, "2024-11-12T08:00:00+07:00", "Pilkada 2024 · Masa kampanye · H-15");
  assert_calendar (YOGYAKARTA, "2024-11-26T23:30:00+07:00", "Pilkada 2024 · Masa tenang · H-1");
  assert_calendar ("91.71",
                   "2024-11-26T23:30:00+07:00",
                   "Pilkada 2024 · Pemungutan suara · hari ini");
  assert_calendar (YOGYAKARTA,
                   "2024-12-10T08:00:00+07:00",
                   "Pilkada 2024 · Penghitungan dan rekapitulasi suara");
  assert_calendar (YOGYAKARTA, "2024-04-10T08:00:00+07:00", "Pilkada 2024 · H-231");
  assert_calendar ("19.71",
                   "2025-07-22T08:00:00+07:00",
                   "Pilkada ulang 2025 · Pasangan calon telah ditetapkan · H-36");
  assert_calendar (YOGYAKARTA, "2025-07-22T08:00:00+07:00", NULL);
  assert_calendar ("", "2026-11-26T08:00:00+07:00", NULL);
}

int
main (int argc, char **argv)
{
  ktg_language_choose ("id", LOCALE_FOLDER);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/deadline-words/what-working-days-would-leave-is-said-as-such",
                   what_working_days_would_leave_is_said_as_such);
  g_test_add_func ("/deadline-words/both-ways-of-counting-stand-with-their-source",
                   both_ways_of_counting_stand_with_their_source);
  g_test_add_func ("/deadline-words/holidays-that-are-not-known-are-said",
                   holidays_that_are_not_known_are_said);
  g_test_add_func ("/deadline-words/without-an-election-the-laws-are-compared",
                   without_an_election_the_laws_are_compared);
  g_test_add_func ("/deadline-words/no-younger-law-is-cited", no_younger_law_is_cited);
  g_test_add_func ("/deadline-words/the-year-whose-holidays-are-not-known-is-named",
                   the_year_whose_holidays_are_not_known_is_named);
  g_test_add_func ("/deadline-words/the-calendar-counts-down-to-the-polling",
                   the_calendar_counts_down_to_the_polling);

  return g_test_run ();
}
