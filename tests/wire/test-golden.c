/* test-golden.c - the bytes of version 1 never change
 *
 * The golden files are compact JSON with one newline after it, which is not part of the message.
 * Events are signed with the first key of RFC 8032, section 7.1, receipts with the second.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-base64url.h>
#include <ktg-bookmark-json.h>
#include <ktg-enrol-json.h>
#include <ktg-enrolment-code.h>
#include <ktg-event-json.h>
#include <ktg-exchange-json.h>
#include <ktg-node-life-json.h>
#include <ktg-office-json.h>
#include <ktg-problem-json.h>
#include <ktg-receipt-json.h>
#include <ktg-rejection-json.h>
#include <ktg-report-json.h>
#include <ktg-sealed-box.h>
#include <ktg-signing-key.h>

#include <string.h>

#define AUTHOR_SEED "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"
#define SERVER_SEED "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"
#define AUTHOR "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"
#define SERVER "PUAXw-hDiVqStwqnTRt-vJyYLM8uxJaMwM1V8Sr0Zgw"
#define OTHER_ID "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define REBUILT_SIGNATURE                                                                          \
  "qodHQ8LCw928gYJW9dgFM2D1dD_MOrUB_WAJPbZky040xG357uuvy-diFykOafJ886x7HZIf6qwxuVu9pu0cDw"
#define LIFE "q83vASNFZ4mrze8BI0VniQ"
#define REPORT_ID "3f0c2f5e-6f0e-4c0e-8f43-2f5b6a3d9c10"
#define WITHDRAWN_ID "479119f5380935965d11d2802730797e706e2b77aaf96765dbd429cb6a120519"

static GBytes *
load (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", name, NULL);
  g_autofree char *text = NULL;
  gsize            size_bytes = 0;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, &size_bytes, &error);
  g_assert_no_error (error);
  g_assert_cmpint (text[size_bytes - 1], ==, '\n');
  return g_bytes_new (text, size_bytes - 1);
}

static void
assert_same (GBytes *golden, GBytes *written)
{
  g_assert_cmpmem (g_bytes_get_data (golden, NULL),
                   g_bytes_get_size (golden),
                   g_bytes_get_data (written, NULL),
                   g_bytes_get_size (written));
}

static KtgSigningKey *
new_key (const char *seed_hex)
{
  guint8 seed[KTG_KEY_SEED_BYTES] = { 0 };

  for (gsize i = 0; i < sizeof seed; i++)
    seed[i]
        = g_ascii_xdigit_value (seed_hex[2 * i]) * 16 + g_ascii_xdigit_value (seed_hex[2 * i + 1]);

  return ktg_signing_key_new_from_seed (seed);
}

static void
an_event_is_written_byte_for_byte (void)
{
  static const struct
  {
    const char  *name;
    const char  *id;
    KtgEventKind kind;
  } goldens[] = {
    { "event-filed.json",
      "bcec1b5cb8d52e8ee436ca953d4bfe8e40e2056aaaa6be2636463a44e1880897",
      KTG_EVENT_FILED },
    { "event-form.json",
      "2aaa5444aa01fd8b9f06a322f31d8d42e63ce3a9bd30cdad907fb900deac6bff",
      KTG_EVENT_FILED },
    { "event-newer.json",
      "0c0992620aa62f1077a53722cc079b277a266f1ddc7886fb8c88e9fb7305cab3",
      KTG_EVENT_FILED },
    { "event-numbered.json",
      "ffe30080bff5626557334c68c1a9c186a0ac0c1568a47266f9ddc95974a34898",
      KTG_EVENT_FILED },
    { "event-least.json",
      "aba620088af9db07ea8792bfb936c6610de13ddb19b18aeed6912773a437db88",
      KTG_EVENT_FILED },
    { "event-amended-why.json",
      "b8b3e7feb8dd897a9f2797d05bcf0787771b8a7372a21c5624b1ff3e4ba5a924",
      KTG_EVENT_AMENDED },
    { "event-amended.json",
      "512d2381829d2418397a44ba0a265dc4251a5deaf46bd0e5f112fcdf2f9ebbfc",
      KTG_EVENT_AMENDED },
    { "event-withdrawn.json", WITHDRAWN_ID, KTG_EVENT_WITHDRAWN },
    { "event-step.json",
      "481d36de8d461bc7472d42da9e9dcef926b65973336a0c1e986b0320c0393073",
      KTG_EVENT_STEP },
    { "event-step-full.json",
      "6d8b4f88588d46878bbbe59092409748ac809e3860930c4c788cc5071135f8eb",
      KTG_EVENT_STEP },
    { "event-assigned.json",
      "d841bd07f37f91fce40165788efbd11979bb76fed3a5de4aa6269c9710271003",
      KTG_EVENT_ASSIGNED },
    { "event-joined.json",
      "9398955bf4006fad576e93cc52ecb907132a283eb4a4479e63c7382cc489262e",
      KTG_EVENT_JOINED },
    { "event-note.json",
      "03dcbf32cd1f694eaf0f6cd7111161589ee90810ad6eab90f16dba1f8d37258c",
      KTG_EVENT_NOTE },
    { "event-custody.json",
      "22cb6bb73559c3b4ef32802b5414892b3d318ad26823095f0f9c3a2d999b97b3",
      KTG_EVENT_CUSTODY },
    { "event-node-admitted.json",
      "7dbe8e339d7a6f5d0767f18abf0634e4f1cc33fb18a7eb0205ee1d78af21b16f",
      KTG_EVENT_NODE_ADMITTED },
    { "event-node-revoked.json",
      "9d006852c6dfc46f59177a816ae442ca6d215a1540ac03c5c2571eb0218f411b",
      KTG_EVENT_NODE_REVOKED },
    { "event-device-admitted.json",
      "29d8aa966116b11a4963943210699384079147bd2dfdd20b62d5cbdbb5a363cd",
      KTG_EVENT_DEVICE_ADMITTED },
    { "event-device-revoked.json",
      "493de3b845780b9c708758c9c88ae1a30d64de91f708d6153a87cab77ad4326e",
      KTG_EVENT_DEVICE_REVOKED },
    { "event-pack-published.json",
      "496df6f44398ac26a0134128993b2072eb68ce8affd8a011f67956312e64909f",
      KTG_EVENT_PACK_PUBLISHED },
    { "event-other.json",
      "fa52eac524363c8038b2e6db6d0b96412f2011b586dee96e4d309fa76b75a458",
      KTG_EVENT_OTHER },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (goldens); i++)
    {
      g_autoptr (GBytes) golden = load (goldens[i].name);
      g_autofree char *id = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, golden);
      g_autoptr (GError) error = NULL;
      g_autoptr (KtgEvent) event = ktg_event_json_parse (golden, &error);
      g_autoptr (GBytes) written = NULL;

      g_assert_no_error (error);
      g_assert_cmpstr (id, ==, goldens[i].id);
      g_assert_cmpint (event->kind, ==, goldens[i].kind);
      written = ktg_event_json_write (event);
      assert_same (golden, written);
    }
}

static void
a_filed_event_says_what_it_says (void)
{
  g_autoptr (GBytes) golden = load ("event-filed.json");
  g_autoptr (KtgEvent) event = ktg_event_json_parse (golden, NULL);
  const KtgEvidence *photo = event->report->evidence->pdata[0];
  const KtgEvidence *letter = event->report->evidence->pdata[1];

  g_assert_cmpstr (event->report_id, ==, REPORT_ID);
  g_assert_cmpstr (event->author, ==, AUTHOR);
  g_assert_cmpuint (event->seq, ==, 1);
  g_assert_null (event->prev);
  g_assert_cmpint (event->at.wall_us, ==, 1731418267 * G_GINT64_CONSTANT (1000000));
  g_assert_cmpint (event->at.utc_offset_s, ==, 7 * 3600);
  g_assert_cmpint (event->at.boot_ms, ==, 812345);
  g_assert_false (event->at.has_server_offset);
  g_assert_cmpstr (event->report->place_region, ==, "34.71.04.1002");
  g_assert_cmpstr (event->report->filed, ==, "2024-11-12T20:31:07+07:00");
  g_assert_cmpint (event->report->ballot_number, ==, 2);
  g_assert_cmpuint (photo->size_bytes, ==, 2190194);
  g_assert_cmpint (photo->origin, ==, KTG_ORIGIN_WHATSAPP_PHOTO);
  g_assert_cmpfloat (photo->latitude, ==, -7.8);
  g_assert_cmpstr (photo->posted->where, ==, "Facebook");
  g_assert_cmpuint (photo->preview_size_bytes, ==, 31022);
  g_assert_true (letter->is_not_posted);
  g_assert_null (letter->posted);
  g_assert_cmpint (letter->origin, ==, KTG_ORIGIN_UNKNOWN);
}

static void
an_admission_says_what_it_says (void)
{
  g_autoptr (GBytes) golden = load ("event-device-admitted.json");
  g_autoptr (GBytes) golden_node = load ("event-node-admitted.json");
  g_autoptr (GBytes) golden_end = load ("event-node-revoked.json");
  g_autoptr (KtgEvent) device = ktg_event_json_parse (golden, NULL);
  g_autoptr (KtgEvent) node = ktg_event_json_parse (golden_node, NULL);
  g_autoptr (KtgEvent) end = ktg_event_json_parse (golden_end, NULL);

  g_assert_cmpstr (device->device_admission->device, ==, AUTHOR);
  g_assert_cmpstr (device->device_admission->role, ==, "office");
  g_assert_cmpstr (device->device_admission->level, ==, "regency");
  g_assert_cmpstr (device->device_admission->region, ==, "34.71");
  g_assert_cmpuint (device->device_admission->seq, ==, 0);
  g_assert_cmpstr (node->node_admission->node, ==, SERVER);
  g_assert_cmpstr (node->node_admission->kind, ==, "relay");
  g_assert_cmpstr (node->node_admission->may_admit, ==, "officer");
  g_assert_cmpstr (end->revocation->key, ==, SERVER);
  g_assert_cmpuint (end->revocation->seq, ==, 41);
}

static void
a_filed_event_has_the_values_of_its_form (void)
{
  g_autoptr (GBytes) golden = load ("event-form.json");
  g_autoptr (KtgEvent) event = ktg_event_json_parse (golden, NULL);
  const KtgValues *values = event->report->values;
  const GPtrArray *officers = ktg_values_get_rows (values, "officers");

  g_assert_cmpstr (event->report->form_code, ==, "form_a_pilkada");
  g_assert_cmpstr (event->report->form_version, ==, "2024-09");
  g_assert_cmpstr (ktg_values_get_text (values, "has_violation"), ==, KTG_VALUE_YES);
  g_assert_cmpuint (ktg_values_get_list (values, "shape")->len, ==, 2);
  g_assert_cmpstr (ktg_values_get_text (g_ptr_array_index (officers, 0), "name"), ==, "Siti");
  g_assert_cmpstr (ktg_values_get_other (values, "of_tomorrow"), ==, "{\"a\":[1,-2.50,null]}");
}

static void
an_offset_of_nothing_is_an_offset (void)
{
  g_autoptr (GBytes) golden = load ("event-withdrawn.json");
  g_autoptr (KtgEvent) event = ktg_event_json_parse (golden, NULL);

  g_assert_true (event->at.has_server_offset);
  g_assert_cmpint (event->at.server_offset_ms, ==, 0);
}

static void
an_exchanged_event_has_its_id_and_a_true_signature (void)
{
  g_autoptr (GBytes) golden = load ("exchange-request.json");
  g_autoptr (GBytes) event = load ("event-withdrawn.json");
  g_autoptr (KtgSigningKey) key = new_key (AUTHOR_SEED);
  g_autoptr (KtgExchangeRequest) request = ktg_exchange_request_parse (golden, NULL);
  const KtgEnvelope *envelope = request->events->pdata[0];
  guint8             signature[KTG_SIGNATURE_BYTES] = { 0 };
  gsize              size_bytes = 0;
  const guint8      *bytes = g_bytes_get_data (envelope->bytes, &size_bytes);

  assert_same (event, envelope->bytes);
  g_assert_cmpstr (envelope->id, ==, WITHDRAWN_ID);
  g_assert_true (ktg_signature_is_valid (AUTHOR, bytes, size_bytes, envelope->signature));
  ktg_signing_key_sign (key, bytes, size_bytes, signature);
  g_assert_cmpmem (signature, sizeof signature, envelope->signature, KTG_SIGNATURE_BYTES);
}

static void
a_receipt_has_a_true_signature (void)
{
  g_autoptr (GBytes) golden = load ("exchange-answer.json");
  g_autoptr (GBytes) receipt = load ("receipt.json");
  g_autoptr (KtgSigningKey) key = new_key (SERVER_SEED);
  g_autoptr (KtgExchangeAnswer) answer = ktg_exchange_answer_parse (golden, NULL, NULL);
  const KtgEnvelope *envelope = answer->receipts->pdata[0];
  gsize              size_bytes = 0;
  const guint8      *bytes = g_bytes_get_data (envelope->bytes, &size_bytes);

  assert_same (receipt, envelope->bytes);
  g_assert_cmpstr (ktg_signing_key_get_public (key), ==, SERVER);
  g_assert_true (ktg_signature_is_valid (SERVER, bytes, size_bytes, envelope->signature));
}

static void
a_request_is_written_byte_for_byte (void)
{
  g_autoptr (GBytes) golden = load ("exchange-request.json");
  g_autoptr (KtgExchangeRequest) request = ktg_exchange_request_parse (golden, NULL);
  g_autoptr (GBytes) written = ktg_exchange_request_write (request);

  g_assert_cmpuint (request->at->len, ==, 2);
  g_assert_cmpstr (request->at->pdata[1], ==, "34.71:4700:0123456789ab");
  g_assert_cmpuint (request->marks->len, ==, 1);
  g_assert_cmpstr (request->life, ==, LIFE);
  g_assert_cmpuint (request->holds, ==, 17);
  g_assert_cmpstr (request->file, ==, "aaaaaaaaaaaa");
  g_assert_cmpstr (request->shelf, ==, "bbbbbbbbbbbb");
  g_assert_cmpuint (request->book, ==, 41);
  g_assert_cmpuint (request->carry->len, ==, 1);
  g_assert_cmpuint (request->texts->len, ==, 1);
  g_assert_cmpuint (request->lives->len, ==, 2);
  g_assert_cmpstr (request->lives->pdata[0], ==, LIFE);
  assert_same (golden, written);
}

static void
an_answer_is_written_byte_for_byte (void)
{
  g_autoptr (GBytes) golden = load ("exchange-answer.json");
  g_autoptr (KtgExchangeAnswer) answer = ktg_exchange_answer_parse (golden, NULL, NULL);
  g_autoptr (GBytes) written = ktg_exchange_answer_write (answer);

  g_assert_cmpuint (answer->max_file_bytes, ==, 67108864);
  g_assert_cmpuint (answer->keep_days, ==, 14);
  g_assert_cmpstr (answer->life, ==, LIFE);
  g_assert_cmpuint (answer->scopes->len, ==, 1);
  g_assert_false (answer->asks_marks);
  g_assert_cmpuint (answer->lacks->len, ==, 3);
  g_assert_cmpuint (g_array_index (answer->lacks, guint64, 0), ==, 0);
  g_assert_cmpuint (g_array_index (answer->lacks, guint64, 2), ==, 5);
  g_assert_false (answer->asks);
  g_assert_cmpuint (answer->refusals->len, ==, 1);
  g_assert_cmpstr (answer->holder, ==, "relay");
  g_assert_cmpstr (answer->shelf, ==, "cccccccccccc");
  g_assert_nonnull (answer->book);
  assert_same (golden, written);
}

static void
an_answer_of_receipts_is_written_byte_for_byte (void)
{
  g_autoptr (GBytes) golden = load ("receipts-answer.json");
  g_autoptr (GPtrArray) receipts = ktg_receipts_answer_parse (golden, NULL);
  g_autoptr (GBytes) written = ktg_receipts_answer_write (receipts);

  assert_same (golden, written);
}

static void
a_receipt_is_written_byte_for_byte (void)
{
  g_autoptr (GBytes) golden = load ("receipt.json");
  g_autoptr (KtgReceipt) receipt = ktg_receipt_json_parse (golden, NULL);
  g_autoptr (GBytes) written = ktg_receipt_json_write (receipt);

  g_assert_cmpuint (((KtgReceiptEvent *)receipt->events->pdata[0])->index, ==, 4711);
  g_assert_cmpuint (((KtgReceiptFile *)receipt->files->pdata[0])->index, ==, 2118);
  g_assert_cmpstr (receipt->life, ==, LIFE);
  assert_same (golden, written);
}

/* Its signature is that of the bytes which a stranger builds by the page. */
static void
a_short_receipt_is_rebuilt_byte_for_byte (void)
{
  g_autoptr (GBytes) golden = load ("receipt-rebuilt.json");
  g_autoptr (GBytes) text = load ("exchange-request.json");
  g_autoptr (KtgExchangeRequest) request = ktg_exchange_request_parse (text, NULL);
  g_autoptr (KtgExchangeAnswer) answer = ktg_exchange_answer_new ();
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  const KtgEnvelope *envelope;

  g_ptr_array_add (ids, (gpointer)OTHER_ID);
  g_ptr_array_add (ids, ((KtgEnvelope *)request->events->pdata[0])->id);
  answer->life = g_strdup (LIFE);
  answer->now = g_strdup ("2024-11-12T13:40:02.113Z");
  answer->receipt = ktg_short_receipt_new ();
  answer->receipt->sig = g_strdup (REBUILT_SIGNATURE);
  ktg_short_receipt_add_index (answer->receipt, 0);
  g_assert_false (ktg_exchange_answer_rebuild_receipt (answer, ids, SERVER, AUTHOR));
  ktg_short_receipt_add_index (answer->receipt, 4712);
  g_assert_true (ktg_exchange_answer_rebuild_receipt (answer, ids, SERVER, AUTHOR));

  g_assert_cmpuint (answer->receipts->len, ==, 1);
  envelope = answer->receipts->pdata[0];
  assert_same (golden, envelope->bytes);
  g_assert_true (ktg_signature_is_valid (SERVER,
                                         g_bytes_get_data (envelope->bytes, NULL),
                                         g_bytes_get_size (envelope->bytes),
                                         envelope->signature));
}

