/* test-filing.c - a report is filed with all it owes, or not at all
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-store-device.h"

#include <ktg-event-json.h>
#include <ktg-random.h>
#include <ktg-report-json.h>

#include <string.h>

typedef struct
{
  KtgStoreDevice *device;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->device = ktg_store_device_new ();
  ktg_store_device_open (fixture->device, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  ktg_store_device_free (fixture->device);
}

static void
test_filed_is_owed (Fixture *fixture, gconstpointer data)
{
  KtgStoreDevice *device = fixture->device;
  g_autoptr (GError) error = NULL;
  g_autofree char *photo = ktg_store_device_import (device, "photo", &error);
  g_autofree char *preview = ktg_store_device_import (device, "preview", &error);
  const char      *evidence[] = { photo, preview, NULL };
  g_autoptr (KtgReport) report = ktg_store_device_new_report ("What happened.", evidence);
  g_autofree char *id = ktg_store_device_file (device, NULL, report, &error);
  g_autoptr (KtgOwed) owed = NULL;
  gint64 known_us = 0;

  g_assert_no_error (error);
  g_assert_true (ktg_moment_parse ("2024-10-31", 0, &known_us));
  ktg_store_device_reopen (device);
  owed = ktg_store_device_load_owed (device);
  g_assert_cmpuint (owed->events->len, ==, 1);
  g_assert_cmpuint (owed->files->len, ==, 2);
  g_assert_cmpuint (owed->n_parked, ==, 0);
  for (guint i = 0; i < 2; i++)
    {
      const KtgOwedFile *file = owed->files->pdata[i];

      g_assert_cmpstr (file->report_id, ==, id);
      g_assert_cmpint (file->due_us, ==, known_us + 8 * G_TIME_SPAN_DAY);
      g_assert_cmpint (file->filed_us, ==, KTG_DEVICE_NOW_US);
      g_assert_false (file->is_event_received);
      g_assert_cmpint (file->is_preview, ==, g_str_equal (file->sha256, preview));
      g_assert_cmpuint (file->size_bytes, ==, file->is_preview ? 7 : 5);
    }
  g_assert_cmpint (ktg_store_device_get_summary (device, id)->state, ==, KTG_STATE_QUEUED);
  g_assert_cmpuint (ktg_store_device_get_summary (device, id)->n_files, ==, 1);
  g_assert_cmpuint (ktg_store_device_get_summary (device, id)->bytes_waiting,
                    ==,
                    12 + ((KtgOwedEvent *)owed->events->pdata[0])->size_bytes);
  ktg_store_device_assert_sound (device);
}

static void
test_draft_becomes_report (Fixture *fixture, gconstpointer data)
{
  KtgStoreDevice *device = fixture->device;
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgReport) report = ktg_store_device_new_report ("What happened.", NULL);
  g_autoptr (KtgDraft) draft = ktg_draft_new (NULL, report);
  g_autofree char *id = NULL;

  g_assert_true (ktg_store_device_save_draft (device, draft, &error));
  g_assert_cmpint (ktg_store_device_get_summary (device, ktg_draft_get_id (draft))->state,
                   ==,
                   KTG_STATE_DRAFT);

  id = ktg_store_device_file (device, ktg_draft_get_id (draft), report, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (id, ==, ktg_draft_get_id (draft));
  g_assert_cmpuint (ktg_store_device_get_n_summaries (device), ==, 1);
  g_assert_cmpint (ktg_store_device_get_summary (device, id)->state, ==, KTG_STATE_QUEUED);

  g_assert_false (ktg_store_device_save_draft (device, draft, &error));
  g_assert_error (error, KTG_STORE_ERROR, KTG_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (ktg_store_device_load_draft (device, id, &error));
  g_assert_error (error, KTG_STORE_ERROR, KTG_STORE_ERROR_NOT_FOUND);
}

static void
test_same_again (Fixture *fixture, gconstpointer data)
{
  KtgStoreDevice *device = fixture->device;
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgReport) report = ktg_store_device_new_report ("What happened.", NULL);
  g_autoptr (KtgReport) other = ktg_store_device_new_report ("Something else.", NULL);
  g_autofree char *id = ktg_store_device_file (device, NULL, report, &error);
  g_autofree char *again = ktg_store_device_file (device, id, report, &error);
  g_autoptr (KtgOwed) owed = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (id, ==, again);
  owed = ktg_store_device_load_owed (device);
  g_assert_cmpuint (owed->events->len, ==, 1);

  g_assert_null (ktg_store_device_file (device, id, other, &error));
  g_assert_error (error, KTG_STORE_ERROR, KTG_STORE_ERROR_FAILED);
}

static void
test_not_imported (Fixture *fixture, gconstpointer data)
{
  KtgStoreDevice *device = fixture->device;
  g_autoptr (GError) error = NULL;
  g_autofree char *sha256 = g_strnfill (64, 'a');
  const char      *evidence[] = { sha256, "", NULL };
  g_autoptr (KtgReport) report = ktg_store_device_new_report ("What happened.", evidence);
  g_autoptr (KtgOwed) owed = NULL;

  g_assert_null (ktg_store_device_file (device, NULL, report, &error));
  g_assert_error (error, KTG_STORE_ERROR, KTG_STORE_ERROR_NOT_FOUND);
  owed = ktg_store_device_load_owed (device);
  g_assert_cmpuint (owed->events->len, ==, 0);
  g_assert_cmpuint (ktg_store_device_get_n_summaries (device), ==, 0);
}

static void G_GNUC_NULL_TERMINATED
assert_bytes (const KtgReport *report, ...)
{
  g_autoptr (GBytes) bytes = ktg_report_json_write (report, KTG_REPORT_JSON_BODY);
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  va_list          words;

  va_start (words, report);
  for (const char *word = va_arg (words, char *); word != NULL; word = va_arg (words, char *))
    g_assert_nonnull (strstr (text, word));
  va_end (words);
}

/* What this program does with a report of a newer one, through the disk and back. */
static void
test_newer (Fixture *fixture, gconstpointer data)
{
  static const char body[]
      = "{\"kind\":\"lhp\",\"place\":{\"words\":\"Balai\",\"altitude\":113.50},"
        "\"times\":{\"known\":\"2024-11-12\",\"filed\":\"2024-11-12\",\"zone\":\"WIB\"},"
        "\"persons\":[{\"role\":\"witness\",\"name\":\"Ani\",\"passport\":\"X 1\"}],"
        "\"account\":\"Before.\",\"weather\":{\"rain\":[],\"sky\":\"\"}}";
  KtgStoreDevice *device = fixture->device;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new_static (body, strlen (body));
  g_autoptr (KtgReport) report = ktg_report_json_parse (bytes, KTG_REPORT_JSON_BODY, &error);
  g_autofree char *id = ktg_store_device_file (device, NULL, report, &error);
  g_autoptr (KtgReportHeld) held = NULL;
  g_autoptr (KtgReport) version = NULL;
  g_autoptr (KtgReportHeld) amended = NULL;

  g_assert_no_error (error);
  ktg_store_device_reopen (device);
  held = ktg_store_device_load (device, id, &error);
  version = ktg_report_copy (ktg_history_get_report (held->history));
  g_free (version->account);
  version->account = g_strdup ("After.");
  ktg_store_device_amend (device, id, version, &error);
  g_assert_no_error (error);

  ktg_store_device_reopen (device);
  amended = ktg_store_device_load (device, id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ktg_history_get_n_entries (amended->history), ==, 2);
  assert_bytes (ktg_history_get_report (amended->history),
                "\"altitude\":113.50}",
                "\"zone\":\"WIB\"}",
                "\"passport\":\"X 1\"}",
                "\"account\":\"After.\"",
                "\"weather\":{\"rain\":[],\"sky\":\"\"}}",
                NULL);
  ktg_store_device_assert_sound (device);
}

