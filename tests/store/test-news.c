/* test-news.c - what the server says is believed when it is proven, and then whole
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-store-device.h"
#include "ktg-test-news.h"

#include <ktg-random.h>
#include <ktg-running-hash.h>
#include <string.h>

typedef struct
{
  KtgStoreDevice *device;
  char           *photo;
  char           *preview;
  char           *report_id;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  KtgStoreDevice *device = fixture->device = ktg_store_device_new ();

  g_assert_true (ktg_store_device_open (device, &error));
  g_assert_true (ktg_store_device_enrol (device, &error));
  fixture->photo = ktg_store_device_import (device, "photo", &error);
  fixture->preview = ktg_store_device_import (device, "preview", &error);
  {
    const char *evidence[] = { fixture->photo, fixture->preview, NULL };
    g_autoptr (KtgReport) report = ktg_store_device_new_report ("What happened.", evidence);

    fixture->report_id = ktg_store_device_file (device, NULL, report, &error);
  }
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  ktg_store_device_free (fixture->device);
  g_free (fixture->photo);
  g_free (fixture->preview);
  g_free (fixture->report_id);
}

static KtgState
get_state (Fixture *fixture)
{
  return ktg_store_device_get_summary (fixture->device, fixture->report_id)->state;
}

/* Applies one receipt beside the beginning of a list, so that a refused answer can be seen to have
 * changed nothing. */
static gboolean
apply_receipt (Fixture *fixture, KtgSigningKey *signer, const KtgReceipt *receipt, GError **error)
{
  KtgNews *news = ktg_news_new ();

  g_ptr_array_add (news->receipts, ktg_store_device_sign_receipt (signer, receipt));
  ktg_test_news_begin (news);
  return ktg_store_device_apply (fixture->device, news, error);
}

static void
assert_refused (Fixture *fixture, KtgSigningKey *signer, const KtgReceipt *receipt)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgOwed) owed = NULL;

  g_assert_false (apply_receipt (fixture, signer, receipt, &error));
  g_assert_error (error, KTG_STORE_ERROR, KTG_STORE_ERROR_UNTRUSTED);
  g_assert_cmpint (get_state (fixture), ==, KTG_STATE_QUEUED);
  ktg_store_device_reopen (fixture->device);
  owed = ktg_store_device_load_owed (fixture->device);
  g_assert_cmpuint (owed->events->len, ==, 1);
  g_assert_cmpuint (owed->files->len, ==, 2);
  g_assert_cmpuint (owed->at->len, ==, 0);
  g_assert_cmpint (get_state (fixture), ==, KTG_STATE_QUEUED);
}

static KtgReceipt *
new_receipt (Fixture *fixture)
{
  g_autoptr (KtgOwed) owed = ktg_store_device_load_owed (fixture->device);

  return ktg_store_device_new_receipt (fixture->device, owed);
}

static void
test_text_then_files (Fixture *fixture, gconstpointer data)
{
  KtgStoreDevice *device = fixture->device;
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgReceipt) receipt = new_receipt (fixture);
  g_autoptr (KtgReceipt) for_files = ktg_receipt_new ();
  g_autoptr (KtgReportHeld) held = NULL;
  g_autoptr (KtgOwed) owed = NULL;

  g_ptr_array_set_size (receipt->files, 0);
  g_assert_true (apply_receipt (fixture, device->server, receipt, &error));
  g_assert_cmpint (get_state (fixture), ==, KTG_STATE_DELIVERED);
  owed = ktg_store_device_load_owed (device);
  g_assert_cmpuint (owed->events->len, ==, 0);
  g_assert_cmpuint (owed->at->len, ==, 1);
  g_assert_cmpuint (owed->files->len, ==, 2);
  g_assert_true (((KtgOwedFile *)owed->files->pdata[0])->is_event_received);

  for_files->node = g_strdup (receipt->node);
  for_files->holder = g_strdup (KTG_RECEIPT_OF_CENTRE);
  for_files->device = g_strdup (receipt->device);
  for_files->at = g_strdup ("2024-11-01T01:21:00.000Z");
  ktg_receipt_add_file (for_files, fixture->photo, 5, 0);
  g_assert_true (apply_receipt (fixture, device->server, for_files, &error));
  g_assert_cmpint (get_state (fixture), ==, KTG_STATE_DELIVERED);

  g_ptr_array_set_size (for_files->files, 0);
  ktg_receipt_add_file (for_files, fixture->preview, 7, 0);
  g_assert_true (apply_receipt (fixture, device->server, for_files, &error));
  g_assert_cmpint (get_state (fixture), ==, KTG_STATE_COMPLETE);
  g_assert_cmpuint (ktg_store_device_get_summary (device, fixture->report_id)->bytes_waiting,
                    ==,
                    0);

  ktg_store_device_reopen (device);
  g_assert_cmpint (get_state (fixture), ==, KTG_STATE_COMPLETE);
  held = ktg_store_device_load (device, fixture->report_id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (held->event_receipts->pdata[0], ==, "2024-11-01T01:20:00.113Z");
  g_assert_cmpstr (((KtgFileHeld *)held->files->pdata[0])->receipt_at,
                   ==,
                   "2024-11-01T01:21:00.000Z");
  g_assert_true (((KtgFileHeld *)held->files->pdata[1])->is_preview);
  ktg_store_device_assert_sound (device);
}

