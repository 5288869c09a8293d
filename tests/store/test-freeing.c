/* test-freeing.c - an original goes only when the server has long had it, and nothing else goes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-store-device.h"

#include <errno.h>
#include <ktg-fault-disk.h>

#define DAY_US (24 * G_TIME_SPAN_HOUR)
#define A_MONTH_LATER_US (KTG_DEVICE_NOW_US + 31 * DAY_US)
#define PHOTO_BYTES 150000

/* A delivered report with a photo, its preview, and a document that has none. */
typedef struct
{
  KtgStoreDevice *device;
  char           *photo, *preview, *document;
  char           *report;
} Desk;

static void
import_photo (Desk *desk)
{
  g_autofree char *text = g_strnfill (PHOTO_BYTES, 'p');
  g_autoptr (GBytes) preview = g_bytes_new_static ("small", 5);
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgEvidence) evidence
      = ktg_store_device_import_with (desk->device, text, PHOTO_BYTES, preview, &error);

  g_assert_no_error (error);
  desk->photo = g_steal_pointer (&evidence->sha256);
  desk->preview = g_steal_pointer (&evidence->preview_sha256);
}

static void
file_report (Desk *desk)
{
  const char *evidence[] = { desk->photo, desk->preview, desk->document, "", NULL };
  g_autoptr (KtgReport) report = ktg_store_device_new_report ("What happened.", evidence);
  g_autoptr (GError) error = NULL;

  desk->report = ktg_store_device_file (desk->device, NULL, report, &error);
  g_assert_no_error (error);
}

static void
hear (Desk *desk, gint64 server_now_us, guint keep_days)
{
  KtgNews *news = ktg_news_new ();
  g_autoptr (GError) error = NULL;

  news->server_now_us = server_now_us;
  news->keep_days = keep_days;
  ktg_store_device_apply (desk->device, news, &error);
  g_assert_no_error (error);
}

/* It is heard of so much later that only the clock here counts. */
static void
promise (Desk *desk, guint keep_days)
{
  hear (desk, KTG_DEVICE_NOW_US + 900 * DAY_US, keep_days);
}

static void
desk_clear (Desk *desk)
{
  ktg_store_device_free (desk->device);
  g_free (desk->photo);
  g_free (desk->preview);
  g_free (desk->document);
  g_free (desk->report);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Desk, desk_clear)

static void
set_up (Desk *desk)
{
  g_autoptr (GError) error = NULL;

  desk->device = ktg_store_device_new ();
  ktg_store_device_open (desk->device, &error);
  g_assert_no_error (error);
  ktg_store_device_enrol (desk->device, &error);
  g_assert_no_error (error);
  import_photo (desk);
  desk->document = ktg_store_device_import (desk->device, "A letter.", &error);
  g_assert_no_error (error);
  file_report (desk);
}

static KtgStorage
count (Desk *desk, gint64 now_us)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree KtgStorage *storage = NULL;

  ktg_store_load_storage_async (desk->device->store,
                                now_us,
                                NULL,
                                ktg_store_device_answered_cb,
                                &result);
  storage = ktg_store_load_storage_finish (desk->device->store,
                                           ktg_store_device_wait_for (&result),
                                           &error);
  g_assert_no_error (error);
  return *storage;
}

static gboolean
free_all (Desk *desk, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ktg_store_free_originals_async (desk->device->store,
                                  A_MONTH_LATER_US,
                                  ktg_store_device_answered_cb,
                                  &result);
  return ktg_store_free_originals_finish (desk->device->store,
                                          ktg_store_device_wait_for (&result),
                                          error);
}

static gboolean
can_read (Desk *desk, const char *sha256)
{
  g_autoptr (GBytes) bytes = ktg_store_device_read (desk->device, sha256, 0, NULL);

  return bytes != NULL;
}

