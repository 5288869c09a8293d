/* test-shared-id.c - a report is who filed it and under which UUID
 *
 * It is chance that makes a UUID, so whoever files under another's took it from there. An office
 * then sees two reports, and what is said of one changes nothing of the other.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-report-rows.h"
#include "ktg-store-device.h"
#include "ktg-test-link.h"
#include "ktg-test-news.h"

#include <ktg-random.h>

typedef struct
{
  KtgStoreDevice *device;
  KtgSigningKey  *honest;
  KtgSigningKey  *hostile;
  KtgSigningKey  *office;
  char           *uuid;
  KtgEnvelope    *hers; /* the filing that came first */
  KtgEnvelope    *his;
  guint64         index;
} Fixture;

static KtgEnvelope *
new_filing (Fixture *self, KtgSigningKey *author, const char *account)
{
  g_autofree char *sha256 = g_strnfill (64, account[0] == 'H' ? 'a' : 'b');
  const char      *evidence[] = { sha256, "", NULL };
  g_autoptr (KtgReport) report = ktg_store_device_new_report (account, evidence);

  return ktg_store_device_sign_report (author, self->uuid, report);
}

/* @event: about a report under the UUID; taken */
static KtgEnvelope *
sign (Fixture *self, KtgSigningKey *author, KtgEvent *event, const KtgEnvelope *filing)
{
  g_free (event->report_id);
  event->report_id = g_strdup (self->uuid);
  event->case_id = filing != NULL ? g_strdup (filing->id) : NULL;
  return ktg_test_link_sign (author, event);
}

static KtgEnvelope *
new_amendment (Fixture *self, KtgSigningKey *author, const KtgEnvelope *of, const char *account)
{
  KtgEvent *event = ktg_test_link_begin (KTG_EVENT_AMENDED, author, 2);

  event->report = ktg_store_device_new_report (account, NULL);
  event->report->filed = g_strdup ("2024-11-01T08:12:33+07:00");
  event->replaces = g_strdup (of->id);
  event->reason = g_strdup ("More is known");
  return sign (self, author, event, NULL);
}

static KtgEnvelope *
new_withdrawal (Fixture *self, KtgSigningKey *author)
{
  KtgEvent *event = ktg_test_link_begin (KTG_EVENT_WITHDRAWN, author, 3);

  event->reason = g_strdup ("A mistake");
  return sign (self, author, event, NULL);
}

static KtgEnvelope *
new_step (Fixture *self, const KtgEnvelope *filing, guint64 seq)
{
  KtgEvent *event = ktg_test_link_begin (KTG_EVENT_STEP, self->office, seq);

  event->step = ktg_case_step_new ();
  event->step->code = g_strdup ("registered");
  event->step->version = g_strdup (filing->id);
  return sign (self, self->office, event, filing);
}

/* @envelope: (transfer full) */
static void
bring (Fixture *self, KtgEnvelope *envelope)
{
  g_autoptr (KtgEnvelope) taken = envelope;
  KtgNews *news = ktg_news_new ();

  ktg_test_news_add (news, ++self->index, taken);
  ktg_store_device_take (self->device, news);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->device = ktg_store_device_new ();
  self->honest = ktg_signing_key_new ();
  self->hostile = ktg_signing_key_new ();
  self->office = ktg_signing_key_new ();
  self->uuid = ktg_random_dup_uuid ();
  self->index = 300;
  ktg_store_device_open (self->device, &error);
  g_assert_no_error (error);
  g_assert_true (ktg_store_device_enrol (self->device, &error));
  self->hers = new_filing (self, self->honest, "Her report.");
  self->his = new_filing (self, self->hostile, "Made up.");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  ktg_store_device_free (self->device);
  ktg_signing_key_unref (self->honest);
  ktg_signing_key_unref (self->hostile);
  ktg_signing_key_unref (self->office);
  ktg_envelope_unref (self->hers);
  ktg_envelope_unref (self->his);
  g_free (self->uuid);
}