static void
test_same_receipt_again (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgReceipt) receipt = new_receipt (fixture);

  for (int i = 0; i < 2; i++)
    {
      g_assert_true (apply_receipt (fixture, fixture->device->server, receipt, &error));
      g_assert_cmpint (get_state (fixture), ==, KTG_STATE_COMPLETE);
    }
  ktg_store_device_assert_sound (fixture->device);
}

static void
test_forged (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KtgReceipt) receipt = new_receipt (fixture);
  g_autoptr (KtgSigningKey) stranger = ktg_signing_key_new ();

  assert_refused (fixture, stranger, receipt);
}

static void
test_wrong_server (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KtgReceipt) receipt = new_receipt (fixture);
  g_autoptr (KtgSigningKey) stranger = ktg_signing_key_new ();

  g_free (receipt->node);
  receipt->node = g_strdup (ktg_signing_key_get_public (stranger));
  assert_refused (fixture, fixture->device->server, receipt);
}

static void
test_relay (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KtgReceipt) receipt = new_receipt (fixture);

  g_free (receipt->holder);
  receipt->holder = g_strdup ("relay");
  assert_refused (fixture, fixture->device->server, receipt);
}

static void
test_wrong_device (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KtgReceipt) receipt = new_receipt (fixture);
  g_autoptr (KtgSigningKey) stranger = ktg_signing_key_new ();

  g_free (receipt->device);
  receipt->device = g_strdup (ktg_signing_key_get_public (stranger));
  assert_refused (fixture, fixture->device->server, receipt);
}

static void
test_wrong_size (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KtgReceipt) receipt = new_receipt (fixture);

  ((KtgReceiptFile *)receipt->files->pdata[0])->size_bytes++;
  assert_refused (fixture, fixture->device->server, receipt);
}

static void
test_not_ours (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KtgReceipt) receipt = new_receipt (fixture);
  g_autofree char *sha256 = g_strnfill (64, 'c');

  ktg_receipt_add_event (receipt, sha256, 7);
  assert_refused (fixture, fixture->device->server, receipt);
}

static void
test_changed_byte (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgReceipt) receipt = new_receipt (fixture);
  g_autoptr (KtgEnvelope) good = ktg_store_device_sign_receipt (fixture->device->server, receipt);
  gsize         size_bytes;
  const guint8 *bytes = g_bytes_get_data (good->bytes, &size_bytes);

  for (gsize i = 0; i < size_bytes; i += 17)
    {
      g_autofree guint8 *changed = g_memdup2 (bytes, size_bytes);
      g_autoptr (GBytes) changed_bytes = NULL;
      KtgNews *news = ktg_news_new ();

      changed[i] ^= 1;
      changed_bytes = g_bytes_new (changed, size_bytes);
      g_ptr_array_add (news->receipts, ktg_envelope_new (good->id, changed_bytes, good->signature));
      g_assert_false (ktg_store_device_apply (fixture->device, news, &error));
      g_assert_error (error, KTG_STORE_ERROR, KTG_STORE_ERROR_UNTRUSTED);
      g_clear_error (&error);
    }
  g_assert_cmpint (get_state (fixture), ==, KTG_STATE_QUEUED);
}

