/* test-exchange.c - events are taken once, or refused one by one with a reason
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-event-json.h>
#include <ktg-problem-json.h>
#include <ktg-random.h>
#include <ktg-sha256.h>
#include <ktg-test-news.h>
#include <ktg-test-server.h>
#include <ktg-writer-private.h>

#include <string.h>

#define LEVELS 100000
#define HUGE_BYTES (9 * 1024 * 1024)

typedef struct
{
  KtgTestServer *server;
  KtgTestDevice *siti;
  KtgTestDevice *budi;
  KtgTestDevice *office;
} World;

static void
world_open (World *world, gconstpointer data)
{
  world->server = ktg_test_server_new ();
  ktg_test_server_start (world->server);
  world->siti = ktg_test_server_new_device (world->server, KTG_ROLE_OFFICER, "34.71.04");
  world->budi = ktg_test_server_new_device (world->server, KTG_ROLE_OFFICER, "34.71.05");
  world->office = ktg_test_server_new_device (world->server, KTG_ROLE_OFFICE, "34.71");
}

static void
world_close (World *world, gconstpointer data)
{
  ktg_test_device_free (world->siti);
  ktg_test_device_free (world->budi);
  ktg_test_device_free (world->office);
  ktg_test_server_free (world->server);
}

/* The receipt in an answer, its signature checked as a device would. */
static KtgReceipt *
read_receipt (KtgTestDevice *device, KtgExchangeAnswer *answer)
{
  KtgReceipt *receipt = ktg_test_device_find_receipt (device, answer->receipts);

  g_assert_nonnull (receipt);
  g_assert_cmpuint (answer->receipts->len, ==, 1);
  g_assert_true (ktg_receipt_is_of_centre (receipt));
  return receipt;
}

static guint64
get_index (KtgTestDevice *device, KtgExchangeAnswer *answer, const char *event_id)
{
  g_autoptr (KtgReceipt) receipt = read_receipt (device, answer);

  return ktg_test_receipt_get_index (receipt, event_id);
}

static void
assert_refused (KtgExchangeAnswer *answer, const char *id, const char *type)
{
  g_autofree char *whole = g_strconcat (KTG_PROBLEM_PREFIX, type, NULL);
  KtgRefusal      *refusal;

  g_assert_cmpuint (answer->refused->len, ==, 1);
  refusal = g_ptr_array_index (answer->refused, 0);
  g_assert_cmpstr (refusal->id, ==, id);
  g_assert_cmpstr (refusal->type, ==, whole);
  g_assert_nonnull (refusal->detail);
}

static void
test_repeat (World *world, gconstpointer data)
{
  g_autoptr (KtgEnvelope) envelope = ktg_test_device_file (world->siti, NULL, NULL);
  g_autoptr (KtgExchangeAnswer) first = ktg_test_device_send (world->siti, envelope);
  g_autoptr (KtgExchangeAnswer) second = ktg_test_device_send (world->siti, envelope);
  g_autoptr (KtgExchangeAnswer) third = NULL;

  g_assert_cmpuint (get_index (world->siti, first, envelope->id), ==, 1);
  g_assert_cmpuint (get_index (world->siti, second, envelope->id), ==, 1);

  ktg_test_server_restart (world->server);
  third = ktg_test_device_send (world->siti, envelope);
  g_assert_cmpuint (get_index (world->siti, third, envelope->id), ==, 1);
  g_assert_cmpuint (third->refused->len, ==, 0);
}

static void
test_answer (World *world, gconstpointer data)
{
  g_autoptr (KtgExchangeAnswer) answer = ktg_test_device_exchange (world->siti, NULL, NULL);

  g_assert_cmpuint (answer->receipts->len, ==, 0);
  g_assert_cmpuint (answer->missing->len, ==, 0);
  g_assert_cmpuint (answer->scopes->len, ==, 0);
  g_assert_cmpuint (answer->max_batch_bytes, ==, 1536 * 1024);
  g_assert_cmpuint (answer->max_file_bytes, ==, 67108864);
  g_assert_false (answer->has_more);
  g_assert_nonnull (answer->now);
}

static void
test_batch (World *world, gconstpointer data)
{
  g_autoptr (GPtrArray) events
      = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_envelope_unref);
  g_autoptr (KtgExchangeAnswer) answer = NULL;
  g_autoptr (KtgReceipt) receipt = NULL;

  for (guint i = 0; i < 300; i++)
    g_ptr_array_add (events, ktg_test_device_file (world->siti, NULL, NULL));
  answer = ktg_test_device_exchange (world->siti, events, NULL);
  receipt = read_receipt (world->siti, answer);
  g_assert_cmpuint (receipt->events->len, ==, 300);
  for (guint i = 0; i < 300; i++)
    {
      const KtgReceiptEvent *event = g_ptr_array_index (receipt->events, i);
      const KtgEnvelope     *envelope = g_ptr_array_index (events, i);

      g_assert_cmpuint (event->index, ==, i + 1);
      g_assert_cmpstr (event->event_id, ==, envelope->id);
    }
}

