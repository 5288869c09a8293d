/* test-drafts.c - what an officer writes stays written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-store-device.h"

#include <ktg-fault-disk.h>
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

static KtgDraft *
save (KtgStoreDevice *device, const char *id, const char *account)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgReport) report = ktg_store_device_new_report (account, NULL);
  KtgDraft *draft = ktg_draft_new (id, report);

  ktg_store_device_save_draft (device, draft, &error);
  g_assert_no_error (error);
  return draft;
}

static void
test_newest_save (Fixture *fixture, gconstpointer data)
{
  KtgStoreDevice *device = fixture->device;
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgDraft) first = save (device, NULL, "First words.");
  g_autoptr (KtgDraft) second = save (device, ktg_draft_get_id (first), "First words and more.");
  g_autoptr (KtgDraft) loaded = NULL;

  ktg_store_device_reopen (device);
  g_assert_cmpuint (ktg_store_device_get_n_summaries (device), ==, 1);
  g_assert_cmpstr (ktg_store_device_get_summary (device, ktg_draft_get_id (first))->words,
                   ==,
                   "First words and more.");

  loaded = ktg_store_device_load_draft (device, ktg_draft_get_id (first), &error);
  g_assert_no_error (error);
  g_assert_true (ktg_report_equal (ktg_draft_get_report (loaded), ktg_draft_get_report (second)));
}

/* Whoever wrote it is told to shorten it, and has it for that. */
static void
test_too_long (Fixture *fixture, gconstpointer data)
{
  KtgStoreDevice *device = fixture->device;
  g_autoptr (GError) error = NULL;
  g_autofree char *account = g_strnfill (4 * KTG_EVENT_MAX_BYTES, 'a');
  g_autoptr (KtgDraft) draft = save (device, NULL, account);
  g_autoptr (KtgDraft) loaded = NULL;

  g_assert_null (ktg_store_device_file (device,
                                        ktg_draft_get_id (draft),
                                        ktg_draft_get_report (draft),
                                        &error));
  g_assert_error (error, KTG_STORE_ERROR, KTG_STORE_ERROR_TOO_LARGE);
  g_clear_error (&error);
  ktg_store_device_reopen (device);
  loaded = ktg_store_device_load_draft (device, ktg_draft_get_id (draft), &error);
  g_assert_no_error (error);
  g_assert_true (ktg_report_equal (ktg_draft_get_report (loaded), ktg_draft_get_report (draft)));
  ktg_store_device_assert_sound (device);
}

static void
test_empty (Fixture *fixture, gconstpointer data)
{
  KtgStoreDevice *device = fixture->device;
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgReport) nothing = ktg_report_new ();
  g_autoptr (KtgDraft) draft = ktg_draft_new (NULL, nothing);
  g_autoptr (KtgDraft) loaded = NULL;

  g_assert_true (ktg_store_device_save_draft (device, draft, &error));
  loaded = ktg_store_device_load_draft (device, ktg_draft_get_id (draft), &error);
  g_assert_no_error (error);
  g_assert_true (ktg_report_equal (ktg_draft_get_report (loaded), nothing));
}

static void
test_discarded (Fixture *fixture, gconstpointer data)
{
  KtgStoreDevice *device = fixture->device;
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgDraft) draft = save (device, NULL, "First words.");
  g_autoptr (KtgDraft) other = save (device, NULL, "Others.");

  g_assert_true (ktg_store_device_discard_draft (device, ktg_draft_get_id (draft), &error));
  g_assert_null (ktg_store_device_get_summary (device, ktg_draft_get_id (draft)));
  g_assert_false (ktg_store_device_discard_draft (device, ktg_draft_get_id (draft), &error));
  g_assert_error (error, KTG_STORE_ERROR, KTG_STORE_ERROR_NOT_FOUND);

  ktg_store_device_reopen (device);
  g_assert_cmpuint (ktg_store_device_get_n_summaries (device), ==, 1);
  g_assert_nonnull (ktg_store_device_get_summary (device, ktg_draft_get_id (other)));
}

static void
test_unreadable (Fixture *fixture, gconstpointer data)
{
  KtgStoreDevice *device = fixture->device;
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgDraft) draft = save (device, NULL, "First words.");
  g_autoptr (GPtrArray) problems = NULL;

  ktg_store_device_close (device);
  ktg_store_device_tamper (device, "UPDATE draft SET sealed = zeroblob(400)");
  ktg_store_device_reopen (device);
  g_assert_cmpint (ktg_store_device_get_summary (device, ktg_draft_get_id (draft))->state,
                   ==,
                   KTG_STATE_DRAFT);
  g_assert_true (ktg_store_device_get_summary (device, ktg_draft_get_id (draft))->is_damaged);
  g_assert_null (ktg_store_device_load_draft (device, ktg_draft_get_id (draft), &error));
  g_assert_error (error, KTG_STORE_ERROR, KTG_STORE_ERROR_DAMAGED);
  problems = ktg_store_device_verify (device, NULL);
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_nonnull (strstr (problems->pdata[0], ktg_draft_get_id (draft)));
}

static void
test_one_fsync (Fixture *fixture, gconstpointer data)
{
  KtgStoreDevice *device = fixture->device;
  g_autoptr (KtgDraft) first = save (device, NULL, "First words.");
  g_autoptr (KtgDraft) second = NULL;

  ktg_fault_disk_arm (device->folder, KTG_FAULT_NONE, 0, 0);
  ktg_fault_disk_only ("fsync");
  second = save (device, ktg_draft_get_id (first), "First words and more.");
  g_assert_cmpuint (ktg_fault_disk_disarm (), ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/drafts/the-newest-save-counts", test_newest_save);
  ADD ("/drafts/an-empty-one-is-kept-too", test_empty);
  ADD ("/drafts/one-that-is-too-long-to-send-is-kept", test_too_long);
  ADD ("/drafts/what-is-discarded-is-gone", test_discarded);
  ADD ("/drafts/an-unreadable-one-harms-no-other", test_unreadable);
  ADD ("/drafts/a-save-is-one-fsync", test_one_fsync);
#undef ADD

  return g_test_run ();
}
