/* test-amendment-drafts.c - what an officer changes in a report stays written until it is filed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-store-device.h"

#include <ktg-report-due.h>

typedef struct
{
  KtgStoreDevice *device;
  char           *photo;
  char           *id; /* of a report that was filed */
} Fixture;

static KtgReport *
new_report (Fixture *fixture, const char *account)
{
  const char *evidence[] = { fixture->photo, "", NULL };

  return ktg_store_device_new_report (account, evidence);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgReport) report = NULL;

  fixture->device = ktg_store_device_new ();
  g_assert_true (ktg_store_device_open (fixture->device, &error));
  fixture->photo = ktg_store_device_import (fixture->device, "photo", &error);
  report = new_report (fixture, "First.");
  report->number = g_strdup ("TELUK");
  fixture->id = ktg_store_device_file (fixture->device, NULL, report, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  ktg_store_device_free (fixture->device);
  g_free (fixture->photo);
  g_free (fixture->id);
}

static KtgDraft *
begin (Fixture *fixture, const char *account, const char *reason)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgReport) report = new_report (fixture, account);
  KtgDraft *draft = NULL;

  report->number = g_strdup ("TELU-0001");
  draft = ktg_store_device_begin_amendment (fixture->device,
                                            NULL,
                                            fixture->id,
                                            report,
                                            reason,
                                            &error);
  g_assert_no_error (error);
  return draft;
}

static guint
count_events (Fixture *fixture)
{
  return ktg_store_device_get_summary (fixture->device, fixture->id)->n_events;
}

/* Nothing was filed, and nothing is lost. */
static void
assert_refused (Fixture *fixture, KtgDraft *draft, KtgStoreError code)
{
  guint n_events = count_events (fixture);
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgDraft) loaded = NULL;

  g_assert_false (ktg_store_device_file_amendment (fixture->device, draft, &error));
  g_assert_error (error, KTG_STORE_ERROR, (int)code);
  ktg_store_device_reopen (fixture->device);
  g_assert_cmpuint (count_events (fixture), ==, n_events);
  loaded = ktg_store_device_load_draft (fixture->device, ktg_draft_get_id (draft), NULL);
  g_assert_true (ktg_report_equal (ktg_draft_get_report (loaded), ktg_draft_get_report (draft)));
  ktg_store_device_assert_sound (fixture->device);
}

static void
test_kept (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KtgDraft) draft = begin (fixture, "Second.", "Somebody was forg");
  g_autoptr (KtgDraft) loaded = NULL;
  const KtgSummaryFields *row = NULL;

  ktg_store_device_reopen (fixture->device);
  loaded = ktg_store_device_load_draft (fixture->device, ktg_draft_get_id (draft), NULL);
  g_assert_true (ktg_report_equal (ktg_draft_get_report (loaded), ktg_draft_get_report (draft)));
  g_assert_true (ktg_amendment_equal (ktg_draft_get_amends (loaded), ktg_draft_get_amends (draft)));
  g_assert_cmpstr (ktg_draft_get_amends (loaded)->reason, ==, "Somebody was forg");

  row = ktg_store_device_get_summary (fixture->device, ktg_draft_get_id (draft));
  g_assert_cmpint (row->state, ==, KTG_STATE_DRAFT);
  g_assert_cmpstr (row->amends, ==, fixture->id);
  g_assert_cmpstr (row->number, ==, "TELU-0001");
  g_assert_cmpint (row->due_us, ==, G_MAXINT64);
  g_assert_false (ktg_report_due_is_running (row));
  g_assert_cmpstr (ktg_store_device_get_summary (fixture->device, fixture->id)->words,
                   ==,
                   "First.");
  g_assert_null (ktg_store_device_get_summary (fixture->device, fixture->id)->amends);
  g_assert_cmpuint (ktg_store_device_get_n_summaries (fixture->device), ==, 2);
}