static guint
count_files (Desk *desk)
{
  g_autofree char *path = g_build_filename (desk->device->profile, "files", NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

static void
test_only_what_the_server_has_long_had (void)
{
  g_auto (Desk) desk = { 0 };
  KtgStorage storage;

  set_up (&desk);
  promise (&desk, 14);
  g_assert_cmpuint (count (&desk, A_MONTH_LATER_US).n_free, ==, 0); /* it is owed */
  ktg_store_device_deliver_all (desk.device);
  g_assert_cmpuint (count (&desk, KTG_DEVICE_NOW_US + 29 * DAY_US).n_free, ==, 0);
  storage = count (&desk, A_MONTH_LATER_US);
  g_assert_cmpuint (storage.n_free, ==, 1); /* and never what has no preview */
  g_assert_cmpuint (storage.free_bytes, ==, PHOTO_BYTES);
  g_assert_cmpuint (storage.n_files, ==, 3);
  g_assert_cmpuint (storage.n_reports, ==, 1);
  promise (&desk, 60); /* the server's own days count where they are more */
  g_assert_cmpuint (count (&desk, A_MONTH_LATER_US).n_free, ==, 0);
  g_assert_cmpuint (count (&desk, KTG_DEVICE_NOW_US + 61 * DAY_US).n_free, ==, 1);
}

static void
test_a_server_that_promised_nothing_frees_nothing (void)
{
  g_auto (Desk) desk = { 0 };

  set_up (&desk);
  ktg_store_device_deliver_all (desk.device);
  g_assert_cmpuint (count (&desk, KTG_DEVICE_NOW_US + 900 * DAY_US).n_free, ==, 0);
}

/* A month is over when the server says so; the clock here may have jumped over it. */
static void
test_a_clock_that_jumps_ahead_frees_nothing (void)
{
  g_auto (Desk) desk = { 0 };

  set_up (&desk);
  hear (&desk, KTG_DEVICE_NOW_US, 14);
  ktg_store_device_deliver_all (desk.device);
  g_assert_cmpuint (count (&desk, KTG_DEVICE_NOW_US + 900 * DAY_US).n_free, ==, 0);
  hear (&desk, A_MONTH_LATER_US, 14);
  ktg_store_device_reopen (desk.device);
  g_assert_cmpuint (count (&desk, KTG_DEVICE_NOW_US).n_free, ==, 0);
  g_assert_cmpuint (count (&desk, KTG_DEVICE_NOW_US + 900 * DAY_US).n_free, ==, 1);
}

static void
test_what_a_draft_names_stays (void)
{
  g_auto (Desk) desk = { 0 };
  const char *evidence[] = { NULL, NULL, NULL };
  g_autoptr (KtgReport) report = NULL;
  g_autoptr (KtgDraft) draft = NULL;
  g_autoptr (GError) error = NULL;

  set_up (&desk);
  promise (&desk, 14);
  ktg_store_device_deliver_all (desk.device);
  evidence[0] = desk.photo;
  evidence[1] = desk.preview;
  report = ktg_store_device_new_report ("Another.", evidence);
  draft = ktg_draft_new ("6a5c1a34-92f3-4c55-a0a7-0b5b5f4d1e01", report);
  g_assert_true (ktg_store_device_save_draft (desk.device, draft, &error));
  g_assert_cmpuint (count (&desk, A_MONTH_LATER_US).n_free, ==, 0);
}

/* A receipt that is not the server's own word is none. */
static void
test_a_receipt_that_was_tampered_with_frees_nothing (void)
{
  g_auto (Desk) desk = { 0 };

  set_up (&desk);
  promise (&desk, 14);
  ktg_store_device_deliver_all (desk.device);
  ktg_store_device_close (desk.device);
  ktg_store_device_tamper (desk.device, "UPDATE receipt SET signature = zeroblob (64)");
  ktg_store_device_reopen (desk.device);
  g_assert_cmpuint (count (&desk, A_MONTH_LATER_US).n_free, ==, 0);
}

static void
assert_freed (Desk *desk)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgReportHeld) held = ktg_store_device_load (desk->device, desk->report, &error);
  const KtgFileHeld *photo = ktg_report_held_find_file (held, desk->photo);

  g_assert_no_error (error);
  g_assert_false (photo->is_here);
  g_assert_true (photo->is_freed);
  g_assert_true (photo->is_received);
  g_assert_cmpuint (photo->size_bytes, ==, PHOTO_BYTES);
  g_assert_false (can_read (desk, desk->photo));
  g_assert_true (can_read (desk, desk->preview));
  g_assert_true (can_read (desk, desk->document));
  g_assert_cmpuint (count_files (desk), ==, 2);
  ktg_store_device_assert_sound (desk->device);
}