static void
test_too_large (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *account = g_strnfill (KTG_EVENT_MAX_BYTES, 'a');
  g_autoptr (KtgReport) report = ktg_store_device_new_report (account, NULL);

  g_assert_null (ktg_store_device_file (fixture->device, NULL, report, &error));
  g_assert_error (error, KTG_STORE_ERROR, KTG_STORE_ERROR_TOO_LARGE);
  g_assert_cmpuint (ktg_store_device_get_n_summaries (fixture->device), ==, 0);
}

static void
test_incomplete (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgReport) report = ktg_report_new ();

  g_assert_null (ktg_store_device_file (fixture->device, NULL, report, &error));
  g_assert_error (error, KTG_STORE_ERROR, KTG_STORE_ERROR_FAILED);
  g_assert_cmpuint (ktg_store_device_get_n_summaries (fixture->device), ==, 0);
}

/* A face asks before; here it is refused whoever asks, and the draft keeps the words. */
static void
test_no_time (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgReport) report = ktg_store_device_new_report ("What happened.", NULL);
  g_autoptr (KtgDraft) draft = NULL;
  g_autoptr (KtgDraft) kept = NULL;

  g_free (report->happened);
  report->happened = g_strdup ("kemarin sore");
  draft = ktg_draft_new (NULL, report);
  g_assert_true (ktg_store_device_save_draft (fixture->device, draft, &error));
  g_assert_null (ktg_store_device_file (fixture->device, ktg_draft_get_id (draft), report, &error));
  g_assert_error (error, KTG_STORE_ERROR, KTG_STORE_ERROR_FAILED);
  g_clear_error (&error);

  kept = ktg_store_device_load_draft (fixture->device, ktg_draft_get_id (draft), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (ktg_draft_get_report (kept)->happened, ==, "kemarin sore");
}

