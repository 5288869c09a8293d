/* test-sentences.c - every state and every failure has its sentence
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-library.h"
#include "ktg-onward.h"
#include "ktg-queue-lanes.h"
#include "ktg-queue.h"
#include "ktg-sentences.h"
#include "ktg-sync-sentence.h"
#include "ktg-trouble.h"

#include "ktg-language.h"

#include <ktg-owed.h>
#include <ktg-photo.h>
#include <ktg-problem.h>
#include <ktg-progress.h>
#include <ktg-store.h>
#include <string.h>

#define NOW_US (G_GINT64_CONSTANT (1731418267) * G_USEC_PER_SEC)   /* 12 Nov 2024, 20:31:07 */
#define KNOWN_US (G_GINT64_CONSTANT (1731416652) * G_USEC_PER_SEC) /* 12 Nov 2024, 20:04:12 */
#define WIB (7 * 3600)

typedef struct
{
  KtgSyncProgress progress;
  const char     *sentence;
} ProgressRow;

typedef struct
{
  KtgSummaryFields fields;
  const char      *state;
} StateRow;

typedef struct
{
  guint64     size_bytes;
  const char *words;
} SizeRow;

static const ProgressRow progress_rows[] = {
  { { .phase = KTG_SYNC_IDLE, .since_us = NOW_US }, "Semua sudah di server, 20.31." },
  { { .phase = KTG_SYNC_IDLE }, "Semua sudah di server." },
  { { .phase = KTG_SYNC_IDLE,
      .pack = (char *)"rules-2022-09-22.2",
      .pack_error = KTG_SYNC_ERROR_STORE },
    "Semua sudah di server. Paket rules-2022-09-22.2 belum datang: disk komputer ini tidak "
    "menerimanya. Paket itu akan diminta lagi; tidak ada laporan yang menunggunya." },
  { { .phase = KTG_SYNC_IDLE,
      .pack = (char *)"rules-2022-09-22.2",
      .pack_error = KTG_SYNC_ERROR_NOT_PUBLISHED },
    "Semua sudah di server. Paket rules-2022-09-22.2 belum datang: server tidak dapat membuktikan "
    "bahwa pusat menerbitkannya; tolong beri tahu kantor Anda. Paket itu akan diminta lagi; tidak "
    "ada laporan yang menunggunya." },
  { { .phase = KTG_SYNC_IDLE, .has_bad_packs = TRUE },
    "Semua sudah di server. Server mengumumkan paket yang tidak mungkin sebuah paket. Paket itu "
    "dilewati; tolong beri tahu kantor Anda." },
  { { .phase = KTG_SYNC_IDLE, .n_parked = 1 }, "1 hal perlu tindakan Anda." },
  { { .phase = KTG_SYNC_CONNECTING }, "Menghubungi server…" },
  { { .phase = KTG_SYNC_TEXTS, .done = 1, .total = 3, .seconds_left = -1 },
    "Mengirim teks 2 dari 3." },
  { { .phase = KTG_SYNC_PREVIEWS, .done = 0, .total = 4 }, "Mengirim pratinjau 1 dari 4." },
  { { .phase = KTG_SYNC_ORIGINALS, .done = 3, .total = 9, .seconds_left = 180 },
    "Mengirim berkas 4 dari 9, ± 3 menit lagi." },
  { { .phase = KTG_SYNC_ORIGINALS, .done = 3, .total = 9, .seconds_left = -1 },
    "Mengirim berkas 4 dari 9." },
  { { .phase = KTG_SYNC_WAITING, .until_us = NOW_US + 60 * G_USEC_PER_SEC },
    "Server meminta menunggu sampai 20.32." },
  { { .phase = KTG_SYNC_OFFLINE,
      .n_texts_waiting = 3,
      .text_bytes_waiting = 12000,
      .n_files_waiting = 9,
      .file_bytes_waiting = 14 * 1000 * 1000 },
    "Luring. Menunggu: 3 teks, 12 KB, dan 9 berkas, 14,0 MB." },
  { { .phase = KTG_SYNC_OFFLINE }, "Luring. Tidak ada yang menunggu." },
  { { .phase = KTG_SYNC_UNENROLLED }, "Belum terdaftar. Masukkan kode dari kantor." },
  { { .phase = KTG_SYNC_UNENROLLED, .n_texts_waiting = 1, .text_bytes_waiting = 900 },
    "Belum terdaftar. Menunggu: 1 teks, 900 B." },
  { { .phase = KTG_SYNC_HELD, .hold = KTG_HOLD_PAUSED, .file_bytes_waiting = 6100000 },
    "Dijeda. Teks tetap dikirim; berkas menunggu, 6,1 MB." },
  { { .phase = KTG_SYNC_HELD,
      .hold = KTG_HOLD_PAUSED,
      .n_parked = 1,
      .file_bytes_waiting = 6100000 },
    "1 hal perlu tindakan Anda. Dijeda. Teks tetap dikirim; berkas menunggu, 6,1 MB." },
  { { .phase = KTG_SYNC_HELD, .hold = KTG_HOLD_METERED, .file_bytes_waiting = 6100000 },
    "Semua teks sudah di server. Foto asli menunggu jaringan tanpa batas kuota, 6,1 MB." },
  { { .phase = KTG_SYNC_HELD,
      .hold = KTG_HOLD_BUDGET,
      .file_bytes_waiting = 6100000,
      .midnight_us = G_GINT64_CONSTANT (1731430799980000) }, /* 20 ms before it, in Jakarta */
    "Batas data habis. Foto asli dilanjutkan pukul 00.00, 6,1 MB." },
  { { .phase = KTG_SYNC_HELD, .file_bytes_waiting = 6100000 },
    "Semua teks sudah di server. Pengiriman foto asli ditunda, 6,1 MB." },
  { { .phase = KTG_SYNC_ACCOUNT },
    "Server tidak lagi menerima perangkat ini. Laporan aman di sini. Tanyakan ke kantor Anda." },
};

