/* test-doubts.c - what should be looked at again before it is signed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-doubts.h"

#include "ktg-deadline-words.h"
#include "ktg-language.h"
#include "ktg-library.h"

#include <string.h>

#define HOUR 3600

/* Tuesday, 12 November 2024, 20:31:07 in Yogyakarta */
static const KtgMoment now
    = { .wall_us = G_GINT64_CONSTANT (1731418267) * G_USEC_PER_SEC, .utc_offset_s = 7 * HOUR };

static KtgReport *
new_report (const char *happened, const char *known)
{
  KtgReport *report = ktg_report_new ();

  report->kind = g_strdup ("lhp");
  report->place_region = g_strdup ("34.71");
  report->happened = g_strdup (happened);
  report->known = g_strdup (known);
  return report;
}

static void
test_order (void)
{
  static const struct
  {
    const char *happened;
    const char *known;
    gboolean    is_doubtful;
  } rows[] = {
    { "2024-11-12", "2024-11-12", FALSE },
    { "2024-11-12", "2024-11-11", TRUE },
    { "2024-11-12T19:30:00+07:00", "2024-11-12", FALSE },
    { "2024-11-12T19:30:00+07:00", "2024-11-11", TRUE },
    { "2024-11-12T19:30:00+07:00", "2024-11-12T19:29:00+07:00", TRUE },
    { "2024-11-12T19:30:00+07:00", "2024-11-12T20:31:00+08:00", FALSE },
    { "2024-11-12", "2024-11-12T00:00:00+07:00", FALSE },
    { "2024-11-12T22:30:00+06:00", "2024-11-12", FALSE },
    { NULL, "2024-11-12", FALSE },
    { "kemarin sore", "2024-11-12", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (KtgReport) report = new_report (rows[i].happened, rows[i].known);
      g_autofree char *doubt = ktg_doubts_dup_order (report, 7 * HOUR);

      g_test_message ("%s, known %s", rows[i].happened, rows[i].known);
      g_assert_cmpint (doubt != NULL, ==, rows[i].is_doubtful);
    }
}

static void
assert_doubts (KtgReport *report, const char *const *sentences)
{
  g_autoptr (KtgLibrary) library = ktg_library_new (PACKS_FOLDER, NULL);
  g_autoptr (KtgReportLaw) law = ktg_report_law_new (ktg_library_get_pack (library), report);
  g_autoptr (GPtrArray) doubts = ktg_doubts_new (report, law, &now);

  for (guint i = 0; i < doubts->len; i++)
    g_assert_cmpstr (g_ptr_array_index (doubts, i), ==, sentences[i]);

  g_assert_cmpuint (doubts->len, ==, g_strv_length ((char **)sentences));
}

static void
test_all (void)
{
  g_autoptr (KtgReport) right = new_report ("2024-11-11", "2024-11-12");
  g_autoptr (KtgReport) to_come = new_report ("2024-11-13", "2024-11-12");
  g_autoptr (KtgReport) misread = new_report ("kemarin sore", "2024-11-12");

  assert_doubts (right, (const char *const[]){ NULL });
  assert_doubts (to_come,
                 (const char *const[]){
                     "Waktu kejadian: Rabu, 13 Nov 2024, yang belum terjadi. Sudah benar?",
                     "Diketahui Selasa, 12 Nov 2024, sebelum terjadi Rabu, 13 Nov 2024. Sudah "
                     "benar?",
                     NULL });
  assert_doubts (misread,
                 (const char *const[]){ "Waktu kejadian: Jamnya belum ada. Tambahkan, seperti "
                                        "19.30, atau tulis harinya saja; sementara itu tetap "
                                        "seperti yang Anda tulis.",
                                        NULL });
}

static KtgEvidence *
new_file (const char *taken, const char *posted, const char *found)
{
  KtgEvidence *evidence = ktg_evidence_new ();

  evidence->taken = g_strdup (taken);
  evidence->posted = ktg_posted_new ();
  evidence->posted->when = g_strdup (posted);
  evidence->posted->found = g_strdup (found);
  return evidence;
}

/* A camera often has no zone; then all of its day is meant. */
static void
test_file (void)
{
  static const struct
  {
    const char *happened, *known, *taken, *posted, *found;
    const char *about[KTG_N_FILE_TIMES]; /* a word of what is said, or NULL */
  } rows[] = {
    { "2024-11-11", "2024-11-12", "2024-11-11T19:30:00", "2024-11-11", "2024-11-12", { NULL } },
    { "2024-11-11", "2024-11-11", "2024-11-12T08:00:00", NULL, NULL, { "sesudah diketahui" } },
    { "2024-11-11", "2024-11-12", "2014-09-21T16:00:00", NULL, NULL, { "padahal terjadi" } },
    { "2024-11-11T23:30:00+07:00",
      "2024-11-12",
      "2024-11-12T00:40:00+07:00",
      NULL,
      NULL,
      { NULL } },
    { "2024-11-11T08:00:00+07:00",
      "2024-11-12",
      "2024-11-12T00:40:00+07:00",
      NULL,
      NULL,
      { "padahal terjadi" } },
    { "2024-11-11", "2024-11-12", "2030-01-01T00:00:00", NULL, NULL, { "kedua jam" } },
    { NULL, NULL, "2024-11-11T19:30:00", "2024-11-10", NULL, { NULL, "sebelum diambil" } },
    { NULL, NULL, "2024-11-11T19:30:00", "2024-11-11T08:00:00+07:00", NULL, { NULL } },
    { NULL, NULL, NULL, "2024-11-11", "2024-11-10", { NULL, NULL, "sebelum diunggah" } },
    { NULL, NULL, NULL, "kemarin sore", "2024-11-10", { NULL } },
    { "kemarin", "tadi", "2024-11-11T19:30:00", "kemarin", "tadi", { NULL } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    for (KtgFileTime about = KTG_FILE_TIME_TAKEN; about < KTG_N_FILE_TIMES; about++)
      {
        g_autoptr (KtgReport) report = new_report (rows[i].happened, rows[i].known);
        g_autoptr (KtgEvidence) file = new_file (rows[i].taken, rows[i].posted, rows[i].found);
        g_autofree char *doubt = ktg_doubts_dup_file (about, report, file, &now, 7 * HOUR);

        g_test_message ("row %" G_GSIZE_FORMAT ", time %d: %s", i, (int)about, doubt);
        g_assert_cmpint (doubt != NULL, ==, rows[i].about[about] != NULL);
        if (doubt != NULL)
          g_assert_nonnull (strstr (doubt, rows[i].about[about]));
      }
}

static void
test_file_names_both (void)
{
  g_autoptr (KtgReport) report = new_report ("2024-11-11", "2024-11-11");
  g_autoptr (KtgEvidence) file = new_file ("2024-11-12T08:00:00", "2024-11-10", "2024-11-09");
  g_autofree char *doubts = ktg_doubts_dup_of_file (report, file, &now, 7 * HOUR);

  g_assert_cmpstr (
      doubts,
      ==,
      "Diambil 12 Nov 2024, 08.00, sesudah diketahui 11 Nov 2024. Periksa keduanya: jam "
      "kamera bisa keliru.\n"
      "Diunggah 10 Nov 2024, sebelum diambil 12 Nov 2024, 08.00. Periksa keduanya: jam "
      "kamera bisa keliru.\n"
      "Ditemukan 9 Nov 2024, sebelum diunggah 10 Nov 2024. Periksa kedua waktu itu.");
}

/* In the campaign there are candidates. */
static void
test_phase (void)
{
  g_autoptr (KtgReport) report = new_report ("2024-11-11", "2024-11-12");
  g_autoptr (KtgLibrary) library = ktg_library_new (PACKS_FOLDER, NULL);
  const KtgPack *pack = ktg_library_get_pack (library);
  GPtrArray     *phases = ktg_pack_get_choices (pack, "phases");
  const char    *suggested = ktg_pack_suggest_phase (pack, "34.71", "2024-11-11");

  g_assert_nonnull (suggested);

  for (guint i = 0; i < phases->len; i++)
    {
      const char *code = ((const KtgChoice *)g_ptr_array_index (phases, i))->code;
      g_autoptr (KtgReportLaw) law = NULL;
      g_autoptr (GPtrArray) doubts = NULL;

      g_free (report->phase);
      report->phase = g_strdup (code);
      law = ktg_report_law_new (pack, report);
      doubts = ktg_doubts_new (report, law, &now);
      g_assert_cmpuint (doubts->len, ==, g_str_equal (code, suggested) ? 0 : 1);
    }
}

/* A form that by this computer's clock is still to come. */
static void
assert_clock_is_asked_about (KtgLibrary      *library,
                             const KtgReport *report,
                             gint64           wall_us,
                             const char      *today)
{
  const KtgMoment  behind = { .wall_us = wall_us, .utc_offset_s = 7 * 3600 };
  g_autofree char *doubt = NULL;

  ktg_library_set_today (library, &behind);
  doubt = ktg_doubts_dup_clock (ktg_library_get_pack (library), report);
  g_assert_nonnull (doubt);
  g_assert_nonnull (strstr (doubt, "Menurut jam komputer ini"));
  g_assert_nonnull (strstr (doubt, today));
  g_assert_nonnull (strstr (doubt, "2024"));
}

/* Also where the battery is empty and the clock begins at the beginning. */
static void
test_clock (void)
{
  g_autoptr (KtgReport) report = new_report ("2024-11-11", "2024-11-12");
  g_autoptr (KtgLibrary) library = ktg_library_new (PACKS_FOLDER, NULL);
  g_autofree char *none = NULL;

  g_free (report->kind);
  report->kind = g_strdup ("lhp");
  ktg_library_set_today (library, &now);
  none = ktg_doubts_dup_clock (ktg_library_get_pack (library), report);

  g_assert_null (none);
  assert_clock_is_asked_about (library, report, now.wall_us - 8 * 366 * G_TIME_SPAN_DAY, "2016");
  assert_clock_is_asked_about (library, report, 0, "1 Jan 1970");
}

/* The strict count and what the law says of it, before the signature. */
static void
test_deadline (void)
{
  g_autoptr (KtgReport) report = new_report ("2024-11-11", "2024-11-12");
  g_autoptr (KtgLibrary) library = ktg_library_new (PACKS_FOLDER, NULL);
  const KtgClockFacts clock = ktg_clock_facts_of_report (report);
  KtgDeadline         deadline;
  g_autofree char    *words = NULL;

  g_assert_true (
      ktg_report_clock_find (ktg_library_get_pack (library), &clock, now.utc_offset_s, &deadline));
  words = ktg_deadline_words_dup_strict (&deadline, now.wall_us);
  g_assert_nonnull (strstr (words, "sampai akhir 19 Nov 2024, WIB"));
  g_assert_nonnull (strstr (words, "\nMenurut aturan: "));
}

int
main (int argc, char **argv)
{
  ktg_language_choose ("id", LOCALE_FOLDER);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/doubts/times-of-a-file-that-do-not-go-together-are-asked-about", test_file);
  g_test_add_func ("/doubts/each-names-both-times-and-what-to-do", test_file_names_both);
  g_test_add_func ("/doubts/what-is-known-before-it-happened-is-asked-about", test_order);
  g_test_add_func ("/doubts/each-has-its-sentence", test_all);
  g_test_add_func ("/doubts/another-phase-than-the-calendars-is-asked-about", test_phase);
  g_test_add_func ("/doubts/a-clock-that-is-years-behind-is-asked-about", test_clock);
  g_test_add_func ("/doubts/the-strict-time-limit-is-said-before-the-signature", test_deadline);

  return g_test_run ();
}
