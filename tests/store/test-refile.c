/* test-refile.c - what was refused is filed anew, and nothing is lost or doubled by it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-store-device.h"

#include <ktg-event-json.h>

#define FORK "urn:kentongan:problem:fork"
#define OTHER_REPORT "urn:kentongan:problem:other-report"

typedef struct
{
  KtgStoreDevice *device;
  char           *photo;
  char           *first; /* report ids */
  char           *second;
} Fixture;

static char *
file (Fixture *fixture, const char *account)
{
  const char *evidence[] = { fixture->photo, "", NULL };
  g_autoptr (KtgReport) report = ktg_store_device_new_report (account, evidence);
  g_autoptr (GError) error = NULL;
  char *id = ktg_store_device_file (fixture->device, NULL, report, &error);

  g_assert_no_error (error);
  return id;
}

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  fixture->device = ktg_store_device_new ();
  g_assert_true (ktg_store_device_open (fixture->device, &error));
  g_assert_true (ktg_store_device_enrol (fixture->device, &error));
  fixture->photo = ktg_store_device_import (fixture->device, "photo", &error);
  fixture->first = file (fixture, "One.");
  fixture->second = file (fixture, "Two.");
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  ktg_store_device_assert_sound (fixture->device);
  ktg_store_device_free (fixture->device);
  g_free (fixture->photo);
  g_free (fixture->first);
  g_free (fixture->second);
}

/* The server's word about every event that is owed, and about the photo. */
static void
refuse_all (Fixture *fixture, const char *type)
{
  g_autoptr (KtgOwed) owed = ktg_store_device_load_owed (fixture->device);
  KtgNews *news = ktg_news_new ();

  for (guint i = 0; i < owed->events->len; i++)
    g_ptr_array_add (news->refused,
                     ktg_refusal_new (((KtgOwedEvent *)owed->events->pdata[i])->event_id,
                                      type,
                                      "No"));
  g_ptr_array_add (news->refused_files, ktg_refusal_new (fixture->photo, "urn:x:no", "No"));
  ktg_store_device_take (fixture->device, news);
}

static char *
refile (Fixture *fixture, const char *id)
{
  g_autoptr (GError) error = NULL;
  char *anew = ktg_store_device_refile (fixture->device, id, &error);

  g_assert_no_error (error);
  return anew;
}

static void
assert_not_refiled (Fixture *fixture, const char *id, KtgStoreError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (ktg_store_device_refile (fixture->device, id, &error));
  g_assert_error (error, KTG_STORE_ERROR, (int)code);
}

static const KtgEvent *
get_event (const KtgReportHeld *held, guint i)
{
  return ktg_history_get_entry (held->history, i)->event;
}

static void
assert_replaced (Fixture *fixture, const char *id, const char *anew)
{
  g_autoptr (KtgReportHeld) old = ktg_store_device_load (fixture->device, id, NULL);
  g_autoptr (KtgReportHeld) new = ktg_store_device_load (fixture->device, anew, NULL);

  g_assert_cmpstr (old->anew, ==, anew);
  g_assert_null (old->parked);
  g_assert_cmpint (ktg_summary_get (old->summary)->state, ==, KTG_STATE_REPLACED);
  g_assert_null (new->anew);
  g_assert_null (new->parked);
  g_assert_cmpint (ktg_summary_get (new->summary)->state, ==, KTG_STATE_QUEUED);
  g_assert_true (ktg_report_equal (ktg_history_get_report (old->history),
                                   ktg_history_get_report (new->history)));
}