static void
test_chain (Fixture *fixture, gconstpointer data)
{
  KtgStoreDevice *device = fixture->device;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (GPtrArray) envelopes = NULL;
  g_autoptr (KtgOwed) owed = NULL;
  const char *prev = NULL;

  for (int i = 0; i < 3; i++)
    {
      g_autoptr (KtgReport) report = ktg_store_device_new_report ("What happened.", NULL);
      g_autofree char *id = ktg_store_device_file (device, NULL, report, &error);

      g_assert_no_error (error);
      ktg_store_device_reopen (device);
    }

  owed = ktg_store_device_load_owed (device);
  for (guint i = 0; i < owed->events->len; i++)
    g_ptr_array_add (ids, ((KtgOwedEvent *)owed->events->pdata[i])->event_id);
  envelopes = ktg_store_device_load_events (device, ids, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (envelopes->len, ==, 3);

  for (guint i = 0; i < 3; i++)
    {
      const KtgEnvelope *envelope = envelopes->pdata[i];
      g_autoptr (KtgEvent) event = ktg_event_json_parse (envelope->bytes, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (event->seq, ==, i + 1);
      g_assert_cmpstr (event->prev, ==, prev);
      g_assert_cmpstr (event->author, ==, ktg_store_get_device (device->store));
      g_assert_true (ktg_signature_is_valid (event->author,
                                             g_bytes_get_data (envelope->bytes, NULL),
                                             g_bytes_get_size (envelope->bytes),
                                             envelope->signature));
      prev = envelope->id;
    }
}

static void
test_amended (Fixture *fixture, gconstpointer data)
{
  KtgStoreDevice *device = fixture->device;
  g_autoptr (GError) error = NULL;
  g_autofree char *old_photo = ktg_store_device_import (device, "old photo", &error);
  g_autofree char *new_photo = ktg_store_device_import (device, "new photo", &error);
  const char      *old_evidence[] = { old_photo, "", NULL };
  const char      *new_evidence[] = { new_photo, "", NULL };
  g_autoptr (KtgReport) first = ktg_store_device_new_report ("First.", old_evidence);
  g_autoptr (KtgReport) second = ktg_store_device_new_report ("Second.", new_evidence);
  g_autofree char *id = ktg_store_device_file (device, NULL, first, &error);
  g_autoptr (KtgReportHeld) held = NULL;
  g_autoptr (KtgOwed) owed = NULL;

  g_assert_true (ktg_store_device_amend (device, id, second, &error));
  g_assert_true (ktg_store_device_amend (device, id, second, &error));
  held = ktg_store_device_load (device, id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ktg_history_get_n_entries (held->history), ==, 2);
  g_assert_cmpstr (ktg_history_get_report (held->history)->account, ==, "Second.");
  g_assert_cmpstr (ktg_history_get_report (held->history)->filed, ==, "2024-11-01T08:12:33+07:00");
  g_assert_cmpuint (held->files->len, ==, 2);
  g_assert_cmpuint (held->event_receipts->len, ==, 2);
  g_assert_cmpstr (ktg_store_device_get_summary (device, id)->words, ==, "Second.");

  owed = ktg_store_device_load_owed (device);
  g_assert_cmpuint (owed->events->len, ==, 2);
  g_assert_cmpuint (owed->files->len, ==, 2);
  ktg_store_device_assert_sound (device);
}

static void
test_withdrawn (Fixture *fixture, gconstpointer data)
{
  KtgStoreDevice *device = fixture->device;
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgReport) report = ktg_store_device_new_report ("What happened.", NULL);
  g_autofree char *id = ktg_store_device_file (device, NULL, report, &error);

  g_assert_true (ktg_store_device_withdraw (device, id, &error));
  g_assert_true (ktg_store_device_withdraw (device, id, &error));
  ktg_store_device_reopen (device);
  g_assert_true (ktg_store_device_get_summary (device, id)->is_withdrawn);
  g_assert_cmpuint (ktg_store_device_get_summary (device, id)->n_events, ==, 2);
  ktg_store_device_assert_sound (device);
}

/* Its last words are those it was withdrawn with; to say them again is no error. */
static void
test_withdrawn_is_not_amended (Fixture *fixture, gconstpointer data)
{
  KtgStoreDevice *device = fixture->device;
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgReport) report = ktg_store_device_new_report ("What happened.", NULL);
  g_autoptr (KtgReport) other = ktg_store_device_new_report ("Something else.", NULL);
  g_autofree char *id = ktg_store_device_file (device, NULL, report, &error);

  g_assert_true (ktg_store_device_withdraw (device, id, &error));
  g_assert_false (ktg_store_device_amend (device, id, other, &error));
  g_assert_error (error, KTG_STORE_ERROR, KTG_STORE_ERROR_WITHDRAWN);
  g_clear_error (&error);
  g_assert_true (ktg_store_device_amend (device, id, report, &error));
  ktg_store_device_reopen (device);
  g_assert_cmpstr (ktg_store_device_get_summary (device, id)->words, ==, "What happened.");
  g_assert_cmpuint (ktg_store_device_get_summary (device, id)->n_events, ==, 2);
  ktg_store_device_assert_sound (device);
}

