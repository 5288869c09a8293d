/* test-exchange-cases.c - whose a report is, and who may say something of its case
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "exchange-world.h"

#include <ktg-random.h>
#include <ktg-test-news.h>

#include <string.h>

/* Two authors, one UUID: two reports, and what is said of a case is of the one that it names. */
static void
test_same_uuid (ExchangeWorld *world, gconstpointer data)
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

  g_assert_cmpuint (exchange_get_index (world->siti, one, first->id), ==, 1);
  g_assert_cmpuint (exchange_get_index (world->budi, two, second->id), ==, 2);
  g_assert_cmpuint (exchange_get_index (world->office, three, step->id), ==, 3);
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
test_documents (ExchangeWorld *world, gconstpointer data)
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

  g_assert_cmpuint (exchange_get_index (world->office, answer, step->id), ==, 2);
  g_assert_cmpuint (answer->missing->len, ==, 1);
  g_assert_cmpstr (((KtgMissingFile *)g_ptr_array_index (answer->missing, 0))->sha256, ==, hash);
  g_assert_cmpint (ktg_test_server_run (world->server, NULL, "verify", NULL), ==, 0);
}

/* What a step follows may come later; but not more than one can. */
static void
test_after_what_is_not_here (ExchangeWorld *world, gconstpointer data)
{
  g_autofree char *report_id = ktg_random_dup_uuid ();
  g_autoptr (KtgEnvelope) filed = ktg_test_device_file (world->siti, report_id, NULL);
  g_autoptr (KtgExchangeAnswer) sent = ktg_test_device_send (world->siti, filed);
  g_autoptr (KtgEnvelope) most = step_after (world->office, report_id, filed->id, 64);
  g_autoptr (KtgExchangeAnswer) one = ktg_test_device_send (world->office, most);
  g_autoptr (KtgEnvelope) too_many = step_after (world->office, report_id, filed->id, 65);
  g_autoptr (KtgExchangeAnswer) two = ktg_test_device_send (world->office, too_many);

  g_assert_cmpuint (exchange_get_index (world->office, one, most->id), ==, 2);
  exchange_assert_refused (two, too_many->id, "not-an-event");
}

/* An office says of a report that it may see what it likes; whether it counts the procedure says.
 */
static void
test_of_a_case (ExchangeWorld *world, gconstpointer data)
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

  g_assert_cmpuint (exchange_get_index (world->office, one, waits->id), ==, 2);
  exchange_assert_refused (two, of_nothing->id, "other-report");
  exchange_assert_refused (three, of_far->id, "other-report");
  exchange_assert_refused (four, of_officer->id, "other-report");
  g_assert_cmpuint (exchange_get_index (world->siti, five, of_filer->id), ==, 3);
}

static void
move_device (ExchangeWorld *world, KtgTestDevice *device, KtgRole role, const char *region)
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
test_moved_meanwhile (ExchangeWorld *world, gconstpointer data)
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
test_each_kind_of_each_case (ExchangeWorld *world, gconstpointer data)
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
test_unseen_is_unknown (ExchangeWorld *world, gconstpointer data)
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

  exchange_assert_refused (second, of_unseen->id, "other-report");
  exchange_assert_refused (third, of_unknown->id, "other-report");
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
test_unknown_type_makes_no_filer (ExchangeWorld *world, gconstpointer data)
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
test_step_of_nothing (ExchangeWorld *world, gconstpointer data)
{
  g_autofree char *report_id = ktg_random_dup_uuid ();
  g_autofree char *nowhere = g_strnfill (64, 'c');
  g_autoptr (KtgEnvelope) step
      = ktg_test_device_step (world->office, report_id, nowhere, nowhere, NULL);
  g_autoptr (KtgExchangeAnswer) answer = ktg_test_device_send (world->office, step);

  exchange_assert_refused (answer, step->id, "other-report");
}

#define ADD(path, function)                                                                        \
  g_test_add (path, ExchangeWorld, NULL, exchange_world_open, function, exchange_world_close)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (ktg_seal_init ());

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
  ADD ("/exchange/documents-of-a-step-are-files-too", test_documents);

  return g_test_run ();
}