/* --- refusals --- */

static void
test_unreadable (World *world, gconstpointer data)
{
  g_autofree char  *deep = g_strnfill (LEVELS, '[');
  const char *const texts[] = {
    "not json",
    "{}",
    "[1]",
    deep,
    "{\"v\":2,\"type\":\"report.filed\",\"report\":\"3f0c7f0e-1111-4111-8111-111111111111\"}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (KtgEnvelope) envelope = ktg_test_device_sign_bytes (world->siti, texts[i]);
      g_autoptr (KtgExchangeAnswer) answer = ktg_test_device_send (world->siti, envelope);

      g_assert_cmpuint (answer->receipts->len, ==, 0);
      assert_refused (answer, envelope->id, "not-an-event");
    }
}

static void
test_wrong_signature (World *world, gconstpointer data)
{
  g_autoptr (KtgEnvelope) envelope = ktg_test_device_file (world->siti, NULL, NULL);
  g_autoptr (KtgEnvelope) forged = NULL;
  g_autoptr (KtgExchangeAnswer) answer = NULL;
  guint8 signature[KTG_SIGNATURE_BYTES];

  memcpy (signature, envelope->signature, sizeof signature);
  signature[10] ^= 1;
  forged = ktg_envelope_new (envelope->id, envelope->bytes, signature);
  answer = ktg_test_device_send (world->siti, forged);
  assert_refused (answer, envelope->id, "signature");
}

static void
test_wrong_author (World *world, gconstpointer data)
{
  g_autoptr (KtgEnvelope) envelope = ktg_test_device_file (world->siti, NULL, NULL);
  g_autoptr (KtgExchangeAnswer) answer = ktg_test_device_send (world->budi, envelope);

  assert_refused (answer, envelope->id, "author");
}

static void
test_fork (World *world, gconstpointer data)
{
  g_autoptr (KtgEnvelope) first = ktg_test_device_file (world->siti, NULL, NULL);
  g_autofree char *before = g_strdup (world->siti->prev);
  g_autoptr (KtgEnvelope) second = ktg_test_device_file (world->siti, NULL, NULL);
  g_autoptr (KtgEnvelope) rival = NULL;
  g_autoptr (KtgExchangeAnswer) one = NULL;
  g_autoptr (KtgExchangeAnswer) two = NULL;
  g_autoptr (KtgExchangeAnswer) three = NULL;
  g_autoptr (KtgExchangeAnswer) again = NULL;

  g_free (world->siti->prev);
  world->siti->prev = g_strdup (before);
  world->siti->seq = 1;
  rival = ktg_test_device_file (world->siti, NULL, NULL);

  one = ktg_test_device_send (world->siti, first);
  two = ktg_test_device_send (world->siti, second);
  three = ktg_test_device_send (world->siti, rival);
  assert_refused (three, rival->id, "fork");
  again = ktg_test_device_send (world->siti, second);
  g_assert_cmpuint (get_index (world->siti, again, second->id), ==, 2);
}

/* Two authors, one UUID: two reports, and what is said of a case is of the one that it names. */
static void
test_same_uuid (World *world, gconstpointer data)
{
  g_autofree char *report_id = ktg_random_dup_uuid ();
  g_autofree char *out = NULL;
  g_autoptr (KtgEnvelope) first = ktg_test_device_file (world->siti, report_id, NULL);
  g_autoptr (KtgEnvelope) second = ktg_test_device_file (world->budi, report_id, NULL);
  g_autoptr (KtgExchangeAnswer) one = ktg_test_device_send (world->siti, first);
  g_autoptr (KtgExchangeAnswer) two = ktg_test_device_send (world->budi, second);
  g_autoptr (KtgEnvelope) step
      = ktg_test_device_step (world->office, report_id, second->id, second->id, NULL);
  g_autoptr (KtgExchangeAnswer) three = ktg_test_device_send (world->office, step);
  g_autoptr (KtgExchangeAnswer) of_siti = ktg_test_device_exchange (world->siti, NULL, NULL);
  g_autoptr (KtgExchangeAnswer) of_budi = ktg_test_device_exchange (world->budi, NULL, NULL);

  g_assert_cmpuint (get_index (world->siti, one, first->id), ==, 1);
  g_assert_cmpuint (get_index (world->budi, two, second->id), ==, 2);
  g_assert_cmpuint (get_index (world->office, three, step->id), ==, 3);
  g_assert_cmpuint (ktg_test_news_count (of_siti), ==, 0);
  g_assert_cmpuint (ktg_test_news_count (of_budi), ==, 1);
  g_assert_cmpint (ktg_test_server_run (world->server, NULL, "verify", NULL), ==, 0);

  g_assert_cmpint (ktg_test_server_run (world->server, NULL, "show", report_id, NULL), ==, 1);
  g_assert_cmpint (ktg_test_server_run (world->server, &out, "show", second->id, NULL), ==, 0);
  g_assert_nonnull (strstr (out, report_id));
}