/* Not by the store, whoever forgot to ask. */
static void
test_no_reason (Fixture *fixture, gconstpointer data)
{
  KtgStoreDevice *device = fixture->device;
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgReport) report = ktg_store_device_new_report ("What happened.", NULL);
  g_autofree char *id = ktg_store_device_file (device, NULL, report, &error);

  g_assert_false (ktg_store_device_withdraw_since (device, id, " \n", &error));
  g_assert_error (error, KTG_STORE_ERROR, KTG_STORE_ERROR_NO_REASON);
  g_assert_false (ktg_store_device_get_summary (device, id)->is_withdrawn);
  g_assert_cmpuint (ktg_store_device_get_summary (device, id)->n_events, ==, 1);
}

/* The device counts; an amendment keeps the number, whatever it says. */
static void
test_number (Fixture *fixture, gconstpointer data)
{
  KtgStoreDevice *device = fixture->device;
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgReport) first = ktg_store_device_new_report ("First.", NULL);
  g_autoptr (KtgReport) second = ktg_store_device_new_report ("Second.", NULL);
  g_autoptr (KtgReport) changed = ktg_store_device_new_report ("Third.", NULL);
  g_autofree char *first_id = ktg_store_device_file (device, NULL, first, &error);
  g_autofree char *second_id = NULL;
  g_autoptr (KtgReportHeld) held = NULL;

  second->number = g_strdup ("TELUK");
  second_id = ktg_store_device_file (device, NULL, second, &error);
  changed->number = g_strdup ("XX-9999");
  g_assert_true (ktg_store_device_amend (device, second_id, changed, &error));
  ktg_store_device_reopen (device);
  g_assert_cmpstr (ktg_store_device_get_summary (device, first_id)->number, ==, "0001");
  g_assert_cmpstr (ktg_store_device_get_summary (device, second_id)->number, ==, "TELU-0002");
  held = ktg_store_device_load (device, second_id, &error);
  g_assert_cmpstr (ktg_history_get_report (held->history)->number, ==, "TELU-0002");
  ktg_store_device_assert_sound (device);
}