static const StateRow state_rows[] = {
  { { .state = KTG_STATE_DRAFT }, "Draf" },
  { { .state = KTG_STATE_QUEUED }, "Menunggu" },
  { { .state = KTG_STATE_DELIVERED, .n_files = 3, .n_files_received = 2 },
    "Teks diterima · 2/3 berkas" },
  { { .state = KTG_STATE_COMPLETE }, "Lengkap di server" },
  { { .state = KTG_STATE_PARKED }, "Perlu tindakan" },
  { { .state = KTG_STATE_COMPLETE, .is_withdrawn = TRUE }, "Dicabut" },
  { { .state = KTG_STATE_COMPLETE, .case_state = (char *)"registered" }, "Diregistrasi" },
  { { .state = KTG_STATE_COMPLETE, .case_state = (char *)"conflict" }, "Keputusan bertentangan" },
  { { .state = KTG_STATE_COMPLETE, .case_state = (char *)"state_of_2031" }, "state_of_2031" },
  { { .state = KTG_STATE_DELIVERED,
      .case_state = (char *)"registered",
      .n_files = 3,
      .n_files_received = 2 },
    "Diregistrasi · 2/3 berkas" },
  { { .state = KTG_STATE_DELIVERED,
      .is_filed_elsewhere = TRUE,
      .n_files = 3,
      .n_files_received = 1 },
    "Teks diterima" },
  { { .state = KTG_STATE_DELIVERED,
      .is_filed_elsewhere = TRUE,
      .case_state = (char *)"registered",
      .n_files = 3 },
    "Diregistrasi" },
  { { .state = KTG_STATE_COMPLETE,
      .is_filed_elsewhere = TRUE,
      .n_files = 3,
      .n_files_received = 3 },
    "Lengkap di server" },
  { { .state = KTG_STATE_QUEUED, .case_state = (char *)"registered" }, "Menunggu" },
  { { .state = KTG_STATE_COMPLETE, .case_state = (char *)"needs_completion" },
    "Kantor minta dilengkapi" },
  { { .state = KTG_STATE_COMPLETE, .case_state = (char *)"needs_completion", .is_withdrawn = TRUE },
    "Dicabut" },
  { { .state = KTG_STATE_COMPLETE, .trust = KTG_TRUST_REVOKED },
    "tidak terbukti · Lengkap di server" },
  { { .state = KTG_STATE_COMPLETE, .trust = KTG_TRUST_UNKNOWN, .is_withdrawn = TRUE },
    "tidak terbukti · Dicabut" },
};

static const SizeRow size_rows[] = {
  { 0, "0 B" },          { 999, "999 B" },        { 1000, "1 KB" },
  { 12345, "12 KB" },    { 999499, "999 KB" },    { 1000000, "1,0 MB" },
  { 6149999, "6,1 MB" }, { 14000000, "14,0 MB" }, { G_GUINT64_CONSTANT (2500000000), "3 GB" },
};

static void
test_progress (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (progress_rows); i++)
    {
      g_autofree char *sentence
          = ktg_sync_sentence_new (&progress_rows[i].progress, NULL, NOW_US, WIB);

      g_assert_cmpstr (sentence, ==, progress_rows[i].sentence);
    }
}

static KtgOwed *
new_owed (const char *report_id, guint n_files)
{
  KtgOwed *owed = ktg_owed_new ();

  for (guint i = 0; i < n_files; i++)
    {
      g_autofree char *sha256 = g_strnfill (64, (char)('a' + i));

      g_ptr_array_add (owed->files, ktg_owed_file_new (sha256, report_id, 1000000));
    }
  return owed;
}