static KtgEvent *
new_step (const char *report_id, const char *case_id)
{
  KtgEvent *event = ktg_event_new ();

  event->kind = KTG_EVENT_STEP;
  event->type = g_strdup ("case.step");
  event->report_id = g_strdup (report_id);
  event->case_id = g_strdup (case_id);
  event->step = ktg_case_step_new ();
  event->step->code = g_strdup ("registered");
  event->step->version = g_strdup (case_id);
  return event;
}

static KtgEnvelope *
step_after (KtgTestDevice *device, const char *report_id, const char *case_id, guint n)
{
  g_autoptr (KtgEvent) event = new_step (report_id, case_id);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (event->after, g_strdup_printf ("%064x", i));
  return ktg_test_device_sign (device, event);
}

/* The documents of a step are files like those of a report. */
static void
test_documents (World *world, gconstpointer data)
{
  g_autofree char *report_id = ktg_random_dup_uuid ();
  g_autofree char *hash = g_strnfill (64, 'd');
  g_autoptr (KtgEnvelope) filed = ktg_test_device_file (world->siti, report_id, NULL);
  g_autoptr (KtgExchangeAnswer) sent = ktg_test_device_send (world->siti, filed);
  g_autoptr (KtgEvent) event = new_step (report_id, filed->id);
  g_autoptr (KtgEnvelope) step = NULL;
  g_autoptr (KtgExchangeAnswer) answer = NULL;
  KtgEvidence *document = ktg_evidence_new ();

  document->sha256 = g_strdup (hash);
  document->size_bytes = 1000;
  document->media_type = g_strdup ("application/pdf");
  document->original_name = g_strdup ("surat.pdf");
  g_ptr_array_add (event->step->documents, document);
  step = ktg_test_device_sign (world->office, event);
  answer = ktg_test_device_send (world->office, step);

  g_assert_cmpuint (get_index (world->office, answer, step->id), ==, 2);
  g_assert_cmpuint (answer->missing->len, ==, 1);
  g_assert_cmpstr (((KtgMissingFile *)g_ptr_array_index (answer->missing, 0))->sha256, ==, hash);
  g_assert_cmpint (ktg_test_server_run (world->server, NULL, "verify", NULL), ==, 0);
}

/* What a step follows may come later; but not more than one can. */
static void
test_after_what_is_not_here (World *world, gconstpointer data)
{
  g_autofree char *report_id = ktg_random_dup_uuid ();
  g_autoptr (KtgEnvelope) filed = ktg_test_device_file (world->siti, report_id, NULL);
  g_autoptr (KtgExchangeAnswer) sent = ktg_test_device_send (world->siti, filed);
  g_autoptr (KtgEnvelope) most = step_after (world->office, report_id, filed->id, 64);
  g_autoptr (KtgExchangeAnswer) one = ktg_test_device_send (world->office, most);
  g_autoptr (KtgEnvelope) too_many = step_after (world->office, report_id, filed->id, 65);
  g_autoptr (KtgExchangeAnswer) two = ktg_test_device_send (world->office, too_many);

  g_assert_cmpuint (get_index (world->office, one, most->id), ==, 2);
  assert_refused (two, too_many->id, "not-an-event");
}

/* An office says of a report that it may see what it likes; whether it counts the procedure says.
 */
static void
test_of_a_case (World *world, gconstpointer data)
{
  g_autofree char *report_id = ktg_random_dup_uuid ();
  g_autofree char *nowhere = g_strnfill (64, 'c');
  g_autoptr (KtgTestDevice) far
      = ktg_test_server_new_device (world->server, KTG_ROLE_OFFICE, "33.74");
  g_autoptr (KtgEnvelope) filed = ktg_test_device_file (world->siti, report_id, NULL);
  g_autoptr (KtgExchangeAnswer) sent = ktg_test_device_send (world->siti, filed);
  g_autoptr (KtgEnvelope) waits
      = ktg_test_device_step (world->office, report_id, filed->id, nowhere, NULL);
  g_autoptr (KtgEnvelope) of_nothing
      = ktg_test_device_note (world->office, report_id, nowhere, FALSE);
  g_autoptr (KtgEnvelope) of_far = ktg_test_device_note (far, report_id, filed->id, FALSE);
  g_autoptr (KtgEnvelope) of_officer
      = ktg_test_device_note (world->budi, report_id, filed->id, FALSE);
  g_autoptr (KtgEnvelope) of_filer
      = ktg_test_device_step (world->siti, report_id, filed->id, filed->id, NULL);
  g_autoptr (KtgExchangeAnswer) one = ktg_test_device_send (world->office, waits);
  g_autoptr (KtgExchangeAnswer) two = ktg_test_device_send (world->office, of_nothing);
  g_autoptr (KtgExchangeAnswer) three = ktg_test_device_send (far, of_far);
  g_autoptr (KtgExchangeAnswer) four = ktg_test_device_send (world->budi, of_officer);
  g_autoptr (KtgExchangeAnswer) five = ktg_test_device_send (world->siti, of_filer);

  g_assert_cmpuint (get_index (world->office, one, waits->id), ==, 2);
  assert_refused (two, of_nothing->id, "other-report");
  assert_refused (three, of_far->id, "other-report");
  assert_refused (four, of_officer->id, "other-report");
  g_assert_cmpuint (get_index (world->siti, five, of_filer->id), ==, 3);
}