static void
test_not_enrolled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KtgStoreDevice) device = ktg_store_device_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgReport) report = ktg_store_device_new_report ("What happened.", NULL);
  g_autofree char *id = NULL;
  g_autoptr (KtgOwed) owed = NULL;
  g_autoptr (KtgReceipt) receipt = NULL;
  KtgNews *news = ktg_news_new ();

  g_assert_true (ktg_store_device_open (device, &error));
  g_assert_null (ktg_store_get_account (device->store));
  id = ktg_store_device_file (device, NULL, report, &error);
  owed = ktg_store_device_load_owed (device);
  receipt = ktg_store_device_new_receipt (device, owed);
  g_ptr_array_add (news->receipts, ktg_store_device_sign_receipt (device->server, receipt));
  g_assert_false (ktg_store_device_apply (device, news, &error));
  g_assert_error (error, KTG_STORE_ERROR, KTG_STORE_ERROR_UNTRUSTED);
}

static void
refuse (Fixture *fixture, const char *event_id, const char *sha256)
{
  KtgNews *news = ktg_news_new ();

  g_ptr_array_add (event_id != NULL ? news->refused : news->refused_files,
                   ktg_refusal_new (event_id != NULL ? event_id : sha256,
                                    "urn:kentongan:problem:too-large",
                                    "Too large"));
  ktg_store_device_take (fixture->device, news);
}

static void
test_parked_file (Fixture *fixture, gconstpointer data)
{
  KtgStoreDevice *device = fixture->device;
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgOwed) owed = NULL;
  g_autoptr (KtgOwed) again = NULL;
  g_autoptr (KtgReportHeld) held = NULL;

  refuse (fixture, NULL, fixture->photo);
  ktg_store_device_reopen (device);
  g_assert_cmpint (get_state (fixture), ==, KTG_STATE_PARKED);
  owed = ktg_store_device_load_owed (device);
  g_assert_cmpuint (owed->n_parked, ==, 1);
  g_assert_cmpuint (owed->events->len, ==, 1);
  g_assert_cmpuint (owed->files->len, ==, 1);
  held = ktg_store_device_load (device, fixture->report_id, &error);
  g_assert_cmpstr (held->parked, ==, "urn:kentongan:problem:too-large");
  ktg_store_device_assert_sound (device);

  g_assert_true (ktg_store_device_unpark (device, fixture->report_id, &error));
  g_assert_cmpint (get_state (fixture), ==, KTG_STATE_QUEUED);
  again = ktg_store_device_load_owed (device);
  g_assert_cmpuint (again->n_parked, ==, 0);
  g_assert_cmpuint (again->files->len, ==, 2);
  ktg_store_device_assert_sound (device);
}

static void
test_parked_event (Fixture *fixture, gconstpointer data)
{
  KtgStoreDevice *device = fixture->device;
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgOwed) before = ktg_store_device_load_owed (device);
  g_autoptr (KtgReceipt) receipt = ktg_store_device_new_receipt (device, before);
  g_autoptr (KtgOwed) owed = NULL;
  g_autofree char *stranger = g_strnfill (64, 'd');

  refuse (fixture, stranger, NULL);
  g_assert_cmpint (get_state (fixture), ==, KTG_STATE_QUEUED);
  refuse (fixture, ((KtgOwedEvent *)before->events->pdata[0])->event_id, NULL);
  g_assert_cmpint (get_state (fixture), ==, KTG_STATE_PARKED);
  owed = ktg_store_device_load_owed (device);
  g_assert_cmpuint (owed->events->len, ==, 0);
  g_assert_cmpuint (owed->n_parked, ==, 1);

  g_assert_true (ktg_store_device_unpark (device, NULL, &error));
  g_assert_cmpint (get_state (fixture), ==, KTG_STATE_QUEUED);

  refuse (fixture, ((KtgOwedEvent *)before->events->pdata[0])->event_id, NULL);
  g_assert_true (apply_receipt (fixture, device->server, receipt, &error));
  g_assert_cmpint (get_state (fixture), ==, KTG_STATE_COMPLETE);
}

static KtgEnvelope *
sign_step_of_office (Fixture *fixture)
{
  g_autoptr (KtgSigningKey) office = ktg_signing_key_new ();

  return ktg_store_device_sign_step (fixture->device,
                                     office,
                                     fixture->report_id,
                                     1,
                                     NULL,
                                     "received");
}