static void
a_receipt_of_before_lives_is_read (void)
{
  g_autoptr (GBytes) golden = load ("receipt-before-lives.json");
  g_autoptr (KtgReceipt) receipt = ktg_receipt_json_parse (golden, NULL);

  g_assert_cmpstr (receipt->node, ==, SERVER);
  g_assert_true (ktg_receipt_is_of_centre (receipt));
  g_assert_null (receipt->life);
  g_assert_cmpuint (((KtgReceiptFile *)receipt->files->pdata[0])->index, ==, 0);
}

static void
a_new_life_has_a_true_signature (void)
{
  g_autoptr (GBytes) golden = load ("exchange-answer.json");
  g_autoptr (GBytes) bytes = load ("node-life.json");
  g_autoptr (KtgExchangeAnswer) answer = ktg_exchange_answer_parse (golden, NULL, NULL);
  const KtgEnvelope *envelope = answer->stands;
  g_autoptr (KtgNodeLife) word = ktg_node_life_json_parse (envelope->bytes, NULL);
  g_autoptr (GBytes) written = ktg_node_life_json_write (word);

  assert_same (bytes, envelope->bytes);
  assert_same (bytes, written);
  g_assert_cmpuint (word->last, ==, 4700);
  g_assert_cmpuint (word->file, ==, 2110);
  g_assert_cmpuint (word->book, ==, 41);
  g_assert_true (ktg_signature_is_valid (SERVER,
                                         g_bytes_get_data (envelope->bytes, NULL),
                                         g_bytes_get_size (envelope->bytes),
                                         envelope->signature));
}