static void
move_device (World *world, KtgTestDevice *device, KtgRole role, const char *region)
{
  g_autofree char *code = ktg_test_server_make_code (world->server, role, region);
  g_autoptr (KtgTestReply) reply = ktg_test_device_enrol (device, code);

  g_assert_cmpuint (reply->status, ==, 200);
  if (role != KTG_ROLE_OFFICER)
    ktg_test_server_confirm (world->server, ktg_test_device_get_key (device));
}

/* What was written while there was no link is no less written because its office was moved. Its
 * device sees no more by it, and gives the report to nobody. */
static void
test_moved_meanwhile (World *world, gconstpointer data)
{
  static const struct
  {
    KtgRole     role;
    const char *region;
  } places[] = { { KTG_ROLE_OFFICE, "33.74" }, { KTG_ROLE_OFFICER, "34.71" } };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *report_id = ktg_random_dup_uuid ();
      g_autoptr (KtgTestDevice) office
          = ktg_test_server_new_device (world->server, KTG_ROLE_OFFICE, "34.71");
      g_autoptr (KtgEnvelope) filed = ktg_test_device_file (world->siti, report_id, NULL);
      g_autoptr (KtgExchangeAnswer) sent = ktg_test_device_send (world->siti, filed);
      g_autoptr (KtgEnvelope) step
          = ktg_test_device_step (office, report_id, filed->id, filed->id, "33.74");
      g_autoptr (KtgEnvelope) note = ktg_test_device_note (office, report_id, filed->id, FALSE);
      g_autoptr (KtgExchangeAnswer) own = NULL;
      g_autoptr (KtgExchangeAnswer) carried = NULL;
      g_autoptr (KtgExchangeAnswer) seen = NULL;
      g_autoptr (KtgExchangeAnswer) told = NULL;

      move_device (world, office, places[i].role, places[i].region);
      own = ktg_test_device_send (office, step);
      carried = ktg_test_device_carry (world->budi, note, NULL);
      seen = ktg_test_device_exchange (office, NULL, NULL);
      told = ktg_test_device_exchange (world->siti, NULL, NULL);

      g_assert_null (ktg_test_answer_get_refusal (own, step));
      g_assert_null (ktg_test_answer_get_refusal (carried, note));
      g_assert_cmpuint (ktg_test_news_count (seen), ==, 0);
      g_assert_cmpuint (ktg_test_news_count (told), ==, 2 * (i + 1));
    }
  g_assert_cmpint (ktg_test_server_run (world->server, NULL, "verify", NULL), ==, 0);
}

static KtgEnvelope *
sign_of_kind (KtgTestDevice     *device,
              KtgEventKind       kind,
              const KtgEnvelope *filed,
              const char        *report_id,
              const char        *case_id)
{
  g_autoptr (KtgEvent) event = new_step (report_id, case_id);

  g_free (event->type);
  event->type = kind != KTG_EVENT_OTHER ? g_strdup (ktg_event_kind_get_type_name (kind))
                                        : g_strdup ("foo.bar");
  event->kind = kind;
  g_free (event->step->version);
  event->step->version = g_strdup (filed->id);
  if (kind == KTG_EVENT_FILED || kind == KTG_EVENT_AMENDED)
    {
      event->report = ktg_report_new ();
      event->report->kind = g_strdup ("lhp");
      event->report->filed = g_strdup ("2024-11-01T08:12:33+07:00");
    }
  event->replaces = g_strdup (filed->id);
  event->reason = g_strdup ("Why not");
  event->note = g_strdup ("Seen.");
  event->joined = g_strdup (filed->id);
  event->assignment = ktg_assignment_new ();
  event->assignment->to = g_strdup ("Budi");
  event->assignment->until = g_strdup ("2024-11-20");
  event->custody = ktg_custody_day_new ();
  event->custody->day = g_strdup ("2024-11-13");
  return ktg_test_device_sign (device, event);
}

/* @may_say: whether the device may say something of the case of @filed */
static const char *
get_expected (KtgEventKind kind, const char *case_id, const KtgEnvelope *filed, gboolean may_say)
{
  gboolean is_of_case = kind >= KTG_EVENT_STEP && kind <= KTG_EVENT_NOTE;

  if (case_id == NULL)
    return is_of_case ? "not-an-event" : NULL;
  if (ktg_event_kind_is_of_report (kind))
    return "not-an-event";

  return kind == KTG_EVENT_OTHER || (may_say && g_str_equal (case_id, filed->id)) ? NULL
                                                                                  : "other-report";
}

