/* test-timeline.c - what happened to a report, and who says so
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-timeline.h"

#include <ktg-test-zone.h>

#include "ktg-headline.h"

#include "ktg-language.h"
#include "ktg-library.h"
#include "ktg-version-list.h"

#define FILED_US (G_GINT64_CONSTANT (1731418267) * G_USEC_PER_SEC) /* 12 Nov 2024, 20:31:07 */
#define WIB (7 * 3600)

static KtgReportHeld *
make_held (KtgState state, guint n_events_received, guint n_files_received)
{
  KtgReportHeld *held = g_new0 (KtgReportHeld, 1);
  g_autoptr (KtgEvent) event = ktg_event_new ();
  KtgSummaryFields fields = { .id = (char *)"r",
                              .state = state,
                              .n_events = 1,
                              .n_events_received = n_events_received,
                              .n_files = 2,
                              .n_files_received = n_files_received };

  event->kind = KTG_EVENT_FILED;
  event->report_id = g_strdup ("r");
  event->author = g_strdup ("a");
  event->seq = 1;
  event->at = (KtgMoment){ .wall_us = FILED_US, .utc_offset_s = WIB };
  event->report = ktg_report_new ();

  held->history = ktg_history_new ("r");
  ktg_history_add (held->history, "e1", event, n_events_received);
  held->summary = ktg_summary_new (&fields);
  held->files = g_ptr_array_new ();
  held->event_receipts = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (held->event_receipts,
                   g_strdup (n_events_received > 0 ? "2024-11-12T13:40:00Z" : ""));

  return held;
}

static void
assert_step (GPtrArray      *steps,
             guint           i,
             KtgTimelineMark mark,
             const char     *what,
             const char     *when,
             const char     *who)
{
  const KtgTimelineStep *step = g_ptr_array_index (steps, i);

  g_assert_cmpint (step->mark, ==, mark);
  g_assert_cmpstr (step->what, ==, what);
  g_assert_cmpstr (step->when, ==, when);
  g_assert_cmpstr (step->who, ==, who);
}

static void
test_queued (void)
{
  g_autoptr (KtgReportHeld) held = make_held (KTG_STATE_QUEUED, 0, 0);
  g_autoptr (KtgPack) pack = ktg_pack_new ();
  const KtgFormReader reader = { pack, NULL, "id" };
  g_autoptr (GPtrArray) steps = ktg_timeline_new (held, &reader, WIB);

  g_assert_cmpuint (steps->len, ==, 4);
  assert_step (steps,
               0,
               KTG_MARK_DONE,
               "Masuk antrean",
               "12 Nov 2024, 20.31",
               "menurut jam perangkat ini");
  assert_step (steps, 1, KTG_MARK_UNDER_WAY, "Teks diterima server", "", "menunggu");
  assert_step (steps, 2, KTG_MARK_TO_COME, "Bukti diterima, 0 dari 2 berkas", "", "menunggu");
  assert_step (steps, 3, KTG_MARK_TO_COME, "Kajian awal", "", "oleh kantor");
}

/* Nothing of it is owed, which is not to say that anything of it arrived. */
static void
test_replaced (void)
{
  g_autoptr (KtgReportHeld) held = make_held (KTG_STATE_REPLACED, 1, 0);
  g_autoptr (KtgPack) pack = ktg_pack_new ();
  const KtgFormReader reader = { pack, NULL, "id" };
  g_autoptr (GPtrArray) steps = ktg_timeline_new (held, &reader, WIB);

  g_assert_cmpuint (steps->len, ==, 2);
  assert_step (steps, 1, KTG_MARK_DONE, "Ditolak server", "", "masuk antrean lagi");
}