static void
bring_both (Fixture *self)
{
  bring (self, ktg_envelope_ref (self->hers));
  bring (self, ktg_envelope_ref (self->his));
}

static const KtgSummaryFields *
get_hers (Fixture *self)
{
  return ktg_store_device_get_summary (self->device, self->uuid);
}

static const KtgSummaryFields *
get_his (Fixture *self)
{
  return ktg_store_device_get_summary (self->device, self->his->id);
}

/* In the list, in each report and in its case, and by what can be proven. */
static void
assert_report (Fixture                *self,
               const KtgSummaryFields *fields,
               const KtgEnvelope      *filing,
               const char             *words,
               guint                   n_events)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgReportHeld) held = NULL;

  g_assert_nonnull (fields);
  g_assert_cmpstr (fields->words, ==, words);
  g_assert_cmpstr (ktg_summary_fields_get_uuid (fields), ==, self->uuid);
  g_assert_cmpstr (ktg_summary_fields_get_name (fields), ==, filing->id);
  g_assert_cmpuint (fields->n_events, ==, n_events);
  held = ktg_store_device_load (self->device, fields->id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ktg_history_get_n_entries (held->history), ==, n_events);
  g_assert_cmpstr (ktg_history_get_report_id (held->history), ==, self->uuid);
  g_assert_cmpstr (ktg_history_get_report (held->history)->account, ==, words);
  g_assert_cmpuint (held->files->len, ==, 1);
}

static void
assert_case (Fixture *self, const char *report_id, const KtgEnvelope *filing, guint n_steps)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgReportHeld) held = ktg_store_device_load (self->device, report_id, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (ktg_case_get_filing (held->folded)->event_id, ==, filing->id);
  g_assert_cmpuint (ktg_case_get_steps (held->folded)->len, ==, n_steps);
}

static void
test_two (Fixture *self, gconstpointer data)
{
  bring (self, ktg_envelope_ref (self->hers));
  g_assert_null (get_hers (self)->filing);

  bring (self, ktg_envelope_ref (self->his));
  g_assert_cmpuint (ktg_store_device_get_n_summaries (self->device), ==, 2);
  assert_report (self, get_hers (self), self->hers, "Her report.", 1);
  assert_report (self, get_his (self), self->his, "Made up.", 1);
  ktg_store_device_assert_sound (self->device);
}

static void
test_versions (Fixture *self, gconstpointer data)
{
  bring_both (self);
  bring (self, new_amendment (self, self->honest, self->hers, "Her report, amended."));
  assert_report (self, get_hers (self), self->hers, "Her report, amended.", 2);
  assert_report (self, get_his (self), self->his, "Made up.", 1);

  bring (self, new_amendment (self, self->hostile, self->hers, "Made up anew."));
  bring (self, new_withdrawal (self, self->hostile));
  assert_report (self, get_hers (self), self->hers, "Her report, amended.", 2);
  assert_report (self, get_his (self), self->his, "Made up anew.", 3);
  g_assert_false (get_hers (self)->is_withdrawn);
  g_assert_true (get_his (self)->is_withdrawn);
  ktg_store_device_assert_sound (self->device);
}

/* An office names the filing; a step may come before the filing does. */
static void
test_steps (Fixture *self, gconstpointer data)
{
  g_autoptr (KtgPack) pack = ktg_pack_new ();

  ktg_store_use_pack_async (self->device->store, pack, NULL, NULL);
  bring (self, ktg_envelope_ref (self->hers));
  bring (self, new_step (self, self->his, 1));
  assert_case (self, self->uuid, self->hers, 0);

  bring (self, ktg_envelope_ref (self->his));
  bring (self, new_step (self, self->his, 2));
  bring (self, new_step (self, self->hers, 3));
  assert_case (self, self->uuid, self->hers, 1);
  assert_case (self, self->his->id, self->his, 2);
  g_assert_cmpuint (get_hers (self)->n_events, ==, 2);
  g_assert_cmpuint (get_his (self)->n_events, ==, 3);
  ktg_store_device_assert_sound (self->device);
  ktg_store_device_close (self->device); /* before the packs go */
}