/* One event of each kind, of no case, of that of @filed, and of one that is nowhere. */
static void
send_of_each_kind (KtgTestDevice     *device,
                   const KtgEnvelope *filed,
                   const char        *report_id,
                   gboolean           may_say)
{
  g_autofree char  *nowhere = g_strnfill (64, 'c');
  const char *const cases[] = { NULL, filed->id, nowhere };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (KtgEventKind kind = KTG_EVENT_FILED; kind <= KTG_EVENT_OTHER; kind++)
      {
        g_autoptr (KtgEnvelope) envelope = NULL;
        g_autoptr (KtgExchangeAnswer) answer = NULL;

        if (ktg_event_kind_is_of_chain (kind))
          continue;

        envelope = sign_of_kind (device, kind, filed, report_id, cases[i]);
        answer = ktg_test_device_send (device, envelope);
        g_assert_cmpstr (ktg_test_answer_get_refusal (answer, envelope),
                         ==,
                         get_expected (kind, cases[i], filed, may_say));
      }
}

/* Whoever filed it, whoever else may see it, and whoever may not. */
static void
test_each_kind_of_each_case (World *world, gconstpointer data)
{
  g_autofree char *report_id = ktg_random_dup_uuid ();
  g_autoptr (KtgEnvelope) filed = ktg_test_device_file (world->siti, report_id, NULL);
  g_autoptr (KtgExchangeAnswer) sent = ktg_test_device_send (world->siti, filed);

  send_of_each_kind (world->siti, filed, report_id, TRUE);
  send_of_each_kind (world->office, filed, report_id, TRUE);
  send_of_each_kind (world->budi, filed, report_id, FALSE);
  g_assert_cmpint (ktg_test_server_run (world->server, NULL, "verify", NULL), ==, 0);
  g_assert_cmpint (ktg_test_server_run (world->server, NULL, "show", filed->id, NULL), ==, 0);
}

/* Otherwise an office could ask which reports other regions have. */
static void
test_unseen_is_unknown (World *world, gconstpointer data)
{
  g_autofree char *unseen_id = ktg_random_dup_uuid ();
  g_autofree char *unknown_id = ktg_random_dup_uuid ();
  g_autoptr (KtgTestDevice) far
      = ktg_test_server_new_device (world->server, KTG_ROLE_OFFICE, "33.74");
  g_autoptr (KtgEnvelope) envelope = ktg_test_device_file (world->siti, unseen_id, NULL);
  g_autoptr (KtgExchangeAnswer) first = ktg_test_device_send (world->siti, envelope);
  g_autoptr (KtgEnvelope) of_unseen
      = ktg_test_device_step (far, unseen_id, envelope->id, envelope->id, NULL);
  g_autoptr (KtgExchangeAnswer) second = ktg_test_device_send (far, of_unseen);
  g_autoptr (KtgEnvelope) of_unknown
      = ktg_test_device_step (far, unknown_id, envelope->id, envelope->id, NULL);
  g_autoptr (KtgExchangeAnswer) third = ktg_test_device_send (far, of_unknown);

  assert_refused (second, of_unseen->id, "other-report");
  assert_refused (third, of_unknown->id, "other-report");
}

static KtgEnvelope *
sign_unknown_type (KtgTestDevice *device, const char *report_id)
{
  g_autofree char *prev
      = device->prev != NULL ? g_strdup_printf ("\"prev\":\"%s\",", device->prev) : g_strdup ("");
  g_autofree char *text = g_strdup_printf (
      "{\"v\":1,\"type\":\"foo.bar\",\"report\":\"%s\",\"author\":\"%s\",\"seq\":%" G_GUINT64_FORMAT
      ",%s\"at\":{\"wall\":\"2024-11-01T08:12:33+07:00\",\"boot_ms\":1},\"body\":{}}",
      report_id,
      ktg_test_device_get_key (device),
      device->seq + 1,
      prev);

  return ktg_test_device_sign_bytes (device, text);
}

/* Whoever knows a report's id before it is here could otherwise shut its filer out. */
static void
test_unknown_type_makes_no_filer (World *world, gconstpointer data)
{
  g_autofree char *report_id = ktg_random_dup_uuid ();
  g_autoptr (KtgEnvelope) strange = sign_unknown_type (world->budi, report_id);
  g_autoptr (KtgExchangeAnswer) first = ktg_test_device_send (world->budi, strange);
  g_autoptr (KtgEnvelope) filed = ktg_test_device_file (world->siti, report_id, NULL);
  g_autoptr (KtgExchangeAnswer) second = ktg_test_device_send (world->siti, filed);
  g_autoptr (KtgEnvelope) again = sign_unknown_type (world->budi, report_id);
  g_autoptr (KtgExchangeAnswer) third = ktg_test_device_send (world->budi, again);
  g_autoptr (KtgExchangeAnswer) down = ktg_test_device_exchange (world->siti, NULL, NULL);
  g_autoptr (KtgEnvelope) step
      = ktg_test_device_step (world->office, report_id, filed->id, filed->id, NULL);
  g_autoptr (KtgExchangeAnswer) fourth = ktg_test_device_send (world->office, step);

  g_assert_cmpuint (first->refused->len, ==, 0);
  g_assert_cmpuint (second->refused->len, ==, 0);
  g_assert_cmpuint (third->refused->len, ==, 0);
  g_assert_cmpuint (down->scopes->len, ==, 0);
  g_assert_cmpuint (fourth->refused->len, ==, 0);
  g_assert_cmpint (ktg_test_server_run (world->server, NULL, "verify", NULL), ==, 0);
}