static void
test_new_id (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *device = g_strdup (ktg_store_get_device (fixture->device->store));
  g_autofree char *anew = NULL;
  g_autoptr (KtgOwed) owed = NULL;

  refuse_all (fixture, OTHER_REPORT);
  anew = refile (fixture, fixture->first);
  assert_replaced (fixture, fixture->first, anew);
  g_assert_cmpstr (ktg_store_get_device (fixture->device->store), ==, device);
  g_assert_nonnull (ktg_store_get_account (fixture->device->store));

  owed = ktg_store_device_load_owed (fixture->device);
  g_assert_cmpuint (owed->events->len, ==, 1);
  g_assert_cmpuint (owed->files->len, ==, 1);
  g_assert_cmpuint (owed->n_parked, ==, 1); /* the second report's text */

  ktg_store_device_deliver_all (fixture->device);
  g_assert_cmpint (ktg_store_device_get_summary (fixture->device, anew)->state,
                   ==,
                   KTG_STATE_COMPLETE);
  ktg_store_device_reopen (fixture->device);
  g_assert_cmpint (ktg_store_device_get_summary (fixture->device, fixture->first)->state,
                   ==,
                   KTG_STATE_REPLACED);
}

static void
test_twice (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *anew = NULL;
  g_autofree char *again = NULL;

  refuse_all (fixture, FORK);
  anew = refile (fixture, fixture->first);
  again = refile (fixture, fixture->first);
  g_assert_cmpstr (again, ==, anew);
  g_assert_cmpuint (ktg_store_device_get_n_summaries (fixture->device), ==, 3);
}

/* Whatever a device with a twin writes next meets the twin's; so the next chain has its own key. */
static void
test_fork (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *device = g_strdup (ktg_store_get_device (fixture->device->store));
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autoptr (KtgReportHeld) held = NULL;
  g_autoptr (KtgReportHeld) next = NULL;

  refuse_all (fixture, FORK);
  first = refile (fixture, fixture->first);
  assert_replaced (fixture, fixture->first, first);
  g_assert_cmpstr (ktg_store_get_device (fixture->device->store), !=, device);
  g_assert_null (ktg_store_get_account (fixture->device->store));

  second = refile (fixture, fixture->second);
  assert_replaced (fixture, fixture->second, second);
  held = ktg_store_device_load (fixture->device, first, NULL);
  next = ktg_store_device_load (fixture->device, second, NULL);
  g_assert_cmpuint (get_event (held, 0)->seq, ==, 1);
  g_assert_null (get_event (held, 0)->prev);
  g_assert_cmpuint (get_event (next, 0)->seq, ==, 2);
  g_assert_cmpstr (get_event (next, 0)->author, ==, ktg_store_get_device (fixture->device->store));
}

static void
test_after_fork (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *anew = NULL;
  g_autofree char *device = NULL;
  g_autoptr (GError) error = NULL;

  refuse_all (fixture, FORK);
  anew = refile (fixture, fixture->first);
  device = g_strdup (ktg_store_get_device (fixture->device->store));
  ktg_store_device_reopen (fixture->device);
  g_assert_cmpstr (ktg_store_get_device (fixture->device->store), ==, device);
  g_assert_null (ktg_store_get_account (fixture->device->store));

  g_assert_true (ktg_store_device_enrol (fixture->device, &error));
  ktg_store_device_deliver_all (fixture->device);
  g_assert_cmpint (ktg_store_device_get_summary (fixture->device, anew)->state,
                   ==,
                   KTG_STATE_COMPLETE);
  /* What was not filed anew is never said to be anywhere else. */
  g_assert_true (ktg_store_device_unpark (fixture->device, NULL, &error));
  g_assert_cmpint (ktg_store_device_get_summary (fixture->device, fixture->second)->state,
                   ==,
                   KTG_STATE_QUEUED);
}

static void
deliver_in_a_life (Fixture *fixture)
{
  g_autoptr (KtgOwed) owed = ktg_store_device_load_owed (fixture->device);
  g_autoptr (KtgReceipt) receipt = ktg_store_device_new_receipt (fixture->device, owed);
  KtgNews *news = ktg_news_new ();

  news->life = g_strdup ("AAAAAAAAAAAAAAAAAAAAAA");
  receipt->life = g_strdup (news->life);
  g_ptr_array_add (news->receipts,
                   ktg_store_device_sign_receipt (fixture->device->server, receipt));
  ktg_store_device_take (fixture->device, news);
}