/* What is worked out anew, after a start or from nothing, is called the same. */
static void
test_rebuilt (Fixture *self, gconstpointer data)
{
  static const char *const damages[]
      = { "DELETE FROM report_event; DELETE FROM event_file; DELETE FROM report",
          "UPDATE report SET filing = NULL, is_filed_here = 0 WHERE id = uuid; "
          "DELETE FROM report_event; UPDATE setting SET number = 1 WHERE name = "
          "'projection_version'" };

  bring_both (self);
  bring (self, new_amendment (self, self->hostile, self->his, "Made up anew."));
  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      ktg_store_device_close (self->device);
      ktg_store_device_tamper (self->device, damages[i]);
      ktg_store_device_reopen (self->device);
      assert_report (self, get_hers (self), self->hers, "Her report.", 1);
      assert_report (self, get_his (self), self->his, "Made up anew.", 2);
      ktg_store_device_assert_sound (self->device);
    }
}

/* What is amended before it is filed has a place, and is one report with its filing. */
static void
test_filing_comes_later (Fixture *self, gconstpointer data)
{
  bring (self, new_amendment (self, self->honest, self->hers, "Her report, amended."));
  g_assert_cmpuint (ktg_store_device_get_n_summaries (self->device), ==, 1);
  g_assert_null (get_hers (self)->words);

  bring (self, ktg_envelope_ref (self->hers));
  g_assert_cmpuint (ktg_store_device_get_n_summaries (self->device), ==, 1);
  g_assert_cmpstr (get_hers (self)->words, ==, "Her report, amended.");
  ktg_store_device_assert_sound (self->device);
}

static gboolean
may_be_refiled (Fixture *self, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgReportHeld) held = ktg_store_device_load (self->device, id, &error);

  g_assert_no_error (error);
  return ktg_report_held_may_be_refiled (held);
}

/* Of this device's own report nothing is taken: it amends it as before. */
static void
test_own (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgReport) report = ktg_store_device_new_report ("Filed here.", NULL);
  g_autoptr (KtgReport) amended = ktg_store_device_new_report ("Filed here, amended.", NULL);
  g_autofree char *id = ktg_store_device_file (self->device, self->uuid, report, &error);
  g_autoptr (KtgReportHeld) held = NULL;

  g_assert_no_error (error);
  bring (self, ktg_envelope_ref (self->his));
  g_assert_cmpuint (ktg_store_device_get_n_summaries (self->device), ==, 2);
  g_assert_true (ktg_store_device_amend (self->device, id, amended, &error));
  g_assert_cmpstr (get_hers (self)->words, ==, "Filed here, amended.");
  g_assert_false (get_hers (self)->is_filed_elsewhere);
  g_assert_true (get_his (self)->is_filed_elsewhere);
  g_assert_cmpstr (get_his (self)->words, ==, "Made up.");
  g_assert_false (ktg_store_device_amend (self->device, self->his->id, amended, &error));
  g_assert_error (error, KTG_STORE_ERROR, KTG_STORE_ERROR_NOT_OWN);
  g_clear_error (&error);
  g_assert_true (may_be_refiled (self, id));
  g_assert_false (may_be_refiled (self, self->his->id));
  g_assert_null (ktg_store_device_refile (self->device, self->his->id, &error));
  g_assert_error (error, KTG_STORE_ERROR, KTG_STORE_ERROR_NOT_OWN);
  ktg_store_device_assert_sound (self->device);
}

/* Another's report, and what is said of it here, is none of those that this device numbers. */
static void
test_number (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgReport) report = ktg_store_device_new_report ("Filed here.", NULL);
  g_autofree char *id = NULL;

  bring_both (self);
  report->number = g_strdup ("TL");
  id = ktg_store_device_file (self->device, NULL, report, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (ktg_store_device_get_summary (self->device, id)->number, ==, "TL-0001");
}

/* --- what nobody writes --- */