static void
test_step (Fixture *fixture, gconstpointer data)
{
  KtgStoreDevice *device = fixture->device;
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgEnvelope) step = sign_step_of_office (fixture);
  g_autoptr (KtgReportHeld) held = NULL;
  gint64 offset_ms;

  ktg_store_device_deliver_all (device);
  for (int i = 0; i < 2; i++)
    {
      KtgNews *news = ktg_news_new ();

      ktg_test_news_add (news, 200, step);
      news->has_server_offset = TRUE;
      news->server_offset_ms = -4100;
      g_assert_true (ktg_store_device_apply (device, news, &error));
      ktg_store_device_reopen (device);
    }

  g_assert_cmpint (get_state (fixture), ==, KTG_STATE_COMPLETE);
  g_assert_true (ktg_store_get_server_offset_ms (device->store, &offset_ms));
  g_assert_cmpint (offset_ms, ==, -4100);
  held = ktg_store_device_load (device, fixture->report_id, &error);
  g_assert_cmpuint (ktg_history_get_n_entries (held->history), ==, 2);
  g_assert_cmpuint (ktg_history_get_entry (held->history, 1)->server_index, ==, 200);
  ktg_store_device_assert_sound (device);
}

static void
test_forged_step (Fixture *fixture, gconstpointer data)
{
  KtgStoreDevice *device = fixture->device;
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgEnvelope) step = sign_step_of_office (fixture);
  g_autoptr (KtgReceipt) receipt = new_receipt (fixture);
  KtgNews *news = ktg_news_new ();

  step->signature[3] ^= 1;
  g_ptr_array_add (news->receipts, ktg_store_device_sign_receipt (device->server, receipt));
  ktg_test_news_add (news, 200, step);
  g_assert_false (ktg_store_device_apply (device, news, &error));
  g_assert_error (error, KTG_STORE_ERROR, KTG_STORE_ERROR_UNTRUSTED);
  g_assert_cmpint (get_state (fixture), ==, KTG_STATE_QUEUED);
  g_assert_cmpuint (ktg_store_device_get_summary (device, fixture->report_id)->n_events, ==, 1);
}

static void
test_wrong_id (Fixture *fixture, gconstpointer data)
{
  KtgStoreDevice *device = fixture->device;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = g_strnfill (64, 'f');
  g_autoptr (KtgEnvelope) step = sign_step_of_office (fixture);
  g_autoptr (KtgEnvelope) misnamed = ktg_envelope_new (id, step->bytes, step->signature);
  KtgNews *news = ktg_news_new ();

  ktg_test_news_add (news, 200, misnamed);
  g_assert_false (ktg_store_device_apply (device, news, &error));
  g_assert_error (error, KTG_STORE_ERROR, KTG_STORE_ERROR_UNTRUSTED);
  g_assert_cmpuint (ktg_store_device_get_summary (device, fixture->report_id)->n_events, ==, 1);
}

static void
test_others_report (Fixture *fixture, gconstpointer data)
{
  KtgStoreDevice *device = fixture->device;
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgSigningKey) officer = ktg_signing_key_new ();
  g_autofree char *id = ktg_random_dup_uuid ();
  g_autofree char *sha256 = g_strnfill (64, 'e');
  const char      *evidence[] = { sha256, "", NULL };
  g_autoptr (KtgReport) report = ktg_store_device_new_report ("Somebody else's.", evidence);
  g_autoptr (KtgEnvelope) filed = ktg_store_device_sign_report (officer, id, report);
  g_autoptr (KtgReportHeld) held = NULL;
  g_autoptr (KtgOwed) owed = NULL;
  KtgNews *news = ktg_news_new ();

  ktg_test_news_add (news, 300, filed);
  g_assert_true (ktg_store_device_apply (device, news, &error));
  g_assert_cmpstr (ktg_store_device_get_summary (device, id)->words, ==, "Somebody else's.");
  g_assert_cmpint (ktg_store_device_get_summary (device, id)->state, ==, KTG_STATE_DELIVERED);
  held = ktg_store_device_load (device, id, &error);
  g_assert_cmpuint (held->files->len, ==, 1);
  g_assert_false (((KtgFileHeld *)held->files->pdata[0])->is_here);

  owed = ktg_store_device_load_owed (device);
  g_assert_cmpuint (owed->events->len, ==, 1);
  g_assert_cmpuint (owed->files->len, ==, 2);
  g_assert_false (ktg_store_device_amend (device, id, report, &error));
  g_assert_error (error, KTG_STORE_ERROR, KTG_STORE_ERROR_NOT_OWN);
  ktg_store_device_assert_sound (device);
}

/* --- lists --- */

#define LISTED_AT 200