static void
test_filed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgDraft) draft = begin (fixture, "Second.", "Somebody was forgotten");
  g_autoptr (KtgReportHeld) held = NULL;
  const KtgEvent *event = NULL;

  g_assert_true (ktg_store_device_file_amendment (fixture->device, draft, &error));
  g_assert_cmpuint (ktg_store_device_get_n_summaries (fixture->device), ==, 1);
  ktg_store_device_reopen (fixture->device);
  g_assert_cmpuint (ktg_store_device_get_n_summaries (fixture->device), ==, 1);

  held = ktg_store_device_load (fixture->device, fixture->id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ktg_history_get_n_entries (held->history), ==, 2);
  event = ktg_history_get_entry (held->history, 1)->event;
  g_assert_cmpint (event->kind, ==, KTG_EVENT_AMENDED);
  g_assert_cmpstr (event->reason, ==, "Somebody was forgotten");
  g_assert_cmpstr (event->replaces, ==, ktg_draft_get_amends (draft)->version_id);
  g_assert_cmpstr (event->report->account, ==, "Second.");
  g_assert_cmpstr (event->report->number, ==, "TELU-0001");

  g_assert_true (ktg_store_device_file_amendment (fixture->device, draft, &error));
  g_assert_cmpuint (count_events (fixture), ==, 2);
  ktg_store_device_assert_sound (fixture->device);
}

static void
test_no_reason (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KtgDraft) unsaid = begin (fixture, "Second.", NULL);
  g_autoptr (KtgDraft) blank = begin (fixture, "Second.", " \n");

  assert_refused (fixture, unsaid, KTG_STORE_ERROR_NO_REASON);
  assert_refused (fixture, blank, KTG_STORE_ERROR_NO_REASON);
}

static void
test_amended_meanwhile (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgDraft) draft = begin (fixture, "Second.", "Somebody was forgotten");
  g_autoptr (KtgReport) other = new_report (fixture, "Another.");

  g_assert_true (ktg_store_device_amend (fixture->device, fixture->id, other, &error));
  assert_refused (fixture, draft, KTG_STORE_ERROR_OVERTAKEN);
}

static void
test_withdrawn_meanwhile (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgDraft) draft = begin (fixture, "Second.", "Somebody was forgotten");
  g_autoptr (KtgDraft) same = begin (fixture, "First.", "Somebody was forgotten");

  g_assert_true (ktg_store_device_withdraw (fixture->device, fixture->id, &error));
  assert_refused (fixture, draft, KTG_STORE_ERROR_WITHDRAWN);
  assert_refused (fixture, same, KTG_STORE_ERROR_WITHDRAWN);
}

static void
test_nothing_new (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgReportHeld) held = ktg_store_device_load (fixture->device, fixture->id, &error);
  g_autoptr (KtgDraft) draft
      = ktg_store_device_begin_amendment (fixture->device,
                                          NULL,
                                          fixture->id,
                                          ktg_history_get_report (held->history),
                                          NULL,
                                          &error);

  g_assert_true (ktg_store_device_file_amendment (fixture->device, draft, &error));
  ktg_store_device_reopen (fixture->device);
  g_assert_cmpuint (ktg_store_device_get_n_summaries (fixture->device), ==, 1);
  g_assert_cmpuint (count_events (fixture), ==, 1);
}

static void
test_discarded (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgDraft) draft = begin (fixture, "Second.", "Somebody was forgotten");

  g_assert_true (
      ktg_store_device_discard_draft (fixture->device, ktg_draft_get_id (draft), &error));
  ktg_store_device_reopen (fixture->device);
  g_assert_cmpstr (ktg_store_device_get_summary (fixture->device, fixture->id)->words,
                   ==,
                   "First.");
  g_assert_cmpuint (count_events (fixture), ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/amendment-drafts/one-is-kept-with-its-reason-beside-its-report", test_kept);
  ADD ("/amendment-drafts/one-that-is-filed-is-the-new-version", test_filed);
  ADD ("/amendment-drafts/without-a-reason-it-stays-a-draft", test_no_reason);
  ADD ("/amendment-drafts/another-version-is-not-written-over", test_amended_meanwhile);
  ADD ("/amendment-drafts/what-was-withdrawn-is-not-amended", test_withdrawn_meanwhile);
  ADD ("/amendment-drafts/what-changes-nothing-is-no-version", test_nothing_new);
  ADD ("/amendment-drafts/what-is-discarded-changes-nothing", test_discarded);
#undef ADD

  return g_test_run ();
}