/* On a computer in UTC, by whoever's clock. */
static void
test_one_clock (void)
{
  g_autoptr (KtgReportHeld) held = make_held (KTG_STATE_DELIVERED, 1, 1);
  g_autoptr (KtgPack) pack = ktg_test_zone_new_pack ("WITA", 8 * 60, "51");
  const KtgFormReader reader = { pack, NULL, "id" };
  KtgSummaryFields    fields = *ktg_summary_get (held->summary);
  g_autofree char    *id = g_strdup ("r");
  g_autofree char    *region = g_strdup ("51.71");
  g_autoptr (GPtrArray) steps = NULL;

  fields.id = id;
  fields.place_region = region;
  g_object_unref (held->summary);
  held->summary = ktg_summary_new (&fields);

  steps = ktg_timeline_new (held, &reader, 0);
  assert_step (steps,
               0,
               KTG_MARK_DONE,
               "Masuk antrean",
               "12 Nov 2024, 21.31 WITA",
               "menurut jam perangkat ini");
  assert_step (steps,
               1,
               KTG_MARK_DONE,
               "Teks diterima server",
               "12 Nov 2024, 21.40 WITA",
               "tanda terima server");
}

static void
test_delivered (void)
{
  g_autoptr (KtgReportHeld) held = make_held (KTG_STATE_DELIVERED, 1, 1);
  g_autoptr (KtgPack) pack = ktg_pack_new ();
  const KtgFormReader reader = { pack, NULL, "id" };
  g_autoptr (GPtrArray) steps = ktg_timeline_new (held, &reader, WIB);

  assert_step (steps,
               1,
               KTG_MARK_DONE,
               "Teks diterima server",
               "12 Nov 2024, 20.40",
               "tanda terima server");
  assert_step (steps, 2, KTG_MARK_UNDER_WAY, "Bukti diterima, 1 dari 2 berkas", "", "menunggu");
}

static void
make_others (KtgReportHeld *held)
{
  KtgSummaryFields fields = *ktg_summary_get (held->summary);
  g_autofree char *id = g_strdup (fields.id);

  fields.id = id;
  fields.is_filed_elsewhere = TRUE;
  g_object_unref (held->summary);
  held->summary = ktg_summary_new (&fields);
}

/* What is not known here is no step, neither done nor to come. */
static void
test_elsewhere (void)
{
  g_autoptr (KtgReportHeld) held = make_held (KTG_STATE_DELIVERED, 1, 1);
  g_autoptr (KtgPack) pack = ktg_pack_new ();
  const KtgFormReader reader = { pack, NULL, "id" };
  g_autoptr (GPtrArray) steps = NULL;

  g_ptr_array_set_size (held->event_receipts, 0);
  g_ptr_array_add (held->event_receipts, g_strdup (""));
  make_others (held);
  steps = ktg_timeline_new (held, &reader, WIB);
  g_assert_cmpuint (steps->len, ==, 3);
  assert_step (steps,
               0,
               KTG_MARK_DONE,
               "Diajukan oleh petugasnya",
               "12 Nov 2024, 20.31",
               "menurut jam perangkat pengirimnya");
  assert_step (steps,
               1,
               KTG_MARK_DONE,
               "Teks diterima server",
               "",
               "perangkat ini menerimanya dari sana");
  assert_step (steps, 2, KTG_MARK_TO_COME, "Kajian awal", "", "oleh kantor");
}

/* --- what an office says --- */

static const KtgStanding siti
    = { KTG_BELIEF_HELD, KTG_ROLE_OFFICER, KTG_LEVEL_VILLAGE, "34.71.06", "Siti" };
static const KtgStanding office
    = { KTG_BELIEF_HELD, KTG_ROLE_OFFICE, KTG_LEVEL_REGENCY, "34.71", "Panwas" };

/* Of the report that make_held() makes. @pack: borrowed */
static void
begin_case (KtgReportHeld *held, const KtgPack *pack)
{
  held->folded = ktg_case_new (pack, "e1");
  g_assert_true (
      ktg_case_add (held->folded, "e1", ktg_history_get_entry (held->history, 0)->event, &siti));
}