/* @also: (nullable): comes after @event */
static GError *
apply_list (Fixture     *fixture,
            const char  *from,
            const char  *at,
            KtgEnvelope *event,
            KtgEnvelope *also)
{
  KtgNews      *news = ktg_news_new ();
  KtgScopeNews *scope = ktg_scope_news_new ();
  GError       *error = NULL;

  scope->from = g_strdup (from);
  scope->at = g_strdup (at);
  g_ptr_array_add (scope->events, ktg_indexed_event_new (LISTED_AT, event));
  if (also != NULL)
    g_ptr_array_add (scope->events, ktg_indexed_event_new (LISTED_AT + 1, also));
  g_ptr_array_add (news->scopes, scope);
  ktg_store_device_apply (fixture->device, news, &error);
  return error;
}

/* What comes follows from what is known here, or nothing of the answer is kept. */
static void
test_list_that_does_not_follow (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KtgEnvelope) step = sign_step_of_office (fixture);
  g_autofree char *right = g_strdup_printf ("d:1:%012" G_GINT64_MODIFIER "x",
                                            ktg_running_hash_next (0, step->id, LISTED_AT));
  g_autofree char *moved = g_strdup_printf ("d:1:%012" G_GINT64_MODIFIER "x",
                                            ktg_running_hash_next (0, step->id, LISTED_AT + 1));
  g_autofree char *skipped = g_strdup_printf ("d:2:%012" G_GINT64_MODIFIER "x",
                                              ktg_running_hash_next (0, step->id, LISTED_AT));
  const struct
  {
    const char *from;
    const char *at;
  } wrong[] = {
    { NULL, "d:1:0123456789ab" },
    { NULL, skipped },
    { NULL, moved },
    { "d:5:0123456789ab", right },
    { "34.71:0:000000000000", right },
    { "d:0:000000000001", right },
  };
  g_autoptr (KtgOwed) owed = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = apply_list (fixture, wrong[i].from, wrong[i].at, step, NULL);

      g_assert_error (error, KTG_STORE_ERROR, KTG_STORE_ERROR_UNTRUSTED);
      g_assert_cmpuint (ktg_store_device_get_summary (fixture->device, fixture->report_id)
                            ->n_events,
                        ==,
                        1);
    }

  g_assert_no_error (apply_list (fixture, NULL, right, step, NULL));
  owed = ktg_store_device_load_owed (fixture->device);
  g_assert_cmpuint (owed->at->len, ==, 1);
  g_assert_cmpstr (owed->at->pdata[0], ==, right);
  g_assert_null (owed->marks);
}

/* A server that knows no mark of ours is told older ones, the rarer the older. */
static void
test_marks_are_told_when_asked (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KtgSigningKey) office = ktg_signing_key_new ();
  g_autofree char *before = NULL;
  guint64          hash = 0;
  KtgNews         *news = ktg_news_new ();
  g_autoptr (KtgOwed) owed = NULL;

  for (guint i = 1; i <= 200; i++)
    {
      g_autoptr (KtgEnvelope) step = ktg_store_device_sign_step (fixture->device,
                                                                 office,
                                                                 fixture->report_id,
                                                                 i,
                                                                 before,
                                                                 "received");
      g_autofree char *at = NULL;

      hash = ktg_running_hash_next (hash, step->id, LISTED_AT);
      at = g_strdup_printf ("d:%u:%012" G_GINT64_MODIFIER "x", i, hash);
      g_assert_no_error (apply_list (fixture, NULL, at, step, NULL));
      g_free (before);
      before = g_strdup (step->id);
    }

  news->asks_marks = TRUE;
  g_assert_true (ktg_store_device_apply (fixture->device, news, NULL));
  ktg_store_device_reopen (fixture->device);
  owed = ktg_store_device_load_owed (fixture->device);
  g_assert_cmpuint (owed->at->len, ==, 1);
  g_assert_cmpuint (owed->marks->len, >=, 7);
  g_assert_cmpuint (owed->marks->len, <=, 20);
}

/* Its events have had other places since. Were the same list made again, by a server that is put
 * back once more, its mark would leave them where they are. */