/* Several connections carry a file each, and not all of them of this report. */
static void
test_files_under_way (void)
{
  static const char *const said[] = {
    "3 berkas, 3,0 MB: menunggu giliran.",
    "1 berkas sedang dikirim, baru 50%.",
    "2 berkas sedang dikirim, baru 30%.",
    "2 berkas sedang dikirim, baru 30%.",
  };
  static const char *const under_way[] = { "a", "b", "x" };
  static const guint64     done[] = { 500000, 100000, 900000 };
  KtgSummaryFields         fields = { .id = (char *)"r", .state = KTG_STATE_DELIVERED };
  KtgSyncProgress          progress = { .phase = KTG_SYNC_ORIGINALS };
  g_autoptr (KtgOwed) owed = new_owed ("r", 3);

  for (guint i = 0; i < G_N_ELEMENTS (said); i++)
    {
      g_autofree char *sentence = ktg_queue_dup_files (&fields, owed, &progress);
      g_autofree char *sha256 = NULL;

      g_assert_cmpstr (sentence, ==, said[i]);
      if (i == G_N_ELEMENTS (under_way))
        break;
      sha256 = g_strnfill (64, *under_way[i]);
      ktg_progress_add_file (&progress, sha256, done[i], 1000000);
    }
  ktg_progress_clear_files (&progress);
}

static void
test_states (void)
{
  g_autoptr (KtgLibrary) library = ktg_library_new (PACKS_FOLDER, NULL);
  const KtgPack *pack = ktg_library_get_pack (library);

  for (gsize i = 0; i < G_N_ELEMENTS (state_rows); i++)
    {
      g_autofree char *state = ktg_sentences_dup_state (&state_rows[i].fields, pack);
      g_autofree char *delivery = ktg_sentences_dup_delivery (&state_rows[i].fields, TRUE);
      g_autofree char *unenrolled = ktg_sentences_dup_delivery (&state_rows[i].fields, FALSE);

      g_assert_cmpstr (state, ==, state_rows[i].state);
      g_assert_true (g_str_has_suffix (delivery, "."));
      /* Only what would go by itself waits for the office's code, too. */
      g_assert_cmpint (g_str_equal (delivery, unenrolled),
                       !=,
                       state_rows[i].fields.state == KTG_STATE_QUEUED);
      g_assert_null (strstr (unenrolled, "sendiri"));
    }
}

/* Another's device brings them, and gets the receipts. */
static void
test_files_of_others (void)
{
  KtgSummaryFields fields = { .state = KTG_STATE_DELIVERED,
                              .id = (char *)"r",
                              .is_filed_elsewhere = TRUE,
                              .n_files = 3,
                              .n_files_received = 1 };
  g_autofree char *others = ktg_sentences_dup_delivery (&fields, TRUE);
  g_autofree char *own = NULL;
  g_autofree char *whole = NULL;
  g_autoptr (GListStore) summaries = g_list_store_new (KTG_TYPE_SUMMARY);
  g_autoptr (KtgSummary) summary = ktg_summary_new (&fields);

  g_list_store_append (summaries, summary);
  g_assert_cmpuint (ktg_onward_count (G_LIST_MODEL (summaries), KTG_SYNC_IDLE), ==, 0);

  fields.is_filed_elsewhere = FALSE;
  own = ktg_sentences_dup_delivery (&fields, TRUE);
  fields.is_filed_elsewhere = TRUE;
  fields.state = KTG_STATE_COMPLETE;
  fields.n_files_received = 3;
  whole = ktg_sentences_dup_delivery (&fields, TRUE);

  g_assert_cmpstr (others,
                   ==,
                   "Teks sudah diterima server. Apakah 3 berkasnya juga sudah di sana tidak "
                   "diketahui di perangkat ini.");
  g_assert_cmpstr (own, ==, "Teks sudah diterima server, 1 dari 3 berkas terkirim.");
  g_assert_cmpstr (whole, ==, "Server sudah menerima semuanya: teks dan semua berkas.");
}

static KtgSummary *
make_waiting (const char *id, KtgState state, guint n_files_received)
{
  return ktg_summary_new (&(KtgSummaryFields){ .id = (char *)id,
                                               .state = state,
                                               .n_events = 2,
                                               .n_events_received = 1,
                                               .n_files = 4,
                                               .n_files_received = n_files_received });
}

static void
add_owed_file (KtgOwed *owed, const char *sha256, guint64 size_bytes, gboolean is_preview)
{
  KtgOwedFile *file = ktg_owed_file_new (sha256, "a", size_bytes);

  file->is_preview = is_preview;
  g_ptr_array_add (owed->files, file);
}