static void
test_unknown_report (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = ktg_random_dup_uuid ();
  g_autoptr (KtgReport) report = ktg_store_device_new_report ("What happened.", NULL);

  g_assert_false (ktg_store_device_amend (fixture->device, id, report, &error));
  g_assert_error (error, KTG_STORE_ERROR, KTG_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (ktg_store_device_withdraw (fixture->device, id, &error));
  g_assert_error (error, KTG_STORE_ERROR, KTG_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (ktg_store_device_load (fixture->device, id, &error));
  g_assert_error (error, KTG_STORE_ERROR, KTG_STORE_ERROR_NOT_FOUND);
}

/* A law that leaves seven days for findings, and speaks of nothing else. */
static KtgPack *
law_new (void)
{
  KtgPack     *pack = ktg_pack_new ();
  KtgPackPart *part = ktg_record_new (&ktg_pack_part_record);
  KtgTerm     *term = ktg_record_new (&ktg_term_record);

  part->name = g_strdup ("forms");
  part->version = g_strdup ("2024-01-01");
  term->regime = g_strdup ("pilkada");
  term->code = g_strdup ("finding");
  term->days = 7;
  term->starts = g_strdup ("known");
  g_ptr_array_add (term->kinds, g_strdup ("finding"));
  g_ptr_array_add (part->terms, term);
  ktg_pack_adopt (pack, part);
  return pack;
}

static void
test_order_of_law (Fixture *fixture, gconstpointer data)
{
  KtgStoreDevice *device = fixture->device;
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgPack) law = law_new ();
  g_autofree char *photo = ktg_store_device_import (device, "photo", &error);
  const char      *evidence[] = { photo, "", NULL };
  g_autoptr (KtgReport) report = ktg_store_device_new_report ("A supervision.", evidence);
  g_autofree char *id = ktg_store_device_file (device, NULL, report, &error);
  g_autoptr (KtgOwed) owed = NULL;
  const KtgSummaryFields *summary = NULL;

  g_assert_no_error (error);
  summary = ktg_store_device_get_summary (device, id);
  g_assert_cmpint (summary->due_us, <, G_MAXINT64);

  ktg_store_use_pack_async (device->store, law, NULL, NULL);
  owed = ktg_store_device_load_owed (device);
  g_assert_cmpint (((KtgOwedFile *)owed->files->pdata[0])->due_us, ==, G_MAXINT64);
  g_assert_cmpint (ktg_store_device_get_summary (device, id)->due_us, ==, G_MAXINT64);
  g_assert_true (ktg_store_device_get_summary (device, id) == summary);
  ktg_store_device_close (device);
}

static void
test_shared_file (Fixture *fixture, gconstpointer data)
{
  KtgStoreDevice *device = fixture->device;
  g_autoptr (GError) error = NULL;
  g_autofree char *photo = ktg_store_device_import (device, "photo", &error);
  const char      *evidence[] = { photo, "", NULL };
  g_autoptr (KtgReport) one = ktg_store_device_new_report ("One.", evidence);
  g_autoptr (KtgReport) two = ktg_store_device_new_report ("Two.", evidence);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autoptr (KtgOwed) owed = NULL;

  g_free (two->known);
  two->known = g_strdup ("2024-10-28");
  first = ktg_store_device_file (device, NULL, one, &error);
  second = ktg_store_device_file (device, NULL, two, &error);
  g_assert_no_error (error);

  owed = ktg_store_device_load_owed (device);
  g_assert_cmpuint (owed->files->len, ==, 1);
  g_assert_cmpstr (((KtgOwedFile *)owed->files->pdata[0])->report_id, ==, second);

  g_assert_true (ktg_store_device_enrol (device, &error));
  ktg_store_device_deliver_all (device);
  g_assert_cmpint (ktg_store_device_get_summary (device, first)->state, ==, KTG_STATE_COMPLETE);
  g_assert_cmpint (ktg_store_device_get_summary (device, second)->state, ==, KTG_STATE_COMPLETE);

  g_clear_pointer (&second, g_free);
  second = ktg_store_device_file (device, NULL, two, &error);
  g_clear_pointer (&owed, ktg_owed_free);
  owed = ktg_store_device_load_owed (device);
  g_assert_cmpuint (owed->events->len, ==, 1);
  g_assert_cmpuint (owed->files->len, ==, 0);
  ktg_store_device_assert_sound (device);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/filing/what-is-filed-is-owed-with-its-files", test_filed_is_owed);
  ADD ("/filing/a-draft-becomes-the-report-and-stays-gone", test_draft_becomes_report);
  ADD ("/filing/the-same-again-is-the-same-answer", test_same_again);
  ADD ("/filing/evidence-must-have-been-imported", test_not_imported);
  ADD ("/filing/a-text-can-be-too-long", test_too_large);
  ADD ("/filing/what-is-not-whole-is-not-signed", test_incomplete);
  ADD ("/filing/a-time-that-is-none-is-not-signed-and-stays-in-the-draft", test_no_time);
  ADD ("/filing/events-are-signed-and-chained", test_chain);
  ADD ("/filing/an-amendment-is-a-new-version", test_amended);
  ADD ("/filing/what-was-withdrawn-is-not-amended", test_withdrawn_is_not_amended);
  ADD ("/filing/a-withdrawal-stays", test_withdrawn);
  ADD ("/filing/nothing-is-withdrawn-without-a-reason", test_no_reason);
  ADD ("/filing/a-report-gets-the-next-number-and-keeps-it", test_number);
  ADD ("/filing/what-a-newer-version-said-stands-in-an-amendment", test_newer);
  ADD ("/filing/what-is-not-there-is-not-found", test_unknown_report);
  ADD ("/filing/two-reports-share-a-file", test_shared_file);
  ADD ("/filing/what-waits-stands-in-the-order-of-the-law", test_order_of_law);
#undef ADD

  return g_test_run ();
}