static void
a_bookmark_is_written_byte_for_byte (void)
{
  g_autoptr (GBytes) golden = load ("book-head.json");
  g_autoptr (KtgBookmark) bookmark = ktg_bookmark_json_parse (golden, NULL);
  g_autoptr (GBytes) written = ktg_bookmark_json_write (bookmark);

  g_assert_cmpstr (bookmark->node, ==, SERVER);
  g_assert_cmpuint (bookmark->seq, ==, 41);
  assert_same (golden, written);
}

static void
a_refusal_is_written_byte_for_byte (void)
{
  g_autoptr (GBytes) golden = load ("refusal.json");
  g_autoptr (KtgRejection) rejection = ktg_rejection_json_parse (golden, NULL);
  g_autoptr (GBytes) written = ktg_rejection_json_write (rejection);

  g_assert_cmpstr (rejection->device, ==, AUTHOR);
  g_assert_cmpuint (rejection->events->len, ==, 1);
  assert_same (golden, written);
}

/* A box is another one each time it is made: the one at hand must open, and say what it said. */
static void
an_enrolment_is_written_byte_for_byte (void)
{
  g_autoptr (KtgSigningKey) server = new_key (SERVER_SEED);
  g_autoptr (GBytes) golden = load ("enrol-request.json");
  g_autoptr (GBytes) golden_content = load ("enrol-content.json");
  g_autoptr (GBytes) golden_answer = load ("enrol-answer.json");
  g_autofree char *sealed = ktg_enrol_seal_parse (golden, NULL);
  g_autoptr (GBytes) box = ktg_base64url_dup_bytes (sealed);
  g_autoptr (GBytes) content = ktg_sealed_box_open (box, server);
  g_autoptr (KtgEnrolRequest) request = ktg_enrol_request_parse (content, NULL);
  g_autoptr (KtgAccount) account = ktg_account_json_parse (golden_answer, NULL);
  g_autoptr (GBytes) written = ktg_enrol_seal_write (sealed);
  g_autoptr (GBytes) written_content = ktg_enrol_request_write (request);
  g_autoptr (GBytes) written_answer = ktg_account_json_write (account);

  assert_same (golden, written);
  assert_same (golden_content, written_content);
  assert_same (golden_answer, written_answer);
  g_assert_true (ktg_enrolment_code_fits (request->code, SERVER, SERVER));
}