static void
test_lanes (void)
{
  g_autoptr (GPtrArray) waiting = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (KtgOwed) owed = ktg_owed_new ();
  g_autoptr (GArray) under_way = g_array_new (FALSE, FALSE, sizeof (KtgFileUnderWay));
  KtgFileUnderWay  half = { .sha256 = "eeee", .done = 50000, .total = 100000 };
  KtgSyncProgress  progress = { .phase = KTG_SYNC_ORIGINALS, .under_way = under_way };
  KtgQueueLane     lanes[KTG_N_QUEUE_LANES];
  g_autofree char *texts = NULL;
  g_autofree char *previews = NULL;
  g_autofree char *originals = NULL;

  g_ptr_array_add (waiting, make_waiting ("a", KTG_STATE_DELIVERED, 1));
  g_ptr_array_add (waiting, make_waiting ("b", KTG_STATE_DELIVERED, 4));
  g_array_append_val (under_way, half);
  add_owed_file (owed, "eeee", 100000, FALSE);
  add_owed_file (owed, "ffff", 70000, FALSE);
  ktg_queue_lanes_count (lanes, waiting, owed, &progress);
  texts = ktg_queue_lanes_dup_value (&lanes[KTG_QUEUE_LANE_TEXTS]);
  previews = ktg_queue_lanes_dup_value (&lanes[KTG_QUEUE_LANE_PREVIEWS]);
  originals = ktg_queue_lanes_dup_value (&lanes[KTG_QUEUE_LANE_ORIGINALS]);

  g_assert_cmpstr (texts, ==, "2 dari 4");
  g_assert_cmpstr (previews, ==, "tidak ada sisa");
  g_assert_cmpstr (originals, ==, "5 dari 8, sisa 120 KB");
  g_assert_cmpfloat (lanes[KTG_QUEUE_LANE_PREVIEWS].part, ==, 1);
  g_assert_cmpfloat_with_epsilon (lanes[KTG_QUEUE_LANE_ORIGINALS].part, 5.5 / 8, 0.001);

  /* A step that waits, of a report whose files another's device brings. */
  g_ptr_array_add (waiting,
                   ktg_summary_new (&(KtgSummaryFields){ .id = (char *)"c",
                                                         .state = KTG_STATE_PARKED,
                                                         .is_filed_elsewhere = TRUE,
                                                         .n_files = 4 }));
  ktg_queue_lanes_count (lanes, waiting, owed, &progress);
  g_assert_cmpuint (lanes[KTG_QUEUE_LANE_ORIGINALS].total, ==, 8);

  add_owed_file (owed, "abcd", 9000, TRUE);
  progress = (KtgSyncProgress){ .phase = KTG_SYNC_OFFLINE };
  ktg_queue_lanes_count (lanes, waiting, owed, &progress);
  g_assert_cmpfloat (lanes[KTG_QUEUE_LANE_PREVIEWS].part, ==, 0);
}

static char *
dup_turn (KtgOwed *owed, const KtgSyncProgress *progress, const char *sha256)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  g_hash_table_insert (names, (gpointer) "aaaa", (gpointer) "Foto 1");
  g_hash_table_insert (names, (gpointer) "bbbb", (gpointer) "Foto 2");
  return ktg_queue_dup_turn (owed, progress, sha256, names);
}

static void
assert_turn (KtgOwed *owed, const KtgSyncProgress *progress, const char *sha256, const char *words)
{
  g_autofree char *turn = dup_turn (owed, progress, sha256);

  g_assert_cmpstr (turn, ==, words);
}

/* Each original of a report after the one before it; a preview and what moves stand in nobody's
 * way. */
static void
test_turns (void)
{
  g_autoptr (KtgOwed) owed = ktg_owed_new ();
  KtgSyncProgress progress = { .phase = KTG_SYNC_ORIGINALS };

  add_owed_file (owed, "aaaa", 100000, FALSE);
  add_owed_file (owed, "9999", 900, TRUE);
  add_owed_file (owed, "bbbb", 100000, FALSE);
  add_owed_file (owed, "cccc", 100000, FALSE);
  assert_turn (owed, &progress, "aaaa", "menunggu teksnya");
  for (guint i = 0; i < owed->files->len; i++)
    ((KtgOwedFile *)g_ptr_array_index (owed->files, i))->is_event_received = TRUE;

  assert_turn (owed, &progress, "aaaa", "berikutnya");
  assert_turn (owed, &progress, "bbbb", "sesudah Foto 1");
  assert_turn (owed, &progress, "cccc", "sesudah Foto 2");
  ktg_progress_add_file (&progress, "aaaa", 1, 100000);
  assert_turn (owed, &progress, "bbbb", "berikutnya");
  ktg_progress_clear_files (&progress);
  progress.phase = KTG_SYNC_OFFLINE;
  assert_turn (owed, &progress, "aaaa", "menunggu jaringan");
}