/* @by: NULL: nobody knows who he is */
static void
take_step (KtgReportHeld     *held,
           const char        *id,
           const char        *code,
           int                n_days_after,
           const KtgStanding *by)
{
  const KtgStanding nobody = { KTG_BELIEF_UNKNOWN };
  g_autoptr (KtgEvent) event = ktg_case_begin_step (held->folded, "panwas-key", code);

  event->report_id = g_strdup ("r");
  event->case_id = g_strdup ("e1");
  event->seq = n_days_after;
  event->at
      = (KtgMoment){ .wall_us = FILED_US + n_days_after * G_TIME_SPAN_DAY, .utc_offset_s = WIB };
  event->step->reason = g_strdup ("Lengkapi alamat\u202e pelapor.");
  ktg_values_set_text (event->step->values, "formal", KTG_VALUE_YES);
  ktg_values_set_text (event->step->values, "material", KTG_VALUE_NO);
  ktg_case_add (held->folded, id, event, by != NULL ? by : &nobody);
}

static void
say_state (KtgReportHeld *held, const char *state)
{
  const KtgSummaryFields fields = { .id = (char *)"r",
                                    .state = KTG_STATE_COMPLETE,
                                    .n_events = 1,
                                    .n_events_received = 1,
                                    .case_state = (char *)state };

  g_set_object (&held->summary, NULL);
  held->summary = ktg_summary_new (&fields);
}

/* What the office gave back is not done; what does not count is there, and says why. */
static void
test_steps (void)
{
  g_autoptr (KtgLibrary) library = ktg_library_new (PACKS_FOLDER, NULL);
  const KtgFormReader reader = { ktg_library_get_pack (library), NULL, "id" };
  g_autoptr (KtgReportHeld) held = make_held (KTG_STATE_COMPLETE, 1, 2);
  g_autoptr (GPtrArray) steps = NULL;

  begin_case (held, reader.pack);
  take_step (held, "s1", "received", 1, &office);
  take_step (held, "s2", "banana", 2, &office);
  take_step (held, "s3", "initial_review", 3, &office);
  take_step (held, "s4", "needs_completion", 4, &office);
  take_step (held, "s5", "completed", 5, NULL);
  say_state (held, ktg_case_get_office_state (held->folded));
  steps = ktg_timeline_new (held, &reader, WIB);

  g_assert_cmpuint (steps->len, ==, 7);
  assert_step (steps,
               2,
               KTG_MARK_DONE,
               "Diterima: Lengkapi alamat[U+202E] pelapor.",
               "13 Nov 2024, 20.31",
               "Panwas (kantor, 34.71)");
  assert_step (steps,
               3,
               KTG_MARK_TO_COME,
               "banana: Lengkapi alamat[U+202E] pelapor.",
               "14 Nov 2024, 20.31",
               "Panwas (kantor, 34.71)");
  g_assert_cmpstr (((KtgTimelineStep *)g_ptr_array_index (steps, 3))->detail,
                   ==,
                   "Tata cara tidak mengenal langkah ini.");
  assert_step (steps,
               5,
               KTG_MARK_ASKS,
               "Perlu perbaikan: Lengkapi alamat[U+202E] pelapor.",
               "16 Nov 2024, 20.31",
               "Panwas (kantor, 34.71)");
  assert_step (steps,
               6,
               KTG_MARK_TO_COME,
               "Dilengkapi: Lengkapi alamat[U+202E] pelapor.",
               "17 Nov 2024, 20.31",
               "perangkat tidak dikenal panwas-k…");
}

static void
add_later (KtgReportHeld *held, KtgEventKind kind, const char *reason, const char *received)
{
  g_autoptr (KtgEvent) event = ktg_event_new ();
  guint            n = ktg_history_get_n_entries (held->history) + 1;
  g_autofree char *id = g_strdup_printf ("e%u", n);

  event->kind = kind;
  event->report_id = g_strdup ("r");
  event->author = g_strdup ("a");
  event->seq = n;
  event->at = (KtgMoment){ .wall_us = FILED_US + n * G_TIME_SPAN_DAY, .utc_offset_s = WIB };
  event->reason = g_strdup (reason);
  event->report = kind == KTG_EVENT_AMENDED ? ktg_report_new () : NULL;
  ktg_history_add (held->history, id, event, n);
  g_ptr_array_add (held->event_receipts, g_strdup (received));
}