static void
a_question_whether_one_still_waits_is_written_byte_for_byte (void)
{
  g_autoptr (GBytes) golden = load ("enrol-again-content.json");
  g_autoptr (GBytes) golden_answer = load ("enrol-pending-answer.json");
  g_autoptr (KtgEnrolRequest) request = ktg_enrol_request_parse (golden, NULL);
  g_autoptr (KtgAccount) account = ktg_account_json_parse (golden_answer, NULL);
  g_autoptr (GBytes) written = ktg_enrol_request_write (request);
  g_autoptr (GBytes) written_answer = ktg_account_json_write (account);

  assert_same (golden, written);
  assert_same (golden_answer, written_answer);
  g_assert_null (request->code);
  g_assert_true (account->is_pending);
}

static void
what_an_office_asks_is_written_byte_for_byte (void)
{
  g_autoptr (GBytes) golden_wish = load ("admit-request.json");
  g_autoptr (GBytes) golden_subject = load ("office-subject.json");
  g_autoptr (GBytes) golden_page = load ("office-page.json");
  g_autoptr (KtgAdmitRequest) wish = ktg_admit_request_parse (golden_wish, NULL);
  g_autoptr (KtgOfficeSubject) subject = ktg_office_subject_parse (golden_subject, NULL);
  g_autoptr (KtgOfficePage) page = ktg_office_page_parse (golden_page, NULL);
  g_autoptr (GBytes) written_wish = ktg_admit_request_write (wish);
  g_autoptr (GBytes) written_subject = ktg_office_subject_write (subject);
  g_autoptr (GBytes) written_page = ktg_office_page_write (page, FALSE);

  assert_same (golden_wish, written_wish);
  assert_same (golden_subject, written_subject);
  assert_same (golden_page, written_page);
}