/* What arrived before a break counts, and is not said to wait. */
static void
test_what_arrived_in_part (void)
{
  g_autoptr (GPtrArray) waiting = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (KtgOwed) owed = ktg_owed_new ();
  KtgSyncProgress  progress = { .phase = KTG_SYNC_OFFLINE };
  KtgQueueLane     lanes[KTG_N_QUEUE_LANES];
  g_autofree char *originals = NULL;
  g_autofree char *files = NULL;

  g_ptr_array_add (waiting, make_waiting ("a", KTG_STATE_DELIVERED, 3));
  add_owed_file (owed, "eeee", 100000, FALSE);
  ktg_progress_set_arrived (&progress, "eeee", 75000);
  ktg_progress_set_owed (&progress, owed);
  ktg_queue_lanes_count (lanes, waiting, owed, &progress);
  originals = ktg_queue_lanes_dup_value (&lanes[KTG_QUEUE_LANE_ORIGINALS]);
  files = ktg_queue_dup_files (&(KtgSummaryFields){ .id = (char *)"a" }, owed, &progress);
  g_assert_cmpuint (progress.file_bytes_waiting, ==, 25000);
  g_assert_cmpstr (originals, ==, "3 dari 4, sisa 25 KB");
  g_assert_cmpfloat_with_epsilon (lanes[KTG_QUEUE_LANE_ORIGINALS].part, 3.75 / 4, 0.001);
  g_assert_cmpstr (files, ==, "1 berkas, 25 KB: menunggu jaringan.");
  ktg_progress_set_arrived (&progress, "eeee", 0); /* whole */
  g_assert_cmpuint (ktg_sync_progress_get_n_arrived (&progress, "eeee"), ==, 0);
  ktg_progress_forget_arrived (&progress);
}

/* Filed a moment ago, while photos wait for midnight. */
static void
test_no_rule_holds_a_text (void)
{
  KtgSyncProgress  progress = { .phase = KTG_SYNC_HELD, .hold = KTG_HOLD_BUDGET };
  KtgSummaryFields fields = { .id = (char *)"a", .n_events = 1 };
  g_autofree char *reason = ktg_queue_dup_reason (&fields, NULL, &progress);

  g_assert_true (g_str_has_suffix (reason, ": menunggu giliran."));
}

static void
test_the_last_receipt (void)
{
  KtgServerNotes   notes = { .received_at = (char *)"2024-11-12T13:04:12.345Z" };
  g_autofree char *today = ktg_sync_sentence_dup_receipt (&notes, NOW_US, WIB);
  g_autofree char *later = ktg_sync_sentence_dup_receipt (&notes, NOW_US + G_TIME_SPAN_DAY, WIB);

  g_assert_cmpstr (today, ==, "Tanda terima terakhir dari server: 20.04.");
  g_assert_cmpstr (later, ==, "Tanda terima terakhir dari server: 12 Nov 2024, 20.04.");
  notes.received_at = NULL;
  g_assert_null (ktg_sync_sentence_dup_receipt (&notes, NOW_US, WIB));
}

/* A revocation that is withheld for nine days: the reader sees how old the knowledge is. */
static void
test_how_old_roles_are (void)
{
  KtgServerNotes   notes = { .roles_at_us = KNOWN_US };
  g_autofree char *later
      = ktg_sync_sentence_dup_roles (&notes, KNOWN_US + 9 * G_TIME_SPAN_DAY, WIB);

  g_assert_cmpstr (later,
                   ==,
                   "Siapa berperan apa, dan peran siapa yang dicabut, diketahui per: "
                   "12 Nov 2024, 20.04.");
  notes.roles_at_us = 0;
  g_assert_null (ktg_sync_sentence_dup_roles (&notes, NOW_US, WIB));
}

static void
test_what_goes (void)
{
  g_autoptr (KtgOwed) owed = ktg_owed_new ();
  g_autoptr (KtgSummary) waits = make_waiting ("b", KTG_STATE_QUEUED, 0);
  g_autoptr (KtgSummary) parked = make_waiting ("a", KTG_STATE_PARKED, 0);

  add_owed_file (owed, "eeee", 100000, FALSE);
  g_assert_true (ktg_queue_goes_by_itself (ktg_summary_get (waits), owed));
  g_assert_false (ktg_queue_goes_by_itself (ktg_summary_get (parked), owed));

  ((KtgOwedFile *)g_ptr_array_index (owed->files, 0))->is_event_received = TRUE;
  g_assert_true (ktg_queue_goes_by_itself (ktg_summary_get (parked), owed));
}

static void
test_durations (void)
{
  static const struct
  {
    gint64      seconds;
    const char *words;
  } rows[] = {
    { 40, "40 detik" },           { 12 * 60, "12 menit" }, { 24 * 3600, "24 jam" },
    { 48 * 3600, "2 hari" },      { 49 * 3600, "49 jam" }, { 168 * 3600, "7 hari" },
    { 168 * 3600 - 1, "7 hari" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *words = ktg_sentences_dup_duration (rows[i].seconds);

      g_assert_cmpstr (words, ==, rows[i].words);
    }
}

static void
test_sizes (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (size_rows); i++)
    {
      g_autofree char *words = ktg_sentences_dup_size (size_rows[i].size_bytes);

      g_assert_cmpstr (words, ==, size_rows[i].words);
    }
}

