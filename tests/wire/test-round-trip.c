/* test-round-trip.c - what is written is read back the same, whatever it says
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "random-report.h"

#include <ktg-enrol-json.h>
#include <ktg-event-json.h>
#include <ktg-exchange-json.h>
#include <ktg-json-guard.h>
#include <ktg-problem-json.h>
#include <ktg-receipt-json.h>
#include <ktg-report-json.h>
#include <ktg-test-news.h>

#include <string.h>

#define N_ROUNDS 1000

static void
a_report_comes_back_the_same (void)
{
  for (guint round = 0; round < N_ROUNDS; round++)
    {
      KtgReportJsonForm form = round % 2 == 0 ? KTG_REPORT_JSON_BODY : KTG_REPORT_JSON_DRAFT;
      g_autoptr (KtgReport) report = random_report ();
      g_autoptr (GBytes) text = ktg_report_json_write (report, form);
      g_autoptr (GError) error = NULL;
      g_autoptr (KtgReport) back = ktg_report_json_parse (text, form, &error);

      g_assert_no_error (error);
      g_assert_true (ktg_report_equal (report, back));
    }
}

static void
an_empty_draft_comes_back_the_same (void)
{
  g_autoptr (KtgReport) report = ktg_report_new ();
  g_autoptr (GBytes) text = NULL;
  g_autoptr (KtgReport) back = NULL;

  g_ptr_array_add (report->persons, ktg_person_new (KTG_PERSON_WITNESS));
  g_ptr_array_add (report->evidence, ktg_evidence_new ());
  report->known = g_strdup ("kemarin 19.30");
  text = ktg_report_json_write (report, KTG_REPORT_JSON_DRAFT);
  back = ktg_report_json_parse (text, KTG_REPORT_JSON_DRAFT, NULL);

  g_assert_nonnull (back);
  g_assert_true (ktg_report_equal (report, back));
}

static void
assert_events_equal (const KtgEvent *a, const KtgEvent *b)
{
  g_assert_cmpint (a->kind, ==, b->kind);
  g_assert_cmpstr (a->type, ==, b->type);
  g_assert_cmpstr (a->report_id, ==, b->report_id);
  g_assert_cmpstr (a->author, ==, b->author);
  g_assert_cmpuint (a->seq, ==, b->seq);
  g_assert_cmpstr (a->prev, ==, b->prev);
  g_assert_cmpint (a->at.wall_us, ==, b->at.wall_us);
  g_assert_cmpint (a->at.utc_offset_s, ==, b->at.utc_offset_s);
  g_assert_cmpint (a->at.boot_ms, ==, b->at.boot_ms);
  g_assert_cmpint (a->at.has_server_offset, ==, b->at.has_server_offset);
  g_assert_cmpint (a->at.server_offset_ms, ==, b->at.server_offset_ms);
  g_assert_cmpstr (a->replaces, ==, b->replaces);
  g_assert_cmpstr (a->reason, ==, b->reason);
  g_assert_cmpstr (a->note, ==, b->note);
  g_assert_true ((a->report == NULL) == (b->report == NULL));
  g_assert_true (a->report == NULL || ktg_report_equal (a->report, b->report));
  g_assert_true (ktg_event_equal (a, b));
}

static void
an_event_comes_back_the_same (void)
{
  for (guint round = 0; round < N_ROUNDS; round++)
    {
      g_autoptr (KtgEvent) event = random_event (round % (KTG_EVENT_OTHER + 1));
      g_autoptr (GBytes) bytes = ktg_event_json_write (event);
      g_autoptr (GError) error = NULL;
      g_autoptr (KtgEvent) back = ktg_event_json_parse (bytes, &error);
      g_autoptr (GBytes) again = NULL;

      g_assert_no_error (error);
      assert_events_equal (event, back);
      again = ktg_event_json_write (back);
      g_assert_true (g_bytes_equal (bytes, again));
    }
}

static void
assert_envelopes_equal (const KtgEnvelope *a, const KtgEnvelope *b)
{
  g_assert_cmpstr (a->id, ==, b->id);
  g_assert_true (g_bytes_equal (a->bytes, b->bytes));
  g_assert_cmpmem (a->signature, KTG_SIGNATURE_BYTES, b->signature, KTG_SIGNATURE_BYTES);
}

static void
an_envelopes_bytes_travel_exactly (void)
{
  for (guint round = 0; round < 100; round++)
    {
      g_autoptr (KtgExchangeRequest) request = ktg_exchange_request_new ();
      g_autoptr (KtgExchangeRequest) back = NULL;
      g_autoptr (GBytes) text = NULL;
      g_autoptr (GError) error = NULL;

      g_ptr_array_add (request->at, g_strdup_printf ("34.71:%u:0123456789ab", g_test_rand_int ()));
      for (guint i = 0; i < 5; i++)
        {
          g_ptr_array_add (request->events, random_envelope ());
          g_ptr_array_add (request->files, random_hash ());
        }

      text = ktg_exchange_request_write (request);
      back = ktg_exchange_request_parse (text, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (back->at->pdata[0], ==, request->at->pdata[0]);
      g_assert_cmpuint (back->events->len, ==, 5);

      for (guint i = 0; i < 5; i++)
        {
          assert_envelopes_equal (request->events->pdata[i], back->events->pdata[i]);
          g_assert_cmpstr (request->files->pdata[i], ==, back->files->pdata[i]);
        }
    }
}

static KtgScopeNews *
new_scope (KtgEnvelope *event)
{
  KtgScopeNews *scope = ktg_scope_news_new ();

  scope->at = g_strdup ("d:2:a1b2c3d4e5f6");
  g_ptr_array_add (scope->events, ktg_indexed_event_new (4711, event));
  g_ptr_array_add (scope->events, ktg_indexed_event_new_own (4712, 7));
  return scope;
}

static KtgExchangeAnswer *
new_answer (void)
{
  KtgExchangeAnswer *answer = ktg_exchange_answer_new ();
  g_autofree char   *hash = random_hash ();
  g_autoptr (KtgEnvelope) event = random_envelope ();

  g_ptr_array_add (answer->receipts, random_envelope ());
  g_ptr_array_add (answer->missing, ktg_missing_file_new (hash, 42));
  g_ptr_array_add (answer->refused,
                   ktg_refusal_new (hash, KTG_PROBLEM_PREFIX "fork", "another event 3"));
  g_ptr_array_add (answer->scopes, new_scope (event));
  g_ptr_array_add (answer->packs, ktg_pack_notice_new ("rules", "2022-09-22", hash));
  answer->has_more = TRUE;
  answer->now = g_strdup ("2024-11-12T13:40:02.113Z");
  answer->max_batch_bytes = 4194304;
  answer->max_file_bytes = 67108864;
  return answer;
}

static void
an_answer_comes_back_the_same (void)
{
  g_autoptr (KtgExchangeAnswer) answer = new_answer ();
  g_autoptr (GBytes) text = ktg_exchange_answer_write (answer);
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgExchangeAnswer) back = ktg_exchange_answer_parse (text, NULL, &error);
  g_autoptr (GBytes) again = NULL;

  g_assert_no_error (error);
  assert_envelopes_equal (answer->receipts->pdata[0], back->receipts->pdata[0]);
  assert_envelopes_equal (ktg_test_news_get (answer, 0)->envelope,
                          ktg_test_news_get (back, 0)->envelope);
  g_assert_cmpuint (ktg_test_news_get (back, 1)->own, ==, 7);
  again = ktg_exchange_answer_write (back);
  g_assert_true (g_bytes_equal (text, again));
}

static void
receipts_alone_come_back_the_same (void)
{
  g_autoptr (GPtrArray) receipts
      = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_envelope_unref);
  g_autoptr (GPtrArray) back = NULL;
  g_autoptr (GBytes) text = NULL;

  g_ptr_array_add (receipts, random_envelope ());
  text = ktg_receipts_answer_write (receipts);
  back = ktg_receipts_answer_parse (text, NULL);
  g_assert_cmpuint (back->len, ==, 1);
  assert_envelopes_equal (receipts->pdata[0], back->pdata[0]);
}

static void
a_receipt_comes_back_the_same (void)
{
  g_autoptr (KtgReceipt) receipt = ktg_receipt_new ();
  g_autoptr (KtgReceipt) back = NULL;
  g_autoptr (GBytes) text = NULL;
  g_autoptr (GBytes) again = NULL;
  g_autofree char *hash = random_hash ();

  receipt->node = random_key ();
  receipt->holder = g_strdup (KTG_RECEIPT_OF_CENTRE);
  receipt->device = random_key ();
  receipt->at = g_strdup ("2024-11-12T13:40:02.113Z");
  ktg_receipt_add_event (receipt, hash, 4711);
  ktg_receipt_add_file (receipt, hash, 2190194, g_test_rand_int_range (0, 1000));

  text = ktg_receipt_json_write (receipt);
  back = ktg_receipt_json_parse (text, NULL);
  g_assert_nonnull (back);
  again = ktg_receipt_json_write (back);
  g_assert_true (g_bytes_equal (text, again));
}

/* An exchange that brings ten thousand receipts level is still one receipt. */
static void
a_receipt_for_ten_thousand_events_is_read (void)
{
  g_autoptr (KtgReceipt) receipt = ktg_receipt_new ();
  g_autoptr (KtgReceipt) back = NULL;
  g_autoptr (GBytes) text = NULL;
  g_autoptr (GError) error = NULL;

  receipt->node = random_key ();
  receipt->holder = g_strdup (KTG_RECEIPT_OF_CENTRE);
  receipt->device = random_key ();
  receipt->at = g_strdup ("2024-11-12T13:40:02.113Z");
  for (guint i = 1; i <= 10000; i++)
    {
      g_autofree char *hash = random_hash ();

      ktg_receipt_add_event (receipt, hash, i);
    }

  text = ktg_receipt_json_write (receipt);
  back = ktg_receipt_json_parse (text, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (back->events->len, ==, 10000);
}

static void
an_account_comes_back_the_same (void)
{
  g_autoptr (KtgAccount) account = ktg_account_new ();
  g_autoptr (KtgAccount) back = NULL;
  g_autoptr (GBytes) text = NULL;

  account->url = g_strdup ("https://server.example");
  account->ca = g_strdup ("-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n");
  account->device = random_key ();
  account->officer = g_strdup ("Siti");
  account->role = g_strdup ("officer");
  account->region = g_strdup ("");
  account->server_key = random_key ();

  text = ktg_account_json_write (account);
  back = ktg_account_json_parse (text, NULL);
  g_assert_nonnull (back);
  g_assert_cmpstr (back->url, ==, account->url);
  g_assert_cmpstr (back->ca, ==, account->ca);
  g_assert_cmpstr (back->device, ==, account->device);
  g_assert_cmpstr (back->officer, ==, "Siti");
  g_assert_cmpstr (back->role, ==, "officer");
  g_assert_cmpstr (back->region, ==, "");
  g_assert_cmpstr (back->server_key, ==, account->server_key);
}

static void
an_enrolment_comes_back_the_same (void)
{
  KtgEnrolRequest request = { 0 };
  g_autoptr (KtgEnrolRequest) back = NULL;
  g_autoptr (GBytes) text = NULL;
  g_autofree char *key = random_key ();

  request.code = (char *)"7k3m-4qrs tvwx";
  request.device = key;
  request.name = (char *)"Laptop \"Ngampilan\"";
  request.nonce = (char *)"c2VyaXV0c2VyaWJ1";
  text = ktg_enrol_request_write (&request);
  back = ktg_enrol_request_parse (text, NULL);
  g_assert_nonnull (back);
  g_assert_cmpstr (back->code, ==, request.code);
  g_assert_cmpstr (back->device, ==, key);
  g_assert_cmpstr (back->name, ==, request.name);
  g_assert_cmpstr (back->nonce, ==, request.nonce);
}

static void
a_problem_comes_back_the_same (void)
{
  KtgProblem problem = { 0 };
  g_autoptr (KtgProblem) back = NULL;
  g_autoptr (GBytes) text = NULL;

  problem.type = (char *)KTG_PROBLEM_PREFIX "offset";
  problem.title = (char *)"Not the server's offset";
  problem.status = 409;
  problem.has_expected_offset = TRUE;
  text = ktg_problem_write (&problem);
  back = ktg_problem_parse (text, NULL);
  g_assert_nonnull (back);
  g_assert_cmpstr (back->type, ==, problem.type);
  g_assert_cmpuint (back->status, ==, 409);
  g_assert_true (back->has_expected_offset);
  g_assert_cmpuint (back->expected_offset, ==, 0);
  g_assert_null (back->detail);
}

/* A damaged event is refused or read, and never does harm. */
static void
damage_does_no_harm (void)
{
  for (guint round = 0; round < 5000; round++)
    {
      g_autoptr (KtgEvent) event = random_event (round % KTG_EVENT_OTHER);
      g_autoptr (GBytes) bytes = ktg_event_json_write (event);
      gsize   size_bytes = 0;
      guint8 *data = g_bytes_unref_to_data (g_steal_pointer (&bytes), &size_bytes);
      g_autoptr (GBytes) damaged = NULL;
      g_autoptr (KtgEvent) back = NULL;

      for (guint i = 0; i < 2; i++)
        data[g_test_rand_int_range (0, size_bytes)] = g_test_rand_int_range (0x20, 0x7f);

      damaged = g_bytes_new_take (data, size_bytes);
      back = ktg_event_json_parse (damaged, NULL);
      g_assert_true (back == NULL || back->type != NULL);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/round-trip/a-report-comes-back-the-same", a_report_comes_back_the_same);
  g_test_add_func ("/round-trip/an-empty-draft-comes-back-the-same",
                   an_empty_draft_comes_back_the_same);
  g_test_add_func ("/round-trip/an-event-comes-back-the-same", an_event_comes_back_the_same);
  g_test_add_func ("/round-trip/an-envelopes-bytes-travel-exactly",
                   an_envelopes_bytes_travel_exactly);
  g_test_add_func ("/round-trip/an-answer-comes-back-the-same", an_answer_comes_back_the_same);
  g_test_add_func ("/round-trip/receipts-alone-come-back-the-same",
                   receipts_alone_come_back_the_same);
  g_test_add_func ("/round-trip/a-receipt-comes-back-the-same", a_receipt_comes_back_the_same);
  g_test_add_func ("/round-trip/a-receipt-for-ten-thousand-events-is-read",
                   a_receipt_for_ten_thousand_events_is_read);
  g_test_add_func ("/round-trip/an-account-comes-back-the-same", an_account_comes_back_the_same);
  g_test_add_func ("/round-trip/an-enrolment-comes-back-the-same",
                   an_enrolment_comes_back_the_same);
  g_test_add_func ("/round-trip/a-problem-comes-back-the-same", a_problem_comes_back_the_same);
  g_test_add_func ("/round-trip/damage-does-no-harm", damage_does_no_harm);

  return g_test_run ();
}