static KtgEventRow
new_row (KtgEventKind kind, const char *id, const char *author, const char *case_id)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("", 0);
  static const guint8 signature[KTG_SIGNATURE_BYTES];
  KtgEventRow         row = { .envelope = ktg_envelope_new (id, bytes, signature) };

  row.event = ktg_event_new ();
  row.event->kind = kind;
  row.event->author = g_strdup (author);
  row.event->case_id = g_strdup (case_id);
  return row;
}

/* No filing names a case; one that did all the same is its author's report, and in no other. */
static void
test_each_has_its_filing (void)
{
  KtgEventRow        rows[] = { new_row (KTG_EVENT_FILED, "a", "Siti", NULL),
                                new_row (KTG_EVENT_FILED, "b", "Budi", "a"),
                                new_row (KTG_EVENT_FILED, "c", "Dewi", "nowhere"),
                                new_row (KTG_EVENT_AMENDED, "d", "Dewi", "a"),
                                new_row (KTG_EVENT_NOTE, "e", "Budi", "c") };
  static const guint n_rows[] = { 1, 1, 3 };
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  g_autoptr (GPtrArray) reports = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_ptr_array_add (all, &rows[i]);
  reports = ktg_report_rows_split (all);

  g_assert_cmpuint (reports->len, ==, G_N_ELEMENTS (n_rows));
  for (guint i = 0; i < reports->len; i++)
    {
      const KtgReportRows *report = g_ptr_array_index (reports, i);

      g_assert_true (report->filing == &rows[i]);
      g_assert_true (g_ptr_array_index (report->rows, 0) == &rows[i]);
      g_assert_cmpuint (report->rows->len, ==, n_rows[i]);
    }

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      ktg_envelope_unref (rows[i].envelope);
      ktg_event_free (rows[i].event);
    }
}

static void
test_of_nothing_is_no_report (void)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GPtrArray) reports = ktg_report_rows_split (none);

  g_assert_cmpuint (reports->len, ==, 0);
}

static KtgEnvelope *
new_event (Fixture *self, KtgEventKind kind, KtgSigningKey *author, const char *case_id)
{
  KtgEvent *event = ktg_test_link_begin (kind, author, 2 + self->index);

  if (kind == KTG_EVENT_OTHER)
    event->type = g_strdup ("foo.bar");
  if (kind == KTG_EVENT_FILED || kind == KTG_EVENT_AMENDED)
    {
      event->report = ktg_store_device_new_report ("Said once more.", NULL);
      event->report->filed = g_strdup ("2024-11-01T08:12:33+07:00");
    }
  event->replaces = g_strnfill (64, 'e');
  event->reason = g_strdup ("Why not");
  event->note = g_strdup ("Seen.");
  event->joined = g_strnfill (64, 'e');
  event->step = ktg_case_step_new ();
  event->step->code = g_strdup ("registered");
  event->step->version = g_strdup (self->his->id);
  event->assignment = ktg_assignment_new ();
  event->assignment->to = g_strdup ("Budi");
  event->assignment->until = g_strdup ("2024-11-20");
  event->custody = ktg_custody_day_new ();
  event->custody->day = g_strdup ("2024-11-13");
  g_free (event->report_id);
  event->report_id = g_strdup (self->uuid);
  event->case_id = g_strdup (case_id);
  return ktg_test_link_sign (author, event);
}

/* By each who may have a part in it. */
static void
bring_of_kind (Fixture *self, KtgEventKind kind, const char *case_id)
{
  KtgSigningKey *const authors[] = { self->honest, self->hostile, self->office };
  gboolean             is_event = case_id != NULL ? !ktg_event_kind_is_of_report (kind)
                                                  : kind < KTG_EVENT_STEP || kind > KTG_EVENT_NOTE;

  for (guint i = 0; i < G_N_ELEMENTS (authors); i++)
    {
      g_autoptr (KtgEnvelope) envelope = new_event (self, kind, authors[i], case_id);
      g_autoptr (GError) error = NULL;
      KtgNews *news = ktg_news_new ();

      ktg_test_news_add (news, ++self->index, envelope);
      if (ktg_store_device_apply (self->device, news, &error) != is_event)
        g_error ("%u of %s: %s",
                 kind,
                 case_id != NULL ? case_id : "none",
                 error != NULL ? error->message : "taken");
    }
}