static void
test_step_of_nothing (World *world, gconstpointer data)
{
  g_autofree char *report_id = ktg_random_dup_uuid ();
  g_autofree char *nowhere = g_strnfill (64, 'c');
  g_autoptr (KtgEnvelope) step
      = ktg_test_device_step (world->office, report_id, nowhere, nowhere, NULL);
  g_autoptr (KtgExchangeAnswer) answer = ktg_test_device_send (world->office, step);

  assert_refused (answer, step->id, "other-report");
}

static void
test_too_large (World *world, gconstpointer data)
{
  g_autofree char *text = g_strnfill (KTG_EVENT_MAX_BYTES + 1, 'x');
  g_autoptr (KtgEnvelope) envelope = ktg_test_device_sign_bytes (world->siti, text);
  g_autoptr (KtgExchangeAnswer) answer = ktg_test_device_send (world->siti, envelope);

  assert_refused (answer, envelope->id, "too-large");
}

static void
test_one_bad_event (World *world, gconstpointer data)
{
  g_autoptr (GPtrArray) events
      = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_envelope_unref);
  g_autoptr (KtgExchangeAnswer) answer = NULL;
  g_autoptr (KtgReceipt) receipt = NULL;

  g_ptr_array_add (events, ktg_test_device_file (world->siti, NULL, NULL));
  g_ptr_array_add (events, ktg_test_device_sign_bytes (world->siti, "nonsense"));
  g_ptr_array_add (events, ktg_test_device_file (world->siti, NULL, NULL));
  answer = ktg_test_device_exchange (world->siti, events, NULL);
  receipt = read_receipt (world->siti, answer);
  g_assert_cmpuint (receipt->events->len, ==, 2);
  assert_refused (answer, ((KtgEnvelope *)g_ptr_array_index (events, 1))->id, "not-an-event");
}

static void
test_gap (World *world, gconstpointer data)
{
  g_autoptr (KtgEnvelope) one = ktg_test_device_file (world->siti, NULL, NULL);
  g_autoptr (KtgEnvelope) two = ktg_test_device_file (world->siti, NULL, NULL);
  g_autoptr (KtgExchangeAnswer) first = ktg_test_device_send (world->siti, two);
  g_autoptr (KtgExchangeAnswer) second = NULL;

  g_assert_cmpuint (get_index (world->siti, first, two->id), ==, 1);
  g_assert_cmpint (ktg_test_server_run (world->server, NULL, "verify", NULL), ==, 0);
  second = ktg_test_device_send (world->siti, one);
  g_assert_cmpuint (get_index (world->siti, second, one->id), ==, 2);
  g_assert_cmpint (ktg_test_server_run (world->server, NULL, "verify", NULL), ==, 0);
}

static void
assert_verify (World *world, int status, const char *words)
{
  g_autofree char *out = NULL;

  g_assert_cmpint (ktg_test_server_run (world->server, &out, "verify", NULL), ==, status);
  g_assert_nonnull (strstr (out, words));
}

static gboolean
make_older (KtgCatalog *catalog, gpointer data, GError **error)
{
  KtgDb *db = catalog->db;
  return ktg_db_execute (db, "UPDATE event SET received_at = received_at - 691200000", error);
}

static void
test_gap_that_stays (World *world, gconstpointer data)
{
  g_autoptr (KtgEnvelope) one = ktg_test_device_file (world->siti, NULL, NULL);
  g_autoptr (KtgEnvelope) two = ktg_test_device_file (world->siti, NULL, NULL);
  g_autoptr (KtgExchangeAnswer) first = ktg_test_device_send (world->siti, two);
  g_autoptr (GError) error = NULL;

  assert_verify (world, 0, "has not come yet (no damage)");
  ktg_writer_run (ktg_archive_get_writer (world->server->archive), make_older, NULL, &error);
  g_assert_no_error (error);
  assert_verify (world, 1, "has not come for a week");
}

/* Its author has no number left. That is his own loss: what he leaves out is taken when it comes,
 * he is admitted anew and revoked as anybody, and others hear of it all. */
