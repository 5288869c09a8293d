/* test-custody.c - what was done with a file is kept by day, and hinders nothing
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-store-device.h"

#include <errno.h>
#include <ktg-fault-disk.h>

#define WIB (7 * 3600)

/* Shortly before midnight in Jakarta, which is the afternoon in Greenwich. */
static const KtgMoment evening
    = { .wall_us = G_GINT64_CONSTANT (1795971000) * G_USEC_PER_SEC, .utc_offset_s = WIB };
static const KtgMoment next_day
    = { .wall_us = G_GINT64_CONSTANT (1795971600) * G_USEC_PER_SEC, .utc_offset_s = WIB };

typedef struct
{
  KtgStoreDevice *device;
  char           *photo; /* its SHA-256 */
} Desk;

static gboolean
note (Desk *desk, const char *sha256, KtgCustodyAct act, const KtgMoment *now, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ktg_store_note_custody_async (desk->device->store,
                                sha256,
                                act,
                                now,
                                ktg_store_device_answered_cb,
                                &result);
  return ktg_store_note_custody_finish (desk->device->store,
                                        ktg_store_device_wait_for (&result),
                                        error);
}

static GPtrArray *
load (Desk *desk, const char *sha256)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *entries;

  ktg_store_load_custody_async (desk->device->store,
                                sha256,
                                WIB,
                                NULL,
                                ktg_store_device_answered_cb,
                                &result);
  entries = ktg_store_load_custody_finish (desk->device->store,
                                           ktg_store_device_wait_for (&result),
                                           &error);
  g_assert_no_error (error);
  return entries;
}

static void
assert_entry (GPtrArray *entries, guint i, KtgCustodyAct act, const char *day, guint n_times)
{
  const KtgCustodyEntry *entry = g_ptr_array_index (entries, i);

  g_assert_cmpstr (ktg_custody_act_get_name (entry->act), ==, ktg_custody_act_get_name (act));
  g_assert_cmpstr (entry->day, ==, day);
  g_assert_cmpuint (entry->n_times, ==, n_times);
}

static void
desk_set_up (Desk *desk, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  desk->device = ktg_store_device_new ();
  g_assert_true (ktg_store_device_open (desk->device, &error));
  g_assert_true (ktg_store_device_enrol (desk->device, &error));
  desk->photo = ktg_store_device_import (desk->device, "a photo", &error);
  g_assert_no_error (error);
}

static void
desk_tear_down (Desk *desk, gconstpointer data)
{
  g_free (desk->photo);
  ktg_store_device_free (desk->device);
}

/* Looking twice on a day is one row, of the day that it is where one looks. */
static void
test_by_day (Desk *desk, gconstpointer data)
{
  g_autoptr (GPtrArray) entries = NULL;

  g_assert_true (note (desk, desk->photo, KTG_CUSTODY_VIEWED, &evening, NULL));
  g_assert_true (note (desk, desk->photo, KTG_CUSTODY_VIEWED, &evening, NULL));
  g_assert_true (note (desk, desk->photo, KTG_CUSTODY_VIEWED, &next_day, NULL));
  g_assert_true (note (desk, desk->photo, KTG_CUSTODY_COPIED, &next_day, NULL));
  ktg_store_device_reopen (desk->device);

  entries = load (desk, desk->photo);
  g_assert_cmpuint (entries->len, ==, 4);
  g_assert_cmpint (((KtgCustodyEntry *)entries->pdata[0])->act, ==, KTG_CUSTODY_IMPORTED);
  assert_entry (entries, 1, KTG_CUSTODY_VIEWED, "2026-11-29", 2);
  assert_entry (entries, 2, KTG_CUSTODY_COPIED, "2026-11-30", 1);
  assert_entry (entries, 3, KTG_CUSTODY_VIEWED, "2026-11-30", 1);
}

static void
test_unknown (Desk *desk, gconstpointer data)
{
  g_autofree char *sha256 = g_strnfill (64, 'c');
  g_autoptr (GPtrArray) entries = NULL;

  g_assert_true (note (desk, sha256, KTG_CUSTODY_VIEWED, &evening, NULL));
  entries = load (desk, sha256);
  g_assert_cmpuint (entries->len, ==, 0);
}