static void
bring_of_each_kind (Fixture *self)
{
  g_autofree char  *nowhere = g_strnfill (64, 'e');
  const char *const cases[] = { NULL, self->hers->id, self->his->id, nowhere };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      for (KtgEventKind kind = KTG_EVENT_FILED; kind <= KTG_EVENT_CUSTODY; kind++)
        bring_of_kind (self, kind, cases[i]);
      bring_of_kind (self, KTG_EVENT_OTHER, cases[i]);
    }
}

/* Whatever is signed rightly is taken, or none of the answer is; and what is here can be read. */
static void
test_each_kind_of_each_case (Fixture *self, gconstpointer data)
{
  g_autoptr (KtgPack) pack = ktg_pack_new ();
  GListModel *summaries;

  ktg_store_use_pack_async (self->device->store, pack, NULL, NULL);
  bring_of_each_kind (self);
  bring_both (self);
  bring_of_each_kind (self);
  ktg_store_device_assert_sound (self->device);
  ktg_store_device_reopen (self->device);

  summaries = ktg_store_get_summaries (self->device->store);
  g_assert_cmpuint (g_list_model_get_n_items (summaries), ==, 3); /* each author's */
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (KtgSummary) summary = g_list_model_get_item (summaries, i);
      g_autoptr (KtgReportHeld) held
          = ktg_store_device_load (self->device, ktg_summary_get (summary)->id, NULL);

      g_assert_nonnull (held);
    }
  ktg_store_device_close (self->device); /* before the packs go */
}

/* What is said of another's report waits to be sent, and the report does not. */
static void
test_waiting (Fixture *self, gconstpointer data)
{
  g_autoptr (KtgPack) pack = ktg_pack_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
  const KtgMoment  now = { KTG_DEVICE_NOW_US, 7 * 3600, 812345, FALSE, 0 };
  KtgEvent        *said = ktg_event_new ();

  ktg_store_use_pack_async (self->device->store, pack, NULL, NULL);
  bring (self, ktg_envelope_ref (self->hers));
  said->kind = KTG_EVENT_NOTE;
  said->note = g_strdup ("Seen.");
  id = ktg_store_device_act (self->device, self->uuid, said, &now, &error);
  g_assert_no_error (error);
  g_assert_cmpint (get_hers (self)->state, ==, KTG_STATE_DELIVERED);
  g_assert_false (ktg_summary_fields_knows_files (get_hers (self)));
  g_assert_cmpuint (get_hers (self)->n_events, ==, 2);
  g_assert_cmpuint (get_hers (self)->bytes_waiting, >, 0);
  ktg_store_device_assert_sound (self->device);
  ktg_store_device_close (self->device); /* before the packs go */
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/shared-id/one-uuid-of-two-authors-is-two-reports", test_two);
  ADD ("/shared-id/each-amends-and-withdraws-its-own", test_versions);
  ADD ("/shared-id/a-step-is-of-the-filing-that-it-names", test_steps);
  ADD ("/shared-id/what-is-worked-out-anew-is-called-the-same", test_rebuilt);
  ADD ("/shared-id/a-filing-that-comes-later-is-the-same-report", test_filing_comes_later);
  ADD ("/shared-id/whoever-files-under-an-own-one-changes-nothing", test_own);
  ADD ("/shared-id/what-is-said-of-anothers-report-waits-and-it-does-not", test_waiting);
  ADD ("/shared-id/anothers-report-is-not-numbered-here", test_number);
  ADD ("/shared-id/no-event-of-any-case-stops-a-device", test_each_kind_of_each_case);
  g_test_add_func ("/shared-id/each-report-has-its-filing", test_each_has_its_filing);
  g_test_add_func ("/shared-id/of-nothing-is-no-report", test_of_nothing_is_no_report);

  return g_test_run ();
}