/* A receipt that another device got is no word that a server could be shown by this one. */
static void
test_claims_nothing (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (KtgOwed) before = NULL;
  g_autoptr (KtgOwed) after = NULL;
  g_autofree char *third = NULL;
  g_autofree char *anew = NULL;

  deliver_in_a_life (fixture);
  third = file (fixture, "Three.");
  before = ktg_store_device_load_owed (fixture->device);
  g_assert_nonnull (before->file);
  refuse_all (fixture, FORK);
  anew = refile (fixture, third);

  after = ktg_store_device_load_owed (fixture->device);
  g_assert_null (after->file);
  g_assert_cmpuint (after->holds, ==, 0);
}

/* The answer may have been lost on the way: filed anew, it would be there twice. */
static void
test_on_its_way (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *device = g_strdup (ktg_store_get_device (fixture->device->store));
  g_autofree char *third = NULL;

  refuse_all (fixture, FORK);
  third = file (fixture, "Three.");
  assert_not_refiled (fixture, fixture->first, KTG_STORE_ERROR_ON_ITS_WAY);
  g_assert_cmpstr (ktg_store_get_device (fixture->device->store), ==, device);
  g_assert_nonnull (ktg_store_get_account (fixture->device->store));
}

static void
test_not_refused (Fixture *fixture, gconstpointer user_data)
{
  assert_not_refiled (fixture, fixture->first, KTG_STORE_ERROR_NOT_REFUSED);
  ktg_store_device_deliver_all (fixture->device);
  assert_not_refiled (fixture, fixture->first, KTG_STORE_ERROR_NOT_REFUSED);
  assert_not_refiled (fixture, "3f0c2f5e-0000-4000-8000-000000000000", KTG_STORE_ERROR_NOT_FOUND);
  g_assert_cmpuint (ktg_store_device_get_n_summaries (fixture->device), ==, 2);
}

static void
test_withdrawn (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *anew = NULL;
  g_autoptr (KtgReportHeld) held = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (ktg_store_device_withdraw (fixture->device, fixture->first, &error));
  refuse_all (fixture, FORK);
  anew = refile (fixture, fixture->first);
  held = ktg_store_device_load (fixture->device, anew, NULL);
  g_assert_true (ktg_history_is_withdrawn (held->history));
  g_assert_cmpuint (ktg_history_get_n_entries (held->history), ==, 2);
}

/* What one server refused is refused by no other yet, and what was filed anew is owed once. */
static void
test_other_server (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (KtgSigningKey) server = ktg_signing_key_new ();
  g_autofree char *anew = NULL;
  g_autoptr (KtgOwed) owed = NULL;
  g_autoptr (GError) error = NULL;

  refuse_all (fixture, FORK);
  anew = refile (fixture, fixture->first);
  g_assert_true (ktg_store_device_enrol_with (fixture->device, server, &error));
  owed = ktg_store_device_load_owed (fixture->device);
  g_assert_cmpuint (owed->events->len, ==, 2);
  g_assert_cmpint (ktg_store_device_get_summary (fixture->device, fixture->first)->state,
                   ==,
                   KTG_STATE_REPLACED);
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/refile/a-refused-report-is-filed-anew-with-its-words-and-photos", test_new_id);
  ADD ("/refile/asking-twice-gives-the-same-answer", test_twice);
  ADD ("/refile/after-a-fork-the-device-takes-a-new-key", test_fork);
  ADD ("/refile/after-a-fork-it-is-enrolled-again-and-delivers", test_after_fork);
  ADD ("/refile/after-a-fork-it-claims-nothing-of-the-device-before", test_claims_nothing);
  ADD ("/refile/what-the-server-may-hold-is-asked-for-first", test_on_its_way);
  ADD ("/refile/what-was-not-refused-is-not-filed-twice", test_not_refused);
  ADD ("/refile/what-was-taken-back-stays-so", test_withdrawn);
  ADD ("/refile/another-server-is-owed-it-once", test_other_server);

  return g_test_run ();
}