static void
test_marks_of_a_list_that_is_no_more (Fixture *fixture, gconstpointer data)
{
  static const char beginning[] = "d:0:000000000000";
  KtgStoreDevice   *device = fixture->device;
  const char       *report = fixture->report_id;
  g_autoptr (KtgSigningKey) office = ktg_signing_key_new ();
  g_autoptr (KtgEnvelope) first
      = ktg_store_device_sign_step (device, office, report, 1, NULL, "received");
  g_autoptr (KtgEnvelope) second
      = ktg_store_device_sign_step (device, office, report, 2, first->id, "received");
  guint64          once_hash = ktg_running_hash_next (0, first->id, LISTED_AT);
  guint64          now_hash = ktg_running_hash_next (0, second->id, LISTED_AT);
  g_autofree char *once = g_strdup_printf ("d:1:%012" G_GINT64_MODIFIER "x", once_hash);
  g_autofree char *now = NULL;
  g_autofree char *then = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgOwed) owed = NULL;
  KtgNews *asks = ktg_news_new ();

  now_hash = ktg_running_hash_next (now_hash, first->id, LISTED_AT + 1);
  now = g_strdup_printf ("d:2:%012" G_GINT64_MODIFIER "x", now_hash);
  then = g_strdup_printf ("d:2:%012" G_GINT64_MODIFIER "x",
                          ktg_running_hash_next (once_hash, second->id, LISTED_AT));

  g_assert_no_error (apply_list (fixture, NULL, once, first, NULL));
  g_assert_no_error (apply_list (fixture, beginning, now, second, first));
  asks->asks_marks = TRUE;
  g_assert_true (ktg_store_device_apply (device, asks, NULL));
  owed = ktg_store_device_load_owed (device);
  g_assert_cmpuint (owed->marks->len, ==, 1);
  g_assert_cmpstr (owed->marks->pdata[0], ==, now);

  error = apply_list (fixture, once, then, second, NULL);
  g_assert_error (error, KTG_STORE_ERROR, KTG_STORE_ERROR_UNTRUSTED);
}

static void
test_other_server (Fixture *fixture, gconstpointer data)
{
  KtgStoreDevice *device = fixture->device;
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgSigningKey) other = ktg_signing_key_new ();
  g_autoptr (KtgOwed) owed = NULL;

  ktg_store_device_deliver_all (device);
  g_assert_true (ktg_store_device_enrol (device, &error));
  g_assert_cmpint (get_state (fixture), ==, KTG_STATE_COMPLETE);

  g_assert_true (ktg_store_device_enrol_with (device, other, &error));
  g_assert_cmpint (get_state (fixture), ==, KTG_STATE_QUEUED);
  owed = ktg_store_device_load_owed (device);
  g_assert_cmpuint (owed->events->len, ==, 1);
  g_assert_cmpuint (owed->files->len, ==, 2);
  ktg_store_device_assert_sound (device);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/news/delivered-then-complete", test_text_then_files);
  ADD ("/news/the-same-receipt-again-changes-nothing", test_same_receipt_again);
  ADD ("/news/a-forged-receipt-changes-nothing", test_forged);
  ADD ("/news/another-servers-receipt-changes-nothing", test_wrong_server);
  ADD ("/news/a-relays-receipt-changes-nothing", test_relay);
  ADD ("/news/another-devices-receipt-changes-nothing", test_wrong_device);
  ADD ("/news/a-file-received-with-another-size-is-not", test_wrong_size);
  ADD ("/news/a-receipt-for-what-is-not-held-is-not-believed", test_not_ours);
  ADD ("/news/a-changed-byte-is-not-believed", test_changed_byte);
  ADD ("/news/before-enrolment-no-receipt-is-believed", test_not_enrolled);
  ADD ("/news/a-refused-file-is-parked-until-tried-again", test_parked_file);
  ADD ("/news/a-refused-event-is-parked-until-tried-again", test_parked_event);
  ADD ("/news/a-review-arrives-once", test_step);
  ADD ("/news/a-forged-review-refuses-the-whole-answer", test_forged_step);
  ADD ("/news/an-event-under-another-name-is-not-believed", test_wrong_id);
  ADD ("/news/somebody-elses-report-is-shown-and-not-owed", test_others_report);
  ADD ("/news/a-list-that-does-not-follow", test_list_that_does_not_follow);
  ADD ("/news/marks-are-told-when-asked", test_marks_are_told_when_asked);
  ADD ("/news/marks-of-a-list-that-is-no-more-are-forgotten", test_marks_of_a_list_that_is_no_more);
  ADD ("/news/another-server-is-owed-everything", test_other_server);
#undef ADD

  return g_test_run ();
}