/* A sentence of its own for each code, translated, and never the log's message. */
static void
check_domain (GQuark domain, int n_codes)
{
  g_autoptr (GHashTable) sentences = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GError) unknown = g_error_new_literal (g_quark_from_static_string ("?"), 0, "log");
  g_autofree char *fallback = ktg_sentences_dup_error (unknown);

  for (int code = 0; code < n_codes; code++)
    {
      g_autoptr (GError) error = g_error_new_literal (domain, code, "only for the log");
      char *sentence = ktg_sentences_dup_error (error);

      g_assert_cmpstr (sentence, !=, fallback);
      g_assert_null (strstr (sentence, "only for the log"));
      g_assert_true (g_str_has_suffix (sentence, "."));
      g_assert_true (g_hash_table_add (sentences, sentence));
    }
}

static void
test_errors (void)
{
  check_domain (KTG_STORE_ERROR, KTG_STORE_ERROR_FAILED + 1);
  check_domain (KTG_SYNC_ERROR, KTG_SYNC_ERROR_STORE + 1);
  check_domain (KTG_PHOTO_ERROR, KTG_PHOTO_ERROR_UNREADABLE + 1);
}

/* Whatever went before it, or to the other one with the question, was sent. */
static void
test_other_server (void)
{
  g_autoptr (GError) error = g_error_new_literal (KTG_SYNC_ERROR, KTG_SYNC_ERROR_WRONG_SERVER, "");
  g_autofree char *said = ktg_sentences_dup_error (error);

  g_assert_cmpstr (said,
                   ==,
                   "Yang menjawab server lain, bukan server tempat perangkat ini terdaftar. "
                   "Laporan aman di sini. Tanyakan ke kantor Anda.");
}

/* What somebody waits for does not go by itself later; and an address was typed by him. */
static void
test_what_is_asked_at_once (void)
{
  g_autoptr (GError) error = g_error_new_literal (KTG_SYNC_ERROR, KTG_SYNC_ERROR_NO_LINK, "");
  KtgTrouble       asked = ktg_trouble_of_error (error);
  KtgTrouble       enrolling = asked;
  g_autofree char *said = NULL;
  g_autofree char *said_of_address = NULL;

  ktg_trouble_take_question (&asked, error);
  ktg_trouble_take_enrolling (&enrolling, error);
  said = ktg_trouble_dup_words (&asked);
  said_of_address = ktg_trouble_dup_words (&enrolling);
  g_assert_true (g_str_has_suffix (said, " Coba lagi saat ada sinyal."));
  g_assert_true (
      g_str_has_prefix (said_of_address, "Tidak ada server yang menjawab di alamat ini. "));
  g_assert_true (g_str_has_suffix (said_of_address, "daftarkan lagi dengan kode yang sama."));
}

/* A photo that found no room leaves the words where they are, and that is said. */
static void
test_file_errors (void)
{
  g_autoptr (GError) full = g_error_new_literal (KTG_STORE_ERROR, KTG_STORE_ERROR_NO_SPACE, "");
  g_autoptr (GError) other = g_error_new_literal (KTG_STORE_ERROR, KTG_STORE_ERROR_TOO_LARGE, "");
  g_autofree char *said = ktg_sentences_dup_file_error (full);
  g_autofree char *expected = ktg_sentences_dup_error (other);
  g_autofree char *said_of_other = ktg_sentences_dup_file_error (other);

  g_assert_cmpstr (said,
                   ==,
                   "Disk penuh. Laporan ini tersimpan, tetapi foto barunya belum. Kosongkan ± 20 "
                   "MB, lalu "
                   "tambahkan fotonya lagi.");
  g_assert_cmpstr (said_of_other, ==, expected);
}

static void
test_refusals (void)
{
  static const char *const problems[]
      = { "too-large", "file-mismatch", "unknown-file", "fork",        "role",
          "signature", "author",        "other-report", "not-an-event" };
  KtgTrouble fallback = ktg_trouble_of_refusal (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (problems); i++)
    {
      g_autofree char *type = g_strconcat ("urn:kentongan:problem:", problems[i], NULL);
      KtgTrouble       trouble = ktg_trouble_of_refusal (type);

      g_assert_cmpstr (trouble.happened, !=, fallback.happened);
      g_assert_nonnull (trouble.action);
    }

  g_assert_true (ktg_problem_is_fork ("urn:kentongan:problem:fork"));
  g_assert_false (ktg_problem_is_fork ("urn:kentongan:problem:role"));
  g_assert_false (ktg_problem_is_fork (NULL));
  g_assert_cmpstr (ktg_trouble_of_refusal ("urn:kentongan:problem:of-tomorrow").happened,
                   ==,
                   fallback.happened);
}