/* What a receipt says is not written again. */
static void
test_sent (Desk *desk, gconstpointer data)
{
  const char *evidence[] = { desk->photo, "", NULL };
  g_autoptr (KtgReport) report = ktg_store_device_new_report ("What happened.", evidence);
  g_autoptr (GError) error = NULL;
  g_autofree char *id = ktg_store_device_file (desk->device, NULL, report, &error);
  g_autoptr (GPtrArray) before = load (desk, desk->photo);
  g_autoptr (GPtrArray) after = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (before->len, ==, 1);
  ktg_store_device_deliver_all (desk->device);
  after = load (desk, desk->photo);
  g_assert_cmpuint (after->len, ==, 2);
  g_assert_cmpint (((KtgCustodyEntry *)after->pdata[1])->act, ==, KTG_CUSTODY_SENT);
}

/* A file that nothing names goes after a day, and what was done with it goes, too. */
static void
test_goes_with_its_file (Desk *desk, gconstpointer data)
{
  const gint64 days_later_us = g_get_real_time () + 3 * G_TIME_SPAN_DAY;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (note (desk, desk->photo, KTG_CUSTODY_VIEWED, &evening, NULL));
  ktg_store_device_close (desk->device);
  g_assert_true (ktg_store_device_open_at (desk->device, days_later_us, &error));
  ktg_store_device_close (desk->device);
  g_assert_true (ktg_store_device_open_at (desk->device, days_later_us, &error));
  entries = load (desk, desk->photo);
  g_assert_cmpuint (entries->len, ==, 0);
}

/* On a disk that takes nothing more, a file is read all the same. The log has no room left from
 * before. */
static void
test_hinders_nothing (Desk *desk, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  ktg_store_device_reopen (desk->device);
  ktg_fault_disk_fill (desk->device->folder, 0);
  g_assert_false (note (desk, desk->photo, KTG_CUSTODY_VIEWED, &evening, &error));
  g_assert_error (error, KTG_STORE_ERROR, KTG_STORE_ERROR_NO_SPACE);
  g_clear_error (&error);
  bytes = ktg_store_device_read (desk->device, desk->photo, 0, &error);
  g_assert_no_error (error);
  ktg_fault_disk_disarm ();
  g_assert_cmpuint (g_bytes_get_size (bytes), ==, strlen ("a photo"));
}

/* The ladder: dead from the first step on, then from the second; it is counted or it is not. */
static void
test_ladder (void)
{
  gboolean is_reached = TRUE;

  for (guint step = 1; is_reached; step++)
    {
      Desk desk;
      g_autoptr (GPtrArray) entries = NULL;
      g_autoptr (GError) error = NULL;
      gboolean is_said;

      desk_set_up (&desk, NULL);
      ktg_fault_disk_arm (desk.device->folder, KTG_FAULT_DEAD, step, EIO);
      is_said = note (&desk, desk.photo, KTG_CUSTODY_VIEWED, &evening, NULL);
      ktg_store_device_close (desk.device);
      is_reached = ktg_fault_disk_disarm () >= step;
      g_assert_true (is_said || is_reached);

      g_assert_true (ktg_store_device_open (desk.device, &error));
      entries = load (&desk, desk.photo);
      g_assert_cmpuint (entries->len, >=, is_said ? 2 : 1);
      g_assert_cmpuint (entries->len, <=, 2);
      ktg_store_device_assert_sound (desk.device);
      desk_tear_down (&desk, NULL);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function)                                                                        \
  g_test_add ("/custody/" name, Desk, NULL, desk_set_up, (function), desk_tear_down)
  ADD ("is-counted-by-day", test_by_day);
  ADD ("of-a-file-that-is-not-known-nothing-is-kept", test_unknown);
  ADD ("that-it-was-sent-is-what-the-receipt-says", test_sent);
  ADD ("goes-with-its-file", test_goes_with_its_file);
  ADD ("hinders-nobody-who-looks", test_hinders_nothing);
#undef ADD
  g_test_add_func ("/custody/is-counted-or-not", test_ladder);

  return g_test_run ();
}
