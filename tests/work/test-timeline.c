/* test-timeline.c - what happened to a report, and who says so
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-timeline.h"

#include "ktg-headline.h"

#include "ktg-language.h"

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
  g_autoptr (GPtrArray) steps = ktg_timeline_new (held, pack, "id", WIB);

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
  g_autoptr (GPtrArray) steps = ktg_timeline_new (held, pack, "id", WIB);

  g_assert_cmpuint (steps->len, ==, 2);
  assert_step (steps, 1, KTG_MARK_DONE, "Ditolak server", "", "masuk antrean lagi");
}

static void
test_delivered (void)
{
  g_autoptr (KtgReportHeld) held = make_held (KTG_STATE_DELIVERED, 1, 1);
  g_autoptr (KtgPack) pack = ktg_pack_new ();
  g_autoptr (GPtrArray) steps = ktg_timeline_new (held, pack, "id", WIB);

  assert_step (steps,
               1,
               KTG_MARK_DONE,
               "Teks diterima server",
               "12 Nov 2024, 20.40",
               "tanda terima server");
  assert_step (steps, 2, KTG_MARK_UNDER_WAY, "Bukti diterima, 1 dari 2 berkas", "", "menunggu");
}

/* What the office gave back is not done. */
static void
assert_asks (KtgReportHeld *held, const KtgPack *pack)
{
  const KtgSummaryFields fields = { .id = (char *)"r",
                                    .state = KTG_STATE_COMPLETE,
                                    .n_events = 1,
                                    .n_events_received = 1,
                                    .review_state = (char *)"needs_completion" };
  g_autoptr (GPtrArray) steps = NULL;
  const KtgTimelineStep *last;

  g_set_object (&held->summary, NULL);
  held->summary = ktg_summary_new (&fields);
  steps = ktg_timeline_new (held, pack, "id", WIB);
  last = g_ptr_array_index (steps, steps->len - 1);
  g_assert_cmpint (last->mark, ==, KTG_MARK_ASKS);
}