static void
test_the_last_number (World *world, gconstpointer data)
{
  const char      *key = ktg_test_device_get_key (world->siti);
  g_autofree char *code = ktg_test_server_make_code (world->server, KTG_ROLE_OFFICER, "34.71.06");
  g_autoptr (KtgEnvelope) first = ktg_test_device_file (world->siti, NULL, NULL);
  g_autoptr (KtgEnvelope) second = ktg_test_device_file (world->siti, NULL, NULL);
  g_autoptr (KtgEnvelope) last = NULL;
  g_autoptr (KtgExchangeAnswer) answer = ktg_test_device_send (world->siti, first);
  g_autoptr (KtgExchangeAnswer) far = NULL;
  g_autoptr (KtgExchangeAnswer) near = NULL;
  g_autoptr (KtgExchangeAnswer) seen = NULL;
  g_autoptr (KtgTestReply) reply = NULL;

  world->siti->seq = (G_GUINT64_CONSTANT (1) << 53) - 2;
  last = ktg_test_device_file (world->siti, NULL, NULL);
  far = ktg_test_device_send (world->siti, last);
  g_assert_cmpuint (get_index (world->siti, far, last->id), ==, 2);
  near = ktg_test_device_send (world->siti, second);
  g_assert_cmpuint (get_index (world->siti, near, second->id), ==, 3);

  reply = ktg_test_device_enrol (world->siti, code);
  g_assert_cmpuint (reply->status, ==, 200);
  seen = ktg_test_device_exchange (world->office, NULL, NULL);
  g_assert_cmpuint (ktg_test_news_count (seen), ==, 3);
  g_assert_cmpint (ktg_test_server_run (world->server, NULL, "revoke", key, NULL), ==, 0);
  g_assert_cmpint (ktg_test_server_run (world->server, NULL, "verify", NULL), ==, 0);
  ktg_test_server_restart (world->server);
  g_assert_cmpint (ktg_test_server_run (world->server, NULL, "verify", NULL), ==, 0);
}

/* A copied profile goes on from an event that was refused here. */
static void
test_after_a_fork (World *world, gconstpointer data)
{
  g_autoptr (KtgEnvelope) first = ktg_test_device_file (world->siti, NULL, NULL);
  g_autoptr (KtgExchangeAnswer) one = ktg_test_device_send (world->siti, first);
  g_autoptr (KtgEnvelope) rival = NULL;
  g_autoptr (KtgEnvelope) next = NULL;
  g_autoptr (KtgExchangeAnswer) two = NULL;
  g_autoptr (KtgExchangeAnswer) three = NULL;

  world->siti->seq = 0;
  g_clear_pointer (&world->siti->prev, g_free);
  rival = ktg_test_device_file (world->siti, NULL, NULL);
  next = ktg_test_device_file (world->siti, NULL, NULL);
  two = ktg_test_device_send (world->siti, rival);
  assert_refused (two, rival->id, "fork");
  three = ktg_test_device_send (world->siti, next);
  g_assert_cmpuint (get_index (world->siti, three, next->id), ==, 2);

  assert_verify (world, 0, "was refused and is kept aside (no damage)");
  g_assert_cmpint (ktg_test_server_run (world->server, NULL, "aside", "--empty", NULL), ==, 0);
  assert_verify (world, 1, "it does not follow its author's event before it");
}

static void
test_after_a_refusal (World *world, gconstpointer data)
{
  g_autofree char *report_id = ktg_random_dup_uuid ();
  g_autoptr (KtgEnvelope) first = ktg_test_device_file (world->siti, report_id, NULL);
  g_autoptr (KtgExchangeAnswer) one = ktg_test_device_send (world->siti, first);
  g_autoptr (KtgEnvelope) rival = ktg_test_device_note (world->budi, report_id, first->id, FALSE);
  g_autoptr (KtgEnvelope) next = ktg_test_device_file (world->budi, NULL, NULL);
  g_autoptr (KtgExchangeAnswer) two = ktg_test_device_send (world->budi, rival);
  g_autoptr (KtgExchangeAnswer) three = NULL;

  assert_refused (two, rival->id, "other-report");
  three = ktg_test_device_send (world->budi, next);
  g_assert_cmpuint (get_index (world->budi, three, next->id), ==, 2);
  assert_verify (world, 0, "was refused and is kept aside (no damage)");
}

static void
test_bad_messages (World *world, gconstpointer data)
{
  g_autofree char  *deep = g_strnfill (LEVELS, '[');
  const char *const texts[]
      = { "", "{", "{\"holds\":-1}", "{\"holds\":0,\"x\":1}", "[]", deep, "\xff" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GBytes) body = g_bytes_new_static (texts[i], strlen (texts[i]));
      KtgTestRequest request = { .body = body };
      g_autoptr (KtgTestReply) reply
          = ktg_test_device_ask (world->siti, "POST", "/v1/exchange", &request);

      g_assert_cmpuint (reply->status, ==, 400);
      g_assert_true (reply->is_proven);
    }
}

/* --- files --- */