/* An empty text would be read as none: the region is then the whole country. */
static void
a_wish_for_the_whole_country_is_read (void)
{
  static const char text[] = "{\"name\":\"Siti\",\"role\":\"centre\",\"region\":\"\"}";
  static const char none[] = "{\"name\":\"Siti\",\"role\":\"centre\"}";
  g_autoptr (GBytes) whole = g_bytes_new_static (text, strlen (text));
  g_autoptr (GBytes) lacking = g_bytes_new_static (none, strlen (none));
  g_autoptr (KtgAdmitRequest) wish = ktg_admit_request_parse (whole, NULL);

  g_assert_cmpstr (wish->region, ==, "");
  g_assert_null (ktg_admit_request_parse (lacking, NULL));
}

static void
an_introduction_is_written_byte_for_byte (void)
{
  g_autoptr (GBytes) golden = load ("node-answer.json");
  g_autoptr (KtgIntroduction) introduction = ktg_introduction_parse (golden, NULL);
  g_autoptr (GBytes) written = ktg_introduction_write (introduction);

  assert_same (golden, written);
  g_assert_cmpstr (introduction->node_key, ==, SERVER);
}

static void
a_problem_is_written_byte_for_byte (void)
{
  g_autoptr (GBytes) golden = load ("problem.json");
  g_autoptr (KtgProblem) problem = ktg_problem_parse (golden, NULL);
  g_autoptr (GBytes) written = ktg_problem_write (problem);

  assert_same (golden, written);
}