static void
amend (Desk *desk)
{
  const char *evidence[] = { desk->photo, desk->preview, desk->document, "", NULL };
  g_autoptr (KtgReport) report = ktg_store_device_new_report ("What really happened.", evidence);
  g_autoptr (GError) error = NULL;

  ktg_store_device_amend (desk->device, desk->report, report, &error);
  g_assert_no_error (error);
}

/* It can be amended still, said to be received once more, and come again. */
static void
test_a_freed_photo_is_no_damage (void)
{
  g_auto (Desk) desk = { 0 };
  g_autoptr (GError) error = NULL;
  Desk again = { 0 };

  set_up (&desk);
  promise (&desk, 14);
  ktg_store_device_deliver_all (desk.device);
  g_assert_true (free_all (&desk, &error));
  assert_freed (&desk);
  g_assert_cmpuint (count (&desk, A_MONTH_LATER_US).n_freed, ==, 1);
  ktg_store_device_reopen (desk.device);
  assert_freed (&desk);
  amend (&desk);
  ktg_store_device_deliver_all (desk.device);
  assert_freed (&desk);

  again.device = desk.device;
  import_photo (&again);
  g_assert_cmpstr (again.photo, ==, desk.photo);
  g_assert_true (can_read (&desk, desk.photo));
  g_assert_cmpuint (count (&desk, A_MONTH_LATER_US).n_freed, ==, 0);
  ktg_store_device_assert_sound (desk.device);
  g_free (again.photo);
  g_free (again.preview);
}

/* Wherever the disk fails: the photo is here whole, or it is freed; and another try frees it. */
static void
climb (KtgFaultKind kind)
{
  gboolean is_reached = TRUE;

  for (guint step = 1; is_reached; step++)
    {
      g_auto (Desk) desk = { 0 };
      g_autoptr (GError) error = NULL;
      gboolean is_freed;

      set_up (&desk);
      promise (&desk, 14);
      ktg_store_device_deliver_all (desk.device);
      ktg_fault_disk_arm (desk.device->folder, kind, step, EIO);
      is_freed = free_all (&desk, NULL);
      is_reached = ktg_fault_disk_disarm () >= step;

      g_assert_true (is_freed || is_reached);
      ktg_store_device_reopen (desk.device);
      ktg_store_device_assert_sound (desk.device);
      g_assert_true (can_read (&desk, desk.photo)
                     == (count (&desk, A_MONTH_LATER_US).n_freed == 0));
      g_assert_true (free_all (&desk, &error));
      assert_freed (&desk);
    }
}

static void
test_a_failing_disk (void)
{
  climb (KTG_FAULT_ONCE);
}

/* As when the process is killed there. */
static void
test_a_disk_that_dies (void)
{
  climb (KTG_FAULT_DEAD);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/freeing/old", test_only_what_the_server_has_long_had);
  g_test_add_func ("/freeing/promise", test_a_server_that_promised_nothing_frees_nothing);
  g_test_add_func ("/freeing/clock", test_a_clock_that_jumps_ahead_frees_nothing);
  g_test_add_func ("/freeing/draft", test_what_a_draft_names_stays);
  g_test_add_func ("/freeing/tampered", test_a_receipt_that_was_tampered_with_frees_nothing);
  g_test_add_func ("/freeing/no-damage", test_a_freed_photo_is_no_damage);
  g_test_add_func ("/freeing/failing-disk", test_a_failing_disk);
  g_test_add_func ("/freeing/dying-disk", test_a_disk_that_dies);

  return g_test_run ();
}