static void
test_missing (World *world, gconstpointer data)
{
  g_autoptr (GBytes) photo = g_bytes_new_static ("photo", 5);
  g_autoptr (GBytes) preview = g_bytes_new_static ("small", 5);
  g_autoptr (GPtrArray) evidence
      = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_evidence_free);
  g_autofree char *photo_hash = ktg_sha256_of_bytes (photo);
  g_autofree char *preview_hash = ktg_sha256_of_bytes (preview);
  g_autoptr (KtgEnvelope) envelope = NULL;
  g_autoptr (KtgExchangeAnswer) first = NULL;
  g_autoptr (KtgExchangeAnswer) second = NULL;
  g_autoptr (KtgTestReply) patched = NULL;
  g_autoptr (KtgReceipt) receipt = NULL;
  KtgReceiptFile *file;

  g_ptr_array_add (evidence, ktg_test_evidence_new (photo, preview));
  envelope = ktg_test_device_file (world->siti, NULL, evidence);
  first = ktg_test_device_send (world->siti, envelope);
  g_assert_cmpuint (first->missing->len, ==, 2);
  g_assert_cmpstr (((KtgMissingFile *)g_ptr_array_index (first->missing, 0))->sha256,
                   ==,
                   photo_hash);
  g_assert_cmpstr (((KtgMissingFile *)g_ptr_array_index (first->missing, 1))->sha256,
                   ==,
                   preview_hash);

  patched = ktg_test_device_patch (world->siti, preview_hash, 0, preview, TRUE);
  g_assert_cmpuint (patched->status, ==, 200);
  second = ktg_test_device_send (world->siti, envelope);
  g_assert_cmpuint (second->missing->len, ==, 1);
  receipt = read_receipt (world->siti, second);
  g_assert_cmpuint (receipt->files->len, ==, 1);
  file = g_ptr_array_index (receipt->files, 0);
  g_assert_cmpstr (file->sha256, ==, preview_hash);
  g_assert_cmpuint (file->size_bytes, ==, 5);
}

/* Signed, and so believed to be of a device; what it says is not read for that. */
static void
test_huge_message (World *world, gconstpointer data)
{
  g_autoptr (GBytes) body = g_bytes_new_take (g_strnfill (HUGE_BYTES, ' '), HUGE_BYTES);
  KtgTestRequest request = { .body = body };
  g_autoptr (KtgTestReply) reply
      = ktg_test_device_ask (world->siti, "POST", "/v1/exchange", &request);
  g_autoptr (KtgExchangeAnswer) after = NULL;

  g_assert_cmpuint (reply->status, ==, 413);
  after = ktg_test_device_exchange (world->siti, NULL, NULL);
  g_assert_nonnull (after);
}

/* --- packs --- */

#define ADD(path, function) g_test_add (path, World, NULL, world_open, function, world_close)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (ktg_seal_init ());

  ADD ("/exchange/the-same-event-again-gets-the-same-index", test_repeat);
  ADD ("/exchange/an-empty-exchange-is-answered", test_answer);
  ADD ("/exchange/a-batch-keeps-its-order", test_batch);
  ADD ("/exchange/what-is-no-event-is-refused", test_unreadable);
  ADD ("/exchange/an-event-with-a-wrong-signature-is-refused", test_wrong_signature);
  ADD ("/exchange/an-event-of-another-device-is-refused", test_wrong_author);
  ADD ("/exchange/a-fork-is-refused-and-the-first-stays", test_fork);
  ADD ("/exchange/one-uuid-of-two-authors-is-two-reports", test_same_uuid);
  ADD ("/exchange/a-step-may-follow-what-is-not-here", test_after_what_is_not_here);
  ADD ("/exchange/of-a-case-says-who-may-see-the-report", test_of_a_case);
  ADD ("/exchange/what-an-office-wrote-before-it-was-moved-is-taken", test_moved_meanwhile);
  ADD ("/exchange/each-kind-of-event-of-each-case-is-taken-or-refused",
       test_each_kind_of_each_case);
  ADD ("/exchange/a-report-one-may-not-see-is-as-unknown-as-one-that-nobody-filed",
       test_unseen_is_unknown);
  ADD ("/exchange/an-event-of-an-unknown-type-makes-nobody-the-filer",
       test_unknown_type_makes_no_filer);
  ADD ("/exchange/of-a-report-nobody-filed-no-step-is-taken", test_step_of_nothing);
  ADD ("/exchange/an-event-too-large-is-refused", test_too_large);
  ADD ("/exchange/one-bad-event-does-not-hold-the-others-back", test_one_bad_event);
  ADD ("/exchange/a-gap-refuses-nothing-and-heals", test_gap);
  ADD ("/exchange/a-gap-that-stays-for-a-week-is-wrong", test_gap_that_stays);
  ADD ("/exchange/whoever-takes-the-last-number-harms-nobody-else", test_the_last_number);
  ADD ("/exchange/what-goes-on-from-a-fork-is-explained-by-what-lies-aside", test_after_a_fork);
  ADD ("/exchange/what-follows-a-refused-event-is-explained-by-what-lies-aside",
       test_after_a_refusal);
  ADD ("/exchange/a-message-that-cannot-be-read-is-refused", test_bad_messages);
  ADD ("/exchange/a-message-too-large-is-refused", test_huge_message);
  ADD ("/exchange/files-are-asked-for-until-they-are-whole", test_missing);
  ADD ("/exchange/documents-of-a-step-are-files-too", test_documents);

  return g_test_run ();
}