/* Of a report that is not there, or not for this device: which of the two the server does not say.
 */
static void
test_of_no_report (void)
{
  g_autofree char *sentence = ktg_sentences_dup_refusal ("urn:kentongan:problem:other-report");

  g_assert_cmpstr (
      sentence,
      ==,
      "Server tidak mempunyai laporan seperti ini yang boleh dinilai perangkat ini. Mungkin server "
      "dikembalikan ke keadaan sebelumnya. Yang ditulis perangkat ini tentang laporan itu aman di "
      "sini. Bila laporannya sudah ada lagi di server, dari perangkat yang memasukkannya atau dari "
      "perangkat ini, coba lagi.");
}

/* What is parked by this device itself: nobody refused it. */
static void
test_hindrances (void)
{
  static const char *const rows[][2] = {
    { "urn:kentongan:problem:damaged-here",
      "Sebagian tidak dapat dibaca lagi di perangkat ini, jadi tidak dikirim. Yang lain aman dan "
      "tetap dikirim. Jangan menghapus apa pun. Bawa perangkat ini ke kantor Anda, lalu coba "
      "lagi." },
    { "urn:kentongan:problem:gave-up",
      "Sudah dicoba dikirim beberapa kali dan tidak berhasil. Isinya aman di perangkat ini. Coba "
      "lagi saat sinyal lebih baik. Jika tidak menolong, tanyakan ke kantor Anda." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *sentence = ktg_sentences_dup_refusal (rows[i][0]);

      g_assert_cmpstr (sentence, ==, rows[i][1]);
    }
}

static void
test_days_left (void)
{
  g_autofree char *three = ktg_sentences_dup_days_left (3);
  g_autofree char *none = ktg_sentences_dup_days_left (0);
  g_autofree char *over = ktg_sentences_dup_days_left (-2);

  g_assert_cmpstr (three, ==, "sisa 3 hari");
  g_assert_cmpstr (none, ==, "hari terakhir");
  g_assert_cmpstr (over, ==, "terlambat 2 hari");
}

static void
test_missing (void)
{
  g_autofree char *nothing
      = ktg_sentences_dup_missing (KTG_CONDITIONS_FORMAL | KTG_CONDITIONS_MATERIAL);
  g_autofree char *two
      = ktg_sentences_dup_missing ((KTG_CONDITIONS_FORMAL | KTG_CONDITIONS_MATERIAL)
                                   & ~(KTG_CONDITION_REPORTED | KTG_CONDITION_EVIDENCE));

  g_assert_cmpstr (nothing, ==, "");
  g_assert_cmpstr (two, ==, "• siapa terlapornya\n• foto atau bukti lain");
}

static void
test_notice (void)
{
  g_autoptr (KtgServerNotes) notes = ktg_server_notes_new ();
  g_autofree char *none = ktg_sentences_dup_server_notice (notes, NOW_US, WIB);
  g_autofree char *two = NULL;

  g_assert_null (none);
  notes->n_again = 3;
  g_ptr_array_add (notes->alarms, g_strdup ("index-again"));
  two = ktg_sentences_dup_server_notice (notes, NOW_US, WIB);
  g_assert_cmpstr (two,
                   ==,
                   "Server dikembalikan ke keadaan sebelumnya. 3 laporan dikirim ulang atau "
                   "dikonfirmasi ulang.\nServer memberi satu nomor untuk dua hal yang berbeda. Di "
                   "sini tidak ada yang hilang. Beri tahu kantor Anda.");
}

static void
test_relayed (void)
{
  KtgSyncProgress level = { .phase = KTG_SYNC_IDLE, .since_us = NOW_US };
  KtgSyncProgress offline = { .phase = KTG_SYNC_OFFLINE };
  g_autoptr (KtgServerNotes) notes = ktg_server_notes_new ();
  g_autofree char *nobody = ktg_sync_sentence_dup_relayed (notes);
  g_autofree char *there = NULL;
  g_autofree char *waiting = NULL;

  g_assert_null (nobody);
  notes->n_relayed = 3;
  there = ktg_sync_sentence_new (&level, notes, NOW_US, WIB);
  waiting = ktg_sync_sentence_new (&offline, notes, NOW_US, WIB);
  g_assert_cmpstr (there, ==, "3 laporan ada di perantara, belum dikonfirmasi pusat.");
  g_assert_cmpstr (waiting, ==, "Luring. Tidak ada yang menunggu.");
}

/* Whatever the link does. */
static void
test_late_relay (void)
{
  g_autoptr (KtgServerNotes) notes = ktg_server_notes_new ();
  gint64           at_us;
  g_autofree char *soon = NULL;
  g_autofree char *late = NULL;

  notes->n_relayed = 3;
  notes->relayed_at = g_strdup ("2024-11-12T13:40:02.113Z");
  g_assert_true (ktg_moment_parse_server_time (notes->relayed_at, &at_us));
  soon = ktg_sentences_dup_server_notice (notes, at_us + 3 * G_TIME_SPAN_DAY - 1, WIB);
  late = ktg_sentences_dup_server_notice (notes, at_us + 3 * G_TIME_SPAN_DAY, WIB);
  g_assert_null (soon);
  g_assert_cmpstr (late,
                   ==,
                   "Sudah 3 hari pusat belum mengonfirmasi laporan yang ada di perantara. Hubungi "
                   "kantor Anda, atau bawa ke pusat dengan stik.");
}

/* Behind every alarm, and one line. */
static void
test_old_roles (void)
{
  g_autoptr (KtgServerNotes) notes = ktg_server_notes_new ();
  gint64           later_us = KNOWN_US + 9 * G_TIME_SPAN_DAY;
  g_autofree char *never = ktg_sentences_dup_server_notice (notes, later_us + 1, WIB);
  g_autofree char *soon = NULL;
  g_autofree char *late = NULL;
  g_autofree char *both = NULL;

  g_assert_null (never);
  notes->roles_at_us = KNOWN_US;
  soon = ktg_sentences_dup_server_notice (notes, later_us, WIB);
  late = ktg_sentences_dup_server_notice (notes, later_us + 1, WIB);
  g_assert_null (soon);
  g_assert_cmpstr (late,
                   ==,
                   "Siapa berperan apa diketahui per 12 Nov 2024. Sinkronkan dengan pusat, atau "
                   "hubungi kantor Anda: sejak itu mungkin ada yang dicabut.");

  g_ptr_array_add (notes->alarms, g_strdup ("book-back"));
  both = ktg_sentences_dup_server_notice (notes, later_us + 1, WIB);
  g_assert_true (g_str_has_prefix (both, "Server menarik kembali"));
  g_assert_true (g_str_has_suffix (both, late));
}

int
main (int argc, char **argv)
{
  ktg_language_choose ("id", LOCALE_FOLDER);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sentences/the-strip-says-what-the-engine-does", test_progress);
  g_test_add_func ("/sentences/what-is-said-of-the-server-is-a-line-each", test_notice);
  g_test_add_func ("/sentences/what-a-relay-holds-is-not-at-the-centre", test_relayed);
  g_test_add_func ("/sentences/a-relay-that-brings-nothing-on-is-said-after-three-days",
                   test_late_relay);
  g_test_add_func ("/sentences/who-knows-roles-of-long-ago-hears-it", test_old_roles);
  g_test_add_func ("/sentences/each-file-of-a-report-that-is-under-way-counts",
                   test_files_under_way);
  g_test_add_func ("/sentences/a-state-is-said-in-words", test_states);
  g_test_add_func ("/sentences/nobody-says-how-many-files-another-s-device-brought",
                   test_files_of_others);
  g_test_add_func ("/sentences/a-size-is-said-as-people-say-it", test_sizes);
  g_test_add_func ("/sentences/whole-days-are-days", test_durations);
  g_test_add_func ("/sentences/a-lane-counts-what-has-gone-and-what-is-under-way", test_lanes);
  g_test_add_func ("/sentences/each-file-has-its-turn", test_turns);
  g_test_add_func ("/sentences/what-arrived-in-part-counts", test_what_arrived_in_part);
  g_test_add_func ("/sentences/no-rule-holds-a-text", test_no_rule_holds_a_text);
  g_test_add_func ("/sentences/the-last-receipt", test_the_last_receipt);
  g_test_add_func ("/sentences/how-old-the-knowledge-of-roles-is", test_how_old_roles_are);
  g_test_add_func ("/sentences/of-a-refused-text-nothing-goes-by-itself", test_what_goes);
  g_test_add_func ("/sentences/every-error-has-its-own", test_errors);
  g_test_add_func ("/sentences/of-another-server-nobody-says-that-nothing-was-sent",
                   test_other_server);
  g_test_add_func ("/sentences/what-is-asked-at-once-does-not-go-later",
                   test_what_is_asked_at_once);
  g_test_add_func ("/sentences/a-photo-without-room-leaves-the-words-safe", test_file_errors);
  g_test_add_func ("/sentences/every-refusal-has-a-reason-and-an-action", test_refusals);
  g_test_add_func ("/sentences/what-this-device-parked-itself-nobody-refused", test_hindrances);
  g_test_add_func ("/sentences/of-a-report-that-is-not-there-nobody-else-filed-it",
                   test_of_no_report);
  g_test_add_func ("/sentences/days-left-are-counted-to-the-last", test_days_left);
  g_test_add_func ("/sentences/what-the-office-will-miss-is-listed", test_missing);

  return g_test_run ();
}