static void
a_body_is_written_byte_for_byte (void)
{
  g_autoptr (GBytes) golden = load ("report-body.json");
  g_autoptr (KtgReport) report = ktg_report_json_parse (golden, KTG_REPORT_JSON_BODY, NULL);
  g_autoptr (GBytes) written = ktg_report_json_write (report, KTG_REPORT_JSON_BODY);

  assert_same (golden, written);
}

static void
the_smallest_and_the_fullest_input_are_taken (void)
{
  static const char *const names[] = { "report-minimal.json", "report-full.json" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GBytes) text = load (names[i]);
      g_autoptr (GError) error = NULL;
      g_autoptr (KtgReport) report = ktg_report_json_parse (text, KTG_REPORT_JSON_INPUT, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (report->kind, ==, "lhp");
      g_assert_null (report->filed);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (ktg_seal_init ());

  g_test_add_func ("/golden/an-event-is-written-byte-for-byte", an_event_is_written_byte_for_byte);
  g_test_add_func ("/golden/a-filed-event-says-what-it-says", a_filed_event_says_what_it_says);
  g_test_add_func ("/golden/an-admission-says-what-it-says", an_admission_says_what_it_says);
  g_test_add_func ("/golden/a-filed-event-has-the-values-of-its-form",
                   a_filed_event_has_the_values_of_its_form);
  g_test_add_func ("/golden/an-offset-of-nothing-is-an-offset", an_offset_of_nothing_is_an_offset);
  g_test_add_func ("/golden/an-exchanged-event-has-its-id-and-a-true-signature",
                   an_exchanged_event_has_its_id_and_a_true_signature);
  g_test_add_func ("/golden/a-receipt-has-a-true-signature", a_receipt_has_a_true_signature);
  g_test_add_func ("/golden/a-request-is-written-byte-for-byte",
                   a_request_is_written_byte_for_byte);
  g_test_add_func ("/golden/an-answer-is-written-byte-for-byte",
                   an_answer_is_written_byte_for_byte);
  g_test_add_func ("/golden/an-answer-of-receipts-is-written-byte-for-byte",
                   an_answer_of_receipts_is_written_byte_for_byte);
  g_test_add_func ("/golden/a-short-receipt-is-rebuilt-byte-for-byte",
                   a_short_receipt_is_rebuilt_byte_for_byte);
  g_test_add_func ("/golden/a-receipt-of-before-lives-is-read", a_receipt_of_before_lives_is_read);
  g_test_add_func ("/golden/a-new-life-has-a-true-signature", a_new_life_has_a_true_signature);
  g_test_add_func ("/golden/a-bookmark-is-written-byte-for-byte",
                   a_bookmark_is_written_byte_for_byte);
  g_test_add_func ("/golden/a-refusal-is-written-byte-for-byte",
                   a_refusal_is_written_byte_for_byte);
  g_test_add_func ("/golden/a-receipt-is-written-byte-for-byte",
                   a_receipt_is_written_byte_for_byte);
  g_test_add_func ("/golden/an-enrolment-is-written-byte-for-byte",
                   an_enrolment_is_written_byte_for_byte);
  g_test_add_func ("/golden/what-an-office-asks-is-written-byte-for-byte",
                   what_an_office_asks_is_written_byte_for_byte);
  g_test_add_func ("/golden/a-wish-for-the-whole-country-is-read",
                   a_wish_for_the_whole_country_is_read);
  g_test_add_func ("/golden/a-question-whether-one-still-waits-is-written-byte-for-byte",
                   a_question_whether_one_still_waits_is_written_byte_for_byte);
  g_test_add_func ("/golden/an-introduction-is-written-byte-for-byte",
                   an_introduction_is_written_byte_for_byte);
  g_test_add_func ("/golden/a-problem-is-written-byte-for-byte",
                   a_problem_is_written_byte_for_byte);
  g_test_add_func ("/golden/a-body-is-written-byte-for-byte", a_body_is_written_byte_for_byte);
  g_test_add_func ("/golden/the-smallest-and-the-fullest-input-are-taken",
                   the_smallest_and_the_fullest_input_are_taken);

  return g_test_run ();
}