/* One that does not count is there, and is not the office's word. */
static void
assert_doubts (KtgReportHeld *held, const KtgPack *pack)
{
  static const struct
  {
    KtgTrust    trust;
    const char *detail;
  } words[] = {
    { KTG_TRUST_UNKNOWN, "Belum ada pihak berwenang yang menyatakan siapa penulisnya." },
    { KTG_TRUST_UNSIGNED_FOR, "Penulisnya, atau yang mendaftarkannya, tidak berwenang untuk ini." },
    { KTG_TRUST_REVOKED, "Ini datang setelah perangkat penulisnya dicabut." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autoptr (GPtrArray) steps = NULL;
      const KtgTimelineStep *step;

      ktg_history_set_trust (held->history, "e2", words[i].trust);
      g_assert_null (ktg_history_get_review_state (held->history));
      steps = ktg_timeline_new (held, pack, "id", WIB);
      g_assert_cmpuint (steps->len, ==, 4);
      step = g_ptr_array_index (steps, 2);
      g_assert_cmpint (step->mark, ==, KTG_MARK_TO_COME);
      g_assert_cmpstr (step->who, ==, "tidak terbukti");
      g_assert_cmpstr (step->detail, ==, words[i].detail);
      assert_step (steps, 3, KTG_MARK_TO_COME, "Kajian awal", "", "oleh kantor");
    }
}

static void
test_reviewed (void)
{
  g_autoptr (KtgReportHeld) held = make_held (KTG_STATE_COMPLETE, 1, 2);
  g_autoptr (KtgPack) pack = ktg_pack_new ();
  g_autoptr (KtgEvent) review = ktg_event_new ();
  g_autoptr (GPtrArray) steps = NULL;

  review->kind = KTG_EVENT_REVIEW;
  review->report_id = g_strdup ("r");
  review->author = g_strdup ("office");
  review->seq = 1;
  review->at = (KtgMoment){ .wall_us = FILED_US + G_TIME_SPAN_DAY, .utc_offset_s = WIB };
  review->review_state = g_strdup ("initial_review");
  review->note = g_strdup ("Lengkapi alamat\u202e pelapor.");
  ktg_history_add (held->history, "e2", review, 2);
  steps = ktg_timeline_new (held, pack, "id", WIB);

  g_assert_cmpuint (steps->len, ==, 4);
  assert_step (steps,
               3,
               KTG_MARK_DONE,
               "initial_review: Lengkapi alamat[U+202E] pelapor.",
               "13 Nov 2024, 20.31",
               "menurut kantor");
  assert_asks (held, pack);
  assert_doubts (held, pack);
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

/* What comes later has its own line and receipt. */
static void
test_legal_time_stays (void)
{
  g_autoptr (KtgReportHeld) held = make_held (KTG_STATE_COMPLETE, 1, 2);
  g_autoptr (KtgPack) pack = ktg_pack_new ();
  g_autoptr (GPtrArray) steps = NULL;
  g_autofree char *headline = NULL;

  add_later (held, KTG_EVENT_AMENDED, "Nama salah.", "2024-11-14T13:40:00Z");
  add_later (held, KTG_EVENT_WITHDRAWN, "Salah\u2067 orang.", "2024-11-15T13:40:00Z");
  steps = ktg_timeline_new (held, pack, "id", WIB);

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
  headline = ktg_headline_dup_withdrawal (held);
  g_assert_cmpstr (headline,
                   ==,
                   "Dicabut oleh pengawasnya, 15 Nov 2024, 20.31: Salah[U+2067] orang.");
}

static void
add_state (KtgChoiceList *list, const char *name, const char *from, const char *until)
{
  KtgChoice *state = ktg_choice_new ();

  state->code = g_strdup ("forwarded");
  state->name.id = g_strdup (name);
  state->detail.id = g_strdup_printf ("Tentang %s.", name);
  state->period.from = g_strdup (from);
  state->period.until = g_strdup (until);
  g_ptr_array_add (list->choices, state);
}

/* Until 12 November it was KASN; from the 13th it is BKN. */
static KtgPack *
make_dated_pack (void)
{
  KtgPack       *pack = ktg_pack_new ();
  KtgPackPart   *part = ktg_record_new (&ktg_pack_part_record);
  KtgChoiceList *list = ktg_record_new (&ktg_choice_list_record);

  part->name = g_strdup ("forms");
  part->version = g_strdup ("2024-01");
  list->code = g_strdup ("review_states");
  add_state (list, "KASN", NULL, "2024-11-12");
  add_state (list, "BKN", "2024-11-13", NULL);
  g_ptr_array_add (part->lists, list);
  ktg_pack_adopt (pack, part);
  return pack;
}

static void
assert_forwarded (int n_days_after, const char *name, const char *detail)
{
  g_autoptr (KtgReportHeld) held = make_held (KTG_STATE_COMPLETE, 1, 2);
  g_autoptr (KtgPack) pack = make_dated_pack ();
  g_autoptr (KtgEvent) review = ktg_event_new ();
  g_autoptr (GPtrArray) steps = NULL;
  const KtgTimelineStep *step;

  review->kind = KTG_EVENT_REVIEW;
  review->report_id = g_strdup ("r");
  review->author = g_strdup ("office");
  review->seq = 1;
  review->at
      = (KtgMoment){ .wall_us = FILED_US + n_days_after * G_TIME_SPAN_DAY, .utc_offset_s = WIB };
  review->review_state = g_strdup ("forwarded");
  ktg_history_add (held->history, "e2", review, 2);
  steps = ktg_timeline_new (held, pack, "id", WIB);
  step = g_ptr_array_index (steps, 3);
  g_assert_cmpstr (step->what, ==, name);
  g_assert_cmpstr (step->detail, ==, detail);
}

static void
test_named_on_its_day (void)
{
  assert_forwarded (0, "KASN", "Tentang KASN.");
  assert_forwarded (1, "BKN", "Tentang BKN.");
}

int
main (int argc, char **argv)
{
  ktg_language_choose ("id", LOCALE_FOLDER);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/timeline/a-queued-report-says-what-it-waits-for", test_queued);
  g_test_add_func ("/timeline/what-was-filed-anew-is-not-said-to-have-arrived", test_replaced);
  g_test_add_func ("/timeline/a-receipt-is-the-server-s-word", test_delivered);
  g_test_add_func ("/timeline/a-legal-time-never-moves", test_legal_time_stays);
  g_test_add_func ("/timeline/a-decision-is-the-office-s-word", test_reviewed);
  g_test_add_func ("/timeline/a-decision-is-called-what-it-was-called-on-its-day",
                   test_named_on_its_day);

  return g_test_run ();
}