/* What else is said of the same minutes. */
static void
test_one_clock_beside (void)
{
  g_autoptr (KtgReportHeld) held = make_held (KTG_STATE_DELIVERED, 1, 2);
  const KtgPlaceClock wita = { 8 * 3600, TRUE };
  g_autoptr (GPtrArray) versions = NULL;
  g_autofree char *withdrawal = NULL;

  add_later (held, KTG_EVENT_AMENDED, "Nama salah.", "");
  add_later (held, KTG_EVENT_WITHDRAWN, "Salah orang.", "");
  versions = ktg_version_list_new (held->history, &wita);
  withdrawal = ktg_headline_dup_withdrawal (held, &wita);
  g_assert_cmpstr (((KtgReportVersion *)g_ptr_array_index (versions, versions->len - 1))->title,
                   ==,
                   "Versi 2 dari 2 · 14 Nov 2024, 21.31 WITA");
  g_assert_cmpstr (withdrawal,
                   ==,
                   "Dicabut oleh pengawasnya, 15 Nov 2024, 21.31 WITA: Salah orang.");
}

/* What comes later has its own line and receipt. */
static void
test_legal_time_stays (void)
{
  g_autoptr (KtgReportHeld) held = make_held (KTG_STATE_COMPLETE, 1, 2);
  g_autoptr (KtgPack) pack = ktg_pack_new ();
  const KtgFormReader reader = { pack, NULL, "id" };
  const KtgPlaceClock here = { WIB, FALSE };
  g_autoptr (GPtrArray) steps = NULL;
  g_autofree char *headline = NULL;

  add_later (held, KTG_EVENT_AMENDED, "Nama salah.", "2024-11-14T13:40:00Z");
  add_later (held, KTG_EVENT_WITHDRAWN, "Salah\u2067 orang.", "2024-11-15T13:40:00Z");
  steps = ktg_timeline_new (held, &reader, WIB);

  g_assert_cmpuint (steps->len, ==, 5);
  assert_step (steps,
               1,
               KTG_MARK_DONE,
               "Teks diterima server",
               "12 Nov 2024, 20.40",
               "tanda terima server");
  assert_step (steps,
               3,
               KTG_MARK_DONE,
               "Diperbaiki: Nama salah.",
               "14 Nov 2024, 20.31",
               "menurut jam perangkat ini");
  assert_step (steps,
               4,
               KTG_MARK_DONE,
               "Dicabut: Salah[U+2067] orang.",
               "15 Nov 2024, 20.31",
               "menurut jam perangkat ini");
  g_assert_cmpstr (((KtgTimelineStep *)g_ptr_array_index (steps, 4))->detail,
                   ==,
                   "Diterima server: 15 Nov 2024, 20.40 (tanda terima server)");
  headline = ktg_headline_dup_withdrawal (held, &here);
  g_assert_cmpstr (headline,
                   ==,
                   "Dicabut oleh pengawasnya, 15 Nov 2024, 20.31: Salah[U+2067] orang.");
}

int
main (int argc, char **argv)
{
  ktg_language_choose ("id", LOCALE_FOLDER);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/timeline/every-moment-is-by-the-clock-of-the-place", test_one_clock);
  g_test_add_func ("/timeline/so-is-every-moment-beside-it", test_one_clock_beside);
  g_test_add_func ("/timeline/a-queued-report-says-what-it-waits-for", test_queued);
  g_test_add_func ("/timeline/what-was-filed-anew-is-not-said-to-have-arrived", test_replaced);
  g_test_add_func ("/timeline/a-receipt-is-the-server-s-word", test_delivered);
  g_test_add_func ("/timeline/of-files-that-another-s-device-brings-nothing-is-said",
                   test_elsewhere);
  g_test_add_func ("/timeline/a-legal-time-never-moves", test_legal_time_stays);
  g_test_add_func ("/timeline/a-step-has-its-author-and-stands-as-it-does", test_steps);

  return g_test_run ();
}
